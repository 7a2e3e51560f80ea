"""The pages of the second entry: who is offered what, the plain form, nothing of the first entry told too soon."""

import re

import pytest
from django.urls import reverse

from scoring.actions.approvals import sign_unit
from scoring.actions.second_entries import finish_second
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.models import MemberScore, SecondEntry, SecondScore
from scoring.queries.approvals import stamps_of
from tests.scoring.second_keyed import FULL, WRONG, key_blind, key_first, key_second, people_of

ODD = "1011010110"  # answers no page would write by chance


def at(name, phase, home=None):
    place = [phase.campaign.code, phase.number, *([home.pk] if home else [])]
    return reverse(f"scoring:{name}", args=place)


def texts(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def oddly_keyed(household, phase, clerk, drawn):
    """A sheet whose first entry is easy to find in any answer."""
    key_first(household, phase, clerk, *[ODD] * 4)
    return household


# The list


def test_the_list_says_why_by_whom_and_what_to_do(logged_in, oddly_keyed, phase, standing):
    page = logged_in(standing).get(at("second_entries", phase))

    line = page.context["page"].object_list[0]
    assert (line.reasons, line.first_by, line.state, line.act) == (
        "chọn ngẫu nhiên", "Nguyễn Thị Kiều Ngọc Hưởng", "chờ nhập lần hai", "key",
    )  # fmt: skip
    assert page.context["following"] == oddly_keyed


def test_who_keyed_first_reads_that_somebody_else_is_needed(logged_in, oddly_keyed, phase, clerk):
    page = logged_in(clerk).get(at("second_entries", phase))

    line = page.context["page"].object_list[0]
    assert (line.act, line.note) == ("", "Bạn đã nhập lần một, cần người khác.")
    assert page.context["following"] is None


def test_the_list_follows_its_filters_and_says_how_often_both_differ(
    logged_in, keyed_differently, phase, officer, unit_of
):
    browser = logged_in(officer)

    differing = browser.get(at("second_entries", phase), {"to": unit_of("8").pk, "state": "differing"})
    waiting = browser.get(at("second_entries", phase), {"to": unit_of("8").pk, "state": "waiting"})

    assert [line.act for line in differing.context["page"].object_list] == ["settle"]
    assert "1 phiếu nhập hai lần, 2/40 ô lệch = 5,00 %. Còn 1 phiếu lệch chưa đối chiếu." in differing.text
    assert "2/40 ô = 5,00 %" in differing.text
    assert "Riêng phần chọn ngẫu nhiên: 2/40 ô lệch = 5,00 %." in differing.text
    assert "Không có phiếu nào ở đây" in waiting.text


def test_a_ward_without_second_entries_is_told_when_they_come(logged_in, phase, clerk, household):
    assert "Phiếu chỉ được chọn sau khi nhập xong lần một" in logged_in(clerk).get(at("second_entries", phase)).text


def test_a_confirmed_sheet_tells_who_confirmed_it(logged_in, oddly_keyed, phase, standing, clerk):
    key_second(oddly_keyed, phase, standing, *[ODD] * 4)

    page = logged_in(clerk).get(at("second_entries", phase))

    assert page.context["page"].object_list[0].note.startswith("Khớp cả 40 ô. Vũ Thị Hiệp, ")


# Blind


def words_of(response) -> str:
    return response.content.decode()


def test_no_answer_tells_the_first_entry_before_the_second_is_finished(logged_in, oddly_keyed, phase, standing):
    browser, people = logged_in(standing), people_of(oddly_keyed, phase)
    row = {"member": people[0].pk, "answers": FULL, "version": 0}

    answers = {
        "list": browser.get(at("second_entries", phase)),
        "grid": browser.get(at("second_entry", phase, oddly_keyed)),
        "row": browser.post(at("second_rows", phase, oddly_keyed), row),
        "conflict": browser.post(at("second_rows", phase, oddly_keyed), row | {"answers": WRONG}),
        "grid begun": browser.get(at("second_entry", phase, oddly_keyed)),
        "save": browser.post(at("second_save", phase, oddly_keyed), {"gone": people[1].pk}, follow=True),
        "unfinished": browser.post(at("second_save", phase, oddly_keyed), {"finish": 1}, follow=True),
        "sheet": browser.get(at("sheet", phase, oddly_keyed), follow=True),
        "sheet saved": browser.post(at("sheet_save", phase, oddly_keyed), {"met": f"{people[0].pk}-99"}, follow=True),
        "sheet row": browser.post(at("sheet_rows", phase, oddly_keyed), row),
        "differences": browser.get(at("second_differences", phase, oddly_keyed), follow=True),
    }

    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {
        "conflict": 409, "sheet row": 400, "differences": 403,
    }  # fmt: skip
    grids = [name for name, answer in answers.items() if 'id="sheet"' in words_of(answer)]
    assert grids == ["grid", "grid begun", "save", "unfinished", "sheet", "sheet saved"]
    assert {name: told for name, answer in answers.items() if (told := told_of_first(answer))} == {}


def told_of_first(response) -> list[str]:
    """What an answer tells of the first entry: its answers, their total, or a ticked box."""
    text = words_of(response)
    lines = re.findall(r'data-saved="([^"]*)"', text)
    return [
        *(line for line in lines if line == ODD),
        *(one for one in (ODD, "<b>60</b>") if one in text),
    ]


def test_the_scan_finds_the_first_entry_where_it_may_be_seen(logged_in, oddly_keyed, phase, clerk):
    """Without this the scan above would prove nothing."""
    assert told_of_first(logged_in(clerk).get(at("sheet", phase, oddly_keyed))) == [ODD] * 4 + [ODD, "<b>60</b>"]


def test_the_grid_starts_empty_and_names_whose_birth_year_decides(logged_in, make_household, phase, clerk, standing):
    home = make_household("8", "Sùng A Chử", 1970, "Sùng Minh Đức", 2004)
    key_first(home, phase, clerk)

    page = logged_in(standing).get(at("second_entry", phase, home))

    assert [row.answers for row in page.context["grid"].rows] == ["." * 10] * 2
    assert [one.full_name for one in page.context["near_age"]] == ["Sùng Minh Đức"]


def test_a_sheet_that_somebody_else_is_keying_is_not_opened(logged_in, oddly_keyed, phase, standing, officer):
    key_blind(oddly_keyed, phase, standing)

    page = logged_in(officer).get(at("second_entry", phase, oddly_keyed), follow=True)

    assert texts(page) == ["Vũ Thị Hiệp đang nhập lần hai phiếu hộ Sùng A Chử."]


def test_while_the_first_entry_is_being_mended_the_blind_one_waits(logged_in, oddly_keyed, phase, standing, clerk):
    key_blind(oddly_keyed, phase, standing)
    head = people_of(oddly_keyed, phase)[0]
    record_scores(oddly_keyed, phase, [Entry(head.pk, FULL, 1)], by=clerk)
    browser = logged_in(standing)

    page = browser.get(at("sheet", phase, oddly_keyed), follow=True)

    assert page.redirect_chain[-1][0].startswith(at("second_entries", phase))
    assert texts(page)[-1] == (
        "Phiếu lần một vừa được mở lại để sửa. Các dòng bạn đã nhập được giữ; hãy chờ phiếu xong rồi nhập tiếp."
    )


def test_who_keyed_first_is_not_let_in(logged_in, oddly_keyed, phase, clerk):
    browser = logged_in(clerk)
    row = {"member": people_of(oddly_keyed, phase)[0].pk, "answers": FULL, "version": 0}

    statuses = [
        browser.get(at("second_entry", phase, oddly_keyed)).status_code,
        browser.post(at("second_save", phase, oddly_keyed), {"finish": 1}).status_code,
        browser.post(at("second_rows", phase, oddly_keyed), row).status_code,
    ]

    assert statuses == [403, 403, 403]
    assert not SecondEntry.objects.exists()


def test_an_officer_of_another_neighbourhood_finds_nothing(logged_in, oddly_keyed, phase, officer_of):
    browser = logged_in(officer_of("14"))

    names = ["second_entry", "second_differences"]

    assert [browser.get(at(name, phase, oddly_keyed)).status_code for name in names] == [404, 404]
    assert browser.post(at("second_drop", phase, oddly_keyed)).status_code == 404


def test_the_workbook_of_the_neighbourhood_waits_until_the_blind_entry_is_finished(
    logged_in, oddly_keyed, phase, standing
):
    browser, unit = logged_in(standing), oddly_keyed.unit
    url = reverse("scoring:offline_book", args=[phase.campaign.code, phase.number, unit.pk])
    key_blind(oddly_keyed, phase, standing)

    refused = browser.get(url, follow=True)
    finish_second(oddly_keyed, phase, by=standing)

    assert "bạn đang nhập lần hai dở 1 phiếu của tổ" in texts(refused)[0]
    assert browser.get(url)["Content-Type"].endswith("sheet")


# The plain form


def test_the_plain_form_keys_finishes_and_goes_on_to_the_next_sheet(
    logged_in, household, make_household, phase, clerk, standing, drawn
):
    following = make_household("8", "Hoàng Văn Nhất", 1980)
    for home in (household, following):
        key_first(home, phase, clerk)
    people = people_of(household, phase)
    ticks = [f"{one.pk}-{number}" for one in people for number in range(1, 11)]

    page = logged_in(standing).post(
        at("second_save", phase, household),
        {"met": ticks[1:], "gone": [one.pk for one in people], "finish": 1},
        follow=True,
    )

    assert page.redirect_chain[-1][0] == at("second_entry", phase, following)
    assert texts(page) == [
        "Đã nhập xong lần hai hộ Sùng A Chử (T08-017): lệch 1/40 ô. Phiếu chờ người khác xem phiếu giấy và đối chiếu."
    ]
    assert SecondScore.objects.get(member=people[0]).answers == "0" + "1" * 9


def test_a_form_that_cannot_be_saved_comes_back_with_what_was_ticked(logged_in, oddly_keyed, phase, standing):
    head = people_of(oddly_keyed, phase)[0]
    other_tab = {"member": head.pk, "answers": WRONG, "version": 0}
    browser = logged_in(standing)
    browser.post(at("second_rows", phase, oddly_keyed), other_tab)

    page = browser.post(
        at("second_save", phase, oddly_keyed),
        {"met": [f"{head.pk}-1"], "gone": [head.pk], f"version-{head.pk}": 0},
    )

    assert "Vũ Thị Hiệp đã ghi dòng của Sùng A Chử" in texts(page)[0]
    assert f'value="{head.pk}-1" aria-label="Sùng A Chử, tiêu chí 1: đạt" checked' in page.text
    assert told_of_first(page) == []


# Settling


def test_both_entries_stand_side_by_side_with_who_keyed_them(logged_in, keyed_differently, phase, officer):
    page = logged_in(officer).get(at("second_differences", phase, keyed_differently))

    assert [(line.one.name, line.one.criterion.number, line.first, line.second) for line in page.context["lines"]] == [
        ("Sùng A Chử", 10, "đạt", "chưa đạt"),
        ("Lô Thị Nga", 1, "đạt", "chưa đạt"),
    ]
    assert page.text.count("Nguyễn Thị Kiều Ngọc Hưởng") == 2
    assert page.text.count("Vũ Thị Hiệp") == 2
    assert " checked" not in page.text


def test_choosing_every_cell_confirms_the_sheet(logged_in, keyed_differently, phase, officer):
    first, second = people_of(keyed_differently, phase)[:2]
    choices = {f"o-{first.pk}-10": "second", f"o-{second.pk}-1": "first"}
    versions = {f"version-{first.pk}": 1, f"version-{second.pk}": 1}

    page = logged_in(officer).post(at("second_differences", phase, keyed_differently), choices | versions, follow=True)

    assert texts(page) == ["Đã đối chiếu phiếu hộ Sùng A Chử: phiếu đã được xác nhận."]
    assert MemberScore.objects.get(member=first).answers == WRONG
    assert page.context["page"].object_list[0].note.startswith("Lệch 2/40 ô, đã đối chiếu. Cán bộ tổ 8, ")


def test_a_cell_left_open_keeps_the_other_choice_on_the_page(logged_in, keyed_differently, phase, officer):
    first = people_of(keyed_differently, phase)[0]

    page = logged_in(officer).post(at("second_differences", phase, keyed_differently), {f"o-{first.pk}-10": "second"})

    assert "Còn 1 ô chưa chọn" in texts(page)[0]
    assert [line.chosen for line in page.context["lines"]] == ["second", ""]


def test_a_first_entry_changed_meanwhile_is_shown_anew(logged_in, keyed_differently, phase, officer, clerk):
    first, second = people_of(keyed_differently, phase)[:2]
    browser = logged_in(officer)
    record_scores(keyed_differently, phase, [Entry(first.pk, "0" * 10, 1)], by=clerk)
    finish_sheet(keyed_differently, phase, by=clerk)
    choices = {f"o-{first.pk}-{number}": "second" for number in range(1, 11)} | {f"o-{second.pk}-1": "second"}

    page = browser.post(
        at("second_differences", phase, keyed_differently),
        choices | {f"version-{first.pk}": 1, f"version-{second.pk}": 1},
    )

    assert "Phiếu lần một vừa được sửa" in texts(page)[0]
    assert MemberScore.objects.get(member=second).answers == FULL


def test_a_neighbourhood_that_is_signed_for_offers_nothing_to_key_or_settle(
    logged_in, keyed_differently, phase, officer
):
    unit, browser = keyed_differently.unit, logged_in(officer)
    sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation="Đối chiếu sau", by=officer)

    page = browser.get(at("second_entries", phase))
    settling = browser.get(at("second_differences", phase, keyed_differently), follow=True)

    line = page.context["page"].object_list[0]
    assert (line.state, line.act, line.may_drop, page.context["following"]) == ("lệch, chờ đối chiếu", "", False, None)
    assert page.context["closed"].startswith("Tổ dân phố số 8 ")
    assert page.context["closed"] in page.text
    assert texts(settling) == [page.context["closed"]]


