"""Makes `import weasyprint` cheap without changing it: libraries by their names, Pillow and fontTools only when used.

In: a folder for what can be kept. Out: WeasyPrint, imported. Must not know what is rendered. Every step falls back to the
stock behaviour by itself.

WeasyPrint asks `ctypes.util.find_library` for many names, which starts ldconfig and a compiler for each wrong one; and it
imports Pillow and fontTools, which a page of text in plain TrueType fonts needs for nothing. While WeasyPrint is being
imported those two packages are stand-ins; `settle` puts the real things in their places, and so does their first use.
It also parses the C declarations of Pango in every process; what that gives is kept as data and read back. And it parses
style sheets for all of HTML, of which a page meets a third: the rest is left out until `suit` is given a page that needs it.
"""

import ast
import contextlib
import ctypes.util
import gc
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.resources
import importlib.util
import io
import os
import re
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from resumekit.rendering.sheets import needs_whole, shorten

_SONAMES = {
    "libgobject-2.0-0": "libgobject-2.0.so.0",
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libharfbuzz-0": "libharfbuzz.so.0",
    "libharfbuzz-subset-0": "libharfbuzz-subset.so.0",
    "libharfbuzz-vector-0": "libharfbuzz-vector.so.0",
    "libfontconfig-1": "libfontconfig.so.1",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
}
_LATER = ("PIL", "fontTools")
_OWN_STATE = ("@import", "@font-face", "@layer", "@counter-style", "@color-profile")
"""What a style sheet does to more than its own rules."""
_SHEETS = 8
_MAIN, _UNUSED = "html5_ua.css", "html5_ph.css"
_left_out: set[str] = set()
"""The elements and counter styles with which a page needs WeasyPrint's whole style sheet; empty where it has it."""


def import_weasyprint(*, stock: bool, cache: Path | None = None) -> types.ModuleType:
    """Import WeasyPrint, quickly unless `stock`; `cache` is a folder of this user's alone, if there is one.

    Raise OSError where its libraries are missing, as it does itself.
    """
    if not stock and "weasyprint" not in sys.modules and sys.platform == "linux" and _has_libraries():
        with no_collection(), _by_name(), _stand_ins(), _parsed(cache), _short_sheets():
            importlib.import_module("weasyprint")
            _remember_sheets(sys.modules["weasyprint.css"])
            _share_styles(sys.modules["weasyprint.layout.page"])
            _count_pages_once(sys.modules["pydyf"])
    return importlib.import_module("weasyprint")


def settle(*packages: str) -> None:
    """Put the real `packages` (Pillow and fontTools, unless named) where WeasyPrint holds stand-ins: before pictures or unusual fonts are used."""
    wanted = packages or _LATER
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint":
            for key, value in list(vars(module).items()):
                if isinstance(value, _Later) and value.package_() in wanted:
                    setattr(module, key, value.real_())


def suit(page: str) -> None:
    """Give WeasyPrint its whole style sheets back if `page` needs them."""
    if _left_out and needs_whole(page, frozenset(_left_out)):
        _left_out.clear()
        module = sys.modules["weasyprint.html"]
        counters = type(module.UA_COUNTER_STYLE)()
        whole = {"UA_COUNTER_STYLE": counters, "UA_STYLESHEET": module.CSS(string=_sheet(_MAIN), counter_style=counters)}
        for holder in (module, sys.modules["weasyprint"]):
            vars(holder).update(whole)


def _has_libraries() -> bool:
    """Whether all libraries are there under their usual names, so that nothing has to be searched for."""
    for soname in _SONAMES.values():
        if soname != "libharfbuzz-vector.so.0":
            try:
                ctypes.CDLL(soname)
            except OSError:
                return False
    return True


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Do without the search for unused objects in circles, which costs a tenth of the time of a short document."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def one_go() -> Iterator[None]:
    """The same for a run that ends soon: what it leaves is old at once, so that it is not looked through at its end either."""
    with no_collection():
        try:
            yield
        finally:
            gc.freeze()
            gc.unfreeze()


