"""What resumekit costs: CPU seconds and memory of whole processes, beside rendercv's (or stock WeasyPrint's) in turn.

    make benchmark                                  against stock WeasyPrint
    RENDERCV=path/to/rendercv make benchmark        against `rendercv render`, PDF only
    .venv/bin/python tests/benchmarks/run.py --rounds 9 --check

In: nothing; the profiles are written here, the same facts for both programs. Out: a table with medians, ratios and
targets. CPU time is the child's own, user and system. The programs take turns (A, B, A, B), so that a busy machine slows
both. Exits 0, with `--check` 1 if a target is missed.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import yaml

RESUMEKIT = str(Path(sys.executable).with_name("resumekit"))
TODAY = ("--today", "2026-11-24")

STOCK = """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""

SUMMARY = "Certified medical assistant with four years in family practice: rooms 20 patients a day, draws blood, records EKGs and keeps prior authorizations moving in Epic."
CREDENTIALS = (
    ("CMA (AAMA)", "American Association of Medical Assistants", "2022-06", "2027-06"),
    ("BLS Provider", "American Heart Association", "2025-08", "2027-08"),
    ("Certified Phlebotomy Technician (CPT)", "National Healthcareer Association", "2025-03", "2027-03"),
)
JOBS = (
    (
        "Saguaro Internal Medicine",
        "2023-02",
        "present",
        (
            "Room 18 to 22 patients a day: vital signs, medication reconciliation and chief complaint in Epic.",
            "Cut average rooming time from 11 to 7 minutes by moving screening forms to the check-in tablet.",
            "Perform 12-lead EKGs, spirometry and point-of-care tests: A1C, strep, influenza and urinalysis.",
            "Draw 15 blood samples a day with a redraw rate below two percent.",
        ),
    ),
    (
        "Catalina Family Health",
        "2022-02",
        "2023-01",
        (
            "Gave intramuscular and subcutaneous injections and kept the vaccine refrigerator log without a gap.",
            "Submitted 25 prior authorizations a week and followed each one to a decision.",
            "Trained two new assistants in instrument sterilization and autoclave spore testing.",
        ),
    ),
)
EXTERNSHIP = (
    "Desert Willow Clinic",
    "2021-09",
    "2021-12",
    ("Completed 60 supervised venipunctures and 240 sets of vital signs, all signed off.", "Assisted with suture removal, wound care, ear lavage and skin biopsies."),
)
SCHOOLS = (("Rillito Community College", "Certificate", "Medical assisting", "2020-08", "2021-12"), ("Sahuaro Vista High School", "Diploma", "General studies", "2016-08", "2020-05"))
SKILLS = {
    "Clinical": ("Phlebotomy", "EKG", "Vital signs", "Injections", "Wound care", "Spirometry"),
    "Office": ("Scheduling", "Prior authorization", "Referrals", "HIPAA"),
    "Software": ("Epic", "athenahealth", "Microsoft Office"),
}


def our_profile() -> dict[str, object]:
    """The resume as a profile of resumekit."""
    site, start, end, lines = EXTERNSHIP
    return {
        "resumekit": 1,
        "career": "medical-assistant",
        "person": {"name": "Maya Ortiz", "headline": "Certified Medical Assistant", "email": "maya.ortiz@example.org", "location": "Tucson, AZ"},
        "summary": SUMMARY,
        "certifications": [{"name": name, "issuer": issuer, "issued": issued, "expires": expires} for name, issuer, issued, expires in CREDENTIALS],
        "externships": [{"site": site, "role": "Medical assistant extern", "location": "Tucson, AZ", "start": start, "end": end, "hours": 180, "highlights": list(lines)}],
        "experience": [{"employer": employer, "title": "Medical assistant", "location": "Tucson, AZ", "start": first, "end": last, "highlights": list(done)} for employer, first, last, done in JOBS],
        "education": [{"institution": school, "award": award, "program": program, "start": first, "end": last} for school, award, program, first, last in SCHOOLS],
        "skills": [{"name": skill, "group": group} for group, skills in SKILLS.items() for skill in skills],
    }


