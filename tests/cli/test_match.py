"""The command: one posting, many, standard input, what it refuses."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "maya-ortiz"
PROFILE, POSTING = EXAMPLE / "maya-ortiz.yaml", EXAMPLE / "posting-cardiology.md"
TODAY = ("--today", "2026-11-24")


def test_json_has_the_contract_s_keys(run: Run) -> None:
    """What programs read, `format` first."""
    found = json.loads(run("match", PROFILE, POSTING, "--format", "json", *TODAY).stdout)
    assert "format" == next(iter(found))
    assert {"required", "preferred", "lacking", "score", "best_variant", "credentials", "experience_years"} <= set(found)
    assert {"asked": 2.0, "has": 4.83} == {key: found["experience_years"][key] for key in ("asked", "has")}
    assert {"ma-any": ("current", True), "bls": ("current", True), "cet-nha": ("current", False)} == {one["id"]: (one["has"], one["required"]) for one in found["credentials"]}
    assert "cardiology" == found["best_variant"]


def test_many_postings_make_a_table(run: Run, tmp_path: Path) -> None:
    """A row each, best first."""
    other = tmp_path / "cook.txt"
    other.write_text("Line Cook\n\nPrepare food.\n")
    found = json.loads(run("match", PROFILE, other, POSTING, "--format", "json", *TODAY).stdout)
    assert ["own", "other"] == [one["trade"] for one in found["postings"]]
    assert "cook.txt" in run("match", PROFILE, other, POSTING, *TODAY).stdout


def test_what_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    """In one line, with exit code 1."""
    pdf = tmp_path / "job.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    done = run("match", PROFILE, pdf, *TODAY)
    assert 1 == done.returncode
    assert "is a PDF, not text" in done.stderr
    assert "" == done.stdout


def test_standard_input_is_read_once(run: Run) -> None:
    """Not for two files."""
    assert 2 == run("match", "-", "-", *TODAY).returncode


def test_a_profile_is_no_posting(run: Run) -> None:
    """Two profiles are not compared."""
    done = run("match", PROFILE, PROFILE, *TODAY)
    assert 1 == done.returncode
    assert "is a profile, not a job posting" in done.stderr