@contextlib.contextmanager
def _by_name() -> Iterator[None]:
    stock = ctypes.util.find_library
    ctypes.util.find_library = _SONAMES.get  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = stock


class _Declarations:
    """What WeasyPrint uses of cffi's FFI, with all declarations known beforehand."""

    def __init__(self, known: Any) -> None:
        self._known = known

    def cdef(self, *_: Any, **__: Any) -> None:
        """Nothing is left to declare."""

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._known, name)
        setattr(self, name, value)
        return value


@contextlib.contextmanager
def _parsed(cache: Path | None) -> Iterator[None]:
    """Answer `import cffi` with declarations that were parsed before, if they were."""
    known = _read_declarations(cache) if cache is not None and "cffi" not in sys.modules else None
    if known is None:
        yield
        return
    module = types.ModuleType("cffi")
    vars(module)["FFI"] = lambda: _Declarations(known)
    sys.modules["cffi"] = module
    try:
        yield
    finally:
        del sys.modules["cffi"]


def _read_declarations(cache: Path) -> Any:
    """WeasyPrint's declarations from the cache, as cffi's own FFI; None (and kept for the next time) if they are not there."""
    try:
        backend: Any = importlib.import_module("_cffi_backend")
        package = importlib.util.find_spec("weasyprint")
        source = (Path(str(package and package.origin)).parent / "text" / "ffi.py").read_text(encoding="utf-8")
        key = hashlib.sha256(f"{source}{backend.__version__}{sys.version}".encode()).hexdigest()[:16]
        file = cache / f"pango-{key}.txt"
        if not file.exists():
            _keep_declarations(source, file)
            return None
        about = file.stat()
        if about.st_uid != os.geteuid() or about.st_mode & 0o022:
            return None
        digest, _, text = file.read_text(encoding="ascii", errors="replace").partition("\n")
        call = ast.parse(text, mode="eval").body if len(digest) == 64 else None
        if digest != hashlib.sha256(text.encode()).hexdigest() or not isinstance(call, ast.Call):
            file.unlink()  # spoilt: the next process writes it anew
            return None
        return backend.FFI(ast.literal_eval(call.args[0]), **{str(item.arg): ast.literal_eval(item.value) for item in call.keywords})
    except Exception:  # whatever is wrong with the cache, WeasyPrint can do without it
        return None


def _keep_declarations(source: str, file: Path) -> None:
    """Write what cffi makes of the declarations, as one call of literals."""
    cffi: Any = importlib.import_module("cffi")
    recompiler: Any = importlib.import_module("cffi.recompiler")
    found = re.findall(r"\.cdef\('''(.*?)'''\)", source, re.DOTALL)
    if len(found) != source.count(".cdef("):
        return
    parser = cffi.FFI()
    for text in found:
        parser.cdef(text)
    made = io.StringIO()
    recompiler.make_py_source(parser, "pango", made)
    call = made.getvalue().partition("ffi = ")[2].strip()
    temporary = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(f"{hashlib.sha256(call.encode()).hexdigest()}\n{call}")
    os.replace(temporary, file)


