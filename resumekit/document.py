"""YAML text to located values: every text, list and mapping knows its place and its path.

In: the bytes of one file, and of those it includes. Out: a `Document` with a tree of located values, and all problems of
the text itself. Scalars stay as typed; what they mean is for `schema`. Must not know a single key but `include`.
"""

import os
from dataclasses import dataclass, field
from typing import Any, cast

from resumekit.composer import compose
from resumekit.diagnostics import Diagnostic, Place, Severity, error
from resumekit.files import MAX_YAML_BYTES, FileProblem, inside, read_bytes
from resumekit.located import Items, Located, Mapping, Text, join, located, mapping_of, parent, set_paths, split_path, walk
from resumekit.syntax import decode

MAX_INCLUDES = 50
_STRUCTURAL = ("unknown-key", "missing-key", "wrong-shape", "duplicate-key")

__all__ = ["MAX_INCLUDES", "Document", "Items", "Located", "Mapping", "Text", "join", "located", "parent", "read_document", "set_paths", "split_path", "walk"]


@dataclass(slots=True, kw_only=True)
class Document:
    """One file and what it includes. `texts`: the name of every file that was read, and its lines.

    `has_gaps`: some lines could not be read, and what seems missing may stand in them; `guessed`: files and lines that
    were moved to where they most likely belong, so that what seems wrong there may be the guess.
    """

    file: str
    root: Mapping | None
    texts: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    data: bytes = b""
    has_gaps: bool = False
    guessed: set[tuple[str, int]] = field(default_factory=set)

    @property
    def folder(self) -> str:
        """The folder that the document's files are relative to."""
        return os.path.dirname(self.file) if self.file != "<stdin>" else ""

    def folder_of(self, place: Place | None) -> str:
        """The folder that a file named at `place` is relative to: that of the file that names it."""
        if place is None or place.file not in self.texts:
            return self.folder
        return os.path.dirname(place.file) if place.file != "<stdin>" else ""

    def find(self, path: str) -> Located | None:
        """The value at `path`, or None."""
        if self.root is None or not path:
            return self.root
        value: Any = self.root
        for part in split_path(path):
            if isinstance(part, int) and isinstance(value, Items):
                value = value[part] if part < len(value) else None
            elif isinstance(part, str) and isinstance(value, Mapping):
                value = value.get(part)
            else:
                return None
            if value is None:
                return None
        return cast("Located", value)

    def locate(self, path: str) -> Place | None:
        """Where the value at `path` stands: its key's place, if it has one; the nearest parent's, if it is absent."""
        while True:
            value = self.find(path)
            if value is not None:
                return value.key or value.place if path else None
            if not path:
                return None
            path = parent(path)

    def is_guess(self, problem: Diagnostic) -> bool:
        """Whether a problem of structure comes from a guess about a line that has a problem of its own already."""
        place = problem.place
        return place is not None and problem.code in _STRUCTURAL and (place.file, place.line) in self.guessed

    def locate_value(self, path: str) -> Place | None:
        """Where the text of the value at `path` stands, not its key."""
        value = self.find(path)
        return value.place if value is not None and path else self.locate(path)


def read_document(file: str, *, data: bytes | None = None, shown: str | None = None) -> Document:
    """Read `file` (or `data` in its place) and what it includes. Never raises for content: problems are in the document."""
    name = shown or file
    document = Document(file=name, root=None)
    if data is None:
        try:
            data = read_bytes(file, MAX_YAML_BYTES)
        except FileProblem as problem:
            place = Place(file=name, line=1, column=1)
            document.problems.append(error(problem.code, problem.message, place=place, hint=problem.hint))
            return document
    document.data = data
    root = _read_tree(document, name, data)
    if root is not None:
        document.root = root
        _include(document, os.path.dirname(file) if file != "-" else "", root)
        set_paths(root)
    return document


