"""Located values to records: pydantic models whose every problem has its place, and models to JSON Schema.

In: located values of `document`, a model. Out: the model's instance and diagnostics. Must not know a field by name.

pydantic's errors carry the raw input, and located values know where they stand, so no path is looked up twice. After an
error the smallest part that may be absent is dropped and the rest is read again, so a record results nearly always.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar, cast, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, PrivateAttr, ValidationError, WithJsonSchema, model_validator
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from resumekit.dates import DateError, PartialDate, parse_date
from resumekit.diagnostics import Diagnostic, Place, error
from resumekit.document import Items, Located, Mapping, Text, join, located

SchemaT = TypeVar("SchemaT", bound="Record")
MAX_PROBLEMS = 200
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63})+\Z")
_LINK = re.compile(r"(https?)://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?([/?#][^\s<>\"\\]*)?\Z", re.ASCII | re.IGNORECASE)
_COLOR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\Z")
_TIGHT = re.compile(r"([A-Za-z_][A-Za-z_ -]{0,40}):(\S.*)\Z")


class Record(BaseModel):
    """A mapping that was read. `path` is its address in the file; empty for the file's root, or where there is no file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    _path: str = PrivateAttr(default="")

    @property
    def path(self) -> str:
        """The address of this record in its document, such as `externships[0].skills[1]`."""
        return self._path

    @model_validator(mode="wrap")
    @classmethod
    def _keep_path(cls, data: Any, handler: Callable[[Any], Any]) -> Any:
        if isinstance(data, Mapping):
            data.record = cls
            record = handler(data)
            record._path = data.path
            return record
        return handler(data)


# Scalars: what a text means, and what an editor is told about it --------------------------------------------------------


