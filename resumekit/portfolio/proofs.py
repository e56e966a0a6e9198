"""What stands behind a skill, in the words and with the dates of a portfolio's language.

In: a profile, its held credentials, labels; `Evidence`. Out: a line for the skill map, which an employer reads: what a profile
only claims is said to be listed, and nothing tells of how it was recognised. Must not know a page.
"""

from collections.abc import Sequence

from resumekit.dates import PartialDate
from resumekit.evidence import Evidence
from resumekit.holdings import HeldCredential
from resumekit.labels import Labels
from resumekit.profile import Profile, Training


class Proofs:
    """Words evidence by the entry that it comes from."""

    def __init__(self, profile: Profile, credentials: Sequence[HeldCredential], labels: Labels) -> None:
        self.labels = labels
        self.held = {held.path: held for held in credentials}
        self.sign_offs = {one.path: (one, externship.site) for externship in profile.externships for one in externship.skills}
        self.training = {one.path: one for one in profile.training}
        self.skills = {one.path: one for one in profile.skills}
        self.schools = {one.path: one for one in profile.education}
        self.letters = {one.path: one for one in profile.letters}
        self.parts = {"person.headline": labels.word("headline"), "summary": labels.sections["summary"].lower()} | {one.path: labels.sections["awards"].lower() for one in profile.awards}

    def say(self, evidence: Evidence) -> str:
        """One line; what a profile says in its own words is quoted as it is."""
        path, word = evidence.path, self.labels.word
        if path in self.held:
            held = self.held[path]
            return self._credential(held) if evidence.strength != "claimed" else word("listed_as", name=held.name)
        if path in self.sign_offs:
            sign_off, site = self.sign_offs[path]
            when = word("signed_off_then", date=self._date(sign_off.signed_off)) if sign_off.signed_off else word("signed_off_undated")
            return ", ".join(part for part in (sign_off.skill, when, self._count("time", sign_off.count), site) if part)  # which of a skill's parts it was
        if path in self.training:
            return self._training(self.training[path])
        if path in self.skills:
            skill = self.skills[path]
            facts = ", ".join(part for part in (self._count("hour", skill.hours), word("with_certificate") if any("://" not in name for name in skill.evidence) else "") if part)
            return f"{skill.name}: {facts}" if facts else word("listed_as", name=skill.name)
        if path in self.schools and evidence.kind == "training":
            school = self.schools[path]
            return ", ".join(part for part in (school.program, school.institution, word("with_transcript")) if part)
        if path in self.letters:
            name = self.letters[path].name
            return word("writes", name=name, quote=evidence.text.removeprefix(f"{name} writes: "))
        if path in self.parts:
            return f"{self.parts[path]}: {evidence.text.partition(': ')[2]}"
        return evidence.text

    def _credential(self, held: HeldCredential) -> str:
        """Its name, and until when it is valid, where that is known."""
        ends = self._date(held.expires) if held.expires else ""
        if held.computed and held.expires and not held.expires.month:
            ends = self.labels.word("about_then", date=ends)
        known = {"no-expiry": "no_expiry", "expired": "expired", "current": "valid_to", "expiring": "valid_to"}.get(held.status)
        return f"{held.name}, {self.labels.word(known, date=ends)}" if known else held.name

    def _training(self, training: Training) -> str:
        facts = (training.title, training.provider, self._date(training.date) if training.date else "", self._count("hour", training.hours), self._count("unit", training.units))
        return ", ".join(fact for fact in facts if fact)

    def _count(self, noun: str, amount: float | None) -> str:
        """`1 hour`, `24 hours` in the language; empty for none."""
        return self.labels.word(noun if amount == 1 else f"{noun}s", count=f"{amount:g}") if amount else ""

    def _date(self, date: PartialDate) -> str:
        return self.labels.date(date, whole=True)


__all__ = ["Proofs"]
