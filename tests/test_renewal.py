"""What lapses when, what is asked for, what is on record; and the report in rows, events and words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.career import Career, read_career
from resumekit.document import read_document
from resumekit.profile import read_profile
from resumekit.renewal import REMINDER_DAYS, RenewalItem, RenewalsReport, in_order, renewals
from resumekit.writers import write
from resumekit.writers.data import plain

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: nurse-aide\nperson: {name: Ana Reyes}\n"
PACK = """\
format: 1
id: nurse-aide
name: Nurse aide
as_of: 2026-11-24
groups: [{id: all, name: All, skills: [care]}]
skills: [{id: care, name: Care, about: Care for others., spellings: [caring for others]}]
issuers: [{id: BOARD, name: Board of Aides, domain: board.example.org}]
credentials:
  - id: aide
    name: Registered Aide
    kind: certification
    issuer: BOARD
    spellings: [Registered Aide]
    validity_months: 24
    expiry: {rule: end-of-month, grace: three months with a fee}
    renewal: {method: courses and a fee, units: 20, unit: points, split: at least 5 clinical, minimums: [{category: clinical, units: 5}]}
    verified: true
    sources: []
  - {id: yearly, name: Yearly Card, kind: course-card, issuer: BOARD, spellings: [Yearly Card], validity_months: 12, expiry: {rule: anniversary},
     renewal: {method: course again}, verified: true, sources: []}
  - {id: printed, name: Printed Card, kind: course-card, issuer: BOARD, spellings: [Printed Card], validity_months: 24, expiry: {rule: printed},
     renewal: {method: course again}, verified: true, sources: []}
  - {id: hearsay, name: Hearsay Card, kind: course-card, issuer: BOARD, spellings: [Hearsay Card], validity_months: 24, expiry: {rule: end-of-month}, renewal: {method: rumour, units: 9}, sources: []}
  - {id: unsure, name: Unsure Card, kind: course-card, issuer: BOARD, spellings: [Unsure Card], validity_months: 24, expiry: {rule: printed}, verified: true, unverified: renewal.units,
     renewal: {method: courses, units: 10, unit: credits, yearly: dues, needs: [a clean record]}, sources: []}
  - {id: guessed, name: Guessed Card, kind: course-card, issuer: BOARD, spellings: [Guessed Card], validity_months: 24, expiry: {rule: anniversary}, verified: true, unverified: [validity_months],
     renewal: {method: courses, units: 10, unit: credits}, sources: []}
  - {id: interim, name: Interim Card, kind: course-card, once: true, spellings: [Interim Card], validity_months: 12, expiry: {rule: anniversary}, verified: true, sources: []}
  - {id: forever, name: Lifelong Card, kind: course-card, spellings: [Lifelong Card], expiry: {rule: none}, verified: true, sources: []}
  - {id: gone, name: Old Card, kind: course-card, retired: true, spellings: [Old Card], validity_months: 24, expiry: {rule: printed}, verified: true, sources: []}
