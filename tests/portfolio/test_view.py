"""What a portfolio says, part by part."""

from datetime import date

from resumekit.document import read_document
from resumekit.evidence import assess
from resumekit.labels import read_labels
from resumekit.load import load_career
from resumekit.portfolio.copies import Copy, Leaf
from resumekit.portfolio.exhibits import Exhibit, find_evidence
from resumekit.portfolio.view import Part, PortfolioView, anchor, portfolio_view
from resumekit.profile import Profile, read_profile
from resumekit.rendering.view import view
from resumekit.skillgap import check

TODAY = date(2026, 11, 24)
ANA = """\
resumekit: 1
career: medical-assistant
person: {name: Ana Reyes}
certifications:
  - {name: CCMA, issuer: NHA, number: "4471902", issued: 2026-05, expires: 2028-05, url: "https://verify.example.org/c/88", evidence: ccma.pdf}
  - {name: BLS Provider, issuer: AHA, issued: 2023-01, expires: 2025-01}
externships:
  - site: Desert Clinic
    start: 2026-02
    evidence: hours.pdf
    skills:
      - {skill: Phlebotomy, count: 40, signed_off: 2026-04-02}
      - {skill: Vital signs, count: 200}
letters:
  - {name: Dr. Park, quote: Calm and exact., file: letter.pdf}
skills: [EKG]
"""


def exhibits(profile: Profile) -> tuple[Exhibit, ...]:
    """The profile's evidence as if it had been opened: PDFs of two pages."""
    copy = Copy(kind="PDF", held=b"", leaves=(Leaf(width=612, height=792), Leaf(width=792, height=612)))
    return tuple(
        Exhibit(number=one.number, section=one.section, entry=one.entry, also=one.also, path=one.path, title=one.title, file=one.file, type="PDF", size=1, sha256="0123456789abcdef", copy=copy)
        for one in find_evidence(profile, lambda _path: "")
    )


def made(text: str = ANA, language: str = "en") -> PortfolioView:
    """The portfolio of a profile given as YAML."""
    document = read_document("p.yaml", data=text.encode())
    profile, problems = read_profile(document)
    assert problems == []
    assert profile is not None
    career = load_career("medical-assistant")
    assessment = assess(profile, career, TODAY, document.locate)
    labels = read_labels(language, "")
    resume = view(profile, labels, today=TODAY, credentials=assessment.credentials)
    return portfolio_view(
        profile, resume=resume, assessment=assessment, report=check(profile, career, assessment), exhibits=exhibits(profile), names=career.names_in(labels.language), labels=labels, today=TODAY
    )


def part(portfolio: PortfolioView, identifier: str) -> Part:
    """The part of this id, which must be there once."""
    (found,) = [one for one in portfolio.parts if one.id == identifier]
    return found


def test_parts_follow_the_contract_and_empty_ones_are_left_out() -> None:
    """The resume first, then the skill map, then what has entries, the documents last."""
    assert [one.id for one in made().parts] == ["resume", "skills", "certifications", "externships", "letters", "exhibits", "documents"]


def test_each_skill_shows_status_proof_and_exhibit() -> None:
    """Vital signs are signed off in the externship, whose time sheet is exhibit B-1."""
    rows = {row.name: row for group in part(made(), "skills").groups for row in group.rows}
    row = rows["Patient vital signs measurement"] if "Patient vital signs measurement" in rows else rows["Vital signs"]
    assert row.status == row.word == "verified"
    assert "B-1" in row.exhibits
    assert any("Desert Clinic" in proof for proof in row.proofs)


def test_every_status_has_a_word_in_every_language() -> None:
    """No status falls back to the pack's English."""
    groups = part(made(language="es"), "skills").groups
    words = {row.word for group in groups for row in group.rows}
    assert words <= {"verificada", "practicada", "parcial", "declarada", "vencida", "falta"}
    assert ("Competencias básicas", "Signos vitales") == (groups[0].name, groups[0].rows[0].name)


def test_credentials_say_what_they_are_worth_today() -> None:
    """An expired card is called expired; a number is masked, and the address to verify it stands in words and as a code."""
    ccma, bls = part(made(), "certifications").entries
    assert (ccma.status, bls.status) == ("current", "expired")
    assert ccma.verify == "verify at verify.example.org/c/88"
    assert ccma.code is not None
    assert ccma.code.words == "QR code to verify CCMA: verify.example.org/c/88"
    assert bls.code is None
    assert "4471902" not in ccma.entry.number
    assert [exhibit.number for exhibit in ccma.exhibits] == ["A-1"]
    assert bls.exhibits == ()


