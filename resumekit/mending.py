"""A YAML text that cannot be read: every mistake in it, in our own words, and a mended copy that can be read.

In: the lines of a file. Out: `Mended`: problems, lines, and what had to go. One walk from the first line to the last that
knows, as YAML does, which columns keys and dashes may stand in; nothing of the YAML parser's own words is looked at.
Must not know what the text is for, nor a key by name.

Mending keeps every line in its place. A value that cannot be read becomes `BROKEN`, so that nothing is reported about it
twice; a line that means nothing becomes empty.
"""

import re

from resumekit.columns import After, Level
from resumekit.contents import Contents
from resumekit.lines import BROKEN, BULLET, TIGHT_DASH, TIGHT_KEY, WORD, by_spaces, indent_of, is_item, key_end, key_of, key_start, short, spaces
from resumekit.slips import MAX_SLIPS, Mended

_MARKER = re.compile(r"(---|\.\.\.)(\s|$)")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_KEY_ODD = re.compile(r"([A-Za-z_][\w -]{0,40}?)\s*(=>|->|=|;|：)\s*(.*)")


def mend(name: str, lines: list[str], working: list[str]) -> Mended:
    """Find every mistake in `working` (what `lines` became so far) that keeps YAML from reading it as it was meant."""
    walk = _Walk(name, lines, working)
    walk.run()
    return walk.mended


