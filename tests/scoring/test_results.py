"""Results of a phase, recounted here from the raw rows in plain Python."""

from collections import defaultdict
from fractions import Fraction
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import Presence, UnitKind
from emulation.models import Household, Member, Phase, Unit
from scoring import rules
from scoring.actions.practice import make_practice_ward
from scoring.actions.sheets import finish_sheet
from scoring.models import MemberScore, ResultRules, ScoreSheet
from scoring.queries.results import (
    counting_scores,
    criterion_counts,
    household_counts,
    phase_result,
    rules_of,
    unit_standing,
    with_result,
)


@pytest.fixture
def practice(db):
    """Phase 1 of the practice ward: 48 households in 16 neighbourhoods, mostly scored."""
    campaign, _ = make_practice_ward(households=48, seed=7)
    return Phase.objects.for_page().get(campaign=campaign, number=1)


@pytest.fixture
def stirred(practice):
    """The practice ward after life has gone on: people moved house, went away, died, were born later than thought."""
    dice = Random(7)
    homes = list(Household.objects.order_by("code"))
    people = list(Member.objects.exclude(relation="head").order_by("pk"))
    for member in dice.sample(people, 20):
        Member.objects.filter(pk=member.pk).update(household=dice.choice(homes))
    for member in dice.sample(people, 20):
        Member.objects.filter(pk=member.pk).update(presence=dice.choice(Presence.values))
    for member in dice.sample(people, 10):
        Member.objects.filter(pk=member.pk).update(born_on="2004-09-01")
    Member.objects.filter(household=homes[0]).update(presence=Presence.AWAY)
    return practice


def is_old_enough(born_on, on):
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day)) >= 18


def recount(phase, household_percent=100):
    """Per household: unit, eligible, passing, handed in, passes. By nothing but loops over raw rows."""
    on = phase.campaign.reference_date
    people = {
        m["id"]: m["household"]
        for m in Member.objects.values("id", "household", "born_on", "presence")
        if m["presence"] == "present" and is_old_enough(m["born_on"], on)
    }
    sheets = {s["id"]: s["household"] for s in ScoreSheet.objects.filter(phase=phase).values("id", "household")}
    eligible, passing = defaultdict(int), defaultdict(int)
    for home in people.values():
        eligible[home] += 1
    for row in MemberScore.objects.values("sheet", "member", "answers"):
        home = sheets.get(row["sheet"])
        if home is not None and people.get(row["member"]) == home and row["answers"].count("1") >= 9:
            passing[home] += "." not in row["answers"]
    return {
        home["id"]: (
            home["unit"],
            eligible[home["id"]],
            passing[home["id"]],
            home["id"] in sheets.values(),
            eligible[home["id"]] > 0 and Fraction(passing[home["id"]], eligible[home["id"]]) * 100 >= household_percent,
        )
        for home in Household.objects.values("id", "unit")
    }


def recount_units(phase, household_percent, denominator):
    """Per neighbourhood: households, denominator, passing, rank, title, candidate; in no order."""
    rows = recount(phase, household_percent).values()
    belongs = {
        "all": lambda row: True,
        "eligible": lambda row: row[1] > 0,
        "submitted": lambda row: row[1] > 0 and row[3],
    }
    lines, shares = {}, {}
    for unit in Unit.objects.filter(kind="neighbourhood"):
        mine = [row for row in rows if row[0] == unit.pk]
        counted, passing = sum(map(belongs[denominator], mine)), sum(row[4] for row in mine)
        shares[unit.code] = Fraction(passing, counted) if counted else Fraction(0)
        lines[unit.code] = [len(mine), counted, passing]
    for code, share in shares.items():
        rank = 1 + sum(other > share for other in shares.values())
        lines[code] += [rank, share * 100 >= 90, rank == 1 and share * 100 >= 85]
    return lines


def set_rules(phase, **values):
    ResultRules.objects.filter(phase=phase).update(**values)


def lines_of(result):
    return {
        u.count.code: [u.count.households, u.counted, u.passing, u.rank, u.has_title, u.is_award_candidate]
        for u in result.units
    }


# Recounted from the raw rows


@pytest.mark.parametrize("denominator", ["all", "eligible", "submitted"])
@pytest.mark.parametrize("household_percent", [50, 67, 100])
def test_the_ranking_is_what_plain_python_counts_from_the_raw_rows(stirred, household_percent, denominator):
    set_rules(stirred, household_percent=household_percent, denominator=denominator)

    assert lines_of(phase_result(stirred)) == recount_units(stirred, household_percent, denominator)