def test_nobody_settles_his_own_entry(logged_in, keyed_differently, phase, clerk, standing):
    for person in (clerk, standing):
        browser = logged_in(person)
        assert browser.get(at("second_differences", phase, keyed_differently)).status_code == 403
        assert browser.post(at("second_differences", phase, keyed_differently), {}).status_code == 403


def test_the_office_gives_up_an_entry_for_somebody_who_cannot_go_on(logged_in, oddly_keyed, phase, officer, clerk):
    key_blind(oddly_keyed, phase, officer)

    page = logged_in(clerk).post(at("second_drop", phase, oddly_keyed), follow=True)

    assert texts(page) == ["Đã bỏ lần nhập thứ hai: phiếu lại chờ nhập lần hai."]
    assert SecondEntry.objects.get().dropped_by == clerk


def test_whoever_keyed_it_gives_up_a_running_entry_and_none_that_stands_side_by_side(
    logged_in, oddly_keyed, phase, standing
):
    browser = logged_in(standing)
    key_blind(oddly_keyed, phase, standing)
    running = browser.get(at("second_entries", phase)).context["page"].object_list[0]
    finish_second(oddly_keyed, phase, by=standing)
    side_by_side = browser.get(at("second_entries", phase)).context["page"].object_list[0]

    assert (running.may_drop, side_by_side.may_drop) == (True, False)
    assert browser.post(at("second_drop", phase, oddly_keyed)).status_code == 403


def test_an_officer_does_not_give_up_the_entry_of_somebody_else(logged_in, oddly_keyed, phase, officer, standing):
    key_blind(oddly_keyed, phase, standing)

    assert logged_in(officer).post(at("second_drop", phase, oddly_keyed)).status_code == 403
