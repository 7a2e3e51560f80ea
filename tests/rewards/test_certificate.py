"""Giấy chứng nhận: the words of every sheet, its marks, and the picture WeasyPrint would make of it."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from emulation.kit.documents import render_pdf
from rewards.documents.certificate import (
    CertificateFace,
    CertificateLine,
    CertificatePaper,
    proof_certificates,
    write_certificates,
)
from tests.printed import difference, pages_of, picture_of

FACE = CertificateFace(
    issuer="Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
    recognition="Gia đình công dân số",
    year=2022,
    place="Đồng Tâm",
    signer_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Nguyễn Ngọc Hà",
    decision_number="112/QĐ-UBND",
    decision_date=date(2022, 9, 5),
    draft=False,
    practice=False,
)
LINE = CertificateLine("Gia đình bà", "Nguyễn Thị Kiều Ngọc Hưởng", "Tổ dân phố số 14, phường Đồng Tâm", "0087", None)
NAMES = ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "Sùng Thị Chử", "H'Hen Niê", "Lô Thị Nga"]


def written(face, *lines) -> bytes:
    out = BytesIO()
    write_certificates(face, lines, out)
    return out.getvalue()


def test_every_sheet_names_its_household_in_the_order_of_lines():
    lines = [replace(LINE, name=name, register_number=f"{n:04}") for n, name in enumerate(NAMES, start=1)]

    pages = pages_of(written(FACE, *lines))

    for number, (page, name) in enumerate(zip(pages, NAMES, strict=True), start=1):
        order = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        order += ("CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", "CHỨNG NHẬN", "Gia đình bà", name)
        order += ("Tổ dân phố số 14, phường Đồng Tâm", "Đạt tiêu chí", "“GIA ĐÌNH CÔNG DÂN SỐ” năm 2022")
        assert all(words in page for words in order)
        assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
        assert f"Vào sổ số: {number:04}" in page


def test_a_decision_is_cited_and_dated_as_the_decree_writes_it():
    (page,) = pages_of(written(FACE, LINE))

    assert "Quyết định số 112/QĐ-UBND ngày 05 tháng 9 năm 2022" in page
    assert "Đồng Tâm, ngày 05 tháng 9 năm 2022" in page
    assert "PHÓ CHỦ TỊCH" in page
    assert "BẢN NHÁP" not in page
    assert "THỰC HÀNH" not in page


def test_without_a_decision_number_and_date_stay_open():
    face = replace(FACE, decision_number=None, decision_date=None)

    (page,) = pages_of(written(face, replace(LINE, register_number=None)))

    assert "Quyết định số: /QĐ-UBND ngày tháng năm 2022" in page
    assert "Đồng Tâm, ngày tháng năm 2022" in page
    assert "Vào sổ số:" in page
    assert "0087" not in page


def test_a_draft_shows_its_watermark():
    fair, draft = (picture_of(written(replace(FACE, draft=draft), LINE)) for draft in (False, True))

    assert difference(fair, draft) > 10
    assert difference(fair, draft) < 60  # discreet: the text on it stays as readable


def test_practice_data_is_marked_on_every_page():
    pages = pages_of(written(replace(FACE, practice=True), LINE, replace(LINE, name="Lô Thị Nga")))

    assert [page.count("DỮ LIỆU THỰC HÀNH") for page in pages] == [1, 1]


def test_a_link_is_printed_as_code_and_in_letters():
    line = replace(LINE, qr="https://dongtam.example.vn/x/7K2M-9QFT")

    with_code, without = (pages_of(written(FACE, each))[0] for each in (line, LINE))

    assert "Tra cứu tại" in with_code
    assert "dongtam.example.vn/x/7K2M-9QFT" in with_code
    assert "Tra cứu" not in without


@pytest.mark.parametrize("name", ["Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương"])
def test_the_picture_is_weasyprints_own(name):
    line = replace(LINE, name=name)
    own = render_pdf(CertificatePaper(FACE, line).html())

    pdf = CertificatePaper(FACE, line).pdf()

    assert difference(picture_of(pdf), picture_of(own)) <= 80


def test_long_names_are_listed_before_printing():
    lines = [LINE, replace(LINE, name="Nguyễn Thị Kiều Ngọc Hưởng " * 3), replace(LINE, name="Hưởng " * 60)]

    report = proof_certificates(FACE, lines)

    assert [squeezed.page for squeezed in report.wrapped] == [2]
    assert [refused.page for refused in report.refused] == [3]


def test_a_year_is_never_written_with_a_thousands_separator():
    (page,) = pages_of(written(FACE, LINE))

    assert "2.022" not in page
