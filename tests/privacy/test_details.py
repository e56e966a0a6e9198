"""Files whose names say that they show a patient."""

from collections.abc import Callable

import pytest

from resumekit.diagnostics import Severity

Told = Callable[..., list[tuple[str, Severity]]]


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("evidence/patient-photo.jpg", True), ("evidence/Screenshot 2024-05-01.png", True), ("evidence/wristband_scan.pdf", True), ("labels/specimen-label.png", True),
        ("evidence/patientChart.pdf", True),
        ("evidence/wound-photo-patient.jpg", True), ("evidence/epic-screenshot.png", True), ("evidence/mrn-1234567.pdf", True),
        ("evidence/cma-certificate.pdf", False), ("evidence/certificate-screenshot.png", False), ("evidence/patient-care-course.pdf", False), ("evidence/patient-satisfaction-survey.pdf", False),
        ("patients/letter-park.pdf", False), ("evidence/skills-checklist.jpg", False), ("evidence/photo.jpg", False), ("evidence/ekg-course.pdf", False),
    ],
)  # fmt: skip
def test_files_are_told_by_their_names(told: Told, name: str, is_found: bool) -> None:
    """A wristband, a screenshot, a patient's picture; a certificate of one is fine."""
    assert is_found == bool(told(name, kind="file"))
