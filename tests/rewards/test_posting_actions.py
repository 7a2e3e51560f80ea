"""Lists drawn up, posted, objected to, answered, closed; what a decision still waits for at each moment."""

import uuid

import pytest
from django.db import IntegrityError

from emulation.actions import StaleRecord
from emulation.models import AuditEntry
from rewards.actions.dossier_steps import record_meeting
from rewards.actions.many_nominations import act_on_many
from rewards.actions.objections import answer_objection, change_objection, keep_in_spite, record_objection
from rewards.actions.postings import (
    PostingRefused,
    cancel_posting,
    change_posting,
    close_posting,
    draw_up_posting,
    post_list,
    record_notice_number,
    take_down,
)
from rewards.models import Award, Nomination, Objection, Posting, PostingLine
from rewards.queries.dossiers import nominations_of
from rewards.queries.postings import posting_lacks, posting_offers, ready_to_post, waiting_counts
from tests.rewards.dossiers import dossier_for, meeting_about, press, walked
from tests.rewards.nominated import nominated
from tests.rewards.postings import RECORD, TEAM, WOMEN, answered, closed, drawn_up, objected, posted, said


@pytest.fixture
def one(met):
    return Nomination.objects.get(printed_name=TEAM)


COPIED = ("phase_id", "award_id", "starts_on", "ends_on", "days", "places", "contact")


def names_of(posting) -> list[str]:
    return [line.full_name for line in PostingLine.objects.of(posting)]


def withdraw(nomination, phase, *, by) -> None:
    act_on_many("withdraw", Nomination.objects.filter(pk=nomination.pk), phase, reason="Nhầm", by=by)


# What may be posted


def test_what_the_council_has_not_passed_is_not_posted(draft, proposed, phase, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)
    award = Award.objects.get(campaign=phase.campaign, number=3)
    ready = ready_to_post(phase, award)

    assert list(ready.all()) == []
    record_meeting(meeting_about(proposed[:1], "passed", by=standing), by=standing)
    assert list(ready.all()) == []  # its dossier waits for the other line
    record_meeting(meeting_about(proposed[1:], "failed", by=standing, number=2), by=standing)
    assert list(ready.all()) == proposed[:1]


def test_the_simple_way_posts_what_the_office_has_accepted(phase, unit, officer, standing):
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple")
    nominated(phase, 3, unit, TEAM, by=officer)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "eligible", unit=officer, office=standing)

    assert [offer.count for offer in posting_offers(phase)] == [1]
    press(dossier, "present", by=standing)
    assert [offer.count for offer in posting_offers(phase)] == [1]
    assert names_of(drawn_up(phase, by=standing)) == [TEAM]


@pytest.mark.parametrize("changes", [{"posting_days": None}, {"posting_days": 0}, {"upward_to": "UBND tỉnh"}])
def test_an_award_that_hangs_nowhere_is_never_offered_and_never_waited_for(met, one, phase, changes):
    Award.objects.filter(campaign=phase.campaign, number=3).update(**changes)

    assert posting_offers(phase) == []
    assert posting_lacks(nominations_of(met)) == []


# Drawing up


def test_one_press_draws_up_the_list_for_ten_days_from_today(met, phase, standing):
    done = draw_up_posting(phase, met.award, by=standing)

    posting = done.posting
    assert (done.added, names_of(posting), str(posting)) == (2, [TEAM, WOMEN], "Niêm yết số 1")
    assert (f"{posting.starts_on} {posting.ends_on}", posting.status) == ("2026-10-12 2026-10-22", "draft")
    assert posting.places == "Trụ sở Ủy ban nhân dân phường Đồng Tâm"
    assert len(posting.public_id) == 32


def test_drawing_up_again_adds_who_came_later_and_drops_who_was_withdrawn(met, one, phase, unit, officer, standing):
    draft = drawn_up(phase, by=standing)

    draw_up_posting(phase, met.award, by=standing)
    assert (Posting.objects.get().version, PostingLine.objects.count()) == (draft.version, 2)

    withdraw(one, phase, by=standing)
    late = nominated(phase, 3, unit, "Đoàn thanh niên", by=officer)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "eligible", unit=officer, office=standing)
    record_meeting(meeting_about([late], "passed", by=standing, number=2), by=standing)
    done = draw_up_posting(phase, met.award, by=standing)

    assert (done.posting, done.added, done.dropped, dossier.pk) == (draft, 1, 1, dossier.pk)
    assert names_of(draft) == [WOMEN, "Đoàn thanh niên"]


