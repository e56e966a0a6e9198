"""Problems: declared codes, the order of a reader, one exception that carries them all."""

import re

import pytest

from resumekit.diagnostics import CODES, Diagnostic, InvalidInput, Place, Severity, error, in_order, warning


def at(line: int, column: int = 1, file: str = "a.yaml") -> Place:
    """A place."""
    return Place(file=file, line=line, column=column)


def test_a_code_that_nobody_declared_is_a_bug() -> None:
    """Every code has its explanation, so one without cannot be used."""
    with pytest.raises(KeyError):
        Diagnostic(code="no-such-code", severity=Severity.ERROR, message="x")


@pytest.mark.parametrize("code", CODES)
def test_codes_are_words_with_dashes_and_explained(code: str) -> None:
    """`end-before-start`, and a whole sentence."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    assert re.fullmatch(r"[A-Z].*\.", CODES[code])


def test_severity_is_in_the_name() -> None:
    """`error` makes errors, `warning` warnings."""
    assert error("tab", "x").severity is Severity.ERROR
    assert warning("tab", "x").severity is Severity.WARNING


def test_problems_are_in_the_order_of_the_files() -> None:
    """By file, line and column; those of no place come first; the same problem is said once."""
    second, first, other, nowhere = error("tab", "b", place=at(2, 5)), error("tab", "a", place=at(2, 1)), error("tab", "c", place=at(1, file="b.yaml")), warning("machine", "d")
    assert in_order([other, second, first, nowhere, first]) == [nowhere, first, second, other]


def test_invalid_input_holds_warnings_too() -> None:
    """Whoever catches it can show everything, in order."""
    problems = [error("tab", "second", place=at(9)), warning("machine", "first")]
    caught = InvalidInput(problems)
    assert caught.problems == (problems[1], problems[0])
    assert str(caught) == "first; second"
