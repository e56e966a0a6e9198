"""A text as privacy looks at it: its words with their places, what stands between them, who of them is a patient.

In: a piece of text. Out: a `Passage`, which is asked, and `Finding`s. Must not know where the text comes from.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from resumekit.diagnostics import Severity
from resumekit.privacy.rules import listed, only_with, pattern

LEAVE_OUT = "leave it out: what you did counts, not for whom"
_WORD = re.compile(r"\w(?:[\w'’]|-(?=\w))*")
_BREAK = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[a-z]{2})(?<!\bMrs)[.!?]\s+(?=[A-Z])|[;•]")
_LOOKALIKES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "’": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something found at `start` to `end` of a text."""

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    hint: str


def warn(code: str, span: tuple[int, int], message: str, hint: str) -> Finding:
    """What is likely a secret."""
    return Finding(start=span[0], end=span[1], code=code, severity=Severity.WARNING, message=message, hint=hint)


def fail(code: str, span: tuple[int, int], message: str, hint: str) -> Finding:
    """What is almost certainly a secret."""
    return Finding(start=span[0], end=span[1], code=code, severity=Severity.ERROR, message=message, hint=hint)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text; `fold` is without case and apostrophes, and without a possessive ending, which `owns` tells."""

    text: str
    fold: str
    start: int
    end: int
    owns: bool


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    words = []
    for match in _WORD.finditer(text):
        raw = match[0]
        owns = raw.endswith(("'s", "'")) and len(raw) > 2
        bare = raw.removesuffix("'").removesuffix("'s") if owns else raw
        words.append(Word(bare, bare.casefold().replace("'", ""), match.start(), match.end(), owns))
    return words


class Passage:
    """A piece of text and its words; dashes, blanks and apostrophes of all kinds are the plain ones, each in its place."""

    def __init__(self, text: str) -> None:
        self.text = text.translate(_LOOKALIKES)
        self.words = words_of(self.text)
        # "93yo" and "12B" count by their letters too.
        self._folds = {part for word in self.words for part in (word.fold, word.fold.lstrip("0123456789-"), *word.fold.split("-"))}
        self._starts = [word.start for word in self.words]
        self._breaks = [match.start() for match in _BREAK.finditer(self.text)]
        self.is_upper = self.text.isupper()

    @cached_property
    def is_titled(self) -> bool:
        """Whether most of its words begin with a capital, so that one says nothing."""
        long = [word.text for word in self.words if len(word.text) > 3 and word.text[0].isalpha()]
        return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.6 * len(long)

    @cached_property
    def patients(self) -> tuple[int, ...]:
        """Where "patient" or "patients" stand among the words; a PT among small letters is a therapist."""
        return tuple(at for at, word in enumerate(self.words) if word.fold in listed("patient", "patients") and (word.text != "PT" or self.is_upper))

    @cached_property
    def persons(self) -> tuple[Word, ...]:
        """Each "patient" that is one person, and neither any patient nor the beginning of a noun such as patient care."""
        singular, anyone = listed("patient"), listed("any_patient")
        found = (at for at in self.patients if self.words[at].fold in singular and (self.words[at - 1].fold if at else "") not in anyone)
        return tuple(self.words[at] for at in found if self.goes_on(at))

    def index_at(self, position: int) -> int:
        """Which word is the first from a position on."""
        return bisect_left(self._starts, position)

    def before(self, at: int, count: int) -> list[str]:
        """The last words before a position."""
        index = self.index_at(at)
        return [word.fold for word in self.words[max(0, index - count) : index]]

    def after(self, at: int, count: int) -> list[str]:
        """The first words from a position on."""
        index = self.index_at(at)
        return [word.fold for word in self.words[index : index + count]]

    def sentence(self, at: int) -> int:
        """Which sentence a position is in."""
        return bisect_left(self._breaks, at)

    def matches(self, name: str) -> Iterator[re.Match[str]]:
        """Where a pattern matches."""
        needed = only_with().get(name)
        return iter(()) if needed is not None and needed.isdisjoint(self._folds) else pattern(name).finditer(self.text)

    def all(self, name: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
        """A finding wherever a pattern matches."""
        for match in self.matches(name):
            yield Finding(start=match.start(), end=match.end(), code=code, severity=severity, message=message, hint=hint)

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a full stop at the end of the text."""
        end = self.words[index + 1].start if index + 1 < len(self.words) else len(self.text)
        between = self.text[self.words[index].end : end]
        return between if index + 1 < len(self.words) else between + "."

    def goes_on(self, index: int) -> bool:
        """Whether what follows a word may follow a person: the end of a clause, a verb, a preposition."""
        word, gap = self.words[index], self.gap(index)
        return word.owns or bool(gap.strip(" ")) or self.words[index + 1].fold in listed("follows")
