"""What lapses when, what its renewal asks for, and how much of that is on record.

In: profiles with their careers, the day. Out: a `RenewalsReport`, with its outline, rows and events. Must not touch a file,
and never computes from what the registry has not verified: what is unknown stays unknown, and says where to look.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from resumekit.blocks import Block, Bullets, Event, Heading, Item, Line, Paragraph, Span, Table, Tone
from resumekit.career import Career, Credential, plain
from resumekit.cycles import OnRecord, Portion, cycle_of, is_behind, on_record
from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic
from resumekit.holdings import EXPIRING_DAYS, HeldCredential, Locate, Validity, hold
from resumekit.profile import Profile, Training

REMINDER_DAYS = 90
"""How many days before its end the calendar reminds of a credential."""
_RANK: dict[Validity, int] = {"expired": 0, "expiring": 1, "unknown": 2, "current": 3, "no-expiry": 4}
_TONES: dict[Validity, Tone] = {"expired": "bad", "expiring": "warn", "unknown": "warn", "current": "good", "no-expiry": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """A kind of units of which a least number is asked."""

    category: str
    units: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a renewal asks for. `units` are counted in `unit`; `split` and `note` say what a number cannot.

    `is_confirmed`: whether a page confirms the number of units; nothing is computed from one that none does. `needs` must be
    current by then, `yearly` is due each year besides.
    """

    method: str
    units: float | None
    unit: str | None
    is_confirmed: bool
    minimums: tuple[Minimum, ...]
    split: str | None
    needs: tuple[str, ...]
    yearly: str | None
    lead_time: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A training that counts, or may."""

    title: str
    date: PartialDate | None
    units: float
    category: str | None
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is on record since the cycle began. `missing`: units still to earn, None where their number is not confirmed; `undated`: trainings whose date is missing or vague."""

    since: date
    units: float
    missing: float | None
    categories: tuple[Portion, ...]
    trainings: tuple[Course, ...]
    undated: tuple[Course, ...]
    behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalItem:
    """A credential that is held.

    `days_left` is below 0 once it has expired, and None where no day is known; `requires` is None where the registry has
    nothing verified, `on_record` where nothing can be counted; `renewed_by` is the path of the one that replaces it. `uid`
    stays the same when it is renewed; `computed`: `expires` follows from the issuer's rule, and is not in the profile;
    `is_doubtful`: what is printed is not what the issuer's rule gives.
    """

    name: str
    id: str | None
    expires: PartialDate | None
    days_left: int | None
    status: Validity
    requires: Demand | None
    on_record: Record | None
    next_step: str
    why: str
    renewed_by: str | None
    person: str
    file: str
    path: str
    line: int
    uid: str
    computed: bool
    is_renewable: bool
    is_doubtful: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is to be done about it soon."""
        return not self.renewed_by and (self.is_doubtful or self.status in ("expired", "expiring", "unknown") or bool(self.on_record and self.on_record.behind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A problem of a profile that could not be read, as `validate` shows it."""

    code: str
    message: str
    path: str
    file: str
    line: int
    column: int
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalsReport:
    """All credentials, the most urgent first. `errors`: what is wrong with profiles that are not in it."""

    items: tuple[RenewalItem, ...]
    as_of: date
    within: int
    people: tuple[str, ...]
    errors: tuple[Failure, ...] = ()

    @property
    def due(self) -> tuple[RenewalItem, ...]:
        """What has expired, or expires in the days that were asked about."""
        return tuple(item for item in self.items if item.status in ("expired", "expiring") and not item.renewed_by)

    def outline(self) -> list[Block]:
        """The answer in one sentence, then what to do, then every credential and the training that counts."""
        many = len(self.people) > 1
        title = f"{self.people[0]}: renewals" if len(self.people) == 1 else f"Renewals of {len(self.people)} people"
        blocks: list[Block] = [Heading(title, 1), Paragraph(f"As of {self.as_of}"), Paragraph(self._answer(), lead=True)]
        steps = [item for item in self.items if item.is_open]
        if steps:
            blocks += [Heading("Next steps"), Bullets(tuple(_step(item, many) for item in steps), numbered=True)]
        if self.items:
            columns = (*(("Person",) if many else ()), "Credential", "Status", "Until", "Days left", "Asks for", "On record", "Line")
            blocks += [Heading("Credentials"), Table(columns, tuple(_row(item, many) for item in self.items))]
        blocks += self._training(many)
        if self.errors:
            items = tuple(Item(f"{problem.file}:{problem.line}: {problem.message}", problem.hint) for problem in self.errors)
            blocks += [Heading("Not in this report"), Bullets(items)]
        return blocks

    def _answer(self) -> str:
        days = f"within {_days(self.within)}"
        many = len(self.people) > 1
        expired = [item for item in self.due if item.status == "expired"]
        soon = [item for item in self.due if item.status == "expiring"]
        unknown = [item for item in self.items if item.status == "unknown" and not item.renewed_by]
        if not self.items:
            return "There is no certification to renew."
        if not self.due and not unknown:
            ahead = sorted((item for item in self.items if item.days_left is not None and item.days_left >= 0), key=lambda item: item.days_left or 0)
            first = f"; the next to lapse is {_named(ahead[0], many)} ({_until(ahead[0])})" if ahead else ""
            return f"Nothing lapses {days}{first}."
        parts = [part for part in (_counted(expired, many, "has expired", "have expired"), _counted(soon, many, f"expires {days}", f"expire {days}")) if part]
        if unknown:
            parts.append(_counted(unknown, many, "has no known end", "have no known end"))
        return f"{_joined(parts)}."

    def _training(self, many: bool) -> list[Block]:
        rows: list[tuple[Line, ...]] = []
        for item in self.items:
            who = (item.person,) if many else ()
            courses = item.on_record.trainings if item.on_record else ()
            rows += [(*who, item.name, course.title, str(course.date), f"{course.units:g}", course.category or "", str(course.line or "")) for course in courses]
        if not rows:
            return []
        columns = (*(("Person",) if many else ()), "Credential", "Training", "Date", "Units", "Category", "Line")
        note = "Counted is what the profile dates within the credential's cycle; what the issuer accepts, only the issuer can say."
        return [Heading("Training that counts"), Paragraph(note), Table(columns, tuple(rows))]

    def rows(self) -> list[tuple[str | int | float | None, ...]]:
        """The same as a table for a spreadsheet, the names of its columns first."""
        head = ("person", "profile", "credential", "id", "status", "expires", "days_left", "renewal", "units_asked", "units_on_record", "units_missing", "next_step")
        rows: list[tuple[str | int | float | None, ...]] = [head]
        for item in self.items:
            asks, have = item.requires, item.on_record
            expires = str(item.expires) if item.expires else None
            units = (asks.units if asks else None, have.units if have else None, have.missing if have else None)
            rows.append((item.person, item.file, item.name, item.id, item.status, expires, item.days_left, asks.method if asks else None, *units, item.next_step))
        return rows

    def events(self) -> list[Event]:
        """The day on which each credential lapses; one that has lapsed reminds no more, and one that was renewed is left out."""
        many = len(self.people) > 1
        events = []
        for item in self.items:
            if item.expires is None or item.days_left is None or item.renewed_by:
                continue
            missing = _missing(item)
            lines = [f"Renewal: {_asks(item)}" if item.requires else item.next_step]
            done = "; complete" if item.requires and item.requires.is_confirmed else ""
            lines += [f"As of {self.as_of}: {_has(item.on_record)}" + (f"; still missing: {missing}" if missing else done)] if item.on_record else []
            verb = "expired" if item.status == "expired" else "expires"
            events.append(
                Event(
                    uid=item.uid,
                    day=_end(item.expires, is_vague=item.computed and item.status != "expired"),
                    title=f"{_named(item, many)} {verb}",
                    text="\n".join(lines),
                    remind_days=None if item.status == "expired" else REMINDER_DAYS,
                )
            )
        return events


