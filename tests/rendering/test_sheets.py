"""WeasyPrint's own style sheet, shortened: the same bytes, whatever a page is made of."""

import os
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from resumekit.load import load_profile
from resumekit.manifest import template_names
from resumekit.rendering import render
from resumekit.rendering.sheets import needs_whole, shorten

WHOLE = (files("weasyprint.css") / "html5_ua.css").read_text("utf-8")
SHORT, NAMES = shorten(WHOLE)

COMMON = (
    '<h1>A</h1><h2>B</h2><h3>C</h3><p>d <b>e</b> <strong>f</strong> <em>g</em> <i>h</i> <code>i</code> <a href="https://example.org">j</a> <small>k</small><sub>l</sub><sup>m</sup><br>n</p>'
    "<ul><li>o<ul><li>p<ol><li>q</li></ol></li></ul></li></ul><ol style='list-style-type: lower-roman'><li>r</li></ol><dl><dt>s</dt><dd>t</dd></dl><blockquote>u</blockquote>"
    "<table><thead><tr><th>v</th></tr></thead><tbody><tr><td>w</td></tr></tbody></table><figure>x</figure><section><article><header>y</header><footer>z</footer></article></section>"
    '<div dir="rtl"><ul><li>r</li></ul></div><p hidden>hidden</p>'
)
RARE = '<q>a</q> <mark>b</mark> <pre>c  d</pre> <hr> <details><summary>e</summary>f</details> <abbr title="x">g</abbr> <dir><li>h</li></dir> <table><caption>c</caption><tr><td>1</table>'
NOTED = "<style>.n { float: footnote }</style><p>a<span class='n'>b</span></p>"
MARKED = "<style>p { display: list-item; list-style: square inside }</style><p>a</p>"
EDGED = "<style>@page { @top-center { content: counter(page) } @left-middle { content: 'x' } @footnote { margin: 0 } }</style><p>a</p>"
COUNTED = "<style>ol { list-style-type: hebrew }</style><ol><li>a</li><li>b</li></ol>"


def test_most_of_it_is_left_out() -> None:
    """What is short is worth it, and every rule that is kept is one of the whole sheet's."""
    assert len(SHORT) < len(WHOLE) / 2
    assert {"q", "pre", "@hebrew", "dir"} <= NAMES
    assert NAMES.isdisjoint({"p", "ul", "h1", "table", "@decimal", "not", "is"})


PAGES = [
    (COMMON, False),
    (RARE, True),
    (COUNTED, True),
    (NOTED, True),
    (MARKED, True),
    (EDGED, True),
    ("<style>@page { @top-left { content: 'footnote' } } .top { left: 0 }</style><p>a note</p>", True),
    ("<style>@page { @top-left { content: 'a' } } .top { left: 0 }</style><p>a note in the top-center</p>", False),
    ("<p>Thai, Hebrew, q &lt;pre&gt;</p>", False),
    ('<style>.summary, .s { margin: 0 }</style><p class="pre">', False),
    ('<p style="list-style: thai">', True),
    ("<PRE>", True),
]


@pytest.mark.parametrize(("page", "needed"), PAGES)
def test_a_page_that_needs_more_is_told(page: str, needed: bool) -> None:
    """By its elements and by what its styles name, not by its words."""
    assert needed is needs_whole(page, NAMES)


@pytest.mark.parametrize("text", ["@media print { p { color: red } .a { b: c } }", 'p::before { content: "{" }', "p { color: red"])
def test_a_sheet_that_is_not_understood_stays(text: str) -> None:
    """A nested or broken sheet is given back; of one block within another each rule stays."""
    assert (text, frozenset()) == shorten(text) or text.replace(" ", "") in shorten(text)[0].replace(" ", "")


@pytest.mark.parametrize("template", template_names())
def test_bundled_templates_need_no_more(template: str) -> None:
    """A page of any of them is laid out with the shortened sheet."""
    profile = load_profile(str(Path(__file__).parents[2] / "examples" / "june-park" / "june-park.yaml"), today=date(2026, 11, 24))
    assert profile.profile is not None
    (made,) = render(profile.profile, formats=["html"], template=template, today=date(2026, 11, 24), folder=str(Path(profile.document.folder)), stem="x")
    assert not needs_whole(made.data.decode(), NAMES)


CODE = """
import hashlib, sys
from datetime import date
from resumekit.rendering.pdf import to_pdf
for page in sys.argv[1:]:
    html = f"<!DOCTYPE html><html lang=en><head><title>t</title></head><body>{page}</body></html>"
    print(hashlib.sha256(to_pdf(html, title="t", language="en", today=date(2026, 1, 1), families=["Source Sans 3"]).data).hexdigest())
"""


LEAF = "<h2 id='{}' style='break-before: page'>A</h2><p><a href='#b'>b</a>"
PAGED = (
    "<style>@page { margin: 1cm; @top-left { content: counter(page) '/' counter(pages) } } @page :first { margin: 2cm } @page wide { size: landscape; @top-right { content: 'w' } } "
    ".w { page: wide }</style>" + LEAF.format("a") + "<div class='w'>w</div>" + LEAF.format("b") + LEAF.format("c") + "<div class='w'>w</div>"
)
NUMBERED = PAGED.replace("@page :first", "@page :nth(2n) { margin: 3cm } @page :first")
STYLED = f"<style>p {{ color: #111 }} @page {{ margin: 1cm; @bottom-left {{ content: counter(page) }} }}</style>{COMMON}"


@pytest.mark.parametrize("pages", [[STYLED, COMMON, STYLED, STYLED.replace("1cm", "2cm"), RARE, STYLED, COUNTED], [PAGED, NUMBERED, NOTED, MARKED, EDGED]])
def test_pages_are_the_same_to_the_byte(pages: list[str]) -> None:
    """With the shortened sheet, with the whole one given back on the way, and with stock WeasyPrint."""
    quick, stock = (
        subprocess.run([sys.executable, "-c", CODE, *pages], capture_output=True, text=True, check=True, timeout=120, env={**os.environ, "RESUMEKIT_STOCK": value}).stdout.split()
        for value in ("", "1")
    )
    assert len(set(quick)) == 5
    assert stock == quick
