"""Details that give a patient away: days, great ages, rooms, cases that others know, and files that show one.

In: a passage. Out: findings, all likely ones. Must not know a name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from resumekit.privacy.numbers import find_numbers
from resumekit.privacy.passage import Finding, Passage, warn
from resumekit.privacy.rules import listed, pattern

_SENTENCE = 160
"""Within how many characters of a patient a date is that of a visit."""
_MOST_PERSONS = 20
"""How many patients of a passage are looked at."""


def find_details(text: Passage) -> Iterator[Finding]:
    """What is said of a patient that tells who it is."""
    yield from _dates(text)
    yield from _ages(text)
    yield from _rooms(text)
    yield from _known_cases(text)
    for match in text.matches("relative"):
        yield warn("patient-detail", match.span(), "someone close to you is named with an illness or a treatment", 'readers may know who it is: write "a relative", or leave it out')


def _near(text: Passage, at: int) -> bool:
    """Whether a patient is spoken of in the same sentence."""
    sentence = text.sentence(at)
    return any(abs(person.start - at) <= _SENTENCE and text.sentence(person.start) == sentence for person in text.persons[:_MOST_PERSONS])


def _dates(text: Passage) -> Iterator[Finding]:
    hint = "leave the day out; a year is enough"
    for match in text.matches("stay"):
        yield warn("patient-detail", match.span(), "the day of someone's stay stands here", hint)
    if text.persons:
        for name in ("full_date", "visit"):
            for match in text.matches(name):
                if _near(text, match.start()):
                    yield warn("patient-detail", match.span(), "a day and a patient stand together", hint)


def _ages(text: Passage) -> Iterator[Finding]:
    for match in text.matches("age"):
        if pattern("after_no_age").match(text.text, match.end()) or pattern("before_no_age").search(text.text, max(0, match.start() - 12), match.start()):
            continue
        around = {*text.before(match.start(), 3), *text.after(match.end(), 2)}
        if around & listed("several", "aged_things"):
            continue
        yield warn("patient-detail", match.span(), "an age over 89 tells who someone is", 'write "over 89"')


def _rooms(text: Passage) -> Iterator[Finding]:
    for match in text.matches("room"):
        before = "".join(text.before(match.start(), 1)) if text.text[max(0, match.start() - 2) : match.start()].strip(" ").isalnum() else ""
        is_work_room = before in listed("work_rooms")
        is_noun = is_work_room or before in listed("found_in") or "#" in match[0] or match[0][:4].lower() != "room"
        if before not in listed("found_in") and not listed("crowds").isdisjoint(text.after(match.end(), 1)):
            continue
        if is_work_room or not is_noun:
            # Without a patient, it is where someone worked, or how many people she roomed.
            is_dated = is_work_room and pattern("full_date").search(text.text, max(0, match.start() - _SENTENCE), match.end() + _SENTENCE)
            if not is_dated and not (_near(text, match.start()) and (is_work_room or match[0][0].isupper())):
                continue
        yield warn("patient-detail", match.span(), "a room or a bed leads to whoever lay in it", "leave the number out")


def _known_cases(text: Passage) -> Iterator[Finding]:
    message, hint = "a case that others know tells who the patient is", 'say it in general: "a patient with an unusual condition"'
    for name in ("only_one", "public", "news_event"):
        for match in text.matches(name):
            yield warn("patient-detail", match.span(), message, hint)
    for match in text.matches("rare_case"):
        if _near(text, match.start()) and pattern("where_or_when").search(text.text, max(0, match.start() - _SENTENCE), match.end() + _SENTENCE):
            yield warn("patient-detail", match.span(), message, hint)


def find_in_file_name(text: Passage) -> Iterator[Finding]:
    """A file whose name says that it shows a patient, or holds a patient's number."""
    stem = re.sub(r"\.\w{1,5}\Z", "", text.text.replace("\\", "/").rpartition("/")[2])
    parts = [part for part in re.split(r"[^a-zà-ÿ0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem).casefold()) if part]
    pairs = [f"{first}-{second}" for first, second in pairwise(parts)]
    words = {*parts, *pairs}
    span = (len(text.text) - len(text.text.replace("\\", "/").rpartition("/")[2]), len(text.text))
    shown = words & listed("patient", "patients") and words & listed("files_of_patient")
    if words & listed("files_always") or ((words & listed("files_usually") or shown) and not words & listed("files_other")):
        yield warn("patient-detail", span, "this file's name says that it shows a patient", "look through it: no name, face, number or date of a patient may be seen; then give it another name")
    spaced = Passage(re.sub(r"[_]|-(?=\D)|(?<=\D)-", " ", stem))
    for one in find_numbers(spaced, is_own=False, has_own_numbers=False):
        yield replace(one, start=span[0], end=span[1])
