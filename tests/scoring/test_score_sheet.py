"""Phiếu tự chấm điểm on paper: for any criteria, any family, any name; its code decoded from the page as printed."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from emulation.kit.fitting import TooLong
from scoring.documents.score_sheet import (
    NARROWEST,
    Column,
    NoRoom,
    SheetFace,
    SheetLine,
    UnitCover,
    page_of,
    proof_sheets,
    table_of,
    write_sheets,
)
from tests.printed import pages_of, picture_of
from tests.qr_reader import read

TEXT = "Công dân cài đặt và sử dụng các phương thức thanh toán không dùng tiền mặt vào: nộp thuế, trả tiền điện."
TEN = tuple(Column(number, f"Tên ngắn {number}", f"{TEXT} ({number})", 10) for number in range(1, 11))
FACE = SheetFace(
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
    people=TEN,
)
NAMES = ("Nguyễn Thị Kiều Ngọc Hưởng", "Đặng Thuỳ Dương", "Sùng Thị Chử", "Lô Thị Nga", "H'Hen Niê", "Y Bhŏk Ênuôl")
LONG = ("Công Tằng Tôn Nữ Hoàng Nguyễn Thị Kiều Ngọc Hưởng " * 2)[:100].strip()
LINE = SheetLine(
    code="K7M-2RF-9T3",
    link="https://thidua.dongtam.example.vn/phieu/K7M2RF9T3/",
    unit="Tổ dân phố số 8",
    household="T08-017",
    head="Sùng A Chử",
    address="Số 17, đường Điện Biên",
    residents=6,
    names=NAMES[:4],
)
OWN = (
    Column(1, "Mã QR số nhà", "Hộ có gắn mã QR số nhà.", 10),
    Column(2, "Nộp thuế điện tử", "Hộ kinh doanh nộp thuế điện tử.", 10, only_for="kinh doanh"),
    Column(3, "Thanh toán số", "Hộ trả tiền điện qua tài khoản.", 20, steps=4),
)


def written(face, *stack) -> bytes:
    out = BytesIO()
    write_sheets(face, stack, out)
    return out.getvalue()


def of(count: int) -> SheetLine:
    return replace(LINE, names=tuple(f"{NAMES[at % 6]} con" for at in range(count)))


def code_on(pdf: bytes, page: int = 1) -> str:
    """The text of the one QR code of a whole page, found by an independent reader as a scanner would."""
    return read(picture_of(pdf, page, reduce=1))


def test_a_sheet_names_its_household_and_its_people_in_paper_order():
    (page,) = pages_of(written(FACE, LINE))

    order = ["PHƯỜNG ĐỒNG TÂM", "PHIẾU TỰ CHẤM ĐIỂM", "Sùng A Chử", "T08-017", "Số 17, đường Điện Biên", *LINE.names]
    assert [word for word in order if word not in page] == []
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert "6, được chấm: 4" in page
    assert "K7M-2RF-9T3" in page
    assert "Nộp lại cho tổ trước 24:00 ngày 04/9/2022" in page


def test_a_sheet_tells_what_is_asked_and_what_happens_with_the_answers():
    (page,) = pages_of(written(FACE, LINE))

    assert [column for column in TEN if f"({column.number})" not in page] == []
    assert "Thông báo xử lý dữ liệu cá nhân." in page
    assert "Không đánh dấu là không đồng ý." in page
    assert "K nếu không áp dụng (tính là chưa đạt)" in page
    assert "CHỦ HỘ" in page
    assert "TỔ DÂN PHỐ XÁC NHẬN" in page


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (6, 1), (12, 2), (30, 3)])
def test_every_person_of_a_family_stands_on_a_sheet_once(people, pages):
    line, room = of(people), page_of(FACE)[1]

    found = pages_of(written(FACE, line))

    assert room == 10
    assert len(found) == pages
    lines = [f" {at} {name} " for at, name in enumerate(line.names, start=1)]
    assert [sum(one in page for page in found) for one in lines] == [1] * people
    assert [f"Tờ {at}/{pages}" in page for at, page in enumerate(found, start=1)] == [pages > 1] * pages


def test_every_page_of_a_family_carries_the_same_code():
    pdf = written(FACE, of(12))

    assert [code_on(pdf, page) for page in (1, 2)] == [LINE.link] * 2


@pytest.mark.parametrize("length", range(40, 90, 7))
def test_the_code_of_each_sheet_is_read_from_the_page_as_printed(length):
    links = [f"https://{'x' * (length - 32)}.example.vn/phieu/K7M2RF9T{last}" for last in "0CX"]

    pdf = written(FACE, *(replace(LINE, link=link) for link in links))

    assert [code_on(pdf, page) for page in (1, 2, 3)] == links


def test_the_reader_of_codes_is_no_yes_man():
    pdf = written(FACE, LINE)
    slot, dots = page_of(FACE)[0].slots["qr"], 288 / 72
    picture = picture_of(pdf, reduce=1)
    side = int(slot.side * dots)
    left, top = int(slot.x * dots), int(picture.height - (slot.y + slot.side) * dots)
    picture.paste(0, (left + side // 2, top + side // 2, left + side, top + side))

    with pytest.raises(AssertionError):
        read(picture)


def test_long_names_shrink_and_wrap_but_are_whole():
    line = replace(LINE, head=LONG, address=LONG, names=(LONG, *NAMES))

    pdf = written(FACE, line)
    words = pages_of(pdf)[0].split()

    assert [word for word in LONG.split() if words.count(word) < 3] == []
    assert {squeezed.slot for squeezed in proof_sheets(FACE, [line]).wrapped} >= {"name-1", "head"}


def test_a_name_no_line_takes_is_refused_by_name():
    with pytest.raises(TooLong, match="WWWWWWWWWW"):
        written(FACE, replace(LINE, names=("W" * 100,)))


def test_a_spare_sheet_has_a_code_and_room_for_a_pen():
    (page,) = pages_of(written(FACE, SheetLine(LINE.code, LINE.link, LINE.unit)))

    assert "K7M-2RF-9T3" in page
    assert "Tổ dân phố số 8" in page
    assert "Dự phòng" in page
    assert "được chấm" not in page
    assert "Sùng" not in page


def test_a_cover_counts_its_stack():
    cover = UnitCover("Tổ dân phố số 14", 105, 2, 298, 106, 5, "In lúc 08:00 ngày 01/09/2022")

    page, sheet = pages_of(written(FACE, cover, LINE))

    assert "Tổ dân phố số 14" in page
    for words in ("phiếu trong tập này 105", "không cần phiếu 2", "(tên đã in) 298", "có tên 106", "số tờ 111"):
        assert words in page
    assert "In lúc 08:00 ngày 01/09/2022" in page
    assert "Sùng A Chử" in sheet


@pytest.mark.parametrize("count", [1, 2, 6, 7, 15, 20])
def test_any_number_of_criteria_has_boxes_of_five_millimetres(count):
    columns = tuple(Column(n, "Thanh toán không dùng tiền mặt mọi nơi X", TEXT, 5) for n in range(1, count + 1))
    face = replace(FACE, people=columns)

    (page,) = pages_of(written(face, LINE))

    assert table_of("people", columns, range(3)).box >= NARROWEST
    assert page_of(face)[1] >= 4
    assert all(f" {number}. Công dân" in page for number in range(1, count + 1))


def test_more_criteria_than_a_sheet_takes_are_refused_in_a_sentence():
    face = replace(FACE, people=tuple(Column(n, "Tên", TEXT, 5) for n in range(1, 31)))

    with pytest.raises(NoRoom, match="30 tiêu chí, một tờ A4 chỉ đủ ô cho 20"):
        page_of(face)


def test_texts_that_leave_no_room_give_way_to_the_short_names():
    columns = tuple(Column(n, f"Tên ngắn {n}", TEXT * 6, 5) for n in range(1, 21))

    (page,) = pages_of(written(replace(FACE, people=columns), LINE))

    assert "nộp thuế" not in page
    assert "Lô Thị Nga" in page


@pytest.mark.parametrize("people", [TEN, ()])
def test_households_scored_for_themselves_have_a_line_of_their_own(people):
    line = replace(LINE, names=LINE.names if people else (), blocked=frozenset({"own-2"}))

    (page,) = pages_of(written(replace(FACE, people=people, household=OWN), line))

    assert "Cả hộ" in page
    assert "Hộ kinh doanh nộp thuế điện tử. (10 điểm; chỉ cho kinh doanh)" in page
    assert "(20 điểm; ghi từ 0 đến 4)" in page
    assert "Gia đình K" in page


def test_what_is_not_for_this_household_is_marked_for_it_alone():
    face = replace(FACE, people=(), household=OWN)
    lines = [replace(LINE, names=(), blocked=blocked) for blocked in (frozenset({"own-2"}), frozenset())]

    pages = pages_of(written(face, *lines))

    assert ["Gia đình K" in page for page in pages] == [True, False]


def test_practice_data_is_marked_on_every_page():
    cover = UnitCover("Tổ 1", 1, 0, 4, 1, 0, "In lúc 08:00")

    pages = pages_of(written(replace(FACE, practice=True), cover, LINE))

    assert [page.count("DỮ LIỆU THỰC HÀNH") for page in pages] == [1, 1]


def test_the_page_is_black_on_white_with_marks_in_its_corners():
    pdf = written(FACE, LINE)
    picture = picture_of(pdf)  # 72 dots an inch

    millimetres = [(7, 7), (203, 7), (7, 290), (203, 290)]
    seen = [picture.getpixel((int(x * 72 / 25.4), int(y * 72 / 25.4))) for x, y in millimetres]

    assert seen[:3] == [0, 0, 0]
    assert seen[3] > 200  # hollow, so that a page upside down is noticed


def test_all_sheets_share_one_laid_out_page_and_embedded_fonts():
    one, many = written(FACE, LINE), written(FACE, *[LINE] * 11)
    fonts = PdfReader(BytesIO(many)).pages[0]["/Resources"]["/Font"].values()

    assert (len(many) - len(one)) / 10 < 2048
    assert all("/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)
