"""Closing freezes a phase; what was printed from it never changes."""

import pytest

from emulation.choices import PhaseStatus
from emulation.models import AuditEntry, Household, Member, Phase
from rewards.facts.phase_papers import certificate_lines, report_facts
from scoring.actions.phases import PhaseRefused, close_phase, open_phase, reopen_phase
from scoring.actions.sheets import SheetRefused
from scoring.choices import Cut
from scoring.models import MemberScore, Snapshot
from scoring.queries.comparison import compared
from scoring.queries.results import phase_result
from scoring.queries.snapshots import freeze, frozen_phase, standing_result


@pytest.fixture
def closed(phase, household, make_household, score, standing):
    """Phase 1 closed with one household that passes and one without a sheet."""
    make_household("8", "Hoàng Văn Nhất", 1980)
    score(household)
    return close_phase(phase, by=standing)


def test_closing_keeps_the_results_under_a_number_and_a_hash(closed, phase):
    live, (frozen, snapshot) = phase_result(phase), standing_result(phase)

    assert (snapshot.number, len(snapshot.sha256)) == (1, 64)
    assert frozen.units == live.units
    assert (frozen.members, frozen.passing_members) == (live.members, live.passing_members) == (5, 4)


def test_the_snapshot_holds_people_answers_and_rules(closed):
    data = closed.data

    home = next(one for one in data["households"] if one["code"] == "T08-017")
    assert [person[1] for person in home["people"]][:2] == ["Sùng A Chử", "Lô Thị Nga"]
    assert home["people"][0][-1] == ["1111111111", "100.00", True, ""]
    assert data["rules"]["resident"]["levels"][0]["pass_mark"] == 90
    assert data["rules"]["units"]["award_percent"] == 85


def test_equal_data_give_the_same_hash(phase, household, score, standing):
    score(household)

    first = close_phase(phase, by=standing)
    reopen_phase(phase, "nhập bổ sung", by=standing)
    second = close_phase(phase, by=standing)

    assert (first.number, second.number) == (1, 2)
    assert first.sha256 == second.sha256


def test_closing_twice_gives_the_same_snapshot(closed, phase, standing):
    again = close_phase(phase, by=standing)

    assert again == closed
    assert Snapshot.objects.count() == 1
    assert AuditEntry.objects.filter(verb="chốt kết quả").count() == 1


def test_a_closed_phase_takes_no_scores(closed, phase, household, score):
    with pytest.raises(SheetRefused, match="không mở để chấm điểm"):
        score(household, "0" * 10, "0" * 10, "0" * 10, "0" * 10)


def test_later_corrections_never_change_what_was_frozen(closed, phase, household):
    before = (certificate_lines(phase), report_facts(phase))

    MemberScore.objects.update(passed=False, answers="0" * 10, score=0)
    Member.objects.filter(household=household).update(full_name="Tên khác", presence="away")
    Household.objects.update(head_name="Tên khác")

    assert (certificate_lines(phase), report_facts(phase)) == before
    assert [line.name for line in certificate_lines(phase)] == ["Sùng A Chử"]


def test_papers_cite_the_snapshot(closed, phase):
    assert report_facts(phase).source == f"Bản chốt số 1, mã {closed.sha256[:8]}"


def test_tampered_data_are_noticed(closed, phase):
    Snapshot.objects.update(sha256="0" * 64)

    with pytest.raises(ValueError, match="does not match its hash"):
        frozen_phase(phase)


def test_reopening_needs_a_reason_and_keeps_the_old_snapshot(closed, phase, standing):
    with pytest.raises(PhaseRefused, match="lý do"):
        reopen_phase(phase, "  ", by=standing)

    reopen_phase(phase, "Tổ 8 nộp thiếu phiếu", by=standing)

    closed.refresh_from_db()
    assert (phase.status, closed.reopen_reason, closed.reopened_by) == ("open", "Tổ 8 nộp thiếu phiếu", standing)


def test_the_reason_of_a_reopening_may_name_people_so_it_stands_with_the_snapshot_and_not_in_the_trail(
    closed, phase, standing, logged_in
):
    reopen_phase(phase, "Ông Sùng A Chử khiếu nại", by=standing)

    entry = AuditEntry.objects.get(verb="mở lại đợt đã chốt")
    page = logged_in(standing).get("/phong-trao/dong-tam-2022/dot-1/ket-qua/chot/").content.decode()
    assert (entry.before, entry.after) == ({"status": "closed"}, {"status": "open", "snapshot": 1})
    assert f"{closed}" in page
    assert "Ông Sùng A Chử khiếu nại" in page


def test_a_planned_phase_cannot_be_closed(campaign, standing):
    with pytest.raises(PhaseRefused, match="không mở"):
        close_phase(Phase.objects.for_page().get(campaign=campaign, number=2), by=standing)


def test_a_phase_is_not_reopened_while_another_is_open(closed, phase, campaign, standing):
    open_phase(Phase.objects.for_page().get(campaign=campaign, number=2), by=standing)

    with pytest.raises(PhaseRefused, match="Đợt 2"):
        reopen_phase(phase, "nhập bổ sung", by=standing)

    assert Phase.objects.get(pk=phase.pk).status == PhaseStatus.CLOSED


def test_interim_and_final_stand_side_by_side(closed, phase, campaign, standing, unit_of):
    final = open_phase(Phase.objects.for_page().get(campaign=campaign, number=2), by=standing)

    comparison = compared(final)

    line = next(one for one in comparison.movements if one.name == unit_of("8").name)
    assert (comparison.earlier.snapshot, comparison.later.snapshot) == (closed, None)
    assert (line.share_before, line.share_after, line.more_households) == ("50,0", "0,0", -1)
    assert compared(phase) is None


def test_freezing_costs_the_same_whatever_the_households(phase, make_household, django_assert_max_num_queries):
    for number in range(20):
        make_household("1", f"Lê Văn {number}", 1970)

    with django_assert_max_num_queries(29):
        freeze(phase)


def test_phases_are_compared_by_the_old_and_by_the_new_neighbourhoods(
    closed, phase, campaign, standing, unit_of, make_household, score
):
    final = open_phase(Phase.objects.for_page().get(campaign=campaign, number=2), by=standing)
    Household.objects.filter(code="T08-017").update(unit=unit_of("14"))  # as a merge or a split would move it

    shares = {
        cut: {line.name: (line.share_before, line.share_after) for line in compared(final, cut).movements}
        for cut in Cut
    }

    assert shares[Cut.OWN]["Tổ dân phố số 8"] == ("50,0", "0,0")
    assert shares[Cut.NEW]["Tổ dân phố số 14"] == ("100,0", "0,0")
    assert shares[Cut.NEW]["Tổ dân phố số 8"] == ("0,0", "0,0")
    assert [unit.counted for unit in compared(final, Cut.OLD).later.units if unit.count.name == "Tổ dân phố số 8"] == [
        2
    ]
