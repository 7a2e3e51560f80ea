"""Score sheets: a ward's 3.000 in one run, against WeasyPrint laying out one document a sheet.

    python -m bench.score_sheets [sheets ...] [--repeats 3]

Every run starts without a laid-out page, so that measuring the room and laying out are counted. What is timed is the
paper alone; the peak of memory is that of a fresh process that writes all sheets to a file.
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
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from bench.certificates import FAMILIES, GIVEN, MIDDLES  # noqa: E402
from emulation.kit import laying_out  # noqa: E402
from emulation.kit.documents import render_pdf  # noqa: E402
from scoring.documents import score_sheet  # noqa: E402

TEXT = (
    "Công dân cài đặt và sử dụng các phương thức thanh toán không dùng tiền mặt vào nộp thuế, trả tiền điện, viện phí."
)
FACE = score_sheet.SheetFace(
    ward="phường Đồng Tâm",
    campaign="Chuyển đổi số 2022",
    phase="Đợt 1 – Sơ kết",
    goals=("Công dân số khi đạt từ 90/100 điểm.",),
    who="Người từ đủ 18 tuổi tính đến 31/08/2022",
    window="Nộp lại cho tổ trước 24:00 ngày 04/9/2022.",
    not_applicable="tính là chưa đạt",
    household_title="Gia đình công dân số",
    place="Đồng Tâm",
    year=2022,
    practice=False,
    people=tuple(score_sheet.Column(number, f"Thanh toán số {number}", TEXT, 10) for number in range(1, 11)),
)


def lines(sheets: int):
    """Seeded households of one to five people, each with a code of its own."""
    dice = random.Random(86)

    def name():
        return f"{dice.choice(FAMILIES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"

    for number in range(sheets):
        names = tuple(name() for _ in range(dice.randint(1, 5)))
        code = f"{number:09}"
        yield score_sheet.SheetLine(
            code=f"{code[:3]}-{code[3:6]}-{code[6:]}",
            link=f"https://thidua.dongtam.example.vn/phieu/{code}/",
            unit=f"Tổ dân phố số {number % 18 + 1}",
            household=f"T{number % 18 + 1:02}-{number:04}",
            head=names[0],
            address=f"Số {number % 200}, đường Điện Biên",
            residents=len(names) + 1,
            names=names,
        )


def portal(sheets: int, out):
    laying_out._lay_out.cache_clear()
    score_sheet.page_of.cache_clear()
    score_sheet.write_sheets(FACE, lines(sheets), out)


def weasyprint(sheets: int, out):
    html = score_sheet.SheetPaper(FACE, 8, 8.5).html()
    for _ in range(sheets):
        out.write(render_pdf(html))


def seconds(contender, sheets: int, repeats: int) -> float:
    times = []
    for _ in range(repeats):
        begin = time.perf_counter()
        contender(sheets, io.BytesIO())
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def peak_memory(sheets: int) -> int:
    """MiB at the peak of a fresh process that writes so many sheets to a file."""
    command = [sys.executable, "-m", "bench.score_sheets", "--memory", str(sheets)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def report_memory(sheets: int):
    with Path(os.devnull).open("wb") as out:
        score_sheet.write_sheets(FACE, lines(sheets), out)
    status = Path("/proc/self/status").read_text()  # not getrusage, which counts the parent of a fresh process too
    print(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024)


def compare(sizes: list[int], repeats: int):
    sample = 3
    each = seconds(weasyprint, sample, repeats) / sample
    print(" sheets    portal  sheets/s  WeasyPrint x sheets  ratio  memory")
    for sheets in sizes:
        ours = seconds(portal, sheets, repeats)
        theirs = each * sheets
        print(
            f"{sheets:7} {ours:8.2f}s {sheets / ours:9.0f} {theirs:19.1f}s {theirs / ours:6.0f} "
            f"{peak_memory(sheets):5} MiB"
        )
    first, many = io.BytesIO(), io.BytesIO()
    portal(1, first)
    portal(1001, many)
    print(f"a sheet beyond the first: {(many.tell() - first.tell()) / 1000:.0f} bytes; the first: {first.tell()} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sheets", type=int, nargs="*", default=[1000, 3000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory", type=int, help="only write so many sheets and print the peak in MiB")
    arguments = parser.parse_args()
    if arguments.memory:
        report_memory(arguments.memory)
    else:
        compare(arguments.sheets, arguments.repeats)
