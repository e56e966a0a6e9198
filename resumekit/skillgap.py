"""The skill-gap check: what of the career's skill map is backed, what is missing, what to do next.

In: a profile, its career, its assessment. Out: a `SkillGapReport`, whose fields in order are its JSON and whose outline is
everything else. Must not assess anything itself, touch a file, or name a skill, a credential or a career.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from resumekit.blocks import Block, Bullets, Facts, Heading, Item, Line, Paragraph, Span, Table, Tone
from resumekit.career import Career, CareerSkill
from resumekit.dates import days_later
from resumekit.diagnostics import Diagnostic
from resumekit.evidence import BACKED, Assessment, Evidence, HeldCredential, Part, Standing, Status, counted, decide
from resumekit.profile import Profile
from resumekit.schema import suggestion

_TONES: dict[str, Tone] = {"verified": "verified", "practised": "practised", "partial": "partial", "claimed": "claimed", "lapsed": "lapsed", "missing": "missing"}
RECENT_DAYS = 365
"""How long after its end the supervisor of an externship is still asked for a sign-off."""
_SHOWN = frozenset({"verified", "practised", "partial", "claimed"})


class UnknownNameError(ValueError):
    """A tier or specialization that the career does not have: `message` says which, `hint` what it may mean."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}: {hint}")
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the `total` skills are backed and shown, each as a share from 0 to 1, rounded to two places."""

    backed: float
    shown: float
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFinding:
    """A part of a skill."""

    id: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFinding:
    """A skill, its status, what decides it (best first), and what to do about it, if anything."""

    id: str
    name: str
    status: Status
    evidence: tuple[Evidence, ...]
    parts: tuple[PartFinding, ...]
    advice: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFinding:
    """A group of the skill map."""

    id: str
    name: str
    required: bool
    backed: int
    total: int
    skills: tuple[SkillFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporting:
    """Skills beside the skill map."""

    tech_skills: tuple[Any, ...] = ()
    soft_abilities: tuple[Any, ...] = ()
    tech_stack: tuple[Any, ...] = ()
    other: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecializationFinding:
    """A path to choose: how far along it is (backed parts over parts), and the skills that it consists of."""

    id: str
    name: str
    status: Status
    progress: float
    parts: tuple[PartFinding, ...]
    skills: tuple[SkillFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialFinding:
    """A credential that is held; `expires` as a date's text."""

    name: str
    id: str | None
    status: str
    expires: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do, why, and which skills of the skill map it closes."""

    text: str
    why: str
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """A problem of the profile that does not make it invalid."""

    code: str
    message: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGapReport:
    """The answer of `check`. `_details` are not part of its JSON."""

    format: int
    career: str
    as_of: str
    coverage: Coverage
    groups: tuple[GroupFinding, ...]
    supporting: Supporting
    specializations: tuple[SpecializationFinding, ...]
    tiers: tuple[Any, ...]
    experience_years: float
    credentials: tuple[CredentialFinding, ...]
    portfolio: tuple[Any, ...]
    next_steps: tuple[NextStep, ...]
    warnings: tuple[Warn, ...]
    _details: "_Details"

    def backed_share(self) -> float:
        """The share of `coverage.backed`, not rounded: what gates compare."""
        return self._details.backed

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The warnings with their places."""
        return self._details.problems

    def outline(self) -> list[Block]:
        """The report as blocks: the answer, the next steps, then the tables."""
        return _outline(self, self._details)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Details:
    """What the outline needs beside the report's own fields."""

    backed: float = 0.0
    problems: tuple[Diagnostic, ...] = ()
    person: str = ""
    career: str = ""
    chosen: str = ""


