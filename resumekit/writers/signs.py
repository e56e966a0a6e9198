"""What the formats for people share: the spans of a line, and the signs that stand before words.

In: a line of an outline. Out: its spans. Must not know any format.
"""

from resumekit.blocks import Line, Span

GLYPHS: dict[str, str] = {"verified": "✓", "practised": "●", "partial": "◐", "claimed": "○", "lapsed": "⊘", "missing": "✗"}
"""A sign before each status; the word always stands beside it."""
TICKS = {True: "✓", False: "–"}
"""Before what is there, and what is not."""


def spans_of(line: Line) -> tuple[Span, ...]:
    """A line as spans; those without text are left out."""
    parts = line if isinstance(line, tuple) else (line,)
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return tuple(span for span in spans if span.text)