"""


def _career() -> Career:
    career, problems = read_career(read_document("career.yaml", data=PACK.encode()))
    assert [] == problems
    assert career is not None
    return career


CAREER = _career()


def items_of(text: str, *, within: int = 90, today: date = TODAY) -> list[RenewalItem]:
    """The items of a profile with these entries."""
    document = read_document("ana.yaml", data=(HEAD + text).encode())
    profile, problems = read_profile(document)
    assert ([], []) == (document.problems, problems)
    assert profile is not None
    return renewals(profile, CAREER, today, document.locate, within=within, file="ana.yaml")


def one(keys: str, more: str = "", **how: Any) -> RenewalItem:
    """The item of one credential: `keys` are those of a flow mapping."""
    [item] = items_of(f"certifications: [{{{keys}}}]\n{more}", **how)
    return item


def report_of(text: str, **how: Any) -> RenewalsReport:
    """The report of one profile."""
    return RenewalsReport(items=tuple(items_of(text, **how)), as_of=how.get("today", TODAY), within=how.get("within", 90), people=("Ana Reyes",))


@pytest.mark.parametrize(
    ("status", "days", "keys"),
    [
        ("current", 91, "name: Registered Aide, expires: 2027-02-23"),
        ("expiring", 90, "name: Registered Aide, expires: 2027-02-22"),
        ("expiring", 0, "name: Registered Aide, expires: 2026-11-24"),
        ("expired", -1, "name: Registered Aide, expires: 2026-11-23"),
        ("expiring", 6, "name: Registered Aide, expires: 2026-11"),
        ("current", 371, "name: Registered Aide, issued: 2025-11-02"),
        ("expired", -24, "name: Registered Aide, issued: 2024-10-02"),
        ("current", 157, "name: Yearly Card, issued: 2026-04-30"),
        ("no-expiry", None, "name: Lifelong Card, issued: 2020"),
        ("unknown", None, "name: Printed Card, issued: 2025-11-02"),
        ("unknown", None, "name: Hearsay Card, issued: 2025-11-02"),
        ("current", 2912115, "name: Basket weaving, expires: 9999-12-31"),
        ("expiring", 38, "name: Yearly Card, issued: 2026"),
    ],
)
def test_days_are_counted_to_the_last_day_it_is_valid(status: str, days: int | None, keys: str) -> None:
    """A month ends with its last day; what was computed from a vague date, with the first it may mean; the unverified is unknown."""
    item = one(keys)
    assert (status, days) == (item.status, item.days_left)


def test_within_says_what_counts_as_soon_and_hides_nothing() -> None:
    """All are listed; how many are due follows the days asked about."""
    text = "certifications:\n  - {name: Registered Aide, expires: 2027-06-30}\n  - {name: Yearly Card, expires: 2026-12-24}\n"
    assert {0: 0, 29: 0, 30: 1, 90: 1, 218: 2, 36500: 2} == {within: len(report_of(text, within=within).due) for within in (0, 29, 30, 90, 218, 36500)}
    assert 2 == len(items_of(text, within=0))


def test_what_is_asked_and_what_is_on_record() -> None:
    """Units by kind, since the card was issued; the path and line of each training."""
    training = (
        "training:\n  - {title: Before, date: 2024-11-01, units: 9}\n  - {title: Lifting, date: 2025-03-01, units: 6, category: general}\n"
        "  - {title: Wounds, date: 2026-05-01, units: 2, category: Clinical}\n  - {title: Someday, units: 4}\n  - {title: Hours, date: 2026-01-01, hours: 8}\n"
    )
    item = one("name: Registered Aide, issued: 2024-11-20, expires: 2026-11-30", training)
    record = plain(item.on_record)
    assert {"since": "2024-11-20", "units": 8, "missing": 12, "behind": True} == {key: record[key] for key in ("since", "units", "missing", "behind")}
    assert [{"category": "clinical", "asked": 5, "on_record": 2, "missing": 3}] == record["categories"]
    assert [("Lifting", "training[1]", 7), ("Wounds", "training[2]", 8)] == [(one["title"], one["path"], one["line"]) for one in record["trainings"]]
    assert ["Someday"] == [one["title"] for one in record["undated"]]
    asked = plain(item.requires)
    assert ("courses and a fee", 20, "points", True, "at least 5 clinical") == tuple(asked[key] for key in ("method", "units", "unit", "is_confirmed", "split"))
    assert [{"category": "clinical", "units": 5}] == asked["minimums"]
    assert "Renew it (courses and a fee); still missing: 12 points, at least 3 clinical" == item.next_step
    assert "expires 2026-11-30, in 6 days; asked for: at least 5 clinical; afterwards: three months with a fee" == item.why


def test_nothing_is_computed_from_what_is_not_verified() -> None:
    """Neither an end, nor what a renewal asks for; it says where to ask."""
    item = one("name: Hearsay Card, issued: 2025-11-02, expires: 2026-12-01")
    assert (None, None) == (item.requires, item.on_record)
    assert "Renew it; ask Board of Aides (board.example.org) what that takes" == item.next_step
    assert "no verified rule" in item.why
    unknown = one("name: Hearsay Card, issued: 2025-11-02")
    assert (None, None) == (unknown.expires, unknown.days_left)
    assert "Add  expires:  with the date on the certificate" in unknown.next_step


def test_a_number_that_no_page_confirms_is_shown_and_not_counted_with() -> None:
    """What is on record is told; what is missing is not known, and nobody is behind."""
    item = one("name: Unsure Card, issued: 2025-01-01, expires: 2027-01-15", "training: [{title: Lifting, date: 2025-03-01, units: 6}]\n")
    assert item.on_record is not None
    assert (6, None, False) == (item.on_record.units, item.on_record.missing, item.on_record.behind)
    assert "Renew it (courses, 10 credits, unconfirmed)" == item.next_step
    assert "besides: a clean record; each year: dues" in item.why
    assert "10 credits, unconfirmed" in write(report_of("certifications: [{name: Unsure Card, expires: 2027-01-15}]\n"), "markdown")


def test_a_validity_that_no_page_confirms_gives_no_end_and_no_cycle() -> None:
    """Nothing is computed from it; the printed date counts."""
    assert None is one("name: Guessed Card, issued: 2025-01-01").expires
    dated = one("name: Guessed Card, issued: 2025-01-01, expires: 2027-06-01")
    assert ("current", None) == (dated.status, dated.on_record)


@pytest.mark.parametrize(("keys", "step"), [("issued: 2026-01-10", "Hold what follows it before it ends"), ("issued: 2025-01-10", "Leave it out of applications")])
def test_what_cannot_be_renewed_is_never_to_be_renewed(keys: str, step: str) -> None:
    """A card that is given only once."""
    item = one(f"name: Interim Card, {keys}")
    assert step == item.next_step
    assert "it cannot be renewed" in item.why
    assert "enew it" not in write(report_of(f"certifications: [{{name: Interim Card, {keys}}}]\n"), "text")


def test_dates_that_disagree_are_to_be_compared() -> None:
    """The printed end counts, and both are told."""
    item = one("name: Yearly Card, issued: 2026-06-01, expires: 2028-06-01")
    assert (True, "current", "2028-06-01") == (item.is_open, item.status, str(item.expires))
    assert item.next_step.startswith("Compare its dates with the certificate")
    assert "it ends 2027-06-01 by its issuer's rule" in item.why


@pytest.mark.parametrize(
    ("step", "keys"),
    [
        ("Nothing: it does not expire", "name: Lifelong Card"),
        ("Renew it (course again)", "name: Yearly Card, expires: 2026-12-01"),
        ("Nothing before 2027-12-01", "name: Yearly Card, expires: 2027-12-01"),
        ("Leave it out of applications once it has expired", "name: Old Card, expires: 2027-12-01"),
        ("Write its full name and its issuer, as on the certificate; it stays in the resume either way", "name: Basket weaving, issuer: Guild, expires: 2030"),
        ("Earn 20 points, at least 5 clinical, by 2027-06-30", "name: Registered Aide, expires: 2027-06-30"),
    ],
)
def test_next_step_says_what_to_do(step: str, keys: str) -> None:
    """One thing, with the date or the place to ask."""
    assert step == one(keys).next_step


def test_renewed_credential_is_not_asked_for_again() -> None:
    """The old card stays listed, last, and the new one keeps its event in the calendar."""
    old, new = "  - {name: Yearly Card, expires: 2025-12-01}\n", "  - {name: Yearly Card, expires: 2027-12-01}\n"
    items = items_of(f"certifications:\n{old}{new}")
    assert [(None, "current"), ("certifications[1]", "expired")] == [(item.renewed_by, item.status) for item in items]
    report = report_of(f"certifications:\n{old}{new}")
    assert () == report.due
    assert [items_of(f"certifications:\n{old}")[0].uid] == [event.uid for event in report.events()]
    assert [items_of(f"certifications:\n{new}")[0].uid] == [event.uid for event in report.events()]


def test_most_urgent_comes_first() -> None:
    """Expired, expiring, unknown, the rest by its end."""
    text = (
        "certifications:\n  - {name: Lifelong Card}\n  - {name: Basket, expires: 2030}\n  - {name: Registered Aide, expires: 2028-01-31}\n  - {name: Printed Card}\n"
        "  - {name: Hearsay Card, expires: 2026-12-01}\n  - {name: Yearly Card, expires: 2026-10-01}\n"
    )
    assert ["Yearly Card", "Hearsay Card", "Printed Card", "Registered Aide", "Basket", "Lifelong Card"] == [item.name for item in items_of(text)]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("There is no certification to renew.", ""),
        ("Nothing lapses within 90 days.", "certifications: [{name: Lifelong Card}]\n"),
        ("Nothing lapses within 90 days; the next to lapse is Yearly Card (2027-06-01).", "certifications: [{name: Yearly Card, expires: 2027-06-01}]\n"),
        ("Yearly Card has expired.", "certifications: [{name: Yearly Card, expires: 2026-06-01}]\n"),
        ("Yearly Card has expired and Printed Card has no known end.", "certifications: [{name: Yearly Card, expires: 2026-06-01}, {name: Printed Card}]\n"),
        (
            "2 credentials have expired and Registered Aide expires within 90 days.",
            "certifications: [{name: Yearly Card, expires: 2026-06-01}, {name: Printed Card, expires: 2026-06-02}, {name: Registered Aide, expires: 2026-12}]\n",
        ),
    ],
)
def test_answer_is_one_sentence(answer: str, text: str) -> None:
    """The report begins with it, in every format."""
    report = report_of(text)
    assert answer in write(report, "text", width=200)
    assert answer in write(report, "markdown").replace("\\", "")
    assert answer in write(report, "html")


def test_several_people_are_told_apart() -> None:
    """Each row and each event says whose it is."""
    mine = items_of("certifications: [{name: Yearly Card, expires: 2026-12-01}]\n")
    report = RenewalsReport(items=tuple(in_order([*mine, *mine])), as_of=TODAY, within=90, people=("Ana Reyes", "June Park"))
    assert write(report, "text").startswith("Renewals of 2 people\n")
    assert "Ana Reyes, Yearly Card: renew it" in write(report, "text")
    assert "Yearly Card of Ana Reyes expires" == report.events()[0].title


def test_calendar_holds_every_known_end_and_reminds_of_those_to_come() -> None:
    """A whole day each; a vague end on the first day that it may be."""
    text = "certifications:\n  - {name: Yearly Card, issued: 2026}\n  - {name: Registered Aide, expires: 2026-06}\n  - {name: Lifelong Card}\n  - {name: Basket, expires: 9999-12-31}\n"
    events = report_of(text).events()
    assert [(date(2026, 6, 30), None), (date(2027, 1, 1), REMINDER_DAYS), (date(9999, 12, 31), REMINDER_DAYS)] == [(event.day, event.remind_days) for event in events]
    assert len({event.uid for event in events}) == len(events)


def test_uid_depends_on_who_and_what_alone() -> None:
    """Neither the date, the file, the spelling's case nor another credential changes it."""
    first = one("name: Yearly Card, expires: 2026-12-01").uid
    assert first == one("name: yearly card, expires: 2027-12-01, issued: 2026-01").uid
    assert first == items_of("certifications: [{name: Registered Aide, expires: 2026-06}, {name: Yearly Card, expires: 2026-12-01}]\n")[1].uid
    assert first != one("name: Printed Card, expires: 2026-12-01").uid


