"""The bytes of a file to lines of text.

In: bytes. Out: lines, and problems of encoding and invisible characters. Must not know YAML, or what the text is for.
"""

import codecs
import re

from resumekit.diagnostics import Diagnostic, Place, error

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0010fffe\U0010ffff]")
_UTF8_HINT = "save it again as UTF-8 (in the editor: Save as, Encoding: UTF-8)"
_PROCESSED_HINT = "copy the text into a plain-text editor, or save it as plain text in UTF-8 (TextEdit: Format, Make Plain Text), with the ending .yaml"
_KINDS = (
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor (.doc)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
)
"""How files begin that are no text."""
_ZIPPED = (
    (b"opendocument", "a document of a word processor (OpenDocument)"),
    (b"word/", "a document of a word processor (.docx)"),
    (b"[Content_Types].xml", "a document of a word processor (Office)"),
)


def decode(name: str, data: bytes) -> tuple[list[str] | None, list[Diagnostic]]:
    """The lines of a file, without line ends and byte-order mark, or None; and what is wrong with its bytes."""
    start = Place(file=name, line=1, column=1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data):
        return None, [error("not-text", "the file is saved as UTF-16", place=start, hint=_UTF8_HINT)]
    kind = _kind(data)
    if kind:
        return None, [error("not-text", f"the file is {kind}, not plain text", place=start, hint=_PROCESSED_HINT if "word processor" in kind else "name the profile's YAML file")]
    if data[:5000].count(0) > 8:
        return None, [error("not-text", "the file is no text, it holds binary data", place=start, hint="name the profile's YAML file")]
    problems = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        text = data.decode("utf-8-sig", "replace")
        before = _lines(data[: failure.start].decode("utf-8-sig", "replace"))
        lines = _lines(text)
        place = Place(file=name, line=len(before), column=len(before[-1]) + 1, source=lines[len(before) - 1].replace("\ufffd", "?"))
        problems.append(error("not-text", f"the file is not UTF-8: byte 0x{data[failure.start]:02x} stands here", place=place, hint=_UTF8_HINT))
    lines = _lines(text)
    bad = [(number, match) for number, line in enumerate(lines) if not line.isascii() or not line.isprintable() if (match := _INVISIBLE.search(line))]
    if bad:
        number, match = bad[0]
        more = f", and in {len(bad) - 1} more lines" if len(bad) > 2 else ", and in one more line" if len(bad) == 2 else ""
        place = Place(file=name, line=number + 1, column=match.start() + 1, source=_INVISIBLE.sub(" ", lines[number]))
        message = f"an invisible character (U+{ord(match[0]):04X}) stands here{more}"
        problems.append(error("control-character", message, place=place, hint="delete it; retype the line if it cannot be seen"))
        for number, _ in bad:
            lines[number] = _INVISIBLE.sub(" ", lines[number])
    return lines, problems


def _kind(data: bytes) -> str:
    """What a file is that begins as no text does, in words; empty for everything else."""
    head = data[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in data), "a ZIP archive")
    return next((kind for mark, kind in _KINDS if head.startswith(mark)), "")


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every other of the first bytes is zero: Latin text in UTF-16 without a byte-order mark."""
    head = data[:200]
    return len(head) >= 8 and (head[1::2].count(0) > 0.8 * len(head[1::2]) or head[::2].count(0) > 0.8 * len(head[::2])) and head.count(0) < 0.6 * len(head)


def _lines(text: str) -> list[str]:
    """The lines as every editor counts them; YAML's rarer line ends are spaces here."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")
    return text.split("\n")