def _text_of(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    raise PydanticCustomError("string_type", "text")


def _words(raw: Any) -> str:
    text = _text_of(raw).strip()
    if not text:
        raise PydanticCustomError("bad-value", "is empty", {"hint": "write something, or remove the line"})
    return text


def _number(whole: bool, least: float, most: float) -> Callable[[Any], float | int]:
    def read(raw: Any) -> float | int:
        text = _text_of(raw).strip()
        kind = "a whole number" if whole else "a number"
        if not _NUMBER.match(text):
            shown = re.sub(r"[^0-9.]", "", text)
            guess = f"write {shown}" if _NUMBER.match(shown) else f"write {kind} in digits, such as 180"
            raise PydanticCustomError("bad-number", "{shown} is not {kind}", {"shown": _quote(text), "kind": kind, "hint": guess})
        value = float(text)
        if whole and not value.is_integer():
            raise PydanticCustomError("bad-number", "{shown} is not {kind}", {"shown": text, "kind": kind, "hint": f"write {round(value)}"})
        if not least <= value <= most:
            raise PydanticCustomError("bad-number", "{shown} is out of range", {"shown": text, "hint": f"it goes from {least:g} to {most:g}"})
        return int(value) if value.is_integer() else value

    return read


def _date(allow_present: bool) -> Callable[[Any], PartialDate]:
    def read(raw: Any) -> PartialDate:
        if isinstance(raw, PartialDate):
            return raw
        try:
            date = parse_date(_text_of(raw))
        except DateError as problem:
            raise PydanticCustomError("bad-date", "{text}", {"text": problem.message, "hint": problem.hint}) from None
        if date.is_present and not allow_present:
            raise PydanticCustomError("bad-date", "present is not a date here", {"hint": "present is only for end; write a date, such as 2022-06"})
        return date

    return read


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    text = _text_of(raw).strip()
    if text not in ("true", "false"):
        yes = text.lower() in ("yes", "on", "y", "true", "1")
        no = text.lower() in ("no", "off", "n", "false", "0")
        raise PydanticCustomError("bad-choice", "{shown} is neither true nor false", {"shown": _quote(text), "hint": f"write {'true' if yes else 'false' if no else 'true or false'}"})
    return text == "true"


def _email(raw: Any) -> str:
    text = _text_of(raw).strip()
    if not _EMAIL.match(text) or ".." in text or len(text) > 254:
        what = "it has no @" if "@" not in text else "it has two @" if text.count("@") > 1 else "it holds a space" if " " in text else "it is incomplete"
        raise PydanticCustomError("bad-email", "{shown} is not an e-mail address: {what}", {"shown": _quote(text), "what": what, "hint": "write name@example.org"})
    return text


def _link(raw: Any) -> str:
    text = _text_of(raw).strip()
    if not _LINK.match(text) or len(text) > 2000:
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", text)
        if scheme and scheme[1].lower() not in ("http", "https") and not text[len(scheme[0]) :].lstrip("/").isdigit():
            raise PydanticCustomError("bad-link", "a link may not begin with {scheme}:", {"scheme": scheme[1], "hint": "links begin with https:// or http://"})
        guess = f"https://{text}"
        hint = f"write {guess}" if _LINK.match(guess) and "." in text else "write a whole address, such as https://example.org/page"
        raise PydanticCustomError("bad-link", "{shown} is not a web address", {"shown": _quote(text), "hint": hint})
    return text


def _color(raw: Any) -> str:
    text = _text_of(raw).strip()
    if not _COLOR.match(text):
        hint = f'write "#{text}"' if _COLOR.match(f"#{text}") else 'write it as "#0b6e6e": a hash and six digits from 0-9 and a-f, in quotes'
        raise PydanticCustomError("bad-color", "{shown} is not a colour", {"shown": _quote(text), "hint": hint})
    return text.lower()


def _file_name(raw: Any) -> str:
    return _words(raw)


_ANY_SCALAR = {"type": ["string", "number", "boolean"]}
_ISO_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Words = Annotated[str, BeforeValidator(_words), WithJsonSchema({**_ANY_SCALAR, "minLength": 1})]
"""Text, trimmed, not empty; a number or `yes` is the text that was typed."""
Count = Annotated[int, BeforeValidator(_number(True, 0, 1_000_000)), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 1_000_000})]
"""A whole number, 0 or more."""
Amount = Annotated[float, BeforeValidator(_number(False, 0, 100_000)), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100_000})]
"""A number of hours or units, 0 or more."""
Priority = Annotated[int, BeforeValidator(_number(True, 1, 5)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
"""1 (first to go when space is short) to 5 (last)."""
Pages = Annotated[int, BeforeValidator(_number(True, 1, 50)), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 50})]
"""A number of pages."""
Date = Annotated[PartialDate, BeforeValidator(_date(False)), WithJsonSchema({"anyOf": [{"type": "string", "pattern": _ISO_PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}]})]
"""`2022`, `2022-06` or `2022-06-30`."""
EndDate = Annotated[PartialDate, BeforeValidator(_date(True)), WithJsonSchema({"anyOf": [{"type": "string", "pattern": _ISO_PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}, {"const": "present"}]})]
"""A date, or `present`."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""`true` or `false`."""
Email = Annotated[str, BeforeValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
"""An e-mail address."""
Link = Annotated[str, BeforeValidator(_link), WithJsonSchema({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"})]
"""A web address that may be linked to."""
Color = Annotated[str, BeforeValidator(_color), WithJsonSchema({"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"})]
"""A colour such as `#0b6e6e`."""
FileName = Annotated[str, BeforeValidator(_file_name), WithJsonSchema({"type": "string", "minLength": 1})]
"""A file, relative to the file that names it."""


def one_of(*choices: str) -> Any:
    """A text that is one of `choices`."""

    def read(raw: Any) -> str:
        text = _text_of(raw).strip()
        if text not in choices:
            raise PydanticCustomError("bad-choice", "{shown} is not known here", {"shown": _quote(text), "hint": suggestion(text, choices)})
        return text

    return Annotated[str, BeforeValidator(read), WithJsonSchema({"type": "string", "enum": list(choices)})]


# Short forms -------------------------------------------------------------------------------------------------------------


class OneOrMany:
    """Marks a list that may be given as its single item: `evidence: x` for `evidence: [x]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(raw: Any) -> Any:
            return raw if isinstance(raw, (list, tuple, dict)) else (raw,)

        return core_schema.no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(schema)
        return {"anyOf": [made["items"], made]}


class ShortFor:
    """Marks a record that may be given as the text of one of its keys: `- EKG` for `- {name: EKG}`."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(raw: Any) -> Any:
            if isinstance(raw, str):
                mapping = Mapping({self.key: raw})
                mapping.unread, mapping.record, mapping.key = set(), None, getattr(raw, "key", None)
                mapping.place, mapping.path = getattr(raw, "place", Place(file="", line=1, column=1)), getattr(raw, "path", "")
                return mapping
            if isinstance(raw, Mapping) and len(raw) == 1:
                key, value = next(iter(raw.items()))
                if key not in _keys_of(source) and isinstance(value, str) and (" " in key or key[:1].isupper()):
                    whole = f"{key}: {value}"
                    raise PydanticCustomError("unquoted-text", "the colon makes {shown} a key", {"shown": _quote(key), "hint": "put the whole text in quotes: " + _as_quoted(whole)})
            return raw

        return core_schema.no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{**_ANY_SCALAR, "minLength": 1}, handler(schema)]}


# Reading -----------------------------------------------------------------------------------------------------------------


def read_record(model: type[SchemaT], root: Mapping, *, complete: bool = True) -> tuple[SchemaT | None, list[Diagnostic]]:
    """Read `root` as `model`: the record, or None if too much is wrong, and all problems.

    `complete`: whether the text could be read whole; where it could not, what seems missing may be in the lost part.
    """
    problems: list[Diagnostic] = []
    reported: set[tuple[str, str]] = set()
    dropped: set[str] = set()
    tree = root
    for _ in range(MAX_PROBLEMS):
        try:
            return model.model_validate(tree), problems
        except ValidationError as failure:
            found = failure.errors(include_url=False, include_context=True)
        if tree is root:
            tree = cast(Mapping, _copy(root))
        unknown = [item for item in found if item["type"] == "extra_forbidden"]
        found = unknown or found  # a misspelt key, once named, is read as the key it is meant to be
        steps = {step for item in found if (step := _handle(tree, item, problems, reported, dropped, complete)) is not None}
        # Later items of a list go first, so that the addresses of the others stay right.
        for loc in sorted(steps, key=lambda step: tuple(f"{part:09d}" if isinstance(part, int) else part for part in step), reverse=True):
            if not loc:
                return None, problems
            _drop(tree, loc, dropped)
        if len(problems) >= MAX_PROBLEMS:
            break
    return None, problems


def _handle(tree: Mapping, item: Any, problems: list[Diagnostic], reported: set[tuple[str, str]], dropped: set[str], complete: bool) -> tuple[str | int, ...] | None:
    """Report one pydantic error, once; return the address of what to drop before reading again.

    None: the tree has been put right here. Empty: nothing is left to read.
    """
    loc = tuple(item["loc"])
    kind = item["type"]
    if kind == "extra_forbidden":
        key = str(loc[-1])
        holder = _at(tree, loc[:-1])
        problem, renamed = _unknown_key(holder, key, model_root=tree.record)
        _report(problem, problems, reported)
        if renamed:
            holder[renamed] = holder.pop(key)
            return None
        return _address(tree, loc)
    if kind == "missing":
        key = str(loc[-1])
        holder = _at(tree, loc[:-1])
        path = join(holder.path, key)
        if path not in dropped and key not in holder.unread and complete:
            message = f"{key} is missing" if not holder.path else f"{_noun(holder.path)} has no {key}"
            hint = f"add  {key}: {_example(holder.record, key)}"
            _report(error("missing-key", message, path=path, place=holder.key or holder.place, hint=hint), problems, reported)
        stand_in = _stand_in(holder, key)
        if stand_in is None:
            return _address(tree, loc[:-1])
        dropped.update((path, *(join(path, inner) for inner in _needed_by(holder, key))))
        holder[key] = stand_in
        return None
    value = _located_at(tree, loc, item["input"])
    _report(_bad_value(kind, item, value), problems, reported)
    return _address(tree, loc)


def _stand_in(holder: Mapping, key: str) -> Located | None:
    """Something to put where a required value is missing, so that the rest can be read and checked; None for a date."""
    for name, info in _fields(holder.record).items():
        if (info.alias or name) == key:
            if PartialDate in (info.annotation, *get_args(info.annotation)):
                return None
            return located({} if records_in(info.annotation) else _example(holder.record, key), holder.place, path=join(holder.path, key))
    return None


def _needed_by(holder: Mapping, key: str) -> list[str]:
    """The required keys of the record that belongs under `key`."""
    info = _fields(holder.record).get(key)
    return [name for record in (records_in(info.annotation) if info else []) for name, inner in record.model_fields.items() if inner.is_required()]


def _report(problem: Diagnostic, problems: list[Diagnostic], reported: set[tuple[str, str]]) -> None:
    mark = (problem.code, f"{problem.path}@{problem.place.line if problem.place else 0}")
    if mark not in reported:
        reported.add(mark)
        problems.append(problem)


def _address(tree: Mapping, loc: tuple[Any, ...]) -> tuple[Any, ...]:
    """The longest beginning of `loc` that leads to something in the tree: short forms add steps of their own."""
    at: Any = tree
    found: list[Any] = []
    for part in loc:
        if isinstance(at, Mapping) and part in at:
            at = at[part]
        elif isinstance(at, Items) and isinstance(part, int) and part < len(at):
            at = at[part]
        else:
            break
        found.append(part)
    return tuple(found)


def _at(tree: Mapping, loc: tuple[Any, ...]) -> Mapping:
    at: Any = tree
    for part in _address(tree, loc):
        at = at[part]
    return cast(Mapping, at)


def _located_at(tree: Mapping, loc: tuple[Any, ...], raw: Any) -> Located:
    if isinstance(raw, (Text, Items, Mapping)):
        return raw
    at: Any = tree
    for part in _address(tree, loc):
        at = at[part]
    return cast(Located, at)


def _drop(tree: Mapping, loc: tuple[Any, ...], dropped: set[str]) -> None:
    if _address(tree, loc) == loc:
        holder: Any = _at(tree, loc[:-1]) if len(loc) > 1 else tree
        dropped.add(holder[loc[-1]].path)
        del holder[loc[-1]]


def _copy(value: Located) -> Located:
    """The tree again, so that dropping parts leaves the document whole. Depth is limited by the document."""
    if isinstance(value, Mapping):
        made: Located = Mapping({key: _copy(item) for key, item in value.items()})
        cast(Mapping, made).unread, cast(Mapping, made).record = value.unread, value.record
    elif isinstance(value, Items):
        made = Items(_copy(item) for item in value)
    else:
        return value
    made.place, made.key, made.path = value.place, value.key, value.path
    return made


# Words for what is wrong ---------------------------------------------------------------------------------------------------


def _unknown_key(holder: Mapping, key: str, model_root: Any) -> tuple[Diagnostic, str | None]:
    """The problem of a key that is not known here, and the known key it is surely meant to be."""
    keys = _keys_of(holder.record)
    value = holder[key]
    place = value.key or value.place
    meant = _synonym(holder.record, key) or _closest(key, keys)
    where = f" in {_noun(holder.path)}" if holder.path else ""
    message = f"{key} is not a known key{where}"
    renamed = None
    if meant:
        hint = f"did you mean {meant}?"
        if meant not in holder:
            renamed = meant
        else:
            hint += f" {meant} is given already"
    elif elsewhere := _elsewhere(model_root, key, holder):
        hint = f"{key} belongs under {elsewhere}"
    else:
        hint = "known here: " + ", ".join(keys)
    return error("unknown-key", message, path=join(holder.path, key), place=place, hint=hint), renamed


def _bad_value(kind: str, item: Any, value: Located) -> Diagnostic:
    context = item.get("ctx") or {}
    place, path = value.place, value.path
    noun = _noun(path)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        if isinstance(value, Text):
            tight = _TIGHT.match(value)
            if tight and not value.startswith(("http:", "https:", "mailto:")):
                return error("missing-space", f"a space is missing after {tight[1]}:", path=path, place=place, hint=f"write {tight[1]}: {tight[2][:40]}")
        return error("wrong-shape", f"{noun} is {_shape(value)}, but needs keys of its own", path=path, place=place, hint="indent its keys below it, each as  key: value")
    if kind in ("tuple_type", "list_type"):
        hint = "begin each entry with a dash: - …"
        if isinstance(value, Text) and re.match(r"-[^\s-]", value):
            first = value.split(" -")[0]
            return error("missing-space", "a space is missing after the dash", path=path, place=place, hint=f"write - {first[1:40]}")
        if isinstance(value, Text):
            hint = f"write it as a list:  - {value[:40]}"
        return error("wrong-shape", f"{noun} is {_shape(value)}, but needs a list", path=path, place=place, hint=hint)
    if kind == "string_type":
        if isinstance(value, Mapping):
            pair = next(iter(value.items()), None)
            if pair and isinstance(pair[1], Text) and len(value) == 1:
                whole = f"{pair[0]}: {pair[1]}"
                return error("unquoted-text", f"the colon makes {_quote(pair[0])} a key", path=path, place=place, hint="put the whole text in quotes: " + _as_quoted(whole))
        return error("wrong-shape", f"{noun} is {_shape(value)}, but needs a single value", path=path, place=place, hint="write one value after the colon")
    if "hint" in context:
        message = item["msg"]
        if kind == "bad-value" and message.startswith("is "):
            message = f"{noun} {message}"
        at = value.key or place if kind == "unquoted-text" else place
        return error(kind, message, path=path, place=at, hint=context["hint"])
    return error("bad-value", f"{noun} cannot be used", path=path, place=place, hint="see resumekit schema for what may stand here")


def _noun(path: str) -> str:
    return path or "the file"


def _shape(value: Located) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Items) else f"the text {_quote(value)}"


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text[:40]}…"' if len(text) > 41 else f'"{text}"'


