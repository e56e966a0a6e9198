"""The bundled templates as Jinja compiled them, kept in `__pycache__` beside this module.

In: a template's text, asked for by Jinja as of a bytecode cache of its own. Out: its code, where it was kept and nothing has
changed since: the text, the program, Jinja, Python. Must not know what is in a template. A template that is not bundled is
compiled each time.
"""

import hashlib
import marshal
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from resumekit.files import bundled
from resumekit.shelf import FOLDER, fetch, program, store


@dataclass(slots=True)
class Bucket:
    """One template: where its code is kept, for which text, and the code; nowhere if it is not bundled."""

    place: Path | None
    key: str
    code: CodeType | None


class Compiled:
    """What Jinja takes for `bytecode_cache`. `form`: what else the code depends on."""

    def __init__(self, form: str) -> None:
        self._form = form

    def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Bucket:
        """The code of a template, if it is kept."""
        del environment, name
        if not filename or not filename.startswith(_bundled_folder()):
            return Bucket(None, "", None)
        place = Path(__file__).parent / FOLDER / f"{self._form}-{hashlib.sha256(filename.encode()).hexdigest()[:16]}.shelf"
        key = f"{program()}\0{_jinja()}\0{self._form}\0{filename}\0{source}"
        return Bucket(place, key, _code(fetch(place, key)))

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep what Jinja has just compiled."""
        if bucket.place is not None:
            store(bucket.place, bucket.key, marshal.dumps(bucket.code))


@cache
def _bundled_folder() -> str:
    return os.path.realpath(bundled("templates")) + os.sep


@cache
def _jinja() -> str:
    about = os.stat(str(sys.modules["jinja2.compiler"].__file__))
    return f"{about.st_mtime_ns} {about.st_size}"


def _code(data: bytes | None) -> CodeType | None:
    try:
        code = marshal.loads(data) if data else None  # noqa: S302 - as trusted as Python's own files beside it
    except (EOFError, TypeError, ValueError):
        return None
    return code if isinstance(code, CodeType) else None
