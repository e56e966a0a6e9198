"""The career pack's records: everything that is true of a career and not of the person.

In: a `Document`. Out: a `Career`, or none, and problems. A new career is a new file and no new code, so what a skill
needs (parts, credentials, a recent training) is said by a few general fields here. Must not know a career, a skill or a
credential by name.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Annotated, Any, Literal

from resumekit.asking import Asking
from resumekit.demands import Demand, Ids, Specialty, Support, Supporting, Texts, Tier, conditions
from resumekit.demands import needed as _needed
from resumekit.demands import optional as _field
from resumekit.diagnostics import Diagnostic, error
from resumekit.document import Document
from resumekit.files import bundled
from resumekit.located import Text
from resumekit.schema import Amount, Count, Date, FileName, Flag, Link, OneOf, OneOrMany, Record, Words, read_record, suggestion
from resumekit.wording import Wording

VERSION = "1"
MAIN_FILE = "career.yaml"
MAX_GAPS, MAX_WORDS, MAX_WAYS = 3, 12, 500
"""How much one spelling may stand for: with more, looking for it would slow every command down."""
_NOTATION = re.compile(r"[|=$~@(]|\.\.\.")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\Z")
_SEVERAL = re.compile(r"[^\W_][^\w|]+[^\W_]")
"""Where an alternative goes on with another word, as in `pre-op`."""


class Source(Record):
    """A page that a figure or rule was read on."""

    id: Words = _needed("A short name for it.", "aama-recert")
    name: Words | None = _field("What to call it.", "Recertification policies of the AAMA")
    url: Link = _needed("Its address.", "https://www.example.org/recertification")
    as_of: Words | None = _field("The date the page shows, or undated.", "2025-06")
    kind: Words | None = _field("Official, secondary ...", "official")


class NotThis(Record):
    """A text that looks like a spelling and means something else."""

    text: Words = _needed("The text, written like a spelling.", "injection molding")
    because: Words = _needed("What it means.", "making plastic parts")


class Requirement(Record):
    """A credential that a skill needs beside its parts."""

    id: Words = _needed("A name for it, unique among the skill's parts.", "phlebotomy-certificate")
    name: Words = _needed("What it is, in words.", "a current phlebotomy certificate")
    credentials: Ids = _needed("The credentials that meet it; one is enough.", "[cpt-nha, pbt-ascp]")
    within_months: Count | None = _field("Issued no longer than so many months ago; without it, current is enough.", 12)


class CareerSkill(Record):
    """A skill: what it is called, how people write it, what it consists of.

    A spelling is a text compared word by word, whatever the case, the punctuation and the form of a word. `a|b` stands
    for either word, `...` for up to four words within a clause, `=word` for that very form of the word, with its capitals
    if it has any, `$name` for any word of a class of the wording.
    """

    id: Words = _needed("Its id.", "ekg")
    name: Words = _needed("Its name.", "EKG tracings")
    about: Words | None = _field("What it means, in a line.", "Records EKG tracings, sets up Holter monitors and stress tests.")
    spellings: Texts = _field("How people write it. a|b: either word; ...: up to four words; =word: this form only.", "[EKG, 12 lead ECG]", ())
    not_this: tuple[NotThis, ...] = _field("Look-alikes, in the same notation.", None, ())
    implies: Ids = _field("Skills that it always shows as well.", "[ehr]", ())
    all_of: Ids = _field("The skills that it consists of.", "[injections, phlebotomy]", ())
    any_of: Ids = _field("Skills of which one is enough.", None, ())
    requires: Requirement | None = _field("A credential that it needs beside its parts.", None)
    trait: Flag = _field("Whether it is a trait, which a letter of recommendation can show.", "true", False)
    general: Flag = _field("Whether any kind of work shows it, so that it says nothing of the career.", "true", False)
    any_work: Flag = _field("Whether it counts in any kind of work, as a trait does; else only with people as patients, or a setting left open.", "true", False)

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of its parts, in order; empty for a skill without parts."""
        return self.all_of + self.any_of


