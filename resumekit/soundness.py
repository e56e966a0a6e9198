"""Whether a career pack is sound: what can be wrong with it although each key by itself is right.

In: a career's file. Out: all problems of the pack and its guide. A condition that no profile can meet, a spelling that never
shows its skill, a credential without a source are mistakes that a reader of the pack would not see, and a user would feel.
"""

from collections.abc import Iterable, Iterator

from resumekit.career import Career, read_career
from resumekit.demands import ENTRY_KEYS, Condition, Tier, conditions
from resumekit.diagnostics import Diagnostic, Place, error, in_order
from resumekit.document import Document, read_document
from resumekit.guide import read_guide
from resumekit.profile import Profile
from resumekit.schema import fields_at, suggestion

MOST_YEARS = 60
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
        problems += [one for one in (*_credentials(career, document), *_conditions(career, document)) if not any(path.startswith(one.path) for path in said)]
        problems += [*_spellings(career, document), *_posting(career, document)]
    return in_order(problems)


def _credentials(career: Career, document: Document) -> Iterator[Diagnostic]:
    """A credential without a source, or with a rule that cannot be computed."""
    for credential in career.credentials:
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
    """Spellings that never show their skill, because a look-alike of the same skill says the same."""
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
