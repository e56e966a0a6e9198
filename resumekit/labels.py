"""The words that resumekit itself puts on a page, in a language: section titles, month names, "valid to".

In: `en`, `es`, or a labels file. Out: `Labels`. Must not know where a word is used.
"""

import os
import re
from dataclasses import dataclass, field, replace
from datetime import date

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, InvalidInput, error
from resumekit.document import read_document
from resumekit.files import bundled, inside
from resumekit.located import Items, Mapping, Text
from resumekit.schema import suggestion
from resumekit.values import quoted

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-x(?:-[a-z0-9]{1,8})+)?", re.IGNORECASE | re.ASCII)
"""A language tag of BCP 47: language, script, region, variants, private use."""
_RIGHT_TO_LEFT = frozenset(["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A language's words. `language` is its BCP 47 tag, `direction` ltr or rtl; `files`: what was read."""

    language: str
    months: tuple[str, ...]
    sections: dict[str, str]
    words: dict[str, str]
    month: str
    day: str
    direction: str = "ltr"
    files: tuple[str, ...] = field(default=())

    def word(self, key: str, **values: str) -> str:
        """The words for `key`, with `{name}` replaced by the value of that name."""
        return _filled(self.words[key], values)

    def date(self, date: PartialDate, *, whole: bool = False) -> str:
        """A date in words: "2022", "Feb 2022"; with its day only if `whole`."""
        if date.is_present:
            return self.words["present"]
        if not date.month:
            return str(date.year)
        pattern = self.day if whole and date.day else self.month
        return _filled(pattern, {"year": str(date.year), "month": self.months[date.month - 1], "day": str(date.day)})


def language_names() -> list[str]:
    """The languages that have bundled labels."""
    return sorted(name.removesuffix(".yaml") for name in os.listdir(_folder()) if name.endswith(".yaml"))


def check_language(name: str, folder: str) -> list[Diagnostic]:
    """What is wrong with a profile's `language`; `folder` is the profile's."""
    try:
        read_labels(name, folder)
    except InvalidInput as invalid:
        return list(invalid.problems)
    return []


def read_labels(name: str, folder: str) -> Labels:
    """The labels of language `name`, or of the file `name` in the profile's `folder`; raise `InvalidInput` where there are none."""
    english, _ = _tree(os.path.join(_folder(), "en.yaml"))
    if not name.endswith((".yaml", ".yml")):
        if name not in language_names():
            raise InvalidInput([error("unknown-language", f'there are no headings in "{name}"', path="language", hint=suggestion(name, language_names()) + " or name a labels file (.yaml)")])
        path = os.path.join(_folder(), f"{name}.yaml")
        return _labels(english if name == "en" else _tree(path)[0], english, (path,))
    found = inside(folder, name)
    if found is None:
        raise InvalidInput([error("unknown-language", f"the labels file {name} lies outside the profile's folder", path="language", hint="copy it into the profile's folder")])
    tree, problems = _tree(str(found), shown=name)
    if problems:
        raise InvalidInput([_about_labels(problem, str(found), name) for problem in problems])
    return _labels(tree, english, (str(found),))


def _about_labels(problem: Diagnostic, path: str, name: str) -> Diagnostic:
    """What is wrong with a labels file: at the profile's `language` where the file cannot be read, and with hints that are about labels."""
    if problem.code in ("file-not-found", "file-unreadable", "file-too-large"):
        hint = "check its name, or write en or es" if problem.code == "file-not-found" else problem.hint.replace(path, name)
        return replace(problem, message=problem.message.replace(path, name), path="language", place=None, hint=hint)
    if "profile" in problem.hint or "person:" in problem.hint:
        return replace(problem, hint="begin with the language's tag, such as  language: fr")
    return problem


def _folder() -> str:
    return str(bundled("templates") / "_shared" / "labels")


def _tree(path: str, shown: str | None = None) -> tuple[Mapping, list[Diagnostic]]:
    document = read_document(path, shown=shown)
    return document.root if document.root is not None else Mapping(), document.problems


def _labels(tree: Mapping, english: Mapping, files: tuple[str, ...]) -> Labels:
    problems: list[Diagnostic] = []

    def text(holder: Mapping, key: str, default: str) -> str:
        value = holder.get(key)
        if value is None:
            return default
        if isinstance(value, Text) and value.strip():
            return str(value.strip())
        problems.append(error("wrong-shape", f"{key} must be a text", path="language", place=value.place))
        return default

    def texts(key: str) -> dict[str, str]:
        known = {name: str(value) for name, value in english[key].items()}
        own = tree.get(key)
        if own is None:
            return known
        if not isinstance(own, Mapping):
            problems.append(error("wrong-shape", f"{key} must be a list of names and texts", path="language", place=own.place))
            return known
        problems.extend(error("unknown-key", f"there is no label {name} in {key}", path="language", place=own[name].key, hint=suggestion(name, known)) for name in own if name not in known)
        return {name: text(own, name, default) for name, default in known.items()}

    problems.extend(error("unknown-key", f"there is no label {name}", path="language", place=tree[name].key, hint=suggestion(name, english)) for name in tree if name not in english)
    language = text(tree, "language", "en")
    if not _TAG.fullmatch(language):
        problems.append(error("unknown-language", f"{quoted(language)} is not a language's tag", path="language", place=tree["language"].place, hint=_tag_hint(language)))
        language = "en"
    months = tree.get("months")
    ours = (tuple(map(str, english["months"])), str(english["month"]), str(english["day"]))
    calendar = ours if language == "en" or all(tree.get(key) for key in ("months", "month", "day")) else _calendar(language)
    names = calendar[0]
    if isinstance(months, Items) and len(months) == 12 and all(isinstance(month, Text) for month in months):
        names = tuple(str(month).strip() for month in months)
    elif months is not None:
        problems.append(error("wrong-shape", "months must be a list of twelve names", path="language", place=months.place))
    labels = Labels(
        language=language,
        months=names,
        sections=texts("sections"),
        words=texts("words"),
        month=text(tree, "month", calendar[1]),
        day=text(tree, "day", calendar[2]),
        direction=_direction(language),
        files=files,
    )
    if problems:
        raise InvalidInput(problems)
    return labels


def _tag_hint(language: str) -> str:
    """What to write where something else stands for a language's tag, such as its name."""
    from babel import Locale

    names = {name.casefold(): tag for tag, name in Locale("en").languages.items()}
    tag = names.get(language.casefold())
    return f"write {tag}" if tag else "write its tag, such as fr, pt-BR or zh-Hans"


def _direction(language: str) -> str:
    """The direction of a language's script: that of its tag, or the one that it is usually written in."""
    if language in ("en", "es"):
        return "ltr"
    from babel import Locale, UnknownLocaleError

    for part in language.lower().split("-")[1:]:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RIGHT_TO_LEFT else "ltr"
    try:
        return "rtl" if Locale.parse(language.split("-", maxsplit=1)[0]).text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def _calendar(language: str) -> tuple[tuple[str, ...], str, str]:
    """How a language writes dates: its short month names, and where they stand beside the year, and beside day and year.

    English ones for a language that CLDR does not know.
    """
    from babel import Locale, UnknownLocaleError, localedata
    from babel.dates import format_skeleton

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    if locale.months["format"]["abbreviated"][2] == "M02":  # CLDR lists it, but without names
        localedata._cache.clear()  # noqa: SLF001 - Babel has now put these placeholders into what all languages share
        return _calendar(locale.language)
    sample = date(2022, 2, 9)
    for context in ("stand-alone", "format"):
        months = locale.months[context].get("abbreviated", {})
        names = tuple(months[number] for number in sorted(months))
        patterns = [format_skeleton(skeleton, sample, locale=locale).replace("2022", "{year}").replace(months.get(2, "?"), "{month}") for skeleton in ("yMMM", "yMMMd")]
        if len(names) == 12 and all("{month}" in pattern for pattern in patterns):
            break
    else:
        patterns = ["{month} {year}", "{day} {month} {year}"]
    patterns = [pattern.replace("{month}.", "{month}") for pattern in patterns]
    return tuple(name.rstrip(".") for name in names), patterns[0], patterns[1].replace("9", "{day}")


def _filled(pattern: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern
