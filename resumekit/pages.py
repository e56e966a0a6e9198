"""A page's bytes to numbered lines of text: plain text, Markdown, HTML as saved from a browser, schema.org JobPosting.

In: bytes. Out: a `Page`: its lines in order with their numbers in the file, what is a heading, what the front matter says.
Scripts, styles, navigation and footers are left out. Any bytes are read in linear time and without recursion, or refused
with a `FileProblem`. Must not know what a line means: no word of any language is known here.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from resumekit.files import FileProblem

MAX_PAGE_BYTES = 5_000_000
MAX_LINE = 10_000
"""How many characters of a line are read."""
MAX_LINES = 20_000
"""How many lines of a page are read."""
_MOST_TAGS = 200
"""How deep elements may lie in one another before their nesting is no longer followed."""
_LEAST_DESCRIPTION = 200
"""How long a JobPosting's description is at least, so that it stands for the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line as people see it; `number` is where it begins in the file. `level`: 1 to 6 of a heading, 7 of a line that is
    wholly bold, else 0. `item`: whether it is an item of a list. `after_gap`: whether an empty line stands before it."""

    number: int
    text: str
    level: int = 0
    item: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a page says about itself under a key: of its front matter, or of its record for search engines."""

    key: str
    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its title as its maker declared it (empty if nobody did), its lines, its facts."""

    title: str
    lines: tuple[PageLine, ...]
    facts: tuple[Fact, ...] = ()


def read_page(data: bytes, name: str = "the page") -> Page:
    """Read a page, whatever it is. Raise `FileProblem` where it is no text."""
    text = _decoded(data, name)
    if _PROFILE.search(text, 0, 20_000):
        raise FileProblem("posting-unreadable", f"{name} is a profile, not a job posting", "name the posting: its text, or a web page as saved by a browser")
    head = text[:4000].lstrip("\ufeff \t\n").lower()
    if head[:1] in "{[":
        page = _from_json(text)
        if page is not None:
            return page
    if head.startswith("<") or "<html" in head or "<body" in head or "<!doctype html" in head or len(_BLOCK_TAGS.findall(text[:20_000])) >= _SEVERAL:
        return _from_html(text)
    return _from_text(text)


# Bytes ---------------------------------------------------------------------------------------------------------------------

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or an archive"),
    (b"\xd0\xcf\x11\xe0", "a Word document"),
    (b"{\\rtf", "rich text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture"),
)
_PROFILE = re.compile(r"^resumekit: *[\"']?\d", re.MULTILINE)
_UNSEEN = {ord(char): None for char in "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"} | {ord(char): " " for char in "\u00a0\u202f\u2007\u2009\u200a\u2003\u2002\t\x0b\x0c\x1c\x1d\x1e\x1f"}
_UNSEEN |= {ord("\u2028"): " ", ord("\u2029"): " ", ord("\x85"): " "}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffd]")
_SEVERAL = 5
_BLOCK_TAGS = re.compile(r"</?(?:p|div|li|ul|br|h[1-6]|section|article|tr|td)\b[^<>]{0,200}>", re.IGNORECASE)


def _decoded(data: bytes, name: str) -> str:
    """The text that bytes are in UTF-8, UTF-16 or, failing these, Windows' Western encoding."""
    if not data.strip():
        raise FileProblem("posting-unreadable", f"{name} is empty", "save the posting's text in it")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise FileProblem("posting-unreadable", f"{name} is {kind}, not text", "open it, copy its text into a file, and name that")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif b"\0" in data[:2000] and (encoding := _wide(data[:2000])):
        text = data.decode(encoding, "replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise FileProblem("posting-unreadable", f"{name} is not text", "open it, copy its text into a file, and name that")
    return _CONTROL.sub(" ", text)


def _wide(sample: bytes) -> str:
    """The encoding of two bytes a character that a sample without a mark is in, or empty."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return "utf-16-le" if odd * 3 > half and even * 10 < half else "utf-16-be" if even * 3 > half and odd * 10 < half else ""


def _one_line(text: str) -> str:
    return " ".join(text[: MAX_LINE * 2].split())[:MAX_LINE]


# Text and Markdown ---------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"(?:[-*+•·▪◦‣●○■□➢►✓✔–—o\uf0b7]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_GLUED_BULLET = re.compile(r"[•·▪◦‣●○■□➢►✓✔\uf0b7]\s*")
_BOLD = re.compile(r"(\*\*|__)(.+?)\1:?$")
_MARKS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^)\s]{0,1000}\)")
_RULE = re.compile(r"[=\-_*~#•\s]{3,}$")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,500}>")
_FACT = re.compile(r"""\s*["']?([\w -]{1,60})["']?\s*[:=]\s*(.*)""")
_LONG = 55
"""From how many characters on a line may go on in the next."""


def _from_text(text: str) -> Page:
    rows = text.split("\n")[:MAX_LINES]
    facts, begin = _front_matter(rows)
    lines: list[PageLine] = []
    gap = False
    for number, row in enumerate(rows[begin:], begin + 1):
        raw = row[:MAX_LINE].strip()
        if not raw or _RULE.match(raw):
            if raw[:1] in ("=", "-") and lines and lines[-1].number == number - 1 and len(lines[-1].text) < _LONG * 2:
                lines[-1] = replace(lines[-1], level=lines[-1].level or 2)
            gap = True
            continue
        if "<" in raw:
            raw = _TAG.sub(lambda tag: "\n" if tag[2].lower() in _BLOCKS else "", raw)
        if "&" in raw:
            raw = html.unescape(raw).translate(_UNSEEN)
        for piece in raw.split("\n"):
            line = _text_line(piece.strip(), number, gap)
            if line is None:
                continue
            last = lines[-1] if lines else None
            if last and not gap and not line.level and not line.item and last.level in (0,) and len(last.text) >= _LONG and line.text[:1].islower() and last.text[-1:] not in ".:!?":
                lines[-1] = replace(last, text=_one_line(f"{last.text} {line.text}"))
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
    bullet = None if heading else _BULLET.match(raw) or _GLUED_BULLET.match(raw)
    if bullet:
        raw = raw[bullet.end() :]
    if "](" in raw:
        raw = _LINK.sub(r"\1", raw)
    if not level and _BOLD.match(raw) and len(raw) < _LONG * 2:
        level = 7
    if "|" in raw:
        raw = " | ".join(cell.strip() for cell in raw.strip("|").split("|") if cell.strip(" -:"))
    raw = _one_line(_MARKS.sub("", raw)).strip("\\ ")
    return PageLine(number=number, text=raw, level=level, item=bool(bullet), after_gap=gap) if raw else None


def _front_matter(rows: list[str]) -> tuple[list[Fact], int]:
    """The facts that stand before a page between two lines of the same mark, and the first row after them."""
    mark = rows[0].strip() if rows else ""
    if mark not in ("---", "+++"):
        return [], 0
    for end in range(1, min(len(rows), 200)):
        if rows[end].strip() == mark:
            found = [(match, number) for number, row in enumerate(rows[1:end], 2) if (match := _FACT.match(row[:MAX_LINE]))]
            return [Fact(key=match[1].strip(), text=_one_line(match[2].strip(" \"'[]")), number=number) for match, number in found], end + 1
    return [], 0


# HTML ----------------------------------------------------------------------------------------------------------------------

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    )
)
_LEFT_OUT = frozenset(
    (
        "aside",
        "audio",
        "button",
        "canvas",
        "datalist",
        "dialog",
        "footer",
        "header",
        "iframe",
        "map",
        "math",
        "nav",
        "noscript",
        "object",
        "option",
        "picture",
        "select",
        "svg",
        "template",
        "textarea",
        "video",
    )
)
_RAW = frozenset(("script", "style", "title", "textarea", "noscript", "xmp", "iframe"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "complementary"))
_PARTS = frozenset(
    (
        "breadcrumb",
        "breadcrumbs",
        "cookie",
        "cookies",
        "consent",
        "footer",
        "megamenu",
        "menu",
        "menubar",
        "modal",
        "nav",
        "navbar",
        "navigation",
        "newsletter",
        "popup",
        "share",
        "sharing",
        "skip",
        "social",
        "subscribe",
    )
)
"""Words of a class or an id that say that it is no part of a page's text."""
_WHOLE = frozenset(("html", "body", "main", "article", "form", "section"))
"""Elements whose class says nothing about what they hold: pages hang the state of their menus on them."""
_ATTRIBUTE = re.compile(r"""(?:^|\s)(class|id|role|type|aria-hidden|hidden|style|property|content|name)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?(?=[\s/]|$)""", re.IGNORECASE)
_TAG_START = re.compile(r"<(?=[a-zA-Z!?/])")
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_WORD = re.compile(r"[a-z]+")
_ROW_END = re.compile(r"\n")
_ITEMS = re.compile(r"\n[ \t]*(?=[•·▪*-][ \t])|\n[ \t]*\n")


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


