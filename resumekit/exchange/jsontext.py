"""JSON to plain values, strictly, and where in it a path stands.

In: bytes. Out: plain values, or a `FileProblem` that says where reading stopped. Numbers keep how they were typed. Must not
know what the JSON is about.
"""

import codecs
import json
import re
from dataclasses import dataclass, field
from typing import Any, NoReturn

from resumekit.diagnostics import Place
from resumekit.located import split_path

MAX_DEPTH = 60
MAX_VALUES = 200_000
_SPACE = re.compile(r"[ \t\r\n]*")
_DIGITS = 18
_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Number(float):
    """A number that shows itself as it was typed."""

    __slots__ = ("typed",)
    typed: str

    def __str__(self) -> str:
        return self.typed


class NotJson(ValueError):
    """Text that is no JSON: why, and where."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message, self.place = message, place


@dataclass(slots=True, kw_only=True)
class Json:
    """What was read. `repeated`: keys that an object gives twice, of which the last counts."""

    name: str
    text: str
    value: Any = None
    repeated: list[str] = field(default_factory=list)
    _seen: dict[tuple[int, str | int], int | None] = field(default_factory=dict)

    def locate(self, path: str) -> Place:
        """Where the value at `path` stands; the nearest one that is there, where it is not."""
        at = _skip(self.text, 0)
        for part in split_path(path):
            if (at, part) not in self._seen:
                self._seen[at, part] = _inside(self.text, at, part)
            inner = self._seen[at, part]
            if inner is None:
                break
            at = inner
        return place_of(self.name, self.text, at)


def place_of(name: str, text: str, at: int) -> Place:
    """Line and column of a position in a text."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    source = text[start : len(text) if end < 0 else end].rstrip("\r")
    # A file of one long line is not shown: nobody could find the place in it by looking.
    return Place(file=name, line=text.count("\n", 0, at) + 1, column=at - start + 1, source=source if len(source) <= 400 else "")


def text_of(data: bytes) -> str:
    """The text of bytes in any of Unicode's encodings; raise UnicodeDecodeError for anything else."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    return data.decode(json.detect_encoding(data))


def read_json(name: str, data: bytes) -> Json:
    """Read one JSON document; raise `NotJson`."""
    try:
        text = text_of(data)
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode(problem.encoding, "replace")
        raise NotJson(f"byte 0x{data[problem.start]:02x} is no text", place_of(name, before, len(before))) from None
    made = Json(name=name, text=text)
    count = 0

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal count
        count += len(found)
        if count > MAX_VALUES:
            raise _TooMuch
        holder = dict(found)
        if len(holder) < len(found):
            seen: set[str] = set()
            for key, _ in found:
                if key in seen:
                    made.repeated.append(key)
                seen.add(key)
        return holder

    try:
        made.value = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=pairs, parse_float=_number, parse_int=_whole, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        raise NotJson(_lowered(problem.msg), place_of(name, text, problem.pos)) from None
    except _NoNumber as problem:
        at = max(0, text.find(str(problem)))
        raise NotJson(f"{problem} is no number in JSON", place_of(name, text, at)) from None
    except (RecursionError, _TooMuch):
        raise NotJson("it is nested too deeply, or holds too much", place_of(name, text, 0)) from None
    if _depth(made.value) > MAX_DEPTH:
        raise NotJson(f"it is nested deeper than {MAX_DEPTH} levels", place_of(name, text, 0))
    return made


class _TooMuch(Exception):
    """There are too many values."""


class _NoNumber(Exception):
    """NaN or an infinity."""


def _refuse(name: str) -> NoReturn:
    raise _NoNumber(name)


def _number(typed: str) -> Number:
    made = Number(typed)
    made.typed = typed
    return made


def _whole(typed: str) -> int | Number:
    return int(typed) if len(typed) <= _DIGITS else _number(typed)


def _depth(value: Any) -> int:
    deepest = 0
    waiting = [(value, 1)]
    while waiting:
        at, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(at, (dict, list)):
            waiting += [(item, depth + 1) for item in (at.values() if isinstance(at, dict) else at) if isinstance(item, (dict, list))]
    return deepest


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


# Places ------------------------------------------------------------------------------------------------------------------

_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_whole)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _inside(text: str, at: int, part: str | int) -> int | None:
    """Where the value of a key or index begins, in what begins at `at`; of a key given twice, the last one's."""
    if text[at : at + 1] != ("{" if isinstance(part, str) else "["):
        return None
    at = _skip(text, at + 1)
    found = None
    index = 0
    while at < len(text) and text[at] not in "}]":
        key: str | int = index
        if isinstance(part, str):
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if key == part:
            found = at
            if isinstance(part, int):
                return found
        _, at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
        index += 1
    return found


__all__ = ["Json", "NotJson", "Number", "place_of", "read_json", "text_of"]
