"""Signing off, approving and the ways back: locks below, one effect of two presses, and a trail without reasons."""

from uuid import uuid4

import pytest

from emulation.actions.households import move_household
from emulation.kit import clock
from emulation.models import AuditEntry, Member
from emulation.queries.people import whole_stamp
from scoring.actions.approvals import (
    ApprovalRefused,
    approve_units,
    return_unit,
    sign_unit,
    take_back,
    withdraw_approval,
)
from scoring.actions.checklists import record_unit_score
from scoring.actions.exemptions import ExemptionRefused, exempt_member, lift_exemption, settle_exemption
from scoring.actions.phases import close_phase, reopen_phase
from scoring.actions.rule_changes import change_rules
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.models import ApprovalMove, CriteriaSet, MemberScore, UnitApproval
from scoring.queries.approvals import approval_work, approvals_of, changed_since, collected, lock_words, stamps_of
from scoring.queries.rule_changes import RuleChange
from scoring.rules import SetChange
from tests.scoring.second_keyed import key_first, key_second

EXPLAINED = "Nhà văn hóa chưa chấm xong, sẽ chấm trong đợt sau"
OPEN_AGAIN = "Cần sửa thì tổ thu hồi xác nhận, hoặc thường trực thi đua trả lại tổ."


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def home(household, phase, score, clerk):
    """The household of four, scored and finished."""
    score(household)
    finish_sheet(household, phase, by=clerk)
    return household


@pytest.fixture
def sign(phase, unit, officer):
    """The officer signs for neighbourhood 8 as it stands now."""

    def go(by=officer, explanation=EXPLAINED):
        return sign_unit(unit, phase, stamp=stamps_of(phase, [unit])[unit.pk], explanation=explanation, by=by)

    return go


@pytest.fixture
def approve(phase, unit, standing):
    """The standing office approves neighbourhood 8 as it is seen now."""

    def go(by=standing):
        seen = {unit.pk: UnitApproval.objects.get(phase=phase, unit=unit).version}
        return approve_units(phase, seen, by=by)

    return go


def verbs(unit):
    return list(ApprovalMove.objects.filter(approval__unit=unit).values_list("verb", flat=True))


# The way up


def test_a_neighbourhood_is_signed_for_and_approved_with_who_when_and_the_numbers(
    home, unit, officer, standing, sign, approve, it_is
):
    moment = it_is(2022, 9, 7, 14, 5)

    signed = sign()
    report = approve()

    signed.refresh_from_db()
    assert report.done == [unit]
    assert (signed.status, signed.version) == ("approved", 2)
    assert (signed.signed_by, signed.signed_at) == (officer, moment)
    assert (signed.approved_by, signed.approved_at) == (standing, moment)
    assert signed.signature.signed_for.passing == 1
    assert [(one.verb, one.made_by) for one in signed.moves.all()] == [("sign", officer), ("approve", standing)]


def test_two_presses_of_each_button_have_their_effect_once(home, unit, sign, approve, standing, officer):
    sign()
    approval = sign()
    assert approve().done == [unit]
    again = approve()
    for _ in range(2):
        withdraw_approval(approval, "Nhầm tổ", seen=2, by=standing)
    for _ in range(2):
        take_back(approval, seen=3, by=officer)

    assert again.skipped == [(unit, "đã duyệt từ trước")]
    assert verbs(unit) == ["sign", "approve", "withdraw", "take_back"]
    assert approval.status == "collecting"


def test_what_is_missing_needs_an_explanation_and_nothing_at_all_is_not_signed_for(
    home, make_household, phase, unit, sign
):
    make_household("8", "Lò Văn Xa", 1980)

    with pytest.raises(ApprovalRefused, match=r"Hãy ghi lời giải trình rồi xác nhận\. Còn 1/2 hộ chưa có phiếu"):
        sign(explanation="  ")

    assert sign().moves.get().reason == EXPLAINED


def test_an_empty_neighbourhood_is_not_signed_for(household, sign):
    with pytest.raises(ApprovalRefused, match="Chưa có phiếu nào nhập xong"):
        sign()


