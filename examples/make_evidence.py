"""Makes the examples' evidence files: certificates, cards, transcripts, letters, a photographed checklist, a badge.

In: the list at the end of this file. Out: the files below each example's `evidence/`. Every person, school, clinic and number
is invented, no issuer's real form is imitated, and every document says that it is a sample.

    .venv/bin/python examples/make_evidence.py [FOLDER]
"""

import io
import os
import random
import sys
import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

import rendercv_fonts
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
NOTE = "Sample document, made for the examples of resumekit. The person, the school and the clinic are invented."
STYLE = """
@page { size: letter; margin: 54pt 60pt 60pt; @bottom-center { content: "%s"; font: 8pt "Source Sans 3"; color: #50575e } }
@page wide { size: 11in 8.5in; margin: 40pt }
body { font: 11pt/1.45 "Source Sans 3"; color: #1a1c1e; margin: 0 }
body::before { content: "SAMPLE"; position: fixed; top: 38%%; left: 12%%; font: bold 110pt "Source Sans 3"; color: #eef1f3; transform: rotate(-24deg); z-index: -1 }
h1 { font: 30pt/1.2 "EB Garamond"; margin: 0 0 6pt } h2 { font: 16pt/1.3 "EB Garamond"; margin: 14pt 0 4pt } p { margin: 0 0 9pt }
.soft { color: #50575e } .right { text-align: right } .sign { margin-top: 34pt; font: italic 17pt "EB Garamond" } .sign small { display: block; font: 10pt "Source Sans 3" }
.frame { page: wide; border: 3pt double #0b6e6e; padding: 84pt 60pt 4pt; height: 412pt; text-align: center }
.frame h1 { font-size: 38pt } .frame .name { font: 28pt "EB Garamond"; margin: 14pt 0 }
.card { border: 1pt solid #b4bac0; border-radius: 8pt; padding: 16pt 20pt; width: 240pt }
table { border-collapse: collapse; width: 100%%; font-size: 10pt } td, th { border-bottom: .5pt solid #d9dde0; padding: 2.5pt 6pt 2.5pt 0; text-align: left } .number { text-align: right }
"""


def pdf(title: str, body: str, language: str = "en") -> bytes:
    """An HTML body as a tagged PDF, set in the project's fonts."""
    fonts = Path(rendercv_fonts.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder, "fonts.conf")
        configuration.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        from weasyprint import HTML

        page = f'<html lang="{language}"><head><title>{escape(title)}</title><style>{STYLE % NOTE}</style></head><body>{body}</body></html>'
        result: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
        return result


def certificate(person: str, title: str, issuer: str, facts: str, text: str = "has met every requirement and is awarded") -> bytes:
    """A landscape certificate; `facts` is the line with number and dates."""
    name, award, by, line = (escape(part) for part in (person, title, issuer, facts))
    return pdf(
        f"{title}, {person}",
        f'<div class="frame"><p class="soft">{by}</p><h1>Certificate</h1><p>This sample states that</p><p class="name">{name}</p><p>{escape(text)}</p><h2>{award}</h2><p class="soft">{line}</p></div>',
    )


def card(person: str, title: str, issuer: str, issued: str, expires: str) -> bytes:
    """A wallet card, printed on a page."""
    body = f'<div class="card"><h2 style="margin-top:0">{escape(title)}</h2><p class="soft">{escape(issuer)}</p><p><b>{escape(person)}</b></p><p>Issued {escape(issued)}<br>Renew by {escape(expires)}</p></div>'
    return pdf(f"{title}, {person}", body)


