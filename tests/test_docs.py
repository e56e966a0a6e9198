"""The documentation says everything that there is, and nothing that there is not."""

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from resumekit.diagnostics import CODES
from resumekit.files import bundled

ROOT = Path(__file__).parent.parent
MAKER: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "make.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", MAKER["PAGES"])
def test_reference_pages_are_fresh(page: str) -> None:
    """The pages made from the code are as `make docs` writes them."""
    assert MAKER["PAGES"][page]() == (ROOT / "docs" / page).read_text(encoding="utf-8")


def test_readme_names_every_command() -> None:
    """Each command has its line in the README's table."""
    rows = set(re.findall(r"^\| `resumekit ([a-z]+)", README, re.MULTILINE))
    assert rows == set(MAKER["commands"]())


@pytest.mark.parametrize("command", MAKER["commands"]())
def test_every_option_explains_itself(command: str) -> None:
    """No argument or option without a help text; the page of commands shows them all."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    found = MAKER["commands"]()[command]
    for one in (found, *MAKER["subcommands"](found).values()):
        for typed, text in MAKER["options_of"](one):
            assert text, typed
            assert MAKER["_cell"](f"`{typed}`") in page


def test_readme_names_every_template() -> None:
    """Each bundled template for people to choose is in the README."""
    names = {path.parent.name for path in bundled("templates").glob("*/template.yaml")}
    assert names
    assert {name for name in names if f"`{name}`" not in README} == set()


def test_readme_names_every_key_of_the_top_level() -> None:
    """The README's sketch of the format has each top-level key."""
    from resumekit.profile import Profile

    assert [key for key in Profile.model_fields if not re.search(rf"^{key}:|`{key}`", README, re.MULTILINE)] == []


def test_every_code_is_explained() -> None:
    """Each diagnostic code is in the page of problems, once."""
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE) == sorted(CODES)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the project leads to one; one to a heading leads to one."""
    text = page.read_text(encoding="utf-8")
    outside_code = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", outside_code)):
        if target.startswith(("https://", "mailto:")):
            continue
        file, _, heading = target.partition("#")
        found = (page.parent / file) if file else page
        assert found.exists(), f"{page.name}: {target}"
        if heading:
            anchors = {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).strip().replace(" ", "-") for line in found.read_text(encoding="utf-8").splitlines() if line.startswith("#")}
            assert heading in anchors, f"{page.name}: {target}"


def test_picture_is_small() -> None:
    """The README's picture is there, wide enough to read, and less than 200 kB."""
    path = ROOT / "docs" / "images" / "maya-ortiz.png"
    assert f"docs/images/{path.name}" in README
    assert path.stat().st_size < 200_000
    with Image.open(path) as picture:
        assert picture.width >= 600


@pytest.mark.parametrize("name", MAKER["template_names"]())
def test_picture_of_each_template_is_fresh(name: str) -> None:
    """Each resume template has its picture in the README, small, and made from the template as it is (else: `make docs`)."""
    path = ROOT / "docs" / "templates" / f"{name}.png"
    assert f"docs/templates/{path.name}" in README
    assert path.stat().st_size < 60_000
    with Image.open(path) as picture:
        assert picture.width >= 500
    assert MAKER["template_inputs"](name) == json.loads((path.parent / "inputs.json").read_text(encoding="utf-8"))[name]


def test_make_help_names_every_target() -> None:
    """`make help` lists each target, and CONTRIBUTING the ones that contributors need."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE)) == set(phony.split())
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [target for target in ("setup", "test", "fmt", "docs", "evidence", "benchmark") if f"`make {target}`" not in contributing] == []
