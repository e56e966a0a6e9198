"""Keys that are not known where they stand: misspelt, misplaced, or not indented; each is read as what was meant.

In: a tree, and the addresses of keys that a record does not have. Out: problems told to the tree, and the tree put right. Must
not know a field by name.
"""

from collections import Counter
from typing import Any, get_origin

from resumekit.diagnostics import error
from resumekit.located import Items, Mapping, Text, join, mapping_of, set_paths
from resumekit.reader.tree import Tree, noun
from resumekit.records import fields_of, is_list, keys_of, lists_in, named, nearest, records_in, type_of
from resumekit.values import plain_name

_MAX_STRANGE_KEYS = 50


class Strangers:
    """Looks after the keys of one tree that are not known."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def settle(self, locs: list[tuple[Any, ...]]) -> None:
        """Report the keys at these addresses; rename, move or drop each."""
        strangers: dict[int, tuple[Items, Mapping]] = {}
        counts = Counter(loc[:-1] for loc in locs)
        locs = self._not_too_many(locs, counts)
        for loc in locs:
            holder = self.tree.mapping_at(loc[:-1])
            if id(holder) in strangers or loc[-1] not in holder:
                continue
            items = self.tree.at(self.tree.address(loc[:-1])[:-1]) if len(loc) > 1 else None
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
            value = self.tree.mapping_at(loc[:-1]).pop(loc[-1], None)
            if seen[loc[:-1]] == _MAX_STRANGE_KEYS + 1 and value is not None:
                message = f"{counts[loc[:-1]] - _MAX_STRANGE_KEYS} more keys are not known here either"
                self.tree.report(error("unknown-key", message, path=value.path, place=value.key or value.place, hint="check whether this file is a profile"))
        return kept

    def _is_stranger(self, holder: Mapping, items: Items) -> bool:
        """Whether an entry has just the keys of another list's entries; told once for each list."""
        given = {*holder, *holder.empty, *holder.unread}
        if all(named(holder.record, key) for key in holder):
            return False
        for name, record in lists_in(self.tree.root.record):
            fields = fields_of(record)
            if record is not holder.record and given <= fields.keys() and all(key in given for key, info in fields.items() if info.is_required()):
                keys = " and ".join([key for key in holder if not named(holder.record, key)][:2])
                message = f"{keys} {'are' if ' and ' in keys else 'is'} not known in {noun(holder.path)}: it looks like an entry of {name}"
                self.tree.report(error("unknown-key", message, path=holder.path, place=holder.place, hint=f"move it, and those like it, below {name}:"), f"{items.path} {name}")
                return True
        return False

    def _are_strangers(self, holder: Mapping, keys: list[str]) -> bool:
        """Whether several keys of a mapping are all those of one list's entries; told once, and dropped."""
        if holder is self.tree.root:
            return False
        for name, record in lists_in(self.tree.root.record):
            if record is not holder.record and set(keys) <= fields_of(record).keys():
                place = holder[keys[0]].key or holder[keys[0]].place
                message = f"{', '.join(keys[:3])}{' …' if len(keys) > 3 else ''} are not known in {noun(holder.path)}: they look like an entry of {name}"
                self.tree.report(error("unknown-key", message, path=join(holder.path, keys[0]), place=place, hint=f"begin the entry with a dash below {name}:"))
                for key in keys:
                    holder.pop(key, None)
                self.tree.dropped.update(join(holder.path, key) for key in keys_of(holder.record))
                return True
        return False

    def _unknown(self, loc: tuple[Any, ...]) -> None:
        """Report a key that is not known where it stands; rename it, move it or drop it, so that reading goes on."""
        key = str(loc[-1])
        holder = self.tree.mapping_at(loc[:-1])
        if key not in holder or self._belongs_to_empty(holder, key) or self._belongs_to_last(holder, key):
            return
        value = holder.pop(key)
        place = value.key or value.place
        keys = keys_of(holder.record)
        where = f" in {noun(holder.path)}" if holder.path else ""
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
        self.tree.report(error("unknown-key", message, path=join(holder.path, key), place=place, hint=hint))
        target, name = (holder, meant) if meant and not taken else (elsewhere[1], key) if elsewhere else (None, None)
        if target is not None and name is not None and name not in target and name not in target.unread:
            target.empty.pop(name, None)
            target[name] = value
            value.path = join(target.path, name)
            set_paths(value)

    def _elsewhere(self, holder: Mapping, key: str) -> tuple[str, Mapping | None] | None:
        """A hint for a key that is known at another level, and the mapping to read it in, if there is one."""
        root = self.tree.root
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
            self.tree.report(error("bad-indentation", message, path=join(holder.path, key), place=at, hint=hint))
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
            holder is not self.tree.root
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
        message = f"{key} is not indented, but belongs to {noun(target.path)} above it"
        self.tree.report(error("bad-indentation", message, path=join(holder.path, key), place=at, hint=hint), target.path)
        value = holder.pop(key)
        target.empty.pop(key, None)
        target[key] = value
        value.path = join(target.path, key)
        set_paths(value)
        return True

    def report_empty(self) -> None:
        """Report keys that are not known and hold nothing: pydantic does not see them."""
        waiting: list[Any] = [self.tree.root]
        while waiting:
            at = waiting.pop()
            if isinstance(at, Items):
                waiting.extend(at)
            elif isinstance(at, Mapping):
                waiting.extend(at.values())
                for key, place in at.empty.items() if at.record and at.empty else ():
                    if key not in keys_of(at.record) and key not in _held(at):
                        meant = named(at.record, key) or nearest(at.record, key)
                        hint = f"did you mean {meant}?" if meant else "known here: " + ", ".join(keys_of(at.record))
                        where = f" in {noun(at.path)}" if at.path else ""
                        self.tree.report(error("unknown-key", f"{key} is not a known key{where}", path=join(at.path, key), place=place, hint=hint))


def _held(mapping: Mapping) -> set[str]:
    return {key for key, value in mapping.items() if not isinstance(value, (Text, Items, Mapping))}
