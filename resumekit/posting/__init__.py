"""A job posting: what it calls the job, and each thing it says, with its line and whether that is asked, preferred or neither.

In: a `Page` and how postings ask (`Asking`). Out: a `Posting`. A line is cut into sentences and items, also where its breaks
were lost; headings and the words beside a thing say whether it is required. Must not know a skill, or who reads it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from resumekit.asking import Asking, joined_asking
from resumekit.career import Career
from resumekit.pages import Page, PageLine
from resumekit.phrases import OWN
from resumekit.posting.headings import BOLD, IDLE, LABEL, Found, Sign, heading_of, longest
from resumekit.posting.pieces import sentences, unglued
from resumekit.wording import general_wording, joined
from resumekit.words import COMMA, JOINED, Spellings, Tokens, Word

Section = Literal["required", "preferred", "other"]
Trade = Literal["own", "near", "other"]

MAX_TITLE = 160
"""How long a title is at most."""
_SEVERAL = 2
"""In how many lines words of the career's own setting stand, at least, where a doubtful title is of a near trade."""
_HEADS = 3
"""How many spaces a piece has at least in whose midst a heading may stand."""
_TITLE_LINES = 12
"""Among how many lines the title is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingLine:
    """One thing that a posting says: a sentence or an item of line `number`. `section`: other asks for nothing."""

    number: int
    text: str
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A posting. `trade`: whether the job is of the career, of a neighbouring trade or of another one; `is_named`: whether its words say so."""

    title: str
    trade: Trade
    lines: tuple[PostingLine, ...]
    is_named: bool = True


