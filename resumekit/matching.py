"""A profile held against a job posting: what is asked, what of it stands behind the profile, which variant suits it best.

In: a profile, its career, its assessment, what a posting asks (`Asked`), the assessments of its variants. Out: a `MatchReport`,
whose fields in order are its JSON and whose outline is everything else. Must not read a posting, assess anything itself or
touch a file, nor name a skill, a credential or a career.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from resumekit.asked import Asked, AskedCredential, AskedSchooling, AskedSkill
from resumekit.blocks import Block, Bullets, Facts, Heading, Item, Line, Meter, Paragraph, Span, Table, Tone
from resumekit.career import Career
from resumekit.evidence import BACKED, Assessment, Evidence, Status
from resumekit.holdings import HeldCredential, describe, short
from resumekit.posting import Trade
from resumekit.profile import Profile
from resumekit.readiness import SHOWN, listed
from resumekit.steps import NextStep, Steps

REQUIRED, PREFERRED = 2, 1
"""How much a thing counts that is required, and one that is preferred."""
_QUOTE = 44
_FEW_WORDS = 40
"""Fewer words than a posting has."""
Has = Literal["current", "expired", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillMatch:
    """A skill that is asked for: the posting's line and its text, and what stands behind it in the profile (best first)."""

    id: str
    name: str
    line: int
    text: str
    status: Status
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialMatch:
    """A credential that is asked for, and whether one that meets it is held; `any_of`: each of these does."""

    id: str
    name: str
    required: bool
    has: Has
    held: str | None
    line: int
    text: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsMatch:
    """Years of work: asked for (None if no number is), and had."""

    asked: float | None
    has: float
    line: int | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationMatch:
    """The least schooling that is asked for, and whether the profile has it."""

    id: str
    name: str
    has: bool
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantMatch:
    """How a variant suits the posting: the part of what is asked that its own page backs, and the part of its page's lines that shows it."""

    name: str
    score: float
    focus: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchReport:
    """The answer of `match`. `trade`: whose job it is; `score`: the part of what is asked that is backed, required counting double."""

    format: int
    posting: str
    title: str
    trade: Trade
    on_target: bool
    score: float
    required: tuple[SkillMatch, ...]
    preferred: tuple[SkillMatch, ...]
    lacking: tuple[str, ...]
    credentials: tuple[CredentialMatch, ...]
    experience_years: YearsMatch
    education: EducationMatch | None
    best_variant: str | None
    variants: tuple[VariantMatch, ...]
    next_steps: tuple[NextStep, ...]
    _details: "_Details"

    @property
    def is_bare(self) -> bool:
        """Whether the text is so short and says so little that it can hardly be a posting."""
        asked = self._details.asked
        is_asked = asked.skills or asked.credentials or asked.years or asked.schooling
        return not is_asked and not asked.posting.is_named and sum(line.text.count(" ") + 1 for line in asked.posting.lines) < _FEW_WORDS

    def outline(self) -> list[Block]:
        """The report as blocks: the answer, what to do, then what it rests on."""
        return _outline(self, self._details)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Details:
    """What the outline needs beside the report's own fields."""

    person: str
    career: str
    day: str
    asked: Asked


def match(
    profile: Profile,
    career: Career,
    assessment: Assessment,
    asked: Asked,
    *,
    variants: Mapping[str, Assessment] | None = None,
    schooling: Callable[[str], Iterable[str]] | None = None,
    posting: str = "",
) -> MatchReport:
    """Hold a profile against what a posting asks.

    `variants`: what each variant's page shows by itself; `schooling`: the degrees that a text names; `posting`: what to call it.
    """
    skills = [(_skill(one, career, assessment), one.required) for one in asked.skills]
    credentials = tuple(_credential(one, assessment) for one in asked.credentials)
    lacking = [one for one, _ in skills if one.status not in SHOWN]
    open_ = [one.id for one, _ in skills if one.status not in BACKED]
    scored = tuple(_variant(name, other, asked) for name, other in (variants or {}).items())
    best = max(scored, key=lambda one: (one.score, one.focus), default=None)
    years = asked.years
    return MatchReport(
        format=1,
        posting=posting,
        title=asked.posting.title,
        trade=asked.posting.trade,
        on_target=asked.posting.trade == "own",
        score=_rounded(_share(asked, assessment)),
        required=tuple(one for one, required in skills if required),
        preferred=tuple(one for one, required in skills if not required),
        lacking=tuple(one.id for one in lacking),
        credentials=credentials,
        experience_years=YearsMatch(asked=years.years if years else None, has=_rounded(Fraction(assessment.years)), line=years.line if years else None, text=years.text if years else None),
        education=_education(asked.schooling, profile, schooling) if asked.schooling else None,
        best_variant=best.name if best else None,
        variants=scored,
        next_steps=tuple(_steps(profile, career, assessment, open_, credentials)),
        _details=_Details(person=profile.person.name, career=career.name, day=assessment.as_of.isoformat(), asked=asked),
    )


