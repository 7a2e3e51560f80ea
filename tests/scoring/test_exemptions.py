"""Exemptions: decided once by somebody for a reason, and what they do to households and neighbourhoods."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from emulation.choices import PhaseStatus, Presence
from emulation.models import AuditEntry, Household, Member, Phase, Unit
from scoring.actions.exemptions import ExemptionRefused, exempt_member, lift_exemption, settle_exemption
from scoring.actions.sheets import Entry, SheetRefused, finish_sheet, record_scores
from scoring.choices import SheetStatus
from scoring.models import Exemption, MemberScore, ScoreSheet
from scoring.queries.results import criterion_counts, household_counts, phase_result, rules_of, with_result
from scoring.queries.sheets import missing_sheets, sheet_grid

FULL, NONE = "1" * 10, "0" * 10


@pytest.fixture
def nga(household):
    return household.members.get(full_name="Lô Thị Nga")


@pytest.fixture
def exempt(phase, standing):
    """Exempts somebody by the standing office: exempt(nga, "out")."""

    def act(member, effect="out", by=standing, kind="away", reason="Đi làm tại Hà Nội"):
        return exempt_member(member, phase, kind=kind, effect=effect, reason=reason, by=by)

    return act


def counts(phase, household):
    """Eligible, passing and verdict of a household, by Python counts and by SQL; both must say the same."""
    row = next(r for r in household_counts(phase, [household.unit]) if r.household == household.pk)
    found = rules_of(phase)
    in_sql = with_result(Household.objects.filter(pk=household.pk), found).get()
    by_python = (row.eligible, row.passing, row.passes(found.for_households()))
    assert by_python == (in_sql.eligible_count, in_sql.passing_count, bool(in_sql.passes))
    return by_python


# Deciding


def test_an_exemption_keeps_who_decided_it_and_why(phase, nga, standing, exempt):
    exempt(nga, reason="  Đi làm   tại Hà Nội ")

    one = Exemption.objects.get()
    assert (one.member, one.phase, one.kind, one.effect, one.reason) == (nga, phase, "away", "out", "Đi làm tại Hà Nội")
    assert (one.decided_by, one.lifted_at) == (standing, None)


def test_the_same_press_twice_has_its_effect_once(nga, exempt):
    first = exempt(nga)

    assert exempt(nga) == first
    assert Exemption.objects.count() == 1
    assert AuditEntry.objects.filter(verb="miễn chấm").count() == 1


def test_another_decision_while_one_is_in_force_is_refused_and_names_who_decided(nga, clerk, exempt):
    exempt(nga, "out")

    with pytest.raises(ExemptionRefused, match="Lô Thị Nga đã có quyết định miễn chấm do Vũ Thị Hiệp ghi lúc"):
        exempt(nga, "fail", by=clerk)

    assert Exemption.objects.get().effect == "out"


@pytest.mark.parametrize("reason", ["", "   ", "\u00a0"])
def test_a_reason_is_required(nga, exempt, reason):
    with pytest.raises(ExemptionRefused, match="ghi rõ lý do"):
        exempt(nga, reason=reason)

    assert not Exemption.objects.exists()


def test_a_child_and_somebody_who_has_left_need_no_exemption(household, nga, exempt):
    Member.objects.filter(pk=nga.pk).update(presence=Presence.MOVED_OUT)
    nga.refresh_from_db()

    with pytest.raises(ExemptionRefused, match="chưa đủ 18 tuổi"):
        exempt(household.members.get(full_name="Sùng Minh Đức"))
    with pytest.raises(ExemptionRefused, match="đã chuyển đi"):
        exempt(nga)


def test_nothing_changes_once_the_phase_is_closed(phase, nga, standing, exempt):
    one = exempt(nga, "council")
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    for act in (
        lambda: exempt(nga, "fail"),
        lambda: settle_exemption(one, effect="out", by=standing),
        lambda: lift_exemption(one, by=standing),
    ):
        with pytest.raises(ExemptionRefused, match="không mở để chấm điểm"):
            act()

    one.refresh_from_db()
    assert (one.effect, one.lifted_at) == ("council", None)


def test_the_trail_has_ids_and_the_effect_but_not_the_reason(phase, nga, exempt):
    exempt(nga, kind="ill", reason="Liệt nửa người")

    entry = AuditEntry.objects.get(verb="miễn chấm")
    assert entry.after == {"phase": "dong-tam-2022/1", "member": nga.pk, "effect": "out"}
    assert not {"Liệt", "Nga", "ill"} & set(f"{entry.subject} {entry.after} {entry.before}".split())


def test_the_database_itself_holds_one_in_force(phase, nga, standing, exempt):
    exempt(nga)

    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.create(member=nga, phase=phase, kind="ill", effect="fail", reason="x", decided_by=standing)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_exempt_at_once_one_wins(phase, nga, standing, clerk, exempt):
    """On SQLite writers queue; on PostgreSQL the constraint is what keeps a second one out."""
    outcomes, gate = [], threading.Barrier(6)

    def press(effect):
        gate.wait()
        try:
            outcomes.append(exempt(Member.objects.select_related("household").get(pk=nga.pk), effect).effect)
        except ExemptionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(e,)) for e in ["out", "fail", "council"] * 2]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert sorted(outcomes) == sorted(["refused"] * 4 + [Exemption.objects.get().effect] * 2)
    assert AuditEntry.objects.filter(verb="miễn chấm").count() == 1


# Settling


def test_the_decision_replaces_the_proposal_and_keeps_it(nga, clerk, standing, exempt):
    proposal = exempt(nga, "council", by=clerk)

    decision = settle_exemption(proposal, effect="out", by=standing)

    proposal.refresh_from_db()
    assert (decision.effect, decision.decided_by, decision.reason) == ("out", standing, proposal.reason)
    assert (proposal.effect, proposal.decided_by, proposal.lifted_by) == ("council", clerk, standing)
    assert proposal.lifted_at == decision.decided_at


def test_the_same_decision_twice_changes_nothing_and_another_one_is_refused(nga, standing, exempt):
    proposal = exempt(nga, "council")
    decision = settle_exemption(proposal, effect="out", by=standing)

    assert settle_exemption(proposal, effect="out", by=standing) == decision
    with pytest.raises(ExemptionRefused, match="không còn chờ quyết định"):
        settle_exemption(proposal, effect="fail", by=standing)

    assert AuditEntry.objects.filter(verb="quyết định miễn chấm").count() == 1


@pytest.mark.parametrize("effect", ["council", "", "gone"])
def test_a_decision_is_out_or_fail(nga, standing, exempt, effect):
    proposal = exempt(nga, "council")

    with pytest.raises(ExemptionRefused, match="Hãy chọn"):
        settle_exemption(proposal, effect=effect, by=standing)


# What follows


@pytest.fixture
def keyed(household, score):
    """Everybody passes but Lô Thị Nga."""
    score(household, FULL, NONE, FULL, FULL)
    return household


def test_without_exemption_one_person_fails_the_household(phase, keyed):
    assert counts(phase, keyed) == (4, 3, False)


@pytest.mark.parametrize(
    ("effect", "expected"), [("out", (3, 3, True)), ("fail", (4, 3, False)), ("council", (4, 3, False))]
)
def test_what_an_exemption_does_to_the_share_of_a_failing_person(phase, keyed, nga, exempt, effect, expected):
    exempt(nga, effect)

    assert counts(phase, keyed) == expected


@pytest.mark.parametrize(
    ("effect", "expected"), [("out", (3, 3, True)), ("fail", (4, 3, False)), ("council", (4, 3, False))]
)
def test_a_row_that_passes_no_longer_counts_but_stays_stored(phase, household, score, nga, exempt, effect, expected):
    score(household)
    assert counts(phase, household) == (4, 4, True)

    one = exempt(nga, effect)

    assert counts(phase, household) == expected
    assert MemberScore.objects.get(member=nga).answers == FULL
    lift_exemption(one, by=one.decided_by)
    assert counts(phase, household) == (4, 4, True)


def test_a_household_whose_people_are_all_out_does_not_pass(phase, household, score, exempt):
    score(household)
    for member in household.members.eligible_for(phase.campaign):
        exempt(member, "out")

    assert counts(phase, household) == (0, 0, False)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [(None, (1, False, 5)), ("out", (2, True, 4)), ("fail", (1, False, 5)), ("council", (1, False, 5))],
)
def test_the_neighbourhood_follows(phase, keyed, nga, make_household, score, exempt, effect, expected):
    score(make_household("8", "Hoàng Văn Nhất", 1980))
    if effect:
        exempt(nga, effect)

    result = phase_result(phase)

    eight = next(unit for unit in result.units if unit.count.name == "Tổ dân phố số 8")
    assert (eight.passing, eight.has_title, result.members) == expected


def test_an_exempted_row_is_not_in_the_counts_per_criterion(phase, keyed, nga, exempt):
    exempt(nga, "fail")

    assert {(met, people) for _, met, people in criterion_counts(phase)} == {(3, 3)}


@pytest.mark.parametrize("effect", ["out", "fail", "council"])
def test_the_exempted_have_no_row_and_the_reason_is_said(phase, household, nga, exempt, effect):
    exempt(nga, effect)

    grid = sheet_grid(household, phase)

    assert "Lô Thị Nga" not in [row.name for row in grid.rows]
    words = {member.full_name: words for member, words in grid.others}["Lô Thị Nga"]
    assert words.startswith("vắng mặt, ")
    assert words.endswith("(Đi làm tại Hà Nội)")
    assert (grid.people, grid.failing) == (5, 0 if effect == "out" else 1)


def test_the_grid_and_the_results_agree_on_an_exempted_person_who_has_left(phase, household, score, nga, exempt):
    score(household)
    exempt(nga, "out")
    Member.objects.filter(pk=nga.pk).update(presence=Presence.MOVED_OUT)

    grid = sheet_grid(household, phase)

    assert (grid.failing, grid.passes) == (0, True)
    assert counts(phase, household) == (3, 3, True)


def test_an_exempted_person_s_row_cannot_be_keyed(phase, household, nga, clerk, exempt):
    exempt(nga)

    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        record_scores(household, phase, [Entry(nga.pk, FULL, 0)], by=clerk)


def test_a_sheet_is_finished_without_the_exempted(phase, household, nga, clerk, exempt):
    people = household.members.eligible_for(phase.campaign).exclude(pk=nga.pk)
    record_scores(household, phase, [Entry(p.pk, FULL, 0) for p in people], by=clerk)
    exempt(nga, "council")

    assert finish_sheet(household, phase, by=clerk).status == SheetStatus.COMPLETE
    assert not missing_sheets(phase, Household.objects.all()).exists()


def test_lifting_opens_a_finished_sheet_that_now_lacks_a_row(phase, household, nga, clerk, standing, exempt):
    one = exempt(nga)
    people = household.members.eligible_for(phase.campaign).exclude(pk=nga.pk)
    record_scores(household, phase, [Entry(p.pk, FULL, 0) for p in people], by=clerk)
    finish_sheet(household, phase, by=clerk)

    lift_exemption(one, by=standing)
    lift_exemption(one, by=clerk)

    assert ScoreSheet.objects.get().status == SheetStatus.ENTERING
    assert Exemption.objects.get().lifted_by == standing
    assert AuditEntry.objects.filter(verb="bỏ miễn chấm").count() == 1


def test_lifting_leaves_a_finished_sheet_with_all_its_rows_finished(
    phase, household, nga, clerk, standing, exempt, score
):
    score(household)
    finish_sheet(household, phase, by=clerk)
    one = exempt(nga)

    lift_exemption(one, by=standing)

    assert ScoreSheet.objects.get().status == SheetStatus.COMPLETE


def test_after_lifting_the_member_can_be_exempted_anew(nga, standing, exempt):
    lift_exemption(exempt(nga), by=standing)

    exempt(nga, "fail")

    assert list(Exemption.objects.order_by("pk").values_list("effect", "lifted_by")) == [
        ("out", standing.pk),
        ("fail", None),
    ]


def test_an_exemption_holds_in_its_own_phase_only(phase, household, score, nga, exempt):
    exempt(nga)
    other = phase.campaign.phases.get(number=2)

    row = next(r for r in household_counts(other, Unit.objects.neighbourhoods()) if r.household == household.pk)

    assert row.eligible == 4
