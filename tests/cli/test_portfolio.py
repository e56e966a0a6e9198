"""`resumekit portfolio`: names of its files."""

from pathlib import Path

from tests.cli.conftest import Call


def test_a_page_to_open_from_disk(call: Call, tmp_path: Path) -> None:
    """HTML is a folder of the portfolio's name; a variant is part of the name."""
    answer = call("portfolio", "ana.yaml", "-f", "html")
    assert (answer.code, answer.err) == (0, "wrote ana-portfolio/index.html\n")
    assert "Ana Reyes" in (tmp_path / "ana-portfolio" / "index.html").read_text(encoding="utf-8")
    assert call("portfolio", "ana.yaml", "-f", "html", "-V", "office", "-o", "out").err == "wrote out/ana-office-portfolio/index.html\n"
    assert call("portfolio", "ana.yaml", "-V", "offce").code == 2


def test_a_pdf_unless_told_otherwise(call: Call, tmp_path: Path) -> None:
    """STEM-portfolio.pdf, with its number of pages."""
    answer = call("portfolio", "ana.yaml")
    assert answer.err.startswith("wrote ana-portfolio.pdf (")
    assert (tmp_path / "ana-portfolio.pdf").read_bytes().startswith(b"%PDF-")
