"""The items of the staff grid and the exemptions: set up, moved, removed while unused, lifted; wrong plans."""

import copy
import uuid
from datetime import date, timedelta

import pytest

from emulation.kit.audit import AuditEntry
from emulation.plans import PlanError, check_plan, read_plan
from scoring.actions.plans import load_plan
from scoring.actions.practice_school import PLAN
from scoring.actions.staff_items import (
    MOST,
    StaffRefused,
    add_item,
    change_item,
    lift_exemption,
    move_item,
    remove_item,
)
from scoring.models import StaffExemption, StaffItem, Target
from tests.staff import DAY, exempt, hire, tick


def item(campaign, number) -> StaffItem:
    return StaffItem.objects.get(campaign=campaign, number=number)


def labels(campaign) -> list[tuple[int, str]]:
    return list(StaffItem.objects.filter(campaign=campaign).order_by("number").values_list("number", "label"))


def add(campaign, label, *, by, key=None, **more) -> StaffItem:
    return add_item(campaign, {"label": label, "text": "", "target": None} | more, key=key or uuid.uuid4(), by=by)


PHONE, ACCOUNT, TRAINED, IDENTITY = (
    "Điện thoại thông minh", "Tài khoản Cổng DVC quốc gia", "Đã dự tập huấn chuyển đổi số", "Định danh điện tử mức 2",
)  # fmt: skip


def test_the_items_of_the_file_come_in_order_and_the_first_is_linked(staff_campaign):
    assert labels(staff_campaign) == [(1, PHONE), (2, ACCOUNT), (3, TRAINED), (4, IDENTITY)]
    assert item(staff_campaign, 1).target.number == 1


def test_an_item_is_added_behind_the_others_once(staff_campaign, deputy):
    key = uuid.uuid4()

    assert add(staff_campaign, "Chữ ký số", by=deputy, key=key) == add(staff_campaign, "Chữ ký số", by=deputy, key=key)
    assert labels(staff_campaign)[4:] == [(5, "Chữ ký số")]


def test_a_form_of_another_campaign_and_an_item_that_is_gone_are_refused_in_words(staff_campaign, campaign, deputy):
    key, gone = uuid.uuid4(), item(staff_campaign, 4)
    StaffItem.objects.create(campaign=campaign, number=1, label="x", key=key)
    remove_item(gone, by=deputy)

    with pytest.raises(StaffRefused, match="đã được gửi cho một phong trào khác"):
        add(staff_campaign, "Chữ ký số", by=deputy, key=key)
    with pytest.raises(StaffRefused, match="vừa được bỏ"):
        change_item(gone, {"label": "y"}, by=deputy)
    with pytest.raises(StaffRefused, match="vừa được bỏ"):
        move_item(gone, to=1, by=deputy)


def test_an_item_moves_to_its_place_and_twice_is_once(staff_campaign, deputy):
    moved = item(staff_campaign, 1)

    for _ in range(2):
        move_item(moved, to=3, by=deputy)

    assert labels(staff_campaign) == [(1, ACCOUNT), (2, TRAINED), (3, PHONE), (4, IDENTITY)]
    assert AuditEntry.objects.filter(verb="đổi chỗ mục theo dõi CB-GV-NV").count() == 1
    assert move_item(moved, to=99, by=deputy).number == 4


def test_an_item_is_removed_only_while_nobody_was_asked(staff_campaign, deputy):
    an = hire(staff_campaign, "Trần Thị An")[0]
    tick(staff_campaign, (an, "1..."), by=deputy)
    exempt(staff_campaign, an, DAY, by=deputy, item=item(staff_campaign, 2))
    unused = item(staff_campaign, 3)

    for _ in range(2):
        remove_item(unused, by=deputy)
    for number in (1, 2):
        with pytest.raises(StaffRefused, match="đã có câu trả lời nên được giữ lại"):
            remove_item(item(staff_campaign, number), by=deputy)

    assert labels(staff_campaign) == [(1, PHONE), (2, ACCOUNT), (3, IDENTITY)]


