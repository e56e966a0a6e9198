"""What a site has beside its page: each exhibit's document and a thumbnail of it.

In: `Exhibit` records. Out: `Shown` records with the bytes of the files and their names in the site's folder. Must not know
the page, nor write files.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from resumekit import confine
from resumekit.confine import Confined, Facts, Limits
from resumekit.portfolio.copies import Copy
from resumekit.portfolio.exhibits import Exhibit
from resumekit.portfolio.thumbnails import SIDE, thumbnail, upright

EVIDENCE = "evidence"
_LIMITS = Limits(cpu=10, wall=14.0)
_SUFFIX = {"PDF": "pdf", "JPEG": "jpg", "PNG": "png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An exhibit in a site: its document's file, and a thumbnail (`picture` is empty where none can be drawn) of `width` x `height` px."""

    number: str
    file: str
    data: bytes
    picture: str
    picture_data: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The checksum of its document's file, which is not the original's: what that held beside its pages is gone."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def files(self) -> dict[str, bytes]:
        """Both files by name."""
        return {self.file: self.data, **({self.picture: self.picture_data} if self.picture else {})}


def show(exhibits: Sequence[Exhibit]) -> tuple[Shown, ...]:
    """Each exhibit's document and thumbnail."""
    return tuple(_shown(exhibit) for exhibit in exhibits)


def _shown(exhibit: Exhibit) -> Shown:
    copy = exhibit.copy
    stem = f"{EVIDENCE}/{_slug(exhibit)}"
    try:
        facts, data = confine.run(lambda: _drawn(copy), _LIMITS)
    except Confined:
        facts, data = {"size": 0, "width": SIDE, "height": SIDE}, b""
    size, width, height = int(facts["size"]), int(facts["width"]), int(facts["height"])
    document = data[size:] or copy.read()
    return Shown(
        number=exhibit.number,
        file=f"{stem}.{_SUFFIX[copy.kind]}",
        data=document,
        picture=f"{stem}-small.jpg" if size else "",
        picture_data=data[:size],
        width=max(1, round(width / 2)),
        height=max(1, round(height / 2)),
    )


def _drawn(copy: Copy) -> tuple[Facts, bytes]:
    """In the child: the thumbnail, and the document where it is not the copy's own bytes."""
    picture, width, height = thumbnail(copy)
    return {"size": len(picture), "width": width, "height": height}, picture + (upright(copy) if copy.kind == "JPEG" and copy.turn != 1 else b"")


def _slug(exhibit: Exhibit) -> str:
    """The number and the file's name in plain letters: b-1-skills-checklist."""
    name = os.path.splitext(os.path.basename(exhibit.file))[0]
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", f"{exhibit.number}-{plain}".lower()).strip("-")[:80].rstrip("-")


__all__ = ["EVIDENCE", "Shown", "show"]
