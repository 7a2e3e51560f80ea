"""Writing nominations: nothing twice, nothing without a reason, everything with its trail."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from emulation.kit.rows import RowsChanged, stamp_of
from emulation.models import AuditEntry, Campaign, Phase
from rewards.actions.many_nominations import act_on_many, outlook
from rewards.actions.nominations import (
    NominationRefused,
    edit_nomination,
    nominate,
    override_block,
    propose_by_rule,
)
from rewards.actions.standards import answer_standards
from rewards.models import Award, BaseSalary, Nomination
from rewards.queries.bonus import BonusTable
from rewards.queries.proposals import proposal_of

HUONG = {
    "subject_kind": "individual", "subject_key": "name:huong", "salutation": "Bà",
    "printed_name": "Nguyễn Thị Kiều Ngọc Hưởng", "achievement": "Hướng dẫn 120 hộ.",
}  # fmt: skip


@pytest.fixture
def huong(closed, award_of, standing, unit_of):
    return nominate(award_of(4), closed, HUONG | {"submitted_by": unit_of("8")}, key=uuid.uuid4(), by=standing)


def everything():
    return Nomination.objects.all()


def first(count):
    return everything().filter(pk__in=list(everything().order_by("pk").values_list("pk", flat=True)[:count]))


# By rule


def test_a_second_press_proposes_nobody_twice(propose, named):
    first = propose(5)
    again = propose(5)

    assert (first.added, again.added, again.standing, len(named(5))) == (5, 0, 5, 5)


def test_a_second_press_of_the_same_page_does_nothing_even_with_the_old_stamp(closed, award_of, standing):
    award = award_of(5)
    seen = proposal_of(award, closed).stamp
    propose_by_rule(award, closed, seen=seen, by=standing)

    again = propose_by_rule(award, closed, seen=seen, by=standing)

    assert (again.added, Nomination.objects.count()) == (0, 5)


def test_nobody_is_proposed_who_was_not_looked_at(closed, award_of, standing):
    with pytest.raises(NominationRefused, match="đã thay đổi từ lúc bạn xem"):
        propose_by_rule(award_of(5), closed, seen="", by=standing)

    assert Nomination.objects.count() == 0


def test_what_was_withdrawn_is_proposed_anew_by_the_next_press(propose, standing, closed, named):
    propose(6)
    act_on_many("withdraw", first(1), closed, reason="Nhầm", by=standing)

    done = propose(6)

    assert (done.added, len(named(6))) == (1, 3)


def test_the_number_of_statements_does_not_grow_with_the_ward(propose, make_household, score, closed, standing):
    """Two hundred homes cost what five did: one more batch is all that could come."""
    from scoring.actions.phases import close_phase, reopen_phase

    with CaptureQueriesContext(connection) as few:
        propose(5)
    reopen_phase(closed, "Thêm hộ", by=standing)
    for number in range(40):
        score(make_household("8", f"Lò Văn {number}", 1970))
    close_phase(closed, by=standing)

    with CaptureQueriesContext(connection) as many:
        propose(5)

    # what was there takes over the new snapshot: one statement, and its savepoint
    assert len(many) - len(few) <= 3


def test_an_award_of_another_phase_is_refused(closed, award_of, standing):
    other = Phase.objects.get(campaign=closed.campaign, number=2)
    award = award_of(5)
    Award.objects.filter(pk=award.pk).update(phase=other)
    award.refresh_from_db()

    with pytest.raises(NominationRefused, match="không xét trong Đợt 1"):
        propose_by_rule(award, closed, seen="x", by=standing)


def test_a_campaign_that_is_not_under_way_takes_no_nominations(closed, award_of, standing, unit_of):
    Campaign.objects.update(status="closed")
    closed.campaign.refresh_from_db()

    with pytest.raises(NominationRefused, match="đã kết thúc"):
        nominate(award_of(4), closed, HUONG | {"submitted_by": unit_of("8")}, key=uuid.uuid4(), by=standing)


# By a unit


def test_a_form_sent_twice_proposes_once(closed, award_of, standing, unit_of):
    key, values = uuid.uuid4(), HUONG | {"submitted_by": unit_of("8")}

    made = [nominate(award_of(4), closed, values, key=key, by=standing) for _ in range(2)]

    assert (made[0].pk, Nomination.objects.count()) == (made[1].pk, 1)
    with pytest.raises(NominationRefused, match="một đề nghị khác"):
        nominate(award_of(3), closed, values, key=key, by=standing)


def test_nobody_stands_twice_for_one_award(huong, closed, award_of, standing, unit_of):
    with pytest.raises(NominationRefused, match="đã có trong danh sách"):
        nominate(award_of(4), closed, HUONG | {"submitted_by": unit_of("1")}, key=uuid.uuid4(), by=standing)

    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(("number", "words"), [(5, "lấy theo quy tắc"), (3, "không dành cho cá nhân")])
def test_an_award_that_does_not_fit_is_refused_in_words(closed, award_of, standing, unit_of, number, words):
    with pytest.raises(NominationRefused, match=words):
        nominate(award_of(number), closed, HUONG | {"submitted_by": unit_of("8")}, key=uuid.uuid4(), by=standing)


def test_a_stale_page_overwrites_nothing(huong, standing):
    huong.refresh_from_db()
    seen = stamp_of(huong)
    edit_nomination(huong, {"printed_name": "Nguyễn Thị Hưởng"}, seen=seen, by=standing)

    with pytest.raises(RowsChanged):
        edit_nomination(huong, {"printed_name": "Nguyễn Thị Hương"}, seen=seen, by=standing)

    huong.refresh_from_db()
    assert (huong.printed_name, huong.search) == ("Nguyễn Thị Hưởng", "nguyen thi huong")
    assert AuditEntry.objects.about(huong).first().after == {"fields": ["printed_name"]}


def test_standards_are_ticked_by_a_person_and_those_of_other_awards_are_not(huong, award_of, standing):
    own = list(award_of(4).standards.values_list("pk", flat=True))
    foreign = award_of(3).standards.first().pk

    changed = [answer_standards(huong, said, by=standing) for said in ({own[0]: "", foreign: ""}, {own[0]: ""})]

    assert changed == [1, 0]
    assert list(huong.ticks.values_list("standard", "ticked_by")) == [(own[0], standing.pk)]


def test_a_block_is_overridden_for_a_written_reason(huong, standing):
    for _ in range(2):
        override_block(huong, "Hai thành tích khác nhau", by=standing)

    huong.refresh_from_db()
    assert (huong.override_reason, huong.overridden_by) == ("Hai thành tích khác nhau", standing)
    assert AuditEntry.objects.filter(verb="vẫn đề nghị dù khen trùng").count() == 1


# Many at once


def test_an_act_on_many_says_before_what_it_would_skip_and_why(propose, closed, standing):
    propose(5)
    act_on_many("confirm", first(2), closed, by=standing)
    act_on_many(
        "withdraw", everything().filter(pk=everything().latest("pk").pk), closed, reason="Chuyển đi", by=standing
    )

    told = outlook("confirm", everything(), office=True)
    done = act_on_many("confirm", everything(), closed, by=standing)

    assert (told.asked, told.done) == (5, 2)
    assert told.skipped == {"đã rút từ trước": 1, "đã xác nhận từ trước": 2}
    assert (done.done, outlook("confirm", everything(), office=True).done) == (2, 0)


def test_a_repeat_changes_nothing_and_leaves_no_second_trail(propose, closed, standing):
    propose(6)

    done = [act_on_many("withdraw", everything(), closed, reason="Lập lại", by=standing).done for _ in range(2)]

    assert done == [2, 0]
    assert AuditEntry.objects.filter(verb="rút đề nghị khen thưởng").count() == 1


def test_of_two_withdrawn_for_one_subject_only_the_last_comes_back(propose, closed, standing):
    for _ in range(2):
        propose(6)
        act_on_many("withdraw", everything(), closed, reason="Nhầm", by=standing)

    done = act_on_many("restore", everything(), closed, by=standing)

    assert (done.done, done.skipped) == (2, {"đã được đề nghị lại": 2})
    assert Nomination.objects.standing().count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"withdraw_reason": "Không có người rút"},
        {"status": "withdrawn"},
        {"override_reason": "Không có người quyết định"},
        {"part": 3, "whole": 2},
        {"women": 3, "people": 2},
        {"source": "rule"},
        {"household": 5},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(huong, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=huong.pk).update(**wrong)


# Money


@pytest.mark.parametrize(
    ("day", "kind", "amount"),
    [(date(2022, 10, 1), "individual", 230_000), (date(2025, 10, 1), "collective", 710_000),
     (date(2026, 10, 1), "individual", 380_000)],
)  # fmt: skip
def test_the_money_is_that_of_the_day_of_the_decision(award_of, day, kind, amount):
    found = BonusTable(day).bonus(award_of(4), kind)

    assert (found.amount, found.is_known, found.needs_confirmation) == (amount, True, True)


def test_a_recognition_pays_nothing_and_what_is_not_known_is_not_guessed(award_of):
    table = BonusTable(date(2026, 10, 1))

    assert table.bonus(award_of(5), "household").amount == 0
    assert table.bonus(award_of(4), "household").is_known is False
    assert BonusTable(date(2010, 1, 1)).bonus(award_of(4), "individual").is_known is False


def test_rates_that_the_office_has_put_right_stay_when_another_plan_is_loaded(campaign):
    from rewards.actions.award_plans import keep_usual_rates

    BaseSalary.objects.filter(starts_on=date(2026, 7, 1)).update(amount=2_600_000)

    keep_usual_rates()

    assert BaseSalary.objects.get(starts_on=date(2026, 7, 1)).amount == 2_600_000
    assert BonusTable(date(2026, 10, 1)).rates["merit", "individual"].coefficient == Decimal("0.15")
