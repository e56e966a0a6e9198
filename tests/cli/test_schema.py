"""`resumekit schema`: JSON Schema and nothing else."""

import json
from pathlib import Path

from tests.cli.conftest import Call


def test_schema_of_profile_and_career(call: Call, tmp_path: Path) -> None:
    """The profile's unless the career's is asked for; with `-o` into a file."""
    assert "person" in json.loads(call("schema").out)["properties"]
    assert call("schema").out == call("schema", "profile").out
    assert "skills" in json.loads(call("schema", "career").out)["properties"]
    assert call("schema", "-o", "schema.json").err == "wrote schema.json\n"
    assert call("schema").out == (tmp_path / "schema.json").read_text(encoding="utf-8")