class SkillNames(Record):
    """Names of a skill, or of a part of it, that mean the very same: a resume may use a posting's for its own."""

    skill: Words = _needed("The skill's id.", "ekg")
    words: Texts = _needed("The names, written like spellings; nothing wider or narrower.", "[EKG|ECG|electrocardiogram]")


class Translation(Record):
    """What the skill map is called in another language."""

    language: Words = _needed("The language's tag.", "es")
    names: dict[str, Words] = _needed("The names of skills and groups, by their ids.", '{vital-signs: "Signos vitales"}')


class Group(Record):
    """A group of the skill map."""

    id: Words = _needed("Its id.", "foundational")
    name: Words = _needed("Its name.", "Foundational skills")
    about: Words | None = _field("What it is for, in a line.", "What everyone needs.")
    required: Flag = _field("Whether everyone needs its skills; false for paths to choose from.", "true", True)
    skills: Ids = _needed("Its skills.", "[vital-signs]")


class Issuer(Record):
    """Who issues credentials."""

    id: Words = _needed("Its abbreviation.", "AAMA")
    name: Words = _needed("Its name.", "American Association of Medical Assistants")
    domain: Words | None = _field("Its web domain.", "aama-ntl.org")
    spellings: Texts = _field("How people write it, beside the id and the name.", None, ())


class Expiry(Record):
    """When a credential ends.

    `end-of-month`: the last day of the month that is `validity_months` after issue. `anniversary`: the same day so many
    months on. `none`: never. Any other rule is never computed: only the date on the card counts.
    """

    rule: OneOf[Literal["end-of-month", "anniversary", "printed", "birthday", "first-of-birth-month", "fixed-date", "none"]] = _needed("How the end is found.", "end-of-month")
    detail: Words | None = _field("The rule in words.", "Five years, to the end of the month.")
    grace: Words | None = _field("What still works afterwards.", "By continuing education up to 90 days after.")


class RenewalPart(Record):
    """A kind of units of which a renewal asks for a least number."""

    category: Words = _needed("The kind, as the issuer calls it.", "clinical")
    units: Amount = _needed("How many of the units must be of it.", 10)
    spellings: Texts = _field("What else people call it.", "[clin]", ())


class Renewal(Record):
    """What a renewal asks for."""

    method: Words = _needed("How it is renewed.", "continuing education or exam")
    units: Amount | None = _field("How much continuing education it takes.", 60)
    unit: Words | None = _field("What is counted.", "recertification points")
    hours: Flag = _field("Whether hours are counted, and not units.", "true", False)
    minimums: tuple[RenewalPart, ...] = _field("The kinds of which a least number is asked.", None, ())
    split: Words | None = _field("How the units are divided.", "at least 10 clinical")
    needs: Texts = _field("What else must be current by then.", "[current CPR]", ())
    yearly: Words | None = _field("What is due each year besides.", "membership dues")
    lead_time: Words | None = _field("How long before the end it must be done.", "by exam: 2 months before")
    note: Words | None = _field("What else to know.", None)


Doubtful = Literal["name", "spellings", "issuer", "validity_months", "expiry", "expiry.grace", "renewal", "renewal.units"]
"""What of a credential may not have been found on any page."""


