"""Values that know where they stand, and the paths that lead to them.

In: plain data or what `composer` reads. Out: subclasses of `str`, `list` and `dict` with a place and a path; paths taken
apart and put together. Must not know YAML, or a key by name.
"""

import re
from collections.abc import Callable
from typing import Any

from resumekit.diagnostics import Place
from resumekit.lines import original_column

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


class Origin:
    """The lines of a file as typed, and as they were mended to be read."""

    __slots__ = ("lines", "name", "working")

    def __init__(self, name: str, lines: list[str], working: list[str]) -> None:
        self.name, self.lines, self.working = name, lines, working

    def place(self, line: int, column: int, length: int = 1) -> Place:
        """The place, in the file as typed, of a line and column (from 0) of the lines as mended."""
        line = min(line, len(self.lines) - 1)
        source = self.lines[line]
        if self.working is not self.lines:
            column = original_column(source, self.working[line], column)
        return Place(file=self.name, line=line + 1, column=column + 1, source=source, length=length)


Spot = tuple[Origin, int, int, int]
"""A line, column (from 0) and length in an origin: most places are never asked for."""


_OF_CLASSES: tuple[str, ...] = ()


class _Located:
    """What all located values share. `place`: where it stands; `key`: where its key stands; `path`: its address.

    The slots are the classes' own: beside `str`, `list` and `dict` no second base may have any.
    """

    __slots__ = _OF_CLASSES
    _at: Place | Spot
    _key: "Place | Text | None"
    _up: "str | tuple[Items | Mapping, str | int]"

    @property
    def place(self) -> Place:
        at = self._at
        if isinstance(at, tuple):
            at = self._at = at[0].place(at[1], at[2], at[3])
        return at

    @place.setter
    def place(self, place: Place | Spot) -> None:
        self._at = place

    @property
    def key(self) -> Place | None:
        key = self._key
        return key.place if isinstance(key, Text) else key

    @key.setter
    def key(self, key: "Place | Text | None") -> None:
        self._key = key

    @property
    def path(self) -> str:
        up = self._up
        if isinstance(up, tuple):
            holder, part = up
            up = self._up = join(holder.path, part) if isinstance(part, str) else f"{holder.path}[{part}]"
        return up

    @path.setter
    def path(self, path: "str | tuple[Items | Mapping, str | int]") -> None:
        self._up = path


class Text(_Located, str):
    """A scalar as typed, with where it stands. `broken`: what was typed could not be read and has been reported."""

    __slots__ = ("_at", "_key", "_up", "broken")
    broken: bool


class Items(_Located, list[Any]):
    """A list of located values."""

    __slots__ = ("_at", "_key", "_up")


class Mapping(_Located, dict[str, Any]):
    """A mapping of located values.

    `unread`: keys whose value could not be read, which has been reported; `empty`: keys that were given no value, and
    where they stand; `record`: the model that it is read as, once it is.
    """

    __slots__ = ("_at", "_key", "_up", "empty", "record", "unread")
    unread: set[str]
    empty: dict[str, Place]
    record: Any


Located = Text | Items | Mapping


def mapping_of(values: dict[str, Any], place: Place | Spot) -> Mapping:
    """A mapping at `place` of values that are located already."""
    made = Mapping(values)
    made._at, made._key, made._up, made.unread, made.empty, made.record = place, None, "", set(), {}, None  # noqa: SLF001
    return made


def text_of(value: str, place: Place | Spot, *, broken: bool = False) -> Text:
    """A text at `place`."""
    made = Text(value)
    made._at, made._key, made._up, made.broken = place, None, "", broken  # noqa: SLF001
    return made


def located(value: Any, place: Place, *, key: Place | None = None, path: str = "") -> Located:
    """Plain data (str, list, dict) as located values that all stand at one place: for `--set` and for tests."""
    if isinstance(value, dict):
        made: Located = mapping_of({str(name): located(item, place, key=place, path=join(path, str(name))) for name, item in value.items()}, place)
    elif isinstance(value, (list, tuple)):
        made = Items(located(item, place, path=f"{path}[{index}]") for index, item in enumerate(value))
    else:
        made = text_of(value, place)
    made.place, made.key, made.path = place, key, path
    return made


def join(path: str, key: str) -> str:
    """The path of `key` in the mapping at `path`; odd keys are quoted."""
    if not _PLAIN_KEY.match(key):
        quoted = key.replace("\\", "\\\\").replace('"', '\\"')
        return f'{path}["{quoted}"]'
    return f"{path}.{key}" if path else key


_PART = re.compile(r"""\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]{1,9})\]|\["((?:[^"\\]|\\.)*)"\]""")


def split_path(path: str) -> list[str | int]:
    """`a.b[0]["c d"]` as `["a", "b", 0, "c d"]`; raise ValueError for anything that is no path."""
    parts: list[str | int] = []
    at = 0
    while at < len(path):
        match = _PART.match(path, at)
        if not match or (path[at] == "." if at == 0 else path[at] not in ".["):
            raise ValueError(f"{path!r} is not a path")
        if match[1] is not None:
            parts.append(match[1])
        elif match[2] is not None:
            parts.append(int(match[2]))
        else:
            parts.append(re.sub(r"\\(.)", r"\1", match[3]))
        at = match.end()
    return parts


def parent(path: str) -> str:
    """The path of what holds the value at `path`; empty for a top-level key."""
    starts = [match.start() for match in _PART.finditer(path)]
    return path[: starts[-1]] if starts else ""


def set_paths(root: Located) -> None:
    """Give every value below `root` its address."""
    waiting: list[Any] = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            for key, item in value.items():
                item.path = (value, key)
                if not isinstance(item, Text):
                    waiting.append(item)
        elif isinstance(value, Items):
            for index, item in enumerate(value):
                item.path = (value, index)
                if not isinstance(item, Text):
                    waiting.append(item)


def walk(value: Located | None, visit: Callable[[Located], None]) -> None:
    """Call `visit` for every located value below and including `value`, in order of the file."""
    waiting: list[Any] = [value] if value is not None else []
    while waiting:
        at = waiting.pop()
        visit(at)
        waiting.extend(reversed(list(at.values()) if isinstance(at, Mapping) else at if isinstance(at, Items) else []))
