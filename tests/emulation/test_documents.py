"""Papers as PDF: our fonts and stylesheets, nothing else, and no box for a letter."""

import sys
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from emulation.kit import documents
from emulation.kit.documents import (
    Document,
    MissingGlyph,
    PaperEngineMissing,
    Picture,
    ResourceRefused,
    own_resource,
    render_pdf,
)
from emulation.kit.paper_words import OPEN, dated_at, long_date
from tests.evidence import picture
from tests.printed import pages_of

PAGE = '<html lang="vi"><link rel="stylesheet" href="paper:paper.css"><p>{}</p></html>'


class Notice(Document):
    template = "notice.html"

    def context(self):
        return {"name": "Nguye\u0302\u0303n Thi\u0323 Hoa"}


def fonts_of(pdf: bytes) -> list[dict]:
    fonts = PdfReader(BytesIO(pdf)).pages[0]["/Resources"]["/Font"]
    return [fonts[name]["/DescendantFonts"][0]["/FontDescriptor"] for name in fonts]


def test_vietnamese_prints_in_our_own_embedded_subset_font():
    pdf = render_pdf(PAGE.format("Đặng Thuỳ Dương, tổ dân phố số 14"))

    assert pages_of(pdf) == ["Đặng Thuỳ Dương, tổ dân phố số 14"]
    assert [font["/FontName"].split("+")[1] for font in fonts_of(pdf)] == ["Portal-Serif"]
    assert all("/FontFile2" in font for font in fonts_of(pdf))


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1/x.png">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="picture.png">',
        '<link rel="stylesheet" href="https://fonts.example/x.css">',
        '<link rel="stylesheet" href="paper:../../config/settings.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import url("file:///etc/hostname");</style>',
        '<style>@font-face { font-family: x; src: url("font:../hostname") }</style><p style="font-family: x">x</p>',
        '<svg width="9" height="9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_a_page_that_asks_for_anything_else_is_refused(tag):
    html = PAGE.format(tag)

    with pytest.raises(ResourceRefused):
        render_pdf(html)


def test_our_stylesheets_and_fonts_are_served_by_name():
    sheet, sheet_type = own_resource("paper:paper.css")
    font, font_type = own_resource("font:Serif-Bold.ttf")

    assert (sheet_type, font_type) == ("text/css", "font/ttf")
    assert b"Portal Serif" in sheet
    assert font.startswith(b"\0\1\0\0")


def test_a_picture_is_shown_only_where_it_is_handed_over():
    html = PAGE.format("<img src='picture:abc' alt=''>")
    kept = Picture("abc", "image/png", picture("PNG", size=(4, 4)))

    assert b"/Image" in render_pdf(html, [kept])
    with pytest.raises(ResourceRefused):
        render_pdf(html)


@pytest.mark.parametrize("write", [Document.pdf, Document.docx])
def test_a_control_character_is_refused_in_both_formats(write, settings, tmp_path):
    (tmp_path / "notice.html").write_text(PAGE.format("Một\x0b{{ name }}"))
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}]

    with pytest.raises(MissingGlyph, match=r"U\+000B"):
        write(Notice())


def test_a_letter_no_font_has_is_named_instead_of_printed_as_a_box():
    html = PAGE.format("Nguyễn \U000f1234 Hoa")

    with pytest.raises(MissingGlyph, match=r"U\+F1234") as refused:
        render_pdf(html)

    assert refused.value.letters == "\U000f1234"


def test_a_wheel_font_stands_in_where_the_times_metric_one_is_missing(monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "TINOS", tmp_path)

    pdf = render_pdf(PAGE.format("Sùng Thị Chử"))
    found = documents.complaints()

    assert pages_of(pdf) == ["Sùng Thị Chử"]
    assert documents.font_file("Serif-Bold.ttf").name == "CrimsonPro[wght].ttf"
    assert [sentence for sentence in found if "fonts-croscore" in sentence]


class NoPango:
    def find_spec(self, name, *rest):
        raise OSError("cannot load library 'libpango-1.0-0'")


def test_a_missing_pango_is_a_clear_sentence(monkeypatch):
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango()])

    found = documents.complaints()

    with pytest.raises(PaperEngineMissing, match="thiếu thư viện Pango"):
        render_pdf(PAGE.format("Lê An"))
    assert "thiếu thư viện Pango" in found[0]


def test_a_document_composes_its_letters_before_printing(settings, tmp_path):
    (tmp_path / "notice.html").write_text(PAGE.format("{{ name }}"))
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}]

    pdf = Notice().pdf()

    assert pages_of(pdf) == ["Nguyễn Thị Hoa"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2022, 2, 5), "ngày 05 tháng 02 năm 2022"),
        (date(2022, 1, 31), "ngày 31 tháng 01 năm 2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
        (date(2022, 9, 15), "ngày 15 tháng 9 năm 2022"),
        (date(2026, 10, 1), "ngày 01 tháng 10 năm 2026"),
    ],
)
def test_long_dates_take_a_zero_in_january_and_february_only(day, words):
    assert long_date(day) == words


def test_an_unknown_date_leaves_room_for_a_pen():
    assert long_date(None, 2022) == f"ngày {OPEN} tháng {OPEN} năm 2022"
    assert dated_at("Đồng Tâm", None) == f"Đồng Tâm, ngày {OPEN} tháng {OPEN} năm {OPEN}"
