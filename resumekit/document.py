"""YAML text to located values: every text, list and mapping knows its place and its path.

In: the bytes of one file, and of those it includes. Out: a `Document` with a tree of located values, and all problems of
the text itself. Scalars stay as typed; what they mean is for `schema`. Must not know a single key but `include`.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from resumekit import syntax
from resumekit.diagnostics import Diagnostic, Place, error, warning
from resumekit.files import MAX_YAML_BYTES, FileProblem, inside, read_bytes

MAX_DEPTH = 40
MAX_VALUES = 300_000
MAX_INCLUDES = 50
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOST = re.compile(r"\s+(#[^\s#!].*)")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


class Text(str):
    """A scalar as typed, with where it stands. `broken`: what was typed could not be read and has been reported."""

    __slots__ = ("broken", "key", "path", "place")
    place: Place
    key: Place | None
    path: str
    broken: bool


class Items(list[Any]):
    """A list of located values."""

    __slots__ = ("key", "path", "place")
    place: Place
    key: Place | None
    path: str


class Mapping(dict[str, Any]):
    """A mapping of located values. `unread`: keys whose value was dropped after its problem had been reported."""

    __slots__ = ("key", "path", "place", "record", "unread")
    place: Place
    key: Place | None
    path: str
    unread: set[str]
    record: Any


Located = Text | Items | Mapping


def located(value: Any, place: Place, *, key: Place | None = None, path: str = "") -> Located:
    """Plain data (str, list, dict) as located values that all stand at one place: for `--set` and for tests."""
    if isinstance(value, dict):
        mapping = Mapping({str(name): located(item, place, key=place, path=join(path, str(name))) for name, item in value.items()})
        mapping.unread, mapping.record = set(), None
        made: Located = mapping
    elif isinstance(value, (list, tuple)):
        made = Items(located(item, place, path=f"{path}[{index}]") for index, item in enumerate(value))
    else:
        made = Text(value)
        made.broken = False
    made.place, made.key, made.path = place, key, path
    return made


def join(path: str, key: str) -> str:
    """The path of `key` in the mapping at `path`; odd keys are quoted."""
    if not _PLAIN_KEY.match(key):
        quoted = key.replace("\\", "\\\\").replace('"', '\\"')
        return f'{path}["{quoted}"]'
    return f"{path}.{key}" if path else key


@dataclass(slots=True, kw_only=True)
class Document:
    """One file and what it includes. `texts`: file name to its lines; `files`: every file that was read."""

    file: str
    root: Mapping | None
    texts: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    data: bytes = b""
    has_gaps: bool = False
    """Whether some lines could not be read: then what seems missing may stand in them."""

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
        return cast(Located, value)

    def locate(self, path: str) -> Place | None:
        """Where the value at `path` stands: its key's place, if it has one; the nearest parent's, if it is absent."""
        while True:
            value = self.find(path)
            if value is not None:
                return value.key or value.place if path else None
            if not path:
                return None
            path = parent(path)

    def locate_value(self, path: str) -> Place | None:
        """Where the text of the value at `path` stands, not its key."""
        value = self.find(path)
        return value.place if value is not None and path else self.locate(path)


_PART = re.compile(r"""\.?([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]{1,9})\]|\["((?:[^"\\]|\\.)*)"\]""")


def split_path(path: str) -> list[str | int]:
    """`a.b[0]["c d"]` as `["a", "b", 0, "c d"]`; raise ValueError for anything that is no path."""
    parts: list[str | int] = []
    at = 0
    while at < len(path):
        match = _PART.match(path, at)
        if not match or (at == 0) == path[at : at + 1].startswith("."):
            if not match or at == 0 or path[at] not in ".[":
                raise ValueError(f"{path!r} is not a path")
        if match[1] is not None:
            parts.append(match[1])
        elif match[2] is not None:
            parts.append(int(match[2]))
        else:
            parts.append(re.sub(r"\\(.)", r"\1", match[3]))
        at = match.end()
    return parts


