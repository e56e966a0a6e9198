"""What stands behind a colon or a dash: plain texts, quotations, brackets, and what goes wrong in them.

In: a line and where its value begins. Out: the next line to look at; what may follow is in `after`. Must not know keys.
"""

import re

from resumekit.brackets import At, Brackets, Slip, after_quotes, bad_escape, end_of_quotes
from resumekit.columns import After, Columns
from resumekit.lines import BROKEN, WORD, in_quotes, indent_of, is_item, key_end, key_of
from resumekit.slips import MAX_SLIPS

_BLOCK = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])(?:\s+#.*|\s*)$")
_PREFIX = re.compile(r"(?:(?:&[\w-]+|![^\s,\[\]{}]*)(?:\s+|$))+")
_ALIAS = re.compile(r"\*[\w-]+\s*(?:\s#.*)?$")
_COLON_OR_COMMENT = re.compile(r":(?=[ \t]|$)|[ \t]#")


class Contents(Columns):
    """Reads values."""

    def _value(self, line: int, start: int, column: int, key: int | None, *, dashed: bool = False) -> int:
        """What stands after a colon or dash. `column`: where deeper lines belong to it; `key`: the key's column, or None."""
        text = self.working[line]
        has_key = key is not None
        prefix = _PREFIX.match(text, start)
        if prefix:
            start = prefix.end()
        value = text[start:]
        if not value.strip() or value.startswith("#"):
            self.after = After("value", column, line, has_key=has_key)
            return line + 1
        first = value[0]
        if first in "'\"":
            return self._quoted(line, start, column, has_key)
        if first in "[{":
            return self._bracketed(line, start, column, has_key)
        if first in "|>" and _BLOCK.match(value):
            explicit = re.search(r"[1-9]", value.split("#")[0])
            width = max(0, column) + int(explicit[0]) if explicit else 0
            self.after = After("block", column, line, start, has_key, width)
            return line + 1
        if first == "*" and _ALIAS.match(value):
            self.after = After("nothing", column, line, start, has_key)
            return line + 1
        if first in "*&!%@`|>,]}" or (first in "?-" and value[1:2] in ("", " ", "\t")):
            if first == "-" and has_key:
                following = self.next(line)
                if following is not None and is_item(self.working[following], indent_of(self.working[following])) and indent_of(self.working[following]) > column:
                    self.tell("syntax", "a list begins on the line below its key", "move the first dash to a line of its own", (line, start))
                    self.working[line] = text[:start] + BROKEN
                    self.after = After("nothing", column)
                    return self.drop_deeper(line, column)
            self.tell("unquoted-text", f"a text that begins with {first} needs quotes", f"write {in_quotes(value)}", (line, start), len(value))
            return self._break(line, start, column)
        colon = _COLON_OR_COMMENT.search(text, start)
        if colon and colon[0] == ":" and has_key:
            following = self.next(line)
            if following is not None and indent_of(self.working[following]) > column and key_end(self.working[following], indent_of(self.working[following])) is not None:
                name = key_of(text)
                self.tell("syntax", f"two keys stand on one line, {name} and {key_of(value)}", f"write {name}: alone, and the next key below it, indented", (line, start), len(value))
                self.working[line] = text[:start] + BROKEN
                self.after = After("nothing", column)
                return self.drop_deeper(line, column)
            whole = value
            name = text[key:start].rstrip() if key is not None else ""
            hint = f"write {name} {in_quotes(value)}"
            at, begin = colon.start(), start
            if dashed and key is not None and not WORD.match(key_of(text[key:])):
                whole = text[key:]
                hint, at, begin = f"write - {in_quotes(whole)}", key_end(text, key) or start, key
                self.levels.pop()
            self.tell("unquoted-text", "a text that holds a colon and a space needs quotes", hint, (line, at))
            return self._break(line, begin, column)
        self.after = After("text", column, line, start, has_key)
        return line + 1

    def _quoted(self, line: int, start: int, column: int, has_key: bool) -> int:
        end = end_of_quotes(self.working, (line, start), column)
        if end is None:
            return self._unclosed(line, start, column)
        slip = after_quotes(self.working, end)
        if slip is not None and end[0] > line:
            return self._unclosed(line, start, column)
        if slip is None and self.working[line][start] == '"':
            slip = bad_escape(self.working, (line, start), end)
        if slip is not None:
            self.tell_slip(slip)
            for number in range(line + 1, end[0] + 1):
                self.working[number] = ""
            return self._break(line, start, column)
        self.after = After("nothing", column, end[0], start, has_key)
        return end[0] + 1

    def _unclosed(self, line: int, start: int, column: int) -> int:
        mark = self.working[line][start]
        length = len(self.working[line]) - start
        self.tell("unclosed-quote", f"the quotation mark {mark} is never closed", f"put {mark} at the end of the text too, or remove this one", (line, start), length)
        return self._break(line, start, column)

    def _bracketed(self, line: int, start: int, column: int, has_key: bool) -> int:
        told = False
        while True:
            reading = Brackets(self.working, (line, start), column)
            slip = reading.slip
            if slip is None and reading.end is not None:
                slip = self._after_bracket(reading.end)
            if slip is None:
                self.after = After("nothing", column, reading.end[0] if reading.end else line, start, has_key)
                return self.after.line + 1
            if not told or slip.edit is None or len(self.mended.problems) < MAX_SLIPS:
                self.tell_slip(slip)
            told = True
            if slip.edit is None or len(self.mended.problems) >= MAX_SLIPS:
                break
            number, at = slip.at
            width, what = slip.edit
            self.working[number] = self.working[number][:at] + what + self.working[number][at + width :]
        last = reading.end[0] if reading.end else reading.line if slip.code != "unclosed-bracket" else line
        if slip.code in ("unclosed-bracket", "lost-text"):
            last = max(line, reading.line - 1)
        elif reading.end is None:
            last = self._bracket_end(column, reading.line)
        self.working[line] = self.working[line][:start] + BROKEN
        for number in range(line + 1, min(last + 1, len(self.working))):
            self.working[number] = ""
        self.after = After("nothing", column)
        return max(last, line) + 1

    def _bracket_end(self, column: int, at_least: int) -> int:
        """The last line of a bracket that cannot be read to its end."""
        last = at_least
        while last + 1 < len(self.working):
            text = self.working[last + 1]
            if text.strip() and indent_of(text) <= column and text.lstrip()[0] not in "]}":
                break
            last += 1
        return last

    def _after_bracket(self, end: At) -> Slip | None:
        text = self.working[end[0]]
        rest = text[end[1] + 1 :]
        at = end[1] + 1 + len(rest) - len(rest.lstrip())
        if not rest.strip() or (rest.lstrip().startswith("#") and at > end[1] + 1):
            return None
        if rest.lstrip()[0] in "]}":
            return Slip(code="syntax", message=f"this {text[at]} closes nothing", hint="remove it", at=(end[0], at), edit=(1, ""))
        if rest.strip() == ",":
            return Slip(code="syntax", message="nothing follows this comma", hint="remove it", at=(end[0], at), edit=(1, ""))
        return Slip(code="unquoted-text", message=f"the text goes on after {text[end[1]]}", hint="put the whole text in quotes", at=(end[0], at))
