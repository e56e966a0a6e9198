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


@pytest.mark.parametrize(
    ("told", "dates"),
    [
        ("", "issued: 2022-06-14, expires: 2027-06-30"),
        ("", "issued: 2022-06-14, expires: 2027-07-31"),
        ("2027-06-30", "issued: 2022-06-14, expires: 2027-08-01"),
        ("", "issued: 2022-06-14, expires: 2027-06"),
        ("", "issued: 2022, expires: 2027-01-31"),
        ("2027-12-31", "issued: 2022, expires: 2028-06-30"),
        ("2027-06-30", "issued: 2022-06-14, expires: 2026-06-30"),
        ("2029-02-28", "issued: 2024-02-29, expires: 2029-06-30"),
        ("", "issued: 2012-06-14, expires: 2027-06-30"),
        ("2027-06-30", "issued: 2022-06-14, expires: 2032-06-30"),
        ("2017-06-30", "issued: 2012-06-14, expires: 2028-06-30"),
        ("", "expires: 2032-06-30"),
        ("", "issued: 2022-06-14"),
    ],
)
def test_a_printed_end_that_the_rule_does_not_give_is_told(told: str, dates: str) -> None:
    """More than a month apart is a mistake in one of the dates; a card renewed since fits with a later term that has begun."""
    _, doubts = hold(profile_of(f"certifications: [{{name: CMA (AAMA), {dates}}}]"), load_career("medical-assistant"), TODAY, lambda _: None)
    found = [one.message for one in doubts if one.code == "credential-date"]
    assert bool(told) == bool(found)
    assert all(f"it ends {told} by its issuer's rule" in message for message in found)


@pytest.mark.parametrize("name", ["CCMA (NHA)", "MA-C", "OSHA 10", "PBT (ASCP)"])
def test_only_a_rule_that_is_known_contradicts_a_printed_end(name: str) -> None:
    """Where the card's date is the rule, or the rule is not confirmed, any date is right."""
    _, doubts = hold(profile_of(f"certifications: [{{name: {name}, issued: 2022-06-14, expires: 2031-01-01}}]"), load_career("medical-assistant"), TODAY, lambda _: None)
    assert "credential-date" not in [one.code for one in doubts]


def test_nobody_is_told_to_renew_what_cannot_be_renewed() -> None:
    """Neither what is no longer issued nor what is given only once."""
    for text in ("{name: South Dakota Registered Medical Assistant, expires: 2026-12-01}", "{name: MA-C Interim, issued: 2026-01-10}"):
        _, (doubt,) = hold(profile_of(f"certifications: [{text}]"), load_career("medical-assistant"), TODAY, lambda _: None)
        assert "credential-expiring" == doubt.code
        assert doubt.hint in ("it is no longer issued or renewed", "it cannot be renewed")
