"""Bundled data that was read or compiled before, kept in `__pycache__` beside it, as Python keeps its own modules.

In: a bundled file and the record that it was read as; what can be made of such a record; bytes. Out: the same again, or None
where nothing is kept, where a file of its folder has changed since, or the program itself. Nothing depends on it: where
nothing can be kept, files are read as ever.
"""

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from resumekit.document import read_document
from resumekit.files import FileProblem, bundled, write_whole
from resumekit.schema import Record, SchemaT, read_record

FOLDER = "__pycache__"
"""Where it is kept, below the folder of the file."""
_DIGEST = 32
MadeT = TypeVar("MadeT")
_records: dict[str, Record] = {}
"""The record that each file was last taken or put as, by which `derive` knows it again."""


def take(file: str, model: type[SchemaT]) -> SchemaT | None:
    """What `file` was read as, if it is kept as its folder says it now."""
    kept = _unpickled(fetch(_place(file), _key(file)), None)
    if not isinstance(kept, model):
        return None
    _records[file] = kept
    return kept


def put(file: str, record: Record) -> None:
    """Keep what a file was read as without a problem; where its folder cannot be written, nothing happens."""
    _records[file] = record
    store(_place(file), _key(file), pickle.dumps(record, pickle.HIGHEST_PROTOCOL))


def general(name: str, model: type[SchemaT]) -> SchemaT:
    """What the file `name` beside the bundled careers says for every career. It is our own, so that a problem in it is a bug: `ValueError`."""
    file = str(bundled("careers") / name)
    kept = take(file, model)
    if kept is not None:
        return kept
    document = read_document(file)
    record, problems = read_record(model, document.root) if document.root is not None else (None, [])
    if record is None or problems or document.problems:
        raise ValueError(f"{name} is broken: {[problem.message for problem in (*document.problems, *problems)]}")
    put(file, record)
    return record


def derive(record: Any, name: str, make: Callable[[Any], MadeT]) -> MadeT:
    """What `make` makes of a record, and of nothing but bundled data beside; kept as `name` where the record was taken or put."""
    file = next((file for file, known in _records.items() if known is record), None)
    if file is None:
        return make(record)
    place, key = _place(file, name), _key(file, above=True)
    kept: MadeT | None = _unpickled(fetch(place, key), record)
    if kept is not None:
        return kept
    made = make(record)
    out = io.BytesIO()
    pickler = _Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.record = record
    pickler.dump(made)
    store(place, key, out.getvalue())
    return made


def fetch(place: Path, key: str) -> bytes | None:
    """The bytes that were stored for `key`, whole; None where there are none or others."""
    try:
        data = place.read_bytes()
    except OSError:
        return None
    return data[_DIGEST:] if data[:_DIGEST] == _digest(key, data[_DIGEST:]) else None


def store(place: Path, key: str, data: bytes) -> None:
    """Keep bytes for `key`; where that cannot be written, nothing happens."""
    with contextlib.suppress(OSError, FileProblem):
        write_whole({place: _digest(key, data) + data})


@cache
def program() -> str:
    """What changes with the program and with what it is made of: its modules, Python, pydantic."""
    modules = []
    for folder in (Path(__file__).parent, Path(__file__).parent / "rendering"):
        with contextlib.suppress(OSError), os.scandir(folder) as found:
            modules += sorted((one.name, one.stat().st_mtime_ns) for one in found if one.name.endswith(".py"))
    return repr((modules, sys.version, pydantic.VERSION))


def _place(file: str, what: str = "") -> Path:
    return Path(file).parent / FOLDER / f"{Path(file).stem}{what and '-'}{what}.shelf"


def _key(file: str, *, above: bool = False) -> str:
    """What changes with any file of the folder that may be included, and with the program; `above`: also with what all such folders share."""
    digest = hashlib.sha256(program().encode())
    folder = Path(file).parent
    for path in sorted([*folder.glob("*.yaml"), *(folder.parent.glob("*.yaml") if above else ())]):
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + data).digest()


class _Pickler(pickle.Pickler):
    """Writes the record itself as a mark, so that what was made of it holds on to the one that is at hand."""

    record: Any = None

    def persistent_id(self, value: Any) -> str | None:
        return "record" if value is self.record else None


class _Unpickler(pickle.Unpickler):
    record: Any = None

    def persistent_load(self, mark: Any) -> Any:
        del mark
        return self.record


def _unpickled(data: bytes | None, record: Any) -> Any:
    """The value that was kept; None where it cannot be made again."""
    if data is None:
        return None
    try:
        unpickler = _Unpickler(io.BytesIO(data))
        unpickler.record = record
        return unpickler.load()
    except Exception:  # whatever does not fit is read anew
        return None
