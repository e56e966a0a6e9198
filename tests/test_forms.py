"""Forms of a word: what counts as one word, and what does not."""

import pytest

from resumekit.forms import fold, is_past, is_slip, stem


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


@pytest.mark.parametrize(
    ("forms"),
    [
        "draw drew drawn drawing draws",
        "code coding codes coded",
        "vaccinate vaccinated vaccinating vaccinates",
        "schedule scheduled scheduling",
        "study studies studied",
        "refill refilled refilling refills",
        "prep prepped prepping",
        "process processes processed processing",
        "biopsy biopsies",
        "take took taken taking",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    """Plural and verb forms are one word."""
    assert 1 == len({stem(word) for word in forms.split()})


@pytest.mark.parametrize(("one", "other"), [("patient", "patience"), ("caring", "cart"), ("billing", "biller"), ("chart", "charity"), ("us", "u")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    """Stemming is light: it does not make two words one."""
    assert stem(one) != stem(other)


@pytest.mark.parametrize(("typed", "meant"), [("vacine", "vaccine"), ("injecton", "injection"), ("steralize", "sterilize"), ("phelbotomy", "phlebotomy")])
def test_a_slip_is_a_letter_too_few_too_many_swapped_or_mistaken(typed: str, meant: str) -> None:
    """Whichever of the two was typed."""
    assert is_slip(typed, meant)
    assert is_slip(meant, typed)


@pytest.mark.parametrize(("typed", "other"), [("meditation", "medication"), ("injections", "injectors"), ("chart", "charting")])
def test_another_word_is_no_slip(typed: str, other: str) -> None:
    """Two letters differ, or one that sounds otherwise."""
    assert not is_slip(typed, other)


def test_case_and_accents_do_not_matter() -> None:
    """A word is compared without them."""
    assert fold("EKG") == fold("ekg")
    assert fold("inyección") == "inyeccion"
