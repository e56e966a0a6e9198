"""What is wrong with a YAML text, in our own words, and a mended copy so that reading can go on.

In: bytes, lines, and where the YAML parser gave up. Out: diagnostics and mended lines. The parser's own words are never
looked at: what is wrong is told from the text around the place. Must not know what the text is for.

Mending keeps every other line where it is. A value that cannot be read becomes `BROKEN`, so that nothing is reported
about it twice; a line that fits nowhere becomes a comment.
"""

import codecs
import re
from collections.abc import Callable
from typing import Any

from resumekit.diagnostics import Diagnostic, Place, error

BROKEN = "\ue000"
MAX_MENDS = 25
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\ue000]")
_KEY_VALUE = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>(?:\"[^\"]*\"|'[^']*'|[^\s#:'\"\[\]{},&*!|>@`%-][^:#]*?))\s*:(?P<gap>\s+|$)(?P<value>.*)$")
_TIGHT_KEY = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][A-Za-z_ -]{0,40}):(?P<value>[^\s/].*)$")
_TIGHT_DASH = re.compile(r"(?P<lead>\s*)-(?P<value>[^\s-].*)$")
_ITEM = re.compile(r"(?P<lead>\s*(?:- +)+)(?P<value>\S.*)$")
_MARKER = re.compile(r"(---|\.\.\.)(\s|$)")
Found = tuple[Diagnostic | None, list[str] | None]


