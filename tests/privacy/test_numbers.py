"""Numbers that are the owner's, and a patient's."""

from collections.abc import Callable

from resumekit.diagnostics import Severity

Told = Callable[..., list[tuple[str, Severity]]]


def test_own_birth_date_is_a_warning_and_own_number_an_error(told: Told) -> None:
    """What the owner tells of herself is no patient's; a Social Security number stays an error."""
    assert [("own-secret", Severity.WARNING)] == told("Born on 3 May 1999 in Tucson.", is_own=True)
    assert [("own-secret", Severity.ERROR)] == told("SSN 078-05-1120", is_own=True)
    assert [("own-secret", Severity.WARNING)] == told("Driver's license D08841207", is_own=True)
    assert [("patient-identifier", Severity.ERROR)] == told("Roomed a patient, DOB 3/5/1999.", is_own=True)
    assert [] == told("Born in 1999.", is_own=True)


def test_numbers_of_members_and_courses_are_the_owners(told: Told) -> None:
    """A membership's number is the owner's, among memberships and credentials."""
    text = "Member number 55501422"
    assert [("patient-identifier", Severity.ERROR)] == told(text)
    assert [] == told(text, has_own_numbers=True)
