"""Which evidence belongs to which entry, and the number it has in the portfolio.

In: a `Profile`. Out: `Exhibit` records, lettered by part in the order of the contents and numbered within it. Must not
know what an exhibit's file holds, or how it is shown.
"""

import os
from dataclasses import dataclass

from resumekit.profile import Profile, files_of
from resumekit.schema import Record

PARTS = ("certifications", "externships", "experience", "education", "skills", "training", "achievements", "letters", "memberships", "volunteering", "awards")
"""The sections whose entries may have evidence, in the order of the portfolio's contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One evidence document. `entry`: the path of the entry that it proves; `number`: such as "B-2"."""

    number: str
    entry: str
    title: str
    file: str
    kind: str


def find_exhibits(profile: Profile) -> tuple[Exhibit, ...]:
    """Every evidence document of the profile, once; a file that several entries name belongs to the first."""
    found: list[Exhibit] = []
    seen: set[str] = set()
    letter = 0
    for section in PARTS:
        count = 0
        for entry in getattr(profile, section):
            for _, name in files_of(entry):
                if "://" in name or name in seen:
                    continue
                seen.add(name)
                count += 1
                found.append(Exhibit(number=f"{chr(65 + letter)}-{count}", entry=entry.path, title=_title(entry), file=name, kind=os.path.splitext(name)[1][1:].upper()))
        letter += bool(count)
    return tuple(found)


def _title(entry: Record) -> str:
    """What the entry is called: its first text."""
    for key in ("name", "title", "site", "employer", "institution", "organization", "program"):
        value = getattr(entry, key, None)
        if isinstance(value, str):
            return value
    return entry.path
