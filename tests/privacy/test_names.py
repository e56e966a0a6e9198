"""Names that may be named, and whose place is none for a patient."""

from collections.abc import Callable

from resumekit.diagnostics import Severity

Told = Callable[..., list[tuple[str, Severity]]]


def test_names_of_people_and_places_are_not_looked_at(told: Told) -> None:
    """An employer may be called anything; a number that is a patient's is found even there."""
    assert [] == told("Patient John Smith Clinic, Room 204", kind="plain")
    assert [("patient-identifier", Severity.ERROR)] == told("Clinic of MRN 1234567", kind="plain")


def test_people_and_places_of_the_profile_may_be_named(told: Told) -> None:
    """Her supervisor, her letter writers, she herself; a clinic with a person's name."""
    people = (frozenset({"dana", "whitfield"}), frozenset({"ana", "reyes"}))
    assert [] == told("Ms. Reyes calmed a patient; Mrs. Whitfield saw it.", people=people)
    assert [("patient-name", Severity.ERROR)] == told("Ms. Dana Lopez had her blood drawn.", people=people)
    assert [] == told("Roomed for patient John Muir pediatrics.", names=" john muir pediatrics , john muir ")
