"""The cycle of a credential, and what counts in it."""

from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.career import Credential, Renewal
from resumekit.cycles import Cycle, cycle_of, is_behind, on_record
from resumekit.dates import PartialDate, parse_date
from resumekit.profile import Training
from resumekit.schema import Record

TODAY = date(2026, 11, 24)
CYCLE = Cycle(start=date(2022, 6, 14), end=date(2027, 6, 30))
R = TypeVar("R", bound=Record)


def read(model: type[R], **keys: object) -> R:
    """A record as it is read from a file: of texts."""

    def texts(value: object) -> object:
        if isinstance(value, dict):
            return {key: texts(item) for key, item in value.items() if item is not None}
        return [texts(item) for item in value] if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)

    return model.model_validate(texts(keys))


SPLIT = read(Renewal, method="courses", units=60, minimums=[{"category": "clinical", "units": 10}, {"category": "administrative", "units": 10, "spellings": ["admin"]}])
HOURS = read(Renewal, method="courses", units=14, hours=True)


def credential(months: int | None = 60, *, verified: bool = True) -> Credential:
    """A credential that is valid for so many months."""
    return read(Credential, id="x", name="X", kind="certification", spellings=["X"], expiry={"rule": "printed"}, sources=[], validity_months=months, verified=verified)


def training(when: str | None = None, **keys: object) -> Training:
    """A training of a day."""
    return read(Training, title="Course", date=when, **keys)


def day(text: str) -> PartialDate:
    """A date."""
    return parse_date(text)


@pytest.mark.parametrize(
    ("start", "issued", "expires"),
    [
        ("2022-06-14", "2022-06-14", "2027-06-30"),  # issued within the month: the cycle begins with the card
        ("2022-06-30", "2012-06-14", "2027-06-30"),  # issued long ago: with the last renewal
        ("2022-06-30", None, "2027-06-30"),
        ("2022-06-01", "2022-06", "2027-06-30"),
        ("2024-02-10", "2024-02-10", "2027-06-30"),  # shorter than usual: with the card
        ("2019-02-28", None, "2024-02-29"),  # a leap day has none to go back to
        ("9994-12-31", None, "9999-12-31"),
    ],
)
def test_cycle_begins_with_the_card_or_the_last_renewal(start: str, issued: str | None, expires: str) -> None:
    """One validity before the end, or with the issue if that is later, or the same month."""
    found = cycle_of(credential(), day(issued) if issued else None, day(expires))
    assert found is not None
    assert (date.fromisoformat(start), day(expires).last_day()) == (found.start, found.end)


def test_no_cycle_without_an_end_or_a_verified_validity() -> None:
    """What is not known is not computed."""
    assert [None] * 4 == [
        cycle_of(None, None, day("2027-06-30")),
        cycle_of(credential(), day("2022-06-14"), None),
        cycle_of(credential(None), None, day("2027-06-30")),
        cycle_of(credential(verified=False), None, day("2027-06-30")),
    ]


@pytest.mark.parametrize(
    ("counted", "undated", "when"),
    [
        (1, 0, "2022-06-14"), (0, 0, "2022-06-13"), (1, 0, "2026-11-24"), (0, 0, "2026-11-25"), (1, 0, "2026-11"), (0, 1, "2022-06"), (0, 1, "2022"), (1, 0, "2023"), (0, 1, None), (0, 0, "2021"),
    ],
)  # fmt: skip
def test_training_counts_where_it_certainly_lies_in_the_cycle(counted: int, undated: int, when: str | None) -> None:
    """From its first day to today; a date that may lie before it is told, not counted."""
    found = on_record([training(when, units=5)], SPLIT, CYCLE, TODAY)
    assert (counted, undated, 5.0 * counted) == (len(found.trainings), len(found.undated), found.units)


def test_kinds_are_counted_by_any_of_their_names() -> None:
    """What is missing is the larger of all that is missing and the kinds' own shortfalls."""
    found = on_record([training("2024", units=50, category="Clinical"), training("2024", units=4, category="Admin."), training("2024", units=3)], SPLIT, CYCLE, TODAY)
    assert [("clinical", 50, 0), ("administrative", 4, 6)] == [(one.category, one.on_record, one.missing) for one in found.portions]
    assert (57, 6) == (found.units, found.missing)
    assert 60 == on_record([], SPLIT, CYCLE, TODAY).missing
    assert 0 == on_record([training("2024", units=50, category="clinical"), training("2025", units=10, category="admin")], SPLIT, CYCLE, TODAY).missing


def test_hours_count_where_the_issuer_counts_hours() -> None:
    """And units only where no hours are given; elsewhere hours are no units."""
    trainings = [training("2024", hours=6, units=2), training("2024", units=3), training("2024", hours=1)]
    assert 10 == on_record(trainings, HOURS, CYCLE, TODAY).units
    assert 5 == on_record(trainings, SPLIT, CYCLE, TODAY).units


def test_behind_means_clearly_less_than_the_time_that_has_passed() -> None:
    """A tenth of the whole may be missing; nobody is behind at the beginning, or with all she needs."""
    half = Cycle(start=date(2026, 1, 1), end=date(2027, 12, 31))
    found = {units: is_behind(on_record([training("2026-05", units=units, hours=units)], HOURS, half, date(2026, 12, 31)), HOURS, half, date(2026, 12, 31)) for units in (0, 5, 6, 14)}
    assert {0: True, 5: True, 6: False, 14: False} == found
    assert not is_behind(on_record([], HOURS, half, date(2026, 1, 20)), HOURS, half, date(2026, 1, 20))


@given(st.dates(), st.dates(), st.dates(), st.integers(1, 1200))
def test_no_date_overflows(today: date, issued: date, end: date, months: int) -> None:
    """From the first day of the calendar to the last."""
    held = [PartialDate(one.year, one.month, one.day) for one in (issued, end)]
    found = cycle_of(credential(months), *held)
    assert found is not None
    assert found.start <= found.end
    assert 0 <= found.share(today) <= 1
    record = on_record([Training.model_construct(title="x", date=held[0], units=1, hours=None, category=None)], SPLIT, found, today)
    assert record.units in (0, 1)