# Computing -----------------------------------------------------------------------------------------------------------------


def renewals(profile: Profile, career: Career, today: date, locate: Locate, *, within: int = EXPIRING_DAYS, file: str = "") -> list[RenewalItem]:
    """What each credential of one profile asks for, the most urgent first. `within`: how many days count as soon."""
    items = []
    credentials, problems = hold(profile, career, today, locate)
    by_path = {held.path: held for held in credentials}
    for held in credentials:
        credential = career.credentials_by_id.get(held.id or "")
        item = _item(held, credential, profile, today, within=within, locate=locate)
        found = {one.code: one for one in problems if one.path == held.path or one.path.startswith(f"{held.path}.")}
        dates = found.pop("credential-date", None)
        step, why = _advice(item, credential, career, next(iter(found.values()), None))
        if dates:
            item = replace(item, is_doubtful=True)
            why = f"{why}; {dates.message}"
            step = f"Compare its dates with the certificate: issued: is the day of its last renewal. {step}" if item.status == "current" else step
        items.append(_superseded(replace(item, file=file, next_step=step, why=why), by_path))
    return in_order(_identified(items))


def _identified(items: list[RenewalItem]) -> list[RenewalItem]:
    """The items with their uids: of the same credential the one that is valid has the first, so that a renewal keeps it."""
    seen: dict[str, int] = {}
    made = []
    for item in sorted(items, key=lambda item: bool(item.renewed_by)):
        name = f"{plain(item.person)}|{item.id or plain(item.name)}"
        seen[name] = seen.get(name, 0) + 1
        key = hashlib.sha256(f"{name}|{seen[name]}".encode()).hexdigest()[:32]
        made.append(replace(item, uid=f"{key}@resumekit"))
    return made


