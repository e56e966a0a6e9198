"""Inline Markdown: bold, italic, code and links, and nothing else, to HTML, Markdown and plain text.

In: what a person typed. Out: `Prose`, which every format writes in its own way; markup of any other kind is text in all
of them. Must not know where the text stands.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LINK_SCHEMES = ("http", "https", "mailto", "tel")
_MARKS = re.compile(r"[*_`\[\\]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TAIL = 12
_LONGEST_TAIL = 26
_NEEDS_TAIL = 45
_MD_SPECIAL = re.compile(r"[\\`*\[\]<~]|&(?=#?[A-Za-z0-9]+;)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_MD_LINE_START = re.compile(r"#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|[-=_]+\s*\Z|[0-9]{1,9}(?=[.)](?:\s|\Z))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one manner; `link` is an address that may be linked to, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A line of text, as runs."""

    runs: tuple[Run, ...]

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def text(self) -> str:
        """The words alone; a link's address follows it in parentheses, unless it is the link's own text."""
        parts = []
        for run in self.runs:
            shown = short_address(run.link)
            parts.append(run.text if not run.link or run.text in (run.link, shown) else f"{run.text} ({shown})")
        return "".join(parts)

    @property
    def words(self) -> str:
        """The words alone, without addresses."""
        return "".join(run.text for run in self.runs)

    @property
    def html(self) -> str:
        """The text as HTML; its last words are kept together, so that no line ends up with one short word."""
        parts = [_run_html(run, run.text) for run in self.runs]
        last = self.runs[-1] if self.runs else None
        if last and not (last.bold or last.italic or last.code or last.link) and len(self.words) >= _NEEDS_TAIL:
            cut = _tail_start(last.text)
            if cut > 0:
                parts[-1] = f'{html.escape(last.text[:cut])}<span class="tail">{html.escape(last.text[cut:])}</span>'
        return "".join(parts)

    @property
    def markdown(self) -> str:
        """The text as Markdown, in one line."""
        parts = [_run_markdown(run, first=index == 0) for index, run in enumerate(self.runs)]
        for index in range(1, len(parts)):
            if self.runs[index].link and parts[index - 1].endswith("!"):
                parts[index - 1] = parts[index - 1][:-1] + "\\!"  # or the link would be a picture
        return "".join(parts)


def prose(text: str) -> Prose:
    """Read inline Markdown; line breaks are spaces."""
    flat = plain(text)
    if not flat:
        return Prose(())
    if not _MARKS.search(flat):
        return Prose((Run(text=flat),))
    runs: list[Run] = []
    bold = italic = 0
    links: list[str] = []
    for token in _parser().parseInline(flat)[0].children or []:
        kind = token.type
        if kind in ("strong_open", "strong_close"):
            bold += 1 if kind == "strong_open" else -1
        elif kind in ("em_open", "em_close"):
            italic += 1 if kind == "em_open" else -1
        elif kind == "link_open":
            links.append(str(token.attrGet("href") or ""))
        elif kind == "link_close":
            links.pop()
        elif token.content:
            runs.append(Run(text=token.content, bold=bold > 0, italic=italic > 0, code=kind == "code_inline", link=links[-1] if links else ""))
    return Prose(_joined(runs))


def said(*parts: str | Run) -> Prose:
    """Plain texts and runs in a row as prose; nothing in them is read as Markdown."""
    runs = [part if isinstance(part, Run) else Run(text=part) for part in parts]
    return Prose(_joined(run for run in runs if run.text))


def plain(text: str) -> str:
    """`text` in one line, without control characters."""
    return " ".join(_CONTROL.sub("", text).split())


def one_line(text: str) -> str:
    """`text` with line breaks as spaces and without control characters; spaces at its ends stay."""
    return re.sub(r"\s+", " ", _CONTROL.sub("", text))


def escape_markdown(text: str) -> str:
    """`text` so that Markdown shows it as it is, at the start of a line or inside one; line breaks are spaces."""
    return _not_a_list(_MD_SPECIAL.sub(lambda match: "\\" + match[0], one_line(text)))


def may_link(address: str) -> bool:
    """Whether an address is of a kind that may be linked to."""
    scheme = _SCHEME.match(_INVISIBLE.sub("", address))
    return scheme is not None and scheme[1].lower() in LINK_SCHEMES


def short_address(address: str) -> str:
    """An address as people write it: without scheme, `www.` and the last slash."""
    shown = re.sub(r"^(?:https?://(?:www\.)?|mailto:|tel:)", "", address, flags=re.IGNORECASE)
    return shown.rstrip("/")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(["emphasis", "backticks", "link", "escape"])
    allowed: Any = may_link
    parser.validateLink = allowed  # type: ignore[method-assign]
    return parser


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _run_html(run: Run, text: str) -> str:
    made = html.escape(text)
    if run.code:
        made = f"<code>{made}</code>"
    if run.italic:
        made = f"<em>{made}</em>"
    if run.bold:
        made = f"<strong>{made}</strong>"
    if run.link:
        made = f'<a href="{html.escape(run.link)}">{made}</a>'
    return made


def _run_markdown(run: Run, *, first: bool) -> str:
    if run.code:
        fence = "`" * (max((len(ticks) for ticks in re.findall("`+", run.text)), default=0) + 1)
        pad = " " if run.text[:1] == "`" or run.text[-1:] == "`" else ""
        made = f"{fence}{pad}{run.text}{pad}{fence}"
    else:
        made = _MD_SPECIAL.sub(lambda match: "\\" + match[0], run.text)
        if first and not (run.bold or run.italic or run.link):
            made = _not_a_list(made)
    # Marks must touch their words: spaces at the ends of a run stay outside.
    body = made.strip()
    before, after = made[: len(made) - len(made.lstrip())], made[len(made.rstrip()) :] if body else ""
    if body and run.italic:
        body = f"*{body}*"
    if body and run.bold:
        body = f"**{body}**"
    if body and run.link:
        address = re.sub(r"[\s<>()\\]", lambda match: f"%{ord(match[0]):02X}", run.link)
        body = f"[{body}]({address})"
    return before + body + after


def _not_a_list(text: str) -> str:
    """Escaped text that begins no heading, list, quotation or rule."""
    match = _MD_LINE_START.match(text)
    if not match:
        return text
    cut = match.end() if match[0][0].isdigit() else 0
    return f"{text[:cut]}\\{text[cut:]}"


def _tail_start(text: str) -> int:
    """Where the last words of at least 12 characters begin; -1 if they would be too long to keep together."""
    cut = text.rfind(" ", 0, max(0, len(text) - _TAIL + 1)) + 1
    return cut if cut > 0 and len(text) - cut <= _LONGEST_TAIL else -1