def test_what_cannot_be_an_item_is_refused_in_words(staff_campaign, deputy):
    share, answer, taken = (Target.objects.get(campaign=staff_campaign, number=number) for number in (3, 2, 1))

    with pytest.raises(StaffRefused, match="Bảng đã có mục “điện thoại thông minh”"):
        add(staff_campaign, PHONE.lower(), by=deputy)
    with pytest.raises(StaffRefused, match="loại tỷ lệ của chính phong trào này"):
        add(staff_campaign, "Chữ ký số", by=deputy, target=answer)
    with pytest.raises(StaffRefused, match="đã lấy số liệu từ mục “Điện thoại thông minh”"):
        change_item(item(staff_campaign, 2), {"target": taken}, by=deputy)
    assert change_item(item(staff_campaign, 2), {"target": share}, by=deputy).target == share


def test_no_grid_has_more_items_than_anybody_oversees(staff_campaign, deputy):
    for number in range(MOST - 4):
        add(staff_campaign, f"Mục {number}", by=deputy)

    with pytest.raises(StaffRefused, match=f"nhiều nhất {MOST} mục"):
        add(staff_campaign, "Một mục nữa", by=deputy)


# Exemptions


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (DAY, DAY - timedelta(days=1), "Ngày cuối 19/12/2022 trước ngày đầu 20/12/2022"),
        (date(2022, 1, 1), date(2022, 11, 13), "nằm ngoài thời gian của kế hoạch"),
        (date(2026, 1, 1), None, "nằm ngoài thời gian của kế hoạch"),
        (DAY, None, "đã được miễn tính từ 10/12/2022 đến hết 30/12/2022"),
        (date(2022, 12, 1), date(2022, 12, 10), "đã được miễn tính từ 10/12/2022"),
    ],
)
def test_an_exemption_that_cannot_be_is_refused_in_words(staff_campaign, deputy, first, last, words):
    an = hire(staff_campaign, "Trần Thị An")[0]
    exempt(staff_campaign, an, date(2022, 12, 10), date(2022, 12, 30), by=deputy)

    with pytest.raises(StaffRefused, match=words):
        exempt(staff_campaign, an, first, last, by=deputy)
    assert StaffExemption.objects.count() == 1


def test_lifting_keeps_the_row_and_makes_room_for_another(staff_campaign, deputy, principal):
    an = hire(staff_campaign, "Trần Thị An")[0]
    one = exempt(staff_campaign, an, DAY, None, by=deputy)
    other = exempt(staff_campaign, an, DAY, None, by=deputy, item=item(staff_campaign, 1))

    for _ in range(2):
        lift_exemption(one, on=DAY + timedelta(days=5), by=principal)
    lift_exemption(other, on=DAY, by=principal)
    again = exempt(staff_campaign, an, DAY + timedelta(days=5), by=deputy)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.last_day, one.lifted_by, one.is_void) == (DAY + timedelta(days=4), principal, False)
    assert (other.is_void, again.is_void) == (True, False)
    with pytest.raises(StaffRefused, match="Hãy chọn một ngày trong khoảng ấy"):
        lift_exemption(again, on=DAY, by=principal)


# Plan files


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"label": "x", "target": 99}], "kế hoạch không có chỉ tiêu thứ 99"),
        ([{"label": "x", "target": 2}], "loại tỷ lệ của chính phong trào này"),
        ([{"label": "x", "target": 1}, {"label": "y", "target": 1}], "thứ 2: Chỉ tiêu này đã lấy số liệu từ mục “x”"),
        ([{"label": "x"}, {"label": "x"}], "thứ 2: Bảng đã có mục “x”"),
        ([{"label": "x" * 41}], "thứ 1"),
    ],
)
def test_a_plan_with_items_that_cannot_be_is_refused(db, school_plan, rows, words):
    with pytest.raises(PlanError, match=words):
        load_plan(copy.deepcopy(school_plan) | {"staff_items": rows}, by=None)


def test_the_shipped_plan_says_its_items_in_words_the_portal_knows():
    check_plan(read_plan(PLAN))

    with pytest.raises(PlanError, match="“chi_tieu” mà cổng không hiểu"):
        check_plan(read_plan(PLAN) | {"staff_items": [{"label": "x", "chi_tieu": 1}]})
