"""The kinds of single values: what a typed text means as a date, a number, an address, and what an editor is told of it.

In: a text as typed. Out: the value, or `PydanticCustomError` whose type is a diagnostic's code and whose context has a
`hint`. Must not know a field by name, or where a value stands.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar, get_args

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from resumekit.dates import DateError, PartialDate, parse_date

_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63})+\Z")
_EMAIL_INSIDE = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_GROUPED = re.compile(r"[+~≈]?\s?([0-9]{1,3}(?:[ ,_][0-9]{3})+|[0-9]{1,9}(?:\.[0-9]{1,6})?)\s?(?:[,;%+]|(?!e[0-9])[A-Za-z.]{1,12})?\Z")
LINK_SCHEMES = ("http", "https", "mailto", "tel")
"""What a link may begin with."""
_LINK = re.compile(r"https?://(?:[\w-]+\.)*[\w-]+\.?(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\]*)?\Z", re.IGNORECASE)
_CONTACT = re.compile(r"mailto:[^\s<>\"\\@]{1,64}@[\w.-]{1,255}(?:\?[^\s<>\"\\]*)?\Z|tel:\+?[0-9().-]{3,30}\Z", re.IGNORECASE)
LiteralT = TypeVar("LiteralT")
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\Z")


class Kind:
    """Marks a type as read from a typed text by `read`, and told to editors by a JSON Schema. Whatever the type, `read` returns it."""

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.read = read
        self.json_schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        del schema, handler
        return dict(self.json_schema)


def _typed(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    raise PydanticCustomError("string_type", "text")


def _words(raw: Any) -> str:
    text = _typed(raw).strip()
    if not text:
        raise PydanticCustomError("bad-value", "is empty", {"hint": "write something, or remove the line"})
    return text


def _tag(raw: Any) -> str:
    text = _words(raw)
    if "," in text:
        raise PydanticCustomError("bad-value", "{shown} holds a comma", {"shown": quoted(text), "hint": f"write a list: [{text}]"})
    return text


def _number(whole: bool, least: float, most: float) -> Callable[[Any], float | int]:
    kind = "a whole number" if whole else "a number"
    bounds = f"{least:.12g} to {most:.12g}"

    def read(raw: Any) -> float | int:
        text = _typed(raw).strip()
        if not _NUMBER.match(text):
            grouped = _GROUPED.match(text)
            hint = f"write {re.sub(r'[ ,_]', '', grouped[1])}" if grouped else f"write {kind} in digits, from {bounds}"
            raise PydanticCustomError("bad-number", "{shown} is not {kind}", {"shown": quoted(text), "kind": kind, "hint": hint})
        value = float(text)
        if whole and not value.is_integer():
            raise PydanticCustomError("bad-number", "{shown} is not {kind}", {"shown": text, "kind": kind, "hint": f"write {round(value)}"})
        if not least <= value <= most:
            raise PydanticCustomError("bad-number", "{shown} is out of range", {"shown": text, "hint": f"it goes from {bounds}"})
        return int(value) if whole else value

    return read


def _date(allow_present: bool) -> Callable[[Any], PartialDate]:
    def read(raw: Any) -> PartialDate:
        if isinstance(raw, PartialDate):
            return raw
        try:
            date = parse_date(_typed(raw))
        except DateError as problem:
            raise PydanticCustomError("bad-date", "{text}", {"text": problem.message, "hint": problem.hint}) from None
        if date.is_present and not allow_present:
            raise PydanticCustomError("bad-date", "present is not a date here", {"hint": "present is only for end; write a date, such as 2022-06"})
        return date

    return read


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = _typed(raw).strip()
    if text not in ("true", "false"):
        yes = text.lower() in ("yes", "on", "y", "true", "1")
        no = text.lower() in ("no", "off", "n", "false", "0")
        raise PydanticCustomError("bad-choice", "{shown} is neither true nor false", {"shown": quoted(text), "hint": f"write {'true' if yes else 'false' if no else 'true or false'}"})
    return text == "true"


def _email(raw: Any) -> str:
    text = _typed(raw).strip()
    if not _EMAIL.match(text) or ".." in text or len(text) > 254:
        what = "it has no @" if "@" not in text else "it has two @" if text.count("@") > 1 else "it holds a space" if " " in text else "it is incomplete"
        inner = _EMAIL_INSIDE.search(text[:300])
        hint = f"write {inner[0]}" if inner and inner[0] != text else "write name@example.org"
        raise PydanticCustomError("bad-email", "{shown} is not an e-mail address: {what}", {"shown": quoted(text), "what": what, "hint": hint})
    return text


def _link(raw: Any) -> str:
    text = _typed(raw).strip()
    if not (_LINK.match(text) or _CONTACT.match(text)) or len(text) > 2000:
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(?![0-9]+(?:/|$))", text)
        if scheme and scheme[1].lower() not in LINK_SCHEMES:
            raise PydanticCustomError("bad-link", "a link may not begin with {scheme}:", {"scheme": scheme[1], "hint": "links begin with https:// or http://"})
        guess = "https://" + re.sub(r"^(?i:https?):?/{0,3}", "", text).replace(" ", "%20")
        hint = f"write {guess}" if len(guess) < 80 and "." in guess and _LINK.match(guess) else "write a whole address, such as https://example.org/page"
        raise PydanticCustomError("bad-link", "{shown} is not a web address", {"shown": quoted(text), "hint": hint})
    return text


def is_color(text: str) -> bool:
    """Whether a text is a colour such as `#0b6e6e` or `#fff`."""
    return _COLOR.match(text) is not None


def _color(raw: Any) -> str:
    text = _typed(raw).strip()
    if not is_color(text):
        hint = f'write "#{text}"' if is_color(f"#{text}") else 'write it as "#0b6e6e": a hash and six digits from 0-9 and a-f, in quotes'
        raise PydanticCustomError("bad-color", "{shown} is not a colour", {"shown": quoted(text), "hint": hint})
    return text.lower()


def _quotable(kind: str, pattern: str, least: int, most: int) -> dict[str, Any]:
    """A number within bounds, or the same in quotes, as reading takes it."""
    return {"anyOf": [{"type": kind, "minimum": least, "maximum": most}, {"type": "string", "pattern": pattern}]}


ANY_SCALAR = {"type": ["string", "number", "boolean"]}
_ISO_PATTERN = r"^(19|[2-9][0-9])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Words = Annotated[str, Kind(_words, {**ANY_SCALAR, "minLength": 1})]
"""Text, trimmed, not empty; a number or `yes` is the text that was typed."""
Tag = Annotated[str, Kind(_tag, {**ANY_SCALAR, "minLength": 1, "pattern": "^[^,]*$"})]
"""A name by which entries are chosen."""
Count = Annotated[int, Kind(_number(True, 0, 1_000_000), _quotable("integer", "^[0-9]{1,7}$", 0, 1_000_000))]
"""A whole number, 0 or more."""
Amount = Annotated[float, Kind(_number(False, 0, 100_000), _quotable("number", r"^[0-9]{1,6}(\.[0-9]+)?$", 0, 100_000))]
"""A number of hours or units, 0 or more."""
Priority = Annotated[int, Kind(_number(True, 1, 5), _quotable("integer", "^[1-5]$", 1, 5))]
"""1 (first to go when space is short) to 5 (last)."""
Pages = Annotated[int, Kind(_number(True, 1, 50), _quotable("integer", "^([1-9]|[1-4][0-9]|50)$", 1, 50))]
"""A number of pages."""
Date = Annotated[PartialDate, Kind(_date(False), {"anyOf": [{"type": "string", "pattern": _ISO_PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}]})]
"""`2022`, `2022-06` or `2022-06-30`."""
EndDate = Annotated[PartialDate, Kind(_date(True), {"anyOf": [{"type": "string", "pattern": _ISO_PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}, {"const": "present"}]})]
"""A date, or `present`."""
Flag = Annotated[bool, Kind(_flag, {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["true", "false"]}]})]
"""`true` or `false`."""
Email = Annotated[str, Kind(_email, {"type": "string", "format": "email"})]
"""An e-mail address."""
Link = Annotated[str, Kind(_link, {"type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)"})]
"""A web address that may be linked to."""
Color = Annotated[str, Kind(_color, {"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"})]
"""A colour such as `#0b6e6e`."""
FileName = Annotated[str, Kind(_words, {**ANY_SCALAR, "minLength": 1})]
"""A file, relative to the file that names it."""


class _Choice:
    """Marks a `Literal` as read from a typed text that is one of its values."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        del handler
        choices: tuple[str, ...] = get_args(source)

        def read(raw: Any) -> str:
            text = _typed(raw).strip()
            if text not in choices:
                raise PydanticCustomError("bad-choice", "{shown} is not known here", {"shown": quoted(text), "hint": suggestion(text, choices)})
            return text

        return core_schema.no_info_plain_validator_function(read, metadata={"choices": choices})

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        del handler
        return {"type": "string", "enum": list(schema["metadata"]["choices"])}


