"""What a career asks for beside its skill map, as data: supporting skills, tiers, portfolio, mistakes, advice.

In: located values. Out: records. A demand is met where one of its conditions holds; a condition holds where each of its
keys does. The keys are few and general, so a new career needs no code. Must not know a skill, a credential or a career by
name, nor how a condition is looked up in a profile.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from resumekit.schema import Amount, Count, Flag, OneOf, OneOrMany, Record, Words


def optional(description: str, example: Any = None, default: Any = None) -> Any:
    """A field that may be left out."""
    return Field(default=default, description=description, examples=None if example is None else [example])


def needed(description: str, example: Any) -> Any:
    """A field that must be given."""
    return Field(description=description, examples=None if example is None else [example])


Ids = Annotated[tuple[Words, ...], OneOrMany()]
Texts = Annotated[tuple[Words, ...], OneOrMany()]
Section = Literal["certifications", "externships", "experience", "education", "skills", "training", "achievements", "memberships", "letters", "volunteering", "awards"]
Proof = Literal["worked", "documented"]
Sections = Annotated[tuple[OneOf[Section], ...], OneOrMany()]


class Condition(Record):
    """What must be true of a profile. All keys that are given must hold.

    Where skills are asked for, a group's id stands for all its skills.
    """

    all_backed: Ids = optional("Skills that are all backed: verified or practised.", "[vital-signs]", ())
    any_backed: Ids = optional("Skills of which one is backed.", "[vital-signs]", ())
    any_verified: Ids = optional("Skills of which one is verified.", "[vital-signs]", ())
    any_shown: Ids = optional("Skills of which one is shown in any way, if only claimed or in part.", "[vital-signs]", ())
    none_claimed: Ids = optional("Skills of which none is only claimed.", "[vital-signs]", ())
    trained_first: Ids = optional("Skills of which no job shows one that began before the first training, sign-off, credential or finished program of the profile.", "[vital-signs]", ())
    years_at_least: Amount | None = optional("Years of work in this career, externships not counted.", 3)
    holds: Ids = optional("Credentials of which one is valid.", "[example-card]", ())
    none_older: Ids = optional("Credentials and trainings of which none that is held was issued more than within_months ago.", "[example-card]", ())
    none_expired: Flag = optional("Whether no credential may be expired or about to expire.", "true", False)
    units_on_schedule: Flag = optional("Whether the continuing education on record must keep pace with each credential's cycle.", "true", False)
    specialty: OneOf[Proof] | None = optional("worked: a job, an externship or a tag names a specialty; documented: a valid credential or a documented training is of that same one.", "worked")
    entries: Sections = optional("Lists of the profile of which one has an entry that holds what having and within_months ask for.", "[letters]", ())
    every_entry: Sections = optional("Lists of the profile of which every entry holds what having asks for; an empty list does.", "[externships]", ())
    having: Texts = optional("Keys that such an entry has; a|b: either.", "[title, file|quote]", ())
    with_number: Flag = optional("Whether the text of such an entry must tell a number.", "true", False)
    within_months: Count | None = optional("How many months ago such an entry ended, or such a credential was issued, at most; what goes on counts as today.", 12)
    words: Texts = optional("Texts, written like spellings, of which one stands in a line of work, training or the skills.", "[barcode]", ())
    private: Flag = optional("Whether the privacy check must find nothing.", "true", False)

    @property
    def skills(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The keys that ask for skills, with the ids they name."""
        return tuple((key, ids) for key in SKILL_KEYS if (ids := getattr(self, key)))

    @property
    def credentials(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The keys that ask for credentials, with the ids they name."""
        return tuple((key, ids) for key in CREDENTIAL_KEYS if (ids := getattr(self, key)))

    @property
    def given(self) -> tuple[str, ...]:
        """The keys that decide something."""
        return tuple(key for key in type(self).model_fields if key not in _DETAILS and getattr(self, key) not in ((), None, False))


SKILL_KEYS = ("all_backed", "any_backed", "any_verified", "any_shown", "none_claimed", "trained_first")
"""The keys of a condition that name skills."""
CREDENTIAL_KEYS = ("holds", "none_older")
"""The keys of a condition that name credentials."""
ENTRY_KEYS = ("entries", "every_entry")
"""The keys of a condition that name lists of the profile."""
_DETAILS = ("having", "with_number", "within_months")
SECTIONS: tuple[str, ...] = get_args(Section)
"""The lists of a profile that a condition may name."""

Conditions = Annotated[tuple[Condition, ...], OneOrMany()]


class Demand(Record):
    """Something that a profile may meet: a tier's requirement, a line of the portfolio checklist, a mistake to avoid, a piece of advice.

    It is met where one of `met_when` holds. Without any it cannot be told from a profile, and is only said.
    """

    id: Words = needed("Its id.", "letters")
    item: Words | None = optional("Its number in the source that the career was written from.", "O3")
    text: Words = needed("What it asks for; of a mistake: what it is.", "Letters of recommendation from supervisors.")
    step: Words | None = optional("What to do where it is not met.", "Ask a supervisor for a letter, and add it under letters.")
    note: Words | None = optional("What else to know.", "The writer's title counts more than the length.")
    met_when: tuple[Condition, ...] = optional("Conditions of which one is enough; of a mistake: when it is avoided.", "[{entries: [letters], having: [title]}]", ())


class TierRequirement(Record):
    """What a tier asks for."""

    text: Words = needed("What it asks for, in words.", "Three years of work in this career")
    met_when: tuple[Condition, ...] = needed("Conditions of which one is enough.", "[{years_at_least: 3}]")


class Tier(Record):
    """A step of the career. It is met where all its requirements are; tiers stand each on its own requirements."""

    id: Words = needed("Its id.", "entry")
    item: Words | None = optional("Its number in the source that the career was written from.", "L1")
    name: Words = needed("Its name.", "Entry-level")
    years: Words | None = optional("Years of work that go with it, in words.", "0-2 years")
    about: Texts = optional("What is expected there, a paragraph each.", "Learns the basic tasks under close guidance.", ())
    requirements: tuple[TierRequirement, ...] = optional("What it takes.", None, ())


class Support(Record):
    """A skill, an ability or a tool beside the skill map, and what shows it.

    Its status is decided like that of a skill with parts; `words` are one more part, which a line of the profile shows. Where
    `met_when` does not hold, it is partial at best.
    """

    id: Words = needed("Its id.", "lab-testing")
    item: Words | None = optional("Its number in the source that the career was written from.", "T3")
    text: Words = needed("What it is.", "Clinical laboratory testing")
    all_of: Ids = optional("The skills that show it, all of them.", "[vital-signs]", ())
    any_of: Ids = optional("Skills of which one shows it.", None, ())
    words: Texts = optional("Texts, written like spellings, of which one must stand in the profile as well.", "[barcode scanner]", ())
    met_when: tuple[Condition, ...] = optional("Conditions beside these of which one must hold.", "[{private: true}]", ())
    note: Words | None = optional("What else to know.", "A card must name first aid.")


class Supporting(Record):
    """What supports the skill map."""

    tech_skills: tuple[Support, ...] = optional("Technical skills.", None, ())
    soft_abilities: tuple[Support, ...] = optional("Abilities with people and with work.", None, ())
    tech_stack: tuple[Support, ...] = optional("Tools, devices and programs.", None, ())


class Specialty(Record):
    """A field that someone of this career may specialize in."""

    id: Words = needed("Its id.", "cardiology")
    name: Words = needed("Its name.", "Cardiology")
    words: Texts = needed("How it is written, like spellings.", "[cardiology, cardiac clinic]")
    credentials: Ids = optional("Credentials of it.", "[example-card]", ())
    skills: Ids = optional("Skills that belong to it.", "[vital-signs]", ())


def conditions(holder: Record) -> Iterator[Condition]:
    """Every condition of a demand, a requirement, a tier or a supporting item."""
    yield from getattr(holder, "met_when", ())
    for requirement in getattr(holder, "requirements", ()):
        yield from requirement.met_when
