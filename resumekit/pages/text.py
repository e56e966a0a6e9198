"""Plain text and Markdown to numbered lines: headings, items, front matter, lines that go on in the next.

In: text. Out: a `Page`. Must not know what a line means.
"""

import html
import re
from dataclasses import replace

from resumekit.pages.hypertext import BLOCKS
from resumekit.pages.lines import LONG, MAX_LINE, MAX_LINES, UNSEEN, Fact, Page, PageLine, bullet_of, one_line

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1:?$")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^)\s]{0,1000}\)")
_RULE = re.compile(r"[=\-_*~#•\s]{3,}$")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,500}>")
_FACT = re.compile(r"""\s*["']?([\w -]{1,60})["']?\s*[:=]\s*(.*)""")


def read_text(text: str) -> Page:
    """A page of text; what is marked in HTML within it is shown as text."""
    rows = text.split("\n")[:MAX_LINES]
    facts, begin = _front_matter(rows)
    lines: list[PageLine] = []
    gap = False
    for number, row in enumerate(rows[begin:], begin + 1):
        raw = row[:MAX_LINE].strip()
        if not raw or _RULE.match(raw):
            if raw[:1] in ("=", "-") and lines and lines[-1].number == number - 1 and len(lines[-1].text) < LONG * 2:
                lines[-1] = replace(lines[-1], level=lines[-1].level or 2)
            gap = True
            continue
        if "<" in raw:
            raw = TAG.sub(lambda tag: "\n" if tag[2].lower() in BLOCKS else "", raw)
        if "&" in raw:
            raw = html.unescape(raw).translate(UNSEEN)
        for piece in raw.split("\n"):
            line = _text_line(piece.strip(), number, gap)
            if line is None:
                continue
            last = lines[-1] if lines else None
            if last and not gap and not line.level and not line.item and last.level in (0,) and len(last.text) >= LONG and line.text[:1].islower() and last.text[-1:] not in ".:!?":
                lines[-1] = replace(last, text=one_line(f"{last.text} {line.text}"))
            else:
                lines.append(line)
            gap = False
    title = next((fact.text for fact in facts if fact.key.lower() in ("title", "job_title", "jobtitle", "position")), "")
    return Page(title=title, lines=tuple(lines), facts=tuple(facts))


def _text_line(raw: str, number: int, gap: bool) -> PageLine | None:
    """A row of text as a line; its marks of Markdown go."""
    level = 0
    heading = _HEADING.match(raw)
    if heading:
        level, raw = len(heading[1]), heading[2]
    raw = raw.lstrip("> ")
    bullet = 0 if heading else bullet_of(raw)
    raw = raw[bullet:]
    if "](" in raw:
        raw = _LINK.sub(r"\1", raw)
    if not level and _BOLD.match(raw) and len(raw) < LONG * 2:
        level = 7
    if "|" in raw:
        raw = " | ".join(cell.strip() for cell in raw.strip("|").split("|") if cell.strip(" -:"))
    raw = one_line(_MARKS.sub("", raw)).strip("\\ ")
    return PageLine(number=number, text=raw, level=level, item=bullet > 0, after_gap=gap) if raw else None


def _front_matter(rows: list[str]) -> tuple[list[Fact], int]:
    """The facts that stand before a page between two lines of the same mark, and the first row after them."""
    mark = rows[0].strip() if rows else ""
    if mark not in ("---", "+++"):
        return [], 0
    for end in range(1, min(len(rows), 200)):
        if rows[end].strip() == mark:
            found = [(match, number) for number, row in enumerate(rows[1:end], 2) if (match := _FACT.match(row[:MAX_LINE]))]
            return [Fact(key=match[1].strip(), text=one_line(match[2].strip(" \"'[]")), number=number) for match, number in found], end + 1
    return [], 0
