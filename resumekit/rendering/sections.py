"""The sections of a page in words: each part of a profile becomes entries, in order.

In: a profile (a variant already applied), labels, today, the status of its credentials. Out: `SectionView`s of plain text. Must
not know the head of a page, a template or a format.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from resumekit.dates import PartialDate, days_later
from resumekit.labels import Labels
from resumekit.profile import Certification, Externship, FreeEntry, Highlight, Profile, Skill
from resumekit.rendering.prose import Prose, Run, plain, prose, said
from resumekit.schema import Record
from resumekit.values import gives_away, mask

NOTHING = Prose(())
RENEWAL_DAYS = 90
"""How many days before it lapses a credential is said to be up for renewal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what is said of it: a competency and its count, a group and its skills."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry, in words: `heading`, `detail`, `where` stand in one line, `dates` at its end; then `meta`, `facts`, `bullets`."""

    path: str = ""
    heading: str = ""
    detail: str = ""
    where: str = ""
    number: str = ""
    dates: str = ""
    url: str = ""
    text: Prose = NOTHING
    meta: Prose = NOTHING
    facts: tuple[Fact, ...] = ()
    bullets: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section. `kind`: prose (text only), rows (a line each), entries, groups (facts: label and list), bullets."""

    id: str
    title: str
    kind: str
    entries: tuple[EntryView, ...]


class Sections:
    """Words the sections of one profile. `status`: that of each credential, by its path."""

    def __init__(self, profile: Profile, labels: Labels, today: date, status: Mapping[str, str]) -> None:
        self.profile = profile
        self.labels = labels
        self.today = today
        self.status = status

    def make(self, name: str, *, with_languages: bool) -> SectionView | None:
        """The section of this id or title, or None if it would be empty."""
        makers: dict[str, Callable[[], tuple[str, list[EntryView]]]] = {
            "summary": self._summary,
            "certifications": self._certifications,
            "skills": lambda: self._skills(with_languages),
            "experience": self._experience,
            "externships": self._externships,
            "achievements": self._achievements,
            "education": self._education,
            "training": self._training,
            "memberships": self._memberships,
            "volunteering": self._volunteering,
            "awards": self._awards,
            "letters": self._letters,
            "languages": self._languages,
        }
        if name in makers:
            identifier, title = name, self.labels.sections[name]
            kind, entries = makers[name]()
        elif name in self.profile.sections:
            identifier, title = free_section(list(self.profile.sections).index(name)), plain(name)
            kind, entries = self._free(self.profile.sections[name])
        else:
            return None
        return SectionView(id=identifier, title=title, kind=kind, entries=tuple(entries)) if entries else None

    def _summary(self) -> tuple[str, list[EntryView]]:
        paragraphs = [prose(part) for part in (self.profile.summary or "").split("\n\n")]
        return "prose", [EntryView(path="summary", text=paragraph) for paragraph in paragraphs if paragraph]

    def _certifications(self) -> tuple[str, list[EntryView]]:
        records = sorted(self.profile.certifications, key=self._has_expired)
        return "rows", [
            EntryView(
                path=record.path,
                heading=_line(record.name),
                detail=_line(record.issuer, record.jurisdiction),
                number=self.labels.word("number", number=plain(record.number) if record.show_number else mask(record.number)) if record.number else "",
                dates=self._validity(record),
                url="" if not record.show_number and gives_away(record.url, record.number) else record.url or "",
            )
            for record in records
        ]

    def _has_expired(self, record: Certification) -> bool:
        return record.expires is not None and record.expires.last_day() < self.today

    def _validity(self, record: Certification) -> str:
        if record.expires is None:
            if self.status.get(record.path) == "no-expiry":
                return self.labels.word("no_expiry")
            return self.labels.word("issued", date=self.labels.date(record.issued)) if record.issued else ""
        soon = record.expires.last_day() <= days_later(self.today, RENEWAL_DAYS)
        key = "expired" if self._has_expired(record) else "renews" if soon else "valid_to"
        return self.labels.word(key, date=self.labels.date(record.expires))

    def _experience(self) -> tuple[str, list[EntryView]]:
        return "entries", [
            EntryView(
                path=job.path,
                heading=_first(job.title, job.employer),
                detail=_second(job.title, job.employer),
                where=_line(job.location),
                dates=self._span(job.start, job.end),
                bullets=_bullets(job.highlights),
            )
            for job in _newest_first(self.profile.experience)
        ]

    def _externships(self) -> tuple[str, list[EntryView]]:
        return "entries", [
            EntryView(
                path=record.path,
                heading=_first(record.role, record.site),
                detail=_second(record.role, record.site),
                where=_line(record.location),
                dates=self._span(record.start, record.end),
                meta=self._oversight(record),
                facts=_counts(record),
                bullets=_bullets(record.highlights),
            )
            for record in _newest_first(self.profile.externships)
        ]

    def _oversight(self, record: Externship) -> Prose:
        parts: list[str | Run] = []
        if record.hours:
            parts.append(Run(text=self._amount("hour", record.hours), bold=True))
        if record.supervisor and record.supervisor.name:
            name = _line(record.supervisor.name, record.supervisor.title)
            parts.append((", " if parts else "") + self.labels.word("supervised", name=name))
        return _capital(said(*parts))

    def _achievements(self) -> tuple[str, list[EntryView]]:
        return "rows", [EntryView(path=item.path, heading=_line(item.title), text=prose(item.text or ""), dates=self._date(item.date)) for item in _newest_first(self.profile.achievements)]

    def _education(self) -> tuple[str, list[EntryView]]:
        entries = []
        for record in _newest_first(self.profile.education):
            earned = _line(record.award, record.program)
            accredited = self.labels.word("accredited", name=plain(record.accreditation)) if record.accreditation else ""
            dates = self._span(record.start, record.end)
            if record.end and not record.end.is_present and record.end.first_day() > self.today:
                dates = self.labels.word("expected", date=dates)
            entries.append(
                EntryView(
                    path=record.path,
                    heading=_first(earned, record.institution),
                    detail=_second(earned, record.institution),
                    where=_line(record.location),
                    dates=dates,
                    meta=_capital(said(accredited)),
                    bullets=_bullets(record.highlights),
                )
            )
        return "entries", entries

    def _skills(self, with_languages: bool) -> tuple[str, list[EntryView]]:
        groups: dict[str, list[str]] = {}
        for skill in self.profile.skills:
            if skill.name:
                groups.setdefault(_line(skill.group), []).append(self._skill(skill))
        rest = groups.pop("", [])
        facts = [Fact(label=label, value=", ".join(names)) for label, names in groups.items()]
        if rest:
            facts.append(Fact(label=self.labels.word("other") if facts else "", value=", ".join(rest)))
        if with_languages and (spoken := self._spoken()):
            facts.append(Fact(label=self.labels.sections["languages"], value=spoken))
        return "groups", [EntryView(path="skills", facts=tuple(facts))] if facts else []

    def _skill(self, skill: Skill) -> str:
        return plain(skill.name) + (f" ({self._amount('hour', skill.hours)})" if skill.hours else "")

    def _languages(self) -> tuple[str, list[EntryView]]:
        spoken = self._spoken()
        return "groups", [EntryView(path="person.languages", facts=(Fact(label="", value=spoken),))] if spoken else []

    def _spoken(self) -> str:
        return ", ".join(plain(item.name) + (f" ({plain(item.level)})" if item.level else "") for item in self.profile.person.languages if item.name)

    def _training(self) -> tuple[str, list[EntryView]]:
        return "rows", [
            EntryView(
                path=item.path,
                heading=_line(item.title),
                detail=_line(item.provider, self._amount("hour", item.hours), self._amount("unit", item.units)),
                dates=self._date(item.date),
            )
            for item in _newest_first(self.profile.training)
        ]

    def _memberships(self) -> tuple[str, list[EntryView]]:
        entries = []
        for item in _newest_first(self.profile.memberships, start="since", end="until"):
            over = item.until is not None and not item.until.is_present
            dates = self._span(item.since, item.until) if over else self.labels.word("since", date=self.labels.date(item.since)) if item.since else ""
            entries.append(EntryView(path=item.path, heading=_line(item.organization), detail=_line(item.role), dates=dates))
        return "rows", entries

    def _volunteering(self) -> tuple[str, list[EntryView]]:
        return "entries", [
            EntryView(
                path=item.path,
                heading=_first(item.role, item.organization),
                detail=_second(item.role, item.organization),
                where=_line(item.location),
                dates=self._span(item.start, item.end),
                meta=said(self._amount("hour", item.hours)),
                bullets=_bullets(item.highlights),
            )
            for item in _newest_first(self.profile.volunteering)
        ]

    def _awards(self) -> tuple[str, list[EntryView]]:
        return "rows", [
            EntryView(path=item.path, heading=_line(item.title), detail=_line(item.issuer), text=prose(item.text or ""), dates=self._date(item.date)) for item in _newest_first(self.profile.awards)
        ]

    def _letters(self) -> tuple[str, list[EntryView]]:
        return "rows", [
            EntryView(path=item.path, heading=_line(item.name), detail=_line(item.title, item.organization), text=prose(_quoted(item.quote)), dates=self._date(item.date))
            for item in _newest_first(self.profile.letters)
        ]

    def _free(self, entries: Sequence[FreeEntry]) -> tuple[str, list[EntryView]]:
        if not any(entry.title or entry.date or entry.start or entry.end for entry in entries):
            bullets = tuple(line for entry in entries if (line := prose(entry.text or "")))
            return "bullets", [EntryView(path=entries[0].path if entries else "", bullets=bullets)] if bullets else []
        return "rows", [
            EntryView(path=entry.path, heading=_line(entry.title), text=prose(entry.text or ""), dates=self._date(entry.date) or self._span(entry.start, entry.end)) for entry in _newest_first(entries)
        ]

    def _amount(self, word: str, count: float | None) -> str:
        return self.labels.word(word if count == 1 else f"{word}s", count=f"{count:g}" if count < 1e6 else str(count)) if count else ""

    def _date(self, when: PartialDate | None) -> str:
        return self.labels.date(when) if when else ""

    def _span(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """ "Feb 2022 – present"; a start without an end still goes on."""
        if start is None:
            return "" if end is None or end.is_present else self.labels.date(end)
        first, last = self.labels.date(start), self.labels.date(end) if end else self.labels.word("present")
        return first if first == last else f"{first} – {last}"


def _first(lead: str | None, follow: str | None) -> str:
    """What leads an entry's line: its first name, or the second where there is no first."""
    return _line(lead) or _line(follow)