def _as_quoted(text: str) -> str:
    text = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text[:50]}…"' if len(text) > 51 else f'"{text}"'


def suggestion(text: str, choices: Iterable[str]) -> str:
    """A hint for a name that is not among `choices`: the closest one, or all of them."""
    known = sorted(choices)
    meant = _closest(text, known)
    if meant:
        return f"did you mean {meant}?"
    return "known: " + ", ".join(known) if known else "there is none to choose from"


def _closest(text: str, choices: Iterable[str]) -> str | None:
    by_lower = {choice.lower().replace("-", "_"): choice for choice in choices}
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in by_lower:
        return by_lower[wanted]
    if len(wanted) > 60:
        return None
    found = difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.7)
    return by_lower[found[0]] if found else None


def _fields(record: Any) -> dict[str, FieldInfo]:
    return record.model_fields if isinstance(record, type) and issubclass(record, BaseModel) else {}


def _keys_of(record: Any) -> list[str]:
    return [info.alias or name for name, info in _fields(record).items()]


def _extra(info: FieldInfo, name: str) -> Any:
    return info.json_schema_extra.get(name) if isinstance(info.json_schema_extra, dict) else None


def _synonym(record: Any, key: str) -> str | None:
    """The field that declares `key` as a name it is often given (`x-also`)."""
    wanted = key.strip().lower().replace("-", "_").replace(" ", "_")
    for name, info in _fields(record).items():
        if wanted in (_extra(info, "x-also") or ()):
            return info.alias or name
    return None


