"""What a career asks for beside its skill map, held against a profile: tiers, portfolio, mistakes, advice, supporting skills.

In: a profile, its career's demands, its assessment, what validation found. Out: a verdict for every demand, with figures and
lines. Must not know a demand by name: conditions are data (`demands`), and each of their keys is judged here, once.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from resumekit.career import Career
from resumekit.cycles import cycle_of, is_behind, on_record
from resumekit.dates import PartialDate, months_later
from resumekit.demands import Condition, Demand, Support
from resumekit.diagnostics import Diagnostic, warning
from resumekit.evidence import BACKED, STATUSES, Assessment, Evidence, Status, best_first, counted, decide, has_file, is_documented, noting
from resumekit.holdings import HeldCredential, describe
from resumekit.profile import Profile, files_of
from resumekit.schema import Record
from resumekit.wording import general_wording, joined
from resumekit.words import Spellings

SHOWN: frozenset[Status] = frozenset({"verified", "practised", "partial", "claimed"})
"""The statuses with which a profile shows a skill at all."""
_RANK = {status: rank for rank, status in enumerate(STATUSES)}
_NAMED, _NAMED_FILES = 3, 20
"""How many skills and how many files a detail names before it counts the rest."""
_DIGIT = re.compile(r"\d")
_PRIVATE = ("patient-name", "patient-identifier", "patient-detail", "own-secret")
"""What the privacy check may find."""
_FALLBACK = ("experience", "externships", "skills", "person")
"""Where a line would stand that is missing: the first of these that the profile has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a demand is met and why, with figures and lines.

    `skills` and `credentials` would meet it: all of the skills if `every`, else any of these. `path`: what stands in its way;
    empty where something is missing.
    """

    met: bool
    detail: str
    skills: tuple[str, ...] = ()
    every: bool = True
    credentials: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a tier asks for."""

    text: str
    met: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TierFinding:
    """A tier; met where all its requirements are. `_verdicts` go with its requirements and are not part of its JSON."""

    id: str
    name: str
    met: bool
    requirements: tuple[Requirement, ...]
    _verdicts: tuple[Verdict, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """A verdict for each requirement."""
        return self._verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A line of the portfolio checklist."""

    id: str
    text: str
    met: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A skill, an ability or a tool beside the skill map: its status, what shows it (best first)."""

    id: str
    name: str
    status: Status
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporting:
    """What supports the skill map. `other`: what else of the career the profile shows."""

    tech_skills: tuple[Shown, ...] = ()
    soft_abilities: tuple[Shown, ...] = ()
    tech_stack: tuple[Shown, ...] = ()
    other: tuple[Shown, ...] = ()


class Readiness:
    """Judges a career's demands. `problems`: what validation found; None if nobody looked, so that nothing counts as clean."""

    def __init__(self, profile: Profile, career: Career, assessment: Assessment, problems: Iterable[Diagnostic] | None) -> None:
        self.profile, self.career, self.assessment = profile, career, assessment
        self.today = assessment.as_of
        self.standings = assessment.standings
        self.problems = None if problems is None else [problem for problem in problems if problem.code in _PRIVATE]
        self._note = noting(assessment.locate)

    # The demands

    def tiers(self) -> tuple[TierFinding, ...]:
        """Each tier, on its own requirements."""
        made = []
        for tier in self.career.tiers:
            verdicts = tuple(self.judge(requirement.met_when) for requirement in tier.requirements)
            requirements = tuple(Requirement(text=one.text, met=verdict.met, detail=verdict.detail) for one, verdict in zip(tier.requirements, verdicts, strict=True))
            made.append(TierFinding(id=tier.id, name=tier.name, met=all(verdict.met for verdict in verdicts), requirements=requirements, _verdicts=verdicts))
        return tuple(made)

    def judged(self, demands: Iterable[Demand]) -> list[tuple[Demand, Verdict | None]]:
        """Each demand with its verdict; none where it cannot be told from a profile."""
        return [(demand, self.judge(demand.met_when) if demand.met_when else None) for demand in demands]

    def mistakes(self) -> Iterator[Diagnostic]:
        """A warning for each mistake that the profile shows, where it shows it."""
        for demand, verdict in self.judged(self.career.mistakes):
            if verdict and not verdict.met:
                path = verdict.path or next((key for key in _FALLBACK if getattr(self.profile, key)), "person")
                place = self.assessment.locate(path)
                yield warning("beginners-mistake", f"{demand.text}: {verdict.detail}", path=path, place=place, hint=demand.step or "")

    def shortfalls(self) -> Iterator[Diagnostic]:
        """A warning where all externships together have fewer hours than programs of the career ask for."""
        done, least = self.profile.externships, self.career.externship_hours
        total = sum(one.hours or 0 for one in done)
        if least and done and total < least and all(one.hours and one.end and one.end.last_day() <= self.today for one in done):
            path = f"{done[0].path}.hours"
            message = f"{counted(total, 'hour')} of externship are on record; accredited programs ask for {least:g} at least"
            yield warning("externship-short", message, path=path, place=self.assessment.locate(path), hint="add the hours of every site; a course of fewer hours may not count for some certifications")

    def supporting(self) -> Supporting:
        """Everything beside the skill map; of what no demand names, only what is shown."""
        lists = self.career.supporting
        named = {skill for group in self.career.groups for skill in (*group.skills, *(leaf for one in group.skills for leaf in self.career.leaves(one)))}
        named |= {skill for support in self.career.supports for skill in support.all_of + support.any_of}
        other = [
            Shown(id=skill.id, name=skill.name, status=standing.status, evidence=standing.evidence)
            for skill in self.career.skills
            if skill.id not in named and (standing := self.standings[skill.id]).status != "missing"
        ]
        return Supporting(
            tech_skills=tuple(self._support(one) for one in lists.tech_skills),
            soft_abilities=tuple(self._support(one) for one in lists.soft_abilities),
            tech_stack=tuple(self._support(one) for one in lists.tech_stack),
            other=tuple(sorted(other, key=lambda one: _RANK[one.status])),
        )

    def _support(self, support: Support) -> Shown:
        needed: list[Status] = [self.standings[skill].status for skill in support.all_of]
        evidence = [one for skill in support.all_of + support.any_of for one in self.standings[skill].evidence]
        if support.any_of:
            needed.append(min((self.standings[skill].status for skill in support.any_of), key=_RANK.__getitem__))
        if support.words:
            found = self._lines_with(support.words)
            needed.append(found[0].strength if found else "missing")
            evidence = [*found, *evidence] if not support.all_of + support.any_of else [*evidence, *found]
        status = decide(needed) if needed else "missing"
        if status in BACKED and support.met_when and not self.judge(support.met_when).met:
            status = "partial"
        unique: dict[tuple[str, str], Evidence] = {}
        for one in best_first(evidence):
            unique.setdefault((one.path, one.kind), one)
        return Shown(id=support.id, name=support.text, status=status, evidence=tuple(unique.values()))

    # Conditions

    def judge(self, conditions: tuple[Condition, ...]) -> Verdict:
        """Of several conditions the one that holds, else the one that comes nearest to it."""
        nearest: tuple[int, Verdict] | None = None
        for condition in conditions:
            verdicts = [self._key(condition, key) for key in condition.given]
            failed = [verdict for verdict in verdicts if not verdict.met]
            if not failed:
                return Verdict(met=True, detail="; ".join(dict.fromkeys(one.detail for one in verdicts if one.detail)))
            if nearest is None or len(failed) < nearest[0]:
                first = failed[0]
                only = len(failed) == 1
                made = Verdict(
                    met=False,
                    detail="; ".join(dict.fromkeys(one.detail for one in failed)),
                    skills=first.skills if only else (),
                    every=first.every,
                    credentials=first.credentials if only else (),
                    path=next((one.path for one in failed if one.path), ""),
                )
                nearest = (len(failed), made)
        return nearest[1] if nearest else Verdict(met=False, detail="")

    def _key(self, condition: Condition, key: str) -> Verdict:
        judge: Callable[[Condition], Verdict] = getattr(self, f"_is_{key}")
        return judge(condition)

    def _is_all_backed(self, condition: Condition) -> Verdict:
        skills = self.career.skills_of(condition.all_backed)
        lacking = tuple(skill for skill in skills if not self.standings[skill].backed)
        if lacking:
            return Verdict(met=False, detail=self._each(lacking), skills=lacking)
        return Verdict(met=True, detail=self._each(skills) if len(skills) <= _NAMED else f"all {len(skills)} are backed")

    def _is_any_backed(self, condition: Condition) -> Verdict:
        return self._any(condition.any_backed, BACKED, "backed")

    def _is_any_verified(self, condition: Condition) -> Verdict:
        return self._any(condition.any_verified, frozenset({"verified"}), "verified")

    def _is_any_shown(self, condition: Condition) -> Verdict:
        return self._any(condition.any_shown, SHOWN, "shown")

    def _any(self, ids: tuple[str, ...], enough: frozenset[Status], word: str) -> Verdict:
        skills = self.career.skills_of(ids)
        best = min(skills, key=lambda skill: _RANK[self.standings[skill].status])
        if self.standings[best].status in enough:
            return Verdict(met=True, detail=self._each((best,)))
        names = list(dict.fromkeys(in_words(self.career, skill) for skill in skills))
        several = f"none of {listed(names)} is" if len(names) <= _NAMED + 1 else f"none of {len(names)} skills is"
        none = f"{names[0]} is not" if len(names) == 1 else f"neither {names[0]} nor {names[1]} is" if len(names) == 2 else several
        detail = f"{none} {word}"
        near = [skill for skill in skills if self.standings[skill].status != "missing"]
        return Verdict(met=False, detail=f"{detail}; {self._each(tuple(near))}" if near else detail, skills=skills, every=False)

    def _is_none_claimed(self, condition: Condition) -> Verdict:
        claimed = tuple(skill for skill in self.career.skills_of(condition.none_claimed) if self.standings[skill].status == "claimed")
        if not claimed:
            return Verdict(met=True, detail="none is only claimed")
        return Verdict(met=False, detail=self._each(claimed, "only claimed"), skills=claimed, path=self.standings[claimed[0]].evidence[0].path)

    def _is_trained_first(self, condition: Condition) -> Verdict:
        first = min(self._trained(), default=date.max)
        for skill in self.career.skills_of(condition.trained_first):
            for one in self.standings[skill].evidence:
                match = re.match(r"experience\[(\d+)\]", one.path)
                if match and one.strength == "practised" and self.profile.experience[int(match[1])].start.last_day() < first:
                    since = "before any training, sign-off or credential" if first < date.max else "and no training, sign-off or credential is dated"
                    return Verdict(met=False, detail=f"{in_words(self.career, skill)} at work, {self.line(one)}, {since}", path=one.path)
        return Verdict(met=True, detail="training came first")

    def _trained(self) -> Iterator[date]:
        """The first day of everything that trained or tested this person."""
        for externship in self.profile.externships:
            yield from (one.signed_off.first_day() for one in externship.skills if one.signed_off)
            if any(not one.signed_off for one in externship.skills):
                yield externship.start.first_day()
        yield from (one.issued.first_day() for one in self.profile.certifications if one.issued)
        yield from (one.date.first_day() for one in self.profile.training if one.date and is_documented(one))
        yield from (one.end.first_day() for one in self.profile.education if one.end and one.program and not one.end.is_present)

    def _is_years_at_least(self, condition: Condition) -> Verdict:
        years, asked = self.assessment.years, condition.years_at_least or 0
        if years >= asked:
            return Verdict(met=True, detail=f"{years_in_words(years)} of work")
        return Verdict(met=False, detail=f"{_tenths(years)} of {asked:g} years")

    def _is_holds(self, condition: Condition) -> Verdict:
        held = [one for one in self.assessment.credentials if one.id in condition.holds]
        for one in held:
            if one.valid and (condition.within_months is None or (one.issued and self._is_recent(one.issued, condition.within_months))):
                return Verdict(met=True, detail=f"{describe(one)}, {self._line(one.path)}")
        detail = f"{describe(held[0])}, {self._line(held[0].path)}" if held else "none is held"
        return Verdict(met=False, detail=detail, credentials=condition.holds, path=held[0].path if held else "")

    def _is_none_older(self, condition: Condition) -> Verdict:
        newest: dict[str, tuple[PartialDate, str]] = {}
        dated = [(one.id, one.issued, one.path) for one in self.assessment.credentials]
        dated += [(self.assessment.courses.get(one.path), one.date, one.path) for one in self.profile.training]
        for id_, when, path in dated:
            if id_ in condition.none_older and when and (id_ not in newest or newest[id_][0].last_day() < when.last_day()):
                newest[id_] = (when, path)
        for id_, (when, path) in newest.items():
            if not self._is_recent(when, condition.within_months or 0):
                return Verdict(met=False, detail=f"{self.career.credentials_by_id[id_].name} is of {when}, {self._line(path)}", credentials=(id_,), path=path)
        return Verdict(met=True, detail="nothing is out of date")

    def _is_none_expired(self, condition: Condition) -> Verdict:
        del condition
        late = [one for one in self.assessment.credentials if one.status in ("expired", "expiring") and not self._is_replaced(one)]
        if not late:
            return Verdict(met=True, detail="nothing has expired")
        return Verdict(met=False, detail="; ".join(f"{describe(one)}, {self._line(one.path)}" for one in late), credentials=tuple(one.id for one in late if one.id), path=late[0].path)

    def _is_replaced(self, held: HeldCredential) -> bool:
        return any(other is not held and other.id == held.id and other.status in ("current", "no-expiry") for other in self.assessment.credentials if held.id)

    def _is_units_on_schedule(self, condition: Condition) -> Verdict:
        del condition
        for held in self.assessment.credentials:
            credential = self.career.credentials_by_id.get(held.id or "")
            cycle = cycle_of(credential, held.issued, held.expires) if held.valid else None
            if credential is None or cycle is None or credential.renewal is None or not credential.counted_units:
                continue
            found = on_record(self.profile.training, credential.renewal, cycle, self.today)
            if is_behind(found, credential.renewal, cycle, self.today):
                over = f"{cycle.share(self.today):.0%} of the cycle is over"
                kinds = [f"{one.missing:g} {one.category}" for one in found.portions if one.missing] if found.units >= (credential.renewal.units or 0) else []
                over += f", and {listed(kinds)} are still missing" if kinds else ""
                detail = f"{held.name}: {found.units:g} of {credential.renewal.units:g} {credential.renewal.unit or 'units'} on record, {over}, {self._line(held.path)}"
                return Verdict(met=False, detail=detail, path=held.path)
        return Verdict(met=True, detail="continuing education keeps pace")

    def _is_specialty(self, condition: Condition) -> Verdict:
        worked = self._specialties
        if not worked:
            return Verdict(met=False, detail="no job, externship or tag names a specialty")
        if condition.specialty == "worked":
            name, one = next(iter(worked.items()))
            return Verdict(met=True, detail=f"{name}, {self.line(one)}")
        specialties = [specialty for specialty in self.career.specialties if specialty.name in worked]
        for specialty in specialties:
            for held in self.assessment.credentials:
                if held.valid and held.id in specialty.credentials:
                    return Verdict(met=True, detail=f"{describe(held)}, {self._line(held.path)}")
            taught = [one for skill in specialty.skills for one in self.standings[skill].evidence if one.kind == "training" and one.strength == "verified"]
            taught += [one for one in self._lines_with(specialty.words, ("training",)) if one.strength == "verified"]
            if taught:
                return Verdict(met=True, detail=f"{taught[0].text}, {self.line(taught[0])}")
        credentials = tuple(one for specialty in specialties for one in specialty.credentials)
        return Verdict(met=False, detail=f"no current credential or documented training of {listed(list(worked), 'or')}", credentials=credentials)

    def _is_entries(self, condition: Condition) -> Verdict:
        found = [entry for section in condition.entries for entry in getattr(self.profile, section) if not self._is_to_come(entry)]
        noun = listed([str(section) for section in condition.entries], "or") if len(condition.entries) <= _NAMED else "the profile"
        if not found:
            return Verdict(met=False, detail=f"nothing under {noun}")
        good = [entry for entry in found if self._has(entry, condition)]
        if good:
            count = f"{len(good)} of {len(found)} under {noun}, " if condition.having else ""
            recent = max(good, key=self._last) if condition.within_months else good[0]
            return Verdict(met=True, detail=f"{count}{self._line(recent.path)}")
        if condition.within_months:
            newest = max(found, key=self._last)
            return Verdict(met=False, detail=f"the newest of {noun} is more than {condition.within_months} months old, {self._line(newest.path)}", path=newest.path)
        lacks = _without(found[0], condition) or "a number in its text"
        what = f"none of the {len(found)} under {noun} has {lacks}" if len(found) > 1 else f"the entry under {noun} lacks {lacks}"
        return Verdict(met=False, detail=f"{what}, {self._line(found[0].path)}", path=found[0].path)

    def _is_every_entry(self, condition: Condition) -> Verdict:
        for section in condition.every_entry:
            for entry in getattr(self.profile, section):
                lacks = _without(entry, condition)
                if lacks:
                    return Verdict(met=False, detail=f"the entry under {section}, {self._line(entry.path)}, lacks {lacks}", path=entry.path)
        return Verdict(met=True, detail="")

    def _is_words(self, condition: Condition) -> Verdict:
        found = self._lines_with(condition.words)
        if found:
            return Verdict(met=True, detail=f"{found[0].text}, {self.line(found[0])}")
        return Verdict(met=False, detail="no line says so")

    def _is_private(self, condition: Condition) -> Verdict:
        del condition
        if self.problems is None:
            return Verdict(met=False, detail="the privacy check was not run")
        if not self.problems:
            files = list(dict.fromkeys(name for _, entry in self.profile.entries() for _, name in files_of(entry) if has_file([name])))
            names = [*files[:_NAMED_FILES], *([f"{len(files) - _NAMED_FILES} more"] if len(files) > _NAMED_FILES else [])]
            unseen = f"; it does not see into {listed(names)}, so look through {'it' if len(files) == 1 else 'them'} yourself" if files else ""
            return Verdict(met=True, detail=f"the privacy check finds nothing in its texts{unseen}")
        first = self.problems[0]
        more = f" and {len(self.problems) - 1} more" if len(self.problems) > 1 else ""
        return Verdict(met=False, detail=f"{first.message}{f', line {first.place.line}' if first.place else ''}{more}", path=first.path)

    # Entries

    def _has(self, entry: Record, condition: Condition) -> bool:
        if _without(entry, condition) or (condition.with_number and not _DIGIT.search(_text_of(entry))):
            return False
        return condition.within_months is None or months_later(self._last(entry), condition.within_months) >= self.today

    def _last(self, entry: Any) -> date:
        """The last day of an entry: today for what goes on, the first day there is for what has no date."""
        for key in ("end", "until"):
            end: PartialDate | None = getattr(entry, key, None)
            if end:
                return min(self.today, end.last_day())
        if getattr(entry, "start", None) and hasattr(entry, "end"):
            return self.today
        when = getattr(entry, "date", None) or getattr(entry, "issued", None) or getattr(entry, "since", None)
        return min(self.today, when.last_day()) if when else date.min

    def _is_to_come(self, entry: Any) -> bool:
        when = next((value for key in ("start", "date", "issued", "since") if (value := getattr(entry, key, None))), None)
        return when is not None and when.first_day() > self.today

    def _is_recent(self, when: PartialDate, months: int) -> bool:
        return when.first_day() <= self.today <= months_later(when.last_day(), months)

    # Words

    @cached_property
    def _spellings(self) -> Spellings[str]:
        """Every text that a demand looks for, with itself as its meaning."""
        texts = [text for demand in self.career.demands for text in getattr(demand, "words", ())]
        texts += [text for specialty in self.career.specialties for text in specialty.words]
        texts += [text for demand in self.career.demands for holder in (demand, *getattr(demand, "requirements", ())) for one in getattr(holder, "met_when", ()) for text in one.words]
        return Spellings([(text, text) for text in dict.fromkeys(texts)], joined(general_wording(), self.career.wording))

    @cached_property
    def _found(self) -> list[tuple[frozenset[str], str, Evidence]]:
        """The lines of the profile in which any such text stands: the texts, what the line belongs to, the line as evidence."""
        made = []
        for section, path, text, strength in self._lines():
            words = frozenset(meaning for _, _, meaning in self._spellings.find(self._spellings.tokens(text)))
            if words:
                kind = {"experience": "work", "externships": "externship", "training": "training", "skills": "claim"}.get(section, section)
                made.append((words, section, self._note(kind, path, strength, text)))
        return made

    def _lines(self) -> Iterator[tuple[str, str, str, Any]]:
        for section, entries in (("experience", self.profile.experience), ("externships", self.profile.externships)):
            for entry in entries:
                if not self._is_to_come(entry):
                    yield from ((section, line.path, line.text, "practised") for line in entry.highlights)
                    names = [text for key in ("employer", "site", "title", "role") if (text := getattr(entry, key, None))]
                    yield from (("place", entry.path, text, "claimed") for text in names)
                    yield from (("place", entry.path, tag, "claimed") for tag in (*entry.tags, *(tag for line in entry.highlights for tag in line.tags)))
        for training in self.profile.training:
            if not self._is_to_come(training):
                yield "training", training.path, ". ".join((training.title, *training.skills)), "verified" if is_documented(training) else "claimed"
        yield from (("skills", skill.path, skill.name, "claimed") for skill in self.profile.skills)

    def _lines_with(self, words: tuple[str, ...], sections: tuple[str, ...] = ("experience", "externships", "training", "skills")) -> list[Evidence]:
        """The lines in which one of these texts stands, best first."""
        return best_first([one for found, section, one in self._found if section in sections and not found.isdisjoint(words)])

    @cached_property
    def _specialties(self) -> dict[str, Evidence]:
        """The specialties that work, an externship or a tag names, with what names each."""
        made: dict[str, Evidence] = {}
        for specialty in self.career.specialties:
            found = self._lines_with(specialty.words, ("place", "experience", "externships"))
            if found:
                made[specialty.name] = found[0]
        return made

    # In words

    def _each(self, skills: tuple[str, ...], status: str = "") -> str:
        parts = []
        for skill in skills[:_NAMED]:
            standing = self.standings[skill]
            deciding = next((one for one in standing.evidence if one.strength == standing.status), standing.evidence[0] if standing.evidence else None)
            line = self.line(deciding) if deciding else ""
            parts.append(f"{in_words(self.career, skill)} is {status or standing.status}" + (f", {line}" if line else ""))
        more = [f"{len(skills) - _NAMED} more"] if len(skills) > _NAMED else []
        return "; ".join(parts + more)

    def line(self, evidence: Evidence) -> str:
        """Where evidence stands: `line 31`, `line 31 of credentials.yaml`; empty if unknown."""
        file, _, line = evidence.where.rpartition(":")
        return (f"line {line}" + (f" of {file}" if file else "")) if line else ""

    def _line(self, path: str) -> str:
        return self.line(self._note("", path, "claimed", "")) or path


def _without(entry: Record, condition: Condition) -> str:
    """What an entry has not that `having` asks for, in words."""
    lacking = [key for key in condition.having if not any(getattr(entry, name.strip(), None) for name in key.split("|"))]
    return listed([" or ".join(name.strip() for name in key.split("|")) for key in lacking], "and")


def _text_of(entry: Any) -> str:
    texts = [getattr(entry, key, None) or "" for key in ("title", "text")]
    return " ".join(texts + [line.text for line in getattr(entry, "highlights", ())])


def in_words(career: Career, skill: str) -> str:
    """A skill's name within a sentence."""
    name = career.skills_by_id[skill].name
    first = name.split(" ", 1)[0]
    return name if any(char.isupper() for char in first[1:]) else name[:1].lower() + name[1:]


def listed(texts: list[str], word: str = "and") -> str:
    """`a`, `a and b`, `a, b, and c`; each text once."""
    texts = list(dict.fromkeys(texts))
    if len(texts) < 2:
        return "".join(texts)
    comma = "," if len(texts) > 2 or any(f" {word} " in text for text in texts) else ""
    return f"{', '.join(texts[:-1])}{comma} {word} {texts[-1]}"


def _tenths(years: float) -> str:
    """Cut, not rounded, so that nobody reads three years who has worked a month less."""
    return f"{int(years * 10 + 1e-9) / 10:g}"


def years_in_words(years: float) -> str:
    """`1 year`, `4.8 years`."""
    text = _tenths(years)
    return f"{text} year" if text == "1" else f"{text} years"


__all__ = ["SHOWN", "Readiness", "Requirement", "Shown", "Supporting", "Ticked", "TierFinding", "Verdict", "in_words", "listed", "years_in_words"]