def test_the_sums_over_the_ward_are_what_plain_python_counts(stirred):
    rows = recount(stirred).values()

    result = phase_result(stirred)

    assert (result.members, result.passing_members) == (sum(r[1] for r in rows), sum(r[2] for r in rows))
    assert (result.households, result.passing) == (48, sum(r[4] for r in rows))
    assert (result.expected, result.submitted) == (sum(r[1] > 0 for r in rows), sum(r[1] > 0 and r[3] for r in rows))


def test_the_recount_is_worth_something(stirred):
    """The stirred ward has households of every kind, or agreement would prove little."""
    rows = recount(stirred).values()

    assert {row[4] for row in rows} == {row[3] for row in rows} == {True, False}
    assert any(row[1] == 0 for row in rows)
    assert any(row[1] == 0 and row[3] for row in rows)
    assert any(0 < row[2] < row[1] for row in rows)
    for denominator in ("eligible", "submitted"):
        assert recount_units(stirred, 100, denominator) != recount_units(stirred, 100, "all")


@pytest.mark.parametrize("household_percent", [1, 50, 66, 67, 75, 100])
def test_the_verdict_of_a_household_is_the_same_in_the_database_in_the_counts_and_by_the_rules(
    stirred, household_percent
):
    set_rules(stirred, household_percent=household_percent)
    expected = recount(stirred, household_percent)

    by_query = {
        h.pk: (h.unit_id, h.eligible_count, h.passing_count, h.sheet_status != "", h.passes)
        for h in with_result(Household.objects.all(), rules_of(stirred))
    }
    by_count = {
        c.household: (
            c.unit,
            c.eligible,
            c.passing,
            c.has_sheet,
            rules.household_passes(c.eligible, c.passing, rules.HouseholdRules(household_percent)),
        )
        for c in household_counts(stirred, Unit.objects.neighbourhoods(), counting_scores(stirred))
        if c.eligible
    }

    assert by_query == expected
    assert by_count == {home: row for home, row in expected.items() if row[1] > 0}


def test_one_neighbourhood_alone_counts_what_it_counts_in_the_ranking(stirred):
    ranked = {u.count.code: u for u in phase_result(stirred).units}

    for unit in Unit.objects.neighbourhoods():
        alone = unit_standing(stirred, unit, rules_of(stirred))
        assert alone.count == ranked[unit.code].count
        assert alone.missing_for_award == ranked[unit.code].missing_for_award


def test_each_criterion_is_counted_over_the_fully_keyed_eligible_people(stirred):
    on = stirred.campaign.reference_date
    rows = [
        score.answers
        for score in MemberScore.objects.select_related("member", "sheet")
        if score.member.presence == "present"
        and is_old_enough(score.member.born_on, on)
        and score.member.household_id == score.sheet.household_id
        and "." not in score.answers
    ]

    counts = [(criterion.number, met, people) for criterion, met, people in criterion_counts(stirred)]

    assert counts == [(n, sum(answers[n - 1] == "1" for answers in rows), len(rows)) for n in range(1, 11)]


# Who counts where


def of_unit(phase, label):
    return next(u for u in phase_result(phase).units if u.count.code == f"dong-tam/to-{label}")


def test_a_member_who_moves_takes_no_verdict_along(phase, household, make_household, score):
    other = make_household("8", "Lê Văn Hải", 1970)
    score(household)
    score(other)

    household.members.filter(full_name="Nguyễn Đặng Thuỳ Dương").update(household=other)

    result = of_unit(phase, "8")
    assert (result.passing, result.missing_for_title) == (1, 1)
    found = with_result(Household.objects.filter(pk=other.pk), rules_of(phase)).get()
    assert (found.eligible_count, found.passing_count, found.passes) == (2, 1, False)


def test_a_member_who_moves_to_another_neighbourhood_is_counted_there_once(phase, household, make_household, score):
    other = make_household("14", "Lê Văn Hải", 1970)
    score(household)
    score(other)
    mover = household.members.get(full_name="Nguyễn Đặng Thuỳ Dương")
    mover.household = other
    mover.save()
    score(other)

    result = phase_result(phase)

    assert (result.members, result.passing_members) == (5, 5)
    assert {people for _, _, people in criterion_counts(phase)} == {5}


