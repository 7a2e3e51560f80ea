"""A closed phase opens the rows of its snapshot: every total stays as long as its list, whatever happens afterwards."""

import re
import uuid
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from emulation.actions import merge_units
from emulation.models import Campaign, Household, Member, Phase, Unit
from emulation.rules import Merge, Papers
from rewards.facts.phase_papers import report_facts
from scoring.actions.exemptions import exempt_member
from scoring.actions.households import HouseholdMerge, merge_households, pair_stamp
from scoring.actions.phases import close_phase
from scoring.actions.staying_out import leave_phase
from scoring.choices import CountedKind
from scoring.models import Snapshot, StayingOut, pack
from scoring.queries.counted import counted_rows, neighbourhoods_of, unit_homes
from scoring.queries.snapshots import standing_result

PLACE = "/phong-trao/dong-tam-2022/dot-1/ket-qua/"
BEFORE = {
    "Sùng A Chử": (True, 3, 3, ""),
    "Lê Văn Hải": (False, 1, 2, "Trần Thị Mai thiếu tiêu chí 5, 8, 9, 10"),
    "Đinh Thị Bé": (False, 0, 0, ""),
}


@pytest.fixture
def twin(make_household, score):
    home = make_household("8", "Lê Văn Hải", 1970, "Trần Thị Mai", 1972)
    score(home, "1111111111", "1111011000")
    return home


@pytest.fixture
def closed(phase, household, twin, make_household, score, standing):
    """One household that passes with a member out, one that lacks criteria, one of a child, one without a sheet."""
    score(household)
    make_household("8", "Đinh Thị Bé", 2015)
    make_household("14", "Hoàng Văn Nhất", 1980)
    exempt_member(
        household.members.get(full_name="Lô Thị Nga"), phase, kind="ill", effect="out", reason="x", by=standing
    )
    return close_phase(phase, by=standing)


@pytest.fixture
def changed(closed, household, twin, ward, unit_of, standing):
    """The registry afterwards: people away, married and born, two households made one, two neighbourhoods too."""
    Member.objects.filter(full_name="Sùng Thị Kiều Hương").update(presence="away")
    Member.objects.filter(full_name="Trần Thị Mai").update(full_name="Trần Thị Mây", born_on=date(2020, 1, 1))
    order = HouseholdMerge(code=household.code, address="Số 99", head=household.members.get(position=1).pk, reason="x")
    merge_households(household, twin, order, stamp=pair_stamp(household, twin), key=uuid.uuid4(), by=standing)
    units = (unit_of("8").pk, unit_of("1").pk)
    papers = Papers(date(2025, 7, 1), "Nghị quyết số 15/NQ-HĐND", "Sắp xếp tổ dân phố")
    merge_units(Merge(units=units, name="Tổ dân phố số 19", label="19", papers=papers), ward, by=standing)
    return closed


def told(phase, unit):
    homes = unit_homes(phase, unit)
    return {
        row["head_name"]: (row["passes"], row["passing_count"], row["eligible_count"], homes.reasons.get(row["pk"], ""))
        for row in homes.rows
    }


def test_each_frozen_list_is_as_long_as_its_total(changed, phase):
    result, units = standing_result(phase)[0], neighbourhoods_of(phase)

    lengths = {kind: len(counted_rows(phase, kind, units)) for kind in CountedKind}

    assert lengths == {
        CountedKind.SHEETS: result.submitted,
        CountedKind.SHEETS_EXPECTED: result.expected,
        CountedKind.SHEETS_MISSING: result.expected - result.submitted,
        CountedKind.PEOPLE: result.members,
        CountedKind.PEOPLE_PASSING: result.passing_members,
        CountedKind.PEOPLE_NOT_PASSING: result.members - result.passing_members,
        CountedKind.HOUSEHOLDS: result.households,
        CountedKind.HOUSEHOLDS_PASSING: result.passing,
        CountedKind.HOUSEHOLDS_NOT_PASSING: result.households - result.passing,
    }
    assert (lengths[CountedKind.PEOPLE], lengths[CountedKind.PEOPLE_PASSING], lengths[CountedKind.HOUSEHOLDS]) == (
        6,
        4,
        4,
    )


def test_open_and_frozen_rows_say_the_same(phase, household, twin, closed, unit_of):
    unit, units = unit_of("8"), neighbourhoods_of(phase)
    frozen, lists = told(phase, unit), {kind: list(counted_rows(phase, kind, units)) for kind in CountedKind}

    Snapshot.objects.all().delete()  # as if nothing had been frozen

    assert frozen == BEFORE
    assert told(phase, unit) == BEFORE
    assert {kind: list(counted_rows(phase, kind, units)) for kind in CountedKind} == lists