def test_nothing_to_post_is_said(phase, award_of, standing):
    with pytest.raises(PostingRefused, match="Chưa có đề nghị nào"):
        draw_up_posting(phase, award_of(3), by=standing)

    assert Posting.objects.count() == 0


def test_the_database_keeps_a_nomination_on_one_standing_list(hung, phase, standing):
    other = Posting.objects.get(pk=hung.pk)
    other.pk, other.number, other.public_id = None, 2, "x" * 32
    other.save(force_insert=True)

    with pytest.raises(IntegrityError):
        PostingLine.objects.create(posting=other, nomination=hung.lines.first().nomination, subject_kind="collective")


# Posting


def test_a_posted_list_keeps_the_names_that_hang(met, one, phase, standing):
    draft = drawn_up(phase, by=standing)
    Nomination.objects.filter(pk=one.pk).update(printed_name="Tổ chuyển đổi số cộng đồng tổ 8")
    posting = post_list(draft, seen=draft.version, by=standing)

    Nomination.objects.filter(pk=one.pk).update(printed_name="Tổ khác")

    assert names_of(posting)[0] == "Tổ chuyển đổi số cộng đồng tổ 8"
    assert posting.notice["counts"] == {"collective": 2}
    assert posting_lacks([one]) == [
        "Đổi sang người khác sau khi niêm yết nên phải rút, đề nghị và niêm yết lại: Tổ khác.",
        "Niêm yết số 1 đến hết ngày 22/10/2026.",
    ]


def test_posting_twice_is_one_step(met, phase, standing):
    draft = drawn_up(phase, by=standing)

    first = post_list(draft, seen=draft.version, by=standing)
    second = post_list(draft, seen=draft.version, by=standing)

    assert first.posted_at == second.posted_at
    assert AuditEntry.objects.filter(verb="niêm yết: chốt danh sách, niêm yết").count() == 1


def test_a_list_with_somebody_withdrawn_is_drawn_up_again_first(met, one, phase, standing):
    draft = drawn_up(phase, by=standing)
    withdraw(one, phase, by=standing)

    with pytest.raises(PostingRefused, match="Tổ chuyển đổi số cộng đồng\\. Hãy bấm “Lấy lại danh sách”"):
        post_list(draft, seen=draft.version, by=standing)


def test_a_page_that_is_out_of_date_posts_nothing(met, phase, standing):
    draft = drawn_up(phase, by=standing)
    values = {"starts_on": draft.starts_on, "days": 12, "places": "Nhà văn hóa", "contact": draft.contact}
    changed = change_posting(draft, values, seen=draft.version, by=standing)

    with pytest.raises(StaleRecord):
        post_list(draft, seen=draft.version, by=standing)
    assert f"{changed.ends_on}" == "2026-10-24"


def test_a_list_does_not_hang_before_it_was_drawn_up(met, phase, standing):
    draft = drawn_up(phase, by=standing)
    early = draft.starts_on.replace(day=11)
    values = {"starts_on": early, "days": 10, "places": "Nhà văn hóa", "contact": draft.contact}

    with pytest.raises(PostingRefused, match="lập ngày 12/10/2026"):
        change_posting(draft, values, seen=draft.version, by=standing)


def test_the_number_of_the_notice_is_recorded_also_while_it_hangs(hung, standing):
    done = record_notice_number(hung, " 15/TB-UBND ", hung.starts_on, seen=hung.version, by=standing)

    assert (done.letter_number, done.letter_on) == ("15/TB-UBND", hung.starts_on)


# Postponed, cancelled


def test_a_list_is_taken_down_while_nobody_has_objected(hung, clerk, standing):
    back = take_down(hung, by=standing)
    assert (back.status, back.posted_by, back.notice) == ("draft", None, {})

    again = post_list(back, seen=back.version, by=standing)
    objected(again, by=clerk)
    with pytest.raises(PostingRefused, match="Đã có ý kiến"):
        take_down(again, by=standing)


