"""Dossiers submitted, returned, found eligible, met, presented, sent upward; every press twice is harmless."""

import re
from datetime import date

import pytest

from emulation.kit import clock
from rewards.actions.dossier_steps import record_answer, record_meeting, take_step
from rewards.actions.dossiers import (
    DossierRefused,
    change_copies,
    take_out,
    upload_paper,
    waive_paper,
)
from rewards.actions.holidays import count_due_dates_anew, keep_known_holidays
from rewards.actions.many_nominations import act_on_many
from rewards.models import Award, Dossier, DossierLine, DossierMove, Holiday, Nomination
from rewards.queries.dossiers import calendar, counts_by_status, lost_days, nominations_of
from rewards.rules.voting import State
from tests.rewards.dossiers import complete, dossier_for, meeting_about, press, press_sending, walked, written
from tests.rewards.nominated import nominated


def verbs_of(dossier) -> list[str]:
    return list(DossierMove.objects.filter(dossier=dossier).values_list("verb", flat=True))


# Submitting


def test_what_is_missing_is_named_and_nothing_is_submitted(draft, officer):
    with pytest.raises(DossierRefused) as refused:
        press(draft, "submit", by=officer)

    assert str(refused.value) == (
        "Còn thiếu giấy tờ: Văn bản đề nghị (tờ trình); Báo cáo tóm tắt thành tích; Biên bản họp xét. "
        "Còn 2 đề nghị chưa được đơn vị xác nhận không bị kỷ luật, điều tra, khiếu nại: "
        "Tổ chuyển đổi số cộng đồng; Chi hội phụ nữ. "
        "Còn 2 đề nghị có tiêu chuẩn đơn vị chưa xác nhận đạt, hoặc chưa ghi vì sao vẫn đề nghị: "
        "Tổ chuyển đổi số cộng đồng; Chi hội phụ nữ."
    )
    assert (Dossier.objects.get().status, verbs_of(draft)) == ("draft", [])


def test_a_submitted_dossier_is_due_ten_working_days_later(draft, officer, it_is):
    it_is(2026, 12, 24, 9)

    press(complete(draft, by=officer), "submit", by=officer)

    assert (draft.status, draft.due_on, draft.submitted_by) == ("submitted", date(2027, 1, 8), officer)
    assert draft.since == draft.submitted_at == draft.first_submitted_at == clock.now()


def test_submitting_twice_is_one_step(draft, officer):
    complete(draft, by=officer)

    for _ in range(2):
        take_step(draft, "submit", seen=0, by=officer)

    assert verbs_of(draft) == ["submit"]


def test_a_page_that_is_out_of_date_moves_nothing(draft, officer, standing, make_user, ward):
    press(complete(draft, by=officer), "submit", by=officer)
    press(draft, "take_up", by=standing)

    with pytest.raises(DossierRefused, match="Người khác vừa chuyển hồ sơ"):
        take_step(draft, "accept", seen=1, by=make_user("second", "standing", ward))

    assert verbs_of(draft) == ["submit", "take_up"]


def test_withdrawn_nominations_are_let_go_when_it_is_submitted(draft, proposed, phase, officer):
    act_on_many("withdraw", Nomination.objects.filter(pk=proposed[0].pk), phase, reason="Nhầm", by=officer)

    press(complete(draft, by=officer), "submit", by=officer)

    assert list(nominations_of(draft)) == proposed[1:]
    assert list(DossierLine.objects.held().values_list("nomination", flat=True)) == [proposed[1].pk]


def test_a_nomination_that_is_blocked_stops_the_dossier_by_name(draft, proposed, phase, unit, officer):
    nominated(phase, 1, unit, "Chi hội phụ nữ", by=officer)

    with pytest.raises(DossierRefused, match=re.escape("Còn 1 đề nghị đang bị chặn")):
        press(complete(draft, by=officer), "submit", by=officer)


def test_the_unit_takes_back_what_nobody_has_taken_up(draft, officer, standing):
    press(complete(draft, by=officer), "submit", by=officer)

    press(draft, "take_back", by=officer)

    assert (draft.status, draft.due_on, draft.submitted_at, draft.first_submitted_at) == ("draft", None, None, None)


