"""The skill-gap check: what of the career's skill map is backed, which demands are met, what to do next.

In: a profile, its career, its assessment. Out: a `SkillGapReport`, whose fields in order are its JSON and whose outline is
everything else. Must not assess or judge anything itself, touch a file, or name a skill, a credential or a career.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from resumekit.blocks import Block, Bullets, Card, Cards, Facts, Heading, Item, Line, Meter, Paragraph, Picture, Span, Table, Tone
from resumekit.career import Career, CareerSkill
from resumekit.demands import Demand
from resumekit.diagnostics import Diagnostic
from resumekit.evidence import BACKED, Assessment, Evidence, Part, Standing, Status
from resumekit.holdings import HeldCredential
from resumekit.profile import Profile
from resumekit.readiness import SHOWN, Readiness, Shown, Supporting, Ticked, TierFinding, Verdict, listed, years_in_words
from resumekit.schema import suggestion
from resumekit.steps import Gap, NextStep, Steps

_TONES: dict[str, Tone] = {"verified": "verified", "practised": "practised", "partial": "partial", "claimed": "claimed", "lapsed": "lapsed", "missing": "missing"}


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
    tiers: tuple[TierFinding, ...]
    experience_years: float
    credentials: tuple[CredentialFinding, ...]
    portfolio: tuple[Ticked, ...]
    next_steps: tuple[NextStep, ...]
    warnings: tuple[Warn, ...]
    _details: "_Details"

    @property
    def backed(self) -> int:
        """How many of the `coverage.total` skills are backed."""
        return self._details.backed

    def backed_share(self) -> float:
        """The share of `coverage.backed`, not rounded: what gates compare."""
        return self.backed / (self.coverage.total or 1)

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The warnings with their places."""
        return self._details.problems

    def brief(self) -> "SkillGapReport":
        """The same report, with an outline that fits a screen."""
        return replace(self, _details=replace(self._details, brief=True))

    def outline(self) -> list[Block]:
        """The report as blocks: the answer, the next steps, then what they rest on."""
        return _brief(self, self._details) if self._details.brief else _outline(self, self._details)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Details:
    """What the outline needs beside the report's own fields.

    `backed`: how many of the skills that count are; `tier` and `chosen`: the ids that were asked for, or empty; `added`:
    whether the chosen path counts beside the required skills.
    """

    backed: int = 0
    problems: tuple[Diagnostic, ...] = ()
    person: str = ""
    career: str = ""
    tier: str = ""
    chosen: str = ""
    added: bool = False
    brief: bool = False


