"""What people are to a new head: only what follows is told."""

from types import SimpleNamespace

import pytest

from emulation.rules.kinship import next_code, relations_to


def person(pk, relation, gender="male"):
    return SimpleNamespace(pk=pk, relation=relation, gender=gender)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("wife", {"head": "husband", "child": "child", "father": "other", "younger_sibling": "other"}),
        ("child", {"head": "father", "wife": "mother", "father": "grandfather", "grandchild": "other"}),
        ("father", {"head": "child", "wife": "daughter_in_law", "child": "grandchild", "mother": "wife"}),
        ("younger_sibling", {"head": "elder_brother", "wife": "other", "father": "other"}),
        ("grandchild", {"head": "grandfather", "child": "other"}),
        ("other", {"head": "other", "wife": "other", "child": "other"}),
        ("head", {"wife": "wife", "child": "child"}),
    ],
)
def test_relations_follow_the_new_head(new, expected):
    women = {"wife", "mother"}
    people = [person(place, one, "female" if one in women else "male") for place, one in enumerate([new, *expected])]

    found = relations_to(people[0], people)

    assert found == dict(enumerate(expected.values(), start=1))


@pytest.mark.parametrize(
    ("codes", "following"),
    [
        (["T08-009", "T08-104"], "T08-105"),
        (["9", "10"], "11"),
        (["T08-999"], "T08-1000"),
        (["Nhà cô Nga", "x"], ""),
        ([], ""),
        (["T08-001", "T08-002", "K9"], "T08-003"),
    ],
)
def test_the_next_code_counts_on(codes, following):
    assert next_code(codes) == following