def test_taking_back_waits_for_the_other_draft(draft, phase, unit, officer):
    press(complete(draft, by=officer), "submit", by=officer)
    nominated(phase, 3, unit, "Ban công tác mặt trận", by=officer)
    dossier_for(phase, 3, unit, by=officer)

    with pytest.raises(DossierRefused, match="một hồ sơ nháp khác"):
        press(draft, "take_back", by=officer)


def test_a_dropped_dossier_lets_its_nominations_go(draft, phase, unit, officer):
    with pytest.raises(DossierRefused, match="Hãy ghi lý do"):
        press(draft, "drop", by=officer)

    press(draft, "drop", "Lập nhầm", by=officer)

    assert (draft.status, nominations_of(draft).count()) == ("dropped", 2)  # what it held stays to be read
    assert dossier_for(phase, 3, unit, by=officer).number == 2


# Vetting


def test_a_returned_dossier_comes_back_to_its_place_with_the_lost_days_counted(draft, officer, standing, it_is):
    it_is(2026, 11, 2, 9)
    press(complete(draft, by=officer), "submit", by=officer)
    first = draft.first_submitted_at
    press(draft, "take_up", by=standing)
    it_is(2026, 11, 4, 9)
    press(draft, "ask_more", "Thiếu chữ ký", by=standing)
    assert (draft.status, draft.due_on) == ("more", None)
    it_is(2026, 11, 9, 9)

    press(draft, "resubmit", by=officer)

    assert (draft.status, draft.due_on) == ("vetting", date(2026, 11, 23))
    assert draft.first_submitted_at == first
    assert lost_days(list(draft.moves.all()), calendar()) == 3  # Thursday, Friday, Monday


def test_what_was_submitted_is_only_read(draft, proposed, officer):
    press(complete(draft, by=officer), "submit", by=officer)

    for act in (
        lambda: take_out(draft, proposed[0], by=officer),
        lambda: waive_paper(draft.papers.first(), "Không cần nữa", by=officer),
        lambda: upload_paper(draft.papers.first(), written(), by=officer),
        lambda: change_copies(draft, 2, by=officer),
    ):
        with pytest.raises(DossierRefused, match="Chưa sửa gì"):
            act()


def test_nobody_finds_eligible_what_they_have_submitted(draft, standing, make_user, ward):
    press(complete(draft, by=standing), "submit", by=standing)
    press(draft, "take_up", by=standing)

    with pytest.raises(DossierRefused, match="cần người khác xác nhận"):
        press(draft, "accept", by=standing)
    press(draft, "accept", by=make_user("second", "standing", ward))

    assert draft.status == "eligible"


def test_a_confirmation_taken_back_meanwhile_stops_the_office(draft, proposed, phase, officer, standing):
    walked(draft, "vetting", unit=officer, office=standing)
    act_on_many("unconfirm", Nomination.objects.filter(pk=proposed[1].pk), phase, by=officer)

    with pytest.raises(DossierRefused, match="Chi hội phụ nữ"):
        press(draft, "accept", by=standing)


# The council, presenting


def test_it_has_met_only_when_closed_minutes_decide_all_it_holds(draft, proposed, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)
    first = meeting_about(proposed[:1], "passed", by=standing)

    assert record_meeting(first, by=standing) == []
    second = meeting_about(proposed[1:], "failed", by=standing, number=2)
    moved = [record_meeting(second, by=standing), record_meeting(second, by=standing)]

    assert moved == [[draft], []]
    draft.refresh_from_db()
    assert (draft.status, verbs_of(draft)[-1]) == ("met", "meet")


def test_minutes_that_are_open_prove_nothing(draft, proposed, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)
    meeting = meeting_about(proposed, "passed", by=standing, status="preparing")

    with pytest.raises(DossierRefused, match="biên bản họp Hội đồng"):
        record_meeting(meeting, by=standing)
    with pytest.raises(DossierRefused, match="đang nằm trong chương trình"):
        press(draft, "look_again", "Thiếu dấu", by=standing)


