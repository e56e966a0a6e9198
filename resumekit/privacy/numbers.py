"""Numbers that belong to one person: the owner's secrets, and what leads to a patient.

In: a passage. Out: findings. Must not know a name.
"""

import re
from collections.abc import Iterator

from resumekit.diagnostics import Severity
from resumekit.privacy.passage import LEAVE_OUT, Finding, Passage, Word, fail, warn
from resumekit.privacy.rules import listed, pattern

_NEAR = 60
"""Within how many characters of a patient a telephone number is the patient's."""
_BESIDE = 14
"""The same, where the number follows the words "patient phone"."""
_CLAUSE_END = re.compile(r"[;!?]|\.\s")


def find_numbers(text: Passage, *, is_own: bool, has_own_numbers: bool) -> Iterator[Finding]:
    """Numbers and dates that belong to one person: the owner's, unless the text speaks of patients."""
    is_own = is_own and not any(word.fold in listed("patient", "patients") for word in text.words)
    yield from text.all("ssn", "own-secret" if is_own else "patient-identifier", "a Social Security number stands here", "delete it: no resume needs it, and whoever reads it can misuse it")
    for name in ("birth_date", "born"):
        for match in text.matches(name):
            if name == "born" and not listed("several").isdisjoint(text.before(match.start(), 3)):
                continue
            if is_own:
                yield warn("own-secret", match.span(), "your birth date stands here", "leave it out: employers may not ask for it")
            else:
                yield fail("patient-identifier", match.span(), "a date of birth stands here", 'leave it out; if age matters, write "a patient in her sixties"')
    yield from text.all("record_number", "patient-identifier", "a medical record number stands here", LEAVE_OUT)
    yield from text.all("identity", "own-secret", "the number of an identity document stands here", "delete it: no resume needs it", Severity.WARNING)
    if has_own_numbers:
        return
    yield from text.all("record", "patient-identifier", "the number of a record or an account stands here", LEAVE_OUT)
    yield from text.all("insurance", "patient-identifier", "the number of an insurance or a member stands here", LEAVE_OUT)
    yield from text.all("medicare", "patient-identifier", "a Medicare number stands here", LEAVE_OUT)


def find_contacts(text: Passage) -> Iterator[Finding]:
    """A telephone number, an e-mail address or a street of a patient."""
    persons = set(text.persons)
    for index in text.patients:
        word = text.words[index]
        if word in persons:
            yield from _contact(text, word, _NEAR)
        elif word.fold in listed("patient") and not listed("contacts").isdisjoint(text.after(word.end, 1)):
            yield from _contact(text, word, _BESIDE)


def _contact(text: Passage, person: Word, reach: int) -> Iterator[Finding]:
    """A telephone number, an e-mail address or a street that follows a patient in the same clause."""
    clause = _CLAUSE_END.split(text.text[person.end : person.end + 2 * _NEAR])[0]
    for name, what in (("phone", "telephone number"), ("email", "e-mail address"), ("address", "address")):
        match = pattern(name).search(clause)
        if match and match.start() <= reach:
            yield fail("patient-identifier", (person.end + match.start(), person.end + match.end()), f"a patient's {what} stands here", LEAVE_OUT)
