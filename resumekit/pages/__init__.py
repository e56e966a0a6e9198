"""A page's bytes to numbered lines of text: plain text, Markdown, HTML as saved from a browser, schema.org JobPosting.

In: bytes. Out: a `Page`: its lines in order with their numbers in the file, what is a heading, what the front matter says.
Scripts, styles, navigation and footers are left out. Any bytes are read in linear time and without recursion, or refused
with a `FileProblem`. Must not know what a line means: no word of any language is known here.
"""

import re
from dataclasses import replace

from resumekit.files import FileProblem
from resumekit.pages.hypertext import read_hypertext
from resumekit.pages.jobs import read_job
from resumekit.pages.lines import MAX_LINE, MAX_PAGE_BYTES, UNSEEN, Fact, Page, PageLine
from resumekit.pages.text import read_text

_LEAST_DESCRIPTION = 200
"""How long a JobPosting's description is at least, so that it stands for the page."""


def read_page(data: bytes, name: str = "the page") -> Page:
    """Read a page, whatever it is. Raise `FileProblem` where it is no text."""
    text = _decoded(data, name)
    if _PROFILE.search(text, 0, 20_000):
        raise FileProblem("posting-unreadable", f"{name} is a profile, not a job posting", "name the posting: its text, or a web page as saved by a browser")
    head = text[:4000].lstrip("\ufeff \t\n").lower()
    if head[:1] in "{[":
        page = read_job(text, 1)
        if page is not None:
            return page
    if head.startswith("<") or "<html" in head or "<body" in head or "<!doctype html" in head or len(_BLOCK_TAGS.findall(text[:20_000])) >= _SEVERAL:
        return _from_html(text)
    return read_text(text)


def _from_html(text: str) -> Page:
    """A page of HTML; its posting's record, where it has one, says more than its lines."""
    read = read_hypertext(text)
    for content, number in read.records:
        posting = read_job(content, number)
        if posting is not None and sum(len(line.text) for line in posting.lines) >= _LEAST_DESCRIPTION:
            return _placed(posting, read.lines)
    first = next((line.text for line in read.lines if line.level == 1), "")
    return Page(title=first or read.title, lines=read.lines)


def _placed(posting: Page, lines: tuple[PageLine, ...]) -> Page:
    """A posting's record, each line where the page shows it, if it does."""
    shown: dict[str, int] = {}
    for line in lines:
        shown.setdefault(line.text.casefold(), line.number)
    return replace(posting, lines=tuple(replace(line, number=shown.get(line.text.casefold(), line.number)) for line in posting.lines))


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
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(UNSEEN)
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise FileProblem("posting-unreadable", f"{name} is not text", "open it, copy its text into a file, and name that")
    return _CONTROL.sub(" ", text)


def _wide(sample: bytes) -> str:
    """The encoding of two bytes a character that a sample without a mark is in, or empty."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return "utf-16-le" if odd * 3 > half and even * 10 < half else "utf-16-be" if even * 3 > half and odd * 10 < half else ""


__all__ = ["MAX_LINE", "MAX_PAGE_BYTES", "Fact", "Page", "PageLine", "read_page"]
