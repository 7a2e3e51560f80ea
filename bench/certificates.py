"""Certificates on a layout: the portal's batch against ReportLab drawing the same, and WeasyPrint one document each.

    python -m bench.certificates [pages ...] [--repeats 3]

Every run starts without a laid-out page, so that laying out is counted. ReportLab draws the fixed part once as a form;
it runs twice, with QR codes by segno (told the mask, its fastest way) and, lent, by the portal's own encoder.
"""

import argparse
import io
import os
import random
import re
import statistics
import subprocess
import sys
import time
from datetime import date
from itertools import count, islice
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from reportlab.lib.colors import HexColor  # noqa: E402
from reportlab.lib.units import mm  # noqa: E402
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from emulation.kit import laying_out  # noqa: E402
from emulation.kit.documents import font_file, render_pdf  # noqa: E402
from emulation.kit.filling import draw_code  # noqa: E402
from emulation.kit.fitting import CodeSlot  # noqa: E402
from emulation.kit.quick_codes import quick_code, segno_code  # noqa: E402
from rewards.documents import laid_out  # noqa: E402
from rewards.rules.certificates import content_texts, face_texts  # noqa: E402
from rewards.rules.layout_designs import CERTIFICATE  # noqa: E402

FACE = face_texts(
    issuer="Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
    place="Đồng Tâm",
    signer_title="CHỦ TỊCH",
    signer_name="Nguyễn Ngọc Hà",
    year=2022,
    decision_number="112/QĐ-UBND",
    decision_code="QĐ-UBND",
    decided_on=date(2022, 9, 15),
    content=content_texts("Gia đình công dân số", "certificate", "", "", 2022),
) | {"lookup": "dongtam.example.vn/tra-cuu"}
FAMILIES = ("Nguyễn", "Trần", "Đặng", "Sùng", "Lô", "Hoàng", "Phạm", "Vũ", "Lê", "Bùi", "Đỗ", "Giàng", "Hà", "Lương")
MIDDLES = ("Thị", "Văn", "Thuỳ", "Kiều", "Ngọc Bảo", "Đức", "Thị Kiều", "Hữu", "Minh", "Quang", "Thị Thanh", "Xuân")
GIVEN = ("Hưởng", "Dương", "Chử", "Nga", "Ngọc Hưởng", "Quỳnh", "Cường", "Ánh", "Hạnh", "Tuấn", "Lý", "Thuỷ", "Việt")


def lines(pages: int):
    """Seeded certificates, each with an address of its own to look it up."""
    dice = random.Random(86)
    for number in range(1, pages + 1):
        name = f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
        where = f"Tổ dân phố số {dice.randint(1, 18)}, phường Đồng Tâm"
        code = f"{dice.randrange(36**4):04X}-{number:05}"
        yield {
            "salutation": "Gia đình bà", "name": name, "place": where, "register": f"{number:05}",
            "qr": f"https://dongtam.example.vn/x/{code}", "check_code": code,
        }  # fmt: skip


def portal(pages: int, out):
    laying_out._lay_out.cache_clear()
    laid_out.write_sheets(CERTIFICATE, FACE, lines(pages), out)


def weasyprint(pages: int, out):
    for line in lines(pages):
        out.write(render_pdf(laid_out.LaidOutPage(CERTIFICATE, laid_out.PLAIN, laid_out.SheetFacts(FACE, line)).html()))


