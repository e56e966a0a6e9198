"""Whether a career pack is sound: what can be wrong with it although each key by itself is right.

In: a career's file. Out: all problems of the pack and its guide. A condition that no profile can meet, a spelling that never
shows its skill, a credential without a source are mistakes that a reader of the pack would not see, and a user would feel.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from resumekit.career import Career, plain, read_career
from resumekit.demands import ENTRY_KEYS, Condition, Tier, conditions
from resumekit.diagnostics import Diagnostic, Place, error, in_order
from resumekit.document import Document, read_document
from resumekit.guide import read_guide
from resumekit.profile import Profile
from resumekit.schema import fields_at, suggestion
from resumekit.wording import general_wording

MOST_YEARS = 60
_CLASS = re.compile(r"\$([\w-]+)")
_DATED = frozenset({"issued", "expires", "start", "end", "date", "since", "until"})
"""Keys of a profile's entries that say when something was."""


def examine(file: str) -> list[Diagnostic]:
    """Every problem of a career pack, in order of its files."""
    document = read_document(file, shown="<stdin>" if file == "-" else None)
    career, problems = read_career(document, broken=True)
    problems = [*document.problems, *problems]
    if career is not None:
        problems += read_guide(career, document)[2]
        said = [problem.path for problem in problems]
        # What was dropped because it is wrong leaves a condition that seems to ask for nothing.
        found = (*_credentials(career, document), *_conditions(career, document), *_skills(career, document))
        problems += [one for one in found if not any(path.startswith(one.path) for path in said)]
        problems += [*_spellings(career, document), *_posting(career, document)]
    return in_order([_of_a_career(problem) for problem in problems])


def _of_a_career(problem: Diagnostic) -> Diagnostic:
    """A problem of a file in words that fit a career's."""
    if problem.code == "empty-file":
        return replace(problem, hint="start with: resumekit careers new NAME, which writes a pack to fill in")
    if problem.code == "wrong-shape" and not problem.path:
        return replace(problem, hint="begin each line with a key and a colon, such as  skills:")
    if problem.code == "include-outside":
        return replace(problem, message=problem.message.replace("the profile's", "the career's"), hint=problem.hint.replace("the profile", "the career"))
    return problem


def _skills(career: Career, document: Document) -> Iterator[Diagnostic]:
    """Groups without skills, and skills that nothing can show."""
    for group in career.groups:
        if not group.skills:
            path = f"{group.path}.skills"
            yield error("missing-key", f"{group.id} has no skills", path=path, place=document.locate(path), hint="name some, or remove the group")
    implied = {name for skill in career.skills for name in skill.implies}
    evidenced = {name for credential in career.credentials for name in credential.evidences}
    for skill in career.skills:
        if not (skill.spellings or skill.parts or skill.requires or skill.id in implied | evidenced):
            path = f"{skill.path}.spellings"
            place = document.locate_value(f"{skill.path}.id")
            yield error(
                "missing-key", f"nothing can show {skill.id}: it has no spellings and no parts, and no credential evidences it", path=path, place=place, hint="add  spellings: [how people write it]"
            )


def _credentials(career: Career, document: Document) -> Iterator[Diagnostic]:
    """A credential without a source, with a rule that cannot be computed, or that contradicts itself."""
    for credential in career.credentials:
        for index, text in enumerate(credential.needs_issuer):
            if plain(text) in {plain(other) for other in credential.spellings}:
                path = f"{credential.path}.needs_issuer"
                place = document.locate_value(f"{path}[{index}]") or document.locate_value(path)
                message = f'"{text}" is among the spellings too, so it never needs its issuer'
                yield error("bad-value", message, path=path, place=place, hint="keep it in one of the two")
        if credential.expiry.rule == "none" and credential.validity_months:
            path = f"{credential.path}.validity_months"
            message = f"{credential.id} never ends by its rule, but is valid for {credential.validity_months} months"
            yield error("bad-value", message, path=path, place=document.locate_value(path), hint="remove this line, or change the rule")
        renewal = credential.renewal
        least = sum(part.units for part in renewal.minimums) if renewal else 0
        if renewal and renewal.units is not None and least > renewal.units:
            path = f"{renewal.path}.minimums"
            message = f"{credential.id} asks for {least:g} units of certain kinds, but for {renewal.units:g} in all"
            yield error("bad-value", message, path=path, place=document.locate(path), hint="correct one of the numbers")
        path = f"{credential.path}.sources"
        if not credential.sources:
            yield error("missing-key", f"{credential.id} has no source", path=path, place=document.locate_value(path), hint="name the page that its facts were read on, and list it under sources")
        if credential.expiry.rule in ("end-of-month", "anniversary") and not credential.validity_months:
            message = f"{credential.id} ends by the rule {credential.expiry.rule}, but has no validity_months"
            yield error(
                "missing-key", message, path=f"{credential.path}.validity_months", place=document.locate(f"{credential.path}.expiry.rule"), hint="add  validity_months: 24, or write  rule: printed"
            )


# Conditions ----------------------------------------------------------------------------------------------------------------


def _conditions(career: Career, document: Document) -> Iterator[Diagnostic]:
    """Conditions that ask for what no profile can have; tiers and requirements that say nothing."""
    for demand in career.demands:
        for condition in conditions(demand):
            yield from _unmeetable(condition, career, document)
        if isinstance(demand, Tier):
            if not demand.requirements:
                yield _never(demand.id, "it has no requirements", demand.path, document.locate_value(f"{demand.path}.id"), "add  requirements: with a text and met_when each")
            for requirement in demand.requirements:
                if not requirement.met_when:
                    yield _never(
                        demand.id, "a requirement of it has no condition", f"{requirement.path}.met_when", document.locate(f"{requirement.path}.met_when"), "add one, such as  {years_at_least: 3}"
                    )


