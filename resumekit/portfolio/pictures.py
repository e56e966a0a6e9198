"""Pictures as evidence: JPEG, PNG, WebP and HEIC, checked to their end and rid of everything but what is seen.

In: a file's bytes. Out: a `Copy` with a JPEG or a PNG. Must not know a PDF. Meant to run confined. What a PDF can show as it
is keeps its pixels untouched and loses only its metadata; anything else is written anew.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any

from resumekit.portfolio.copies import MAX_PIXELS, Copy, Leaf, Unusable, png_of
from resumekit.portfolio.jpegs import is_frame, segments, strip_jpeg

_QUALITY = 90
_MOST_PROFILE = 600_000
_ORIENTATION = 0x0112
_BACK = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP", "HEIF": "HEIC"}


def copy_picture(data: bytes, kind: str) -> Copy:
    """A copy of a picture of the `kind` JPEG, PNG, WebP or HEIC; raise `Unusable`."""
    made = None
    if kind == "PNG":
        made = _plain_png(data)
    if made is None:
        try:
            with _open(data, kind) as image:
                made = (_plain_jpeg(data, image) if kind == "JPEG" else None) or _anew(image, lossless=kind == "PNG" or (kind == "WebP" and data[12:16] == b"VP8L"))
        except (Unusable, MemoryError):
            raise
        except Exception:  # Pillow's readers raise whatever a damaged file leads them to
            raise _damaged(kind) from None
    return made


def _open(data: bytes, kind: str) -> Any:
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    if kind == "HEIC":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    formats = {"JPEG": ("JPEG", "MPO"), "WebP": ("WEBP",), "HEIC": ("HEIF",)}.get(kind, (kind,))
    image = Image.open(io.BytesIO(data), formats=formats)
    _check_size(*image.size)
    return image


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise Unusable("evidence-too-large", f"has {width:,} x {height:,} pixels, more than {MAX_PIXELS // 1_000_000} million", "scan it at 300 dpi, or make the picture smaller")


def _damaged(kind: str) -> Unusable:
    return Unusable("evidence-broken", f"is damaged: this {kind} cannot be read to its end", "open it to see what it holds, and save or scan it again")


def _anew(image: Any, *, lossless: bool) -> Copy:
    """A picture decoded, turned upright, laid on white and written again."""
    from PIL import Image, ImageOps

    image.load()
    picture = ImageOps.exif_transpose(image)
    profile = _usable_profile(image.info.get("icc_profile"), picture.mode)
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = _eight_bits(picture)
    if picture.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        picture, profile = _to_srgb(picture, image.info.get("icc_profile")), b""
    if picture.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        picture = white
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    if picture.mode == "L" and len(profile) >= 20 and profile[16:20] != b"GRAY":
        profile = b""
    out = io.BytesIO()
    picture.info = {}  # else its comments go along
    if lossless:
        picture.save(out, "PNG", compress_level=4, icc_profile=profile or None)
    else:
        picture.save(out, "JPEG", quality=_QUALITY, icc_profile=profile or None)
    width, height = picture.size
    return Copy(kind="PNG" if lossless else "JPEG", held=out.getvalue(), leaves=(Leaf(width=width, height=height),), profile=profile)


def _eight_bits(picture: Any) -> Any:
    """Grey of 16 or 32 bits as grey of 8; the highest value decides what its full range is."""
    values = picture.convert("F")
    highest = max(1.0, values.getextrema()[1])
    return values.point(lambda value: value * (255.0 / (65535.0 if highest > 255 else 255.0))).convert("L")


def _to_srgb(picture: Any, profile: bytes | None) -> Any:
    """Ink as light: by its profile if that can be used, else by the plain formula."""
    from PIL import ImageCms

    if profile and picture.mode == "CMYK":
        try:
            return ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return picture.convert("RGB")


def _usable_profile(profile: Any, mode: str) -> bytes:
    """An ICC profile that a PDF can name for such a picture; empty where there is none, or only sRGB."""
    if not isinstance(profile, bytes) or not 132 <= len(profile) <= _MOST_PROFILE or profile[36:40] != b"acsp" or int.from_bytes(profile[:4], "big") != len(profile):
        return b""
    space = {"L": b"GRAY", "1": b"GRAY"}.get(mode, b"RGB ")
    return profile if profile[16:20] == space and profile[12:16] in (b"mntr", b"scnr", b"prtr", b"spac") and not _is_srgb(profile) else b""


def _is_srgb(profile: bytes) -> bool:
    """Whether a profile says that it is the one that needs no saying."""
    return b"sRGB" in profile[:3000] or b"s\0R\0G\0B" in profile[:3000]


# JPEG --------------------------------------------------------------------------------------------------------------------


def _plain_jpeg(data: bytes, image: Any) -> Copy | None:
    """A JPEG with its own data, if every reader of PDF shows such a one; None where it must be written anew."""
    width, height = image.size
    profile = _usable_profile(image.info.get("icc_profile"), image.mode)
    turn = image.getexif().get(_ORIENTATION, 1)
    if image.mode not in ("L", "RGB"):
        return None
    if not _is_plain(data):
        return None
    stripped = strip_jpeg(data, with_profile=bool(profile))
    image.draft(image.mode, (max(1, width // 8), max(1, height // 8)))
    image.load()  # to the end of the data, at an eighth of the size
    turn = turn if isinstance(turn, int) and 2 <= turn <= 8 else 1
    seen = (height, width) if turn >= 5 else (width, height)
    return Copy(kind="JPEG", held=stripped, leaves=(Leaf(width=seen[0], height=seen[1]),), turn=turn, profile=profile)


def _is_plain(data: bytes) -> bool:
    """Whether a JPEG is baseline or progressive, of 8 bits, and of colours that every reader knows."""
    view = memoryview(data)
    for marker, start, end in segments(data):
        if is_frame(marker):
            frame = bytes(view[start + 4 : end])
            if marker > 0xC2 or frame[0] != 8 or frame[1:3] == b"\0\0" or frame[6:7] == b"R":
                return False
    return True


# PNG ---------------------------------------------------------------------------------------------------------------------

_CHANNELS = {0: 1, 2: 3, 3: 1}


def _plain_png(data: bytes) -> Copy | None:
    """A PNG with its own data, if a PDF can show it so; None where it must be written anew. Its pixels are counted, not kept."""
    header, palette, colors, profile = b"", b"", b"", b""
    parts: list[bytes] = []
    for name, body, sound in _chunks(data):
        if not sound and name[:1].isupper():
            return None
        if name == b"IHDR":
            header = body
            if len(header) != 13:
                return None
            _check_size(int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big"))
        elif name in (b"tRNS", b"eXIf") or (name in (b"tEXt", b"zTXt", b"iTXt") and (body.startswith(b"Raw profile") or b"Orientation" in body)):
            return None  # not opaque, or perhaps to be turned
        elif name == b"PLTE":
            palette = body
        elif name == b"iCCP" and sound:
            colors, profile = body, _png_profile(body)
        elif name == b"IDAT":
            parts.append(body)
        elif name == b"IEND":
            break
    if not header or not parts:
        return None
    width, height, depth, color, *_, interlace = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big"), *header[8:]
    if color not in _CHANNELS or depth > 8 or depth not in (1, 2, 4, 8) or interlace or (color == 3 and (not palette or len(palette) % 3)) or (color == 2 and depth != 8):
        return None
    if not _is_complete(parts, (width * depth * _CHANNELS[color] + 7) // 8 + 1, height):
        raise _damaged("PNG")
    profile = _usable_profile(profile, "L" if color == 0 else "RGB")
    chunks = [(b"IHDR", header), *([(b"iCCP", colors)] if profile else []), *([(b"PLTE", palette)] if color == 3 else []), (b"IDAT", b"".join(parts)), (b"IEND", b"")]
    return Copy(kind="PNG", held=png_of(chunks), leaves=(Leaf(width=width, height=height),), profile=profile)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bool]]:
    """Name, body and soundness of each chunk; a chunk that is cut off is not sound."""
    at = 8
    while at + 8 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        whole = len(body) == size and zlib.crc32(body, zlib.crc32(name)).to_bytes(4, "big") == data[at + 8 + size : at + 12 + size]
        yield name, body, whole
        at += size + 12


def _is_complete(parts: list[bytes], row: int, height: int) -> bool:
    """Whether the compressed rows are all there, each with a filter that exists; in small pieces, whatever they swell to."""
    unpack = zlib.decompressobj()
    count = 0
    try:
        for part in parts:
            waiting = part
            while waiting and count < row * height:
                piece = unpack.decompress(waiting, 1 << 20)
                if any(piece[index] > 4 for index in range(-count % row, len(piece), row)):
                    return False
                count += len(piece)
                waiting = unpack.unconsumed_tail
        return count + len(unpack.flush()) >= row * height
    except zlib.error:
        return False


def _png_profile(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body.partition(b"\0")[2][1:], _MOST_PROFILE)
    except zlib.error:
        return b""