def check(profile: Profile, career: Career, assessment: Assessment, *, tier: str | None = None, specialization: str | None = None) -> SkillGapReport:
    """Measure a profile against its career. `specialization` counts in the coverage; without it, the profile's goal does.

    Raise `UnknownNameError` for a tier or specialization that the career does not have.
    """
    goal = profile.goal
    paths = {skill.id: skill for skill in career.specializations}
    _known(tier or (goal.tier if goal else None), [one.id for one in career.tiers], "tier")
    chosen = specialization or (goal.specialization if goal else None)
    _known(chosen, paths, "specialization")

    standings = assessment.standings
    steps = _Steps(profile, career, assessment)
    counted = [skill for group in career.groups if group.required for skill in group.skills]
    if chosen and chosen not in counted:
        counted.append(chosen)
    groups = []
    for group in career.groups:
        findings = tuple(_finding(career.skills_by_id[skill], standings[skill], steps) for skill in group.skills)
        backed = sum(one.status in BACKED for one in findings)
        groups.append(GroupFinding(id=group.id, name=group.name, required=group.required, backed=backed, total=len(findings), skills=findings))
    total = len(counted)
    backed_share = Fraction(sum(standings[skill].backed for skill in counted), total or 1)
    shown_share = Fraction(sum(standings[skill].status in _SHOWN for skill in counted), total or 1)
    return SkillGapReport(
        format=1,
        career=career.id,
        as_of=assessment.as_of.isoformat(),
        coverage=Coverage(backed=_rounded(backed_share), shown=_rounded(shown_share), total=total),
        groups=tuple(groups),
        supporting=Supporting(),
        specializations=tuple(_path(skill, career, standings, steps) for skill in career.specializations),
        tiers=(),
        experience_years=_rounded(assessment.years),
        credentials=tuple(_credential(held) for held in assessment.credentials),
        portfolio=(),
        next_steps=tuple(steps.plan(counted)),
        warnings=tuple(_warn(problem) for problem in assessment.problems),
        _details=_Details(backed=float(backed_share), problems=assessment.problems, person=profile.person.name, career=career.name, chosen=paths[chosen].name if chosen else ""),
    )


def _known(name: str | None, names: Iterable[str], noun: str) -> None:
    names = list(names)
    if name is not None and name not in names:
        raise UnknownNameError(f"the career has no {noun} {name}", suggestion(name, names))


def _rounded(value: Fraction | float) -> float:
    """To two places, halves up: what a reader expects of 0.125."""
    return int(Fraction(value).limit_denominator(1_000_000) * 100 + Fraction(1, 2)) / 100


def _finding(skill: CareerSkill, standing: Standing, steps: "_Steps") -> SkillFinding:
    return SkillFinding(
        id=skill.id,
        name=skill.name,
        status=standing.status,
        evidence=standing.evidence,
        parts=tuple(PartFinding(id=part.id, status=part.status) for part in standing.parts),
        advice=None if standing.backed else steps.advise(skill.id).text,
    )


def _path(skill: CareerSkill, career: Career, standings: dict[str, Standing], steps: "_Steps") -> SpecializationFinding:
    standing = standings[skill.id]
    parts = standing.parts or (Part(id=skill.id, name=skill.name, status=standing.status),)
    return SpecializationFinding(
        id=skill.id,
        name=skill.name,
        status=standing.status,
        progress=_rounded(Fraction(sum(part.status in BACKED for part in parts), len(parts))),
        parts=tuple(PartFinding(id=part.id, status=part.status) for part in standing.parts),
        skills=tuple(_finding(career.skills_by_id[leaf], standings[leaf], steps) for leaf in career.leaves(skill.id)),
    )


def _credential(held: HeldCredential) -> CredentialFinding:
    return CredentialFinding(name=held.name, id=held.id, status=held.status, expires=str(held.expires) if held.expires else None)


def _warn(problem: Diagnostic) -> Warn:
    place = problem.place
    return Warn(code=problem.code, message=problem.message, path=problem.path, line=place.line if place else 0, column=place.column if place else 0)


# What to do ----------------------------------------------------------------------------------------------------------------


