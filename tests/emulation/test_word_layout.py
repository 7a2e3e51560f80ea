"""The layout of Nghị định 30/2020/NĐ-CP read back from the Word file, component by component."""

from functools import cache

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn

from rewards.documents.report import InterimReport
from tests.rewards.reported import FACTS
from tests.worded import opened, paragraph_of, rule_after, set_as, shaped


@cache
def report() -> bytes:
    return InterimReport(FACTS).docx()


@pytest.mark.parametrize(
    ("text", "letters", "align", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, True, False), ALIGN.CENTER, "Quốc hiệu"),
        ("Độc lập - Tự do - Hạnh phúc", (13, True, False), ALIGN.CENTER, "Tiêu ngữ"),
        ("PHƯỜNG ĐỒNG TÂM", (12, True, False), ALIGN.CENTER, "Tên cơ quan"),
        ("Số: /BC-UBND", (13, False, False), ALIGN.CENTER, "Số và ký hiệu"),
        ("Đồng Tâm, ngày tháng năm 2022", (13, False, True), ALIGN.CENTER, "Địa danh và ngày tháng"),
        ("BÁO CÁO", (14, True, False), ALIGN.CENTER, "Tên loại"),
        ("Căn cứ Kế hoạch số 126/KH-UBND;", (14, False, True), ALIGN.JUSTIFY, "Căn cứ"),
        ("II. KẾT QUẢ THỰC HIỆN", (14, True, False), ALIGN.LEFT, "Đề mục lớn"),
        ("1. Đặc điểm, tình hình", (14, True, False), ALIGN.LEFT, "Đề mục nhỏ"),
        ("Tính đến 10:42 ngày 06/9/2022:", (14, False, False), ALIGN.JUSTIFY, "Nội dung"),
        ("Bảng 1. Kết quả chung", (13, False, True), ALIGN.CENTER, "Tên bảng"),
        ("TM. UBND PHƯỜNG", (14, True, False), ALIGN.CENTER, "Chữ ký"),
        ("Nguyễn Ngọc Hà", (14, True, False), ALIGN.CENTER, "Chữ ký"),
        ("Nơi nhận:", (12, True, True), ALIGN.LEFT, "Nơi nhận"),
        ("- Lưu: VT.", (11, False, False), ALIGN.LEFT, "Danh sách nơi nhận"),
    ],
)
def test_each_component_has_the_size_and_style_of_the_decree(text, letters, align, style):
    paragraph = paragraph_of(report(), text)

    assert (set_as(paragraph), shaped(paragraph, "alignment"), paragraph.style.name) == (letters, align, style)


def test_paper_is_upright_a4_with_the_margins_of_the_decree():
    (section,) = opened(report()).sections

    sides = ("page_width", "page_height", "top_margin", "bottom_margin", "left_margin", "right_margin")
    assert [round(getattr(section, side).mm) for side in sides] == [210, 297, 20, 20, 30, 16]
    assert section.orientation == WD_ORIENT.PORTRAIT


def test_letters_are_times_new_roman_and_the_language_is_vietnamese():
    defaults = opened(report()).styles.element.find(f".//{qn('w:rPrDefault')}")

    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:ascii")) == "Times New Roman"
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"


def test_paragraphs_begin_1_27_cm_in_stand_6_points_apart_and_leave_a_little_more_than_a_single_line():
    paragraph = paragraph_of(report(), "Thực hiện Thông báo kết luận số 86-TBKL/ĐU.")

    assert round(shaped(paragraph, "first_line_indent").cm, 2) == 1.27
    assert shaped(paragraph, "space_before").pt == 6
    assert 1 <= shaped(paragraph, "line_spacing") <= 1.5


def test_the_number_of_the_page_is_centred_above_the_text_but_not_on_page_1():
    (section,) = opened(report()).sections

    first, others = (band._element.xml for band in (section.first_page_header, section.header))
    assert section.different_first_page_header_footer
    assert ("PAGE" in first, "PAGE" in others) == (False, True)
    assert [round(stop.position.mm) for stop in section.header.paragraphs[0].paragraph_format.tab_stops] == [82, 164]
    assert section.header.paragraphs[0].text.split("\t") == ["DỰ THẢO", "", "DỮ LIỆU THỰC HÀNH – KHÔNG CÓ GIÁ TRỊ"]
    assert section.first_page_footer.paragraphs[0].text.startswith("Số liệu tính lúc 10:42 ngày 06/9/2022")


@pytest.mark.parametrize(
    ("text", "frame", "least", "most"),
    [("Độc lập - Tự do - Hạnh phúc", 92, 52, 58), ("PHƯỜNG ĐỒNG TÂM", 72, 43.5 / 3, 43.5 / 2)],
)
def test_the_rules_under_motto_and_issuer_are_drawn_as_long_as_the_decree_says(text, frame, least, most):
    left, right = (edge * 25.4 / 72 for edge in rule_after(paragraph_of(report(), text)))

    assert least <= frame - left - right <= most
    assert left == pytest.approx(right, abs=0.1)


def test_heads_of_tables_come_again_and_their_rows_are_never_split():
    table = opened(report()).tables[2]

    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, True, *[False] * 4]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert [cell.text for cell in table.rows[0].cells][7:9] == ["Hộ còn thiếu", "Hộ còn thiếu"]  # one cell over two


def test_the_last_sentence_stays_with_its_signatures():
    last = next(p for p in reversed(opened(report()).paragraphs) if p.text.startswith("Trên đây là báo cáo"))

    assert shaped(last, "keep_with_next")


def test_a_line_to_write_on_is_a_dotted_tab_up_to_the_right_edge():
    lines = [p for p in opened(report()).paragraphs if "\t" in p.text]

    stops = {(round(stop.position.mm), stop.leader.name) for line in lines for stop in line.paragraph_format.tab_stops}
    assert len(lines) == 21
    assert stops == {(164, "DOTS")}
