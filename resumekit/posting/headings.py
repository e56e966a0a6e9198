"""Headings of a posting: whether one stands at the beginning of a piece, and what it says of what stands below.

In: the words of a piece, and the signs among them. Out: how many words the heading has, and its kind. Must not know a posting's
state, or what its lines ask.
"""

from dataclasses import dataclass
from typing import Literal

from resumekit.pages import PageLine
from resumekit.words import JOINED, Tokens, Word

_SHORT = 8
"""How many words a heading has at most that nothing but its words marks as one."""
_SOME, _MOST = 0.3, 0.75
"""Which part of a heading's words must be those of headings, where its form says that it is one, and where it does not."""
LABEL = 70
"""How many characters a label before a colon has at most."""
BOLD = 7
"""The level of a line that is wholly bold."""
IDLE = frozenset(["the", "a", "an", "our", "your", "this", "s", "we", "you", "i", "us", "re", "ll", "is", "are"])


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """What a spelling stands for: a heading's word, a mark, a trade's title, boilerplate and what undoes it."""

    kind: Literal["heading", "required", "preferred", "asks", "boilerplate", "unless", "title", "setting"]
    value: str = ""


Found = tuple[int, int, Sign]


def heading_of(tokens: Tokens, found: list[Found], line: PageLine, *, first: bool, long: bool) -> tuple[int, str]:
    """How many words a heading at the beginning of a piece has, and its kind; 0 where none stands there."""
    words, text = tokens.words, tokens.text
    signs = [one for one in found if one[2].kind == "heading"]
    colon = text.find(":", 0, LABEL)
    end = next((at for at in range(len(words)) if tokens.span(at, at + 1)[0] > colon), len(words)) if colon > 0 else 0
    formed = bool(line.level) and first and not (line.item and line.level == BOLD)
    if formed or text.endswith(":"):
        end = len(words)
        share, kind = _share(words, signs, end)
        if not formed and end > _SHORT:  # a sentence that introduces a list
            marks = {sign.kind for _, _, sign in found}
            return (end, "preferred") if "preferred" in marks and "required" not in marks else (0, "")
        return end, kind if share >= _SOME else "part" if line.level in (0, BOLD) else "asked"
    if end:
        share, kind = _share(words, signs, end)
        return (end, kind) if share >= _MOST else (0, "")
    if first and not line.item and len(words) <= _SHORT and text[-1:] not in ".!?;,":
        share, kind = _share(words, signs, len(words))
        titled = all(word.raw[:1].isupper() or word.joins or word.links or word.raw.lower() in IDLE for word in words)
        if kind == "preferred" and titled and len(words) <= _SHORT - 3:
            return len(words), kind
        # What only names a part may be asked itself: "Communication skills".
        if share >= _MOST and (titled or share == 1) and (kind != "part" or line.after_gap):
            return len(words), kind
    return _run_in(tokens, signs) if long or not first else (0, "")


def _share(words: list[Word], signs: list[Found], end: int) -> tuple[float, str]:
    """Which part of the words up to `end` are those of headings, and what they say together."""
    inside = [one for one in signs if one[1] <= end]
    covered = {at for start, stop, _ in inside for at in range(start, stop)}
    if not covered:
        return 0.0, "part"
    idle = sum(words[at].joins or words[at].links or words[at].raw.lower() in IDLE for at in range(end) if at not in covered)
    return (len(covered) + idle) / end, _kind({sign.value for _, _, sign in inside})


def _run_in(tokens: Tokens, signs: list[Found]) -> tuple[int, str]:
    """A heading whose line break was lost: words of headings with capitals, before what begins with one, too."""
    words, bars = tokens.words, tokens.bars
    begins = {start: (stop, sign) for start, stop, sign in sorted(signs, key=lambda one: one[1])}
    kinds: set[str] = set()
    at = 0
    while at < len(words):
        if at in begins and words[at].raw[:1].isupper():
            stop, sign = begins[at]
            if not all(word.raw[:1].isupper() or word.joins or word.links for word in words[at:stop]):
                break
            kinds.add(sign.value)
            at = stop
        elif at and (words[at].joins or words[at].raw.lower() in IDLE) and at + 1 in begins and words[at + 1].raw[:1].isupper():
            at += 1
        else:
            break
    if not at or kinds == {"part"}:
        return 0, ""
    kind = _kind(kinds)
    if at == len(words):
        return at, kind
    goes_on = words[at].raw[:1].isupper() or words[at].raw.isdigit()
    return (at, kind) if bars[at] == JOINED and (at > 1 or words[0].raw.isupper() or goes_on) else (0, "")


def _kind(kinds: set[str]) -> str:
    """What a heading with words of such kinds says."""
    if "nothing" in kinds:
        return "nothing"
    if kinds & {"title", "label"}:
        return "title" if "title" in kinds else "label"
    if "preferred" in kinds and "required" not in kinds:
        return "preferred"
    return "required" if kinds & {"required", "asked"} else "part"


def longest(found: list[Found]) -> list[Found]:
    """Of marks that overlap the longest, in order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if not any(one[0] < stop and start < one[1] for start, stop, _ in kept):
            kept.append(one)
    return sorted(kept, key=lambda item: item[0])
