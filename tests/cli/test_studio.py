"""`render --watch` as a whole: files that follow the profile, and notes of what is wrong."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.test_live import PROFILE, until


def test_a_resume_follows_its_profile(tmp_path: Path) -> None:
    """Each save writes it anew; a broken profile is told and writes nothing; an interrupt ends it well."""
    shutil.copytree(PROFILE.parent, tmp_path / "ana")
    profile, out = tmp_path / "ana" / PROFILE.name, tmp_path / "ana" / "ana-reyes.txt"
    text = profile.read_text(encoding="utf-8")
    log = tmp_path / "log"
    command = [sys.executable, "-m", "resumekit", "render", str(profile), "--watch", "-f", "txt", "--today", "2026-11-24"]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, stderr=stream)
    try:
        assert until(lambda: "watching" in log.read_text(encoding="utf-8"))
        until(lambda: False, 0.7)  # until the folders are followed
        profile.write_text(text.replace("name: Ana Reyes", "name: Ana Luna"), encoding="utf-8")
        assert until(lambda: out.read_text(encoding="utf-8").startswith("Ana Luna"))
        profile.write_text(text.replace("person:", "persn:"), encoding="utf-8")
        assert until(lambda: "waiting for the next save" in log.read_text(encoding="utf-8"))
        assert out.read_text(encoding="utf-8").startswith("Ana Luna")
        profile.write_text(text, encoding="utf-8")
        assert until(lambda: out.read_text(encoding="utf-8").startswith("Ana Reyes"))
    finally:
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(15)
    told = log.read_text(encoding="utf-8")
    assert "persn" in told
    assert told.endswith("ended\n")
    assert "Traceback" not in told
