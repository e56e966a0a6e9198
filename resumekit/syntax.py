"""The bytes of a file to lines of text.

In: bytes. Out: lines, and problems of encoding and invisible characters. Must not know YAML, or what the text is for.
"""

import codecs
import re

from resumekit.diagnostics import Diagnostic, Place, error

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0010fffe\U0010ffff]")
_UTF8_HINT = "save it again as UTF-8 (in the editor: Save as, Encoding: UTF-8)"


def decode(name: str, data: bytes) -> tuple[list[str] | None, list[Diagnostic]]:
    """The lines of a file, without line ends and byte-order mark, or None; and what is wrong with its bytes."""
    start = Place(file=name, line=1, column=1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data):
        return None, [error("not-text", "the file is saved as UTF-16", place=start, hint=_UTF8_HINT)]
    if data[:5000].count(0) > 8 or data.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
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
