"""Telling what is wrong with lines of YAML, and mending a copy of them.

In: lines, positions, `Slip`s. Out: `Mended`: problems and lines. Must not know which lines are wrong: `mending` does.
"""

from dataclasses import dataclass, field, replace

from resumekit.brackets import At, Slip
from resumekit.diagnostics import Diagnostic, Place, error
from resumekit.lines import indent_of, is_item, key_start, key_value, original_column

MAX_SLIPS = 60
"""How many mistakes of one file are looked for."""


@dataclass(slots=True, kw_only=True)
class Mended:
    """What a walk over the lines gave. `moved`: lines whose indentation was guessed; `has_gaps`: whether lines were emptied.

    `is_cut_short`: there were so many mistakes that the rest was not looked at.
    """

    lines: list[str]
    problems: list[Diagnostic] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    has_gaps: bool = False
    is_cut_short: bool = False


@dataclass(slots=True)
class _Fold:
    """A mistake that is made in line after line of one list: told once. `number`: its problem; `last`: the last such line."""

    code: str
    column: int
    number: int
    last: int
    more: int = 0


class Sheet:
    """Lines as typed and as mended so far, and what has been told about them."""

    def __init__(self, name: str, lines: list[str], working: list[str]) -> None:
        self.name, self.lines = name, lines
        self.mended = Mended(lines=list(working))
        self.working = self.mended.lines
        self.odd: list[tuple[int, str]] = []
        self.folds: list[_Fold] = []
        self.told: set[int] = set()
        self.width = 0

    # Telling and mending ----------------------------------------------------------------------------------------------

    def tell(self, code: str, message: str, hint: str, at: At, length: int = 1) -> None:
        line, column = at
        source = self.lines[line]
        column = original_column(source, self.working[line], column)
        place = Place(file=self.name, line=line + 1, column=column + 1, source=source, length=max(1, min(length, len(source) - column)))
        self.mended.problems.append(error(code, message, place=place, hint=hint))
        self.told.add(place.line)

    def tell_once(self, code: str, message: str, hint: str, at: At, length: int = 1) -> None:
        """Tell a mistake of a list's mark; for the items after it that have it too, only how many they are."""
        line = at[0]
        fold = self.folds[-1] if self.folds else None
        outer = indent_of(self.working[line])
        if fold and (fold.code, fold.column) == (code, outer) and all(indent_of(text) >= outer for text in self.working[fold.last : line] if text.strip()):
            fold.last = line
            fold.more += 1
            return
        self.folds.append(_Fold(code, outer, len(self.mended.problems), line))
        self.tell(code, message, hint, at, length)

    def tell_folds(self) -> None:
        for fold in self.folds:
            if fold.more:
                more = "so is one more line" if fold.more == 1 else f"so are {fold.more} more lines"
                problem = self.mended.problems[fold.number]
                self.mended.problems[fold.number] = replace(problem, message=f"{problem.message} ({more})")

    def tell_slip(self, slip: Slip) -> None:
        self.tell(slip.code, slip.message, slip.hint, slip.at, slip.length)

    def drop(self, line: int) -> None:
        self.working[line] = ""
        self.mended.has_gaps = True

    def drop_deeper(self, line: int, column: int) -> int:
        """Empty the lines after `line` that are indented more than `column`; the line after them."""
        line += 1
        while line < len(self.working) and (not self.working[line].strip() or indent_of(self.working[line]) > column):
            self.drop(line)
            line += 1
        return line

    def shift(self, line: int, to: int) -> None:
        """Move a line to the indentation `to`, and with it its neighbours of the same kind and what hangs on them."""
        indent = indent_of(self.working[line])
        items = is_item(self.working[line], indent)
        by = to - indent
        opens = items or not key_value(self.working[line])
        inner: int | None = None  # where a line must stand to belong to the one moved last
        for number in range(line, len(self.working)):
            text = self.working[number]
            column = indent_of(text)
            if not text.strip() or text[column] == "#":
                continue
            if column < indent or (column == indent and is_item(text, column) != items):
                break
            if column == indent:
                content = key_start(text)
                inner = content if items and content < len(text) else indent + 1
            elif by > 0 and inner is not None:
                if column == to and is_item(text, column) == items and (items or key_value(self.working[line])):
                    break  # a neighbour that stands right already
                if column >= inner + by:
                    continue  # stands right already
                inner = None
            elif by < 0 and not opens:
                break  # a key with a value has nothing below it
            self.working[number] = " " * max(0, column + by) + text[column:]
            self.mended.moved.add(number)

    def before(self, line: int) -> int | None:
        """The last line before `line` that said something when it was typed."""
        for number in range(line - 1, -1, -1):
            text = self.lines[number].lstrip()
            if text and not text.startswith("#"):
                return number
        return None

    def next(self, line: int) -> int | None:
        """The next line that says something."""
        for number in range(line + 1, len(self.working)):
            text = self.working[number].lstrip()
            if text and not text.startswith("#"):
                return number
        return None

    def mend_lead(self, line: int) -> None:
        """Tabs and special spaces that a line is indented with become plain ones."""
        text = self.working[line]
        lead = text[: len(text) - len(text.lstrip())]
        typed = self.lines[line]
        self.odd.append((line, typed[: len(typed) - len(typed.lstrip())]))
        self.told.add(line + 1)
        if not self.width:
            widths = [indent_of(other) for other in self.working if other.startswith(" ") and other[indent_of(other) :][:1] not in ("", "\t")]
            self.width = max(1, min(widths, default=2))
        self.working[line] = "".join(" " * self.width if char == "\t" else " " for char in lead) + text[len(lead) :]

    def tell_odd(self) -> None:
        """Tabs and special spaces in the indentation are told once, at the first."""
        if not self.odd:
            return
        line, lead = self.odd[0]
        column = next((index for index, char in enumerate(lead) if char != " "), 0)
        others = len(self.odd) - 1
        more = f" (so are {others} more lines)" if others > 1 else " (so is one more line)" if others else ""
        message, hint = f"the line is indented with a tab{more}", "indent with spaces, two for each level; most editors can turn tabs into spaces"
        if "\t" not in lead:
            message, hint = f"the line is indented with a special space, U+{ord(lead[column]):04X}{more}", "delete the space before the text and type it again"
        place = Place(file=self.name, line=line + 1, column=column + 1, source=self.lines[line])
        self.mended.problems.append(error("tab", message, place=place, hint=hint))
