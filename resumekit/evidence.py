"""What stands behind each skill: a profile read against a career, on a given day.

In: `Profile`, `Career`, today, a function that locates paths. Out: an `Assessment`: a standing for every skill of the
career, the credentials held, years of work, and what is wrong with the credentials. Must not touch a file or print, and
must not know what is asked of the standings. How a status is decided: docs/evidence.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from resumekit.career import Career, CareerSkill, Credential, Requirement
from resumekit.dates import PartialDate, count_months, months_later
from resumekit.diagnostics import Diagnostic, Place
from resumekit.holdings import HeldCredential, Holding, Locate, describe, doubts_about, recognised, short
from resumekit.phrases import Recogniser
from resumekit.profile import Education, Externship, Highlight, Job, Profile, Training, Volunteering
from resumekit.shelf import derive

Strength = Literal["verified", "practised", "claimed", "lapsed"]
Status = Literal["verified", "practised", "partial", "claimed", "lapsed", "missing"]
Read = Callable[[str], tuple[str, ...]]
"""The ids of the skills that a text shows."""
Note = Callable[[str, str, "Strength", str], "Evidence"]
"""Makes evidence of a kind, a path, a strength and a text."""

STATUSES: tuple[Status, ...] = ("verified", "practised", "partial", "claimed", "lapsed", "missing")
"""Every status, best first."""
BACKED: frozenset[Status] = frozenset({"verified", "practised"})
"""The statuses with which something stands behind a skill."""
_RANK = {status: rank for rank, status in enumerate(STATUSES)}
_MAX_QUOTE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that stands behind a skill: what it is, its path and line in the profile (0 if unknown), in words.

    `_file`: the included file that the line is in; empty for the profile's own, and not part of a report's JSON.
    """

    kind: str
    path: str
    line: int
    text: str
    strength: Strength
    _file: str = ""

    @property
    def where(self) -> str:
        """The line for people: `31`, or `credentials.yaml:31` in an included file; empty if unknown."""
        return f"{self._file}:{self.line}" if self._file else str(self.line or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a skill and its status; `name` is what to call it."""

    id: str
    name: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A skill's status and what decides it, best first; `parts` are empty for a skill without parts."""

    skill: str
    status: Status
    evidence: tuple[Evidence, ...]
    parts: tuple[Part, ...] = ()

    @property
    def backed(self) -> bool:
        """Whether it is verified or practised."""
        return self.status in BACKED


def _nowhere(path: str) -> Place | None:
    del path
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that a profile shows. `years` are of work in this career, not rounded; `problems` are of the credentials.

    `courses`: the paths of trainings whose title means a credential, with its id. `locate` finds where a path stands.
    """

    standings: dict[str, Standing]
    credentials: tuple[HeldCredential, ...]
    years: float
    as_of: date
    problems: tuple[Diagnostic, ...] = ()
    courses: dict[str, str] = field(default_factory=dict)
    locate: Locate = _nowhere


def assess(profile: Profile, career: Career, today: date, locate: Locate, recogniser: Recogniser | None = None) -> Assessment:
    """What stands behind each of the career's skills today. `recogniser`: the career's own, where one is at hand."""
    recogniser = recogniser or derive(career, "phrases", Recogniser)
    skills_in = cache(recogniser.skills)
    note = noting(locate)
    held = [recognised(entry, recogniser.recognise_credential, today) for entry in profile.certifications]
    found: dict[str, list[Evidence]] = {skill.id: [] for skill in career.skills}
    for skill, evidence in _gather(profile, career, skills_in, held, today=today, note=note):
        kept = found[skill]
        if not any(one.path == evidence.path and one.kind == evidence.kind for one in kept):
            kept.append(evidence)
    standings = _stand(career, found, _Recent(profile, recogniser, held, today, note))
    credentials = tuple(one.held for one in held)
    return Assessment(
        standings=standings,
        credentials=credentials,
        years=_years(profile, career, recogniser, skills_in, today),
        as_of=today,
        problems=doubts_about(profile, held, today, locate),
        courses={one.path: known.id for one in profile.training if (known := recogniser.recognise_credential(one.title).credential)},
        locate=locate,
    )


def noting(locate: Locate) -> Note:
    """A function that makes evidence, with its line."""
    top = locate("resumekit") or locate("person")

    def note(kind: str, path: str, strength: Strength, text: str) -> Evidence:
        place = locate(path)
        included = place is not None and top is not None and place.file != top.file
        name = place.file.replace("\\", "/").rpartition("/")[2] if place and included else ""
        return Evidence(kind=kind, path=path, line=place.line if place else 0, text=text, strength=strength, _file=name)

    return note


# Gathering -----------------------------------------------------------------------------------------------------------------


def _gather(profile: Profile, career: Career, skills_in: Read, held: list[Holding], *, today: date, note: Note) -> Iterator[tuple[str, Evidence]]:
    """Everything in the profile that shows a skill, in the order in which it is to be looked at."""
    traits = {skill.id for skill in career.skills if skill.trait}

    def made(skills: Iterable[str], kind: str, path: str, strength: Strength, text: str) -> Iterator[tuple[str, Evidence]]:
        evidence = note(kind, path, strength, text)
        for skill in skills:
            yield skill, evidence

    for entry, one in zip(profile.certifications, held, strict=True):
        if one.credential:
            strength: Strength = "verified" if one.held.valid else "lapsed" if one.held.status == "expired" else "claimed"
            if not (entry.issued and entry.issued.first_day() > today):
                yield from made(one.credential.evidences, "credential", entry.path, strength, describe(one.held))
        else:
            named = [*skills_in(entry.name), *_common(one.recognition.candidates if not entry.issuer else ())]
            yield from made(named, "claim", entry.path, "lapsed" if one.held.status == "expired" else "claimed", f"{entry.name}, which is not recognised")

    for externship in profile.externships:
        if externship.start.first_day() > today:
            continue
        for sign_off in externship.skills:
            if sign_off.signed_off and sign_off.signed_off.first_day() > today:
                continue
            count = f", {counted(sign_off.count, 'time')}" if sign_off.count else ""
            when = f"signed off {sign_off.signed_off}" if sign_off.signed_off else "signed off"
            yield from made(skills_in(sign_off.skill), "sign-off", sign_off.path, "verified", f"{when}{count}, {externship.site}")

    for training in profile.training:
        if training.date and training.date.first_day() > today:
            continue
        named = [skill for text in (*training.skills, training.title) for skill in skills_in(text)]
        yield from made(named, "training", training.path, "verified" if is_documented(training) else "claimed", _training_text(training))
    for skill in profile.skills:
        documented = bool(skill.hours or has_file(skill.evidence))
        proof = ", ".join(([counted(skill.hours, "hour")] if skill.hours else []) + (["with a certificate"] if has_file(skill.evidence) else []))
        text = f"{skill.name}: {proof}" if documented else f"listed as {skill.name}"
        yield from made(skills_in(skill.name), "training" if documented else "claim", skill.path, "verified" if documented else "claimed", text)
    for school in profile.education:
        if school.program and _finished(school, today) and has_file([school.transcript or "", *school.evidence]):
            yield from made(skills_in(school.program), "training", school.path, "verified", f"{school.program}, {school.institution}, with a transcript")

    for kind, entry_name, highlight in _deeds(profile, today):
        yield from made(skills_in(highlight.text), kind, highlight.path, "practised", f"{entry_name}: {_quoted(highlight.text)}")
    for achievement in profile.achievements:
        if not (achievement.date and achievement.date.first_day() > today):
            text = ". ".join(part for part in (achievement.title, achievement.text) if part)
            yield from made(skills_in(text), "achievement", achievement.path, "practised", _quoted(text))

    for letter in profile.letters:
        if letter.quote:
            for skill_id in skills_in(letter.quote):
                yield from made((skill_id,), "letter", letter.path, "practised" if skill_id in traits else "claimed", f"{letter.name} writes: {_quoted(letter.quote)}")
    for path, text, where in _assertions(profile):
        yield from made(skills_in(text), "claim", path, "claimed", f"{where}: {_quoted(text)}")


def _common(candidates: tuple[Credential, ...]) -> tuple[str, ...]:
    """The skills that every one of these credentials evidences: claimed, whichever of them is meant."""
    return tuple(skill for skill in candidates[0].evidences if all(skill in one.evidences for one in candidates)) if candidates else ()


def _deeds(profile: Profile, today: date) -> Iterator[tuple[str, str, Highlight]]:
    """The lines of externships, jobs and volunteer work that have begun, with the name of the place."""
    sections: tuple[tuple[str, tuple[Externship | Job | Volunteering, ...]], ...] = (
        ("externship", profile.externships),
        ("work", profile.experience),
        ("volunteering", profile.volunteering),
    )
    for kind, entries in sections:
        for entry in entries:
            if entry.start and entry.start.first_day() > today:
                continue
            name = entry.site if isinstance(entry, Externship) else entry.employer if isinstance(entry, Job) else entry.organization
            for highlight in entry.highlights:
                yield kind, name, highlight


def _assertions(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """What the person says of herself: the path, the text, where it stands."""
    if profile.person.headline:
        yield "person.headline", profile.person.headline, "headline"
    if profile.summary:
        yield "summary", profile.summary, "summary"
    for school in profile.education:
        for highlight in school.highlights:
            yield highlight.path, highlight.text, school.institution
    for award in profile.awards:
        text = ". ".join(part for part in (award.title, award.text) if part)
        yield award.path, text, "award"
    for title, entries in profile.sections.items():
        for entry in entries:
            text = ". ".join(part for part in (entry.title, entry.text) if part)
            yield entry.path, text, title


def has_file(names: Iterable[str]) -> bool:
    """Whether one of the names is a file's; an address is never fetched, so it shows nothing."""
    return any(name and "://" not in name for name in names)


def is_documented(training: Training) -> bool:
    """Whether a training is proved: by hours, by a file, or by its date, provider and units together."""
    return bool(training.hours or has_file(training.evidence) or (training.date and training.provider and training.units))


def _finished(school: Education, today: date) -> bool:
    return school.end is not None and not school.end.is_present and school.end.first_day() <= today


def _training_text(training: Training) -> str:
    facts = [training.title]
    facts += [str(fact) for fact in (training.provider, training.date) if fact]
    facts += [counted(training.hours, "hour")] if training.hours else []
    facts += [counted(training.units, "unit")] if training.units else []
    return ", ".join(facts)


def counted(amount: float, noun: str) -> str:
    """`1 hour`, `24 hours`."""
    return f"{amount:g} {noun}" if amount == 1 else f"{amount:g} {noun}s"


def _quoted(text: str) -> str:
    return f'"{short(text.replace("**", ""), _MAX_QUOTE)}"'


# Deciding ------------------------------------------------------------------------------------------------------------------


class _Recent:
    """Finds what meets a skill's requirement of a credential."""

    def __init__(self, profile: Profile, recogniser: Recogniser, held: list[Holding], today: date, note: Note) -> None:
        self._profile, self._recogniser, self._held, self._today, self._made = profile, recogniser, held, today, note

    def look(self, requirement: Requirement) -> list[Evidence]:
        """The credentials, and where only their recency counts the trainings, that meet `requirement` or once did."""
        found = []
        for one in self._held:
            if one.credential and one.credential.id in requirement.credentials:
                met = one.held.valid and (requirement.within_months is None or one.held.issued is None or self._is_recent(one.held.issued, requirement.within_months))
                lapsed = one.held.status == "expired" or (one.held.valid and not met)
                found.append(self._made("credential", one.held.path, "verified" if met else "lapsed" if lapsed else "claimed", describe(one.held)))
        if requirement.within_months is not None:
            for training in self._profile.training:
                recognised = self._recogniser.recognise_credential(training.title).credential
                if recognised and recognised.id in requirement.credentials and not (training.date and training.date.first_day() > self._today):
                    met = training.date is not None and self._is_recent(training.date, requirement.within_months)
                    found.append(self._made("training", training.path, "verified" if met else "lapsed" if training.date else "claimed", _training_text(training)))
        return best_first(found)

    def _is_recent(self, done: PartialDate, months: int) -> bool:
        """Whether `done` lies at most so many months back, on the latest day that it may mean."""
        return done.first_day() <= self._today <= months_later(done.last_day(), months)


def _stand(career: Career, found: dict[str, list[Evidence]], recent: _Recent) -> dict[str, Standing]:
    """Every skill's standing: those without parts by their evidence, the others by their parts."""
    standings: dict[str, Standing] = {}

    def stand(skill: CareerSkill) -> Standing:
        if skill.id in standings:
            return standings[skill.id]
        own = found[skill.id]
        if not skill.parts and not skill.requires:
            evidence = best_first(own)
            made = Standing(skill=skill.id, status=evidence[0].strength if evidence else "missing", evidence=tuple(evidence))
        else:
            made = _composed(skill, own, {part: stand(career.skills_by_id[part]) for part in skill.parts}, career, recent)
        standings[skill.id] = made
        return made

    for skill in career.skills:
        stand(skill)
    return {skill.id: standings[skill.id] for skill in career.skills}


def _composed(skill: CareerSkill, own: list[Evidence], parts: dict[str, Standing], career: Career, recent: _Recent) -> Standing:
    """The standing of a skill with parts: all backed, the weakest's; some backed, partial; none, the best of them."""
    shown = [Part(id=part, name=career.skills_by_id[part].name, status=standing.status) for part, standing in parts.items()]
    needed: list[Status] = [parts[part].status for part in skill.all_of]
    if skill.any_of:
        needed.append(min((parts[part].status for part in skill.any_of), key=_RANK.__getitem__))
    if not skill.parts:
        needed.append(best_first(own)[0].strength if own else "missing")
    evidence = [*own, *(one for standing in parts.values() for one in standing.evidence)]
    status = decide(needed)
    if skill.requires:
        proof = recent.look(skill.requires)
        met: Status = proof[0].strength if proof else "missing"
        shown.append(Part(id=skill.requires.id, name=skill.requires.name, status=met))
        evidence = [*proof, *evidence]
        # What is required limits the parts; alone it backs nothing, but one that lapsed or is undated still shows.
        if any(one in BACKED for one in needed):
            status = decide([*needed, met])
        elif met not in BACKED:
            status = min(status, met, key=_RANK.__getitem__)
    unique: dict[tuple[str, str], Evidence] = {}
    for one in best_first(evidence):
        unique.setdefault((one.path, one.kind), one)
    return Standing(skill=skill.id, status=status, evidence=tuple(unique.values()), parts=tuple(shown))


def decide(parts: list[Status]) -> Status:
    """The status of a skill with such parts."""
    backed = [status in BACKED for status in parts]
    if all(backed):
        return max(parts, key=_RANK.__getitem__)
    if any(backed) or "partial" in parts:
        return "partial"
    return min(parts, key=_RANK.__getitem__)


def best_first(evidence: list[Evidence]) -> list[Evidence]:
    """The strongest first; of the same strength in their order."""
    return sorted(evidence, key=lambda one: _RANK[one.strength])


# Years of work -------------------------------------------------------------------------------------------------------------


def _years(profile: Profile, career: Career, recogniser: Recogniser, skills_in: Read, today: date) -> float:
    """Years in jobs of this career, overlaps merged, each month counted whole."""
    telling = {skill.id for skill in career.skills if not skill.general}
    spans = []
    for job in profile.experience:
        of_career = recogniser.is_title(job.title) if job.title else None
        if of_career is None:
            of_career = any(skill in telling for highlight in job.highlights for skill in skills_in(highlight.text))
        if of_career and job.start.first_day() <= today:
            spans.append((job.start, job.end))
    return count_months(spans, today) / 12


__all__ = ["BACKED", "STATUSES", "Assessment", "Evidence", "Part", "Standing", "assess", "best_first", "counted", "decide", "is_documented", "noting"]