# What is asked and had -----------------------------------------------------------------------------------------------------


def _skill(one: AskedSkill, career: Career, assessment: Assessment) -> SkillMatch:
    standing = assessment.standings[one.skill]
    return SkillMatch(id=one.skill, name=career.skills_by_id[one.skill].name, line=one.line, text=one.text, status=standing.status, evidence=standing.evidence)


def _held(one: AskedCredential, assessment: Assessment) -> HeldCredential | None:
    """The credential that meets a demand best: a valid one before an undated, that before an expired one."""
    ranks = {"current": 0, "no-expiry": 0, "expiring": 1, "unknown": 2, "expired": 3}
    return min((held for held in assessment.credentials if held.id in one.any_of), key=lambda held: ranks[held.status], default=None)


def _credential(one: AskedCredential, assessment: Assessment) -> CredentialMatch:
    held = _held(one, assessment)
    has: Has = "current" if held and held.valid else "expired" if held and held.status == "expired" else "no"
    return CredentialMatch(id=one.id, name=one.name, required=one.required, has=has, held=describe(held) if held else None, line=one.line, text=one.text, any_of=one.any_of)


def _education(one: AskedSchooling, profile: Profile, schooling: Callable[[str], Iterable[str]] | None) -> EducationMatch:
    enough = {one.id, *one.met_by}
    has = False
    for school in profile.education:
        text = ", ".join(part for part in (school.award, school.program, school.institution) if part)
        has = has or (schooling is not None and not enough.isdisjoint(schooling(text)))
    return EducationMatch(id=one.id, name=one.name, has=has, line=one.line, text=one.text)


def _share(asked: Asked, assessment: Assessment) -> Fraction:
    """The part of the skills and credentials asked that is backed, required counting double. 0 where nothing is asked."""
    total = backed = 0
    for skill in asked.skills:
        weight = REQUIRED if skill.required else PREFERRED
        total += weight
        backed += weight * assessment.standings[skill.skill].backed
    for one in asked.credentials:
        held = _held(one, assessment)
        weight = REQUIRED if one.required else PREFERRED
        total += weight
        backed += weight * bool(held and held.valid)
    return Fraction(backed, total or 1)


def _variant(name: str, shown: Assessment, asked: Asked) -> VariantMatch:
    wanted = {one.skill for one in asked.skills}
    lines = {one.path for standing in shown.standings.values() for one in standing.evidence}
    telling = {one.path for skill in wanted for one in shown.standings[skill].evidence}
    return VariantMatch(name=name, score=_rounded(_share(asked, shown)), focus=_rounded(Fraction(len(telling), len(lines) or 1)))


def _rounded(value: Fraction | float) -> float:
    """To two places, halves up."""
    return int(Fraction(value).limit_denominator(1_000_000) * 100 + Fraction(1, 2)) / 100


