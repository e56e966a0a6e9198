"""What holds in every format."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.blocks import Report
from resumekit.diagnostics import Place, clean, error
from resumekit.writers import write
from resumekit.writers.problems import write_problems

HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\x1b\x7f\x85\x9b\t\r\n\u2028\u202e\u2066\ufeff\u200f\u061c")), max_size=60)
Make = Callable[..., Report]


def test_unknown_format_is_refused(sample: Make) -> None:
    """A name that no writer has is a mistake of the caller."""
    with pytest.raises(ValueError, match="docx"):
        write(sample(), "docx")


def steers(character: str) -> bool:
    """Whether a terminal or a reader would obey it: a control, a line separator, an override of direction."""
    overrides = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs") or unicodedata.bidirectional(character) in overrides


@given(HOSTILE, st.integers(1, 70), st.integers(1, 70))
def test_nothing_that_is_echoed_steers_the_terminal(sample: Make, text: str, column: int, length: int) -> None:
    """No control character, override of direction or line break of a file reaches the screen, in any format."""
    place = Place(file=text, line=1, column=column, source=text, length=length)
    problem = error("tab", text, place=place, hint=text)
    texts = [write_problems([problem], form) for form in ("text", "github")] + [write(sample(title=text), form) for form in ("text", "markdown", "html")]
    assert [character for shown in texts for character in shown if character != "\n" and steers(character)] == []
    assert len(write_problems([problem], "github").split("\n")) == 2


def test_clean_keeps_what_people_write() -> None:
    """Letters of every script, marks and joiners stay."""
    assert clean("Zoë 漢字 नमस्ते 👩\u200d⚕️ łódź") == "Zoë 漢字 नमस्ते 👩\u200d⚕️ łódź"
