"""Taking a mapping apart: what is asked for, what is of the wrong type, what is left."""

from typing import Any

import pytest

from resumekit.exchange.draft import Draft
from resumekit.exchange.intake import Intake, kind_of


def intake(value: dict[str, Any], *, numbers: bool = False) -> Intake:
    """A mapping to take from."""
    return Intake(Draft(format="x"), value, path="a", title="A", numbers=numbers)


def codes(taken: Intake) -> list[tuple[str, str]]:
    """What was told, with its path."""
    return [(problem.code, problem.path) for problem in taken.draft.problems]


@pytest.mark.parametrize(("value", "name"), [(True, "true or false"), ("x", "a text"), (1, "a number"), (1.5, "a number"), ([], "a list"), ({}, "a mapping"), (None, "null")])
def test_kinds_in_words(value: Any, name: str) -> None:
    """Each kind of value has its name."""
    assert name == kind_of(value)


def test_texts_and_their_other_names() -> None:
    """The first key that has a text counts."""
    taken = intake({"b": " x\ny ", "c": "z"})
    assert taken.text("a", "b", "c") == "x y"
    assert taken.left == {"c": "z"}


def test_wrong_types() -> None:
    """A number is no text, unless the format does not tell them apart; a text is a list of one."""
    taken = intake({"a": 1, "b": "x", "c": 2, "d": [1, None, "y"]})
    assert (taken.text("a"), taken.texts("b"), taken.entries("c"), taken.texts("d")) == ("", ["x"], [], ["y"])
    assert codes(taken) == [("import-wrong-type", "a.a"), ("import-wrong-type", "a.c"), ("import-wrong-type", "a.d[0]"), ("import-changed", "a.d[1]")]
    assert intake({"a": 1}, numbers=True).text("a") == "1"
    assert intake({"a": [{"Led": "a team"}]}, numbers=True).texts("a") == ["Led: a team"]


def test_a_text_that_is_too_long() -> None:
    """It is refused rather than cut."""
    taken = intake({"a": "x" * 20_001})
    taken.text("a")
    assert codes(taken) == [("too-large", "a.a")]


def test_what_is_left_is_kept() -> None:
    """Every text in what nobody asked for, with the way to it."""
    taken = intake({"b": {"c": ["x", {"d": True}]}, "e": None, "f": [1, 2]})
    taken.rest()
    assert [(one["title"], one["text"]) for one in taken.draft.tree["sections"]["Also in the file"]] == [("A, b c", "x"), ("A, b c d", "true"), ("A, f", "1, 2")]
    assert taken.left == {}
