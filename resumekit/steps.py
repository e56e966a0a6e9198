"""What to do next: the steps that close the gaps of a profile, each gap once, those that close most first.

In: a profile, its career, its assessment, the demands that are not met. Out: `NextStep`s. Must not judge what is met, nor
name a skill, a credential or a career.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from resumekit.career import Career, Credential
from resumekit.dates import days_later
from resumekit.demands import Demand
from resumekit.evidence import BACKED, STATUSES, Assessment, Evidence, Status, counted, decide
from resumekit.holdings import HeldCredential
from resumekit.profile import Profile
from resumekit.readiness import Verdict, in_words, listed

RECENT_DAYS = 365
"""How long after its end the supervisor of an externship is still asked for a sign-off."""
_SOURCES = ("credentials", "skill map", "tier", "portfolio", "advice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A demand that is not met. `text` is what to do or what is asked for; `label` says in short what it is.

    `verdict`: None for what no profile shows, which is only said. `demand`: None for a tier's requirement.
    """

    source: str
    label: str
    text: str
    verdict: Verdict | None
    demand: Demand | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do, why, and which skills it closes.

    `source`: where it comes from: `credentials`, `skill map`, `tier`, `portfolio` or `advice`. `also`: the demands that it
    meets. `_shows` and `_credentials`, what someone has who did it, and `_keeps`, how many skills would be lost without it,
    are not part of its JSON.
    """

    text: str
    why: str
    closes: tuple[str, ...]
    source: str = "skill map"
    also: tuple[str, ...] = ()
    _shows: frozenset[str] = frozenset()
    _credentials: frozenset[str] = frozenset()
    _keeps: int = 0

    @property
    def weight(self) -> tuple[int, int, int]:
        """What is done first, smallest first: what closes or keeps most skills, then what meets most demands, then by its source."""
        return -len(self.closes) - self._keeps, -len(self.also), _SOURCES.index(self.source)

    @property
    def shows(self) -> frozenset[str]:
        """The skills that are shown once this is done, parts and what they imply included."""
        return self._shows

    def covers(self, gap: Gap) -> bool:
        """Whether who does this needs no other step for `gap`."""
        verdict = gap.verdict
        if verdict is None:
            return False
        if verdict.skills and (self._shows.issuperset(verdict.skills) if verdict.every else not self._shows.isdisjoint(verdict.skills)):
            return True
        return not self._credentials.isdisjoint(verdict.credentials)


def _initials(credential: Credential) -> str:
    """The short form at the end of a credential's name, issuer included, where it has one."""
    last = credential.name.rpartition(", ")[2]
    return last if last.endswith(")") else credential.name


def _bare(text: str) -> str:
    """A step's text without its full stop: steps are items of a list."""
    return text.removesuffix(".")


def _said(demand: Demand) -> NextStep:
    return NextStep(text=_bare(demand.text), why=demand.note or "", closes=(), source="advice")


