"""The credentials of a profile, on their own; how their dates are told is tried with the evidence."""

from datetime import date

import pytest

from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.holdings import EXPIRING_DAYS, HeldCredential, describe, hold
from resumekit.load import load_career
from resumekit.profile import Profile, read_profile

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


def profile_of(text: str) -> Profile:
    """A profile with these credentials."""
    profile, problems = read_profile(read_document("ana.yaml", data=(HEAD + text).encode()))
    assert problems == []
    assert profile is not None
    return profile


def held(text: str) -> HeldCredential:
    """The only credential of a profile, as it stands today."""
    (one,), _ = hold(profile_of(f"certifications: [{text}]"), load_career("medical-assistant"), TODAY, lambda _: None)
    return one


def test_credentials_alone_are_as_in_the_whole_assessment() -> None:
    """Rendering asks for the credentials and their problems only, and gets the same ones."""
    profile = profile_of("certifications:\n  - {name: CMA (AAMA), expires: 2027-06}\n  - {name: BLS Provider, issuer: AHA, expires: 2025-01}\n  - {name: Certified Balloonist}\n")
    career = load_career("medical-assistant")
    whole = assess(profile, career, TODAY, lambda _: None)
    credentials, doubts = hold(profile, career, TODAY, lambda _: None)
    assert (whole.credentials, whole.problems) == (credentials, doubts)
    assert ["current", "expired", "unknown"] == [one.status for one in credentials]
    assert ["credential-expired", "unknown-credential"] == sorted(problem.code for problem in doubts)


@pytest.mark.parametrize(
    ("expires", "status"),
    [("2026-11-23", "expired"), ("2026-11-24", "expiring"), ("2027-02-22", "expiring"), ("2027-02-23", "current"), ("9999-12-31", "current"), ("0001-01-01", "expired")],
)
def test_the_last_day_counts_and_so_does_the_ninetieth(expires: str, status: str) -> None:
    """A card is valid on the day that it names, and expiring from 90 days before."""
    assert EXPIRING_DAYS == 90
    assert status == held(f"{{name: CMA (AAMA), expires: {expires}}}").status


def test_a_month_ends_with_its_last_day() -> None:
    """A card that prints a month is valid through it."""
    assert "expiring" == held("{name: CMA (AAMA), expires: 2026-11}").status


def test_a_credential_in_words() -> None:
    """Its name and until when it is valid."""
    assert "CMA (AAMA), current until 2027-06-30" == describe(held("{name: CMA (AAMA), expires: 2027-06-30}"))
    assert "CMA (AAMA), expired 2025-06" == describe(held("{name: CMA (AAMA), expires: 2025-06}"))
