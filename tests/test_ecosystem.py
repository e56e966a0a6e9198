"""The pre-commit hook, the GitHub Action and the JSON Schemas: parsed, and run as far as that goes without their services."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from resumekit.scaffold import schema_text

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SHELL = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}


def run_step(name: str, folder: Path, **inputs: str) -> "subprocess.CompletedProcess[str]":
    """Run a step of the action as GitHub does: its inputs put in, its variables set, by bash with errors on."""
    given = {key: str(one.get("default", "")) for key, one in ACTION["inputs"].items()} | {key.replace("_", "-"): value for key, value in inputs.items()}
    step = SHELL[name]
    variables = {key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: given[match[1]], value) for key, value in step.get("env", {}).items()}
    for file in ("summary", "output"):
        (folder / file).touch()
    places = {"GITHUB_STEP_SUMMARY": str(folder / "summary"), "GITHUB_OUTPUT": str(folder / "output"), "RUNNER_TEMP": str(folder)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env={**os.environ, **places, **variables, "PATH": path}, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with an example in it."""
    shutil.copytree(ROOT / "examples" / "ana-reyes", tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_the_action_is_whole() -> None:
    """A composite action whose steps name a shell or another action, and use only inputs that it declares."""
    assert ACTION["runs"]["using"] == "composite"
    assert all(("run" in step and step["shell"] == "bash") or "uses" in step for step in ACTION["runs"]["steps"])
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    assert not any("${{" in step["run"] for step in SHELL.values())  # an input in a script could be a command


def test_validate_step(folder: Path) -> None:
    """A good profile passes; a broken one fails, with annotations for GitHub."""
    assert run_step("Validate", folder, profile="ana-reyes.yaml", today="2026-11-24").returncode == 0
    (folder / "broken.yaml").write_text("resumekit: 1\n")
    failed = run_step("Validate", folder, profile="broken.yaml")
    assert failed.returncode == 1
    assert failed.stdout.startswith("::error ")


def test_check_step(folder: Path) -> None:
    """The report goes to the summary, the figure to the outputs; the gate decides."""
    assert run_step("Check", folder, profile="ana-reyes.yaml", today="2026-11-24").returncode == 0
    assert "# Ana Reyes" in (folder / "summary").read_text(encoding="utf-8")
    assert re.fullmatch(r"coverage=0\.\d+\n", (folder / "output").read_text(encoding="utf-8"))
    assert run_step("Check", folder, profile="ana-reyes.yaml", today="2026-11-24", min_coverage="99").returncode == 1


def test_render_step(folder: Path) -> None:
    """All formats that are asked for, in the folder that is named."""
    made = run_step("Render", folder, profile="ana-reyes.yaml", formats="md txt", today="2026-11-24")
    assert (made.returncode, made.stdout) == (0, "")
    assert sorted(path.name for path in (folder / "resume").iterdir()) == ["ana-reyes.md", "ana-reyes.txt"]


def test_the_hook_names_a_command_of_ours() -> None:
    """pre-commit's required keys, a command that exists, and names of files that it is for."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"] == "resumekit validate"
    assert re.search(hook["files"], "people/resume.yaml")
    assert not re.search(hook["files"], "docker-compose.yaml")


@pytest.mark.parametrize("kind", ["profile", "career"])
def test_schemas_are_schemas(kind: str) -> None:
    """The JSON Schemas are valid by the schema of schemas that they name."""
    schema = json.loads(schema_text(kind))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
