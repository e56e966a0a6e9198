"""LinkedIn's export: tables to a draft, and archives that mean harm."""

import contextlib
import io
import zipfile
from typing import Any

import pytest

from resumekit.exchange.draft import NOTES, Draft
from resumekit.exchange.linkedin import take
from resumekit.files import FileProblem

TABLES: dict[str, str | bytes] = {
    "Profile.csv": (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"
        'Ana,Reyes,,1 Elm Street,"Jan 2, 1999",Medical assistant,"Calm.\n- Exact",Hospitals,85701,"Tucson, Arizona",,"[PERSONAL:https://ana.example.org]",\n'
    ),
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,1/1/20\nana@example.org,Yes,Yes,1/1/21\n",
    "PhoneNumbers.csv": "Extension,Number,Type\n,+1 520 555 0142,Mobile\n",
    "Positions.csv": (
        'Company Name,Title,Description,Location,Started On,Finished On\nElm Clinic,Medical assistant,"• Draws blood\n• Records EKGs",Tucson,Jan 2022,\n'
        "Oak Clinic,Medical assistant extern,,Tucson,Sep 2021,Dec 2021\n"
    ),
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities\nPima College,2020,2021,,Certificate,Student council\n",
    "Skills.csv": "Name\nPhlebotomy\nEKG\n",
    "Certifications.csv": b"\xff\xfe" + "Name,Url,Authority,Started On,Finished On,License Number\nCMA (AAMA),https://x.example.org,AAMA,Jun 2022,Jun 2027,0012345\n".encode("utf-16-le"),
    "Languages.csv": "Notes:\n\nName,Proficiency\nSpanish,Native or bilingual proficiency\n",
    "Volunteering.csv": "Company Name,Role,Cause,Started On,Finished On,Description\nFree Clinic,Helper,HEALTH,Feb 2023,Mar 2023,Took vital signs\n",
    "Honors.csv": "Title,Description,Issued On\nEmployee of the month,For calm,May 2024\n",
    "Courses.csv": "Name,Number\nAnatomy,BIO 201\n",
    "Organizations.csv": "Name,Position,Started On\nAAMA,Member,Jan 2022\n",
    "Recommendations_Received.csv": 'First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nLena,Park,Elm Clinic,Physician,"Kind, exact.","01/02/24, 10:00 AM",VISIBLE\n',
    "Projects.csv": "Title,Description,Url,Started On,Finished On\nHealth fair,Set it up,https://f.example.org,Jan 2023,Feb 2023\n",
    "messages.csv": "FROM,CONTENT\nSomeone,secret\n",
}


def archive(tables: dict[str, Any], folder: str = "") -> bytes:
    """A ZIP of tables."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in tables.items():
            made.writestr(folder + name, body)
    return stream.getvalue()


@pytest.fixture(scope="module")
def draft() -> Draft:
    """The draft of a whole export."""
    return take("export.zip", archive(TABLES, "Basic_LinkedInDataExport/"))


def test_person(draft: Draft) -> None:
    """Name, headline, the primary address, the number; never birth date or street."""
    assert draft.person["name"] == "Ana Reyes"
    assert draft.person["email"] == "ana@example.org"
    assert draft.person["phone"] == "+1 520 555 0142"
    assert draft.person["links"] == [{"label": "Personal", "url": "https://ana.example.org"}]
    assert draft.tree["summary"] == "Calm. Exact."
    assert "1999" not in str(draft.tree)
    assert "Elm Street" not in str(draft.tree)


def test_entries(draft: Draft) -> None:
    """Each table becomes its section; words become dates; a number keeps its zeros."""
    tree = draft.tree
    assert tree["experience"] == [{"employer": "Elm Clinic", "title": "Medical assistant", "location": "Tucson", "start": "2022-01", "end": "present", "highlights": ["Draws blood", "Records EKGs"]}]
    assert tree["externships"][0]["site"] == "Oak Clinic"
    assert tree["education"][0] == {"institution": "Pima College", "award": "Certificate", "start": "2020", "end": "2021", "highlights": ["Student council"]}
    assert [skill["name"] for skill in tree["skills"]] == ["Phlebotomy", "EKG"]
    assert {key: value for key, value in tree["certifications"][0].items() if key != NOTES} == {
        "name": "CMA (AAMA)", "issuer": "AAMA", "number": "0012345", "issued": "2022-06", "expires": "2027-06", "url": "https://x.example.org",
    }  # fmt: skip
    assert draft.person["languages"] == [{"name": "Spanish", "level": "Native or bilingual proficiency"}]
    assert tree["volunteering"][0]["end"] == "2023-03"
    assert tree["awards"][0]["text"] == "For calm"
    assert tree["training"] == [{"title": "Anatomy"}]
    assert tree["memberships"][0]["organization"] == "AAMA"
    assert tree["letters"][0]["quote"] == "Kind, exact."


def test_nothing_of_ours_is_lost_and_nothing_of_others_is_taken(draft: Draft) -> None:
    """What has no place is kept; messages are not read."""
    text = str(draft.tree)
    assert all(word in text for word in ("old@example.org", "BIO 201", "HEALTH", "https://f.example.org", "Hospitals"))
    assert "secret" not in text


def bomb() -> bytes:
    """A table of thirty megabytes in thirty kilobytes."""
    return archive({"Positions.csv": b"Company Name\n" + bytes(30_000_000)})


def lying() -> bytes:
    """An archive whose directory says less than what is in it."""
    data = bytearray(archive({"Skills.csv": "Name\n" + "x" * 3000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def packed(method: int) -> bytes:
    """A table packed in another way, and damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("Skills.csv", "Name\nEKG\n" * 50)
    data = bytearray(out.getvalue())
    data[45:60] = bytes(15)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(zipfile.ZIP_LZMA), "packed in a way that no such export uses"),
        (packed(zipfile.ZIP_BZIP2), "packed in a way that no such export uses"),
        (packed(zipfile.ZIP_DEFLATED), "damaged"),
        (bomb(), "unpacks to 30,000,013 bytes"),
        (archive({f"{number}.txt": "" for number in range(5001)}), "5,001 files"),
        (archive({"word/document.xml": "x"}), "none of its tables"),
        (archive(TABLES)[:200], "damaged"),
        (b"PK\x03\x04", "damaged"),
        (archive({"Skills.csv": '"' + "x" * 600_000}), "which no such table has"),
    ],
)
def test_archives_that_mean_harm(data: bytes, why: str) -> None:
    """Bombs, floods and damage: one line."""
    with pytest.raises(FileProblem, match=why):
        take("x.zip", data)


def test_an_archive_that_lies_about_sizes() -> None:
    """What was not said is not read, or refused."""
    with contextlib.suppress(FileProblem):
        assert take("x.zip", lying()).tree.get("skills", []) == []
