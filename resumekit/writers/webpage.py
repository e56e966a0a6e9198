"""A report as a web page that needs nothing else: its style is inside, it asks no other address for anything.

In: blocks. Out: one page of HTML. `webpage.css` has its look; a status shows by a picture, a colour and its word.
"""

import html
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from resumekit.blocks import Block, Bullets, Card, Cards, Heading, Item, Line, Meter, Paragraph, Picture, Table
from resumekit.diagnostics import clean
from resumekit.writers.signs import TICKS, spans_of

ACROSS = 3
"""How many columns of a picture stand side by side where there is room."""
_GOES_ON = ' class="on"'
_SHORT = 16
"""How many characters of a cell stay on one line."""
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


def to_webpage(outline: list[Block]) -> str:
    """An outline as one page."""
    title = next((block.text for block in outline if isinstance(block, Heading)), "Report")
    style = Path(__file__).with_name("webpage.css").read_text(encoding="utf-8")
    body = "\n".join(_block(block) for block in outline)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f'<p class="lead">{_tagged(block.line)}</p>' if block.lead else f"<p>{_tagged(block.line)}</p>"
    if isinstance(block, Bullets):
        kind = "ol" if block.numbered else "ul"
        return f"<{kind}>\n" + "\n".join(_item(item) for item in block.items) + f"\n</{kind}>"
    if isinstance(block, Table):
        # The roles stay where a narrow screen turns rows into blocks.
        title = f"<h3>{_escape(block.title)}</h3>\n" if block.title else ""
        name = f' aria-label="{_escape(block.title)}"' if block.title else ""
        head = "".join(f'<th role="columnheader" scope="col">{_escape(text)}</th>' for text in block.columns)
        rows = "\n".join(_rows(block))
        return f'{title}<table role="table"{name}><thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">\n{rows}\n</tbody></table>'
    if isinstance(block, Meter):
        segments = "".join('<i class="on"></i>' if at < block.done else "<i></i>" for at in range(block.total))
        return f'<div class="bar" role="img" aria-label="{block.done} of {block.total}">{segments}</div>'
    if isinstance(block, Picture):
        return f'<figure class="map wide">{block.draw(ACROSS)}</figure>\n<figure class="map narrow">{block.draw(1)}</figure>'
    if isinstance(block, Cards):
        return '<div class="cards">' + "\n".join(_card(card) for card in block.cards) + "</div>"
    return "<dl>" + "".join(f"<dt>{_escape(name)}</dt><dd>{_tagged(line)}</dd>" for name, line in block.pairs) + "</dl>"


def _card(card: Card) -> str:
    words = {True: "met", False: "missing"}
    items = "".join(f'<li><span role="img" aria-label="{words[done]}">{TICKS[done]}</span><span>{_tagged(line)}</span></li>' for done, line in card.items)
    return f'<section class="{"reached" if card.reached else "open"}"><h3>{_escape(card.title)}</h3><ul>{items}</ul></section>'


def _item(item: Item) -> str:
    why = f"<p>{_tagged(item.why)}</p>" if item.why else ""
    return f"<li><div><p>{_tagged(item.line)}</p>{why}</div></li>"


def _rows(table: Table) -> Iterable[str]:
    """Rows of a table; the header of one goes on beside those below it that have none of their own."""
    for at, (first, *rest) in enumerate(table.rows):
        below = sum(1 for _ in takewhile(lambda row: not spans_of(row[0]), table.rows[at + 1 :]))
        header = ""
        if spans_of(first) or at == 0:
            over = f'rowgroup" rowspan="{below + 1}' if below else "row"
            header = f'<th role="rowheader" scope="{over}">{_tagged(first)}</th>'
        cells = "".join(_cell(cell, name) for cell, name in zip(rest, table.columns[1:], strict=True))
        yield f'<tr role="row"{_GOES_ON if below else ""}>{header}{cells}</tr>'


def _cell(cell: Line, name: str) -> str:
    """A cell; a short one keeps to its line, and says on a narrow screen what it is, if nothing else tells."""
    spans = spans_of(cell)
    text = "".join(span.text for span in spans)
    if not text or not (len(text) <= _SHORT or " " not in text):
        return f'<td role="cell">{_tagged(cell)}</td>'
    named = f' data-name="{_escape(name)}"' if not any(span.tone for span in spans) else ""
    return f'<td role="cell" class="short"{named}>{_tagged(cell)}</td>'


def _tagged(line: Line) -> str:
    out = ""
    for span in spans_of(line):
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
