"""Broken profiles: each gives the problems that a careful reader would name, at their places, and nothing else.

The cases are in `tests/data/broken/*.md`: a heading, the YAML, the expected `line:column code`.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from resumekit.load import Loaded, read

TODAY = date(2026, 11, 24)
HEAD = ["resumekit: 1", "career: medical-assistant", "person: {name: Ana Reyes}"]
FOLDER = Path(__file__).parent / "data" / "broken"
CASE = re.compile(r"^## (?P<title>.+)\n```yaml(?P<whole> whole)?\n(?P<yaml>(?:.*\n)*?)```\n(?P<expected>(?:- .+\n)*)", re.MULTILINE)
Case = tuple[str, bool, str, list[str]]


def _cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        matches = list(CASE.finditer(text))
        assert len(matches) == text.count("\n## "), file
        for match in matches:
            yaml = match["yaml"].replace("⇥", "\t").replace("⍽", "\u00a0")
            expected = sorted(line[2:] for line in match["expected"].splitlines())
            found.append((f"{file.stem}: {match['title']}", bool(match["whole"]), yaml, expected))
    return found


def _read(folder: Path, text: str) -> Loaded:
    file = folder / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    return read(str(file), today=TODAY)


def _seen(loaded: Loaded, shift: int = 0) -> list[str]:
    return sorted(f"{problem.place.line - shift}:{problem.place.column} {problem.code}" for problem in loaded.problems if problem.place)


CASES = _cases()


@pytest.mark.parametrize(("title", "whole", "yaml", "expected"), CASES, ids=[case[0] for case in CASES])
def test_broken_profile(title: str, whole: bool, yaml: str, expected: list[str], tmp_path: Path) -> None:
    """Exactly the expected problems, whether the rest of the profile stands before or behind the mistake."""
    head = [] if whole else [line for line in HEAD if not re.search("^" + line.split(":")[0] + ":", yaml, re.MULTILINE)]
    before = _read(tmp_path, "\n".join([*head, yaml]))
    assert expected == _seen(before, len(head))
    if not whole:
        assert expected == _seen(_read(tmp_path, yaml + "\n".join(head) + "\n"))