def letter(writer: str, title: str, organization: str, date: str, person: str, paragraphs: Iterable[str]) -> bytes:
    """A letter of recommendation."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    head = f'<h1 style="font-size:20pt">{escape(organization)}</h1><p class="right">{escape(date)}</p><p>To whom it may concern</p><h2>Recommendation of {escape(person)}</h2>'
    return pdf(f"Letter of recommendation, {person}", f'{head}{text}<p class="sign">{escape(writer)}<small>{escape(writer)}, {escape(title)}</small></p>')


def table(title: str, person: str, facts: str, heads: Iterable[str], rows: Iterable[Iterable[str]], foot: str, after: str = "") -> bytes:
    """A page with a table: a transcript, a time sheet. The last column holds numbers."""
    columns = list(heads)
    kinds = [""] * (len(columns) - 1) + [' class="number"']
    head = "".join(f"<th{kind}>{escape(column)}</th>" for column, kind in zip(columns, kinds, strict=True))
    lines = "".join("<tr>" + "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>" for row in rows)
    return pdf(
        f"{title}, {person}",
        f'<h1>{escape(title)}</h1><p><b>{escape(person)}</b><br><span class="soft">{escape(facts)}</span></p><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table><p style="margin-top:14pt">{escape(foot)}</p>{after}',
    )


def transcript(person: str, facts: str, courses: Iterable[Iterable[str]], foot: str) -> bytes:
    """A transcript; the key to its grades is on the second page."""
    key = "<table><tbody>" + "".join(f"<tr><td>{grade}</td><td>{meaning}</td></tr>" for grade, meaning in GRADES) + "</tbody></table>"
    return table("Transcript", person, facts, ("Course", "Title", "Grade", "Credits"), courses, foot, f'<h2 style="break-before: page">Key to grades</h2>{key}')


def memo(title: str, person: str, facts: str, paragraphs: Iterable[str]) -> bytes:
    """A page of prose about someone's work."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return pdf(f"{title}, {person}", f'<h1>{escape(title)}</h1><p><b>{escape(person)}</b><br><span class="soft">{escape(facts)}</span></p>{text}')


def checklist(person: str, site: str, supervisor: str, rows: Iterable[tuple[str, int, str]], *, sideways: bool = False) -> bytes:
    """A competency sheet as if photographed on a desk: JPEG, a little tilted; `sideways`: with the telephone held on its side."""
    chance = random.Random(person)  # the wobble of a pen, the same each time
    sheet = Image.new("L", (1000, 1240), 250)
    draw = ImageDraw.Draw(sheet)
    big, text, small = (ImageFont.load_default(size) for size in (34, 25, 18))
    draw.text((70, 60), "Competency checklist", 30, big)
    draw.text((70, 112), f"{person}, {site}", 60, text)
    for x, word in ((70, "Competency"), (520, "Times"), (640, "Date"), (830, "Initials")):
        draw.text((x, 190), word, 60, small)
    y = 225
    initials = "".join(part[0] for part in supervisor.split())
    for skill, count, date in rows:
        draw.line((70, y, 930, y), 190, 1)
        draw.text((70, y + 16), skill, 30, text)
        draw.text((520, y + 16), str(count), 30, text)
        draw.text((640, y + 16), date, 30, text)
        draw.line([(x, y + 42 - lift + chance.randint(-3, 3)) for x, lift in ((780, 14), (792, 0), (815, 30))], 40, 3)
        draw.text((845 + chance.randint(-4, 4), y + 14 + chance.randint(-4, 4)), initials, 50, text)
        y += 66
    draw.line((70, y, 930, y), 190, 1)
    draw.text((70, y + 40), f"Supervisor: {supervisor}", 40, text)
    draw.text((70, 1120), "SAMPLE, made for the examples of resumekit.", 60, text)
    draw.text((70, 1160), "The person and the clinic are invented; no patient data.", 60, text)
    photo = Image.new("L", (1080, 1320), 120)
    photo.paste(sheet.rotate(1.1, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=120), (20, 20))
    if sideways:
        return jpeg(photo.transpose(Image.Transpose.ROTATE_90), 6, "Telephone", quality=28)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=28, optimize=True)
    return out.getvalue()


def scan(document: bytes, camera: str) -> bytes:
    """A PDF's first page as a telephone scans it: JPEG, a little tilted, with the place it was taken at."""
    import pypdfium2

    with pypdfium2.PdfDocument(document) as opened:
        page = opened[0].render(scale=1.9).to_pil().convert("L")
    desk = Image.new("L", (page.width + 60, page.height + 60), 168)
    desk.paste(page.rotate(0.7, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=168), (20, 20))
    return jpeg(desk, 1, camera, quality=36)


