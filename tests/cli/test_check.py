"""`resumekit check`: the report in its formats, and the gate."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ROOT = Path(__file__).parent.parent.parent
MAYA = str(ROOT / "examples" / "maya-ortiz" / "maya-ortiz.yaml")
KEYS = [
    "format", "career", "as_of", "coverage", "groups", "supporting", "specializations", "tiers", "experience_years", "credentials", "portfolio", "next_steps", "warnings",
]  # fmt: skip


def test_json_is_the_document_of_the_contract(call: Call) -> None:
    """The keys in their order, one document, nothing else on any stream."""
    answer = call("check", MAYA, "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert list(document) == KEYS
    assert (document["format"], document["career"], document["as_of"]) == (1, "medical-assistant", "2026-11-24")


@pytest.mark.parametrize(("form", "begins"), [("text", "Maya Ortiz"), ("markdown", "# Maya Ortiz"), ("html", "<!doctype html>")])
def test_report_has_every_format(form: str, begins: str, call: Call) -> None:
    """The same answer in each, on standard output or in a file."""
    answer = call("check", MAYA, "--format", form)
    assert answer.out.startswith(begins)
    assert "required skills are backed" in answer.out
    assert call("check", MAYA, "--format", form, "-o", "gaps.txt").err == "wrote gaps.txt\n"
    assert answer.out == Path("gaps.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("80", 0), ("80%", 0), ("0.8", 0), ("100", 1), ("1.0", 1), ("99.99 %", 1), ("1", 0)])
def test_gate_compares_the_share_that_is_backed(least: str, code: int, call: Call) -> None:
    """Maya has 8 of 9 and her chosen path: 90%. A number with a decimal point and at most 1 is a share; `1` is one percent."""
    answer = call("check", MAYA, "--min-coverage", least, "--format", "json")
    assert code == answer.code
    assert list(json.loads(answer.out)) == KEYS
    assert ("failed: " in answer.err) == bool(code)


def test_gate_is_an_annotation_for_github(call: Call) -> None:
    """A failed gate is an error like any other."""
    answer = call("check", MAYA, "--min-coverage", "100", "--format", "github")
    assert answer.code == 1
    assert "::error title=coverage-too-low::9 of 10 required skills, 90.0%25, are backed by evidence, not 100.0%25" in answer.out


def test_specialization_counts_when_asked_for(call: Call) -> None:
    """The option wins over the profile's goal."""
    shares = [json.loads(call("check", MAYA, "--format", "json", "--specialization", name).out)["coverage"]["backed"] for name in ("ekg-technician", "billing-and-coding")]
    assert shares == [0.9, 0.8]


def test_career_by_option_replaces_the_profiles(call: Call, tmp_path: Path) -> None:
    """A file outside the profile's folder may be named by hand; a broken one is an error of that file."""
    (tmp_path / "careers").mkdir()
    (tmp_path / "careers" / "broken.yaml").write_text("format: 1\nid: x\n", encoding="utf-8")
    answer = call("check", MAYA, "--career", "careers/broken.yaml")
    assert answer.code == 1
    assert "broken.yaml:1:1: error[missing-key]" in answer.err
    assert call("check", MAYA, "--career", "careers/none.yaml").code == 2
    assert call("check", MAYA, "--career", "medical-assistant").code == 0


def test_strict_fails_on_warnings(call: Call) -> None:
    """June's card is about to lapse: a warning, so an error with --strict, and no report."""
    june = str(ROOT / "examples" / "june-park" / "june-park.yaml")
    assert call("check", june).code == 0
    answer = call("check", june, "--strict")
    assert (answer.code, answer.out) == (1, "")
    assert "error[credential-expiring]" in answer.err


@pytest.mark.parametrize("command", ["check", "portfolio", "render"])
def test_goal_of_the_profiles_own_career_is_left_aside_by_another(command: str, call: Call) -> None:
    """A career given by hand need not know the profile's tiers: a warning at the goal's line; an unknown --tier stays wrong usage."""
    assert call("careers", "new", "Dental assistant", "-o", "dental.yaml", "-q").code == 0
    Path("mid.yaml").write_text("resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ngoal: {tier: mid, specialization: ekg-technician}\n", encoding="utf-8")
    answer = call(command, "mid.yaml", "--career", "./dental.yaml")
    assert answer.code == 0
    assert "mid.yaml:4:14: warning[unknown-goal] mid is no tier of dental-assistant, the career given by --career, so it is left aside" in answer.err
    assert "mid.yaml:4:35: warning[unknown-goal] ekg-technician is no specialization" in answer.err
    if command == "check":
        assert call(command, "mid.yaml", "--career", "./dental.yaml", "--tier", "mid").code == 2
        assert call(command, "mid.yaml", "--career", "./dental.yaml", "--strict").code == 1
        assert "unknown-goal" not in call(command, "mid.yaml", "--career", "medical-assistant").err


def test_goal_of_a_career_without_tiers_is_an_error_at_once(call: Call) -> None:
    """What `check` cannot measure, `validate` tells, and the starter of such a career has no example of it."""
    assert call("careers", "new", "Dental assistant", "-o", "dental.yaml", "-q").code == 0
    Path("mid.yaml").write_text("resumekit: 1\ncareer: ./dental.yaml\nperson: {name: Ana Reyes}\ngoal: {tier: mid}\n", encoding="utf-8")
    answer = call("validate", "mid.yaml")
    assert answer.code == 1
    assert "mid.yaml:4:14: error[unknown-goal] mid is no tier of dental-assistant, which has no tiers" in answer.out
    starter = call("new", "Ana Reyes", "--career", "./dental.yaml", "-o", "-").out
    assert "specialization: customer-care" in starter
    assert "tier:" not in starter


def test_a_blank_line_stands_before_each_heading(call: Call) -> None:
    """Also where few steps are left and nothing follows them."""
    assert call("careers", "new", "Dental assistant", "-o", "dental.yaml", "-q").code == 0
    lines = call("check", "ana.yaml", "--career", "./dental.yaml", "-q").out.splitlines()
    assert [""] * 2 == [lines[lines.index(heading) - 1] for heading in ("Next steps", "Skill map")]
