"""The career pack: what the bundled one must hold, and what a broken one is told."""

import pytest

from resumekit.career import Career, find_bundled, read_career
from resumekit.diagnostics import Diagnostic
from resumekit.document import read_document
from resumekit.guide import figures, read_guide
from resumekit.load import bundled_careers

MEDICAL_ASSISTANT = "medical-assistant"
_NAMES = """
    vital-signs medical-terminology injections phlebotomy specimen-collection lab-testing ekg medication-administration prescriptions medical-coding
    medical-billing insurance-claims billing-software ehr ehr-platforms scheduling scheduling-software patient-intake patient-communication
    patient-education infection-control osha hipaa-confidentiality diagnostic-tools procedure-assisting first-aid bls-cpr documentation telehealth
    inventory leadership process-improvement empathy communication attention-to-detail multitasking problem-solving adaptability teamwork patience
    time-management
"""
INVENTORY = _NAMES.split()
USUAL = ["cma-aama", "ccma-nha", "rma-amt", "ncma-ncct", "cpt-nha", "cet-nha", "cmaa-nha", "cbcs-nha", "cehrs-nha", "bls-aha", "bls-redcross", "cpr-unnamed"]

SMALL = """format: 1
id: barber
name: Barber
as_of: 2026-01-01
sources: [{id: page, url: "https://example.org/"}]
groups: [{id: base, name: Base, skills: [cutting]}]
skills:
  - {id: cutting, name: Cutting, all_of: [shears, razors]}
  - {id: shears, name: Shears, spellings: [shears]}
  - {id: razors, name: Razors, spellings: [razor]}
issuers: [{id: BB, name: Barber Board}]
credentials:
  - {id: license, name: License, kind: state-credential, issuer: BB, spellings: [Barber License], expiry: {rule: printed}, evidences: [shears], sources: [page]}
"""


@pytest.fixture(scope="module")
def pack() -> Career:
    """The bundled pack for medical assistants."""
    file = find_bundled(MEDICAL_ASSISTANT)
    assert file is not None
    document = read_document(str(file))
    career, problems = read_career(document)
    assert ([], []) == (document.problems, problems)
    assert career is not None
    return career


def read(text: str) -> tuple[Career | None, list[Diagnostic]]:
    """A career of `text`, and all problems."""
    document = read_document("career.yaml", data=text.encode())
    career, problems = read_career(document)
    return career, [*document.problems, *problems]


def test_medical_assistant_is_bundled() -> None:
    """The pack is found by its name; an unknown name, or a path in its place, finds nothing."""
    assert MEDICAL_ASSISTANT in bundled_careers()
    assert find_bundled("no-such-career") is None
    assert find_bundled("../careers/medical-assistant") is None


def test_skill_map_has_the_contracts_groups_and_ids(pack: Career) -> None:
    """Three groups, thirteen items, under the ids that users and other programs rely on."""
    expected = {
        "foundational": ("vital-signs", "medical-terminology", "basic-clinical-procedures", "ehr-usage"),
        "specializations": ("phlebotomy-technician", "ekg-technician", "billing-and-coding", "infection-control-and-osha"),
        "professional": ("ehr-platform-proficiency", "scheduling-software", "billing-and-claim-software", "communication-and-empathy", "multitasking-and-time-management"),
    }
    assert expected == {group.id: group.skills for group in pack.groups}
    assert [True, False, True] == [group.required for group in pack.groups]
    assert ["entry", "mid", "senior", "specialized"] == pack.tier_ids()
    assert list(expected["specializations"]) == pack.specialization_ids()


def test_every_skill_of_the_inventory_is_there_with_spellings(pack: Career) -> None:
    """Each skill that a phrase can show is known, has no parts, and can be recognised."""
    for skill in INVENTORY:
        assert () == pack.skills_by_id[skill].parts, skill
        assert pack.skills_by_id[skill].spellings, skill


def test_every_skill_belongs_to_the_inventory_or_the_skill_map(pack: Career) -> None:
    """No skill is left that nothing asks about."""
    mapped = {skill for group in pack.groups for skill in group.skills}
    assert set(INVENTORY) | mapped == set(pack.skills_by_id)


@pytest.mark.parametrize(
    "credential",
    [*USUAL, "acls-pals-aha", "osha-10", "bbp-training", "hipaa-training"],
)
def test_the_usual_credentials_are_registered(pack: Career, credential: str) -> None:
    """The credentials most used are in the registry, each with the pages its facts were read on."""
    assert pack.credentials_by_id[credential].sources


def test_computed_expiry_rests_on_verified_validity(pack: Career) -> None:
    """A rule that computes needs a validity; one that was verified says how long."""
    for credential in pack.credentials:
        if credential.expiry.rule in ("end-of-month", "anniversary"):
            assert credential.validity_months, credential.id