class Credential(Record):
    """A certification, a state credential, a course card, a training certificate."""

    id: Words = _needed("Its id.", "cma-aama")
    name: Words = _needed("Its full name.", "Certified Medical Assistant, CMA (AAMA)")
    kind: OneOf[Literal["certification", "state-credential", "course-card", "training-certificate"]] = _needed("What it is.", "certification")
    letters: Words | None = _field("What its holders write after their name while it is current.", "CMA (AAMA)")
    state: Words | None = _field("The state that issues it.", "WA")
    retired: Flag = _field("Whether it is no longer issued or renewed.", "true", False)
    case_sensitive: Flag = _field("Whether its abbreviations are compared with case.", "true", False)
    spellings: Texts = _needed("How people write it; case and punctuation do not matter.", "[CMA (AAMA)]")
    needs_issuer: Texts = _field("Short forms that mean it only beside its issuer.", "[CMA]", ())
    not_this: tuple[NotThis, ...] = _field("Names that look like it and are not.", None, ())
    issuer: Words | None = _field("The issuer's id; nothing where anyone may issue it.", "AAMA")
    validity_months: Count | None = _field("How long it is valid.", 60)
    expiry: Expiry = _needed("When it ends.", "{rule: end-of-month}")
    renewal: Renewal | None = _field("What renewing it asks for.", None)
    evidences: Ids = _field("The skills that it verifies while it is valid.", "[vital-signs]", ())
    covers: Ids = _field("Skills that its exam asks about: a reason to look for proof, never proof.", "[phlebotomy]", ())
    note: Words | None = _field("What else to know.", None)
    once: Flag = _field("Whether it is given only once and cannot be renewed.", "true", False)
    verified: Flag = _field("Whether its validity was read on an official page or on two independent ones.", "true", False)
    unverified: Annotated[tuple[OneOf[Doubtful], ...], OneOrMany()] = _field("What of it no page confirms all the same; nothing is computed from that.", "[renewal.units]", ())
    sources: Ids = _needed("The pages it was read on.", "[aama-recert]")

    @property
    def term(self) -> int | None:
        """How many months it is valid, where that is confirmed."""
        return self.validity_months if self.verified and "validity_months" not in self.unverified else None

    @property
    def is_renewable(self) -> bool:
        """Whether anyone can renew it."""
        return not (self.retired or self.once)

    @property
    def known_renewal(self) -> Renewal | None:
        """What its renewal asks for, where that is confirmed."""
        return self.renewal if self.verified and self.is_renewable and "renewal" not in self.unverified else None

    @property
    def counted_units(self) -> float | None:
        """How many units its renewal asks for, where the number is confirmed."""
        return self.known_renewal.units if self.known_renewal and "renewal.units" not in self.unverified else None

    @property
    def asks(self) -> str:
        """`60 recertification points`: the units that its renewal asks for, in words; empty where none are confirmed."""
        return f"{self.counted_units:g} {self.renewal.unit or 'units'}" if self.counted_units and self.renewal else ""


