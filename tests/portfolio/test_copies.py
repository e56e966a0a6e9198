"""Copies as they come from a child."""

import pytest

from resumekit.portfolio.copies import Copy, Leaf, Unusable, from_facts

COPY = Copy(kind="JPEG", held=b"x", leaves=(Leaf(width=3, height=4, text="words"),), turn=6, profile=b"icc", fonts=False, note="form")


def test_facts_and_data_make_the_same_copy() -> None:
    """Everything comes back."""
    assert COPY == from_facts(COPY.facts(), b"x")


@pytest.mark.parametrize("wrong", [{"kind": "GIF"}, {"turn": 9}, {"leaves": []}, {"leaves": [[0, 4, ""]]}, {"leaves": [[1e9, 4, ""]]}, {"leaves": 3}, {"profile": 7}])
def test_facts_that_no_copy_has_are_not_trusted(wrong: dict[str, object]) -> None:
    """A child that was taken over may say anything."""
    with pytest.raises(Unusable):
        from_facts({**COPY.facts(), **wrong}, b"x")
