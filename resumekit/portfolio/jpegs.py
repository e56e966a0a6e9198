"""JPEG data rid of everything but what its pixels and colours need: no camera, place, comment, thumbnail, nor what is appended.

In: the bytes of a JPEG, alone or inside a PDF. Out: the same picture, not compressed again. Must not know a PDF, nor decode a picture.
"""

from collections.abc import Iterator

_BARE_HEAD = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def is_frame(marker: int) -> bool:
    """Whether a segment with this marker says how large the picture is, and how it is compressed."""
    return 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)


def strip_jpeg(data: bytes, *, with_profile: bool = False, with_head: bool = False) -> bytes:
    """The picture with only what its pixels and colours need, and its ICC profile if asked for.

    `with_head`: leave an empty JFIF header where there is one, for what it says about colours. Empty for what is no JPEG.
    """
    kept: list[bytes | memoryview] = [b"\xff\xd8"]
    view = memoryview(data)
    has_frame = False
    for marker, start, end in segments(data):
        has_frame |= is_frame(marker)
        if marker == 0xE0 and with_head and len(kept) == 1 and data[start + 4 : start + 8] == b"JFIF":
            kept.append(_BARE_HEAD)
        is_color = (marker == 0xEE and data[start + 4 : start + 9] == b"Adobe") or (with_profile and marker == 0xE2 and data[start + 4 : start + 15] == b"ICC_PROFILE")
        if is_color or 0xC0 <= marker <= 0xCF or 0xDA <= marker <= 0xDF:
            kept.append(view[start : min(end, start + 16) if marker == 0xEE else end])
    kept.append(b"\xff\xd9")
    return b"".join(kept) if has_frame else b""


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment up to the end of the picture; a scan takes its data along."""
    at = max(0, data.find(b"\xff\xd8")) + 2
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            return
        marker = data[at + 1] if at + 1 < len(data) else 0xD9
        if marker == 0xD9:
            return
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _scan_end(data, end)
        yield marker, at, min(end, len(data))
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the data of a scan ends: at a marker that is neither a stuffed byte, nor a fill, nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at


__all__ = ["is_frame", "segments", "strip_jpeg"]
