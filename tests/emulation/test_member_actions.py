"""People by hand: added, changed, made head, gone and back. What is written, what is refused, what is kept."""

import uuid
from datetime import date

import pytest
from django.db import connection

from emulation.actions import (
    PeopleRefused,
    StaleRecord,
    add_member,
    appoint_head,
    change_member,
    record_presence,
    reveal_number,
    undo_presence,
)
from emulation.kit import clock
from emulation.kit.fields import fingerprint
from emulation.models import AuditEntry, Household, HouseholdEvent, Member
from emulation.queries.people import stamp_of, whole_stamp

DAY = date(2022, 9, 1)


def values(**more):
    usual = {
        "full_name": "Sùng Thị Mai", "relation": "child", "born_on": date(1999, 3, 2), "is_birth_year_only": False,
        "gender": "female", "citizen_id": "", "phone": "",
    }  # fmt: skip
    return usual | more


def named(home, name):
    return home.members.get(full_name=name)


def standing_of(home):
    return {one.full_name: one.relation for one in home.members.all()}


def gone(person, presence="moved_out", *, by, on=DAY, **more):
    more.setdefault("stamp", stamp_of(Member.objects.get(pk=person.pk)))
    more.setdefault("key", uuid.uuid4())
    return record_presence(person, presence, on=on, by=by, **more)


# Adding


def test_an_added_person_stands_last_and_is_found_by_number(household, clerk):
    member = add_member(household, values(citizen_id="015199000111"), on=DAY, key=uuid.uuid4(), by=clerk)

    fresh = Member.objects.get(pk=member.pk)
    assert (fresh.position, fresh.search) == (6, "sung thi mai")
    assert fresh.citizen_id_hash == fingerprint("015199000111")
    event = HouseholdEvent.objects.get()
    assert (event.kind, event.member, event.happened_on, event.made_by) == ("member_added", fresh, DAY, clerk)


def test_the_same_form_twice_adds_one_person(household, clerk):
    key = uuid.uuid4()

    first, second = (add_member(household, values(), key=key, by=clerk) for _ in range(2))

    assert first.pk == second.pk
    assert household.members.count() == 6
    assert AuditEntry.objects.filter(verb="thêm nhân khẩu").count() == 1


def test_a_second_head_is_refused(household, clerk):
    with pytest.raises(PeopleRefused, match="đã có chủ hộ"):
        add_member(household, values(relation="head"), key=uuid.uuid4(), by=clerk)

    assert household.members.count() == 5


def test_nobody_comes_tomorrow(household, clerk):
    with pytest.raises(PeopleRefused, match="chưa đến"):
        add_member(household, values(), on=date(2999, 1, 1), key=uuid.uuid4(), by=clerk)


# Changing


def test_a_changed_name_follows_to_the_household_and_its_search(household, clerk):
    head = named(household, "Sùng A Chử")

    change_member(head, {"full_name": "Sùng A Chứ"}, stamp=stamp_of(head), by=clerk)

    home = Household.objects.get(pk=household.pk)
    assert (home.head_name, "chu" in home.search) == ("Sùng A Chứ", True)


def test_saving_what_stands_writes_nothing(household, clerk):
    nga = named(household, "Lô Thị Nga")

    change_member(nga, {"full_name": "Lô Thị Nga"}, stamp="any", by=clerk)

    assert AuditEntry.objects.filter(verb="sửa nhân khẩu").exists() is False


def test_a_stale_form_overwrites_nothing(household, clerk, standing):
    nga = named(household, "Lô Thị Nga")
    seen = stamp_of(nga)
    change_member(nga, {"full_name": "Lô Thị Ngà"}, stamp=seen, by=standing)

    with pytest.raises(StaleRecord):
        change_member(nga, {"full_name": "Lô Thị Nga Mới"}, stamp=seen, by=clerk)

    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Ngà"


def test_the_trail_names_fields_and_no_values(household, clerk):
    nga = named(household, "Lô Thị Nga")

    change_member(nga, {"full_name": "Lô Thị Ngà", "phone": "0987654678"}, stamp=stamp_of(nga), by=clerk)

    entry = AuditEntry.objects.get(verb="sửa nhân khẩu")
    assert (entry.before, entry.after) == ({}, {"fields": ["full_name", "phone"]})
    assert "Lô" not in entry.subject


