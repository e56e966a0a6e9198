"""Templates: found, checked, filled in a sandbox; errors with their file and line."""

from pathlib import Path
from typing import Any

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.manifest import find_template
from resumekit.rendering.prose import prose
from resumekit.rendering.template import render_template

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


@pytest.mark.parametrize(
    ("text", "column", "said", "hint"),
    [
        ("<p>{{ titel }}</p>", 7, "nothing is called titel", "did you mean title?"),
        ("{{ data.nmae }}", 9, "no nmae", "did you mean name?"),
        ("{{ title.foo }}", 10, "a text has no foo", "mend the template"),
        ("{% include 'foo.css' %}", 13, "no file foo.css", "_shared/base.css"),
        ("  {{ title|bold }}", 3, "bold", "mend the template"),
    ],
)
def test_template_errors_say_what_to_write(mine: Path, text: str, column: int, said: str, hint: str) -> None:
    """The name that is wrong is pointed at, and the one that was meant is named."""
    with pytest.raises(InvalidInput) as caught:
        fill(mine, text, title="x", data={"name": "y"})
    problem = caught.value.problems[0]
    assert problem.place is not None
    assert column == problem.place.column
    assert said in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% if a %}x", "{% if %} is never closed; add {% endif %}"),
        ("{% for a in b %}x", "{% for %} is never closed; add {% endfor %}"),
        ("{% if a %}{% for b in c %}{% endif %}", "{% endif %} stands where {% endfor %} is missing: {% for %} is still open"),
        ("{% endif %}", "{% endif %} closes nothing: there is no {% if %} before it"),
        ("{% else %}", "{% else %} stands alone: there is no {% if %} before it"),
        ("{% foo %}", "{% foo %} means nothing here"),
        ("{# a", "{# is never closed; add #}"),
        ("{{ a", "{{ is never closed; add }}"),
        ("{% if a", "the file ends within {{ or {%; close it with }} or %}"),
        ("{{ }}", "something is missing before the }} or %}"),
        ("{% if a == %}{% endif %}", "something is missing before the }} or %}"),
        ("{% if a = b %}{% endif %}", "= stands where == is meant, to compare"),
        ("{{ a b }}", "b stands where }} or %} should"),
        ("{{ a } }", "} stands alone; write }} or %}"),
        ("{{ (a }}", "} stands where ) should"),
        ("{% for in x %}{% endfor %}", "x stands where in should"),
        ("{{ 'a }}", "cannot stand here; a text needs a quote at both ends"),
        ("{{ a|bold }}", "there is no filter bold"),
        ("{{ a is bold }}", "there is no test bold"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "{% block a %} is there twice"),
    ],
)
def test_mistakes_of_writing_in_plain_words(mine: Path, text: str, said: str) -> None:
    """What is wrong, and what to type, without words of the library's."""
    with pytest.raises(InvalidInput) as caught:
        fill(mine, text, a="x")
    message = caught.value.problems[0].message
    assert message.endswith(said)
    assert "Jinja" not in message


def test_saved_files_are_read_again(mine: Path) -> None:
    """A file that is saved, added or removed while the program runs is the one that holds."""
    assert fill(mine, "one") == "one"
    assert fill(mine, "and two") == "and two"
    (mine / "page.html.j2").unlink()
    with pytest.raises(InvalidInput, match="nothing is called"):
        render_template(find_template("./mine", str(mine.parent)), "page.html.j2", {})


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