def _steps(profile: Profile, career: Career, assessment: Assessment, open_: list[str], credentials: Iterable[CredentialMatch]) -> Iterable[NextStep]:
    """The steps that close what is not backed: each once, those that close most first, then the credentials."""
    steps = Steps(profile, career, assessment).plan(open_)
    said = " ".join(step.text for step in steps)
    earned: list[NextStep] = []
    for one in credentials:
        known = [career.credentials_by_id[name] for name in one.any_of if name in career.credentials_by_id]
        held = next((held for held in assessment.credentials if held.id in one.any_of), None)
        if one.has == "current" or not known or (held and held.name in said):
            continue
        if held and one.has == "expired":
            text = f"Renew {held.name}: it expired {held.expires}"
        elif held:
            text = f"Add the expiry date of {held.name}"
        else:
            names = list(dict.fromkeys(each.letters for each in known if each.letters and not each.retired))
            text = f"Earn {one.name}" + (f": {', '.join(names[:3])} or another" if len(names) > 3 else f": {listed(names, 'or')}" if len(names) > 1 else "")
        # Who earns it needs no other step for the skills that it verifies.
        verified = set(known[0].evidences).intersection(*(each.evidences for each in known))
        closes = tuple(skill for step in steps for skill in step.closes if verified.issuperset(step.closes))
        steps = [step for step in steps if not step.closes or not verified.issuperset(step.closes)]
        earned.append(NextStep(text=text, why=f"{'required' if one.required else 'preferred'} in line {one.line} of the posting", closes=closes, source="credentials"))
    return [*steps, *earned]


# In words ------------------------------------------------------------------------------------------------------------------

_TONES: dict[str, Tone] = {"verified": "verified", "practised": "practised", "partial": "partial", "claimed": "claimed", "lapsed": "lapsed", "missing": "missing"}
_HAS: dict[str, Tone] = {"current": "good", "expired": "bad", "no": "warn"}


def _outline(report: MatchReport, details: _Details) -> list[Block]:
    title = report.title or report.posting
    blocks: list[Block] = [
        Heading(text=f"{details.person}: {short(title, 80) or 'job posting'}", level=1),
        Paragraph(line=Span(f"{details.career}, as of {details.day}" + (f", {short_name(report.posting)}" if report.posting and report.posting != title else ""), "soft")),
    ]
    if report.trade == "other" and not report.is_bare:
        blocks.append(Paragraph(line=Span(f"This posting is for another trade than {details.career.lower()}; only what any work asks for is compared.", "warn")))
    elif report.trade == "near":
        blocks.append(Paragraph(line=Span(f"This posting is for a neighbouring trade, not for a {details.career.lower()}.", "soft")))
    blocks.append(Paragraph(line=_UNREADABLE if report.is_bare else _answer(report), lead=True))
    asked = [*report.required, *report.preferred]
    if asked:
        blocks.append(Meter(done=sum(one.status in BACKED for one in asked), total=len(asked)))
    facts: list[tuple[str, Line]] = []
    for one in report.credentials:
        held = f", {one.held}" if one.held else ""
        facts.append(("Credential", (f"{one.name}, {'required' if one.required else 'preferred'}: ", Span(one.has, _HAS[one.has]), f"{held} (posting, line {one.line})")))
    years = report.experience_years
    if years.asked is not None:
        enough = years.has >= years.asked
        facts.append(("Years", (f"{years.asked:g} asked, ", Span(f"{years.has:g} had", "good" if enough else "bad"), f" (posting, line {years.line})")))
    else:
        facts.append(("Years", f"no number asked, {years.has:g} had"))
    if report.education:
        facts.append(("Schooling", (f"{report.education.name}: ", Span("there", "good") if report.education.has else Span("not in the profile", "warn"), f" (posting, line {report.education.line})")))
    facts += [("Variant", line) for line in _variant_line(report)]
    blocks.append(Facts(pairs=tuple(facts)))
    if report.next_steps:
        names = {one.id: one.name for one in asked}
        blocks.append(Heading(text="Next steps"))
        blocks.append(Bullets(items=tuple(Item(line=step.text, why=_why(step, names)) for step in report.next_steps), numbered=True))
    for heading, found in (("Required", report.required), ("Preferred", report.preferred)):
        if found:
            backed = sum(one.status in BACKED for one in found)
            rows = tuple((one.name, Span(one.status, _TONES[one.status]), f"{one.line}: {short(one.text, _QUOTE)}", *_proof(one)) for one in found)
            blocks.append(Heading(text=f"{heading}: {backed} of {len(found)} backed"))
            blocks.append(Table(columns=("Skill", "Status", "The posting's line", "What stands behind it", "Line"), rows=rows, fit=True))
    return blocks


_UNREADABLE = "This text asks for nothing that can be read; is it a job posting?"