def test_figures_that_changed_while_somebody_looked_are_not_signed_for(home, phase, unit, officer, clerk):
    seen = stamps_of(phase, [unit])[unit.pk]
    chu = home.members.first()
    record_scores(home, phase, [Entry(chu.pk, "0" * 10, 1)], by=clerk)

    with pytest.raises(ApprovalRefused, match="Số liệu của tổ vừa thay đổi"):
        sign_unit(unit, phase, stamp=seen, explanation=EXPLAINED, by=officer)

    assert verbs(unit) == []


def test_a_phase_that_is_not_open_is_not_signed_for(home, phase, sign, standing):
    close_phase(phase, by=standing)

    with pytest.raises(ApprovalRefused, match="không mở để chấm điểm"):
        sign()


# Locks


def test_a_signed_neighbourhood_takes_no_scores_and_says_who_when_and_the_way_back(
    home, phase, unit, sign, clerk, it_is
):
    it_is(2022, 9, 7, 14, 5)
    sign()

    with pytest.raises(SheetRefused) as refusal:
        record_scores(home, phase, [Entry(home.members.first().pk, "0" * 10, 1)], by=clerk)

    assert str(refusal.value) == (
        "Tổ dân phố số 8 đã được xác nhận (Cán bộ tổ 8, 14:05 ngày 07/09/2022) nên phiếu, miễn chấm và bảng chấm của "
        f"tổ chỉ để xem. {OPEN_AGAIN}"
    )
    assert set(MemberScore.objects.values_list("answers", flat=True)) == {"1" * 10}


def test_neither_sheet_checklist_nor_exemption_is_written_below_a_signature(home, phase, unit, sign, clerk, standing):
    nga = home.members.get(full_name="Lô Thị Nga")
    chu = home.members.get(full_name="Sùng A Chử")
    exempted = exempt_member(chu, phase, kind="ill", effect="out", reason="nằm viện", by=standing)
    venue = CriteriaSet.objects.get(campaign=phase.campaign, subject="venue")
    sign()

    with pytest.raises(SheetRefused, match=OPEN_AGAIN):
        finish_sheet(home, phase, by=clerk)
    with pytest.raises(SheetRefused, match=OPEN_AGAIN):
        record_unit_score(unit, phase, venue, Entry(0, "1111", 0), by=clerk)
    with pytest.raises(ExemptionRefused, match=OPEN_AGAIN):
        exempt_member(nga, phase, kind="away", effect="out", reason="đi làm xa", by=standing)
    with pytest.raises(ExemptionRefused, match=OPEN_AGAIN):
        lift_exemption(exempted, by=standing)


def test_another_neighbourhood_goes_on_being_keyed(home, phase, sign, clerk, make_household):
    other = make_household("14", "Hoàng Thị Nhất", 1980)
    sign()

    record_scores(other, phase, [Entry(other.members.get().pk, "1" * 10, 0)], by=clerk)

    assert MemberScore.objects.filter(sheet__household=other).count() == 1


def test_a_proposal_is_settled_above_the_signature_and_before_the_approval(
    home, phase, unit, sign, approve, clerk, standing
):
    nga = home.members.get(full_name="Lô Thị Nga")
    proposal = exempt_member(nga, phase, kind="ill", effect="council", reason="nằm viện", by=clerk)
    sign()

    assert approve().skipped == [(unit, "còn 1 đề nghị miễn chấm chưa quyết định")]
    decision = settle_exemption(proposal, effect="out", by=standing)
    assert approve().done == [unit]
    with pytest.raises(ExemptionRefused, match="Thường trực thi đua đã duyệt Tổ dân phố số 8"):
        lift_exemption(decision, by=standing)


def test_a_decision_of_the_council_is_refused_once_approved(home, phase, unit, sign, approve, clerk, standing):
    nga = home.members.get(full_name="Lô Thị Nga")
    proposal = exempt_member(nga, phase, kind="ill", effect="council", reason="nằm viện", by=clerk)
    sign()
    UnitApproval.objects.update(status="approved", approved_by=standing, approved_at=clock.now())

    with pytest.raises(ExemptionRefused, match="thường trực thu hồi duyệt rồi trả lại tổ"):
        settle_exemption(proposal, effect="out", by=standing)


