"""The bundled lists and patterns."""

import re
from pathlib import Path

from resumekit.document import read_document
from resumekit.privacy import rules


def test_words_are_read_without_a_problem() -> None:
    """The bundled lists are right as YAML, and nothing in them is left unused."""
    folder = Path(rules.__file__).parent
    document = read_document(str(folder / "rules.yaml"))
    assert document.problems == []
    assert document.root is not None
    patterns = document.root["patterns"]
    named = {name for text in patterns.values() for name in re.findall(r"<(\w+)>", text)}
    used = named | {name for file in folder.glob("*.py") for name in re.findall(r'"(\w+)"', file.read_text(encoding="utf-8"))}
    assert set() == {*document.root, *patterns} - used
    assert named <= {*document.root, *patterns}
    assert set() == {*document.root["only_with"]} - {*patterns}
