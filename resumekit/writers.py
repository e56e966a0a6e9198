"""Reports and problems as text: for a terminal, for a page, for a program.

In: any dataclass with an outline, or diagnostics. Out: one string. Must not know any report by name, nor where it is shown.

The record itself is what JSON shows; its outline of blocks is what people read. Whatever is echoed has lost its control
characters, so that no file can move the cursor, hide text or reverse it.
"""

import csv
import html
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import partial
from itertools import takewhile
from typing import Any

from resumekit.blocks import Block, Bullets, Card, Cards, Event, Facts, Heading, Item, Line, Meter, Paragraph, Picture, Report, Span, Table, Tone
from resumekit.dates import PartialDate
from resumekit.diagnostics import CODES, Diagnostic, Place, Severity, clean

FORMAT_VERSION = 1
GLYPHS: dict[str, str] = {"verified": "✓", "practised": "●", "partial": "◐", "claimed": "○", "lapsed": "⊘", "missing": "✗"}
"""A sign before each status; the word always stands beside it."""

_COLOURS: dict[str, str] = {
    "strong": "1", "soft": "2", "good": "32", "bad": "31", "warn": "33",
    "verified": "32", "practised": "34", "partial": "35", "claimed": "33", "lapsed": "31", "missing": "31",
}  # fmt: skip
_ACROSS = 3
"""How many columns of a picture stand side by side where there is room."""
_TICKS = {True: "✓", False: "–"}
"""Before what is there, and what is not."""
_TAB = 4
_GAP = 2


def write(report: Report, format: str, *, colour: bool = False, width: int = 100) -> str:
    """The report as `text`, `markdown`, `html`, `json`, `jsonl`, `csv` or `ics`, ending with a line break.

    `colour` and `width` (in columns) are for text only. `jsonl` is one line a record, where the report is a list of them;
    `csv` needs the report's `rows()`, `ics` its `events()` and `as_of`.
    """
    if format == "json":
        return to_json(report)
    if format == "jsonl":
        records: Sequence[Any] = report if isinstance(report, (list, tuple)) else [report]
        return "".join(json.dumps(plain(record), ensure_ascii=False, separators=(", ", ": ")) + "\n" for record in records)
    if format == "csv":
        return _csv(report.rows())  # type: ignore[attr-defined]
    if format == "ics":
        return _ics(report.events(), report.as_of)  # type: ignore[attr-defined]
    outline = report.outline()
    if format == "text":
        return _text(outline, colour, width)
    if format == "markdown":
        return _markdown(outline)
    if format == "html":
        return _html(outline)
    if format == "svg":
        picture = next((block for block in outline if isinstance(block, Picture)), None)
        if picture is not None:
            return picture.draw(_ACROSS)
    raise ValueError(f"there is no format {format}")


# JSON --------------------------------------------------------------------------------------------------------------------


def to_json(record: Any) -> str:
    """A record, or a mapping, as one JSON document that begins with its format's version."""
    made = plain(record)
    document = {"format": FORMAT_VERSION, **made} if isinstance(made, dict) else made
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def plain(value: Any) -> Any:
    """A record as mappings, lists, texts and numbers; its fields in order, dates and choices as text."""
    if isinstance(value, (PartialDate, date)):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value) if not item.name.startswith("_")}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    return value


