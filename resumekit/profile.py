"""The profile's records: everything a medical assistant (or anyone in a health career) can put into her YAML file.

In: a `Document`. Out: a `Profile`, or none, and problems. A field is declared once, here: type, default, meaning and
example; reading, the JSON Schema, the comments of `new` and the reference in the README come from it. Must not know a
skill, a credential or a career.
"""

import os
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, error
from resumekit.document import Document, Text
from resumekit.schema import (
    Amount,
    Color,
    Count,
    Date,
    Email,
    EndDate,
    FileName,
    Flag,
    Link,
    OneOrMany,
    Pages,
    Priority,
    Record,
    ShortFor,
    Tag,
    Words,
    read_record,
)

VERSION = "1"
Tags = Annotated[tuple[Tag, ...], OneOrMany()]
Names = Annotated[tuple[Words, ...], OneOrMany()]
Files = Annotated[tuple[FileName, ...], OneOrMany()]


def _field(description: str, example: Any = None, default: Any = None, also: tuple[str, ...] = ()) -> Any:
    extra: Any = {"x-also": list(also)} if also else None
    return Field(default=default, description=description, examples=None if example is None else [example], json_schema_extra=extra)


def _needed(description: str, example: Any, also: tuple[str, ...] = ()) -> Any:
    return Field(description=description, examples=[example], json_schema_extra={"x-also": list(also)} if also else None)


_TAGS = "Names by which a variant chooses this entry; an entry without tags is in every variant."
_EVIDENCE = "The files that prove it (PDF, JPEG, PNG), in the profile's folder or below."
_END = "When it ended: 2022, 2022-06, 2022-06-30, or present."


class Entry(Record):
    """What every entry may have."""

    tags: Tags = _field(_TAGS, "[clinical]", ())


class Highlight(Record):
    """One line about what was done."""

    text: Words = _needed("What you did, with a number where there is one. **bold**, *italic* and [links](https://example.org) are allowed.", "Roomed 18 to 22 patients a day.")
    tags: Tags = _field(_TAGS, "[clinical]", ())
    priority: Priority = _field("1 goes first when space is short, 5 last.", 3, 3)


Highlights = tuple[Annotated[Highlight, ShortFor("text")], ...]


class WebLink(Record):
    """A link to a page of yours."""

    label: Words | None = _field("What the link is called in Markdown and in exports; other pages show its address.", "Portfolio", also=("name", "title", "text"))
    url: Link = _needed("The whole address.", "https://ana-reyes.example.org", also=("link", "href", "address"))


class Language(Record):
    """A language you speak."""

    name: Words = _needed("The language.", "Spanish", also=("language",))
    level: Words | None = _field("How well.", "native", also=("fluency", "proficiency"))


class Person(Record):
    """Who you are and how to reach you."""

    name: Words = _needed("Your name as it should stand at the top.", "Ana Reyes", also=("full_name", "fullname"))
    headline: Words | None = _field("One line under the name.", "Certified Medical Assistant, family practice", also=("title", "label", "job_title"))
    email: Email | None = _field("Your e-mail address.", "ana.reyes@example.org", also=("e_mail", "mail", "email_address"))
    phone: Words | None = _field("Your telephone number, best with the country code.", '"+1 520 555 0142"', also=("telephone", "tel", "mobile", "cell", "phone_number"))
    location: Words | None = _field("City and state; no street.", "Tucson, AZ", also=("city", "address", "place"))
    zip: Words | None = _field("Postal code, if an employer asks for it.", "85701", also=("zipcode", "zip_code", "postal_code", "postcode"))
    photo: FileName | None = _field(
        "Your picture (JPEG, PNG), in the profile's folder or below; printed only where a template's option photo is true.", "photo.jpg", also=("picture", "image", "avatar")
    )
    links: tuple[WebLink, ...] = _field("Pages of yours.", None, (), also=("websites", "profiles", "link"))
    languages: tuple[Language, ...] = _field("Languages you speak with patients.", None, (), also=("langs",))


