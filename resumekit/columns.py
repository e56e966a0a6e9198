"""Where keys and dashes may stand: the columns that the lines above have opened, and lines that fit none of them.

In: a line and its column. Out: the column it is read at, or a mended line to be looked at again. Must not know values.
"""

import re
from dataclasses import dataclass

from resumekit.lines import BROKEN, by_spaces, indent_of, is_item, key_end, key_of, key_start, short, spaces
from resumekit.slips import Sheet

_COMMENTED = re.compile(r" *# ?([a-z][a-z_]*): *\Z")
"""A key without a value that is commented out."""


@dataclass(frozen=True, slots=True)
class Level:
    """A column in which keys, or the dashes of a list, may stand."""

    column: int
    items: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """The last step outwards: the line that made it and its column, and what was open before it."""

    line: int
    column: int
    levels: list[Level]
    after: "After"


@dataclass(slots=True)
class After:
    """What the line before leaves open for deeper lines than `column`.

    `kind`: "value" (a value must follow or nothing), "text" (a text may go on), "block" (a text after | or >) or "nothing".
    """

    kind: str
    column: int
    line: int = 0
    start: int = 0
    has_key: bool = False
    width: int = 0
    seen: bool = False


class Columns(Sheet):
    """The columns that are open. `after`: what the line before leaves open; `cut`: the last step outwards."""

    def __init__(self, name: str, lines: list[str], working: list[str]) -> None:
        super().__init__(name, lines, working)
        self.levels: list[Level] = []
        self.after = After("value", -1)
        self.cut: Cut | None = None

    def _fit(self, line: int, indent: int, items: bool) -> int | None:
        """The column of a key or dash that may stand at `indent`; None after its line has been moved or emptied."""
        after = self.after
        if after.kind == "value" and (indent > after.column or (items and after.has_key and indent == after.column)):
            self.levels.append(Level(indent, items))
            return indent
        below = [level for level in self.levels if level.column <= indent]
        may_stand = bool(below) and below[-1].column == indent
        if may_stand and below[-1].items != items and not items and len(below) > 1 and below[-2] == Level(indent, False):
            below = below[:-1]
        if may_stand and below[-1].items == items:
            if len(below) < len(self.levels) or after.kind == "value":
                self.cut = Cut(line, indent, self.levels, after)
            elif self.cut and self.cut.column >= indent:
                self.cut = None
            self.levels = below
            return indent
        self._misfit(line, indent, items)
        return None

    def _misfit(self, line: int, indent: int, items: bool) -> None:
        """A key or dash in a column where none may stand: move it to where it most likely belongs."""
        text = self.working[line]
        if self._is_commented_out(line, indent) or self._lacks_first_dash(line, indent, items):
            return
        if self._rejoins(line, indent, items) or self._lacks_dash(line, indent, items):
            return
        targets = [level.column for level in self.levels if level.items == items]
        keyed = items and key_end(text, key_start(text)) is not None
        after = self.after
        if not items and after.kind == "value" and not after.has_key and indent == after.column:
            self.tell("bad-indentation", f"{spaces(indent)}, like the dash above it", by_spaces(indent + 2), (line, indent))
            self.shift(line, indent + 2)
            return
        if items and after.kind == "value" and after.has_key and not (keyed and any(abs(column - indent) <= 1 for column in targets)):
            name = key_of(self.working[after.line])
            self.tell("bad-indentation", f"{spaces(indent)}, less than {name}, whose list it belongs to", by_spaces(after.column + 2), (line, indent))
            self.shift(line, after.column + 2)
            return
        if items and after.kind == "text" and indent >= after.column and after.has_key and not keyed and after.line == self.before(line):
            self.working[after.line] = self.working[after.line][: after.start] + BROKEN
            self.tell("bad-indentation", "a list item stands below a text", "begin the list below a key without a text of its own; or put the whole text in quotes", (line, indent))
            self.drop(line)
            self.drop_deeper(line, indent - 1)
            return
        above = self.before(line)
        follows = above is not None and above + 1 in self.told  # then this is the consequence of what has been told
        if not targets:
            if items and keyed and not follows and text[key_start(text)] != "{":
                self._undash(line, indent)
                return
            if not follows:
                what = "a list item stands among keys" if items else "a key stands where no key may stand"
                self.tell("bad-indentation", what, "indent it below the key that it belongs to", (line, indent))
            self.drop(line)
            line += 1
            while line < len(self.working) and (not self.working[line].strip() or indent_of(self.working[line]) > indent or (items and is_item(self.working[line], indent))):
                self.drop(line)
                line += 1
            return
        if items and keyed and self.levels[-1].column == indent and not any(column < indent for column in targets):
            self._undash(line, indent)
            return
        apart = line > 0 and not self.working[line - 1].strip()  # a blank line parts the sections of the top level
        to = min(targets, key=lambda column: (abs(column - indent), column if apart and not items else -column))
        what = "the other dashes" if items else "the other keys"
        if not follows or indent_of(self.lines[line]) != indent_of(self.lines[above or 0]):
            hint = by_spaces(to)
            if indent == 1 and to and 0 in targets:
                parent = next((key_of(text) for text in self.working[line - 1 :: -1] if text[:1] not in ("", " ", "#")), "the key above")
                hint = f"remove the space before it; or, if it belongs to {parent}, {hint}"
            self.tell("bad-indentation", f"{spaces(indent)}, but {what} here {f'by {to}' if to else 'are not'}", hint, (line, indent))
        self.shift(line, to)

    def _rejoins(self, line: int, indent: int, items: bool) -> bool:
        """Whether a line goes on where the lines before the last step outwards stood: then that step was the mistake."""
        if self.cut is None:
            return False
        stray, levels = self.cut.line, self.cut.levels
        level = Level(indent, items)
        if level in self.levels or (items and stray > 0 and not self.lines[stray - 1].strip()):
            return False
        if level not in levels:
            before = self.cut.after
            if before.kind != "value" or not self.cut.column <= before.column < indent:
                return False
            levels = [*levels, level]
        column = indent_of(self.working[stray])
        if stray + 1 not in self.told:
            self.tell("bad-indentation", f"{spaces(column)}, but the lines before and after it by {indent}", by_spaces(indent), (stray, column))
        if self.next(stray) == line and not items and not is_item(self.working[stray], column):
            self.working[stray] = " " * indent + self.working[stray].lstrip(" ")
            self.mended.moved.add(stray)
        else:
            for number in range(stray, line):
                self.drop(number)
        self.levels = [level for level in levels if level.column <= indent]
        self.after = After("nothing", indent)
        self.cut = None
        return True

    def _is_commented_out(self, line: int, indent: int) -> bool:
        """Whether the key that a line belongs to still has the # of a starter file before it."""
        number = line - 1
        while number >= 0 and (not self.working[number].strip() or self.working[number].lstrip().startswith("#")):
            match = _COMMENTED.match(self.lines[number])
            column = indent_of(self.lines[number])
            if match and column <= indent and Level(column, False) in self.levels:
                self.tell("bad-indentation", f"this belongs to {match[1]}, which is commented out", f"remove the # before {match[1]}: in line {number + 1}", (line, indent))
                self.working[number] = " " * column + f"{match[1]}:"
                self.levels = self.levels[: self.levels.index(Level(column, False)) + 1]
                self.after = After("value", column, line=number, start=len(self.working[number]), has_key=True)
                self.cut = None
                return True
            number -= 1
        return False

    def _lacks_first_dash(self, line: int, indent: int, items: bool) -> bool:
        """Whether the keys before an entry's dash are the first entry of that list, whose own dash was forgotten."""
        text = self.working[line]
        if not items or key_end(text, key_start(text)) is None:
            return False
        level = next((level for level in self.levels if level.column in (indent, indent + 2) and not level.items), None)
        run = [number for number in range(line) if self.working[number].strip() and not self.working[number].lstrip().startswith("#")]
        first = line
        while run and level and indent_of(self.working[run[-1]]) >= level.column:
            first = run.pop()
        if level is None or first == line or not run or not self.working[run[-1]].rstrip().endswith(":") or indent_of(self.working[run[-1]]) > indent:
            return False
        if level.column == indent and key_of(self.working[first]) != key_of(text):
            return False
        self.tell("syntax", "a dash is missing before the first key of this entry", f"write - {short(self.working[first].lstrip())}", (first, level.column))
        deeper = 2 if level.column == indent else 0
        for number in range(first, line):
            if self.working[number].strip():
                self.working[number] = " " * deeper + self.working[number]
                self.mended.moved.add(number)
        self.working[first] = " " * indent + "- " + self.working[first].lstrip(" ")
        self.levels = [*self.levels[: self.levels.index(level)], Level(indent, True)]
        self.after = After("nothing", indent)
        self.cut = None
        return True

    def _lacks_dash(self, line: int, indent: int, items: bool) -> bool:
        """Whether keys that stand too deep belong to an entry whose dash was forgotten: the next entry has one."""
        first = self.before(line)
        if items or first is None or not self.levels or self.levels[-1].items:
            return False
        column = self.levels[-1].column
        if indent != column + 2 or indent_of(self.working[first]) != column or key_end(self.working[first], column) is None:
            return False
        following = next((text for text in self.working[line:] if text.strip() and indent_of(text) <= column), "")
        if not is_item(following, column) or indent_of(following) != column:
            return False
        self.tell("syntax", "a dash is missing before the first key of this entry", f"write - {short(self.working[first])}", (first, column))
        self.working[first] = " " * column + "- " + self.working[first][column:]
        self.levels[-1] = Level(column, True)
        self.levels.append(Level(indent, False))
        self.after = After("nothing", indent)
        return True

    def _undash(self, line: int, indent: int) -> None:
        self.tell("bad-indentation", "a dash stands before a key that belongs to no list", "remove the dash and the space", (line, indent))
        text = self.working[line]
        inner = key_start(text)
        self.working[line] = " " * inner + text[inner:]
        self.shift(line, indent)

    def _break(self, line: int, start: int, column: int) -> int:
        """The value at `start` cannot be read: what goes on deeper than `column` belongs to it."""
        self.working[line] = self.working[line][:start] + BROKEN
        self.after = After("nothing", column)
        following = line + 1
        while following < len(self.working):
            text = self.working[following]
            indent = indent_of(text)
            if text.strip() and (indent <= column or key_end(text, indent) is not None or is_item(text, indent)):
                break
            self.working[following] = ""
            following += 1
        return following
