"""What people and programs see of a problem."""

import json
from dataclasses import replace

import pytest

from resumekit.diagnostics import Place, error, warning
from resumekit.writers.problems import count_problems, write_problems
from resumekit.writers.terminal import cells


def problem_at(source: str, column: int, length: int = 1, line: int = 12, hint: str = "") -> str:
    """An error in a line, as text."""
    place = Place(file="ana.yaml", line=line, column=column, source=source, length=length)
    return write_problems([error("bad-date", "that is no date", place=place, hint=hint)], "text")


def marked(text: str) -> str:
    """What stands above the carets, by columns of a terminal."""
    source, carets = text.splitlines()[1:3]
    first, last = carets.index("^"), carets.rindex("^")
    at, found = 0, ""
    for character in source:
        width = cells(character)
        if (first <= at <= last and width) or (not width and first < at <= last + 1):
            found += character
        at += width
    return found


def test_problem_shows_place_line_caret_and_fix() -> None:
    """File, line and column, then the line, what is meant, and what to type."""
    assert problem_at("  issued: 2023-02-29", 11, 10, hint="days go from 01 to 28") == (
        "ana.yaml:12:11: error[bad-date] that is no date\n  12 |   issued: 2023-02-29\n     |           ^^^^^^^^^^\n       help: days go from 01 to 28\n\n1 error\n"
    )


@pytest.mark.parametrize(
    ("source", "start", "expected"),
    [
        ("\tname: 2023", "2023", "2023"),
        ("名前: 漢字です 2023", "漢字です", "漢字です"),
        ("Zoe\u0308: 2023", "2023", "2023"),
        ("a\u200bb\u202e: 2023", "2023", "2023"),
        ("😀 2023", "2023", "2023"),
        ("cafe\u0301 x", "cafe\u0301", "cafe\u0301"),
    ],
)
def test_caret_stands_below_what_is_meant(source: str, start: str, expected: str) -> None:
    """Tabs, wide letters, combining marks and invisible characters do not shift it."""
    assert expected == marked(problem_at(source, source.index(start) + 1, len(start)))


@pytest.mark.parametrize("before", [0, 5, 90, 5000])
@pytest.mark.parametrize("after", [0, 5, 90, 5000])
@pytest.mark.parametrize("middle", ["wrong", "w" * 400, "漢" * 300])
def test_long_line_is_cut_around_the_caret(before: int, after: int, middle: str) -> None:
    """However long the line, what is shown fits the width and holds the beginning of what is meant."""
    text = problem_at("a" * before + middle + "b" * after, before + 1, len(middle))
    assert max(cells(line) for line in text.splitlines()) <= 100
    found = marked(text)
    assert found
    assert middle.startswith(found.rstrip("…b"))
    assert ("…" in text) == (before + after + cells(middle) > 93)


def test_a_place_past_the_end_is_shown_after_the_line() -> None:
    """What is missing is missing after the last character."""
    assert "     |      ^\n" in problem_at("name:", 6)


def test_a_problem_of_an_option_names_it() -> None:
    """`--set` has no line; the option stands in its place."""
    place = Place(file="--set person.email", line=1, column=14, source="person.email=x", length=1)
    assert "--set person.email: error[bad-email] no\n   | person.email=x\n   |              ^\n" in write_problems([error("bad-email", "no", place=place)], "text")


def test_a_problem_without_a_place_is_one_line() -> None:
    """Nothing is shown of a line that there is not."""
    assert write_problems([error("machine", "Pango is missing")], "text") == "error[machine] Pango is missing\n\n1 error\n"


def test_problems_are_counted() -> None:
    """Errors first; one is not plural; none is said in words."""
    problems = [error("tab", "a"), warning("tab", "b"), error("tab", "c")]
    assert count_problems(problems) == "2 errors, 1 warning"
    assert count_problems([]) == "no problems"
    assert write_problems([], "text") == ""


def test_problems_as_json_always_have_both_lists() -> None:
    """Each problem has the seven keys; one without a place has line 0."""
    place = Place(file="ana.yaml", line=3, column=5, source="x")
    document = json.loads(write_problems([error("tab", "a", path="person", place=place, hint="h"), warning("machine", "b")], "json"))
    assert document == {
        "format": 1,
        "errors": [{"code": "tab", "message": "a", "path": "person", "file": "ana.yaml", "line": 3, "column": 5, "hint": "h"}],
        "warnings": [{"code": "machine", "message": "b", "path": "", "file": "", "line": 0, "column": 0, "hint": ""}],
    }
    assert json.loads(write_problems([], "json")) == {"format": 1, "errors": [], "warnings": []}


def test_annotations_cannot_be_forged() -> None:
    """Line breaks, percent signs, colons and commas of a message or a file name stay inside their field."""
    place = Place(file="a,b:c%.yaml", line=3, column=5, source="x", length=2)
    assert write_problems([replace(error("tab", ""), message="50%\n::warning::x", place=place, hint="go\r on"), warning("machine", "b")], "github") == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=5,endColumn=7,title=tab::50%25%0A::warning::x; go%0D on\n::warning title=machine::b\n"
    )


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0: version, a driver with a name, a message and a level for each result, places from 1, a URI without blanks."""
    place = Place(file="my profile.yaml", line=3, column=5, source="  emial: x", length=5)
    found = [error("unknown-key", "there is no emial", place=place, hint="did you mean email?"), warning("photo-missing", "no photo"), error("bad-set", "no", place=replace(place, file="--set x=1"))]
    log = json.loads(write_problems(found, "sarif"))
    assert ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json") == (log["version"], log["$schema"])
    [run] = log["runs"]
    assert "resumekit" == run["tool"]["driver"]["name"]
    assert ["error", "warning", "error"] == [result["level"] for result in run["results"]]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (result["ruleId"], True) == (rule["id"], bool(rule["shortDescription"]["text"]))
        assert result["message"]["text"]
    [location] = run["results"][0]["locations"]
    assert {"artifactLocation": {"uri": "my%20profile.yaml"}, "region": {"startLine": 3, "startColumn": 5, "endColumn": 10}} == location["physicalLocation"]
    assert [True, False, False] == ["locations" in result for result in run["results"]]
    assert [] == json.loads(write_problems([], "sarif"))["runs"][0]["results"]
