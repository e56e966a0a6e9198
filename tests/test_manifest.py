"""Templates and their options: found, checked, with what to write."""

from pathlib import Path
from typing import Any

import pytest

from resumekit.manifest import check_look, find_template, settle, template_names

MANIFEST = 'id: mine\nkind: resume\nfonts: [Source Sans 3]\noptions:\n  accent: {type: color, default: "#0b6e6e"}\n  photo: {type: flag, default: false}\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A template of one's own, in a folder beside the profile."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "style.css").write_text("", encoding="utf-8")
    return folder


def test_bundled_templates() -> None:
    """The bundled templates are found and their options hold."""
    assert {"classic", "clinical"} <= set(template_names())
    for name in template_names():
        template = find_template(name, "")
        assert (name, "resume") == (template.id, template.kind)
        assert settle(template, {}).problems == ()
        for option in template.options.values():
            assert option.description


@pytest.mark.parametrize(("name", "hint"), [("clasic", "did you mean classic?"), ("./nowhere", "bundled"), ("../../etc", "bundled"), ("_shared", "known:"), ("nothing", ". A folder has a /")])
def test_unknown_templates(tmp_path: Path, name: str, hint: str) -> None:
    """A template that does not exist is an error with a way on."""
    problems = check_look(name, {}, str(tmp_path))
    assert [(problem.code, problem.path) for problem in problems] == [("unknown-template", "template")]
    assert hint in problems[0].hint


def test_a_folder_without_its_slash(mine: Path) -> None:
    """A template's folder that is right there is the one that was meant."""
    (problem,) = check_look("mine", {}, str(mine.parent))
    assert "did you mean the folder ./mine?" == problem.hint


@pytest.mark.parametrize(
    ("options", "code", "hint"),
    [
        ({"acent": "#000"}, "unknown-option", "did you mean accent?"),
        ({"accent": "0b6e6e"}, "bad-color", 'write "#0b6e6e"'),
        ({"accent": "teal"}, "bad-color", "six digits"),
        ({"accent": ["#000"]}, "bad-color", "six digits"),
        ({"accent": {"a": "b"}}, "bad-color", "six digits"),
        ({"paper": "leter"}, "bad-choice", "did you mean letter?"),
        ({"paper": ["a4"]}, "bad-choice", "a4"),
        ({"accent": "#ffcc00"}, "low-contrast", "is used in its place"),
    ],
)
def test_bad_options(options: dict[str, Any], code: str, hint: str) -> None:
    """Options are checked against the manifest, each with what to write."""
    problems = check_look("classic", options, "")
    assert [code] == [problem.code for problem in problems]
    assert f"options.{next(iter(options))}" == problems[0].path
    assert hint in problems[0].hint


def test_good_options() -> None:
    """What may be chosen is no problem."""
    assert check_look("clinical", {"accent": "#1f4e79", "paper": "a4", "dates": "inline", "density": "tight"}, "") == []


def test_options_of_another_template_are_left_out(mine: Path) -> None:
    """An inherited option that this template doesn't have changes nothing."""
    look = settle(find_template("./mine", str(mine.parent)), {"columns": "3", "photo": "true"})
    assert "columns" not in look.options
    assert look.options["photo"] is True


def test_shared_options_need_no_words(mine: Path) -> None:
    """A resume's template has the shared options; what it says of one is changed, the rest stays as it is for all."""
    text = "id: mine\nkind: resume\nfonts: [Gentium Book Plus]\noptions:\n  dates: {default: inline}\n  columns: {type: choice, default: '2', choices: ['2', '3']}\n"
    (mine / "template.yaml").write_text(text, encoding="utf-8")
    template = find_template("./mine", str(mine.parent))
    classic = find_template("classic", "")
    assert [*classic.options, "columns"] == list(template.options)
    assert ("inline", ("right", "inline")) == (template.options["dates"].default, template.options["dates"].choices)
    assert classic.options["dates"].description == template.options["dates"].description
    assert classic.options["paper"] == template.options["paper"]
    assert settle(template, {"columns": "3", "dates": "right"}).problems == ()


def test_an_option_of_its_own_shares_nothing(mine: Path) -> None:
    """With a type, an option is the template's alone, whatever it is called."""
    (mine / "template.yaml").write_text("id: mine\nkind: resume\noptions: {dates: {type: flag, default: true}}\n", encoding="utf-8")
    option = find_template("./mine", str(mine.parent)).options["dates"]
    assert ("flag", (), None) == (option.type, option.choices, option.description)


def test_the_chosen_font_is_one_of_the_families() -> None:
    """A PDF needs the typeface that was chosen, and those that the template sets beside it."""
    template = find_template("administrative", "")
    assert ("Source Sans 3", "Gentium Book Plus") == settle(template, {}).fonts
    assert ("Roboto", "Source Sans 3", "Gentium Book Plus") == settle(template, {"font": "Roboto"}).fonts


def test_a_changed_manifest_is_read_again(mine: Path) -> None:
    """A template that is saved while a program runs is the one that holds."""
    assert find_template("./mine", str(mine.parent)).name == "mine"
    (mine / "template.yaml").write_text(MANIFEST + "name: My look\n", encoding="utf-8")
    assert find_template("./mine", str(mine.parent)).name == "My look"


def test_names_by_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template's kind may be quoted and commented; one that is inside another value is none."""
    for name, text in (("a", 'kind: "resume"  # mine'), ("b", "kind: portfolio"), ("c", "description: |\n  kind: resume"), ("d", "kind:   resume")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "template.yaml").write_text(f"id: {name}\n{text}\n", encoding="utf-8")
    monkeypatch.setattr("resumekit.manifest.bundled", lambda _: tmp_path)
    assert ["a", "d"] == template_names()
    assert ["b"] == template_names("portfolio")


def test_light_accent_is_darkened() -> None:
    """A colour too light to read is darkened, and the page uses the darker one."""
    look = settle(find_template("classic", ""), {"accent": "#fc0"})
    assert look.shades is not None
    assert [problem.code for problem in look.problems] == ["low-contrast"]
    assert look.shades.accent != "#ffcc00"


@pytest.mark.parametrize(
    "text",
    [
        "kind: letter",
        "kind: resume\nnothing: x",
        "id: a\nkind: letter",
        "id: a\nkind: resume\noptions: {a: {type: number, default: 1}}",
        "id: a\nkind: resume\noptions: {a: {default: 1}}",
        "id: a\nkind: resume\noptions: {a: {type: color}}",
        "id: a\nkind: resume\noptions: {dates: {default: left}}",
        "kind: resume\noptions: {a: {type: choice, default: x, choices: [y]}}",
        "kind: resume\noptions: [a]",
        "a: [",
        "",
    ],
)
def test_bad_manifests(tmp_path: Path, text: str) -> None:
    """A manifest that says nothing useful is an error in its file."""
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "template.yaml").write_text(text, encoding="utf-8")
    problems = check_look("bad/", {}, str(tmp_path))
    assert problems
    assert all(problem.place is not None and problem.place.file.endswith("template.yaml") for problem in problems)
