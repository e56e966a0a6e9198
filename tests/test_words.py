"""Words and spellings: which forms are one word, what a spelling matches."""

import pytest

from resumekit.wording import general_wording
from resumekit.words import MAX_TEXT, Spellings


def found(spelling: str, text: str) -> list[str]:
    """The words of a text that a spelling matches."""
    spellings = Spellings([(spelling, True)], general_wording())
    tokens = spellings.tokens(text)
    return [tokens.between(at, end) for at, end, _ in spellings.find(tokens)]


@pytest.mark.parametrize(
    ("expected", "spelling", "text"),
    [
        (["Drew blood"], "draw blood", "Drew blood from adults."),
        (["blood"], "blood|urine", "blood pressure"),
        ([], "draw blood", "Drew portraits. Blood oranges sold."),
        (["=MA"[1:]], "=MA", "MA at a clinic"),
        ([], "=MA", "my ma"),
    ],
)
def test_a_spelling_matches_word_by_word(expected: list[str], spelling: str, text: str) -> None:
    """In any form and case, but for a word that is asked for to the letter."""
    assert expected == found(spelling, text)


@pytest.mark.parametrize(
    ("expected", "spelling", "text"),
    [
        (["Recorded weight, height, temperature, oxygen saturation, allergies and histories"], "record … history", "Recorded weight, height, temperature, oxygen saturation, allergies and histories"),
        ([], "record ... history", "Recorded weight, height, temperature, oxygen saturation, allergies and histories"),
        ([], "record … history", "Recorded one two three four five histories"),
        (["gave results on paper to nurses"], "give result … to nurse", "gave results on paper to nurses"),
        ([], "give result … nurse", "gave results on paper by nurses"),
        ([], "train … personnel", "Scheduled training and drills, optimizing personnel"),
        (["trained, and coached new staff"], "train … staff", "trained, and coached new staff"),
    ],
)
def test_a_gap_in_a_list_is_counted_item_by_item(expected: list[str], spelling: str, text: str) -> None:
    """Each item has its own words; another act ends it, and behind a preposition only a preposition leads on."""
    assert expected == found(spelling, text)


def test_a_range_of_figures_is_no_new_clause() -> None:
    """A dash between figures joins them."""
    assert ["Drew 20–30 samples"] == found("draw ... sample", "Drew 20–30 samples")


def test_a_long_text_is_read_up_to_its_limit() -> None:
    """A megabyte of words is cut, not searched without end."""
    matched = found("draw blood", "draw blood " * 100_000)
    assert 0 < len(matched) <= MAX_TEXT // len("draw blood ") + 1
