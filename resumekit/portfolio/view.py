"""What a portfolio says, part by part: a profile, what stands behind it and its evidence become a `PortfolioView`.

In: a profile (a variant already applied), its resume's view, the assessment and the skill-gap report, the exhibits.
Out: plain records of text that a template only has to place. Must not know a document, a place, a template or a format.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from resumekit.charts import COLOURS, Column, Mark, skill_map
from resumekit.dates import PartialDate
from resumekit.evidence import BACKED, Assessment, Evidence
from resumekit.labels import Labels
from resumekit.portfolio.exhibits import Exhibit, entry_titles
from resumekit.portfolio.proofs import Proofs
from resumekit.portfolio.site import Shown
from resumekit.profile import Profile
from resumekit.rendering.pdf import ASSET
from resumekit.rendering.prose import plain, short_address
from resumekit.rendering.view import EntryView, PersonView, ResumeView, view
from resumekit.skillgap import SkillGapReport

_ENTRY_PARTS = ("certifications", "externships", "experience", "education", "training", "achievements", "letters", "memberships", "volunteering", "awards")
_SHOWN_EVIDENCE = 2
_PICTURE = 72 / 150
"""Points of a picture's pixel where it is largest: 150 to the inch."""
_AS_LARGE_AS_FITS = 1000.0
_CHECKSUM = 12
_LAST_TOGETHER = 3
"""Parts at the end of what is told that share a page, so that it does not hold a single award."""
_QUIET = 4
"""Modules of light around a QR code."""
PLACE = "exhibit-page-"
"""How the pictures are named that stand for the pages of exhibits, each followed by its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRow:
    """A skill of the map. `word`: its status in the page's language; `proofs`: what stands behind it, `exhibits`: where to see it."""

    name: str
    status: str
    word: str
    proofs: tuple[str, ...]
    exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGroupView:
    """A group of the skill map, and how much of it is backed."""

    name: str
    note: str
    rows: tuple[SkillRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetencyRow:
    """A competency that was signed off: how often, and when."""

    name: str
    count: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code: `path` draws its dark modules on a square of `size` modules, quiet zone included; `words` say what it is."""

    size: int
    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG that a template places as it is."""

    svg: str

    def __html__(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """An entry that a document proves: its title, alone and with its section's, and where the portfolio has it."""

    title: str
    about: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An exhibit in a site: its document's address, its thumbnail's (may be empty) with its size in px, and what is said of it."""

    number: str
    title: str
    proves: tuple[Proven, ...]
    facts: str
    file: str
    picture: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofEntry:
    """An entry with its exhibits; `competencies` only for externships; `status`, `verify` and `code` only for credentials."""

    entry: EntryView
    anchor: str
    exhibits: tuple[Exhibit, ...] = ()
    competencies: tuple[CompetencyRow, ...] = ()
    status: str = ""
    verify: str = ""
    code: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """An exhibit in the index at the end. `checksum`: how the SHA-256 of the person's own file begins; `copied`: that of a site's copy."""

    number: str
    proves: tuple[Proven, ...]
    file: str
    pages: str
    checksum: str
    copied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of an exhibit: what its stamp says, and the document's place below it.

    `id`: what links to it name; `source`: the address of the picture that stands for the document, `alt` its words. The document
    is `width` x `height` pt, and may be drawn larger at most `most` times. `first`: its exhibit begins here.
    """

    id: str
    number: str
    title: str
    proves: tuple[Proven, ...]
    page: str
    file: str
    source: str
    alt: str
    width: float
    height: float
    most: float
    first: bool

    @property
    def is_wide(self) -> bool:
        """Whether the document lies on its side, and its page with it."""
        return self.width > self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the portfolio. `kind`: resume, skills, credentials, entries, letters, exhibits or documents.

    Exhibits have `sheets`, a page each, and `cards`, one an exhibit, where a site shows them. `picture`: the skill map.
    `run_on`: it may follow the part before it on the same page; `holds`: the next one should.
    """

    id: str
    title: str
    kind: str
    entries: tuple[ProofEntry, ...] = ()
    groups: tuple[SkillGroupView, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    cards: tuple[Card, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    picture: Drawing | None = None
    lead: str = ""
    run_on: bool = False
    holds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioView:
    """A portfolio, ready to be placed. `words`: the labels that the template prints itself."""

    title: str
    language: str
    person: PersonView
    kind: str
    resume: ResumeView
    parts: tuple[Part, ...]
    words: dict[str, str]


def portfolio_view(
    profile: Profile,
    *,
    resume: ResumeView,
    assessment: Assessment,
    report: SkillGapReport,
    exhibits: tuple[Exhibit, ...],
    shown: Sequence[Shown] = (),
    names: Mapping[str, str] | None = None,
    labels: Labels,
    today: date,
) -> PortfolioView:
    """Word and order everything that a portfolio shows.

    `shown`: the exhibits' files, where it becomes a site; `names`: of skills and groups by their ids, where they are not the career's own.
    """
    writer = _Writer(profile, assessment=assessment, report=report, exhibits=exhibits, names=names or {}, labels=labels, today=today)
    parts = [Part(id="resume", title=labels.word("resume"), kind="resume"), writer.skill_map(), *writer.entry_parts()]
    if exhibits:
        writer.shown = {item.entry.path for part in parts for item in part.entries}
        parts.append(Part(id="exhibits", title=labels.word("exhibits"), kind="exhibits", sheets=tuple(writer.sheets()), cards=tuple(writer.cards(shown))))
        parts.append(Part(id="documents", title=labels.word("exhibit_index"), kind="documents", documents=tuple(writer.rows(shown)), lead=labels.word("index_note")))
    month = labels.date(_month(today))
    count = len(exhibits)
    kind = labels.word("portfolio_of_one" if count == 1 else "portfolio_of", count=str(count), date=month) if count else f"{labels.word('portfolio')}, {month}"
    return PortfolioView(
        title=f"{resume.person.name}, {labels.word('portfolio')}",
        language=resume.language,
        person=resume.person,
        kind=kind,
        resume=resume,
        parts=tuple(part for part in parts if part.entries or part.groups or part.kind in ("resume", "exhibits", "documents")),
        words=labels.words,
    )


class _Writer:
    """Words the parts of one portfolio."""

    def __init__(self, profile: Profile, *, assessment: Assessment, report: SkillGapReport, exhibits: tuple[Exhibit, ...], names: Mapping[str, str], labels: Labels, today: date) -> None:
        self.names = names
        self.profile = profile
        self.report = report
        self.labels = labels
        self.exhibits = exhibits
        self.today = today
        self.shown: set[str] = set()
        self.titles = entry_titles(profile)
        self.words = Proofs(profile, assessment.credentials, labels)
        self.statuses = {held.path: str(held.status) for held in assessment.credentials}
        wanted = _ENTRY_PARTS
        self.sections = {section.id: section for section in view(profile, labels, today=today, credentials=assessment.credentials, sections=wanted).sections}

    def skill_map(self) -> Part:
        """The skill map as groups of rows, with what stands behind each skill."""
        groups = []
        for group in self.report.groups:
            note = self.labels.word("backed_of", backed=str(group.backed), total=str(group.total)) if group.required else self.labels.word("paths")
            rows = tuple(
                SkillRow(name=self.names.get(skill.id, skill.name), status=str(skill.status), word=self.labels.word(f"status_{skill.status}"), **self.proofs(skill.evidence)) for skill in group.skills
            )
            groups.append(SkillGroupView(name=self.names.get(group.id, group.name), note=note, rows=rows))
        required = [group for group in self.report.groups if group.required]
        backed, total = sum(group.backed for group in required), sum(group.total for group in required)
        lead = self.labels.word("skills_backed", backed=str(backed), total=str(total))
        return Part(id="skills", title=self.labels.word("skill_map"), kind="skills", groups=tuple(groups), picture=self.picture(groups, lead), lead=lead, run_on=True)

    def picture(self, groups: Sequence[SkillGroupView], lead: str) -> Drawing | None:
        """The skill map as a picture; the table after it says the same, and what stands behind each skill."""
        if not groups:
            return None
        columns = [Column(title=group.name, note=group.note, marks=tuple(Mark(name=row.name.partition(" (")[0], status=row.status, on=row.status in BACKED) for row in group.rows)) for group in groups]
        words = {status: self.labels.word(f"status_{status}") for status in COLOURS}
        return Drawing(svg=skill_map(columns, title=lead, description=self.labels.word("map_note"), words=words))

    def proofs(self, evidence: Sequence[Evidence]) -> dict[str, tuple[str, ...]]:
        """The best evidence of a skill, each text once, and the exhibits of the entries it comes from."""
        best = list({plain(self.words.say(item)): item for item in reversed(evidence)}.items())[::-1][:_SHOWN_EVIDENCE]
        numbers = dict.fromkeys(exhibit.number for _, item in best for exhibit in self.exhibits if any(_belongs(item.path, entry) for entry in exhibit.entries))
        return {"proofs": tuple(text for text, _ in best), "exhibits": tuple(numbers)}

    def entry_parts(self) -> list[Part]:
        """Credentials, externships and the other parts, each entry with its exhibits."""
        made: list[Part] = []
        for identifier in _ENTRY_PARTS:
            section = self.sections.get(identifier)
            entries = tuple(self.entry(entry) for entry in section.entries) if section is not None else ()
            if identifier == "experience":  # the resume has told of it: here only what there is to see
                entries = tuple(replace(item, entry=replace(item.entry, bullets=())) for item in entries if item.exhibits)
            if section is not None and entries:
                kind = {"certifications": "credentials", "letters": "letters"}.get(identifier, "entries")
                made.append(Part(id=identifier, title=section.title, kind=kind, run_on=True, entries=entries))
        return [replace(part, holds=True) if 1 < len(made) - index <= _LAST_TOGETHER else part for index, part in enumerate(made)]

    def entry(self, entry: EntryView) -> ProofEntry:
        """One entry with its exhibits, the competencies signed off there, and a credential's status."""
        status = self.statuses.get(entry.path, "")
        return ProofEntry(
            entry=entry,
            anchor=anchor(entry.path),
            exhibits=tuple(exhibit for exhibit in self.exhibits if entry.path in exhibit.entries),
            competencies=self.competencies(entry.path),
            status=self.labels.word(f"credential_{status.replace('-', '_')}") if status not in ("", "unknown") else "",
            verify=self.labels.word("verify_at", address=short_address(entry.url)) if entry.url else "",
            code=_code(entry.url, self.labels.word("code_of", address=short_address(entry.url), name=plain(entry.heading))) if entry.url.startswith("https:") and status else None,
        )

    def competencies(self, path: str) -> tuple[CompetencyRow, ...]:
        """What was signed off at an externship, the most practised first."""
        for record in self.profile.externships:
            if record.path == path:
                ordered = sorted(record.skills, key=lambda item: -(item.count or 0))
                return tuple(
                    CompetencyRow(name=plain(item.skill), count=str(item.count) if item.count else "", date=self.labels.date(item.signed_off, whole=True) if item.signed_off else "")
                    for item in ordered
                )
        return ()

    def sheets(self) -> Iterator[Sheet]:
        """A sheet a page of each exhibit, in their order."""
        count = 0
        for exhibit in self.exhibits:
            proves = self.proven(exhibit)
            for index, leaf in enumerate(exhibit.copy.leaves):
                page = self.labels.word("page_of", number=str(index + 1), count=str(exhibit.pages))
                is_picture = exhibit.copy.kind != "PDF"
                points = _PICTURE if is_picture else 1.0
                yield Sheet(
                    id=f"exhibit-{exhibit.number}" + (f"-{index + 1}" if index else ""),
                    number=exhibit.number,
                    title=exhibit.title,
                    proves=proves,
                    page=page,
                    file=exhibit.file,
                    source=f"{ASSET}{PLACE}{count}",
                    alt=f"{exhibit.title}, {page}" + (f": {leaf.text}" if leaf.text else ""),
                    width=leaf.width * points,
                    height=leaf.height * points,
                    most=1.0 if is_picture else _AS_LARGE_AS_FITS,
                    first=not index,
                )
                count += 1

    def cards(self, shown: Sequence[Shown]) -> Iterator[Card]:
        """The exhibits as a site shows them."""
        by_number = {one.number: one for one in shown}
        for exhibit in self.exhibits:
            one = by_number.get(exhibit.number)
            if one is not None:
                pages = self.labels.word("pages_of_one" if exhibit.pages == 1 else "pages_of", count=str(exhibit.pages))
                yield Card(
                    number=exhibit.number,
                    title=exhibit.title,
                    proves=self.proven(exhibit),
                    facts=f"{exhibit.copy.kind}, {pages}, {_size(len(one.data))}",
                    file=one.file,
                    picture=one.picture,
                    width=one.width,
                    height=one.height,
                )

    def rows(self, shown: Sequence[Shown]) -> Iterator[DocumentRow]:
        """The index of exhibits."""
        copied = {one.number: one.sha256 for one in shown}
        for exhibit in self.exhibits:
            yield DocumentRow(
                number=exhibit.number,
                proves=self.proven(exhibit),
                file=exhibit.file,
                pages=str(exhibit.pages),
                checksum=exhibit.sha256[:_CHECKSUM],
                copied=copied.get(exhibit.number, "")[:_CHECKSUM],
            )

    def proven(self, exhibit: Exhibit) -> tuple[Proven, ...]:
        """Every entry that an exhibit proves, the one that it is named by first."""
        made = []
        for path in exhibit.entries:
            section, title = (exhibit.section, exhibit.title) if path == exhibit.entry else self.titles[path]
            about = self.labels.word("shows", section=self.labels.sections.get(section, section), entry=title)
            made.append(Proven(title=title, about=about, anchor=self.target(path, section)))
        return tuple(made)

    def target(self, path: str, section: str) -> str:
        """Where the portfolio has an entry, else the part that it is shown in."""
        if path in self.shown:
            return anchor(path)
        return "part-skills" if section == "skills" else "part-resume"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def _code(address: str, words: str) -> Code | None:
    """A QR code of an address; None where it is too long for one."""
    import segno

    try:
        made = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None
    rows = [bytes(row) for row in made.matrix]
    path = []
    for y, row in enumerate(rows, _QUIET):
        x = 0
        while x < len(row):
            if row[x]:
                end = row.find(0, x)
                end = len(row) if end < 0 else end
                path.append(f"M{x + _QUIET} {y}h{end - x}v1h-{end - x}z")
                x = end
            x += 1
    return Code(size=len(rows) + 2 * _QUIET, path="".join(path), words=words)


def anchor(path: str) -> str:
    """An entry's path as an HTML id."""
    return "entry-" + "".join(character if character.isalnum() else "-" for character in path).strip("-")


def _belongs(path: str, entry: str) -> bool:
    return path == entry or path.startswith((f"{entry}.", f"{entry}["))


def _month(today: date) -> PartialDate:
    return PartialDate(today.year, today.month)
