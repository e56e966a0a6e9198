"""Pictures of a resume's pages: a PDF to PNG.

In: a PDF's bytes, a width in pixels. Out: a PNG a page, with nothing in it but the picture. Must not know what the pages say.
"""

import io


def to_pictures(pdf: bytes, width: int) -> list[bytes]:
    """Each page as a PNG of this width in pixels."""
    import pypdfium2

    pictures = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            # pdfium rounds sides up, so a width that comes to 1240.00001 would be 1241 pixels.
            picture = page.render(scale=(width - 0.001) / page.get_width(), draw_annots=False).to_pil()
            out = io.BytesIO()
            picture.save(out, "PNG", compress_level=6)
            pictures.append(out.getvalue())
            page.close()
    return pictures