# Spreadsheets and calendars ----------------------------------------------------------------------------------------------

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would run as a formula, had it the chance."""


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    """Rows as RFC 4180 has them. A text that could be taken for a formula gets an apostrophe; nothing is an empty cell."""
    out = io.StringIO()
    made = csv.writer(out)
    for row in rows:
        made.writerow(["" if cell is None else cell if isinstance(cell, int) else f"{cell:g}" if isinstance(cell, float) else _cell_text(str(cell)) for cell in row])
    return out.getvalue()


def _cell_text(text: str) -> str:
    return ("'" if text.startswith(_FORMULA) else "") + clean(text)


def _ics(events: Iterable[Event], as_of: date) -> str:
    """A calendar of whole days as RFC 5545 has it; the same events on the same day give the same bytes."""
    from icalendar import Alarm, Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//resumekit//renewals//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for event in events:
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
        entry.add("dtstart", event.day)
        entry.add("summary", clean(event.title))
        if event.text:
            entry.add("description", "\n".join(clean(line) for line in event.text.split("\n")))
        entry.add("transp", "TRANSPARENT")
        if event.remind_days is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", clean(event.title))
            alarm.add("trigger", timedelta(days=-event.remind_days))
            entry.add_component(alarm)
        calendar.add_component(entry)
    made: bytes = calendar.to_ical(sorted=False)
    return made.decode("utf-8")


# Problems ----------------------------------------------------------------------------------------------------------------


def write_problems(problems: Iterable[Diagnostic], format: str, *, colour: bool = False, width: int = 100) -> str:
    """Problems as `text` (with the source line and a caret), `json`, `sarif`, or `github` (annotations); empty text for none."""
    problems = list(problems)
    if format == "json":
        errors = [_problem_record(problem) for problem in problems if problem.severity is Severity.ERROR]
        warnings = [_problem_record(problem) for problem in problems if problem.severity is not Severity.ERROR]
        return to_json({"errors": errors, "warnings": warnings})
    if format == "sarif":
        return json.dumps(_sarif(problems), ensure_ascii=False, indent=2) + "\n"
    if format == "github":
        return "".join(_annotation(problem) + "\n" for problem in problems)
    if not problems:
        return ""
    paint = partial(_paint, colour=colour)
    shown = [_problem_text(problem, paint, width) for problem in problems]
    return "\n".join(shown) + "\n" + paint(count_problems(problems), "strong") + "\n"


def count_problems(problems: Iterable[Diagnostic]) -> str:
    """How many there are, in words: `3 errors, 1 warning`, or `no problems`."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(kind), kind.value) for kind in (Severity.ERROR, Severity.WARNING)]
    return ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in counts if count) or "no problems"


def _problem_record(problem: Diagnostic) -> dict[str, Any]:
    place = problem.place
    return {
        "code": problem.code,
        "message": problem.message,
        "path": problem.path,
        "file": place.file if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "hint": problem.hint,
    }


