"""What is wrong and where: places, diagnostics, and the one exception that carries them.

In: nothing. Out: plain records. Must not know how a problem is shown, or which file format it came from.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# C0, DEL, C1, line separators, marks and overrides of direction, invisible operators, surrogates, a stray byte-order mark.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Severity(StrEnum):
    """How bad a problem is: an error makes the input invalid, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot in a text file. Line and column count from 1, in characters; `source` is the line's text."""

    file: str
    line: int
    column: int
    source: str = field(default="", repr=False)
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem: what is wrong (`message`), where (`place`, and `path` in the profile), what to do (`hint`)."""

    code: str
    severity: Severity
    message: str
    path: str = ""
    place: Place | None = None
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(f"undeclared diagnostic code: {self.code}")


CODES: dict[str, str] = {
    "file-not-found": "The file does not exist.",
    "file-unreadable": "The file exists but cannot be read.",
    "file-too-large": "The file is larger than the limit.",
    "posting-unreadable": "A posting is empty, or no text.",
    "other-trade": "A posting is for another trade than the profile's career.",
    "not-text": "The file is not UTF-8 text.",
    "control-character": "The text holds an invisible control character.",
    "empty-file": "The file holds nothing.",
    "tab": "A tab or a special space is used where YAML needs spaces.",
    "bad-indentation": "A line is indented unlike its neighbours.",
    "missing-space": "A colon or dash needs a space after it.",
    "unquoted-text": "A text begins or contains a character that means something else to YAML.",
    "curly-quotes": "A text stands in curly quotes, which are printed.",
    "portfolio-incomplete": "The portfolio checklist asks for something that the profile lacks; told by portfolio --strict.",
    "lost-text": "A part of the text is read as a comment or an anchor, and so lost.",
    "unclosed-quote": "A quotation mark is opened and never closed.",
    "unclosed-bracket": "A bracket or brace is opened and never closed.",
    "bad-escape": "A backslash in double quotes begins no known escape.",
    "second-document": "The file holds more than one YAML document.",
    "syntax": "The line is not valid YAML.",
    "unsupported-yaml": "A YAML feature that a profile does not need: tags, merge keys, complex keys.",
    "bad-alias": "An alias names no anchor, or leads back to itself.",
    "too-large": "The file is nested too deeply, or holds or repeats too much.",
    "too-many-problems": "The file has more problems than are shown.",
    "duplicate-key": "The same key is given twice.",
    "unknown-key": "The key is not known here.",
    "missing-key": "A required key is missing.",
    "empty-item": "A list has an item with nothing in it.",
    "wrong-shape": "A text stands where a list or mapping belongs, or the other way round.",
    "bad-number": "The value is not a plain number in the allowed range.",
    "bad-date": "The value is not a date that exists.",
    "bad-choice": "The value is not one of the allowed ones.",
    "bad-email": "The value is not an e-mail address.",
    "bad-link": "The value is not a web address that may be linked to.",
    "bad-color": "The value is not a colour.",
    "bad-value": "The value cannot be used here.",
    "bad-version": "The profile's format version is not known.",
    "wrong-kind": "The file is a career pack where a profile is asked for, or the other way round.",
    "end-before-start": "Something ends before it starts.",
    "expiry-before-issue": "Something expires before it was issued.",
    "date-in-future": "The date lies in the future, where none can.",
    "evidence-missing": "An evidence file does not exist.",
    "evidence-unreadable": "An evidence file cannot be read.",
    "evidence-outside": "An evidence file lies outside the profile's folder.",
    "evidence-type": "An evidence file is not of the type its name says, or of a type that can be shown.",
    "evidence-remote": "Evidence is a web address, which is never fetched.",
    "evidence-empty": "An evidence file is empty.",
    "evidence-broken": "An evidence file is damaged.",
    "evidence-encrypted": "An evidence file is protected by encryption.",
    "evidence-small": "A picture of evidence has too few pixels to be read.",
    "evidence-too-large": "An evidence file has more pages or pixels, or needs more time or memory, than a portfolio can hold.",
    "portfolio-size": "A portfolio cannot be as small as it was asked to be.",
    "evidence-hollow": "An evidence file shows less than it holds.",
    "evidence-font": "An evidence file lacks its fonts, so the portfolio cannot say that it is accessible.",
    "unreadable-pdf": "The PDF to inspect cannot be read.",
    "no-source": "The PDF to inspect holds no profile.",
    "import-unreadable": "A file to import is in no format that is known, or is damaged.",
    "import-wrong-type": "A value in a file to import is not of the type that its format asks for.",
    "import-moved": "Something in an imported file has no place of its own in a profile.",
    "import-changed": "Something in an imported file was left out, or stands in the profile as a comment.",
    "badge-signature": "A badge's signature is wrong.",
    "badge-unverified": "A badge's signature could not be verified.",
    "badge-expired": "A badge has expired.",
    "badge-revoked": "A badge was revoked by its issuer.",
    "export-left": "Something in the profile has no place in the format that it is exported to.",
    "photo-unusable": "The picture that person.photo names cannot be printed.",
    "photo-missing": "A look shows a picture, but the profile names none.",
    "include-outside": "An included file lies outside the profile's folder.",
    "include-cycle": "Files include each other.",
    "include-shape": "An included file is not a mapping.",
    "unknown-career": "There is no career of this name.",
    "unknown-template": "There is no template of this name.",
    "unknown-option": "The template has no option of this name.",
    "unknown-section": "There is no section of this name.",
    "unknown-tag": "No entry has this tag.",
    "unknown-variant": "There is no variant of this name.",
    "variant-cycle": "Variants extend each other in a circle.",
    "unknown-goal": "The career has no tier or specialization of this name.",
    "unknown-path": "The path leads to nothing in the profile.",
    "unknown-language": "There are no headings in this language.",
    "unknown-skill": "The career has no skill of this name.",
    "unknown-credential": "The credential is not in the career's registry.",
    "ambiguous-credential": "The credential's name needs its issuer to be told apart.",
    "ambiguous-spelling": "Two skills or credentials claim the same spelling.",
    "credential-expired": "A credential has expired.",
    "credential-expiring": "A credential expires soon.",
    "credential-date": "A credential's printed end is not the one that its issuer's rule gives.",
    "credential-undated": "A credential's expiry cannot be told.",
    "externship-short": "The externships have fewer hours than programs of the career ask for.",
    "beginners-mistake": "The profile shows a mistake that beginners make.",
    "patient-name": "A patient is named, or may be.",
    "patient-identifier": "A number, date or address stands here that belongs to one patient.",
    "patient-detail": "A detail tells who a patient is to whoever knows the place.",
    "own-secret": "Something stands here that no employer needs and others can misuse.",
    "missing-glyph": "No bundled font has this character.",
    "low-contrast": "A colour is too light to read.",
    "too-many-pages": "The document has more pages than asked for.",
    "nothing-to-show": "The document shows a name and nothing else.",
    "too-many-entries": "The document has more entries than can be laid out.",
    "template-error": "A template cannot be used.",
    "machine": "Something that resumekit needs is missing on this machine.",
    "bad-set": "A --set option cannot be applied.",
    "write-failed": "An output file cannot be written.",
    "coverage-too-low": "The gate asked for with --min-coverage is not reached.",
}
"""Every code a diagnostic may carry, and what it says in general."""


_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\U0010fffe]")


def visible(text: str) -> str:
    """A text in which what cannot be seen, or would command a terminal, is shown by its number."""
    return text if text.isprintable() else _INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def error(code: str, message: str, *, path: str = "", place: Place | None = None, hint: str = "") -> Diagnostic:
    """A problem that makes the input invalid."""
    return Diagnostic(code=code, severity=Severity.ERROR, message=visible(message), path=path, place=place, hint=visible(hint))


def warning(code: str, message: str, *, path: str = "", place: Place | None = None, hint: str = "") -> Diagnostic:
    """A problem that the user should know of and may live with."""
    return Diagnostic(code=code, severity=Severity.WARNING, message=visible(message), path=path, place=place, hint=visible(hint))


def clean(text: str) -> str:
    """`text` on one line, with a visible sign for each character that could steer a terminal or turn the text around."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems sorted by file and place, as a reader meets them; those without a place come first."""

    def key(problem: Diagnostic) -> tuple[str, int, int, str, str]:
        place = problem.place
        at = (place.file, place.line, place.column) if place else ("", 0, 0)
        return (*at, problem.code, problem.message)

    return sorted(dict.fromkeys(problems), key=key)


class InvalidInput(Exception):
    """The input has errors; `problems` holds all of them, warnings included."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems = tuple(in_order(problems))
        super().__init__("; ".join(problem.message for problem in self.problems))