# The ways back


def test_the_neighbourhood_takes_its_signature_back_and_goes_on_keying(home, phase, unit, sign, officer, clerk):
    approval = take_back(sign(), seen=1, by=officer)

    record_scores(home, phase, [Entry(home.members.first().pk, "0" * 10, 1)], by=clerk)

    assert (approval.status, approval.signed_by, approval.signed_at) == ("collecting", None, None)
    assert lock_words(phase, unit) == ""


def test_what_is_approved_goes_down_one_floor_at_a_time(home, unit, sign, approve, officer, standing):
    approval = sign()
    approve()

    with pytest.raises(ApprovalRefused, match="Thường trực thu hồi duyệt trước"):
        take_back(approval, seen=2, by=officer)
    with pytest.raises(ApprovalRefused, match="Thường trực thu hồi duyệt trước"):
        return_unit(approval, "Thiếu phiếu", seen=2, by=standing)
    withdraw_approval(approval, "Có hộ khiếu nại", seen=2, by=standing)
    return_unit(approval, "Thiếu phiếu hộ ông Chử", seen=3, by=standing)

    assert verbs(unit) == ["sign", "approve", "withdraw", "return"]
    assert (approval.status, approval.signed_by, approval.approved_by) == ("returned", None, None)


def test_a_neighbourhood_that_was_returned_signs_again(home, unit, sign, approve, standing):
    return_unit(sign(), "Thiếu phiếu", seen=1, by=standing)

    sign()

    assert approve().done == [unit]
    assert verbs(unit) == ["sign", "return", "sign", "approve"]


@pytest.mark.parametrize("back", [return_unit, withdraw_approval])
def test_nothing_is_sent_back_without_a_reason(home, sign, approve, standing, back):
    approval = sign()
    if back is withdraw_approval:
        approve()

    with pytest.raises(ApprovalRefused, match="Hãy ghi lý do"):
        back(approval, "  ", seen=approval.version, by=standing)


def test_a_page_that_is_out_of_date_moves_nothing(home, unit, phase, sign, officer, standing):
    approval = take_back(sign(), seen=1, by=officer)
    sign()

    with pytest.raises(ApprovalRefused, match="Người khác vừa chuyển trạng thái"):
        return_unit(approval, "Thiếu phiếu", seen=1, by=standing)
    report = approve_units(phase, {unit.pk: 1}, by=standing)

    assert report.skipped == [(unit, "tổ vừa xác nhận lại, hãy xem rồi duyệt")]


def test_reasons_stay_with_the_moves_and_out_of_the_trail(home, unit, sign, standing):
    return_unit(sign(explanation="Ông Chử đi viện"), "Thiếu phiếu hộ ông Chử", seen=1, by=standing)

    trail = AuditEntry.objects.filter(subject_type="scoring.unitapproval").order_by("pk")
    assert [(one.verb, one.before["status"], one.after["status"]) for one in trail] == [
        ("tổ xác nhận", "collecting", "signed"),
        ("trả lại tổ", "signed", "returned"),
    ]
    assert "Chử" not in str([(one.subject, one.before, one.after) for one in trail])
    assert list(ApprovalMove.objects.values_list("reason", flat=True)) == ["Ông Chử đi viện", "Thiếu phiếu hộ ông Chử"]


# Who approves what


def test_whoever_signed_does_not_approve(home, phase, unit, sign, approve, standing, make_user, ward):
    sign(by=standing)

    assert approve().skipped == [(unit, "chính bạn đã xác nhận cho tổ, cần người khác duyệt")]
    assert approve(by=make_user("second", "standing", ward)).done == [unit]


def test_one_press_approves_many_and_names_those_it_leaves_out(
    home, phase, unit, unit_of, sign, standing, make_household, officer_of
):
    sign()
    seen = {unit_of(label).pk: 1 for label in ("1", "8", "14")}

    report = approve_units(phase, seen, by=standing)

    assert report.done == [unit]
    assert [(one.label, why) for one, why in report.skipped] == [("1", "tổ chưa xác nhận"), ("14", "tổ chưa xác nhận")]


