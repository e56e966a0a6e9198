"""Located values to records, with every problem at its place.

In: a tree of located values, a model. Out: the model's instance and diagnostics; keys that were misspelt are renamed in the
tree, so that paths lead to what they hold. Must not know a field by name. What keys that are not known were
meant to be, `strangers` says.

pydantic's errors carry the raw input, and located values know where they stand, so no path is looked up twice. After an
error the smallest part that may be absent is dropped and the rest is read again, so a record results nearly always.
"""

import re
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, Place, error
from resumekit.lines import scalar
from resumekit.located import Items, Located, Mapping, Text, join, located, set_paths
from resumekit.reader.strangers import Strangers
from resumekit.reader.tree import MAX_PROBLEMS, Address, Tree, noun
from resumekit.records import Record, accepts_text, as_text, example_of, fields_of, has_short_form, in_quotes, is_list, named, records_in, shortened
from resumekit.values import quoted

SchemaT = TypeVar("SchemaT", bound=Record)
MAX_ROUNDS = 60
_TIGHT = re.compile(r"([A-Za-z_][A-Za-z_ -]{0,40}):(\S.*)\Z")


def read_record(model: type[SchemaT], root: Mapping, *, complete: bool = True) -> tuple[SchemaT | None, list[Diagnostic]]:
    """Read `root` as `model`: the record, or None if too much is wrong, and all problems.

    `complete`: whether the text could be read whole; where it could not, what seems missing may be in the lost part.
    """
    reader = _Reader(root, complete)
    record = reader.read(model)
    return cast("SchemaT | None", record), reader.tree.problems


