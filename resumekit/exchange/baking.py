"""The text of a badge that is baked into a picture: PNG text chunks, or an element of an SVG.

In: a picture's bytes, anyone's. Out: the text, or a `FileProblem`. Nothing is drawn, expanded or fetched. Must not know what a
badge says.
"""

import struct
import zlib
from typing import Any
from xml.parsers import expat

from resumekit.files import FileProblem

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORDS = ("openbadgecredential", "openbadges")
"""How the text is called in a PNG: by version 3 and by version 2."""
MAX_TEXT = 2_000_000
MAX_CHUNKS = 20_000
MAX_SVG = 20_000_000
MAX_DEPTH = 200
_SPACES = ("openbadges", "imsglobal.org", "1edtech.org")
_AGAIN = "download the badge again"


def unbake(name: str, data: bytes) -> str:
    """The badge inside a PNG or SVG; raise `FileProblem` where there is none."""
    text = _of_png(name, data) if data.startswith(SIGNATURE[:4]) else _of_svg(name, data)
    if not text:
        raise FileProblem("import-unreadable", f"{name} is a picture without a badge inside it", "a picture that was saved again or resized has lost it; download the badge again")
    return text


def _of_png(name: str, data: bytes) -> str:
    def broken(why: str) -> FileProblem:
        return FileProblem("import-unreadable", f"{name} is a damaged PNG: {why}", _AGAIN)

    if not data.startswith(SIGNATURE):
        raise broken("its first bytes are not as they should be")
    found: dict[str, str] = {}
    at = len(SIGNATURE)
    for _ in range(MAX_CHUNKS):
        if at == len(data):
            raise broken("it ends early")
        if at + 12 > len(data):
            raise broken("it ends early")
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if at + 12 + length > len(data):
            raise broken("a part of it is longer than the file")
        body = data[at + 8 : at + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            if struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] != zlib.crc32(kind + body):
                raise broken("a text in it has changed since it was written")
            keyword, text = _text(name, kind, body)
            if keyword in KEYWORDS:
                found.setdefault(keyword, text)
        if kind == b"IEND":
            return next((found[key] for key in KEYWORDS if key in found), "")
        at += 12 + length
    raise broken("it has too many parts")


def _text(name: str, kind: bytes, body: bytes) -> tuple[str, str]:
    """A text chunk's keyword and text; of a keyword that is not ours, no text."""
    keyword, _, rest = body.partition(b"\0")
    key = keyword.decode("latin-1").lower()
    if key not in KEYWORDS:
        return key, ""
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        if len(rest) < 2:
            return key, ""
        packed = rest[0] == 1
        rest = rest[2:].split(b"\0", 2)[-1]
    elif packed:
        rest = rest[1:]
    if packed:
        unpacker = zlib.decompressobj()
        try:
            rest = unpacker.decompress(rest, MAX_TEXT + 1)
        except zlib.error:
            raise FileProblem("import-unreadable", f"the badge inside {name} is damaged: it cannot be unpacked", _AGAIN) from None
    if len(rest) > MAX_TEXT:
        raise FileProblem("import-unreadable", f"the badge inside {name} is larger than {MAX_TEXT // 1_000_000} MB", _AGAIN)
    return key, rest.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace").strip()


class _Refused(Exception):
    """Something that a picture of a badge does not need, and that others misuse."""


def _of_svg(name: str, data: bytes) -> str:
    if len(data) > MAX_SVG:
        raise FileProblem("import-unreadable", f"{name} is larger than {MAX_SVG // 1_000_000} MB", _AGAIN)
    reader = expat.ParserCreate(namespace_separator=" ")
    reader.buffer_text = True
    found: list[str] = []
    inside: list[str] | None = None
    depth = 0

    def refuse(*_: Any) -> None:
        raise _Refused("it declares entities, which a badge does not need")

    def doctype(_: str, __: str | None, ___: str | None, has_own: int) -> None:
        if has_own:
            refuse()

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal inside, depth
        depth += 1
        if depth > MAX_DEPTH:
            raise _Refused("it is nested too deeply")
        space, _, local = tag.rpartition(" ")
        if local in ("assertion", "credential") and any(word in space for word in _SPACES):
            inside = []
            if attributes.get("verify"):
                found.append(attributes["verify"])

    def end(_: str) -> None:
        nonlocal inside, depth
        depth -= 1
        if inside is not None:
            found.insert(0, "".join(inside).strip())
            inside = None

    def words(text: str) -> None:
        if inside is not None:
            inside.append(text)

    reader.StartDoctypeDeclHandler = doctype
    reader.EntityDeclHandler = refuse
    reader.StartElementHandler = begin
    reader.EndElementHandler = end
    reader.CharacterDataHandler = words
    try:
        reader.Parse(data, True)
    except _Refused as problem:
        raise FileProblem("import-unreadable", f"{name} is refused: {problem}", _AGAIN) from None
    except (expat.ExpatError, ValueError, LookupError) as problem:
        raise FileProblem("import-unreadable", f"{name} is no SVG: {str(problem)[:80]}", _AGAIN) from None
    return next((text for text in found if text), "")[: MAX_TEXT + 1]
