"""What lines of all pages have in common."""

import pytest

from resumekit.pages.lines import MAX_LINE, bullet_of, one_line


@pytest.mark.parametrize(("text", "expected"), [("- Draw blood", 2), ("•Draw blood", 1), ("12. Draw blood", 4), ("b) Draw blood", 3), ("12 lead EKG", 0), ("-5 degrees", 0), ("o2 saturation", 0)])
def test_an_item_is_told_by_its_sign(text: str, expected: int) -> None:
    """Signs and numbers that stand apart, or signs that are nothing else."""
    assert expected == bullet_of(text)


def test_a_line_is_one_and_not_too_long() -> None:
    """Single spaces; what is past the limit is not read."""
    assert "Draw blood" == one_line("  Draw \n\t blood ")
    assert MAX_LINE == len(one_line("a" * 3 * MAX_LINE))
