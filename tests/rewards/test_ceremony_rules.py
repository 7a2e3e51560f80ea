"""Who is called up when and with whom; one who is moved, once."""

import pytest

from rewards.rules.ceremonies import Called, groups_of, moved

AT_ONCE = {"collective": 1, "individual": 2, "household": 3}


def called(*said: str) -> list[Called]:
    """ "household 8" and so on, numbered from 1."""
    return [Called(key, *one.split()) for key, one in enumerate(said, start=1)]


def cut(order, at_once=AT_ONCE) -> list[tuple]:
    return [(one.number, one.first, one.last, [who.key for who in one.called]) for one in groups_of(order, at_once)]


@pytest.mark.parametrize(
    ("order", "groups"),
    [
        (called(), []),
        (called("collective"), [(1, 1, 1, [1])]),
        (called("collective", "collective"), [(1, 1, 1, [1]), (2, 2, 2, [2])]),
        (called("individual", "individual", "individual"), [(1, 1, 2, [1, 2]), (2, 3, 3, [3])]),
        (called("individual", "household 8", "household 8"), [(1, 1, 1, [1]), (2, 2, 3, [2, 3])]),
        (called("household 8", "household 8", "household 14"), [(1, 1, 2, [1, 2]), (2, 3, 3, [3])]),
        (called(*["household 8"] * 4), [(1, 1, 3, [1, 2, 3]), (2, 4, 4, [4])]),
        (called("household 8", "household 14", "household 8"), [(1, 1, 1, [1]), (2, 2, 2, [2]), (3, 3, 3, [3])]),
    ],
)
def test_people_come_up_in_groups_of_their_kind_and_unit(order, groups):
    assert cut(order) == groups


def test_a_kind_nobody_has_set_comes_up_one_by_one():
    assert cut(called("household 8", "household 8"), {"household": 0}) == [(1, 1, 1, [1]), (2, 2, 2, [2])]


@pytest.mark.parametrize(
    ("key", "seen", "to", "order"),
    [
        (3, 3, 2, [1, 3, 2, 4]),
        (2, 2, 3, [1, 3, 2, 4]),
        (4, 4, 1, [4, 1, 2, 3]),
        (1, 1, 9, [2, 3, 4, 1]),
        (2, 2, 0, [2, 1, 3, 4]),
        (3, 4, 2, [1, 2, 3, 4]),  # somebody moved it before
        (7, 1, 2, [1, 2, 3, 4]),  # no longer called
    ],
)
def test_one_is_moved_from_where_it_was_seen(key, seen, to, order):
    assert moved([1, 2, 3, 4], key, seen, to) == order
