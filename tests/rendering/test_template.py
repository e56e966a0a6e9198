"""Templates: found, checked, filled in a sandbox; errors with their file and line."""

from pathlib import Path
from typing import Any

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.rendering.prose import prose
from resumekit.rendering.template import check_look, find_template, render_template, settle, template_names

MANIFEST = 'id: mine\nkind: resume\nfonts: [Source Sans 3]\noptions:\n  accent: {type: color, default: "#0b6e6e"}\n  photo: {type: flag, default: false}\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A template of one's own, in a folder beside the profile."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "style.css").write_text("", encoding="utf-8")
    return folder


def fill(folder: Path, text: str, name: str = "page.html.j2", **context: Any) -> str:
    """Fill a template file of this text."""
    (folder / name).write_text(text, encoding="utf-8")
    return render_template(find_template("./mine", str(folder.parent)), name, context)


def test_bundled_templates() -> None:
    """The bundled templates are found and their options hold."""
    assert {"classic", "clinical"} <= set(template_names())
    for name in template_names():
        template = find_template(name, "")
        assert (name, "resume") == (template.id, template.kind)
        assert settle(template, {}).problems == ()
        for option in template.options.values():
            assert option.description


@pytest.mark.parametrize(("name", "hint"), [("clasic", "did you mean classic?"), ("./nowhere", "bundled"), ("../../etc", "bundled"), ("_shared", "known:")])
def test_unknown_templates(tmp_path: Path, name: str, hint: str) -> None:
    """A template that does not exist is an error with a way on."""
    problems = check_look(name, {}, str(tmp_path))
    assert [(problem.code, problem.path) for problem in problems] == [("unknown-template", "template")]
    assert hint in problems[0].hint


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
    look = settle(find_template("./mine", str(mine.parent)), {"paper": "a4", "photo": "true"})
    assert dict(look.options) == {"accent": "#0b6e6e", "photo": True}


def test_light_accent_is_darkened() -> None:
    """A colour too light to read is darkened, and the page uses the darker one."""
    look = settle(find_template("classic", ""), {"accent": "#fc0"})
    assert look.shades is not None
    assert [problem.code for problem in look.problems] == ["low-contrast"]
    assert look.shades.accent != "#ffcc00"


def test_html_is_escaped(mine: Path) -> None:
    """Whatever stands in the data is text; prose is its own HTML."""
    assert fill(mine, "{{ a }} {{ b }}", a='<b>"', b=prose("**x**")) == "&lt;b&gt;&#34; <strong>x</strong>"


def test_markdown_and_text_are_escaped(mine: Path) -> None:
    """The same in Markdown and in plain text."""
    assert fill(mine, "{{ a }} {{ b }}", "page.md.j2", a="*a*", b=prose("**x**")) == r"\*a\* **x**"
    assert fill(mine, "{{ a }} {{ b }} {{ c }}", "page.txt.j2", a="*a*", b=prose("**x**"), c="<i>") == "*a* x <i>"


def test_text_is_wrapped(mine: Path) -> None:
    """Lines have at most 80 characters; a date stands at the right edge."""
    lines = fill(mine, '{{ a|wrap("- ") }}\n{{ "Title"|row("2022") }}', "page.txt.j2", a="word " * 40).splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[1].startswith("  word")
    assert "Title" + "2022".rjust(75) == lines[-1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n{% if %}", 2),
        ("a\n\n{{ missing }}", 3),
        ("{{ a.b.c }}", 1),
        ("a\n{% include 'nothing.html' %}", 2),
        ("a\n{% include '../secret.txt' %}", 2),
        ("a\n{% include '/etc/hostname' %}", 2),
        ("a\n{{ ''.__class__.__mro__ }}", 2),
        ("a\n{{ 1 / 0 }}", 2),
        ("{{ range(1000000000) }}", 1),
        ("{{ a|nofilter }}", 1),
        ("\n{{ a.x() }}", 2),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", 1),
    ],
)
def test_template_errors_have_their_line(mine: Path, text: str, line: int) -> None:
    """Whatever goes wrong in a template is one diagnostic with its file and line, never a traceback."""
    (mine.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        fill(mine, text, a="x")
    problem = caught.value.problems[0]
    assert problem.code == "template-error"
    assert problem.place is not None
    assert (str(mine / "page.html.j2"), line) == (problem.place.file, problem.place.line)


def test_links_out_of_the_folder_are_not_followed(mine: Path) -> None:
    """A link in a template's folder cannot show another file."""
    (mine.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (mine / "link.txt").symlink_to(mine.parent / "secret.txt")
    with pytest.raises(InvalidInput):
        fill(mine, "{% include 'link.txt' %}")


def test_template_files_that_are_no_text(mine: Path) -> None:
    """A file that is not UTF-8 is named."""
    (mine / "page.html.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidInput) as caught:
        render_template(find_template("./mine", str(mine.parent)), "page.html.j2", {})
    assert "not UTF-8" in caught.value.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "kind: letter",
        "kind: resume\nnothing: x",
        "kind: resume\noptions: {a: {type: number, default: 1}}",
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
