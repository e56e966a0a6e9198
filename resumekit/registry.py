"""Names to credentials: which credential a name means, beside its issuer and its state.

In: a `Career`, names. Out: `Recognition`. Must not know whose credential it is, or what follows from it.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from resumekit.career import Career, Credential, Issuer, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a credential's name means.

    `credential` if it is known. Else `candidates` are those that it may mean once the issuer is given, or given rightly;
    without any, the registry does not know it, and `suggestion` is the closest spelling (empty if none is close).
    """

    credential: Credential | None = None
    candidates: tuple[Credential, ...] = ()
    suggestion: str = ""


_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PIECE = re.compile(r"[^\W\d_]+|\d+")
_MARKS = re.compile(r"\(r\)|\(tm\)|[®™]", re.IGNORECASE)
MAX_KNOWN = 1000
"""Names whose meaning is kept."""

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


class Registry:
    """The credentials of a career, by their spellings."""

    def __init__(self, career: Career) -> None:
        self._career = career
        self._known: dict[tuple[str, str, str], Recognition] = {}
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

    def __reduce__(self) -> tuple[type["Registry"], tuple[Career]]:
        return Registry, (self._career,)  # making it is quicker than reading it

    @staticmethod
    def _names_of(issuer: Issuer) -> list[_Name]:
        names = {_lower(_pieces(text)) for text in (issuer.id, issuer.name, *issuer.spellings)}
        return sorted((name for name in names if name), key=len, reverse=True)

    def recognise(self, name: str, issuer: str, jurisdiction: str) -> Recognition:
        typed = (name, issuer, jurisdiction)
        if typed not in self._known:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            self._known[typed] = self._recognise(*typed)
        return self._known[typed]

    def _recognise(self, name: str, issuer: str, jurisdiction: str) -> Recognition:
        pieces = _pieces(name)
        words = _lower(pieces)
        # Another issuer in the field beats the one in the name: the two together mean a mistake, which must not verify.
        given = self._issuers_in(_lower(_pieces(issuer))) or self._close_issuers(issuer)
        named = given or self._issuers_in(words)
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
                # An issuer within a short form names nobody: "OSHA training" may be anyone's.
                beside = named if not short else given or self._issuers_in(words[:at]) | self._issuers_in(words[end:])
                fits = _issuer_fits(credential, short, beside, issuer)
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
        known = {" ".join(spelled): text for spelled, text, _, _ in reversed(self._spellings)}  # as people write it, before its name or id
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