def _answer(report: MatchReport) -> str:
    """The figure, and what it is."""
    if not (report.required or report.preferred or report.credentials):
        return "The posting asks for nothing that this career knows."
    parts = []
    for word, found in (("required", report.required), ("preferred", report.preferred)):
        if found:
            parts.append(f"{sum(one.status in BACKED for one in found)} of {len(found)} {word} skills")
    if report.credentials:
        parts.append(f"{sum(one.has == 'current' for one in report.credentials)} of {len(report.credentials)} credentials")
    double = ", what is required counting double" if report.preferred or any(not one.required for one in report.credentials) else ""
    return f"{report.score:.0%} of what is asked is backed{double}: {listed(parts)}."


def _variant_line(report: MatchReport) -> list[Line]:
    if not report.variants:
        return []
    if not (report.required or report.preferred or report.credentials):
        return ["nothing is asked that would tell them apart"]
    best = next(one for one in report.variants if one.name == report.best_variant)
    if not best.score:
        return ["the page of none backs anything of what is asked"]
    alike = [one.name for one in report.variants if one is not best and one.score == best.score]
    why = f" suits best: its page backs {best.score:.0%} of what is asked"
    if alike:
        why += f", as do those of {listed(alike)}" if len(alike) > 1 else f", as does that of {alike[0]}"
        same = [one.name for one in report.variants if one.name in alike and one.focus == best.focus]
        why += "; any of them will do" if same else f"; more of its lines are about it ({best.focus:.0%})"
    others = [f"{one.name} {one.score:.0%}" for one in report.variants if one is not best and one.name not in alike]
    return [(Span(best.name, "strong"), why, Span(f"; {', '.join(others)}" if others else "", "soft"))]


def _proof(one: SkillMatch) -> tuple[Line, Line]:
    evidence = next((each for each in one.evidence if each.strength == one.status), one.evidence[0] if one.evidence else None)
    return (evidence.text, evidence.where) if evidence else ("", "")


def _why(step: NextStep, names: Mapping[str, str]) -> Line:
    closes = [names[skill] for skill in step.closes if skill in names]
    parts = [step.why.rstrip(".")] if step.why else []
    parts += [f"closes {listed(closes)}"] if len(closes) > 1 else []
    return Span("; ".join(parts), "soft")


# Many postings -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchList:
    """Many postings for one profile, the best match first; those of another trade last."""

    format: int
    postings: tuple[MatchReport, ...]
    _person: str = ""

    def outline(self) -> list[Block]:
        """A row a posting."""
        rows: list[tuple[Line, ...]] = []
        mixed = any(one.trade != "own" for one in self.postings)
        for one in self.postings:
            skills = [*one.required, *one.preferred]
            backed = f"{sum(skill.status in BACKED for skill in skills)} of {len(skills)}"
            credentials = f"{sum(each.has == 'current' for each in one.credentials)} of {len(one.credentials)}" if one.credentials else "-"
            trade = {"own": "own", "near": "near", "other": "unknown" if one.is_bare else "another"}[one.trade]
            years = "-" if one.experience_years.asked is None else f"{one.experience_years.asked:g}"
            row = (short(one.title, 40) or "(no title)", f"{one.score:.0%}", backed, credentials, years, one.best_variant or "-")
            rows.append((*row, *([Span(trade, "soft")] if mixed else []), short_name(one.posting)))
        columns = ("Posting", "Backed", "Skills", "Credentials", "Years asked", "Variant", *(["Trade"] if mixed else []), "File")
        about = "Best first: the part of what a posting asks that is backed, what is required counting double."
        return [Heading(text=f"{self._person}: {len(rows)} postings", level=1), Paragraph(line=Span(about, "soft")), Table(columns=columns, rows=tuple(rows), fit=True)]


def short_name(path: str) -> str:
    """A file's name without its folders."""
    return path.replace("\\", "/").rpartition("/")[2]


def ranked(reports: Iterable[MatchReport], person: str) -> MatchList:
    """Many reports as one, best first."""
    order = {"own": 0, "near": 0, "other": 1}
    reports = sorted(reports, key=lambda one: (order[one.trade], not (one.required or one.preferred or one.credentials), -one.score, one.posting))
    return MatchList(format=1, postings=tuple(reports), _person=person)


__all__ = ["CredentialMatch", "EducationMatch", "MatchList", "MatchReport", "SkillMatch", "VariantMatch", "YearsMatch", "match", "ranked", "replace"]