class _Walk(Contents):
    """One walk over the lines, mending as it goes."""

    def __init__(self, name: str, lines: list[str], working: list[str]) -> None:
        super().__init__(name, lines, working)
        self.keys_at_top: set[str] = set()

    def run(self) -> None:
        """Walk from the first line to the last."""
        self._head()
        self._conflicts()
        line = 0
        turns = 0
        while line < len(self.working) and len(self.mended.problems) < MAX_SLIPS and turns < 3 * len(self.working) + 100:
            line = self._take(line)
            turns += 1
        self.mended.is_cut_short = line < len(self.working)
        self.tell_folds()
        self.tell_odd()

    # The file as a whole ----------------------------------------------------------------------------------------------

    def _head(self) -> None:
        """Directives, and a first line that stands elsewhere than the other keys of the top level."""
        first = self.next(-1)
        while first is not None and self.working[first].startswith("%"):
            following = self.next(first)
            if not re.match(r"%(YAML\s+1\.[12]|TAG\s+\S+\s+\S+)\s*(#.*)?$", self.working[first]) or following is None or not re.match(r"---|%", self.working[following]):
                self.tell("unsupported-yaml", "a line that begins with % is a YAML directive, which has no meaning here", "remove the line", (first, 0), len(self.lines[first]))
                self.drop(first)
            first = following
        if first is not None and re.match(r"---(\s|$)", self.working[first]):
            first = self.next(first)
        if first is None:
            return
        text = self.working[first]
        indent = indent_of(text)
        others = [line for line in self.working[first + 1 :] if line[:1] not in ("", " ", "#", "-") and key_end(line, 0) is not None]
        if not others:
            return
        if is_item(text, indent):
            if not indent and key_end(text, key_start(text)) is not None:
                self._undash(first, 0)
                return
            self.tell("bad-indentation", "a list item stands among keys", "begin the list below the key that it belongs to", (first, indent))
            while self.working[first][:1] in ("", " ", "-", "#"):
                self.drop(first)
                first += 1
        elif indent and key_end(text, indent) is not None:
            self.tell("bad-indentation", f"{spaces(indent)}, unlike the other keys of the top level", "remove the space before it" if indent == 1 else "remove the spaces before it", (first, indent))
            self.shift(first, 0)

    def _conflicts(self) -> None:
        """What a merge left behind: the first side is kept."""
        told = False
        dropping = False
        for number, text in enumerate(self.working):
            if not _CONFLICT.match(text):
                if dropping:
                    self.working[number] = ""
                continue
            if not told:
                if not text.startswith("<"):
                    return
                self.tell("syntax", "a merge left its marks here", "keep one side, and remove the lines <<<<<<<, ======= and >>>>>>>", (number, 0), len(text))
                told = True
            dropping = text[0] in "=|"
            self.working[number] = ""

    # Line by line -----------------------------------------------------------------------------------------------------

    def _take(self, line: int) -> int:
        """Look at one line; the number of the line to look at next (the same, after mending it)."""
        text = self.working[line]
        indent = indent_of(text)
        rest = text[indent:]
        if not rest.strip():
            return line + 1
        if rest[0].isspace() and not rest.lstrip().startswith("#") and not self._goes_on(line, indent):
            self.mend_lead(line)
            self._settle(line)
            return line
        if self.after.kind == "block" and indent > self.after.column:
            if not (self.after.seen and indent < self.after.width and (is_item(text, indent) or key_end(text, indent) is not None)):
                return self._in_block(line, indent)
            self.after = After("nothing", self.after.column)
        if rest.startswith("#"):
            return line + 1
        if _MARKER.match(text):
            return self._marker(line)
        if text.startswith("%") and not self.levels:
            return line + 1
        if rest.startswith("? "):
            self.tell("unsupported-yaml", "a key that begins with ? has no meaning here", "write  key: value", (line, indent))
            self.drop(line)
            following = self.drop_deeper(line, indent)
            while following < len(self.working) and self.working[following][indent : indent + 2] in (":", ": "):
                self.drop(following)
                following = self.drop_deeper(following, indent)
            return following
        if rest.startswith(":") and rest[1:2] in ("", " "):
            self.tell("unsupported-yaml", "no key stands before this colon", "write a key before it, or remove the line", (line, indent))
            self.drop(line)
            return self.drop_deeper(line, indent)
        if is_item(text, indent):
            return self._item(line, indent)
        if key_end(text, indent) is not None:
            if rest.startswith("-") and TIGHT_DASH.match(rest) and not self._is_key_level(indent):
                return self._tight_dash(line, indent)
            return self._key(line, indent)
        if BULLET.match(rest) and self.after.kind == "nothing":
            return self._bare(line, indent)
        return self._bare(line, indent)

    def _settle(self, line: int) -> None:
        """Move a line, whose tabs have become spaces, to the entry above if it fits nowhere."""
        text = self.working[line]
        indent = indent_of(text)
        items = is_item(text, indent)
        if key_end(text, indent) is None or items or Level(indent, False) in self.levels or not self.levels or self.levels[-1].items:
            return
        if self.after.kind != "value" or indent <= self.after.column:
            self.working[line] = " " * self.levels[-1].column + text.lstrip(" ")

    def _is_key_level(self, column: int) -> bool:
        return bool(self.levels) and self.levels[-1] == Level(column, False) and self.after.kind != "value"

    def _marker(self, line: int) -> int:
        """`---` or `...`: fine before the first key and behind the last; else a second document, or a stray line."""
        text = self.working[line]
        if text.startswith("---"):
            if not self.levels and key_end(text, 4) is None and text[3:].split("#")[0].strip() == "":
                return line + 1
            following = self.next(line)
        else:
            following = self.next(line)
            if following is None:
                return line + 1
        at = following if text.startswith("...") and following is not None else line
        self.tell("second-document", "a second document begins here", "one file holds one profile: remove this line, or move what follows to another file", (at, 0), len(self.lines[at].rstrip()))
        self.working[line] = ""
        rest = [key_of(one) for one in self.working[line + 1 :] if key_end(one, 0) is not None]
        if self.keys_at_top.intersection(rest) or following is None:
            for number in range(line + 1, len(self.working)):
                self.working[number] = ""
        self.after = After("nothing", 0)
        return line + 1

    def _in_block(self, line: int, indent: int) -> int:
        """A line of a text after | or >: it may be indented more than the first one, but not less."""
        after = self.after
        if not after.seen:
            after.seen = True
            after.width = after.width or indent
        if indent < after.width:
            self.tell("bad-indentation", f"{spaces(indent)}, less than the text that it belongs to", by_spaces(after.width), (line, indent))
            self.working[line] = " " * after.width + self.working[line].lstrip(" ")
        return line + 1

    def _goes_on(self, line: int, indent: int) -> bool:
        """Whether a line belongs to a text above, so that tabs may stand in it."""
        text = self.working[line]
        start = len(text) - len(text.lstrip())
        if self.after.kind not in ("text", "block") or indent <= self.after.column:
            return False
        return self.after.kind == "block" or (not is_item(text, start) and key_end(text, start) is None)

    def _item(self, line: int, indent: int) -> int:
        text = self.working[line]
        gap = re.compile(r"-([ \t]*)").match(text, indent)
        if gap and "\t" in gap[1] and key_end(text, gap.end()) is not None:
            self.tell("tab", "a tab stands after the dash", "write a space in its place", (line, indent + 1))
            self.working[line] = text[: indent + 1] + " " * len(gap[1]) + text[gap.end() :]
        if self.after.kind == "text" and indent > self.after.column and self.after.line == line - 1 and not self.levels:
            return self._bare(line, indent)
        column = self._fit(line, indent, True)
        return line if column is None else self._entry(line, column)

    def _key(self, line: int, indent: int) -> int:
        text = self.working[line]
        after = self.after
        if after.kind in ("text", "nothing") and indent > after.column and after.start:
            name = key_of(text)
            if after.kind == "text" and not WORD.match(name) and not re.match(r"['\"]", text[indent:]):
                colon = key_end(text, indent) or indent
                return self._colon_in_text(line, colon)
            if not after.has_key:
                return self._text_with_keys(line)
        column = self._fit(line, indent, False)
        return line if column is None else self._entry(line, column)

    def _colon_in_text(self, line: int, colon: int) -> int:
        after = self.after
        self.tell("unquoted-text", "a text that holds a colon and a space needs quotes", "put the whole text in double quotes, or write >- before it and begin it on the next line", (line, colon))
        for number in range(after.line + 1, line + 1):
            self.working[number] = ""
        return self._break(after.line, after.start, after.column)

    def _text_with_keys(self, line: int) -> int:
        """`- employer Saguaro` or `- EKG`, and keys below."""
        after = self.after
        value = self.working[after.line][after.start :]
        word = value.split(" ")[0]
        if tight := TIGHT_KEY.match(value):
            at = after.start + tight.end()
            self.tell("missing-space", f"a space is missing after {tight[1]}:", f"write {tight[1]}: {short(value[tight.end() :])}", (after.line, at))
            self.working[after.line] = self.working[after.line][:at] + " " + self.working[after.line][at:]
            self.levels.append(Level(after.start, False))
            self.after = After("nothing", after.start)
            return line
        if WORD.match(word) and " " in value.strip():
            self.tell("syntax", f"a colon is missing after {word}", f"write {word}: {short(value[len(word) :])}", (after.line, after.start), len(value))
            self.working[after.line] = self.working[after.line][: after.start] + f"{word}: {BROKEN}"
            self.levels.append(Level(after.start, False))
            self.after = After("nothing", after.start)
            return line
        self.tell("syntax", f"{short(value)} stands alone, yet keys follow it", "give it a key too, as in  - name: …, and the following keys below that key", (after.line, after.start), len(value))
        self.working[after.line] = self.working[after.line][: after.start] + BROKEN
        column = after.column
        self.after = After("nothing", column)
        following = line
        while following < len(self.working) and (not self.working[following].strip() or indent_of(self.working[following]) > column):
            self.working[following] = ""
            following += 1
        return following

    def _entry(self, line: int, column: int) -> int:
        """A line whose first key or dash stands where it may: go along its dashes to its key or value."""
        text = self.working[line]
        at = column
        dash = None
        while is_item(text, at):
            dash = at
            at += 1 + len(text[at + 1 :]) - len(text[at + 1 :].lstrip(" \t"))
            if at >= len(text) or text[at] == "#":
                self.after = After("value", dash, line)
                return line + 1
            if is_item(text, at):
                self.levels.append(Level(at, True))
        end = key_end(text, at)
        if dash is not None and end is not None:
            self.levels.append(Level(at, False))
        if end is None:
            return self._value(line, at, dash if dash is not None else at, None)
        if at == 0:
            self.keys_at_top.add(key_of(text))
        start = end + 1 + len(text[end + 1 :]) - len(text[end + 1 :].lstrip(" \t"))
        return self._value(line, start, at, at, dashed=dash is not None)

    # Lines that are neither ---------------------------------------------------------------------------------------------

    def _bare(self, line: int, indent: int) -> int:
        """A line without a colon or dash: a text, the rest of one, or something that lacks its colon or dash."""
        after = self.after
        if after.kind == "value" and indent > after.column:
            if self.working[line][indent] in "[{\"'|>":
                return self._value(line, indent, after.column, None)
            return self._text_below(line, indent)
        if after.kind == "text" and indent > after.column:
            return line + 1
        if after.kind == "block" and indent <= after.column:
            return self._text_outside(line, indent)
        if after.kind == "nothing" and indent > after.column and self.working[after.line].rstrip()[-1:] in ("'", '"', "]", "}"):
            self.tell("unquoted-text", "the text above is closed already, yet it goes on here", "close it at the end of this line", (line, indent))
            self.drop(line)
            return line + 1
        fitting = [level for level in self.levels if level.column <= indent] or self.levels[:1]
        return self._at_level(line, indent, fitting[-1] if fitting else Level(indent, False))

    def _text_below(self, line: int, indent: int) -> int:
        """The lines below a key or dash that holds nothing yet: a text, unless what follows says that it should be more."""
        run = [line]
        following = self.next(line)
        while following is not None:
            text = self.working[following]
            column = indent_of(text)
            if column <= self.after.column or is_item(text, column) or key_end(text, column) is not None or _MARKER.match(text):
                break
            run.append(following)
            following = self.next(following)
        inside = following is not None and indent_of(self.working[following]) > self.after.column and not _MARKER.match(self.working[following])
        starts = [self.working[number].lstrip() for number in run]
        if inside and following is not None:
            column = indent_of(self.working[following])
            items = is_item(self.working[following], column) and column == indent
            if column >= indent or len(run) == 1:
                self.levels.append(Level(indent, items))
                self.after = After("nothing", indent)
                return self._at_level(line, indent, self.levels[-1])
        if all(TIGHT_DASH.match(start) or BULLET.match(start) for start in starts) and self.after.has_key:
            self.levels.append(Level(indent, True))
            self.after = After("nothing", indent)
            return line
        if all(TIGHT_KEY.match(start) for start in starts):
            self.levels.append(Level(indent, False))
            self.after = After("nothing", indent)
            return line
        return self._value(line, indent, self.after.column, None)

    def _text_outside(self, line: int, indent: int) -> int:
        """A line at the margin of a text after | or >, which should be indented."""
        after = self.after
        width = after.width or after.column + 2
        what = "the text after | or > must be indented" if not after.seen else f"{spaces(indent)}, less than the text above"
        self.tell("bad-indentation", what, f"{by_spaces(width)}, if it belongs to that text", (line, indent))
        number = line
        while number < len(self.working):
            text = self.working[number]
            column = indent_of(text)
            if text.strip() and (column > after.column or key_end(text, column) is not None or is_item(text, column)):
                break
            self.working[number] = " " * width + text.lstrip(" ") if text.strip() else text
            number += 1
        after.seen, after.width = True, width
        return number

    def _at_level(self, line: int, indent: int, level: Level) -> int:
        """A line that should be a list item, or a key with its value."""
        text = self.working[line]
        rest = text[indent:]
        if TIGHT_DASH.match(rest) and (level.items or self.after.kind == "value" or key_end(text, indent + 1) is not None):
            return self._tight_dash(line, indent)
        if level.items:
            if bullet := BULLET.match(rest):
                mark = bullet[0].strip()
                self.tell_once("syntax", f"a list item begins with a dash, not with {mark}", f"write - {short(rest[bullet.end() :])}", (line, indent), len(mark))
                self.working[line] = " " * level.column + "- " + rest[bullet.end() :]
                return line
            self.tell("syntax", "a list item needs a dash", f"write - {short(rest)}", (line, indent), len(rest))
            self.working[line] = " " * level.column + "- " + BROKEN
            return line
        if tight := TIGHT_KEY.match(rest):
            at = indent + tight.end()
            self.tell("missing-space", f"a space is missing after {tight[1]}:", f"write {tight[1]}: {short(text[at:])}", (line, at))
            self.working[line] = text[:at] + " " + text[at:].lstrip()
            return line
        following = self.next(line)
        column = indent_of(self.working[following]) if following is not None else -1
        word = rest.rstrip()
        if (odd := _KEY_ODD.match(rest)) and odd[3]:
            self.tell("syntax", f"a key is followed by a colon, not by {odd[2]}", f"write {odd[1]}: {short(odd[3])}", (line, indent + odd.start(2)), len(odd[2]))
            return self._keep_key(line, indent, odd[1])
        if following is not None and re.fullmatch(r"[A-Za-z_][\w -]{0,40}", word) and (column > indent or (column == indent and is_item(self.working[following], column))):
            self.tell("syntax", f"a colon is missing after {word}", f"write {word}:", (line, indent + len(word)))
            self.working[line] = text.rstrip() + ":"
            return line
        pair = re.match(r"([a-z_][a-z0-9_]*) +(\S.*)", rest)
        hint = "write  key: value,  or indent it deeper if it goes on with the text above"
        if pair:
            hint = f"write {pair[1]}: {short(pair[2])}; or indent it deeper, if it goes on with the text above"
        self.tell("syntax", "this line is neither a key with a colon nor a list item", hint, (line, indent), len(word))
        if pair:
            return self._keep_key(line, indent, pair[1])
        self.drop(line)
        return self.drop_deeper(line, indent)

    def _keep_key(self, line: int, indent: int, key: str) -> int:
        self.working[line] = " " * indent + f"{key}: {BROKEN}"
        self.mended.moved.add(line)
        return line

    def _tight_dash(self, line: int, indent: int) -> int:
        text = self.working[line]
        self.tell_once("missing-space", "a space is missing after the dash", f"write - {short(text[indent + 1 :])}", (line, indent + 1))
        self.working[line] = text[: indent + 1] + " " + text[indent + 1 :].lstrip()
        number = line + 1
        while number < len(self.working) and (not self.working[number].strip() or indent_of(self.working[number]) > indent):
            if indent_of(self.working[number]) == indent + 1:
                self.working[number] = " " + self.working[number]
            number += 1
        return line
