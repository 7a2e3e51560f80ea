"""Staff by hand: who works there on a day, what is refused, what a second press does, what the trail says."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from emulation.actions import PeopleRefused, StaleRecord, add_staff, change_staff, record_leaving, record_return
from emulation.models import AuditEntry, StaffMember, Unit
from emulation.queries.staff import search_staff, staff_stamp

VALUES = {
    "full_name": "Sùng Thị Chử", "born_on": date(1990, 3, 2), "is_birth_year_only": False, "gender": "female",
    "position": "Giáo viên", "code": "", "joined_on": None,
}  # fmt: skip


def names(staff):
    return [one.full_name for one in staff]


def leave(member, day, by):
    return record_leaving(member, on=day, stamp=staff_stamp(member), by=by)


def come_back(member, day, by, key=None):
    return record_return(member, on=day, stamp=staff_stamp(member), key=key or uuid.uuid4(), by=by)


# Who works there


def test_the_first_and_the_last_day_of_work_count(make_staff):
    make_staff("Đỗ Thị Hà", joined_on=date(2022, 9, 5), left_on=date(2023, 5, 31))
    days = [date(2022, 9, 4), date(2022, 9, 5), date(2023, 5, 31), date(2023, 6, 1)]

    assert [StaffMember.objects.current_on(day).count() for day in days] == [0, 1, 1, 0]


def test_without_days_somebody_has_always_been_there(make_staff):
    make_staff("Đỗ Thị Hà")

    assert StaffMember.objects.current_on(date(1990, 1, 1)).count() == 1


def test_a_school_sees_itself_and_the_ward_sees_its_schools(make_staff, make_user, school, ward, clerk, officer_of):
    other = Unit.objects.create(code=f"{ward.code}/hoa-mai", kind="school", name="Trường Hoa Mai", parent=ward)
    make_staff("Đỗ Thị Hà")
    make_staff("Lê Thị Hoa", unit=other)
    principal = make_user("principal", "clerk", school)
    seen = {who: names(StaffMember.objects.visible_to(who).by_name()) for who in (clerk, principal, officer_of("8"))}

    assert list(seen.values()) == [["Lê Thị Hoa", "Đỗ Thị Hà"], ["Đỗ Thị Hà"], []]


def test_people_are_found_without_accents_by_name_code_and_position(make_staff):
    make_staff("Đỗ Thị Hà", code="GV-07")
    make_staff("Lê Văn Hải", position="Bảo vệ")
    everybody = StaffMember.objects.all()

    found = {text: names(search_staff(everybody, text)) for text in ("do ha", "gv-07", "bao ve", "hiệu trưởng")}

    assert found == {"do ha": ["Đỗ Thị Hà"], "gv-07": ["Đỗ Thị Hà"], "bao ve": ["Lê Văn Hải"], "hiệu trưởng": []}


# By hand


def test_the_same_form_twice_adds_one_person(school, clerk):
    key = uuid.uuid4()

    first, second = (add_staff(school, VALUES, key=key, by=clerk) for _ in range(2))

    assert first == second
    assert StaffMember.objects.count() == 1


def test_the_trail_tells_fields_and_no_values(school, clerk):
    member = add_staff(school, VALUES, key=uuid.uuid4(), by=clerk)
    change_staff(member, VALUES | {"full_name": "Sùng Thị Chư"}, stamp=staff_stamp(member), by=clerk)

    told = list(AuditEntry.objects.order_by("pk").values_list("verb", "subject", "after"))[-2:]

    assert told == [
        ("thêm cán bộ", f"Cán bộ {member.pk}", {"unit": school.code}),
        ("sửa cán bộ", f"Cán bộ {member.pk}", {"unit": school.code, "fields": ["full_name"]}),
    ]


def test_a_unit_that_keeps_no_staff_list_takes_nobody(unit_of, clerk):
    with pytest.raises(PeopleRefused, match="không lập danh sách"):
        add_staff(unit_of("8"), VALUES, key=uuid.uuid4(), by=clerk)


def test_a_stale_form_writes_nothing(make_staff, clerk):
    member = make_staff("Đỗ Thị Hà")
    seen = staff_stamp(member)
    StaffMember.objects.filter(pk=member.pk).update(position="Hiệu trưởng")

    with pytest.raises(StaleRecord):
        change_staff(member, {"position": "Kế toán"}, stamp=seen, by=clerk)

    assert StaffMember.objects.get().position == "Hiệu trưởng"


def test_a_code_is_not_given_twice_to_people_at_work(make_staff, school, clerk):
    make_staff("Đỗ Thị Hà", code="GV-01")

    with pytest.raises(PeopleRefused, match="đang làm việc mang mã này"):
        add_staff(school, VALUES | {"code": "GV-01"}, key=uuid.uuid4(), by=clerk)


def test_a_code_of_somebody_who_has_left_is_free(make_staff, school, clerk):
    make_staff("Đỗ Thị Hà", code="GV-01", left_on=date(2020, 5, 31))

    assert add_staff(school, VALUES | {"code": "GV-01"}, key=uuid.uuid4(), by=clerk).code == "GV-01"


def test_the_database_itself_holds_days_in_order(make_staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_staff("Đỗ Thị Hà", joined_on=date(2022, 9, 5), left_on=date(2022, 9, 4))


def test_nobody_leaves_before_joining(make_staff, clerk):
    member = make_staff("Đỗ Thị Hà", joined_on=date(2022, 9, 5))

    with pytest.raises(PeopleRefused, match="Ngày nghỉ trước ngày vào làm"):
        leave(member, date(2022, 9, 4), clerk)


# Gone and back


def test_a_departure_recorded_by_mistake_is_taken_back(make_staff, clerk):
    member = leave(make_staff("Đỗ Thị Hà"), date(2023, 5, 31), clerk)

    come_back(member, date(2023, 5, 31), clerk)

    assert list(StaffMember.objects.values_list("left_on", flat=True)) == [None]


def test_who_comes_back_later_is_not_counted_between(make_staff, clerk):
    member = leave(make_staff("Đỗ Thị Hà", code="GV-01"), date(2023, 5, 31), clerk)

    come_back(member, date(2024, 9, 5), clerk)

    days = [date(2023, 5, 31), date(2024, 1, 1), date(2024, 9, 5)]
    assert [StaffMember.objects.current_on(day).count() for day in days] == [1, 0, 1]
    assert set(StaffMember.objects.values_list("full_name", "code")) == {("Đỗ Thị Hà", "GV-01")}


def test_a_second_press_brings_nobody_back_twice(make_staff, clerk):
    member = leave(make_staff("Đỗ Thị Hà"), date(2023, 5, 31), clerk)
    key = uuid.uuid4()

    first, second = (come_back(member, date(2024, 9, 5), clerk, key) for _ in range(2))

    assert first == second
    assert StaffMember.objects.count() == 2


def test_another_form_brings_nobody_back_twice_either(make_staff, clerk):
    member = leave(make_staff("Đỗ Thị Hà"), date(2023, 5, 31), clerk)
    come_back(member, date(2024, 9, 5), clerk)

    with pytest.raises(PeopleRefused, match="đã được ghi trở lại"):
        come_back(member, date(2025, 9, 5), clerk)
