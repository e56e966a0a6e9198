"""Text to skills: what a phrase shows by a career's spellings, and what it names without showing it.

In: a `Career` and a text. Out: mentions, each with the words that matched and the rule; what was ruled out and why; or the
credential that a name means. Must not know who wrote the text, or what follows from a mention. The language is the
pack's and the general wording's; here is only what a rule's words reach.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from resumekit.asking import Asking
from resumekit.career import Career
from resumekit.passives import turned
from resumekit.registry import Recognition, Registry
from resumekit.wording import Rule, Setting, Wording, general_wording, joined
from resumekit.words import CLAUSE, CLOSED, COLON, COMMA, JOINED, MAX_TEXT, Spellings, Tokens, keys_of

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
FEW = 8
"""How many spans are simply looked through."""


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
    unread: int = 0
    """How many characters at the end of the text were not read, because it is too long."""


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


def _place(one: _Found) -> int:
    return one[0]


def _longest_first(one: _Found) -> tuple[int, int]:
    return one[0], -one[1]


@dataclass(slots=True)
class _Cues:
    """What was found in a text, by kind."""

    skills: list[_Found] = field(default_factory=list)
    looks: dict[int, list[_Found]] = field(default_factory=dict)
    """By each word that they take."""
    rules: list[_Found] = field(default_factory=list)
    unless: set[tuple[int, int]] = field(default_factory=set)
    """Each word that they take, with the rule."""
    until: dict[int, list[Rule | Setting | None]] = field(default_factory=dict)
    settings: list[_Found] = field(default_factory=list)
    opened: list[_Found] = field(default_factory=list)
    stops: dict[tuple[int, str, bool], tuple[int, int]] = field(default_factory=dict)
    """By rule, form of its verb, and whether that one carries on: the last words looked through, from one up to another."""
    own: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Span:
    """What the words of one rule rule out, up to one word; several of them that reach it are one span."""

    first: int
    last: int
    cues: list[_Found] = field(default_factory=list)
    """All of them, in order of the text, of those that begin together the longest first."""
    firsts: list[int] = field(default_factory=list)
    """Where each begins to rule out."""

    def hit(self, rule: Rule, at: int, end: int) -> _Found | None:
        """The words that rule out a spelling from `at` up to `end`, if any do."""
        kind = self.cues[0][2].kind
        if kind == "inside":
            return next((cue for cue, first in zip(self.cues, self.firsts, strict=True) if first <= at), None) if end <= self.last else None
        if kind == "behind":
            return next((cue for cue, first in zip(self.cues, self.firsts, strict=True) if at < cue[0] and first < end), None) if end <= self.last else None
        if not self.first <= end - 1 < self.last:
            return None
        if at >= self.first:
            return next(cue for cue, first in zip(self.cues, self.firsts, strict=True) if first <= at)
        if rule.crosses:
            return next(cue for cue, first in zip(self.cues, self.firsts, strict=True) if first < end)
        if rule.denies:  # a denial inside a spelling denies it: "took no vitals"
            index = bisect_right(self.cues, at, key=_place)
            while index < len(self.cues) and self.cues[index][0] < end:
                if self.firsts[index] < end:
                    return self.cues[index]
                index += 1
        return None


class _Spans:
    """What a text's rules rule out, in the order of the rules."""

    __slots__ = ("_at", "all")

    def __init__(self, spans: list[_Span]) -> None:
        self.all = spans
        self._at: dict[int, list[_Span]] | None = None

    def reaching(self, place: int) -> Sequence[_Span]:
        """Those that may take in the word at `place`."""
        if len(self.all) <= FEW:
            return self.all
        if self._at is None:
            self._at = {}
            for span in self.all:
                for at in range(span.first, span.last):
                    self._at.setdefault(at, []).append(span)
        return self._at.get(place, ())


_NOTHING = _Spans([])


