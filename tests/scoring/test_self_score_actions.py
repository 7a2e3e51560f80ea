"""What a household saves and sends, what the neighbourhood makes of it, and where either is refused."""

from uuid import uuid4

import pytest
from django.db import connection

from emulation.choices import Presence
from emulation.models import AuditEntry, Member
from scoring.actions.household_links import issue_links, revoke_links
from scoring.actions.self_scores import (
    SelfConflict,
    consent_to_scoring,
    look_at_self_scores,
    save_self_score,
    send_self_sheet,
    take_self_scores,
    withdraw_consent,
)
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.models import HouseholdLink, MemberScore, ScoreSheet, SelfScore, SelfSheet
from scoring.queries.results import phase_result
from scoring.queries.self_scores import own_sheet, proposal_for, waiting_self_sheets
from scoring.queries.sheets import sheet_grid
from scoring.rules import WrongAnswers, covers, differing

MET, MIXED = "1" * 10, "1101111111"


@pytest.fixture
def link(phase, household, clerk):
    issue_links(phase, household.unit, [household], key=uuid4(), by=clerk)
    return HouseholdLink.objects.select_related("phase__campaign__ward", "household__unit").get()


@pytest.fixture
def agreed(link):
    """The link of a household that has consented."""
    consent_to_scoring(link, wording=1, may_publish=False)
    return link


@pytest.fixture
def people(household):
    return list(household.members.in_paper_order())[:4]


@pytest.fixture
def sent(agreed, people):
    """A household that has sent full marks for its four people."""
    for one in people:
        save_self_score(agreed, Entry(one.pk, MET, 0))
    return send_self_sheet(agreed)


@pytest.fixture
def proposal(phase, household):
    return lambda: proposal_for(sheet_grid(household, phase))


def answers() -> dict[str, str]:
    return dict(SelfScore.objects.values_list("member__full_name", "answers"))


# Rules


@pytest.mark.parametrize(
    ("own", "proposed", "places"),
    [("111", "111", ()), ("101", "111", (1,)), ("...", "111", ()), ("0-1", ".11", (1,)), ("02-", "21-", (0, 1))],
)
def test_a_difference_is_where_both_have_answered_and_not_alike(own, proposed, places):
    assert differing(own, proposed) == places


@pytest.mark.parametrize(
    ("explained", "own", "proposed", "holds"),
    [
        ("001", "001", "111", True),
        ("001", "011", "111", True),  # one place put right meanwhile
        ("011", "001", "111", False),  # one more has come
        ("", "001", "111", False),
        ("", "111", "111", False),
    ],
)
def test_a_reason_holds_until_another_difference_comes(explained, own, proposed, holds):
    assert covers(explained, own, proposed) is holds


# Consent


def test_without_consent_nothing_is_kept(link, people):
    with pytest.raises(SheetRefused, match="chưa đồng ý"):
        save_self_score(link, Entry(people[0].pk, MET, 0))

    assert SelfSheet.objects.count() == SelfScore.objects.count() == 0


def test_consent_is_recorded_with_its_moment_and_wording_once(link, it_is):
    moment = it_is(2022, 9, 1, 8)
    consent_to_scoring(link, wording=1, may_publish=True)
    it_is(2022, 9, 1, 9)

    consent_to_scoring(link, wording=1, may_publish=True)

    sheet = SelfSheet.objects.get()
    assert (sheet.consented_at, sheet.consent_wording, sheet.may_publish) == (moment, 1, True)
    assert AuditEntry.objects.filter(verb="đồng ý tự chấm").count() == 1


def test_the_trail_names_the_phone_and_nobody(agreed, people):
    save_self_score(agreed, Entry(people[0].pk, MIXED, 0))

    entry = AuditEntry.objects.get(verb="lưu phần tự chấm")
    assert (entry.actor_id, entry.actor) == (None, "hộ gia đình, qua điện thoại")
    assert MIXED not in str(entry.after)


def test_withdrawing_erases_drafts_and_what_was_sent(sent, agreed):
    erased = [withdraw_consent(agreed), withdraw_consent(agreed)]

    assert erased == [True, False]
    assert SelfSheet.objects.count() == SelfScore.objects.count() == 0


# Saving


