"""Filling a page laid out once: the same words and the same picture as laying every page out."""

import random
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from emulation.kit.documents import MissingGlyph, render_pdf
from emulation.kit.filling import fill, lay_out, proof
from emulation.kit.fitting import TooLong
from emulation.kit.laying_out import WrongPageCount
from emulation.kit.quick_codes import quick_code, segno_code
from tests.printed import difference, pages_of, picture_of

SAME = 80  # of 255: a hundredth of a point may move a letter by a sixteenth of a dot; half a point gives 200
NAMES = [
    "Nguyễn Thị Kiều Ngọc Hưởng",
    "Đặng Thuỳ Dương",
    "Sùng Thị Chử",
    "H'Hen Niê",
    "Y Bhŏk Ênuôl – H’Mông",
    "Ủy ban “Tổ 14” & hộ <12>",
]
LONG = ("Nguyễn Thị Kiều Ngọc Hưởng " * 4)[:100].strip()
HTML = """
<html lang="vi"><title>Thử</title><link rel="stylesheet" href="paper:paper.css"><style>
@page {{ size: A4 landscape; margin: 0 }}
body > * {{ position: absolute; left: 30mm; width: 230mm; text-align: center }}
#name {{ top: 60mm; font: bold 34pt/18mm "Portal Serif"; height: 18mm; color: #a8161d; {style} }}
.where {{ top: 90mm }}
#address {{ font: italic 15pt/8mm "Portal Serif"; height: 8mm; text-align: right }}
#qr {{ top: 120mm; width: 22mm; height: 22mm }}
</style>
<p style="top: 30mm; font-weight: bold">Căn cứ: tổ dân phố</p>
<p id="name" data-fill="text" data-smallest="20" data-lines="2">{name}</p>
<div class="where"><p id="address" data-fill="text">{address}</p></div>
<div id="qr" data-fill="qr"></div></html>
"""
FIXED = "Căn cứ: tổ dân phố"


def page(name="Hoàng Văn Thụ", address="Tổ dân phố số 14", style=""):
    return HTML.format(name=name, address=address, style=style)


def filled(*records) -> tuple[bytes, object]:
    out = BytesIO()
    report = fill(lay_out(page()), records, out)
    return out.getvalue(), report


def test_every_page_says_what_its_record_says():
    records = [{"name": name, "address": f"Tổ dân phố số {n}"} for n, name in enumerate(NAMES)]

    pdf, report = filled(*records)

    assert pages_of(pdf) == [f"{FIXED} {name} Tổ dân phố số {n}" for n, name in enumerate(NAMES)]
    assert (report.pages, report.shrunk, report.wrapped) == (len(NAMES), [], [])


def test_decomposed_letters_come_out_composed():
    pdf, _ = filled({"name": unicodedata.normalize("NFD", "Nguyễn Thị Kiều Ngọc  Hưởng\n")})

    assert pages_of(pdf) == [f"{FIXED} Nguyễn Thị Kiều Ngọc Hưởng"]


@pytest.mark.parametrize("name", ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "AVATAR Tỵ", "H’Hen Niê"])
def test_the_picture_is_that_of_laying_out_the_record(name):
    own = render_pdf(page(name, "Tổ dân phố số 9"))

    pdf, _ = filled({"name": name, "address": "Tổ dân phố số 9"})

    assert difference(picture_of(pdf), picture_of(own)) <= SAME


def test_a_wide_name_shrinks_where_a_smaller_style_would_stand():
    name = "Công Tằng Tôn Nữ Hoàng Nguyễn Thị Kiều Ngọc Hưởng"

    pdf, report = filled({"name": name})
    size = report.shrunk[0].size

    assert (report.shrunk[0].page, report.shrunk[0].text, report.wrapped) == (1, name, [])
    assert 20 <= size < 34
    assert difference(picture_of(pdf), picture_of(render_pdf(page(name, "", f"font-size: {size}pt")))) <= SAME


def test_a_name_of_100_letters_wraps_into_lines_that_share_the_height():
    setting = lay_out(page()).slots["name"].fit(LONG)
    own = page("<br>".join(setting.lines), "", f"font-size: {setting.size}pt; line-height: 9mm")

    pdf, report = filled({"name": LONG})

    assert (report.wrapped[0].lines, report.wrapped[0].size) == (2, setting.size)
    assert pages_of(pdf) == [f"{FIXED} {LONG}"]
    assert difference(picture_of(pdf), picture_of(render_pdf(own))) <= SAME


def test_what_fits_no_way_is_refused_by_page_and_text():
    with pytest.raises(TooLong, match="Tờ 2") as refused:
        filled({"name": "Lê An"}, {"name": "x" * 100})

    assert (refused.value.page, refused.value.text) == (2, "x" * 100)


def test_a_letter_the_font_lacks_is_named():
    with pytest.raises(MissingGlyph, match=r"U\+6F22") as refused:
        filled({"name": "Lê 漢 An"})

    assert (refused.value.letters, refused.value.page) == ("漢", 1)


