"""What a portfolio holds, as a list that a program can check: `manifest.json`.

In: `Exhibit` records, the day, where the site has each. Out: bytes of JSON; and the files that an earlier manifest names.
Must not know how an exhibit is shown, nor write files.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from resumekit.portfolio.exhibits import Exhibit

MANIFEST = "manifest.json"
PAGE = "index.html"
_FORMAT = 1
_LARGEST = 5_000_000
_OURS = re.compile(r"evidence/[a-z0-9][a-z0-9-]{0,120}\.(?:pdf|jpg|png)\Z")
"""How a site names its copies; nothing else is ever removed."""


def manifest(exhibits: Sequence[Exhibit], *, name: str, today: date, files: Mapping[str, Mapping[str, bytes]] | None = None) -> bytes:
    """Each exhibit with its entry, and its original file's name, type, pages, bytes and SHA-256; `files`: the site's copies by number, each with its own SHA-256."""
    listed = [
        {
            "number": exhibit.number,
            "entry": exhibit.entry,
            **({"also": list(exhibit.also)} if exhibit.also else {}),
            "file": exhibit.file,
            "type": exhibit.type,
            "pages": exhibit.pages,
            "bytes": exhibit.size,
            "sha256": exhibit.sha256,
            **(_copies(files[exhibit.number]) if files else {}),
        }
        for exhibit in exhibits
    ]
    text = json.dumps({"format": _FORMAT, "name": name, "as_of": today.isoformat(), "exhibits": listed}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _copies(files: Mapping[str, bytes]) -> dict[str, object]:
    """A site's files of an exhibit, and their checksums, which are not the original's: only what is seen was copied."""
    return {"copies": list(files), "copies_sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}


def left_behind(folder: Path, kept: Sequence[str]) -> list[Path]:
    """The copies in a site's folder that its manifest names and that are not among `kept`."""
    file = folder / MANIFEST
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST:
            return []
        listed = json.loads(file.read_bytes())["exhibits"]
        names = [name for item in listed for name in item.get("copies", ())]
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []
    return [folder / name for name in names if isinstance(name, str) and _OURS.match(name) and name not in kept]


__all__ = ["MANIFEST", "PAGE", "left_behind", "manifest"]