def check(profile: Profile, career: Career, assessment: Assessment, *, tier: str | None = None, specialization: str | None = None, problems: Iterable[Diagnostic] | None = None) -> SkillGapReport:
    """Measure a profile against its career. `specialization` counts in the coverage; without it, the profile's goal does.

    `problems`: what reading the profile found, for what the career asks of its privacy; without them nothing counts as private.
    Raise `UnknownNameError` for a tier or specialization that the career does not have.
    """
    goal = profile.goal
    paths = {skill.id: skill for skill in career.specializations}
    level = tier or (goal.tier if goal else None)
    _known(level, [one.id for one in career.tiers], "tier")
    chosen = specialization or (goal.specialization if goal else None)
    _known(chosen, paths, "specialization")

    standings = assessment.standings
    steps = Steps(profile, career, assessment)
    readiness = Readiness(profile, career, assessment, problems)
    counted = [skill for group in career.groups if group.required for skill in group.skills]
    added = bool(chosen) and chosen not in counted
    if chosen and added:
        counted.append(chosen)
    groups = []
    for group in career.groups:
        findings = tuple(_finding(career.skills_by_id[skill], standings[skill], steps) for skill in group.skills)
        in_group = sum(one.status in BACKED for one in findings)
        groups.append(GroupFinding(id=group.id, name=group.name, required=group.required, backed=in_group, total=len(findings), skills=findings))
    total = len(counted)
    backed = sum(standings[skill].backed for skill in counted)
    shown_share = Fraction(sum(standings[skill].status in SHOWN for skill in counted), total or 1)
    tiers = readiness.tiers()
    portfolio = readiness.judged(career.portfolio)
    gaps = [*_tier_gaps(next((one for one in tiers if one.id == level), None)), *_gaps("portfolio", portfolio), *_gaps("advice", readiness.judged(career.advice))]
    found = (*assessment.problems, *readiness.shortfalls(), *readiness.mistakes())
    return SkillGapReport(
        format=1,
        career=career.id,
        as_of=assessment.as_of.isoformat(),
        coverage=Coverage(backed=_rounded(Fraction(backed, total or 1)), shown=_rounded(shown_share), total=total),
        groups=tuple(groups),
        supporting=readiness.supporting(),
        specializations=tuple(_path(skill, career, standings, steps) for skill in career.specializations),
        tiers=tiers,
        experience_years=_rounded(assessment.years),
        credentials=tuple(_credential(held) for held in assessment.credentials),
        portfolio=tuple(Ticked(id=one.id, text=one.text, met=bool(verdict and verdict.met), detail=verdict.detail if verdict else one.note or "") for one, verdict in portfolio),
        next_steps=tuple(steps.plan(counted, gaps)),
        warnings=tuple(_warn(problem) for problem in found),
        _details=_Details(backed=backed, problems=found, person=profile.person.name, career=career.name, tier=level or "", chosen=chosen or "", added=added),
    )


def _tier_gaps(tier: TierFinding | None) -> Iterable[Gap]:
    """What the tier that is asked for lacks."""
    if tier is not None:
        for requirement, verdict in zip(tier.requirements, tier.verdicts, strict=True):
            if not verdict.met:
                yield Gap(source="tier", label=f"the {_called(tier.id)} tier", text=requirement.text, verdict=verdict)


def _gaps(source: str, demands: Iterable[tuple[Demand, Verdict | None]]) -> Iterable[Gap]:
    """The demands that are not met; advice that no profile shows is said all the same."""
    for demand, verdict in demands:
        if (verdict and not verdict.met) or (verdict is None and source == "advice"):
            noun = "the portfolio checklist" if source == "portfolio" else "the career's advice"
            yield Gap(source=source, label=f"{noun} ({_called(demand.id)})", text=demand.step or demand.text, verdict=verdict, demand=demand)


def _called(id_: str) -> str:
    return id_.replace("-", " ")


def _known(name: str | None, names: Iterable[str], noun: str) -> None:
    names = list(names)
    if name is not None and name not in names:
        raise UnknownNameError(f"the career has no {noun} {name}", suggestion(name, names))


def _rounded(value: Fraction | float) -> float:
    """To two places, halves up: what a reader expects of 0.125."""
    return int(Fraction(value).limit_denominator(1_000_000) * 100 + Fraction(1, 2)) / 100


def _finding(skill: CareerSkill, standing: Standing, steps: Steps) -> SkillFinding:
    return SkillFinding(
        id=skill.id,
        name=skill.name,
        status=standing.status,
        evidence=standing.evidence,
        parts=tuple(PartFinding(id=part.id, status=part.status) for part in standing.parts),
        advice=None if standing.backed else steps.advise(skill.id).text,
    )


def _path(skill: CareerSkill, career: Career, standings: dict[str, Standing], steps: Steps) -> SpecializationFinding:
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


# The outline ---------------------------------------------------------------------------------------------------------------


