"""A line of a posting cut into sentences and items, also where full stops or breaks were lost.

In: text. Out: its pieces in order. Must not know what a piece says.
"""

import re
from collections.abc import Iterator

_RUN_ON = 25
"""From how many words on a sentence is taken for several whose full stops were lost."""
_SENTENCE = re.compile(r"\n|[.!?](?=[\s\"')\]]{0,3}\s[\"'(]?[A-Z0-9•\-])|;|\s[•·▪●|]\s|[•▪●](?=\w)|\s(?:--|–|—)\s(?=[A-Z])")
_SHORTENED = re.compile(r"(?:\b(?:[A-Za-z]|[A-Z][a-z]|e\.g|i\.e|etc|approx|incl|vs|min|max|yrs?|hrs?|Inc|Dept|Mrs|[A-Z]\.[A-Z])|\s\d{1,2})$")
_BEGINS = re.compile(r"(?<![^\s(])[a-z0-9(][\w)',/-]{0,30}( )(?=[A-Z][a-z]+ )")
_GOES_ON = re.compile(
    r"\b(?:the|a|an|in|of|for|to|with|and|or|by|at|as|on|from|our|your|is|are|be|including|such|like|via|per|this|that|using|through|other|between|both|either|under|within|into)$", re.IGNORECASE
)


def sentences(text: str) -> Iterator[str]:
    """The sentences and items of a line."""
    start = 0
    for match in _SENTENCE.finditer(text):
        if match[0] == "." and _SHORTENED.search(text, max(start, match.start() - 8), match.start()):
            continue
        yield text[start : match.end()]
        start = match.end()
    yield text[start:]


def unglued(text: str) -> Iterator[str]:
    """The items of a sentence that is too long to be one: each begins with a capital behind a small letter."""
    if text.count(" ") < _RUN_ON:
        yield text
        return
    start = 0
    for match in _BEGINS.finditer(text):
        if not _GOES_ON.search(text, max(start, match.end() - 10), match.start(1)):
            yield text[start : match.start(1)]
            start = match.end()
    yield text[start:]
