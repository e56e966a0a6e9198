"""JPEG 2000 data rid of everything but what its pixels and colours need: no camera, place, rights, comment, nor what is appended.

In: the bytes of a JP2 file or of a bare codestream, as a PDF holds them. Out: the same picture, not compressed again. Must not
know a PDF, nor decode a picture.
"""

from collections.abc import Iterator

_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_START, _END, _TILE, _DATA, _COMMENT = b"\xff\x4f", 0xFFD9, 0xFF90, 0xFF93, 0xFF64
_BOXES = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}
_HEADER_BOXES = {b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap", b"cdef"}
"""Boxes that say how a picture is stored and coloured; all others say what, where, when or whose, or tell of further pictures."""


def strip_jpeg2000(data: bytes) -> bytes:
    """The picture with only what its pixels and colours need. Empty for what is no JPEG 2000."""
    if data.startswith(_START):
        return _stream(data)
    if not data.startswith(_SIGNATURE):
        return b""
    kept = list(_boxes(data, _BOXES))
    return b"".join(box for _, box in kept) if any(name == b"jp2c" for name, _ in kept) else b""


def _boxes(data: bytes, names: set[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Name and bytes of each box with one of the `names`, up to the first that holds a picture; the header's rid of its others too."""
    at = 0
    while at + 8 <= len(data):
        size, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = len(data) - at
        if size < head:
            return
        if name in names:
            body = data[at + head : at + size]
            if name == b"jp2h":
                body = b"".join(box for _, box in _boxes(body, _HEADER_BOXES))
            elif name == b"jp2c":
                body = _stream(body)
            if body:
                yield name, (len(body) + 8).to_bytes(4, "big") + name + body
            if name == b"jp2c":
                return
        at += size


def _stream(data: bytes) -> bytes:
    """A codestream up to its end, its comments blank: each keeps its length, which others count on. Empty for none, and for one whose end cannot be told."""
    if not data.startswith(_START):
        return b""
    made = bytearray(data)
    at = 2
    tile, length = 0, 0
    while at + 2 <= len(data):
        marker = int.from_bytes(data[at : at + 2], "big")
        if marker == _END:
            return bytes(made[: at + 2])
        if marker == _DATA:
            if tile + length <= at:  # the last tile, to the end, which is the first there: packets hold nothing above FF8F
                end = data.find(_END.to_bytes(2, "big"), at)
                return bytes(made[: end + 2]) if end >= 0 else b""
            at = tile + length
            continue
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker < 0xFF00 or size < 2:
            break
        if marker == _TILE:
            tile, length = at, int.from_bytes(data[at + 6 : at + 10], "big")
        elif marker == _COMMENT:
            made[at + 6 : at + 2 + size] = bytes(max(0, min(size, len(data) - at - 2) - 4))
        at += 2 + size
    return bytes(made[:at]) + _END.to_bytes(2, "big") if tile and at == tile + length else b""


__all__ = ["strip_jpeg2000"]
