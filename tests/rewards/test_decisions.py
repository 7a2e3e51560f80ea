"""Decisions: drafted from what was presented, frozen when their signature is recorded."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from emulation.kit import clock
from emulation.kit.rows import stamp_of
from emulation.models import AuditEntry, Job
from rewards.actions.decisions import (
    DecisionChanged,
    DecisionRefused,
    draft_decision,
    drop_decision,
    take_line_out,
    update_list,
    write_decision,
)
from rewards.actions.dossiers import DossierRefused
from rewards.actions.many_nominations import act_on_many
from rewards.actions.nominations import edit_nomination
from rewards.actions.signatures import SumChanged, add_scan, hash_of, record_signature
from rewards.models import BaseSalary, BonusRate, Decision, DecisionLine, Nomination
from rewards.queries.decidable import decidable
from rewards.queries.decisions import drift_of, total_of
from tests.rewards.decided import draft_of, scan_of, signed
from tests.rewards.dossiers import dossier_for, press, walked
from tests.rewards.nominated import nominated


def test_a_draft_takes_everybody_who_was_presented(presented, clerk):
    decision = draft_of(presented, by=clerk)

    assert [one.full_name for one in decision.lines.all()] == [
        one.full_name for one in Nomination.objects.in_list_order()
    ]
    assert (decision.code, decision.signer_title, decision.signer_name) == ("QĐ-UBND", "CHỦ TỊCH", "Nguyễn Ngọc Hà")
    assert not decidable(presented.phase, presented.award).exists()


def test_a_double_click_makes_one_draft(presented, clerk):
    chosen = list(decidable(presented.phase, presented.award))

    first, second = (draft_decision(presented.phase, presented.award, chosen, by=clerk) for _ in range(2))

    assert first == second
    assert Decision.objects.count() == 1


def test_nobody_stands_in_two_drafts(presented, clerk, standing):
    chosen = list(decidable(presented.phase, presented.award))
    draft_decision(presented.phase, presented.award, chosen[:2], by=clerk)

    with pytest.raises(DecisionRefused, match="vừa được đưa vào một dự thảo"):
        draft_decision(presented.phase, presented.award, chosen[1:], by=standing)

    assert Decision.objects.count() == 1


def test_the_database_itself_keeps_a_nomination_in_one_standing_line(presented, clerk, standing):
    first, *others = decidable(presented.phase, presented.award)
    one = draft_decision(presented.phase, presented.award, [first], by=clerk)
    other = draft_decision(presented.phase, presented.award, others, by=clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        one.lines.update(decision=other, position=9, nomination=others[0])


def test_what_is_not_presented_cannot_be_drafted(propose, standing, clerk):
    propose(5)
    one = Nomination.objects.first()

    with pytest.raises(DecisionRefused, match="không còn đủ điều kiện"):
        draft_decision(one.phase, one.award, [one], by=clerk)


def test_dropping_a_draft_frees_whom_it_held(presented, clerk):
    decision = draft_of(presented, by=clerk)

    drop_decision(decision, by=clerk)
    drop_decision(decision, by=clerk)

    assert decidable(presented.phase, presented.award).count() == 5
    assert AuditEntry.objects.filter(verb="bỏ dự thảo quyết định").count() == 1


def test_taking_a_line_out_frees_it_and_closes_the_gap(presented, clerk):
    decision = draft_of(presented, by=clerk)
    line = decision.lines.all()[1]

    assert [take_line_out(decision, line.pk, by=clerk) for _ in range(2)] == [True, False]

    assert list(decision.lines.values_list("position", flat=True)) == [1, 2, 3, 4]
    assert [one.pk for one in decidable(presented.phase, presented.award)] == [line.nomination_id]


def test_a_draft_follows_its_nominations_when_it_is_brought_up_to_date(presented, clerk, standing):
    decision = draft_of(presented, by=clerk)
    first, second, *_ = Nomination.objects.in_list_order()
    edit_nomination(first, {"printed_name": "Sùng A Chử Con"}, seen=stamp_of(first), reason="Ghi nhầm tên", by=standing)
    act_on_many("withdraw", Nomination.objects.filter(pk=second.pk), presented.phase, reason="Chuyển đi", by=standing)

    drift = drift_of(decision, list(decision.lines.all()))
    changed = [update_list(decision, by=clerk), update_list(decision, by=clerk)]

    assert (len(drift.changed), len(drift.gone), changed) == (1, 1, [2, 0])
    assert decision.lines.first().printed_name == "Sùng A Chử Con"
    assert decision.lines.count() == 4


def test_of_two_who_write_a_draft_the_second_sees_both(presented, clerk, standing):
    decision = draft_of(presented, by=clerk)
    write_decision(decision, {"fund": "ngân sách phường"}, seen=0, by=standing)

    with pytest.raises(DecisionChanged) as stale:
        write_decision(decision, {"fund": "quỹ khác"}, seen=0, by=clerk)

    assert stale.value.standing.fund == "ngân sách phường"
    assert write_decision(decision, {"fund": "ngân sách phường"}, seen=0, by=clerk).version == 1


# Recording


def test_recording_freezes_the_lines_and_moves_the_dossier(presented, clerk, standing):
    decision = signed(draft_of(presented, by=clerk), by=standing)

    presented.refresh_from_db()
    assert (decision.status, decision.number, decision.year) == ("signed", "112/QĐ-UBND", clock.today().year)
    assert presented.status == "signed"
    assert decision.content_sha256 == hash_of(decision.content)
    assert [one["printed_name"] for one in decision.content["lines"]] == [
        one.printed_name for one in decision.lines.all()
    ]
    assert Job.objects.get(kind="decision_file").args == {"decision": decision.pk}
    assert AuditEntry.objects.filter(verb="ghi quyết định đã ký").count() == 1


def test_the_money_of_the_day_is_frozen_on_each_line(paid, clerk, standing):
    decision = signed(draft_of(paid, by=clerk), by=standing)

    line = decision.lines.get()
    assert (line.amount, line.coefficient, line.base_salary) == (760_000, Decimal("0.30"), 2_530_000)
    assert decision.content["lines"][0]["amount"] == 760_000


def test_the_sum_of_the_draft_is_looked_at_again_where_the_day_changes_it(paid, clerk, standing):
    decision = draft_of(paid, by=clerk)
    BaseSalary.objects.create(starts_on=clock.today(), amount=3_000_000)
    values = {
        "number": "9/QĐ-UBND",
        "decided_on": clock.today(),
        "signer_name": "A",
        "signer_title": "B",
        "on_behalf": "",
    }

    with pytest.raises(SumChanged, match=r"tổng tiền thưởng là 900\.000 đồng") as refused:
        record_signature(decision, values, seen=0, seen_total=760_000, by=standing)

    assert refused.value.total == 900_000
    assert record_signature(decision, values, seen=0, seen_total=900_000, by=standing).is_signed


def test_what_is_not_known_is_not_guessed(paid, clerk, standing):
    BonusRate.objects.all().delete()
    decision = draft_of(paid, by=clerk)

    with pytest.raises(DecisionRefused, match="cổng không đoán"):
        signed(decision, by=standing)

    write_decision(decision, {"pays_bonus": False}, seen=0, by=clerk)
    assert signed(decision, by=standing).lines.get().amount == 0


def test_whoever_prepared_it_does_not_record_it(presented, clerk, standing, make_user, ward):
    decision = draft_of(presented, by=clerk)
    write_decision(decision, {"fund": "ngân sách"}, seen=0, by=standing)

    for by in (clerk, standing):
        with pytest.raises(DecisionRefused, match="Chính bạn đã soạn"):
            signed(decision, by=by)

    assert signed(decision, by=make_user("chairman", "chairman", ward)).is_signed


def test_a_repeated_record_changes_nothing_and_another_number_is_refused(presented, clerk, standing):
    decision = signed(draft_of(presented, by=clerk), by=standing)
    at = decision.recorded_at

    again = signed(decision, by=standing, number=" 112/qđ-ubnd")

    assert again.recorded_at == at
    with pytest.raises(DecisionRefused, match="giữ nguyên"):
        signed(decision, by=standing, number="113/QĐ-UBND")


def test_a_number_is_recorded_once_a_year(presented, clerk, standing):
    first, *others = decidable(presented.phase, presented.award)
    one = draft_decision(presented.phase, presented.award, [first], by=clerk)
    other = draft_decision(presented.phase, presented.award, others, by=clerk)
    signed(one, by=standing)

    with pytest.raises(DecisionRefused, match="đã ghi cho một văn bản khác"):
        signed(other, by=standing)

    presented.refresh_from_db()
    assert presented.status == "presented"


def test_a_part_of_a_dossier_leaves_it_waiting(presented, clerk, standing):
    first, *others = decidable(presented.phase, presented.award)
    signed(draft_decision(presented.phase, presented.award, [first], by=clerk), by=standing)
    presented.refresh_from_db()
    between = presented.status

    signed(draft_decision(presented.phase, presented.award, others, by=clerk), by=standing, number="113/QĐ-UBND")

    presented.refresh_from_db()
    assert (between, presented.status) == ("presented", "signed")


def test_a_dossier_is_said_to_be_signed_when_the_last_without_a_decision_was_withdrawn(presented, clerk, standing):
    first, *others = decidable(presented.phase, presented.award)
    signed(draft_decision(presented.phase, presented.award, [first], by=clerk), by=standing)
    with pytest.raises(DossierRefused, match="khi ghi số, ngày quyết định"):
        press(presented, "sign", by=standing)
    rest = Nomination.objects.filter(pk__in=[one.pk for one in others])
    act_on_many("withdraw", rest, presented.phase, reason="Chuyển đi", by=standing)

    assert press(presented, "sign", by=standing).status == "signed"


@pytest.mark.parametrize(
    ("days", "why"), [(1, "Ngày ký chưa tới"), (-400, "ngày Hội đồng họp")], ids=["to come", "before the council"]
)
def test_a_day_that_cannot_be_is_refused(presented, clerk, standing, days, why):
    decision = draft_of(presented, by=clerk)

    with pytest.raises(DecisionRefused, match=why):
        signed(decision, by=standing, on=clock.today() + timedelta(days=days))


def test_a_decision_waits_for_the_posting(presented, clerk, standing):
    type(presented.award).objects.filter(pk=presented.award_id).update(posting_days=10)
    decision = draft_of(presented, by=clerk)

    with pytest.raises(DecisionRefused, match="niêm yết"):
        signed(decision, by=standing)


def test_whoever_was_withdrawn_or_is_unconfirmed_stops_it_by_name(presented, clerk, standing):
    decision = draft_of(presented, by=clerk)
    first, second, *_ = Nomination.objects.in_list_order()
    act_on_many("withdraw", Nomination.objects.filter(pk=first.pk), presented.phase, reason="Chuyển đi", by=standing)
    act_on_many("unconfirm", Nomination.objects.filter(pk=second.pk), presented.phase, by=standing)

    with pytest.raises(DecisionRefused) as refused:
        signed(decision, by=standing)

    assert f"1 trường hợp đã rút hoặc không còn khớp kết quả: {first.full_name}." in str(refused.value)
    assert f"1 trường hợp chưa được đơn vị xác nhận: {second.full_name}." in str(refused.value)


def test_a_draft_that_was_changed_since_is_not_recorded(presented, clerk, standing, make_user, ward):
    decision = draft_of(presented, by=clerk)
    take_line_out(decision, decision.lines.first().pk, by=clerk)
    values = {
        "number": "9/QĐ-UBND",
        "decided_on": clock.today(),
        "signer_name": "A",
        "signer_title": "B",
        "on_behalf": "",
    }

    with pytest.raises(DecisionRefused, match="vừa được người khác sửa"):
        record_signature(decision, values, seen=0, seen_total=0, by=standing)


def test_what_is_signed_is_not_withdrawn_any_more(presented, clerk, standing):
    signed(draft_of(presented, by=clerk), by=standing)

    done = act_on_many("withdraw", Nomination.objects.all(), presented.phase, reason="Chuyển đi", by=standing)

    assert done.done == 0
    assert done.skipped == {"đã có trong quyết định đã ký; muốn thôi thì phải thu hồi": 5}


def test_a_signed_decision_stays_as_it_was_printed(presented, clerk, standing):
    decision = signed(draft_of(presented, by=clerk), by=standing)
    Nomination.objects.update(printed_name="Tên Mới")

    for act in (lambda: update_list(decision, by=clerk), lambda: drop_decision(decision, by=clerk)):
        with pytest.raises(DecisionRefused, match="giữ nguyên"):
            act()

    assert "Tên Mới" not in [line.printed_name for line in DecisionLine.objects.all()]


def test_a_scan_is_kept_once(presented, clerk, standing):
    decision = signed(draft_of(presented, by=clerk), by=standing)

    for content in (b"%PDF one", b"%PDF one"):
        add_scan(decision, scan_of(content), by=clerk)
    with pytest.raises(DecisionRefused, match="đã có bản chụp"):
        add_scan(decision, scan_of(b"%PDF two"), by=clerk)

    assert AuditEntry.objects.filter(verb="thêm bản chụp quyết định").count() == 1


@pytest.fixture
def paid(phase, unit, officer, standing):
    """A collective of neighbourhood 8 whose award is paid, in a presented dossier."""
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)
    type(dossier.award).objects.filter(pk=dossier.award_id).update(posting_days=0)
    return type(dossier).objects.for_page().get(pk=dossier.pk)


def test_the_page_sees_the_sum_of_today(paid, clerk):
    decision = draft_of(paid, by=clerk)

    assert total_of(decision, decision.lines.all()) == 760_000
