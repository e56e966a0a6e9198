"""How a status is decided: each rule of docs/evidence.md with a small profile."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resumekit.career import Career, find_bundled, read_career
from resumekit.document import read_document
from resumekit.evidence import STATUSES, Assessment, Standing, assess, decide
from resumekit.holdings import HeldCredential
from resumekit.phrases import Recogniser
from resumekit.profile import read_profile

TODAY = date(2026, 11, 24)
HEAD = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\n"


def _career() -> Career:
    career, _ = read_career(read_document(str(find_bundled("medical-assistant"))))
    assert career is not None
    return career


CAREER = _career()
RECOGNISER = Recogniser(CAREER)


def assessed(text: str, today: date = TODAY, career: Career = CAREER) -> Assessment:
    """The assessment of a profile with these entries."""
    document = read_document("ana.yaml", data=(HEAD + text).encode())
    profile, problems = read_profile(document)
    assert ([], []) == (document.problems, problems)
    assert profile is not None
    return assess(profile, career, today, document.locate, RECOGNISER if career is CAREER else None)


def standing(skill: str, text: str, today: date = TODAY) -> Standing:
    """The standing of one skill in a profile with these entries."""
    return assessed(text, today).standings[skill]


def status(skill: str, text: str, today: date = TODAY) -> str:
    """The status of one skill in a profile with these entries."""
    return standing(skill, text, today).status


def held(text: str, today: date = TODAY) -> HeldCredential:
    """The one credential of a profile: `text` are the keys of a flow mapping."""
    [credential] = assessed(f"certifications: [{{{text}}}]\n", today).credentials
    return credential


JOB = "experience:\n  - {employer: Clinic, title: Clerk, start: 2024-01, highlights: ["
DREW = JOB + '"Drew blood."]}\n'
CMA = "certifications: [{name: CMA (AAMA), issued: 2022-06-14, expires: 2027-06-30}]\n"
CPT_EXPIRED = "certifications: [{name: CPT, issuer: NHA, expires: 2024-01-31}]\n"
CPT_CURRENT = "certifications: [{name: CPT, issuer: NHA, expires: 2027-01-31}]\n"


# What stands behind a skill -----------------------------------------------------------------------------------------------


def test_nothing_is_missing() -> None:
    """An empty profile is assessed: every skill is missing, with no evidence."""
    result = assessed("")
    assert {"missing"} == {one.status for one in result.standings.values()}
    assert ((), 0, ()) == (result.credentials, result.years, result.problems)
    assert [skill.id for skill in CAREER.skills] == list(result.standings)


def test_current_credential_verifies_what_it_evidences() -> None:
    """A valid credential verifies the skills of its registry entry."""
    [evidence] = standing("vital-signs", CMA).evidence
    assert ("verified", "credential", "certifications[0]", 4) == (evidence.strength, evidence.kind, evidence.path, evidence.line)
    assert "CMA (AAMA), current until 2027-06-30" == evidence.text


def test_what_a_credential_covers_is_no_proof() -> None:
    """A CMA's exam asks about phlebotomy, which verifies nothing."""
    assert "missing" == status("phlebotomy", CMA)


@pytest.mark.parametrize(("expires", "expected"), [("2027-06-30", "verified"), ("2026-12-01", "verified"), ("2026-11-24", "verified"), ("2026-11-23", "lapsed")])
def test_credential_verifies_until_its_last_day(expires: str, expected: str) -> None:
    """Current and expiring credentials verify, the last day included; from the next day on they do not."""
    assert expected == status("ekg", f"certifications: [{{name: CET (NHA), expires: {expires}}}]\n")


def test_credential_that_never_expires_verifies() -> None:
    """A card without an end counts."""
    assert "verified" == status("osha", "certifications: [OSHA]\n".replace("[OSHA]", "[{name: OSHA 10}]"))


