"""The draft: texts cleaned, dates read, entries where they may stand."""

import pytest

from resumekit.exchange.draft import UNPLACED, Draft, cleaned, date_of, lines_of, sentences


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("Jan 2022", "2022-01"), ("2022-06-30T10:00:00Z", "2022-06-30"), ("06/2022", "2022-06"), ("2022", "2022"), ("Present", ""), ("2022-13", ""), ("soon", ""), ("1066", ""), ("x" * 500, "")],
)
def test_dates(typed: str, expected: str) -> None:
    """A date in any usual form, or nothing."""
    assert expected == date_of(typed)


def test_present_is_an_end_only() -> None:
    """Something cannot begin at present."""
    assert date_of("Present", end=True) == "present"
    assert date_of("Present") == ""


def test_texts() -> None:
    """One line, nothing invisible; what is half a character is shown as such."""
    assert cleaned(" a\u202eb\n\tc \ud800 ") == "ab c \ufffd"
    assert lines_of("- a\n\n* b\r\n1. c\u2028d") == ["a", "b", "c", "d"]
    assert sentences(["Calm", "Exact.", ""]) == "Calm. Exact."
    assert sentences(["Calm"]) == "Calm"


def test_an_entry_that_lacks_something() -> None:
    """It stands in a section of its own, with everything it said, and is told."""
    draft = Draft(format="x")
    draft.add("experience", {"employer": "Elm", "title": "Aide", "end": "2020", "highlights": ["A", "B"]})
    (entry,) = draft.tree["sections"][UNPLACED]
    assert (entry["title"], entry["text"], entry["end"]) == ("Elm", "Aide; A; B", "2020")
    assert [problem.code for problem in draft.problems] == ["import-moved"]
    draft.add("experience", {"employer": "Elm", "start": "2020"})
    assert draft.tree["experience"] == [{"employer": "Elm", "start": "2020"}]


def test_an_empty_draft() -> None:
    """Nothing but what every profile has."""
    draft = Draft(format="x")
    assert draft.is_empty
    draft.add("skills", {"name": ""})
    draft.free("x", "")
    assert draft.is_empty
    draft.person["name"] = "Ana"
    assert not draft.is_empty


def test_not_everything_is_told() -> None:
    """After a hundred remarks nobody reads on; an error after them is told all the same."""
    draft = Draft(format="x")
    for number in range(300):
        draft.keep("a", str(number))
    draft.error("too-large", "too large")
    assert len(draft.problems) == 101
    assert draft.problems[-1].code == "too-large"
