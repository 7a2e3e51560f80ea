"""Báo cáo sơ kết: the layout of Nghị định 30 measured on the PDF, its tables and chart, what it says of odd results."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from rewards.documents import report_words as words
from rewards.documents.chart import Mark, Share, bar_charts, legend
from rewards.documents.letter import Issuer, Letter, agency_lines, balanced, closed_lines, in_sentence, short_date
from rewards.documents.report import InterimReport
from rewards.documents.report_facts import CriterionLine, PlanFacts, ReportFacts, RuleFacts
from scoring.rules import UnitCount, UnitRules, rank_units
from tests.printed import pages_of, picture_of, run

MM = 72 / 25.4
NBSP = "\u00a0"
WARD = Issuer("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", "TM. UBND PHƯỜNG", "CHỦ TỊCH", "Nguyễn Ngọc Hà")
FRONT = Issuer("ỦY BAN MẶT TRẬN TỔ QUỐC PHƯỜNG ĐỒNG TÂM", "TM. UBMTTQ PHƯỜNG", "CHỦ TỊCH", "Nguyễn Thị Kim Lý")
LETTER = Letter(
    issuers=(WARD, FRONT),
    place="Đồng Tâm",
    year=2022,
    code="BC-UBND",
    recipients=("TT UBND Thành phố", "Các Đ/c Bí thư chi bộ; Tổ trưởng TDP"),
    draft=True,
    practice=True,
)
PLAN = PlanFacts(
    ward="Phường Đồng Tâm",
    campaign_name="Phong trào thi đua “Chuyển đổi số” trên địa bàn phường Đồng Tâm năm 2022",
    number="86/KHPH-UBND",
    issued_on=date(2022, 8, 6),
    phase_name="Đợt 1 – Sơ kết",
    kind="interim",
    starts_on=date(2022, 8, 1),
    ends_on=date(2022, 8, 31),
    steps=(("Hộ tự chấm điểm", "31/8 – 4/9"), ("Nộp hồ sơ", "đến 24:00 ngày 8/9")),
    legal_bases=("Căn cứ Kế hoạch số 126/KH-UBND", "Thực hiện Thông báo kết luận số 86-TBKL/ĐU"),
)
RULES = RuleFacts(
    adult_age=18,
    reference_date=date(2022, 8, 31),
    pass_mark=90,
    full_marks=100,
    na_words="tính là chưa đạt",
    denominator_words="tất cả các hộ",
    member_title="Công dân số",
    household_title="Gia đình công dân số",
    unit_title="Tổ dân phố chuyển đổi số",
    household_percent=100,
    title_percent=90,
    award_percent=85,
    award_only_highest=True,
)
CRITERIA = (CriterionLine(1, "Internet", 1599, 1599), CriterionLine(5, "Cổng dịch vụ công", 1200, 1599))


def units_of(*rows, rules=RULES):
    """Ranked neighbourhoods from (label, households, with eligible, submitted, passing)."""
    counts = [UnitCount(f"dong-tam/{label}", f"Tổ dân phố số {label}", *numbers) for label, *numbers in rows]
    return tuple(
        rank_units(counts, UnitRules(rules.title_percent, rules.award_percent, rules.award_only_highest, "all"))
    )


def facts_of(*rows, rules=RULES, **changes):
    facts = ReportFacts(
        letter=LETTER,
        plan=PLAN,
        rules=rules,
        residents=6412,
        members=1920,
        passing_members=1599,
        units=units_of(*rows, rules=rules),
        criteria=CRITERIA,
        counted_at=datetime(2022, 9, 6, 3, 42, tzinfo=UTC),
    )
    return replace(facts, **changes)


FACTS = facts_of(("1", 1200, 1190, 1180, 1000), ("8", 120, 118, 118, 112), ("14", 100, 100, 95, 85))
MANY = facts_of(*[(f"{number}", 100, 100, 100, 100 - number) for number in range(1, 71)])


@cache
def pdf_of(facts) -> bytes:
    return InterimReport(facts).pdf()


def plain(facts) -> str:
    """All words of the report in reading order."""
    return " ".join(" ".join(page) for page in map(str.split, pages_of(pdf_of(facts))))


@dataclass(frozen=True)
class Piece:
    """A run of text on a page; lengths in points, from the left and the top of the paper."""

    text: str
    size: float
    left: float
    baseline: float
    font: str


def pieces_of(pdf: bytes, number: int) -> list[Piece]:
    """What stands on a page, in the order in which it was painted."""
    found, page = [], PdfReader(BytesIO(pdf)).pages[number - 1]

    def visit(text, matrix, place, font, size):
        if text.strip():
            scale = matrix[0]
            points = (round(size * scale, 1), place[4] * scale, place[5] * scale)
            found.append(Piece(" ".join(text.split()), *points, font["/BaseFont"].partition("Serif")[2]))

    page.extract_text(visitor_text=visit)
    return found


def boxes_of(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """The box of every word, page by page."""
    pages = run("pdftotext", pdf, "-bbox").decode().split("<page ")[1:]
    return [
        [tuple(float(part.split('"')[1]) for part in line.split()[1:5]) for line in page.split("\n") if "<word" in line]
        for page in pages
    ]


def cells(rows) -> str:
    return " ".join(" ".join(cell for cell in row if cell) for row in rows)


# The layout of Nghị định 30


@pytest.mark.parametrize(
    ("text", "size", "font"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "-Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "-Bold"),
        ("PHƯỜNG ĐỒNG TÂM", 12, "-Bold"),
        ("Số: /BC-UBND", 13, ""),
        ("Đồng Tâm, ngày tháng năm 2022", 13, "-Italic"),
        ("BÁO CÁO", 14, "-Bold"),
        ("Sơ kết phong trào thi đua “Chuyển đổi số”", 14, "-Bold"),
        ("Căn cứ Kế hoạch số 126/KH-UBND;", 14, "-Italic"),
        ("Thực hiện Thông báo kết luận số 86-TBKL/ĐU.", 14, "-Italic"),
        ("1. Đặc điểm, tình hình", 14, "-Bold"),
    ],
)
def test_each_component_has_the_size_and_style_of_the_decree(text, size, font):
    pieces = [piece for piece in pieces_of(pdf_of(FACTS), 1) if piece.text == text]

    assert [(piece.size, piece.font) for piece in pieces] == [(size, font)]


def test_the_components_stand_in_the_order_of_the_decree():
    text = plain(FACTS)

    order = ["CỘNG HÒA XÃ HỘI", "Độc lập - Tự do", "Số: /BC-UBND", "BÁO CÁO", "Căn cứ Kế hoạch", "I. ĐẶC ĐIỂM"]
    order += ["II. KẾT QUẢ THỰC HIỆN", "III. CÔNG TÁC KHEN THƯỞNG", "IV. ĐÁNH GIÁ CHUNG", "V. PHƯƠNG HƯỚNG"]
    order += ["phường Đồng Tâm./.", "TM. UBND PHƯỜNG", "Nguyễn Ngọc Hà", "Nơi nhận:", "- Lưu: VT."]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_text_keeps_within_the_margins():
    sizes = run("pdfinfo", pdf_of(FACTS)[:]) if False else None
    pages = boxes_of(pdf_of(FACTS))

    assert sizes is None
    assert min(round(box[0] / MM, 1) for page in pages for box in page) == 30.0
    assert max(round(box[2] / MM, 1) for page in pages for box in page) == 195.0


def test_only_marks_and_page_numbers_stand_in_the_upper_and_lower_margins():
    last = len(boxes_of(pdf_of(FACTS)))

    margins = [
        [piece.text for piece in pieces_of(pdf_of(FACTS), number) if not 20 <= piece.baseline / MM <= 277]
        for number in range(1, last + 1)
    ]

    marks = ["DỰ THẢO", "DỮ LIỆU THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ", "Số liệu tính lúc 10:42 ngày 06/9/2022"]
    numbers = [[]] + [[f"{number}"] for number in range(2, last + 1)]
    assert [sorted(page) for page in margins] == [sorted(marks + number) for number in numbers]


def test_page_numbers_are_centred_in_14_point_from_page_2():
    (number,) = [piece for piece in pieces_of(pdf_of(FACTS), 2) if piece.text == "2"][-1:]

    assert (number.size, number.font) == (14, "")
    assert round((number.left + 3.5) / MM, 1) == 112.5  # the middle of the text column; a figure is 7 pt wide
    assert 8 < number.baseline / MM < 15


def test_paper_is_upright_a4_and_fonts_are_embedded():
    reader = PdfReader(BytesIO(pdf_of(FACTS)))
    fonts = run("pdffonts", pdf_of(FACTS))

    assert {(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in reader.pages} == {
        (210, 297)
    }
    assert fonts
