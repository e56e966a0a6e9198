"""Text to skills: what a phrase shows by a career's spellings, and what it names without showing it.

In: a `Career` and a text. Out: mentions, each with the words that matched and the rule; what was ruled out and why; or the
credential that a name means. Must not know who wrote the text, or what follows from a mention. The language is the
pack's and the general wording's; here is only what a rule's words reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from resumekit.asking import Asking
from resumekit.career import Career
from resumekit.passives import turned
from resumekit.registry import Recognition, Registry
from resumekit.wording import Rule, Setting, Wording, general_wording, joined
from resumekit.words import CLAUSE, CLOSED, COLON, COMMA, JOINED, Spellings, Tokens, keys_of, stem

BEHIND = 8
"""How many words a rule reaches back at most, unless it says so itself."""
OWN = "own"
"""The class of words by which a text is of the career's own setting."""
ITEM = 4
"""How many words an item of a list has at most."""
THING = 2
"""How many words a spelling has at most that only names a thing."""
ITEMS = 3
"""How many items make a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A skill shown by `words`, which stand at `start` to `end` of the text (in characters); `rule` says why."""

    skill: str
    words: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOut:
    """A skill that `words` name without showing it; `because` says why, with the words that say so; `rule` is its name."""

    skill: str
    words: str
    because: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text shows, and what it names without showing it anywhere else."""

    mentions: tuple[Mention, ...] = ()
    ruled_out: tuple[RuledOut, ...] = ()


_OWN_WORDS, _POSTING = "own words", "posting"
"""The kinds of texts: what someone says of herself, and what a posting asks."""
_Kind = Literal["skill", "look-alike", "ahead", "behind", "inside", "unless", "until", "turn", "setting", "open"]


@dataclass(frozen=True, slots=True, eq=False)
class _Sense:
    """What a spelling stands for: a skill, a look-alike of one, or words of a rule or a setting."""

    kind: _Kind
    text: str
    skill: str = ""
    because: str = ""
    rule: Rule | Setting | None = None
    length: int = 0
    """How many words it has to have in the text, so that no list stands in it; 0 for any number."""
    weak: bool = False
    """Whether it counts only in a text that has a word of the career's own setting."""
    only_in: str = ""
    """The kind of text that it counts in: one's own or a posting's; empty for both."""
    alone: bool = False
    """Whether it has to be all that an item of a list says, or the object of an introduction such as "skilled in"."""
    narrow: bool = field(init=False)
    """Whether any of these conditions holds for it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "narrow", bool(self.length or self.weak or self.only_in or self.alone))


_Found = tuple[int, int, _Sense]


@dataclass(slots=True)
class _Cues:
    """What was found in a text, by kind."""

    skills: list[_Found] = field(default_factory=list)
    looks: list[_Found] = field(default_factory=list)
    rules: list[_Found] = field(default_factory=list)
    unless: list[_Found] = field(default_factory=list)
    until: dict[int, list[Rule | Setting | None]] = field(default_factory=dict)
    settings: list[_Found] = field(default_factory=list)
    opened: list[_Found] = field(default_factory=list)
    own: list[int] = field(default_factory=list)


_Why = tuple[int, int, str, str]
"""Why something is ruled out: the cue's first word and the one after its last, what it does, the rule's name."""


class Recogniser:
    """Finds a career's skills in texts and its credentials in names. Compiled once, used for any number of texts.

    `asking`: how postings ask for skills, for someone who reads postings too; what is read as one asks is `asked`.
    """

    def __init__(self, career: Career, asking: Asking | None = None) -> None:
        self.career = career
        self._implied: dict[str, tuple[str, ...]] = {}
        self._general = {skill.id for skill in career.skills if skill.trait or skill.any_work}
        for skill in career.skills:
            shown = career.leaves(skill.id) if skill.parts else (skill.id, *skill.implies)
            self._implied[skill.id] = tuple(dict.fromkeys(shown))
        wording = joined(general_wording(), career.wording)
        self._spellings = Spellings((*_senses(career, wording, asking), *_asking_senses(asking)), wording)
        self._own = frozenset(key for one in wording.classes if one.id == OWN for key in keys_of(one.words))
        self._introductions, self._endings = frozenset(wording.introductions), frozenset(wording.endings)
        self._ranks = {rule.id: rank for rank, rule in enumerate((*wording.rules, *(asking.rules if asking else ())))}
        self._titles = Spellings([(text, True) for text in career.titles] + [(text, False) for text in career.other_titles], wording)
        self._registry = Registry(career)

    def skills(self, text: str) -> tuple[str, ...]:
        """The ids of the skills that `text` shows, each once, in order of the text."""
        tokens, shown, _ = self._judge(text)
        del tokens
        return tuple(dict.fromkeys(skill for _, _, sense in shown for skill in self._implied[sense.skill]))

    def mentions(self, text: str) -> list[Mention]:
        """The skills that `text` shows, in order of the text; of overlapping spellings of one skill the longest."""
        tokens, shown, _ = self._judge(text)
        return self._mentions(tokens, shown)

    def read(self, text: str) -> Reading:
        """What `text` shows, and what it names without showing it, with the reasons."""
        tokens, shown, refused = self._judge(text)
        mentions = self._mentions(tokens, shown)
        seen = {mention.skill for mention in mentions}
        ruled_out: dict[str, RuledOut] = {}
        for at, end, sense, (start, stop, because, rule) in refused:
            for skill in self._implied[sense.skill]:
                if skill not in seen and skill not in ruled_out:
                    why = f'"{tokens.between(start, stop)}" {because}'
                    ruled_out[skill] = RuledOut(skill=skill, words=tokens.between(at, end), because=why, rule=rule)
        return Reading(mentions=tuple(mentions), ruled_out=tuple(ruled_out.values()))

    def asked(self, text: str) -> list[Mention]:
        """The skills that a line of a posting of this career or a near one asks for, in order of the text: a wish asks, a denial does not."""
        tokens, shown, _ = self._judge(text, _POSTING)
        return self._mentions(tokens, shown)

    def is_title(self, title: str) -> bool | None:
        """Whether a job's title is of this career: True, False if it is another one's, None if it says nothing."""
        verdicts = {verdict for _, _, verdict in self._titles.find(self._titles.tokens(title))}
        return None if not verdicts else False not in verdicts

    def recognise_credential(self, name: str, issuer: str | None = None, jurisdiction: str | None = None) -> Recognition:
        """The credential that `name` means, beside its issuer and state where they are given."""
        return self._registry.recognise(name, issuer or "", jurisdiction or "")

    # What a text shows

    def _mentions(self, tokens: Tokens, shown: list[_Found]) -> list[Mention]:
        made: dict[tuple[int, str, int], Mention] = {}
        for at, end, sense in shown:
            start, stop = tokens.span(at, end)
            said = self._spellings.said(sense.text, tokens, at, end)
            for skill in self._implied[sense.skill]:
                rule = f'spelling "{said}"' if skill == sense.skill else f'spelling "{said}" of {sense.skill}'
                made.setdefault((start, skill, stop), Mention(skill=skill, words=tokens.text[start:stop], start=start, end=stop, rule=rule))
        return list(made.values())

    def _judge(self, text: str, kind: str = _OWN_WORDS) -> tuple[Tokens, list[_Found], list[tuple[int, int, _Sense, _Why]]]:
        """A text's words, the spellings that show skills in order of the text, and those that do not."""
        tokens = self._spellings.tokens(text)
        skills: list[_Found] = []
        others: list[_Found] = []
        for one in (*self._spellings.find(tokens), *self._turned(tokens)):
            at, end, sense = one
            if sense.narrow:
                if sense.only_in and sense.only_in != kind:
                    continue
                if sense.weak and kind == _OWN_WORDS and self._own.isdisjoint(tokens.keys):
                    continue
                if (sense.length and sense.length != end - at) or (sense.alone and not self._is_alone(tokens, at, end)):
                    continue
            (skills if sense.kind == "skill" else others).append(one)
        refused: list[tuple[int, int, _Sense, _Why]] = []
        if not skills:
            return tokens, [], refused
        cues = _sorted_out(skills, others)
        if kind == _OWN_WORDS and "?" in text:
            asked = tokens.asked()
            refused += [(*one, (one[0], one[1], "is asked", "question")) for one in cues.skills if asked[one[0]]]
            cues.skills = [one for one in cues.skills if not asked[one[0]]]
        spans = self._spans(tokens, cues) if cues.rules else []
        settings = self._settings(tokens, cues, spans) if cues.settings else []
        kept: dict[str, list[_Found]] = {}
        # The longest first: of two that overlap it says more.
        for one in sorted(cues.skills, key=lambda item: (item[0] - item[1], item[0], item[2].text)) if len(cues.skills) > 1 else cues.skills:
            at, end, sense = one
            why = self._why(one, cues, spans, settings, tokens) if cues.looks or spans or settings else None
            if why is not None:
                refused.append((*one, why))
                continue
            taken = kept.setdefault(sense.skill, [])
            if not any(at < stop and start < end for start, stop, _ in taken):
                taken.append(one)
        shown = sorted((one for taken in kept.values() for one in taken), key=lambda item: (item[0], item[1], item[2].skill))
        return tokens, shown, refused

    def _turned(self, tokens: Tokens) -> Iterator[_Found]:
        """The skills, and what looks like them, in clauses that say what was done: as if they said who did it."""
        for other, places in turned(tokens):
            for at, end, sense in self._spellings.find(other):
                thing = places[end - 1]
                done = max(places[at:end])
                if sense.kind in ("skill", "look-alike") and thing < done:
                    yield thing, done + 1, sense

    def _why(self, one: _Found, cues: _Cues, spans: list[tuple[int, int, _Found]], settings: list[tuple[int, int, _Found]], tokens: Tokens) -> _Why | None:
        """Why a spelling shows nothing here, if it does not."""
        at, end, sense = one
        for start, stop, look in cues.looks:
            if look.skill == sense.skill and at < stop and start < end and not _of_joined_acts(tokens, at, start):
                return start, stop, f"is something else: {look.because}", "look-alike"
        general = sense.skill in self._general
        for first, last, (start, stop, cue) in spans:
            rule = cue.rule
            if not isinstance(rule, Rule) or (rule.spares_general and general) or sense.skill in rule.spares or (rule.only and sense.skill not in rule.only):
                continue
            if cue.kind == "ahead":
                # A denial inside a spelling denies it: "took no vitals".
                begins = at >= first or (rule.denies and at < start and first <= end - 1) or (rule.crosses and first <= end - 1)
                hit = begins and first <= end - 1 < last and at < last
            elif cue.kind == "inside":
                hit = first <= at and end <= last
            else:
                hit = at < start and first < end <= last
            if hit and not (rule.things and _has_act(tokens, at, end)):
                return start, stop, rule.because, rule.id
        if not general:
            for first, last, (start, stop, cue) in settings:
                if first <= at < last and isinstance(cue.rule, Setting):
                    if cue.rule.unless_own and _elsewhere(cues.own, at, end):
                        continue
                    if sense.skill in cue.rule.spares or self._is_item(tokens, at, end, start):
                        continue
                    return start, stop, cue.rule.because, cue.rule.id
        return None

    def _is_item(self, tokens: Tokens, at: int, end: int, cue: int) -> bool:
        """Whether a spelling is an item of a list in which a setting's words are another: a list says nothing of its items."""
        bars = tokens.bars
        first, last = _item(bars, at, end)
        other_first, other_last = _item(bars, cue, cue + 1)
        return first != other_first and last - first <= end - at + 1 and other_last - other_first <= ITEM and sum(bar == COMMA for bar in bars) >= ITEMS - 1

    def _own_places(self, tokens: Tokens) -> list[int]:
        """Where a text has words of the career's own setting; what a spelling itself takes tells nothing of its setting."""
        return [place for place, word in enumerate(tokens.words) if word.keys and not self._own.isdisjoint(word.keys)]

    def _is_alone(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether a spelling is all that an item says, but for what introduces a list and what ends one."""
        words, bars = tokens.words, tokens.bars
        if at and bars[at] == JOINED and words[at - 1].raw.isdigit():
            at -= 1  # so many of them
        before = bars[at] != JOINED or words[at - 1].joins or words[at - 1].raw.lower() in self._introductions
        return before and (end == len(bars) or bars[end] != JOINED or words[end].joins or words[end].raw.lower() in self._endings)

    def _settings(self, tokens: Tokens, cues: _Cues, spans: list[tuple[int, int, _Found]]) -> list[tuple[int, int, _Found]]:
        """The clauses that are about another kind of work, unless that is denied."""
        made: list[tuple[int, int, _Found]] = []
        bars = tokens.bars
        cues.own = self._own_places(tokens)
        for one in cues.settings:
            if any(isinstance(cue.rule, Rule) and cue.rule.denies and at <= one[0] < last for at, last, (_, _, cue) in spans):
                continue
            first, last = one[0], one[1]
            while first > 0 and bars[first] != CLAUSE:
                first -= 1
            while last < len(bars) and bars[last] != CLAUSE:
                last += 1
            if not any(sense.rule is one[2].rule and first <= at < last for at, _, sense in cues.opened):
                made.append((first, last, one))
        return made

    def _spans(self, tokens: Tokens, cues: _Cues) -> list[tuple[int, int, _Found]]:
        """What each rule's words rule out, from one word up to another; the rules in their order."""
        made = []
        for one in cues.rules:
            at, end, sense = one
            rule = sense.rule
            if not isinstance(rule, Rule) or any(other.rule is rule and at < stop and start < end for start, stop, other in cues.unless):
                continue
            if sense.kind == "inside":
                made.append((at, end, one))
            elif sense.kind == "behind":
                made.append((self._behind(rule, tokens, at, cues), end, one))
            else:
                # A verb at the end of a rule's words is the act that it tells of, and may begin a spelling.
                act = rule.carries and end - at > 1 and (tokens.words[end - 1].act or _form(tokens.words[end - 1].raw) == "s")
                made.append((end - (act or sense.text.endswith("@past")), self._ahead(rule, tokens, at, end, cues), one))
        made.sort(key=lambda item: (self._ranks[item[2][2].rule.id], item[2][0], -item[2][1]))  # type: ignore[union-attr]
        return made

    def _ahead(self, rule: Rule, tokens: Tokens, at: int, end: int, cues: _Cues) -> int:
        """Where what follows a rule's words ends: with its clause, at a turn, or where another act begins."""
        words, bars = tokens.words, tokens.bars
        limit = min(len(words), end + rule.reach) if rule.reach else len(words)
        form = _form(words[at].raw)
        alternatives = 0
        carries = rule.carries and bars[at] == CLAUSE
        """Whether the acts behind commas are that person's too."""
        if rule.denies:
            for after in range(end, limit):
                if bars[after] >= CLOSED and bars[after] != COLON:
                    break
                if words[after].joins and words[after].raw.lower() != "and":
                    alternatives = after + 1
        for after in range(end, limit):
            if bars[after] >= CLOSED and (after > end or bars[after] == CLAUSE) and not (bars[after] == COLON and after - end <= ITEM):
                return after  # but for a colon that introduces what the words rule out
            for other in cues.until.get(after, ()):
                if other is None or other is rule:
                    return after
            begins = not carries and after > end and (bars[after] == COMMA or (words[after - 1].joins and not (rule.carries and bars[after - 1] == JOINED)))
            if begins and after > alternatives:
                word = words[after]
                if word.past or (word.act and _form(word.raw) == form):
                    return after
        return limit

    def _behind(self, rule: Rule, tokens: Tokens, at: int, cues: _Cues) -> int:
        """Where what stands before a rule's words begins: behind the comma or the end of a clause before it, or what ends the rule."""
        bars = tokens.bars
        first = at
        while first > 0 and at - first < (rule.reach or BEHIND):
            if bars[first] == CLAUSE or (bars[first] != JOINED and (first < at or rule.reach == 1)):
                break  # a word that must stand next to the cue is no other item
            if any(other is rule for other in cues.until.get(first, ())):
                return first + 1
            first -= 1
        return first


def _sorted_out(skills: list[_Found], others: list[_Found]) -> _Cues:
    """What was found, by kind."""
    cues = _Cues(skills=skills)
    for one in others:
        at, _, sense = one
        if sense.kind == "look-alike":
            cues.looks.append(one)
        elif sense.kind in ("ahead", "behind", "inside"):
            cues.rules.append(one)
        elif sense.kind in ("until", "turn"):
            cues.until.setdefault(at, []).append(sense.rule)
        elif sense.kind == "unless":
            cues.unless.append(one)
        elif sense.kind == "setting":
            cues.settings.append(one)
        else:
            cues.opened.append(one)
    return cues


def _elsewhere(places: list[int], at: int, end: int) -> bool:
    """Whether one of the places tells of the setting of what stands from `at` up to `end`: a bare thing is none for itself."""
    return bool(places) and (end - at > THING or not all(at <= place < end for place in places))


def _of_joined_acts(tokens: Tokens, at: int, other: int) -> bool:
    """Whether two spellings, which begin at these words, begin with acts that are joined: collected and delivered samples."""
    first, last = min(at, other), max(at, other)
    words = tokens.words
    return first < last and any(all(getattr(word, form) or word.joins for word in words[first : last + 1]) for form in ("past", "gerund"))


def _has_act(tokens: Tokens, at: int, end: int) -> bool:
    """Whether one of the words from `at` up to `end` may be a verb, as of `draw blood`; `blood draw` only names a thing."""
    return any(word.act or word.raw.endswith("ing") for word in tokens.words[at:end])


def _item(bars: list[int], at: int, end: int) -> tuple[int, int]:
    """The words from one bar to the next around those from `at` up to `end`."""
    while at > 0 and bars[at] == JOINED:
        at -= 1
    while end < len(bars) and bars[end] == JOINED:
        end += 1
    return at, end


def _form(word: str) -> str:
    """The ending that verbs of one list share: `ing`, `s`, or that of the bare verb."""
    lower = word.lower()
    return "ing" if lower.endswith("ing") else "past" if lower.endswith("ed") else "s" if lower.endswith("s") else "bare"


def _senses(career: Career, wording: Wording, asking: Asking | None) -> Iterator[tuple[str, _Sense]]:
    heard = frozenset(asking.heard if asking else ())

    def sense(kind: _Kind, text: str, *, skill: str = "", because: str = "", rule: Rule | Setting | None = None) -> tuple[str, _Sense]:
        length = 0 if kind == "skill" or "..." in text or "…" in text or "-" in text or "$" in text else len(text.split())
        bare = text.removeprefix("~").strip()
        alone = bare.startswith("(")
        if alone:
            bare = bare[1:].removesuffix(")")
        return bare, _Sense(kind, bare, skill=skill, because=because, rule=rule, length=length, alone=alone, weak=text.startswith("~"), only_in=_OWN_WORDS if rule and rule.id not in heard else "")

    for skill in career.skills:
        for text in dict.fromkeys((*skill.spellings, *(f"({name})" if " " in name or "-" in name else f"(={name.lower()})" for name in (skill.name, skill.id)))):
            yield sense("skill", text.replace("...", "…"), skill=skill.id)
        for look in skill.not_this:
            yield sense("look-alike", look.text, skill=skill.id, because=look.because)
    for text in wording.turns:
        yield sense("turn", text)
    kinds: tuple[_Kind, ...] = ("ahead", "behind", "inside", "unless", "until")
    for rule in wording.rules:
        for kind, texts in zip(kinds, (rule.ahead, rule.behind, rule.inside, rule.unless, rule.until), strict=True):
            for text in texts:
                yield sense(kind, text, rule=rule)
    for setting in wording.settings:
        for text in setting.words:
            yield sense("setting", text, rule=setting)
        for text in setting.unless:
            yield sense("open", text, rule=setting)


def _asking_senses(asking: Asking | None) -> Iterator[tuple[str, _Sense]]:
    """How postings ask, beside how people say what they do."""
    if asking is None:
        return
    for skill in asking.skills:
        for text in skill.spellings:
            yield text.removeprefix("~ "), _Sense("skill", text.removeprefix("~ "), skill=skill.id, only_in=_POSTING, weak=text.startswith("~"))
        for text in skill.not_this:
            yield text, _Sense("look-alike", text, skill=skill.id, because="not asked", only_in=_POSTING)
    kinds: tuple[_Kind, ...] = ("ahead", "behind", "inside", "unless", "until")
    for rule in asking.rules:
        for kind, texts in zip(kinds, (rule.ahead, rule.behind, rule.inside, rule.unless, rule.until), strict=True):
            for text in texts:
                yield text, _Sense(kind, text, rule=rule, only_in=_POSTING)
    for setting in asking.settings:
        for kind, texts in (("setting", setting.words), ("open", setting.unless)):
            for text in texts:
                yield text, _Sense(kind, text, rule=setting, only_in=_POSTING)


__all__ = ["Mention", "Reading", "Recogniser", "Recognition", "RuledOut", "stem"]
