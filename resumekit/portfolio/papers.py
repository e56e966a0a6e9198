"""PDFs as evidence: a copy with each page's own drawing and nothing else of the file.

In: a file's bytes. Out: a `Copy` with a PDF whose pages hold one stream and the resources that drawing needs: what fields and
notes show is drawn in, and there are no actions, annotations, tags, metadata, attachments or references to other files left.
Must not know a picture's format, nor the portfolio. Meant to run confined.

Of each object only the keys that drawing needs are kept, by name; what a file may hide elsewhere is never looked for.
"""

import io
import re
from collections.abc import Callable
from typing import Any

from resumekit.portfolio.copies import MAX_PAGES, Copy, Leaf, Unusable
from resumekit.portfolio.jpeg2000 import strip_jpeg2000
from resumekit.portfolio.jpegs import strip_jpeg

_LETTER = (0.0, 0.0, 612.0, 792.0)
SMALLEST, LARGEST = 3.0, 200_000.0
_DEEPEST = 100
SAVE_AGAIN = "open it to see what it holds, and save or scan it again"
_DRAWN = {"/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Ink"}
"""Annotations that are a part of what a page shows."""

_PICTURE = re.compile(rb"\bBI\b")
_MARKS = re.compile(rb"BDC|BMC|EMC|MP|DP")
_MARK_OPERATORS = {b"BDC", b"BMC", b"EMC", b"MP", b"DP"}
_BY_NAME = {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/CharProcs", "/Colorants"}
"""Keys of mappings whose own keys are free names."""
_KEYS = """
Type Subtype Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine EncodedByteAlign Rows
EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform Width Height Intent ImageMask Mask Decode Interpolate SMask
SMaskInData Matte FormType BBox Matrix Resources Group S CS I LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca
AIS TK G BC BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo DW W DW2 W2 CIDToGIDMap
FontBBox FontMatrix Registry Ordering Supplement BaseEncoding Differences CMapName WMode UseCMap Name FontName FontFamily FontStretch
FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet FontFile
FontFile2 FontFile3 CIDSet Style Panose Length1 Length2 Length3 PatternType PaintType TilingType XStep YStep ShadingType Background
AntiAlias Domain Coords Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow FunctionType Range C0 C1 N Functions Bounds
Encode Size BitsPerSample Order WhitePoint BlackPoint Gamma Alternate Process Components MixingHints Solidities PrintingOrder DotGain
HalftoneType HalftoneName Frequency Angle SpotFunction AccurateScreens TransferFunction Xsquare Ysquare
"""
_DRAWN_KEYS = _BY_NAME.union(f"/{key}" for key in _KEYS.split())
"""Every key that drawing needs, of streams, pictures, forms, graphics states, fonts, patterns, shadings, functions, colours, halftones."""


class _Odd(Exception):
    """A file that this way of copying does not suit."""


def copy_paper(data: bytes) -> Copy:
    """A copy of a PDF by its objects. Raise `Unusable`, or anything else where only a picture of it can be had."""
    import pikepdf

    with _opened(data) as source:
        root = source.Root
        pages = list(source.pages)
        check_count(len(pages))
        if _hides_layers(root):
            raise _Odd
        warnings = [str(warning) for warning in source.get_warnings()]
        if warnings and _count(data) > len(pages):
            raise _Odd
        lost = sum("/Contents" not in page.obj for page in pages) if any("file is damaged" in warning for warning in warnings) else 0
        if lost:
            raise Unusable("evidence-broken", f"is damaged: {'it' if len(pages) == 1 else f'{lost} of its {len(pages)} pages'} cannot be read", SAVE_AGAIN)
        _draw_annotations(source, pages)
        made = pikepdf.new()
        cleaner = _Cleaner(made)
        leaves = []
        used: set[tuple[int, int]] = set()
        for page in pages:
            box, turn = _box(page.obj), _turn(page.obj)
            resources = _inherited(page.obj, "/Resources")
            if not isinstance(resources, pikepdf.Dictionary):
                resources = pikepdf.Dictionary()
            resources = resources if resources.is_indirect else source.make_indirect(resources)
            cleaner.clean(resources)
            contents = _contents(source, page.obj, used, cleaner)
            about = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array(box), Resources=made.copy_foreign(resources), Contents=made.copy_foreign(contents), Rotate=turn)
            group = page.obj.get("/Group")
            if isinstance(group, pikepdf.Dictionary):
                group = group if group.is_indirect else source.make_indirect(group)
                cleaner.clean(group)
                about.Group = made.copy_foreign(group)
            made.pages.append(pikepdf.Page(made.make_indirect(about)))
            width, height = box[2] - box[0], box[3] - box[1]
            leaves.append(Leaf(width=height if turn in (90, 270) else width, height=width if turn in (90, 270) else height))
        return Copy(kind="PDF", held=saved(made), leaves=tuple(leaves), fonts=cleaner.fonts, note=_note(root))


