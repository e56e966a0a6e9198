"""The quick start: the same pages, the real libraries as soon as they are used, stock where it cannot work."""

import subprocess
import sys

import pytest

CASES = {
    "quick": ("False", "not any(name.split('.')[0] in ('PIL', 'fontTools') for name in sys.modules)"),
    "stock": ("True", "'PIL' in sys.modules and 'fontTools' in sys.modules"),
}


def check(code: str) -> None:
    """Run a program in a fresh process; what it says on standard error fails the test."""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=120)
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