def _outline(report: SkillGapReport, details: _Details) -> list[Block]:
    """Everything, with all evidence."""
    blocks = _opening(report, details)
    blocks += _to_do(report)
    blocks.append(Heading(text="Skill map"))
    blocks.append(Picture(draw=lambda across: _picture(report, details, across)))
    for group in report.groups:
        about = f"{group.name}: {group.backed} of {group.total} backed" + ("" if group.required else ", paths to choose from")
        blocks.append(Table(title=about, columns=("Skill", "Status", "What stands behind it", "Line"), rows=tuple(row for skill in group.skills for row in _rows(skill))))
    if report.tiers:
        blocks.append(Heading(text="Tiers"))
        blocks.append(Cards(cards=tuple(_card(tier) for tier in report.tiers)))
    if report.portfolio:
        ticked = sum(one.met for one in report.portfolio)
        blocks.append(Heading(text=f"Portfolio checklist: {ticked} of {len(report.portfolio)}"))
        rows: list[tuple[Line, ...]] = [(one.text, Span("there", "good") if one.met else Span("missing", "bad"), one.detail) for one in report.portfolio]
        blocks.append(Table(columns=("What it should hold", "There", "Why"), rows=tuple(rows)))
    if report.credentials:
        held: list[tuple[Line, ...]] = [(one.name, Span(_called(one.status), _CREDENTIAL_TONES[one.status]), one.expires or "") for one in report.credentials]
        blocks.append(Heading(text="Credentials"))
        blocks.append(Table(columns=("Credential", "Status", "Until"), rows=tuple(held)))
    blocks.append(Facts(pairs=(("Work in this career", years_in_words(report.experience_years)),)))
    supporting = [(name, getattr(report.supporting, key)) for key, name in _SUPPORTING]
    if any(shown for _, shown in supporting):
        blocks.append(Heading(text="Supporting skills"))
        for name, shown in supporting:
            if shown:
                backed = sum(one.status in BACKED for one in shown)
                blocks.append(Table(title=f"{name}: {backed} of {len(shown)} backed", columns=("Skill", "Status", "What stands behind it", "Line"), rows=tuple(_support(one) for one in shown)))
    if report.warnings:
        blocks.append(Heading(text="Warnings"))
        blocks.append(Bullets(items=tuple(Item(line=_warning_line(one), why=problem.hint) for one, problem in zip(report.warnings, details.problems, strict=True))))
    return blocks


def _to_do(report: SkillGapReport, most: int | None = None) -> list[Block]:
    """The next steps, `most` of them each with one line of reasons, and the advice that is always said."""
    scored = [step for step in report.next_steps if step.also or step.closes or step.source != "advice"]
    said = [step.text for step in report.next_steps if step not in scored]
    blocks: list[Block] = [Heading(text="Next steps")]
    if scored:
        blocks.append(Bullets(items=tuple(Item(line=step.text, why=_why(step, report)) for step in scored[:most]), numbered=True, fit=most is not None))
    else:
        blocks.append(Paragraph(line=_NOTHING))
    rest = len(scored) - (most or len(scored))
    notes = [f"{rest} more with --verbose."] if rest > 0 else []
    notes += [f"Always: {'; '.join(said)}."] if said else []
    return [*blocks, Paragraph(line=Span(" ".join(notes), "soft"))] if notes else blocks