class _Later:
    """Stands for a name of a package that is not imported yet; its first use imports it and calls `settle`."""

    __slots__ = ("_changes", "_module", "_name")

    def __init__(self, module: str, name: str) -> None:
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_changes", {})

    def package_(self) -> str:
        """The package that has it."""
        name: str = self._module
        return name.partition(".")[0]

    def real_(self) -> Any:
        """The thing itself, with what was set on the stand-in."""
        try:
            found = getattr(importlib.import_module(self._module), self._name)
        except AttributeError:
            found = importlib.import_module(f"{self._module}.{self._name}")
        for key, value in self._changes.items():
            setattr(found, key, value)
        return found

    def __call__(self, *args: Any, **named: Any) -> Any:
        settle()
        return self.real_()(*args, **named)

    def __getattr__(self, name: str) -> Any:
        settle()
        return getattr(self.real_(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._changes[name] = value


class _StandIn(types.ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, packages: Sequence[str]) -> None:
        self._packages = packages

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        del path, target
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True) if fullname.partition(".")[0] in self._packages else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """A stand-in has nothing to run."""


def _remember_sheets(module: Any) -> None:
    """Let WeasyPrint parse the style sheet that pages have in common once: the variants of a resume differ in their text."""
    stock = module.CSS
    known: dict[tuple[str, str, str], tuple[Any, list[Any]]] = {}

    def css(*, string: str | None = None, page_rules: Any = None, **named: Any) -> Any:
        if not string or page_rules is None or any(mark in string for mark in _OWN_STATE):
            return stock(string=string, page_rules=page_rules, **named)
        key = (string, str(named["base_url"]), named["media_type"])
        if key not in known:
            if len(known) >= _SHEETS:
                known.clear()
            rules: list[Any] = []
            known[key] = stock(string=string, page_rules=rules, **named), rules
        made, rules = known[key]
        page_rules.extend(rules)
        return made

    module.CSS = css


def _share_styles(module: Any) -> None:
    """Let pages of one kind have one style, and their margins too: a page's number matters only to `:nth()`."""
    stock = module.set_page_type_computed_styles

    def share(page: Any, html: Any, styles: Any) -> None:
        known: dict[Any, Any] = vars(styles).setdefault("_kinds", {})
        by_number = any(selector[2].index is not None for sheet, *_ in styles._sheets for _, selectors, _ in sheet.page_rules for selector in selectors)  # noqa: SLF001
        kind = page if by_number else page._replace(index=min(page.index, 1), groups=())
        first = known.setdefault(kind, page)
        if first == page:
            stock(page, html, styles)
            known[kind, "margins"] = [margin for element, margin in styles.get_cascaded_styles() if margin and element == page]
            return
        computed = styles.get_computed_styles()
        for margin in (None, *known[kind, "margins"]):
            computed[page, margin] = computed[first, margin]

    module.set_page_type_computed_styles = share


def _count_pages_once(module: Any) -> None:
    """Let the references to all pages be made once, not once for each that is used."""
    stock = module.PDF.page_references.fget

    def references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        known = vars(pdf).get("_known_pages", (-1, None))
        if known[0] != count:
            known = vars(pdf)["_known_pages"] = count, stock(pdf)
        return known[1]

    module.PDF.page_references = property(references)


def _sheet(name: str) -> str:
    folder = importlib.resources.files("weasyprint.css")
    return (folder / name).read_text("utf-8")


class _Sheets:
    """The folder of WeasyPrint's style sheets: the main one shortened, that for old attributes, which nothing here asks for, empty."""

    def __init__(self, folder: Any) -> None:
        self._folder = folder

    def __truediv__(self, name: str) -> Any:
        return _Sheet(self._folder / name, name)


class _Sheet:
    def __init__(self, file: Any, name: str) -> None:
        self._file, self._name = file, name

    def read_text(self, encoding: str) -> str:
        if self._name == _UNUSED:
            return ""
        text: str = self._file.read_text(encoding)
        if self._name == _MAIN:
            text, names = shorten(text)
            _left_out.update(names)
        return text


@contextlib.contextmanager
def _short_sheets() -> Iterator[None]:
    stock: Any = importlib.resources.files

    def files(package: Any) -> Any:
        folder = stock(package)
        return _Sheets(folder) if getattr(package, "__name__", "") == "weasyprint.css" else folder

    importlib.resources.files = files
    try:
        yield
    finally:
        importlib.resources.files = stock


@contextlib.contextmanager
def _stand_ins() -> Iterator[None]:
    packages = [name for name in _LATER if name not in sys.modules and importlib.util.find_spec(name) is not None]
    finder = _Finder(packages)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _StandIn)]:
            del sys.modules[name]