def six_variants() -> dict[str, object]:
    """The same resume with six variants: other templates, sections and lines, two of them kept to a page."""
    looks: list[dict[str, object]] = [
        {"template": "clinical", "headline": "Medical assistant, cardiology", "pages": 1},
        {"sections": ["summary", "experience", "certifications", "skills", "education"]},
        {"hide": ["person.location"], "options": {"accent": "#1f4e79"}},
        {"headline": "Medical assistant, front desk", "pages": 1},
        {"template": "clinical", "options": {"paper": "a4"}},
        {"options": {"dates": "inline"}},
    ]
    return {**our_profile(), "variants": {f"variant-{number}": look for number, look in enumerate(looks, 1)}}


def their_profile() -> dict[str, object]:
    """The same resume for rendercv, in its quickest one-page look."""
    site, start, end, lines = EXTERNSHIP
    place = {"position": "Medical assistant", "location": "Tucson, AZ"}
    sections: dict[str, object] = {
        "summary": [SUMMARY],
        "certifications": [{"name": name, "summary": issuer, "start_date": issued, "end_date": expires} for name, issuer, issued, expires in CREDENTIALS],
        "experience": [{"company": employer, **place, "start_date": first, "end_date": last, "highlights": list(done)} for employer, first, last, done in JOBS],
        "externships": [{"company": site, **place, "position": "Medical assistant extern (180 hours)", "start_date": start, "end_date": end, "highlights": list(lines)}],
        "education": [{"institution": school, "degree": award, "area": program, "start_date": first, "end_date": last} for school, award, program, first, last in SCHOOLS],
        "skills": [{"label": group, "details": ", ".join(skills)} for group, skills in SKILLS.items()],
    }
    cv = {"name": "Maya Ortiz", "headline": "Certified Medical Assistant", "location": "Tucson, AZ", "email": "maya.ortiz@example.org", "sections": sections}
    page = {"size": "us-letter", "top_margin": "1cm", "bottom_margin": "1cm", "left_margin": "1.4cm", "right_margin": "1.4cm", "show_footer": False, "show_top_note": False}
    return {"cv": cv, "design": {"theme": "engineeringresumes", "page": page, "typography": {"line_spacing": "0.5em", "font_size": {"body": "9pt"}}}}


def long_profile(lines: int) -> str:
    """A valid profile of about so many lines."""
    profile = our_profile()
    jobs: list[dict[str, object]] = []
    while len(jobs) * 13 < lines - 90:
        number = len(jobs)
        first = 1960 + number % 60
        highlights = [f"Roomed {10 + (number + step) % 15} patients a day and recorded vital signs, line {step}." for step in range(7)]
        jobs.append({"employer": f"Clinic {number}", "title": "Medical assistant", "location": "Tucson, AZ", "start": f"{first}-01", "end": f"{first}-12", "highlights": highlights})
    profile["experience"] = jobs
    return yaml.safe_dump(profile, sort_keys=False, allow_unicode=True, width=200)


@dataclass
class Cost:
    """What the runs of one command cost: CPU seconds each, and the most memory in MiB."""

    command: list[str]
    cpu: list[float] = field(default_factory=list)
    memory: float = 0
    failed: str = ""

    def run(self, folder: Path) -> None:
        """Run once, as a child of its own."""
        with (folder / "stderr").open("wb") as errors, open(os.devnull, "wb") as nothing:
            child = subprocess.Popen(self.command, cwd=folder, stdout=nothing, stderr=errors)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            self.failed = (folder / "stderr").read_text(encoding="utf-8", errors="replace")[-300:]
        self.cpu.append(used.ru_utime + used.ru_stime)
        self.memory = max(self.memory, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))

    @property
    def median(self) -> float:
        """The median CPU seconds."""
        return statistics.median(self.cpu)


