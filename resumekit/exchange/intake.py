"""Taking from a mapping of another format, key by key, so that at the end what was not taken is known and kept.

In: plain values (texts, numbers, lists, mappings), a `Draft`, a function that says where a path stands. Out: texts, lists,
dates. What is of the wrong type is told with its place; `rest` keeps what nobody asked for. Must not know a format.
"""

from collections.abc import Callable, Mapping
from typing import Any

from resumekit.diagnostics import Place
from resumekit.exchange.draft import MAX_TEXT, Draft, Tree, cleaned, date_of, lines_of, note
from resumekit.located import join

Locate = Callable[[str], Place | None]
_KINDS = ((bool, "true or false"), (str, "a text"), ((int, float), "a number"), (list, "a list"), (dict, "a mapping"))


def kind_of(value: Any) -> str:
    """What a value is, in words."""
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "null")


class Intake:
    """One mapping that is being taken apart. `title`: what it is called where something of it is kept."""

    def __init__(self, draft: Draft, value: Mapping[str, Any], *, path: str = "", locate: Locate = lambda _: None, title: str = "", numbers: bool = False) -> None:
        self.draft, self.path, self._find, self.title, self.numbers = draft, path, locate, title, numbers
        self.left = dict(value)

    def locate(self, path: str) -> Place | None:
        """Where a path stands; None where nothing more is told, as looking takes time."""
        return None if self.draft.is_full else self._find(path)

    def _wrong(self, path: str, value: Any, wanted: str) -> None:
        self.draft.error("import-wrong-type", f"{path or 'the file'} is {kind_of(value)}, not {wanted}", path=path, place=self.locate(path), hint=f"write {wanted} there, or remove it")

    def _none(self, path: str) -> None:
        self.draft.warn("import-changed", f"{path} is null", path=path, place=self.locate(path), hint="it was left out, as if it were not there")

    def take(self, key: str) -> Any:
        """A value as it is; None where there is none. A null is told."""
        if key not in self.left:
            return None
        value = self.left.pop(key)
        if value is None:
            self._none(join(self.path, key))
        return value

    def raw(self, key: str) -> str:
        """A text with its line breaks; empty where there is none."""
        value = self.take(key)
        path = join(self.path, key)
        return self._as_text(value, path)

    def _as_text(self, value: Any, path: str) -> str:
        if value is None:
            return ""
        if self.numbers and isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            self._wrong(path, value, "a text")
            return ""
        if len(value) > MAX_TEXT:
            self.draft.error("too-large", f"{path} is a text of {len(value):,} characters, more than {MAX_TEXT:,}", path=path, place=self.locate(path), hint="shorten it; a resume needs a few lines")
            return ""
        return value

    def text(self, key: str, *others: str) -> str:
        """A text on one line, of the first of some keys that has one."""
        return next((found for name in (key, *others) if name in self.left and (found := cleaned(self.raw(name)))), "")

    def texts(self, key: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        value = self.take(key)
        path = join(self.path, key)
        if value is None:
            return []
        if isinstance(value, str):
            return lines_of(self._as_text(value, path))
        if not isinstance(value, list):
            self._wrong(path, value, "a list")
            return []
        found = []
        for index, item in enumerate(value):
            at = f"{path}[{index}]"
            if item is None:
                self._none(at)
            elif isinstance(item, dict) and self.numbers:  # YAML reads "Led: a team" as a mapping
                found += [cleaned(f"{name}: {inner}") for name, inner in item.items() if isinstance(inner, str)]
            elif text := cleaned(self._as_text(item, at)):
                found.append(text)
        return found

    def entries(self, key: str) -> "list[Intake]":
        """A list of mappings."""
        value = self.take(key)
        path = join(self.path, key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong(path, value, "a list")
            return []
        found = []
        for index, item in enumerate(value):
            at = f"{path}[{index}]"
            if isinstance(item, dict):
                found.append(self._below(item, at, f"{self.title or key}"))
            elif item is None:
                self._none(at)
            else:
                self._wrong(at, item, "a mapping")
        return found

    def entry(self, key: str) -> "Intake":
        """A mapping; an empty one where there is none."""
        value = self.take(key)
        path = join(self.path, key)
        if value is not None and not isinstance(value, dict):
            self._wrong(path, value, "a mapping")
        return self._below(value if isinstance(value, dict) else {}, path, self.title or key)

    def _below(self, value: Mapping[str, Any], path: str, title: str) -> "Intake":
        return Intake(self.draft, value, path=path, locate=self._find, title=title, numbers=self.numbers)

    def date(self, entry: Tree, key: str, *names: str, end: bool = False) -> None:
        """Set a date of an entry; one that cannot be read is kept as it was typed."""
        for name in names:
            if name not in self.left:
                continue
            typed = self.text(name)
            made = date_of(typed, end=end) if typed else ""
            if made:
                entry[key] = made
                if made != typed and not (end and made == "present"):
                    note(entry, key, f'the file says "{typed}"')
                return
            if typed:
                self.draft.keep(f"{self.title}, {name}", typed, path=join(self.path, name), place=self.locate(join(self.path, name)))

    def rest(self) -> None:
        """Keep what was not taken."""
        for key, value in list(self.left.items()):
            path = join(self.path, key)
            del self.left[key]
            waiting = [(path, key, value)]
            while waiting:
                at, name, item = waiting.pop(0)
                if isinstance(item, dict):
                    waiting[:0] = [(join(at, inner), f"{name} {inner}", one) for inner, one in item.items()]
                elif isinstance(item, list) and any(isinstance(one, (dict, list)) for one in item):
                    waiting[:0] = [(f"{at}[{index}]", name, one) for index, one in enumerate(item)]
                elif isinstance(item, list):
                    self._keep(at, name, ", ".join(cleaned(str(one)) for one in item if one is not None))
                elif item is not None:
                    self._keep(at, name, str(item).lower() if isinstance(item, bool) else cleaned(str(item)))

    def _keep(self, path: str, name: str, text: str) -> None:
        about = cleaned(f"{self.title}, {name}" if self.title else name)
        for at in range(0, len(text), MAX_TEXT):
            self.draft.keep(about[:200] or "?", text[at : at + MAX_TEXT], path=path, place=self.locate(path))


__all__ = ["Intake", "Locate", "kind_of"]
