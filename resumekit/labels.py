"""The words that resumekit itself puts on a page, in a language: section titles, month names, "valid to".

In: `en`, `es`, or a labels file. Out: `Labels`. Must not know where a word is used.
"""

import os
from dataclasses import dataclass, field

from resumekit.dates import PartialDate
from resumekit.diagnostics import Diagnostic, InvalidInput, error
from resumekit.document import read_document
from resumekit.files import bundled, inside
from resumekit.located import Items, Mapping, Text
from resumekit.schema import suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A language's words. `language` is its BCP 47 tag; `files`: what was read."""

    language: str
    months: tuple[str, ...]
    sections: dict[str, str]
    words: dict[str, str]
    month: str
    day: str
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
        raise InvalidInput(problems)
    return _labels(tree, english, (str(found),))


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
    months = tree.get("months")
    if isinstance(months, Items) and len(months) == 12 and all(isinstance(month, Text) for month in months):
        names = tuple(str(month).strip() for month in months)
    elif months is None:
        names = _month_names(language)
    else:
        names = tuple(str(month) for month in english["months"])
        problems.append(error("wrong-shape", "months must be a list of twelve names", path="language", place=months.place))
    labels = Labels(
        language=language,
        months=names,
        sections=texts("sections"),
        words=texts("words"),
        month=text(tree, "month", str(english["month"])),
        day=text(tree, "day", str(english["day"])),
        files=files,
    )
    if problems:
        raise InvalidInput(problems)
    return labels


def _month_names(language: str) -> tuple[str, ...]:
    """The language's short month names; English ones for a language that CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return tuple(locale.months["format"]["abbreviated"][number].rstrip(".") for number in range(1, 13))


def _filled(pattern: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        pattern = pattern.replace("{" + name + "}", value)
    return pattern