class _Reader:
    """Reads HTML tag by tag: what is left out, where lines end, how they are marked."""

    def __init__(self, text: str, number: int = 1) -> None:
        self.text = text
        self.number = number
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
            self.title = _one_line(html.unescape(content))
        elif name == "script" and "ld+json" in attributes.lower() and len(self.records) < 50:
            self.records.append((content, self.number))

    def _begin(self, name: str, attributes: str) -> None:
        if name in _BLOCKS:
            self._flush()
            before = self._line if name in ("p", "div") else _Line()
            self._line = _Line(level=int(name[1]) if name[0] == "h" and name[1:].isdigit() else before.level, item=name == "li" or before.item)
        if name == "meta" and not self.title and "og:title" in attributes:
            found = {one[1].lower(): (one[2] or "").strip("\"'") for one in _ATTRIBUTE.finditer(attributes)}
            self.title = _one_line(html.unescape(found.get("content", "")))
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
        if name in _BLOCKS:
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
            shown = html.unescape(text).translate(_UNSEEN) if "&" in text else text
            if self._bold:
                self._line.bold += len(shown.strip())
            self._buffer.append(shown)
        elif text:
            self._buffer.append(" ")
        self.number += text.count("\n")

    def _flush(self) -> None:
        text = _one_line("".join(self._buffer))
        line = self._line
        if text:
            bullet = _BULLET.match(text) or _GLUED_BULLET.match(text)
            line.text, line.item = text[bullet.end() :] if bullet else text, line.item or bool(bullet)
            if not line.level and line.bold >= len(text) - 2 and len(text) < _LONG * 2:
                line.level = 7
            if line.text:
                self.lines.append(line)
            self._line = _Line()
        self._buffer.clear()


