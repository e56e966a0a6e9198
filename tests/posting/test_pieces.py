"""Lines cut into sentences and items."""

import pytest

from resumekit.posting.pieces import sentences, unglued


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Draw blood. Record vital signs.", ["Draw blood.", "Record vital signs."]),
        ("Work with Dr. Park, e.g. on EKGs", ["Work with Dr. Park, e.g. on EKGs"]),
        ("CMA; 2 yrs. of experience", ["CMA;", "2 yrs. of experience"]),
        ("Draw blood • Give shots", ["Draw blood •", "Give shots"]),
        ("", [""]),
    ],
)
def test_a_full_stop_ends_a_sentence_and_a_shortened_word_does_not(text: str, expected: list[str]) -> None:
    """Semicolons and bullets end one too."""
    assert expected == [part.strip() for part in sentences(text)]


def test_a_sentence_without_end_is_cut_where_a_capital_begins() -> None:
    """Only a long one, and not behind a word that goes on."""
    items = ["Takes vital signs and records them for each patient", "Draws blood at the desk of the nurse on duty", "Gives vaccines as told by the provider in charge"]
    assert items == list(unglued(" ".join(items)))
    assert ["Takes vital signs Draws blood"] == list(unglued("Takes vital signs Draws blood"))
