"""The quick start: the same pages, the real libraries as soon as they are used, stock where it cannot work."""

import subprocess
import sys
from pathlib import Path

import pytest

CASES = {
    "quick": ("False", "not any(name.split('.')[0] in ('PIL', 'fontTools') for name in sys.modules)"),
    "stock": ("True", "'PIL' in sys.modules and 'fontTools' in sys.modules"),
}


def check(code: str, *arguments: Path) -> None:
    """Run a program in a fresh process; what it says on standard error fails the test."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("case", CASES)
def test_what_is_imported(case: str) -> None:
    """The quick start imports neither Pillow nor fontTools, and leaves no stand-in among the modules; stock imports both."""
    stock, expected = CASES[case]
    check(
        f"import sys\nfrom resumekit.rendering import quick\nquick.import_weasyprint(stock={stock})\nassert {expected}\nimport ctypes.util\nassert ctypes.util.find_library.__module__ == 'ctypes.util'"
    )


def test_real_things_after_the_import() -> None:
    """Pillow imported later is the real one, and WeasyPrint's stand-ins become real when asked for, settings included."""
    check(
        "from resumekit.rendering import quick\n"
        "quick.import_weasyprint(stock=False)\n"
        "from PIL import Image, ImageFile\n"
        "import weasyprint.images, weasyprint.pdf.fonts\n"
        "assert weasyprint.images.Image is not Image\n"
        "quick.settle()\n"
        "assert weasyprint.images.Image is Image\n"
        "assert ImageFile.LOAD_TRUNCATED_IMAGES is True\n"
        "from fontTools.ttLib import TTLibError\n"
        "assert weasyprint.pdf.fonts.TTLibError is TTLibError\n"
    )


def test_first_use_settles() -> None:
    """A stand-in that is used before anyone settled gives the real thing, and so do all others from then on."""
    check(
        "from resumekit.rendering import quick\n"
        "quick.import_weasyprint(stock=False)\n"
        "import weasyprint.images\n"
        "made = weasyprint.images.Image.new('RGB', (1, 1))\n"
        "from PIL import Image, ImageOps\n"
        "assert isinstance(made, weasyprint.images.Image.Image)\n"
        "assert weasyprint.images.ImageOps is ImageOps\n"
    )


def test_real_libraries_stay_where_they_are_loaded() -> None:
    """Where Pillow is already there, nothing stands in for it."""
    check("import PIL.Image\nfrom resumekit.rendering import quick\nquick.import_weasyprint(stock=False)\nimport weasyprint.images\nassert weasyprint.images.Image is PIL.Image")


def test_unknown_systems_get_stock() -> None:
    """Where a library is not under its usual name, WeasyPrint searches for it itself."""
    check("import sys\nfrom resumekit.rendering import quick\nquick._SONAMES['libpango-1.0-0'] = 'libnothing.so.9'\nquick.import_weasyprint(stock=False)\nassert 'PIL' in sys.modules")


KEPT = "import sys\nfrom pathlib import Path\nfrom resumekit.rendering import quick\nquick.import_weasyprint(stock=False, cache=Path(sys.argv[1]))\n"


def test_declarations_are_kept(tmp_path: Path) -> None:
    """The second process reads what the first one parsed, and needs no parser; cffi itself is not replaced for others."""
    check(KEPT, tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    check(KEPT + "assert 'pycparser' not in sys.modules\nimport cffi\nassert cffi.FFI().sizeof('int') == 4", tmp_path)


@pytest.mark.parametrize("text", ["", "FFI(", "FFI('x')", "print('x')", "_cffi_backend.FFI('x', _types=b'\\x00', _version=0x2601)", "__import__('os').abort()", "\udcff"])
def test_spoilt_declarations_do_no_harm(tmp_path: Path, text: str) -> None:
    """Whatever stands in the cache, WeasyPrint is imported; a cache that others may write is not read."""
    check(KEPT, tmp_path)
    kept = next(tmp_path.iterdir())
    kept.write_bytes(text.encode(errors="surrogateescape"))
    check(KEPT + "assert 'pycparser' in sys.modules", tmp_path)
    check(KEPT, tmp_path)
    check(KEPT + "assert 'pycparser' not in sys.modules", tmp_path)


def test_declarations_of_others_are_not_read(tmp_path: Path) -> None:
    """A file that others may write is left alone."""
    check(KEPT, tmp_path)
    next(tmp_path.iterdir()).chmod(0o666)
    check(KEPT + "assert 'pycparser' in sys.modules", tmp_path)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """Without a cache everything works."""
    check(KEPT, tmp_path / "nowhere")
