"""Colours: what is asked for is used where it can be read, and darkened where it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.colors import DARK_PAPER, PAPER, READABLE, contrast, mix, shades

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_black_and_white() -> None:
    """The two ends of WCAG's scale."""
    assert pytest.approx(21) == contrast("#000000", "#ffffff")
    assert contrast("#777", "#777777") == 1


@given(COLORS)
def test_every_accent_can_be_read_everywhere(color: str) -> None:
    """Whatever is chosen, text in it reaches 4.5 on white, on its tint, on dark paper and on the dark tint."""
    made = shades(color)
    assert min(contrast(made.accent, PAPER), contrast(made.accent, made.tint)) >= READABLE
    assert min(contrast(made.dark_accent, DARK_PAPER), contrast(made.dark_accent, made.dark_tint)) >= READABLE


@pytest.mark.parametrize("color", ["#0b6e6e", "#1f4e79", "#6b2d3a", "#1a1c1e"])
def test_readable_accents_stay(color: str) -> None:
    """A colour that can be read is used as it is."""
    assert color == shades(color).accent


def test_mixing() -> None:
    """Half black, half white."""
    assert mix("#000", "#fff", 0.5) == "#808080"
