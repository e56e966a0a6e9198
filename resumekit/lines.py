"""What one line of YAML looks like: its key, its dashes, its value, and the mistakes that a line alone shows.

In: a line. Out: columns (from 0) and parts of it. Must not know the lines around it.
"""

import json
import re

BROKEN = "\U0010fffe"
"""Stands for a value that could not be read: no text may hold this character."""
TIGHT_KEY = re.compile(r"(?!(?:https?|mailto|tel|ftp|javascript|data):)([A-Za-z_][A-Za-z_ -]{0,40}):(?=[^ \t:/])")
TIGHT_DASH = re.compile(r"-(?=[^ \t-])(?!\d)")
_PREFIX = re.compile(r"(?:(?:&[\w-]+|![^\s,\[\]{}]*)(?:\s+|$))+")
WORD = re.compile(r"[a-z_][a-z0-9_]*\Z")
BULLET = re.compile(r"(?:[*•·–—+‣▪●◦○►✓]|\(?\d{1,2}[.)])[ \t\u00a0]+(?=\S)")


def indent_of(text: str) -> int:
    """The number of spaces that a line begins with."""
    return len(text) - len(text.lstrip(" "))


def original_column(original: str, mended: str, column: int) -> int:
    """The column in a line as typed of what stands at `column` in its mended copy."""
    if original == mended:
        return column
    tail = len(mended) - column
    same = 0
    limit = min(len(original), len(mended))
    while same < limit and original[-1 - same] == mended[-1 - same]:
        same += 1
    return max(0, len(original) - tail) if tail <= same else min(column, len(original))


def key_end(text: str, start: int) -> int | None:
    """The column of the colon that makes what begins at `start` a key; None where it is none."""
    if text[start : start + 1] in ("&", "!") and (prefix := _PREFIX.match(text, start)):
        start = prefix.end()
    first = text[start : start + 1]
    if first in ("", "[", "{", "#", "|", ">", "@", "`", "%", ",", "&", "!"):
        return None
    at = start
    if first in "'\"":
        end = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'").match(text, start)
        if end is None:
            return None
        at = end.end()
        return at + len(text[at:]) - len(text[at:].lstrip()) if re.match(r"\s*:(?:\s|$)", text[at:]) else None
    match = re.compile(r":(?=[ \t]|$)|[ \t]#").search(text, at)
    return match.start() if match and match[0] == ":" else None


def key_start(text: str) -> int:
    """Where a line begins behind its indentation and dashes."""
    at = indent_of(text)
    while is_item(text, at):
        at += 1
        at += len(text[at:]) - len(text[at:].lstrip(" \t"))
    return at


def is_item(text: str, start: int) -> bool:
    """Whether a list item's dash stands at `start`."""
    return text[start : start + 1] == "-" and text[start + 1 : start + 2] in ("", " ", "\t")


def spaces(number: int) -> str:
    return "not indented" if number == 0 else "indented by 1 space" if number == 1 else f"indented by {number} spaces"


def by_spaces(number: int) -> str:
    return "do not indent it" if number == 0 else "indent it by 1 space" if number == 1 else f"indent it by {number} spaces"


def short(text: str, most: int = 50) -> str:
    text = text.strip()
    return text if len(text) <= most else text[: most - 1] + "…"


def in_quotes(text: str) -> str:
    text = short(re.split(r"\s#", text)[0])
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def key_value(text: str) -> str:
    """What follows a line's key and its colon, without a comment."""
    end = key_end(text, key_start(text))
    value = text[end + 1 :].strip() if end is not None else ""
    return "" if value.startswith("#") else value


def key_of(text: str) -> str:
    """The key that a line begins with, behind any dashes; empty where it has none."""
    at = key_start(text)
    end = key_end(text, at)
    return text[at:end].strip().strip("'\"") if end is not None else ""


_TYPED = re.compile(r"\d{1,15}(?:\.\d{1,6})?\Z|\d{4}-\d{2}(?:-\d{2})?\Z")


def typed(text: str) -> str:
    """A text as a value of a profile on one line: numbers and dates as people type them, anything else as `scalar` has it."""
    return text if _TYPED.match(text) else scalar(text)


def scalar(text: str) -> str:
    """A text as a YAML value on one line: plain where that is safe, else in double quotes."""
    plain = re.fullmatch(r"[^\W\d_](?:[\w .'’()-]*[\w.'’)])?", text) and ": " not in text and " #" not in text
    return text if plain and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off") else json.dumps(text, ensure_ascii=False)