class Certification(Entry):
    """A credential: a certification, a state registration, a course card."""

    name: Words = _needed("The credential, in any usual spelling.", "CMA (AAMA)", also=("title", "certification", "credential"))
    issuer: Words | None = _field("Who issued it.", "American Association of Medical Assistants", also=("organization", "issued_by", "authority", "provider"))
    jurisdiction: Words | None = _field("For state registrations: the state.", "WA", also=("state",))
    number: Words | None = _field("Its number; printed masked unless show_number is true.", '"1234567"', also=("id", "license", "license_number", "certificate_number"))
    show_number: Flag = _field("Whether the number is printed whole.", "false", False)
    issued: Date | None = _field("When it was issued.", "2022-06-14", also=("date", "issue_date", "earned", "date_issued"))
    expires: Date | None = _field("When it expires, as printed on the card.", "2027-06-30", also=("expiry", "expiration", "expiration_date", "valid_until", "valid_through", "renewal", "expires_on"))
    url: Link | None = _field("Where an employer can verify it.", "https://verify.example.org/1234567", also=("link", "verify"))
    evidence: Files = _field(_EVIDENCE, "evidence/cma-certificate.pdf", (), also=("file", "files", "proof", "document"))


class Supervisor(Record):
    """Who supervised you."""

    name: Words = _needed("The supervisor's name.", "Dana Whitfield")
    title: Words | None = _field("The supervisor's title.", '"RN, clinic manager"', also=("role", "position"))


class SignOff(Record):
    """A competency that a supervisor signed off."""

    skill: Words = _needed("The competency.", "Phlebotomy", also=("name", "competency"))
    count: Count | None = _field("How often you did it.", 60, also=("number", "times", "total"))
    signed_off: Date | None = _field("When it was signed off.", "2021-11-20", also=("date", "signed", "signed_off_on", "signoff"))


class Externship(Entry):
    """A supervised externship or practicum."""

    site: Words = _needed("The clinic.", "Desert Family Clinic", also=("employer", "organization", "name", "clinic", "company", "institution"))
    role: Words | None = _field("What you were there.", "Medical assistant extern", also=("title", "position"))
    location: Words | None = _field("City and state.", "Tucson, AZ", also=("place", "city"))
    start: Date = _needed("When it began.", "2021-09", also=("from", "begin", "start_date", "startdate", "since"))
    end: EndDate | None = _field(_END, "2021-12", also=("to", "until", "end_date", "enddate"))
    hours: Amount | None = _field("Hours completed.", 180, also=("total_hours",))
    supervisor: Supervisor | None = _field("Who signed the time sheet.", None, also=("preceptor",))
    skills: tuple[SignOff, ...] = _field("Competencies signed off there.", None, (), also=("competencies", "sign_offs", "signoffs"))
    highlights: Highlights = _field("What you did, a line each.", None, (), also=("bullets", "duties", "description", "responsibilities"))
    evidence: Files = _field(_EVIDENCE, "evidence/externship-timesheet.pdf", (), also=("file", "files", "proof"))


class Job(Entry):
    """A job."""

    employer: Words = _needed("The employer.", "Saguaro Internal Medicine", also=("company", "organization", "name", "site", "clinic", "workplace"))
    title: Words | None = _field("Your title there.", "Medical assistant", also=("role", "position", "job_title"))
    location: Words | None = _field("City and state.", "Tucson, AZ", also=("place", "city"))
    start: Date = _needed("When it began.", "2022-02", also=("from", "begin", "start_date", "startdate", "since"))
    end: EndDate | None = _field(_END, "present", also=("to", "until", "end_date", "enddate"))
    highlights: Highlights = _field("What you did, a line each.", None, (), also=("bullets", "duties", "description", "responsibilities"))
    evidence: Files = _field(_EVIDENCE, "evidence/review-2024.pdf", (), also=("file", "files", "proof"))


