"""Gold reports of the example people: what a reader of each format sees, word for word.

`pytest --update-gold` writes them anew; read the difference as an instructor would before committing it.
"""

import re
from pathlib import Path

import pytest

from tests.test_commands import run_here

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "data" / "gold"
PEOPLE = ("ana-reyes", "maya-ortiz", "june-park")
CHECKS = {"check.txt": (), "check-verbose.txt": ("--verbose",), "check.md": ("--format", "markdown"), "check.html": ("--format", "html"), "check.svg": ("--format", "svg")}
RENEWALS = {"renewals.txt": (), "renewals.md": ("--format", "markdown"), "renewals.csv": ("--format", "csv"), "renewals.ics": ("--format", "ics")}
CASES = [(name, file, (command, *options)) for name in PEOPLE for command, forms in (("check", CHECKS), ("renewals", RENEWALS)) for file, options in forms.items()]


@pytest.mark.parametrize(("name", "file", "command"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_report_is_as_agreed(name: str, file: str, command: tuple[str, ...], update_gold: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report says what was read and found good. The style sheet of a page is left out: screens are looked at elsewhere."""
    monkeypatch.chdir(ROOT / "examples" / name)
    for variable in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    shown, code = run_here([*command, f"{name}.yaml", "--today", "2026-11-24", "--quiet"])
    shown = re.sub(r"<style>.*?</style>\n", "", shown, flags=re.DOTALL).replace("\r\n", "\n")
    kept = GOLD / name / file
    if update_gold:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(shown, encoding="utf-8")
    assert code == 0
    assert kept.read_text(encoding="utf-8") == shown


def test_every_gold_report_is_compared() -> None:
    """None is left behind when a format or a person goes."""
    assert {f"{name}/{file}" for name, file, _ in CASES} == {path.relative_to(GOLD).as_posix() for path in GOLD.rglob("*.*")}