def _brief(report: SkillGapReport, details: _Details) -> list[Block]:
    """What fits a screen: the answer, the steps that tell most, a line for everything else."""
    blocks = _opening(report, details)
    blocks += _to_do(report, MOST_STEPS)
    blocks.append(Heading(text="Skill map"))
    for group in report.groups:
        if group.required:
            about = f"{group.name}: {group.backed} of {group.total} backed"
            blocks.append(Table(title=about, columns=("", "", "", ""), rows=tuple((_short(skill.name), *_row(skill)[1:]) for skill in group.skills), fit=True))
    lines: list[tuple[str, Line]] = []

    def add(name: str, values: Iterable[Line]) -> None:
        lines.extend((name if at == 0 else "", value) for at, value in enumerate(values))

    add("Paths", (_path_line(path, path.id == details.chosen) for path in report.specializations))
    add("Tiers", _tier_lines(report.tiers))
    if report.portfolio:
        missing = [_called(one.id) for one in report.portfolio if not one.met]
        add("Portfolio", [f"{len(report.portfolio) - len(missing)} of {len(report.portfolio)}" + (f"; missing: {', '.join(missing)}" if missing else "")])
    urgent = sorted(report.credentials, key=lambda one: list(_CREDENTIAL_TONES).index(one.status))
    hidden = [one.status for one in urgent[MOST_CREDENTIALS:]]
    kinds = ", ".join(f"{hidden.count(status)} {_called(status)}" for status in dict.fromkeys(hidden))
    add("Credentials", [*(_credential_line(one) for one in urgent[:MOST_CREDENTIALS]), *([Span(f"{len(hidden)} more with --verbose: {kinds}", "soft")] if hidden else [])])
    add("Work", [f"{years_in_words(report.experience_years)} in this career"])
    # What the next steps or the credentials say already is not said again.
    known = {problem.path for problem in details.problems if problem.code in _SAID}
    told = [one for one in report.warnings if one.code not in _SAID and one.path not in known]
    blocks.append(Facts(pairs=tuple(lines), fit=True))
    watch: list[Line] = [_warning_line(one) for one in told[:MOST_WARNINGS]]
    watch += [Span(f"{len(told) - MOST_WARNINGS} more with --verbose", "soft")] if len(told) > MOST_WARNINGS else []
    if watch:
        blocks.append(Facts(pairs=tuple(("" if at else "Watch", line) for at, line in enumerate(watch))))
    return blocks


MOST_STEPS, MOST_WARNINGS, MOST_CREDENTIALS = 4, 3, 5
"""How many of them the brief outline shows."""
_NOTHING = "Nothing is missing. Keep the profile up to date."
_SAID = ("credential-expired", "credential-expiring")
_SUPPORTING = (("tech_skills", "Technical skills"), ("soft_abilities", "Abilities"), ("tech_stack", "Tools"), ("other", "Also shown"))
_CREDENTIAL_TONES: dict[str, Tone] = {"expired": "bad", "expiring": "warn", "unknown": "warn", "current": "good", "no-expiry": "good"}
"""How each status of a credential is shown, the most urgent first."""


def _answer(report: SkillGapReport, details: _Details) -> str:
    """How many of the skills that count are backed, in words; gates and pictures speak of the same figure."""
    many = details.backed != 1
    return f"{details.backed} of {report.coverage.total} required skills {'are' if many else 'is'} backed"


def _opening(report: SkillGapReport, details: _Details) -> list[Block]:
    """The title, and the answer in a sentence."""
    answer = _answer(report, details) + (", counting the chosen path" if details.added else "")
    aims = []
    if details.tier:
        tier = next(tier for tier in report.tiers if tier.id == details.tier)
        missing = sum(not one.met for one in tier.requirements)
        answer += f"; the {_called(tier.id)} tier is met" if tier.met else f"; the {_called(tier.id)} tier lacks {missing} of {len(tier.requirements)} demands"
        aims.append(f"{_called(details.tier)} tier")
    if details.chosen:
        aims.append(next(path.name for path in report.specializations if path.id == details.chosen))
    return [
        Heading(text=f"{details.person}: skill-gap check", level=1),
        Paragraph(line=Span(", ".join((details.career, *aims, f"as of {report.as_of}")), "soft")),
        Paragraph(line=answer + ".", lead=True),
        Meter(done=details.backed, total=report.coverage.total),
    ]


def _why(step: NextStep, report: SkillGapReport) -> Line:
    names = {skill.id: skill.name for group in report.groups for skill in group.skills}
    closes = [_short(names[skill]) for skill in step.closes if skill in names]
    parts = [step.why.rstrip(".")] if step.why else []
    parts += [f"closes {listed(closes)}"] if len(closes) > 1 else []
    parts += [f"for {listed(list(step.also))}"] if step.also else []
    return Span("; ".join(parts), "soft")


def _row(skill: SkillFinding) -> tuple[Line, ...]:
    evidence = _deciding(skill)
    decides = evidence.text if evidence else ""
    if skill.status == "partial" and skill.parts:
        lacking = [part.id for part in skill.parts if part.status not in BACKED]
        decides = f"lacks {listed([_called(name) for name in lacking])}" + (f"; {decides}" if decides else "")
    return skill.name, Span(skill.status, _TONES[skill.status]), decides, evidence.where if evidence else ""