def test_what_an_event_tells_is_sealed(household, clerk):
    gone(named(household, "Lô Thị Nga"), "deceased", reason="Bệnh nặng", by=clerk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT told, reason, kept FROM emulation_householdevent")
        row = "".join(cursor.fetchone())
    assert "Nga" not in row
    assert "Bệnh" not in row
    assert HouseholdEvent.objects.get().reason == "Bệnh nặng"


# The head


def test_a_new_head_takes_over_and_everybody_is_related_to_the_new_one(household, clerk):
    nga = named(household, "Lô Thị Nga")
    relations = {named(household, "Sùng A Chử").pk: "husband", named(household, "Sùng Minh Đức").pk: "child"}

    appoint_head(household, nga, relations, on=DAY, stamp=whole_stamp(household), key=uuid.uuid4(), by=clerk)

    assert standing_of(household) == {
        "Lô Thị Nga": "head",
        "Sùng A Chử": "husband",
        "Sùng Minh Đức": "child",
        "Sùng Thị Kiều Hương": "other",
        "Nguyễn Đặng Thuỳ Dương": "other",
    }
    assert Household.objects.get(pk=household.pk).head_name == "Lô Thị Nga"


def test_who_has_moved_out_does_not_become_head(household, clerk):
    nga = gone(named(household, "Lô Thị Nga"), by=clerk)

    with pytest.raises(PeopleRefused, match="đang thuộc hộ"):
        appoint_head(household, nga, {}, on=DAY, stamp=whole_stamp(household), key=uuid.uuid4(), by=clerk)

    assert standing_of(household)["Sùng A Chử"] == "head"


# Gone and back


@pytest.mark.parametrize("presence", ["moved_out", "deceased", "away"])
def test_who_is_gone_is_not_eligible_and_stays_in_the_household(household, campaign, clerk, presence):
    member = gone(named(household, "Lô Thị Nga"), presence, by=clerk)

    assert (member.presence, member.presence_from) == (presence, DAY)
    assert member not in household.members.eligible_for(campaign)
    assert member in household.members.all()


def test_undoing_a_departure_gives_back_what_was_before(household, campaign, clerk):
    nga = named(household, "Lô Thị Nga")
    gone(nga, "away", until=date(2022, 10, 1), by=clerk)
    gone(nga, "deceased", on=date(2022, 9, 9), by=clerk)
    event = HouseholdEvent.objects.get(kind="deceased")

    for _ in range(2):
        undo_presence(event, by=clerk)

    fresh = Member.objects.get(pk=nga.pk)
    assert (fresh.presence, fresh.presence_from, fresh.presence_until) == ("away", DAY, date(2022, 10, 1))
    assert AuditEntry.objects.filter(verb="hoàn tác biến động").count() == 1


def test_only_the_latest_is_undone(household, clerk):
    nga = named(household, "Lô Thị Nga")
    gone(nga, "away", by=clerk)
    gone(nga, "present", on=date(2022, 9, 9), by=clerk)

    with pytest.raises(PeopleRefused, match="mới nhất"):
        undo_presence(HouseholdEvent.objects.get(kind="away"), by=clerk)

    assert Member.objects.get(pk=nga.pk).presence == "present"


@pytest.mark.parametrize(
    ("presence", "on", "until", "words"),
    [
        ("deceased", date(2999, 1, 1), None, "chưa đến"),
        ("deceased", date(1970, 1, 1), None, "trước ngày sinh"),
        ("away", DAY, date(2022, 8, 1), "Ngày dự kiến về trước"),
        ("present", DAY, None, "đang có mặt"),
    ],
)
def test_impossible_days_are_refused(household, clerk, presence, on, until, words):
    with pytest.raises(PeopleRefused, match=words):
        gone(named(household, "Lô Thị Nga"), presence, on=on, until=until, by=clerk)

    assert HouseholdEvent.objects.exists() is False


def test_nobody_comes_back_from_death_but_by_undoing(household, clerk):
    nga = gone(named(household, "Lô Thị Nga"), "deceased", by=clerk)

    with pytest.raises(PeopleRefused, match="hoàn tác"):
        gone(nga, "present", by=clerk)


def test_who_should_be_back_is_overdue_from_the_next_day_on(household, clerk, it_is):
    gone(named(household, "Lô Thị Nga"), "away", until=date(2026, 11, 20), by=clerk, on=DAY)

    found = []
    for day in (20, 21):
        it_is(2026, 11, day, 12)
        found.append(Member.objects.overdue().count())

    assert found == [0, 1]
    assert clock.today() == date(2026, 11, 21)


# Numbers


def test_a_number_is_shown_in_full_for_a_reason_that_stands_in_the_trail(household, clerk):
    nga = named(household, "Lô Thị Nga")
    change_member(nga, {"citizen_id": "015171000123"}, stamp=stamp_of(nga), by=clerk)

    number = reveal_number(nga, "citizen_id", reason="Đối chiếu phiếu giấy", by=clerk)

    entry = AuditEntry.objects.get(verb="xem số CCCD")
    assert number == "015171000123"
    assert (entry.actor, entry.subject_id, entry.after["reason"]) == ("clerk", str(nga.pk), "Đối chiếu phiếu giấy")
    assert "015171" not in str(entry.after)


@pytest.mark.parametrize("reason", ["", "  ", "abc"])
def test_without_a_reason_no_number_is_shown(household, clerk, reason):
    with pytest.raises(PeopleRefused, match="lý do"):
        reveal_number(named(household, "Lô Thị Nga"), "phone", reason=reason, by=clerk)

    assert AuditEntry.objects.filter(verb="xem số điện thoại").exists() is False