def test_credential_without_a_known_end_is_a_claim() -> None:
    """An undated credential whose rule is not computed verifies nothing."""
    assert "claimed" == status("ekg", "certifications: [{name: CET (NHA), issued: 2026-01}]\n")


def test_unrecognised_credential_is_a_claim_by_its_words() -> None:
    """What is not in the registry only says what its name says."""
    assert "claimed" == status("ekg", "certifications: [{name: EKG certificate of honour, expires: 2030-01}]\n")
    assert "claimed" == status("phlebotomy", "certifications: [{name: Certified Phlebotomist, expires: 2030-01}]\n")


def test_ambiguous_credential_is_unknown_until_its_issuer_is_named() -> None:
    """A short form of several issuers claims what all of them evidence, whatever its date; past its date it lapses."""
    found = assessed("certifications: [{name: CPT, expires: 2030-01}]\n")
    assert ("unknown", None, "claimed") == (found.credentials[0].status, found.credentials[0].id, found.standings["phlebotomy"].status)
    assert ["ambiguous-credential"] == [problem.code for problem in found.problems]
    assert "lapsed" == status("phlebotomy", "certifications: [{name: CPT, expires: 2020-01}]\n")


def test_claim_beside_an_expired_credential_is_claimed_and_both_are_shown() -> None:
    """The claim decides; the expired evidence still stands in the list, after it."""
    found = standing("phlebotomy", CPT_EXPIRED + "skills: [Phlebotomy]\n")
    assert "claimed" == found.status
    assert ["claimed", "lapsed"] == [one.strength for one in found.evidence]


def test_work_beside_an_expired_credential_is_practised() -> None:
    """What was done counts, whatever has expired."""
    assert "practised" == status("phlebotomy", CPT_EXPIRED + DREW)


def test_only_expired_evidence_lapses() -> None:
    """Nothing but an expired credential: lapsed."""
    assert "lapsed" == status("phlebotomy", CPT_EXPIRED)


@pytest.mark.parametrize("sign_off", ["{skill: Phlebotomy, count: 60, signed_off: 2021-11-20}", "{skill: Phlebotomy, signed_off: 2021-11-20}", "{skill: venipuncture, signed_off: 2021}"])
def test_sign_off_verifies_with_and_without_a_count(sign_off: str) -> None:
    """A supervisor's sign-off verifies."""
    [evidence] = standing("phlebotomy", f"externships: [{{site: Clinic, start: 2021-09, skills: [{sign_off}]}}]\n").evidence
    assert ("verified", "sign-off", "externships[0].skills[0]") == (evidence.strength, evidence.kind, evidence.path)


def test_sign_off_of_tomorrow_is_none() -> None:
    """What is dated after today has not happened."""
    assert "missing" == status("phlebotomy", "externships: [{site: Clinic, start: 2021-09, skills: [{skill: Phlebotomy, signed_off: 2026-11-25}]}]\n")


def test_externship_that_has_not_begun_shows_nothing() -> None:
    """Neither its sign-offs nor its lines count."""
    assert "missing" == status("phlebotomy", "externships: [{site: Clinic, start: 2027-01, skills: [{skill: Phlebotomy}], highlights: [Drew blood.]}]\n")


@pytest.mark.parametrize(
    ("training", "expected"),
    [
        ("{title: Course, hours: 4, skills: [EKG]}", "verified"),
        ("{title: Course, evidence: ekg.pdf, skills: [EKG]}", "verified"),
        ("{title: Course, date: 2025-03, provider: AAMA, units: 2, skills: [EKG]}", "verified"),
        ("{title: EKG basics, hours: 4}", "verified"),
        ("{title: Course, date: 2025-03, provider: AAMA, skills: [EKG]}", "claimed"),
        ("{title: Course, date: 2025-03, units: 2, skills: [EKG]}", "claimed"),
        ("{title: Course, units: 2, skills: [EKG]}", "claimed"),
        ("{title: Course, hours: 0, skills: [EKG]}", "claimed"),
        ("{title: Course, hours: 4}", "missing"),
        ("{title: EKG basics, hours: 4, date: 2026-12-01}", "missing"),
    ],
)
def test_training_is_documented_by_hours_a_file_or_date_provider_and_units(training: str, expected: str) -> None:
    """Documented training verifies the skills it names; an undocumented one claims them; a planned one is nothing."""
    assert expected == status("ekg", f"training: [{training}]\n")