def _rows(skill: SkillFinding) -> list[tuple[Line, ...]]:
    """A skill and all its evidence, what decides first."""
    rest = [one for one in skill.evidence if one is not _deciding(skill)]
    return [_row(skill), *(("", Span(one.strength, _TONES[one.strength]), one.text, one.where) for one in rest)]


def _deciding(finding: SkillFinding | Shown) -> Evidence | None:
    """Where the parts differ, the weakest decides."""
    return next((one for one in finding.evidence if one.strength == finding.status), finding.evidence[0] if finding.evidence else None)


def _support(one: Shown) -> tuple[Line, ...]:
    evidence = _deciding(one)
    return one.name, Span(one.status, _TONES[one.status]), evidence.text if evidence else "", evidence.where if evidence else ""


def _path_line(path: SpecializationFinding, chosen: bool) -> Line:
    count = f", {sum(part.status in BACKED for part in path.parts)} of {len(path.parts)} parts" if len(path.parts) > 1 and path.status not in BACKED else ""
    return _short(path.name) + (" (chosen): " if chosen else ": "), Span(path.status, _TONES[path.status]), count


def _credential_line(one: CredentialFinding) -> Line:
    until = " until" if one.status == "current" else ""
    return f"{one.name}: ", Span(_called(one.status), _CREDENTIAL_TONES[one.status]), f"{until} {one.expires}" if one.expires else ""


def _tier_lines(tiers: Iterable[TierFinding]) -> list[Line]:
    """Those that are met together, then each other one with what it lacks."""
    lines: list[Line] = []
    met = [_called(tier.id) for tier in tiers if tier.met]
    if met:
        lines.append((listed([met[0].capitalize(), *met[1:]]) + ": ", Span("met", "good")))
    for tier in tiers:
        if not tier.met:
            missing = [one.text for one in tier.requirements if not one.met]
            lacks = "; ".join(text[:1].lower() + text[1:] if text[1:2].islower() else text for text in missing)
            lines.append(f"{_called(tier.id).capitalize()}: {len(missing)} of {len(tier.requirements)} missing: {lacks}")
    return lines


def _card(tier: TierFinding) -> Card:
    missing = sum(not one.met for one in tier.requirements)
    about = "met" if tier.met else f"{missing} of {len(tier.requirements)} missing"
    items = tuple((one.met, (one.text, Span(f": {one.detail}", "soft")) if one.detail else one.text) for one in tier.requirements)
    return Card(title=f"{tier.name}: {about}", reached=tier.met, items=items)


def _short(name: str) -> str:
    """A name without what stands in brackets at its end."""
    return re.sub(r"\s*\([^()]*\)\Z", "", name)


def _warning_line(one: Warn) -> Line:
    where = f" (line {one.line})" if one.line and "line " not in one.message else ""
    return Span(f"{one.message}{where}", "warn")


def _picture(report: SkillGapReport, details: _Details, across: int) -> str:
    from resumekit.charts import Column, Mark, skill_map

    columns = []
    for group in report.groups:
        chosen = next((_short(skill.name) for skill in group.skills if skill.id == details.chosen), "")
        note = f"{group.backed} of {group.total} backed" if group.required else f"chosen: {chosen}" if chosen else "paths to choose from"
        marks = tuple(Mark(name=_short(skill.name), status=skill.status, on=skill.status in BACKED) for skill in group.skills)
        columns.append(Column(title=group.name, note=note, marks=marks))
    title = f"Skill map of {details.person}: {_answer(report, details)}"
    spoken = ". ".join(f"{group.name}: " + ", ".join(f"{_short(skill.name)} {skill.status}" for skill in group.skills) for group in report.groups)
    return skill_map(columns, title=title, description=f"{spoken}.", across=across)
