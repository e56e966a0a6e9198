"""Bundled data that was read before, kept beside its files as JSON: reading it again costs a tenth of the time.

In: a bundled file, the record that it is read as, its tree. Out: the record, or None where none is kept, where a file of its folder has
changed since, or the program itself. Nothing depends on it: where nothing can be kept, files are read as ever.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from resumekit.files import FileProblem, write_whole
from resumekit.located import Mapping
from resumekit.schema import SchemaT

FOLDER = "__pycache__"
"""Where it is kept, below the folder of the file."""


def take(file: str, model: type[SchemaT]) -> SchemaT | None:
    """What `file` was read as, if it is kept as its folder says it now. Its records have no paths."""
    try:
        kept = json.loads(_place(file).read_bytes())
        return model.model_validate(kept["tree"]) if kept["key"] == _key(file) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put(file: str, tree: Mapping | None) -> None:
    """Keep the tree of a file that was read without a problem; where its folder cannot be written, nothing happens."""
    with contextlib.suppress(OSError, FileProblem):
        text = json.dumps({"key": _key(file), "tree": _plain(tree)}, ensure_ascii=False, separators=(",", ":"))
        write_whole({_place(file): text.encode()})


def _place(file: str) -> Path:
    return Path(file).parent / FOLDER / f"{Path(file).stem}.json"


def _key(file: str) -> str:
    """What changes with any file of the folder that may be included, and with the program that reads it."""
    digest = hashlib.sha256()
    for path in sorted(Path(file).parent.glob("*.yaml")):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    with os.scandir(Path(__file__).parent) as found:
        modules = sorted((one.name, one.stat().st_mtime_ns) for one in found if one.name.endswith(".py"))
    digest.update(repr(modules).encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """Located values as what JSON knows."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else str(value)
