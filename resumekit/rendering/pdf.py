"""HTML to PDF: tagged (PDF/UA-1), with bundled fonts only, the same bytes everywhere, and without asking for any file.

In: HTML whose style sheets and pictures are inside it or among `assets`. Out: bytes and a number of pages. Must not know
what the document says. WeasyPrint is imported here and nowhere else, inside the functions.
"""

import atexit
import contextlib
import functools
import hashlib
import io
import logging
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from resumekit.diagnostics import InvalidInput, error
from resumekit.files import FileProblem, write_whole
from resumekit.rendering import quick
from resumekit.rendering.glyphs import Coverage, coverage, font_folder

VARIANT = "pdf/ua-1"
ASSET = "asset:"
_SHORT = 60_000
"""Characters of a document that is done before memory matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF and its number of pages."""

    data: bytes
    pages: int


def to_pdf(
    html: str,
    *,
    title: str,
    language: str,
    today: date,
    families: Sequence[str],
    author: str = "",
    keywords: str = "",
    assets: Mapping[str, tuple[bytes, str]] | None = None,
    variant: str = VARIANT,
) -> Pdf:
    """Lay out `html` with the font `families` (and Noto Sans for what they lack); characters that no font has are left out.

    `assets`: name to bytes and media type, for addresses such as `asset:NAME`; nothing else can be loaded.
    Raise `InvalidInput`: `machine` where Pango or the fonts are missing, `template-error` where the page asks for a file.
    """
    known = coverage(unicodedata.normalize("NFC", html), tuple(families))
    weasyprint = _weasyprint(_use_fonts(known))
    if assets:
        quick.settle()
    refused: list[str] = []
    fetch = _fetcher(assets or {}, refused)
    resting = quick.no_collection() if len(html) < _SHORT else contextlib.nullcontext()
    try:
        with resting:
            document = weasyprint.HTML(string=known.text, url_fetcher=fetch, base_url="resumekit:/").render(font_config=_font_configuration(known.families), pdf_variant=variant)
            moment = f"{today.isoformat()}T00:00:00Z"
            about = document.metadata
            about.title, about.lang, about.created, about.modified, about.generator = known.clean(title), language, moment, moment, "resumekit"
            about.authors = [known.clean(author)] if author else []
            about.keywords = [word.strip() for word in known.clean(keywords).split(",") if word.strip()]
            made = Pdf(data=document.write_pdf(pdf_variant=variant), pages=len(document.pages))
    except _Refused:
        made = None
    if refused or made is None:
        message = f"the template asks for {refused[0][:200]}, which it may not load"
        raise InvalidInput([error("template-error", message, hint="put styles into the template's folder and include them")])
    return made


class _Refused(BaseException):
    """Raised through WeasyPrint, which catches every Exception while it loads something."""


def _fetcher(assets: Mapping[str, tuple[bytes, str]], refused: list[str]) -> Any:
    """What WeasyPrint loads things with: it knows the assets, and adds everything else to `refused`."""
    from weasyprint.urls import URLFetcherResponse

    def fetch(url: str, *_: Any, **__: Any) -> Any:
        name = url.removeprefix(ASSET)
        if url.startswith(ASSET) and name in assets:
            data, media_type = assets[name]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})
        refused.append(url)
        raise _Refused

    vars(fetch)["_fail_on_errors"] = True  # WeasyPrint asks its fetcher for this
    return fetch


@functools.cache
def _weasyprint(cache: Path) -> Any:
    logging.getLogger("weasyprint").propagate = False
    logging.getLogger("fontTools").propagate = False
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints where Pango is missing
            return quick.import_weasyprint(stock=bool(os.environ.get("RESUMEKIT_STOCK")), cache=cache if cache.name == "resumekit" else None)
    except OSError:
        raise InvalidInput(
            [
                error(
                    "machine",
                    "a PDF needs the Pango library, which this machine lacks",
                    hint="install it: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (macOS: brew install pango)",
                )
            ]
        ) from None


@functools.cache
def _font_configuration(families: tuple[str, ...]) -> Any:
    del families  # one for each set of families: it reads the file that FONTCONFIG_FILE names when it is made
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


# Fonts -------------------------------------------------------------------------------------------------------------------


def _use_fonts(known: Coverage) -> Path:
    """Point fontconfig at the families' folders and at nothing else; return the cache folder that can be written.

    Without any font Pango would take the process down.
    """
    folders = dict.fromkeys(str(font_folder(family)) for family in known.folders)
    for cache_folder in _cache_folders():
        lines = [f"<dir>{escape(folder)}</dir>" for folder in folders]
        text = f'<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>{"".join(lines)}<cachedir>{escape(str(cache_folder / "fontconfig"))}</cachedir></fontconfig>\n'
        data = text.encode()
        file = cache_folder / f"fonts-{hashlib.sha256(data).hexdigest()[:16]}.conf"
        try:
            if not file.is_file() or file.read_bytes() != data:
                write_whole({file: data})
        except (OSError, FileProblem):
            continue
        os.environ["FONTCONFIG_FILE"] = str(file)
        return cache_folder
    raise InvalidInput([error("machine", "there is no folder to write the font configuration to", hint="set XDG_CACHE_HOME to a folder that can be written")])


def _cache_folders() -> Iterator[Path]:
    """Where the font configuration may go, the best first: the user's cache, else a folder for this process alone."""
    home = os.environ.get("HOME", "")
    base = os.environ.get("XDG_CACHE_HOME", "") or (os.path.join(home, ".cache") if home else "")
    if os.path.isabs(base):
        yield Path(base) / "resumekit"
    yield _temporary()


@functools.cache
def _temporary() -> Path:
    folder = tempfile.mkdtemp(prefix="resumekit-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
