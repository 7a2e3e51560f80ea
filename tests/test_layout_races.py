"""Two people at once on one layout, on both databases; the guard has a control that loses without it."""

import uuid
from dataclasses import replace

import pytest

from rewards.actions.layouts import make_layout, save_layout, save_printer
from rewards.models import CertificateLayout, LayoutField, Printer
from rewards.queries.layouts import layout_facts
from rewards.rules.layout_designs import MERIT
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

ONE, OTHER = (replace(MERIT, fields=tuple(replace(field, x=x) for field in MERIT.fields)) for x in (20.0, 25.0))


@pytest.fixture
def layout(ward, clerk):
    return make_layout(ward, MERIT, key=uuid.uuid4(), by=clerk)


def places(layout) -> list[float]:
    found = layout_facts(CertificateLayout.objects.for_page().get(pk=layout.pk))
    return sorted({field.x for field in found.fields})


def test_of_two_who_save_a_layout_one_is_told_and_its_fields_are_of_one_hand(layout, clerk, standing):
    seen = {"is_current": True, "background": None, "seen": 1}

    outcomes = at_once(
        lambda: save_layout(layout, ONE, **seen, by=clerk), lambda: save_layout(layout, OTHER, **seen, by=standing)
    )

    assert sorted(kinds_of(outcomes)) == ["CertificateLayout", "StaleRecord"]
    assert places(layout) in ([20.0], [25.0])
    assert LayoutField.objects.count() == len(MERIT.fields)


def naive_save(layout, name) -> bool:
    """Looks at the version, then writes without holding the row; says whether it thinks it has saved."""
    is_fresh = CertificateLayout.objects.get(pk=layout.pk).version == 1
    if is_fresh:
        CertificateLayout.objects.filter(pk=layout.pk).update(name=name, version=2)
    return is_fresh


def test_control_without_the_lock_both_think_they_have_saved(layout):
    outcomes = at_once(lambda: naive_save(layout, "Một"), lambda: naive_save(layout, "Hai"), patience=SURELY)

    assert outcomes == [True, True]


def test_one_copy_is_made_by_two_presses(ward, clerk):
    key = uuid.uuid4()

    outcomes = at_once(*[lambda: make_layout(ward, MERIT, key=key, by=clerk)] * 2)

    assert outcomes[0] == outcomes[1]
    assert CertificateLayout.objects.count() == 1


def test_a_printer_is_recorded_once_by_two_presses(ward, clerk):
    values = {"name": "Canon", "x": 0, "y": 0, "scale_x": 1, "scale_y": 1}

    outcomes = at_once(*[lambda: save_printer(ward, None, values, by=clerk)] * 2)

    assert outcomes[0] == outcomes[1]
    assert Printer.objects.count() == 1
