"""`resumekit renewals`: its formats, several profiles, and what a gate makes of it."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = [str(ROOT / "examples" / name / f"{name}.yaml") for name in ("ana-reyes", "june-park", "maya-ortiz")]
JUNE = EXAMPLES[1]
KEYS = ["name", "id", "expires", "days_left", "status", "requires", "on_record"]


def test_json_is_the_document_of_the_contract(call: Call) -> None:
    """The keys in their order, one document, nothing else on any stream."""
    answer = call("renewals", JUNE, "--format", "json")
    document = json.loads(answer.out)
    assert (0, "") == (answer.code, answer.err)
    assert (["format", "items"], 1) == (list(document)[:2], document["format"])
    assert all(KEYS == list(item)[:7] for item in document["items"])
    assert [("bls-aha", "expired", -85), ("cma-aama", "expiring", 37), ("cbcs-nha", "current", 110)] == [(item["id"], item["status"], item["days_left"]) for item in document["items"]]
    assert (60, 44, 16) == (document["items"][1]["requires"]["units"], document["items"][1]["on_record"]["units"], document["items"][1]["on_record"]["missing"])


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "June Park: renewals\n"), ("markdown", "# June Park: renewals\n"), ("html", "<!doctype html>"), ("csv", "person,"), ("ics", "BEGIN:VCALENDAR\r\n")]
)
def test_report_has_every_format(form: str, begins: str, call: Call) -> None:
    """On standard output or in a file, the same."""
    answer = call("renewals", JUNE, "--format", form)
    assert (0, "") == (answer.code, answer.err)
    assert answer.out.startswith(begins)
    assert "wrote renewals.out\n" == call("renewals", JUNE, "--format", form, "-o", "renewals.out").err
    assert answer.out.encode() == Path("renewals.out").read_bytes()


def test_several_profiles_are_one_report(call: Call) -> None:
    """All people, the most urgent first; a profile given twice counts once."""
    rows = list(csv.DictReader(io.StringIO(call("renewals", *EXAMPLES, JUNE, "--format", "csv").out)))
    assert ["June Park", "June Park"] == [row["person"] for row in rows[:2]]
    assert {"Ana Reyes", "June Park", "Maya Ortiz"} == {row["person"] for row in rows}
    assert 8 == len(rows)


def test_broken_profile_fails_and_the_rest_is_told(call: Call) -> None:
    """Exit code 1; its problems beside the report, or in it where a program reads."""
    answer = call("renewals", "broken.yaml", JUNE)
    assert 1 == answer.code
    assert "BLS Provider has expired" in answer.out
    assert "Not in this report" in answer.out
    assert "broken.yaml:5:3: error[unknown-key]" in answer.err
    read = call("renewals", "broken.yaml", JUNE, "--format", "json")
    document = json.loads(read.out)
    assert (1, "", 3, ["unknown-key"]) == (read.code, read.err, len(document["items"]), [problem["code"] for problem in document["errors"]])


def test_where_none_can_be_read_the_problems_are_the_answer(call: Call) -> None:
    """With json, validate's document."""
    answer = call("renewals", "broken.yaml", "nowhere.yaml", "--format", "json")
    assert (1, ["format", "errors", "warnings"]) == (answer.code, list(json.loads(answer.out)))
    assert {"unknown-key", "file-not-found"} == {problem["code"] for problem in json.loads(answer.out)["errors"]}


def test_strict_fails_where_something_is_due(call: Call) -> None:
    """After the report; within how many days is asked with --within."""
    answer = call("renewals", JUNE, "--strict")
    assert (1, True) == (answer.code, "BLS Provider has expired" in answer.out)
    assert "failed: 2 of 3 credentials have expired, or expire within 90 days\n" == answer.err
    assert 0 == call("renewals", EXAMPLES[0], "--strict").code
    assert 1 == call("renewals", EXAMPLES[0], "--strict", "--within", "500").code


@pytest.mark.parametrize("days", ["-1", "soon", "36501", "1.5", "", "99999999999"])
def test_days_are_a_number(days: str, call: Call) -> None:
    """Anything else is wrong usage."""
    answer = call("renewals", JUNE, f"--within={days}")
    assert (2, "") == (answer.code, answer.out)
    assert "--within" in answer.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "ics", "markdown", "html"])
def test_ends_of_the_calendar_are_days(day: str, form: str, call: Call, tmp_path: Path) -> None:
    """On the first and on the last day there is."""
    (tmp_path / "edge.yaml").write_text("resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications: [{name: CMA (AAMA), expires: 9999-12-31}]\n", encoding="utf-8")
    answer = call("renewals", "edge.yaml", "--today", day, "--format", form)
    assert (0, "") == (answer.code, answer.err)
    assert answer.out


def test_same_day_gives_the_same_bytes(call: Call) -> None:
    """The calendar too; another day changes its stamp, not its events' names."""
    first, again, later = (call("renewals", *EXAMPLES, "--format", "ics", "--today", day).out for day in ("2026-11-24", "2026-11-24", "2026-11-25"))
    assert first == again
    assert [line for line in first.splitlines() if line.startswith("UID")] == [line for line in later.splitlines() if line.startswith("UID")]
    assert first != later


def test_standard_input_is_a_profile(call: Call) -> None:
    """`-` reads it."""
    answer = call("renewals", "-", stdin="resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n")
    assert (0, True) == (answer.code, "There is no certification to renew." in answer.out)
