"""Preview by kinds of lines, saving bound to it, the log, undo, and what officers may take in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from emulation.actions import keep_household_list, save_household_import
from emulation.kit import clock
from emulation.kit.fields import fingerprint
from emulation.models import Household, HouseholdImport, Member
from tests.workbooks import family, person, workbook

UPLOAD = "/nhap-danh-sach/"
LOG = "/nhap-danh-sach/nhat-ky/"


@pytest.fixture
def browser_of():
    def log_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


@pytest.fixture
def upload(browser_of, campaign):
    """upload(user, *rows) gives the preview."""

    def send(user, *rows, **layout):
        file = SimpleUploadedFile("to-8.xlsx", workbook(*rows, **layout))
        return browser_of(user).post(UPLOAD, {"campaign": campaign.code, "file": file}, follow=True)

    return send


@pytest.fixture
def saved(campaign, clerk):
    """A saved list of the clerk."""
    kept = keep_household_list(workbook(*family()), "to-8.xlsx", campaign, by=clerk)
    save_household_import(kept, by=clerk)
    return HouseholdImport.objects.get(pk=kept.pk)


def text(page):
    return " ".join(page.text.split())


def press(browser, page, **values):
    place, stamp = page.request["PATH_INFO"], page.context["preview"].plan.stamp
    return browser.post(f"{place}luu/", {"stamp": stamp, **values}, follow=True)


# The preview


def test_changes_are_told_field_by_field_with_numbers_masked(upload, browser_of, saved, clerk):
    head, wife, son = family()
    rows = [[*head[:3], "Số 7", *head[4:]], [*wife[:6], "20/10/1971", *wife[7:]], [*son[:9], "0987654321"]]
    page = upload(clerk, *rows)

    shown = text(browser_of(clerk).get(page.request["PATH_INFO"], {"xem": "thay-doi"}))

    assert "Địa chỉ:</span> <del>Số 15, đường Điện Biên</del> → <ins>Số 7</ins>" in shown
    assert "Ngày sinh:</span> <del>1971</del> → <ins>20/10/1971</ins>" in shown
    assert "Số điện thoại:</span> <del>•••••••678</del> → <ins>•••••••321</ins>" in shown
    assert "0987654321" not in shown
    assert [tab.total for tab in page.context["preview"].tabs] == [0, 2, 0, 3, 1]  # two addresses in the other rows


def test_the_first_lines_shown_are_those_that_need_somebody(upload, saved, clerk):
    pages = [upload(clerk, person(gender="x")), upload(clerk, person(phone=912345678)), upload(clerk, *family())]

    assert [page.context["tab"].key for page in pages] == ["sai", "xem-lai", "giu-nguyen"]


def test_three_thousand_lines_are_shown_fifty_at_a_time(upload, clerk):
    page = upload(clerk, *(person(code=f"T{number}", name="An", birth=1950) for number in range(1500)))

    assert page.context["page_obj"].paginator.count == 3000
    assert page.text.count('data-label="Hàng"') == 50


def test_a_press_without_having_looked_saves_nothing(upload, browser_of, clerk):
    page = upload(clerk, *family())

    answer = browser_of(clerk).post(f"{page.request['PATH_INFO']}luu/", follow=True)

    assert "Hãy xem bản xem trước dưới đây rồi bấm lưu." in text(answer)
    assert not Household.objects.exists()


def test_a_preview_that_has_grown_old_is_shown_anew(upload, browser_of, saved, clerk):
    page = upload(clerk, person(name="Sùng A Chứ"))
    Household.objects.update(address="Số 9")

    answer = press(browser_of(clerk), page)

    assert "Từ lúc bạn xem trước đến nay danh bạ hoặc tổ dân phố đã thay đổi" in text(answer)
    assert not Member.objects.filter(full_name="Sùng A Chứ").exists()


def test_the_limits_are_settings_and_stand_on_the_page(browser_of, clerk, settings):
    settings.WORKBOOK_MAX_BYTES, settings.WORKBOOK_MAX_ROWS, settings.IMPORT_KEEP_DAYS = 3 * 1024**2, 1234, 45

    page = text(browser_of(clerk).get(UPLOAD))

    assert "Nặng không quá 3 MB, tối đa 1.234 hàng." in page
    assert "được giữ kín 45 ngày rồi xoá" in page


# The log


def test_the_log_tells_who_when_what_and_whether_it_can_be_undone(browser_of, clerk, saved):
    page = text(browser_of(clerk).get(LOG))

    assert "to-8.xlsx" in page
    assert "Nguyễn Thị Kiều Ngọc Hưởng" in page
    assert f"{clock.local(saved.saved_at):%H:%M %d/%m/%Y}" in page
    assert "được đến" in page


def test_an_empty_log_says_what_will_be_there(browser_of, clerk, campaign):
    assert "Chưa có lần nhập nào" in text(browser_of(clerk).get(LOG))


def test_the_log_costs_the_same_with_one_import_and_with_ten(
    browser_of, clerk, saved, campaign, django_assert_num_queries
):
    browser = browser_of(clerk)
    browser.get(LOG)
    with CaptureQueriesContext(connection) as one:
        browser.get(LOG)
    for number in range(9):
        kept = keep_household_list(workbook(person(code=f"X{number}")), "x.xlsx", campaign, by=clerk)
        save_household_import(kept, by=clerk)

    with django_assert_num_queries(len(one)):
        browser.get(LOG)


def test_the_standing_office_sees_and_undoes_what_the_clerk_has_saved(browser_of, standing, saved):
    browser = browser_of(standing)

    page = text(browser.get(f"{UPLOAD}{saved.pk}/"))
    answer = text(browser.post(f"{UPLOAD}{saved.pk}/hoan-tac/", follow=True))

    assert "Hoàn tác lần nhập này" in page
    assert "Đã hoàn tác: danh bạ trở lại như trước lần nhập này." in answer
    assert "Vũ Thị Hiệp đã hoàn tác lần nhập này" in answer
    assert "Đã hoàn tác" in text(browser.get(LOG))
    assert not Household.objects.exists()


def test_a_refused_undo_names_what_changed(browser_of, clerk, saved):
    Member.objects.filter(relation="child").update(full_name="Sửa Sau")

    answer = text(browser_of(clerk).post(f"{UPLOAD}{saved.pk}/hoan-tac/", follow=True))

    assert "Sửa Sau đã được sửa họ và tên." in answer
    assert Member.objects.count() == 3


def test_the_rows_of_somebody_elses_file_are_not_given_out(browser_of, standing, saved):
    assert browser_of(standing).get(f"{UPLOAD}{saved.pk}/dong-sai.xlsx").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("chairman", 403), ("administrator", 403), ("officer", 404)])
def test_others_do_not_see_what_an_import_has_brought(request, browser_of, officer_of, saved, who, status):
    user = officer_of("8") if who == "officer" else request.getfixturevalue(who)

    browser = browser_of(user)

    assert browser.get(f"{UPLOAD}{saved.pk}/").status_code == status
    assert browser.post(f"{UPLOAD}{saved.pk}/hoan-tac/").status_code == status


# Officers


def test_an_officer_takes_in_the_list_of_the_own_neighbourhood_and_sees_it_in_the_log(upload, browser_of, officer_of):
    officer = officer_of("8")

    answer = press(browser_of(officer), upload(officer, *family()))

    assert "Đã lưu danh sách vào danh bạ." in text(answer)
    assert "to-8.xlsx" in text(browser_of(officer).get(LOG))


def test_rows_of_a_foreign_neighbourhood_are_refused_row_by_row(upload, officer_of):
    page = upload(officer_of("8"), *family(), person(code="T14-001", neighbourhood="14"))

    (error,) = page.context["preview"].plan.errors
    assert (error.row, error.column, error.message) == (
        5,
        "Tổ dân phố",
        "Tổ dân phố số 14 không thuộc phần việc của bạn. Hãy bỏ các hàng của tổ này, hoặc nhờ văn phòng phường nhập.",
    )


def test_a_household_of_another_neighbourhood_is_not_taken_over_and_nothing_is_told_of_it(
    upload, officer_of, make_household
):
    make_household("14", "Lò Văn Xưa", 1950, code="T14-001", citizen_id="015050000123",
                   citizen_id_hash=fingerprint("015050000123"))  # fmt: skip

    page = upload(
        officer_of("8"), person(code="T14-001"), person(code="T08-009", name="Páo", citizen_id="015050000123")
    )

    (error,) = page.context["preview"].plan.errors
    assert (error.row, error.column) == (2, "Mã hộ")
    assert error.message.startswith("Mã hộ T14-001 trong cổng thuộc một tổ không phải phần việc của bạn.")
    assert "Lò Văn Xưa" not in page.text
    assert not any("đang có ở hộ" in warning.message for warning in page.context["preview"].plan.warnings)
    assert page.context["preview"].plan.held == {2}


def test_an_officer_does_not_see_the_lists_of_others(browser_of, officer_of, saved):
    page = text(browser_of(officer_of("8")).get(LOG))

    assert "Chưa có lần nhập nào" in page
