"""Two people, or one double click, change the same units at once: one change is made, and everybody is told of it."""

import threading
import uuid
from datetime import date

import pytest
from django.db import connections

from emulation.actions import merge_units
from emulation.models import Unit, UnitChange
from emulation.queries.unit_changes import plan_change
from emulation.rules import ChangeRefused, Merge, Papers


@pytest.fixture
def campaign(transactional_db, campaign):
    return campaign


@pytest.fixture
def order(unit_of):
    papers = Papers(date(2025, 7, 1), "Nghị quyết số 15")
    return Merge((unit_of("1").pk, unit_of("8").pk), "Tổ dân phố số 19", "19", papers)


def at_once(*acts):
    """What each act gave or raised, all begun together."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        gate.wait()
        try:
            results[number] = act()
        except ChangeRefused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_double_click_makes_one_change(ward, order, standing):
    key, stamp = uuid.uuid4(), plan_change(order, ward).stamp

    results = at_once(*[lambda: merge_units(order, ward, by=standing, stamp=stamp, key=key)] * 2)

    assert results[0] == results[1] == UnitChange.objects.get()


def test_of_two_people_one_is_told_that_the_units_have_ended(ward, order, standing):
    stamp = plan_change(order, ward).stamp

    results = at_once(*[lambda: merge_units(order, ward, by=standing, stamp=stamp)] * 2)

    assert sorted(type(result).__name__ for result in results) == ["ChangeRefused", "UnitChange"]
    assert Unit.objects.neighbourhoods().current().count() == 2