def pages_of(path: Path) -> int:
    """The pages of a PDF; 0 where there is none."""
    import pypdfium2

    if not path.is_file():
        return 0
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def evidence(folder: Path) -> str:
    """A profile with 20 documents, 40 pages and about 20 MB of scans below `folder`."""
    import io
    import random

    import pikepdf
    from PIL import Image

    lines = ["resumekit: 1", "career: medical-assistant", "person: {name: Ana Reyes}", "certifications:"]
    for number in range(20):
        noise = Image.frombytes("RGB", (320, 400), random.Random(number).randbytes(320 * 400 * 3)).resize((1700, 2200), Image.Resampling.BICUBIC)
        out = io.BytesIO()
        noise.save(out, "JPEG", quality=50 if number % 2 else 28)
        name = f"{number}.{'jpg' if number % 2 else 'pdf'}"
        if number % 2:
            (folder / name).write_bytes(out.getvalue())
        else:
            pdf = pikepdf.new()
            for _ in range(3):
                page = pdf.add_blank_page(page_size=(612, 792))
                image = pikepdf.Stream(pdf, out.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1700, Height=2200, ColorSpace=pikepdf.Name.DeviceRGB)
                image.BitsPerComponent, image.Filter = 8, pikepdf.Name.DCTDecode
                page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=pdf.make_indirect(image)))
                page.obj.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /P Do Q")
            pdf.save(folder / name)
        lines.append(f"  - {{name: Certificate {number}, evidence: {name}}}")
    return "\n".join(lines) + "\n"