class Career(Record):
    """A career."""

    format: Words = _needed("The version of this format.", 1)
    id: Words = _needed("Its id.", "medical-assistant")
    name: Words = _needed("Its name.", "Medical assistant")
    as_of: Date = _needed("When its facts were last checked.", "2026-11-24")
    about: Words | None = _field("What it is, in a line.", "Works beside physicians and nurses, at the bedside and at the desk.")
    guide: FileName | None = _field("The file of its guide, which is read when someone browses it.", "guide.yaml")
    include: Annotated[tuple[FileName, ...], OneOrMany()] = _field("Files whose keys are joined into this one.", "[skills.yaml, credentials.yaml]", ())
    titles: Texts = _field("Titles of jobs that count as work in this career, written like spellings.", "[medical assistant]", ())
    other_titles: Texts = _field("Titles of jobs that do not count, whatever they show.", "[registered nurse]", ())
    groups: tuple[Group, ...] = _needed("The skill map.", None)
    wording: Wording | None = _field("Words of its own that deny, wish, tell of others or of another kind of work.", None)
    posting: Asking | None = _field("How postings ask for its skills and credentials, beside what holds for every career.", None)
    skills: tuple[CareerSkill, ...] = _needed("Every skill that the career knows.", None)
    names: tuple[SkillNames, ...] = _field("Names that mean the very same, by which a resume may follow a posting's.", None, ())
    translations: tuple[Translation, ...] = _field("What the skill map is called in other languages, for a portfolio in one of them.", None, ())
    externship_hours: Amount | None = _field("How many hours of externship programs ask for at least; fewer are warned of.", 160)
    tiers: tuple[Tier, ...] = _field("The steps of the career, lowest first.", None, ())
    supporting: Supporting = _field("What supports the skill map.", None, Supporting())
    specialties: tuple[Specialty, ...] = _field("Fields to specialize in.", None, ())
    portfolio: tuple[Demand, ...] = _field("What a portfolio should hold.", None, ())
    mistakes: tuple[Demand, ...] = _field("Mistakes of beginners.", None, ())
    advice: tuple[Demand, ...] = _field("Advice.", None, ())
    issuers: tuple[Issuer, ...] = _field("Who issues its credentials.", None, ())
    credentials: tuple[Credential, ...] = _field("The registry of its credentials.", None, ())
    sources: tuple[Source, ...] = _field("The pages that its facts were read on.", None, ())

    def names_in(self, language: str) -> dict[str, str]:
        """The names of skills and groups in a language, by their ids; nothing where they are in the career's own."""
        return {id_: name for one in self.translations if one.language == language.partition("-")[0] for id_, name in one.names.items()}

    @cached_property
    def skills_by_id(self) -> dict[str, CareerSkill]:
        """Every skill by its id."""
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def credentials_by_id(self) -> dict[str, Credential]:
        """Every credential by its id."""
        return {credential.id: credential for credential in self.credentials}

    @cached_property
    def groups_by_id(self) -> dict[str, Group]:
        """Every group by its id."""
        return {group.id: group for group in self.groups}

    @cached_property
    def issuers_by_id(self) -> dict[str, Issuer]:
        """Every issuer by its id."""
        return {issuer.id: issuer for issuer in self.issuers}

    @cached_property
    def sources_by_id(self) -> dict[str, Source]:
        """Every source by its id."""
        return {source.id: source for source in self.sources}

    @property
    def specializations(self) -> tuple[CareerSkill, ...]:
        """The skills to choose from: those of the groups that are not required."""
        return tuple(self.skills_by_id[skill] for group in self.groups if not group.required for skill in group.skills)

    def specialization_ids(self) -> list[str]:
        """The ids of the specializations, in order."""
        return [skill.id for skill in self.specializations]

    def tier_ids(self) -> list[str]:
        """The ids of the tiers, lowest first."""
        return [tier.id for tier in self.tiers]

    @property
    def supports(self) -> tuple[Support, ...]:
        """Every supporting item, in order."""
        return self.supporting.tech_skills + self.supporting.soft_abilities + self.supporting.tech_stack

    @property
    def demands(self) -> tuple[Demand | Support | Tier, ...]:
        """Everything that has conditions: tiers, supporting items, the portfolio, mistakes, advice."""
        return (*self.tiers, *self.supports, *self.portfolio, *self.mistakes, *self.advice)

    def skills_of(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The skills that a condition names; a group stands for all of its own."""
        return tuple(dict.fromkeys(skill for name in ids for skill in (self.groups_by_id[name].skills if name in self.groups_by_id else (name,))))

    def leaves(self, skill: str) -> tuple[str, ...]:
        """The skills without parts that `skill` consists of in the end; itself, if it has none."""
        found: dict[str, None] = {}
        waiting = [skill]
        while waiting:
            at = self.skills_by_id[waiting.pop(0)]
            if at.parts:
                waiting[:0] = at.parts
            else:
                found[at.id] = None
        return tuple(found)


def read_career(document: Document, *, broken: bool = False) -> tuple[Career | None, list[Diagnostic]]:
    """Read a document as a career: the career, or None if it cannot be used, and all problems.

    `broken`: hand it on even if it has errors, for someone who looks for more of them.
    """
    root = document.root
    if root is None:
        return None, []
    mark = root.get("resumekit", root.get("person"))
    if mark is not None and not {"format", "groups"} & root.keys():
        hint = f"use  resumekit validate {document.file}  to check it; a career pack begins with  format: {VERSION}"
        return None, [error("wrong-kind", "this is a profile, not a career pack", place=mark.key, hint=hint)]
    version = root.get("format")
    if isinstance(version, Text) and not version.broken and version.strip() != VERSION:
        problem = error("bad-version", f"format {version!s} is not known to this resumekit", path="format", place=version.place, hint=f"write  format: {VERSION}")
        return None, [problem]
    career, problems = read_record(Career, root, complete=not document.problems)
    if career is None:
        return None, problems
    # What is missing was stood in for, so what follows from it is no mistake of its own.
    stood_in = {problem.path for problem in problems if problem.code == "missing-key"}
    problems = problems + [one for one in (*_check_names(career, document), *_check_spellings(career, document)) if one.path not in stood_in]
    # A reference that leads nowhere would fail far from here, so such a career is not handed on.
    return (None if not broken and any(problem.severity == "error" for problem in problems) else career), problems


def find_bundled(name: str) -> Path | None:
    """The main file of the bundled career `name`, or None."""
    return next((file for file in bundled("careers").glob(f"*/{MAIN_FILE}") if file.parent.name == name), None)


# What must hold between a career's parts -----------------------------------------------------------------------------------


def _check_names(career: Career, document: Document) -> Iterator[Diagnostic]:
    """Ids given twice, ids that lead to nothing, parts that lead back to themselves."""

    def at(path: str) -> Any:
        return document.locate_value(path)

    lists = {name: getattr(career, name) for name in ("groups", "skills", "tiers", "specialties", "portfolio", "mistakes", "advice", "issuers", "credentials", "sources")}
    lists |= {name: getattr(career.supporting, name) for name in ("tech_skills", "soft_abilities", "tech_stack")}
    for section, records in lists.items():
        seen: set[str] = set()
        for record in records:
            if record.id in seen:
                yield error("duplicate-key", f"{record.id} is given twice in {section}", path=f"{record.path}.id", place=at(f"{record.path}.id"), hint="keep one of the two, or rename one")
            seen.add(record.id)

    def unknown(ids: tuple[str, ...], known: dict[str, Any], path: str, code: str, noun: str) -> Iterator[Diagnostic]:
        for index, name in enumerate(ids):
            if name not in known:
                place = document.locate_value(f"{path}[{index}]") or at(path)
                yield error(code, f"there is no {noun} {name}", path=path, place=place, hint=suggestion(name, known))

    skills, credentials, sources = career.skills_by_id, career.credentials_by_id, career.sources_by_id
    typed: list[Career | CareerSkill | Group | Tier] = [career, *career.skills, *career.groups, *career.tiers]
    for holder in typed:
        if not _ID.match(holder.id):
            place = at(f"{holder.path}.id" if holder.path else "id")
            yield error("bad-value", f'"{holder.id[:40]}" is no id: it is typed in commands', path=f"{holder.path}.id".lstrip("."), place=place, hint="use letters, digits, - and _")
    in_groups: dict[str, str] = {}
    for group in career.groups:
        for index, name in enumerate(group.skills):
            if name in in_groups:
                place = document.locate_value(f"{group.path}.skills[{index}]") or at(f"{group.path}.skills")
                yield error("duplicate-key", f"{name} stands in {in_groups[name]} already", path=f"{group.path}.skills", place=place, hint="a skill counts once: keep it in one group")
            in_groups.setdefault(name, group.id)
    for group in career.groups:
        yield from unknown(group.skills, skills, f"{group.path}.skills", "unknown-skill", "skill")
    for translation in career.translations:
        named = {**skills, **career.groups_by_id}
        for name in translation.names:
            yield from unknown((name,), named, f"{translation.path}.names.{name}", "unknown-skill", "skill or group")
    for specialty in career.specialties:
        yield from unknown(specialty.skills, skills, f"{specialty.path}.skills", "unknown-skill", "skill")
        yield from unknown(specialty.credentials, credentials, f"{specialty.path}.credentials", "unknown-credential", "credential")
    for support in career.supports:
        for key in ("all_of", "any_of"):
            yield from unknown(getattr(support, key), skills, f"{support.path}.{key}", "unknown-skill", "skill")
    for demand in career.demands:
        for condition in conditions(demand):
            for key, ids in condition.skills:
                yield from unknown(ids, skills | career.groups_by_id, f"{condition.path}.{key}", "unknown-skill", "skill")
            for key, ids in condition.credentials:
                yield from unknown(ids, credentials, f"{condition.path}.{key}", "unknown-credential", "credential")
    looped: set[str] = set()
    for skill in career.skills:
        for key in ("implies", "all_of", "any_of"):
            yield from unknown(getattr(skill, key), skills, f"{skill.path}.{key}", "unknown-skill", "skill")
        if skill.requires:
            yield from unknown(skill.requires.credentials, credentials, f"{skill.path}.requires.credentials", "unknown-credential", "credential")
        if skill.id not in looped and (loop := _loop(skill.id, skills)):
            looped.update(loop)
            yield error("bad-value", f"{skill.id} is part of itself: {' > '.join(loop)}", path=skill.path, place=at(f"{skill.path}.id"), hint="remove one of these parts")
    for credential in career.credentials:
        for key in ("evidences", "covers"):
            yield from unknown(getattr(credential, key), skills, f"{credential.path}.{key}", "unknown-skill", "skill")
            for name in getattr(credential, key):
                if name in skills and skills[name].parts:
                    place = at(f"{credential.path}.{key}")
                    yield error(
                        "bad-value",
                        f"{name} has parts, so a credential cannot stand for it",
                        path=f"{credential.path}.{key}",
                        place=place,
                        hint="name its parts: " + ", ".join(career.skills_by_id[name].parts),
                    )
        yield from unknown(credential.sources, sources, f"{credential.path}.sources", "bad-value", "source")
        if credential.issuer is not None:
            yield from unknown((credential.issuer,), career.issuers_by_id, f"{credential.path}.issuer", "bad-value", "issuer")
        elif credential.needs_issuer:
            yield error(
                "missing-key",
                f"{credential.id} has short forms that need an issuer, but no issuer",
                path=f"{credential.path}.issuer",
                place=at(f"{credential.path}.needs_issuer"),
                hint="add  issuer: …",
            )


def _loop(start: str, skills: dict[str, CareerSkill]) -> list[str]:
    waiting = [[start]]
    while waiting:
        way = waiting.pop()
        for part in skills[way[-1]].parts if way[-1] in skills else ():
            if part == start:
                return [*way, part]
            if part not in way:
                waiting.append([*way, part])
    return []


def _check_spellings(career: Career, document: Document) -> Iterator[Diagnostic]:
    """A spelling that two skills, or two credentials, claim; one that would take too long to look for."""
    for skill in career.skills:
        for path, text in [(f"{skill.path}.spellings", text) for text in skill.spellings] + [(look.path, look.text) for look in skill.not_this]:
            ways = prod(1 + len(_SEVERAL.findall(part)) for part in text.split())
            if text.count("...") > MAX_GAPS or len(text.split()) > MAX_WORDS or ways > MAX_WAYS:
                hint = f"at most {MAX_GAPS} gaps and {MAX_WORDS} words, and few alternatives of several words; split it into several spellings"
                yield error("bad-value", f'the spelling "{text[:40]}…" is too long', path=path, place=document.locate_value(path), hint=hint)
    yield from _claimed_twice(((skill.id, f"{skill.path}.spellings", skill.spellings) for skill in career.skills), document, _spelt)
    yield from _claimed_twice(((one.id, f"{one.path}.spellings", one.spellings) for one in career.credentials), document, plain)


def _spelt(text: str) -> str:
    """A spelling as it is compared: without case, and where it is words only, without punctuation and the s of a plural."""
    if _NOTATION.search(text):
        return " ".join(text.lower().split())
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in plain(text).split())


def _claimed_twice(claims: Iterator[tuple[str, str, tuple[str, ...]]], document: Document, folded: Callable[[str], str]) -> Iterator[Diagnostic]:
    owners: dict[str, str] = {}
    for owner, path, texts in claims:
        for index, text in enumerate(texts):
            first = owners.setdefault(folded(text), owner)
            if first != owner:
                place = document.locate_value(f"{path}[{index}]") or document.locate_value(path)
                yield error("ambiguous-spelling", f'"{text}" is a spelling of {first} too', path=path, place=place, hint="keep it where it belongs, or make both longer")


def plain(text: str) -> str:
    """`text` without case and punctuation: how the names of credentials and issuers are compared."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.lower()).split())
