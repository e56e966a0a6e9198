"""Text of another direction stays in its field: in HTML by elements, in the PDF by where the letters stand; controls never get out."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

from resumekit.profile import Profile
from resumekit.rendering import Rendered
from resumekit.rendering.bidi import direction_of, isolated

Render = Callable[..., Rendered]
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(("text", "expected"), [("Maya", "ltr"), ("ليلى Haddad", "rtl"), ("(רחל)", "rtl"), ("+1 520 555 0142", "ltr"), ("", "ltr"), ("2020 عربي", "rtl")])
def test_first_letter_gives_the_direction(text: str, expected: str) -> None:
    """The first letter decides; digits and signs do not."""
    assert expected == direction_of(text)


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("Maya", "ltr", "x"),
        ("ليلى", "ltr", '<bdi dir="rtl">x</bdi>'),
        ("at مستشفى", "ltr", '<bdi dir="ltr">x</bdi>'),
        ("Maya", "rtl", '<bdi dir="ltr">x</bdi>'),
        ("", "rtl", "x"),
    ],
)
def test_only_what_could_mix_is_wrapped(text: str, page: str, expected: str) -> None:
    """A Latin field on a Latin page is left as it is; everything is kept apart on a page from the right."""
    assert expected == isolated("x", text, page)


def places(data: bytes) -> dict[str, float]:
    """Where each character of the first page first stands, from the left."""
    found: dict[str, float] = {}
    for container in next(iter(extract_pages(io.BytesIO(data)))):
        if isinstance(container, LTTextContainer):
            for line in container:
                if isinstance(line, LTTextLine):
                    for character in line:
                        if isinstance(character, LTChar):
                            found.setdefault(character.get_text(), character.x0)
    return found


def test_order_of_fields_stays(small: Callable[[str], Profile], rendered: Render) -> None:
    """On a page from the left, title, employer and date stand from left to right, whatever letters they have."""
    profile = small("experience: [{title: ש, employer: ת, start: 2020, end: 2021}]")
    html = rendered(profile, "html").data.decode()
    assert '<h3><bdi dir="rtl">ש</bdi><span class="sep">, </span><span class="org"><bdi dir="rtl">ת</bdi></span></h3>' in html
    found = places(rendered(profile, "pdf").data)
    assert found["ש"] < found["ת"] < found["2"]


def test_page_from_the_right(small: Callable[[str], Profile], rendered: Render, tmp_path: Path) -> None:
    """A labels file in Hebrew mirrors the page: title at the right, date at the left; Latin fields read from their left."""
    (tmp_path / "he.yaml").write_text("language: he\nsections: {experience: ק}\nwords: {present: היום}\n", encoding="utf-8")
    profile = small("language: he.yaml\nexperience: [{title: ש, employer: ת, start: 2020, end: 2021}]")
    html = rendered(profile, "html").data.decode()
    assert '<html lang="he" dir="rtl">' in html
    assert '<bdi dir="ltr">Ana Reyes</bdi>' in html
    for template in ("classic", "clinical", "modern", "compact"):
        found = places(rendered(profile, "pdf", template=template).data)
        assert found["2"] < found["ת"] < found["ש"] < 612 < found["ק"] + 200


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_controls_never_get_out(small: Callable[[str], Profile], rendered: Render, form: str) -> None:
    """Bidi controls in any field are gone in every format; the words stay."""
    odd = "".join(f"\\u{ord(mark):x}w{number}" for number, mark in enumerate(CONTROLS))
    fields = {"name": f"N{odd}", "headline": f"H{odd}", "phone": f"+1 520 555 0142{odd}", "location": f"L{odd}"}
    person = ", ".join(f'{key}: "{value}"' for key, value in fields.items())
    entry = f'title: "T{odd}", employer: "E{odd}", location: "L{odd}", start: 2020, highlights: ["B{odd}"]'
    profile = small(
        f'person: {{{person}, languages: [{{name: "S{odd}", level: "l{odd}"}}]}}\nsummary: "S{odd} **b{odd}** [l{odd}](https://example.org/{odd})"\n'
        f'experience: [{{{entry}}}]\nskills: [{{name: "K{odd}", group: "G{odd}"}}]\ncertifications: [{{name: "C{odd}", issuer: "I{odd}", number: "12345{odd}", show_number: true}}]\n'
        f'awards: [{{title: "A{odd}", date: 2020, text: "x{odd}"}}]\nsections: {{X: ["y{odd}"]}}'
    )
    text = rendered(profile, form).data.decode()
    assert [] == re.findall(f"[{CONTROLS}]", text)
    assert text.count("w0w1w2") >= 12