def test_what_no_page_confirms_is_marked(pack: Career) -> None:
    """A number that was taken over from a sister credential, or is of another year: shown as unconfirmed, and nothing is computed from it."""
    known = pack.credentials_by_id
    for name in ("rma-amt", "cmaa-nha", "cehrs-nha", "cet-nha", "cpct-a-nha", "cbcs-nha", "cmas-amt", "rpt-amt", "pbt-ascp", "coa-ijcahpo", "lxmo-oregon"):
        renewal = known[name].renewal
        assert renewal is not None
        assert renewal.units
        assert (None, "") == (known[name].counted_units, known[name].asks), name
    assert (36, None) == (known["pbt-ascp"].validity_months, known["pbt-ascp"].term)
    cma = known["cma-aama"]
    assert (60, 60, "60 recertification points (CEU)") == (cma.term, cma.counted_units, cma.asks)
    unsure = [one for one in pack.credentials if not one.verified]
    assert [(None, None, None)] * len(unsure) == [(one.term, one.known_renewal, one.counted_units) for one in unsure]
    assert {"nrcma-nahp", "wa-ma-certified", "cna-state", "cpr-unnamed"} <= {one.id for one in unsure}


def test_every_source_is_used(pack: Career) -> None:
    """The list of sources holds nothing that neither a credential nor a figure of the guide cites."""
    file = find_bundled(MEDICAL_ASSISTANT)
    guide, _, problems = read_guide(pack, read_document(str(file)))
    assert [] == problems
    cited = {source for credential in pack.credentials for source in credential.sources}
    cited |= {figure.source for section in guide.sections for figure in figures(section)}
    assert {source.id for source in pack.sources} == cited


def test_small_career_needs_no_code() -> None:
    """A career of another trade is read; its parts lead to its leaves."""
    career, problems = read(SMALL)
    assert [] == problems
    assert career is not None
    assert ("shears", "razors") == career.leaves("cutting")
    assert ("shears",) == career.leaves("shears")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "hint"),
    [
        ("skills: [cutting]", "skills: [cuting]", "unknown-skill", 6, "cutting"),
        ("all_of: [shears, razors]", "all_of: [shears, razor]", "unknown-skill", 8, "razors"),
        ("evidences: [shears]", "evidences: [shear]", "unknown-skill", 13, "shears"),
        ("evidences: [shears]", "evidences: [cutting]", "bad-value", 13, "shears, razors"),
        ("sources: [page]}", "sources: [pages]}", "bad-value", 13, "page"),
        ("issuer: BB,", "issuer: BC,", "bad-value", 13, "BB"),
        ("issuer: BB,", "needs_issuer: [BL],", "missing-key", 13, "issuer"),
        ("id: razors,", "id: shears,", "duplicate-key", 10, "rename"),
        ("name: Shears,", "name: Shears, all_of: [cutting],", "bad-value", 8, "remove"),
        ("spellings: [razor]", "spellings: [Shears]", "ambiguous-spelling", 10, "longer"),
        ("spellings: [razor]", "spellings: [a ... b ... c ... d ... e]", "bad-value", 10, "3 gaps"),
        ("rule: printed", "rule: printd", "bad-choice", 13, "printed"),
        ("spellings: [razor]", "spelling: [razor]", "unknown-key", 10, "spellings"),
        ("format: 1", "format: 2", "bad-version", 1, "format: 1"),
    ],
)
def test_broken_career_says_what_and_where(old: str, new: str, code: str, line: int, hint: str) -> None:
    """Each mistake is named at its line with what to type instead, and the career is not handed on broken."""
    career, problems = read(SMALL.replace(old, new, 1))
    found = next(problem for problem in problems if problem.code == code)
    assert found.place is not None
    assert (line, True) == (found.place.line, hint in found.hint)
    assert career is None or code in ("unknown-key", "bad-choice")


def test_translations_name_what_there_is() -> None:
    """The names of a language by id; its region does not matter, and an id that leads nowhere is told."""
    translated = SMALL + "translations: [{language: es, names: {shears: Tijeras}}]\n"
    career, problems = read(translated)
    assert career is not None
    assert ([], {"shears": "Tijeras"}, {}) == (problems, career.names_in("es-MX"), career.names_in("en"))
    career, problems = read(translated.replace("names: {shears", "names: {shear"))
    assert career is None
    assert ["unknown-skill"] == [problem.code for problem in problems]


def test_requirement_names_a_known_credential() -> None:
    """A required credential that is not in the registry is an error."""
    career, problems = read(SMALL.replace("all_of: [shears, razors]", "all_of: [shears, razors], requires: {id: card, name: a card, credentials: [licence]}"))
    assert career is None
    assert ["unknown-credential"] == [problem.code for problem in problems]
    assert "license" in problems[0].hint


def test_a_spelling_of_many_alternatives_is_refused() -> None:
    """A spelling that multiplies into thousands is an error, not a slow command."""
    wide = " ".join(["a-b|c-d|e-f|g-h"] * 10)
    career, problems = read(SMALL.replace("spellings: [razor]", f"spellings: [{wide}]"))
    assert career is None
    assert ["bad-value"] == [problem.code for problem in problems]


def test_not_a_mapping_gives_no_career() -> None:
    """A file that is no mapping gives problems, not a crash."""
    career, problems = read("- a\n")
    assert career is None
    assert problems