@pytest.mark.parametrize(("skill", "expected"), [("EKG", "claimed"), ("{name: EKG, hours: 24}", "verified"), ("{name: EKG, evidence: ekg.pdf}", "verified"), ("{name: EKG, hours: 0}", "claimed")])
def test_listed_skill_is_a_claim_unless_documented(skill: str, expected: str) -> None:
    """A skill in the list is claimed; with hours or a file it is documented training."""
    assert expected == status("ekg", f"skills: [{skill}]\n")


@pytest.mark.parametrize(
    "entry",
    [
        "experience: [{employer: Clinic, start: 2024-01, highlights: [Drew blood.]}]\n",
        "externships: [{site: Clinic, start: 2024-01, highlights: [Drew blood.]}]\n",
        "volunteering: [{organization: Clinic, highlights: [Drew blood.]}]\n",
        "achievements: [{title: Blood drawn, text: Drew blood at a health fair.}]\n",
    ],
)
def test_deeds_are_practised(entry: str) -> None:
    """A line of work, externship, volunteering or an achievement shows a skill."""
    assert "practised" == status("phlebotomy", entry)


def test_titles_alone_show_nothing() -> None:
    """A job's title, an externship's role or a volunteer's is no evidence."""
    assert "missing" == status("phlebotomy", "experience: [{employer: Phlebotomy Lab, title: Phlebotomy technician, start: 2020-01}]\n")


def test_work_that_has_not_begun_shows_nothing() -> None:
    """A job of next year shows nothing."""
    assert "missing" == status("phlebotomy", DREW.replace("2024-01", "2027-01"))


@pytest.mark.parametrize(
    "entry",
    [
        "summary: I draw blood.\n",
        "sections: {Other: [Drew blood]}\n",
        "awards: [{title: Best blood draw}]\n",
        "education: [{institution: College, highlights: [Drew blood in the lab.]}]\n",
        "letters: [{name: Dr. Park, quote: She draws blood.}]\n",
    ],
)
def test_assertions_are_claims(entry: str) -> None:
    """What is only said is claimed."""
    assert "claimed" == status("phlebotomy", entry)


def test_headline_is_a_claim() -> None:
    """The headline counts as said."""
    document = read_document("ana.yaml", data=HEAD.replace("Ana Reyes", "Ana Reyes, headline: EKG and more").encode())
    profile, _ = read_profile(document)
    assert profile is not None
    assert "claimed" == assess(profile, CAREER, TODAY, document.locate, RECOGNISER).standings["ekg"].status


def test_quote_of_a_letter_shows_traits() -> None:
    """A trait counts as practised where a letter says so."""
    assert "practised" == status("empathy", "letters: [{name: Dr. Park, quote: Calm and compassionate.}]\n")


def test_numbers_do_not_say_a_trait() -> None:
    """A busy day by its numbers is not multitasking by itself."""
    assert "missing" == status("multitasking", JOB + '"Roomed 22 patients a day."]}\n')


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        ("program: Phlebotomy, end: 2021-12", "missing"),
        ("program: Phlebotomy, end: 2021-12, transcript: transcript.pdf", "verified"),
        ("program: Phlebotomy, end: present, transcript: transcript.pdf", "missing"),
        ("program: Phlebotomy, end: 2027-01, transcript: transcript.pdf", "missing"),
        ("program: Phlebotomy, transcript: transcript.pdf", "missing"),
    ],
)
def test_program_counts_when_finished_and_transcribed(school: str, expected: str) -> None:
    """A program without a transcript is no evidence of a skill by itself."""
    assert expected == status("phlebotomy", f"education: [{{institution: College, {school}}}]\n")


