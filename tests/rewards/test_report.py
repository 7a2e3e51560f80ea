"""Báo cáo sơ kết: the layout of Nghị định 30 measured on the PDF, its tables and chart, what it says of odd results."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from rewards.documents import report_words as words
from rewards.documents.report import InterimReport
from tests.printed import pages_of, picture_of, pieces_of, seen_by
from tests.rewards.reported import FACTS, LETTER, MANY, PLAN, RULES, WARD, facts_of

MM = 72 / 25.4


@cache
def pdf_of(facts) -> bytes:
    return InterimReport(facts).pdf()


def plain(facts) -> str:
    """All words of the report in reading order."""
    return " ".join(pages_of(pdf_of(facts)))


@cache
def boxes_of(pdf: bytes, number: int) -> list[tuple[str, float, float, float, float]]:
    """Every word of a page as poppler sees it, with left, top, right and bottom in points."""
    page = seen_by("pdftotext", pdf, "-bbox", "-f", f"{number}", "-l", f"{number}", "-", "-").decode()
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
    return [(text, *map(float, box)) for *box, text in found]


def line_of(pdf: bytes, text: str) -> tuple[float, float, float]:
    """Left, right and bottom of a line of the first page."""
    boxes, length = boxes_of(pdf, 1), len(text.split())
    start = next(at for at in range(len(boxes)) if " ".join(box[0] for box in boxes[at : at + length]) == text)
    return boxes[start][1], boxes[start + length - 1][3], boxes[start][4]


def rule_below(pdf: bytes, text: str) -> tuple[float, float]:
    """Left and right end of the rule under a line of the first page, in points."""
    left, right, bottom = line_of(pdf, text)
    dots = picture_of(pdf, reduce=1)  # four to a point
    frame = (int(4 * left) - 8, int(4 * bottom) + 1, int(4 * right) + 8, int(4 * bottom) + 24)
    rows = dots.crop(frame).point(lambda grey: 255 * (grey < 128))
    start, _, end, _ = rows.getbbox()
    return (frame[0] + start) / 4, (frame[0] + end) / 4


def pages_in(pdf: bytes) -> range:
    return range(1, len(PdfReader(BytesIO(pdf)).pages) + 1)


def painted(pdf: bytes, number: int) -> str:
    return " ".join(piece.text for piece in pieces_of(pdf, number))


def in_one_line(row) -> str:
    return " ".join(cell for cell in row if cell)


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


def test_paper_is_upright_a4():
    pages = PdfReader(BytesIO(pdf_of(FACTS))).pages

    assert {(round(p.mediabox.width / MM), round(p.mediabox.height / MM)) for p in pages} == {(210, 297)}


def test_the_text_leaves_30_mm_on_the_left_and_15_to_20_mm_on_the_right():
    pdf = pdf_of(FACTS)

    boxes = [box for number in pages_in(pdf) for box in boxes_of(pdf, number)]

    assert round(min(left for _, left, *_ in boxes) / MM, 1) == 30.0
    assert 190 <= max(right for _, _, _, right, _ in boxes) / MM <= 195


def test_above_and_below_20_mm_stand_only_the_marks_and_from_page_2_the_number():
    pdf = pdf_of(FACTS)

    margins = [
        sorted(box[0] for box in boxes_of(pdf, number) if box[2] < 20 * MM or box[4] > 277 * MM)
        for number in pages_in(pdf)
    ]

    marks = "DỰ THẢO DỮ LIỆU THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ Số liệu tính lúc 10:42 ngày 06/9/2022"
    numbers = ["", *(f" {number}" for number in pages_in(pdf)[1:])]
    assert margins == [sorted((marks + number).split()) for number in numbers]


def test_the_page_number_is_centred_in_the_upper_margin_in_14_point():
    (number,) = [piece for piece in pieces_of(pdf_of(FACTS), 2) if piece.text == "2" and piece.baseline < 20 * MM]

    assert (number.size, number.font) == (14, "")
    assert round((number.left + 3.5) / MM, 1) == 112.0  # the middle of the text; a figure is 7 points wide


def test_the_rule_under_the_motto_is_as_long_as_its_text():
    left, right, _ = line_of(pdf_of(FACTS), "Độc lập - Tự do - Hạnh phúc")

    rule = rule_below(pdf_of(FACTS), "Độc lập - Tự do - Hạnh phúc")

    assert rule == (pytest.approx(left, abs=0.5), pytest.approx(right, abs=0.5))


@pytest.mark.parametrize("text", ["PHƯỜNG ĐỒNG TÂM", "trên địa bàn phường Đồng Tâm năm 2022 (Đợt 1)"])
def test_the_rule_under_issuer_and_subject_is_a_third_to_a_half_and_centred(text):
    left, right, _ = line_of(pdf_of(FACTS), text)

    start, end = rule_below(pdf_of(FACTS), text)

    assert 1 / 3 <= (end - start) / (right - left) <= 1 / 2
    assert start + end == pytest.approx(left + right, abs=1)


def test_paragraphs_begin_1_27_cm_in_and_stand_at_least_6_points_apart():
    first, second = (piece for piece in pieces_of(pdf_of(FACTS), 1) if piece.font == "-Italic" and piece.size == 14)

    assert round((first.left - 30 * MM) / MM, 1) == 12.7
    assert round(second.baseline - first.baseline, 1) == 14 * 1.25 + 6


def test_fonts_are_embedded_and_only_ours():
    fonts = {
        font["/DescendantFonts"][0]["/FontDescriptor"].get_object()["/FontName"].split("+")[1]: "/FontFile2"
        in font["/DescendantFonts"][0]["/FontDescriptor"].get_object()
        for page in PdfReader(BytesIO(pdf_of(FACTS))).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert fonts == dict.fromkeys(fonts, True)
    assert all(name.startswith("Portal-Serif") for name in fonts)


# Head and end of the paper


def test_two_issuers_share_the_head_and_sign_side_by_side_the_first_on_the_right():
    pdf = pdf_of(FACTS)
    last = pieces_of(pdf, pages_in(pdf)[-1])
    ward, front = (next(p for p in last if p.text == name) for name in ("Nguyễn Ngọc Hà", "Nguyễn Thị Kim Lý"))

    assert "ỦY BAN NHÂN DÂN - ỦY BAN MẶT TRẬN TỔ QUỐC PHƯỜNG ĐỒNG TÂM" in painted(pdf, 1)
    assert front.baseline == ward.baseline
    assert front.left < ward.left


def test_a_single_issuer_signs_on_the_right_beside_the_receivers():
    pdf = pdf_of(replace(FACTS, letter=replace(LETTER, issuers=(WARD,))))
    last = pieces_of(pdf, pages_in(pdf)[-1])
    title, receivers = (next(p for p in last if p.text == text) for text in ("TM. UBND PHƯỜNG", "Nơi nhận:"))

    assert abs(title.baseline - receivers.baseline) < 6
    assert receivers.left < 31 * MM < 112 * MM < title.left
    assert (receivers.size, receivers.font) == (12, "-Bold-Italic")
    assert [p.size for p in last if p.text.startswith("- ")] == [11, 11, 11]


def test_the_last_sentence_signatures_and_receivers_stand_on_one_page():
    pages = pages_of(pdf_of(FACTS))

    assert "Đồng Tâm./." in pages[-1]
    assert all(part in pages[-1] for part in ("TM. UBMTTQ PHƯỜNG", "Nguyễn Ngọc Hà", "Nơi nhận:", "- Lưu: VT."))


def test_a_recorded_number_and_date_are_printed_and_the_draft_mark_is_gone():
    letter = replace(LETTER, draft=False, practice=False, number="112/BC-UBND", dated_on=date(2022, 9, 6))

    text = plain(replace(FACTS, letter=letter))

    assert "Số: 112/BC-UBND" in text
    assert "Đồng Tâm, ngày 06 tháng 9 năm 2022" in text
    assert "DỰ THẢO" not in text
    assert "THỰC HÀNH" not in text


def test_a_final_report_is_headed_tong_ket():
    plan = replace(PLAN, kind="final", phase_name="Đợt 2 – Tổng kết", steps=())

    text = plain(replace(FACTS, plan=plan))

    assert "BÁO CÁO Tổng kết phong trào thi đua “Chuyển đổi số”" in text
    assert "Đợt 2 – Tổng kết được tiến hành từ ngày 01/8/2022 đến hết ngày 31/8/2022." in text
    assert "Sơ kết" not in text


# Tables and chart


def test_the_rows_of_the_table_are_the_results():
    pdf, units = pdf_of(FACTS), FACTS.units

    rows = [words.unit_row(unit, RULES) for unit in units]

    text = " ".join(painted(pdf, number) for number in pages_in(pdf))
    assert rows == [
        ("1", "Tổ dân phố số 8", "120", "120", "118", "112", "93,3", "0", "0", "Đạt danh hiệu; đề nghị khen"),
        ("2", "Tổ dân phố số 14", "100", "100", "95", "85", "85,0", "0", "5", ""),
        ("3", "Tổ dân phố số 1", "1.200", "1.200", "1.180", "1.000", "83,3", "20", "80", ""),
    ]
    assert " ".join(map(in_one_line, rows)) + " Cộng 1.420 1.420 1.393 1.197 84,3" in text


def test_the_sums_and_the_criteria_are_printed_with_their_shares():
    text = plain(FACTS)

    assert "Hộ nộp phiếu trên số hộ có người thuộc diện chấm điểm 1.393 1.408 98,9" in text
    assert "Người đạt “Công dân số” trên số người thuộc diện chấm điểm 1.599 1.920 83,3" in text
    assert "Tổ dân phố có tỷ lệ từ 85 % trở lên (xét khen thưởng) 2 3 66,7" in text
    assert "1 Internet 1.599 1.599 100,0 5 Cổng dịch vụ công 1.200 1.599 75,0" in text


def test_a_long_table_repeats_its_head_and_never_splits_a_row():
    pdf = pdf_of(MANY)
    rows = [in_one_line(words.unit_row(unit, RULES)) for unit in MANY.units]

    pages = [painted(pdf, number) for number in pages_in(pdf)]

    places = [[number for number, page in enumerate(pages) if row in page] for row in rows]
    assert all(len(place) == 1 for place in places)
    with_rows = {place for (place,) in places}
    assert len(with_rows) == 3
    assert all("Hạng Tổ dân phố Số hộ" in pages[place] for place in with_rows)


def test_the_chart_shows_the_numbers_of_the_table():
    pdf = pdf_of(FACTS)

    text = " ".join(painted(pdf, number) for number in pages_in(pdf))

    assert "Tổ dân phố số 8 93,3 % Tổ dân phố số 14 85,0 % Tổ dân phố số 1 83,3 %" in text
    assert "từ 90 % trở lên từ 85 % đến dưới 90 % dưới 85 %" in text


def test_a_ward_without_households_gets_a_report_without_shares():
    empty = facts_of(("1", 0, 0, 0, 0), residents=0, members=0, passing_members=0, criteria=())

    text = plain(empty)

    assert "Phường Đồng Tâm có 01 tổ dân phố; chưa có hộ nào trong danh sách theo dõi." in text
    assert "– Tổ dân phố số 1 0 0 0 0 – – –" in text
    assert "Chưa có hộ nào đủ điều kiện cấp Giấy chứng nhận “Gia đình công dân số”." in text
    assert "Chưa có người nào được chấm điểm" in text
    assert "Biểu đồ" not in text


def test_a_ward_without_neighbourhoods_gets_a_sentence_instead_of_a_table():
    text = plain(facts_of())

    assert text.count("Phường Đồng Tâm chưa có tổ dân phố nào trong danh sách theo dõi.") == 2
    assert "Bảng 2" not in text


def test_the_settings_that_were_counted_by_are_printed():
    text = plain(replace(FACTS, rules=replace(RULES, household_percent=80, denominator_words="các hộ đã nộp phiếu")))

    assert "từ đủ 18 tuổi trở lên, tính tại ngày 31/8/2022" in text
    assert "“không áp dụng”: tính là chưa đạt" in text
    assert "hộ có từ 80 % trở lên số người thuộc diện chấm điểm đạt “Công dân số”" in text
    assert "số hộ đạt trên các hộ đã nộp phiếu" in text