def parent(path: str) -> str:
    """The path of what holds the value at `path`; empty for a top-level key."""
    starts = [match.start() for match in _PART.finditer(path)]
    return path[: starts[-1]] if starts else ""


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
    text, problems = syntax.decode(name, data)
    document.problems.extend(problems)
    if text is None:
        return None
    lines = text.split("\n")
    document.texts[name] = lines
    builder, problems = parse(name, text)
    document.has_gaps = document.has_gaps or bool(problems)
    document.problems.extend(problems)
    document.problems.extend(builder.problems)
    value = builder.value
    if isinstance(value, Mapping):
        return value
    if not any(problem.severity == "error" for problem in document.problems if problem.place and problem.place.file == name):
        place = value.place if value is not None else Place(file=name, line=1, column=1, source=lines[0])
        if value is None:
            document.problems.append(
                error("empty-file", "the file holds nothing", place=place, hint="start with: resumekit new NAME, which writes a profile to fill in")
            )
        else:
            kind = "a list" if isinstance(value, Items) else "a text"
            document.problems.append(
                error("wrong-shape", f"the file is {kind}, not a mapping of keys", place=place, hint="begin each line with a key and a colon, such as  person:")
            )
    return None


def parse(name: str, text: str) -> tuple["Builder", list[Diagnostic]]:
    """Build the located tree of `text`; where YAML breaks, say why, mend that line in a copy and go on with the rest."""
    lines = text.split("\n")
    problems, working = syntax.scan(name, lines)
    for _ in range(syntax.MAX_MENDS):
        builder = Builder(name, lines)
        try:
            builder.run(yaml.parse("\n".join(working), Loader=_LOADER))
            return builder, problems
        except yaml.MarkedYAMLError as failure:
            found = syntax.diagnose(name, lines, working, failure, builder.last)
        except RecursionError:
            break
        if found is None:
            break
        problem, mended = found
        if problem is not None:
            problems.append(problem)
        if mended is None or mended == working:
            break
        working = mended
    builder = Builder(name, lines)
    return builder, problems


class _Stop(Exception):
    """Reading cannot go on; the reason is among the problems."""