def test_a_proof_lists_all_that_a_run_would_squeeze_or_refuse():
    records = [{"name": LONG}, {"name": "Lê 漢 An", "address": "字"}, {"name": "Lê An"}]

    report = proof(lay_out(page()), records)

    assert [(squeezed.page, squeezed.slot) for squeezed in report.wrapped] == [(1, "name")]
    assert [(refused.page, refused.letters) for refused in report.refused] == [(2, "漢"), (2, "字")]
    assert report.pages == 3


def test_all_pages_share_one_embedded_subset_font_per_face():
    pdf, _ = filled(*[{"name": name} for name in NAMES])
    pages = PdfReader(BytesIO(pdf)).pages

    fonts = [font for one in pages for font in one["/Resources"]["/Font"].values()]
    programs = [font["/DescendantFonts"][0]["/FontDescriptor"].raw_get("/FontFile2").idnum for font in fonts]

    assert len(pages) == len(NAMES)
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {"Portal-Serif-Bold", "Portal-Serif-Italic"}
    assert {font["/Encoding"] for font in fonts} == {"/Identity-H"}
    assert len(set(programs)) == 2


def test_a_page_beyond_the_first_costs_less_than_a_kibibyte():
    record = {"name": "Nguyễn Thị Kiều Ngọc Hưởng", "address": "Tổ 14", "qr": "https://dongtam.example.vn/x/7K2M-9QFT"}

    one, many = (len(filled(*[record] * pages)[0]) for pages in (1, 11))

    assert (many - one) / 10 < 1024


def test_codes_are_those_of_segno_module_for_module():
    dice = random.Random(5)
    payloads = [f"https://dongtam.example.vn/x/{dice.randrange(16**8):08X}" for _ in range(50)]

    for payload in payloads:
        side, rows = quick_code(payload)
        stride = len(rows) // side
        dark = [[rows[y * stride + x // 8] >> (7 - x % 8) & 1 for x in range(side)] for y in range(side)]

        assert dark == [list(row) for row in segno_code(payload.encode()).matrix]


def test_a_code_is_printed_in_its_place_module_for_module():
    payload = "https://dongtam.example.vn/x/7K2M-9QFT"
    matrix = segno_code(payload.encode()).matrix
    left, top, module = 30 * 288 / 25.4, 120 * 288 / 25.4, 22 * 288 / 25.4 / len(matrix)  # dots

    pdf, _ = filled({"qr": payload})
    picture = picture_of(pdf, reduce=1)
    middles = [number + 0.5 for number in range(len(matrix))]
    seen = [[picture.getpixel((int(left + x * module), int(top + y * module))) < 128 for x in middles] for y in middles]

    assert seen == [list(map(bool, row)) for row in matrix]


def test_progress_is_told_and_may_stop_a_run():
    told = []

    fill(lay_out(page()), [{"name": "Lê An"}] * 600, BytesIO(), told.append)

    assert told == [250, 500, 600]


def test_a_slot_the_page_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        filled({"nmae": "Lê An"})


def test_nothing_to_print_is_an_error():
    with pytest.raises(ValueError, match="Không có tờ nào"):
        filled()


@pytest.mark.parametrize("style", ["text-transform: uppercase", "font-kerning: normal"])
def test_a_slot_that_could_not_be_drawn_the_same_is_refused_at_laying_out(style):
    with pytest.raises(ValueError, match="Slot “name”"):
        lay_out(page(style=style))


def test_a_page_is_laid_out_once():
    assert lay_out(page()) is lay_out(page())


TWO_KINDS = """
<html lang="vi"><title>Thử</title><link rel="stylesheet" href="paper:paper.css"><style>
@page { size: A5; margin: 20mm }
section + section { break-before: page }
p { height: 8mm; line-height: 8mm }
</style>
<section><h1>Bìa</h1><p id="unit" data-fill="text">Tổ 1</p></section>
<section><h1>Phiếu</h1><p id="head" data-fill="text">Lê An</p></section></html>
"""


def test_a_record_goes_onto_the_page_whose_slots_it_names():
    out = BytesIO()

    fill(lay_out(TWO_KINDS, pages=2), [{"unit": "Tổ 8"}, {"head": "Lê An"}, {"head": "Hà Dư"}, {"unit": "Tổ 9"}], out)

    assert pages_of(out.getvalue()) == ["Bìa Tổ 8", "Phiếu Lê An", "Phiếu Hà Dư", "Bìa Tổ 9"]


def test_slots_of_two_pages_cannot_be_filled_on_one():
    with pytest.raises(KeyError, match="head"):
        fill(lay_out(TWO_KINDS, pages=2), [{"unit": "Tổ 8", "head": "Lê An"}], BytesIO())


def test_a_paper_that_makes_more_pages_than_it_has_kinds_is_refused():
    with pytest.raises(WrongPageCount, match="makes 2"):
        lay_out(TWO_KINDS)