def test_a_cancelled_list_lets_its_nominations_be_posted_anew(hung, one, phase, clerk, standing):
    objection = objected(hung, one, by=clerk)
    cancel_posting(hung, "Treo nhầm danh sách", by=standing)
    cancel_posting(hung, "Treo nhầm danh sách", by=standing)

    again = posted(phase, by=standing)

    assert (again.number, names_of(again), names_of(Posting.objects.get(number=1))) == (2, [TEAM, WOMEN], [TEAM, WOMEN])
    assert posting_lacks([one])[-1] == "Còn 1 ý kiến chưa trả lời: ý kiến số 1."
    assert answered(objection, "dismissed", by=standing).is_answered
    assert posting_lacks([one]) == ["Niêm yết số 2 đến hết ngày 22/10/2026."]


# Objections


def test_an_objection_is_kept_once_however_often_it_is_sent(hung, one, clerk):
    key = uuid.uuid4()

    for _ in range(2):
        record_objection(hung, said(hung, one), key=key, by=clerk)

    assert Objection.objects.count() == 1
    entry = AuditEntry.objects.get(verb="ghi ý kiến về danh sách niêm yết")
    assert "hoạt động" not in str(entry.after)


def test_a_form_of_another_posting_is_refused_in_words(hung, phase, clerk, standing):
    key = uuid.uuid4()
    record_objection(hung, said(hung), key=key, by=clerk)
    again = Posting.objects.create(**Posting.objects.filter(pk=hung.pk).values(*COPIED)[0], number=2, made_by=standing)

    with pytest.raises(PostingRefused, match="niêm yết khác"):
        record_objection(again, said(hung), key=key, by=clerk)


def test_nobody_objects_to_a_draft(met, phase, clerk, standing):
    draft = drawn_up(phase, by=standing)

    with pytest.raises(PostingRefused, match="còn là bản nháp"):
        objected(draft, by=clerk)


def test_an_objection_of_another_day_than_possible_is_refused(hung, clerk, it_is):
    with pytest.raises(PostingRefused, match="từ ngày niêm yết \\(12/10/2026\\)"):
        objected(hung, by=clerk, received_on=hung.starts_on.replace(day=11))


def test_an_objection_is_mended_until_it_is_answered(hung, one, clerk, standing):
    objection = objected(hung, by=clerk)
    mended = change_objection(objection, said(hung, one), seen=0, by=clerk)
    assert (mended.line.nomination, mended.version) == (one, 1)

    answered(objection, "dismissed", by=standing)

    with pytest.raises(PostingRefused, match="đã trả lời"):
        change_objection(objection, said(hung), seen=2, by=clerk)


def test_two_answers_from_two_pages_are_not_written_over_each_other(hung, clerk, standing):
    objection = objected(hung, by=clerk)
    values = {"outcome": "dismissed", "answer": "Không đúng.", "answered_on": hung.starts_on}
    answer_objection(objection, values, seen=0, by=standing)
    answer_objection(objection, values, seen=0, by=standing)  # the same press again

    with pytest.raises(StaleRecord):
        answer_objection(objection, values | {"outcome": "upheld"}, seen=0, by=standing)


# Closing


def test_a_list_is_closed_only_after_its_last_day(hung, standing, it_is):
    it_is(2026, 10, 22, 17)

    with pytest.raises(PostingRefused, match="Niêm yết đến hết ngày 22/10/2026, từ hôm sau"):
        closed(hung, by=standing)


def test_an_unanswered_objection_keeps_the_list_open(hung, clerk, standing, it_is):
    objection = objected(hung, by=clerk)
    it_is(2026, 10, 23, 9)

    with pytest.raises(PostingRefused, match="ý kiến số 1"):
        closed(hung, by=standing)
    answered(objection, "dismissed", by=standing)

    done = closed(hung, by=standing)
    assert (done.status, done.minutes["posted"], len(done.minutes["objections"])) == ("closed", 2, 1)
    assert posting_lacks(Nomination.objects.all()) == []


def test_an_upheld_objection_is_followed_by_withdrawing(hung, one, phase, clerk, standing, it_is):
    answered(objected(hung, one, by=clerk), "upheld", by=standing)
    it_is(2026, 10, 23, 9)

    with pytest.raises(PostingRefused, match=f"chưa ghi lý do vẫn giữ: {TEAM}"):
        closed(hung, by=standing)
    withdraw(one, phase, by=standing)

    done = closed(hung, by=standing)
    assert (done.minutes["withdrawn"], done.minutes["standing"]) == ([TEAM], {"collective": 1})
    assert names_of(hung) == [TEAM, WOMEN]


