"""HTML as saved from a browser to numbered lines; scripts, styles, navigation and footers are left out.

In: text. Out: `Hypertext`: lines, title, records for search engines as they stand. Any text is read in linear time, without
recursion, and each line has its number in the file. Must not know what a record says.

No library does that (2026): html.parser takes time squared on some input, tinyhtml5 on deep nesting, lxml on many attributes;
lxml drops what lies deep; none tells the line of a text.
"""

import html
import re
from dataclasses import dataclass

from resumekit.pages.lines import LONG, MAX_LINE, MAX_LINES, UNSEEN, PageLine, bullet_of, one_line

_MOST_TAGS = 200
"""How deep elements may lie in one another before their nesting is no longer followed."""
_ENOUGH = 600
"""How many characters of text a page has at least, beside its navigation."""
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
    "ul",
))  # fmt: skip
_LEFT_OUT = frozenset((
    "aside", "audio", "button", "canvas", "datalist", "dialog", "footer", "header", "iframe", "map", "math", "nav", "noscript",
    "object", "option", "picture", "select", "svg", "template", "textarea", "video",
))  # fmt: skip
_RAW = frozenset(("script", "style", "title", "textarea", "noscript", "xmp", "iframe"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "complementary"))
_PARTS = frozenset((
    "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "footer", "megamenu", "menu", "menubar", "modal", "nav",
    "navbar", "navigation", "newsletter", "popup", "share", "sharing", "skip", "social", "subscribe",
))  # fmt: skip
"""Words of a class or an id that say that it is no part of a page's text."""
_WHOLE = frozenset(("html", "body", "main", "article", "form", "section"))
"""Elements whose class says nothing about what they hold: pages hang the state of their menus on them."""
_ATTRIBUTE = re.compile(r"""(?:^|\s)(class|id|role|type|aria-hidden|hidden|style|property|content|name)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/]|$)""", re.IGNORECASE)
_TAG_START = re.compile(r"<(?=[a-zA-Z!?/])")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_WORD = re.compile(r"[a-z]+")
_ROW_END = re.compile(r"\n")
_ITEMS = re.compile(r"\n[ \t]*(?=[•·▪*-][ \t])|\n[ \t]*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypertext:
    """What a page of HTML shows; `records`: its JSON for search engines, each with the line that it begins in."""

    title: str
    lines: tuple[PageLine, ...]
    records: tuple[tuple[str, int], ...]


def read_hypertext(text: str) -> Hypertext:
    """Read HTML, whole or a piece."""
    reader = _Reader(text).read()
    kept = [line for line in reader.lines if not line.soft]
    # Where a page hides itself behind names of navigation, the names are wrong.
    if sum(len(line.text) for line in kept) < _ENOUGH < sum(len(line.text) for line in reader.lines if line.soft):
        kept = reader.lines
    return Hypertext(title=reader.title, lines=tuple(line.done() for line in kept), records=tuple(reader.records))


def lines_of(text: str) -> list[PageLine]:
    """All the lines of a piece of HTML, whatever its parts are called."""
    return [line.done() for line in _Reader(text).read().lines]


@dataclass(slots=True)
class _Line:
    """A line that is being put together."""

    number: int = 0
    text: str = ""
    level: int = 0
    item: bool = False
    bold: int = 0
    soft: bool = False
    """Whether it stands in a part whose name says that it is navigation."""

    def done(self) -> PageLine:
        """The line as others see it."""
        return PageLine(number=self.number, text=self.text, level=self.level, item=self.item)


class _Reader:
    """Reads HTML tag by tag: what is left out, where lines end, how they are marked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.number = 1
        self.lines: list[_Line] = []
        self.title = ""
        self.records: list[tuple[str, int]] = []
        self._open: list[tuple[str, bool, bool]] = []
        """The open elements: name, whether left out by what they are, whether by what they are called."""
        self._hard = self._soft = self._bold = self._pre = 0
        self._line = _Line()
        self._buffer: list[str] = []

    def read(self) -> "_Reader":
        text = self.text
        lower = ""
        at, size = 0, len(text)
        closes = True  # whether a comment further on may still be closed: looked for once only where it is not
        while at < size and len(self.lines) < MAX_LINES:
            begins = _TAG_START.search(text, at)
            if begins is None:
                self._say(text[at:])
                break
            start = begins.start()
            if start > at:
                self._say(text[at:start])
            if text.startswith("<!--", start):
                end = text.find("-->", start + 4) if closes else -1
                closes = end >= 0
                # A comment that nobody closes ends where its tag would.
                end = end + 3 if end >= 0 else self._tag_end(start)
                at = self._skip(start, end)
                continue
            match = _NAME.match(text, start + 1)
            end = self._tag_end(start)
            if end < 0:
                self._say(text[start + 1 :])
                break
            name = match[1].lower() if match else ""
            closing = text[start + 1] == "/"
            attributes = text[match.end() : min(end - 1, match.end() + 2000)] if match and not closing else ""
            at = self._skip(start, end)
            if not name:
                continue
            if closing:
                self._close(name)
                continue
            if name in _RAW and not attributes.endswith("/"):
                lower = lower or text.lower()
                stop = lower.find(f"</{name}", at) if len(lower) == size else -1
                stop = size if stop < 0 else stop
                self._raw(name, attributes, text[at:stop])
                at = self._skip(at, stop)
                continue
            self._begin(name, attributes)
        self._flush()
        return self

    def _tag_end(self, start: int) -> int:
        """The place behind the `>` that ends a tag; one inside quotation marks does not. -1 if there is none."""
        text = self.text
        end = text.find(">", start)
        for _ in range(4):
            if end < 0 or end - start > MAX_LINE or text.count('"', start, end) % 2 == 0:
                break
            further = text.find(">", end + 1)
            if further < 0 or further - start > MAX_LINE:
                break
            end = further
        return end + 1 if end >= 0 else -1

    def _skip(self, start: int, end: int) -> int:
        end = len(self.text) if end < 0 else end
        self.number += self.text.count("\n", start, end)
        return end

    def _raw(self, name: str, attributes: str, content: str) -> None:
        if name == "title" and not self.title:
            self.title = one_line(html.unescape(content))
        elif name == "script" and "ld+json" in attributes.lower() and len(self.records) < 50:
            self.records.append((content, self.number))

    def _begin(self, name: str, attributes: str) -> None:
        if name in BLOCKS:
            self._flush()
            before = self._line if name in ("p", "div") else _Line()
            self._line = _Line(level=int(name[1]) if name[0] == "h" and name[1:].isdigit() else before.level, item=name == "li" or before.item)
        if name == "meta" and not self.title and "og:title" in attributes:
            found = {one[1].lower(): (one[2] or "").strip("\"'") for one in _ATTRIBUTE.finditer(attributes)}
            self.title = one_line(html.unescape(found.get("content", "")))
        if name in _VOID or attributes.endswith("/") or len(self._open) >= _MOST_TAGS:
            return
        hard, soft = name in _LEFT_OUT, False
        if attributes and not hard:
            found = {one[1].lower(): (one[2] or "").strip("\"'").lower() for one in _ATTRIBUTE.finditer(attributes)}
            hard = found.get("role", "") in _ROLES or (found.get("aria-hidden") == "true" and name != "body")
            called = f"{found.get('class', '')} {found.get('id', '')}"
            hidden = "hidden" in found or "display:none" in found.get("style", "").replace(" ", "")
            soft = hidden or (name not in _WHOLE and not _PARTS.isdisjoint(_WORD.findall(called)))
        self._open.append((name, hard, soft))
        self._hard += hard
        self._soft += soft
        self._bold += name in ("b", "strong")
        self._pre += name == "pre"

    def _close(self, name: str) -> None:
        if name in BLOCKS:
            self._flush()
            self._line = _Line()
        for back in range(1, min(len(self._open), 60) + 1):
            if self._open[-back][0] == name:
                for open_, hard, soft in self._open[-back:]:
                    self._hard -= hard
                    self._soft -= soft
                    self._bold -= open_ in ("b", "strong")
                    self._pre -= open_ == "pre"
                del self._open[-back:]
                return

    def _say(self, text: str) -> None:
        if self._hard:
            self.number += text.count("\n")
            return
        at = 0
        for cut in (_ROW_END if self._pre else _ITEMS).finditer(text) if "\n" in text else ():
            self._take(text[at : cut.start()])
            self._flush()
            self.number += cut[0].count("\n")
            at = cut.end()
        self._take(text[at:])

    def _take(self, text: str) -> None:
        """Put text to the line at hand."""
        content = text.lstrip()
        if content:
            if not self._line.number:
                self._line.number = self.number + text[: len(text) - len(content)].count("\n")
                self._line.soft = self._soft > 0
            shown = html.unescape(text).translate(UNSEEN) if "&" in text else text
            if self._bold:
                self._line.bold += len(shown.strip())
            self._buffer.append(shown)
        elif text:
            self._buffer.append(" ")
        self.number += text.count("\n")

    def _flush(self) -> None:
        text = one_line("".join(self._buffer))
        line = self._line
        if text:
            bullet = bullet_of(text)
            line.text, line.item = text[bullet:], line.item or bullet > 0
            if not line.level and line.bold >= len(text) - 2 and len(text) < LONG * 2:
                line.level = 7
            if line.text:
                self.lines.append(line)
            self._line = _Line()
        self._buffer.clear()