@pytest.mark.parametrize("presence", [Presence.AWAY, Presence.MOVED_OUT, Presence.DECEASED])
def test_whoever_is_away_neither_helps_nor_harms_the_household(phase, household, score, presence):
    score(household, "1" * 10, "1" * 10, "1" * 10, "0" * 10)
    assert of_unit(phase, "8").passing == 0

    household.members.filter(full_name="Nguyễn Đặng Thuỳ Dương").update(presence=presence)

    assert of_unit(phase, "8").passing == 1
    assert phase_result(phase).members == 3


def test_a_score_of_somebody_who_turns_out_too_young_does_not_count(phase, household, score):
    score(household)
    household.members.filter(full_name="Nguyễn Đặng Thuỳ Dương").update(born_on="2004-09-01")

    assert (phase_result(phase).members, phase_result(phase).passing_members) == (3, 3)


def test_a_household_without_anybody_eligible_is_in_the_denominator_of_all_only(phase, make_household, score):
    score(make_household("8", "Sùng A Chử", 1968))
    make_household("8", "Sùng Minh Đức", 2011)

    counted = []
    for denominator in ("all", "eligible", "submitted"):
        set_rules(phase, denominator=denominator)
        counted.append((of_unit(phase, "8").counted, of_unit(phase, "8").passing))

    assert counted == [(2, 1), (1, 1), (1, 1)]


def test_a_household_whose_people_have_left_since_its_sheet_came_is_not_counted_as_submitted(
    phase, household, make_household, score
):
    make_household("8", "Lê Văn Hải", 1970)
    score(household)
    household.members.update(presence=Presence.MOVED_OUT)

    result = of_unit(phase, "8")

    assert (result.count.submitted, result.not_submitted) == (0, 1)


def test_a_sheet_counts_as_submitted_from_its_first_answer(phase, household, score):
    score(household, "1.........", "." * 10, "." * 10, "." * 10)

    assert (of_unit(phase, "8").count.submitted, of_unit(phase, "8").passing) == (1, 0)


def test_finishing_a_sheet_changes_no_result(phase, household, score, clerk):
    score(household)
    before = lines_of(phase_result(phase))

    finish_sheet(household, phase, by=clerk)

    assert lines_of(phase_result(phase)) == before


def test_scores_of_another_phase_do_not_count(phase, household, score, campaign):
    score(household)

    other = phase_result(campaign.phases.get(number=2))

    assert (other.passing, other.passing_members, other.submitted) == (0, 0, 0)


def test_households_of_another_ward_do_not_count(phase, household, score):
    score(household)
    before = lines_of(phase_result(phase))
    ward = Unit.objects.create(code="yen-ninh", kind=UnitKind.WARD, name="Phường Yên Ninh")
    unit = Unit.objects.create(code="yen-ninh/to-1", kind=UnitKind.NEIGHBOURHOOD, name="Tổ 1", parent=ward)
    Household.objects.create(ward=ward, unit=unit, code="X", head_name="Lê Văn Hải")

    assert lines_of(phase_result(phase)) == before


def test_before_anybody_is_registered_all_neighbourhoods_are_at_nothing(phase):
    lines = lines_of(phase_result(phase))

    assert set(map(tuple, lines.values())) == {(0, 0, 0, 1, False, False)}


# What it costs


def queries_of(phase):
    with CaptureQueriesContext(connection) as captured:
        phase_result(phase)
    return len(captured)


def test_results_cost_the_same_for_three_neighbourhoods_and_for_sixteen(phase, household, score, ward):
    score(household)
    phase = Phase.objects.for_page().get(pk=phase.pk)
    few = queries_of(phase)

    for number in range(20, 33):
        unit = Unit.objects.create(code=f"dong-tam/to-{number}", kind=UnitKind.NEIGHBOURHOOD, name=f"Tổ {number}")
        Household.objects.create(ward=ward, unit=unit, code=f"T{number}", head_name="Lô Thị Nga")

    assert len(phase_result(phase).units) == 16
    assert queries_of(phase) == few == 6


def test_verdicts_of_a_list_of_households_cost_one_statement(practice, django_assert_num_queries):
    found = rules_of(practice)

    with django_assert_num_queries(1):
        assert len(with_result(Household.objects.all(), found)) == 48
