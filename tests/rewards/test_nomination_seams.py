"""Nominations beside what others do: a phase of targets, a council that has voted, an old list, another name."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from emulation.kit.rows import stamp_of
from rewards.actions.many_nominations import act_on_many, outlook
from rewards.actions.nominations import NominationRefused, edit_nomination, nominate
from rewards.actions.standards import answer_standards
from rewards.models import AwardHistory, AwardStandard, Dossier, Nomination
from rewards.queries.nominations import KnownFacts
from rewards.queries.proposals import proposal_of
from rewards.rules.voting import Ballots, Line, Room, State, VotingRules, outcome
from scoring.models import Snapshot
from scoring.models.snapshots import pack
from tests.councils import eligible_dossier, held, make_award, make_council

TYPED = {
    "subject_kind": "individual", "subject_key": "name:lường thị chim|tổ 8", "printed_name": "Lường Thị Chim",
    "printed_place": "Tổ 8", "achievement": "Hướng dẫn 120 hộ.",
}  # fmt: skip


@pytest.fixture
def typed(closed, award_of, standing, unit_of):
    return nominate(award_of(4), closed, TYPED | {"submitted_by": unit_of("8")}, key=uuid.uuid4(), by=standing)


def renamed(one: Nomination, name: str, *, by) -> Nomination:
    return edit_nomination(one, {"printed_name": name}, seen=stamp_of(one), reason="In sai", by=by)


def test_another_name_is_another_subject_and_waits_for_its_own_confirmation(typed, closed, award_of, standing):
    act_on_many("confirm", Nomination.objects.all(), closed, by=standing)
    typed.refresh_from_db()

    same = renamed(typed, "LƯỜNG THỊ CHIM", by=standing)
    kept = same.confirmed_at is not None
    other = renamed(same, "Mai Văn Phượng", by=standing)
    again = nominate(award_of(4), closed, TYPED | {"submitted_by": other.submitted_by}, key=uuid.uuid4(), by=standing)

    assert kept
    assert (other.subject_key, other.confirmed_at, other.confirmed_by) == ("name:mai văn phượng|tổ 8", None, None)
    assert again.subject_key == TYPED["subject_key"]


def test_a_typed_name_that_the_council_votes_on_does_not_become_another(ward, typed, closed, standing):
    act_on_many("confirm", Nomination.objects.all(), closed, by=standing)
    typed.refresh_from_db()
    eligible_dossier(closed, typed.award, [typed], by=standing)
    held(make_council(ward, by=standing), closed, by=standing)
    Dossier.objects.update(status="met")

    with pytest.raises(NominationRefused, match="Hội đồng đang xét hoặc đã xét"):
        renamed(typed, "Mai Văn Phượng", by=standing)

    assert renamed(typed, "LƯỜNG THỊ CHIM", by=standing).printed_name == "LƯỜNG THỊ CHIM"


def test_whoever_withdraws_is_told_of_the_agenda(meeting, reviewed, nominated):
    told = outlook("withdraw", Nomination.objects.filter(pk__in=[nominated[0].pk, nominated[1].pk]), office=True)

    assert (told.done, told.on_agenda) == (2, 2)


def test_a_phase_without_households_proposes_nobody(closed, award_of):
    Snapshot.objects.filter(phase=closed).update(rules=None, **pack({"phase": closed.code, "targets": []}))

    found = [proposal_of(award_of(number), closed) for number in (5, 6)]

    assert [proposal.new for proposal in found] == [[], []]


def test_a_title_of_this_year_in_the_old_list_blocks_a_second_one(closed, propose, campaign, standing):
    propose(5)
    one = Nomination.objects.first()
    for form in ("Gia đình công dân số", "Giấy khen"):
        AwardHistory.objects.create(
            ward=campaign.ward, name=one.printed_name, year=campaign.year, form=form, decision="45/QĐ-UBND",
            made_by=standing,
        )  # fmt: skip

    facts = KnownFacts(closed, [one]).facts(one)

    assert [line.split(" năm ")[0] for line in facts.recent] == ["Gia đình công dân số"]


def test_only_standards_asked_of_this_kind_are_ticked(typed, standing):
    typed.award.standards.all().delete()
    asked, other = (
        AwardStandard.objects.create(award=typed.award, text=kind, subject_kind=kind, confirmer="office")
        for kind in ("individual", "collective")
    )

    answer_standards(typed, {asked.pk: "", other.pk: ""}, by=standing)

    facts = KnownFacts(typed.phase, [typed]).facts(typed)
    assert (facts.standards, facts.ticked) == (1, 1)


def test_more_than_all_is_refused_as_a_setting(campaign):
    award = make_award(campaign)
    award.needed_part = award.needed_whole = 1

    with pytest.raises(ValidationError, match="không bao giờ thông qua"):
        award.full_clean()


def test_whoever_steps_aside_is_not_among_the_valid_votes_of_the_line():
    rules = VotingRules(base="valid", secret=True)

    found = outcome(rules, Room(7, 7), Line(3, 2, recused=2), Ballots(7, 7, 7, 0))

    assert (found.state, found.base, found.needed) == (State.PASSED, 5, 3)


def test_what_was_withdrawn_from_these_results_is_told_before_it_comes_back(closed, propose, award_of, standing):
    propose(5)
    chosen = Nomination.objects.filter(pk=Nomination.objects.first().pk)
    act_on_many("withdraw", chosen, closed, reason="Nhầm", by=standing)

    proposal = proposal_of(award_of(5), closed)

    assert (len(proposal.new), proposal.withdrawn) == (1, {chosen.get().subject_key})


def test_the_list_of_the_school_that_submits_is_looked_at_too(closed, award_of, campaign, school, standing):
    teacher = {"submitted_by": school, "subject_key": "name:lò thị hoa|", "printed_name": "Lò Thị Hoa"}
    one = nominate(award_of(4), closed, TYPED | teacher, key=uuid.uuid4(), by=standing)
    AwardHistory.objects.create(
        ward=school, name="Lò Thị Hoa", year=campaign.year, form="Giấy khen", decision="12/QĐ-MN", made_by=standing
    )

    facts = KnownFacts(closed, [one]).facts(one)

    assert len(facts.recent) == 1
