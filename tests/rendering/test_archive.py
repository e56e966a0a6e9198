"""PDF/A-3a with the mark of PDF/UA-1."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pikepdf

from resumekit.profile import Profile
from resumekit.rendering import Rendered

Render = Callable[..., Rendered]
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def xmp(data: bytes) -> Any:
    """The metadata as XML."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return ET.fromstring(document.Root.Metadata.read_bytes())


def test_both_marks_in_one_description_list(typical: Profile, rendered: Render) -> None:
    """PDF/A-3a and PDF/UA-1, in the only rdf:RDF; the namespace that PDF/A does not know is described."""
    made = rendered(typical, "pdf", pdf_variant="pdf/a-3a")
    with pikepdf.open(io.BytesIO(made.data)) as document, document.open_metadata() as about:
        assert ("3A", "1") == (about.pdfa_status, about["pdfuaid:part"])
        assert document.Root.OutputIntents
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]).startswith("Maya Ortiz")
    tree = xmp(made.data)
    assert 1 == len(list(tree.iter(f"{RDF}RDF")))
    assert ["http://www.aiim.org/pdfua/ns/id/"] == [item.text for item in tree.iter("{http://www.aiim.org/pdfa/ns/schema#}namespaceURI")]


def test_same_pages_and_bytes(typical: Profile, rendered: Render) -> None:
    """The mark changes no page, and the file is the same each time."""
    first, second = (rendered(typical, "pdf", pdf_variant="pdf/a-3a") for _ in range(2))
    assert first.data == second.data
    usual = rendered(typical, "pdf")
    assert first.pages == usual.pages
    assert first.data != usual.data


def test_the_usual_variant_is_accessible_only(typical: Profile, rendered: Render) -> None:
    """PDF/UA-1 and nothing about archives."""
    with pikepdf.open(io.BytesIO(rendered(typical, "pdf").data)) as document, document.open_metadata() as about:
        assert ("", "1") == (about.pdfa_status, about["pdfuaid:part"])
