"""Where a quoted text or a bracketed list ends in lines of YAML, and what goes wrong before it does.

In: lines and a position. Out: positions and `Slip`s. Must not know files, places or what the text is for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resumekit.lines import indent_of

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0abt\tnvfre \"/\\N_LP])|$)")
_ALIAS = re.compile(r"[*&][\w-]+(?=[\s,\]}]|$)")
_ANCHOR_OR_TAG = re.compile(r"(?:&[\w-]+|!\S*)\s+")
CLOSER = {"[": "]", "{": "}"}
At = tuple[int, int]
"""A line and a column, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One mistake: a diagnostic's code and words, where it stands, and how many characters it spans.

    `edit`: what to put in place of how many characters there so that reading can go on; None where the value is lost.
    """

    code: str
    message: str
    hint: str
    at: At
    length: int = 1
    edit: tuple[int, str] | None = None


def find_quote(text: str, start: int, quote: str) -> int | None:
    """The column of the next closing `quote` from `start` on, escapes skipped; or None."""
    at = start
    while at < len(text):
        if quote == '"' and text[at] == "\\":
            at += 2
        elif text[at] != quote:
            at += 1
        elif quote == "'" and text[at + 1 : at + 2] == "'":
            at += 2
        else:
            return at
    return None


def end_of_quotes(lines: Sequence[str], start: At, outer: int, *, in_brackets: bool = False) -> At | None:
    """Where the quotation that opens at `start` is closed, or None where it is left open.

    `outer`: the column of the key or dash it belongs to: a text that goes on in the next line is indented more.
    """
    line, column = start
    quote = lines[line][column]
    found = find_quote(lines[line], column + 1, quote)
    while found is None:
        line += 1
        if line >= len(lines):
            return None
        text = lines[line]
        if text.strip() and indent_of(text) <= outer:
            return None
        if in_brackets and re.match(r"\s*- ", text):
            return None
        found = find_quote(text, 0, quote)
    return line, found


def bad_escape(lines: Sequence[str], start: At, end: At) -> Slip | None:
    """The first backslash between two double quotes that begins no escape, or one for a character no text may hold."""
    for line in range(start[0], end[0] + 1):
        text = lines[line][: end[1] if line == end[0] else None]
        at = text.find("\\", start[1] + 1 if line == start[0] else 0)
        while at >= 0:
            match = _ESCAPE.match(text, at)
            if not match:
                shown = text[at : at + 2]
                hint = "write \\\\ for a backslash, or use single quotes, in which a backslash is just a backslash"
                return Slip(code="bad-escape", message=f"{shown} means nothing in double quotes", hint=hint, at=(line, at), length=2)
            number = match[1] or match[2] or match[3]
            if (number and is_unprintable(int(number, 16))) or match[4] in ("0", "a", "b", "e", "v", "f"):
                hint = "type the character itself, or remove it"
                return Slip(code="bad-escape", message=f"{match[0]} stands for a character that no text may hold", hint=hint, at=(line, at), length=len(match[0]))
            at = text.find("\\", match.end())
    return None


def is_unprintable(number: int) -> bool:
    """Whether a character may stand in no text: controls, halves of pairs, what is no character."""
    return (
        (number < 0x20 and number not in (9, 10, 13))
        or (0x7F <= number <= 0x9F and number != 0x85)
        or 0xD800 <= number <= 0xDFFF
        or number & 0xFFFE == 0xFFFE
        or number > 0x10FFFF
    )  # fmt: skip


def after_quotes(lines: Sequence[str], end: At) -> Slip | None:
    """Text that goes on behind the mark that closes a quotation at `end`; None where there is none."""
    text = lines[end[0]]
    rest = text[end[1] + 1 :]
    if not rest.strip() or re.match(r"\s+#", rest):
        return None
    mark = text[end[1]]
    hint = "put the whole text in double quotes" if mark == "'" else "put the whole text in single quotes"
    hint += ", or write the mark inside it as " + ("''" if mark == "'" else '\\"')
    return Slip(code="unquoted-text", message=f"the text goes on after its closing quotation mark {mark}", hint=hint, at=end)


class Brackets:
    """Reads `[...]` or `{...}` from its opening bracket: `end` is where it is closed, `slip` what is wrong before that."""

    def __init__(self, lines: Sequence[str], start: At, outer: int) -> None:
        self.lines, self.start, self.outer = lines, start, outer
        self.line, self.column = start
        self.open: list[At] = []
        self.colons: list[int] = []
        self.last = "start"  # what came last: start, comma, colon, plain, quoted, closed
        self.mark = start  # the last closing quotation mark
        self.end: At | None = None
        self.slip = self._read()

    def _slip(self, code: str, message: str, hint: str, *, length: int = 1, edit: tuple[int, str] | None = None) -> Slip:
        return Slip(code=code, message=message, hint=hint, at=(self.line, self.column), length=length, edit=edit)

    def _read(self) -> Slip | None:
        while True:
            text = self.lines[self.line]
            while self.column < len(text) and text[self.column] in " \t":
                self.column += 1
            if self.column >= len(text):
                if not self._next_line():
                    return self._unclosed()
                continue
            char = text[self.column]
            if (char == "#" and self.last != "plain") or (char == "#" and text[self.column - 1] in " \t"):
                if text[self.column + 1 : self.column + 2].strip() and CLOSER[self._opener()] in text[self.column :]:
                    rest = text[self.column :]
                    return self._slip("lost-text", f"{rest[:30]} is read as a comment", 'put it in quotes, such as "#0b6e6e"', length=len(rest))
                self.column = len(text)
                continue
            slip = self._token(text, char)
            if slip is not None or self.end is not None:
                return slip

    def _opener(self) -> str:
        line, column = self.open[-1]
        return self.lines[line][column]

    def _next_line(self) -> bool:
        """Go to the next line that says something; False where that one begins something new."""
        self.line += 1
        while self.line < len(self.lines) and (not self.lines[self.line].strip() or self.lines[self.line].lstrip().startswith("#")):
            self.line += 1
        if self.line >= len(self.lines):
            return False
        text = self.lines[self.line]
        self.column = indent_of(text)
        return (self.column > self.outer and not text[self.column :].startswith("- ")) or text[self.column] in "]}"

    def _unclosed(self) -> Slip:
        closers = "".join(CLOSER[self.lines[line][column]] for line, column in reversed(self.open))
        line, column = self.open[0]
        bracket = self.lines[line][column]
        where = "at the end of the line" if line == self.start[0] else "at the end"
        return Slip(code="unclosed-bracket", message=f"the bracket {bracket} is never closed", hint=f"put {closers} {where}", at=(line, column), length=len(self.lines[line]) - column)

    def _token(self, text: str, char: str) -> Slip | None:
        if char in "[{":
            if self.last in ("quoted", "closed"):
                return self._slip("syntax", f"a comma is missing before {char}", f"write , {char}", edit=(0, ", "))
            if self.last == "plain":
                return self._slip("unquoted-text", f"a text that holds {char} needs quotes", "put the whole text in double quotes")
            self.open.append((self.line, self.column))
            self.colons.append(0)
            self._went("start", 1)
        elif char in "]}":
            bracket = self._opener()
            if CLOSER[bracket] != char:
                return self._slip("syntax", f"{char} does not close {bracket}", f"write {CLOSER[bracket]}", edit=(1, CLOSER[bracket]))
            self.open.pop()
            self.colons.pop()
            if not self.open:
                self.end = (self.line, self.column)
            self._went("closed", 1)
        elif char == ",":
            if self.last in ("start", "comma"):
                return self._slip("syntax", "nothing stands before this comma", "remove the comma", edit=(1, ""))
            self.colons[-1] = 0
            self._went("comma", 1)
        elif char == ":" and (self.last == "quoted" or text[self.column + 1 : self.column + 2] in ("", " ", "\t", ",", "]", "}")):
            self.colons[-1] += 1
            if self.colons[-1] > 1:
                return self._slip("unquoted-text", "a second colon: a comma is missing, or the text needs quotes", "write a comma before the next key, or put the whole text in quotes")
            self._went("colon", 1)
        elif char in "'\"" and (self.last != "plain" or self.column == indent_of(text)):
            return self._quotes(char)
        else:
            return self._plain(text, char)
        return None

    def _went(self, what: str, length: int) -> None:
        self.last = what
        self.column += length

    def _quotes(self, char: str) -> Slip | None:
        start = (self.line, self.column)
        if self.last in ("quoted", "closed", "plain"):
            return self._slip("syntax", "a comma is missing before this text", "write a comma before it", edit=(0, ", "))
        end = end_of_quotes(self.lines, start, self.outer, in_brackets=True)
        if end is None or (end[0] > start[0] and self.lines[end[0]][end[1] + 1 :].strip()[:1] not in ("", ",", "]", "}", ":", "#")):
            length = len(self.lines[self.line]) - self.column
            return self._slip("unclosed-quote", f"the quotation mark {char} is never closed", f"put {char} at the end of this text too", length=length)
        if char == '"' and (slip := bad_escape(self.lines, start, end)):
            return slip
        self.line, self.column = self.mark = end
        self._went("quoted", 1)
        return None

    def _plain(self, text: str, char: str) -> Slip | None:
        if self.last == "quoted":
            mark = self.lines[self.mark[0]][self.mark[1]]
            hint = f"put the whole text in {'double' if mark == chr(39) else 'single'} quotes"
            return Slip(code="unquoted-text", message=f"the text goes on after its closing quotation mark {mark}", hint=hint, at=self.mark)
        if self.last == "closed":
            return self._slip("syntax", "a comma is missing before this text", "write a comma before it", edit=(0, ", "))
        if self.last != "plain":
            if char in "&!" and (match := _ANCHOR_OR_TAG.match(text, self.column)):
                self.column = match.end()
                return None
            if char in "*&" and (match := _ALIAS.match(text, self.column)):
                self._went("closed" if char == "*" else self.last, len(match[0]))
                return None
            if char in "*&%@`|>!" or (char in "?-" and text[self.column + 1 : self.column + 2] in ("", " ", ",", "]", "}")):
                return self._slip("unquoted-text", f"a text that begins with {char} needs quotes", "put the whole text in double quotes")
        at = self.column + 1
        while at < len(text):
            if text[at] in ",[]{}" or (text[at] == ":" and text[at + 1 : at + 2] in ("", " ", "\t", ",", "[", "]", "{", "}")) or (text[at] == "#" and text[at - 1] in " \t"):
                break
            at += 1
        self._went("plain", at - self.column)
        return None
