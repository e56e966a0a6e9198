"""Located values to records, with every problem at its place.

In: a tree of located values, a model. Out: the model's instance and diagnostics; keys that were misspelt are renamed in the
tree, so that paths lead to what they hold. Must not know a field by name.

pydantic's errors carry the raw input, and located values know where they stand, so no path is looked up twice. After an
error the smallest part that may be absent is dropped and the rest is read again, so a record results nearly always.
"""

import re
from collections import Counter
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, Place, error
from resumekit.located import Items, Located, Mapping, Text, join, located, mapping_of, set_paths
from resumekit.records import (
    Record,
    accepts_text,
    as_text,
    example_of,
    fields_of,
    has_short_form,
    in_quotes,
    is_list,
    keys_of,
    lists_in,
    named,
    nearest,
    records_in,
    shortened,
    type_of,
)  # fmt: skip
from resumekit.values import plain_name, quoted

_MAX_STRANGE_KEYS = 50
SchemaT = TypeVar("SchemaT", bound=Record)
MAX_PROBLEMS = 200
MAX_ROUNDS = 60
_TIGHT = re.compile(r"([A-Za-z_][A-Za-z_ -]{0,40}):(\S.*)\Z")
Address = tuple[str | int, ...]
"""The keys and indexes that lead from the root to a value."""


def read_record(model: type[SchemaT], root: Mapping, *, complete: bool = True) -> tuple[SchemaT | None, list[Diagnostic]]:
    """Read `root` as `model`: the record, or None if too much is wrong, and all problems.

    `complete`: whether the text could be read whole; where it could not, what seems missing may be in the lost part.
    """
    reader = _Reader(root, complete)
    record = reader.read(model)
    return cast("SchemaT | None", record), reader.problems


