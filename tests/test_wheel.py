"""The wheel as a user gets it: built from the sdist, installed apart from the checkout, used from an empty folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
Program = Callable[..., "subprocess.CompletedProcess[str]"]


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network from an sdist of this tree."""
    out = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program, installed from the wheel alone into a fresh environment that sees the libraries of this one."""
    folder = tmp_path_factory.mktemp("fresh")
    _run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python, "install", "--no-deps", "--no-index", wheel)
    libraries = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

    def program(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
        command = [str(python.with_name("resumekit")), *arguments]
        return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=120, env=environment)

    where = _run(python, "-c", "import resumekit; print(resumekit.__file__)", cwd=folder)
    assert Path(where.strip()).is_relative_to(folder), "the checkout was imported instead of the wheel"
    return program


def test_wheel_carries_templates_and_careers(wheel: Path) -> None:
    """What the program reads at run time is in the wheel, and the tests and examples are not."""
    names = zipfile.ZipFile(wheel).namelist()
    for template in ("classic", "clinical", "_shared"):
        assert any(name.startswith(f"resumekit/templates/{template}/") for name in names)
    assert "resumekit/careers/medical-assistant/career.yaml" in names
    assert "resumekit/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "examples/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_installed_program_works_from_an_empty_folder(installed: Program, tmp_path: Path) -> None:
    """`new`, `validate`, `check` and `render -f pdf` work with nothing but the wheel; the PDF says who it is about."""
    import pypdfium2

    for arguments in (("new", "Ana Reyes"), ("validate", "ana-reyes.yaml", "--strict"), ("check", "ana-reyes.yaml"), ("render", "ana-reyes.yaml", "-f", "pdf", "-f", "html")):
        done = installed(*arguments, cwd=tmp_path)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["ana-reyes.html", "ana-reyes.pdf", "ana-reyes.yaml"]
    document = pypdfium2.PdfDocument(tmp_path / "ana-reyes.pdf")
    assert "Ana Reyes" in document[0].get_textpage().get_text_range()
    document.close()


def test_installed_program_knows_its_version(installed: Program, wheel: Path, tmp_path: Path) -> None:
    """`--version` prints the wheel's version."""
    assert wheel.name.split("-")[1] in installed("--version", cwd=tmp_path).stdout