def test_namesakes_have_uids_of_their_own() -> None:
    """Two people of one name in two files: a calendar keeps both."""
    mine = items_of("certifications: [{name: Yearly Card, expires: 2026-12-01}, {name: Printed Card, expires: 2026-10-01}]\n")
    theirs = [replace(item, file="ben.yaml") for item in mine]
    both = in_order([*theirs, *mine])
    assert 4 == len({item.uid for item in both})
    assert {item.uid for item in mine} == {item.uid for item in both if item.file == "ana.yaml"}
    assert both == in_order([*mine, *theirs])


def test_rows_are_a_table() -> None:
    """As wide as its head; numbers are numbers."""
    rows = report_of("certifications: [{name: Registered Aide, issued: 2025-11-20, expires: 2027-11-30}, {name: Lifelong Card}]\n").rows()
    assert {12} == {len(row) for row in rows}
    assert ("Ana Reyes", "ana.yaml", "Registered Aide", "aide", "current", "2027-11-30", 371, "courses and a fee", 20, 0, 20) == rows[1][:11]


@given(st.dates(), st.dates(min_value=date(1900, 1, 1)), st.integers(0, 36500))
def test_no_date_overflows(today: date, end: date, within: int) -> None:
    """On the first and the last day of the calendar there is an answer, in every format."""
    report = report_of(f"certifications: [{{name: Registered Aide, expires: {end}}}, {{name: Yearly Card, issued: {end}}}]\n", today=today, within=within)
    for form in ("text", "csv", "ics", "json"):
        assert write(report, form)


@pytest.mark.parametrize("today", [date.min, date.max])
@pytest.mark.parametrize("end", ["1900-01-01", "9999-12-31", "9999-12", "9999", "2028-02-29"])
def test_ends_of_the_calendar(today: date, end: str) -> None:
    """0001-01-01 and 9999-12-31 are days like any other."""
    item = one(f"name: Registered Aide, expires: {end}", today=today)
    assert item.days_left is not None
    assert ("expired" if item.days_left < 0 else "current" if item.days_left > 90 else "expiring") == item.status
