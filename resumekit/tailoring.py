"""A profile tailored to a posting: its own words in the order of what is asked, and its skills by the posting's names.

In: a profile as a variant chose it, what a posting asks (`Asked`), the career's names that mean the very same. Out: an
ordinary profile, and each list that changed, before and after, with the posting's lines that are the reason. Must not know how
a page looks or how long it is, and never adds a word that is neither the profile's nor such a name.

Skills, credentials and the lines within an entry go in the order of what they answer: most that is required first, then most that
is preferred, else as they were. Entries stay where they are: their dates order them. Each line's priority rises by what it
answers, so that fitting leaves out first what answers nothing; among those that answer alike the profile's own priority decides.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from resumekit.asked import Asked, Interpreter
from resumekit.career import Career
from resumekit.posting import PostingLine
from resumekit.profile import Certification, FreeEntry, Highlight, Profile
from resumekit.schema import Record
from resumekit.wording import general_wording, joined
from resumekit.words import Spellings

HOLDERS = ("externships", "experience", "education", "volunteering")
"""The sections whose entries have lines."""
_PREFERRED, _REQUIRED = 5, 10
"""By how much a line's priority, which is 1 to 5, rises where it answers what is preferred, and what is required."""
Sign = Literal["-", "+", " "]
Line = TypeVar("Line", Highlight, FreeEntry)
_NAME = re.compile(r"[^\W_][\w &/.,+'’()-]*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a posting asks for, by the career's name of it, and the line that asks, with its text."""

    what: str
    line: int
    text: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something in a list: its path in the profile, what it says, what it is called now, and what it answers, required first.

    `named`: the posting's line whose name it took, if it did.
    """

    path: str
    text: str
    now: str
    answers: tuple[Reason, ...] = ()
    named: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list that changed: its path, whose it is, and its items before and after."""

    path: str
    title: str
    before: tuple[Item, ...]
    after: tuple[Item, ...]

    @property
    def raised(self) -> tuple[Item, ...]:
        """What stands higher than before."""
        places = {item.path: at for at, item in enumerate(self.before)}
        return tuple(item for at, item in enumerate(self.after) if at < places[item.path])

    def changes(self) -> Iterator[tuple[Sign, Item]]:
        """The way from before to after: what goes, what comes, what stays; of what changes places, what answers more moves."""
        pairs = list(zip(self.before, self.after, strict=True))
        ends = set(_alike(pairs)) | set(_alike(reversed(pairs)))
        least = max((_rank(item.answers) for item in self.before if item.path not in ends), default=(0, 0))
        stay = {item.path for item in self.after if not item.named and (item.path in ends or _rank(item.answers) == least)}
        coming = iter(self.after)
        for old in self.before:
            if old.path not in stay:
                yield "-", old
                continue
            for new in coming:
                if new.path == old.path:
                    yield " ", new
                    break
                yield "+", new
        yield from (("+", new) for new in coming)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tailored:
    """A profile for a posting, the lists that changed, and what each line answers by its path."""

    profile: Profile
    listings: tuple[Listing, ...] = ()
    answers: dict[str, tuple[Reason, ...]]


class Tailor:
    """Tailors profiles to one posting."""

    def __init__(self, asked: Asked, interpreter: Interpreter, today: date) -> None:
        self._today = today
        career = interpreter.career
        self._recogniser = interpreter.recogniser
        self._skills = {one.skill: Reason(what=career.skills_by_id[one.skill].name, line=one.line, text=one.text, required=one.required) for one in asked.skills}
        self._credentials = [(frozenset(one.any_of), Reason(what=one.name, line=one.line, text=one.text, required=one.required)) for one in asked.credentials]
        self._names = Spellings(((text, number) for number, names in enumerate(career.names) for text in names.words), joined(general_wording(), career.wording))
        self._is_other = asked.posting.trade == "other"
        self._named: dict[int, list[tuple[str, Reason]]] = {}
        if not self._is_other and career.names:
            for required in ("required", "preferred"):
                for line in asked.posting.lines:
                    if line.section == required:
                        self._learn(line, career)

    def tailor(self, profile: Profile) -> Tailored:
        """The profile for the posting; as it is where the posting is for another trade, or nothing of it is asked."""
        answers: dict[str, tuple[Reason, ...]] = {}
        if self._is_other or not (self._skills or self._credentials):
            return Tailored(profile=profile, answers=answers)
        listings: list[Listing] = []
        update: dict[str, Any] = {}

        def arrange(path: str, title: str, items: Sequence[tuple[Record, Item]]) -> tuple[Record, ...]:
            answers.update({item.path: item.answers for _, item in items})
            after = sorted(items, key=lambda one: _rank(one[1].answers))
            if after != items or any(item.named for _, item in items):
                listings.append(Listing(path=path, title=title, before=tuple(item for _, item in items), after=tuple(item for _, item in after)))
            return tuple(record for record, _ in after)

        update["certifications"] = arrange("certifications", "", [(entry, self._credential(entry)) for entry in profile.certifications])
        for section in HOLDERS:
            entries = []
            for entry in getattr(profile, section):
                title = next(getattr(entry, key) for key in ("site", "employer", "institution", "organization") if hasattr(entry, key))
                lines = [(self._weighed(line, item.answers), item) for line in entry.highlights for item in [self._line(line)]]
                entries.append(entry.model_copy(update={"highlights": arrange(f"{entry.path}.highlights", title, lines)}) if lines else entry)
            update[section] = tuple(entries)
        update["skills"] = arrange("skills", "", list(self._renamed(profile)))
        update["sections"] = {title: tuple(self._told(entry, answers) for entry in entries) for title, entries in profile.sections.items()}
        return Tailored(profile=profile.model_copy(update=update), listings=tuple(listings), answers=answers)

    # What a text answers

    def _answered(self, text: str) -> tuple[Reason, ...]:
        """What of the posting a text answers, required first, then in the posting's order: a reason a skill, and one for the same words."""
        found: dict[str, Reason] = {}
        seen: set[tuple[int, int]] = set()
        for mention in self._recogniser.mentions(text):
            place = (mention.start, mention.end)
            if mention.skill in self._skills and mention.skill not in found and place not in seen:
                found[mention.skill] = self._skills[mention.skill]
                seen.add(place)
        return tuple(sorted(found.values(), key=lambda one: (not one.required, one.line)))

    def _credential(self, entry: Certification) -> Item:
        known = self._recogniser.recognise_credential(entry.name, entry.issuer, entry.jurisdiction).credential
        over = entry.expires is not None and entry.expires.last_day() < self._today
        answers = tuple(reason for any_of, reason in self._credentials if known and known.id in any_of and not over)
        return Item(path=entry.path, text=entry.name, now=entry.name, answers=answers)

    def _line(self, line: Highlight) -> Item:
        return Item(path=line.path, text=line.text, now=line.text, answers=self._answered(line.text))

    def _told(self, entry: FreeEntry, answers: dict[str, tuple[Reason, ...]]) -> FreeEntry:
        """An entry of a free section, with its priority by what it answers."""
        text = ". ".join(part for part in (entry.title, entry.text) if part)
        answers[entry.path] = self._answered(text)
        return self._weighed(entry, answers[entry.path])

    @staticmethod
    def _weighed(line: Line, answered: Sequence[Reason]) -> Line:
        more = (_REQUIRED if answered[0].required else _PREFERRED) if answered else 0
        return line.model_copy(update={"priority": line.priority + more}) if more else line

    # Names

    def _learn(self, line: PostingLine, career: Career) -> None:
        """Keep the names by which a line of the posting asks for skills; of overlapping ones the longest comes first."""
        tokens = self._names.tokens(line.text)
        found = self._names.find(tokens)
        if not found:
            return
        asked = [(mention.skill, mention.start, mention.end) for mention in self._recogniser.asked(line.text)]
        for at, end, number in sorted(found, key=lambda one: one[0] - one[1]):
            skill = career.names[number].skill
            start, stop = tokens.span(at, end)
            name = line.text[start:stop]
            if any(known == skill and begin < stop and start < finish for known, begin, finish in asked) and _NAME.fullmatch(name):
                reason = Reason(what=career.skills_by_id[skill].name, line=line.number, text=line.text, required=line.section == "required")
                self._named.setdefault(number, []).append((" ".join(name.split()), reason))

    def _renamed(self, profile: Profile) -> Iterator[tuple[Record, Item]]:
        """The skills with their items, by the posting's names where these mean the very same."""
        figures: set[tuple[str, str]] | None = None
        taken = {skill.name.casefold() for skill in profile.skills}
        for skill in profile.skills:
            now, reason = skill.name, None
            sets = self._sets(skill.name)
            if sets:
                figures = _figures(_texts(profile), self._names) if figures is None else figures
                now, reason = self._name(skill.name, sets, figures)
            if reason is not None and now.casefold() in taken:
                now, reason = skill.name, None
            taken.add(now.casefold())
            item = Item(path=skill.path, text=skill.name, now=now, answers=self._answered(skill.name), named=reason)
            yield (skill.model_copy(update={"name": now}) if reason else skill), item

    def _sets(self, name: str) -> list[int]:
        """The sets of names of which this is one, and nothing besides."""
        tokens = self._names.tokens(name)
        return sorted({number for at, end, number in self._names.find(tokens) if at == 0 and end == len(tokens.words) and number in self._named})

    def _name(self, name: str, sets: Iterable[int], figures: set[tuple[str, str]]) -> tuple[str, Reason | None]:
        """The posting's name for what the profile calls `name`; the same, where the posting uses it too or has none that will do."""
        own, own_figures = self._forms(name), _figures([name], self._names)
        shown = set(self._recogniser.skills(name))
        for number in sets:
            if any(self._forms(other) == own for other, _ in self._named[number]):
                continue
            for other, reason in self._named[number]:
                # A figure is a fact: "12-lead" is neither added nor lost.
                told = _figures([other], self._names)
                if told <= figures and own_figures <= told and shown and set(self._recogniser.skills(other)) == shown:
                    return (other[:1].upper() + other[1:] if name[:1].isupper() else other), reason
        return name, None

    def _forms(self, name: str) -> tuple[str, ...]:
        return tuple(word.stem for word in self._names.tokens(name.replace("-", " ")).words)


def _alike(pairs: Iterable[tuple[Item, Item]]) -> Iterator[str]:
    """The paths of the first pairs that are alike."""
    return (old.path for old, _ in itertools.takewhile(lambda pair: pair[0].path == pair[1].path, pairs))


def _rank(answers: Sequence[Reason]) -> tuple[int, int]:
    """A key that puts first what answers most that is required, then most that is preferred."""
    required = sum(reason.required for reason in answers)
    return (-required, required - len(answers))


def _texts(profile: Profile) -> Iterator[str]:
    """What a profile says of skills: its list, its lines, what was signed off and taught."""
    yield from (skill.name for skill in profile.skills)
    for section in HOLDERS:
        for entry in getattr(profile, section):
            yield from (line.text for line in entry.highlights)
    yield from (one.skill for entry in profile.externships for one in entry.skills)
    yield from (text for one in profile.training for text in (one.title, *one.skills))
    yield from (text for one in profile.achievements for text in (one.title, one.text) if text)


def _figures(texts: Iterable[str], names: "Spellings[int]") -> set[tuple[str, str]]:
    """The words with digits in texts, each with the word behind it."""
    found: set[tuple[str, str]] = set()
    for text in texts:
        if _DIGIT.search(text):
            words = [word.stem for word in names.tokens(text.replace("-", " ")).words]
            found.update(pair for pair in zip(words, [*words[1:], ""], strict=True) if _DIGIT.search(pair[0]))
    return found


__all__ = ["Item", "Listing", "Reason", "Tailor", "Tailored"]
