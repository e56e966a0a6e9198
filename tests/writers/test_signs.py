"""Signs of the statuses."""

from resumekit.writers.signs import GLYPHS
from resumekit.writers.terminal import cells


def test_each_status_has_a_sign_of_its_own() -> None:
    """The signs tell the six statuses apart without colour, and each takes one column."""
    assert len(set(GLYPHS.values())) == 6
    assert {1} == {cells(sign) for sign in GLYPHS.values()}
