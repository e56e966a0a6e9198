"""Makes importing pydantic cheaper without changing it: what it imports to look for plugins, and for its own type checker.

In: nothing. Out: nothing; call it before pydantic is first imported. Every step falls back to the stock behaviour by itself.

pydantic looks for plugins in the metadata of every installed package, and to be told not to it first imports what reads
metadata (mail, zip files, sockets). And it declares the hundred shapes of its core schemas as typed dictionaries, which only
a type checker looks at.
"""

import contextlib
import importlib
import os
import sys
import types
from typing import Any

_PLUGINS = "pydantic.plugin._loader"


class _NoPlugins(types.ModuleType):
    """Says that there are no plugins; asked for anything else, it is the real module."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(_PLUGINS) is self:
            del sys.modules[_PLUGINS]
        return getattr(importlib.import_module(_PLUGINS), name)


class _Plain(dict[str, Any]):
    """Stands for a typed dictionary where nobody asks for its types."""

    def __init_subclass__(cls, **_: Any) -> None:
        """Nothing is looked at."""


def prepare_pydantic() -> None:
    """Import pydantic's core, quickly, and keep pydantic from looking for plugins; nothing where it is there, or with `RESUMEKIT_STOCK`."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if os.environ.get("RESUMEKIT_STOCK") or "pydantic_core" in sys.modules or "pydantic" in sys.modules:
        return
    if os.environ["PYDANTIC_DISABLE_PLUGINS"] == "__all__":
        sys.modules[_PLUGINS] = _NoPlugins(_PLUGINS)
    holder: Any = importlib.import_module("typing_extensions" if sys.version_info < (3, 12) else "typing")
    stock = holder.TypedDict
    holder.TypedDict = _Plain
    try:
        with contextlib.suppress(Exception):  # whatever it is, importing it as ever says it
            importlib.import_module("pydantic_core")
    finally:
        holder.TypedDict = stock
    if "pydantic_core" not in sys.modules:
        for name in [name for name in sys.modules if name.startswith("pydantic_core.")]:
            del sys.modules[name]
