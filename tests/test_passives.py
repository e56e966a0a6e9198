"""Clauses that say what was done are turned round, so that the spellings of acts find them."""

import pytest

from resumekit.passives import turned
from resumekit.wording import general_wording
from resumekit.words import Spellings

FINDER: Spellings[str] = Spellings((), general_wording())


def _turned(text: str) -> list[str]:
    return [" ".join(word.raw for word in tokens.words) for tokens, _ in turned(FINDER.tokens(text))]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["filed Claims"], "Claims were filed daily"),
        (["cleaned and stocked Exam rooms"], "Exam rooms were cleaned and stocked between visits"),
        (["called in Refills"], "Refills were called in"),
        (["checked Every label"], "Every label was very carefully checked"),
        (["drawn Blood", "spun tubes"], "Blood was drawn. tubes were spun"),
        (["drawn Labs", "cleaned rooms"], "Labs drawn, rooms cleaned"),
        (["dipped and logged Urines"], "Urines dipped and logged by me"),
        ([], "Doctors signed charts"),
        ([], "The front desk closed early"),
        ([], "The clinic was busy"),
        ([], "Was trained"),
        ([], "Filed claims"),
        ([], ""),
    ],
)
def test_what_was_done_comes_first(expected: list[str], text: str) -> None:
    """The acts, then what they were done to; a clause without a passive gives nothing."""
    assert expected == _turned(text)


def test_each_word_keeps_its_place() -> None:
    """The places are those of the words in the text."""
    tokens = FINDER.tokens("Today all claims were filed")
    ((other, places),) = turned(tokens)
    assert [tokens.words[place].raw for place in places] == [word.raw for word in other.words]
    assert ["filed", "Today", "all", "claims"] == [word.raw for word in other.words]


def test_a_long_text_is_turned_in_linear_time() -> None:
    """However many passives: no word is taken twice for what was done."""
    acts = [place for _, places in turned(FINDER.tokens("it was filed " * 2000)) for place in places[:1]]
    assert sorted(set(acts)) == acts