class Education(Entry):
    """A program or school."""

    institution: Words = _needed("The school.", "Pima Community College", also=("school", "college", "university", "name", "organization"))
    award: Words | None = _field("Certificate, diploma, associate degree, high school diploma, GED ...", "Certificate", also=("degree", "diploma"))
    program: Words | None = _field("The program.", "Medical assisting", also=("area", "major", "field", "course", "study"))
    accreditation: Words | None = _field("Who accredits the program.", "CAAHEP", also=("accredited_by",))
    location: Words | None = _field("City and state.", "Tucson, AZ", also=("place", "city"))
    start: Date | None = _field("When it began.", "2020-08", also=("from", "begin", "start_date", "startdate"))
    end: EndDate | None = _field(_END, "2021-12", also=("to", "until", "end_date", "enddate", "graduated", "graduation", "date"))
    highlights: Highlights = _field("Honors, projects, a line each.", None, (), also=("bullets", "description"))
    transcript: FileName | None = _field("The transcript's file.", "evidence/transcript.pdf")
    evidence: Files = _field(_EVIDENCE, "evidence/diploma.pdf", (), also=("file", "files", "proof"))


class Skill(Entry):
    """A skill you claim; `check` looks for what stands behind it."""

    name: Words = _needed("The skill, in your own words.", "EKG", also=("skill", "title"))
    group: Words | None = _field("The line of the resume that it stands in.", "Clinical", also=("category", "type"))
    hours: Amount | None = _field("Hours of documented training.", 24)
    evidence: Files = _field(_EVIDENCE, "evidence/ekg-course.pdf", (), also=("file", "files", "proof"))


class Training(Entry):
    """A workshop, a course, continuing education."""

    title: Words = _needed("What it was called.", "Infection control update", also=("name", "course"))
    provider: Words | None = _field("Who gave it.", "AAMA", also=("issuer", "organization", "school", "institution"))
    date: Date | None = _field("When you finished it.", "2025-03-08", also=("completed", "end", "issued", "when"))
    hours: Amount | None = _field("Hours.", 24)
    units: Amount | None = _field("Continuing-education units.", 5, also=("ceu", "ceus", "credits", "points"))
    category: Words | None = _field("The units' category, as the credential's issuer counts them.", "clinical", also=("type",))
    skills: Annotated[tuple[Words, ...], OneOrMany()] = _field("The skills it taught.", "[Infection control]", ())
    evidence: Files = _field(_EVIDENCE, "evidence/ceu.pdf", (), also=("file", "files", "proof", "certificate"))


class Achievement(Entry):
    """A process made better, a contribution to care; never patient data."""

    title: Words = _needed("A name for it.", "Shorter intake", also=("name",))
    date: Date | None = _field("When.", "2024-05", also=("when", "year"))
    text: Words | None = _field("What you changed and by how much.", "Cut average rooming time from 11 to 7 minutes.", also=("description", "summary", "details"))
    evidence: Files = _field(_EVIDENCE, "evidence/award.pdf", (), also=("file", "files", "proof"))


class Membership(Entry):
    """A professional association you belong to."""

    organization: Words = _needed("The association.", "AAMA", also=("name", "association"))
    role: Words | None = _field("Your role.", "Member", also=("title", "position"))
    since: Date | None = _field("Member since.", "2022", also=("start", "from", "date"))
    until: EndDate | None = _field("Member until.", "present", also=("end", "to", "expires"))
    evidence: Files = _field(_EVIDENCE, "evidence/aama-card.png", (), also=("file", "files", "proof"))


class Letter(Entry):
    """A letter of recommendation."""

    name: Words = _needed("Who wrote it.", "Dr. Lena Park", also=("author", "from", "writer"))
    title: Words | None = _field("The writer's title.", "Supervising physician", also=("role", "position"))
    organization: Words | None = _field("The writer's organization.", "Saguaro Internal Medicine", also=("employer", "company"))
    date: Date | None = _field("When it was written.", "2024-11", also=("when", "dated"))
    quote: Words | None = _field("A sentence worth quoting.", '"Calm, exact, and kind to every patient."', also=("text", "excerpt"))
    file: FileName | None = _field("The letter's file.", "evidence/letter-park.pdf", also=("evidence", "files", "document"))


