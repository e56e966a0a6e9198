"""The profile inside a portfolio: all of it, or what may be seen of it."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from resumekit.exchange import jsonresume, rendercv
from resumekit.load import load_profile
from resumekit.portfolio.source import profile_source
from resumekit.rendering import render
from resumekit.rendering.variant import page_of, select
from tests.portfolio.conftest import TODAY, Make

PROFILE = """\
resumekit: 1  # Ana's
career: medical-assistant
person: {name: Ana Reyes, email: ana@example.org, location: Tucson, phone: "+1 520 555 0199"}
certifications:
  - {name: CCMA, number: "QX55512345", issued: 2024-05, url: "https://example.org/QX55512345"}
experience:
  - {employer: Sonora Clinic, title: Medical assistant, start: 2023-01, end: present, highlights: [{text: "Room 20 patients: vitals.", tags: [clinical]}, {text: Balance the drawer, tags: [desk]}]}
  - {employer: Zephyr Diner, title: Waiter, start: 2019, end: 2020, tags: [desk]}
skills: [EKG, {name: Quarrying, tags: [desk]}]
awards: [{title: "Best: of # all", date: 2024}]
sections: {Talks: [A talk], Hobbies: [{text: Falconry, tags: [desk]}]}
privacy: {allow: [Zephyr Diner 4711-4711]}
variants:
  clinical: {tags: [clinical], hide: [person.location, certifications.issued], sections: [experience, skills, Talks, Hobbies], headline: For the clinic, options: {accent: "#6b2d3a"}}
  desk: {tags: [desk], summary: Zanzibar}
"""
HIDDEN = ("Zephyr", "Quarrying", "Falconry", "drawer", "Tucson", "QX55512345", "Zanzibar", "4711-4711", "2024-05", "Hobbies")


@pytest.fixture
def ana(tmp_path: Path) -> Path:
    """A profile with something to hide."""
    (tmp_path / "ana.yaml").write_text(PROFILE, encoding="utf-8")
    return tmp_path / "ana.yaml"


def source(file: Path, variant: str = "") -> bytes:
    """The profile that a portfolio of the variant holds."""
    loaded = load_profile(str(file), today=TODAY)
    assert loaded.profile is not None
    return profile_source(loaded.profile, select(loaded.profile, variant), file.read_bytes())


def page(file: Path, variant: str = "") -> bytes:
    """The resume of a profile's file, as HTML."""
    profile = load_profile(str(file), today=TODAY).profile
    assert profile is not None
    return render(profile, variants=(variant,), formats=("html",), today=TODAY, folder=str(file.parent), stem="x")[0].data