def test_platform_shows_scheduling_or_billing_only_when_used_for_it() -> None:
    """A record system by name shows records, not the other things it can do."""
    bare = JOB + '"Charted in Epic."]}\n'
    assert ["practised", "missing", "missing"] == [status(skill, bare) for skill in ("ehr-platforms", "scheduling-software", "billing-software")]
    assert "practised" == status("scheduling-software", JOB + '"Scheduled appointments in Epic."]}\n')
    assert "practised" == status("billing-software", JOB + '"Posted charges in Epic."]}\n')


def test_evidence_is_best_first_and_each_thing_once() -> None:
    """Verified before practised before claimed before lapsed; one line shows a skill once."""
    text = CPT_EXPIRED + "skills: [Phlebotomy]\n" + JOB + '"Drew blood by venipuncture."]}\n' + "training: [{title: Phlebotomy, hours: 40, skills: [Phlebotomy]}]\n"
    found = standing("phlebotomy", text).evidence
    assert [("verified", "training[0]"), ("practised", "experience[0].highlights[0]"), ("claimed", "skills[0]"), ("lapsed", "certifications[0]")] == [(one.strength, one.path) for one in found]


def test_evidence_of_an_included_file_says_the_file(tmp_path: Path) -> None:
    """A line of another file than the profile's is told with that file's name."""
    (tmp_path / "more.yaml").write_text("skills: [EKG]\n", encoding="utf-8")
    (tmp_path / "ana.yaml").write_text(HEAD + "include: more.yaml\nsummary: I draw blood.\n", encoding="utf-8")
    document = read_document(str(tmp_path / "ana.yaml"))
    profile, problems = read_profile(document)
    assert profile is not None, problems
    standings = assess(profile, CAREER, TODAY, document.locate, RECOGNISER).standings
    assert ("more.yaml:1", "5") == (standings["ekg"].evidence[0].where, standings["phlebotomy"].evidence[0].where)


# Skills with parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["verified", "practised"], "practised"),
        (["verified", "verified"], "verified"),
        (["verified", "missing"], "partial"),
        (["practised", "lapsed"], "partial"),
        (["claimed", "missing"], "claimed"),
        (["lapsed", "claimed"], "claimed"),
        (["lapsed", "missing"], "lapsed"),
        (["missing", "missing"], "missing"),
        (["partial", "missing"], "partial"),
    ],
)
def test_parts_decide(parts: list[str], expected: str) -> None:
    """All backed: the weakest; some backed: partial; none: the best of the rest."""
    assert expected == decide(parts)  # type: ignore[arg-type]


def test_parts_are_named_with_their_status() -> None:
    """An item with parts says how each stands."""
    found = standing("basic-clinical-procedures", DREW)
    assert ("partial", [("injections", "missing"), ("phlebotomy", "practised")]) == (found.status, [(part.id, part.status) for part in found.parts])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CPT_CURRENT, "verified"),
        (DREW, "partial"),
        (DREW + CPT_EXPIRED, "partial"),
        (CPT_EXPIRED, "lapsed"),
        (CPT_EXPIRED + "skills: [Phlebotomy]\n", "claimed"),
        ("skills: [Phlebotomy]\n", "claimed"),
        ("certifications: [{name: CPT, issuer: NHA}]\n", "claimed"),
        ("", "missing"),
        ("certifications: [{name: MA-P, jurisdiction: WA, expires: 2027-05-01}]\n", "verified"),
    ],
)
def test_phlebotomy_technician(text: str, expected: str) -> None:
    """A current certificate verifies; phlebotomy backed without one is partial; else as phlebotomy stands."""
    assert expected == status("phlebotomy-technician", text)


