"""Hostile text in every field comes out as text, in every format of every template."""

import html
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from markdown_it import MarkdownIt

from resumekit.manifest import template_names
from resumekit.profile import Profile
from resumekit.rendering import render
from tests.rendering.conftest import TODAY

ATTACKS = {
    "markup": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "attribute": "\" onmouseover=alert(3) x='",
    "style": "</style><style>*{display:none}</style>",
    "comment": "<!-- gone --> ]]> {{ 7*7 }} {% raw %}",
    "entity": "&lt;u&gt; &amp; &#60;mark&#62;",
    "formula": "=HYPERLINK(0)",
    "heading": "# not a heading",
    "item": "1. not an item",
    "fence": "``` ~~~ --- ***",
    "link": "[press](javascript:alert(4)) ![x](https://example.org/a.png)",
    "overridden": "\u202eadmin\u2066 gone\u2069",
    "control": "be\x07ll \x1b[31mred\x00",
    "noncharacter": "end\ufffe\uffff",
}
"""What people, and people's enemies, type."""
SAFE = ("safe words", "more safe words")


@pytest.fixture(scope="module")
def hostile() -> Profile:
    """A profile with every attack in every field that takes text."""
    joined = " ".join(ATTACKS.values())
    value: dict[str, Any] = {
        "resumekit": "1",
        "career": "x",
        "person": {
            "name": joined,
            "headline": joined,
            "location": joined,
            "phone": joined,
            "links": [{"label": joined, "url": "https://example.org/?a='&b=(x)*_y_"}],
            "languages": [{"name": joined, "level": joined}],
        },
        "summary": f"{joined} **{SAFE[0]}**",
        "certifications": [{"name": joined, "issuer": joined, "number": joined, "show_number": "true"}],
        "experience": [{"employer": text, "title": text, "location": text, "start": "2020", "highlights": [text, f"{text} {SAFE[1]}"]} for text in ATTACKS.values()],
        "externships": [{"site": joined, "start": "2019", "supervisor": {"name": joined, "title": joined}, "skills": [{"skill": joined, "count": "3"}]}],
        "education": [{"institution": joined, "award": joined, "program": joined, "accreditation": joined}],
        "skills": [{"name": joined, "group": joined}],
        "training": [{"title": joined, "provider": joined}],
        "achievements": [{"title": joined, "text": joined}],
        "sections": {joined: [{"title": joined, "text": joined}], "<h1>": [{"text": text} for text in ATTACKS.values()]},
    }
    return Profile.model_validate(value)


class _Elements(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        self.text += data


def clean(text: str) -> str:
    """The text without what cannot be seen, and without spaces."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]", "", text)


SHOWN = [clean(text) for key, text in ATTACKS.items() if key not in ("link", "noncharacter", "fence")]
"""What a reader must be able to read; a link's words and a code span's are shown without their marks."""


@pytest.mark.parametrize("template", template_names())
def test_hostile_text_is_text(hostile: Profile, template: str, tmp_path: Any) -> None:
    """No element, attribute, link, script, formula, control or override gets through; the words do."""
    forms = ("html", "md", "txt", "docx", "pdf")
    made = {one.format: one.data for one in render(hostile, template=template, options={"density": "tight"}, formats=forms, today=TODAY, folder=str(tmp_path), stem="x")}
    check_html(made["html"].decode())
    check_markdown(made["md"].decode())
    check_text(made["txt"].decode())
    check_word(made["docx"])
    check_pdf(made["pdf"])


def check_html(text: str) -> None:
    page = _Elements(text)
    assert not {"script", "img", "iframe", "object", "link", "u", "mark", "svg"} & page.tags
    assert not [name for name in page.attributes if name.startswith("on") or name == "x"]
    assert not [address for address in page.addresses if not address.startswith(("https://example.org/", "tel:", "#"))]
    assert 1 == text.count("<style>")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    shown = clean(page.text)
    assert [] == [attack for attack in SHOWN if attack not in shown]


def check_markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text)
    children = [child for token in tokens for child in token.children or ()]
    assert not [token.type for token in [*tokens, *children] if token.type in ("html_block", "html_inline", "fence", "hr", "image", "ordered_list_open", "code_block", "blockquote_open")]
    assert not [address for child in children if child.type == "link_open" and not (address := str(child.attrGet("href"))).startswith("https://example.org/")]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    shown = clean("".join(html.unescape(child.content) for child in children))
    assert clean(ATTACKS["markup"]) in shown


def check_text(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    shown = clean(text)
    assert [] == [attack for attack in SHOWN if attack not in shown]


def check_word(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    shown = clean("\n".join(paragraph.text for paragraph in document.paragraphs))
    assert [] == [attack for attack in SHOWN if attack not in shown]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert set(re.findall(r'w:instr="(\w+)"', body)) == set()
    assert "w:fldChar" not in body
    external = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert not [address for address in external if not address.startswith(("https://example.org/", "tel:"))]


def check_pdf(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        shown = clean("".join(page.get_textpage().get_text_range() for page in document))
    assert clean("<script>alert(1)</script>") in shown
    assert clean("=HYPERLINK(0)") in shown
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert "/OpenAction" not in opened.Root
        assert "/JavaScript" not in opened.Root.get("/Names", {})
        actions = [annotation["/A"] for page in opened.pages for annotation in page.get("/Annots", []) if "/A" in annotation]
        assert {"/URI"} >= {str(action["/S"]) for action in actions}
        assert not [action for action in actions if not str(action["/URI"]).startswith(("https://example.org/", "tel:"))]