class _Steps:
    """Finds what would close a gap, most fitting first: a renewal, a date, proof for a claim, a sign-off, a credential."""

    def __init__(self, profile: Profile, career: Career, assessment: Assessment) -> None:
        self.profile, self.career, self.assessment = profile, career, assessment
        self.standings = assessment.standings

    def plan(self, counted: list[str]) -> list[NextStep]:
        """The steps for the skills that count, those that close most first; each gap is closed once."""
        open_skills = [skill for skill in counted if not self.standings[skill].backed]
        offers = [step for held in self.assessment.credentials if (step := self._mend(held, open_skills))]
        offers += self._earn(open_skills)
        for skill in open_skills:
            step = self.advise(skill)
            shown = [name for gap in self._gaps(skill) for name in (gap, *self.career.skills_by_id[gap].implies)]
            closes = tuple(other for other in open_skills if other == skill or self._would_back(other, shown))
            offers.append(NextStep(text=step.text, why=step.why, closes=closes))
        plan: list[NextStep] = []
        closed: set[str] = set()
        for step in sorted(offers, key=lambda one: -len(one.closes)):
            if not closed.issuperset(step.closes) or step.closes == ():
                plan.append(step)
                closed.update(step.closes)
        soon = [step for held in self.assessment.credentials if held.status == "expiring" for step in [self._keep(held)]]
        return soon + plan

    def advise(self, skill: str) -> NextStep:
        """What to do about one skill that is not backed."""
        for held in self.assessment.credentials:
            step = self._mend(held, [skill])
            if step and skill in step.closes:
                return step
        gaps = self._gaps(skill)
        if not gaps:
            return self._require(skill)
        words = _listed([self._words(gap) for gap in gaps])
        if all(self.standings[gap].status == "claimed" for gap in gaps):
            return NextStep(text=f"Back up {words}: {self._proofs(gaps)}", why=self._why(gaps), closes=(skill,))
        return NextStep(text=f"Show {words}: {self._ways(gaps)}", why=self._why(gaps), closes=(skill,))

    def _mend(self, held: HeldCredential, open_skills: list[str]) -> NextStep | None:
        """Renewing an expired credential, or dating an undated one, if that closes or keeps anything."""
        credential = self.career.credentials_by_id.get(held.id or "")
        if credential is None or held.status not in ("expired", "unknown"):
            return None
        requirements = {skill.id for skill in self.career.skills if skill.requires and credential.id in skill.requires.credentials}
        closes = tuple(skill for skill in open_skills if self._would_back(skill, credential.evidences, met=skill in requirements))
        if held.status == "expired":
            if not self._is_renewable(held):
                return None
            evidences = [self._words(skill) for skill in credential.evidences]
            why = f"it would verify {_listed(evidences[:3] + (['more'] if len(evidences) > 3 else []))}" if evidences else "an expired credential verifies nothing"
            return NextStep(text=f"Renew {held.name}: it expired {held.expires}", why=why, closes=closes)
        shown = next((one for standing in self.standings.values() for one in standing.evidence if one.path == held.path and one.line), None)
        line = f", {self._in_line(shown)}" if shown else ""
        return NextStep(text=f"Add the expiry date of {held.name}{line}", why="without it the credential verifies nothing", closes=closes)

    def _earn(self, open_skills: list[str]) -> list[NextStep]:
        """The new credentials that would close the most gaps at once, if any closes several."""
        closing: dict[tuple[str, ...], list[str]] = {}
        for one in self.career.credentials:
            if one.kind == "certification" and one.verified and not one.retired:
                closes = tuple(skill for skill in open_skills if self._would_back(skill, one.evidences))
                closing.setdefault(closes, []).append(one.letters or one.name)
        best = max(closing, key=len, default=())
        if len(best) < 2:
            return []
        names = list(dict.fromkeys(closing[best]))
        text = f"Earn {', '.join(names[:3])} or another" if len(names) > 3 else f"Earn {_listed(names, 'or')}"
        why = f"{'each' if len(names) > 1 else 'it'} would verify {counted(len(best), 'skill')} of the skill map"
        return [NextStep(text=text, why=why, closes=best)]

    def _is_renewable(self, held: HeldCredential) -> bool:
        """Whether renewing makes sense: it is still issued, and no valid one of its kind is held beside it."""
        credential = self.career.credentials_by_id.get(held.id or "")
        return credential is not None and not credential.retired and not any(other.id == held.id and other.valid for other in self.assessment.credentials)

    def _keep(self, held: HeldCredential) -> NextStep:
        credential = self.career.credentials_by_id.get(held.id or "")
        renewal = credential.renewal if credential else None
        units = f" It asks for {renewal.units:g} {renewal.unit or 'units'}." if renewal and renewal.units else ""
        standing = sum(1 for one in self.standings.values() if not one.parts and one.evidence and one.evidence[0].path == held.path)
        kept = f"it stands behind {counted(standing, 'skill')}." if standing else "an expired credential verifies nothing."
        return NextStep(text=f"Renew {held.name} before {held.expires}", why=kept + units, closes=())

    def _gaps(self, skill: str) -> list[str]:
        """The skills without parts that keep `skill` from being backed; of alternatives none, once one is backed."""
        one = self.career.skills_by_id[skill]
        if not one.parts:
            return [] if self.standings[skill].backed else [skill]
        alternatives = () if any(self.standings[part].backed for part in one.any_of) else one.any_of
        return list(dict.fromkeys(gap for part in (*one.all_of, *alternatives) for gap in self._gaps(part)))

    def _would_back(self, skill: str, verified: Iterable[str], met: bool = False) -> bool:
        """Whether `skill` would be backed if these skills were verified, and its requirement met or as it is."""
        verified = set(verified)

        def status(name: str, top: bool) -> Status:
            one = self.career.skills_by_id[name]
            if name in verified:
                return "verified"
            if not one.parts and not one.requires:
                return self.standings[name].status
            parts = [status(part, False) for part in one.all_of]
            if one.any_of:
                parts.append("verified" if any(status(part, False) in BACKED for part in one.any_of) else "missing")
            if one.requires:
                now = next(part.status for part in self.standings[name].parts if part.id == one.requires.id)
                parts.append("verified" if top and met else now)
            return decide(parts)

        return status(skill, True) in BACKED

    def _require(self, skill: str) -> NextStep:
        """What to do where only a required credential is missing."""
        one = self.career.skills_by_id[skill]
        if one.requires is None:
            return NextStep(text=f"Show {one.name}", why="nothing in the profile shows it", closes=(skill,))
        names = [self.career.credentials_by_id[name].name for name in one.requires.credentials[:3]]
        more = " or another" if len(one.requires.credentials) > 3 else ""
        within = one.requires.within_months
        text = f"Add {one.requires.name}" if within else f"Earn {one.requires.name}: {_listed(names, 'or') if not more else ', '.join(names) + more}"
        return NextStep(text=text, why=f"the rest of {one.name} is backed", closes=(skill,))

    def _proofs(self, gaps: list[str]) -> str:
        """How claimed skills can be backed."""
        if all(self.career.skills_by_id[gap].trait for gap in gaps):
            return "say so in a line about your work, or quote a letter that does"
        claims = [one for gap in gaps for one in self.standings[gap].evidence if one.path.startswith("skills[") and one.line]
        document = f"add hours or a certificate {self._in_line(claims[0])}, or " if claims else ""
        return document + self._sign_off(gaps)

    def _ways(self, gaps: list[str]) -> str:
        """How skills that nothing shows can be shown."""
        if all(self.career.skills_by_id[gap].trait for gap in gaps):
            return "say so in a line about your work, or quote a letter that does"
        it = "it" if len(gaps) == 1 else "them"
        return f"{self._sign_off(gaps)}, take a documented course, or add a line about work that shows {it}"

    def _sign_off(self, gaps: list[str]) -> str:
        """Whom to ask for a sign-off: the supervisor of an externship that is not long over."""
        it = "it" if len(gaps) == 1 else "them"
        today = self.assessment.as_of
        for externship in reversed(self.profile.externships):
            last = (externship.end or externship.start).last_day()
            if externship.start.first_day() <= today <= days_later(last, RECENT_DAYS):
                who = externship.supervisor.name if externship.supervisor else "your supervisor"
                return f"ask {who} at {externship.site} to sign {it} off"
        return f"have {it} signed off"

    def _why(self, gaps: list[str]) -> str:
        """What the gaps are, in words."""
        reasons = []
        for status, words in (("claimed", "only claimed"), ("lapsed", "proved only by what has expired")):
            names = [gap for gap in gaps if self.standings[gap].status == status]
            if names:
                line = self.standings[names[0]].evidence[0]
                where = f", {self._in_line(line)}" if len(names) == 1 and line.line else ""
                reasons.append(f"{_listed([self._words(gap) for gap in names])} {'is' if len(names) == 1 else 'are'} {words}{where}")
        missing = [gap for gap in gaps if self.standings[gap].status == "missing"]
        if missing:
            covering = [held.name for held in self.assessment.credentials if held.valid and held.id and any(gap in self.career.credentials_by_id[held.id].covers for gap in missing)]
            names = [self._words(gap) for gap in missing]
            reasons.append("nothing in the profile shows " + ("it" if len(gaps) == 1 else "them" if missing == gaps else _listed(names)))
            if covering:
                reasons.append(f"{covering[0]} asks about {'it' if len(missing) == 1 else 'them'}, which is no proof of doing")
        return "; ".join(reasons)

    @staticmethod
    def _in_line(evidence: Evidence) -> str:
        file, _, line = evidence.where.rpartition(":")
        return f"in line {line}" + (f" of {file}" if file else "")

    def _words(self, skill: str) -> str:
        """A skill's name within a sentence."""
        name = self.career.skills_by_id[skill].name
        first = name.split(" ", 1)[0]
        return name if any(char.isupper() for char in first[1:]) else name[:1].lower() + name[1:]


