"""Layouts as plain facts: what keeps one from being saved, what is worth a warning, other paper, and JSON."""

import json
from dataclasses import replace

import pytest

from rewards.choices import LayoutMode, LayoutPrinted, LayoutSlot
from rewards.rules.layout_designs import CERTIFICATE, DESIGNS, MERIT
from rewards.rules.layouts import (
    FieldFacts,
    background_doubt,
    background_flaw,
    differences,
    flaws,
    layout_from,
    overlaps,
    resized,
)

NAME = FieldFacts(LayoutSlot.NAME, 20, 50, 200, 10, 20, 12)
SHEET = replace(CERTIFICATE, fields=(NAME,))


def with_name(**values):
    return replace(SHEET, fields=(replace(NAME, **values),))


@pytest.mark.parametrize("design", DESIGNS)
def test_what_the_portal_ships_has_no_flaw_and_no_overlap(design):
    assert flaws(DESIGNS[design]) == []
    assert overlaps(DESIGNS[design]) == []


@pytest.mark.parametrize(
    ("layout", "sentence"),
    [
        (with_name(x=97.1), "Trường “Họ tên, tên tập thể” ra ngoài giấy: đến 297,1 × 60 mm, giấy chỉ 297 × 210 mm."),
        (with_name(y=205), "Trường “Họ tên, tên tập thể” ra ngoài giấy: đến 220 × 215 mm, giấy chỉ 297 × 210 mm."),
        (with_name(smallest=21), "Trường “Họ tên, tên tập thể”: cỡ nhỏ nhất 21 lớn hơn cỡ chữ 20."),
        (with_name(slot="free"), "Một trường chữ tự do chưa có chữ. Hãy ghi chữ cần in, hoặc bỏ dòng này."),
        (with_name(printed="never"), "Mẫu không in trường nào. Hãy để ít nhất một trường được in."),
        (
            replace(SHEET, mode=LayoutMode.IMAGE),
            "Mẫu dùng ảnh nền thì phải có ảnh. Hãy chọn tệp ảnh, hoặc chọn kiểu khác.",
        ),
        (
            replace(SHEET, fields=(NAME, replace(NAME, y=80))),
            "Trường “Họ tên, tên tập thể” có hai dòng. Mỗi trường chỉ đặt một lần; hãy bỏ bớt một dòng.",
        ),
    ],
)
def test_a_layout_that_could_not_be_printed_is_refused_in_words(layout, sentence):
    assert flaws(layout) == [sentence]


def test_a_field_up_to_the_very_edge_is_on_the_paper():
    assert flaws(with_name(x=97, y=200)) == []


def test_two_fields_on_each_other_are_a_warning_and_touching_ones_are_not():
    place = replace(NAME, slot=LayoutSlot.PLACE, y=60)

    assert overlaps(replace(SHEET, fields=(NAME, place))) == []
    assert overlaps(replace(SHEET, fields=(NAME, replace(place, y=59.9)))) == [
        "Trường “Họ tên, tên tập thể” và “Chức vụ, đơn vị, địa chỉ” đè lên nhau. Hãy xem thử với tên dài trước khi in."
    ]


def test_on_stock_what_the_stock_has_printed_already_is_left_out():
    title = replace(NAME, slot=LayoutSlot.TITLE, text="GIẤY KHEN", printed=LayoutPrinted.NOT_ON_STOCK)
    sheet = replace(SHEET, fields=(NAME, title))

    assert [field.slot for field in sheet.printed] == ["name", "title"]
    assert [field.slot for field in replace(sheet, mode=LayoutMode.STOCK).printed] == ["name"]


@pytest.mark.parametrize(
    ("slot", "text", "said", "printed"),
    [
        (LayoutSlot.REGISTER, "Số sổ vàng:", "0087", "Số sổ vàng: 0087"),
        (LayoutSlot.REGISTER, "Số sổ vàng:", "", "Số sổ vàng:"),  # a pen fills it in
        (LayoutSlot.CHECK_CODE, "Mã tra cứu:", "", ""),
        (LayoutSlot.TITLE, "GIẤY KHEN", "", "GIẤY KHEN"),
        (LayoutSlot.NAME, "", "Lê An", "Lê An"),
    ],
)
def test_a_text_of_the_layout_stands_before_what_the_sheet_says(slot, text, said, printed):
    assert replace(NAME, slot=slot, text=text).words(said) == printed


def test_a_background_of_another_proportion_is_refused_with_the_numbers():
    assert background_flaw((3508, 2480), 297, 210) == ""
    assert background_flaw((2480, 3508), 297, 210) == (
        "Ảnh 2.480 × 3.508 điểm có tỷ lệ 0,71, giấy 297 × 210 mm có tỷ lệ 1,41: ảnh sẽ bị méo. Hãy cắt ảnh cho đúng tỷ "
        "lệ, ví dụ 3.508 × 2.480 điểm."
    )


def test_a_coarse_background_is_a_warning():
    assert background_doubt((1754, 1240), 297) == ""
    assert background_doubt((1000, 707), 297) == (
        "Ảnh nền chỉ đạt 86 điểm trên inch, in ra sẽ vỡ nét. Nên dùng ảnh rộng 3.508 điểm (300 điểm trên inch), "
        "ít nhất 1.754 điểm."
    )


@pytest.mark.parametrize("size", [(420.0, 297.0), (210.0, 297.0), (120.0, 90.0)])
def test_a_layout_on_other_paper_keeps_its_places_and_has_no_flaw(size):
    found = resized(MERIT, *size)

    assert flaws(found) == []
    assert found.fields[0].x / size[0] == pytest.approx(MERIT.fields[0].x / 297, abs=0.002)
    assert resized(MERIT, 297.0, 210.0) == MERIT


def test_a_layout_comes_back_from_json_as_it_was():
    assert layout_from(json.loads(json.dumps(MERIT.as_data()))) == MERIT


def test_a_stale_save_shows_what_is_recorded_and_what_was_typed():
    mine = replace(with_name(x=30, bold=True), name="Mẫu khác")

    assert differences(SHEET, mine) == [
        "Họ tên, tên tập thể: đang ghi “trái 20, trên 50, rộng 200, cao 10 mm; cỡ 20–12; 1 dòng; #1d2129; luôn in”, "
        "bạn ghi “trái 30, trên 50, rộng 200, cao 10 mm; cỡ 20–12; 1 dòng; đậm; #1d2129; luôn in”.",
        "Tên mẫu: đang ghi “Giấy chứng nhận, cổng vẽ khung”, bạn ghi “Mẫu khác”.",
    ]