def test_ekg_backed_is_enough_for_the_ekg_technician() -> None:
    """The EKG path needs no certificate."""
    assert "practised" == status("ekg-technician", JOB + '"Recorded EKGs."]}\n')


SAFE = JOB + '"Sterilized instruments.", "Disposed of sharps and biohazards."]}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SAFE, "partial"),
        (SAFE + "training: [{title: Bloodborne pathogens, date: 2025-11-24}]\n", "practised"),
        (SAFE + "training: [{title: Bloodborne pathogens, date: 2025-11-23}]\n", "partial"),
        (SAFE + "training: [{title: Bloodborne pathogens training, date: 2025-11}]\n", "practised"),
        (SAFE + "training: [{title: Bloodborne pathogens}]\n", "partial"),
        (SAFE + "certifications: [{name: Bloodborne Pathogens, issued: 2026-02-01}]\n", "verified"),
        (SAFE + "certifications: [{name: Bloodborne Pathogens, issued: 2024-02-01}]\n", "partial"),
        (SAFE + "certifications: [{name: Bloodborne Pathogens, issued: 2025-02-01, expires: 2028-02-01}]\n", "partial"),
        (JOB + '"Sterilized instruments."]}\n', "partial"),
        ("skills: [Infection control]\n", "claimed"),
        ("skills: [Infection control]\ntraining: [{title: Bloodborne pathogens, date: 2026-02-01}]\n", "claimed"),
        ("certifications: [{name: Bloodborne Pathogens, issued: 2024-02-01}]\n", "lapsed"),
        ("", "missing"),
    ],
)
def test_infection_control_and_osha(text: str, expected: str) -> None:
    """Both backed need a bloodborne-pathogens training within twelve months; without it, partial."""
    assert expected == status("infection-control-and-osha", text)


def test_billing_and_claim_software_needs_both() -> None:
    """Software and insurance claims; one alone is partial."""
    assert "partial" == status("billing-and-claim-software", JOB + '"Used Medisoft."]}\n')
    assert "practised" == status("billing-and-claim-software", JOB + '"Filed medical claims in Medisoft."]}\n')


def test_communication_and_empathy_needs_both() -> None:
    """Answering patients is half of it."""
    assert "partial" == status("communication-and-empathy", JOB + '"Answered patient calls."]}\n')


# Credentials -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expires", "expected"),
    [
        ("2027-02-23", "current"),
        ("2027-02-22", "expiring"),
        ("2026-11-24", "expiring"),
        ("2026-11-23", "expired"),
        ("2026-11", "expiring"),
        ("2026-10", "expired"),
        ("2026", "expiring"),
        ("2025", "expired"),
        ("9999-12-31", "current"),
    ],
)
def test_printed_date_decides(expires: str, expected: str) -> None:
    """Expiring is ninety days or fewer; a month or year lasts to its end."""
    assert expected == held(f"name: CET (NHA), issued: 2001-01-01, expires: {expires}").status


@pytest.mark.parametrize(
    ("name", "issued", "status_", "expires"),
    [
        ("CMA (AAMA)", "2022-06-14", "current", "2027-06-30"),
        ("CMA (AAMA)", "2022-02-01", "current", "2027-02-28"),
        ("CMA (AAMA)", "2019-02-10", "expired", "2024-02-29"),
        ("CMA (AAMA)", "2022-06", "current", "2027-06-30"),
        ("CMA (AAMA)", "2023", "current", "2028"),
        ("CMA (AAMA)", "2021", "unknown", "2026"),
        ("CMA (AAMA)", "2020", "expired", "2025"),
        ("RMA (AMT)", "2024-05-01", "current", "2027-05-01"),
        ("RMA (AMT)", "2024-02-29", "current", "2027-02-28"),
        ("RMA (AMT)", "2023-11-24", "expiring", "2026-11-24"),
        ("RMA (AMT)", "2023-11-23", "expired", "2026-11-23"),
        ("RMA (AMT)", "2023-11", "unknown", "2026-11"),
        ("BLS Provider", "2025-01-05", "expiring", "2027-01-31"),
        ("CCMA (NHA)", "2026-10-01", "unknown", "None"),
        ("MA-C", "2026-10-01", "unknown", "None"),
        ("OSHA 10", "2010-01-01", "no-expiry", "None"),
        ("HIPAA", "2010", "no-expiry", "None"),
        ("Some other card", "2026-01-01", "unknown", "None"),
    ],
)
def test_end_is_computed_only_by_a_verified_rule(name: str, issued: str, status_: str, expires: str) -> None:
    """End of month and anniversary are computed, with the precision of the issue date; a printed date never is."""
    found = held(f"name: {name}, issued: {issued}")
    assert (status_, expires) == (found.status, str(found.expires))