class _Reader:
    """Validates a tree again and again, each time without what was found to be wrong."""

    def __init__(self, root: Mapping, complete: bool) -> None:
        self.tree = root
        self.complete = complete
        self.problems: list[Diagnostic] = []
        self.reported: set[tuple[str, str]] = set()
        self.dropped: set[str] = set()
        self.more = 0

    def read(self, model: type[Record]) -> Record | None:
        """The record, or None; problems gather in `problems`."""
        record: Record | None = None
        copied = False
        for _ in range(MAX_ROUNDS):
            try:
                record = model.model_validate(self.tree)
                break
            except ValidationError as failure:
                found = failure.errors(include_url=False)
            unknown = [tuple(item["loc"]) for item in found if item["type"] == "extra_forbidden"]
            if unknown:  # a misspelt key, once named, is read as the key it is meant to be; what it holds comes after
                self._unknown_all(unknown)
                continue
            if not copied:
                self.tree, copied = cast("Mapping", _copy(self.tree)), True
            if not self._handle_all(found):
                break
        self._unknown_empty(self.tree)
        if self.more:
            place = self.problems[-1].place
            self.problems.append(error("too-many-problems", f"and {self.more} more problems after these", place=place, hint="mend these first, and validate again"))
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
            self._drop(step)
        return True

    def _report(self, problem: Diagnostic, mark: str = "") -> None:
        key = (problem.code, mark or f"{problem.path}@{problem.place.line if problem.place else 0}")
        if key in self.reported:
            return
        self.reported.add(key)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)
        else:
            self.more += 1

    # The tree -----------------------------------------------------------------------------------------------------------

    def _address(self, loc: tuple[Any, ...]) -> Address:
        """The longest beginning of pydantic's `loc` that leads to something: short forms add steps of their own."""
        at: Any = self.tree
        found: list[Any] = []
        for part in loc:
            if (isinstance(at, Mapping) and part in at) or (isinstance(at, Items) and isinstance(part, int) and part < len(at)):
                at = at[part]
                found.append(part)
            else:
                break
        return tuple(found)

    def _at(self, address: Address) -> Any:
        at: Any = self.tree
        for part in address:
            at = at[part]
        return at

    def _mapping_at(self, loc: tuple[Any, ...]) -> Mapping:
        at = self._at(self._address(loc))
        return at if isinstance(at, Mapping) else self.tree

    def _drop(self, address: Address) -> None:
        if self._address(address) == address:
            holder = self._at(address[:-1])
            self.dropped.add(join(holder.path, str(address[-1])) if isinstance(holder, Mapping) else holder[address[-1]].path)
            del holder[address[-1]]

    def _field_at(self, address: Address) -> FieldInfo | None:
        """The field that the value at an address is read for; that of the list, for its items."""
        while address and isinstance(address[-1], int):
            address = address[:-1]
        holder = self._at(address[:-1]) if address else None
        return fields_of(holder.record).get(str(address[-1])) if isinstance(holder, Mapping) else None

    # Unknown keys -------------------------------------------------------------------------------------------------------

    def _unknown_all(self, locs: list[tuple[Any, ...]]) -> None:
        strangers: dict[int, tuple[Items, Mapping]] = {}
        counts = Counter(loc[:-1] for loc in locs)
        locs = self._not_too_many(locs, counts)
        for loc in locs:
            holder = self._mapping_at(loc[:-1])
            if id(holder) in strangers or loc[-1] not in holder:
                continue
            items = self._at(self._address(loc[:-1])[:-1]) if len(loc) > 1 else None
            if isinstance(items, Items) and self._is_stranger(holder, items):
                strangers[id(holder)] = (items, holder)
            elif counts[loc[:-1]] > 2 and self._are_strangers(holder, [str(other[-1]) for other in locs if other[:-1] == loc[:-1]]):
                pass
            else:
                self._unknown(loc)
        for items, holder in strangers.values():
            items[:] = [item for item in items if item is not holder]

    def _not_too_many(self, locs: list[tuple[Any, ...]], counts: Counter[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The unknown keys that are told one by one; of a mapping with hundreds of them the rest are dropped at once."""
        kept = []
        seen: Counter[tuple[Any, ...]] = Counter()
        for loc in locs:
            seen[loc[:-1]] += 1
            if seen[loc[:-1]] <= _MAX_STRANGE_KEYS:
                kept.append(loc)
                continue
            value = self._mapping_at(loc[:-1]).pop(loc[-1], None)
            if seen[loc[:-1]] == _MAX_STRANGE_KEYS + 1 and value is not None:
                message = f"{counts[loc[:-1]] - _MAX_STRANGE_KEYS} more keys are not known here either"
                self._report(error("unknown-key", message, path=value.path, place=value.key or value.place, hint="check whether this file is a profile"))
        return kept

    def _is_stranger(self, holder: Mapping, items: Items) -> bool:
        """Whether an entry has just the keys of another list's entries; told once for each list."""
        given = {*holder, *holder.empty, *holder.unread}
        if all(named(holder.record, key) for key in holder):
            return False
        for name, record in lists_in(self.tree.record):
            fields = fields_of(record)
            if record is not holder.record and given <= fields.keys() and all(key in given for key, info in fields.items() if info.is_required()):
                keys = " and ".join([key for key in holder if not named(holder.record, key)][:2])
                message = f"{keys} {'are' if ' and ' in keys else 'is'} not known in {_noun(holder.path)}: it looks like an entry of {name}"
                self._report(error("unknown-key", message, path=holder.path, place=holder.place, hint=f"move it, and those like it, below {name}:"), f"{items.path} {name}")
                return True
        return False

    def _are_strangers(self, holder: Mapping, keys: list[str]) -> bool:
        """Whether several keys of a mapping are all those of one list's entries; told once, and dropped."""
        if holder is self.tree:
            return False
        for name, record in lists_in(self.tree.record):
            if record is not holder.record and set(keys) <= fields_of(record).keys():
                place = holder[keys[0]].key or holder[keys[0]].place
                message = f"{', '.join(keys[:3])}{' …' if len(keys) > 3 else ''} are not known in {_noun(holder.path)}: they look like an entry of {name}"
                self._report(error("unknown-key", message, path=join(holder.path, keys[0]), place=place, hint=f"begin the entry with a dash below {name}:"))
                for key in keys:
                    holder.pop(key, None)
                self.dropped.update(join(holder.path, key) for key in keys_of(holder.record))
                return True
        return False

    def _unknown(self, loc: tuple[Any, ...]) -> None:
        """Report a key that is not known where it stands; rename it, move it or drop it, so that reading goes on."""
        key = str(loc[-1])
        holder = self._mapping_at(loc[:-1])
        if key not in holder or self._belongs_to_empty(holder, key) or self._belongs_to_last(holder, key):
            return
        value = holder.pop(key)
        place = value.key or value.place
        keys = keys_of(holder.record)
        where = f" in {_noun(holder.path)}" if holder.path else ""
        message = f"{key} is not a known key{where}"
        meant = named(holder.record, key)
        elsewhere = None if meant else self._elsewhere(holder, key)
        meant = meant or (None if elsewhere else nearest(holder.record, key))
        taken = meant is not None and (meant in holder or meant in holder.unread)
        if meant and any(ord(char) > 127 for char in key) and plain_name(key) == meant:
            message, hint = f"the key {key} holds an invisible character", f"type it again: {meant}"
        elif meant:
            hint = f"did you mean {meant}?" + (f" {meant} is given already" if taken else "")
        elif elsewhere:
            hint = elsewhere[0]
        else:
            hint = "known here: " + ", ".join(keys)
        self._report(error("unknown-key", message, path=join(holder.path, key), place=place, hint=hint))
        target, name = (holder, meant) if meant and not taken else (elsewhere[1], key) if elsewhere else (None, None)
        if target is not None and name is not None and name not in target and name not in target.unread:
            target.empty.pop(name, None)
            target[name] = value
            value.path = join(target.path, name)
            set_paths(value)

    def _elsewhere(self, holder: Mapping, key: str) -> tuple[str, Mapping | None] | None:
        """A hint for a key that is known at another level, and the mapping to read it in, if there is one."""
        root = self.tree
        if holder is not root:
            if key not in keys_of(root.record):
                return None
            return f"{key} belongs to the top level: do not indent it", root
        for name, info in fields_of(root.record).items():
            for record in records_in(info.annotation):
                if key in keys_of(record):
                    there = root.get(name)
                    return f"{key} belongs under {name}", there if isinstance(there, Mapping) and get_origin(info.annotation) is not dict else None
        return None

    def _belongs_to_empty(self, holder: Mapping, key: str) -> bool:
        """Whether a key, with those after it, was meant to stand below a key of its mapping that holds nothing."""
        first = holder[key]
        at = first.key or first.place
        for name, place in holder.empty.items():
            info = fields_of(holder.record).get(name)
            records = records_in(info.annotation) if info else []
            if not records or get_origin(type_of(info)) is dict or (place.file, place.line) >= (at.file, at.line) or place.file != at.file or not named(records[0], key, exact=True):
                continue
            several = is_list(info)
            hint = f"indent it by {place.column + 1} spaces" + (", and begin it with a dash" if several else "") + ", and the keys after it too"
            message = f"{key} stands beside {name}, but belongs below it"
            self._report(error("bad-indentation", message, path=join(holder.path, key), place=at, hint=hint))
            inner = mapping_of({}, first.key or first.place)
            for other in list(holder):
                if other not in keys_of(holder.record) and named(records[0], other, exact=True):
                    inner[other] = holder.pop(other)
            made: Items | Mapping = inner
            if several:
                made = Items([inner])
                made.place = inner.place
            made.key, made.path = place, join(holder.path, name)
            holder[name] = made
            set_paths(made)
            del holder.empty[name]
            return True
        return False

    def _belongs_to_last(self, holder: Mapping, key: str) -> bool:
        """Whether a key at the margin was meant for the mapping, or the last entry of the list, that stands above it."""
        at = holder[key].key or holder[key].place
        above = [(value.key.line, name) for name, value in holder.items() if name in keys_of(holder.record) and isinstance(value, (Items, Mapping)) and value.key and value.key.file == at.file]
        name = max((pair for pair in above if pair[0] < at.line), default=(0, ""))[1]
        if (
            holder is not self.tree
            or not name
            or any(other.key and holder[name].key.line < other.key.line < at.line for other in holder.values() if isinstance(other, Text) and other.path in keys_of(holder.record))
        ):
            return False
        inner = holder[name]
        target = inner[-1] if isinstance(inner, Items) and inner else inner
        records = records_in(fields_of(holder.record)[name].annotation)
        if (
            not isinstance(target, Mapping)
            or get_origin(type_of(fields_of(holder.record)[name])) is dict
            or not records
            or key not in keys_of(records[0])
            or key in target
            or target.place.line >= at.line
        ):
            return False
        if target.place.source.lstrip()[:1] == "{" or target.place.column < 2 or target.place.source[target.place.column - 1 : target.place.column] == "{":
            return False
        hint = f"indent it by {target.place.column - 1} spaces, and the keys after it too"
        message = f"{key} is not indented, but belongs to {_noun(target.path)} above it"
        self._report(error("bad-indentation", message, path=join(holder.path, key), place=at, hint=hint), target.path)
        value = holder.pop(key)
        target.empty.pop(key, None)
        target[key] = value
        value.path = join(target.path, key)
        set_paths(value)
        return True

    def _unknown_empty(self, tree: Mapping) -> None:
        """Keys that are not known and hold nothing: pydantic does not see them."""
        waiting: list[Any] = [tree]
        while waiting:
            at = waiting.pop()
            if isinstance(at, Items):
                waiting.extend(at)
            elif isinstance(at, Mapping):
                waiting.extend(at.values())
                for key, place in at.empty.items() if at.record and at.empty else ():
                    if key not in keys_of(at.record) and key not in self._held(at):
                        meant = named(at.record, key) or nearest(at.record, key)
                        hint = f"did you mean {meant}?" if meant else "known here: " + ", ".join(keys_of(at.record))
                        where = f" in {_noun(at.path)}" if at.path else ""
                        self._report(error("unknown-key", f"{key} is not a known key{where}", path=join(at.path, key), place=place, hint=hint))

    @staticmethod
    def _held(mapping: Mapping) -> set[str]:
        return {key for key, value in mapping.items() if not isinstance(value, (Text, Items, Mapping))}

    # Everything else ----------------------------------------------------------------------------------------------------

    def _handle(self, item: Any) -> Address | None:
        """Report one of pydantic's errors; the address of what to drop, or None where the tree has been put right here."""
        loc = tuple(item["loc"])
        if item["type"] == "missing":
            return self._missing(loc)
        address = self._address(loc)
        raw = item["input"]
        value: Located = raw if isinstance(raw, (Text, Items, Mapping)) else self._at(address)
        if not (isinstance(value, Text) and value.broken) and not self._is_stray_item(address, value):
            self._report(self._bad_value(item, value, address))
        return address

    def _merges_dashes(self, loc: tuple[Any, ...]) -> bool:
        """Whether an entry lacks keys because every key of it has a dash of its own; it is made one entry then."""
        address = self._address(loc[:-1])
        items = self._at(address[:-1]) if address and isinstance(address[-1], int) else None
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
        self._report(error("syntax", message, path=second.path, place=at, hint=f"write a space in place of the dash before {key}, and before the keys after it"))
        items[:] = whole
        set_paths(items)
        return True

    def _missing(self, loc: tuple[Any, ...]) -> Address | None:
        key = str(loc[-1])
        holder = self._mapping_at(loc[:-1])
        path = join(holder.path, key)
        if not (path in self.dropped or key in holder.unread or not self.complete or any(named(holder.record, empty) == key for empty in holder.empty if empty != key)):
            hint = f"add  {key}: {example_of(holder.record, key)}"
            if key in holder.empty:
                self._report(error("missing-key", f"{key} is given no value", path=path, place=holder.empty[key], hint=f"write {key}: {example_of(holder.record, key)}"))
            else:
                message = f"{_noun(holder.path)} has no {key}" if holder.path else f"{key} is missing"
                self._report(error("missing-key", message, path=path, place=holder.key or holder.place, hint=hint))
        info = fields_of(holder.record).get(key)
        records = records_in(info.annotation) if info else []
        self.dropped.update((path, *(join(path, name) for record in records for name, inner in record.model_fields.items() if inner.is_required())))
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
        items = self._at(address[:-1])
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
        self._report(error("bad-indentation", f"this list item stands outside {name}, whose list it belongs to", path=value.path, place=at, hint=hint), before.path)
        return True

    def _bad_value(self, item: Any, value: Located, address: Address) -> Diagnostic:
        kind = item["type"]
        context = item.get("ctx") or {}
        place, path, noun = value.place, value.path, _noun(value.path)
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
                f"{noun} is {_shape(value)}, but needs a single value",
                path=path,
                place=place,
                hint="write one text, without dashes or brackets" if isinstance(value, Items) else "write one value after the colon",
            )
        if "hint" in context:
            message = item["msg"]
            if message.startswith(("is ", "has ")):
                message = f"{noun} {message}"
            return error(kind, message, path=path, place=place, hint=context["hint"])
        return error("bad-value", f"{noun} cannot be used", path=path, place=place, hint="see resumekit schema for what may stand here")

    def _no_mapping(self, value: Located, address: Address) -> Diagnostic:
        hint = "indent its keys below it, each as  key: value"
        if isinstance(value, Text):
            tight = _TIGHT.match(value)
            if tight and not value.startswith(("http:", "https:", "mailto:")):
                return error("missing-space", f"a space is missing after {tight[1]}:", path=value.path, place=value.place, hint=f"write {tight[1]}: {tight[2][:40]}")
            info = self._field_at(address)
            records = records_in(info.annotation) if info else []
            needed = [key for record in records for key, inner in record.model_fields.items() if inner.is_required()]
            if needed:
                dash = "- " if address and isinstance(address[-1], int) else ""
                key = next((key for key in needed if accepts_text(records[0].model_fields[key])), needed[0])
                hint = f"write {dash}{key}: {shortened(value)}" + ("" if dash else "  on a line of its own, indented")
        elif isinstance(value, Items):
            nested = bool(address) and isinstance(address[-1], int)
            hint = "a list stands in a list: remove one of the two dashes or brackets" if nested else "write its keys without dashes, each as  key: value"
        return error("wrong-shape", f"{_noun(value.path)} is {_shape(value)}, but needs keys of its own", path=value.path, place=value.place, hint=hint)

    def _no_list(self, value: Located, address: Address) -> Diagnostic:
        info = self._field_at(address)
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
        return error("wrong-shape", f"{_noun(value.path)} is {_shape(value)}, but needs a list", path=value.path, place=value.place, hint=hint)


def _copy(value: Located) -> Located:
    """The tree again, so that dropping parts leaves the document whole. Depth is limited by the document."""
    if isinstance(value, Mapping):
        mapping = mapping_of({key: _copy(item) for key, item in value.items()}, value.place)
        mapping.unread, mapping.empty, mapping.record = value.unread, dict(value.empty), value.record
        made: Items | Mapping = mapping
    elif isinstance(value, Items):
        made = Items(_copy(item) for item in value)
    else:
        return value
    made.place, made.key, made.path = value.place, value.key, value.path
    return made


# Words -------------------------------------------------------------------------------------------------------------------


def _noun(path: str) -> str:
    return path or "the file"


def _shape(value: Located) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, Items) else f"the text {quoted(value)}"
