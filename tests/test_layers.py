"""The frame: who imports whom, who may touch the outside world, what is loaded when."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "resumekit"
MODULES = sorted(PACKAGE.rglob("*.py"))

OUTSIDE = {
    "print",
    "input",
    "exit",
    "quit",
    "breakpoint",
    "sys.exit",
    "os._exit",
    "os.getenv",
    "os.environ",
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.time",
    "time.localtime",
    "datetime.date.today",
    "datetime.datetime.now",
}
"""What only the command line may use: the screen, the way out, the clock, the environment."""

MAY = {("rendering/pdf.py", "os.environ"), ("rendering/quick.py", "os.environ"), ("confine.py", "os._exit")}
"""Pango finds its fonts by FONTCONFIG_FILE, the quick start can be switched off, and a confined child ends at once."""


def name_of(path: Path) -> str:
    """A module's file within the package, with slashes."""
    return path.relative_to(PACKAGE).as_posix()


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression that is only names and dots, else nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def outside_uses(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a module that use what only the command line may."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Name, ast.Attribute)) and dotted(node) in OUTSIDE:
            yield node.lineno, dotted(node)
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if f"{node.module}.{alias.name}" in OUTSIDE:
                    yield node.lineno, f"{node.module}.{alias.name}"


def test_rooms_import_only_from_below() -> None:
    """pyproject.toml's contracts hold."""
    run = subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path).split("/")[0] not in ("cli", "__main__.py")], ids=name_of)
def test_only_the_command_line_meets_the_world(path: Path) -> None:
    """No other module prints, exits, asks the clock or the environment."""
    found = [(line, use) for line, use in outside_uses(path.read_text(encoding="utf-8")) if (name_of(path), use) not in MAY]
    assert found == []


def test_uses_of_the_world_are_seen() -> None:
    """The check above finds what it looks for."""
    source = "import os\nfrom os import environ\nfrom datetime import date\nprint(date.today())\nx = os.environ['A']\n"
    assert {use for _, use in outside_uses(source)} == {"os.environ", "print", "date.today"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    """A module begins with what goes in, what comes out and what it must not know; an empty one says nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


HEAVY = ("weasyprint", "jinja2", "pikepdf", "rich", "babel", "PIL", "pypdfium2", "fontTools", "markdown_it", "docx")


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=name_of)
def test_heavy_libraries_are_imported_where_used(path: Path) -> None:
    """No module imports a slow library at its top, so `--help` and `validate` start at once."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert [name for name in names if name.split(".")[0] in HEAVY] == []


LOADS_NOT = {
    "--help": ("weasyprint", "jinja2", "pikepdf", "babel", "rich", "yaml", "markdown_it", "pypdfium2", "fontTools", "PIL"),
    "validate": ("weasyprint", "jinja2", "pikepdf", "babel", "rich", "markdown_it", "pypdfium2", "fontTools", "PIL"),
    "check": ("weasyprint", "jinja2", "pikepdf", "babel", "rich", "markdown_it", "pypdfium2", "fontTools", "PIL"),
    "renewals": ("weasyprint", "jinja2", "pikepdf", "babel", "rich", "markdown_it", "pypdfium2", "fontTools", "PIL", "icalendar"),
    "render -f html": ("weasyprint", "pikepdf", "rich", "pypdfium2", "PIL"),
}
"""Per command, the libraries that it must not pay for."""


@pytest.mark.parametrize("command", LOADS_NOT)
def test_commands_load_only_what_they_need(command: str, tmp_path: Path) -> None:
    """`--help` reads no YAML, `check` lays out no page, and HTML needs no PDF library."""
    name, *options = command.split()
    arguments = [] if name == "--help" else [*options, str(ROOT / "examples" / "june-park" / "june-park.yaml"), "--today", "2026-11-24"]
    if name == "render":
        arguments += ["-o", str(tmp_path)]
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "resumekit", name, *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-500:]
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "resumekit" in loaded
    assert loaded & set(LOADS_NOT[command]) == set()
