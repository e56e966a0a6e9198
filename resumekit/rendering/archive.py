"""A PDF for archives (PDF/A-3a) that says of itself that it is an accessible one (PDF/UA-1) too.

In: a PDF/A-3a as WeasyPrint writes it, tagged as PDF/UA asks. Out: the same with both marks. Must not know its pages.

WeasyPrint writes one mark at a time. PDF/A wants every property that is not its own described, so the mark of PDF/UA comes
with a description of its namespace, in the same `rdf:RDF`.
"""

import io

_DESCRIBED = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>The part of ISO 14289 that the document keeps to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def mark_accessible(pdf: bytes) -> bytes:
    """The PDF with the mark of PDF/UA-1 beside that of PDF/A; the same bytes for the same PDF."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        about = document.Root.Metadata.read_bytes().decode()
        about = about.replace("</rdf:RDF>", f"{_DESCRIBED}</rdf:RDF>", 1)
        document.Root.Metadata = pikepdf.Stream(document, about.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        document.save(out, deterministic_id=True)
    return out.getvalue()
