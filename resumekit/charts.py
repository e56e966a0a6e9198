"""Pictures as SVG, from names and statuses: real text, statuses told by their shape before their colour.

In: columns of marks. Out: one SVG that needs nothing else. Must not know a report, a career or a skill. Every element has a
class by which a page may colour it anew; on its own it is ink on white paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

COLOURS = {"verified": "#0b6e6e", "practised": "#2f5f9e", "partial": "#6a3d7c", "claimed": "#6b4f00", "lapsed": "#a1341f", "missing": "#50575e"}
_INK, _SOFT, _LINE, _PAPER = "#1a1c1e", "#50575e", "#b4bac0", "#ffffff"
WIDTH, GUTTER = 184.0, 16.0
_ROW, _MORE = 19.0, 12.0
_TOP = 42.0
"""Where the first row of a column begins: below its name, its note and its bar."""
_CHARACTERS = 24
"""How many characters of a name fit a line of a column, even in a wide fallback font."""
_TITLE = 21
"""How many characters of a title fit."""
_MARGIN = 8.0
_FONTS = "'Source Sans 3','Source Sans Pro',Helvetica,Arial,sans-serif"
"""In quotes: a name that ends with a digit is no name in CSS, and the whole list would be dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name and its status; `on`: whether its segment of the bar is filled."""

    name: str
    status: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Marks under a title, with a note in a line."""

    title: str
    note: str
    marks: tuple[Mark, ...]


def skill_map(columns: Sequence[Column], *, title: str, description: str, across: int = 3, words: Mapping[str, str] | None = None) -> str:
    """Columns of marks with their bars and a legend, `across` side by side. `title` and `description` are what is read aloud.

    `words`: each status in another language.
    """
    across = max(1, min(across, len(columns) or 1))
    width = across * WIDTH + (across - 1) * GUTTER
    parts: list[str] = []
    top = 0.0
    for start in range(0, len(columns), across):
        row = columns[start : start + across]
        head = max(len(wrapped(column.title, _TITLE)) for column in row), max(len(wrapped(column.note)) for column in row)
        for at, column in enumerate(row):
            parts += _column(column, at * (WIDTH + GUTTER), top, head)
        top += max(_height(column) for column in row) + (sum(head) - 2) * _MORE + 14
    shown = [status for status in COLOURS if any(mark.status == status for column in columns for mark in column.marks)]
    parts.append(f'<line class="line" x1="0" y1="{top:g}" x2="{width:g}" y2="{top:g}" stroke="{_LINE}" stroke-width=".5"/>')
    each = 80.0
    per_row = max(1, int(width // each))
    for at, status in enumerate(shown):
        x, y = (at % per_row) * each, top + 12 + (at // per_row) * 15
        parts += [glyph(status, x + 6.2, y), _text((words or {}).get(status, status), x + 16, y + 3.2, size=9, kind="ink", fill=_INK)]
    height = top + 6 + ceil(len(shown) / per_row) * 15 + 4
    box = f"{-_MARGIN:g} {-_MARGIN:g} {width + 2 * _MARGIN:g} {height + 2 * _MARGIN:g}"
    name = f"map-{across}"
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{width + 2 * _MARGIN:g}pt" height="{height + 2 * _MARGIN:g}pt" role="img" '
                f'aria-labelledby="{name}-title {name}-about" font-family="{_FONTS}">'
            ),
            f'<title id="{name}-title">{escape(title)}</title>',
            f'<desc id="{name}-about">{escape(description)}</desc>',
            f'<rect class="paper" x="{-_MARGIN:g}" y="{-_MARGIN:g}" width="{width + 2 * _MARGIN:g}" height="{height + 2 * _MARGIN:g}" fill="{_PAPER}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _column(column: Column, x: float, y: float, head: tuple[int, int]) -> list[str]:
    """A column at a point; `head`: how many lines its title and its note may take."""
    made = [_text(line, x, y + 11 + at * _MORE, size=11.5, kind="ink", fill=_INK, bold=True) for at, line in enumerate(wrapped(column.title, _TITLE))]
    y += (head[0] - 1) * _MORE
    made += [_text(line, x, y + 25 + at * _MORE, size=9.5, kind="soft", fill=_SOFT) for at, line in enumerate(wrapped(column.note))]
    y += (head[1] - 1) * _MORE
    gap = 2.0
    segment = (WIDTH - gap * (len(column.marks) - 1)) / max(1, len(column.marks)) - 0.8
    for at, mark in enumerate(column.marks):
        left = x + 0.4 + at * (segment + 0.8 + gap)
        kind, fill = ("ink", _INK) if mark.on else ("paper", _PAPER)
        made.append(f'<rect class="{kind} edge" x="{left:.2f}" y="{y + 32.4:g}" width="{segment:.2f}" height="4.2" fill="{fill}" stroke="{_INK}" stroke-width=".8"/>')
    below = y + _TOP
    for mark in column.marks:
        made.append(glyph(mark.status, x + 6.2, below + 9.5))
        words = wrapped(mark.name)
        made += [_text(line, x + 19, below + 12.9 + at * _MORE, size=10, kind="ink", fill=_INK, bold=mark.on) for at, line in enumerate(words)]
        below += _ROW + (len(words) - 1) * _MORE
    return made


def _height(column: Column) -> float:
    return _TOP + sum(_ROW + (len(wrapped(mark.name)) - 1) * _MORE for mark in column.marks)


def wrapped(name: str, room: int = _CHARACTERS) -> list[str]:
    """A name in lines that fit a column; only a word that is longer than a line is cut."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return [line if len(line) <= room else line[: room - 1] + "…" for line in lines]


def glyph(status: str, x: float, y: float) -> str:
    """The sign of a status around a point: filled where something stands behind it, a ring where nothing does."""
    colour = COLOURS[status]
    ring = f'<circle class="paper ring {status}" cx="{x:g}" cy="{y:g}" r="5.2" fill="{_PAPER}" stroke="{colour}" stroke-width="1.3"/>'
    disc = f'<circle class="disc {status}" cx="{x:g}" cy="{y:g}" r="5.8" fill="{colour}"/>'
    if status == "verified":
        tick = f"M{x - 2.7:.1f} {y + 0.2:.1f} L{x - 0.7:.1f} {y + 2.2:.1f} L{x + 2.9:.1f} {y - 2.2:.1f}"
        return f'{disc}<path class="tick" d="{tick}" fill="none" stroke="{_PAPER}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>'
    if status == "practised":
        return disc
    if status == "partial":
        return f'{ring}<path class="disc {status}" d="M{x:.1f} {y - 5.2:.1f} A5.2 5.2 0 0 0 {x:.1f} {y + 5.2:.1f} Z" fill="{colour}"/>'
    if status == "claimed":
        return f'{ring}<circle class="disc {status}" cx="{x:g}" cy="{y:g}" r="1.7" fill="{colour}"/>'
    if status == "lapsed":
        return f'{ring}<path class="stroke {status}" d="M{x - 3.7:.1f} {y + 3.7:.1f} L{x + 3.7:.1f} {y - 3.7:.1f}" stroke="{colour}" stroke-width="1.5"/>'
    return f'<circle class="paper ring {status}" cx="{x:g}" cy="{y:g}" r="5.2" fill="{_PAPER}" stroke="{colour}" stroke-width="1.1" stroke-dasharray="2 1.9"/>'


def _text(text: str, x: float, y: float, *, size: float, kind: str, fill: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size:g}"{weight} fill="{fill}">{escape(text)}</text>'


__all__ = ["COLOURS", "Column", "Mark", "glyph", "skill_map", "wrapped"]