def test_an_address_that_gives_a_masked_number_away_is_left_out() -> None:
    """The number would stand in the link."""
    ccma, _ = part(made(ANA.replace("c/88", "c/4471902")), "certifications").entries
    assert (ccma.verify, ccma.entry.url) == ("", "")


def test_competencies_are_listed_with_counts_and_dates() -> None:
    """The most practised first; without a date the cell is empty."""
    (externship,) = part(made(), "externships").entries
    assert [(row.name, row.count, row.date) for row in externship.competencies] == [("Vital signs", "200", ""), ("Phlebotomy", "40", "Apr 2, 2026")]


def test_documents_lead_back_to_their_entries() -> None:
    """Each with its number, its entry's anchor and its file name."""
    rows = part(made(), "documents").documents
    assert [(row.number, row.proves[0].anchor, row.file) for row in rows] == [
        ("A-1", "entry-certifications-0", "ccma.pdf"),
        ("B-1", "entry-externships-0", "hours.pdf"),
        ("C-1", "entry-letters-0", "letter.pdf"),
    ]


def test_an_empty_profile_has_a_portfolio() -> None:
    """Only a name: the resume and the skill map, nothing else."""
    portfolio = made("resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n")
    assert [one.id for one in portfolio.parts] == ["resume", "skills"]
    assert portfolio.kind == "Portfolio, Nov 2026"


def test_anchors_are_plain() -> None:
    """An id holds letters, digits and hyphens only."""
    assert anchor('sections["A b"][0]') == "entry-sections--A-b---0"


def test_each_page_of_an_exhibit_is_a_sheet() -> None:
    """Numbered through all exhibits; the first of each is what links lead to."""
    sheets = part(made(), "exhibits").sheets
    assert [("exhibit-A-1", True, False), ("exhibit-A-1-2", False, True)] == [(sheet.id, sheet.first, sheet.is_wide) for sheet in sheets[:2]]
    assert [f"asset:exhibit-page-{number}" for number in range(6)] == [sheet.source for sheet in sheets]
    assert ("page 2 of 2", "CCMA, page 2 of 2", "shows Certifications, CCMA", "entry-certifications-0") == (sheets[1].page, sheets[1].alt, sheets[1].proves[0].about, sheets[1].proves[0].anchor)


def test_what_has_a_document_is_told_where_its_document_is() -> None:
    """A job with its exhibit only, as the resume tells the rest; one without is in the resume alone, and a skill stands in the map."""
    text = (
        "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills: [{name: EKG, evidence: b.pdf}]\n"
        "experience: [{title: Assistant, employer: Clinic, start: 2024, highlights: [Rooms patients.], evidence: a.pdf}, {title: Clerk, employer: Shop, start: 2022, end: 2023}]\n"
    )
    portfolio = made(text)
    assert ["entry-experience-0", "part-skills"] == [row.proves[0].anchor for row in part(portfolio, "documents").documents]
    assert [("Assistant", (), 1)] == [(str(item.entry.heading), item.entry.bullets, len(item.exhibits)) for item in part(portfolio, "experience").entries]
    assert "experience" not in [item.id for item in made(text.replace(", evidence: a.pdf", "")).parts]


def test_a_document_stands_at_every_entry_that_names_it() -> None:
    """It is one exhibit, which leads back to each of them."""
    portfolio = made(ANA.replace("issued: 2023-01, expires: 2025-01}", "issued: 2023-01, expires: 2025-01, evidence: ccma.pdf}"))
    both = [("CCMA", "entry-certifications-0"), ("BLS Provider", "entry-certifications-1")]
    assert [both] == [[(one.title, one.anchor) for one in row.proves] for row in part(portfolio, "documents").documents if row.file == "ccma.pdf"]
    assert both == [(one.title, one.anchor) for one in part(portfolio, "exhibits").sheets[0].proves]
    assert [["A-1"], ["A-1"]] == [[exhibit.number for exhibit in item.exhibits] for item in part(portfolio, "certifications").entries]


def test_the_last_parts_share_a_page() -> None:
    """Each but the last is to stay with the one after it."""
    assert [("externships", True), ("letters", False)] == [(item.id, item.holds) for item in made().parts if item.kind in ("entries", "letters")]
