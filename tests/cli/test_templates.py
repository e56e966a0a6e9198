"""`resumekit templates`: list, show, copy."""

import json
from pathlib import Path

import pytest

from resumekit.files import bundled
from resumekit.manifest import template_names
from tests.cli.conftest import Call

DAY = ("--today", "2026-11-24")


def test_list_names_each_template_with_what_a_program_needs(call: Call) -> None:
    """Every bundled template, resumes before the portfolio; without a subcommand the same."""
    answer = call("templates", "list")
    assert (0, "") == (answer.code, answer.err)
    assert answer.out == call("templates").out
    document = json.loads(call("templates", "list", "--format", "json").out)
    assert document["format"] == 1
    assert [("resume", name) for name in template_names()] + [("portfolio", "portfolio")] == [(one["kind"], one["id"]) for one in document["templates"]]
    assert all({"id", "kind", "name", "ats_safe"} <= set(one) for one in document["templates"])
    assert [one["id"] for one in document["templates"] if f"\n{one['id']} " not in answer.out] == []


@pytest.mark.parametrize("name", [*template_names(), "portfolio"])
def test_show_in_every_format(name: str, call: Call) -> None:
    """What may be chosen, with what holds otherwise: as text, Markdown, a page, and for programs."""
    text = call("templates", "show", name)
    assert (0, "") == (text.code, text.err)
    document = json.loads(call("templates", "show", name, "--format", "json").out)
    assert (1, name) == (document["format"], document["id"])
    assert "accent" in [one["name"] for one in document["options"]]
    assert [one["name"] for one in document["options"] if f"\n  {one['name']} " not in text.out] == []
    assert call("templates", "show", name, "--format", "markdown").out.startswith(f"# {document['name']}\n")
    assert f"<h1>{document['name']}</h1>" in call("templates", "show", name, "--format", "html").out


def test_show_measured_figures(call: Call, tmp_path: Path) -> None:
    """What programs read back is shown as it was measured; the page is safe where dates in the line keep every word in order."""
    call("templates", "copy", "classic", "mine")
    rows = "- {reader: pdfium, dates: right, order: 0.96, fields: 1}\n- {reader: pdfium, dates: inline, order: 1, fields: 1}\n"
    (tmp_path / "mine" / "measured.yaml").write_text(f"read_back:\n{rows}", encoding="utf-8")
    assert "\n  pdfium   right   0.96            1.00\n" in call("templates", "show", "./mine").out
    assert json.loads(call("templates", "show", "./mine", "--format", "json").out)["ats_safe"] is True
    (tmp_path / "mine" / "measured.yaml").write_text("read_back:\n- {reader: pdfium, dates: inline, order: 0.9, fields: 1}\n", encoding="utf-8")
    assert json.loads(call("templates", "show", "./mine", "--format", "json").out)["ats_safe"] is False
    (tmp_path / "mine" / "measured.yaml").write_text("read_back:\n- {reader: pdfium, dates: left, order: 1, fields: 1}\n", encoding="utf-8")
    broken = call("templates", "show", "./mine")
    assert broken.code == 1
    assert "mine/measured.yaml:2:27: error[bad-choice]" in broken.err


@pytest.mark.parametrize("name", template_names())
def test_copy_renders_the_same_bytes(name: str, call: Call, tmp_path: Path) -> None:
    """A copy is whole: what it makes is what the template makes, in every format that the template decides."""
    assert call("templates", "copy", name, "mine").code == 0
    for form in ("pdf", "html"):
        made = [call("render", "ana.yaml", "-t", template, "-f", form, "-o", f"{form}-{index}", *DAY).code for index, template in enumerate((name, "./mine"))]
        assert [0, 0] == made
        assert (tmp_path / f"{form}-0" / f"ana.{form}").read_bytes() == (tmp_path / f"{form}-1" / f"ana.{form}").read_bytes()


def test_copy_says_how_to_go_on(call: Call, tmp_path: Path) -> None:
    """Each of the template's files but its figures; the manifest begins with where the other files come from, and has a name of its own."""
    answer = call("templates", "copy", "administrative", "my look")
    assert (0, "") == (answer.code, answer.out)
    assert 'render PROFILE -t "./my look"' in answer.err
    own = {path.name for path in (bundled("templates") / "administrative").iterdir() if path.is_file()} - {"measured.yaml"}
    assert own == {path.name for path in (tmp_path / "my look").iterdir()}
    text = (tmp_path / "my look" / "template.yaml").read_text(encoding="utf-8")
    assert text.startswith("# A copy of resumekit's template administrative")
    assert "_shared" in text
    assert "\nid: my-look\n" in text


def test_copy_replaces_nothing_unless_told(call: Call, tmp_path: Path) -> None:
    """A folder that is there stays as it is; --force writes into it."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "style.css").write_text("mine", encoding="utf-8")
    answer = call("templates", "copy", "classic", "mine")
    assert answer.code == 1
    assert "mine exists already" in answer.err
    assert ["style.css"] == [path.name for path in (tmp_path / "mine").iterdir()]
    assert call("templates", "copy", "classic", "mine", "--force").code == 0
    assert "classic" in (tmp_path / "mine" / "style.css").read_text(encoding="utf-8")
    assert call("templates", "copy", "./mine", "mine", "--force").code == 1, "a copy is not written over what it is copied from"


def test_a_folder_is_one_of_the_working_folder(call: Call, tmp_path: Path) -> None:
    """`-t ./mine` is where the command is typed, wherever the profile is; where there is none, it is the profile's."""
    call("templates", "copy", "plain", "mine")
    (tmp_path / "sub").mkdir()
    (tmp_path / "ana.yaml").rename(tmp_path / "sub" / "ana.yaml")
    assert call("render", "sub/ana.yaml", "-t", "./mine", "-f", "html", *DAY).code == 0
    (tmp_path / "mine").rename(tmp_path / "sub" / "mine")
    assert call("render", "sub/ana.yaml", "-t", "./mine", "-f", "html", *DAY).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "clasic"], "Did you mean 'classic'?"),
        (["copy", "plian", "mine"], "Did you mean 'plain'?"),
        (["copy", "classic"], "'DIR'"),
        (["show"], "'ID|DIR'"),
        (["lst"], "Did you mean 'list'"),
        (["show", "classic", "--format", "pdf"], "'html'"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(arguments: list[str], said: str, call: Call) -> None:
    """A name that is not known is answered with the one that was meant."""
    answer = call("templates", *arguments)
    assert (2, "") == (answer.code, answer.out)
    assert said in answer.err


def test_show_a_folder_that_is_no_template(call: Call) -> None:
    """A folder without a manifest is named."""
    answer = call("templates", "show", "./nowhere")
    assert answer.code == 1
    assert "holds no template.yaml" in answer.err