def test_the_same_press_twice_is_kept_once(agreed, people):
    changed = [save_self_score(agreed, Entry(people[0].pk, MET, 0)) for _ in range(2)]

    assert changed == [True, False]
    assert SelfScore.objects.get().version == 1


def test_of_two_phones_the_second_is_shown_what_the_first_has_saved(agreed, people):
    save_self_score(agreed, Entry(people[0].pk, MET, 0))

    with pytest.raises(SelfConflict) as conflict:
        save_self_score(agreed, Entry(people[0].pk, MIXED, 0))

    assert conflict.value.standing.answers == MET
    assert answers() == {"Sùng A Chử": MET}
    assert save_self_score(agreed, Entry(people[0].pk, MIXED, 1)) is True


def test_a_child_somebody_of_another_household_and_a_stranger_are_refused(agreed, household, make_household):
    child = household.members.get(full_name="Sùng Minh Đức")
    neighbour = make_household("8", "Hoàng Thị Nhất", 1980).members.get()

    for pk in (child.pk, neighbour.pk, 10**9):
        with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
            save_self_score(agreed, Entry(pk, MET, 0))

    assert SelfScore.objects.count() == 0


def test_who_has_moved_away_meanwhile_is_refused_and_vanishes_from_the_page(agreed, people):
    Member.objects.filter(pk=people[1].pk).update(presence=Presence.MOVED_OUT)

    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        save_self_score(agreed, Entry(people[1].pk, MET, 0))

    assert people[1].full_name not in [line.name for line in own_sheet(agreed).lines]


@pytest.mark.parametrize("wrong", ["1" * 9, "x" * 10, "2" + "1" * 9, "-" * 11])
def test_what_is_no_answer_is_refused(agreed, people, wrong):
    with pytest.raises(WrongAnswers):
        save_self_score(agreed, Entry(people[0].pk, wrong, 0))

    assert SelfScore.objects.count() == 0


def test_a_slip_revoked_in_mid_form_saves_nothing(agreed, people, phase, household, clerk):
    revoke_links(phase, household.unit, [household], by=clerk)

    with pytest.raises(SheetRefused, match="thu hồi"):
        save_self_score(agreed, Entry(people[0].pk, MET, 0))


# Sending


def test_a_draft_is_nobodys_business_and_what_was_sent_is_the_neighbourhoods(agreed, people, proposal):
    save_self_score(agreed, Entry(people[0].pk, MET, 0))
    before = proposal()

    send_self_sheet(agreed)
    save_self_score(agreed, Entry(people[0].pk, MIXED, 1))

    assert before is None
    assert [(line.name, line.proposed) for line in proposal().lines] == [("Sùng A Chử", MET)]
    assert own_sheet(agreed).unsent == 1


def test_sending_again_without_a_change_gives_the_same_receipt(sent, agreed):
    again = send_self_sheet(agreed)

    assert (again.receipt, again.sent_at) == (sent.receipt, sent.sent_at)
    assert AuditEntry.objects.filter(verb="gửi phiếu tự chấm").count() == 1


def test_a_change_is_sent_under_a_new_receipt_and_waits_again(sent, agreed, people, phase, household, clerk):
    look_at_self_scores(household, phase, {}, by=clerk)
    save_self_score(agreed, Entry(people[0].pk, MIXED, 1))

    again = send_self_sheet(agreed)

    assert again.receipt != sent.receipt
    assert (again.looked_at, again.looked_by) == (None, None)


def test_nothing_can_be_sent_before_something_is_answered(agreed):
    with pytest.raises(SheetRefused, match="Chưa có câu trả lời nào"):
        send_self_sheet(agreed)


def test_a_proposal_never_counts_by_itself(sent, phase):
    result = phase_result(phase)

    assert (result.passing_members, MemberScore.objects.count()) == (0, 0)


# The neighbourhood


def test_taking_over_fills_the_empty_lines_and_overwrites_nothing(sent, people, phase, household, clerk):
    record_scores(household, phase, [Entry(people[0].pk, MIXED, 0)], by=clerk)

    counts = [take_self_scores(household, phase, by=clerk) for _ in range(2)]

    assert counts == [3, 0]
    rows = dict(MemberScore.objects.values_list("member", "answers"))
    assert rows == {people[0].pk: MIXED, **{one.pk: MET for one in people[1:]}}
    assert set(MemberScore.objects.values_list("entered_by", flat=True)) == {clerk.pk}