def _listed(texts: list[str], word: str = "and") -> str:
    texts = list(dict.fromkeys(texts))
    if len(texts) < 2:
        return "".join(texts)
    comma = "," if len(texts) > 2 or any(f" {word} " in text for text in texts) else ""
    return f"{', '.join(texts[:-1])}{comma} {word} {texts[-1]}"


# The outline ---------------------------------------------------------------------------------------------------------------


def _outline(report: SkillGapReport, details: _Details) -> list[Block]:
    required = [skill for group in report.groups if group.required for skill in group.skills]
    backed = sum(skill.status in BACKED for skill in required)
    answer = f"{backed} of {len(required)} required skills are backed"
    if details.chosen:
        chosen = next(path for path in report.specializations if path.name == details.chosen)
        answer += f"; the chosen path, {chosen.name}, is {chosen.status}"
    blocks: list[Block] = [
        Heading(text=f"{details.person}: skill-gap check", level=1),
        Paragraph(line=Span(f"{details.career}, as of {report.as_of}", "soft")),
        Paragraph(line=answer + ".", lead=True),
    ]
    blocks.append(Heading(text="Next steps"))
    if report.next_steps:
        blocks.append(Bullets(items=tuple(Item(line=step.text, why=_why(step, report)) for step in report.next_steps), numbered=True))
    else:
        blocks.append(Paragraph(line="Nothing is missing. Keep the profile up to date."))
    blocks.append(Heading(text="Skill map"))
    for group in report.groups:
        about = f"{group.name}: {group.backed} of {group.total} backed" + ("" if group.required else ", paths to choose from")
        blocks.append(Table(title=about, columns=("Skill", "Status", "What decides it", "Line"), rows=tuple(_row(skill) for skill in group.skills)))
    if report.credentials:
        rows: tuple[tuple[Line, ...], ...] = tuple((one.name, Span(one.status.replace("-", " "), _CREDENTIAL_TONES[one.status]), one.expires or "") for one in report.credentials)
        blocks.append(Heading(text="Credentials"))
        blocks.append(Table(columns=("Credential", "Status", "Until"), rows=rows))
    blocks.append(Facts(pairs=(("Years of work in this career", f"{report.experience_years:g}"),)))
    if report.warnings:
        blocks.append(Heading(text="Warnings"))
        blocks.append(Bullets(items=tuple(Item(line=_warning_line(one, problem), why=problem.hint) for one, problem in zip(report.warnings, details.problems, strict=True))))
    return blocks


