"""The lines of one YAML file to located values.

In: lines. Out: `Composed`: a tree of located values, and everything that is wrong with it as YAML. Scalars stay as typed;
what they mean is for `schema`. Where YAML cannot be read, `mending` says why, and its mended copy is read. PyYAML is known
here only. Must not know files, or a key by name.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from resumekit.diagnostics import Diagnostic, Place, error, warning
from resumekit.lines import BROKEN, BULLET, TIGHT_DASH, TIGHT_KEY, indent_of, original_column
from resumekit.located import Items, Located, Mapping, Origin, Text, mapping_of, text_of

if TYPE_CHECKING:
    from resumekit.brackets import Slip
    from resumekit.slips import Mended

MAX_DEPTH = 40
MAX_VALUES = 300_000
MAX_TEXT = 20_000
MAX_BLANKED = 8
MAX_PROBLEMS = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOST_ALL = re.compile(r"\s+(#[^\s#!].*)")
_CURLY = frozenset("“„‘")
"""Quotes that word processors and telephones write, and that are no quotes to YAML."""
_IN_CURLY = re.compile(r"[“„‘](?=[^“”„]*[^\W\d_])[^“”„]+[”“’]\Z")
"""Words within one pair of them."""
_LOST_END = re.compile(r"\s+(#[0-9].*)")
_ODD_LEAD = re.compile(r"^ *[^\S \n]", re.MULTILINE)


@dataclass(slots=True, kw_only=True)
class Composed:
    """What was read. `guessed`: lines (from 1) that were moved or given a colon; `has_gaps`: lines were left out."""

    value: Located | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)
    has_gaps: bool = False


def compose(name: str, lines: list[str]) -> Composed:
    """Build the located tree of a file's lines; `name` is how its places call it."""
    text = "\n".join(lines)
    builder = _Builder(name, lines, lines)
    broken_at = builder.read(text)
    odd = not text.isascii() and any(match[0][-1] != "\t" for match in _ODD_LEAD.finditer(text))
    if broken_at is None and not builder.is_suspicious and not odd:
        return Composed(value=builder.value, problems=builder.problems)
    if builder.is_full:
        return Composed(problems=builder.problems, has_gaps=True)
    from resumekit.mending import mend  # most files are right

    mended = mend(name, lines, lines)
    if broken_at is None and not mended.problems:
        return Composed(value=builder.value, problems=builder.problems)
    return _compose_mended(name, lines, mended)


def _compose_mended(name: str, lines: list[str], mended: "Mended") -> Composed:
    """Read the mended lines; a line that still cannot be read is left out, a few times at most."""
    working = mended.lines
    problems = list(mended.problems)
    told = {problem.place.line for problem in problems if problem.place}
    gaps = mended.has_gaps
    builder = _Builder(name, lines, working)
    if mended.is_cut_short:
        last = max((problem.place for problem in problems if problem.place), key=lambda place: place.line)
        problems.append(error("too-many-problems", "what comes after this has not been read", place=last, hint="mend these first, and validate again"))
        return Composed(problems=problems, has_gaps=True)
    for _ in range(MAX_BLANKED):
        broken_at = builder.read("\n".join(working))
        if broken_at is None or builder.is_full:
            problems += builder.problems
            break
        line, column = broken_at
        while line > 0 and not working[line].strip():
            line -= 1
        if line + 1 not in told:
            column = original_column(lines[line], working[line], min(column, len(working[line])))
            hint = "compare its indentation and punctuation with the lines around it; put a text with special characters in quotes"
            problems.append(error("syntax", "YAML cannot make sense of this line", place=Place(file=name, line=line + 1, column=column + 1, source=lines[line]), hint=hint))
        told.add(line + 1)
        indent = indent_of(working[line])
        working[line] = ""
        for number in range(line + 1, len(working)):
            if working[number].strip() and indent_of(working[number]) <= indent:
                break
            working[number] = ""
        gaps = True
        builder = _Builder(name, lines, working)
    guessed = {line + 1 for line in mended.moved}
    return Composed(value=builder.value, problems=problems, guessed=guessed, has_gaps=gaps or builder.is_full)