def jpeg(picture: Image.Image, orientation: int, camera: str, quality: int) -> bytes:
    """A JPEG with what cameras write: how it was held, what took it, and where."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = orientation, camera
    exif.get_ifd(0x8825).update({1: "N", 2: (32.0, 13.0, 0.0), 3: "W", 4: (110.0, 58.0, 0.0)})  # the middle of a city
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, exif=exif)
    return out.getvalue()


def snapshot(person: str, title: str, lines: Iterable[str]) -> bytes:
    """A training card as a picture from a messenger: WebP."""
    image = Image.new("RGB", (760, 460), "#f4f1ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((16, 16, 743, 443), None, "#2f5f9e", 4)
    draw.text((48, 52), title, "#2f5f9e", ImageFont.load_default(36))
    draw.text((48, 130), person, "#1a1c1e", ImageFont.load_default(44))
    for row, line in enumerate((*lines, "SAMPLE, made for the examples of resumekit")):
        draw.text((48, 220 + 44 * row), line, "#1a1c1e", ImageFont.load_default(26))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=60, method=6)
    return out.getvalue()


def badge(person: str, organization: str, line: str) -> bytes:
    """A membership card: PNG."""
    image = Image.new("P", (640, 400))
    image.putpalette([255, 255, 255, 11, 110, 110, 26, 28, 30, 80, 87, 94])
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.rectangle((0, 0, 639, 399), 0, 1, 6)
    draw.rectangle((0, 0, 639, 92), 1)
    for place, words, color, size in (((28, 30), organization, 0, 27), ((28, 150), person, 2, 42), ((28, 220), line, 2, 26), ((28, 340), "SAMPLE, made for the examples of resumekit", 3, 20)):
        draw.text(place, words, color, ImageFont.load_default(size))
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


AAMA = "American Association of Medical Assistants"
NHA = "National Healthcareer Association"
AHA = "American Heart Association"
COLLEGE = "Rillito Community College"
COURSES = (
    ("MA 101", "Medical terminology", "A", "3"),
    ("MA 105", "Anatomy and physiology for assistants", "A", "4"),
    ("MA 110", "Law, ethics and confidentiality", "A", "2"),
    ("MA 120", "Administrative procedures and scheduling", "B", "3"),
    ("MA 125", "Insurance, billing and coding", "B", "3"),
    ("MA 140", "Electronic health records", "A", "2"),
    ("MA 150", "Clinical procedures I: vital signs, rooming, asepsis", "A", "4"),
    ("MA 160", "Clinical procedures II: injections, EKG, office laboratory", "A", "4"),
    ("MA 165", "Phlebotomy", "A", "3"),
    ("MA 170", "Pharmacology for assistants", "B", "3"),
    ("MA 190", "Externship", "Pass", "5"),
)
GENERAL = (
    ("ENG 101", "English composition", "A", "4"),
    ("MTH 065", "Mathematics for health careers", "B", "4"),
    ("PSY 120", "Human relations at work", "A", "3"),
    ("COM 111", "Public speaking", "B", "4"),
    ("BIO 121", "Biology with laboratory", "B", "5"),
    ("CIS 100", "Computers in the office", "A", "3"),
    ("MA 200", "Supervision in the medical office", "A", "3"),
)
GRADES = (("A", "4 points"), ("B", "3 points"), ("C", "2 points"), ("Pass", "credit without points"), ("W", "withdrawn, no credit"))
WEEKS = (
    "August 10 to 14",
    "August 17 to 21",
    "August 24 to 28",
    "August 31 to September 4",
    "September 8 to 11",
    "September 14 to 18",
    "September 21 to 25",
    "September 28 to October 2",
    "October 5 to 9",
)


def documents() -> dict[str, bytes]:
    """Every evidence file of the examples: path below this folder -> bytes."""
    ana, maya, june = "Ana Reyes", "Maya Ortiz", "June Park"
    earned = "completed the course and passed the skills test in"
    return {
        "ana-reyes/evidence/ccma-certificate.pdf": certificate(ana, "Certified Clinical Medical Assistant (CCMA)", NHA, "Number N4K7-2290-1186 · issued October 30, 2026 · expires October 30, 2028"),
        "ana-reyes/evidence/bls-card.pdf": card(ana, "BLS Provider", AHA, "February 2026", "February 2028"),
        "ana-reyes/evidence/externship-hours.pdf": table(
            "Externship hours",
            ana,
            "Rincon Family Health, Tucson, AZ · August 10 to October 9, 2026 · supervisor Teresa Villalobos, RN",
            ("Week", "Where", "Hours"),
            [(week, "Family practice, rooming and laboratory", hours) for week, hours in zip(WEEKS, ("24", "24", "24", "24", "16", "24", "24", "24", "16"), strict=True)],
            "Total: 200 hours. Signed Teresa Villalobos, RN, clinical manager, October 9, 2026.",
        ),
        "ana-reyes/evidence/skills-checklist.jpg": checklist(
            ana,
            "Rincon Family Health",
            "Teresa Villalobos",
            [("Vital signs", 210, "Aug 28"), ("Patient intake", 180, "Sep 11"), ("Phlebotomy", 34, "Sep 25"), ("Injections", 22, "Oct 2"), ("Point-of-care testing", 41, "Oct 2"), ("EKG", 8, "Oct 7")],
        ),
        "ana-reyes/evidence/transcript.pdf": transcript(
            ana, f"{COLLEGE} · Certificate, Medical assisting · September 2025 to October 2026", COURSES, "Grade point average 3.8. Certificate awarded October 2026."
        ),
        "ana-reyes/evidence/phlebotomy-course.pdf": certificate(ana, "Phlebotomy, 45 hours", COLLEGE, "Completed July 24, 2026 · 34 venipunctures recorded at the externship site", earned),
        "ana-reyes/evidence/bloodborne-training.pdf": certificate(
            ana, "Bloodborne pathogens training", COLLEGE, "Completed July 31, 2026 · 2 hours · repeat within 12 months", "completed the yearly training in"
        ),
        "ana-reyes/evidence/aama-card.png": badge(ana, AAMA, "Student member since 2025"),
        "ana-reyes/evidence/letter-villalobos.pdf": letter(
            "Teresa Villalobos",
            "RN, clinical manager",
            "Rincon Family Health",
            "October 12, 2026",
            ana,
            (
                "Ana Reyes spent 200 hours with us this autumn. By her third week she roomed patients without being asked to repeat a reading, and by her sixth she drew blood alone in the next room while I listened for trouble that did not come.",
                "Ana comforts a frightened child before she opens a drawer. Parents ask for her by name. She interprets exactly, adds nothing, and tells the provider when a patient nods without having understood.",
                "She should work on asking for help earlier when the schedule slips. I would hire her today if I had a post.",
            ),
        ),
        "maya-ortiz/evidence/cma-certificate.pdf": certificate(maya, "Certified Medical Assistant, CMA (AAMA)", AAMA, "Number 2086617 · certified June 14, 2022 · current to June 30, 2027"),
        "maya-ortiz/evidence/cet-certificate.jpg": scan(certificate(maya, "Certified EKG Technician (CET)", NHA, "Number T3M9-5518-0427 · issued May 9, 2025 · expires May 9, 2027"), "Telephone"),
        "maya-ortiz/evidence/bloodborne-card.webp": snapshot(maya, "Bloodborne pathogens training", ("Saguaro Internal Medicine", "February 10, 2026 · 1 hour · repeat within 12 months")),
        "maya-ortiz/evidence/bls-card.pdf": card(maya, "BLS Provider", AHA, "August 2025", "August 2027"),
        "maya-ortiz/evidence/ekg-course.pdf": certificate(maya, "EKG interpretation for assistants, 24 hours", COLLEGE, "Completed March 29, 2025 · 12 supervised tracings", earned),
        "maya-ortiz/evidence/infection-control.pdf": certificate(maya, "Infection control update, 5 units", AAMA, "Completed March 7, 2026 · category: clinical", "attended the whole of"),
        "maya-ortiz/evidence/aama-card.png": badge(maya, AAMA, "Member since 2022"),
        "maya-ortiz/evidence/review-2026.pdf": memo(
            "Yearly review 2026",
            maya,
            "Saguaro Internal Medicine, Tucson, AZ · February 2026",
            (
                "Rooming: 18 to 22 patients a day at an average of 7 minutes. Redraw rate under two percent over the year. No open chart at closing time on 240 of 243 days.",
                "Training: introduced one new assistant this year and two the year before; both tablets and recall list are hers.",
                "Goal for the year: share the recall list's method with the second office.",
            ),
        ),
        "maya-ortiz/evidence/externship-hours.pdf": table(
            "Externship hours",
            maya,
            "Desert Willow Clinic, Tucson, AZ · September to December 2021 · supervisor Dana Whitfield, RN",
            ("Month", "Where", "Hours"),
            [
                ("September 2021", "Rooming, vital signs", "40"),
                ("October 2021", "Laboratory, phlebotomy", "52"),
                ("November 2021", "Injections, phlebotomy", "52"),
                ("December 2021", "EKG, procedures", "36"),
            ],
            "Total: 180 hours. Signed Dana Whitfield, RN, clinic manager, December 10, 2021.",
        ),
        "maya-ortiz/evidence/skills-checklist.jpg": checklist(
            maya,
            "Desert Willow Clinic",
            "Dana Whitfield",
            [("Vital signs", 240, "Oct 2"), ("Phlebotomy", 60, "Nov 20"), ("Injections", 35, "Nov 20"), ("EKG", 25, "Dec 4")],
            sideways=True,
        ),
        "maya-ortiz/evidence/transcript.pdf": transcript(
            maya, f"{COLLEGE} · Certificate, Medical assisting · August 2020 to December 2021", COURSES, "Grade point average 3.7. Certificate awarded December 2021."
        ),
        "maya-ortiz/evidence/letter-abelson.pdf": letter(
            "Dr. Ruth Abelson",
            "Supervising physician",
            "Saguaro Internal Medicine",
            "March 2, 2026",
            maya,
            (
                "I have worked beside Maya Ortiz for three years. Her tracings are clean, and she comforts the patients who dread the treadmill. I have stopped asking for repeats.",
                "When we moved the screening forms to the tablet she wrote the instructions in both languages, sat with the first twenty people who tried them, and then threw away half of her sentences. Rooming has taken four minutes less ever since.",
                "She is ready for a cardiology practice, and I say so with regret.",
            ),
        ),
        "june-park/evidence/cma-certificate.pdf": certificate(june, "Certified Medical Assistant, CMA (AAMA)", AAMA, "Number 1530942 · recertified December 10, 2021 · current to December 31, 2026"),
        "june-park/evidence/cbcs-certificate.pdf": certificate(june, "Certified Billing and Coding Specialist (CBCS)", NHA, "Number H8R2-7741-3096 · issued March 14, 2025 · expires March 14, 2027"),
        "june-park/evidence/bls-card.pdf": card(june, "BLS Provider", AHA, "August 2024", "August 2026"),
        "june-park/evidence/transcript.pdf": transcript(
            june, "Tualatin Plains College · Associate degree, Medical assisting · September 2012 to May 2014", GENERAL[:6] + COURSES + GENERAL[6:], "Grade point average 3.6. Degree awarded May 2014."
        ),
        "june-park/evidence/coding-update.pdf": certificate(
            june, "Coding update for evaluation and management visits, 10 units", AAMA, "Completed January 24, 2026 · category: administrative", "attended the whole of"
        ),
        "june-park/evidence/review-2026.pdf": memo(
            "Yearly review 2026",
            june,
            "Northfork Internal Medicine, Portland, OR · May 2026",
            (
                "Leads eleven assistants on two floors. New assistants room alone after 15 days on average (2022: 24). Charges returned for missing documentation: 4 percent (2022: 11).",
                "No-shows fell from 9 to 6 percent since reminders go out as text messages. Two inspections of the office laboratory without a finding.",
                "Goal for the year: renew CMA (AAMA) and BLS in time, and hand the charge review to a deputy.",
            ),
        ),
        "june-park/evidence/vaccine-waste.pdf": table(
            "Expired vaccine doses",
            june,
            "Northfork Internal Medicine · counts by quarter, before and after the shared ordering sheet",
            ("Quarter", "Year before", "Year after"),
            [("First", "9", "3"), ("Second", "7", "1"), ("Third", "6", "1"), ("Fourth", "9", "1")],
            "31 doses expired in the year before, 6 in the year after.",
        ),
        "june-park/evidence/letter-okafor.pdf": letter(
            "Dr. Samuel Okafor",
            "Medical director",
            "Northfork Internal Medicine",
            "September 15, 2026",
            june,
            (
                "June Park has led our medical assistants for almost five years. She notices what will go wrong on Thursday while it is still Monday, and tells people kindly.",
                "Our onboarding checklist, our charge review and our quiet waiting room are her work. She teaches by standing beside people, and she takes a full room herself when we are short.",
                "Any practice that wants its assistants to stay should talk to her.",
            ),
        ),
    }


def main() -> None:
    """Write every file below the folder given, or below this one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, data in documents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
