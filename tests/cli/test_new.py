"""`resumekit new`: a file that works at once, and never the loss of another."""

import json
import os
import re
from pathlib import Path

from tests.cli.conftest import Call


def test_what_new_writes_can_be_validated_checked_and_rendered(call: Call, tmp_path: Path) -> None:
    """The four commands that the next steps name work in a row, without a warning."""
    answer = call("new", "Ána Reyes")
    assert (answer.code, answer.out) == (0, "")
    assert "wrote ana-reyes.yaml" in answer.err
    assert "resumekit validate ana-reyes.yaml" in answer.err
    assert (call("validate", "ana-reyes.yaml", "--strict").code, call("validate", "ana-reyes.yaml").out) == (0, "ana-reyes.yaml: no problems\n")
    assert call("check", "ana-reyes.yaml").code == 0
    made = call("render", "ana-reyes.yaml", "-f", "txt")
    assert made.code == 0
    assert made.err.startswith("wrote ana-reyes.txt\n")
    assert ["nothing-to-show"] == re.findall(r"warning\[(.*?)\]", made.err), "all that a new profile has to show is a name"
    assert "Ána Reyes" in (tmp_path / "ana-reyes.txt").read_text(encoding="utf-8")


def test_the_modeline_leads_to_a_schema(call: Call, tmp_path: Path) -> None:
    """An editor finds it beside the profile, without a network."""
    call("new", "Ana Reyes", "-o", "students/ana.yaml")
    first = (tmp_path / "students" / "ana.yaml").read_text(encoding="utf-8").splitlines()[0]
    schema = tmp_path / "students" / first.partition("$schema=")[2]
    assert "person" in json.loads(schema.read_text(encoding="utf-8"))["properties"]


def test_a_file_that_is_there_stays(call: Call, tmp_path: Path) -> None:
    """Only --force replaces it."""
    before = (tmp_path / "ana.yaml").read_text(encoding="utf-8")
    answer = call("new", "Ana")
    assert answer.code == 1
    assert "ana.yaml exists already" in answer.err
    assert before == (tmp_path / "ana.yaml").read_text(encoding="utf-8")
    assert not (tmp_path / ".resumekit").exists()
    assert call("new", "Ana", "--force").code == 0
    assert before != (tmp_path / "ana.yaml").read_text(encoding="utf-8")


def test_a_dangling_link_is_not_written_through(call: Call, tmp_path: Path) -> None:
    """A link to nowhere is a file that is there."""
    os.symlink("elsewhere.yaml", tmp_path / "ana-reyes.yaml")
    assert call("new", "Ana Reyes").code == 1
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_name_without_latin_letters_still_has_a_file(call: Call, tmp_path: Path) -> None:
    """It is called profile.yaml."""
    assert call("new", "李小龙", "--minimal").code == 0
    assert "name: 李小龙" in (tmp_path / "profile.yaml").read_text(encoding="utf-8")


def test_standard_output_gets_the_profile_alone(call: Call, tmp_path: Path) -> None:
    """`-o -` writes no file."""
    answer = call("new", "Ana Reyes", "--minimal", "-o", "-")
    assert answer.out.endswith("person:\n  name: Ana Reyes\n")
    assert {"ana.yaml", "broken.yaml"} == set(os.listdir(tmp_path))
