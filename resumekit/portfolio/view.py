"""What a portfolio says, part by part: a profile, what stands behind it and its evidence become a `PortfolioView`.

In: a profile (a variant already applied), its resume's view, the assessment and the skill-gap report, the exhibits.
Out: plain records of text that a template only has to place. Must not know a document, a place, a template or a format.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resumekit.dates import PartialDate
from resumekit.evidence import Assessment, Evidence
from resumekit.labels import Labels
from resumekit.portfolio.exhibits import Exhibit
from resumekit.profile import Profile
from resumekit.rendering.prose import plain, short_address
from resumekit.rendering.view import EntryView, PersonView, ResumeView, view
from resumekit.skillgap import SkillGapReport

_ENTRY_PARTS = ("education", "training", "achievements", "letters", "memberships", "volunteering", "awards")
_SHOWN_EVIDENCE = 2


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
class ProofEntry:
    """An entry with its exhibits; `competencies` only for externships, `status` and `verify` only for credentials."""

    entry: EntryView
    anchor: str
    exhibits: tuple[Exhibit, ...] = ()
    competencies: tuple[CompetencyRow, ...] = ()
    status: str = ""
    verify: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """An evidence document in the list at the end; `anchor`: the entry that it proves, where that is in the portfolio."""

    number: str
    title: str
    file: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the portfolio. `kind`: resume, skills, credentials, entries, letters or documents.

    `run_on`: it may follow the part before it on the same page.
    """

    id: str
    title: str
    kind: str
    entries: tuple[ProofEntry, ...] = ()
    groups: tuple[SkillGroupView, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    lead: str = ""
    run_on: bool = False


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


def portfolio_view(profile: Profile, *, resume: ResumeView, assessment: Assessment, report: SkillGapReport, exhibits: tuple[Exhibit, ...], labels: Labels, today: date) -> PortfolioView:
    """Word and order everything that a portfolio shows."""
    writer = _Writer(profile, assessment=assessment, report=report, exhibits=exhibits, labels=labels, today=today)
    parts = [Part(id="resume", title=labels.word("resume"), kind="resume"), writer.skill_map(), *writer.entry_parts()]
    if exhibits:
        shown = {item.entry.path for part in parts for item in part.entries}
        rows = tuple(DocumentRow(number=exhibit.number, title=exhibit.title, file=exhibit.file, anchor=anchor(exhibit.entry) if exhibit.entry in shown else "") for exhibit in exhibits)
        parts.append(Part(id="documents", title=labels.word("evidence_files"), kind="documents", documents=rows, lead=labels.word("evidence_note")))
    month = labels.date(_month(today))
    kind = labels.word("portfolio_of_one" if len(exhibits) == 1 else "portfolio_of", count=str(len(exhibits)), date=month)
    return PortfolioView(
        title=f"{resume.person.name}, {labels.word('portfolio')}",
        language=resume.language,
        person=resume.person,
        kind=kind,
        resume=resume,
        parts=tuple(part for part in parts if part.entries or part.groups or part.kind in ("resume", "documents")),
        words=labels.words,
    )


class _Writer:
    """Words the parts of one portfolio."""

    def __init__(self, profile: Profile, *, assessment: Assessment, report: SkillGapReport, exhibits: tuple[Exhibit, ...], labels: Labels, today: date) -> None:
        self.profile = profile
        self.report = report
        self.labels = labels
        self.exhibits = exhibits
        self.today = today
        self.statuses = {held.path: str(held.status) for held in assessment.credentials}
        wanted = ("certifications", "externships", *_ENTRY_PARTS)
        self.sections = {section.id: section for section in view(profile, labels, today=today, credentials=assessment.credentials, sections=wanted).sections}

    def skill_map(self) -> Part:
        """The skill map as groups of rows, with what stands behind each skill."""
        groups = []
        for group in self.report.groups:
            note = self.labels.word("backed_of", backed=str(group.backed), total=str(group.total)) if group.required else self.labels.word("paths")
            rows = tuple(SkillRow(name=skill.name, status=str(skill.status), word=self.labels.word(f"status_{skill.status}"), **self.proofs(skill.evidence)) for skill in group.skills)
            groups.append(SkillGroupView(name=group.name, note=note, rows=rows))
        required = [group for group in self.report.groups if group.required]
        backed, total = sum(group.backed for group in required), sum(group.total for group in required)
        return Part(id="skills", title=self.labels.word("skill_map"), kind="skills", groups=tuple(groups), lead=self.labels.word("skills_backed", backed=str(backed), total=str(total)))

    def proofs(self, evidence: Sequence[Evidence]) -> dict[str, tuple[str, ...]]:
        """The best evidence of a skill, each text once, and the exhibits of the entries it comes from."""
        best = list({plain(item.text): item for item in reversed(evidence)}.items())[::-1][:_SHOWN_EVIDENCE]
        numbers = dict.fromkeys(exhibit.number for _, item in best for exhibit in self.exhibits if _belongs(item.path, exhibit.entry))
        return {"proofs": tuple(text for text, _ in best), "exhibits": tuple(numbers)}

    def entry_parts(self) -> list[Part]:
        """Credentials, externships and the other parts, each entry with its exhibits."""
        made: list[Part] = []
        for identifier in ("certifications", "externships", *_ENTRY_PARTS):
            section = self.sections.get(identifier)
            if section is not None:
                kind = {"certifications": "credentials", "letters": "letters"}.get(identifier, "entries")
                made.append(Part(id=identifier, title=section.title, kind=kind, run_on=bool(made), entries=tuple(self.entry(entry) for entry in section.entries)))
        return made

    def entry(self, entry: EntryView) -> ProofEntry:
        """One entry with its exhibits, the competencies signed off there, and a credential's status."""
        status = self.statuses.get(entry.path, "")
        return ProofEntry(
            entry=entry,
            anchor=anchor(entry.path),
            exhibits=tuple(exhibit for exhibit in self.exhibits if exhibit.entry == entry.path),
            competencies=self.competencies(entry.path),
            status=self.labels.word(f"credential_{status.replace('-', '_')}") if status else "",
            verify=self.labels.word("verify_at", address=short_address(entry.url).split("/")[0]) if entry.url else "",
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


def anchor(path: str) -> str:
    """An entry's path as an HTML id."""
    return "entry-" + "".join(character if character.isalnum() else "-" for character in path).strip("-")


def _belongs(path: str, entry: str) -> bool:
    return path == entry or path.startswith((f"{entry}.", f"{entry}["))


def _month(today: date) -> PartialDate:
    return PartialDate(today.year, today.month)
