"""What a page says, in order and in words: a `Profile` becomes a `ResumeView`.

In: a profile (a variant already applied), labels, the credentials that stand behind it, today. Out: plain records of
text that templates only have to place. Must not know a document, a place, a template or a format.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from resumekit.diagnostics import Diagnostic, warning
from resumekit.labels import Labels
from resumekit.profile import Profile
from resumekit.rendering.prose import plain, short_address
from resumekit.rendering.sections import EntryView, Sections, SectionView

SECTION_IDS = ("summary", "certifications", "skills", "experience", "externships", "achievements", "education", "training", "memberships", "volunteering", "awards", "letters", "languages")
"""Every section's id, in the order of a resume of someone with experience; letters are shown only where asked for."""
_CURRENT = ("current", "expiring", "no-expiry")


class Held(Protocol):
    """A credential as `evidence` assessed it."""

    @property
    def path(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def letters(self) -> str: ...
    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A way to reach someone: what is printed, where it leads (may be empty), what it is (location, phone, email, link)."""

    kind: str
    text: str
    href: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """The head of the page. `letters`: what may stand after the name today, such as "CMA (AAMA)"."""

    name: str
    letters: tuple[str, ...] = ()
    headline: str = ""
    contact: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeView:
    """A resume, ready to be placed. `meta`: author and keywords for a file's properties; `problems`: what was left out, and why."""

    title: str
    language: str
    person: PersonView
    sections: tuple[SectionView, ...]
    meta: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()


def view(profile: Profile, labels: Labels, *, today: date, credentials: Iterable[Held] = (), sections: Sequence[str] | None = None) -> ResumeView:
    """Word and order everything that a resume shows; `sections`: the ids or titles wanted, in order, or None for all."""
    held = tuple(credentials)
    writer = Sections(profile, labels, today, {item.path: item.status for item in held})
    person, problems = _person(profile, held)
    wanted = list(sections) if sections is not None else _default_sections(profile)
    joined = "skills" in wanted and bool(profile.skills) and "languages" not in wanted
    if sections is None and not joined:
        wanted.append("languages")
    made = [section for name in dict.fromkeys(wanted) if (section := writer.make(name, with_languages=joined))]
    keywords = [plain(name) for name in (*(item.name for item in profile.certifications), *(item.name for item in profile.skills))]
    name = ", ".join(part for part in (person.name, *person.letters) if part)
    return ResumeView(
        title=", ".join(part for part in (person.name, person.headline) if part) or labels.sections["summary"],
        language=labels.language,
        person=person,
        sections=tuple(made),
        meta={"author": name, "keywords": ", ".join(dict.fromkeys(word.replace(",", "") for word in keywords if word))},
        words=labels.words,
        problems=tuple(problems),
    )


def _default_sections(profile: Profile) -> list[str]:
    order = [name for name in SECTION_IDS if name not in ("letters", "languages")]
    if not _worked_since(profile):
        order.remove("externships")
        order.insert(order.index("skills"), "externships")
    return order + list(profile.sections)


def _worked_since(profile: Profile) -> bool:
    """Whether a job began after the last externship did; without one, what was learned there is what counts most."""
    if not profile.externships:
        return bool(profile.experience)
    last = max((record.start.first_day() for record in profile.externships if record.start), default=date.min)
    return any(job.start is None or job.start.last_day() >= last for job in profile.experience)


# The head ----------------------------------------------------------------------------------------------------------------


def _person(profile: Profile, held: Sequence[Held]) -> tuple[PersonView, list[Diagnostic]]:
    person = profile.person
    usable = [item.letters for item in held if item.letters and item.status in _CURRENT]
    name, lapsed = _bare_name(plain(person.name or ""), held, usable)
    shown = {record.path for record in profile.certifications if record.name}
    letters = dict.fromkeys(item.letters for item in held if item.letters and item.status in _CURRENT and item.path in shown)
    problems = [
        warning("credential-expired", f"{found} is not current, so it does not stand after the name", path="person.name", hint="renew it, or take the letters out of person.name") for found in lapsed
    ]
    contact = []
    location = " ".join(part for part in (plain(person.location or ""), plain(person.zip or "")) if part)
    if location:
        contact.append(Contact(kind="location", text=location))
    if person.phone:
        digits = ("+" if person.phone.strip().startswith("+") else "") + "".join(character for character in person.phone if character.isascii() and character.isdigit())
        contact.append(Contact(kind="phone", text=plain(person.phone), href=f"tel:{digits}" if len(digits) > 2 else ""))
    if person.email:
        contact.append(Contact(kind="email", text=person.email, href=f"mailto:{person.email}"))
    contact.extend(Contact(kind="link", text=short_address(link.url), href=link.url, label=plain(link.label or "")) for link in person.links if link.url)
    return PersonView(name=name, letters=tuple(letters), headline=plain(person.headline or ""), contact=tuple(contact)), problems


def _bare_name(name: str, held: Sequence[Held], usable: Sequence[str]) -> tuple[str, list[str]]:
    """The name without letters of credentials typed behind it, and those of them that may not be used.

    However they are typed: "CMA (AAMA)", "C.M.A.", "CMA-AAMA"; behind a comma, or in capitals at the end.
    """
    known: dict[str, bool] = {}
    for item in held:
        if item.letters:
            for form in (item.letters, item.letters.split(" (")[0], item.name):
                known[_bare(form)] = known.get(_bare(form), False) or item.letters in usable
    lapsed: list[str] = []
    first, *rest = name.split(",")
    kept = []
    for part in rest:
        if _bare(part) not in known:
            kept.append(part)
        elif not known[_bare(part)]:
            lapsed.append(part.strip())
    words = first.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        if tail.isupper() and _bare(tail) in known:
            first = " ".join(words[:-count])
            if not known[_bare(tail)]:
                lapsed.insert(0, tail)
            break
    return ",".join([first, *kept]).strip(" ,"), lapsed


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()


__all__ = ["SECTION_IDS", "Contact", "EntryView", "Held", "PersonView", "ResumeView", "SectionView", "view"]
