"""A passage: its words, what stands between them, who is a patient."""

from resumekit.privacy.passage import Passage, words_of


def test_a_word_knows_its_place_and_its_owner() -> None:
    """A possessive ending is no part of the word; case and apostrophes do not count."""
    found = [(word.text, word.fold, text_at, word.owns) for word in words_of("O'Brien's EKG") for text_at in ["O'Brien's EKG"[word.start : word.end]]]
    assert [("O'Brien", "obrien", "O'Brien's", True), ("EKG", "ekg", "EKG", False)] == found


def test_odd_signs_are_plain_ones_in_their_place() -> None:
    """Dashes, blanks and apostrophes of typesetters; no position moves."""
    assert "patient's 1-2 x" == Passage("patient\u2019s\u00a01\u20132\nx").text


def test_one_person_is_no_group_and_no_noun() -> None:
    """A patient who does something is a person; patient care, any patient and a therapist are none."""
    assert [0] == [word.start for word in Passage("Patient was calm.").persons]
    for text in ("patient care", "each patient was calm", "patients were calm", "The PT was calm"):
        assert () == Passage(text).persons


def test_words_around_a_position() -> None:
    """Before and after, as many as there are; the gap behind the last word ends a sentence."""
    text = Passage("one two three")
    assert ["one", "two"] == text.before(8, 5)
    assert ["three"] == text.after(8, 5)
    assert [" ", " ", "."] == [text.gap(index) for index in range(3)]