def test_a_line_begun_by_the_clerk_is_left_alone(sent, people, phase, household, clerk):
    record_scores(household, phase, [Entry(people[0].pk, "1.........", 0)], by=clerk)

    take_self_scores(household, phase, by=clerk)

    assert MemberScore.objects.get(member=people[0]).answers == "1........."


def test_a_sheet_with_a_difference_is_not_finished_without_a_reason(sent, people, phase, household, clerk):
    take_self_scores(household, phase, by=clerk)
    record_scores(household, phase, [Entry(people[0].pk, MIXED, 1)], by=clerk)

    with pytest.raises(SheetRefused, match="Sùng A Chử khác với hộ tự chấm"):
        finish_sheet(household, phase, by=clerk)
    look_at_self_scores(household, phase, {people[0].pk: "Đã xem điện thoại của ông"}, by=clerk)

    assert finish_sheet(household, phase, by=clerk).status == "complete"
    assert waiting_self_sheets(phase, type(household.unit).objects.all()) == []


def test_the_reason_is_sealed_with_its_author_and_out_of_the_trail(sent, people, phase, household, clerk):
    take_self_scores(household, phase, by=clerk)
    record_scores(household, phase, [Entry(people[0].pk, MIXED, 1)], by=clerk)

    look_at_self_scores(household, phase, {people[0].pk: "Ông Chử chưa cài VNeID"}, by=clerk)

    score = SelfScore.objects.get(member=people[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM scoring_selfscore WHERE id = %s", [score.pk])
        [(stored,)] = cursor.fetchall()
    assert (score.reason, score.reasoned_by) == ("Ông Chử chưa cài VNeID", clerk)
    assert "VNeID" not in stored
    assert "VNeID" not in str(list(AuditEntry.objects.values_list("before", "after", "subject")))


def test_another_difference_asks_for_a_reason_again(sent, people, phase, household, clerk, proposal):
    take_self_scores(household, phase, by=clerk)
    record_scores(household, phase, [Entry(people[0].pk, MIXED, 1)], by=clerk)
    look_at_self_scores(household, phase, {people[0].pk: "Đã xem điện thoại"}, by=clerk)

    record_scores(household, phase, [Entry(people[0].pk, "1100111111", 2)], by=clerk)

    assert proposal().unexplained == ["Sùng A Chử"]


def test_new_answers_of_the_household_end_the_reason_given_for_the_old_ones(
    sent, agreed, people, phase, household, clerk
):
    take_self_scores(household, phase, by=clerk)
    record_scores(household, phase, [Entry(people[0].pk, MIXED, 1)], by=clerk)
    look_at_self_scores(household, phase, {people[0].pk: "Đã xem điện thoại"}, by=clerk)

    save_self_score(agreed, Entry(people[0].pk, "0111111111", 1))
    send_self_sheet(agreed)

    score = SelfScore.objects.get(member=people[0])
    assert (score.reason, score.reasoned_at, score.reasoned_by) == ("", None, None)


def test_finishing_marks_the_proposal_as_looked_at(sent, phase, household, clerk):
    take_self_scores(household, phase, by=clerk)
    before = waiting_self_sheets(phase, type(household.unit).objects.filter(pk=household.unit_id))

    finish_sheet(household, phase, by=clerk)

    sheet = SelfSheet.objects.get()
    assert before == [(household.unit, 1)]
    assert (sheet.looked_by, sheet.looked_at is not None) == (clerk, True)


def test_a_sheet_whose_household_sent_nothing_is_finished_as_before(score, household, phase, clerk):
    score(household)

    assert finish_sheet(household, phase, by=clerk).status == "complete"
    assert ScoreSheet.objects.count() == 1


def test_marking_as_looked_at_twice_is_told_once(sent, phase, household, clerk):
    for _ in range(2):
        look_at_self_scores(household, phase, {}, by=clerk)

    assert AuditEntry.objects.filter(verb="xem phiếu hộ tự chấm").count() == 1
