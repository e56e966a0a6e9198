"""Inline Markdown: what is meant comes through, and nothing else."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from resumekit.rendering.prose import Run, escape_markdown, may_link, plain, prose, said, short_address

ASCII = "".join(map(chr, range(0x20, 0x7F)))
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>)",
    "![x](https://example.org/x.png)",
    "</li></ul><h1>Hired</h1>",
    "&lt;script&gt;",
    "{{ 7 * 7 }} {% raw %}",
    "<!-- -->",
    "[a][b]\n\n[b]: javascript:x",
    "`<b>`",
    "**<i>**",
    '[x](https://example.org/"onmouseover="x)',
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "---",
    "| a | b |",
    "~~gone~~",
    "http://example.org/<b>",
    "__init__ and snake_case_names",
]


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_bold_italic_code_and_links() -> None:
    """The four things that are allowed, in each format."""
    line = prose("**Bold**, *italic*, `code` and a [link](https://example.org/a).")
    assert line.html == '<strong>Bold</strong>, <em>italic</em>, <code>code</code> and a <a href="https://example.org/a">link</a>.'
    assert line.markdown == "**Bold**, *italic*, `code` and a [link](https://example.org/a)."
    assert line.text == "Bold, italic, code and a link (example.org/a)."


def test_line_breaks_are_spaces() -> None:
    """Text is one line, however it was broken in the file."""
    assert prose("one\ntwo\n\n  three ").text == "one two three"
    assert not prose(" \n ")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markup_is_text(text: str) -> None:
    """In HTML only our own elements appear, links lead only where they may, and no word is lost."""
    found = _Tags(prose(text).html)
    for tag, attributes in found.tags:
        assert tag in ("strong", "em", "code", "a", "span")
        assert set(attributes) <= {"href", "class"}
        assert may_link(attributes.get("href") or "https:")


@given(st.text(max_size=120))
@example("*a*b**c*")
@example("[](tel:1)`")
@example("a" * 70 + " <b>b</b> and more words")
def test_html_never_escapes(text: str) -> None:
    """Any text gives balanced HTML of allowed elements, whose words are the text's."""
    line = prose(text)
    found = _Tags(line.html)
    assert all(tag in ("strong", "em", "code", "a", "span") for tag, _ in found.tags)
    assert line.words == found.text
    assert len(re.findall(r"<[a-z]", line.html)) == len(re.findall(r"</", line.html))


@given(st.text(alphabet=ASCII, max_size=60))
@example("1) x")
@example("+ x")
@example("a&lt;b")
@example("===")
def test_escaped_markdown_shows_the_text(text: str) -> None:
    """CommonMark reads an escaped text back as the text itself, as one paragraph."""
    flat = plain(text)
    made = MarkdownIt("commonmark").render(escape_markdown(flat))
    assert (f"<p>{html.escape(flat)}</p>\n" if flat else "") == made.replace("&#x27;", "'").replace("'", "&#x27;")


@given(st.text(alphabet=ASCII, max_size=60))
@example("**bold** *it* `code`")
def test_markdown_keeps_the_words(text: str) -> None:
    """CommonMark reads prose written as Markdown back with the same words, and without raw HTML."""
    line = prose(text)
    found = _Tags(MarkdownIt("commonmark").render(line.markdown))
    assert " ".join(line.words.split()) == " ".join(found.text.split())
    assert all(tag in ("p", "strong", "em", "code", "a") for tag, _ in found.tags)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org", True),
        ("HTTP://x", True),
        ("mailto:a@example.org", True),
        ("tel:+1520", True),
        ("javascript:x", False),
        ("\x01java\nscript:x", False),
        ("//example.org", False),
        ("file:///etc/passwd", False),
        ("data:x", False),
        ("", False),
    ],
)
def test_link_schemes(address: str, expected: bool) -> None:
    """Only web, mail and telephone links are links."""
    assert expected == may_link(address)


def test_last_words_stay_together() -> None:
    """The last words of a long line are kept together, so that it never ends with one short word alone."""
    assert prose("A long enough line of words that would perhaps be broken right before its end.").html.endswith('<span class="tail">before its end.</span>')
    assert "tail" not in prose("A short line.").html


def test_said_is_not_read_as_markdown() -> None:
    """What resumekit words itself may hold stars."""
    assert said("**180**", " hours <b>").html == "**180** hours &lt;b&gt;"
    assert said(Run(text="180 hours", bold=True), ", more").markdown == "**180 hours**, more"


def test_short_addresses() -> None:
    """Addresses are shown as people write them."""
    assert short_address("https://www.maya.example.org/me/") == "maya.example.org/me"