class Volunteering(Entry):
    """Unpaid work."""

    organization: Words = _needed("Where.", "Tucson Free Clinic", also=("employer", "name", "site", "company"))
    role: Words | None = _field("What you were there.", "Volunteer medical assistant", also=("title", "position"))
    location: Words | None = _field("City and state.", "Tucson, AZ", also=("place", "city"))
    start: Date | None = _field("When it began.", "2023-01", also=("from", "begin", "start_date", "date", "since"))
    end: EndDate | None = _field(_END, "present", also=("to", "until", "end_date"))
    hours: Amount | None = _field("Hours.", 40)
    highlights: Highlights = _field("What you did, a line each.", None, (), also=("bullets", "duties", "description"))
    evidence: Files = _field(_EVIDENCE, "evidence/volunteer-hours.pdf", (), also=("file", "files", "proof"))


class Award(Entry):
    """An award."""

    title: Words = _needed("The award.", "Employee of the quarter", also=("name", "award"))
    issuer: Words | None = _field("Who gave it.", "Saguaro Internal Medicine", also=("organization", "awarder", "from"))
    date: Date | None = _field("When.", "2024-09", also=("when", "year"))
    text: Words | None = _field("What for.", "140 overdue screenings booked in six weeks.", also=("description", "summary", "details"))
    evidence: Files = _field(_EVIDENCE, "evidence/award.pdf", (), also=("file", "files", "proof"))


class FreeEntry(Entry):
    """An entry of a free section: a bullet, or something with a title and a date."""

    needs_one_of: ClassVar[tuple[str, ...]] = ("title", "text")

    title: Words | None = _field("A title.", "Blood drive", also=("name",))
    text: Words | None = _field("The text.", "Set up and staffed the college's blood drive.", also=("description", "summary"))
    date: Date | None = _field("When.", "2024-05", also=("when",))
    start: Date | None = _field("When it began.", "2024-01", also=("from",))
    end: EndDate | None = _field(_END, "2024-05", also=("to", "until"))
    priority: Priority = _field("1 goes first when space is short, 5 last.", 3, 3)


class Goal(Record):
    """What `check` measures against, unless told otherwise."""

    tier: Words | None = _field("A tier of the career.", "mid", also=("level",))
    specialization: Words | None = _field("A specialization of the career.", "ekg-technician", also=("path", "speciality", "specialty"))


class Privacy(Record):
    """What the privacy check may let through."""

    allow: Annotated[tuple[Words, ...], OneOrMany()] = _field("Exact texts that are fine.", None, ())


class Look(Record):
    """A template and its options."""

    template: Words | None = _field("The template: a bundled one's name, or a folder with a / in its name.", "classic", also=("theme", "style"))
    options: dict[str, Any] = _field("The template's options.", '{accent: "#0b6e6e", paper: letter}', {})


class Design(Look):
    """The base look; a variant may override any of it."""


class Variant(Look):
    """A selection of the profile for one purpose."""

    extends: Words | None = _field("Another variant that this one starts from.", "general", also=("extend", "base", "inherits"))
    headline: Words | None = _field("The headline here.", "Certified medical assistant, cardiology")
    summary: Words | None = _field("The summary here.", "Two years in cardiology.")
    tags: Tags | None = _field("Entries with other tags only are left out.", "[cardiology, clinical]")
    sections: Names | None = _field("The sections, in order.", "[summary, certifications, skills, externships, experience, education]")
    hide: Names | None = _field("Paths that are left out; without an index, in every entry.", "[person.location]")
    pages: Pages | None = _field("The most pages it may have.", 1)