def _never(name: str, why: str, path: str, place: Place | None, hint: str) -> Diagnostic:
    return error("bad-value", f"{name} can never be met: {why}", path=path, place=place, hint=hint)


def _unmeetable(condition: Condition, career: Career, document: Document) -> Iterator[Diagnostic]:
    def wrong(key: str, why: str, hint: str) -> Diagnostic:
        path = f"{condition.path}.{key}" if key else condition.path
        return error("bad-value", f"this can never be met: {why}", path=path, place=document.locate_value(path), hint=hint)

    if not (condition.given or condition.having or condition.with_number or condition.within_months is not None):
        yield wrong("", "it asks for nothing", "name what must be true, such as  all_backed: [skill]")
    if condition.years_at_least is not None and condition.years_at_least > MOST_YEARS:
        yield wrong("years_at_least", f"nobody has worked for {condition.years_at_least:g} years", "it counts years, not months")
    known = career.credentials_by_id
    if condition.holds and all(name in known and known[name].retired for name in condition.holds):
        yield wrong("holds", "these credentials are no longer issued", "name one that is")
    if condition.specialty and not career.specialties:
        yield wrong("specialty", "the career has no specialties", "list them under specialties")
    if (condition.having or condition.with_number) and not (condition.entries or condition.every_entry):
        yield wrong("having" if condition.having else "with_number", "it does not say of which list", "add  entries: or  every_entry: with a list of the profile")
    if condition.within_months is not None and not (condition.entries or condition.holds or condition.none_older):
        yield wrong("within_months", "it does not say of what", "add  entries:, holds: or none_older:")
    for key in ENTRY_KEYS:
        for section in getattr(condition, key):
            keys = fields_at(Profile, [section])
            for needed in condition.having:
                if not any(name.strip() in keys for name in needed.split("|")):
                    yield wrong("having", f"an entry of {section} has no {needed}", suggestion(needed, keys))
            if key == "entries" and condition.within_months is not None and not _DATED.intersection(keys):
                yield wrong("within_months", f"an entry of {section} has no date", "leave it out of entries")


# Spellings -----------------------------------------------------------------------------------------------------------------


def _spellings(career: Career, document: Document) -> Iterator[Diagnostic]:
    """Spellings that never show their skill: a look-alike of the same skill says the same, a class is not there, there is no word."""
    classes = {one.id for wording in (general_wording(), career.wording) if wording for one in wording.classes}
    texts = [(f"{skill.path}.spellings", index, text) for skill in career.skills for index, text in enumerate(skill.spellings)]
    texts += [(f"{career.path}.{key}".lstrip("."), index, text) for key in ("titles", "other_titles") for index, text in enumerate(getattr(career, key))]
    texts += [(f"{look.path}.text", 0, look.text) for skill in career.skills for look in skill.not_this]
    for path, index, text in texts:
        place = document.locate_value(f"{path}[{index}]") or document.locate_value(path)
        missing = [name for name in _CLASS.findall(text) if name not in classes]
        if missing:
            yield error("bad-value", f'"{text[:60]}" names ${missing[0]}, and there is no such class of words', path=path, place=place, hint=suggestion(missing[0], classes))
        elif not any(char.isalnum() for char in text):
            yield error("bad-value", f'"{text[:60]}" has no word', path=path, place=place, hint="write what people write")
    for skill in career.skills:
        looks = [(look.text, _words(look.text)) for look in skill.not_this]
        for index, text in enumerate(skill.spellings):
            words = _words(text)
            for other, covering in looks:
                if len(words) == len(covering) and all(one <= more for one, more in zip(words, covering, strict=True)):
                    path = f"{skill.path}.spellings"
                    place = document.locate_value(f"{path}[{index}]") or document.locate_value(path)
                    yield error("bad-value", f'"{text}" never shows {skill.id}: the look-alike "{other}" covers it', path=path, place=place, hint="change one of the two")


# Postings ------------------------------------------------------------------------------------------------------------------


def _posting(career: Career, document: Document) -> Iterator[Diagnostic]:
    """Skills and credentials that a posting would ask for or name, and the career does not have."""

    def unknown(names: tuple[str, ...], known: Iterable[str], path: str, what: str) -> Iterator[Diagnostic]:
        for name in names:
            if name not in known:
                yield error(f"unknown-{what}", f"there is no {what} {name}", path=path, place=document.locate_value(path), hint=suggestion(name, known))

    skills, credentials = career.skills_by_id, career.credentials_by_id
    for names in career.names:
        yield from unknown((names.skill,), skills, f"{names.path}.skill", "skill")
    if career.posting is None:
        return
    for skill in career.posting.skills:
        yield from unknown((skill.id,), skills, f"{skill.path}.id", "skill")
    for title in career.posting.title_shows:
        yield from unknown(title.skills, skills, f"{title.path}.skills", "skill")
    for one in career.posting.credentials:
        yield from unknown(one.any_of, credentials, f"{one.path}.any_of", "credential")
        for named in one.named:
            yield from unknown((named.id,), {*credentials, one.id}, f"{named.path}.id", "credential")


def _words(spelling: str) -> list[set[str]]:
    """The words of a spelling, each as the set of its alternatives."""
    return [set(word.lower().split("|")) for word in spelling.split()]