def reading(rounds: int) -> float:
    """CPU seconds that a thousand phrases take to be read once the words are known: the best of so many rounds over the invented ones."""
    from resumekit.load import load_career
    from resumekit.phrases import Recogniser

    lines = (Path(__file__).parent.parent / "data" / "phrases.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line.rsplit("=>", 1)[0].strip() for line in lines if "=>" in line and not line.startswith("#")]
    texts = ["; ".join(pair) for pair in zip(phrases[::2], phrases[1::2], strict=False)]  # as long as a line of a resume
    recogniser = Recogniser(load_career("medical-assistant"))
    taken = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        for text in texts:
            recogniser.skills(text)
        taken.append(time.process_time() - begun)
    return min(taken[1:]) / len(texts) * 1000


Row = tuple[str, float, float, str]


def measure(folder: Path, rounds: int, rendercv: str, say: Callable[[str], None]) -> list[Row]:
    """Run everything in turn; return what was measured: name, value, target, unit."""
    (folder / "ours.yaml").write_text(yaml.safe_dump(our_profile(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "six.yaml").write_text(yaml.safe_dump(six_variants(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "theirs.yaml").write_text(yaml.safe_dump(their_profile(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    (folder / "stock.py").write_text(STOCK, encoding="utf-8")
    for name, lines in (("300.yaml", 300), ("20000.yaml", 20_000)):
        text = long_profile(lines)
        (folder / name).write_text(text, encoding="utf-8")
        say(f"{name} has {len(text.splitlines())} lines")
    # In a process of its own: until it has become another program, a child counts the memory of the one that it came from.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        (folder / "proof.yaml").write_text(pool.submit(evidence, folder).result(), encoding="utf-8")
        phrases = pool.submit(reading, max(rounds, 5)).result()
    say(f"{1000 / phrases:,.0f} phrases a second")
    say(f"proof.yaml has {sum(file.stat().st_size for file in (*folder.glob('*.jpg'), *folder.glob('[0-9]*.pdf'))) / 1e6:.1f} MB of evidence")
    costs = {
        "bare": Cost([RESUMEKIT, "render", "proof.yaml", "-f", "pdf", *TODAY]),
        "portfolio": Cost([RESUMEKIT, "portfolio", "proof.yaml", *TODAY]),
        "pdf": Cost([RESUMEKIT, "render", "ours.yaml", "-f", "pdf", *TODAY]),
        "peer": Cost([rendercv, "render", "theirs.yaml", "-o", "rendercv", "-nomd", "-nohtml", "-nopng", "-q"] if rendercv else [sys.executable, "stock.py", "ours.html", "stock.pdf"]),
        "html": Cost([RESUMEKIT, "render", "ours.yaml", "-f", "html", *TODAY]),
        "both": Cost([RESUMEKIT, "render", "six.yaml", "-f", "pdf", "-f", "html", "-o", "out", *TODAY]),
        "all": Cost([RESUMEKIT, "render", "six.yaml", "--all", "-f", "pdf", "-f", "html", "-o", "out", *TODAY]),
        "validate": Cost([RESUMEKIT, "validate", "300.yaml", *TODAY]),
        "check": Cost([RESUMEKIT, "check", "300.yaml", *TODAY]),
        "help": Cost([RESUMEKIT, "--help"]),
        "long": Cost([RESUMEKIT, "validate", "20000.yaml", *TODAY]),
        "python": Cost([sys.executable, "-c", "pass"]),
    }
    costs["html"].run(folder)  # the stock peer needs the page, and every program its caches
    for cost in costs.values():
        cost.run(folder)
        cost.cpu.clear()
    for _ in range(rounds):
        for cost in costs.values():
            cost.run(folder)
    for name, cost in costs.items():
        say(f"{name:9} {cost.median:6.3f} s  {cost.memory:6.1f} MiB  {' '.join(cost.command[:3])}" + (f"   FAILED: {cost.failed}" if cost.failed else ""))
    theirs = next((folder / "rendercv").rglob("*.pdf"), folder / "none") if rendercv else folder / "stock.pdf"
    say(f"pages: resumekit {pages_of(folder / 'ours.pdf')}, {'rendercv' if rendercv else 'stock WeasyPrint'} {pages_of(theirs)}")
    if any(cost.failed for cost in costs.values()):
        say("some commands failed: their figures say nothing")
    peer, median = "rendercv render" if rendercv else "stock WeasyPrint", {name: cost.median for name, cost in costs.items()}
    # Stock WeasyPrint itself costs about 0.83 of rendercv; its limits are the same seconds.
    limits = (0.60, 0.28) if rendercv else (0.72, 0.34)
    return [
        (f"render -f pdf, of {peer}", median["pdf"] / median["peer"], limits[0], ""),
        (f"render -f html, of {peer}", median["html"] / median["peer"], limits[1], ""),
        ("render --all, six variants, of one", median["all"] / median["both"], 2.5, ""),
        ("validate, 300 lines", median["validate"], 0.35, "s"),
        ("check, 300 lines", median["check"], 0.35, "s"),
        ("--help", median["help"], 0.15, "s"),
        ("a thousand phrases", phrases, 0.05, "s"),
        ("validate, 20,000 lines", median["long"], 1.0, "s"),
        ("render -f pdf, peak memory", costs["pdf"].memory, 70, "MiB"),
        ("portfolio, 40 pages, more than the resume", median["portfolio"] - median["bare"], 1.0, "s"),
        (f"portfolio, 40 pages, more, of {peer}", (median["portfolio"] - median["bare"]) / median["peer"], 1.15 if rendercv else 1.4, ""),
        ("portfolio, 40 pages, peak memory", costs["portfolio"].memory, 150, "MiB"),
    ]


def main() -> int:
    """Measure, print the table, and say how it went."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--check", action="store_true", help="exit 1 if a target is missed")
    options = parser.parse_args()
    rendercv = os.environ.get("RENDERCV", "")
    say = print
    if not rendercv:
        say("RENDERCV is not set: comparing with stock WeasyPrint on the same page")
    with tempfile.TemporaryDirectory() as name:
        rows = measure(Path(name), options.rounds, rendercv, say)
    say(f"\n{'':46}{'measured':>10}{'target':>10}")
    for what, value, target, unit in rows:
        met = "met" if value <= target else "MISSED"
        say(f"{what:46}{value:10.2f}{target:10.2f} {unit:4}{met}")
    return int(options.check and any(value > target for _, value, target, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
