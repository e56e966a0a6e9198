"""The cycle that a credential is in, and how much of the continuing education that its renewal asks for is on record.

In: a `Credential` of the registry, the dates of the one that is held, the profile's training, the day. Out: a `Cycle`,
`OnRecord`. Must not know whose credential it is, and never computes from what the registry has not verified.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from resumekit.career import Credential, Renewal, plain
from resumekit.dates import PartialDate, months_later
from resumekit.profile import Training

_SLACK = timedelta(days=31)
"""How much longer than its validity a credential may last: to the end of the month."""


_LATE = 0.1
"""By how much of the whole the units may lag without being behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The first and the last day of the time in which continuing education counts."""

    start: date
    end: date

    def share(self, today: date) -> float:
        """How much of it has passed, from 0 to 1."""
        return min(1.0, max(0.0, ((today - self.start).days + 1) / ((self.end - self.start).days + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A kind of units: how many are asked at least, how many are on record, how many are missing."""

    category: str
    asked: float
    on_record: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """What counts in a cycle. `missing`: what is still to do, of any kind; `undated`: trainings whose date may lie outside."""

    units: float
    missing: float
    portions: tuple[Portion, ...]
    trainings: tuple[Training, ...]
    undated: tuple[Training, ...]


def cycle_of(credential: Credential | None, issued: PartialDate | None, expires: PartialDate | None) -> Cycle | None:
    """The cycle that ends on `expires`: from the issue, or from the last renewal, which is one validity before the end.

    None where the end is not known, or the registry has not verified how long the credential is valid.
    """
    if credential is None or expires is None or not credential.term:
        return None
    end = expires.last_day()
    start = months_later(end, -credential.term)
    first = issued.first_day() if issued else None
    if first is not None and first <= end and (start <= first or start - first <= _SLACK):
        start = first
    return Cycle(start=start, end=end)


def on_record(trainings: Iterable[Training], renewal: Renewal, cycle: Cycle, today: date) -> OnRecord:
    """What of the training counts: what certainly lies in the cycle and is past, in the renewal's units.

    Whether the issuer accepts it, only the issuer knows.
    """
    counted, undated = [], []
    for training in trainings:
        amount = _amount(training, renewal)
        if not amount:
            continue
        done = training.date
        if done is None or done.is_present or done.first_day() < cycle.start <= done.last_day():
            undated.append(training)
        elif cycle.start <= done.first_day() <= min(today, cycle.end):
            counted.append(training)
    total = sum(_amount(training, renewal) for training in counted)
    portions = []
    for part in renewal.minimums:
        names = {plain(name) for name in (part.category, *part.spellings)}
        have = sum(_amount(training, renewal) for training in counted if training.category and plain(training.category) in names)
        portions.append(Portion(category=part.category, asked=part.units, on_record=have, missing=max(0, part.units - have)))
    missing = max(0, (renewal.units or 0) - total, sum(portion.missing for portion in portions))
    return OnRecord(units=total, missing=missing, portions=tuple(portions), trainings=tuple(counted), undated=tuple(undated))


def _amount(training: Training, renewal: Renewal) -> float:
    """What a training adds: hours where the issuer counts hours, which units stand for if no hours are given."""
    return (training.hours or training.units or 0) if renewal.hours else (training.units or 0)


def is_behind(found: OnRecord, renewal: Renewal, cycle: Cycle, today: date) -> bool:
    """Whether clearly less of the units is on record than of the cycle has passed."""
    if not renewal.units or not found.missing:
        return False
    return (renewal.units - found.missing) / renewal.units + _LATE < cycle.share(today)


__all__ = ["Cycle", "OnRecord", "Portion", "cycle_of", "is_behind", "on_record"]
