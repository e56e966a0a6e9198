"""A report as Markdown, for a message, a pull request or a page of documentation.

In: blocks. Out: text. What would be markup in a text is escaped.
"""

import re

from resumekit.blocks import Block, Bullets, Cards, Facts, Heading, Line, Paragraph, Table
from resumekit.diagnostics import clean
from resumekit.writers.signs import GLYPHS, TICKS, spans_of


def to_markdown(outline: list[Block]) -> str:
    """An outline as Markdown; what a picture or a meter shows is said beside it."""
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
            parts += [f"**{_marked(card.title)}**\n\n" + "\n".join(f"- {TICKS[done]} {_marked(line)}" for done, line in card.items) for card in block.cards]
        elif isinstance(block, Facts):
            parts.append("\n".join(f"- {_marked(name)}: {_marked(line)}" for name, line in block.pairs))
    return "\n\n".join(part for part in parts if part) + "\n"


def _marked(line: Line, *, plain_strong: bool = False) -> str:
    """A line as inline Markdown; what would be markup in the text is escaped."""
    out = ""
    for span in spans_of(line):
        text = re.sub(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)", r"\\\g<0>", clean(span.text))
        if span.tone in GLYPHS:
            text = f"{GLYPHS[span.tone]} {text}"
        elif span.tone == "strong" and not plain_strong and text.strip():
            text = re.sub(r"\A(\s*)(.*?)(\s*)\Z", r"\1**\2**\3", text)
        out += text
    return re.sub(r"\A(\s*)([-+]|[0-9]+[.)])(?=\s)", lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", out)
