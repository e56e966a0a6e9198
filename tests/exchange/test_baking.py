"""Badges inside pictures, and pictures that mean harm."""

import json
import struct
import zlib

import pytest

from resumekit.exchange.baking import unbake
from resumekit.files import FileProblem

from .badge_maker import baked, chunk, png

TEXT = json.dumps({"type": "Assertion"})
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org">{}</svg>'


@pytest.mark.parametrize(
    "data",
    [
        baked(TEXT),
        baked(TEXT, b"openbadgecredential"),
        png(chunk(b"tEXt", b"openbadges\0" + TEXT.encode())),
        png(chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(TEXT.encode()))),
        png(chunk(b"iTXt", b"openbadges\0\1\0\0\0" + zlib.compress(TEXT.encode()))),
        SVG.format(f"<openbadges:assertion><![CDATA[{TEXT}]]></openbadges:assertion>").encode(),
        SVG.format("<openbadges:assertion verify='" + TEXT.replace('"', "&quot;") + "'/>").encode(),
        f'<?xml version="1.0"?><svg xmlns:o="https://purl.imsglobal.org/ob/v3p0"><g/><o:credential><![CDATA[{TEXT}]]></o:credential></svg>'.encode(),
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + SVG.format(f"<openbadges:assertion>{TEXT}</openbadges:assertion>")).encode(),
    ],
)
def test_a_badge_in_a_picture(data: bytes) -> None:
    """The text is found, however it was put there."""
    assert TEXT == unbake("badge", data)


LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SVG.format("<openbadges:assertion>&b;</openbadges:assertion>")
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<openbadges:assertion>&x;</openbadges:assertion>")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (LAUGHS.encode(), "declares entities"),
        (OUTSIDE.encode(), "declares entities"),
        (b"<svg" + b"<g>" * 3, "no SVG"),
        (b"<svg>" + b"<g>" * 500, "nested too deeply"),
        (SVG.format("").encode(), "without a badge"),
        (png(), "without a badge"),
        (b"\x89PNG broken", "damaged PNG"),
        (png()[:40], "damaged PNG"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFFF) + b"tEXt", "damaged PNG"),
        (png(chunk(b"tEXt", b"openbadges\0x")[:-1] + b"\0"), "changed since"),
        (png(chunk(b"zTXt", b"openbadges\0\0" + zlib.compress(bytes(30_000_000)))), "larger than"),
        (png(chunk(b"zTXt", b"openbadges\0\0nonsense")), "cannot be unpacked"),
        (png(chunk(b"iTXt", b"openbadges\0")), "without a badge"),
        (b"<?xml version='1.0' encoding='nonsense'?><svg/>", "no SVG"),
    ],
)
def test_pictures_that_mean_harm(data: bytes, why: str) -> None:
    """Bombs, entities, files outside and damage: one line, nothing expanded or read."""
    with pytest.raises(FileProblem, match=why):
        unbake("badge", data)