class _FullError(Exception):
    """Reading cannot go on; the reason is among the problems."""


class _Open:
    """A list or mapping that is being read: its key that waits for a value, its anchor, whether it stands in brackets."""

    __slots__ = ("again", "anchor", "flow", "is_list", "key", "key_event", "last_key", "made", "merged")

    def __init__(self, made: Items | Mapping, anchor: str | None, flow: bool) -> None:
        self.made, self.anchor, self.flow = made, anchor, flow
        self.is_list = isinstance(made, Items)
        self.key: Located | None = None
        self.key_event: Any = None
        self.last_key: str | None = None
        self.merged: set[str] = set()
        self.again: tuple[Text, Any, Located | None] | None = None


class _Builder:
    """Turns parse events into located values, with one stack and no recursion; counts depth, values and repetitions."""

    def __init__(self, name: str, lines: list[str], working: list[str]) -> None:
        self.name, self.lines, self.working = name, lines, working
        self.origin = Origin(name, lines, working)
        self.problems: list[Diagnostic] = []
        self.value: Located | None = None
        self.is_full = False
        self.is_suspicious = False
        self.values = 0
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Located | None, int]] = {}
        self.named: dict[str, Any] = {}
        self.wanted: set[str] = set()

    def read(self, text: str) -> tuple[int, int] | None:
        """Read a text; the line and column (from 0) where YAML gives up, or None where it does not."""
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as failure:
            self.is_suspicious = True
            self.value = None
            mark, context = failure.problem_mark or failure.context_mark, failure.context_mark
            if context and context.line < len(self.working) and self.working[context.line][context.column : context.column + 1] in ("[", "{", "'", '"'):
                mark = context  # what was opened there is the more likely culprit
            return (min(mark.line, len(self.working) - 1), mark.column) if mark else (0, 0)
        except (_FullError, RecursionError):
            self.is_full = True
            self.value = None
        else:
            self._check_anchors()
        return None

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(event, self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = self.stack.pop()
            if opened.merged and isinstance(opened.made, Mapping):
                opened.made.unread |= opened.merged - opened.made.keys()
            if opened.anchor is not None:
                self.anchors[opened.anchor] = (opened.made, self.values - self.anchors[opened.anchor][1])
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.value is not None:
            self.is_suspicious = True  # a second document: `mending` says so
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark)  # type: ignore[arg-type]

    # Places and problems ------------------------------------------------------------------------------------------------

    def _place(self, line: int, column: int, length: int = 1) -> Place:
        return self.origin.place(line, column, length)

    def _tell(self, code: str, message: str, hint: str, place: Place, *, mild: bool = False) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((warning if mild else error)(code, message, place=place, hint=hint))

    def _stop(self, message: str, hint: str, mark: Any) -> None:
        self._tell("too-large", message, hint, self._place(mark.line, mark.column))
        raise _FullError

    def _count(self, number: int, mark: Any) -> None:
        self.values += number
        if self.values > MAX_VALUES:
            self._stop(f"more than {MAX_VALUES:,} values", "split the file, or repeat less with aliases", mark)

    # Scalars ------------------------------------------------------------------------------------------------------------

    def _scalar(self, event: Any) -> Text | None:
        """A scalar as text; None where it stands for nothing."""
        start, end, value = event.start_mark, event.end_mark, event.value
        line = start.line
        if not event.style:
            if "#" in self.working[min(end.line, len(self.working) - 1)]:
                self._check_comment(end.line, end.column, value)
            if value in ("", "~", "null") and not (event.tag or event.anchor):
                return None
            if value[:1] in _CURLY and _IN_CURLY.match(value) and self.stack and (self.stack[-1].is_list or self.stack[-1].key_event is not None):
                self._tell(
                    "curly-quotes", "the curly quotes are part of the text", 'remove them; where YAML needs quotes, they are straight: "', self._place(line, start.column, len(value)), mild=True
                )
        elif event.style == '"' and "\\" in self.working[line]:
            from resumekit.brackets import bad_escape

            slip = bad_escape(self.working, (line, start.column), (end.line, end.column - 1))
            if slip is not None:
                self._tell_slip(slip)
                value = BROKEN
        if end.line != line or self._stands_below(line):
            self._suspect(event)
        if len(value) > MAX_TEXT:
            place = self._place(line, start.column)
            self._tell("too-large", f"a text of {len(value):,} characters, more than {MAX_TEXT:,}", "shorten it; a resume needs a few lines", place)
            value = BROKEN
        spot = (self.origin, line, start.column, end.column - start.column if end.line == line else 1)
        broken = value[:1] == BROKEN
        return text_of("" if broken else value, spot, broken=broken)

    def _tell_slip(self, slip: "Slip") -> None:
        self._tell(slip.code, slip.message, slip.hint, self._place(*slip.at, slip.length))

    def _stands_below(self, line: int) -> bool:
        """Whether a value begins on a later line than its key."""
        if not self.stack:
            return True
        key = self.stack[-1].key_event
        return key is not None and key.start_mark.line != line

    def _suspect(self, event: Any) -> None:
        """A text over lines, or below its key, that YAML reads and its writer hardly meant so."""
        start, end = event.start_mark, event.end_mark
        lines = [self.working[start.line][start.column :], *self.working[start.line + 1 : end.line + 1]]
        if not event.style:
            starts = [stripped for line in lines if (stripped := line.strip())]
            if any(line.startswith("- ") for line in starts[1:]) or all(TIGHT_DASH.match(line) or BULLET.match(line) for line in starts) or all(TIGHT_KEY.match(line) for line in starts):
                self.is_suspicious = True
        elif event.style in "'\"" and self.stack and not self.stack[-1].flow:
            outer = self.stack[-1].made.place.column - 1
            if any(line.strip() and indent_of(line) <= outer for line in lines[1:]):
                self.is_suspicious = True

    def _check_comment(self, line: int, column: int, value: str) -> None:
        """`suite #5`: what follows a space and a # is a comment, which may not be what was meant."""
        text = self.working[min(line, len(self.working) - 1)]
        match = (_LOST_END if value else _LOST_ALL).match(text, column)
        if match:
            rest = match[1]
            hint = "put the whole text in quotes; or, if it is a comment, write a space after the #"
            self._tell("lost-text", f"{rest[:40]} is read as a comment", hint, self._place(line, match.start(1), len(rest)), mild=True)

    # Anchors, aliases, tags -----------------------------------------------------------------------------------------------

    def _check_anchors(self) -> None:
        """`&Co rocks`: a name for a value that nothing repeats was meant as text."""
        for name, event in self.named.items():
            if name not in self.wanted:
                mark = event.start_mark
                hint = "put a text that begins with & in quotes"
                self._tell("lost-text", f"&{name} is read as an anchor, and nothing repeats it", hint, self._place(mark.line, mark.column, len(name) + 1))

    def _alias(self, event: Any) -> None:
        name, mark = event.anchor, event.start_mark
        self.wanted.add(name)
        made, size = self.anchors.get(name, (None, 0))
        if made is not None:
            self._count(size, mark)
            self._add(event, _copied(made))
            return
        if name in self.anchors:
            message, hint = f"*{name} stands inside the very thing it repeats", "write out what you mean"
        else:
            message, hint = f"*{name} repeats nothing: there is no &{name} before it", f'for a text that begins with a star, put it in quotes: "*{name}"'
        place = self._place(mark.line, mark.column, len(name) + 1)
        self._tell("bad-alias", message, hint, place)
        self._add(event, text_of("", place, broken=True))

    def _check_tag(self, event: Any, made: Located | None) -> Located | None:
        """A tag means nothing here; what it stands before is not read."""
        tag, mark = event.tag, event.start_mark
        if isinstance(event, yaml.ScalarEvent) and tag == "!" and event.style:
            return made
        source = self.working[min(mark.line, len(self.working) - 1)][mark.column :]
        shown = re.match(r"\S+", source)
        word = shown[0] if shown else tag
        place = self._place(mark.line, mark.column, len(word))
        if word.startswith("!!") or not isinstance(event, yaml.ScalarEvent):
            self._tell("unsupported-yaml", f"{word} is a YAML tag, which has no meaning here", f"remove {word}", place)
        else:
            self._tell("unquoted-text", f"{word} is read as a YAML tag: a text that begins with ! needs quotes", "put the whole text in double quotes", place)
        return text_of("", place, broken=True)

    # Lists and mappings -------------------------------------------------------------------------------------------------

    def _open(self, event: Any) -> None:
        """A list or mapping begins."""
        mark = event.start_mark
        spot = (self.origin, mark.line, mark.column, 1)
        made: Items | Mapping
        if isinstance(event, yaml.MappingStartEvent):
            made = mapping_of({}, spot)
        else:
            made = Items()
            made.place, made.key, made.path = spot, None, ""
        if len(self.stack) >= MAX_DEPTH:
            self._stop(f"nested more than {MAX_DEPTH} levels deep", "a profile needs no more than six levels; check for stray brackets and dashes", mark)
        self._add(event, made)
        self.stack.append(_Open(made, event.anchor, bool(event.flow_style)))
        if event.anchor:
            self.anchors[event.anchor] = (None, self.values)

    def _add(self, event: Any, made: Located | None) -> None:
        """Put a value where it belongs: in the list or mapping that is open, or at the top."""
        self._count(1, event.start_mark)
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self.named.setdefault(event.anchor, event)
            if isinstance(event, yaml.ScalarEvent) and made is not None:
                self.anchors[event.anchor] = (made, 1)
        if getattr(event, "tag", None):
            made = self._check_tag(event, made)
        if not self.stack:
            self.value = made
            return
        opened = self.stack[-1]
        if opened.is_list:
            if made is None:
                mark = event.start_mark
                dash = self.working[min(mark.line, len(self.working) - 1)].rfind("-", 0, mark.column + 1)
                place = self._place(mark.line, max(dash, 0) if not opened.flow else mark.column)
                self._tell("empty-item", "this list item holds nothing", "write something after the dash, or remove the dash", place, mild=True)
            else:
                opened.made.append(made)  # type: ignore[union-attr]
        elif opened.key_event is None:
            opened.key, opened.key_event = made, event
        else:
            name, key_event = opened.key, opened.key_event
            opened.key = opened.key_event = None
            self._put(opened, name, key_event, made)

    def _put(self, opened: _Open, name: Located | None, event: Any, made: Located | None) -> None:
        """Set a key of a mapping, unless the key is odd or has been given before."""
        holder = opened.made
        if not isinstance(holder, Mapping):
            return
        mark = event.start_mark
        if not isinstance(name, Text) or name.broken:
            if name is None:
                self._tell("unsupported-yaml", "no key stands before this colon", "write a key before it, or remove the line", self._place(mark.line, mark.column))
            elif not isinstance(name, Text):
                self._tell("unsupported-yaml", "a list or mapping stands as a key", "a key is a plain word before a colon", self._place(mark.line, mark.column))
            return
        if isinstance(event, yaml.AliasEvent):
            name.place = self._place(mark.line, mark.column, len(event.anchor or "") + 1)
        key = str(name)
        if opened.flow and made is None and isinstance(event, yaml.ScalarEvent) and not event.style and self._is_no_key(opened, key, event, name.place):
            return
        if key == "<<" and isinstance(event, yaml.ScalarEvent) and not event.style:
            self._tell("unsupported-yaml", "<< (a merge key) is not supported", "write the keys out here", name.place)
            if isinstance(made, Mapping):
                opened.merged.update(made)
            return
        if key in holder or key in holder.unread or key in holder.empty:
            if self._begins_entry(opened, key, name.place):
                hint = f"begin the entry with a dash: - {key}: …; or, if the two belong together, keep one of them"
                self._tell("duplicate-key", f"{key} is given twice: a dash is missing before a new entry, or one is too many", hint, name.place)
                self._put(opened, name, event, made)
                return
            if opened.again is not None and not opened.flow and len(self.stack) > 1 and isinstance(above := self.stack[-2].made, Items):
                # The second such key in a row: the line that begins this entry is missing, which has been told.
                again, opened.again = opened.again, None
                opened.made = mapping_of({}, again[0].place)
                above.append(opened.made)
                self._put(opened, *again)
                self._put(opened, name, event, made)
                return
            opened.again = (name, event, made)
            first = holder.empty.get(key) or (holder[key].key if key in holder else None)
            seen = f", first in line {first.line}" if first is not None else ""
            self._tell("duplicate-key", f"{key} is given twice{seen}", "keep one of the two, or join their contents under one key", name.place)
            if made is not None and key in holder.empty:
                made.key = name
                holder[key] = made
                del holder.empty[key]
            return
        opened.last_key, opened.again = key, None
        if made is None:
            holder.empty[key] = name.place
        elif isinstance(made, Text) and made.broken:
            holder.unread.add(key)
        else:
            made.key = name
            holder[key] = made

    def _begins_entry(self, opened: _Open, key: str, place: Place) -> bool:
        """Whether a key that is given again begins a new entry of a list, whose dash was forgotten; it is begun then."""
        above = self.stack[-2] if len(self.stack) > 1 else None
        given = [*opened.made, *opened.made.empty, *opened.made.unread] if isinstance(opened.made, Mapping) else []
        if opened.flow or above is None or above.flow or not isinstance(above.made, Items) or len(given) < 2 or self._first_key(opened.made) != key:
            return False
        opened.made = mapping_of({}, place)
        above.made.append(opened.made)
        return True

    @staticmethod
    def _first_key(mapping: Items | Mapping) -> str | None:
        """The key at whose place a mapping in block style begins."""
        if isinstance(mapping, Mapping):
            places = {**mapping.empty, **{key: value.key for key, value in mapping.items()}}
            for key, place in places.items():
                if place is not None and (place.line, place.column) == (mapping.place.line, mapping.place.column):
                    return key
        return None

    def _is_no_key(self, opened: _Open, key: str, event: Any, place: Place) -> bool:
        """`{name:EKG}` and `{title: RN, manager}`: words in braces that YAML takes for a key without a value."""
        holder, end = opened.made, event.end_mark
        if not isinstance(holder, Mapping) or self.working[end.line][end.column :].lstrip().startswith(":"):
            return False
        tight = TIGHT_KEY.match(key)
        if tight:
            at = self._place(event.start_mark.line, event.start_mark.column + tight.end())
            self._tell("missing-space", f"a space is missing after {tight[1]}:", f"write {tight[1]}: {key[tight.end() :][:40]}", at)
            opened.last_key = tight[1]
            holder.unread.add(tight[1])
            return True
        before = holder.get(opened.last_key) if opened.last_key else None
        if not isinstance(before, Text):
            return opened.last_key is not None and opened.last_key in holder.unread
        whole = f"{before}, {key}"
        hint = f"write {before}{key}" if before.isdigit() and key.isdigit() else f'write {opened.last_key}: "{whole[:60]}"'
        self._tell("unquoted-text", f"the comma ends the text before {key[:40]}: a text in braces that holds a comma needs quotes", hint, place)
        holder.pop(str(opened.last_key))
        holder.unread.add(str(opened.last_key))
        return True


def _copied(value: Located) -> Located:
    """A copy of an anchored value, for a path of its own. Depth and size are limited."""
    made: Located
    if isinstance(value, Mapping):
        made = mapping_of({key: _copied(item) for key, item in value.items()}, value.place)
        made.unread, made.empty = set(value.unread), dict(value.empty)
    elif isinstance(value, Items):
        made = Items(_copied(item) for item in value)
    else:
        made = text_of(value, value.place, broken=value.broken)
    made.place, made.key, made.path = value.place, value.key, ""
    return made
