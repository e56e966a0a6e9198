"""Which words are names, titles, products or illnesses, and what numbers, dates and places look like: `rules.yaml`, read once.

In: the name of a list or a pattern. Out: words without case, or a compiled pattern. Must not know what is looked for where.
"""

import re
from functools import cache
from pathlib import Path

from resumekit.document import Mapping, Text, read_document


@cache
def _document() -> Mapping:
    root = read_document(str(Path(__file__).with_name("rules.yaml"))).root
    return Mapping() if root is None else root


@cache
def _data() -> dict[str, str]:
    return {key: value for key, value in _document().items() if isinstance(value, Text)}


def _patterns() -> dict[str, str]:
    found: dict[str, str] = _document()["patterns"]
    return found


@cache
def only_with() -> dict[str, frozenset[str]]:
    """Patterns that can match only where one of some words stands."""
    return {name: frozenset(word.strip() for word in words.split(",")) for name, words in _document()["only_with"].items()}


@cache
def listed(*names: str) -> frozenset[str]:
    """The words of some lists, without case."""
    return frozenset(word.strip().casefold() for name in names for word in _data()[name].split(",") if word.strip())


@cache
def exactly(name: str) -> frozenset[str]:
    """The words of a list as they are written."""
    return frozenset(word.strip() for word in _data()[name].split(","))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern, compiled."""
    return re.compile(_written(name), re.IGNORECASE | re.VERBOSE)


@cache
def _written(name: str) -> str:
    """A pattern with what it names put in; a list of words becomes their alternatives, the longest first."""
    if name in _data():
        words = sorted(listed(name), key=lambda word: (-len(word), word))
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"
    return re.sub(r"<(\w+)>", lambda named: f"(?:{_written(named[1])})", _patterns()[name])