def _opened(data: bytes) -> Any:
    import pikepdf

    try:
        source = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise encrypted() from None
    if source.is_encrypted:
        raise encrypted(opens=True)
    return source


def encrypted(*, opens: bool = False) -> Unusable:
    """The refusal of a PDF that is protected; `opens`: without a password, which its reader may never have noticed."""
    if opens:
        return Unusable("evidence-encrypted", "is protected by encryption, though it opens without a password", "open it, print it to a new PDF, and name that one")
    return Unusable("evidence-encrypted", "is protected by encryption", "open it with its password, print it to a new PDF, and name that one")


def check_count(pages: int) -> None:
    """Raise `Unusable` for more pages than a portfolio holds, `_Odd` for none."""
    if pages > MAX_PAGES:
        raise Unusable("evidence-too-large", f"has {pages:,} pages, more than {MAX_PAGES}", "save the pages that prove something as a PDF of their own")
    if pages < 1:
        raise _Odd


def _count(data: bytes) -> int:
    """How many pages pdfium finds."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def saved(made: Any) -> bytes:
    """The bytes of a PDF that was put together; the same for the same one."""
    import pikepdf

    out = io.BytesIO()
    made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _note(root: Any) -> str:
    """ "form" for one that only its own program can show, "collection" for a cover that has other files behind it."""
    form = root.get("/AcroForm")
    if root.get("/NeedsRendering") is True or (_is_dictionary(form) and "/XFA" in form and not len(form.get("/Fields", ()))):
        return "form"
    return "collection" if _is_dictionary(root.get("/Collection")) else ""


def _hides_layers(root: Any) -> bool:
    """Whether some layers are switched off: what they hold must not be shown, nor handed on."""
    layers = root.get("/OCProperties")
    default: Any = layers.get("/D") if _is_dictionary(layers) else None
    return _is_dictionary(default) and (str(default.get("/BaseState", "/ON")) == "/OFF" or bool(len(default.get("/OFF", ()))) or "/AS" in default)


def _draw_annotations(source: Any, pages: list[Any]) -> None:
    """Make what fields, stamps and notes show a part of the page; their actions go. One that leaves its look to the reader is odd."""
    import pikepdf

    notes = [note for page in pages if isinstance(page.obj.get("/Annots"), pikepdf.Array) for note in page.obj.Annots if _is_dictionary(note)]
    if not notes:
        return
    if any("/AP" not in note and str(note.get("/Subtype")) in _DRAWN for note in notes):
        raise _Odd
    form = source.Root.get("/AcroForm")
    if _is_dictionary(form) and form.get("/NeedAppearances") is True:
        source.generate_appearance_streams()
    source.flatten_annotations("all")


def _is_dictionary(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


# A page ------------------------------------------------------------------------------------------------------------------


def _inherited(page: Any, key: str) -> Any:
    """A page's attribute, its own or its tree's."""
    for _ in range(_DEEPEST):
        if not _is_dictionary(page):
            return None
        value = page.get(key)
        if value is not None:
            return value
        page = page.get("/Parent")
    return None


def _box(page: Any) -> tuple[float, float, float, float]:
    """What is seen of a page before it is turned: its crop box within its media box, whichever of them make sense."""
    media = _rectangle(_inherited(page, "/MediaBox")) or _LETTER
    crop = _rectangle(_inherited(page, "/CropBox"))
    if crop is not None:
        both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
        if both[2] - both[0] >= SMALLEST and both[3] - both[1] >= SMALLEST:
            return both
    return media


def _rectangle(value: Any) -> tuple[float, float, float, float] | None:
    """A box with its lower left corner first, or None for one that no page has."""
    try:
        a, b, c, d = (float(side) for side in value)
    except (TypeError, ValueError):
        return None
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box if all(abs(side) <= 1e7 for side in box) and all(SMALLEST <= side <= LARGEST for side in (box[2] - box[0], box[3] - box[1])) else None


def _turn(page: Any) -> int:
    try:
        return round(float(_inherited(page, "/Rotate") or 0) / 90) * 90 % 360
    except (TypeError, ValueError):
        return 0


def _contents(source: Any, page: Any, used: set[tuple[int, int]], cleaner: "_Cleaner") -> Any:
    """A page's drawing as one stream without marks, of this page alone; its own stream where that is one already."""
    import pikepdf

    contents = page.get("/Contents")
    streams = [part for part in contents if isinstance(part, pikepdf.Stream)] if isinstance(contents, pikepdf.Array) else [contents] if isinstance(contents, pikepdf.Stream) else []
    data = b"\n".join(stream.read_bytes() for stream in streams)
    bare = _bare_drawing(source, data)
    if bare is not None or len(streams) != 1 or streams[0].objgen in used:
        return source.make_indirect(pikepdf.Stream(source, data if bare is None else bare))
    used.add(streams[0].objgen)
    cleaner.clean(streams[0])
    return streams[0]


