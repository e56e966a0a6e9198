"""The sections of a page: which words, in which order."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from resumekit.labels import read_labels
from resumekit.profile import Profile
from resumekit.rendering.sections import Sections, SectionView

Reader = Callable[[str], Profile]


def part(profile: Profile, name: str, status: Mapping[str, str] | None = None) -> SectionView:
    """A section of a profile in English, in November 2026; languages stand among the skills."""
    made = Sections(profile, read_labels("en", ""), date(2026, 11, 24), status or {}).make(name, with_languages=True)
    assert made is not None
    return made


def test_newest_first(small: Reader) -> None:
    """What still goes on comes first, then what ended last; equal dates keep their order; no date comes last."""
    text = "training: [{title: A, date: 2020}, {title: B}, {title: C, date: 2025-03}, {title: D, date: 2025-03}]"
    assert [entry.heading for entry in part(small(text), "training").entries] == ["C", "D", "A", "B"]
    jobs = "experience: [{employer: A, start: 2020, end: 2021}, {employer: B, start: 2015, end: present}, {employer: C, start: 2022}, {employer: D, start: 2021-06, end: 2021-12}]"
    assert [entry.heading for entry in part(small(jobs), "experience").entries] == ["C", "B", "D", "A"]


def test_dates_in_words(typical: Profile) -> None:
    """Spans are worded with an en dash."""
    assert [entry.dates for entry in part(typical, "experience").entries] == ["Feb 2023 – present", "Feb 2022 – Jan 2023"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("expires: 2027-06", "valid to Jun 2027"),
        ("expires: 2027-02-22", "renews Feb 2027"),
        ("expires: 2027-02-23", "valid to Feb 2027"),
        ("expires: 2026-11-24", "renews Nov 2026"),
        ("expires: 2026-11-23", "expired Nov 2026"),
        ("expires: 2026-10", "expired Oct 2026"),
        ("expires: 2026", "renews 2026"),
        ("issued: 2022-06", "issued Jun 2022"),
        ("issuer: X", ""),
        ("expires: 9999-12-31", "valid to Dec 9999"),
    ],
)
def test_validity(small: Reader, fields: str, expected: str) -> None:
    """A card says until when it holds; 90 days before, that it is to be renewed; afterwards, that it has expired."""
    assert expected == part(small(f"certifications: [{{name: BLS, {fields}}}]"), "certifications").entries[0].dates


def test_no_expiry_is_known_from_the_credential(small: Reader) -> None:
    """A credential that never expires says so."""
    profile = small("certifications: [{name: X, issued: 2020}]")
    assert part(profile, "certifications", {"certifications[0]": "no-expiry"}).entries[0].dates == "no expiry"


def test_expired_cards_come_last(small: Reader) -> None:
    """Certifications keep the person's order, but for those that have expired."""
    profile = small("certifications: [{name: A, expires: 2020}, {name: B, expires: 2030}, {name: C}]")
    assert [entry.heading for entry in part(profile, "certifications").entries] == ["B", "C", "A"]


def test_numbers_are_masked_unless_asked(small: Reader) -> None:
    """A number is printed whole only with show_number."""
    profile = small('certifications: [{name: A, number: "1234567"}, {name: B, number: "7654321", show_number: true}]')
    assert [entry.number for entry in part(profile, "certifications").entries] == ["no. …567", "no. 7654321"]


def test_externship(typical: Profile) -> None:
    """Hours, supervisor and counts, the largest count first."""
    entry = part(typical, "externships").entries[0]
    assert entry.meta.markdown == "**180 hours**, supervised by Dana Whitfield, RN, clinic manager"
    assert [(fact.label, fact.value) for fact in entry.facts] == [("Vital signs", "240"), ("Phlebotomy", "60")]


def test_skills_in_groups_with_languages(typical: Profile) -> None:
    """Skills stand by group, in the order given, and languages join them."""
    facts = part(typical, "skills").entries[0].facts
    assert [(fact.label, fact.value) for fact in facts] == [("Clinical", "Phlebotomy, EKG (24 hours)"), ("Software", "Epic"), ("Languages", "English (native), Spanish (native)")]


def test_education_that_has_not_ended(small: Reader) -> None:
    """A program that ends in the future is expected to."""
    profile = small("education: [{institution: Pima Community College, start: 2026-08, end: 2027-05}]")
    assert part(profile, "education").entries[0].dates == "Aug 2026 – May 2027 (expected)"


def test_free_sections(small: Reader) -> None:
    """Lines alone are bullets; entries with a date are rows, the newest first."""
    profile = small("sections: {Lines: [One., Two.], Dated: [{title: Old, date: 2020}, {title: New, text: Really., date: 2024}]}")
    lines, dated = part(profile, "Lines"), part(profile, "Dated")
    assert (lines.kind, len(lines.entries[0].bullets)) == ("bullets", 2)
    assert (dated.kind, [entry.heading for entry in dated.entries]) == ("rows", ["New", "Old"])