def _second(lead: str | None, follow: str | None) -> str:
    return _line(follow) if _line(lead) else ""


def _line(*parts: str | None) -> str:
    return ", ".join(flat for part in parts if part and (flat := plain(part)))


def _bullets(highlights: Iterable[Highlight]) -> tuple[Prose, ...]:
    return tuple(line for item in highlights if (line := prose(item.text or "")))


def _counts(record: Externship) -> tuple[Fact, ...]:
    counted = sorted(record.skills, key=lambda item: -(item.count or 0))
    return tuple(Fact(label=plain(item.skill), value=str(item.count) if item.count else "") for item in counted if item.skill)


def _capital(text: Prose) -> Prose:
    """The text with a capital first letter."""
    if not text.runs:
        return text
    first = text.runs[0]
    return Prose((Run(text=first.text[:1].upper() + first.text[1:], bold=first.bold), *text.runs[1:]))


def _quoted(text: str | None) -> str:
    if not text:
        return ""
    return text if text.strip()[:1] in "\"“«‘'" else f"“{text.strip()}”"


def _newest_first(records: Iterable[Record], *, start: str = "start", end: str = "end") -> list[Any]:
    """Sorted by what ended last, then by what began last; what has no date comes last, in the order given."""
    return sorted(records, key=lambda record: recency(record, start=start, end=end))


def recency(record: Record, *, start: str = "start", end: str = "end") -> tuple[int, int, int]:
    """A key that puts the newest entry first, and what has no date last."""
    first: PartialDate | None = getattr(record, start, None)
    last: PartialDate | None = getattr(record, "date", None) or getattr(record, end, None)
    if first is None and last is None:
        return (1, 0, 0)
    ended = date.max if last is None or last.is_present else last.last_day()
    began = first.first_day() if first else ended
    return (0, -ended.toordinal(), -began.toordinal())


def free_section(number: int) -> str:
    """The id of the profile's free section `number`, counted from 0."""
    return f"section-{number + 1}"
