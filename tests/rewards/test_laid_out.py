"""Certificates on a layout that is data: their words, how long ones fit, printers, and the picture WeasyPrint makes."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from emulation.kit.documents import MissingGlyph, Picture
from emulation.kit.fitting import TooLong
from rewards.choices import LayoutMode, LayoutPrinted, LayoutSlot
from rewards.documents.calibration import CalibrationPage
from rewards.documents.laid_out import LaidOutPage, Sheet, SheetFacts, one_sheet, proof_sheets, write_sheets
from rewards.rules.layout_designs import CERTIFICATE, MERIT
from rewards.rules.layouts import FieldFacts, PrinterFacts
from tests.evidence import picture
from tests.printed import difference, pages_of, picture_of, pieces_of, seen_by
from tests.qr_reader import read
from tests.rewards.sheets import ACHIEVEMENT, NAMES, face, line, recognised, written

MM = 72 / 25.4
SAME = 100  # of 255: a hundredth of a point in a line, and WeasyPrint spaces letters by whole thousandths only


def with_field(layout, slot, **values):
    fields = tuple(replace(one, **values) if one.slot == slot else one for one in layout.fields)
    return replace(layout, fields=fields)


def test_every_certificate_names_its_household_in_the_order_of_lines():
    lines = [line(name, register=f"{number:04}") for number, name in enumerate(NAMES, start=1)]

    pages = pages_of(written(CERTIFICATE, recognised(), *lines))

    for number, (page, name) in enumerate(zip(pages, NAMES, strict=True), start=1):
        order = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        order += ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", "CHỨNG NHẬN", "Gia đình bà", name)
        order += ("Tổ dân phố số 14, phường Đồng Tâm", "Đạt tiêu chí", "“GIA ĐÌNH CÔNG DÂN SỐ”", "năm 2022")
        assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
        assert f"Vào sổ khen thưởng số: {number:04}" in page


def test_a_giay_khen_is_given_for_an_achievement():
    (page,) = pages_of(written(MERIT, face(), line(salutation="Bà", achievement=ACHIEVEMENT)))

    order = ("CHỦ TỊCH ỦY BAN", "TẶNG", "GIẤY KHEN", "Bà", NAMES[0], "Tổ dân phố số 14", "Đã có thành tích xuất sắc")
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "Quyết định số 112/QĐ-UBND" in page
    assert "ngày 05 tháng 9 năm 2022" in page
    assert "PHÓ CHỦ TỊCH" in page


def test_without_a_decision_number_and_date_stay_open():
    said = recognised(decision_number="", decided_on=None)

    (page,) = pages_of(written(CERTIFICATE, said, line(register="")))

    assert "Quyết định số /QĐ-UBND" in page
    assert "Đồng Tâm, ngày tháng năm 2022" in page
    assert "Vào sổ khen thưởng số:" in page
    assert "Tra cứu" not in page


def test_on_stock_only_what_a_printer_has_to_add_is_printed():
    stock = replace(CERTIFICATE, mode=LayoutMode.STOCK)

    (page,) = pages_of(written(stock, recognised(), line()))

    assert NAMES[0] in page
    assert "“GIA ĐÌNH CÔNG DÂN SỐ”" in page
    assert [words for words in ("CỘNG HÒA", "Độc lập", "CHỨNG NHẬN", "ỦY BAN") if words in page] == []
    ink = picture_of(written(replace(stock, fields=stock.fields[:1]), {}, {}))
    assert ink.getextrema() == (255, 255)  # no border either, nor anything else


def test_practice_data_and_drafts_are_marked_on_stock_too():
    stock = replace(CERTIFICATE, mode=LayoutMode.STOCK)

    plain, marked, draft = (
        written(stock, recognised(), line(), sheet=one) for one in (Sheet(), Sheet(practice=True), Sheet(draft=True))
    )

    assert "DỮ LIỆU THỰC HÀNH" in pages_of(marked)[0]
    assert 10 < difference(picture_of(plain), picture_of(draft)) < 60  # discreet: the text on it stays as readable


@pytest.mark.parametrize(("layout", "font"), [(CERTIFICATE, "serif"), (MERIT, "crimson"), (MERIT, "sans")])
def test_the_picture_is_weasyprints_own(layout, font):
    layout = replace(layout, fields=tuple(replace(one, font=font) for one in layout.fields))
    layout = with_field(layout, "signer_title", lines=1)
    said = recognised(signer_title="CHỦ TỊCH") if layout.design == "certificate" else face(signer_title="CHỦ TỊCH")
    facts = SheetFacts(said, line(achievement="Đã có thành tích"))

    own = LaidOutPage(layout, Sheet(), facts).pdf()

    assert difference(picture_of(one_sheet(layout, facts)), picture_of(own)) <= SAME


@pytest.mark.parametrize(
    ("name", "size", "lines"),
    [
        ("Nguyễn Thị Kiều Ngọc Hưởng", 34, 1),
        ("Công Tằng Tôn Nữ Nguyễn Thị Kiều Ngọc Hưởng", 31.5, 1),
        ("Công Tằng Tôn Nữ Nguyễn Thị Kiều Ngọc Hưởng Nguyễn Thị Kiều Ngọc Hưởng Đặng Thuỳ Dương", 22, 2),
    ],
)
def test_long_names_shrink_or_wrap_and_are_never_clipped(name, size, lines):
    pdf = written(CERTIFICATE, recognised(), line(name))

    found = [piece for piece in pieces_of(pdf, 1) if piece.text in name and len(piece.text) > 15]
    assert " ".join(piece.text for piece in found) == name
    assert [piece.size for piece in found] == [size] * lines
    assert all(piece.left >= 28 * MM - 0.1 for piece in found)


def test_what_was_fitted_is_listed_with_its_page_and_the_face_as_page_0():
    said = recognised(issuer="Chủ tịch Ủy ban nhân dân phường Đồng Tâm, thành phố Yên Bái, tỉnh Yên Bái " * 2)

    report = proof_sheets(CERTIFICATE, said, [line(), line("Hưởng " * 16), line("Hưởng " * 60), line("Lê ☃")])

    assert [(one.page, one.slot) for one in report.wrapped] == [(2, "name")]
    assert [(one.page, one.slot) for one in report.refused] == [(None, "issuer"), (3, "name"), (4, "name")]


def test_an_address_of_six_lines_is_refused_with_the_lines_there_are():
    six = line(place="một\nhai\nba\nbốn\nnăm\nsáu")

    with pytest.raises(TooLong, match="văn bản có 6 dòng, chỗ này chỉ in được 2 dòng"):
        written(CERTIFICATE, recognised(), six)

    roomy = with_field(CERTIFICATE, LayoutSlot.PLACE, height=40, lines=6, smallest=8)
    assert len([one for one in pieces_of(written(roomy, recognised(), six), 1) if one.text in six["place"]]) == 6


def test_a_letter_the_font_lacks_is_named_before_anything_is_printed():
    with pytest.raises(MissingGlyph) as refused:
        written(CERTIFICATE, recognised(), line(), line("Lê An ☃"))

    assert (refused.value.letters, refused.value.page, refused.value.slot) == ("☃", 2, "name")


def test_a_long_achievement_wraps_at_its_full_size_before_it_shrinks():
    pdf = written(MERIT, face(), line(achievement=f"{ACHIEVEMENT} trên địa bàn phường Đồng Tâm, thành phố Yên Bái"))

    found = [piece for piece in pieces_of(pdf, 1) if "thành tích" in piece.text or "Yên Bái" in piece.text]
    assert [piece.size for piece in found] == [17, 17]


def test_the_code_decodes_to_the_address_and_beside_it_stands_how_to_look_it_up_without():
    link = "https://dongtam.example.vn/x/7K2M9QFT7K2M9QFT7K2M9Q"

    said = recognised() | {"lookup": "dongtam.example.vn/tra-cuu"}

    pdf = written(CERTIFICATE, said, line(qr=link, check_code="7K2M-9QFT"))

    assert read(picture_of(pdf, reduce=1)) == link
    assert "Tra cứu tại dongtam.example.vn/tra-cuu" in pages_of(pdf)[0]
    assert "Mã tra cứu: 7K2M-9QFT" in pages_of(pdf)[0]


def test_a_line_may_say_itself_where_it_is_looked_up():
    (page,) = pages_of(written(CERTIFICATE, recognised(), line() | {"lookup": "dongtam.example.vn/tra-cuu/7K2M"}))

    assert "Tra cứu tại dongtam.example.vn/tra-cuu/7K2M" in page


def crosses(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Where words begin, in millimetres from the left and to the right of each other, as pdftotext reads them."""
    boxes = seen_by("pdftotext", pdf, "-bbox", "-", "-").decode()
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes)
    return {word: (float(x) / MM, float(y) / MM) for x, y, word in found}