def test_a_neighbourhood_opens_as_it_was_closed_even_after_it_has_ended(changed, phase, logged_in, clerk):
    unit = Unit.objects.get(code="dong-tam/to-8")
    client = logged_in(clerk)

    page = client.get(f"{PLACE}{unit.pk}/").content.decode()
    results = client.get(PLACE).content.decode()

    assert told(phase, unit) == BEFORE
    assert "<h1>Tổ dân phố số 8</h1>" in page
    assert f"Theo {changed} · 1/3 hộ đạt" in page
    assert "Trần Thị Mai thiếu tiêu chí 5" in page
    assert f'href="{unit.pk}/"' in results


def test_every_number_of_a_closed_phase_opens_a_list_of_that_length(changed, logged_in, clerk):
    client = logged_in(clerk)
    links = re.findall(r'<a href="(dem/[^"]+)">(?:<b>)?(\d+)', client.get(PLACE).content.decode())

    headings = [re.search(r"<h1>[^<]*: (\d+)</h1>", client.get(PLACE + url).content.decode())[1] for url, _ in links]

    assert headings == [number for _, number in links] == ["2", "3", "4", "6", "1"]


def test_a_household_that_is_gone_is_named_without_a_link(changed, household, logged_in, clerk):
    page = logged_in(clerk).get(f"{PLACE}dem/?kind=ho").content.decode()

    assert re.findall(r'<th scope="row">(<a href="[^"]*">)?([^<]*)', page)[:2] == [
        (f'<a href="../../phieu/ho-{household.pk}/">', "Sùng A Chử"),
        ("", "Lê Văn Hải"),
    ]
    assert f"theo {changed}" in page
    assert Household.objects.filter(head_name="Lê Văn Hải").count() == 0


def test_the_workbooks_are_those_of_the_snapshot(changed, phase, logged_in, clerk):
    unit = Unit.objects.get(code="dong-tam/to-8")

    def rows(name, *more):
        answer = logged_in(clerk).get(reverse(f"scoring:{name}", args=["dong-tam-2022", 1, *more]) + "?kind=ho")
        pages = openpyxl.load_workbook(BytesIO(answer.content)).worksheets
        return [[[cell.value for cell in row] for row in page.iter_rows()] for page in pages]

    homes, about = rows("unit_result_workbook", unit.pk)
    counted, _ = rows("counted_workbook")

    assert [row[1] for row in homes[1:]] == list(BEFORE)
    assert [row[0] for row in counted[1:]] == ["Sùng A Chử", "Lê Văn Hải", "Đinh Thị Bé", "Hoàng Văn Nhất"]
    assert f"Theo {changed}." in str(about)


def test_whom_a_household_had_lost_before_the_closing_does_not_pass_there(phase, household, twin, score, standing):
    score(household)
    mover = twin.members.get(full_name="Lê Văn Hải")
    Member.objects.filter(pk=mover.pk).update(household=household, relation="other")
    close_phase(phase, by=standing)

    assert len(counted_rows(phase, CountedKind.PEOPLE_PASSING, neighbourhoods_of(phase))) == 4
    assert standing_result(phase)[0].passing_members == 4


def test_a_snapshot_of_the_beginning_is_still_opened(closed, phase, unit_of):
    data = closed.data
    for home in data["households"]:
        del home["tags"], home["own"]
    del data["rules"]["scored"]
    Snapshot.objects.filter(pk=closed.pk).update(**pack(data))

    assert told(phase, unit_of("8")) == BEFORE
    assert report_facts(phase).rules.adult_age == 18


def test_age_and_its_day_stay_as_they_were_closed(closed, phase, campaign, unit_of, logged_in, clerk):
    Campaign.objects.update(adult_age=40, reference_date=date(2026, 1, 1))
    fresh = Phase.objects.for_page().get(pk=phase.pk)

    page = logged_in(clerk).get("/phong-trao/dong-tam-2022/dot-1/quy-tac/").content.decode()

    assert closed.data["rules"]["scored"] == {"adult_age": 18, "reference_date": "2022-08-31"}
    assert told(fresh, unit_of("8")) == BEFORE
    assert "Chấm người từ đủ 18 tuổi tại ngày 31/08/2022" in page
    assert f"theo {closed}" in page
    assert (report_facts(fresh).rules.adult_age, report_facts(fresh).rules.reference_date) == (18, date(2022, 8, 31))


def test_who_stayed_out_is_named_so_after_the_closing_and_whatever_comes_later(phase, standing, clerk, make_household):
    home, other = make_household("8", "Lê Văn Hải", 1970), make_household("8", "Lý A Páo", 1970)
    leave_phase(home, phase, reason="Không muốn", by=clerk)
    close_phase(phase, by=standing)
    StayingOut.objects.all().delete()
    phase.refresh_from_db()

    assert unit_homes(phase, other.unit).out == {home.pk}
