"""Compiled templates that were kept: the same pages, the same errors, and never older than their files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from resumekit.diagnostics import InvalidInput
from resumekit.files import bundled
from resumekit.manifest import find_template
from resumekit.rendering import compiled, template
from resumekit.rendering.compiled import Compiled
from resumekit.rendering.template import render_template

PAGE = "{% macro f(a) %}<{{ a }}>{% endmacro %}{{ f(a) }}\n{{ 1 / b }}\n"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A template that counts as bundled, whose code is kept below `program`."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.yaml").write_text("id: mine\nkind: resume\nfonts: [Source Sans 3]\n", encoding="utf-8")
    (folder / "style.css").write_text("", encoding="utf-8")
    (folder / "page.html.j2").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "program" / "compiled.py"))
    monkeypatch.setattr(compiled, "_bundled_folder", lambda: str(tmp_path))
    yield folder / "page.html.j2"
    template._environment.cache_clear()


def fill(page: Path, b: int = 1) -> str:
    """Fill the template as a new process would."""
    template._environment.cache_clear()
    return render_template(find_template("./mine", str(page.parent.parent)), page.name, {"a": "x&y", "b": b})


def kept(page: Path) -> list[Path]:
    """The files that hold code."""
    return sorted((page.parent.parent / "program").rglob("*.shelf"))


def test_a_kept_template_fills_as_before(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is compiled, and the page is the same."""
    first = fill(page)
    assert len(kept(page)) == 1
    monkeypatch.setattr("jinja2.Environment.compile", None)
    assert first == fill(page)


def test_errors_of_a_kept_template_have_their_line(page: Path) -> None:
    """As if it had just been compiled."""
    fill(page)
    with pytest.raises(InvalidInput) as caught:
        fill(page, 0)
    place = caught.value.problems[0].place
    assert place is not None
    assert (str(page), 2) == (place.file, place.line)


def test_a_changed_template_is_compiled_anew(page: Path) -> None:
    """A byte is enough."""
    fill(page)
    page.write_text(PAGE.replace("<", "("), encoding="utf-8")
    assert fill(page).startswith("(x&amp;y>")


@pytest.mark.parametrize("data", [b"", b"?" * 100], ids=["empty", "strange"])
def test_a_broken_file_is_as_none(page: Path, data: bytes) -> None:
    """The template is compiled, and kept again."""
    first = fill(page)
    (file,) = kept(page)
    whole = file.read_bytes()
    file.write_bytes(data)
    assert first == fill(page)
    assert whole == file.read_bytes()


def test_where_nothing_can_be_kept_templates_are_compiled(page: Path) -> None:
    """A folder that cannot be made is no error."""
    (page.parent.parent / "program").write_text("in the way", encoding="utf-8")
    assert fill(page) == fill(page)


def test_only_bundled_templates_are_kept(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the program is no place for what belongs to a user."""
    monkeypatch.undo()
    bucket = Compiled("html").get_bucket(None, page.name, str(page), PAGE)
    assert (bucket.place, bucket.code) == (None, None)
    shared = bundled("templates") / "_shared" / "page.html.j2"
    assert Compiled("html").get_bucket(None, shared.name, str(shared), "").place is not None