def _from_html(text: str) -> Page:
    reader = _Reader(text).read()
    kept = [line for line in reader.lines if not line.soft]
    # Where a page hides itself behind names of navigation, the names are wrong.
    if sum(len(line.text) for line in kept) < 600 < sum(len(line.text) for line in reader.lines if line.soft):
        kept = reader.lines
    lines = [PageLine(number=line.number, text=line.text, level=line.level, item=line.item) for line in kept]
    first = next((line.text for line in lines if line.level == 1), "")
    for content, number in reader.records:
        posting = _job_posting(content, number)
        if posting is not None and sum(len(line.text) for line in posting.lines) >= _LEAST_DESCRIPTION:
            return _placed(posting, lines)
    return Page(title=first or reader.title, lines=tuple(lines))


def _placed(posting: Page, lines: list[PageLine]) -> Page:
    """A posting's record, each line where the page shows it, if it does."""
    shown: dict[str, int] = {}
    for line in lines:
        shown.setdefault(line.text.casefold(), line.number)
    return replace(posting, lines=tuple(replace(line, number=shown.get(line.text.casefold(), line.number)) for line in posting.lines))


# Records for search engines ------------------------------------------------------------------------------------------------

_ASKING = ("description", "responsibilities", "qualifications", "skills", "experienceRequirements", "educationRequirements")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _from_json(text: str) -> Page | None:
    return _job_posting(text, 1)


def _job_posting(content: str, number: int) -> Page | None:
    """The first JobPosting of a JSON document; None if it has none, or is none."""
    try:
        found = _find_posting(json.loads(content.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return None
    if found is None:
        return None
    lines: list[PageLine] = []
    for key in _ASKING:
        at = content.find(f'"{key}"')
        line = number + content.count("\n", 0, at) if at > 0 else number
        texts = [text for text in _texts(found.get(key)) if text.strip()]
        if texts and key != _ASKING[0]:
            lines.append(PageLine(number=line, text=_CAMEL.sub(" ", key).capitalize(), level=2))
        for text in texts:
            lines += _described(text, line)
    title = next(iter(_texts(found.get("title") or found.get("name"))), "")
    return Page(title=_one_line(html.unescape(title)), lines=tuple(lines[:MAX_LINES]))


def _find_posting(root: Any) -> dict[str, Any] | None:
    waiting = [root]
    for _ in range(5000):
        if not waiting:
            return None
        one = waiting.pop(0)
        if isinstance(one, dict):
            kinds = one.get("@type")
            if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                return one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return None


def _texts(value: Any) -> Iterator[str]:
    """The texts of a value: its own, those of its items, of a record its name and description; months as words."""
    waiting = [value]
    for _ in range(500):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, str):
            yield one[:MAX_PAGE_BYTES]
        elif isinstance(one, list):
            waiting = [*one[:200], *waiting]
        elif isinstance(one, dict):
            months = one.get("monthsOfExperience")
            if isinstance(months, (int, float, str)) and str(months).replace(".", "", 1).isdigit():
                yield f"{months} months of experience"
            waiting = [one[key] for key in ("name", "description", "credentialCategory") if key in one] + waiting


def _described(text: str, number: int) -> Iterable[PageLine]:
    """The lines of a description, which is HTML, HTML written as text, or text."""
    if "<" not in text and "&lt;" in text:
        text = html.unescape(text)
    text = text.translate(_UNSEEN).replace("\r\n", "\n").replace("\r", "\n")
    if _TAG.search(text[:20_000]):
        return [PageLine(number=number, text=line.text, level=line.level, item=line.item) for line in _Reader(text).read().lines]
    return [replace(line, number=number) for line in _from_text(text).lines]


__all__ = ["MAX_LINE", "MAX_PAGE_BYTES", "Fact", "Page", "PageLine", "read_page"]
