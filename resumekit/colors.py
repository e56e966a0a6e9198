"""Colours: contrast, mixing, and the set of shades a template needs from one accent.

In: `#rrggbb` or `#rgb`. Out: `#rrggbb`. Must not know which template uses them.
"""

import colorsys
from dataclasses import dataclass

PAPER, DARK_PAPER = "#ffffff", "#16191b"
READABLE = 4.5
"""The least contrast of text (WCAG 2, level AA)."""
_DARK_READABLE = 7.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shades:
    """What becomes of an accent: as text, as a tinted ground, as a line on that ground; on white and on dark paper."""

    accent: str
    tint: str
    line: str
    dark_accent: str
    dark_tint: str
    dark_line: str


def shades(accent: str) -> Shades:
    """All shades of `accent`, which is darkened as far as it takes to be read on white and on its own tint."""
    color = long_form(accent)
    for step in range(101):
        color = mix("#000000", long_form(accent), step / 100)
        if min(contrast(color, PAPER), contrast(color, _tint(color))) >= READABLE:
            break
    bright = color
    for step in range(101):
        bright = _lighter(color, step / 100)
        if contrast(bright, DARK_PAPER) >= _DARK_READABLE:
            break
    return Shades(
        accent=color,
        tint=_tint(color),
        line=mix(color, PAPER, 0.2),
        dark_accent=bright,
        dark_tint=mix(bright, DARK_PAPER, 0.1),
        dark_line=mix(bright, DARK_PAPER, 0.22),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `one` with the rest of `other`."""
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(_parts(one), _parts(other), strict=True))


def _lighter(color: str, share: float) -> str:
    """`color` a share of the way to white, a little less saturated, as colours on dark paper should be."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in _parts(color)))
    parts = colorsys.hls_to_rgb(hue, light + (1 - light) * share, saturation * (0.6 if share else 1))
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _tint(color: str) -> str:
    return mix(color, PAPER, 0.07)


def long_form(color: str) -> str:
    """`#rgb` as `#rrggbb`, in small letters."""
    digits = color.lstrip("#").lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def _parts(color: str) -> tuple[int, int, int]:
    digits = long_form(color)[1:]
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(color: str) -> float:
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
