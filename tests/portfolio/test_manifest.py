"""What a portfolio says that it holds."""

import hashlib
import io
import json
from pathlib import Path

import pikepdf

from resumekit.portfolio.manifest import left_behind
from tests.portfolio.conftest import Make


def test_every_exhibit_is_listed_with_its_file_as_it_is(make: Make, examples: Path) -> None:
    """Entry, file, type, pages, bytes and SHA-256 are those of the file beside the profile; its dates are the day's."""
    file = examples / "maya-ortiz" / "maya-ortiz.yaml"
    (made,) = make(file)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        attached = pdf.attachments["manifest.json"]
        listed = json.loads(attached.get_file().read_bytes())
        assert ["manifest.json"] == list(pdf.attachments)
        assert ["/Data"] == [str(item.AFRelationship) for item in pdf.Root.AF]
        assert "D:20261124000000Z" == str(attached.obj.EF.F.Params.CreationDate)
    assert {"format": 1, "name": "Maya Ortiz", "as_of": "2026-11-24"} == {key: value for key, value in listed.items() if key != "exhibits"}
    assert ["number", "entry", "file", "type", "pages", "bytes", "sha256"] == list(listed["exhibits"][0])
    for one in listed["exhibits"]:
        data = (file.parent / one["file"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["bytes"], one["sha256"])
    assert [2] == [one["pages"] for one in listed["exhibits"] if one["file"] == "evidence/transcript.pdf"]


def test_files_are_named_from_the_profile_s_folder(make: Make, tmp_path: Path) -> None:
    """Also where an included file of another folder names them."""
    (tmp_path / "more").mkdir()
    pikepdf.new().save(tmp_path / "more" / "x.pdf")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "more" / "x.pdf")
    (tmp_path / "more" / "c.yaml").write_text("certifications: [{name: CMA, evidence: x.pdf}]\n", encoding="utf-8")
    (tmp_path / "p.yaml").write_text("resumekit: 1\ncareer: medical-assistant\ninclude: more/c.yaml\nperson: {name: Ana Reyes}\n", encoding="utf-8")
    (made,) = make(tmp_path / "p.yaml")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert ["more/x.pdf"] == [one["file"] for one in json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())["exhibits"]]


def test_only_what_a_manifest_of_ours_names_is_left_behind(tmp_path: Path) -> None:
    """A name that leads elsewhere, another kind of file and what is still there are never removed."""
    names = ["evidence/a-1-x.pdf", "evidence/a-2-y.jpg", "../evidence/a.pdf", "evidence/../../x.pdf", "index.html", "/etc/passwd", "evidence/CV.pdf", 7]
    (tmp_path / "manifest.json").write_text(json.dumps({"exhibits": [{"copies": names}]}), encoding="utf-8")
    assert [tmp_path / "evidence/a-1-x.pdf"] == left_behind(tmp_path, ["evidence/a-2-y.jpg"])
    for text in ("", "[]", '{"exhibits": 3}', '{"exhibits": [{"copies": 3}]}', "[" * 100_000):
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
        assert [] == left_behind(tmp_path, [])