class _Reader:
    """Validates a tree again and again, each time without what was found to be wrong."""

    def __init__(self, root: Mapping, complete: bool) -> None:
        self.tree = Tree(root)
        self.strangers = Strangers(self.tree)
        self.complete = complete

    def read(self, model: type[Record]) -> Record | None:
        """The record, or None; problems gather in the tree."""
        record: Record | None = None
        for _ in range(MAX_ROUNDS):
            try:
                record = model.model_validate(self.tree.root)
                break
            except ValidationError as failure:
                found = failure.errors(include_url=False)
            unknown = [tuple(item["loc"]) for item in found if item["type"] == "extra_forbidden"]
            if unknown:  # a misspelt key, once named, is read as the key it is meant to be; what it holds comes after
                self.strangers.settle(unknown)
                continue
            self.tree.own()
            if not self._handle_all(found):
                break
        self.strangers.report_empty()
        if self.tree.more:
            place = self.tree.problems[-1].place
            self.tree.problems.append(error("too-many-problems", f"and {self.tree.more} more problems after these", place=place, hint="mend these first, and validate again"))
        return record

    def _handle_all(self, found: list[Any]) -> bool:
        """Report what one validation found, and drop or mend it; False where nothing is left to read."""
        if any(self._merges_dashes(tuple(item["loc"])) for item in found if item["type"] == "missing"):
            return True
        steps = {step for item in found if (step := self._handle(item)) is not None}
        # Later items of a list go first, so that the addresses of the others stay right.
        for step in sorted(steps, key=lambda step: tuple(f"{part:09d}" if isinstance(part, int) else part for part in step), reverse=True):
            if not step:
                return False
            self.tree.drop(step)
        return True

    def _handle(self, item: Any) -> Address | None:
        """Report one of pydantic's errors; the address of what to drop, or None where the tree has been put right here."""
        loc = tuple(item["loc"])
        if item["type"] == "missing":
            return self._missing(loc)
        address = self.tree.address(loc)
        raw = item["input"]
        value: Located = raw if isinstance(raw, (Text, Items, Mapping)) else self.tree.at(address)
        if not (isinstance(value, Text) and value.broken) and not self._is_stray_item(address, value):
            self.tree.report(self._bad_value(item, value, address))
        return address

    def _merges_dashes(self, loc: tuple[Any, ...]) -> bool:
        """Whether an entry lacks keys because every key of it has a dash of its own; it is made one entry then."""
        address = self.tree.address(loc[:-1])
        items = self.tree.at(address[:-1]) if address and isinstance(address[-1], int) else None
        if not isinstance(items, Items) or len(items) < 2 or not all(isinstance(item, Mapping) and len(item) == 1 for item in items):
            return False
        if len({key for item in items for key in item}) < 2:
            return False
        whole: list[Mapping] = []
        for item in items:
            ((key, value),) = item.items()
            if not whole or key in whole[-1]:
                whole.append(item)
            else:
                whole[-1][key] = value
        second = items[1]
        key = next(iter(second))
        place = second.place
        dash = place.source.rfind("-", 0, place.column - 1) + 1 or place.column
        at = Place(file=place.file, line=place.line, column=dash, source=place.source)
        message = "each dash begins a new entry, yet every key here has one"
        self.tree.report(error("syntax", message, path=second.path, place=at, hint=f"write a space in place of the dash before {key}, and before the keys after it"))
        items[:] = whole
        set_paths(items)
        return True

    def _missing(self, loc: tuple[Any, ...]) -> Address | None:
        key = str(loc[-1])
        holder = self.tree.mapping_at(loc[:-1])
        path = join(holder.path, key)
        if not (path in self.tree.dropped or key in holder.unread or not self.complete or any(named(holder.record, empty) == key for empty in holder.empty if empty != key)):
            hint = f"add  {key}: {example_of(holder.record, key)}"
            if key in holder.empty:
                self.tree.report(error("missing-key", f"{key} is given no value", path=path, place=holder.empty[key], hint=f"write {key}: {example_of(holder.record, key)}"))
            else:
                message = f"{noun(holder.path)} has no {key}" if holder.path else f"{key} is missing"
                self.tree.report(error("missing-key", message, path=path, place=holder.key or holder.place, hint=hint))
        info = fields_of(holder.record).get(key)
        records = records_in(info.annotation) if info else []
        self.tree.dropped.update((path, *(join(path, name) for record in records for name, inner in record.model_fields.items() if inner.is_required())))
        # Something stands in for what is missing, so that the rest can be read and checked.
        if info is not None and PartialDate in (info.annotation, *get_args(info.annotation)):
            holder[key] = PartialDate(1900)
        else:
            stand_in: Any = ([] if info is not None and is_list(info) else {}) if records else example_of(holder.record, key)
            holder[key] = located(stand_in, holder.place, path=path)
        return None

    def _is_stray_item(self, address: Address, value: Located) -> bool:
        """Whether a text in a list of records was meant for the list, empty so far, that the record before ends with."""
        if not address or not isinstance(address[-1], int) or not isinstance(value, Text):
            return False
        items = self.tree.at(address[:-1])
        before = next((item for item in reversed(items[: address[-1]]) if not isinstance(item, Text)), None)
        if not isinstance(before, Mapping) or not before.empty:
            return False
        name, place = max(before.empty.items(), key=lambda pair: pair[1].line)
        info = fields_of(before.record).get(name)
        last = max((item.place.line for item in before.values() if isinstance(item, (Text, Items, Mapping))), default=0)
        if info is None or not is_list(info) or last > place.line or place.file != value.place.file:
            return False
        dash = value.place.source.rfind("-", 0, value.place.column - 1) + 1 or value.place.column
        at = Place(file=place.file, line=value.place.line, column=dash, source=value.place.source)
        hint = f"indent it by {place.column + 1} spaces, and the items after it too"
        self.tree.report(error("bad-indentation", f"this list item stands outside {name}, whose list it belongs to", path=value.path, place=at, hint=hint), before.path)
        return True

    def _bad_value(self, item: Any, value: Located, address: Address) -> Diagnostic:
        kind = item["type"]
        context = item.get("ctx") or {}
        place, path, subject = value.place, value.path, noun(value.path)
        if kind in ("model_type", "dict_type", "model_attributes_type"):
            return self._no_mapping(value, address)
        if kind in ("tuple_type", "list_type"):
            return self._no_list(value, address)
        if kind == "string_type":
            if isinstance(value, Mapping) and len(value) + len(value.empty) == 1 and (pair := as_text(value)) and (" " in pair[0] or pair[0][:1].isupper()):
                hint = "put the whole text in quotes: " + in_quotes(pair[1])
                return error("unquoted-text", f"the colon makes {quoted(pair[0])} a key", path=path, place=place, hint=hint)
            return error(
                "wrong-shape",
                f"{subject} is {_shape(value)}, but needs a single value",
                path=path,
                place=place,
                hint="write one text, without dashes or brackets" if isinstance(value, Items) else "write one value after the colon",
            )
        if "hint" in context:
            message = item["msg"]
            if message.startswith(("is ", "has ")):
                message = f"{subject} {message}"
            return error(kind, message, path=path, place=place, hint=context["hint"])
        return error("bad-value", f"{subject} cannot be used", path=path, place=place, hint="see resumekit schema for what may stand here")

    def _no_mapping(self, value: Located, address: Address) -> Diagnostic:
        hint = "indent its keys below it, each as  key: value"
        if isinstance(value, Text):
            tight = _TIGHT.match(value)
            if tight and not value.startswith(("http:", "https:", "mailto:")):
                return error("missing-space", f"a space is missing after {tight[1]}:", path=value.path, place=value.place, hint=f"write {tight[1]}: {tight[2][:40]}")
            info = self.tree.field_at(address)
            records = records_in(info.annotation) if info else []
            needed = [key for record in records for key, inner in record.model_fields.items() if inner.is_required()]
            if needed:
                dash = "- " if address and isinstance(address[-1], int) else ""
                key = next((key for key in needed if accepts_text(records[0].model_fields[key])), needed[0])
                hint = f"write {dash}{key}: {shortened(value)}" + ("" if dash else "  on a line of its own, indented")
            elif key := next((key for record in records for key, inner in record.model_fields.items() if accepts_text(inner)), ""):
                whole = f"{{{key}: {scalar(shortened(value))}}}"
                hint = f"write - {whole}" if address and isinstance(address[-1], int) else f"write {address[-1] if address else ''}: {whole}"
        elif isinstance(value, Items):
            nested = bool(address) and isinstance(address[-1], int)
            hint = "a list stands in a list: remove one of the two dashes or brackets" if nested else "write its keys without dashes, each as  key: value"
        return error("wrong-shape", f"{noun(value.path)} is {_shape(value)}, but needs keys of its own", path=value.path, place=value.place, hint=hint)

    def _no_list(self, value: Located, address: Address) -> Diagnostic:
        info = self.tree.field_at(address)
        records = records_in(info.annotation) if info else []
        first = next((key for record in records for key, inner in record.model_fields.items() if inner.is_required()), None)
        hint = f"begin each entry with a dash, as in  - {first or 'text'}: …" if first else "begin each item with a dash: - …"
        if isinstance(value, Text):
            if re.match(r"-[^\s-]", value):
                return error("missing-space", "a space is missing after the dash", path=value.path, place=value.place, hint=f"write - {shortened(value[1:].split(' -')[0])}")
            if not records or has_short_form(info):
                hint = f"write [{shortened(value)}]" if "," in value else f"write - {shortened(value)}  on the next line"
        elif isinstance(value, Mapping) and not value and not value.empty:
            hint = "write [] for none"
        return error("wrong-shape", f"{noun(value.path)} is {_shape(value)}, but needs a list", path=value.path, place=value.place, hint=hint)


def _shape(value: Located) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Items) else f"the text {quoted(value)}"


__all__ = ["MAX_PROBLEMS", "SchemaT", "read_record"]
