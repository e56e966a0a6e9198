"""Records: mappings read as pydantic models, their short forms, and what can be asked of their fields.

In: located values. Out: frozen models that know their path. Must not know a field by name.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, ClassVar, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from resumekit.diagnostics import Place
from resumekit.located import Mapping, mapping_of
from resumekit.values import ANY_SCALAR, closest, plain_name, quoted


class Record(BaseModel):
    """A mapping that was read. `path` is its address in the file; empty for the file's root, or where there is no file."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
    needs_one_of: ClassVar[tuple[str, ...]] = ()
    """Keys of which at least one must be given."""
    _path: str = PrivateAttr(default="")

    @property
    def path(self) -> str:
        """The address of this record in its document, such as `externships[0].skills[1]`."""
        return self._path

    @model_validator(mode="wrap")
    @classmethod
    def _keep_path(cls, data: Any, handler: Callable[[Any], Any]) -> Any:
        if not isinstance(data, Mapping):
            return handler(data)
        data.record = cls
        record = handler(data)
        if cls.needs_one_of and not any(getattr(record, key) is not None for key in cls.needs_one_of):
            keys = " or ".join(cls.needs_one_of)
            if not data.unread.intersection(cls.needs_one_of):
                raise PydanticCustomError("missing-key", "has no {keys}", {"keys": keys, "hint": f"add  {cls.needs_one_of[0]}: …"})
        record._path = data.path  # noqa: SLF001 - its own class
        return record

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(schema)
        if cls.needs_one_of:
            handler.resolve_ref_schema(made)["anyOf"] = [{"required": [key]} for key in cls.needs_one_of]
        return made


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
        known = keys_of(source)

        def read(raw: Any) -> Any:
            if isinstance(raw, str):
                mapping = mapping_of({self.key: raw}, getattr(raw, "place", Place(file="", line=1, column=1)))
                mapping.key, mapping.path = getattr(raw, "key", None), getattr(raw, "path", "")
                return mapping
            if isinstance(raw, Mapping) and len(raw) + len(raw.empty) == 1 and (pair := as_text(raw)) and pair[0] not in known and (" " in pair[0] or pair[0][:1].isupper()):
                raise PydanticCustomError("unquoted-text", "the colon makes {shown} a key", {"shown": quoted(pair[0]), "hint": "put the whole text in quotes: " + in_quotes(pair[1])})
            return raw

        return core_schema.no_info_before_validator_function(read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{**ANY_SCALAR, "minLength": 1}, handler(schema)]}


def as_text(mapping: Mapping) -> tuple[str, str] | None:
    """The only key of a mapping, and the text `key: value` that it may have been meant to be; None for anything else."""
    for key in mapping.empty:
        return key, f"{key}:"
    for key, value in mapping.items():
        return (key, f"{key}: {value}") if isinstance(value, str) else None
    return None


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:50]}…" if len(text) > 51 else text


def in_quotes(text: str) -> str:
    return '"' + shortened(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


# Fields ------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def fields_of(record: Any) -> dict[str, FieldInfo]:
    return record.model_fields if isinstance(record, type) and issubclass(record, BaseModel) else {}


def keys_of(record: Any) -> list[str]:
    """The keys that a record may have."""
    return list(fields_of(record))


def type_of(info: FieldInfo | None) -> Any:
    """A field's type without `| None`."""
    annotation = info.annotation if info else None
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return inner[0] if type(None) in get_args(annotation) and inner else annotation


def is_list(info: FieldInfo | None) -> bool:
    return get_origin(type_of(info)) is tuple


def has_short_form(info: FieldInfo | None) -> bool:
    """Whether a list's items may be given as plain texts."""
    return any(isinstance(mark, ShortFor) for item in get_args(type_of(info)) for mark in get_args(item)[1:])


def accepts_text(info: FieldInfo) -> bool:
    kind = type_of(info)
    return kind is str or get_args(kind)[:1] == (str,)


@lru_cache(maxsize=1000)
def named(record: Any, key: str, *, exact: bool = False) -> str | None:
    """The field that `key` names but for capital letters and dashes, or that declares it in `x-also`; `exact`: by its name."""
    fields = fields_of(record)
    if key in fields:
        return key
    if exact and not key.islower():
        return None
    wanted = plain_name(key)
    for name in fields:
        if wanted == plain_name(name):
            return name
    for name, info in fields.items():
        if wanted in also_named(info):
            return name
    return None


@lru_cache(maxsize=1000)
def nearest(record: Any, key: str) -> str | None:
    """The field whose name, or one that it is often given, is spelt much like `key`."""
    meant = closest(key, keys_of(record))
    if meant is not None:
        return meant
    also = {name: field for field, info in fields_of(record).items() for name in also_named(info)}
    meant = closest(key, also)
    return also[meant] if meant is not None else None


def also_named(info: FieldInfo) -> list[str]:
    """The names that a field is often given (`x-also`)."""
    extra = info.json_schema_extra
    return cast("list[str]", extra.get("x-also") or []) if isinstance(extra, dict) else []


def example_of(record: Any, key: str) -> str:
    info = fields_of(record).get(key)
    return str(info.examples[0]) if info is not None and info.examples else "…"


@lru_cache(maxsize=20)
def records_below(record: Any, path: str = "") -> list[tuple[str, type[Record]]]:
    """The records below a record, each with the keys that lead to it."""
    found: list[tuple[str, type[Record]]] = []
    for name, info in fields_of(record).items():
        for inner in records_in(info.annotation):
            found += [(f"{path}{name}", inner), *records_below(inner, f"{path}{name}.")]
    return found


@lru_cache(maxsize=20)
def lists_in(record: Any) -> list[tuple[str, type[Record]]]:
    """The lists of records below a record, each with the keys that lead to it."""
    found = []
    for path, inner in records_below(record):
        holder, infos = record, []
        for name in path.split("."):
            infos.append(fields_of(holder)[name])
            holder = next(iter(records_in(infos[-1].annotation)))
        if is_list(infos[-1]) and not any(get_origin(type_of(info)) is dict for info in infos):
            found.append((path, inner))
    return found


def fields_at(record: type[Record], names: Iterable[str]) -> list[str]:
    """The keys that may follow the path `names` (without indexes) below `record`; empty where a value ends."""
    records: list[type[Record]] = [record]
    for name in names:
        records = [inner for at in records for field, info in at.model_fields.items() if field == name for inner in records_in(info.annotation)]
    return [key for at in records for key in keys_of(at)]


def records_in(annotation: Any) -> list[type[Record]]:
    """The record types inside an annotation such as `tuple[Skill, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for inner in get_args(annotation) for record in records_in(inner)]
