"""Requests for correction after the closing: who asks, who decides, what is written, and what never changes."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from emulation.actions import (
    PeopleRefused,
    approve_correction,
    change_member,
    refuse_correction,
    request_correction,
    withdraw_correction,
)
from emulation.models import AuditEntry, CorrectionRequest, Household, HouseholdEvent, Member
from emulation.queries.people import closed_phase, stamp_of
from scoring.actions.phases import close_phase, reopen_phase


@pytest.fixture
def nga(household):
    return household.members.select_related("household").get(full_name="Lô Thị Nga")


@pytest.fixture
def closed(phase, household, standing):
    """Phase 1 with its snapshot."""
    return close_phase(phase, by=standing)


def ask(member, by, field="full_name", new="Lô Thị Ngà", **more):
    words = {"reason": "Sai dấu", "evidence": "CCCD cấp ngày 05/6/2021", "key": uuid.uuid4()} | more
    return request_correction(member, field, new, by=by, **words)


# The lock


def test_while_a_phase_is_open_people_are_put_right_at_once(phase, ward, nga, clerk):
    change_member(nga, {"full_name": "Lô Thị Ngà"}, stamp=stamp_of(nga), by=clerk)

    assert closed_phase(ward) is None
    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Ngà"


@pytest.mark.parametrize(
    "values", [{"full_name": "Lô Thị Ngà"}, {"gender": "male"}, {"relation": "wife"}, {"citizen_id": "015171000123"}]
)
def test_after_the_closing_who_somebody_is_changes_by_request_alone(closed, phase, ward, nga, clerk, values):
    with pytest.raises(PeopleRefused, match="đề nghị đính chính"):
        change_member(nga, values, stamp=stamp_of(nga), by=clerk)

    assert closed_phase(ward) == phase
    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Nga"


def test_a_telephone_number_changes_at_any_time(closed, nga, clerk):
    change_member(nga, {"phone": "0912345678"}, stamp=stamp_of(nga), by=clerk)

    assert Member.objects.get(pk=nga.pk).phone == "0912345678"


def test_a_phase_opened_again_lifts_the_lock(closed, phase, ward, standing):
    reopen_phase(phase, "Nhập sót", by=standing)

    assert closed_phase(ward) is None


# Asking


def test_a_request_is_sealed_and_leaves_a_trail_without_values(closed, nga, clerk):
    ask(nga, clerk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM emulation_correctionrequest")
        row = str(cursor.fetchone())
    entry = AuditEntry.objects.get(verb="đề nghị đính chính")
    assert [word for word in ("Nga", "Ngà", "Sai dấu", "CCCD") if word in row] == []
    assert entry.after == {"member": nga.pk, "field": "full_name"}
    found = CorrectionRequest.objects.get()
    assert (found.old, found.new, found.status) == ("Lô Thị Nga", "Lô Thị Ngà", "waiting")


def test_the_same_form_twice_asks_once(closed, nga, clerk):
    key = uuid.uuid4()

    assert {ask(nga, clerk, key=key).pk for _ in range(2)} == {CorrectionRequest.objects.get().pk}


@pytest.mark.parametrize(
    ("field", "new", "words"),
    [
        ("full_name", "Lô Thị Nga", "đang ghi đúng như vậy"),
        ("full_name", "Lô 5", "không dùng trong tên người"),
        ("birth", "31/02/1971", "không phải là ngày có thật"),
        ("gender", "x", "Hãy ghi một trong: Nam, Nữ"),
        ("citizen_id", "123", "cần đủ 12"),
        ("relation", "chủ hộ", "Hãy ghi một trong"),
    ],
)
def test_what_cannot_be_is_not_asked_for(closed, nga, clerk, field, new, words):
    with pytest.raises(PeopleRefused, match=words):
        ask(nga, clerk, field, new)

    assert CorrectionRequest.objects.exists() is False


def test_one_field_waits_once(closed, nga, clerk):
    ask(nga, clerk)

    with pytest.raises(PeopleRefused, match="chờ duyệt"):
        ask(nga, clerk, new="Lô Thị Ngá")


def test_reason_and_evidence_are_asked_for(closed, nga, clerk):
    with pytest.raises(PeopleRefused, match="lý do và căn cứ"):
        ask(nga, clerk, evidence=" ")


# Deciding


@pytest.mark.parametrize(
    ("field", "new", "column", "value"),
    [
        ("full_name", "Lô Thị Ngà", "full_name", "Lô Thị Ngà"),
        ("birth", "5/8/1970", "birth_text", "05/08/1970"),
        ("birth", "1970", "birth_text", "1970"),
        ("gender", "Nam", "gender", "male"),
        ("relation", "Vợ", "relation", "wife"),
        ("citizen_id", "015171000123", "citizen_id", "015171000123"),
    ],
)
def test_an_approved_request_writes_what_was_asked(closed, nga, clerk, standing, field, new, column, value):
    approve_correction(ask(nga, clerk, field, new), by=standing)

    assert getattr(Member.objects.get(pk=nga.pk), column) == value
    assert CorrectionRequest.objects.get().status == "approved"
    assert HouseholdEvent.objects.get().kind == "corrected"


def test_a_corrected_head_renames_the_household_and_the_snapshot_stays(closed, household, clerk, standing):
    before = closed.data
    head = household.members.select_related("household").get(relation="head")

    approve_correction(ask(head, clerk, new="Sùng A Chứ"), by=standing)

    assert Household.objects.get(pk=household.pk).head_name == "Sùng A Chứ"
    assert type(closed).objects.get(pk=closed.pk).data == before


def test_nobody_approves_what_one_has_asked_for_oneself(closed, nga, standing):
    request = ask(nga, standing)

    with pytest.raises(PeopleRefused, match="không tự duyệt"):
        approve_correction(request, by=standing)

    assert Member.objects.get(pk=nga.pk).full_name == "Lô Thị Nga"


def test_the_database_refuses_it_too(closed, nga, standing):
    request = ask(nga, standing)
    request.status, request.decided_by, request.decided_at = "approved", standing, request.requested_at

    with pytest.raises(IntegrityError, match="correction_decided_by_another_person"), transaction.atomic():
        request.save()


def test_approving_twice_writes_once(closed, nga, clerk, standing):
    request = ask(nga, clerk)

    for _ in range(2):
        approve_correction(request, by=standing)

    assert AuditEntry.objects.filter(verb="sửa nhân khẩu").count() == 1


def test_what_was_changed_since_is_not_overwritten(closed, nga, clerk, standing):
    request = ask(nga, clerk)
    Member.objects.filter(pk=nga.pk).update(full_name="Lô Thị Nhà")

    with pytest.raises(PeopleRefused, match="đã được sửa"):
        approve_correction(request, by=standing)

    assert CorrectionRequest.objects.get().status == "waiting"


def test_a_refusal_says_why(closed, nga, clerk, standing):
    request = ask(nga, clerk)
    with pytest.raises(PeopleRefused, match="lý do không duyệt"):
        refuse_correction(request, note="", by=standing)

    refuse_correction(request, note="Thiếu giấy tờ", by=standing)

    found = CorrectionRequest.objects.get()
    assert (found.status, found.note, found.decided_by) == ("refused", "Thiếu giấy tờ", standing)


def test_a_refused_request_is_not_approved_afterwards(closed, nga, clerk, standing):
    request = ask(nga, clerk)
    refuse_correction(request, note="Thiếu giấy tờ", by=standing)

    with pytest.raises(PeopleRefused, match="không duyệt rồi"):
        approve_correction(request, by=standing)


def test_only_who_asked_withdraws(closed, nga, clerk, standing):
    request = ask(nga, clerk)
    with pytest.raises(PeopleRefused, match="Chỉ người đề nghị"):
        withdraw_correction(request, by=standing)

    withdraw_correction(request, by=clerk)

    assert CorrectionRequest.objects.get().status == "withdrawn"
