"""Which characters the bundled fonts have: what needs a fallback font, and what no font can show.

In: text and font families. Out: the text as it can be printed, the families it takes, the characters left out. Must not
know what the text says. fontTools is imported only for text outside the Latin letters that every bundled family has.
"""

import importlib.util
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from resumekit.diagnostics import InvalidInput, error

FALLBACKS = ("Noto Sans", "Open Sans", "IBM Plex Sans Arabic", "Noto Sans JP", "Noto Sans SC", "Noto Sans KR")
"""Families that are asked, in this order, for what the template's own lack."""
_FILES = {"Noto Sans JP": ("Noto Sans", "NotoSansJP"), "Noto Sans SC": ("Noto Sans", "NotoSansSC"), "Noto Sans KR": ("Noto Sans", "NotoSansKR")}
_PACKAGES = {"IBM Plex Sans Arabic": "fontpkg_ibm_plex_sans_arabic"}
"""Families that a package of their own brings."""
_INSTEAD = str.maketrans({"\u05f3": "’", "\u05f4": "”"})
"""What stands for the two Hebrew marks that no bundled family has."""
_COMMON = re.compile(r"[\n\x20-\x7e\xa0-\xac\xae-\u0148\u014a-\u017f\u0218-\u021b\u2010\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2039\u203a\u20ac\u2122]*\Z")
"""Text that every bundled family has in every cut; a test proves it."""
_IGNORABLE = re.compile(
    r"(?<![\u0600-\u08ff])\u200c|\u200c(?![\u0600-\u08ff])"  # between two Arabic letters it is spelling
    r"|[\xad\u034f\u061c\u180b-\u180f\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`text`: what can be printed; `families`: the fonts it takes, in order; `missing`: what was left out or replaced."""

    text: str
    families: tuple[str, ...]
    missing: dict[str, str] = field(default_factory=dict)

    @property
    def folders(self) -> tuple[str, ...]:
        """The bundled folders of the families."""
        return tuple(dict.fromkeys(_FILES.get(family, (family, ""))[0] for family in self.families))

    def clean(self, text: str) -> str:
        """Another text, without the characters that are missing."""
        return "".join(self.missing.get(character, character) for character in _printable(text))


def coverage(text: str, families: tuple[str, ...]) -> Coverage:
    """Check `text` against the families and the fallbacks; a letter that none has becomes "?", a symbol nothing."""
    if _COMMON.match(text):
        return Coverage(text=text, families=families)
    text = _printable(text)
    wanted = {ord(character) for character in set(text) if not _COMMON.match(character) and character not in "\t\r"}
    lacking = {point for point in wanted if any(point not in _points(family) for family in families)}
    used = list(families)
    for family in FALLBACKS:
        if not lacking:
            break
        found = lacking & _points(family)
        if found and family not in used:
            used.append(family)
        lacking -= found
    missing = {chr(point): "?" if unicodedata.category(chr(point))[0] in "LN" else "" for point in sorted(lacking)}
    printable = "".join(missing.get(character, character) for character in text) if missing else text
    return Coverage(text=printable, families=tuple(used), missing=missing)


def _printable(text: str) -> str:
    """`text` without what is not seen, each letter with its marks in one."""
    return _IGNORABLE.sub("", unicodedata.normalize("NFC", text)).translate(_INSTEAD)


def name_of(character: str) -> str:
    """A character in words: itself, and its name or number."""
    return f"{character} ({unicodedata.name(character, f'U+{ord(character):04X}').lower()})"


def font_folder(family: str) -> Path:
    """The folder of a bundled family's TrueType files; raise `InvalidInput` (`machine`) where it is missing."""
    package = _PACKAGES.get(family, "rendercv_fonts")
    spec = importlib.util.find_spec(package)
    for root in spec.submodule_search_locations or () if spec else ():
        folder = Path(root) / ("files" if family in _PACKAGES else family)
        if any(folder.glob("*-Regular.ttf")):
            return folder
    install = package.replace("_", "-")
    raise InvalidInput([error("machine", f"the bundled font {family} is missing", hint=f"install it again: pip install --force-reinstall {install}")])


@cache
def _points(family: str) -> frozenset[int]:
    """The characters that every cut of a bundled family has."""
    from fontTools.ttLib import TTFont

    folder, stem = _FILES.get(family, (family, ""))
    found: frozenset[int] | None = None
    for path in sorted(font_folder(folder).glob(f"{stem or '*'}-*.ttf")):
        if family in _PACKAGES and not path.stem.endswith(("-Regular", "-Bold")):
            continue
        if not stem and any(path.name.startswith(other) for _, other in _FILES.values()):
            continue
        with TTFont(path, lazy=True) as font:
            points = frozenset(font.getBestCmap())
        found = points if found is None else found & points
    return found or frozenset()
