"""Text to skills, and names to credentials: which words show what, by the career's spellings and look-alikes.

In: a `Career` and a text. Out: mentions, each with the words that matched and the rule; or the credential that a name
means. Must not know who wrote the text, or what follows from a mention. What a pack cannot say is only the English
language: the forms of a word, and what ends a clause.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from resumekit.career import Career, Credential, Issuer, plain

MAX_GAP = 4
"""How many words the `...` of a spelling may stand for."""
MAX_TEXT = 20_000
"""How many characters of one text are read; a line of a resume has a few hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A skill shown by `words`, which stand at `start` to `end` of the text (in characters); `rule` says why."""

    skill: str
    words: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a credential's name means.

    `credential` if it is known. Else `candidates` are those that it may mean once the issuer is given, or given rightly;
    without any, the registry does not know it, and `suggestion` is the closest spelling (empty if none is close).
    """

    credential: Credential | None = None
    candidates: tuple[Credential, ...] = ()
    suggestion: str = ""


# Words -------------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"https?://\S+|\S+@\S+\.\S+|\]\([^)\s]*\)|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W\d_]+)?|[&+]|w/|[.;:!?|•\n]|,")
_STRONG, _WEAK = 2, 1

_IRREGULAR = {
    form: base
    for base, forms in {
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "choose": "chose chosen",
        "deal": "dealt",
        "do": "did done does",
        "draw": "drew drawn",
        "drive": "drove driven",
        "feel": "felt",
        "find": "found",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "grow": "grew grown",
        "hear": "heard",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "oversee": "oversaw overseen",
        "pay": "paid",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "send": "sent",
        "speak": "spoke spoken",
        "spend": "spent",
        "stick": "stuck",
        "take": "took taken",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "understand": "understood",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_VOWELS = frozenset("aeiouy")


def stem(word: str) -> str:
    """A lower-case word without its ending: forms of one word share a stem, which need not be a word itself."""
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and not _VOWELS.isdisjoint(root) and not (ending == "ed" and root.endswith("e")):
            word = root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    if word.endswith("ied"):
        word = word[:-3] + "y"
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    if word.endswith("i"):
        word = word[:-1] + "y"
    return word.removesuffix("e") if len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str
    stem: str
    start: int
    end: int
    bar: int
    """What stands before it: 0 nothing, 1 a comma, 2 the end of a clause."""


_STEMS: dict[str, str] = {}


def _stem_of(word: str) -> str:
    found = _STEMS.get(word)
    if found is None:
        found = stem(word)
        if len(_STEMS) < 50_000:
            _STEMS[word] = found
    return found


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    bar = _STRONG
    for match in _WORD.finditer(text, 0, MAX_TEXT):
        raw = match[0]
        first = raw[0]
        if raw == ",":
            bar = max(bar, _WEAK)
            continue
        if len(raw) == 1 and first in ".;:!?|•\n":
            bar = _STRONG
            continue
        if raw.startswith(("http", "](")) and (":" in raw or first == "]"):
            continue
        if first in "&+":
            raw = "and"
        elif raw == "w/":
            raw = "with"
        elif "." in raw and first.isalpha():
            if "@" in raw:
                continue
            raw = raw.replace(".", "")
        for mark in ("'", "’"):
            before, _, after = raw.partition(mark)
            if after:
                raw = before if after.lower() == "s" else before + after
        found.append(_Token(raw, _stem_of(raw.lower()), match.start(), match.end(), bar))
        bar = 0
    return found


# Spellings -----------------------------------------------------------------------------------------------------------------

_GAP = None
_Element = tuple[frozenset[str], frozenset[str]] | None
"""One place of a spelling: the stems that fit and the exact words that fit; None is the gap `...`."""


@dataclass(frozen=True, slots=True)
class _Spelling:
    skill: str
    text: str
    elements: tuple[_Element, ...]
    blocks: str = ""
    """For a look-alike: what it means instead."""


def _compile(text: str) -> list[tuple[_Element, ...]]:
    """The sequences of places that a spelling stands for: several where an alternative has several words."""
    places: list[list[tuple[_Element, ...]]] = []
    for part in text.replace("…", "...").replace("...", " ... ").split():
        if part == "...":
            places.append([(_GAP,)])
            continue
        stems: set[str] = set()
        exact: set[str] = set()
        longer: list[tuple[_Element, ...]] = []
        for choice in part.split("|"):
            if choice.startswith("="):
                exact.add(choice[1:])
                continue
            if choice.isalpha():  # most are plain words, which need no tokeniser
                stems.add(_stem_of(choice.lower()))
                continue
            tokens = _tokens(choice)
            if len(tokens) == 1:
                stems.add(tokens[0].stem)
            elif tokens:
                longer.append(tuple((frozenset((token.stem,)), frozenset()) for token in tokens))
        choices = longer
        if stems or exact:
            choices = [((frozenset(stems), frozenset(exact)),), *longer]
        if choices:
            places.append(choices)
    made = [tuple(element for group in picked for element in group) for picked in product(*places)]
    return [one for one in made if one and one[0] is not _GAP and one[-1] is not _GAP]


def _fits(element: _Element, token: _Token) -> bool:
    if element is None:
        return False
    stems, exact = element
    if token.stem in stems:
        return True
    # A form written with capitals asks for them, so that a product is not taken for the word it is named after.
    return bool(exact) and (token.raw in exact or token.raw.lower() in exact or (token.raw.isupper() and len(token.raw) > 3 and token.raw.capitalize() in exact))


def _match(elements: tuple[_Element, ...], tokens: list[_Token], at: int, index: int = 0) -> int:
    """The end (a token's index) of the nearest match that begins at `at`; -1 if there is none."""
    while index < len(elements):
        element = elements[index]
        if element is not None:
            after_gap = index == 0 or elements[index - 1] is None
            if at >= len(tokens) or (tokens[at].bar and not after_gap) or not _fits(element, tokens[at]):
                return -1
            index, at = index + 1, at + 1
            continue
        for after in range(at, min(at + MAX_GAP + 1, len(tokens))):
            if tokens[after].bar == _STRONG:
                return -1
            end = _match(elements, tokens, after, index + 1)
            if end >= 0:
                return end
        return -1
    return at


class Recogniser:
    """Finds a career's skills in texts and its credentials in names. Compiled once, used for any number of texts."""

    def __init__(self, career: Career) -> None:
        self.career = career
        self._by_stem: dict[str, list[_Spelling]] = {}
        self._by_word: dict[str, list[_Spelling]] = {}
        self._implied: dict[str, tuple[str, ...]] = {}
        for skill in career.skills:
            shown = career.leaves(skill.id) if skill.parts else (skill.id, *skill.implies)
            self._implied[skill.id] = tuple(dict.fromkeys(shown))
            for text in dict.fromkeys((*skill.spellings, skill.name, skill.id)):
                self._add(_Spelling, skill.id, text, "")
            for look in skill.not_this:
                self._add(_Spelling, skill.id, look.text, look.because)
        self._titles = [elements for text in career.titles for elements in _compile(text)]
        self._other_titles = [elements for text in career.other_titles for elements in _compile(text)]
        self._registry = _Registry(career)

    def _add(self, make: type[_Spelling], skill: str, text: str, blocks: str) -> None:
        for elements in _compile(text):
            spelling = make(skill, text, elements, blocks)
            stems, exact = elements[0] or (frozenset(), frozenset())
            for key in stems:
                self._by_stem.setdefault(key, []).append(spelling)
            for key in {word.lower() for word in exact}:
                self._by_word.setdefault(key, []).append(spelling)

    def mentions(self, text: str) -> list[Mention]:
        """The skills that `text` shows, in order of the text; of overlapping spellings of one skill the longest."""
        tokens = _tokens(text)
        found: list[tuple[int, int, _Spelling]] = []
        blocked: list[tuple[int, int, str]] = []
        for at, token in enumerate(tokens):
            here = self._by_stem.get(token.stem, ())
            for spelling in (*here, *self._by_word.get(token.raw.lower(), ())):
                end = _match(spelling.elements, tokens, at)
                if end < 0:
                    continue
                if spelling.blocks:
                    blocked.append((at, end, spelling.skill))
                else:
                    found.append((at, end, spelling))
        kept: dict[str, list[tuple[int, int, _Spelling]]] = {}
        for at, end, spelling in sorted(found, key=lambda item: (item[0] - item[1], item[0], item[2].text)):
            if any(skill == spelling.skill and at < stop and start < end for start, stop, skill in blocked):
                continue
            taken = kept.setdefault(spelling.skill, [])
            if not any(at < stop and start < end for start, stop, _ in taken):
                taken.append((at, end, spelling))
        made: dict[tuple[int, str, int], Mention] = {}
        for at, end, spelling in sorted((item for taken in kept.values() for item in taken), key=lambda item: (item[0], item[1], item[2].skill)):
            start, stop = tokens[at].start, tokens[end - 1].end
            for skill in self._implied[spelling.skill]:
                rule = f'spelling "{spelling.text}"' if skill == spelling.skill else f'spelling "{spelling.text}" of {spelling.skill}'
                made.setdefault((start, skill, stop), Mention(skill=skill, words=text[start:stop], start=start, end=stop, rule=rule))
        return list(made.values())

    def skills(self, text: str) -> tuple[str, ...]:
        """The ids of the skills that `text` shows, each once, in order of the text."""
        return tuple(dict.fromkeys(mention.skill for mention in self.mentions(text)))

    def is_title(self, title: str) -> bool | None:
        """Whether a job's title is of this career: True, False if it is another one's, None if it says nothing."""
        tokens = _tokens(title)
        for verdict, known in ((False, self._other_titles), (True, self._titles)):
            if any(_match(elements, tokens, at) >= 0 for elements in known for at in range(len(tokens))):
                return verdict
        return None

    def recognise_credential(self, name: str, issuer: str | None = None, jurisdiction: str | None = None) -> Recognition:
        """The credential that `name` means, beside its issuer and state where they are given."""
        return self._registry.recognise(name, issuer or "", jurisdiction or "")


# Credentials -----------------------------------------------------------------------------------------------------------------

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_MARKS = re.compile(r"\(r\)|\(tm\)|[®™]", re.IGNORECASE)
_FILLER = frozenset(
    _PIECE.findall(
        "a active an and as at board by card certificate certification certified completion course credential current for from holder in issued license of registration state the training via with"
    )
)
"""Words beside a credential's name that change nothing."""
_Name = tuple[str, ...]


def _pieces(text: str) -> list[str]:
    """The words and numbers of a name, with their capitals: `CPT1` is two of them, `C.M.A.` is one."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", "") + " ", _MARKS.sub(" ", text))
    text = text.replace("'s", "").replace("’s", "")
    return _PIECE.findall(text)[:24]


def _lower(pieces: Iterable[str]) -> _Name:
    return tuple(piece.lower() for piece in pieces)


def _places(wanted: _Name, name: _Name) -> Iterator[int]:
    """Where `wanted` stands in `name`."""
    if wanted:
        yield from (at for at in range(len(name) - len(wanted) + 1) if name[at : at + len(wanted)] == wanted)


class _Registry:
    """The credentials of a career, by their spellings."""

    def __init__(self, career: Career) -> None:
        self._career = career
        self._issuers = {issuer.id: self._names_of(issuer) for issuer in career.issuers}
        self._spellings: list[tuple[_Name, str, Credential, bool]] = []
        self._looks: dict[str, list[list[str]]] = {}
        for credential in career.credentials:
            for short, texts in ((False, (*credential.spellings, credential.name, credential.id)), (True, credential.needs_issuer)):
                self._spellings += [(_lower(_pieces(text)), text, credential, short) for text in texts]
            self._looks[credential.id] = [_pieces(look.text) for look in credential.not_this]
        self._by_id: dict[str, list[tuple[_Name, str, Credential, bool]]] = {credential.id: [] for credential in career.credentials}
        self._by_first: dict[str, list[tuple[_Name, str, Credential, bool]]] = {}
        for entry in self._spellings:
            self._by_id[entry[2].id].append(entry)
            if entry[0]:
                self._by_first.setdefault(entry[0][0], []).append(entry)

    @staticmethod
    def _names_of(issuer: Issuer) -> list[_Name]:
        names = {_lower(_pieces(text)) for text in (issuer.id, issuer.name, *issuer.spellings)}
        return sorted((name for name in names if name), key=len, reverse=True)

    def recognise(self, name: str, issuer: str, jurisdiction: str) -> Recognition:
        pieces = _pieces(name)
        words = _lower(pieces)
        # Another issuer in the field beats the one in the name: the two together mean a mistake, which must not verify.
        named = self._issuers_in(_lower(_pieces(issuer))) or self._close_issuers(issuer) or self._issuers_in(words)
        fitting: dict[str, tuple[int, Credential]] = {}
        asking: dict[str, tuple[int, Credential]] = {}
        others: dict[str, tuple[int, Credential]] = {}
        for at in range(len(words)):
            for spelled, text, credential, short in self._by_first.get(words[at], ()):
                end = at + len(spelled)
                if words[at:end] != spelled or not self._same_case(credential, text, pieces[at:end]) or self._is_look_alike(credential, pieces):
                    continue
                if not self._is_filler(words[:at] + words[end:], credential) or not _same_state(credential, jurisdiction):
                    continue
                fits = _issuer_fits(credential, short, named, issuer)
                kept = asking if fits is None else fitting if fits else others
                if len(spelled) > kept.get(credential.id, (0,))[0]:
                    kept[credential.id] = (len(spelled), credential)
        best = _longest(fitting)
        best = [one for one in best if one.issuer in named] or best  # one of a named issuer before one that anybody issues
        if len(best) == 1:
            return Recognition(credential=best[0])
        if best or asking or others:
            return Recognition(candidates=tuple(best or _longest(asking) or _longest(others)))
        return Recognition(suggestion=self._closest(words))

    def _issuers_in(self, words: _Name) -> set[str]:
        return {issuer for issuer, names in self._issuers.items() if any(next(_places(name, words), None) is not None for name in names)}

    def _close_issuers(self, text: str) -> set[str]:
        """The issuer whose long name was nearly typed; abbreviations differ by a letter and are never guessed."""
        typed = plain(text)
        if len(typed) < 15:
            return set()
        known = {" ".join(name): issuer for issuer, names in self._issuers.items() for name in names if len(" ".join(name)) >= 15}
        return {known[name] for name in difflib.get_close_matches(typed, known, n=1, cutoff=0.9)}

    @staticmethod
    def _same_case(credential: Credential, text: str, pieces: list[str]) -> bool:
        """Whether the abbreviations agree in case, where the credential asks for it."""
        return not credential.case_sensitive or all(typed == known for typed, known in zip(pieces, _pieces(text), strict=True) if known.isupper() and len(known) > 1)

    def _is_look_alike(self, credential: Credential, pieces: list[str]) -> bool:
        """Whether the name holds a look-alike; one that differs from a spelling by its capitals only, as typed."""
        words = _lower(pieces)
        own = {spelled for spelled, _, _, _ in self._by_id[credential.id]}
        return any(next(_places(_lower(look), words) if _lower(look) not in own else _places(tuple(look), tuple(pieces)), None) is not None for look in self._looks[credential.id])

    def _is_filler(self, rest: _Name, credential: Credential) -> bool:
        """Whether the words beside a spelling change nothing: its issuer, its state, its own other spellings, a year."""
        rest = tuple(word for word in rest if not (word.isdigit() and len(word) == 4) and word not in _FILLER and word != (credential.state or "").lower())
        if not rest:
            return True
        names = [name for issuer in self._issuers for name in self._issuers[issuer]] if credential.issuer is None else self._issuers[credential.issuer]
        own = [spelled for spelled, _, _, _ in self._by_id[credential.id]]
        for known in sorted([*names, *own], key=len, reverse=True):
            at = next(_places(known, rest), None)
            if at is not None and known:
                return self._is_filler(rest[:at] + rest[at + len(known) :], credential)
        return False

    def _closest(self, words: _Name) -> str:
        """The spelling that was nearly typed; abbreviations of five letters or fewer differ by a letter and are never guessed."""
        typed = " ".join(words)
        known = {" ".join(spelled): text for spelled, text, _, _ in self._spellings}
        if len(typed) > 5:
            close = difflib.get_close_matches(typed[:80], [name for name in known if len(name) > 5], n=1, cutoff=0.8)
            if close and close[0] != typed:
                return known[close[0]]
        return ""


def _issuer_fits(credential: Credential, short: bool, named: set[str], issuer: str) -> bool | None:
    """True: the issuer agrees or is not needed; None: it is needed and not given; False: it is another one."""
    if credential.issuer is None or credential.issuer in named:
        return True
    if named or plain(issuer):
        return False
    return None if short else True


def _same_state(credential: Credential, jurisdiction: str) -> bool:
    """Whether a state's credential is of the state that the profile names, short or in full; one that names none leaves it open."""
    named = plain(jurisdiction).removeprefix("state of ").removesuffix(" state")
    return credential.state is None or not named or named == credential.state.lower() or f" {named} " in f" {plain(credential.name)} "


def _longest(found: dict[str, tuple[int, Credential]]) -> list[Credential]:
    longest = max((length for length, _ in found.values()), default=0)
    return [credential for length, credential in found.values() if length == longest]