def _sarif(problems: Sequence[Diagnostic]) -> dict[str, Any]:
    """The problems as a log of SARIF 2.1.0, which code-scanning sites and editors read. Columns count characters, as ours do."""
    from urllib.parse import quote

    rules = list(dict.fromkeys(problem.code for problem in problems))
    results = []
    for problem in problems:
        message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
        result: dict[str, Any] = {"ruleId": problem.code, "ruleIndex": rules.index(problem.code), "level": problem.severity.value, "message": {"text": clean(message)}}
        place = problem.place
        if place and not place.file.startswith(("--", "<")):
            region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + max(1, place.length)}
            file = {"uri": quote(place.file.replace("\\", "/"), safe="/")}
            result["locations"] = [{"physicalLocation": {"artifactLocation": file, "region": region}}]
        results.append(result)
    driver = {"name": "resumekit", "rules": [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _annotation(problem: Diagnostic) -> str:
    """A workflow command of GitHub Actions."""

    def escape(text: str) -> str:
        # Line breaks and percent signs have escapes of their own; everything else that steers is made visible.
        kept = re.sub(r"[^\r\n]+", lambda part: clean(part[0]), text)
        return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    named = [("title", problem.code)]
    if place:
        end = place.column + place.length
        named = [("file", place.file), ("line", str(place.line)), ("col", str(place.column)), ("endColumn", str(end)), *named]
    properties = ",".join(f"{name}={escape_property(value)}" for name, value in named)
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return f"::{problem.severity.value} {properties}::{escape(message)}"


def _problem_text(problem: Diagnostic, paint: Any, width: int) -> str:
    place = problem.place
    kind = paint(f"{problem.severity.value}[{problem.code}]", "bad" if problem.severity is Severity.ERROR else "warn")
    at = ""
    if place:
        at = clean(place.file) if place.file.startswith("--") else f"{clean(place.file)}:{place.line}:{place.column}"
    lines = [f"{paint(at, 'strong')}: {kind} {clean(problem.message)}" if at else f"{kind} {clean(problem.message)}"]
    gutter = "  "
    if place and place.source.strip():
        number = "" if place.file.startswith("--") else str(place.line)
        source, before, length = _excerpt(place, max(20, width - len(number) - 5))
        lines.append(paint(f"  {number} | ", "soft") + source)
        lines.append(paint(f"  {' ' * len(number)} | ", "soft") + " " * before + paint("^" * length, "bad" if problem.severity is Severity.ERROR else "warn"))
        gutter = f"  {' ' * len(number)}   "
    if problem.hint:
        lines.append(f"{gutter}{paint('help:', 'strong')} {clean(problem.hint)}")
    return "".join(line.rstrip() + "\n" for line in lines)


def _excerpt(place: Place, width: int) -> tuple[str, int, int]:
    """The part of a source line around its caret, as wide as fits: its text, the caret's column in it, the caret's width."""
    at = min(max(0, place.column - 1), len(place.source))
    source = place.source.rstrip("\r\n")
    left, right = max(0, at - width), min(len(source), at + width)
    end = min(at + place.length, right)
    before, marked, after = _shown(source[left:at]), _shown(source[at:end]), _shown(source[end:right])
    head = "…" if left else ""
    tail = "…" if right < len(source) else ""
    if cells(head + before + marked + after + tail) <= width:
        return head + before + marked + after + tail, cells(head + before), max(1, cells(marked))
    marked, cut = _cut(marked, width * 2 // 3)
    tail = "…" if cut else tail
    room = width - cells(marked) - 2
    kept = before
    if cells(before) > room * 2 // 3 and cells(before + after) > room:
        kept = _cut(before[::-1], max(room * 2 // 3, room - cells(after)))[0][::-1]
        head = "…"
    if not cut:
        after, cut = _cut(after, room - cells(kept))
        tail = "…" if cut else tail
    else:
        after = ""
    return head + kept + marked + after + tail, cells(head + kept), max(1, cells(marked))


def _shown(source: str) -> str:
    """A piece of a source line with tabs as spaces and what has no picture made visible."""
    return clean(source.replace("\t", " " * _TAB))


def _cut(text: str, width: int) -> tuple[str, bool]:
    """The beginning of `text` that fits `width` columns, and whether something was cut."""
    used = 0
    for index, character in enumerate(text):
        used += cells(character)
        if used > width:
            return text[:index], True
    return text, False


# Characters --------------------------------------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _paint(text: str, tone: Tone, *, colour: bool) -> str:
    code = _COLOURS.get(tone)
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text


# Text --------------------------------------------------------------------------------------------------------------------


def _spans(line: Line) -> tuple[Span, ...]:
    """A line as spans, with the sign of a status before its word."""
    parts = line if isinstance(line, tuple) else (line,)
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)


def _words(line: Line) -> list[tuple[str, Tone]]:
    """A line as words with their tones; a word keeps the space before it, if there was one."""
    words: list[tuple[str, Tone]] = []
    for span in _spans(line):
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
            part = _cut(rest, width)[0] or rest[:1]
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


def _text(outline: list[Block], colour: bool, width: int) -> str:
    paint = partial(_paint, colour=colour)
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
        close = (isinstance(before, Bullets) and before.fit) or (isinstance(before, Table) and before.fit and isinstance(block, Table)) or (isinstance(before, Facts) and isinstance(block, Facts))
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
                    add(line, f"{indent}  {_TICKS[done]} ", indent + "    ")
        before = block
    return "".join(line.rstrip() + "\n" for line in out)


def _painted(row: list[tuple[str, Tone]], paint: Any, base: Tone = "") -> str:
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


def _table(table: Table, sizes: Sequence[int], paint: Any) -> list[str]:
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


# Markdown ----------------------------------------------------------------------------------------------------------------


def _markdown(outline: list[Block]) -> str:
    parts: list[str] = []
    for block in outline:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {_marked(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(f"**{_marked(block.line, plain_strong=True)}**" if block.lead else _marked(block.line))
        elif isinstance(block, Bullets):
            lines = []
            for number, item in enumerate(block.items, 1):
                sign = f"{number}." if block.numbered else "-"
                lines.append(f"{sign} {_marked(item.line)}")
                if item.why:
                    lines[-1] += "\\\n" + " " * (len(sign) + 1) + _marked(item.why)
            parts.append("\n".join(lines))
        elif isinstance(block, Table):
            if block.title:
                parts.append(f"**{_marked(block.title)}**")
            rows = [[_marked(name) for name in block.columns], ["---"] * len(block.columns)]
            rows += [[_marked(cell) for cell in row] for row in block.rows]
            parts.append("\n".join("| " + " | ".join(row) + " |" for row in rows))
        elif isinstance(block, Cards):
            parts += [f"**{_marked(card.title)}**\n\n" + "\n".join(f"- {_TICKS[done]} {_marked(line)}" for done, line in card.items) for card in block.cards]
        elif isinstance(block, Facts):
            parts.append("\n".join(f"- {_marked(name)}: {_marked(line)}" for name, line in block.pairs))
    return "\n\n".join(part for part in parts if part) + "\n"


def _marked(line: Line, *, plain_strong: bool = False) -> str:
    """A line as inline Markdown; what would be markup in the text is escaped."""
    out = ""
    for span in _spans(line):
        text = re.sub(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)", r"\\\g<0>", clean(span.text))
        if span.tone in GLYPHS:
            text = f"{GLYPHS[span.tone]} {text}"
        elif span.tone == "strong" and not plain_strong and text.strip():
            text = re.sub(r"\A(\s*)(.*?)(\s*)\Z", r"\1**\2**\3", text)
        out += text
    return re.sub(r"\A(\s*)([-+]|[0-9]+[.)])(?=\s)", lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", out)


# HTML --------------------------------------------------------------------------------------------------------------------

_STYLE = """
:root { --paper: #fff; --ink: #1a1c1e; --soft: #50575e; --hair: #d9dde0; --line: #b4bac0; --accent: #0b6e6e; --bad: #a1341f; --warn: #6b4f00;
  --verified: #0b6e6e; --practised: #2f5f9e; --partial: #6a3d7c; --claimed: #6b4f00; --lapsed: #a1341f; --missing: #50575e }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; --paper: #16191b; --ink: #e6e8e9; --soft: #a9b1b7; --hair: #2f363b; --line: #566067;
  --accent: #6cc5c0; --bad: #f0907c; --warn: #d9b45b; --verified: #6cc5c0; --practised: #8ab4e8; --partial: #c79bd9; --claimed: #d9b45b; --lapsed: #f0907c; --missing: #a9b1b7 } }
* { box-sizing: border-box } body, h1, h2, h3, p, ol, ul, dl, dd, table { margin: 0; padding: 0 }
html { font: 1rem/1.5 "Source Sans 3", system-ui, sans-serif; color: var(--ink); background: var(--paper); font-variant-numeric: lining-nums tabular-nums }
body { max-width: 62rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3rem); overflow-wrap: break-word }
h1 { font-size: 1.9rem; line-height: 1.2 } h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .5rem }
  h3 { font-size: 1rem; margin-top: 2rem } h2 + h3, figure + h3 { margin-top: 1rem }
.lead { font-size: 1.25rem; line-height: 1.4; margin-top: 1.25rem; max-width: 44rem } .soft, h1 + p { color: var(--soft) }
  .good { color: var(--accent) } .bad { color: var(--bad) } .warn { color: var(--warn) }
ol, ul { list-style: none; border-top: 1px solid var(--line) } li { padding: .6rem 0; border-bottom: 1px solid var(--hair) }
  li p + p { color: var(--soft) } ol li p:not(:last-child) { font-weight: 700 } ol + p, ul + p, table + dl { margin-top: .75rem }
ol { counter-reset: step } ol li { counter-increment: step; display: grid; grid-template-columns: 2rem 1fr }
  ol li::before { content: counter(step); font-weight: 700; color: var(--accent) }
table { border-collapse: collapse; width: 100%; margin-top: .5rem } h3 + table { margin-top: 0 }
  th, td { text-align: left; font-weight: 400; vertical-align: top }
thead th { font-size: .875rem; color: var(--soft); padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line) }
tbody th, tbody td { padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--hair) } tbody th { font-weight: 700 }
.on td { border: 0; padding-bottom: 0 } .short { white-space: nowrap }
thead th:first-child { width: 30% }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem } dt { color: var(--soft) }
.status { white-space: nowrap } .status svg { width: .9rem; height: .9rem; vertical-align: -.1rem; margin-right: .35rem }
.verified { color: var(--verified) } .practised { color: var(--practised) } .partial { color: var(--partial) } .claimed { color: var(--claimed) }
  .lapsed { color: var(--lapsed) } .missing { color: var(--missing) }
.bar { display: flex; gap: 3px; margin-top: .75rem; max-width: 30rem } .bar i { flex: 1; height: .7rem; border: 1.5px solid var(--ink) } .bar i.on { background: var(--ink) }
figure { margin: .75rem 0 0 } figure svg { width: 100%; height: auto } .map.wide { max-width: 46rem } .map.narrow { display: none; max-width: 20rem }
.map .ink { fill: var(--ink) } .map .edge { stroke: var(--ink) } .map .soft { fill: var(--soft) } .map .paper { fill: var(--paper) }
  .map .line { stroke: var(--line) } .map .tick { stroke: var(--paper) }
.map .disc { fill: currentColor } .map .ring, .map .stroke { stroke: currentColor }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 1.5rem } .cards section { border-top: 3px solid var(--line) }
  .cards .reached { border-color: var(--accent) }
  .cards h3 { margin-top: .5rem } .cards ul { border: 0; margin-top: .3rem } .cards li { border: 0; padding: .15rem 0; display: grid; grid-template-columns: 1.25rem 1fr }
@media (max-width: 40rem) { .map.wide { display: none } .map.narrow { display: block } }
@media (max-width: 40rem) { table, tbody, tr, th, td { display: block } thead { display: none } dl { grid-template-columns: 1fr } dt { margin-top: .5rem }
  tbody tr { padding: .6rem 0; border-bottom: 1px solid var(--hair) } tbody th, tbody td { border: 0; padding: 0 } tbody .on { border: 0; padding-bottom: 0 }
  td[data-name]::before { content: attr(data-name) " "; color: var(--soft) } }
@page { margin: 16mm 18mm }
@media print { html { font-size: 10pt } body { padding: 0; max-width: none } h2, h3, thead, tr.on { break-after: avoid } tr, li, .cards section, figure, dl { break-inside: avoid } }
"""
_RING = '<circle cx="6.5" cy="6.5" r="5.2" fill="var(--paper)" stroke="currentColor" stroke-width="1.3"/>'
_DISC = '<circle cx="6.5" cy="6.5" r="5.8" fill="currentColor"/>'
_PICTURES: dict[str, str] = {
    "verified": _DISC + '<path d="M3.8 6.7 L5.8 8.7 L9.4 4.3" fill="none" stroke="var(--paper)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>',
    "practised": _DISC,
    "partial": _RING + '<path d="M6.5 1.3 A5.2 5.2 0 0 0 6.5 11.7 Z" fill="currentColor"/>',
    "claimed": _RING + '<circle cx="6.5" cy="6.5" r="1.7" fill="currentColor"/>',
    "lapsed": _RING + '<path d="M2.8 10.2 L10.2 2.8" stroke="currentColor" stroke-width="1.3"/>',
    "missing": '<circle cx="6.5" cy="6.5" r="5.2" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.2 1.9"/>',
}


def _html(outline: list[Block]) -> str:
    """One page that needs nothing else: its style is inside, it asks no other address for anything."""
    title = next((block.text for block in outline if isinstance(block, Heading)), "Report")
    body = "\n".join(_html_block(block) for block in outline)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f'<p class="lead">{_tagged(block.line)}</p>' if block.lead else f"<p>{_tagged(block.line)}</p>"
    if isinstance(block, Bullets):
        kind = "ol" if block.numbered else "ul"
        return f"<{kind}>\n" + "\n".join(_html_item(item) for item in block.items) + f"\n</{kind}>"
    if isinstance(block, Table):
        # The roles stay where a narrow screen turns rows into blocks.
        title = f"<h3>{_escape(block.title)}</h3>\n" if block.title else ""
        name = f' aria-label="{_escape(block.title)}"' if block.title else ""
        head = "".join(f'<th role="columnheader" scope="col">{_escape(text)}</th>' for text in block.columns)
        rows = "\n".join(_html_rows(block))
        return f'{title}<table role="table"{name}><thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">\n{rows}\n</tbody></table>'
    if isinstance(block, Meter):
        segments = "".join('<i class="on"></i>' if at < block.done else "<i></i>" for at in range(block.total))
        return f'<div class="bar" role="img" aria-label="{block.done} of {block.total}">{segments}</div>'
    if isinstance(block, Picture):
        return f'<figure class="map wide">{block.draw(_ACROSS)}</figure>\n<figure class="map narrow">{block.draw(1)}</figure>'
    if isinstance(block, Cards):
        return '<div class="cards">' + "\n".join(_html_card(card) for card in block.cards) + "</div>"
    return "<dl>" + "".join(f"<dt>{_escape(name)}</dt><dd>{_tagged(line)}</dd>" for name, line in block.pairs) + "</dl>"


def _html_card(card: Card) -> str:
    words = {True: "met", False: "missing"}
    items = "".join(f'<li><span role="img" aria-label="{words[done]}">{_TICKS[done]}</span><span>{_tagged(line)}</span></li>' for done, line in card.items)
    return f'<section class="{"reached" if card.reached else "open"}"><h3>{_escape(card.title)}</h3><ul>{items}</ul></section>'


def _html_item(item: Item) -> str:
    why = f"<p>{_tagged(item.why)}</p>" if item.why else ""
    return f"<li><div><p>{_tagged(item.line)}</p>{why}</div></li>"


def _html_rows(table: Table) -> Iterable[str]:
    """Rows of a table; the header of one goes on beside those below it that have none of their own."""
    for at, (first, *rest) in enumerate(table.rows):
        below = sum(1 for _ in takewhile(lambda row: not _spans(row[0]), table.rows[at + 1 :]))
        header = ""
        if _spans(first) or at == 0:
            over = f'rowgroup" rowspan="{below + 1}' if below else "row"
            header = f'<th role="rowheader" scope="{over}">{_tagged(first)}</th>'
        cells = "".join(_html_cell(cell, name) for cell, name in zip(rest, table.columns[1:], strict=True))
        yield f'<tr role="row"{_GOES_ON if below else ""}>{header}{cells}</tr>'


_GOES_ON = ' class="on"'
_SHORT = 16
"""How many characters of a cell stay on one line."""


def _html_cell(cell: Line, name: str) -> str:
    """A cell; a short one keeps to its line, and says on a narrow screen what it is, if nothing else tells."""
    spans = _spans(cell)
    text = "".join(span.text for span in spans)
    if not text or not (len(text) <= _SHORT or " " not in text):
        return f'<td role="cell">{_tagged(cell)}</td>'
    named = f' data-name="{_escape(name)}"' if not any(span.tone for span in spans) else ""
    return f'<td role="cell" class="short"{named}>{_tagged(cell)}</td>'


def _tagged(line: Line) -> str:
    out = ""
    for span in _spans(line):
        text = _escape(span.text)
        if span.tone in _PICTURES:
            text = f'<span class="status {span.tone}"><svg aria-hidden="true" viewBox="0 0 13 13">{_PICTURES[span.tone]}</svg>{text}</span>'
        elif span.tone == "strong":
            text = f"<strong>{text}</strong>"
        elif span.tone:
            text = f'<span class="{span.tone}">{text}</span>'
        out += text
    return out


def _escape(text: str) -> str:
    return html.escape(clean(text))