def test_an_upheld_objection_is_followed_by_a_reason_to_keep(hung, one, clerk, standing, it_is):
    objection = answered(objected(hung, one, by=clerk), "upheld", by=standing)
    it_is(2026, 10, 23, 9)

    keep_in_spite(objection, "Đã khắc phục", by=standing)
    keep_in_spite(objection, "Đã khắc phục", by=standing)

    assert closed(hung, by=standing).is_closed
    assert AuditEntry.objects.filter(verb="vẫn giữ dù chấp nhận ý kiến").count() == 1


def test_another_answer_takes_the_reason_to_keep_away(hung, one, clerk, standing):
    objection = answered(objected(hung, one, by=clerk), "upheld", by=standing)
    keep_in_spite(objection, "Đã khắc phục", by=standing)

    again = answered(objection, "dismissed", by=standing)

    assert (again.kept_reason, again.kept_at, again.kept_by) == ("", None, None)


def test_an_objection_after_the_end_is_late_and_still_has_to_be_answered(hung, one, clerk, standing, it_is):
    it_is(2026, 10, 23, 9)
    closed(hung, by=standing)
    it_is(2026, 10, 25, 9)

    objection = objected(hung, one, by=clerk)

    assert objection.is_late
    assert posting_lacks([one]) == ["Còn 1 ý kiến chưa trả lời: ý kiến số 1."]
    assert posting_lacks(Nomination.objects.exclude(pk=one.pk)) == []
    answered(objection, "dismissed", by=standing)
    assert posting_lacks([one]) == []


def test_what_the_record_holds_stays(hung, one, clerk, standing, it_is):
    objection = answered(objected(hung, one, by=clerk), "dismissed", by=standing)
    it_is(2026, 10, 23, 9)
    first = closed(hung, by=standing)

    with pytest.raises(PostingRefused, match="đã vào biên bản"):
        answered(objection, "upheld", by=standing)
    second = close_posting(hung, RECORD | {"place": "Nơi khác", "held_at": first.closed_at}, by=standing)

    assert second.minutes == first.minutes


def test_the_record_is_not_of_a_day_on_which_the_list_still_hung(hung, standing, it_is):
    held_at = it_is(2026, 10, 22, 9)
    it_is(2026, 10, 23, 9)

    with pytest.raises(PostingRefused, match="Biên bản lập sau ngày 22/10/2026"):
        closed(hung, by=standing, at=held_at)


# What a decision waits for


def test_a_decision_is_told_who_never_hung_in_public(met, phase, standing):
    both = nominations_of(met)

    assert posting_lacks(both) == [f"Còn 2 đề nghị chưa niêm yết công khai: {TEAM}; {WOMEN}."]
    drawn_up(phase, by=standing)
    assert posting_lacks(both) == ["Niêm yết số 1 còn là bản nháp, chưa niêm yết."]


def test_a_list_whose_days_are_over_is_still_to_be_closed(hung, one, standing, it_is):
    it_is(2026, 10, 23, 9)

    assert posting_lacks([one]) == ["Niêm yết số 1 đã hết thời gian, chưa lập biên bản kết thúc."]
    closed(hung, by=standing)
    assert posting_lacks([one]) == []


def test_asking_costs_the_same_for_one_and_for_many(hung, one, django_assert_num_queries):
    with django_assert_num_queries(4):
        posting_lacks([one])
    everybody = list(Nomination.objects.all())

    with django_assert_num_queries(4):
        posting_lacks(everybody)


def test_an_upheld_objection_to_the_whole_list_is_followed_by_cancelling_it(hung, one, clerk, standing):
    objection = answered(objected(hung, by=clerk), "upheld", by=standing)
    assert posting_lacks([one])[-1].endswith("chưa ghi lý do vẫn giữ: toàn danh sách.")

    cancel_posting(hung, "Lập lại danh sách", by=standing)

    objection.refresh_from_db()
    assert not objection.is_unfollowed
    assert posting_lacks([one]) == [f"Còn 1 đề nghị chưa niêm yết công khai: {TEAM}."]
    assert waiting_counts(Posting.objects.all()) == {}