def segno_bitmap(payload: str) -> tuple[int, bytes]:
    """What `quick_code` returns, made by segno alone."""
    matrix = segno_code(payload.encode()).matrix
    width = -(-len(matrix) // 8)
    rows = (int("".join("01"[dark] for dark in row).ljust(8 * width, "0"), 2).to_bytes(width, "big") for row in matrix)
    return len(matrix), b"".join(rows)


def reportlab(pages: int, out, bitmap=segno_bitmap):
    for style in ("Regular", "Bold", "Italic"):
        registerFont(TTFont(style, font_file(f"Serif-{style}.ttf")))
    canvas = Canvas(out, pagesize=(297 * mm, 210 * mm))
    canvas.beginForm("fixed")
    draw_fixed(canvas)
    canvas.endForm()
    code = CodeSlot("qr", 0, 31 * mm, 30 * mm, 22 * mm)
    for line in lines(pages):
        canvas.doForm("fixed")
        canvas.setFillColor(HexColor("#1d2129"))
        write(canvas, "Italic", 17, 77, line["salutation"])
        write(canvas, "Bold", 34, 92, line["name"])
        write(canvas, "Regular", 16, 104, line["place"])
        write(canvas, "Regular", 12, 156, f"Vào sổ khen thưởng số: {line['register']}", left=31)
        write(canvas, "Bold", 10, 172, f"Mã tra cứu: {line['check_code']}", left=57)
        canvas._code.append(draw_code(code, *bitmap(line["qr"])))
        canvas.showPage()
    canvas.save()


def draw_fixed(canvas: Canvas):
    """The border, the rosette and the fixed lines of the certificate."""
    paper = laid_out.ornament(CERTIFICATE)
    for shift, paths, colour in ((0, paper["waves"], "#b98a1f"), (1, paper["rosettes"], "#eadfc2")):
        canvas.saveState()
        canvas.translate(shift * 148.5 * mm, shift * 105 * mm)
        canvas.setStrokeColor(HexColor(colour))
        for path in paths:
            stroke(canvas, path)
        canvas.restoreState()
    for inset in (8, 9.4, 17.6, 19):
        canvas.rect(inset * mm, inset * mm, (297 - 2 * inset) * mm, (210 - 2 * inset) * mm)
    fixed = (("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 28), ("Độc lập - Tự do - Hạnh phúc", 14, 34))
    fixed += ((FACE["issuer"].upper(), 15, 46), ("CHỨNG NHẬN", 46, 63), (FACE["recognition"].upper(), 23, 122))
    fixed += ((FACE["achievement"], 16, 113), (FACE["year"], 16, 131))
    for text, size, top in fixed:
        write(canvas, "Bold", size, top, text)
    write(canvas, "Regular", 12, 144, f"Quyết định số {FACE['decision']}", left=31)
    write(canvas, "Regular", 12, 150, FACE["decided_on"], left=31)
    write(canvas, "Italic", 10, 167, f"Tra cứu tại {FACE['lookup']}", left=57)
    write(canvas, "Italic", 14, 138, FACE["dated"], left=176)
    write(canvas, "Bold", 14, 145, FACE["signer_title"], left=205)
    write(canvas, "Bold", 14, 182, FACE["signer_name"], left=196)


def stroke(canvas: Canvas, data: str):
    path = canvas.beginPath()
    for command, numbers in re.findall(r"([MC])([^MCZ]*)", data):
        values = [float(number) * mm for number in numbers.split()]
        (path.moveTo if command == "M" else path.curveTo)(*values)
    canvas.drawPath(path)


def write(canvas: Canvas, face: str, size: float, top: float, text: str, left: float | None = None):
    """A line whose baseline is `top` mm from the top edge, centred unless `left` (mm) says where it starts."""
    canvas.setFont(face, size)
    x = left * mm if left else (297 * mm - stringWidth(text, face, size)) / 2
    canvas.drawString(x, (210 - top) * mm, text)


def reportlab_lent(pages: int, out):
    reportlab(pages, out, bitmap=quick_code)


def seconds(contenders, pages: int, repeats: int) -> list[float]:
    """Median time of each contender; they take turns, so that a busy machine is busy for all."""
    times = [[] for _ in contenders]
    for _ in range(repeats):
        for contender, results in zip(contenders, times, strict=True):
            begin = time.perf_counter()
            contender(pages, io.BytesIO())
            results.append(time.perf_counter() - begin)
    return [statistics.median(results) for results in times]


def one_warm() -> float:
    """Seconds for a file of one certificate, page laid out before: median of 50."""
    fresh = (islice(lines(100), at, at + 1) for at in count())
    times = []
    for line in islice(fresh, 50):
        begin = time.perf_counter()
        laid_out.write_sheets(CERTIFICATE, FACE, line, io.BytesIO())
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def peak_memory(pages: int) -> int:
    """MiB at the peak of a fresh process that writes so many certificates to a file."""
    command = [sys.executable, "-m", "bench.certificates", "--memory", str(pages)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report_memory(pages: int):
    with Path(os.devnull).open("wb") as out:
        laid_out.write_sheets(CERTIFICATE, FACE, lines(pages), out)
    status = Path("/proc/self/status").read_text()  # not getrusage, which counts the parent of a fresh process too
    print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024)


def compare(sizes: list[int], repeats: int):
    sample = 10
    each = seconds([weasyprint], sample, repeats)[0] / sample
    print("  pages    portal   pages/s   ReportLab ratio   with our QR ratio   WeasyPrint x pages  ratio")
    for pages in sizes:
        ours, theirs, lent = seconds([portal, reportlab, reportlab_lent], pages, repeats)
        print(
            f"{pages:7} {ours:8.2f}s {pages / ours:9.0f} {theirs:10.2f}s {theirs / ours:5.1f} "
            f"{lent:12.2f}s {lent / ours:5.1f} {each * pages:19.1f}s {each * pages / ours:6.0f}"
        )
    first, many = io.BytesIO(), io.BytesIO()
    portal(1, first)
    portal(1001, many)
    print(f"one certificate, warm: {one_warm() * 1000:.1f} ms")
    print(f"a page beyond the first: {(many.tell() - first.tell()) / 1000:.0f} bytes; the first: {first.tell()} bytes")
    print(f"memory at {sizes[-1]} pages: {peak_memory(sizes[-1])} MiB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=int, nargs="*", default=[1000, 5000, 20000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory", type=int, help="only write so many certificates and print the peak in MiB")
    arguments = parser.parse_args()
    if arguments.memory:
        report_memory(arguments.memory)
    else:
        compare(arguments.pages, arguments.repeats)