class Builder:
    """Turns parse events into located values, with one stack and no recursion; counts depth, values and repetitions."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Diagnostic] = []
        self.value: Located | None = None
        self.last: Any = None
        self.values = 0
        self.stack: list[tuple[Located, list[Any]]] = []
        self.anchors: dict[str, Located | None] = {}
        self.named: dict[str, Any] = {}
        self.documents = 0

    def place(self, mark: Any, length: int = 1) -> Place:
        """The place of a YAML mark."""
        line = min(mark.line, len(self.lines) - 1)
        return Place(file=self.name, line=line + 1, column=mark.column + 1, source=self.lines[line], length=max(1, length))

    def run(self, events: Iterator[Any]) -> None:
        """Take all events; problems that are no YAML errors gather in `problems`."""
        try:
            for event in events:
                self.take(event)
                self.last = event
            self.check_anchors()
        except _Stop:
            if self.documents < 2:  # what came before a second document is whole
                self.value = None

    def take(self, event: Any) -> None:
        """One event: a value begins, ends, or stands for itself."""
        if isinstance(event, yaml.ScalarEvent):
            self.add(event, self.scalar(event))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self.open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            made, state = self.stack.pop()
            if state[1] is not None:
                self.anchors[state[1]] = made
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.stop("second-document", "a second document begins here", event.start_mark, "one file holds one profile: remove the line ---, or move what follows to another file")

    def stop(self, code: str, message: str, mark: Any, hint: str) -> None:
        """Report and end reading; what came before a second document stays."""
        self.problems.append(error(code, message, place=self.place(mark), hint=hint))
        raise _Stop

    def scalar(self, event: Any) -> Text | None:
        """A scalar as text; None where it stands for nothing."""
        if event.style is None:
            self.check_comment(event)
        if event.style is None and event.value in ("", "~", "null") and not (event.tag or event.anchor):
            return None
        broken = event.value.startswith(syntax.BROKEN)
        made = Text("" if broken else event.value)
        single = event.start_mark.line == event.end_mark.line
        made.place = self.place(event.start_mark, event.end_mark.column - event.start_mark.column if single else 1)
        made.key, made.path, made.broken = None, "", broken
        return made

    def check_comment(self, event: Any) -> None:
        """`suite #5`: what follows a space and a # is a comment, which may not be what was meant."""
        line = self.lines[min(event.end_mark.line, len(self.lines) - 1)]
        match = _LOST.match(line, event.end_mark.column)
        if match:
            mark = type("Mark", (), {"line": event.end_mark.line, "column": match.start(1)})
            rest = line[match.start(1) :]
            hint = "put the whole text in quotes; or, if it is a comment, write a space after the #"
            self.problems.append(warning("lost-text", f"{rest[:40]} is read as a comment", place=self.place(mark, len(rest)), hint=hint))

    def check_anchors(self) -> None:
        """`&Co rocks`: a name for a value that nothing repeats was meant as text."""
        for name, event in self.named.items():
            hint = "put a text that begins with & in quotes"
            self.problems.append(error("lost-text", f"&{name} is read as an anchor, and nothing repeats it", place=self.place(event.start_mark, len(name) + 1), hint=hint))

    def open(self, event: Any) -> None:
        """A list or mapping begins."""
        if isinstance(event, yaml.MappingStartEvent):
            made: Located = Mapping()
            made.unread, made.record = set(), None
        else:
            made = Items()
        made.place, made.key, made.path = self.place(event.start_mark), None, ""
        if len(self.stack) >= MAX_DEPTH:
            self.stop("too-large", f"nested more than {MAX_DEPTH} levels deep", event.start_mark, "a profile needs no more than six levels; check for stray brackets and dashes")
        self.add(event, made)
        self.stack.append((made, [None, event.anchor]))
        if event.anchor:
            self.anchors[event.anchor] = None

    def count(self, number: int, mark: Any) -> None:
        self.values += number
        if self.values > MAX_VALUES:
            self.stop("too-large", f"more than {MAX_VALUES:,} values", mark, "split the file, or repeat less with aliases")

    def alias(self, event: Any) -> None:
        made = self.anchors.get(event.anchor)
        self.named.pop(event.anchor, None)
        if made is None:
            if event.anchor in self.anchors:
                message, hint = f"*{event.anchor} stands inside the very thing it repeats", "write out what you mean"
            else:
                message, hint = f"*{event.anchor} repeats nothing: there is no &{event.anchor} before it", 'for a text that begins with a star, put it in quotes: "*…"'
            self.problems.append(error("bad-alias", message, place=self.place(event.start_mark, len(event.anchor) + 1), hint=hint))
            made = Text("")
            made.broken, made.place, made.key, made.path = True, self.place(event.start_mark), None, ""
            self.add(event, made)
            return
        self.add(event, self.copy(made, event.start_mark))

    def copy(self, value: Located, mark: Any) -> Located:
        """A copy of an anchored value, for its own path; every value in it counts against the limit."""
        self.count(1, mark)
        if isinstance(value, Mapping):
            mapping = Mapping({key: self.copy(item, mark) for key, item in value.items()})
            mapping.unread, mapping.record = set(value.unread), None
            made: Located = mapping
        elif isinstance(value, Items):
            made = Items(self.copy(item, mark) for item in value)
        else:
            made = Text(value)
            made.broken = value.broken
        made.place, made.key, made.path = value.place, value.key, ""
        return made

    def add(self, event: Any, made: Located | None) -> None:
        """Put a value where it belongs: in the list or mapping that is open, or at the top."""
        self.count(1, event.start_mark)
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            self.named[event.anchor] = event
        tag = getattr(event, "tag", None)
        if tag and not (isinstance(event, yaml.ScalarEvent) and tag == "!" and event.style):
            source = self.lines[min(event.start_mark.line, len(self.lines) - 1)][event.start_mark.column :].split(" ")[0]
            self.problems.append(
                error("unsupported-yaml", f"{source} is a YAML tag, which has no meaning here", place=self.place(event.start_mark, len(source)), hint="remove it; put a text that begins with ! in quotes")
            )
            if isinstance(made, Text):
                made.broken = True
        if isinstance(event, yaml.ScalarEvent) and event.anchor and made is not None:
            self.anchors[event.anchor] = made
        if not self.stack:
            self.value = made
            return
        holder, state = self.stack[-1]
        if isinstance(holder, Items):
            if made is None:
                self.problems.append(warning("empty-item", "this list item holds nothing", place=self.place(event.start_mark), hint="write something after the dash, or remove the dash"))
            else:
                holder.append(made)
        elif isinstance(holder, Mapping):
            if state[0] is None:
                state[0] = (made, event)
            else:
                (name, key_event), state[0] = state[0], None
                self.put(holder, name, key_event, made)

    def put(self, holder: Mapping, name: Located | None, event: Any, made: Located | None) -> None:
        """Set a key of a mapping, unless the key is odd or has been given before."""
        if not isinstance(name, Text) or name.broken:
            if not (isinstance(name, Text) and name.broken):
                what = "an empty key" if name is None else "a list or mapping as a key"
                self.problems.append(error("unsupported-yaml", f"{what} has no meaning here", place=self.place(event.start_mark), hint="a key is a plain word before a colon"))
            return
        if isinstance(event, yaml.AliasEvent):
            name.place = self.place(event.start_mark)
        if name == "<<" and event.style is None:
            self.problems.append(error("unsupported-yaml", "<< (a merge key) is not supported", place=name.place, hint="write the keys out here"))
            return
        key = str(name)
        if key in holder or key in holder.unread:
            first = holder.get(key)
            line = (first.key or first.place).line if first is not None else 0
            seen = f", first in line {line}" if line else ""
            self.problems.append(error("duplicate-key", f"{key} is given twice{seen}", place=name.place, hint="keep one of the two, or join their contents under one key"))
            return
        if made is None:
            return
        if isinstance(made, Text) and made.broken:
            holder.unread.add(key)
            return
        made.key = name.place
        holder[key] = made


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
                document.problems.append(error("include-outside", f"{name} lies outside the profile's folder", path="include", place=name.place, hint="move the file beside the profile or into a folder below it"))
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
                message = problem.message.replace(str(real), str(name))
                document.problems.append(error(problem.code, message, path="include", place=name.place, hint=problem.hint))
                continue
            before = len(document.problems)
            tree = _read_tree(document, shown, data)
            if tree is None:
                # The reader's words are about a profile; an included part needs its own.
                kept = []
                for problem_found in document.problems[before:]:
                    if problem_found.code in ("empty-file", "wrong-shape"):
                        problem_found = error("include-shape", f"{shown} is not a mapping of keys", place=problem_found.place, hint="begin it with the key it holds, such as  certifications:")
                    kept.append(problem_found)
                document.problems[before:] = kept
                continue
            _merge(document, root, tree)
            waiting.append((_rest(root, tree), os.path.dirname(str(real)), os.path.dirname(shown), depth + 1))


def _rest(root: Mapping, tree: Mapping) -> Mapping:
    """The part of an included tree that asks for more includes."""
    rest = Mapping({"include": tree["include"]} if "include" in tree else {})
    rest.place, rest.key, rest.path, rest.unread, rest.record = tree.place, None, "", set(), None
    return rest


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


def set_paths(root: Mapping) -> None:
    """Give every value its address, after all includes are joined."""
    waiting: list[Any] = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            for key, item in value.items():
                item.path = join(value.path, key)
                waiting.append(item)
        elif isinstance(value, Items):
            for index, item in enumerate(value):
                item.path = f"{value.path}[{index}]"
                waiting.append(item)


def walk(value: Located | None, visit: Callable[[Located], None]) -> None:
    """Call `visit` for every located value below and including `value`, in order of the file."""
    waiting: list[Any] = [value] if value is not None else []
    while waiting:
        at = waiting.pop()
        visit(at)
        waiting.extend(reversed(list(at.values()) if isinstance(at, Mapping) else at if isinstance(at, Items) else []))