def test_no_expiry_needs_no_date() -> None:
    """A card that never ends is not unknown for want of a date."""
    assert "no-expiry" == held("name: OSHA 10").status


def test_end_of_the_calendar_is_no_crash() -> None:
    """A date of the last year there is does not overflow."""
    assert "current" == held("name: CMA (AAMA), issued: 9998-01-01, expires: 9999-12-31", date(9998, 2, 1)).status
    assert "current" == held("name: CMA (AAMA), issued: 9996-06-01", date(9998, 2, 1)).status


def test_credential_of_the_future_is_not_held_yet() -> None:
    """One that is issued tomorrow verifies nothing."""
    assert "unknown" == held("name: CMA (AAMA), issued: 2026-11-25").status
    assert "missing" == status("vital-signs", "certifications: [{name: CMA (AAMA), issued: 2026-11-25, expires: 2031-11-30}]\n")


def test_letters_and_id_come_from_the_registry() -> None:
    """The letters that may follow a name are the pack's; an unknown credential has neither."""
    known, unknown = held("name: certified medical assistant (aama), expires: 2027"), held("name: Juggling Diploma, expires: 2027")
    assert ("cma-aama", "CMA (AAMA)", "certifications[0]") == (known.id, known.letters, known.path)
    assert (None, "", "current") == (unknown.id, unknown.letters, unknown.status)


@pytest.mark.parametrize(
    ("entry", "code", "line", "words"),
    [
        ("name: CPT", "ambiguous-credential", 4, "NHA"),
        ("name: Certifed EKG Technician, expires: 2030", "unknown-credential", 4, "did you mean"),
        ("name: CMA (AAMA), issuer: NHA, expires: 2030", "unknown-credential", 4, "check the issuer"),
        ("name: CMA (AAMA), expires: 2025-06-30", "credential-expired", 4, "60 recertification points"),
        ("name: BLS Provider, issued: 2020-01-05", "credential-expired", 4, "renew"),
        ("name: CMA (AAMA), expires: 2026-11-25", "credential-expiring", 4, "renew"),
        ("name: CCMA (NHA), issued: 2026-01", "credential-undated", 4, "2 years"),
    ],
)
def test_problems_of_credentials_have_a_code_a_place_and_a_hint(entry: str, code: str, line: int, words: str) -> None:
    """Each problem of a credential is a warning at its line that says what to do."""
    found = next(problem for problem in assessed(f"certifications: [{{{entry}}}]\n").problems if problem.code == code)
    assert found.place is not None
    assert ("warning", line, True) == (found.severity, found.place.line, words in found.hint)


def test_a_sound_credential_has_no_problems() -> None:
    """A recognised, current credential is not warned of."""
    assert () == assessed(CMA).problems


