"""What a posting asks for: skills, credentials, years of work and schooling, each with the line that asks.

In: a `Posting`, the career, how postings ask. Out: `Asked`. What is both required and preferred is required. Must not know
who has any of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resumekit.asking import Asking, general_asking, joined_asking
from resumekit.career import Career
from resumekit.pages import Page
from resumekit.phrases import Recogniser
from resumekit.posting import Posting, PostingLine, Reader
from resumekit.wording import general_wording, joined
from resumekit.words import Spellings

MOST_YEARS = 15
"""More years than a posting asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSkill:
    """A skill that a posting asks for: the line's number and text, and the words of it that name the skill."""

    skill: str
    required: bool
    line: int
    text: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCredential:
    """A credential that a posting asks for, or any of several: those of `any_of`."""

    id: str
    name: str
    any_of: tuple[str, ...]
    required: bool
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedYears:
    """How many years of work a posting asks for at least."""

    years: float
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSchooling:
    """The least schooling that a posting asks for."""

    id: str
    name: str
    met_by: tuple[str, ...]
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a posting asks for, in its order."""

    posting: Posting
    skills: tuple[AskedSkill, ...]
    credentials: tuple[AskedCredential, ...]
    years: AskedYears | None
    schooling: AskedSchooling | None


@dataclass(frozen=True, slots=True, eq=False)
class _Sense:
    kind: Literal["credential", "not", "named", "own", "must", "schooling", "title"]
    id: str
    named: str = ""
    skills: tuple[str, ...] = ()


class Interpreter:
    """Finds what postings ask for. Compiled once, used for any number of postings; its recogniser reads profiles, too."""

    def __init__(self, career: Career, general: Asking | None = None) -> None:
        self.career = career
        self.asking = joined_asking(general or general_asking(), career.posting)
        self.recogniser = Recogniser(career, self.asking)
        self.reader = Reader(career, self.asking)
        self._senses = Spellings(_senses(self.asking), joined(general_wording(), career.wording))
        self._credentials = {one.id: one for one in self.asking.credentials}
        self._traits = frozenset(skill.id for skill in career.skills if skill.trait)

    def read(self, page: Page) -> Asked:
        """What a page asks for as a posting."""
        posting = self.reader.read(page)
        lines = [line for line in posting.lines if line.section != "other"]
        found = {line: self._senses.find(self._senses.tokens(line.text)) for line in lines}
        return Asked(
            posting=posting,
            skills=tuple(self._skills(posting, lines, page)),
            credentials=tuple(self._wanted(posting, found)),
            years=_years(lines, {line for line, senses in found.items() if any(sense.kind == "schooling" for _, _, sense in senses)}),
            schooling=self._schooling(found),
        )

    def schooling_in(self, text: str) -> list[str]:
        """The degrees of schooling that a text names."""
        return list(dict.fromkeys(sense.id for _, _, sense in self._senses.find(self._senses.tokens(text)) if sense.kind == "schooling"))

    def _skills(self, posting: Posting, lines: list[PostingLine], page: Page) -> Iterator[AskedSkill]:
        made: dict[str, AskedSkill] = {}

        def put(skill: str, line: PostingLine, words: str) -> None:
            asked = AskedSkill(skill=skill, required=line.section == "required", line=line.number, text=line.text, words=words)
            if skill not in made or (asked.required and not made[skill].required):
                made[skill] = asked

        number = next((line.number for line in page.lines if posting.title and posting.title in line.text), page.lines[0].number if page.lines else 1)
        title = PostingLine(number=number, text=posting.title, section="required")
        if posting.trade != "other":
            for at, end, sense in self._senses.find(tokens := self._senses.tokens(posting.title)):
                for skill in sense.skills:
                    put(skill, title, tokens.between(at, end))
        for line in lines:
            for mention in self.recogniser.asked(line.text):
                if posting.trade != "other" or mention.skill in self._traits:
                    put(mention.skill, line, mention.words)
        order = {line: at for at, line in enumerate([title.number, *(line.number for line in lines)])}
        yield from sorted(made.values(), key=lambda one: order.get(one.line, 0))

    def _wanted(self, posting: Posting, found: dict[PostingLine, list[tuple[int, int, _Sense]]]) -> Iterator[AskedCredential]:
        made: dict[str, list[tuple[bool, bool, PostingLine]]] = {}
        named: dict[str, set[str]] = {}
        for line, senses in found.items():
            for at, end, sense in senses:
                if sense.kind == "named":
                    named.setdefault(sense.id, set()).add(sense.named)
                if sense.kind != "credential" and not (sense.kind == "own" and posting.trade == "own" and not any(other.kind == "credential" for _, _, other in senses)):
                    continue
                if any(other.kind == "not" and other.id == sense.id and start <= at and end <= stop for start, stop, other in senses):
                    continue
                must = any(other.kind == "must" for _, _, other in senses)
                made.setdefault(sense.id, []).append((line.section == "required", must, line))
        tokens = self._senses.tokens(posting.title)
        for _, _, sense in self._senses.find(tokens):
            if sense.kind == "credential" and sense.id not in made:
                made[sense.id] = [(True, False, PostingLine(number=1, text=posting.title, section="required"))]
        for id_, places in made.items():
            one = self._credentials[id_]
            if posting.trade == "other" and not one.any_trade:
                continue
            # Who is called by a credential's name is not yet asked for it: what is said to be preferred beats that.
            sure = [place for place in places if place[0] and place[1]] or [place for place in places if not place[0]] or places
            required, _, line = sure[0]
            only = named.get(id_, set()) if id_ not in named.get(id_, ()) else set()
            id_shown = next(iter(only)) if len(only) == 1 else id_
            any_of = tuple(name for name in one.any_of if not only or name in only)
            name = self.career.credentials_by_id[id_shown].name if id_shown in self.career.credentials_by_id and id_shown != id_ else one.name
            yield AskedCredential(id=id_shown, name=name, any_of=any_of, required=required, line=line.number, text=line.text)

    def _schooling(self, found: dict[PostingLine, list[tuple[int, int, _Sense]]]) -> AskedSchooling | None:
        """The least schooling that a line requires; of several such lines the most, of alternatives in one the least."""
        degrees_known = sorted(self.asking.schooling, key=lambda one: -len(one.met_by))  # the more others meet it, the less it is
        ranks = {one.id: rank for rank, one in enumerate(degrees_known)}
        best: tuple[int, PostingLine] | None = None
        for line, senses in found.items():
            degrees = [ranks[sense.id] for _, _, sense in senses if sense.kind == "schooling"]
            if degrees and line.section == "required" and (best is None or min(degrees) > best[0]):
                best = (min(degrees), line)
        if best is None:
            return None
        one = degrees_known[best[0]]
        return AskedSchooling(id=one.id, name=one.name, met_by=one.met_by, line=best[1].number, text=best[1].text)


def _senses(asking: Asking) -> Iterator[tuple[str, _Sense]]:
    for one in asking.credentials:
        for text in one.spellings:
            yield text, _Sense("credential", one.id)
        for text in one.not_this:
            yield text, _Sense("not", one.id)
        for text in one.of_own:
            yield text, _Sense("own", one.id)
        for name in one.named:
            for text in name.words:
                yield text, _Sense("named", one.id, name.id)
    for text in asking.required:
        yield text, _Sense("must", "")
    for degree in asking.schooling:
        for text in degree.words:
            yield text, _Sense("schooling", degree.id)
    for title in asking.title_shows:
        for text in title.words:
            yield text, _Sense("title", "", skills=title.skills)


# Years -----------------------------------------------------------------------------------------------------------------------

_NUMBERS = {word: number for number, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])}
_AMOUNT = r"(\d{1,2}(?:\.\d)?|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_PERIOD = re.compile(
    rf"\b(?:({_AMOUNT[1:-1]})\s*(?:\(\d{{1,2}}\)\s*)?(?:\+|plus|or more)?\s*(?:-|–|—|to|or)\s*)?{_AMOUNT}\s*(?:\(\s*\d{{1,2}}\s*\)\s*)?"
    r"(?:\+|plus|or more|full)?\s*[-–]?\s*(years?|yrs?|months?|mos?)\b['’]?",
    re.IGNORECASE,
)
_WORK = re.compile(r"\b(?:experience|experienced|work(?:ing)?|background|employment|as an?|in an?|in the|of)\b", re.IGNORECASE)
_EXPERIENCE = re.compile(r"\bexperienced?\b|\bexp\b", re.IGNORECASE)
_AT_WORK = re.compile(r"\s*(?:of )?(?:working|work as|as an?\b|in (?:an? |the )?(?:\w+ ){0,2}(?:care|healthcare|practice|clinic|office|setting|hospital|field)|\(required\))", re.IGNORECASE)
_BRIEF = 6
"""With how many spaces a piece is so short that its line says what it is about."""
_NOT_WORK = re.compile(
    r"\b(?:of age|old|ages?|within|after|first|every|last|past|ago|for over|history|under|vest|per|once|degree|program|annually|employment|of service|hire|contract|commitment|warranty|each)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:or|in lieu|equivalent|instead|substitut\w+)\b", re.IGNORECASE)


def _years(lines: list[PostingLine], schooled: set[PostingLine]) -> AskedYears | None:
    """The least number of years that a posting requires: of several lines the most, within a line the least."""
    best: AskedYears | None = None
    told = {line.number for line in lines if _EXPERIENCE.search(line.text)}
    for line in lines:
        if line.section != "required" or (not any(char.isdigit() for char in line.text) and not _WORDED.search(line.text)):
            continue
        found = []
        for match in _PERIOD.finditer(line.text):
            before, after = line.text[max(0, match.start() - 40) : match.start()], line.text[match.end() : match.end() + 90]
            if _NOT_WORK.search(after[:14]) or _NOT_WORK.search(before[-14:]):
                continue
            brief = line.number in told and line.text.count(" ") < _BRIEF
            if not (_EXPERIENCE.search(after) or _EXPERIENCE.search(before) or _AT_WORK.match(after) or brief):
                continue
            if line in schooled and _INSTEAD.search(line.text):
                continue
            amount = _number(match[1] or match[2])
            years = amount / 12 if match[3].lower().startswith("mo") else amount
            if 0 < years <= MOST_YEARS:
                found.append(round(years, 2))
        if found and (best is None or min(found) > best.years):
            best = AskedYears(years=min(found), line=line.number, text=line.text)
    return best


_WORDED = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)


def _number(text: str) -> float:
    return float(_NUMBERS.get(text.lower(), 0) or text) if text.lower() in _NUMBERS or text[0].isdigit() else 0.0


__all__ = ["Asked", "AskedCredential", "AskedSchooling", "AskedSkill", "AskedYears", "Interpreter"]
