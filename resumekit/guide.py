"""The guide to a career, for people to read: its records, and what browsing shows of it.

In: a `Career` and its document. Out: a `Guide`, and reports of its contents or of one section. Nothing in a guide decides a
status, so it is read when someone asks for it and not when a profile is checked. Must not know a career by name.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlsplit

from resumekit.blocks import Block, Bullets, Heading, Item, Line, Paragraph, Span, Table
from resumekit.career import Career, Credential
from resumekit.demands import Demand, Support, Texts, needed, optional
from resumekit.diagnostics import Diagnostic, error
from resumekit.document import Document, read_document
from resumekit.files import inside
from resumekit.schema import OneOf, Record, ShortFor, Words, read_record, suggestion

ALL = "all"
"""The name that stands for every section."""


# What is read --------------------------------------------------------------------------------------------------------------


class Figure(Record):
    """A figure, and where it is from. The same name may come twice: an older figure and a newer one."""

    name: Words = needed("What it counts.", "Median pay a year")
    value: Words = needed("The figure, with its unit.", '"$38,500"')
    source: Words = needed("The id of the source that it was read in.", "example-page")
    note: Words | None = optional("What else to know, such as the period.", "May 2024")


class GuideLine(Record):
    """A line of a list."""

    text: Words = needed("The line.", "Greets patients.")
    detail: Words | None = optional("A second line.", "By name.")


Lines = tuple[Annotated[GuideLine, ShortFor("text")], ...]


class GuidePart(Record):
    """A part of a section under its own title: a time of the day, a question, a case."""

    title: Words = needed("Its title.", "Morning")
    text: Texts = optional("Paragraphs.", "Patients arrive and are prepared.", ())
    items: Lines = optional("A list, a line each.", None, ())
    figures: tuple[Figure, ...] = optional("Figures, each with its source.", None, ())


class GuideSection(Record):
    """A section of the guide."""

    id: Words = needed("Its id.", "salary")
    title: Words = needed("Its title.", "Salary")
    text: Texts = optional("Paragraphs.", "Pay depends on the region and the setting.", ())
    figures: tuple[Figure, ...] = optional("Figures, each with its source.", None, ())
    items: Lines = optional("A list, a line each.", None, ())
    parts: tuple[GuidePart, ...] = optional("Parts with titles of their own.", None, ())
    shows: OneOf[Literal["skill_map", "tiers", "tech_skills", "soft_abilities", "tech_stack", "specialties", "portfolio", "mistakes", "advice", "credentials"]] | None = optional(
        "A list of the career that belongs here.", "tiers"
    )


class Guide(Record):
    """A career's guide: its sections in the order of reading."""

    sections: tuple[GuideSection, ...] = needed("Its sections.", None)

    def section(self, name: str) -> GuideSection | None:
        """The section of this id, or None."""
        return next((one for one in self.sections if one.id == name), None)


def read_guide(career: Career, document: Document) -> tuple[Guide, Document, list[Diagnostic]]:
    """Read the guide that a career names, beside its file: the guide (without one, the career's own lists), its document, all problems."""
    nothing = Guide(sections=())
    if career.guide is None:
        return _of_lists(career), document, []
    place = document.locate_value("guide")
    folder = document.folder_of(place)
    if os.path.isabs(career.guide) or inside(folder, career.guide) is None:
        problem = error("include-outside", f"{career.guide} lies outside the career's folder", path="guide", place=place, hint="move the file beside the career's")
        return nothing, document, [problem]
    if inside(folder, career.guide) == inside(folder, os.path.basename(document.file)):
        return nothing, document, [error("include-cycle", f"{career.guide} is the career itself", path="guide", place=place, hint="put the guide into a file of its own")]
    made = read_document(os.path.join(folder, career.guide))
    if made.root is None:
        problems = [error(one.code, one.message, path="guide", place=place, hint=one.hint) if one.code.startswith("file-") else one for one in made.problems]
        return nothing, made, problems
    guide, problems = read_record(Guide, made.root, complete=not made.problems)
    problems = [*made.problems, *problems]
    if guide is None:
        return nothing, made, problems
    return guide, made, problems + list(_check(guide, career, made))


def _of_lists(career: Career) -> Guide:
    """The guide of a career that has none: a section for each of its lists."""
    filled = [key for key in _LISTS if getattr(career.supporting if hasattr(career.supporting, key) else career, "groups" if key == "skill_map" else key)]
    return Guide(sections=tuple(GuideSection(id=key.replace("_", "-"), title=key.replace("_", " ").capitalize(), shows=key) for key in filled))


