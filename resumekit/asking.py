"""The records of how postings ask: headings, marks of what is only preferred, what asks for nothing, titles, credentials.

In: a `Document`. Out: `Asking`. The general one ships beside the careers; a career adds its own under `posting`, and a rule or
setting of its own takes the place of the general one with the same id. Must not know what a posting is made of.
"""

from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field

from resumekit.schema import Flag, OneOf, OneOrMany, Record, Words
from resumekit.shelf import general
from resumekit.wording import Rule, Setting

GENERAL_FILE = "posting.yaml"
Texts = Annotated[tuple[Words, ...], OneOrMany()]


def _field(description: str, example: Any = None, default: Any = None) -> Any:
    return Field(default=default, description=description, examples=None if example is None else [example])


def _needed(description: str, example: Any) -> Any:
    return Field(description=description, examples=[example])


class HeadingWords(Record):
    """Words that headings consist of, and what stands below a heading with them.

    `required`: what is required; `asked`: what is asked, unless a word of another kind says otherwise; `preferred`: what is
    only preferred; `nothing`: what asks for nothing; `part`: a part of what is asked, under whatever heading; `title`: what the
    job is called; `label`: what asks for nothing, but is said in the same line.
    """

    kind: OneOf[Literal["required", "asked", "preferred", "nothing", "part", "title", "label"]] = _needed("What stands below.", "preferred")
    words: Texts = _needed("The words, written like spellings.", "[preferred, nice to have]")


class Boilerplate(Record):
    """Words by which a sentence asks for nothing."""

    id: Words = _needed("Its name.", "benefits")
    words: Texts = _needed("The words, written like spellings.", "[paid time off]")
    unless: Texts = _field("Words by which such a sentence asks for something all the same.", "[you will]", ())


class AskedSkill(Record):
    """How postings ask for a skill, beside how people say that they have it."""

    id: Words = _needed("The skill's id.", "scheduling")
    spellings: Texts = _field("What asks for it.", "[book visits]", ())
    not_this: Texts = _field("What looks like it and does not.", "[shift schedule]", ())


class NamedCredential(Record):
    """One of the credentials that meet a demand, and how a posting names it; with the demand's own id, a name for any of them."""

    id: Words = _needed("The credential's id.", "cma-aama")
    words: Texts = _needed("How it is named.", "[=AAMA]")


class AskedCredential(Record):
    """A credential, or any of several, as postings ask for it."""

    id: Words = _needed("A name for the demand, or the one credential's id.", "any-certification")
    name: Words = _needed("What it is called.", "a national certification")
    any_of: Texts = _field("The credentials that meet it.", "[cma-aama, rma-amt]", ())
    spellings: Texts = _field("How postings ask for it.", "[certified medical assistant]", ())
    not_this: Texts = _field("What looks like it and does not.", "[certification exam offered]", ())
    named: tuple[NamedCredential, ...] = _field("How one of them is named; where a posting names some, only these meet it.", None, ())
    any_trade: Flag = _field("Whether any trade asks for it, so that it counts in a posting of another one.", "true", False)
    of_own: Texts = _field("What asks for it in a posting of this career only.", "[certification required]", ())


class TitleShows(Record):
    """A job's title that names a skill."""

    words: Texts = _needed("The title, written like a spelling.", "[phlebotomist]")
    skills: Texts = _needed("The skills that it asks for.", "[phlebotomy]")


class Schooling(Record):
    """A degree of schooling that postings ask for; the least comes first."""

    id: Words = _needed("Its id.", "high-school")
    name: Words = _needed("What it is called.", "a high school diploma or GED")
    words: Texts = _needed("How a posting asks for it, and how a profile names it.", "[high school diploma, GED]")
    met_by: Texts = _field("Other degrees that meet it.", "[associate]", ())


class Asking(Record):
    """Everything about how postings ask."""

    headings: tuple[HeadingWords, ...] = _field("What headings consist of.", None, ())
    required: Texts = _field("Words by which something is required.", "[required, must]", ())
    preferred: Texts = _field("Words by which something is only preferred.", "[preferred, a plus]", ())
    asks: Texts = _field("Words by which a sentence asks, so that what stood before it has ended.", "[you will, must]", ())
    complete: Texts = _field("Words after which a comma ends what is asked, so that a mark further on does not reach back.", "[skills, diploma]", ())
    boilerplate: tuple[Boilerplate, ...] = _field("What asks for nothing.", None, ())
    fact_keys: Texts = _field("Keys of front matter whose values ask; only these are read.", "[requirements]", ())
    compounds: Texts = _field("Words with a capital inside, which is no lost line break.", "[PowerPoint]", ())
    heard: Texts = _field("Rules and settings of the wording that hold in postings, too.", "[denied]", ())
    rules: tuple[Rule, ...] = _field("Rules that hold in postings only.", None, ())
    settings: tuple[Setting, ...] = _field("Other kinds of work, in postings only.", None, ())
    skills: tuple[AskedSkill, ...] = _field("How postings ask for skills.", None, ())
    title_shows: tuple[TitleShows, ...] = _field("Titles that name a skill.", None, ())
    near_titles: Texts = _field("Titles of neighbouring trades, whose postings ask for skills of this one.", "[phlebotomist]", ())
    likely_titles: Texts = _field("Titles that are of a neighbouring trade if the text has words of the career's own setting.", "[receptionist]", ())
    other_titles: Texts = _field("Titles of other trades, whatever they ask for.", "[software engineer]", ())
    credentials: tuple[AskedCredential, ...] = _field("Credentials as postings ask for them.", None, ())
    schooling: tuple[Schooling, ...] = _field("Degrees of schooling, the least first.", None, ())


@cache
def general_asking() -> Asking:
    """How postings ask in every career."""
    return general(GENERAL_FILE, Asking)


def joined_asking(general: Asking, own: Asking | None) -> Asking:
    """The general way of asking with a career's own; of rules, settings and schooling with the same id the career's."""
    if own is None:
        return general
    made: dict[str, Any] = {}
    for name in type(general).model_fields:
        first, second = getattr(general, name), getattr(own, name)
        if name in ("rules", "settings", "schooling"):
            taken = {one.id for one in second}
            first = tuple(one for one in first if one.id not in taken)
        made[name] = (*first, *second)
    return general.model_copy(update=made)
