"""Telling and mending: places in the file as typed, mistakes told once, lines moved together."""

from resumekit.brackets import Slip
from resumekit.slips import Sheet


def _sheet(text: str) -> Sheet:
    lines = text.split("\n")
    return Sheet("f", lines, lines)


def test_a_place_is_in_the_file_as_typed() -> None:
    """After a space was put in, a column still leads to what was typed."""
    sheet = _sheet("name:Ana")
    sheet.working[0] = "name: Ana"
    sheet.tell_slip(Slip(code="syntax", message="m", hint="h", at=(0, 6), length=99))
    place = sheet.mended.problems[0].place
    assert place is not None
    assert (place.file, place.line, place.column, place.source, place.length) == ("f", 1, 6, "name:Ana", 3)


def test_the_lines_given_stay_as_they_are() -> None:
    """Mending works on a copy."""
    lines = ["a", "b"]
    sheet = Sheet("f", lines, lines)
    sheet.drop(0)
    assert (lines, sheet.working, sheet.mended.has_gaps) == (["a", "b"], ["", "b"], True)


def test_a_mistake_of_a_whole_list_is_told_once() -> None:
    """The items after the first are counted; a list elsewhere is told anew."""
    sheet = _sheet("a:\n  -x\n  -y\n  -z\nb:\n  -x")
    for line in (1, 2, 3, 5):
        sheet.tell_once("missing-space", "a space is missing", "h", (line, 3))
    sheet.tell_folds()
    assert [problem.message for problem in sheet.mended.problems] == ["a space is missing (so are 2 more lines)", "a space is missing"]


def test_tabs_are_told_once_at_the_first() -> None:
    """Each tab becomes as many spaces as the file's levels have, and the message counts the lines."""
    sheet = _sheet("a:\n\tb:\n\t\tc: 1\n  d: 2")
    sheet.mend_lead(1)
    sheet.mend_lead(2)
    sheet.tell_odd()
    assert sheet.working[1:3] == ["  b:", "    c: 1"]
    assert [(problem.code, problem.message) for problem in sheet.mended.problems] == [("tab", "the line is indented with a tab (so is one more line)")]


def test_what_hangs_on_a_line_moves_with_it() -> None:
    """Children and siblings of the same kind move; what stands right already stays."""
    sheet = _sheet("a:\n - b: 1\n   c: 2\n - d\ne:")
    sheet.shift(1, 2)
    assert sheet.working == ["a:", "  - b: 1", "    c: 2", "  - d", "e:"]
    sheet = _sheet("a:\n b: 1\n  c: 2")
    sheet.shift(1, 2)
    assert sheet.working == ["a:", "  b: 1", "  c: 2"]
    assert sheet.mended.moved == {1}


def test_neighbours() -> None:
    """Blank lines and comments say nothing."""
    sheet = _sheet("a\n\n# c\nb")
    assert (sheet.next(0), sheet.before(3), sheet.next(3), sheet.before(0)) == (3, 0, None, None)
