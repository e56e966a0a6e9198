"""What others need to declare and read records: the kinds of values, the short forms, reading, the JSON Schema.

In: models, located values. Out: records, diagnostics, a JSON Schema. Must not know a field by name.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from resumekit.reader import SchemaT, read_record
from resumekit.records import OneOrMany, Record, ShortFor, fields_at, fields_of, records_below, records_in
from resumekit.values import Amount, Color, Count, Date, Email, EndDate, FileName, Flag, Link, OneOf, Pages, Priority, Tag, Words, suggestion

__all__ = [
    "Amount", "Color", "Count", "Date", "Email", "EndDate", "FileName", "Flag", "Link", "OneOf", "OneOrMany", "Pages", "Priority", "Record", "SchemaT", "ShortFor", "Tag",
    "Words", "fields_at", "json_schema", "read_record", "records_in", "suggestion",
]  # fmt: skip


class _Generator(GenerateJsonSchema):
    """pydantic's JSON Schema without the noise of generated titles and defaults."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schema(model: type[Record], *, title: str, identifier: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record, for completion and hover texts in editors."""
    made = model.model_json_schema(schema_generator=_Generator, mode="validation")
    made.pop("title", None)
    records = {record.__name__: record for record in (model, *(record for _, record in records_below(model)))}
    for name, definition in [(model.__name__, made), *made.get("$defs", {}).items()]:
        definition.pop("title", None)
        fields = fields_of(records.get(name))
        for key, field in definition.get("properties", {}).items():
            field.pop("x-also", None)
            if key in fields:
                field.setdefault("description", fields[key].description)
                if not fields[key].is_required():
                    definition["properties"][key] = _or_nothing(field)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier, "title": title, **made}


def _or_nothing(field: dict[str, Any]) -> dict[str, Any]:
    """A field that may also be given no value: a key with nothing behind it is as good as none."""
    shape = {key: value for key, value in field.items() if key not in ("description", "examples")}
    kinds = shape.get("anyOf", [shape])
    rest: dict[str, Any] = {key: field[key] for key in ("description", "examples") if key in field}
    return {"anyOf": kinds if {"type": "null"} in kinds else [*kinds, {"type": "null"}], **rest}
