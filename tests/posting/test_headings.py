"""Headings: how long they are, and what they say of what stands below."""

import pytest

from resumekit.pages import PageLine
from resumekit.posting.headings import Sign, heading_of, longest
from resumekit.wording import general_wording
from resumekit.words import Spellings

SIGNS = Spellings(
    [("requirements", Sign("heading", "required")), ("preferred", Sign("heading", "preferred")), ("skills", Sign("heading", "part")), ("benefits", Sign("heading", "nothing"))],
    general_wording(),
)


def seen(text: str, *, level: int = 0) -> tuple[int, str]:
    """The heading at the beginning of a line."""
    tokens = SIGNS.tokens(text)
    return heading_of(tokens, SIGNS.find(tokens), PageLine(number=1, text=text, level=level), first=True, long=False)


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("Requirements", 0, (1, "required")),
        ("Preferred Requirements:", 0, (2, "required")),
        ("Preferred skills:", 0, (2, "preferred")),
        ("Our Benefits", 2, (2, "nothing")),
        ("Skills", 3, (1, "part")),
        ("Requirements: CMA certification", 0, (1, "required")),
        ("Draw blood and record vital signs.", 0, (0, "")),
        ("About Desert Family Clinic", 2, (4, "asked")),
    ],
)
def test_a_heading_is_told_by_its_form_and_its_words(text: str, level: int, expected: tuple[int, str]) -> None:
    """What is wanted beats what is preferred; what a page marks as a heading is one, whatever it says."""
    assert expected == seen(text, level=level)


def test_of_marks_that_overlap_the_longest_counts() -> None:
    """The others are dropped; the rest stay in order."""
    one, two, three = Sign("preferred"), Sign("required"), Sign("asks")
    assert [(0, 3, two), (4, 5, three)] == longest([(1, 2, one), (4, 5, three), (0, 3, two)])
