"""Every total opens exactly what it counts; every fail says why."""

import re

import pytest

from emulation.models import Unit
from scoring.actions.exemptions import exempt_member
from scoring.choices import CountedKind
from scoring.queries.counted import counted_rows, unit_homes
from scoring.queries.results import phase_result


@pytest.fixture
def scored(household, make_household, score):
    """A whole household, one that lacks criteria, one without a sheet, one without anybody to score."""
    score(household, "1111111111", "1111011111", "1111111111", "1111111111")
    score(make_household("8", "Lê Văn Hải", 1970, "Trần Thị Mai", 1972), "1111111111", "1111011000")
    make_household("14", "Hoàng Văn Nhất", 1980)
    make_household("14", "Đinh Thị Bé", 2015)


def test_each_list_is_as_long_as_its_total(scored, phase, ward):
    result, units = phase_result(phase), Unit.objects.below(ward).neighbourhoods()
    totals = {
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

    lengths = {kind: len(counted_rows(phase, kind, units)) for kind in CountedKind}

    assert lengths == totals
    assert lengths[CountedKind.HOUSEHOLDS_PASSING] == 1


def test_every_number_on_the_result_page_opens_a_list_of_that_length(logged_in, clerk, scored, phase):
    client, place = logged_in(clerk), f"/phong-trao/{phase.campaign.code}/dot-1/ket-qua/"
    page = client.get(place).content.decode()
    links = re.findall(r'<a href="(dem/[^"]+)">(?:<b>)?(\d+)', page)

    headings = [re.search(r"<h1>[^<]*: (\d+)</h1>", client.get(place + url).content.decode())[1] for url, _ in links]

    assert len(links) == 5
    assert headings == [number for _, number in links]


def test_an_officer_opens_only_the_own_part(logged_in, officer_of, scored, phase):
    client = logged_in(officer_of("14"))

    page = client.get(f"/phong-trao/{phase.campaign.code}/dot-1/ket-qua/dem/?kind=ho").content.decode()

    assert "Hoàng Văn Nhất" in page
    assert "Sùng A Chử" not in page


def test_every_fail_says_why(logged_in, clerk, scored, phase, unit_of):
    unit = unit_of("8")

    words = unit_homes(phase, unit).reasons
    page = logged_in(clerk).get(f"/phong-trao/{phase.campaign.code}/dot-1/ket-qua/{unit.pk}/").content.decode()

    assert list(words.values()) == ["Trần Thị Mai thiếu tiêu chí 5, 8, 9, 10"]
    assert "Trần Thị Mai thiếu tiêu chí 5, 8, 9, 10" in page


@pytest.mark.parametrize("query", ["?kind=abc", "?to=abc", "?page=abc", "?kind=nguoi&to=0"])
def test_a_wrong_choice_is_an_ordinary_page(logged_in, clerk, phase, query):
    assert logged_in(clerk).get(f"/phong-trao/{phase.campaign.code}/dot-1/ket-qua/dem/{query}").status_code == 200


def test_a_decision_that_counts_as_not_passing_is_a_reason(scored, household, phase, unit_of, standing):
    nga, huong, duong = household.members.in_paper_order()[1:4]
    for member, effect in [(nga, "fail"), (huong, "council"), (duong, "out")]:
        exempt_member(member, phase, kind="ill", effect=effect, reason="nằm viện", by=standing)

    assert unit_homes(phase, unit_of("8")).reasons[household.pk] == (
        "Lô Thị Nga được miễn chấm, tính là chưa đạt; "
        "Sùng Thị Kiều Hương được miễn chấm, chờ hội đồng quyết định, tạm tính là chưa đạt"
    )


def test_a_household_of_which_everybody_counts_as_not_passing_is_in_the_lists_as_in_the_totals(
    make_household, phase, ward, score, standing
):
    ill, out = make_household("8", "Lê Văn Hải", 1970), make_household("8", "Trần Văn Mai", 1972)
    score(out)
    exempt_member(ill.members.get(), phase, kind="ill", effect="fail", reason="nằm viện", by=standing)
    exempt_member(out.members.get(), phase, kind="away", effect="out", reason="đi xa", by=standing)
    result, units = phase_result(phase), Unit.objects.below(ward).neighbourhoods()

    sheets = (CountedKind.SHEETS, CountedKind.SHEETS_EXPECTED, CountedKind.SHEETS_MISSING)

    assert [len(counted_rows(phase, kind, units)) for kind in sheets] == [result.submitted, result.expected, 1]
    assert (result.submitted, result.expected) == (0, 1)
