"""Names of patients: a name beside the word "patient", beside a birth date or a record number, or after a courtesy title.

In: a passage, and who and what the profile names openly. Out: findings. Must not know a number's owner.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from resumekit.diagnostics import Severity
from resumekit.privacy.passage import Finding, Passage, Word, fail
from resumekit.privacy.rules import exactly, listed, pattern

_SAY_PATIENT = 'write "a patient" in place of the name; if it is no patient\'s, add the words to  privacy: {allow: [...]}'


class Names:
    """The names in a passage. `people`: who is named openly, each as words without case; `places`: names of places, each between spaces."""

    def __init__(self, text: Passage, people: tuple[frozenset[str], ...], places: str) -> None:
        self.text, self.words = text, text.words
        self._people, self._places = people, places

    def find(self) -> Iterator[Finding]:
        """Every name that is a patient's, or may be."""
        for index in self.text.patients:
            yield from self._after_patient(index)
            yield from self._before_patient(index)
        honorifics = exactly("honorifics")
        for index, word in enumerate(self.words):
            if word.text in honorifics:
                yield from self._after_honorific(index)
        for name in ("birth_date", "record_number"):
            for match in self.text.matches(name):
                yield from self._name_before(self.text.index_at(match.start()))
        yield from self.text.all("initials", "patient-name", "a patient's initials stand here", 'write "a patient"')

    def _after_patient(self, index: int) -> Iterator[Finding]:
        is_one = self.words[index].fold in listed("patient")
        at, gap = index + 1, self.text.gap(index)
        if gap.startswith(".") and len(self.words[index].text) <= 3:
            gap = gap[1:]
        if is_one and not self.words[index].owns and (match := pattern("dotted").match(self.text.text, self.words[index].end)):
            letters = re.sub(r"[^A-Z]", "", match[0])
            if letters not in exactly("acronyms"):
                yield fail("patient-name", (match.start() + match[0].index(letters[0]), len(match[0].rstrip()) + match.start()), "a patient's initials stand here", 'write "a patient"')
                return
        is_named = False
        for word in self.words[at : at + 5]:
            if word.fold in listed("naming"):
                is_named = True
            elif word.fold not in listed("naming_fillers"):
                break
            at += 1
        if is_named:
            gap = self.text.gap(at - 1)
        else:
            at = index + 1
        if at >= len(self.words) or len(gap) > 4 or not re.fullmatch(r"[\s,:(\"“'-]{1,4}", gap):
            return
        is_apart = bool(gap.strip(' "“'))
        first = self.words[at]
        if first.text in exactly("honorifics") or first.fold in listed("professionals"):
            return
        if is_one and not is_apart and re.fullmatch(r"[A-Z]{2}", first.text) and not self.text.is_upper:
            if first.text not in exactly("acronyms") and self.text.goes_on(at):
                yield fail("patient-name", (first.start, first.end), "a patient's initials stand here", 'write "a patient"')
            return
        name = self._name(at)
        if not name or self._is_open(name):
            return
        is_given, is_family = name[0].fold in listed("given_names"), len(name) > 1 and name[-1].fold in listed("family_names")
        shows_case = not (self.text.is_titled or self.text.is_upper)
        last = at + len(name) - 1
        if is_named or is_given or (is_family and shows_case):
            sure = is_one or (is_given and (len(name) > 1 or self.text.goes_on(last)))
            sure = sure and (not is_apart or is_named or is_given)
            sure = sure and (shows_case or is_family or (is_given and (len(name) > 1 or self.text.goes_on(last))))
            if sure:
                yield self._named(name, Severity.ERROR)
        elif is_one and shows_case and not is_apart and self.text.goes_on(last):
            yield self._named(name, Severity.ERROR if name[0].fold in listed("family_names") else Severity.WARNING)

    def _before_patient(self, index: int) -> Iterator[Finding]:
        """Who is said to be a patient: a name, a comma, "a patient" with a few words between."""
        if self.words[index].fold not in listed("patient") or not self.text.goes_on(index):
            return
        for at in range(index - 1, max(-1, index - 6), -1):
            if self.words[at].fold in ("a", "an"):
                yield from self._name_before(at)
                return
            if self.text.gap(at).strip(" -") or self.words[at].fold in listed("staff", "professionals"):
                return

    def _name_before(self, index: int) -> Iterator[Finding]:
        """A whole name that ends before a word, with a comma or a bracket between."""
        if index < 2 or index >= len(self.words) or not re.fullmatch(r"[\s,:(-]{1,4}", self.text.gap(index - 1)):
            return
        for at in range(max(0, index - 4), index - 1):
            name = self._name(at)
            if len(name) > 1 and at + len(name) == index and name[0].fold in listed("given_names") and not self._is_open(name):
                yield self._named(name, Severity.ERROR)
                return

    def _after_honorific(self, index: int) -> Iterator[Finding]:
        gap = self.text.gap(index)
        if index + 1 >= len(self.words) or gap.lstrip(".").strip(" ") or not gap:
            return
        name = self._name(index + 1, after_title=True)
        if not name or self._is_open(name):
            return
        near = {word.fold for word in self.words[max(0, index - 5) : index]} | {word.fold for word in self.words[index + len(name) + 1 : index + len(name) + 4]}
        if near & listed("staff", "professionals") and not near & listed("patient"):
            return
        whole = [self.words[index], *name]
        yield self._named(whole, Severity.ERROR if self._is_clinical else Severity.WARNING)

    @cached_property
    def _is_clinical(self) -> bool:
        return any(word.fold in listed("clinical") for word in self.words) or any(True for name in ("birth_date", "record_number") for _ in self.text.matches(name))

    def _named(self, name: list[Word], severity: Severity) -> Finding:
        shown = " ".join(f"{word.text}." if word.text in exactly("honorifics") else f"{word.text[0]}…" if len(word.text) > 1 else "…" for word in name)
        sure = severity is Severity.ERROR
        message = f"a patient is named here ({shown})" if sure else f"this may be a patient's name ({shown})"
        return Finding(start=name[0].start, end=name[-1].end, code="patient-name", severity=severity, message=message, hint=_SAY_PATIENT)

    def _name(self, at: int, *, after_title: bool = False) -> list[Word]:
        """The words of the name that begins at a word; none if it is a thing's name, or no name."""
        name: list[Word] = []
        index = at
        while index < len(self.words) and len(name) < 5:
            word = self.words[index]
            if name:
                gap = self.text.gap(index - 1)
                if gap not in (" ", "  ") and not (gap.strip(" ") == "." and len(name[-1].text) == 1):
                    break
                if word.fold in listed("things") and word.fold not in listed("family_names"):
                    return []
            is_listed = word.fold in listed("given_names") or (bool(name) and word.fold in listed("family_names"))
            is_initial = len(word.text) == 1 and word.text.isupper() and word.text != "I" and (bool(name) or after_title or self.text.gap(index).startswith("."))
            is_particle = bool(name) and word.fold in listed("particles") and index + 1 < len(self.words) and self._is_capital(self.words[index + 1])
            if not (is_initial or is_particle or self._is_capital(word) or (is_listed and (name or self._family_follows(index)))):
                if name and word.fold in listed("things") and self.text.gap(index - 1) == " ":
                    return []
                break
            if word.fold in listed("not_names", "products") and not (is_listed and name):
                break
            if not name and word.fold in listed("things") and word.fold not in listed("family_names", "given_names"):
                break
            name.append(word)
            index += 1
            if word.owns:
                break
        while name and name[-1].fold in listed("particles"):
            name.pop()
        if name and name[0].fold in listed("eponyms") and not (len(name) > 1 and name[0].fold in listed("given_names")) and not after_title:
            return []
        if name and all(len(word.text) == 1 for word in name) and not after_title:
            return []
        return name

    def _family_follows(self, index: int) -> bool:
        return index + 1 < len(self.words) and self.text.gap(index) == " " and self.words[index + 1].fold in listed("family_names") and self.words[index + 1].fold not in listed("things", "not_names")

    def _is_capital(self, word: Word) -> bool:
        """Whether a word is written as a name is: one capital, then small letters; McCoy, O'Brien and Ann-Marie too."""
        if self.text.is_upper:
            return len(word.text) > 1 and word.text.isalpha() and word.fold in listed("given_names", "family_names")
        parts = re.split(r"['-]", re.sub(r"\A(?:Mc|Mac|De|Di|La|Le|Van|Fitz)(?=[A-Z])", "", word.text))
        return len(word.text) > 1 and all(part.isalpha() and part[0].isupper() and not any(letter.isupper() for letter in part[1:]) for part in parts if part) and bool(parts[0] or parts[1:])

    def _is_open(self, name: list[Word]) -> bool:
        """Whether a name is that of someone whom the profile names anyway, or of a place."""
        words = {word.fold for word in name if len(word.text) > 1}
        if any(words and words <= person for person in self._people):
            return True
        return " " + " ".join(word.fold for word in name) + " " in self._places