def _example(record: Any, key: str) -> str:
    for name, info in _fields(record).items():
        if (info.alias or name) == key and info.examples:
            return str(info.examples[0])
    return "…"


def _elsewhere(root: Any, key: str, holder: Mapping) -> str | None:
    """The top-level key whose record has `key`, where a reader put it at the wrong level."""
    if holder.record is root:
        for name, info in _fields(root).items():
            if any(key in _keys_of(record) for record in records_in(info.annotation)):
                return info.alias or name
    if holder.record is not root and key in _keys_of(root):
        return "the top level: do not indent it"
    return None


def fields_at(record: type[Record], names: Iterable[str]) -> list[str]:
    """The keys that may follow the path `names` (without indexes) below `record`; empty where a value ends."""
    records: list[type[Record]] = [record]
    for name in names:
        records = [inner for at in records for field, info in at.model_fields.items() if (info.alias or field) == name for inner in records_in(info.annotation)]
    return [key for at in records for key in _keys_of(at)]


def records_in(annotation: Any) -> list[type[Record]]:
    """The record types inside an annotation such as `tuple[Skill, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for inner in get_args(annotation) for record in records_in(inner)]


# JSON Schema ---------------------------------------------------------------------------------------------------------------


class _Generator(GenerateJsonSchema):
    """pydantic's JSON Schema without the noise of generated titles and defaults."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schema(model: type[Record], *, title: str, identifier: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, for completion and hover texts in editors."""
    made = model.model_json_schema(schema_generator=_Generator, mode="validation")
    made.pop("title", None)
    for definition in [made, *made.get("$defs", {}).values()]:
        definition.pop("title", None)
        for field in definition.get("properties", {}).values():
            field.pop("x-also", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier, "title": title, **made}