_CREDENTIAL_TONES: dict[str, Tone] = {"current": "good", "expiring": "warn", "expired": "bad", "no-expiry": "good", "unknown": "warn"}


def _why(step: NextStep, report: SkillGapReport) -> Line:
    names = {skill.id: skill.name for group in report.groups for skill in group.skills}
    closes = "; closes " + _listed([names[skill] for skill in step.closes]) if len(step.closes) > 1 else ""
    return Span(step.why + closes, "soft")


def _row(skill: SkillFinding) -> tuple[Line, ...]:
    # Where the parts differ, the weakest decides.
    evidence = next((one for one in skill.evidence if one.strength == skill.status), skill.evidence[0] if skill.evidence else None)
    decides = evidence.text if evidence else ""
    if skill.status == "partial" and skill.parts:
        lacking = [part.id for part in skill.parts if part.status not in BACKED]
        decides = f"lacks {_listed([name.replace('-', ' ') for name in lacking])}" + (f"; {decides}" if decides else "")
    return skill.name, Span(skill.status, _TONES[skill.status]), decides, evidence.where if evidence else ""


def _warning_line(one: Warn, problem: Diagnostic) -> Line:
    where = f" (line {one.line})" if one.line else ""
    return Span(f"{problem.message}{where}", "warn")
