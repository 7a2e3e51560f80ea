"""Two people at once in the register of sheets: one code for each household, one household for each spare sheet."""

from uuid import uuid4

import pytest

from emulation.models import Household
from scoring.actions.paper_sheets import PaperRefused, bind_spare, issue_sheets, issue_spares, new_code
from scoring.actions.register import mark_sheets
from scoring.models import PaperSheet
from tests.test_races import at_once, errors_in, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def homes(phase, make_household):
    for number in range(6):
        make_household("8", f"Sùng A {number}", 1960 + number)
    return Household.objects.all()


def codes() -> dict[int, str]:
    return dict(PaperSheet.objects.values_list("household", "code"))


def test_two_who_print_the_same_neighbourhood_give_each_household_one_code(phase, homes):
    outcomes = at_once(*[lambda: issue_sheets(phase, homes, batch=uuid4())] * 4)

    assert errors_in(outcomes) == []
    assert len(codes()) == PaperSheet.objects.count() == 6


def naive_issue(phase, homes):
    """Looks who has no sheet, and makes one."""
    for home in homes:
        if not PaperSheet.objects.filter(household=home, phase=phase).exists():
            PaperSheet.objects.create(phase=phase, unit=home.unit, household=home, code=new_code(), batch=uuid4())


def test_control_looking_first_and_creating_then_ends_in_errors(phase, homes):
    outcomes = at_once(*[lambda: naive_issue(phase, homes[:1])] * 4, patience=20)

    assert kinds_of(errors_in(outcomes)) == ["IntegrityError"] * 3


def test_a_spare_sheet_bound_to_two_households_at_once_goes_to_one(phase, homes, unit_of, clerk):
    issue_spares(phase, unit_of("8"), 1, batch=uuid4())
    first, second, *_ = homes

    def bind(home):
        return bind_spare(PaperSheet.objects.select_related("phase__campaign").get(), home, by=clerk)

    outcomes = at_once(lambda: bind(first), lambda: bind(second))

    assert kinds_of(outcomes) == ["PaperRefused", "PaperSheet"]
    assert isinstance(next(iter(errors_in(outcomes))), PaperRefused)
    winner = next(one for one in outcomes if isinstance(one, PaperSheet))
    assert PaperSheet.objects.get().household == winner.household


def test_two_spare_sheets_for_one_household_at_once_leave_one_in_use(phase, homes, unit_of, clerk):
    issue_spares(phase, unit_of("8"), 2, batch=uuid4())
    papers = list(PaperSheet.objects.select_related("phase__campaign"))

    outcomes = at_once(*(lambda paper=paper: bind_spare(paper, homes[0], by=clerk) for paper in papers))

    assert errors_in(outcomes) == []
    assert PaperSheet.objects.filter(household=homes[0]).count() == 2
    assert PaperSheet.objects.in_use().filter(household=homes[0]).count() == 1


def test_marking_a_neighbourhood_by_two_at_once_loses_nothing(phase, homes, unit_of, clerk, standing, it_is):
    day = it_is(2022, 9, 5, 12).date()

    def mark(act, by):
        return mark_sheets(phase, unit_of("8"), act, homes=None, day=day, by=by)

    outcomes = at_once(lambda: mark("hand_out", clerk), lambda: mark("collect", standing))

    assert errors_in(outcomes) == []
    assert set(PaperSheet.objects.values_list("handed_out_on", "collected_on")) == {(day, day)}
    assert PaperSheet.objects.count() == 6
