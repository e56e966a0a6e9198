"""How much of a page comes back: each field as often as it is said, and words in their order."""

import pytest

from resumekit.inspection.recall import compare, fields_shown, page_text, words_in_order
from resumekit.rendering import Page


def test_what_changed_and_what_got_lost_are_told_apart(page: Page) -> None:
    """One field is worded differently, one is gone; what the page says twice must come back twice."""
    own = page_text(page)
    text = " ".join(own.split()).replace("Rooms 20 patients a day", "Rooms 30 patients a day").replace("maya.ortiz@example.org", "")
    found = {field.path: field for field in compare(fields_shown(page), text, own)}
    assert "changed" == found["summary"].status
    assert "Rooms 30 patients a day" in found["summary"].found
    assert ("lost", "") == (found["person.email"].status, found["person.email"].found)
    assert {"same"} == {field.status for path, field in found.items() if path not in ("summary", "person.email")}


def test_a_text_that_is_said_once_too_rarely_is_lost_once(page: Page) -> None:
    """The fields that say the same share what came back."""
    own = page_text(page)
    text = " ".join(own.split())
    fewer = "X".join(text.rsplit("Tucson, AZ", 1))
    lost = [field for field in compare(fields_shown(page), fewer, own) if field.status != "same"]
    assert [("Tucson, AZ", "", "lost")] == [(field.expected, field.found, field.status) for field in lost]


def test_a_text_that_is_there_for_another_field_is_no_change() -> None:
    """What is expected twice and comes once is lost, and never told as changed into itself."""
    found = list(compare([("a", "Spanish"), ("b", "Spanish")], "Ana speaks Spanish, well", "Spanish Spanish"))
    assert [("Spanish", "same"), ("", "lost")] == [(field.found, field.status) for field in found]


def test_hidden_and_masked_text_is_not_expected(page: Page) -> None:
    """A number is expected as it is printed; tags and files are not expected at all."""
    fields = dict(fields_shown(page))
    assert "…617" == fields["certifications[0].number"]
    assert not [path for path in fields if path.endswith((".evidence", ".tags[0]", ".transcript"))]


def test_order_is_the_share_of_words_in_order() -> None:
    """Extra words cost nothing; words out of place do."""
    assert 1.0 == words_in_order("one two three", "page one two three 2 / 3")
    assert pytest.approx(2 / 3) == words_in_order("one two three", "three one two")
    assert 1.0 == words_in_order("", "anything")
