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
import warnings
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
ARCHIVE = "pdf/a-3a"
ASSET = "asset:"
_SHORT = 60_000
"""Characters of a document that is done before memory matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF and its number of pages."""

    data: bytes
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Pages that are laid out: they can be measured, and written as they are."""

    document: Any
    known: Coverage
    variant: str
    refused: list[str]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self.document.pages)

    @property
    def fill(self) -> float:
        """How much of the last page is used, from 0 to 1."""
        page = _page_box(self.document.pages[-1])
        ends = [top + height for top, height in _lines(page)]
        return min(1.0, max(0.0, (max(ends) - page.content_box_y()) / page.height)) if ends else 0.0

    def lines_after(self, pages: int) -> int:
        """How many lines of text stand on the pages after the first `pages`; what stands side by side is one line."""
        return sum(len({round(top) for top, _ in _lines(_page_box(page))}) for page in self.document.pages[pages:])

    def write(self, *, title: str, language: str, today: date, author: str = "", keywords: str = "") -> Pdf:
        """The pages as a PDF that says what it is, who wrote it and when."""
        moment = f"{today.isoformat()}T00:00:00Z"
        about = self.document.metadata
        about.title, about.lang, about.created, about.modified, about.generator = self.known.clean(title), language, moment, moment, "resumekit"
        about.authors = [self.known.clean(author)] if author else []
        about.keywords = [word.strip() for word in self.known.clean(keywords).split(",") if word.strip()]
        with _resting(self.known.text), _refusals(self.refused), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves the colour profile of an archive open
            data = self.document.write_pdf(pdf_variant=self.variant)
        if self.variant == ARCHIVE:
            from resumekit.rendering.archive import mark_accessible

            data = mark_accessible(data)
        return Pdf(data=data, pages=self.pages)


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
    """Lay `html` out and write it; see `lay_out`."""
    return lay_out(html, families=families, assets=assets, variant=variant).write(title=title, language=language, today=today, author=author, keywords=keywords)


def lay_out(html: str, *, families: Sequence[str], assets: Mapping[str, tuple[bytes, str]] | None = None, variant: str = VARIANT) -> Layout:
    """Lay out `html` with the font `families` (and Noto Sans for what they lack); characters that no font has are left out.

    `assets`: name to bytes and media type, for addresses such as `asset:NAME`; nothing else can be loaded.
    Raise `InvalidInput`: `machine` where Pango or the fonts are missing, `template-error` where the page asks for a file.
    """
    known = coverage(unicodedata.normalize("NFC", html), tuple(families))
    weasyprint = _weasyprint(_use_fonts(known))
    quick.suit(known.text)
    if assets:
        quick.settle("PIL")
    refused: list[str] = []
    fetch = _fetcher(assets or {}, refused)
    with _resting(html), _refusals(refused):
        document = weasyprint.HTML(string=known.text, url_fetcher=fetch, base_url="resumekit:/").render(font_config=_font_configuration(known.families), pdf_variant=variant)
    return Layout(document=document, known=known, variant=variant, refused=refused)


def _resting(html: str) -> contextlib.AbstractContextManager[None]:
    return quick.no_collection() if len(html) < _SHORT else contextlib.nullcontext()


@contextlib.contextmanager
def _refusals(refused: list[str]) -> Iterator[None]:
    """Make an error of what was asked for while pages were laid out or written."""
    with contextlib.suppress(_Refused):
        yield
    if refused:
        message = f"the template asks for {refused[0][:200]}, which it may not load"
        raise InvalidInput([error("template-error", message, hint="put styles into the template's folder and include them")])


def _page_box(page: Any) -> Any:
    return page._page_box  # noqa: SLF001 - WeasyPrint has no public way to ask where text stands


def _lines(page: Any) -> Iterator[tuple[float, float]]:
    """Top and height of each line of text in a page's content, in px; margin boxes are no content."""
    content = [child for child in page.children if type(child).__name__ != "MarginBox"]
    for box in content:
        for inner in box.descendants():
            if type(inner).__name__ == "LineBox" and inner.height:
                yield inner.position_y, inner.height


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