def in_order(items: Iterable[RenewalItem]) -> list[RenewalItem]:
    """The most urgent first: what has expired, what soon will, what nobody knows, the rest by its date. Namesakes are told apart by their files."""
    return sorted(_told_apart(items), key=lambda item: (bool(item.renewed_by), _RANK[item.status], item.expires.last_day() if item.expires else date.max, item.file, item.path))


def _told_apart(items: Iterable[RenewalItem]) -> list[RenewalItem]:
    """The items with a number in the uid of those whose uid another file's item has, in the order of the files."""
    seen: dict[str, int] = {}
    made = []
    for item in sorted(items, key=lambda item: (item.file, item.path)):
        seen[item.uid] = seen.get(item.uid, 0) + 1
        made.append(item if seen[item.uid] == 1 else replace(item, uid=item.uid.replace("@", f"-{seen[item.uid]}@")))
    return made


def _item(held: HeldCredential, credential: Credential | None, profile: Profile, today: date, *, within: int, locate: Locate) -> RenewalItem:
    days = _days_left(held, today)
    status = held.status
    if status in ("current", "expiring") and days is not None:
        status = "expiring" if days <= within else "current"
    renewal = credential.known_renewal if credential else None
    is_confirmed = bool(credential and credential.counted_units)
    requires = None
    if renewal:
        minimums = tuple(Minimum(category=part.category, units=part.units) for part in renewal.minimums)
        requires = Demand(
            method=renewal.method, units=renewal.units, unit=renewal.unit, is_confirmed=is_confirmed or not renewal.units, minimums=minimums, split=renewal.split,
            needs=renewal.needs, yearly=renewal.yearly, lead_time=renewal.lead_time, note=renewal.note,
        )  # fmt: skip
    cycle = cycle_of(credential, held.issued, held.expires) if status in ("current", "expiring", "expired") else None
    record = None
    if renewal and renewal.units and cycle:
        found = on_record(profile.training, renewal, cycle, today)

        def course(training: Training) -> Course:
            amount = (training.hours or training.units or 0) if renewal.hours else (training.units or 0)
            return Course(title=training.title, date=training.date, units=amount, category=training.category, path=training.path, line=_line(locate, training.path))

        record = Record(
            since=cycle.start,
            units=found.units,
            missing=found.missing if is_confirmed else None,
            categories=found.portions,
            trainings=tuple(course(training) for training in found.trainings),
            undated=tuple(course(training) for training in found.undated),
            behind=is_confirmed and status != "expired" and is_behind(found, renewal, cycle, today),
        )
    return RenewalItem(
        name=held.name, id=held.id, expires=held.expires, days_left=days, status=status, requires=requires, on_record=record, next_step="", why="", renewed_by=None,
        person=profile.person.name, file="", path=held.path, line=_line(locate, held.path), uid="", computed=held.computed, is_renewable=credential is None or credential.is_renewable,
    )  # fmt: skip


