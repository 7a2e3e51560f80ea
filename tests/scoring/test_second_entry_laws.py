"""Which households one tick turns, for any criteria: beside the plain way of trying every cell of the whole sheet."""

from hypothesis import given
from hypothesis import strategies as st

from scoring.rules import GRADES, HouseholdRules, household_passes, judge
from scoring.rules.second_entry import FirstEntry, HouseholdCriteria, Turn, chosen, differing, turn_of
from tests.scoring.test_judging_properties import answered, criteria_sets, law, tags


@st.composite
def homes(draw):
    """A household with its people's answers, its own, those who fail without a row, its criteria and its tags."""
    people = draw(st.none() | criteria_sets())
    own = draw(criteria_sets() if people is None else st.none() | criteria_sets())
    rule = HouseholdRules(draw(st.sampled_from([0, 1, 50, 80, 100])), people is not None, own is not None)
    lines = [draw(answered(people)) for _ in range(draw(st.integers(0, 3)))] if people else []
    first = FirstEntry(tuple(lines), draw(answered(own)) if own else None, draw(st.integers(0, 2)))
    return first, HouseholdCriteria(rule, people, own), draw(tags)


def passes(first, criteria, tags):
    passing = sum(judge(one, criteria.people, tags).passed is True for one in first.people)
    own = judge(first.own, criteria.own, tags).passed if criteria.own else None
    return household_passes(len(first.people) + first.failing, passing, criteria.rule, own)


def with_one_other_cell(first, criteria, tags):
    """Every sheet that differs in one cell of one line, written out in full."""
    lines = [(place, line, criteria.people) for place, line in enumerate(first.people)]
    lines += [(-1, first.own, criteria.own)] if criteria.own else []
    for place, line, rules in lines:
        for at, criterion in enumerate(rules.criteria):
            allowed = GRADES[: criterion.steps + 1] + ("" if criterion.na_policy == "not_allowed" else "-")
            for other in allowed if criterion.applies_to(tags) else "":
                changed = line[:at] + other + line[at + 1 :]
                if place < 0:
                    yield FirstEntry(first.people, changed, first.failing)
                else:
                    people = (*first.people[:place], changed, *first.people[place + 1 :])
                    yield FirstEntry(people, first.own, first.failing)


@law
@given(homes())
def test_a_household_turns_exactly_where_some_sheet_with_one_other_cell_is_judged_otherwise(home):
    first, criteria, tags = home
    stands = passes(first, criteria, tags)

    turned = any(passes(other, criteria, tags) != stands for other in with_one_other_cell(first, criteria, tags))

    assert turn_of(first, criteria, tags) == Turn(loses=turned and stands, gains=turned and not stands)


@law
@given(criteria_sets().flatmap(lambda rules: st.tuples(st.just(rules), answered(rules), answered(rules), tags)))
def test_taking_every_difference_from_the_second_entry_leaves_none(case):
    rules, first, second, tags = case

    places = differing(first, second, rules, tags)

    assert differing(chosen(first, second, frozenset(places)), second, rules, tags) == []
    assert chosen(first, second, frozenset()) == first
