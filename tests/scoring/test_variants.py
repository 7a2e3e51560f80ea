"""The real variants of criteria sets, keyed through the portal and compared with tables computed by hand.

Each `variants/*.toml` is such a table: one line per person with the answers, what comes out, and why, in the words of
an officer who checks it on paper. Nothing here computes a score.
"""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction

from emulation.actions.deadlines import grant_late_entry
from emulation.choices import Presence
from emulation.kit import clock
from emulation.models import Household, Member, Phase, Unit, User
from emulation.plans import read_plan
from scoring import rules
from scoring.actions.phases import open_phase
from scoring.actions.plans import load_plan
from scoring.actions.sheets import Entry, record_scores
from scoring.models import CriteriaSet, HouseholdScore, MemberScore
from scoring.queries.results import phase_result, rules_of, with_result
from scoring.queries.sheets import sheet_grid

PLANS = Path(__file__).parents[2] / "scoring" / "plans"
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in Path(__file__).parent.glob("variants/*.toml")}
CASES = [*((name, False) for name in sorted(TABLES)), ("mixed", True)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}{' backwards' if case[1] else ''}")
def case(request, django_db_setup, django_db_blocker):
    """A table, and the phase of its plan after every household has been keyed; once backwards, person by person.

    The tests of this module only read, so they share one transaction, which is rolled back.
    """
    name, backwards = request.param
    table = TABLES[name]
    with django_db_blocker.unblock(), transaction.atomic():
        clerk = User.objects.create_user("variants", full_name="Người nhập")
        phase = opened(read_plan(PLANS / table["plan"]), clerk)
        for row in reversed(table["households"]) if backwards else table["households"]:
            key(move_in(row, phase), row, phase, clerk, one_by_one=backwards)
        yield table, phase
        transaction.set_rollback(True)


@pytest.fixture
def table(case):
    return case[0]


@pytest.fixture
def keyed(case):
    return case[1]


def opened(plan, clerk):
    campaign = load_plan(plan, by=clerk)
    phase = open_phase(Phase.objects.for_page().get(campaign=campaign, number=1), by=clerk)
    grant_late_entry(phase, campaign.ward, until=clock.end_of(date(2099, 12, 31)), reason="Để chạy kiểm thử", by=clerk)
    return phase


def move_in(row, phase):
    unit = Unit.objects.neighbourhoods().get(label=row["unit"])
    people = row["people"]
    home = Household.objects.create(
        ward=phase.campaign.ward, unit=unit, code=row["code"], tags=row.get("tags", ""), head_name=people[0]["name"]
    )
    for position, person in enumerate(people, start=1):
        Member.objects.create(
            household=home,
            full_name=person["name"],
            born_on=person["born"],
            presence=person.get("presence", Presence.PRESENT),
            relation="head" if position == 1 else "other",
            gender="female" if " Thị " in person["name"] else "male",
            position=position,
        )
    return home


def key(home, row, phase, clerk, *, one_by_one):
    ids = dict(home.members.values_list("full_name", "pk"))
    entries = [Entry(ids[person["name"]], person["answers"], 0) for person in scored(row)]
    if "own" in row:
        entries.append(Entry(0, row["own"]["answers"], 0))
    for part in [[entry] for entry in reversed(entries)] if one_by_one else [entries]:
        record_scores(home, phase, part, by=clerk)


def scored(row):
    return [person for person in row["people"] if "answers" in person]


def expected(line):
    return Decimal(line["score"]), line.get("passed"), line.get("level", "")


def stored(score):
    return score.score, score.passed, score.level


def test_each_table_has_twelve_people_with_a_reason_for_every_line(table):
    people = [person for row in table["households"] for person in row["people"]]

    assert len([person for person in people if "answers" in person]) >= 12
    assert all(line["why"] for line in [*people, *table["households"], *table["units"], *table.get("sets", [])])


def test_every_person_comes_out_as_computed_by_hand(keyed, table):
    rows = {score.member.full_name: stored(score) for score in MemberScore.objects.select_related("member")}

    assert rows == {person["name"]: expected(person) for row in table["households"] for person in scored(row)}


def test_every_household_is_scored_for_itself_as_computed_by_hand(keyed, table):
    rows = {score.sheet.household.code: stored(score) for score in HouseholdScore.objects.all()}

    assert rows == {row["code"]: expected(row["own"]) for row in table["households"] if "own" in row}


def test_every_sheet_says_what_is_missing(keyed, table):
    for row in table["households"]:
        grid = sheet_grid(Household.objects.get(code=row["code"]), keyed)

        lines = [*scored(row), *([row["own"]] if "own" in row else [])]
        assert [line.words for line in grid.all_rows] == [line["lacks"] for line in lines], row["code"]
        assert grid.passes == row["passes"], row["why"]


def test_the_list_of_households_agrees_with_the_sheets(keyed, table):
    rows = with_result(Household.objects.all(), rules_of(keyed))

    assert dict(rows.values_list("code", "passes")) == {row["code"]: row["passes"] for row in table["households"]}


def test_every_neighbourhood_comes_out_as_computed_by_hand(keyed, table):
    units = {unit.count.name.split()[-1]: unit for unit in phase_result(keyed).units}

    for line in table["units"]:
        unit = units[line["label"]]
        found = (unit.rank, unit.counted, unit.passing, unit.has_title, unit.is_award_candidate)
        assert found == tuple(line[name] for name in ("rank", "counted", "passing", "title", "award")), line["why"]
        assert [unit.missing_for_title, unit.missing_for_award] == line["missing"], line["why"]


def test_every_share_reported_is_what_a_recount_by_unit_gives(keyed):
    homes = list(Household.objects.select_related("unit"))
    passing = {home.unit.code: 0 for home in homes}
    for home in homes:
        passing[home.unit.code] += sheet_grid(home, keyed).passes

    reported = {unit.count.code: unit.passing for unit in phase_result(keyed).units}

    assert {code: count for code, count in reported.items() if code in passing} == passing
    assert sum(reported.values()) == phase_result(keyed).passing == sum(passing.values())


def test_other_subjects_of_the_plan_are_judged_as_computed_by_hand(keyed, table):
    for line in table.get("sets", []):
        criteria = CriteriaSet.objects.get(subject=line["subject"], campaign=keyed.campaign)

        verdict = rules.judge(line["answers"], criteria.as_rules())

        assert (verdict.passed, verdict.level) == (line["passed"], line.get("level", "")), line["why"]
        assert rules.verdict_words(verdict) == line["lacks"]
