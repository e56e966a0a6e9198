"""Makes `import weasyprint` cheap without changing it: libraries by their names, Pillow and fontTools only when used.

In: nothing. Out: WeasyPrint, imported. Must not know what is rendered. Every step falls back to the stock behaviour.

WeasyPrint asks `ctypes.util.find_library` for many names, which starts ldconfig and a compiler for each wrong one; and it
imports Pillow and fontTools, which a page of text in plain TrueType fonts needs for nothing. While WeasyPrint is being
imported those two packages are stand-ins; `settle` puts the real things in their places, and so does their first use.
"""

import contextlib
import ctypes.util
import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Iterator, Sequence
from typing import Any

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


def import_weasyprint(*, stock: bool) -> types.ModuleType:
    """Import WeasyPrint, quickly unless `stock`. Raise OSError where its libraries are missing, as it does itself."""
    if not stock and "weasyprint" not in sys.modules and sys.platform == "linux" and _has_libraries():
        with _no_collection(), _by_name(), _stand_ins():
            importlib.import_module("weasyprint")
    return importlib.import_module("weasyprint")


def settle() -> None:
    """Put the real Pillow and fontTools where WeasyPrint holds stand-ins: before pictures or unusual fonts are used."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "weasyprint":
            for key, value in list(vars(module).items()):
                if isinstance(value, _Later):
                    setattr(module, key, value.real_())


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
def _no_collection() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextlib.contextmanager
def _by_name() -> Iterator[None]:
    stock = ctypes.util.find_library
    ctypes.util.find_library = _SONAMES.get  # type: ignore[assignment]
    try:
        yield
    finally:
        ctypes.util.find_library = stock


class _Later:
    """Stands for a name of a package that is not imported yet; its first use imports it and calls `settle`."""

    __slots__ = ("_changes", "_module", "_name")

    def __init__(self, module: str, name: str) -> None:
        object.__setattr__(self, "_module", module)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_changes", {})

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
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:  # noqa: ARG002
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True) if fullname.partition(".")[0] in _LATER else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """A stand-in has nothing to run."""


@contextlib.contextmanager
def _stand_ins() -> Iterator[None]:
    if any(name in sys.modules for name in _LATER) or any(importlib.util.find_spec(name) is None for name in _LATER):
        yield
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _StandIn)]:
            del sys.modules[name]
