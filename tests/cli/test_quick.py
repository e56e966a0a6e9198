"""Pydantic imported quickly: the same answers, nothing imported for plugins, and the real thing where something else is asked for."""

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import BROKEN


def run(code: str, stock: str = "", **environment: str) -> str:
    """What a program says in a fresh process."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYDANTIC_")}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, env={**kept, "RESUMEKIT_STOCK": stock, **environment}).stdout


def test_answers_are_the_same_to_the_byte() -> None:
    """With and without: every problem of a broken profile, and the JSON Schema."""
    code = f"import io, sys; from resumekit.cli.app import main; sys.stdin = io.TextIOWrapper(io.BytesIO({BROKEN!r}.encode())); main(['validate', '-', '--format', 'json']); main(['schema'])"
    quick, stock = run(code), run(code, "1")
    assert stock == quick
    assert "emial" in quick


LOADED = (
    "import sys; from resumekit.cli.quick import prepare_pydantic; prepare_pydantic(); import resumekit.profile; resumekit.profile.Profile.model_rebuild(); print('importlib.metadata' in sys.modules)"
)


def test_nothing_is_imported_for_plugins() -> None:
    """The metadata of packages is read where it is switched off, or where plugins are asked for."""
    assert ["False", "True", "True"] == [run(LOADED).strip(), run(LOADED, "1").strip(), run(LOADED, PYDANTIC_DISABLE_PLUGINS="mine").strip()]


@pytest.mark.parametrize(
    "code",
    [
        "from typing_extensions import TypedDict as after; assert before is after",
        "from pydantic.plugin import _loader; assert _loader.PYDANTIC_ENTRY_POINT_GROUP == 'pydantic'; import pydantic.plugin._loader as real; assert real is not _loader",
        "from pydantic import TypeAdapter; from typing_extensions import TypedDict; T = TypedDict('T', {'a': int}); assert TypeAdapter(T).validate_python({'a': '1'}) == {'a': 1}",
    ],
    ids=["typed-dict", "loader", "adapter"],
)
def test_others_get_the_real_things(code: str) -> None:
    """Whoever asks afterwards meets stock modules."""
    run(f"from typing_extensions import TypedDict as before; from resumekit.cli.quick import prepare_pydantic; prepare_pydantic(); {code}")


def test_what_is_there_stays() -> None:
    """Where pydantic is imported already, nothing is done."""
    run("import pydantic, sys; from resumekit.cli.quick import prepare_pydantic; prepare_pydantic(); assert 'pydantic.plugin._loader' not in sys.modules")
