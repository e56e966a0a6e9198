"""A style sheet without the rules that pages of common elements cannot meet: parsing a rule costs more than leaving it out.

In: the text of a flat style sheet, such as WeasyPrint's own. Out: a shorter one, and the names with which a page needs the
whole one. Must not know a page.

Rules for what every element could have, such as the call of a footnote, cost most: a style for each element. So does a
margin of a page, for each page.
"""

import re
from collections.abc import Iterator
from functools import partial

_ELEMENTS = (
    "a article b blockquote body br code dd div dl dt em figure footer h1 h2 h3 h4 head header html i img li link main meta nav ol p section small span strong style sub sup svg "
    "table tbody td th thead title tr ul"
)
_COUNTERS = "disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman"
_MARGINS = "top-left top-right bottom-left bottom-right"
ELEMENTS, COUNTERS, MARGINS = frozenset(_ELEMENTS.split()), frozenset(_COUNTERS.split()), frozenset(_MARGINS.split())
"""What the bundled templates are made of, and what is as common."""
_MARKED = "li"
"""The one common element that has a marker, unless a style says `list-item`."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*([^{}]*?)\s*(\{(?:[^{}]|\{[^{}]*\})*\})")
_TYPE = re.compile(r"(?<![\w.:#\\-])[a-z][a-z0-9]*", re.IGNORECASE)
_COUNTER = re.compile(r"@counter-style\s+([\w-]+)\s*\Z")
_MARGIN = re.compile(r"\s*@([\w-]+)\s*\{[^{}]*\}")
_EVERY = re.compile(r"::(marker|(footnote|note)-[\w-]+)\Z")
_STYLE = re.compile(r"<style.*?</style>|\bstyle=\"[^\"]*\"", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)


def shorten(text: str) -> tuple[str, frozenset[str]]:
    """The sheet without the rules that ask for an element, a counter style or the like that is not common; those names, as `q` and `@thai`.

    A sheet that is not flat is given back as it is, without names.
    """
    whole = _COMMENT.sub("", text)
    if _RULE.sub("", whole).strip() or '"{' in whole or '"}' in whole:
        return text, frozenset()
    made: list[str] = []
    names: set[str] = set()
    for prelude, block in _RULE.findall(whole):
        counter = _COUNTER.match(prelude)
        if counter:
            if counter[1] in COUNTERS:
                made.append(prelude + block)
            else:
                names.add(f"@{counter[1]}")
        elif prelude.startswith("@"):
            rare = {name for name in _MARGIN.findall(block) if name not in MARGINS}
            names |= {f"@{name}" for name in rare}
            made.append(prelude + _MARGIN.sub(partial(_unless_among, rare), block))
        elif every := _EVERY.match(prelude):
            names.add(f"@{every[2] or 'list-item'}")
            if not every[2]:
                made.append(_MARKED + prelude + block)
        else:
            kept = []
            for selector, asked in _selectors(prelude):
                if asked <= ELEMENTS:
                    kept.append(selector)
                else:
                    names |= asked - ELEMENTS
            if kept:
                made.append(",".join(kept) + block)
    return "\n".join(made), frozenset(names)


def _unless_among(rare: set[str], found: re.Match[str]) -> str:
    return "" if found[1] in rare else found[0]


def needs_whole(page: str, names: frozenset[str]) -> bool:
    """Whether a page has one of the elements, or its styles name one of the other things, that a shortened sheet leaves out."""
    elements = {name.lower() for name in _ELEMENT.findall(page)}
    words = {f"@{word}" for style in _STYLE.findall(page) for word in _WORD.findall(style)}
    return not names.isdisjoint(elements | words)


def _selectors(prelude: str) -> Iterator[tuple[str, set[str]]]:
    """The selectors of a list, each with the elements that it asks for outside of brackets and parentheses."""
    if "(" not in prelude and "[" not in prelude:
        yield from ((selector, {name.lower() for name in _TYPE.findall(selector)}) for selector in prelude.split(","))
        return
    depth, selector, outside = 0, "", ""
    for piece in [*re.split(r"([(\[\])]|,)", prelude), ","]:
        if piece == "," and depth == 0:
            yield selector, {name.lower() for name in _TYPE.findall(outside)}
            selector = outside = ""
            continue
        selector += piece
        if piece in ("(", "["):
            depth += 1
        elif piece in (")", "]"):
            depth -= 1
        elif depth == 0:
            outside += piece
