"""The slips on paper: their words, their QR codes read back, the cut, and what cannot be printed."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from emulation.models import Household
from scoring.models import HouseholdLink
from scoring.rules import read_code
from tests.printed import pages_of, picture_of
from tests.qr_reader import read

PLACE = ["dong-tam-2022", 1]
CODE = re.compile(r"[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}")
DOT = 288 / 25.4  # dots a millimetre in an unreduced picture
QR = (70, 23, 24)  # millimetres: left, top, side


@pytest.fixture
def order(logged_in, clerk, phase, unit_of):
    """Presses a button of the page of neighbourhood 8: order("new") or order("ticked", home)."""

    def press(scope, *homes, key=None, name="phone_slips"):
        url = reverse(f"scoring:{name}", args=[*PLACE, unit_of("8").pk])
        data = {"scope": scope, "home": [home.pk for home in homes], "key": key or uuid4()}
        return logged_in(clerk).post(url, data)

    return press


def qr_of(pdf: bytes, place: int) -> str:
    """The code of the slip at a place of the first page."""
    left, top = 105 * (place % 2) + QR[0], 74.25 * (place // 2) + QR[1]
    box = [left - 1, top - 1, left + QR[2] + 1, top + QR[2] + 1]
    return read(picture_of(pdf, reduce=1).crop(tuple(round(side * DOT) for side in box)))


def test_a_slip_says_who_asks_what_for_until_when_and_for_whom(order, household):
    [page] = pages_of(order("new").content)

    for words in (
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM",
        "Sùng A Chử",
        "T08-017, Tổ dân phố số 8",
        "testserver/tu-cham/",
        "Không bắt buộc",
        "Dùng được đến 24:00 ngày 04/9/2022.",
        "Giữ kín phiếu này",
    ):
        assert words in page
    assert "Lô Thị Nga" not in page


def test_the_qr_code_and_the_short_code_open_the_household(order, household):
    pdf = order("new").content
    browsers = [Client(), Client()]

    address = qr_of(pdf, 0)
    browsers[0].post(address.removeprefix("http://testserver"))
    browsers[1].post("/tu-cham/", {"code": CODE.search(pages_of(pdf)[0])[0]})

    assert re.fullmatch(r"http://testserver/tu-cham/m/[\w-]{22}/", address)
    assert ["Sùng A Chử" in browser.get("/tu-cham/phieu/").text for browser in browsers] == [True, True]


def test_nothing_but_lines_to_cut_stands_where_printers_do_not_print(order, make_household):
    for number in range(8):
        make_household("8", f"Nguyễn Thị Kiều Ngọc Hưởng {number}", 1960)

    picture = picture_of(order("new").content, reduce=1).convert("L")

    edge, width, height = round(5 * DOT), picture.width, picture.height
    strips = [
        (0, 0, width, edge),
        (0, height - edge, width, height),
        (0, 0, edge, height),
        (width - edge, 0, width, height),
    ]
    assert [picture.crop(strip).getextrema()[0] > 80 for strip in strips] == [True] * 4  # grey dashes, no black


def test_nine_households_take_two_pages_and_the_ninth_code_is_its_own(order, make_household):
    for number in range(9):
        make_household("8", f"Nguyễn Thị Kiều Ngọc Hưởng {number}", 1960)

    pages = pages_of(order("new").content)

    codes = [CODE.findall(page) for page in pages]
    assert [len(found) for found in codes] == [8, 1]
    assert len({read_code(code) for found in codes for code in found}) == 9


def test_the_same_press_twice_gives_the_same_slips(order, household):
    key = uuid4()

    first, second = order("new", key=key), order("new", key=key)

    assert CODE.findall(pages_of(first.content)[0]) == CODE.findall(pages_of(second.content)[0])
    assert HouseholdLink.objects.count() == 1


def test_a_reprint_for_a_ticked_household_ends_the_old_slip(order, household):
    old = qr_of(order("new").content, 0)

    new = qr_of(order("ticked", household).content, 0)

    answers = [Client().get(address.removeprefix("http://testserver")).status_code for address in (old, new)]
    assert answers == [404, 200]


def test_where_everybody_has_a_slip_nothing_is_printed(order, household):
    order("new")

    answer = order("new")

    assert answer.status_code == 302
    assert HouseholdLink.objects.count() == 1


def test_a_name_no_slip_can_hold_is_refused_before_any_secret_changes(order, household):
    order("new")
    Household.objects.filter(pk=household.pk).update(head_name="Nguyễn" * 16)

    answer = order("ticked", household)

    assert answer.status_code == 302
    assert HouseholdLink.objects.in_force().count() == HouseholdLink.objects.count() == 1


def test_revoking_ends_the_ticked_slips_alone(order, household, make_household):
    make_household("8", "Hoàng Thị Nhất", 1980)
    order("new")

    order("ticked", household, name="phone_revoke")

    assert list(HouseholdLink.objects.in_force().values_list("household__head_name", flat=True)) == ["Hoàng Thị Nhất"]
