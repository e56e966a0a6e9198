"""Characters: what every font has, what a fallback has, and what is left out."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.profile import Profile
from resumekit.rendering import Rendered
from resumekit.rendering.glyphs import _COMMON, _points, coverage, font_folder, name_of

FAMILIES = ("EB Garamond", "Source Sans 3")


@pytest.mark.parametrize("family", ["EB Garamond", "Source Sans 3", "Noto Sans"])
def test_common_text_is_in_every_font(family: str) -> None:
    """What is taken as known without looking is in every cut of every family."""
    common = [chr(point) for point in range(0x20, 0x3000) if _COMMON.match(chr(point))]
    assert len(common) > 250
    assert [character for character in common if ord(character) not in _points(family)] == []


def test_plain_text_looks_at_no_font() -> None:
    """Latin text imports no fontTools."""
    code = "import sys\nfrom resumekit.rendering.glyphs import coverage\ncoverage('Łukasz Muñoz – “é” • 5 €', ('EB Garamond',))\nassert 'fontTools' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("text", "families"), [("Ngọc Ελένη Юлия", FAMILIES), ("≥ 5", FAMILIES), ("漢字", (*FAMILIES, "Noto Sans JP")), ("汉语", (*FAMILIES, "Noto Sans SC")), ("한국어", (*FAMILIES, "Noto Sans KR"))]
)
def test_fallbacks(text: str, families: tuple[str, ...]) -> None:
    """A font is taken in where a character needs it, and only then."""
    made = coverage(text, FAMILIES)
    assert (families, text, {}) == (made.families, made.text, made.missing)


def test_what_no_font_has() -> None:
    """Symbols go, letters become a question mark, what is invisible goes without a word."""
    made = coverage("A 😀\ufe0f \u0e01\u0e02\u200b.", FAMILIES)
    assert (made.text, made.missing) == ("A  ??.", {"😀": "", "\u0e01": "?", "\u0e02": "?"})
    assert made.clean("x\u200b😀") == "x"


def test_arabic_and_hebrew_have_faces_of_their_own() -> None:
    """Both are printed, each in a bundled family; what joins or parts Arabic letters stays, and is dropped elsewhere."""
    made = coverage("Leila \u0644\u064a\u0644\u0649 \u05dc\u05d0\u05d4 \u0645\u06cc\u200c\u062e a\u200cb ינו\u05f3", FAMILIES)
    assert {} == made.missing
    assert {"Open Sans", "IBM Plex Sans Arabic"} <= set(made.families)
    assert made.text.endswith("\u0645\u06cc\u200c\u062e ab ינו’")


def test_decomposed_letters_are_joined() -> None:
    """A letter typed as two characters is one that the fonts have."""
    text = unicodedata.normalize("NFD", "Muñoz ž")
    assert coverage(text, FAMILIES).text == "Muñoz ž"


def test_missing_font() -> None:
    """A family that is not bundled is one diagnostic."""
    with pytest.raises(InvalidInput) as caught:
        font_folder("Comic Sans")
    assert caught.value.problems[0].code == "machine"


def test_names() -> None:
    """A character is named so that it can be found."""
    assert name_of("😀") == "😀 (grinning face)"
    assert name_of("\ue000") == "\ue000 (u+e000)"


def test_warnings_name_the_field(small: Callable[[str], Profile], rendered: Callable[..., Rendered]) -> None:
    """Each field with such a character gets one warning, and the PDF has the rest of the text and no empty box."""
    import io

    import pikepdf
    import pypdfium2

    profile = small('summary: Calm 😀 and kind.\nskills: [EKG]\nexperience: [{employer: "โรงพยาบาล", start: 2020, highlights: [Fine 😀 ✨ 🎉 🎈 too.]}]')
    made = rendered(profile, "pdf")
    assert [(problem.code, problem.path) for problem in made.problems] == [
        ("missing-glyph", "summary"),
        ("missing-glyph", "experience[0].employer"),
        ("missing-glyph", "experience[0].highlights[0].text"),
    ]
    assert "and 1 more" in made.problems[-1].message
    with pypdfium2.PdfDocument(made.data) as document:
        assert "Calm and kind." in " ".join(document[0].get_textpage().get_text_bounded().split())
    with pikepdf.open(io.BytesIO(made.data)) as document:
        assert not [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "Fallback" in str(item.get("/FontName", ""))]
    assert "😀" in rendered(profile, "html").data.decode()
    assert "😀" in rendered(profile, "md").data.decode()


def test_no_notdef_glyph(small: Callable[[str], Profile], rendered: Callable[..., Rendered]) -> None:
    """No text is drawn with glyph 0, whatever was typed."""
    import io

    import pikepdf

    odd: Any = "".join(chr(point) for point in (0x1F600, 0x200D, 0xFE0F, 0x2695, 0x627, 0x5D0, 0xE000, 0xAD, 0x300, 0x6F22, 0x1100, 0x0E01, 0x2028, 0xFFFD))
    made = rendered(small(f'summary: "a{odd}b"'), "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as document:
        for step in pikepdf.parse_content_stream(document.pages[0]):
            if str(step.operator) in ("TJ", "Tj"):
                operand = step.operands[0]
                parts = operand if isinstance(operand, pikepdf.Array) else [operand]
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                assert b"\0\0" not in [codes[at : at + 2] for at in range(0, len(codes), 2)]