def _read_tree(document: Document, name: str, data: bytes) -> Mapping | None:
    lines, problems = decode(name, data)
    document.problems.extend(problems)
    if lines is None:
        return None
    document.texts[name] = lines
    composed = compose(name, lines)
    document.problems.extend(composed.problems)
    document.has_gaps = document.has_gaps or composed.has_gaps
    document.guessed.update((name, line) for line in composed.guessed)
    value = composed.value
    if isinstance(value, Mapping):
        return value
    if not any(problem.severity is Severity.ERROR for problem in composed.problems):
        place = value.place if value is not None else Place(file=name, line=1, column=1, source=lines[0])
        if value is None:
            document.problems.append(error("empty-file", "the file holds nothing", place=place, hint="start with: resumekit new NAME, which writes a profile to fill in"))
        else:
            kind = "a list" if isinstance(value, Items) else "a text"
            document.problems.append(error("wrong-shape", f"the file is {kind}, not a mapping of keys", place=place, hint="begin each line with a key and a colon, such as  person:"))
    return None


def _include(document: Document, folder: str, root: Mapping) -> None:
    """Join what `include:` names into `root`, and what that includes in turn."""
    top = os.path.realpath(folder or ".")
    seen = {os.path.realpath(document.file)}
    waiting = [(root, folder, document.folder, 0)]
    count = 0
    while waiting:
        holder, base, shown_base, depth = waiting.pop(0)
        names = holder.pop("include", None)
        if names is None:
            continue
        for name in _names(document, names):
            count += 1
            real = inside(top, os.path.join(os.path.realpath(base or "."), str(name)))
            shown = os.path.normpath(os.path.join(shown_base, str(name)))
            if os.path.isabs(name) or real is None:
                document.problems.append(
                    error("include-outside", f"{name} lies outside the profile's folder", path="include", place=name.place, hint="move the file beside the profile or into a folder below it")
                )
                continue
            if count > MAX_INCLUDES:
                document.problems.append(error("too-large", f"more than {MAX_INCLUDES} included files", path="include", place=name.place, hint="join some of the files"))
                return
            if str(real) in seen:
                document.problems.append(error("include-cycle", f"{name} is included already", path="include", place=name.place, hint="remove this line; one file is included once"))
                continue
            seen.add(str(real))
            try:
                data = read_bytes(real, MAX_YAML_BYTES)
            except FileProblem as problem:
                folders = (os.path.dirname(str(real)) + os.sep, f"{os.path.dirname(name)}/" if os.path.dirname(name) else "")
                message, hint = (words.replace(str(real), str(name)).replace(*folders) for words in (problem.message, problem.hint))
                document.problems.append(error(problem.code, message, path="include", place=name.place, hint=hint))
                continue
            before = len(document.problems)
            tree = _read_tree(document, shown, data)
            if tree is None:
                # The reader's words are about a profile; an included part needs its own.
                hint = "begin it with the key it holds, such as  certifications:"
                document.problems[before:] = [
                    error("include-shape", f"{shown} is not a mapping of keys", place=found.place, hint=hint) if found.code in ("empty-file", "wrong-shape") else found
                    for found in document.problems[before:]
                ]
                continue
            _merge(document, root, tree)
            waiting.append((_rest(tree), os.path.dirname(str(real)), os.path.dirname(shown), depth + 1))


def _rest(tree: Mapping) -> Mapping:
    """The part of an included tree that asks for more includes."""
    return mapping_of({"include": tree["include"]} if "include" in tree else {}, tree.place)


def _names(document: Document, value: Located) -> list[Text]:
    listed = value if isinstance(value, Items) else [value]
    names = []
    for item in listed:
        if isinstance(item, Text) and item.strip():
            names.append(item)
        else:
            document.problems.append(error("wrong-shape", "include takes file names", path="include", place=item.place, hint="write  include: [certifications.yaml]"))
    return names


def _merge(document: Document, root: Mapping, tree: Mapping) -> None:
    """Join an included mapping: lists are appended, a key that is already there is an error."""
    for key, value in tree.items():
        if key == "include":
            continue
        there = root.get(key)
        if there is None:
            root[key] = value
        elif isinstance(there, Items) and isinstance(value, Items):
            there.extend(value)
        else:
            first = there.key or there.place
            document.problems.append(
                error("duplicate-key", f"{key} is given twice, first in {first.file} line {first.line}", path=key, place=value.key or value.place, hint="keep one of the two; only lists are joined")
            )
    root.unread |= tree.unread
