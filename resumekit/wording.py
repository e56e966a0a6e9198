"""The records of language that is no skill's own: words that deny, wish, tell of others or of another kind of work.

In: a `Document`. Out: `Wording`. The general one ships beside the careers; a career adds its own, and a rule or setting of
its own takes the place of the general one with the same id. Must not know what a rule is applied to.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import Field

from resumekit.schema import Count, Flag, OneOrMany, Record, Words
from resumekit.shelf import general

GENERAL_FILE = "wording.yaml"
Texts = Annotated[tuple[Words, ...], OneOrMany()]


def _field(description: str, example: Any = None, default: Any = None) -> Any:
    return Field(default=default, description=description, examples=None if example is None else [example])


def _needed(description: str, example: Any) -> Any:
    return Field(description=description, examples=[example])


class WordClass(Record):
    """Words that spellings may name together, as `$id`."""

    id: Words = _needed("Its name, without the sign.", "staff")
    words: Texts = _needed("Its words; any form of them is meant.", "[employee, coworker]")


class ShortForm(Record):
    """Short forms of a word, which spellings find by the word itself."""

    means: Words = _needed("The word.", "appointment")
    words: Texts = _needed("Its short forms, with their very capitals.", "[appt, appts]")


class Rule(Record):
    """Words that keep a skill near them from being shown."""

    id: Words = _needed("Its name.", "denied")
    because: Words = _needed("What its words do, said after them.", "denies it")
    ahead: Texts = _field("Words that rule out what follows in the clause.", "[no experience with]", ())
    behind: Texts = _field("Words that rule out what stands before them.", "[in progress]", ())
    inside: Texts = _field("Words that rule out what stands within them.", "[left ... to the nurse]", ())
    unless: Texts = _field("Where these words stand, those of the rule do not count.", "[not only]", ())
    until: Texts = _field("Words that end what is ruled out.", "[skills in]", ())
    reach: Count | None = _field("How many words it goes at most; without it, to the end of the clause.", 4)
    denies: Flag = _field("Whether it is a denial: one inside a spelling counts, and an `or` carries it on.", "true", False)
    crosses: Flag = _field("Whether a spelling that begins before its words and ends behind them is ruled out too.", "true", False)
    carries: Flag = _field("Whether its words name who acts: at the start of a sentence, all joined acts are that one's.", "true", False)
    things: Flag = _field("Whether it rules out only spellings that name a thing, without an act.", "true", False)
    spares_general: Flag = _field("Whether skills that any work shows stay shown.", "true", False)
    only: Texts = _field("The skills that it rules out; without it, all.", "[injections]", ())
    spares: Texts = _field("The skills that stay shown.", "[ehr]", ())


class Setting(Record):
    """A kind of work in which the words of this career mean something else."""

    id: Words = _needed("Its name.", "vehicles")
    because: Words = _needed("What it is about, said after the words.", "is about vehicles")
    words: Texts = _field("Words that tell of it.", "[car, truck driver]", ())
    unless: Texts = _field("Words in the clause by which the setting stays open.", "[therapy dog]", ())
    unless_own: Flag = _field("Whether a word of the career's own setting in the text leaves it open.", "true", False)
    spares: Texts = _field("The skills that stay shown.", "[documentation]", ())


class Wording(Record):
    """Everything about wording."""

    classes: tuple[WordClass, ...] = _field("Words that spellings name together.", None, ())
    short_forms: tuple[ShortForm, ...] = _field("Short forms of words.", None, ())
    acts: Texts = _field("Verbs of one's own acts: in a list of verbs of the same form, each of them begins anew.", "[record, take]", ())
    links: Texts = _field("Words that lead from one thing to another, so that no `...` reaches over them.", "[with, for]", ())
    clauses: Texts = _field("Words that begin another clause, so that nothing reaches over them at all.", "[while, who]", ())
    introductions: Texts = _field("Words after which a thing may stand alone, as in a list.", "[including]", ())
    endings: Texts = _field("Words before which a thing may stand alone.", "[skills]", ())
    turns: Texts = _field("Words that end whatever came before.", "[but, however]", ())
    rules: tuple[Rule, ...] = _field("What rules out what stands near it, in the order in which they are looked at.", None, ())
    settings: tuple[Setting, ...] = _field("Other kinds of work.", None, ())
    real_words: Texts = _field("Words that are near one of a spelling and are no slip of the pen.", "[patents]", ())


@cache
def general_wording() -> Wording:
    """The wording that holds for every career."""
    return general(GENERAL_FILE, Wording)


def joined(general: Wording, own: Wording | None) -> Wording:
    """The general wording with a career's own."""
    if own is None:
        return general

    def over(first: tuple[Any, ...], second: tuple[Any, ...]) -> tuple[Any, ...]:
        taken = {one.id for one in second}
        return (*second, *(one for one in first if one.id not in taken))

    return Wording(
        classes=over(general.classes, own.classes),
        short_forms=general.short_forms + own.short_forms,
        acts=general.acts + own.acts,
        links=general.links + own.links,
        clauses=general.clauses + own.clauses,
        introductions=general.introductions + own.introductions,
        endings=general.endings + own.endings,
        turns=general.turns + own.turns,
        rules=over(general.rules, own.rules),
        settings=over(general.settings, own.settings),
        real_words=general.real_words + own.real_words,
    )