@dataclass(slots=True)
class _Elsewhere:
    """A clause that tells of another kind of work, by the words that tell of it."""

    setting: Setting
    cue: _Found
    """The first."""
    items: dict[int, _Found]
    """By the first word of the item of a list that they stand in, where it is a short one."""
    long: _Found | None
    """The first that stands in no short one."""


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
        return Reading(mentions=tuple(mentions), ruled_out=tuple(ruled_out.values()), unread=max(0, len(text) - MAX_TEXT))

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
            said = self._spellings.said(sense.text, tokens, at, end).replace("…", "...")
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
        spans = self._spans(tokens, cues) if cues.rules else _NOTHING
        settings = self._settings(tokens, cues, spans) if cues.settings else {}
        shown: list[_Found] = []
        kept: dict[str, set[int]] = {}
        # The longest first: of two that overlap it says more.
        for one in sorted(cues.skills, key=lambda item: (item[0] - item[1], item[0], item[2].text)) if len(cues.skills) > 1 else cues.skills:
            at, end, sense = one
            why = self._why(one, cues, spans, settings, tokens) if cues.looks or spans.all or settings else None
            if why is not None:
                refused.append((*one, why))
                continue
            taken = kept.get(sense.skill)
            if taken is None:
                kept[sense.skill] = set(range(at, end))
                shown.append(one)
            elif taken.isdisjoint(range(at, end)):
                taken.update(range(at, end))
                shown.append(one)
        shown.sort(key=lambda item: (item[0], item[1], item[2].skill))
        return tokens, shown, refused

    def _turned(self, tokens: Tokens) -> Iterator[_Found]:
        """The skills, and what looks like them, in clauses that say what was done: as if they said who did it."""
        for other, places in turned(tokens):
            for at, end, sense in self._spellings.find(other):
                thing = places[end - 1]
                done = max(places[at:end])
                if sense.kind in ("skill", "look-alike") and thing < done:
                    yield thing, done + 1, sense

    def _why(self, one: _Found, cues: _Cues, spans: _Spans, settings: dict[int, list[_Elsewhere]], tokens: Tokens) -> _Why | None:
        """Why a spelling shows nothing here, if it does not."""
        at, end, sense = one
        if cues.looks:
            for place in range(at, end):
                for start, stop, look in cues.looks.get(place, ()):
                    if look.skill == sense.skill and not _of_joined_acts(tokens, at, start):
                        return start, stop, f"is something else: {look.because}", "look-alike"
        general = sense.skill in self._general
        for span in spans.reaching(end - 1):
            rule = span.cues[0][2].rule
            if not isinstance(rule, Rule) or (rule.spares_general and general) or sense.skill in rule.spares or (rule.only and sense.skill not in rule.only):
                continue
            cue = span.hit(rule, at, end)
            if cue is not None and not (rule.things and _has_act(tokens, at, end)):
                return cue[0], cue[1], rule.because, rule.id
        if settings and not general:
            layout = tokens.layout()
            for other in settings.get(layout.clauses[at], ()):
                setting = other.setting
                if sense.skill in setting.spares or (setting.unless_own and _elsewhere(cues.own, at, end)):
                    continue
                # An item of a list says nothing of the others, unless the work is another kind wherever it stands.
                first = layout.items[at]
                own = setting.unless_own and layout.commas >= ITEMS - 1 and layout.ends[end - 1] - first <= end - at + 1
                found = (other.items.get(first) or other.long) if own else other.cue
                if found is not None:
                    return found[0], found[1], setting.because, setting.id
        return None

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

    def _settings(self, tokens: Tokens, cues: _Cues, spans: _Spans) -> dict[int, list[_Elsewhere]]:
        """The clauses that are about another kind of work, unless that is denied, by their first words."""
        made: dict[tuple[int, int], _Elsewhere] = {}
        layout = tokens.layout()
        clauses, items, ends = layout.clauses, layout.items, layout.ends
        cues.own = self._own_places(tokens)
        opened = {(id(sense.rule), clauses[at]) for at, _, sense in cues.opened}
        for one in cues.settings:
            at, _, sense = one
            if not isinstance(sense.rule, Setting) or (id(sense.rule), clauses[at]) in opened:
                continue
            if any(isinstance(rule := span.cues[0][2].rule, Rule) and rule.denies and span.first <= at < span.last for span in spans.reaching(at)):
                continue
            key = (id(sense.rule), clauses[at])
            if key not in made:
                made[key] = _Elsewhere(sense.rule, one, {}, None)
            if ends[at] - items[at] <= ITEM:
                made[key].items.setdefault(items[at], one)
            elif made[key].long is None:
                made[key].long = one
        found: dict[int, list[_Elsewhere]] = {}
        for (_, clause), other in made.items():
            found.setdefault(clause, []).append(other)
        return found

    def _spans(self, tokens: Tokens, cues: _Cues) -> _Spans:
        """What each rule's words rule out, from one word up to another; the rules in their order."""
        made: dict[tuple[int, str, int], _Span] = {}
        for one in sorted(cues.rules, key=_longest_first):
            at, end, sense = one
            rule = sense.rule
            if not isinstance(rule, Rule) or (cues.unless and any((id(rule), place) in cues.unless for place in range(at, end))):
                continue
            if sense.kind == "inside":
                first, last = at, end
            elif sense.kind == "behind":
                first, last = self._behind(rule, tokens, at, cues), end
            else:
                # A verb at the end of a rule's words is the act that it tells of, and may begin a spelling.
                act = rule.carries and end - at > 1 and (tokens.words[end - 1].act or _form(tokens.words[end - 1].raw) == "s")
                first, last = end - (act or sense.text.endswith("@past")), self._ahead(rule, tokens, at, end, cues)
            key = (id(rule), sense.kind, last)
            span = made.get(key)
            if span is None:
                span = made[key] = _Span(first, last)
            span.first = min(span.first, first)
            span.cues.append(one)
            span.firsts.append(first)
        return _Spans(sorted(made.values(), key=lambda span: (self._ranks[span.cues[0][2].rule.id], *_longest_first(span.cues[0]))))  # type: ignore[union-attr]

    def _ahead(self, rule: Rule, tokens: Tokens, at: int, end: int, cues: _Cues) -> int:
        """Where what follows a rule's words ends: with its clause, at a turn, or where another act begins."""
        words, bars = tokens.words, tokens.bars
        form = _form(words[at].raw)
        carries = rule.carries and bars[at] == CLAUSE  # whose act it is at the start, theirs are the acts behind commas too
        key = (id(rule), form, carries)
        if not rule.reach and key in cues.stops:
            begun, stop = cues.stops[key]
            if begun <= end < stop and (stop == len(words) or bars[stop] != COLON):
                return stop  # what has been looked through for the words before these
        stop = self._stop(rule, tokens, end, (form, carries), cues)
        cues.stops[key] = end, stop
        return stop

    def _stop(self, rule: Rule, tokens: Tokens, end: int, verb: tuple[str, bool], cues: _Cues) -> int:
        """Where what follows the words that end before `end` ends; `verb`: its form, and whether it carries on to acts behind commas."""
        words, bars = tokens.words, tokens.bars
        limit = min(len(words), end + rule.reach) if rule.reach else len(words)
        form, carries = verb
        alternatives = 0
        if rule.denies:
            for after in range(end, limit):
                if bars[after] >= CLOSED and not (bars[after] == COLON and after - end <= ITEM):
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
            for place in range(at, one[1]):
                cues.looks.setdefault(place, []).append(one)
        elif sense.kind in ("ahead", "behind", "inside"):
            cues.rules.append(one)
        elif sense.kind in ("until", "turn"):
            cues.until.setdefault(at, []).append(sense.rule)
        elif sense.kind == "unless":
            cues.unless.update((id(sense.rule), place) for place in range(at, one[1]))
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


__all__ = ["Mention", "Reading", "Recogniser", "Recognition", "RuledOut"]
