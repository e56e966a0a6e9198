"""Values that know where they stand, and the paths that lead to them.

In: plain data or what `composer` reads. Out: subclasses of `str`, `list` and `dict` with a place and a path; paths taken
apart and put together. Must not know YAML, or a key by name.
"""

import re
from collections.abc import Callable
from typing import Any

from resumekit.diagnostics import Place

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


class Text(str):
    """A scalar as typed, with where it stands. `broken`: what was typed could not be read and has been reported."""

    __slots__ = ("broken", "key", "path", "place")
    place: Place
    key: Place | None
    path: str
    broken: bool


class Items(list[Any]):
    """A list of located values."""

    __slots__ = ("key", "path", "place")
    place: Place
    key: Place | None
    path: str


class Mapping(dict[str, Any]):
    """A mapping of located values.

    `unread`: keys whose value could not be read, which has been reported; `empty`: keys that were given no value, and
    where they stand; `record`: the model that it is read as, once it is.
    """

    __slots__ = ("empty", "key", "path", "place", "record", "unread")
    place: Place
    key: Place | None
    path: str
    unread: set[str]
    empty: dict[str, Place]
    record: Any


Located = Text | Items | Mapping


def mapping_of(values: dict[str, Any], place: Place) -> Mapping:
    """A mapping at `place` of values that are located already."""
    made = Mapping(values)
    made.place, made.key, made.path, made.unread, made.empty, made.record = place, None, "", set(), {}, None
    return made


def text_of(value: str, place: Place, *, broken: bool = False) -> Text:
    """A text at `place`."""
    made = Text(value)
    made.place, made.key, made.path, made.broken = place, None, "", broken
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
                item.path = join(value.path, key)
                waiting.append(item)
        elif isinstance(value, Items):
            for index, item in enumerate(value):
                item.path = f"{value.path}[{index}]"
                waiting.append(item)


def walk(value: Located | None, visit: Callable[[Located], None]) -> None:
    """Call `visit` for every located value below and including `value`, in order of the file."""
    waiting: list[Any] = [value] if value is not None else []
    while waiting:
        at = waiting.pop()
        visit(at)
        waiting.extend(reversed(list(at.values()) if isinstance(at, Mapping) else at if isinstance(at, Items) else []))