def test_what_is_not_masked_is_kept_byte_for_byte(tmp_path: Path) -> None:
    """Comments and all."""
    (tmp_path / "a.yaml").write_text(PROFILE.replace(', number: "QX55512345"', ""), encoding="utf-8")
    assert (tmp_path / "a.yaml").read_bytes() == source(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_text(PROFILE.replace('number: "QX55512345"', 'number: "QX55512345", show_number: true'), encoding="utf-8")
    assert (tmp_path / "b.yaml").read_bytes() == source(tmp_path / "b.yaml")


@pytest.mark.parametrize("variant", ["", "clinical", "desk"])
def test_a_profile_written_anew_is_valid_and_makes_the_same_page(ana: Path, variant: str) -> None:
    """The masked number is masked as before, the variant's choice is all there is."""
    anew = ana.with_name("anew.yaml")
    anew.write_bytes(source(ana, variant))
    assert [] == [problem for problem in load_profile(str(anew), today=TODAY).problems if problem.code not in ("unmatched-tag", "unused-tag")]
    again = load_profile(str(anew), today=TODAY).profile
    assert again is not None
    assert page(ana, variant) == page(anew, variant if variant in again.variants else "")


@pytest.mark.parametrize("example", ["maya-ortiz", "ana-reyes", "june-park"])
def test_the_examples_come_back(examples: Path, tmp_path: Path, example: str) -> None:
    """Every key of a profile is written and read again, with the files that it includes."""
    file = examples / example / f"{example}.yaml"
    shutil.copytree(file.parent / "evidence", tmp_path / "evidence")
    anew = tmp_path / file.name
    for variant in ("", *(load_profile(str(file), today=TODAY).profile or pytest.fail("no profile")).variants):
        loaded = load_profile(str(file), today=TODAY)
        assert loaded.profile is not None
        anew.write_bytes(profile_source(loaded.profile, select(loaded.profile, variant), None))
        again = load_profile(str(anew), today=TODAY).profile
        assert again is not None
        assert page(file, variant) == page(anew, variant if variant in again.variants else "")


@pytest.mark.parametrize("shown", ["", ", show_number: true"])
def test_a_hidden_number_is_in_no_address(make: Make, ana: Path, shown: str) -> None:
    """Neither on a page of the portfolio, nor in the profile inside it, nor in what is exported; another address stays."""
    text = PROFILE.replace('url: "https://example.org/QX55512345"', f'url: "https://example.org/qx-55512345"{shown}').replace("certifications.issued", "certifications.number")
    text = text.replace("experience:", '  - {name: CPR, number: "77701234", url: "https://example.org/verify"}\nexperience:', 1)
    ana.write_text(text.replace("sections: [", "sections: [certifications, "), encoding="utf-8")
    (made, *site) = make(ana, "pdf", "html", variant="clinical", embed=True, written=ana.read_bytes())
    profile = load_profile(str(ana), today=TODAY).profile
    assert profile is not None
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        parts = [pdf.attachments["profile.yaml"].get_file().read_bytes(), *(item.unparse() for item in pdf.objects if not isinstance(item, pikepdf.Stream))]
    parts += [one.data for one in site] + [jsonresume.write(page_of(profile, "clinical")).encode(), rendercv.write(page_of(profile, "clinical"))[0].encode()]
    assert [] == [part for part in parts if b"55512345" in part]
    assert 4 <= sum(b"https://example.org/verify" in part for part in parts)


def test_a_section_that_a_variant_leaves_out_is_not_in_its_portfolio(make: Make, ana: Path) -> None:
    """Nor in the profile inside it; letters, which no resume shows, stay."""
    ana.write_text(PROFILE.replace("awards:", "letters: [{name: Quillon Vesper}]\nawards:"), encoding="utf-8")
    (made, *site) = make(ana, "pdf", "html", variant="clinical", embed=True, written=ana.read_bytes())
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        inside = pdf.attachments["profile.yaml"].get_file().read_bytes()
    page = b"".join(one.data for one in site if one.name.endswith("html"))
    for text in (inside, page):
        assert [True, True, False, False] == [word in text for word in (b"Quillon", b"Sonora", b"CCMA", b"Best")]


def test_what_a_variant_hides_is_nowhere_in_the_file(make: Make, ana: Path) -> None:
    """Neither in text, nor in any stream, name, property, bookmark or attachment; nor in any file of the site."""
    import pypdfium2

    (made, *site) = make(ana, "pdf", "html", variant="clinical", embed=True, written=ana.read_bytes())
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        parts = [made.data, pdf.attachments["profile.yaml"].get_file().read_bytes()]
        for item in pdf.objects:
            parts.append(item.unparse() if not isinstance(item, pikepdf.Stream) else item.read_bytes() if item.get("/Subtype") != "/Image" else b"")
            parts += [str(value).encode() for value in (item.values() if isinstance(item, pikepdf.Dictionary) else ()) if isinstance(value, pikepdf.String)]
    with pypdfium2.PdfDocument(made.data) as document:
        parts += [document[index].get_textpage().get_text_range().encode() for index in range(len(document))]
    parts += [one.data for one in site]
    whole = b"\n".join(parts)
    assert [] == [word for word in HIDDEN if word.encode() in whole or word.encode("utf-16-be") in whole]
    assert b"Sonora Clinic" in whole
