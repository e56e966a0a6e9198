"""Words and spellings: which forms are one word, what a spelling matches."""

import pytest

from resumekit.wording import general_wording
from resumekit.words import MAX_TEXT, Spellings, fold, is_past, stem


def found(spelling: str, text: str) -> list[str]:
    """The words of a text that a spelling matches."""
    spellings = Spellings([(spelling, True)], general_wording())
    tokens = spellings.tokens(text)
    return [tokens.between(at, end) for at, end, _ in spellings.find(tokens)]


@pytest.mark.parametrize(("one", "other"), [("draws", "drawing"), ("gave", "giving"), ("injection", "injections"), ("scheduled", "scheduling")])
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    """Whatever the number or the tense."""
    assert stem(one) == stem(other)


def test_other_words_stay_apart() -> None:
    """A look-alike is another word."""
    assert stem("patents") != stem("patients")


def test_the_past_is_told() -> None:
    """Regular and irregular verbs."""
    assert [True, True, False] == [is_past("recorded"), is_past("drew"), is_past("record")]


def test_case_and_accents_do_not_matter() -> None:
    """A word is compared without them."""
    assert fold("EKG") == fold("ekg")


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


def test_a_long_text_is_read_up_to_its_limit() -> None:
    """A megabyte of words is cut, not searched without end."""
    matched = found("draw blood", "draw blood " * 100_000)
    assert 0 < len(matched) <= MAX_TEXT // len("draw blood ") + 1
