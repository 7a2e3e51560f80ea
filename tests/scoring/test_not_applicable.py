"""The worked example of "không áp dụng" (domain 4.10), keyed in the real plan under each of the four policies."""

from decimal import Decimal

import pytest

from scoring.actions.sheets import Entry, record_scores
from scoring.models import MemberScore
from scoring.rules import WrongAnswers

EIGHT_MET_ONE_OUT = "011111111-"


@pytest.fixture
def policy(request):
    return request.param


@pytest.fixture
def plan(plan, policy):
    return plan | {"criteria": plan["criteria"] | {"na_policy": policy}}


@pytest.fixture
def save(make_household, phase, clerk):
    def key():
        home = make_household("8", "Phạm Văn Giang", 1980)
        record_scores(home, phase, [Entry(home.members.get().pk, EIGHT_MET_ONE_OUT, 0)], by=clerk)

    return key


@pytest.mark.parametrize(
    ("policy", "score", "passed"),
    [("met", "90", True), ("rescale", "88.89", False), ("not_met", "80", False)],
    indirect=["policy"],
)
def test_eight_met_and_one_that_does_not_apply(save, score, passed):
    save()

    row = MemberScore.objects.get()
    assert (row.score, row.passed) == (Decimal(score), passed)


@pytest.mark.parametrize("policy", ["not_allowed"], indirect=True)
def test_where_it_is_not_allowed_the_sheet_is_refused(save):
    with pytest.raises(WrongAnswers, match="Tiêu chí 10 không được chọn “không áp dụng”"):
        save()

    assert not MemberScore.objects.exists()