OneOf = Annotated[LiteralT, _Choice()]
"""A text that is one of a `Literal`'s: `OneOf[Literal["left", "right"]]`."""


# Words -------------------------------------------------------------------------------------------------------------------


def quoted(text: str) -> str:
    """A text as messages show it: in quotes, on one line, shortened."""
    flat = " ".join(text.split())
    return f'"{flat[:40]}…"' if len(flat) > 41 else f'"{flat}"'


def suggestion(text: str, choices: Iterable[str]) -> str:
    """A hint for a name that is not among `choices`: the closest one, or all of them."""
    known = sorted(choices)
    meant = closest(text, known)
    if meant:
        return f"did you mean {meant}?"
    return "known: " + ", ".join(known) if known else "there is none to choose from"


def plain_name(text: str) -> str:
    """A name without what people vary: capital letters, spaces, dashes, invisible characters."""
    kept = "".join(char for char in text if char.isascii() or unicodedata.category(char) != "Cf")
    return "_".join(kept.lower().replace("-", " ").replace("_", " ").split())


def closest(text: str, choices: Iterable[str]) -> str | None:
    """The choice that `text` is surely meant to be, or None."""
    by_name = {plain_name(choice): choice for choice in choices}
    wanted = plain_name(text[:200])
    if wanted in by_name:
        return by_name[wanted]
    if len(wanted) > 60 or not wanted:
        return None
    found = difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.7)
    return by_name[found[0]] if found else None


def gives_away(address: str | None, number: str | None) -> bool:
    """Whether a web address holds a number, in whatever case, and however its parts are set apart."""
    from urllib.parse import unquote

    bare, hidden = ("".join(character for character in unquote(text or "").lower() if character.isalnum()) for text in (address, number))
    return bool(hidden) and hidden in bare


def mask(number: str) -> str:
    """A credential's number with its last three or four characters only, so that it can be told apart but not used.

    A number that was masked before stays as it is.
    """
    if re.fullmatch(r"…\w{0,4}", number):
        return number
    shown = "".join(character for character in number if character.isalnum())
    keep = 4 if len(shown) >= 8 else 3 if len(shown) >= 6 else 0
    return "…" + (shown[-keep:] if keep else "")
