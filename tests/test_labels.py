"""The words of a language: bundled ones, a file of one's own, and what is wrong with it."""

from pathlib import Path

import pytest

from resumekit.dates import parse_date
from resumekit.diagnostics import InvalidInput
from resumekit.labels import check_language, language_names, read_labels


def test_languages_say_the_same_things() -> None:
    """Each bundled language has all the words that English has."""
    english = read_labels("en", "")
    for name in language_names():
        labels = read_labels(name, "")
        assert (name, 12) == (labels.language, len(set(labels.months)))
        assert name == "en" or not [key for key, words in labels.sections.items() if words == english.sections[key]]


@pytest.mark.parametrize(
    ("language", "date", "whole", "expected"),
    [
        ("en", "2022", False, "2022"),
        ("en", "2022-02", False, "Feb 2022"),
        ("en", "2022-02-09", True, "Feb 9, 2022"),
        ("en", "2022-02-09", False, "Feb 2022"),
        ("es", "2021-09", False, "sept 2021"),
        ("en", "present", False, "present"),
    ],
)
def test_dates_in_words(language: str, date: str, whole: bool, expected: str) -> None:
    """Dates are worded in the language."""
    assert expected == read_labels(language, "").date(parse_date(date), whole=whole)


def test_own_labels_file(tmp_path: Path) -> None:
    """A file of one's own replaces what it says; month names come from its language."""
    (tmp_path / "fr.yaml").write_text("language: fr\nsections: {experience: Expérience}\nwords: {present: aujourd'hui}\n", encoding="utf-8")
    labels = read_labels("fr.yaml", str(tmp_path))
    assert (labels.language, labels.sections["experience"], labels.sections["skills"], labels.date(parse_date("2022-08"))) == ("fr", "Expérience", "Skills", "août 2022")


def test_braces_are_only_names(tmp_path: Path) -> None:
    """A labels file cannot reach into the program by its braces."""
    (tmp_path / "x.yaml").write_text('words: {hours: "{count.__class__} {count}"}\n', encoding="utf-8")
    assert read_labels("x.yaml", str(tmp_path)).word("hours", count="3") == "{count.__class__} 3"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("fr", "", "unknown-language"),
        ("../x.yaml", "", "unknown-language"),
        ("missing.yaml", "", "file-not-found"),
        ("x.yaml", "sections: {experiense: X}", "unknown-key"),
        ("x.yaml", "wrods: {}", "unknown-key"),
        ("x.yaml", "months: [Jan]", "wrong-shape"),
        ("x.yaml", "words: [a]", "wrong-shape"),
        ("x.yaml", "words: {hours: [a]}", "wrong-shape"),
    ],
)
def test_bad_labels(tmp_path: Path, name: str, text: str, code: str) -> None:
    """What is wrong with a language is said, with its place where there is one."""
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    problems = check_language(name, str(tmp_path))
    assert [code] == [problem.code for problem in problems]
    assert bool(text) == (problems[0].place is not None) or code == "file-not-found"
    with pytest.raises(InvalidInput):
        read_labels(name, str(tmp_path))
