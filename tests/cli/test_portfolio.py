"""`resumekit portfolio`: names of its files."""

import json
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.cli.conftest import PROFILE, Call


def test_a_page_to_open_from_disk(call: Call, tmp_path: Path) -> None:
    """HTML is a folder of the portfolio's name; a variant is part of the name."""
    answer = call("portfolio", "ana.yaml", "-f", "html")
    assert (answer.code, answer.err.splitlines()[1:]) == (0, ["wrote ana-portfolio/index.html, with 1 file beside it"])
    assert "Ana Reyes" in (tmp_path / "ana-portfolio" / "index.html").read_text(encoding="utf-8")
    assert call("portfolio", "ana.yaml", "-f", "html", "-V", "office", "-o", "out", "-q").code == 0
    assert (tmp_path / "out/ana-office-portfolio/index.html").is_file()
    assert call("portfolio", "ana.yaml", "-f", "html", "-V", "office", "-o", "out").err.splitlines()[-1] + "\n" == "wrote out/ana-office-portfolio/index.html, with 1 file beside it\n"
    assert call("portfolio", "ana.yaml", "-V", "offce").code == 2


def test_a_pdf_unless_told_otherwise(call: Call, tmp_path: Path) -> None:
    """STEM-portfolio.pdf, with its number of pages."""
    answer = call("portfolio", "ana.yaml")
    assert answer.err.splitlines()[1].startswith("wrote ana-portfolio.pdf (")
    assert (tmp_path / "ana-portfolio.pdf").read_bytes().startswith(b"%PDF-")


def test_what_the_checklist_lacks_is_said_first_as_check_says_it(call: Call, tmp_path: Path) -> None:
    """One line before the files; with --strict each is an error with what to do, and nothing is written."""
    report = json.loads(call("check", "ana.yaml", "--format", "json").out)
    missing = [one["id"].replace("-", " ") for one in report["portfolio"] if not one["met"]]
    assert missing
    said = call("portfolio", "ana.yaml", "-f", "html").err.splitlines()[0]
    assert f"portfolio checklist: {12 - len(missing)} of 12; missing: {', '.join(missing)} (resumekit check says more)" == said
    answer = call("portfolio", "ana.yaml", "-f", "html", "-o", "strict", "--strict")
    assert (1, len(missing)) == (answer.code, answer.err.count("error[portfolio-incomplete]"))
    assert not (tmp_path / "strict").exists()


def test_the_user_s_own_documents_are_never_removed(call: Call, tmp_path: Path) -> None:
    """Not even where one lies among a site's copies, has the name of one, and the variant does not show it; a copy that is left behind goes."""
    names = ["evidence/b-9-old.pdf", "evidence/b-8-left.pdf"]
    for folder in ("p-portfolio", "p-desk-portfolio"):
        (tmp_path / folder / "evidence").mkdir(parents=True)
        (tmp_path / folder / "manifest.json").write_text(json.dumps({"exhibits": [{"copies": names}]}), encoding="utf-8")
        for name in names:
            pdf = pikepdf.new()
            pdf.add_blank_page()
            pdf.save(tmp_path / folder / name)
        profile = f"person: {{name: Ana Reyes}}\ncertifications: [{{name: CMA, evidence: {folder}/evidence/b-9-old.pdf, tags: [lab]}}]\nskills: [{{name: EKG, tags: [desk]}}]\n"
        (tmp_path / "p.yaml").write_text(f"resumekit: 1\ncareer: medical-assistant\n{profile}variants: {{desk: {{tags: [desk]}}}}\n", encoding="utf-8")
        assert 0 == call("portfolio", "p.yaml", "-f", "html", *(("-V", "desk") if "desk" in folder else ())).code
        assert [True, False] == [(tmp_path / folder / name).is_file() for name in names]


def test_strict_tells_of_evidence_and_checklist_at_once(call: Call, tmp_path: Path) -> None:
    """Doubts about a file beside what is missing; a credential that soon ends is to be renewed by its day, an undated one to be dated."""
    Image.new("RGB", (1, 1), "red").save(tmp_path / "dot.png")
    cards = "  - {name: CPT, issuer: NHA, evidence: dot.png}\n  - {name: CCMA, issuer: NHA, issued: 2025-01-10, expires: 2027-01-10}\n"
    (tmp_path / "cards.yaml").write_text(f"resumekit: 1\ncareer: medical-assistant\nperson: {{name: Ana Reyes}}\ncertifications:\n{cards}", encoding="utf-8")
    answer = call("portfolio", "cards.yaml", "--strict", "--today", "2026-11-24")
    assert (1, False) == (answer.code, (tmp_path / "cards-portfolio.pdf").exists())
    assert "cards.yaml:5:30: error[evidence-small] dot.png has 1 x 1 pixels, too few to be read" in answer.err
    assert "error[portfolio-incomplete] Letters" in answer.err
    hints = {line.partition("help: ")[2] for line in answer.err.splitlines() if "help: Add the expiry" in line or "help: Renew" in line}
    assert {"Add the expiry date of CPT, in line 5", "Renew CCMA before 2027-01-10"} == hints
    (tmp_path / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    broken = call("portfolio", "cards.yaml", "--strict", "--today", "2026-11-24").err
    assert ("error[evidence-broken]" in broken, "error[portfolio-incomplete] Letters" in broken) == (True, True)


@pytest.mark.parametrize(("size", "code"), [("5", 0), ("5MB", 0), ("2.5 mb", 0), ("5M", 0), ("5kB", 2), ("MB", 2), ("nan", 2), ("0", 2), ("-5", 2)])
def test_a_size_is_in_megabytes_with_or_without_saying_so(size: str, code: int, call: Call) -> None:
    """As people write it; another unit is refused."""
    assert code == call("portfolio", "ana.yaml", "--max-size", size, "-q").code


def test_a_variant_named_twice_is_made_once(call: Call) -> None:
    """One file, written once."""
    assert 1 == call("portfolio", "ana.yaml", "-V", "office", "-V", "office").err.count("wrote ")


def test_a_damaged_photo_is_told_with_its_line(call: Call, tmp_path: Path) -> None:
    """As `render` tells it."""
    Image.effect_noise((300, 300), 80).convert("RGB").save(tmp_path / "me.jpg")
    (tmp_path / "me.jpg").write_bytes((tmp_path / "me.jpg").read_bytes()[:200])
    (tmp_path / "photo.yaml").write_text(PROFILE.replace("  name: Ana Reyes", "  name: Ana Reyes\n  photo: me.jpg") + "design: {options: {photo: true}}\n", encoding="utf-8")
    answer = call("portfolio", "photo.yaml")
    assert 1 == answer.code
    assert "photo.yaml:5:3: error[photo-unusable] me.jpg is damaged" in answer.err