class Profile(Record):
    """One person's profile."""

    resumekit: Words = _needed("The version of this format.", 1, also=("version",))
    career: Words = _needed("The career: a bundled one's name, or a file.", "medical-assistant")
    language: Words = _field("The language of headings and dates: en, es, or a labels file.", "en", "en", also=("lang", "locale"))
    include: Annotated[tuple[FileName, ...], OneOrMany()] = _field("Files whose keys are joined into this profile.", "[certifications.yaml]", (), also=("includes", "import"))
    goal: Goal | None = _field("What check measures against.", None, also=("target",))
    person: Person = _needed("Who you are and how to reach you.", "{name: Ana Reyes}", also=("personal", "basics", "contact", "about", "me"))
    summary: Words | None = _field(
        "One paragraph about you. **bold**, *italic* and [links](https://example.org) are allowed.",
        "Certified medical assistant with four years in family practice.",
        also=("objective", "profile", "bio"),
    )
    certifications: tuple[Certification, ...] = _field("Credentials.", None, (), also=("certificates", "credentials", "licenses", "certs", "certification"))
    externships: tuple[Externship, ...] = _field("Externships and practica.", None, (), also=("externship", "internships", "practicum", "clinicals"))
    experience: tuple[Job, ...] = _field("Jobs.", None, (), also=("work", "jobs", "employment", "work_experience", "experiences"))
    education: tuple[Education, ...] = _field("Programs and schools.", None, (), also=("schools", "studies"))
    skills: tuple[Annotated[Skill, ShortFor("name")], ...] = _field("Skills you claim.", None, (), also=("skill",))
    training: tuple[Training, ...] = _field("Workshops, courses, continuing education.", None, (), also=("trainings", "courses", "continuing_education", "ceus", "workshops"))
    achievements: tuple[Achievement, ...] = _field("What you made better; no patient data.", None, (), also=("accomplishments", "achievement"))
    memberships: tuple[Membership, ...] = _field("Professional associations.", None, (), also=("membership", "associations"))
    letters: tuple[Letter, ...] = _field("Letters of recommendation.", None, (), also=("recommendations", "references", "letter"))
    volunteering: tuple[Volunteering, ...] = _field("Unpaid work.", None, (), also=("volunteer", "volunteer_work"))
    awards: tuple[Award, ...] = _field("Awards.", None, (), also=("honors", "award"))
    sections: dict[str, tuple[Annotated[FreeEntry, ShortFor("text")], ...]] = _field("Sections of your own: a title and its entries.", None, {}, also=("extra", "other"))
    privacy: Privacy = _field("What the privacy check may let through.", None, Privacy())
    design: Design = _field("The base look.", None, Design(), also=("style", "theme"))
    variants: dict[str, Variant] = _field("Selections of this profile for different purposes.", None, {}, also=("variant", "versions"))

    def entries(self) -> Iterator[tuple[str, Record]]:
        """Every entry with its section's key, in the order of the file's format."""
        for section in ENTRY_SECTIONS:
            for entry in getattr(self, section):
                yield section, entry


ENTRY_SECTIONS = ("certifications", "externships", "experience", "education", "skills", "training", "achievements", "memberships", "letters", "volunteering", "awards")
"""The profile's lists of entries."""


def read_profile(document: Document) -> tuple[Profile | None, list[Diagnostic]]:
    """Read a document as a profile: the profile, or None if too much is wrong, and the problems of its structure."""
    root = document.root
    if root is None:
        return None, []
    if {"format", "groups"} <= root.keys() and not {"resumekit", "person"} & root.keys():
        hint = f"use  resumekit careers validate {document.file}  to check it; a profile names it with  career: ./{os.path.basename(document.file)}"
        return None, [error("wrong-kind", "this is a career pack, not a profile", place=root["format"].key, hint=hint)]
    version = root.get("resumekit")
    problems: list[Diagnostic] = []
    if isinstance(version, Text) and not version.broken and version.strip() != VERSION:
        hint = f"write  resumekit: {VERSION}"
        problems.append(error("bad-version", f"format {version!s} is not known to this resumekit", path="resumekit", place=version.place, hint=hint))
    profile, found = read_record(Profile, root, complete=not document.has_gaps)
    return profile, problems + [problem for problem in found if not document.is_guess(problem)]


def files_of(entry: Record) -> list[tuple[str, str]]:
    """The evidence files that an entry names, each with its path in the profile."""
    found: list[tuple[str, str]] = []
    for key in ("evidence", "transcript", "file"):
        value = getattr(entry, key, None)
        if isinstance(value, str):
            found.append((f"{entry.path}.{key}", value))
        elif value:
            found.extend((f"{entry.path}.{key}[{index}]" if len(value) > 1 else f"{entry.path}.{key}", name) for index, name in enumerate(value))
    return found


__all__ = ["ENTRY_SECTIONS", "VERSION", "Color", "PartialDate", "Profile", "files_of", "read_profile"]
