"""The words of a language: bundled ones, a file of one's own, and what is wrong with it."""

import os
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
        ("x.yaml", 'language: "x onload=y"', "unknown-language"),
        ("x.yaml", "language: english", "unknown-language"),
        ("x.yaml", "- a", "wrong-shape"),
        ("x.yaml", "", "empty-file"),
    ],
)
def test_bad_labels(tmp_path: Path, name: str, text: str, code: str) -> None:
    """What is wrong with a language is said, with its place where there is one."""
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    problems = check_language(name, str(tmp_path))
    assert [code] == [problem.code for problem in problems]
    assert (code not in ("unknown-language", "file-not-found") or bool(text)) == (problems[0].place is not None)
    with pytest.raises(InvalidInput):
        read_labels(name, str(tmp_path))


@pytest.mark.parametrize(("language", "hint"), [("Arabic", "write ar"), ("no such", "write its tag, such as fr, pt-BR or zh-Hans"), ("en_US", "write its tag, such as fr, pt-BR or zh-Hans")])
def test_language_is_a_tag(tmp_path: Path, language: str, hint: str) -> None:
    """What is no BCP 47 tag is said with the tag to write, where the language is known by its name."""
    (tmp_path / "x.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    (problem,) = check_language("x.yaml", str(tmp_path))
    assert ("unknown-language", hint) == (problem.code, problem.hint)
    assert problem.place is not None
    assert ("x.yaml", 1, 11) == (problem.place.file, problem.place.line, problem.place.column)


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("pt-BR", "ltr"), ("qaa", "ltr"), ("yi", "rtl")]
)
def test_direction_is_that_of_the_script(tmp_path: Path, language: str, direction: str) -> None:
    """A language's usual script decides, or the one that its tag names."""
    (tmp_path / "x.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    assert direction == read_labels("x.yaml", str(tmp_path)).direction


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("fr", "févr 2022", "9 févr 2022"),
        ("de", "Feb 2022", "9. Feb 2022"),
        ("pt-BR", "fev de 2022", "9 de fev de 2022"),
        ("ja", "2022年2月", "2022年2月9日"),
        ("ar", "فبراير 2022", "9 فبراير 2022"),
        ("qaa", "Feb 2022", "Feb 9, 2022"),
    ],
)
def test_dates_as_the_language_writes_them(tmp_path: Path, language: str, month: str, day: str) -> None:
    """Without months of its own, a labels file has the names and the order of its language."""
    (tmp_path / "x.yaml").write_text(f"language: {language}\n", encoding="utf-8")
    labels = read_labels("x.yaml", str(tmp_path))
    when = parse_date("2022-02-09")
    assert (month, day) == (labels.date(when), labels.date(when, whole=True))


def test_files_that_are_none(tmp_path: Path) -> None:
    """A folder, a pipe and a file without end are told at the profile's language, and nothing waits."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "large.yaml").write_bytes(b"a" * 5_000_001)
    (tmp_path / "broken.yaml").write_text("words: {present: [\n", encoding="utf-8")
    found = {name: check_language(f"{name}.yaml", str(tmp_path))[0] for name in ("pipe", "folder", "large", "broken")}
    assert {"pipe": "file-unreadable", "folder": "file-unreadable", "large": "file-too-large"} == {name: problem.code for name, problem in found.items() if name != "broken"}
    assert all((problem.path, problem.place) == ("language", None) and str(tmp_path) not in problem.message for name, problem in found.items() if name != "broken")
    assert found["broken"].place is not None
    assert "broken.yaml" == found["broken"].place.file