# The registry goes on


def test_a_death_after_the_signature_is_seen_and_keeps_the_approval_back(home, phase, unit, sign, approve, standing):
    sign()
    Member.objects.filter(full_name="Lô Thị Nga").update(presence="died")

    assert changed_since(phase, approvals_of(phase, [unit])) == {unit.pk}
    assert approve().skipped == [
        (unit, "danh sách hoặc điểm đã khác với lúc tổ xác nhận, hãy trả lại để tổ xem và xác nhận lại")
    ]


def test_a_corrected_name_changes_nothing_that_was_signed_for(home, phase, unit, sign, approve):
    sign()
    Member.objects.filter(full_name="Lô Thị Nga").update(full_name="Lò Thị Nga")

    assert approve().done == [unit]


def test_other_rules_judge_what_was_signed_for_and_nobody_signs_again(home, phase, unit, sign, approve, standing):
    sign()
    change_rules(phase, RuleChange({}, SetChange(marks={1: 100})), version=1, reason="Hội đồng họp", by=standing)

    assert changed_since(phase, approvals_of(phase, [unit])) == set()
    assert approve().done == [unit]


def test_a_household_that_moves_changes_both_neighbourhoods(home, phase, unit, unit_of, sign, clerk):
    sign()

    move_household(home, unit_of("14"), on=clock.today(), stamp=whole_stamp(home), key=uuid4(), by=clerk)

    assert changed_since(phase, approvals_of(phase, [unit])) == {unit.pk}
    assert lock_words(phase, unit_of("14")) == ""


# Closing


def test_an_approval_outlives_closing_and_reopening(home, phase, unit, sign, approve, standing, clerk):
    approval = sign()
    approve()
    close_phase(phase, by=standing)
    with pytest.raises(ApprovalRefused, match="không mở để chấm điểm"):
        withdraw_approval(approval, "Nhầm", seen=2, by=standing)
    reopen_phase(phase, "Nộp bổ sung", by=standing)

    with pytest.raises(SheetRefused, match="Thường trực thi đua đã duyệt"):
        record_scores(home, phase, [Entry(home.members.first().pk, "0" * 10, 1)], by=clerk)
    assert withdraw_approval(approval, "Nộp bổ sung", seen=2, by=standing).status == "signed"


# What waits for whom


def test_each_person_is_asked_for_what_is_theirs(home, phase, unit, sign, officer, standing, clerk):
    def asked(user):
        work = approval_work(user, phase)
        return [len(work.to_sign), len(work.returned), len(work.to_approve)]

    before = [asked(user) for user in (officer, standing, clerk)]
    approval = sign()
    signed = [asked(user) for user in (officer, standing, clerk)]
    return_unit(approval, "Thiếu phiếu", seen=1, by=standing)

    assert before == [[1, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert signed == [[0, 0, 0], [0, 0, 1], [0, 0, 0]]
    assert [asked(user) for user in (officer, standing, clerk)] == [[0, 1, 0], [0, 0, 0], [0, 0, 0]]


def test_before_the_time_is_over_an_officer_is_not_asked_to_sign_what_is_not_done(
    household, phase_on_time, officer, it_is
):
    it_is(2022, 9, 5, 9)
    early = approval_work(officer, phase_on_time).to_sign
    it_is(2022, 9, 8, 0)

    assert early == []
    assert approval_work(officer, phase_on_time).to_sign == [household.unit]


def test_sheets_that_wait_for_their_second_entry_are_told_before_signing(phase, clerk, standing, household, drawn):
    key_first(household, phase, clerk)
    unit = household.unit
    before = collected(phase, [unit])[unit.pk]
    key_second(household, phase, standing)

    after = collected(phase, [unit])[unit.pk]

    assert (before.second_left, before.rate.sheets) == (1, 0)
    assert (after.second_left, after.rate.sheets, after.rate.differing) == (0, 1, 0)
