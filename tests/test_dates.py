"""Dates: what is one, what it means at its ends, how many months spans cover."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumekit.dates import PRESENT, DateError, PartialDate, count_months, days_later, parse_date

DATES = st.builds(lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.integers(1, 3))


@given(DATES)
def test_what_is_written_is_read(when: PartialDate) -> None:
    """Every date reads back from its text."""
    assert parse_date(str(when)) == when


@given(DATES)
def test_a_date_lies_between_its_ends(when: PartialDate) -> None:
    """The first day comes not after the last, and both belong to the year; a full date is one day."""
    assert when.first_day() <= when.last_day()
    assert when.first_day().year == when.year == when.last_day().year
    assert (when.first_day() == when.last_day()) is bool(when.day)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_an_error_with_a_hint(text: str) -> None:
    """Nothing but `DateError` is raised, and it says what to type."""
    try:
        read = str(parse_date(text))
    except DateError as problem:
        read = text.strip() if problem.message and problem.hint else "an error that says nothing"
    assert read == text.strip()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("06/2022", "2022-06"),
        ("6/30/2022", "2022-06-30"),
        ("30.6.2022", "2022-06-30"),
        ("2022/06", "2022-06"),
        ("2022-6", "2022-06"),
        ("June 2022", "2022-06"),
        ("Jun 30, 2022", "2022-06-30"),
        ("Present", "present"),
        ("current", "present"),
        ("2023-30-06", "2023-06-30"),
        ("2024 Dec", "2024-12"),
        ("2024, Sept.", "2024-09"),
        ("2024 Ju", "such as 2022"),
    ],
)
def test_what_was_meant_is_suggested(text: str, hint: str) -> None:
    """Usual other spellings of a date are refused with the one to type."""
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["2023-02-29", "2021-13", "2021-00", "2021-06-31", "0000", "22", "20222", "", "2022-06-30T10:00", "٢٠٢٢"])
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    """No 29 February in a common year, no month 13, no year 0; digits are ASCII."""
    with pytest.raises(DateError):
        parse_date(text)


def test_leap_day_exists_in_leap_years() -> None:
    """2024 has a 29 February, 1900 has none, 2000 has one."""
    assert parse_date("2024-02-29").last_day() == date(2024, 2, 29)
    assert parse_date("2000-02").last_day() == date(2000, 2, 29)
    assert parse_date("1900-02").last_day() == date(1900, 2, 28)


def test_present_is_later_than_any_day() -> None:
    """`present` has no year and never ends."""
    assert parse_date("present") is PRESENT
    assert PRESENT.is_present
    assert PRESENT.last_day() == date.max
    assert str(PRESENT) == "present"


TODAY = date(2026, 11, 24)


def months(*spans: str) -> int:
    """The months that `start..end` spans cover."""
    pairs = [span.split("..") for span in spans]
    return count_months([(parse_date(start), parse_date(end) if end else None) for start, end in pairs], TODAY)


@pytest.mark.parametrize(
    ("expected", "spans"),
    [
        (1, ["2022-06..2022-06"]),
        (12, ["2022..2022"]),
        (12, ["2022-01-31..2022-12-01"]),
        (18, ["2022-01..2022-12", "2022-07..2023-06"]),
        (12, ["2022-01..2022-12", "2022-03..2022-05"]),
        (2, ["2026-10..present"]),
        (2, ["2026-10.."]),
        (2, ["2026-10..2030-01"]),
        (0, ["2027-01..present"]),
        (0, ["2023-05..2023-04"]),
        (0, []),
    ],
)
def test_months_count_once(expected: int, spans: list[str]) -> None:
    """A month counts whole and once, what goes on ends today, what is yet to begin counts nothing."""
    assert months(*spans) == expected


@given(st.lists(st.tuples(DATES, DATES), max_size=6))
def test_order_does_not_matter_and_more_is_never_less(spans: list[tuple[PartialDate, PartialDate]]) -> None:
    """The sum is the same in any order, and another span never takes away."""
    whole = count_months(spans, TODAY)
    assert count_months(spans[::-1], TODAY) == whole
    assert count_months(spans[1:], TODAY) <= whole


@given(st.dates(), st.integers(-10_000_000, 10_000_000))
def test_days_later_never_overflows(day: date, days: int) -> None:
    """Beyond the calendar's ends there is its end."""
    later = days_later(day, days)
    assert (later - day == timedelta(days)) or later in (date.min, date.max)
