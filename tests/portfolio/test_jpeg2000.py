"""JPEG 2000 data without what its pixels do not need."""

import io
import re
from typing import Any

import pytest
from PIL import Image

from resumekit.portfolio.jpeg2000 import strip_jpeg2000

WORDS = (b"12 Elm Street", b"a camera", b"appended", b"<x:xmpmeta/>")


def photo(**options: Any) -> bytes:
    """A small photo with a comment in its codestream; as a file also with boxes that tell of it."""
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((90, 70)).save(out, "JPEG2000", comment="12 Elm Street", **options)
    data = out.getvalue()
    if not options.get("no_jp2"):
        at = data.index(b"jp2h") - 4
        told = b"".join((len(body) + 8).to_bytes(4, "big") + name + body for name, body in ((b"uuid", b"JpgTiffExif->JP2a camera"), (b"xml ", b"<x:xmpmeta/>")))
        data = data[:at] + told + data[at:]
    return data + b"appended"


@pytest.mark.parametrize("options", [{}, {"no_jp2": True}, {"tile_size": (32, 32)}, {"no_jp2": True, "tile_size": (32, 32), "plt": True}], ids=["file", "stream", "tiles", "lengths"])
def test_only_what_the_pixels_need_is_kept(options: dict[str, Any]) -> None:
    """No comment, no camera, nothing behind the end; the same pixels."""
    before = photo(**options)
    after = strip_jpeg2000(before)
    assert [] == [word for word in WORDS if word in after]
    assert b"12 Elm Street" in before
    assert Image.open(io.BytesIO(before)).tobytes() == Image.open(io.BytesIO(after)).tobytes()


def without_length(stream: bytes) -> bytes:
    """A codestream whose last tile leaves out how long it is."""
    at = stream.rindex(b"\xff\x90\x00\x0a") + 6
    return stream[:at] + bytes(4) + stream[at + 4 :]


@pytest.mark.parametrize("options", [{}, {"tile_size": (32, 32)}], ids=["one tile", "tiles"])
def test_nothing_behind_the_end_is_kept_though_it_ends_the_same_way(options: dict[str, Any]) -> None:
    """Whether the last tile says how long it is or not; the same picture as without."""
    stream = photo(no_jp2=True, **options).removesuffix(b"appended")
    for bare in (stream, without_length(stream)):
        assert strip_jpeg2000(bare) == strip_jpeg2000(bare + b"12 Elm Street\xff\xd9") == strip_jpeg2000(bare + b"\xff\xd9" + bare)
        assert Image.open(io.BytesIO(stream)).tobytes() == Image.open(io.BytesIO(strip_jpeg2000(bare))).tobytes()


def test_a_stream_without_an_end_ends_with_its_last_tile() -> None:
    """Where that is told; where it is not, there is none that can be kept."""
    stream = photo(no_jp2=True).removesuffix(b"appended")
    cut = stream.removesuffix(b"\xff\xd9")
    assert [strip_jpeg2000(stream), strip_jpeg2000(stream), b""] == [strip_jpeg2000(data) for data in (cut, cut + b"12 Elm Street", without_length(cut))]


def test_only_boxes_that_draw_are_kept() -> None:
    """Labels of channels, requirements, a second picture: the picture needs none of them."""
    file = photo().removesuffix(b"appended")
    at = file.index(b"jp2h") - 4
    size = int.from_bytes(file[at : at + 4], "big")

    def box(name: bytes, body: bytes) -> bytes:
        return (len(body) + 8).to_bytes(4, "big") + name + body

    told = {name: box(name, body) for name, body in ((b"rreq", b"12 Elm Street"), (b"opct", b"12 Elm"), (b"jpch", box(b"lbl ", b"12 Elm")), (b"jplh", box(b"cgrp", b"12 Elm")), (b"creg", b"12 Elm"))}
    header = box(b"jp2h", file[at + 8 : at + size] + told[b"rreq"] + told[b"opct"])
    second = file[file.index(b"jp2c") - 4 :]
    assert strip_jpeg2000(file) == strip_jpeg2000(file[:at] + told[b"rreq"] + header + b"".join(told.values()) + file[at + size :] + second)
    assert [b"jP  ", b"ftyp", b"jp2h", b"jp2c"] == sorted(set(re.findall(rb"jP  |ftyp|jp2h|jp2c|rreq|opct|jpch|jplh|cgrp|creg", strip_jpeg2000(file))), key=strip_jpeg2000(file).index)


def test_a_box_up_to_the_end_of_the_file_may_leave_its_length_out() -> None:
    """As of a codestream that is the last box."""
    data = photo().removesuffix(b"appended")
    at = data.index(b"jp2c") - 4
    assert strip_jpeg2000(data) == strip_jpeg2000(data[:at] + bytes(4) + data[at + 4 :])


def test_what_is_no_jpeg2000_gives_nothing() -> None:
    """Neither other bytes, nor a file without a picture."""
    file = photo()
    assert [b"", b"", b""] == [strip_jpeg2000(data) for data in (b"", b"no picture", file[: file.index(b"jp2c") - 4])]


def test_a_damaged_one_comes_to_an_end() -> None:
    """Cut off anywhere, or with a tile that says that it ends before its data."""
    data = photo(no_jp2=True, tile_size=(32, 32))
    tile = data.index(b"\xff\x90")
    for damaged in (*(data[:end] for end in range(2, len(data), 97)), data[: tile + 6] + (15).to_bytes(4, "big") + data[tile + 10 :], data[: tile + 12] + b"\xff\x64\0\0" + data[tile + 12 :]):
        assert strip_jpeg2000(damaged)[:2] in (b"\xff\x4f", b"")
