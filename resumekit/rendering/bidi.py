"""Text of another direction: keeps each field to itself, so that it cannot turn what stands beside it.

In: a field's text and its HTML, the page's direction. Out: HTML. Must not know what the field is.
"""

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction_of(text: str) -> str:
    """The direction that the first letter of `text` asks for, "ltr" or "rtl"; text without letters, such as a number, runs from the left."""
    return next((_STRONG[kind] for character in text if (kind := unicodedata.bidirectional(character)) in _STRONG), "ltr")


def isolated(html: str, text: str, page: str) -> str:
    """`html`, which shows `text`, in an element of its own where the order of a page running in direction `page` would mix with it."""
    if not text or (page == "ltr" and not _RIGHT_TO_LEFT.search(text)):
        return html
    return f'<bdi dir="{direction_of(text)}">{html}</bdi>'