def _days_left(held: HeldCredential, today: date) -> int | None:
    """Days until it ends; where the end was computed from a vague date, the first day that it may mean counts."""
    if held.expires is None or held.status == "no-expiry":
        return None
    return (_end(held.expires, is_vague=held.computed and held.status != "expired") - today).days


def _end(expires: PartialDate, *, is_vague: bool) -> date:
    """The day on which it ends; of a vague one the first that it may be."""
    return expires.first_day() if is_vague else expires.last_day()


def _line(locate: Locate, path: str) -> int:
    place = locate(path)
    return place.line if place else 0


def _superseded(item: RenewalItem, held: dict[str, HeldCredential]) -> RenewalItem:
    """An expired credential that is held again and valid needs no renewal."""
    newer = next((one for one in held.values() if one.id is not None and one.id == item.id and one.path != item.path and one.valid), None)
    if item.status != "expired" or newer is None:
        return item
    return replace(item, renewed_by=newer.path, next_step=f"Nothing: {newer.path} is its renewal", why="")


# Words ---------------------------------------------------------------------------------------------------------------------


def _advice(item: RenewalItem, credential: Credential | None, career: Career, problem: Diagnostic | None) -> tuple[str, str]:
    """What to do next, and why or how."""
    when = _when(item)
    if item.status == "no-expiry":
        return "Nothing: it does not expire", ""
    if item.status == "unknown" or (credential is None and problem is not None and item.status == "current"):
        if problem:
            return f"{problem.hint[:1].upper()}{problem.hint[1:]}", problem.message
        return "Write the date on the certificate under  expires:", "nothing says until when it is valid"
    grace = f"; afterwards: {credential.expiry.grace}" if credential and credential.expiry.grace and item.status in ("expired", "expiring") else ""
    if credential is not None and credential.retired:
        return "Leave it out of applications once it has expired", f"{when}; it is no longer issued or renewed"
    if credential is not None and credential.once:
        return ("Leave it out of applications" if item.status == "expired" else "Hold what follows it before it ends"), f"{when}; it cannot be renewed"
    if item.requires is None:
        issuer = career.issuers_by_id.get(credential.issuer or "") if credential else None
        where = f"{issuer.name}{f' ({issuer.domain})' if issuer.domain else ''}" if issuer else "its issuer"
        verb = "Renew it" if item.status in ("expired", "expiring") else "Before it ends, renew it"
        return f"{verb}; ask {where} what that takes", f"{when}; the registry has no verified rule for its renewal{grace}"
    missing = _missing(item)
    asks = item.requires
    rest = f"; asked for: {asks.split}" if missing and asks.split else ""
    rest += f"; besides: {_joined(list(asks.needs))}" if asks.needs else ""
    rest += f"; {asks.lead_time}" if asks.lead_time and item.status != "expired" else ""
    rest += f"; each year: {asks.yearly}" if asks.yearly else ""
    if item.status in ("expired", "expiring"):
        unit = "" if missing or not asks.units else f", {_units(asks)}"
        return f"Renew it ({asks.method}{unit}){f'; still missing: {missing}' if missing else ''}", f"{when}{rest}{grace}"
    if missing:
        return f"Earn {missing}{',' if 'at least' in missing else ''} by {_until(item)}", f"{when}; {_has(item.on_record)}{rest}"
    done = "; the units are complete" if item.on_record and asks.is_confirmed else f"; then it takes {_units(asks)}" if asks.units and not asks.is_confirmed else ""
    return f"Nothing before {_until(item)}{done}", f"{when}{rest}"


