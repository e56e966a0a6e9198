"""Words, and sequences of them: how a text falls into words and clauses, what a spelling matches.

In: texts, and spellings in the notation of a career pack. Out: tokens and the places where spellings stand among them.
Must not know what a spelling stands for. All that is here of language is the shape of English: what joins a
list or ends a clause (the forms of a word are in `forms`); which words matter is data.

A spelling is compared word by word, whatever the case and the form of a word. `a|b` is either word, `...` up to four words
that name one thing or things in a list (no preposition, no other act), `=word` that very form (with its capitals, if it has
any), `$name` any word of a class, `@past` any verb in the past. Where one word must follow another, a list may stand between that shares the head: `oral medication`
matches "oral, IM and SQ medications".
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from resumekit.forms import MAX_KNOWN, fold, is_past, is_slip, stem
from resumekit.wording import Wording

MAX_GAP = 4
"""How many words the `...` of a spelling may stand for; in a list so many for each item."""
MAX_LIST = 12
"""How many words it may stand for in a list at most."""
MAX_TEXT = 20_000
"""How many characters of one text are read; a line of a resume has a few hundred."""
MAX_ITEMS = 5
"""How many items of a list may stand before the head that they share."""
JOINED, COMMA, CLOSED, COLON, CLAUSE = range(5)
"""What stands before a word: nothing, a comma or slash or opening bracket, a closing bracket, a colon, the end of a clause."""

# Texts ---------------------------------------------------------------------------------------------------------------------

_PIECE = re.compile(
    r"[A-Za-z]++(?=[\s,;:!?)]|$)|[,;:!?()\[\]\n]|"  # most of a text, at once; the same is in what follows
    r"(?:[^\W\d_]\.){2,}|\b(?:[DdMmJS]rs?|[Mm]rs|[Mm]s|[Pp]ts?|[Aa]ppts?|approx|incl)\.(?=\s)|\d+(?:[.,]\d+)+|\b[A-Z]/[A-Z]\b(?!/)|[wW]/o\b|[wW]/|[\w\u0300-\u036f]+(?:['’][^\W\d_]+)?|[&+/,.;:!?|•()\[\]\n]|(?<!\d)[–—]|[–—](?!\d)|(?<=\w)-(?:in|on|to|by|at|for|from|with|through)\b|(?<=\s)[-*](?=\s)",
)
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]{1,64}@[\w.-]{1,255}|\]\([^)\s]{0,2000}\)")
_BARS = {mark: bar for bar, marks in ((COMMA, ",/(["), (CLOSED, ")]"), (COLON, ":"), (CLAUSE, ".;!?|•\n–—-*")) for mark in marks}
_SHORT = {"&": "and", "+": "and", "w/": "with", "w/o": "without"}


class Word:
    """One form of a word: as it is typed, its stem, the keys by which spellings look for it, what is seen in its shape."""

    __slots__ = ("act", "begins", "capital", "ends", "gerund", "joins", "keys", "links", "manner", "nodes", "past", "plural", "raw", "stem", "verb")

    def __init__(self, raw: str, keys: tuple[str, ...], stem: str, *, begins: tuple[str, ...], links: bool, ends: bool, act: bool) -> None:
        lower = raw.lower()
        self.raw = raw
        self.stem = stem
        self.keys = keys
        self.begins = begins
        """The keys with which a spelling may begin."""
        self.nodes: list[_Node[Any]] | None = None
        """Where those spellings begin; made when the word is first met."""
        self.joins = lower in ("and", "or", "nor")
        self.links = links
        """Whether it leads from a thing to another: a preposition, a relative pronoun."""
        self.ends = ends
        """Whether it begins another clause."""
        self.manner = lower.endswith("ly")
        """Whether it may say how something is done, and so may stand behind all that it was done with."""
        self.past = is_past(lower)
        self.act = act or self.past
        """Whether it may be a verb."""
        self.gerund = lower.endswith("ing") and len(lower) > 5
        """Whether it may be an act that goes along with another one."""
        self.verb = self.act or self.gerund
        self.plural = not self.act and lower.endswith("s") and not lower.endswith(("ss", "us", "is")) and not raw.isupper()
        """Whether it may be several things, and so no word that another one is the head of."""
        self.capital = self.past and raw[:1].isupper() and raw[1:].islower()


class Layout(NamedTuple):
    """How the words of a text fall into clauses and into items, which stand between two bars of any kind."""

    clauses: list[int]
    """For each word the first one of its clause."""
    items: list[int]
    """For each word the first one of its item."""
    ends: list[int]
    """For each word the one after the last of its item."""
    commas: int
    """How many commas there are."""


class Tokens:
    """A text's words, with what stands before each."""

    __slots__ = ("_layout", "_spans", "bars", "keys", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self.bars: list[int] = []
        self._layout: Layout | None = None
        self._spans: list[tuple[int, int]] | None = None
        self.keys: set[str] = set()
        """The keys of all words, once spellings were looked for; before, of those that are still to come."""

    def span(self, at: int, end: int) -> tuple[int, int]:
        """The characters, from and to, that the words from `at` up to `end` take."""
        if self._spans is None:
            self._spans = [match.span() for match in _PIECE.finditer(_prepared(self.text)) if match[0] not in _BARS]
        return self._spans[at][0], self._spans[end - 1][1]

    def asked(self) -> list[bool]:
        """For each word whether its clause ends with a question mark."""
        ends = [at for at, bar in enumerate(self.bars) if at and bar == CLAUSE] + [len(self.words)]
        made: list[bool] = []
        text = _prepared(self.text)
        for end in ends:
            after = self.span(end, end + 1)[0] if end < len(self.words) else len(text)
            made += [text[self.span(end - 1, end)[1] : after].lstrip().startswith("?")] * (end - len(made))
        return made

    def layout(self) -> "Layout":
        """How the words fall into clauses and items; found once."""
        if self._layout is None:
            clauses: list[int] = []
            items: list[int] = []
            for at, bar in enumerate(self.bars):
                clauses.append(clauses[-1] if at and bar != CLAUSE else at)
                items.append(items[-1] if at and bar == JOINED else at)
            ends = [len(items)] * len(items)
            for at in range(len(items) - 2, -1, -1):
                ends[at] = ends[at + 1] if items[at] == items[at + 1] else at + 1
            self._layout = Layout(clauses, items, ends, self.bars.count(COMMA))
        return self._layout

    def between(self, at: int, end: int) -> str:
        """The text from one word up to another."""
        start, stop = self.span(at, end)
        return self.text[start:stop]


def _prepared(text: str) -> str:
    """What is read of a text: its beginning, without addresses; places stay as they are."""
    text = text[:MAX_TEXT]
    if "_" in text:
        text = text.replace("_", " ")
    if "@" in text or "](" in text or "://" in text:
        text = _ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return text


# Spellings -----------------------------------------------------------------------------------------------------------------

Keys = frozenset[str]
LIST: Keys = frozenset(("…",))
"""A gap in which a list may stand."""
_Element = Keys | None
"""One place of a spelling: the keys that fit there; None is the gap `...`."""
T = TypeVar("T")
_FIRST = itemgetter(0)
Classes = Mapping[str, tuple[str, ...]]


def compile_spelling(text: str, classes: Classes) -> list[tuple[_Element, ...]]:
    """The sequences of places that a spelling stands for: several where an alternative has several words."""
    made: list[tuple[_Element, ...]] = [()]
    for part in _places(text):
        if part in ("...", "…"):
            made = [(*one, LIST if part == "…" else None) for one in made]
            continue
        words = [_stems(choice) for choice in _choices(part, classes)]
        keys = frozenset(one[0] for one in words if len(one) == 1)
        ways: list[tuple[_Element, ...]] = [(keys,)] if keys else []
        ways += [tuple(frozenset((word,)) for word in one) for one in words if len(one) > 1]
        if ways:
            made = [(*one, *way) for one in made for way in ways]
    return [one for one in made if one and not {one[0], one[-1]} & {None, LIST}]


@lru_cache(maxsize=MAX_KNOWN)
def _stems(choice: str) -> tuple[str, ...]:
    """The keys of a choice's words, one after the other."""
    if choice[0] in "=@":
        return (choice,)
    if choice.isalpha():  # most are plain words, which need no tokeniser
        return (stem(fold(choice)),)
    return tuple(stem(fold(word)) for word in _split(choice))


def _places(text: str) -> list[str]:
    return text.replace("…", " … ").replace("...", " ... ").split()


def _key(choice: str) -> str:
    """The key by which a choice is found; of several words the first one's."""
    return choice if choice in ("...", "…") else next(iter(_stems(choice)), "")


def keys_of(words: Iterable[str]) -> set[str]:
    """The keys by which the words of a class are found."""
    return {_key(word) for word in words}


def _choices(part: str, classes: Classes) -> Iterable[str]:
    for choice in part.split("|"):
        if choice.startswith("$"):
            yield from classes.get(choice[1:], ())
        elif choice:
            yield choice


def _split(text: str) -> list[str]:
    return [plain for piece in _PIECE.findall(text) if piece not in _BARS and (plain := _plain(piece))]


def _plain(piece: str) -> str:
    """A piece as the word that it is: abbreviations without full stops, without the ending 's."""
    if piece in _SHORT:
        return _SHORT[piece]
    if piece[0] == "-":  # of walk-in: it leads nowhere
        return piece[1:] or piece
    if "." in piece and piece[0].isalpha():
        piece = piece.replace(".", "")
    for mark in ("'", "’"):
        before, _, after = piece.partition(mark)
        if after:
            return before if after.lower() == "s" else before + after
    return piece


@dataclass(slots=True)
class _Node(Generic[T]):
    """Where spellings have got to together: the keys that lead on at once, those that may stand after a gap, what is complete."""

    direct: "_Children[T]"
    after_gap: "_Children[T]"
    after_list: "_Children[T]"
    complete: tuple[T, ...]
    plain: bool
    """Whether the very next word has to go on."""
    follow: Keys
    """All keys that lead on."""


_Position = tuple[tuple[_Element, ...], int, T]
_Children = dict[str, tuple[_Position[T], ...] | _Node[T]]
"""By key the node that follows; before it is first met, the spellings that it is made of."""


class Spellings(Generic[T]):
    """Finds many spellings in a text at once, each with what it stands for. Compiled as far as texts need it."""

    def __init__(self, spellings: Iterable[tuple[str, T]], wording: Wording) -> None:
        classes = {one.id: one.words for one in wording.classes}
        self._starts: dict[str, list[_Position[T]] | _Node[T]] = {}
        self._keys: set[str] = set()
        self._classes = classes
        self._parts: dict[str, list[list[tuple[str, str]]]] = {}
        self._real = frozenset(stem(word) for word in wording.real_words)
        self._clauses = frozenset(wording.clauses)
        self._links = frozenset((*wording.links, *wording.clauses)) | {turn for turn in wording.turns if turn.isalpha()}
        self._acts = frozenset(stem(word) for word in wording.acts)
        self._known: dict[str, Word | int] = dict(_BARS)
        self._near: dict[str, list[str]] | None = None
        self._short = {word: one.means for one in wording.short_forms for word in one.words}
        for text, meaning in spellings:
            for elements in compile_spelling(text, classes):
                for element in elements:
                    self._keys.update(() if element == LIST else element or ())
                for key in elements[0] or ():
                    self._starts.setdefault(key, []).append((elements, 1, meaning))  # type: ignore[union-attr]

    # Reading a text

    def tokens(self, text: str) -> Tokens:
        """The words of `text`."""
        found = Tokens(text)
        known, words, bars = self._known, found.words, found.bars
        bar = CLAUSE
        last: Word | None = None
        for piece in _PIECE.findall(_prepared(text)):
            word = known.get(piece)
            if word is None:
                word = self._learn(piece)
            if word.__class__ is int:
                bar = max(bar, word)
                continue
            # A verb with a capital after a word without one begins a sentence whose full stop is missing.
            if word.capital and last is not None and not bar and last.raw.islower() and not last.joins:  # type: ignore[union-attr]
                bar = CLAUSE
            words.append(word)  # type: ignore[arg-type]
            bars.append(bar)
            last = word  # type: ignore[assignment]
            bar = JOINED
        return found

    def _learn(self, piece: str) -> Word:
        raw = _plain(piece)
        lower = fold(raw)
        base = stem(lower)
        if base not in self._keys and len(lower) >= 7 and lower.isalpha():
            base = self._corrected(base)
        # A form written with capitals asks for them, so that a product is not taken for the word it is named after.
        exact = {"=" + raw, "=" + lower}
        if raw.isupper() and len(raw) > 3:
            exact.add("=" + raw.capitalize())
        if is_past(lower):
            exact.add("@past")
        meant = self._short.get(raw)
        if meant is not None:
            exact |= {stem(meant), "=" + meant}
        keys = tuple(key for key in (base, *sorted(exact)) if key in self._keys)
        word = Word(raw, keys, base, begins=tuple(key for key in keys if key in self._starts), links=lower in self._links and piece[0] != "-", ends=lower in self._clauses, act=base in self._acts)
        if len(self._known) > MAX_KNOWN:
            self._known = dict(_BARS)
        self._known[piece] = word
        return word

    def _corrected(self, base: str) -> str:
        """The stem that was meant, if `base` is one slip away from it: a letter left out, doubled or swapped, a vowel mistaken.

        The first letter and the last are never corrected: with them one word turns into another one too easily.
        """
        if len(base) < 6 or base in self._real:
            return base
        if self._near is None:
            self._near = {}
            for key in sorted(self._keys):
                if len(key) >= 6 and key.isalpha():
                    self._near.setdefault(key[0] + key[-1], []).append(key)
        for known in self._near.get(base[0] + base[-1], ()):
            if is_slip(base, known):
                return known
        return base

    # Finding

    def find(self, tokens: Tokens) -> list[tuple[int, int, T]]:
        """Every spelling in a text: its first word, the word after its last, what it stands for. Of a gap, the nearest end."""
        found: dict[tuple[int, int], tuple[int, int, T]] = {}
        words, bars = tokens.words, tokens.bars
        last = len(words) - 1
        keys = tokens.keys = set()
        for at in range(last, -1, -1):  # backwards, so that it is known which keys are still to come
            word = words[at]
            nodes = word.nodes
            if nodes is None:
                nodes = word.nodes = [self._start(key) for key in word.begins]
            for node in nodes:
                if node.follow.isdisjoint(keys):  # most words lead nowhere
                    for meaning in node.complete:
                        found.setdefault((at, id(meaning)), (at, at + 1, meaning))
                elif not node.plain or bars[at + 1] or words[at + 1].joins or not node.follow.isdisjoint(words[at + 1].keys):
                    _walk(node, tokens, at, at + 1, found)
            keys.update(word.keys)
        return sorted(found.values(), key=_FIRST)

    def _start(self, key: str) -> _Node[T]:
        """Where the spellings begin that begin with a key."""
        node = self._starts[key]
        if isinstance(node, list):
            node = self._starts[key] = _node(node)
        return node

    def said(self, text: str, tokens: Tokens, at: int, end: int) -> str:
        """A spelling as the words from `at` up to `end` have it: of each place the choice that stands there."""
        if "|" not in text and "$" not in text:
            return text.replace("=", "")
        parts = self._parts.get(text)
        if parts is None:
            parts = self._parts[text] = [[(choice.lstrip("="), _key(choice)) for choice in _choices(part, self._classes)] for part in _places(text)]
        keys = {key for word in tokens.words[at:end] for key in word.keys}
        return " ".join(next((choice for choice, key in choices if key in keys), choices[0][0]) for choices in parts if choices)


def _node(positions: Iterable["_Position[T]"]) -> _Node[T]:
    direct: _Children[T] = {}
    after_gap: _Children[T] = {}
    after_list: _Children[T] = {}
    complete: list[T] = []
    for elements, index, meaning in positions:
        if index == len(elements):
            complete.append(meaning)
            continue
        element, into, next_ = elements[index], direct, index + 1
        if element is None or element == LIST:
            element, into, next_ = elements[index + 1], after_gap if element is None else after_list, index + 2
        for key in element or ():
            into[key] = (*into.get(key, ()), (elements, next_, meaning))  # type: ignore[misc]
    return _Node(direct, after_gap, after_list, tuple(complete), not (after_gap or after_list or complete), frozenset((*direct, *after_gap, *after_list)))


def _walk(node: _Node[T], tokens: Tokens, start: int, at: int, found: dict[tuple[int, int], tuple[int, int, T]]) -> None:
    """Record what is complete before the word `at`, and go on from there. Nodes are made when they are first met."""
    for meaning in node.complete:
        found.setdefault((start, id(meaning)), (start, at, meaning))
    words, bars = tokens.words, tokens.bars
    if at >= len(words) or not node.follow:
        return
    children = node.direct
    if children:
        word = words[at]
        bar = bars[at]
        if bar == JOINED:
            for key in word.keys:
                child = children.get(key)
                if child is not None:
                    if child.__class__ is tuple:
                        child = children[key] = _node(child)
                    if child.follow.isdisjoint(tokens.keys):  # type: ignore[union-attr]
                        for meaning in child.complete:  # type: ignore[union-attr]
                            found.setdefault((start, id(meaning)), (start, at + 1, meaning))
                    else:
                        _walk(child, tokens, start, at + 1, found)  # type: ignore[arg-type]
        if (bar == COMMA or word.joins) and not children.keys().isdisjoint(tokens.keys):
            _walk_list(children, tokens, start, at, found)
    children = node.after_gap
    if children and not children.keys().isdisjoint(tokens.keys):
        _walk_gap(children, tokens, start, at, found, lists=False)
    children = node.after_list
    if children and not children.keys().isdisjoint(tokens.keys):
        _walk_gap(children, tokens, start, at, found, lists=True)


def _walk_gap(children: _Children[T], tokens: Tokens, start: int, at: int, found: dict[tuple[int, int], tuple[int, int, T]], *, lists: bool) -> None:
    """Go on behind a gap that begins at `at`: up to so many words, in a list so many for each item."""
    words, bars = tokens.words, tokens.bars
    first, bar = words[at], bars[at]
    if bar == CLAUSE or ((bar or words[at - 1].joins) and not (first.act or first.joins)):
        return  # another clause, another item
    thing = joined = led = False
    left = MAX_GAP
    for after in range(at, min(len(words), at + MAX_LIST + 1)):
        word = words[after]
        bar = bars[after]
        if bar == CLAUSE or (thing and word.verb and (bar or joined)):
            return  # another clause, another act
        links = word.links
        if links or not led or word.manner:
            for key in word.keys:
                if key in children:
                    child = children[key]
                    if child.__class__ is tuple:
                        child = children[key] = _node(child)
                    _walk(child, tokens, start, after + 1, found)  # type: ignore[arg-type]
        if links:
            if not lists or word.ends:
                return
            led = True  # a preposition may still lead on: gave results on paper to nurses
        joined = word.joins
        left = MAX_GAP - 1 if lists and (joined or bar == COMMA) else left - 1
        if left < 0:
            return
        thing = thing or not (joined or word.act)


def _walk_list(children: _Children[T], tokens: Tokens, start: int, at: int, found: dict[tuple[int, int], tuple[int, int, T]]) -> None:
    """Go on at the head that a list beginning at `at` shares, if there is one: items of a word each, joined."""
    words, bars = tokens.words, tokens.bars
    end = len(words)
    several = words[at - 1].plural
    for _ in range(MAX_ITEMS):
        if at >= end or bars[at] >= CLOSED or not (bars[at] == COMMA or words[at].joins):
            return
        while at < end and words[at].joins:
            at += 1
        if at < end and (words[at].act or words[at].links):  # another act, not another item
            return
        at += 1
        if at >= end or bars[at] != JOINED or words[at].joins:
            continue
        if several and not words[at].links and words[at].raw != "of":  # no one says "physicians management"
            return
        for key in words[at].keys:
            child = children.get(key)
            if child is not None:
                if child.__class__ is tuple:
                    child = children[key] = _node(child)
                _walk(child, tokens, start, at + 1, found)  # type: ignore[arg-type]
        return