def _bare_drawing(source: Any, data: bytes) -> bytes | None:
    """A drawing without the operators that tag it, nor what its own JPEGs say besides their pixels; None where it has neither."""
    import pikepdf

    has_picture = _PICTURE.search(data) is not None  # what it says of itself is known when its names are decoded
    if not has_picture and not _MARKS.search(data):
        return None
    parts: list[bytes] = []
    kept: list[Any] = []
    changed = False
    for step in pikepdf.parse_content_stream(pikepdf.Stream(source, data)):
        name = bytes(step.operator)
        inside = _bare_inside(step.operands[0]) if has_picture and name == b"INLINE IMAGE" else None
        if inside is not None:
            parts += [pikepdf.unparse_content_stream(kept), inside]
            kept = []
        elif name not in _MARK_OPERATORS:
            kept.append(step)
            continue
        changed = True
    return b"\n".join([*parts, pikepdf.unparse_content_stream(kept)]) if changed else None


def _bare_inside(picture: Any) -> bytes | None:
    """A picture inside a drawing, written anew with only its pixels and colours; None where it is no JPEG."""
    import pikepdf

    bare = _bare_picture(picture.obj, picture.read_raw_bytes)
    if bare is None:
        return None
    data, kind, options = bare
    about = pikepdf.Dictionary({key: value for key, value in picture.obj.items() if key not in ("/Filter", "/DecodeParms", "/Length")})
    about.Filter = kind
    if options is not None:
        about.DecodeParms = options
    return b"BI " + about.unparse()[2:-2].strip() + b" ID " + data + b"\nEI"