def _check(guide: Guide, career: Career, document: Document) -> Iterator[Diagnostic]:
    """Sections given twice, figures from a source that is not listed."""
    seen: set[str] = set()
    for section in guide.sections:
        if section.id in seen or section.id == ALL:
            path = f"{section.path}.id"
            message = f"{section.id} is given twice in sections" if section.id in seen else f"{ALL} means every section"
            yield error("duplicate-key", message, path=path, place=document.locate_value(path), hint="rename it")
        seen.add(section.id)
        for figure in figures(section):
            if figure.source not in career.sources_by_id:
                path = f"{figure.path}.source"
                yield error("bad-value", f"there is no source {figure.source}", path=path, place=document.locate_value(path), hint=suggestion(figure.source, career.sources_by_id))


def figures(section: GuideSection) -> list[Figure]:
    """The figures of a section, those of its parts included."""
    return [*section.figures, *(figure for part in section.parts for figure in part.figures)]


# What browsing shows -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionTitle:
    """A line of the contents; `items` is how much is in the section: lines, figures and parts."""

    id: str
    title: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure with its source in full."""

    name: str
    value: str
    source: str
    url: str
    as_of: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """A line; `id` is its id in the pack, empty where it has none; `item` its number in the guide that the pack was written from."""

    id: str = ""
    item: str = ""
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part of a section under its own title; `id` and `item` as of a line."""

    id: str = ""
    item: str = ""
    title: str
    text: tuple[str, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    items: tuple[ShownItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSection:
    """A section with all that belongs into it."""

    id: str
    title: str
    text: tuple[str, ...]
    figures: tuple[ShownFigure, ...]
    items: tuple[ShownItem, ...]
    parts: tuple[ShownPart, ...]

    def blocks(self, level: int) -> list[Block]:
        """The section as blocks, its title at `level`."""
        made: list[Block] = [Heading(text=self.title, level=level), *_body(self.text, self.figures, self.items)]
        for part in self.parts:
            made += [Heading(text=part.title, level=level + 1), *_body(part.text, part.figures, part.items)]
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a career's guide holds. `_called`: how the reader named the career."""

    career: str
    name: str
    about: str
    as_of: str
    figures: tuple[ShownFigure, ...]
    sections: tuple[SectionTitle, ...]
    _called: str = ""

    def outline(self) -> list[Block]:
        """The contents as blocks."""
        blocks: list[Block] = [Heading(text=self.name, level=1), *([Paragraph(line=self.about, lead=True)] if self.about else []), Paragraph(line=Span(f"facts checked {self.as_of}", "soft"))]
        if self.figures:
            blocks += [Heading(text="At a glance"), _figures(self.figures)]
        if self.sections:
            blocks += [Heading(text="Sections"), Table(columns=("Section", "What it is"), rows=tuple((one.id, one.title) for one in self.sections))]
            blocks.append(Paragraph(line=Span(f"Read a section: resumekit careers show {self._called or self.career} {self.sections[0].id}; everything: {ALL} instead of its name.", "soft")))
        return blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One section of a career's guide, or all of them."""

    career: str
    name: str
    sections: tuple[ShownSection, ...]

    def outline(self) -> list[Block]:
        """The sections as blocks: one under its own title, several under the career's."""
        if len(self.sections) == 1:
            return self.sections[0].blocks(1)
        return [Heading(text=self.name, level=1), *(block for section in self.sections for block in section.blocks(2))]


def contents(career: Career, guide: Guide, called: str = "") -> Contents:
    """The contents of a guide. What the first section counts is shown at a glance."""
    shown = browse(career, guide, ALL).sections
    titles = tuple(SectionTitle(id=one.id, title=one.title, items=len(one.items) + len(one.figures) + len(one.parts)) for one in shown)
    return Contents(career=career.id, name=career.name, about=career.about or "", as_of=str(career.as_of), figures=shown[0].figures if shown else (), sections=titles, _called=called)


def browse(career: Career, guide: Guide, name: str) -> Reading:
    """The section `name`, or with `all` every one; none where the guide has no such section."""
    chosen = [one for one in guide.sections if name in (one.id, ALL)]
    return Reading(career=career.id, name=career.name, sections=tuple(_shown(section, career) for section in chosen))


def browse_credential(career: Career, name: str) -> Reading | None:
    """All that the registry holds of one credential; None if it has none of this id."""
    one = career.credentials_by_id.get(name)
    if one is None:
        return None
    renewal, issuer = one.renewal, career.issuers_by_id.get(one.issuer or "")
    units = f", {renewal.units:g} {renewal.unit or 'units'}" if renewal and renewal.units else ""
    asks = [f"{renewal.method}{units}", renewal.split, *renewal.needs] if renewal else []
    asks += [f"each year: {renewal.yearly}" if renewal.yearly else None, renewal.lead_time, renewal.note] if renewal else []
    facts: dict[str, list[str | None]] = {
        "Issuer": [f"{issuer.name} ({issuer.domain})" if issuer and issuer.domain else issuer.name if issuer else "anyone may issue it"],
        "How long it lasts": [_term(one), one.expiry.detail, one.expiry.grace],
        "What renewing asks for": asks if one.is_renewable else ["it cannot be renewed"],
        "What it verifies": [_name(career, skill) for skill in one.evidences],
        "What its exam asks about, which is no proof": [_name(career, skill) for skill in one.covers],
        "How people write it": list(one.spellings),
        "Short forms that need its issuer beside them": list(one.needs_issuer),
        "What no page confirms": [text.replace("_", " ").replace(".", ": ") for text in one.unverified] or ([] if one.verified else ["how long it is valid"]),
        "What else to know": [one.note],
    }
    parts = [ShownPart(title=title, items=tuple(ShownItem(text=text) for text in texts if text)) for title, texts in facts.items() if any(texts)]
    if one.not_this:
        parts.append(ShownPart(title="What it is not", items=tuple(ShownItem(text=look.text, detail=look.because) for look in one.not_this)))
    read = [career.sources_by_id[source] for source in one.sources]
    parts.append(ShownPart(title="Where this was read", items=tuple(ShownItem(id=page.id, text=page.url, detail=", ".join(text for text in (page.as_of, page.kind) if text)) for page in read)))
    section = ShownSection(id=one.id, title=one.name, text=(one.kind.replace("-", " "),), figures=(), items=(), parts=tuple(parts))
    return Reading(career=career.id, name=career.name, sections=(section,))


def _shown(section: GuideSection, career: Career) -> ShownSection:
    items = tuple(ShownItem(text=one.text, detail=one.detail or "") for one in section.items)
    parts = tuple(ShownPart(title=part.title, text=part.text, figures=_sourced(part.figures, career), items=_lines(part.items)) for part in section.parts)
    if section.shows:
        more_items, more_parts = _LISTS[section.shows](career)
        items, parts = items + more_items, parts + more_parts
    return ShownSection(id=section.id, title=section.title, text=section.text, figures=_sourced(section.figures, career), items=items, parts=parts)


def _lines(lines: Lines) -> tuple[ShownItem, ...]:
    return tuple(ShownItem(text=one.text, detail=one.detail or "") for one in lines)


def _sourced(found: tuple[Figure, ...], career: Career) -> tuple[ShownFigure, ...]:
    made = []
    for figure in found:
        source = career.sources_by_id.get(figure.source)
        name = (source.name or urlsplit(source.url).netloc) if source else figure.source
        made.append(ShownFigure(name=figure.name, value=figure.value, source=name, url=source.url if source else "", as_of=(source.as_of if source else None) or "", note=figure.note or ""))
    return tuple(made)


# The career's own lists ----------------------------------------------------------------------------------------------------

Shown = tuple[tuple[ShownItem, ...], tuple[ShownPart, ...]]


def _skill_map(career: Career) -> Shown:
    parts = []
    for group in career.groups:
        skills = [career.skills_by_id[skill] for skill in group.skills]
        items = tuple(ShownItem(id=skill.id, text=skill.name, detail=_made_of(career, skill.all_of, skill.any_of, skill.requires.name if skill.requires else "")) for skill in skills)
        parts.append(ShownPart(id=group.id, title=group.name, text=(group.about,) if group.about else (), items=items))
    return (), tuple(parts)


def _tiers(career: Career) -> Shown:
    parts = []
    for tier in career.tiers:
        years = (f"Experience: {tier.years}.",) if tier.years else ()
        items = tuple(ShownItem(text=one.text) for one in tier.requirements)
        parts.append(ShownPart(id=tier.id, item=tier.item or "", title=tier.name, text=years + tier.about, items=items))
    return (), tuple(parts)


def _supports(name: str) -> Callable[[Career], Shown]:
    def made(career: Career) -> Shown:
        listed: tuple[Support, ...] = getattr(career.supporting, name)
        return tuple(ShownItem(id=one.id, item=one.item or "", text=one.text, detail=_shown_by(career, one)) for one in listed), ()

    return made


def _demands(name: str) -> Callable[[Career], Shown]:
    def made(career: Career) -> Shown:
        listed: tuple[Demand, ...] = getattr(career, name)
        return tuple(ShownItem(id=one.id, item=one.item or "", text=one.text, detail=" ".join(part for part in (one.step, one.note) if part)) for one in listed), ()

    return made


def _specialties(career: Career) -> Shown:
    return tuple(ShownItem(id=one.id, text=one.name, detail=_listed([career.credentials_by_id[name].name for name in one.credentials])) for one in career.specialties), ()


def _credentials(career: Career) -> Shown:
    issuers: dict[str, list[Credential]] = {}
    for credential in career.credentials:
        issuer = career.issuers_by_id[credential.issuer].name if credential.issuer else "Any issuer"
        issuers.setdefault(issuer, []).append(credential)
    parts = []
    for issuer, listed in issuers.items():
        parts.append(ShownPart(title=issuer, items=tuple(ShownItem(id=one.id, text=one.name, detail=_validity(career, one)) for one in listed)))
    return (), tuple(parts)


_LISTS: dict[str, Callable[[Career], Shown]] = {
    "skill_map": _skill_map,
    "tiers": _tiers,
    "tech_skills": _supports("tech_skills"),
    "soft_abilities": _supports("soft_abilities"),
    "tech_stack": _supports("tech_stack"),
    "specialties": _specialties,
    "portfolio": _demands("portfolio"),
    "mistakes": _demands("mistakes"),
    "advice": _demands("advice"),
    "credentials": _credentials,
}


def _shown_by(career: Career, support: Support) -> str:
    """What shows a supporting item, in words."""
    words = [] if not support.words else ["words such as " + _listed([_readable(text) for text in support.words[:3]], "or")]
    skills = _listed([_name(career, skill) for skill in support.all_of] + words)
    if support.any_of:
        skills = _listed([_name(career, skill) for skill in support.any_of], "or") + (f"; {skills}" if skills else "")
    shown = f"Shown by {skills}." if skills else ""
    if any(condition.private for condition in support.met_when):
        shown += " No patient data may stand in the profile."
    return " ".join(part for part in (shown, support.note) if part)


def _made_of(career: Career, all_of: tuple[str, ...], any_of: tuple[str, ...], required: str) -> str:
    """The parts of a skill in words; nothing where it stands for itself."""
    names = [_name(career, skill) for skill in all_of] + ([required] if required else [])
    either = _listed([_name(career, skill) for skill in any_of], "or")
    return f"Asks for: {'; '.join([*names, either] if either else names)}." if names or either else ""


def _validity(career: Career, credential: Credential) -> str:
    renewal = credential.renewal if credential.is_renewable else None
    units = f"renewing asks for {renewal.units:g} {renewal.unit or 'units'}{'' if credential.counted_units else ' (unconfirmed)'}" if renewal and renewal.units else ""
    evidences = "verifies " + _listed([_name(career, skill) for skill in credential.evidences]) if credential.evidences else ""
    return f"{credential.id}: " + "; ".join(part for part in (_term(credential), units, evidences) if part)


def _term(credential: Credential) -> str:
    """How long a credential is valid, in words, and whether no page confirms that."""
    if credential.retired:
        return "no longer issued"
    if credential.expiry.rule == "none":
        return "does not expire"
    if not credential.validity_months:
        return "valid until the date on it"
    years, months = divmod(credential.validity_months, 12)
    valid = f"{credential.validity_months} months" if months else "1 year" if years == 1 else f"{years} years"
    return f"valid for {valid}{'' if credential.term else ' (unconfirmed)'}"


def _name(career: Career, skill: str) -> str:
    name = career.skills_by_id[skill].name
    return name if any(char.isupper() for char in name.split(" ", 1)[0][1:]) else name[:1].lower() + name[1:]


def _readable(spelling: str) -> str:
    """A spelling as someone would write it: the first of each alternative."""
    return f'"{" ".join(part.split("|")[0].lstrip("=") for part in spelling.split())}"'


def _listed(texts: list[str], word: str = "and") -> str:
    texts = list(dict.fromkeys(text for text in texts if text))
    return "".join(texts) if len(texts) < 2 else f"{', '.join(texts[:-1])}{',' if len(texts) > 2 else ''} {word} {texts[-1]}"


def _body(text: tuple[str, ...], shown: tuple[ShownFigure, ...], items: tuple[ShownItem, ...]) -> list[Block]:
    blocks: list[Block] = [Paragraph(line=paragraph) for paragraph in text]
    if shown:
        blocks.append(_figures(shown))
    if items:
        blocks.append(Bullets(items=tuple(Item(line=one.text, why=Span(one.detail, "soft") if one.detail else "") for one in items)))
    return blocks


def _figures(shown: tuple[ShownFigure, ...]) -> Table:
    rows: list[tuple[Line, ...]] = [(one.name, one.value, f"{one.source}, {one.as_of}" if one.as_of else one.source, Span(one.note, "soft")) for one in shown]
    has_notes = any(one.note for one in shown)
    return Table(columns=("Figure", "Value", "Source", "Note")[: 4 if has_notes else 3], rows=tuple(row if has_notes else row[:3] for row in rows))