class Steps:
    """Finds what would close a gap, most fitting first: a renewal, a date, proof for a claim, a sign-off, a credential."""

    def __init__(self, profile: Profile, career: Career, assessment: Assessment) -> None:
        self.profile, self.career, self.assessment = profile, career, assessment
        self.standings = assessment.standings

    def plan(self, counted: list[str], gaps: Iterable[Gap] = ()) -> list[NextStep]:
        """The steps for the skills that count and the demands that are not met, those that close most first; each gap is closed once."""
        gaps = list(gaps)
        soon = [self._keep(held) for held in self.assessment.credentials if held.status == "expiring" and self._can_be_kept(held)]
        steps = soon + self._for_skills(counted)
        for gap in gaps:
            if gap.verdict is None:
                continue
            covering = next((at for at, step in enumerate(steps) if step.covers(gap)), None)
            if covering is None and gap.verdict.every and gap.verdict.skills:
                # Several steps may do together what none does alone.
                together = [at for at, step in enumerate(steps) if not step.shows.isdisjoint(gap.verdict.skills)]
                if set().union(*(steps[at].shows for at in together)).issuperset(gap.verdict.skills):
                    covering = together[0]
            if covering is None:
                steps.append(self._for_demand(gap, gap.verdict))
            else:
                steps[covering] = replace(steps[covering], also=(*steps[covering].also, gap.label))
        said = [_said(gap.demand) for gap in gaps if gap.verdict is None and gap.demand]
        return [*sorted(steps, key=lambda step: step.weight), *said]

    def mend(self, verdict: Verdict) -> str:
        """What to do about the held credentials that a demand found wanting; empty where it is about none that can be mended."""
        steps = [
            self._keep(held) if held.status == "expiring" and self._can_be_kept(held) else self._mend(held, [])
            for held in self.assessment.credentials
            if held.path == verdict.path or (held.id and held.id in verdict.credentials)
        ]
        return "; ".join(dict.fromkeys(step.text for step in steps if step))

    def _for_skills(self, counted: list[str]) -> list[NextStep]:
        open_skills = [skill for skill in counted if not self.standings[skill].backed]
        offers = [step for held in self.assessment.credentials if (step := self._mend(held, open_skills))]
        offers += self._earn(open_skills)
        for skill in open_skills:
            step = self.advise(skill)
            shown = [name for gap in self._gaps(skill) for name in (gap, *self.career.skills_by_id[gap].implies)]
            closes = tuple(other for other in open_skills if other == skill or self._would_back(other, shown))
            offers.append(replace(step, closes=closes, _shows=frozenset((*shown, *closes))))
        plan: list[NextStep] = []
        closed: set[str] = set()
        for step in sorted(offers, key=lambda one: -len(one.closes)):
            if not closed.issuperset(step.closes) or step.closes == ():
                plan.append(step)
                closed.update(step.closes)
        return plan

    def _for_demand(self, gap: Gap, verdict: Verdict) -> NextStep:
        """What to do about a demand that no other step meets."""
        lacking = verdict.skills
        closes = lacking if verdict.every and gap.demand is None else ()
        made = NextStep(text=_bare(gap.text), why=verdict.detail, closes=closes, source=gap.source, also=(gap.label,), _shows=frozenset(closes), _credentials=frozenset(verdict.credentials))
        if gap.demand is not None or not lacking:
            return made
        if verdict.every:
            skills = list(dict.fromkeys(one for skill in lacking for one in self._gaps(skill)))
            text = self.advise(lacking[0]).text if len(lacking) == 1 else f"Show {listed([self.words(one) for one in skills])}: {self._ways(skills)}"
            return replace(made, text=text, _shows=frozenset((*lacking, *skills)))
        # Of several the one that is nearest; what is practised is still to be proved.
        nearest = min(lacking, key=lambda skill: STATUSES.index(self.standings[skill].status))
        proofs = f"{self._sign_off([nearest])}, or add the hours or the certificate of a course"
        text = f"Have {self.words(nearest)} proved: {proofs}" if self.standings[nearest].backed else self.advise(nearest).text
        return replace(made, text=text, _shows=frozenset((nearest,)))

    def advise(self, skill: str) -> NextStep:
        """What to do about one skill that is not backed."""
        for held in self.assessment.credentials:
            step = self._mend(held, [skill])
            if step and skill in step.closes:
                return step
        gaps = self._gaps(skill)
        if not gaps:
            return self._require(skill)
        words = listed([self.words(gap) for gap in gaps])
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
            evidences = [self.words(skill) for skill in credential.evidences]
            why = f"it would verify {listed(evidences[:3] + (['more'] if len(evidences) > 3 else []))}" if evidences else "an expired credential verifies nothing"
            text = f"Renew {held.name}: it expired {held.expires}"
            return NextStep(text=text, why=why, closes=closes, source="credentials", _shows=frozenset(credential.evidences), _credentials=frozenset((credential.id,)))
        shown = next((one for standing in self.standings.values() for one in standing.evidence if one.path == held.path and one.line), None)
        line = f", {self._in_line(shown)}" if shown else ""
        text, why = f"Add the expiry date of {held.name}{line}", "without it the credential verifies nothing"
        return NextStep(text=text, why=why, closes=closes, source="credentials", _shows=frozenset(credential.evidences), _credentials=frozenset((credential.id,)))

    def _earn(self, open_skills: list[str]) -> list[NextStep]:
        """The new credentials that would close the most gaps at once, if any closes several."""
        closing: dict[tuple[str, ...], list[Credential]] = {}
        for one in self.career.credentials:
            if one.kind == "certification" and one.verified and one.is_renewable:
                closes = tuple(skill for skill in open_skills if self._would_back(skill, one.evidences))
                closing.setdefault(closes, []).append(one)
        best = max(closing, key=len, default=())
        if len(best) < 2:
            return []
        names = list(dict.fromkeys(one.letters or one.name for one in closing[best]))
        text = f"Earn {', '.join(names[:3])} or another" if len(names) > 3 else f"Earn {listed(names, 'or')}"
        why = f"{'each' if len(names) > 1 else 'it'} would verify {counted(len(best), 'skill')} of the skill map"
        return [NextStep(text=text, why=why, closes=best, _shows=frozenset(best), _credentials=frozenset(one.id for one in closing[best]))]

    def _is_renewable(self, held: HeldCredential) -> bool:
        """Whether renewing makes sense: it is still issued, and no valid one of its kind is held beside it."""
        credential = self.career.credentials_by_id.get(held.id or "")
        return credential is not None and credential.is_renewable and not any(other.id == held.id and other.valid for other in self.assessment.credentials)

    def _can_be_kept(self, held: HeldCredential) -> bool:
        credential = self.career.credentials_by_id.get(held.id or "")
        return credential is None or credential.is_renewable

    def _keep(self, held: HeldCredential) -> NextStep:
        credential = self.career.credentials_by_id.get(held.id or "")
        units = f"; renewing asks for {credential.asks}" if credential and credential.asks else ""
        standing = sum(1 for one in self.standings.values() if not one.parts and one.evidence and one.evidence[0].path == held.path)
        kept = f"{counted(standing, 'skill')} {'rests' if standing == 1 else 'rest'} on it" if standing else "it ends soon"
        known = frozenset((held.id,) if held.id else ())
        return NextStep(text=f"Renew {held.name} before {held.expires}", why=kept + units, closes=(), source="credentials", _credentials=known, _keeps=standing)

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
        names = [_initials(self.career.credentials_by_id[name]) for name in one.requires.credentials[:3]]
        more = " or another" if len(one.requires.credentials) > 3 else ""
        within = one.requires.within_months
        text = f"Add {one.requires.name}" if within else f"Earn {one.requires.name}: {listed(names, 'or') if not more else ', '.join(names) + more}"
        return NextStep(text=text, why=f"the rest of {one.name} is backed", closes=(skill,))

    def _proofs(self, gaps: list[str]) -> str:
        """How claimed skills can be backed."""
        if all(self.career.skills_by_id[gap].trait for gap in gaps):
            return self._by_words(gaps)
        claims = [one for gap in gaps for one in self.standings[gap].evidence if one.path.startswith("skills[") and one.line]
        document = f"add hours or a certificate {self._in_line(claims[0])}, or " if claims else ""
        return document + self._sign_off(gaps)

    def _ways(self, gaps: list[str]) -> str:
        """How skills that nothing shows can be shown."""
        if all(self.career.skills_by_id[gap].trait for gap in gaps):
            return self._by_words(gaps)
        return f"{self._sign_off(gaps)}, take a course with hours, or describe such work"

    @staticmethod
    def _by_words(gaps: list[str]) -> str:
        """How traits are shown."""
        return f"add a line about your work that shows {'it' if len(gaps) == 1 else 'them'}, or quote a letter that does"

    def _sign_off(self, gaps: list[str]) -> str:
        """Whom to ask for a sign-off: the supervisor of an externship that is not long over."""
        it = "it" if len(gaps) == 1 else "them"
        today = self.assessment.as_of
        for externship in reversed(self.profile.externships):
            last = (externship.end or externship.start).last_day()
            if externship.start.first_day() <= today <= days_later(last, RECENT_DAYS):
                who = externship.supervisor.name if externship.supervisor else "your supervisor"
                return f"ask {who} ({externship.site}) to sign {it} off"
        return f"have {it} signed off"

    def _why(self, gaps: list[str]) -> str:
        """What the gaps are, in words."""
        reasons = []
        for status, words in (("claimed", "only claimed"), ("lapsed", "proved only by what has expired")):
            names = [gap for gap in gaps if self.standings[gap].status == status]
            if names:
                line = self.standings[names[0]].evidence[0]
                where = f", {self._in_line(line)}" if len(names) == 1 and line.line else ""
                reasons.append(f"{listed([self.words(gap) for gap in names])} {'is' if len(names) == 1 else 'are'} {words}{where}")
        missing = [gap for gap in gaps if self.standings[gap].status == "missing"]
        if missing:
            covering = [held.name for held in self.assessment.credentials if held.valid and held.id and any(gap in self.career.credentials_by_id[held.id].covers for gap in missing)]
            names = [self.words(gap) for gap in missing]
            reasons.append("nothing in the profile shows " + ("it" if len(gaps) == 1 else "them" if missing == gaps else listed(names)))
            if covering:
                reasons.append(f"{covering[0]} asks about {'it' if len(missing) == 1 else 'them'}, which is no proof of doing")
        return "; ".join(reasons)

    @staticmethod
    def _in_line(evidence: Evidence) -> str:
        file, _, line = evidence.where.rpartition(":")
        return f"in line {line}" + (f" of {file}" if file else "")

    def words(self, skill: str) -> str:
        """A skill's name within a sentence."""
        return in_words(self.career, skill)


__all__ = ["RECENT_DAYS", "Gap", "NextStep", "Steps"]