class _Cleaner:
    """Removes from objects what drawing does not need, each once. `fonts`: whether all fonts seen are inside the file."""

    def __init__(self, blank: Any) -> None:
        self.fonts = True
        self._blank = blank
        self._seen: set[tuple[int, int]] = set()

    def clean(self, value: Any, *, parent: str = "", depth: int = 0) -> None:
        """Clean `value`, found under the key `parent`, and all it leads to."""
        import pikepdf

        if depth > _DEEPEST:
            raise _Odd
        if value.is_indirect:
            if value.objgen in self._seen:
                return
            self._seen.add(value.objgen)
        if isinstance(value, pikepdf.Array):
            for item in value:
                if isinstance(item, _containers()):
                    self.clean(item, depth=depth + 1)
            return
        has_free_names = parent in _BY_NAME and not isinstance(value, pikepdf.Stream) and not {"/ShadingType", "/PatternType"} & set(value.keys())
        if not has_free_names:
            for key in [key for key in value if key not in _DRAWN_KEYS]:
                if key in {"/OC", "/Properties"}:
                    self._check_layers(value[key])
                del value[key]
            self._look_at(value, is_glyph=parent == "/CharProcs/")
        for key, item in list(value.items()):
            if isinstance(item, _containers()):
                self.clean(item, parent=f"{parent}/" if has_free_names else key, depth=depth + 1)

    def _check_layers(self, value: Any) -> None:
        """Raise `_Odd` for something that shows where a layer does not: that has to be drawn to be known."""
        if _is_dictionary(value):
            if "/VE" in value or str(value.get("/P", "")) in ("/AllOff", "/AnyOff"):
                raise _Odd
            if "/Type" not in value:
                for item in value.values():
                    if _is_dictionary(item) and str(item.get("/Type")) == "/OCMD":
                        self._check_layers(item)

    def _look_at(self, value: Any, *, is_glyph: bool) -> None:
        """Take the marks out of a drawing and the metadata out of a picture; note a font that is not inside; drop what is PostScript."""
        import pikepdf

        subtype = str(value.get("/Subtype", ""))
        if isinstance(value, pikepdf.Stream):
            _strip_picture(value)
            if subtype == "/PS":
                value.write(b"")
                value.Subtype = pikepdf.Name.Form
                value.BBox = pikepdf.Array([0, 0, 1, 1])
            elif is_glyph or subtype == "/Form" or "/PaintType" in value:
                bare = _bare_drawing(self._blank, value.read_bytes())
                if bare is not None:
                    value.write(bare)
        elif subtype in ("/Type1", "/TrueType", "/MMType1", "/CIDFontType0", "/CIDFontType2"):
            descriptor = value.get("/FontDescriptor")
            self.fonts &= _is_dictionary(descriptor) and any(isinstance(descriptor.get(key), pikepdf.Stream) for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _strip_picture(stream: Any) -> None:
    """Leave of a stream that is a JPEG or JPEG 2000 only its pixels and colours."""
    bare = _bare_picture(stream, stream.read_raw_bytes) if "/Filter" in stream else None
    if bare is not None:
        data, kind, options = bare
        stream.write(data, filter=kind, decode_parms=options)


def _bare_picture(about: Any, read: Callable[[], bytes]) -> tuple[bytes, Any, Any] | None:
    """Of a picture that is a JPEG or JPEG 2000 only its pixels and colours, with its filter and that one's options; None for another. Raise `_Odd` where it only says that it is one."""
    import pikepdf

    filters, options = about.get("/Filter"), about.get("/DecodeParms")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    kind = names[-1] if names else ""
    if kind not in ("/DCTDecode", "/DCT", "/JPXDecode"):
        return None
    data = read()
    if len(names) > 1:  # packed once more
        blank = pikepdf.new()
        packed = pikepdf.Stream(blank, data)
        packed.Filter = pikepdf.Array([pikepdf.Name(name) for name in names[:-1]])
        data = packed.read_bytes()
        options = None if not isinstance(options, pikepdf.Array) or len(options) != len(names) else options[-1]
    elif isinstance(options, pikepdf.Array):
        options = options[0] if len(options) else None
    bare = strip_jpeg2000(data) if kind == "/JPXDecode" else strip_jpeg(data, with_head=True)
    if not bare:
        raise _Odd
    return bare, pikepdf.Name.JPXDecode if kind == "/JPXDecode" else pikepdf.Name.DCTDecode, options if _is_dictionary(options) else None


def _containers() -> tuple[Any, ...]:
    import pikepdf

    return pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array


__all__ = ["LARGEST", "SAVE_AGAIN", "SMALLEST", "check_count", "copy_paper", "encrypted", "saved"]
