"""What an evidence document becomes before anything else touches it: a `Copy` that holds what is seen and nothing more.

In: nothing. Out: plain records, and `Unusable` for a document that cannot be shown. Must not know how a PDF or a picture
is read, nor what the document proves.
"""

import base64
import binascii
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from resumekit.portfolio.store import Stored

MAX_PAGES = 200
MAX_PIXELS = 120_000_000

Kind = Literal["PDF", "JPEG", "PNG"]


class Unusable(Exception):
    """A document that cannot be shown. `code` is a diagnostic's; `message` follows the file's name."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page as it is seen, upright: points for a PDF, pixels for a picture. `text`: its words where they became a picture."""

    width: float
    height: float
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document without anything active, hidden or personal but what its pages show.

    `held` is a PDF, a JPEG or a PNG, or where it waits. A picture is drawn upright by `turn`, an EXIF orientation (1 to 8), with the colours of
    `profile` (ICC, empty: sRGB). `fonts`: whether all its fonts are inside it. `note`: "form" or "collection" where a reader
    sees less than the file holds.
    """

    kind: Kind
    held: bytes | Stored
    leaves: tuple[Leaf, ...]
    turn: int = 1
    profile: bytes = b""
    fonts: bool = True
    note: str = ""

    def read(self) -> bytes:
        """Its bytes, read anew each time where they wait in a file."""
        return self.held if isinstance(self.held, bytes) else self.held.read()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.held) if isinstance(self.held, bytes) else self.held.size

    def facts(self) -> dict[str, Any]:
        """Everything but the data, as JSON can say it."""
        leaves = [[leaf.width, leaf.height, leaf.text] for leaf in self.leaves]
        return {"kind": self.kind, "leaves": leaves, "turn": self.turn, "profile": base64.b64encode(self.profile).decode(), "fonts": self.fonts, "note": self.note}


def from_facts(facts: Mapping[str, Any], held: bytes | Stored) -> Copy:
    """A copy from its facts and its data. Raise `Unusable` for facts that no copy has: their process was not to be trusted."""
    try:
        kind, turn = facts["kind"], int(facts["turn"])
        leaves = tuple(Leaf(width=float(width), height=float(height), text=str(text)) for width, height, text in facts["leaves"])
        profile = base64.b64decode(facts["profile"])
        fits = kind in ("PDF", "JPEG", "PNG") and 1 <= turn <= 8 and 1 <= len(leaves) <= MAX_PAGES and all(0 < side < 1e7 for leaf in leaves for side in (leaf.width, leaf.height))
    except (KeyError, TypeError, ValueError, binascii.Error):
        fits = False
    if not fits:
        raise Unusable("evidence-broken", "is damaged: it cannot be read", "open it, and save it again")
    return Copy(kind=kind, held=held, leaves=leaves, turn=turn, profile=profile, fonts=bool(facts.get("fonts")), note=str(facts.get("note", "")))


def png_of(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A PNG of chunks, each a name and what is in it."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(b"".join((len(body).to_bytes(4, "big"), name, body, zlib.crc32(body, zlib.crc32(name)).to_bytes(4, "big"))) for name, body in chunks)
