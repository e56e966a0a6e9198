"""A report for a terminal: an outline as text of a given width, words wrapped, columns aligned, statuses in colour.

In: blocks, or characters to measure. Out: text. Whatever is echoed has lost its control characters. Must not know where it is shown.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from resumekit.blocks import Block, Bullets, Cards, Facts, Heading, Line, Meter, Paragraph, Picture, Table, Tone
from resumekit.diagnostics import clean
from resumekit.writers.signs import GLYPHS, TICKS, spans_of

Painter = Callable[[str, Tone], str]
_COLOURS: dict[str, str] = {
    "strong": "1", "soft": "2", "good": "32", "bad": "31", "warn": "33",
    "verified": "32", "practised": "34", "partial": "35", "claimed": "33", "lapsed": "31", "missing": "31",
}  # fmt: skip
_GAP = 2


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def painter(colour: bool) -> Painter:
    """What gives words the colour of their tone, or leaves them alone."""

    def paint(text: str, tone: Tone) -> str:
        code = _COLOURS.get(tone)
        return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text

    return paint


def beginning_of(text: str, width: int) -> tuple[str, bool]:
    """The beginning of `text` that fits `width` columns, and whether something was cut."""
    used = 0
    for index, character in enumerate(text):
        used += cells(character)
        if used > width:
            return text[:index], True
    return text, False


def _words(line: Line) -> list[tuple[str, Tone]]:
    """A line as words with their tones; a word keeps the space before it, if there was one."""
    words: list[tuple[str, Tone]] = []
    for span in spans_of(line):
        text = clean(span.text)
        if span.tone in GLYPHS:
            words.append((f"{GLYPHS[span.tone]} {text}" if text else GLYPHS[span.tone], span.tone))
        else:
            words.extend((match[0], span.tone) for match in re.finditer(r"\s*\S+|\s+\Z", text))
    return words


def _wrap(line: Line, width: int) -> list[list[tuple[str, Tone]]]:
    """A line broken into rows of at most `width` columns; a longer word is cut."""
    rows: list[list[tuple[str, Tone]]] = [[]]
    used = 0
    for word, tone in _words(line):
        if used and used + cells(word) > width:
            rows.append([])
            used = 0
        rest = word if used else word.lstrip()
        while cells(rest) > width:
            part = beginning_of(rest, width)[0] or rest[:1]
            rows[-1].append((part, tone))
            rows.append([])
            rest = rest[len(part) :]
        if rest:
            rows[-1].append((rest, tone))
            used += cells(rest)
    return [row for row in rows if row] or [[]]


def _cut_row(line: Line, width: int) -> list[tuple[str, Tone]]:
    """The beginning of a line that fits one row of `width` columns, with a sign where something is cut."""
    rows = _wrap(line, width)
    if len(rows) == 1:
        return rows[0]
    rows = _wrap(line, max(1, width - 1))
    return [*rows[0], ("…", rows[0][-1][1] if rows[0] else "")]


def _row_width(row: list[tuple[str, Tone]]) -> int:
    return sum(cells(word) for word, _ in row)


def to_text(outline: list[Block], colour: bool, width: int) -> str:
    """An outline as text of at most `width` columns; what a meter or a picture shows is said beside it."""
    paint = painter(colour)
    out: list[str] = []
    indent = ""

    def add(line: Line, first: str, rest: str, base: Tone = "", *, fit: bool = False) -> None:
        room = max(20, width - cells(first))
        for number, row in enumerate([_cut_row(line, room)] if fit else _wrap(line, room)):
            out.append((first if number == 0 else rest) + _painted(row, paint, base))

    before: Block | None = None
    for block in outline:
        if isinstance(block, (Meter, Picture)):  # what they show is said beside them
            continue
        lists = isinstance(before, Bullets) and before.fit and not isinstance(block, Heading)
        close = lists or (isinstance(before, Table) and before.fit and isinstance(block, Table)) or (isinstance(before, Facts) and isinstance(block, Facts))
        if before is not None and not close and not (isinstance(before, Heading) and not isinstance(block, Heading)):
            out.append("")
        if isinstance(block, Heading):
            indent = "" if block.level == 1 else "  "
            add(block.text, "", "", "strong")
        elif isinstance(block, Paragraph):
            add(block.line, indent, indent, "strong" if block.lead else "")
        elif isinstance(block, Bullets):
            for number, item in enumerate(block.items, 1):
                sign = f"{number:>{len(str(len(block.items)))}}. " if block.numbered else "- "
                add(item.line, indent + sign, indent + " " * len(sign), "strong" if block.numbered and item.why else "")
                if item.why:
                    add(item.why, indent + " " * len(sign), indent + " " * len(sign), "soft", fit=block.fit)
        elif isinstance(block, Table):
            alike = [other for other in outline if isinstance(other, Table) and other.columns == block.columns]
            out.extend(indent + row for row in _table(block, _sizes(alike, width - len(indent)), paint))
        elif isinstance(block, Facts):
            size = max((cells(clean(name)) for other in outline if isinstance(other, Facts) for name, _ in other.pairs), default=0)
            for name, line in block.pairs:
                add(line, indent + clean(name) + " " * (size - cells(clean(name)) + 2), indent + " " * (size + 2), fit=block.fit)
        elif isinstance(block, Cards):
            for card in block.cards:
                add(card.title, indent, indent, "strong")
                for done, line in card.items:
                    add(line, f"{indent}  {TICKS[done]} ", indent + "    ")
        before = block
    return "".join(line.rstrip() + "\n" for line in out)


def _painted(row: list[tuple[str, Tone]], paint: Painter, base: Tone = "") -> str:
    return "".join(paint(word, tone or base) for word, tone in row)


def _sizes(tables: Sequence[Table], width: int) -> list[int]:
    """The widths of the columns that several tables share; where they are too wide together, those give way that lose least by it."""
    rows: list[Sequence[Line]] = [row for table in tables for row in (table.columns, *table.rows)]
    count = max((len(row) for row in rows), default=0)
    lengths = [[_row_width(_words(row[at])) for row in rows if at < len(row)] for at in range(count)]
    sizes = [max(column, default=1) for column in lengths]
    # No column gets narrower than its longest word, as long as another can.
    least = [max((min(24, cells(word.strip())) for row in rows if at < len(row) for word, _ in _words(row[at])), default=1) for at in range(count)]
    room = max(width - _GAP * (count - 1), 3 * count)
    fit = bool(tables) and tables[0].fit

    def loss(at: int) -> tuple[bool, int, int]:
        """What making a column narrower costs: rows of the terminal, or, in a table of one row each, the most from the widest."""
        more = 0 if fit else sum(-(-length // max(1, sizes[at] - 1)) + (-length // sizes[at]) for length in lengths[at])
        return sizes[at] <= least[at], more, -sizes[at]

    while sum(sizes) > room:
        sizes[min((at for at in range(count) if sizes[at] > 1), key=loss)] -= 1
    return sizes


def _table(table: Table, sizes: Sequence[int], paint: Painter) -> list[str]:
    """Aligned columns, cells wrapped where a column is too narrow; in a table of one row each, the last cell leaves its room to the one before."""
    out = [paint(clean(table.title), "strong")] if table.title else []
    lines: list[tuple[Sequence[Line], Tone]] = [(table.columns, "soft")] if any(table.columns) else []
    lines += [(row, "") for row in table.rows]
    for row, tone in lines:
        widths = list(sizes)
        if table.fit and len(row) > 1:
            widths[-1] = _row_width(_words(row[-1]))
            widths[-2] += sizes[-1] - widths[-1]
        wrapped = [[_cut_row(cell, max(1, widths[at]))] if table.fit else _wrap(cell, max(1, widths[at])) for at, cell in enumerate(row)]
        for number in range(max((len(cell) for cell in wrapped), default=0)):
            text = ""
            for at, cell in enumerate(wrapped):
                piece = cell[number] if number < len(cell) else []
                base: Tone = tone or ("strong" if at == 0 else "")
                text += _painted(piece, paint, base) + " " * (widths[at] - _row_width(piece) + _GAP)
            out.append(text)
    return out
