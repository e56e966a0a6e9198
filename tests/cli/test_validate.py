"""`resumekit validate`: what it prints where, and when it fails."""

import json
from pathlib import Path

from tests.cli.conftest import BROKEN, PROFILE, Call

EARLY = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\nskills:\n  - EKG\n  -\n"


def test_a_good_profile_is_said_to_be_good(call: Call) -> None:
    """One line, which -q leaves out."""
    answer = call("validate", "ana.yaml")
    assert (answer.code, answer.out, answer.err) == (0, "ana.yaml: no problems\n", "")
    assert (call("validate", "ana.yaml", "-q").out, call("validate", "ana.yaml", "-q").err) == ("", "")


def test_all_problems_of_all_files_are_results(call: Call, tmp_path: Path) -> None:
    """Several files, each named; one bad file makes 1; a file named twice is read once."""
    (tmp_path / "worse.yaml").write_text(BROKEN + "summry: x\n", encoding="utf-8")
    answer = call("validate", "broken.yaml", "ana.yaml", "worse.yaml", "broken.yaml")
    assert (answer.code, answer.err) == (1, "")
    assert [line.split(": error")[0] for line in answer.out.splitlines() if ": error[" in line] == ["broken.yaml:5:3", "worse.yaml:5:3", "worse.yaml:6:1"]
    assert "3 errors\nana.yaml: no problems\n" in answer.out


def test_strict_makes_errors_of_warnings(call: Call, tmp_path: Path) -> None:
    """The same problem, another severity and another exit code."""
    (tmp_path / "early.yaml").write_text(EARLY, encoding="utf-8")
    assert (call("validate", "early.yaml").code, call("validate", "early.yaml").out.splitlines()[-1]) == (0, "1 warning")
    assert (call("validate", "early.yaml", "--strict").code, call("validate", "early.yaml", "--strict").out.splitlines()[-1]) == (1, "1 error")


def test_standard_input_is_a_profile(call: Call) -> None:
    """`-` reads it; its name in places is <stdin>."""
    assert (call("validate", "-", stdin=PROFILE).code, call("validate", "-", stdin=PROFILE).out) == (0, "<stdin>: no problems\n")
    assert call("validate", "-", stdin=BROKEN).out.startswith("<stdin>:5:3: error[unknown-key]")


def test_output_goes_whole_into_a_file(call: Call, tmp_path: Path) -> None:
    """`-o` takes the result away from standard output; problems stay in it, the exit code too."""
    answer = call("validate", "broken.yaml", "--format", "json", "-o", "reports/problems.json")
    assert (answer.code, answer.out, answer.err) == (1, "", "wrote reports/problems.json\n")
    assert len(json.loads((tmp_path / "reports" / "problems.json").read_text())["errors"]) == 1


def test_annotations_for_github(call: Call) -> None:
    """One workflow command a problem."""
    answer = call("validate", "broken.yaml", "--format", "github")
    assert answer.out.startswith("::error file=broken.yaml,line=5,col=3,endColumn=8,title=unknown-key::")
    assert answer.out.count("\n") == 1


def test_a_template_option_of_a_variant_is_found_at_its_key(call: Call) -> None:
    """The looks of the base and of each variant are validated; what is inherited is reported once."""
    text = PROFILE.replace("office: {", "office: {template: clinicl, ").replace("cardiology: {", "cardiology: {options: {acent: blue}, ") + "design: {template: nowhere}\n"
    answer = call("validate", "-", "--format", "json", stdin=text)
    assert [one["path"] for one in json.loads(answer.out)["errors"]] == ["variants.office.template", "design.template"]
    answer = call("validate", "-", "--format", "json", stdin=text.replace("nowhere", "classic"))
    assert [(one["path"], one["line"], one["column"]) for one in json.loads(answer.out)["errors"]] == [("variants.cardiology.options.acent", 9, 26), ("variants.office.template", 10, 22)]


def test_a_credential_that_is_not_known_is_told(call: Call) -> None:
    """As other commands warn of it, with what was meant; once the rest is right."""
    text = PROFILE + "certifications: [{name: RMA (ATM)}, {name: CMA}, {name: CMA (AAMA), expires: 2020-01-01}]\n"
    answer = call("validate", "-", "--format", "json", stdin=text)
    warnings = json.loads(answer.out)["warnings"]
    assert [("unknown-credential", "certifications[0].name"), ("ambiguous-credential", "certifications[1].name")] == [(one["code"], one["path"]) for one in warnings]
    assert (0, "did you mean RMA (AMT)?") == (answer.code, warnings[0]["hint"])
    assert 1 == call("validate", "-", "--strict", stdin=text).code
    assert "unknown-credential" not in call("validate", "-", stdin=text + "wrong: x\n").out


def test_set_is_validated_like_the_file(call: Call) -> None:
    """A problem of an option names the option."""
    answer = call("validate", "ana.yaml", "--set", "person.email=nobody")
    assert answer.code == 1
    assert answer.out.startswith("--set person.email: error[bad-email]")
    assert call("validate", "broken.yaml", "--set", "person.emial=").code == 0


def test_hints_are_what_to_type(call: Call) -> None:
    """A text in place of keys goes under the key that takes a text; bounds are plain numbers."""
    text = "resumekit: 1\ncareer: medical-assistant\nperson: {name: Ana Reyes}\ngoal: mid\nexternships:\n  - {site: Elm Clinic, start: 2024-01, skills: [{skill: EKG, count: 1234567}]}\n"
    Path("hints.yaml").write_text(text, encoding="utf-8")
    hints = [one["hint"] for one in json.loads(call("validate", "hints.yaml", "--format", "json").out)["errors"]]
    assert ["write goal: {tier: mid}", "it goes from 0 to 1000000"] == hints