def test_minutes_closed_before_it_was_eligible_are_taken_over_by_hand(draft, proposed, officer, standing):
    walked(draft, "vetting", unit=officer, office=standing)
    record_meeting(meeting_about(proposed, "passed", by=standing), by=standing)
    press(draft, "accept", by=standing)

    press(draft, "meet", by=standing)

    assert draft.status == "met"


@pytest.mark.parametrize("verb", ["meet", "sign", "register", "hand", "revoke"])
def test_what_needs_a_proof_is_taken_by_no_button(draft, officer, standing, verb):
    walked(draft, {"meet": "eligible", "sign": "presented"}.get(verb, "presented"), unit=officer, office=standing)
    before = draft.status

    with pytest.raises(DossierRefused):
        press(draft, verb, "Cho nhanh", by=standing)

    draft.refresh_from_db()
    assert draft.status == before


def test_what_the_council_rejected_whole_is_not_presented(draft, proposed, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)
    record_meeting(meeting_about(proposed, State.FAILED, by=standing), by=standing)

    with pytest.raises(DossierRefused, match="không có gì để trình"):
        press(draft, "present", by=standing)


def test_after_the_council_it_is_presented(draft, officer, standing):
    walked(draft, "presented", unit=officer, office=standing)

    assert verbs_of(draft) == ["submit", "take_up", "accept", "meet", "present"]


def test_the_simple_procedure_needs_no_council(draft, officer, standing):
    Award.objects.filter(pk=draft.award_id).update(procedure="simple")
    walked(draft, "eligible", unit=officer, office=standing)

    press(draft, "present", by=standing)

    assert (draft.has_council, draft.status) == (False, "presented")


def test_upward_it_goes_with_recipient_day_and_number_and_its_answer_comes_later(draft, officer, standing):
    Award.objects.filter(pk=draft.award_id).update(procedure="simple", upward_to="Ủy ban nhân dân tỉnh")
    walked(draft, "eligible", unit=officer, office=standing)
    with pytest.raises(DossierRefused, match="ngày gửi"):
        press(draft, "present", by=standing)
    with pytest.raises(DossierRefused, match="Ngày gửi phải từ ngày"):
        press_sending(draft, by=standing, sent_on=date(2020, 1, 1))

    press_sending(draft, by=standing)
    press_sending(draft, by=standing)
    sending = record_answer(draft, clock.today(), "Đồng ý", by=standing)

    assert verbs_of(draft) == ["submit", "take_up", "accept", "send_up"]
    assert (sending.recipient, sending.letter, sending.answer) == ("Ủy ban nhân dân tỉnh", "15/TTr-UBND", "Đồng ý")


# Time and counts


def test_other_holidays_give_other_time_limits(draft, officer, administrator, it_is):
    it_is(2026, 11, 2, 9)
    press(complete(draft, by=officer), "submit", by=officer)
    Holiday.objects.create(day=date(2026, 11, 10), name="Nghỉ bão")

    changed = [count_due_dates_anew(by=administrator), count_due_dates_anew(by=administrator)]

    draft.refresh_from_db()
    assert (changed, draft.due_on) == ([1, 0], date(2026, 11, 17))


def test_known_holidays_are_written_once_and_never_over_what_is_there(db):
    keep_known_holidays()
    Holiday.objects.filter(day=date(2026, 11, 24)).delete()

    keep_known_holidays()

    assert not Holiday.objects.filter(day=date(2026, 11, 24)).exists()


def test_the_late_ones_stand_first_and_are_counted(draft, phase, unit_of, officer, standing, it_is):
    it_is(2026, 10, 1, 9)
    press(complete(draft, by=officer), "submit", by=officer)
    nominated(phase, 3, unit_of("1"), "Chi hội cựu chiến binh", by=standing)
    other = dossier_for(phase, 3, unit_of("1"), by=standing)
    it_is(2026, 11, 2, 9)

    queue = list(Dossier.objects.all().in_queue(clock.today()))

    assert queue == [draft, other]
    assert list(Dossier.objects.all().late_on(clock.today())) == [draft]
    assert counts_by_status(Dossier.objects.all()) == {"submitted": 1, "draft": 1}
