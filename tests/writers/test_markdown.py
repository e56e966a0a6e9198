"""Markdown that stays what was meant."""

from collections.abc import Callable

from resumekit.blocks import Report
from resumekit.writers import write

Make = Callable[..., Report]


def test_markdown_escapes_what_is_markup_in_the_text(sample: Make) -> None:
    """Stars, angle brackets and bars of the text are text; the table keeps its columns."""
    text = write(sample(), "markdown")
    assert "# Zoë: report\n" in text
    assert "1. Renew the \\*card\\* \\<now\\>\\\n   it lapses\n2. Sign off\n" in text
    assert "| Vital signs | ✓ verified | 31 |\n| A \\| B | ✗ missing |  |\n" in text
