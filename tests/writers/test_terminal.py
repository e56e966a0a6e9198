"""What a terminal shows: aligned, within its width, with nothing told by colour alone."""

import re
from collections.abc import Callable

import pytest

from resumekit.blocks import Block, Report, Table
from resumekit.writers import write
from resumekit.writers.terminal import cells

Make = Callable[..., Report]


def test_text_aligns_and_says_status_by_sign_and_word(sample: Make) -> None:
    """Columns begin below each other; the sign stands before the word."""
    assert write(sample(), "text") == (
        "Zoë: report\n"
        "7 of 9 are backed.\n"
        "\n"
        "Next steps\n"
        "  1. Renew the *card* <now>\n"
        "     it lapses\n"
        "  2. Sign off\n"
        "\n"
        "Skills\n"
        "  Foundational\n"
        "  Skill        Status      Line\n"
        "  Vital signs  ✓ verified  31\n"
        "  A | B        ✗ missing\n"
        "\n"
        "  Years          4.8\n"
        "  Hours of work  many\n"
    )


def test_colour_adds_nothing_but_colour(sample: Make) -> None:
    """Without its escapes the coloured text is the plain one."""
    coloured = write(sample(), "text", colour=True)
    assert "\x1b[32m✓ verified\x1b[0m" in coloured
    assert write(sample(), "text") == re.sub(r"\x1b\[[0-9]+m", "", coloured)


class Wide:
    """A report with a table that is wider than any terminal."""

    def outline(self) -> list[Block]:
        """Two tables that share their columns."""
        words = "said that she drew blood and recorded vital signs every day "
        return [Table(("What", "Why"), (("漢字 " * 9, words * 4), ("x" * 70, "short"))), Table(("What", "Why"), (("a", "b"),))]


@pytest.mark.parametrize("width", [30, 60, 100, 120])
def test_text_stays_within_the_width(width: int) -> None:
    """Long cells are wrapped, wide letters count two columns, and no word is lost."""
    text = write(Wide(), "text", width=width)
    assert width >= max(cells(line) for line in text.splitlines())
    assert "".join(re.findall("said", text.replace("\n", " "))) == 4 * "said"
    assert text.count("x") == 70


def test_tables_of_the_same_columns_share_their_widths() -> None:
    """The second column begins at the same place in both tables."""
    lines = write(Wide(), "text").splitlines()
    assert {lines[0].index("Why")} == {line.index("Why") for line in lines if "Why" in line}
