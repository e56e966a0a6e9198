"""A tree that is being read as a record: what stands where, what was dropped from it, and what is wrong.

In: located values. Out: values by pydantic's addresses, and problems, each told once. Must not know what a mistake means.
"""

from typing import Any, cast

from pydantic.fields import FieldInfo

from resumekit.diagnostics import Diagnostic
from resumekit.located import Items, Located, Mapping, join, mapping_of
from resumekit.records import fields_of

MAX_PROBLEMS = 200
Address = tuple[str | int, ...]
"""The keys and indexes that lead from the root to a value."""


class Tree:
    """The tree at hand, its problems so far, and the paths of what is no longer in it."""

    def __init__(self, root: Mapping) -> None:
        self.root = root
        self.problems: list[Diagnostic] = []
        self.dropped: set[str] = set()
        self.more = 0
        self._reported: set[tuple[str, str]] = set()
        self._is_own = False

    def own(self) -> None:
        """Copy the tree before parts of it go, so that the document stays whole."""
        if not self._is_own:
            self.root, self._is_own = cast("Mapping", _copy(self.root)), True

    def report(self, problem: Diagnostic, mark: str = "") -> None:
        """Tell a problem, if none with its code and `mark` (else its path and line) was told."""
        key = (problem.code, mark or f"{problem.path}@{problem.place.line if problem.place else 0}")
        if key in self._reported:
            return
        self._reported.add(key)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)
        else:
            self.more += 1

    def address(self, loc: tuple[Any, ...]) -> Address:
        """The longest beginning of pydantic's `loc` that leads to something: short forms add steps of their own."""
        at: Any = self.root
        found: list[Any] = []
        for part in loc:
            if (isinstance(at, Mapping) and part in at) or (isinstance(at, Items) and isinstance(part, int) and part < len(at)):
                at = at[part]
                found.append(part)
            else:
                break
        return tuple(found)

    def at(self, address: Address) -> Any:
        """The value at an address."""
        at: Any = self.root
        for part in address:
            at = at[part]
        return at

    def mapping_at(self, loc: tuple[Any, ...]) -> Mapping:
        """The mapping that pydantic's `loc` leads to, else the root."""
        at = self.at(self.address(loc))
        return at if isinstance(at, Mapping) else self.root

    def drop(self, address: Address) -> None:
        """Take a value out, if it is still there."""
        if self.address(address) == address:
            holder = self.at(address[:-1])
            self.dropped.add(join(holder.path, str(address[-1])) if isinstance(holder, Mapping) else holder[address[-1]].path)
            del holder[address[-1]]

    def field_at(self, address: Address) -> FieldInfo | None:
        """The field that the value at an address is read for; that of the list, for its items."""
        while address and isinstance(address[-1], int):
            address = address[:-1]
        holder = self.at(address[:-1]) if address else None
        return fields_of(holder.record).get(str(address[-1])) if isinstance(holder, Mapping) else None


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


def noun(path: str) -> str:
    """What a path leads to, as a message names it."""
    return path or "the file"