def decode(name: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file with `\\n` line ends and without a byte-order mark, or None; and what is wrong with its bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        place = Place(file=name, line=1, column=1)
        return None, [error("not-text", "the file is saved as UTF-16", place=place, hint="save it again as UTF-8 (in the editor: Save as, Encoding: UTF-8)")]
    problems = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = data[: failure.start].decode("utf-8", "replace")
        if b"\0" in data[:2000] and data.count(b"\0") > len(data[:2000]) // 20:
            return None, [error("not-text", "the file is no text, it holds binary data", place=Place(file=name, line=1, column=1), hint="name the profile's YAML file")]
        text = data.decode("utf-8-sig", "replace").replace("\ufffd", "?")
        line = before.count("\n")
        place = Place(file=name, line=line + 1, column=len(before) - before.rfind("\n"), source=_lines(text)[line])
        byte = data[failure.start]
        problems.append(error("not-text", f"the file is not UTF-8: byte 0x{byte:02x} stands here", place=place, hint="save it again as UTF-8 (in the editor: Save as, Encoding: UTF-8)"))
    lines = _lines(text)
    bad = [(number, match) for number, line in enumerate(lines) for match in [_CONTROL.search(line)] if match]
    if bad:
        if any("\0" in lines[number] for number, _ in bad) and sum(line.count("\0") for line in lines) > 8:
            return None, [error("not-text", "the file is no text, it holds binary data", place=Place(file=name, line=1, column=1), hint="name the profile's YAML file")]
        number, match = bad[0]
        more = f", and in {len(bad) - 1} more lines" if len(bad) > 2 else ", and in one more line" if len(bad) == 2 else ""
        clean = _CONTROL.sub(" ", lines[number])
        place = Place(file=name, line=number + 1, column=match.start() + 1, source=clean)
        problems.append(error("control-character", f"an invisible character (U+{ord(match[0]):04X}) stands here{more}", place=place, hint="delete it; retype the line if it cannot be seen"))
        lines = [_CONTROL.sub(" ", line) for line in lines]
    return "\n".join(lines), problems


def _lines(text: str) -> list[str]:
    """The lines as every editor counts them; YAML's rarer line ends are spaces here."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate({0x85: " ", 0x2028: " ", 0x2029: " "}).split("\n")


def scan(name: str, lines: list[str]) -> tuple[list[Diagnostic], list[str]]:
    """What can be seen before parsing: tabs and no-break spaces in the indentation. Returns the problems and mended lines."""
    odd = [number for number, line in enumerate(lines) if line.strip() and set(_lead(line)) - {" "} and not line.lstrip().startswith("#")]
    if not odd:
        return [], list(lines)
    spaces = [len(_lead(line)) for line in lines if line.strip() and line.startswith(" ") and not set(_lead(line)) - {" "}]
    width = max(1, min(spaces, default=2))
    first = odd[0]
    lead = _lead(lines[first])
    column = next(index for index, char in enumerate(lead) if char != " ") + 1
    more = f" (so are {len(odd) - 1} more lines)" if len(odd) > 2 else " (so is one more line)" if len(odd) == 2 else ""
    place = Place(file=name, line=first + 1, column=column, source=lines[first])
    if "\t" in lead:
        message, hint = f"the line is indented with a tab{more}", "indent with spaces, two for each level; most editors can turn tabs into spaces"
    else:
        message, hint = f"the line is indented with a special space, U+{ord(lead[column - 1]):04X}{more}", "delete the space before the text and type it again"
    working = list(lines)
    for number in odd:
        line = lines[number]
        lead = _lead(line)
        working[number] = "".join(" " * width if char == "\t" else " " for char in lead) + line[len(lead) :]
    return [error("tab", message, place=place, hint=hint)], working


def _lead(line: str) -> str:
    """The white space that a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def diagnose(name: str, lines: list[str], working: list[str], failure: Any, last: Any) -> Found | None:
    """Say why YAML gave up, and mend a copy. `failure`: the parser's error, for its marks; `last`: the last event before it."""
    return _Detective(name, lines, working, failure, last).find()


class _Detective:
    """Looks at the text around the place where parsing stopped, most telling clue first."""

    def __init__(self, name: str, lines: list[str], working: list[str], failure: Any, last: Any) -> None:
        self.name, self.lines, self.working, self.last = name, lines, working, last
        mark = failure.problem_mark or failure.context_mark
        self.line = min(mark.line, len(working) - 1) if mark else 0
        self.column = mark.column if mark and mark.line < len(working) else 0
        context = failure.context_mark
        self.context = (context.line, context.column) if context and context.line < len(working) else None

    def find(self) -> Found | None:
        """The first clue that explains the failure."""
        clues: tuple[Callable[[], Found | None], ...] = (
            self.second_document, self.quote_left_open, self.text_after_quote, self.inside_quotes, self.special_start, self.inside_brackets,
            self.colon_in_value, self.deeper_line, self.not_a_pair, self.odd_indentation, self.dash_among_keys,
        )  # fmt: skip
        for clue in clues:
            found = clue()
            if found is not None:
                return found
        return self.unexplained()

    # What the clues need ---------------------------------------------------------------------------------------------

    def problem(self, code: str, message: str, line: int, column: int, hint: str, length: int = 1) -> Diagnostic:
        source = self.lines[line]
        shift = len(source) - len(self.working[line]) if self.working[line].strip() and self.working[line].strip() in source else 0
        column = max(0, min(column + shift, len(source)))
        return error(code, message, place=Place(file=self.name, line=line + 1, column=column + 1, source=source, length=max(1, min(length, len(source) - column))), hint=hint)

    def with_line(self, line: int, text: str) -> list[str]:
        mended = list(self.working)
        mended[line] = text
        return mended

    def break_value(self, line: int, column: int, level: int | None = None) -> list[str]:
        """The value that starts here is unreadable; lines deeper than `level` (the key's column) that follow belonged to it."""
        text = self.working[line]
        mended = self.with_line(line, text[:column] + BROKEN)
        self.drop_deeper(mended, line, _key_column(text) if level is None else level)
        return mended

    @staticmethod
    def drop_deeper(mended: list[str], line: int, indent: int) -> None:
        for number in range(line + 1, len(mended)):
            if mended[number].strip() and _indent(mended[number]) <= indent:
                break
            mended[number] = ""

    def shift(self, line: int, to: int) -> list[str]:
        """The line and those that hang on it, moved to indentation `to`."""
        mended = list(self.working)
        indent = _indent(mended[line])
        for number in range(line, len(mended)):
            text = mended[number]
            if text.strip() and number > line and _indent(text) < indent:
                break
            if text.strip():
                mended[number] = " " * max(0, _indent(text) + to - indent) + text.lstrip()
        return mended

    def before(self, line: int) -> int | None:
        """The last line before `line` that says something."""
        for number in range(line - 1, -1, -1):
            if self.working[number].strip() and not self.working[number].lstrip().startswith("#"):
                return number
        return None

    def value_start(self, line: int) -> int | None:
        """The column where the value of a `key: value` or `- value` line begins."""
        text = self.working[line]
        match = _KEY_VALUE.match(text) or _ITEM.match(text)
        return match.start("value") if match and match["value"] else None

    # The clues -------------------------------------------------------------------------------------------------------

    def second_document(self) -> Found | None:
        if self.line and _MARKER.match(self.working[self.line]):
            mended = self.working[: self.line]
            hint = "one file holds one profile: remove this line, or move what follows to another file"
            return self.problem("second-document", "a second document begins here", self.line, 0, hint, 3), mended + [""] * (len(self.working) - len(mended))
        return None

    def quote_left_open(self) -> Found | None:
        """A quote that swallowed the following lines up to the next quote."""
        last = self.last
        if getattr(last, "style", None) not in ("'", '"') or last.start_mark.line == last.end_mark.line:
            return None
        if self.line not in (last.end_mark.line, last.end_mark.line + 1):
            return None
        return self.open_quote(last.start_mark.line, last.start_mark.column)

    def open_quote(self, line: int, column: int) -> Found:
        quote = self.working[line][column : column + 1]
        problem = self.problem("unclosed-quote", f"the quotation mark {quote} is never closed", line, column, f"put {quote} at the end of the text too, or remove this one", len(self.working[line]) - column)
        return problem, self.with_line(line, self.working[line][:column] + BROKEN)

    def text_after_quote(self) -> Found | None:
        """`'Maya's notes'`: the text goes on behind a closing quote."""
        for line, column in ((self.line, self.column), self.context or (self.line, self.column)):
            start = self.value_start(line)
            text = self.working[line]
            if start is None or text[start] not in "'\"" or column <= start:
                continue
            end = _closing_quote(text, start)
            if end is None or not text[end + 1 :].strip() or text[end + 1 :].lstrip().startswith("#"):
                continue
            if text[end + 1 :].lstrip().startswith(":") and text[start] == '"':
                continue
            quote = text[start]
            other = "double quotes" if quote == "'" else "single quotes"
            message = f"the text goes on after its closing quotation mark {quote}"
            problem = self.problem("unquoted-text", message, line, end + 1, f"put the whole text in {other}, or write {quote * 2 if quote == chr(39) else chr(92) + quote} for the mark inside it", 1)
            return problem, self.break_value(line, start)
        return None

    def inside_quotes(self) -> Found | None:
        if self.context is None:
            return None
        line, column = self.context
        if self.working[line][column : column + 1] not in ("'", '"'):
            return None
        if self.working[line][column] == '"':
            for at_line in range(line, min(self.line, len(self.working) - 1) + 1):
                text = self.working[at_line]
                for escape in re.finditer(r"\\(.?)", text[column + 1 if at_line == line else 0 :]):
                    start = escape.start() + (column + 1 if at_line == line else 0)
                    if (at_line, start) <= (self.line, self.column) < (at_line, start + 12) and (self.line, self.column) != (at_line, start - 1):
                        if at_line == self.line and self.column - start <= 10:
                            hint = "write \\\\ for a backslash, or use single quotes, in which a backslash is just a backslash"
                            return self.problem("bad-escape", f"{text[start : start + 2]} means nothing in double quotes", at_line, start, hint, 2), self.break_value(line, column)
        return self.open_quote(line, column)

    def special_start(self) -> Found | None:
        """A value that begins with a character that YAML keeps for itself."""
        spots = [(self.line, self.column)]
        if self.context:
            spots.append(self.context)
        if isinstance(getattr(self.last, "anchor", None), str) and self.last.start_mark.line == self.line:
            spots.append((self.last.start_mark.line, self.last.start_mark.column))
        for line, column in spots:
            text = self.working[line]
            start = self.value_start(line)
            if start is None:
                start = _indent(text)
            if column < start or start >= len(text):
                continue
            first = text[start]
            if first in "*&!%@`|>?,]}" and not (first in "|>" and re.fullmatch(r"[|>][-+0-9]*\s*(#.*)?", text[start:])):
                whole = text[start:]
                if first == "*" and whole.count("*") > 1:
                    message = "a text that begins with * needs quotes"
                else:
                    message = f"a text that begins with {first} needs quotes"
                quoted = whole.replace("\\", "\\\\").replace('"', '\\"')
                shown = f'"{quoted}"' if len(quoted) < 60 else f'"{quoted[:40]}…"'
                return self.problem("unquoted-text", message, line, start, f"write {shown}", len(whole)), self.break_value(line, start)
        return None

    def inside_brackets(self) -> Found | None:
        """Something is wrong in `[...]` or `{...}`."""
        opened = self.open_bracket()
        if opened is None:
            return None
        line, column = opened
        text = self.working[line]
        bracket = text[column]
        closing = "]" if bracket == "[" else "}"
        end = _closing_bracket(self.working, line, column)
        value = self.value_start(line)
        start = value if value is not None and value <= column else column
        if end is None:
            mended = self.break_value(line, start)
            problem = self.problem("unclosed-bracket", f"the bracket {bracket} is never closed", line, column, f"put {closing} at the end of the list" if bracket == "[" else f"put {closing} at the end", len(text) - column)
            return problem, mended
        end_line, end_column = end
        if end_line == line and text[end_column + 1 :].strip() and not text[end_column + 1 :].lstrip().startswith("#") and self.line == line and self.column > end_column:
            problem = self.problem("unquoted-text", f"the text goes on after {closing}", line, end_column + 1, "put the whole text in quotes")
            return problem, self.break_value(line, start)
        what = "a comma between its items" if bracket == "[" else "a comma between its keys, and a space after each colon"
        at_line, at = (self.line, self.column) if (line, column) <= (self.line, self.column) <= (end_line, end_column) else (line, column)
        spot = self.working[at_line][at : at + 1]
        if spot and spot in "@`%*&!|>":
            problem = self.problem("unquoted-text", f"a text that begins with {spot} needs quotes", at_line, at, "put it in double quotes")
        else:
            problem = self.problem("syntax", f"{bracket}…{closing} cannot be read from here on", at_line, at, f"it needs {what}; put a text that holds , : [ ] {{ or }} in quotes")
        mended = self.with_line(line, text[:start] + BROKEN)
        for number in range(line + 1, end_line + 1):
            mended[number] = ""
        return problem, mended

    def open_bracket(self) -> tuple[int, int] | None:
        if self.context and self.working[self.context[0]][self.context[1] : self.context[1] + 1] in ("[", "{"):
            return self.context
        for line in (self.line, self.before(self.line)):
            start = self.value_start(line) if line is not None else None
            if line is not None and start is not None and self.working[line][start] in "[{":
                return line, start
        return None

    def colon_in_value(self) -> Found | None:
        """`title: Note: important`."""
        text = self.working[self.line]
        match = _KEY_VALUE.match(text)
        if not match or not match["value"] or self.column < match.start("value") or match["value"][0] in "'\"[{|>#":
            return None
        inner = re.search(r":(\s|$)", match["value"])
        if inner is None:
            return None
        value = match["value"]
        column = match.start("value") + inner.start()
        escaped = value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
        shown = f'"{escaped}"' if len(escaped) < 60 else f'"{escaped[:40]}…"'
        problem = self.problem("unquoted-text", "a text that holds a colon and a space needs quotes", self.line, column, f"write {match['key'].strip()}: {shown}")
        return problem, self.break_value(self.line, match.start("value"))

    def deeper_line(self) -> Found | None:
        """A `key:` line under a line that cannot hold keys."""
        text = self.working[self.line]
        here = _KEY_VALUE.match(text)
        above = self.before(self.line)
        if not here or above is None:
            return None
        line = self.working[above]
        indent, upper = _indent(text), _indent(line)
        if pair := _TIGHT_KEY.match(line):
            return self.missing_space(above, pair)
        item = _ITEM.match(line)
        if item and not _KEY_VALUE.match(line):
            content = item.start("value")
            if indent > upper:
                value = item["value"]
                if indent == content:
                    message = f"{_short(value)} stands alone, yet keys follow it"
                    hint = "give it a key too, as in  - name: …, with the following keys below that key"
                    return self.problem("syntax", message, above, content, hint, len(value)), self.break_value(above, content, upper)
        pair_above = _KEY_VALUE.match(line)
        if pair_above and pair_above["value"] and not re.fullmatch(r"[|>][-+0-9]*\s*", pair_above["value"]):
            at = len(pair_above["lead"])
            if indent > at:
                problem = self.problem("bad-indentation", f"indented by {indent} spaces, but the line above it by {at}", self.line, indent, f"indent it by {at} spaces, like {pair_above['key'].strip()}")
                return problem, self.shift(self.line, at)
        bare = re.fullmatch(r"(\s*(?:- +)*)([A-Za-z_][A-Za-z0-9_ -]*?)\s*", line)
        if bare and indent > upper:
            problem = self.problem("syntax", f"a colon is missing after {bare[2]}", above, bare.end(2), f"write {bare[2]}:")
            return problem, self.with_line(above, line.rstrip() + ":")
        return None

    def missing_space(self, line: int, pair: "re.Match[str]") -> Found:
        column = pair.start("value")
        problem = self.problem("missing-space", f"a space is missing after {pair['key']}:", line, column, f"write {pair['key']}: {_short(pair['value'])}")
        text = self.working[line]
        return problem, self.with_line(line, text[:column] + " " + text[column:])

    def not_a_pair(self) -> Found | None:
        """A line that is neither `key: value` nor `- item`."""
        for line in (self.context[0] if self.context else None, self.line, self.before(self.line)):
            if line is None:
                continue
            text = self.working[line]
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            if pair := _TIGHT_KEY.match(text):
                return self.missing_space(line, pair)
            dash = _TIGHT_DASH.match(text)
            if dash and not _MARKER.match(text):
                column = dash.start("value")
                problem = self.problem("missing-space", "a space is missing after the dash", line, column, f"write - {_short(dash['value'])}")
                return problem, self.with_line(line, text[:column] + " " + text[column:])
        for line in (self.context[0] if self.context else None, self.line):
            if line is None:
                continue
            text = self.working[line]
            if not text.strip() or _KEY_VALUE.match(text) or text.lstrip().startswith(("-", "#")):
                continue
            word = text.strip()
            above = self.before(line)
            if above is not None and self.working[above].lstrip().startswith("- ") and _indent(self.working[above]) == _indent(text):
                hint = f"write - {_short(word)}"
                mended = self.with_line(line, " " * _indent(text) + "- " + word)
                return self.problem("syntax", "a list item needs a dash", line, _indent(text), hint, len(word)), mended
            if equals := re.match(r"\s*([A-Za-z_]+)\s*=\s*(.*)", text):
                mended = self.with_line(line, " " * _indent(text) + equals[1] + ": " + BROKEN)
                return self.problem("syntax", "a key is followed by a colon, not by =", line, text.index("="), f"write {equals[1]}: {_short(equals[2])}"), mended
            mended = self.with_line(line, "")
            self.drop_deeper(mended, line, _indent(text))
            hint = "write  key: value,  or  - text  for a list item, or indent it as part of the text above"
            if pair := re.match(r"\s*([a-z_]+) +(\S.*)", text):
                hint = f"if {pair[1]} is a key, write  {pair[1]}: {_short(pair[2])}"
            return self.problem("syntax", "this line is neither a key with a colon nor a list item", line, _indent(text), hint, len(word)), mended
        return None

    def odd_indentation(self) -> Found | None:
        """A line whose indentation fits none of the lines around it."""
        text = self.working[self.line]
        if not text.strip():
            return None
        indent = _indent(text)
        is_item = text.lstrip().startswith("- ") or text.strip() == "-"
        levels = self.open_levels(self.line)
        keys = {column for column, item in levels if not item}
        dashes = {column for column, item in levels if item}
        fitting = dashes if is_item else keys
        if not fitting or indent in fitting:
            return None
        nearest = min(fitting, key=lambda column: (abs(column - indent), -column))
        problem = self.problem("bad-indentation", f"indented by {_spaces(indent)}, which fits no line above", self.line, indent, f"indent it by {_spaces(nearest)}, or as the line that it belongs to")
        return problem, self.shift(self.line, nearest)

    def open_levels(self, line: int) -> set[tuple[int, bool]]:
        """The columns at which a key (False) or a dash (True) may stand in `line`, by the lines above it."""
        levels: set[tuple[int, bool]] = set()
        limit = 10_000
        for number in range(line - 1, -1, -1):
            text = self.working[number]
            if not text.strip() or text.lstrip().startswith("#"):
                continue
            indent = _indent(text)
            if indent > limit:
                continue
            at = indent
            rest = text[at:]
            while rest.startswith("- "):
                if at <= limit:
                    levels.add((at, True))
                step = len(rest) - len(rest[2:].lstrip(" "))
                at, rest = at + step, rest[step:]
            if _KEY_VALUE.match(rest) and at <= limit:
                levels.add((at, False))
            limit = indent
            if indent == 0:
                break
        return levels

    def dash_among_keys(self) -> Found | None:
        text = self.working[self.line]
        if not text.lstrip().startswith("- "):
            return None
        indent = _indent(text)
        problem = self.problem("bad-indentation", "a list item stands among keys", self.line, indent, "indent it below the key whose list it belongs to, or remove the dash")
        mended = self.with_line(self.line, "")
        self.drop_deeper(mended, self.line, indent)
        return problem, mended

    def unexplained(self) -> Found:
        line = self.line
        while line > 0 and not self.working[line].strip():
            line -= 1
        mended = self.with_line(line, "")
        self.drop_deeper(mended, line, _indent(self.working[line]))
        column = self.column if line == self.line else len(self.working[line])
        hint = "compare its indentation and punctuation with the lines around it; put a text with special characters in quotes"
        return self.problem("syntax", "YAML cannot make sense of this line", line, column, hint), mended


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _key_column(text: str) -> int:
    """Where the key of a line stands, behind any dashes."""
    return len(text) - len(re.sub(r"^\s*(?:- +)*", "", text))


def _spaces(number: int) -> str:
    return "no spaces" if number == 0 else "1 space" if number == 1 else f"{number} spaces"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 50 else text[:40] + "…"


def _closing_quote(text: str, start: int) -> int | None:
    """The index of the quote that closes the one at `start`, on the same line."""
    quote = text[start]
    at = start + 1
    while at < len(text):
        if quote == '"' and text[at] == "\\":
            at += 2
            continue
        if text[at] == quote:
            if quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        at += 1
    return None


def _closing_bracket(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """Where the bracket opened here is closed, looking no further than lines that begin like a new key."""
    depth = 0
    indent = _indent(lines[line])
    for number in range(line, min(len(lines), line + 200)):
        text = lines[number]
        at = column if number == line else 0
        if number > line and text.strip() and _indent(text) <= indent and _KEY_VALUE.match(text):
            return None
        while at < len(text):
            char = text[at]
            if char in "'\"" and (at == 0 or text[at - 1] in " [{,:"):
                end = _closing_quote(text, at)
                if end is None:
                    return None
                at = end
            elif char in "[{":
                depth += 1
            elif char in "]}":
                depth -= 1
                if depth == 0:
                    return number, at
            at += 1
    return None