def _units(asks: Demand) -> str:
    """The units that are asked for, in words, and whether nobody confirms their number."""
    return f"{asks.units:g} {asks.unit or 'units'}{'' if asks.is_confirmed else ', unconfirmed'}"


def _missing(item: RenewalItem) -> str:
    """The units that are missing, in words; empty if none are, or none are asked for."""
    have, asks = item.on_record, item.requires
    if not have or not asks or not have.missing:
        return ""
    kinds = [f"{portion.missing:g} {portion.category}" for portion in have.categories if portion.missing]
    among = f", at least {_joined(kinds)}" if kinds else ""
    return f"{have.missing:g} {asks.unit or 'units'}{among}"


def _when(item: RenewalItem) -> str:
    if item.days_left is None or item.expires is None:
        return ""
    days = item.days_left
    rule = ", by its issuer's rule" if item.computed else ""
    if days < 0:
        return f"expired {_until(item)}, {_days(-days)} ago{rule}"
    return f"expires {_until(item)}, {'today' if days == 0 else f'in {_days(days)}'}{rule}"


def _until(item: RenewalItem) -> str:
    if item.expires is None:
        return "never" if item.status == "no-expiry" else "not known"
    return f"about {item.expires}" if item.computed and not item.expires.day else str(item.expires)


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _named(item: RenewalItem, many: bool) -> str:
    return f"{item.name} of {item.person}" if many else item.name


def _counted(items: list[RenewalItem], many: bool, one: str, several: str) -> str:
    """`BLS Provider has expired`, or how many have; empty for none."""
    if not items:
        return ""
    return f"{_named(items[0], many)} {one}" if len(items) == 1 else f"{len(items)} credentials {several}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _has(record: Record | None) -> str:
    if record is None:
        return ""
    asked = f"{record.units:g} on record since {record.since}"
    kinds = ", ".join(f"{portion.on_record:g} of {portion.asked:g} {portion.category}" for portion in record.categories)
    undated = f"; not counted: {len(record.undated)} without a clear date" if record.undated else ""
    return f"{asked}{f' ({kinds})' if kinds else ''}{undated}"


def _asks(item: RenewalItem) -> str:
    asks = item.requires
    if asks is None:
        return ""
    units = f", {_units(asks)}" if asks.units else ""
    more = [text for text in (asks.split, f"besides {_joined(list(asks.needs))}" if asks.needs else "", f"each year {asks.yearly}" if asks.yearly else "", asks.lead_time) if text]
    return f"{asks.method}{units}" + (f": {'; '.join(more)}" if more else "")


def _step(item: RenewalItem, many: bool) -> Item:
    name = f"{item.person}, {item.name}" if many else item.name
    where = f" (line {item.line})" if item.line else ""
    return Item((Span(f"{name}: ", "strong"), item.next_step[:1].lower() + item.next_step[1:]), f"{item.why}{where}" if item.why else "")


def _row(item: RenewalItem, many: bool) -> tuple[Line, ...]:
    have, asks = item.on_record, item.requires
    on_file = f"{have.units:g} of {asks.units:g}" if have and asks and asks.units and asks.is_confirmed else f"{have.units:g}" if have else ""
    units = _units(asks) if asks and asks.units else ""
    asked = units or (asks.method if asks else "nothing" if item.status == "no-expiry" or not item.is_renewable else "not known")
    status = "renewed" if item.renewed_by else item.status
    tone = "" if item.renewed_by else _TONES[item.status]
    days = "" if item.days_left is None else str(item.days_left)
    return (*((item.person,) if many else ()), item.name, Span(status, tone), _until(item), days, asked, on_file, str(item.line or ""))


__all__ = ["REMINDER_DAYS", "Demand", "Failure", "OnRecord", "Record", "RenewalItem", "RenewalsReport", "in_order", "renewals"]