# Years ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jobs", "months"),
    [
        ("{employer: A, title: Medical assistant, start: 2024-01, end: 2024-12}", 12),
        ("{employer: A, title: Medical assistant, start: 2024-01, end: 2024-12}, {employer: B, title: MA, start: 2024-07, end: 2025-06}", 18),
        ("{employer: A, title: Medical assistant, start: 2026-10, end: present}", 2),
        ("{employer: A, title: Medical assistant, start: 2026-10}", 2),
        ("{employer: A, title: Medical assistant, start: 2026-12}", 0),
        ("{employer: A, title: Barista, start: 2020-01, end: 2023-12, highlights: [Made coffee. Trained new staff and kept inventory.]}", 0),
        ("{employer: A, title: Clinic aide, start: 2024-01, end: 2024-12, highlights: [Took vital signs.]}", 12),
        ("{employer: A, start: 2024-01, end: 2024-12, highlights: [Took vital signs.]}", 12),
        ("{employer: A, title: Registered nurse, start: 2024-01, end: 2024-12, highlights: [Took vital signs.]}", 0),
        ("{employer: A, title: Medical assistant extern, start: 2024-01, end: 2024-12, highlights: [Took vital signs.]}", 0),
    ],
)
def test_years_of_work(jobs: str, months: int) -> None:
    """Jobs of the career count by title or by what they show; overlaps once, the future and other trades not at all."""
    assert months == pytest.approx(assessed(f"experience: [{jobs}]\n").years * 12)


def test_externships_are_no_years_of_work() -> None:
    """An externship is not employment."""
    assert 0 == assessed("externships: [{site: A, start: 2020-01, end: 2025-01, highlights: [Took vital signs.]}]\n").years


# Properties ----------------------------------------------------------------------------------------------------------------------

ENTRIES = [
    ("skills", "EKG"),
    ("skills", "Phlebotomy"),
    ("skills", "{name: Injections, hours: 10}"),
    ("experience", "{employer: A, start: 2020-01, highlights: [Drew blood and gave injections.]}"),
    ("experience", "{employer: B, start: 2020-01, highlights: [Sterilized trays and disposed of sharps.]}"),
    ("training", "{title: Bloodborne pathogens, date: 2026-05-01}"),
    ("training", "{title: EKG, hours: 8}"),
    ("certifications", "{name: CMA (AAMA), expires: 2027-06-30}"),
    ("certifications", "{name: CPT (NHA), expires: 2020-01-31}"),
    ("certifications", "{name: CPT (NHA), expires: 2027-01-31}"),
    ("certifications", "{name: CET (NHA)}"),
    ("externships", "{site: C, start: 2020-01, skills: [{skill: Vital signs}, {skill: Phlebotomy}]}"),
    ("letters", "{name: D, quote: 'Kind, calm, always on time.'}"),
]


def _profile(entries: list[tuple[str, str]]) -> str:
    sections: dict[str, list[str]] = {}
    for section, entry in entries:
        sections.setdefault(section, []).append(entry)
    return "".join(f"{section}: [{', '.join(items)}]\n" for section, items in sections.items())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ENTRIES), unique=True), st.sampled_from(ENTRIES))
def test_more_evidence_never_lowers_a_status(entries: list[tuple[str, str]], more: tuple[str, str]) -> None:
    """Whatever is added, each skill stands at least as well as before."""
    before = assessed(_profile(entries)).standings
    after = assessed(_profile([*entries, more])).standings
    assert not [skill for skill in before if STATUSES.index(after[skill].status) > STATUSES.index(before[skill].status)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ENTRIES), unique=True))
def test_best_evidence_decides_a_skill_without_parts(entries: list[tuple[str, str]]) -> None:
    """The first evidence is the status of a skill without parts, and they stand best first."""
    for skill, found in assessed(_profile(entries)).standings.items():
        ranks = [STATUSES.index(one.strength) for one in found.evidence]
        assert sorted(ranks) == ranks
        if not CAREER.skills_by_id[skill].parts:
            assert (found.evidence[0].strength if found.evidence else "missing") == found.status


def test_an_address_is_no_file_and_documents_nothing() -> None:
    """What is never fetched shows nothing, so the skill stays a claim."""
    assert "claimed" == standing("ekg", 'skills: [{name: EKG, evidence: "https://a.example.org/x.pdf"}]\n').status