@pytest.mark.parametrize(
    "printer",
    [
        PrinterFacts("a", x=1.5, y=-2.3),
        PrinterFacts("b", scale_x=1.012, scale_y=0.987),
        PrinterFacts("c", x=-10, y=12.7, scale_x=0.95, scale_y=1.05),
    ],
)
def test_a_printer_moves_and_stretches_every_word_to_a_twentieth_of_a_millimetre(printer):
    plain, moved = (written(CERTIFICATE, recognised(), line(), printer=one) for one in (None, printer))

    before, after = crosses(plain), crosses(moved)

    assert set(before) == set(after)
    for word, (x, y) in before.items():
        assert after[word][0] == pytest.approx(printer.scale_x * x + printer.x, abs=0.05)
        assert after[word][1] == pytest.approx(printer.scale_y * y + printer.y, abs=0.05)


def test_the_calibration_page_has_its_crosses_where_it_says():
    straight, moved = (CalibrationPage(CERTIFICATE, one).pdf() for one in (None, PrinterFacts("a", x=1.5)))

    assert "In đúng cỡ 100 %" in pages_of(straight)[0]
    picture = picture_of(straight, reduce=1).convert("L")
    dots = 288 / 25.4
    assert min(picture.getpixel((round(20 * dots) + shift, round(17.5 * dots))) for shift in (-1, 0, 1)) < 128
    assert crosses(moved)["290"][0] == pytest.approx(crosses(straight)["290"][0] + 1.5, abs=0.05)


