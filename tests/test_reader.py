"""Trees to records: every problem at its place, once, and the rest read all the same."""

from typing import Annotated

import pytest
from pydantic import Field

from resumekit.composer import compose
from resumekit.diagnostics import Diagnostic
from resumekit.located import Mapping, set_paths
from resumekit.reader import read_record
from resumekit.records import OneOrMany, Record, ShortFor
from resumekit.values import Count, Date, Words


class Job(Record):
    """A job."""

    employer: Words = Field(examples=["Clinic"], json_schema_extra={"x-also": ["company"]})
    start: Date = Field(examples=["2022-02"])
    hours: Count | None = None
    tags: Annotated[tuple[Words, ...], OneOrMany()] = ()


class Pet(Record):
    """A pet."""

    name: Words
    owner: Words | None = None


class Person(Record):
    """A person."""

    name: Words = Field(examples=["Ana"])
    city: Words | None = None


class Root(Record):
    """A file."""

    person: Person
    jobs: tuple[Job, ...] = ()
    pets: tuple[Annotated[Pet, ShortFor("name")], ...] = ()


def _read(text: str) -> tuple[Root | None, list[Diagnostic], Mapping]:
    composed = compose("f", text.split("\n"))
    root = composed.value
    assert isinstance(root, Mapping)
    set_paths(root)
    record, problems = read_record(Root, root)
    return record, problems, root


def _codes(problems: list[Diagnostic]) -> list[str]:
    return sorted(f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems if problem.place)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("person: {name: A}", []),
        ("person: {nmae: A}", ["1:10 unknown-key"]),
        ("persn: {nmae: A}", ["1:1 unknown-key", "1:9 unknown-key"]),
        ("person: {}", ["1:1 missing-key"]),
        ("person:", ["1:1 missing-key"]),
        ("person:\n  name:", ["2:3 missing-key"]),
        ("person: A", ["1:9 wrong-shape"]),
        ("person: {name: A}\njobs: X", ["2:7 wrong-shape"]),
        ("person: {name: A}\njobs:\n- {company: X, start: 2022, hours: x}", ["3:36 bad-number", "3:4 unknown-key"]),
        ("person: {name: A}\njobs:\n- {employer: X}\n- {employer: Y, start: 2022-13}", ["3:3 missing-key", "4:24 bad-date"]),
        ("person: {name: A}\njobs: [{employer: X, start: 2022, tags: {a: b}}]", ["2:41 wrong-shape"]),
        ("person:\nname: A\ncity: B", ["2:1 bad-indentation"]),
        ("person: {city: B}\nname: A", ["2:1 unknown-key"]),
        ("person: {name: A, pets: [x]}", ["1:19 unknown-key"]),
        ("person: {name: A}\npets:\n- {employer: X, start: 2022, hours: 3}", ["3:3 unknown-key"]),
        ("person: {name: A}\npets:\n  - name: X\n    tag:\n  - Y", ["4:5 unknown-key"]),
        ("person: {name: A}\njobs:\n  - employer: X\n    start: 2022\n    tags:\n  - one\n  - two", ["6:3 bad-indentation"]),
        ("person: {name: A}\npets:\n  - Note: x", ["3:5 unquoted-text"]),
        ("person: {name: A}\nfoo:", ["2:1 unknown-key"]),
    ],
)
def test_problems_and_their_places(text: str, codes: list[str]) -> None:
    """One mistake, one problem, at the culprit."""
    assert _codes(_read(text)[1]) == codes


def test_the_rest_is_read() -> None:
    """What is wrong is left out or stood in for; what was misspelt or misplaced is read as what was meant."""
    record, problems, root = _read("persn: {nmae: A}\njobs:\n- {company: X, start: 2022-13, hours: 5}\n- {start: 2022}\ncity: B")
    assert record is not None
    assert (record.person.name, [job.employer for job in record.jobs], record.jobs[0].hours) == ("A", ["X", "Clinic"], 5)
    assert len(problems) == 6
    assert root["person"]["name"].path == "person.name"


def test_too_many_problems_are_counted() -> None:
    """After two hundred the rest is a number."""
    _, problems, _ = _read("person: {name: A}\njobs:\n" + "- {employer: X, start: 2022, hours: x}\n" * 500)
    assert (len(problems), problems[-1].code, problems[-1].message) == (201, "too-many-problems", "and 300 more problems after these")


def test_hints_say_what_to_type() -> None:
    """A missing key comes with an example, a text for an entry with the key it belongs to."""
    hints = [problem.hint for problem in _read("person: {}\njobs: [X]\npets: A, B")[1]]
    assert sorted(hints) == ["add  name: Ana", "write - employer: X", "write [A, B]"]