class Reader:
    """Reads pages as postings for one career. Compiled once, used for any number of them."""

    def __init__(self, career: Career, asking: Asking) -> None:
        wording = joined(general_wording(), career.wording)
        signs = Spellings(_signs(career, asking), wording)
        self._signs = signs
        self._complete = frozenset(word.lower() for word in asking.complete)
        self._fact_keys = frozenset(word.lower() for word in asking.fact_keys)
        self._compounds = frozenset(asking.compounds) | {word.lstrip("=") for one in wording.classes for word in one.words if _INSIDE.search(word)}
        self._compounds |= {part.lstrip("=") for skill in career.skills for text in skill.spellings if _INSIDE.search(text) for part in re.split(r"[\s|]+", text)}
        words = sorted({word.split()[-1] for word in (*asking.preferred, *asking.required) if word.isalpha() and len(word.split()[-1]) > 6})
        self._glued = re.compile(rf"\b({'|'.join(words)})(?=(?!ments?\b|ly\b)[a-z]{{4}}|[A-Z])") if words else None

    def read(self, page: Page) -> Posting:
        """A page as a posting."""
        title, trade = self._title(page)
        facts = [PageLine(number=fact.number, text=fact.text) for fact in page.facts if fact.text and not self._fact_keys.isdisjoint(re.findall("[a-z]+", fact.key.lower()))]
        lines: list[PostingLine] = [PostingLine(number=line.number, text=line.text, section=section) for line in facts for section in [self._plain_section(line.text)]]
        state = _State()
        for line in page.lines:
            lines += self._line(line, state)
        if trade == "likely":
            trade = "near" if self._is_of_setting(lines) else "other"
        elif not trade:
            trade = self._trade_of(lines)
        return Posting(title=title, trade=trade or "other", lines=tuple(lines), is_named=trade is not None)

    # The job

    def _title(self, page: Page) -> tuple[str, Trade | Literal["likely"] | None]:
        """What the job is called: what is declared, or a heading or line near the top that names a trade."""
        tops = [line.text for line in page.lines[:_TITLE_LINES] if len(line.text) <= MAX_TITLE]
        labelled = [text.partition(":")[2].strip() for text in tops if ":" in text and self._is_job_label(text.partition(":")[0])]
        if page.lines and len(page.lines[0].text) > MAX_TITLE:
            tops.insert(0, next(sentences(self._mended(page.lines[0].text[: MAX_TITLE * 2])))[:MAX_TITLE])
        candidates = [text for text in (*labelled, page.title, *tops) if text][: _TITLE_LINES + 3]
        for text in candidates:
            trade = self._trade(text)
            if trade:
                # A sentence that names a trade tells it, but is no title where a heading stands above.
                above = "" if text == page.title or text in labelled else self._heading_above(page, text)
                return (above or text)[:MAX_TITLE], trade
        plain = [text for text in candidates if not self._is_noise(text)]
        return (plain or candidates or [""])[0][:MAX_TITLE], None

    def _heading_above(self, page: Page, text: str) -> str:
        """The first heading of a page, where a sentence and not a title follows; else empty."""
        first = page.lines[0]
        is_sentence = text != first.text and text.endswith(".")
        return first.text if is_sentence and 0 < first.level < BOLD and not self._is_noise(first.text) else ""

    def _is_job_label(self, text: str) -> bool:
        return any(sign.kind == "heading" and sign.value == "title" for _, _, sign in self._signs.find(self._signs.tokens(text[:LABEL])))

    def _is_noise(self, text: str) -> bool:
        return any(sign.kind == "boilerplate" or (sign.kind == "heading" and sign.value != "part") for _, _, sign in self._signs.find(self._signs.tokens(text)))

    def _trade(self, text: str) -> Trade | Literal["likely"] | None:
        """The trade that a title names: the career's own if it does at all, else what says most; `likely` is to be confirmed."""
        titles = [one for one in self._signs.find(self._signs.tokens(text[:MAX_TITLE])) if one[2].kind == "title"]
        found = [sign.value for _, _, sign in sorted(longest(titles), key=lambda one: (one[0] - one[1], one[0]))]
        return "own" if "own" in found else found[0] if found else None  # type: ignore[return-value]

    def _trade_of(self, lines: list[PostingLine]) -> Trade | None:
        """The trade that the text of a posting names most often."""
        counts = dict.fromkeys((*_TRADES, "likely"), 0)
        for line in lines[:200]:
            for _, _, sign in self._signs.find(self._signs.tokens(line.text)):
                if sign.kind == "title" and line.section != "other":
                    counts[sign.value] += 1
        if counts["likely"] and self._is_of_setting(lines):
            counts["near"] += counts["likely"]
        best = max(_TRADES, key=lambda trade: counts[trade])
        return best if counts[best] and best != "other" else None

    def _is_of_setting(self, lines: list[PostingLine]) -> bool:
        """Whether words of the career's own setting stand in several of the lines that ask."""
        asking = [line for line in lines[:400] if line.section != "other"]
        own = sum(any(sign.kind == "setting" for _, _, sign in self._signs.find(self._signs.tokens(line.text))) for line in asking)
        return own >= _SEVERAL and own * 10 >= len(asking)

    # Its lines

    def _line(self, line: PageLine, state: "_State") -> Iterator[PostingLine]:
        text = self._mended(line.text)
        long = len(text) > 300
        if state.passing:
            state.section, state.passing = state.kept, False
        for index, sentence in enumerate(sentences(text)):
            for piece in unglued(sentence) if long or len(sentence) > 300 else [sentence]:
                for part in self._parted(piece):
                    yield from self._piece(part, line, state, first=not index, long=long)

    def _mended(self, text: str) -> str:
        """A line with its lost breaks put back: where a small letter runs into a capital, a mark into a word."""
        if self._glued:
            text = self._glued.sub("\\1\n", text)

        def cut(match: re.Match[str]) -> str:
            word = match[0]
            return word if word in self._compounds or word.rstrip("s") in self._compounds else _INSIDE.sub("\n", word)

        return _JOINED_END.sub("\\1\n", _COMPOUND.sub(cut, text))

    def _parted(self, text: str) -> Iterator[str]:
        """A piece in two where a heading with capitals stands in its midst, with a colon or of several words."""
        if text.count(" ") > _HEADS:
            tokens = self._signs.tokens(text)
            signs = {at: end for at, end, sign in sorted(self._signs.find(tokens), key=lambda one: one[1]) if sign.kind == "heading" and sign.value in _STRONG}
            for at in sorted(signs):
                words = tokens.words
                if not at or not words[at].raw[:1].isupper() or words[at - 1].raw[:1].isupper():
                    continue
                end = signs[at]
                begin, stop = tokens.span(at, end)
                colon = text.find(":", stop, stop + LABEL // 2)
                labelled = colon > 0 and all(word[:1].isupper() or word.lower() in IDLE or word in ("and", "&") for word in text[begin:colon].split())
                if labelled or (words[at - 1].raw.lower() not in _LEADS and self._stands(words, signs, at)):
                    yield text[:begin]
                    yield text[begin:]
                    return
        yield text

    @staticmethod
    def _stands(words: list[Word], signs: dict[int, int], at: int) -> bool:
        """Whether two words of a heading or more stand with capitals, and the next thing begins with one."""
        end = at
        while end < len(words) and end in signs and words[end].raw[:1].isupper():
            end = max(signs[end], end + 1)
        return end - at >= 2 and end < len(words) and words[end].raw[:1].isupper() and all(word.raw[:1].isupper() or word.joins for word in words[at:end])

    def _piece(self, text: str, line: PageLine, state: "_State", *, first: bool, long: bool) -> Iterator[PostingLine]:
        text = text.strip(" \n•·|")
        if not text:
            return
        tokens = self._signs.tokens(text)
        if not tokens.words:
            return
        found = self._signs.find(tokens)
        length, kind = heading_of(tokens, found, line, first=first, long=long)
        if length:
            whole = length == len(tokens.words)
            if kind not in ("part", "title", "label") or (kind == "part" and not state.deeper(line, whole)):
                state.enter(kind, line, whole=whole, alone=length == 1)
            if length == len(tokens.words):
                yield PostingLine(number=line.number, text=text, section="other")
                return
            if kind != "part":
                begin = tokens.span(length, length + 1)[0]
                text = text[begin:].lstrip(" :–—-")
                tokens = self._signs.tokens(text)
                found = self._signs.find(tokens)
            if kind in ("title", "label"):
                yield PostingLine(number=line.number, text=text, section="other")
                return
        state.empty = False
        asks = any(sign.kind in ("asks", "required") for _, _, sign in found)
        boilerplate = {sign.value for _, _, sign in found if sign.kind == "boilerplate"}
        if boilerplate:
            undone = {sign.value for _, _, sign in found if sign.kind == "unless"}
            if boilerplate - undone:
                yield PostingLine(number=line.number, text=text, section="other")
                return
        if state.section == "other":
            if not asks or state.hard:
                yield PostingLine(number=line.number, text=text, section="other")
                return
            if not line.item:
                state.section = "required"
        for section, part in self._marked(text, tokens, found, "required" if state.section == "other" else state.section):
            yield PostingLine(number=line.number, text=part, section=section)

    def _plain_section(self, text: str) -> Section:
        found = self._signs.find(self._signs.tokens(text))
        return "preferred" if any(sign.kind == "preferred" for _, _, sign in found) else "required"

    def _marked(self, text: str, tokens: Tokens, found: list[Found], section: Section) -> Iterator[tuple[Section, str]]:
        """A piece by its marks: what stands before "preferred" is preferred, unless more follows that mark at once."""
        marks = longest([one for one in found if one[2].kind in ("required", "preferred")])
        if not any(sign.kind == "preferred" for _, _, sign in marks):
            # What stands below "preferred" is required only if its own words begin or end by saying so.
            strong = any(at == 0 or end == len(tokens.words) for at, end, _ in marks)
            yield "required" if section == "preferred" and strong else section, text
            return
        words, bars = tokens.words, tokens.bars
        start = 0
        pending: set[str] = set()
        mark = marks[0]
        comma = next((at for at in range(mark[0] - 1, 0, -1) if bars[at] == COMMA), 0)
        if mark[2].kind == "preferred" and comma and words[comma - 1].raw.lower() in self._complete and "and" not in words[comma].raw.lower():
            yield section, text[: tokens.span(comma, comma + 1)[0]]
            start = comma
        for at, end, sign in marks:
            pending.add(sign.kind)
            cut = end < len(words) and at > start and (bars[end] != JOINED or words[end].joins)
            if end == len(words) or cut:
                stop = tokens.span(end, end + 1)[0] if end < len(words) else len(text)
                begin = tokens.span(start, start + 1)[0]
                yield "preferred" if "preferred" in pending else "required", text[begin if start else 0 : stop]
                start, pending = end, set()
        if start < len(words):
            begin = tokens.span(start, start + 1)[0] if start else 0
            yield "preferred" if "preferred" in pending else section, text[begin:]


@dataclass(slots=True)
class _State:
    """Where in a posting its reader is: below which heading, whether what stands there asks."""

    section: Section = "required"
    level: int = 9
    hard: bool = False
    """Whether only a heading ends what asks for nothing."""
    passing: bool = False
    """Whether a label holds for its own line only; `kept` is what holds after it."""
    kept: Section = "required"
    alone: bool = False
    """Whether the heading that holds is a word alone, which ends at the next one."""
    parts: bool = False
    """Whether what stands below the heading that holds begins with a heading of a part, so that it has several."""
    empty: bool = False
    """Whether nothing stands below the heading that holds yet."""

    def deeper(self, line: PageLine, whole: bool) -> bool:
        """Whether a heading that only names a part lies below the one that holds."""
        if self.section == "preferred" and not line.level:
            self.parts = self.parts or (whole and self.empty)
            return self.parts or (not whole and not self.alone)
        return self.section != "required" and (not line.level or line.level > self.level or line.level == 7)

    def enter(self, kind: str, line: PageLine, *, whole: bool, alone: bool = False) -> None:
        """Go on below a heading."""
        self.alone, self.parts, self.empty = alone, False, whole
        if line.item and not whole:
            self.passing, self.kept = True, self.section
        self.section = "preferred" if kind == "preferred" else "other" if kind == "nothing" else "required"
        self.hard = kind == "nothing" and bool(line.level and line.level < 7)
        self.level = line.level or 8


_STRONG = frozenset(("required", "asked", "preferred", "nothing"))
"""The kinds of headings that begin something else."""
_LEADS = frozenset(["the", "a", "an", "of", "in", "for", "to", "our", "your", "and", "as", "with", "by", "see", "these", "this", "all"])
_TRADES: tuple[Trade, ...] = ("own", "near", "other")
_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[A-Z]{3})")
_COMPOUND = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")
_JOINED_END = re.compile(r"([a-z)\]][.;:!?)])(?=[A-Z•][A-Za-z ])")


def _signs(career: Career, asking: Asking) -> Iterator[tuple[str, Sign]]:
    for heading in asking.headings:
        for text in heading.words:
            yield text, Sign("heading", heading.kind)
    for text in asking.required:
        yield text, Sign("required", "strong")
    for text in asking.preferred:
        yield text, Sign("preferred")
    for text in asking.asks:
        yield text, Sign("asks")
    for one in asking.boilerplate:
        for text in one.words:
            yield text, Sign("boilerplate", one.id)
        for text in one.unless:
            yield text, Sign("unless", one.id)
    for own in (*general_wording().classes, *(career.wording.classes if career.wording else ())):
        if own.id == OWN:
            for text in own.words:
                yield text, Sign("setting")
    for trade, texts in (("own", career.titles), ("near", asking.near_titles), ("likely", asking.likely_titles), ("other", (*career.other_titles, *asking.other_titles))):
        for text in texts:
            yield text, Sign("title", trade)


def asking_of(career: Career, general: Asking) -> Asking:
    """How postings ask for what a career knows."""
    return joined_asking(general, career.posting)


__all__ = ["Posting", "PostingLine", "Reader", "Section", "Trade", "asking_of"]
