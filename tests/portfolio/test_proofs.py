"""What stands behind a skill, in the page's language."""

from tests.portfolio.test_view import ANA, made, part

MORE = """\
training: [{title: Phlebotomy course, provider: NHA, date: 2026-03-04, hours: 24}, {title: EKG course, units: 1, provider: NHA, date: 2026-02}]
summary: Takes vital signs.
"""


def proofs(text: str, language: str) -> set[str]:
    """Every line behind a skill."""
    return {proof for group in part(made(text, language), "skills").groups for row in group.rows for proof in row.proofs}


def test_evidence_speaks_the_language_with_its_dates() -> None:
    """Days, counts and statuses are the language's own; names and quotes stay as they are."""
    english, spanish = proofs(ANA + MORE, "en"), proofs(ANA + MORE, "es")
    assert {"CCMA, valid to May 2028", "Phlebotomy, signed off Apr 2, 2026, 40 times, Desert Clinic"} <= english
    assert {"CCMA, vigente hasta may 2028", "Phlebotomy, aprobada el 2 abr 2026, 40 veces, Desert Clinic"} <= spanish


def test_what_is_only_claimed_is_listed() -> None:
    """An employer is told nothing of what was recognised, and an undated card has no status."""
    text = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ncertifications: [{name: CPT}]\nskills: [EKG]\n"
    assert {"listed as CPT", "listed as EKG"} == proofs(text, "en")
    assert {"figura como CPT", "figura como EKG"} == proofs(text, "es")
    assert [""] == [item.status for item in part(made(text), "certifications").entries]