def test_a_background_lies_behind_the_words():
    content = picture("JPEG", size=(297, 210), color=(0, 0, 200))
    image = replace(CERTIFICATE, mode=LayoutMode.IMAGE, background="key")
    sheet = Sheet(Picture("0" * 64, "image/jpeg", content))

    pdf = written(image, recognised(), line(), line("Lê An"), sheet=sheet)

    assert "Lê An" in pages_of(pdf)[1]
    assert picture_of(pdf).getpixel((5, 5)) == pytest.approx(
        Image.new("RGB", (1, 1), (0, 0, 200)).convert("L").getpixel((0, 0)), abs=3
    )
    assert pdf.count(b"/DCTDecode") == 1


def test_free_texts_and_capitals_are_printed_and_hidden_fields_are_not():
    free = FieldFacts(LayoutSlot.FREE, 20, 190, 100, 6, text="Mẫu số 01", align="left")
    layout = replace(
        with_field(CERTIFICATE, "name", caps=True), fields=(*CERTIFICATE.fields, free, replace(free, text="B"))
    )
    layout = with_field(layout, LayoutSlot.SALUTATION, printed=LayoutPrinted.NEVER)

    (page,) = pages_of(written(layout, recognised(), line("Đặng Thuỳ Dương")))

    assert "Mẫu số 01" in page
    assert "Gia đình bà" not in page


def test_any_paper_size_has_its_own_page():
    a3 = replace(CERTIFICATE, width=420.0, height=297.0)

    pdf = written(a3, recognised(), line())

    assert picture_of(pdf, reduce=1).size == (4763, 3368)


def test_a_page_beyond_the_first_costs_less_than_a_kibibyte():
    said, link = recognised(), "https://dongtam.example.vn/x/7K2M9QFT7K2M9QFT7K2M9Q"

    one, many = (
        len(written(CERTIFICATE, said, *[line(link=link, check_code="7K2M-9QFT")] * count)) for count in (1, 101)
    )

    assert (many - one) / 100 <= 1024


def test_what_a_sheet_says_cannot_break_out_of_the_page():
    out = BytesIO()

    write_sheets(CERTIFICATE, recognised(), [line("A) Tj ET Q (B \\ <b>")], out)

    assert "A) Tj ET Q (B \\ <b>" in pages_of(out.getvalue())[0]
