"""Layouts and printers as actions keep them: copied, saved whole under a version, chosen for an award."""

import uuid
from dataclasses import replace

import pytest
from django.db.utils import IntegrityError

from emulation.actions import StaleRecord
from emulation.models import AuditEntry
from rewards.actions.layouts import LayoutRefused, choose_layout, make_layout, save_layout, save_printer
from rewards.facts.layouts import layout_for
from rewards.models import Award, CertificateLayout, LayoutField, Printer
from rewards.queries.layouts import layout_facts
from rewards.rules.layout_designs import CERTIFICATE, MERIT

GOOD = (1754, 1240)


def seen(layout, **changes):
    """The saving of a layout with some things changed."""
    return {"is_current": True, "background": None, "seen": layout.version} | changes


def test_a_copy_prints_exactly_as_what_it_was_copied_from(layout):
    found = layout_facts(CertificateLayout.objects.for_page().get(pk=layout.pk))

    assert found == replace(MERIT, name="Giấy khen 2022", number=layout.pk)


def test_pressing_twice_makes_one_layout(ward, clerk):
    key = uuid.uuid4()

    first, second = (make_layout(ward, MERIT, key=key, by=clerk) for _ in range(2))

    assert first == second
    assert CertificateLayout.objects.count() == 1


def test_a_name_is_given_once_in_a_unit(layout, ward, clerk):
    with pytest.raises(LayoutRefused, match="đã có mẫu giấy mang tên này"):
        make_layout(ward, replace(MERIT, name="Giấy khen 2022"), key=uuid.uuid4(), by=clerk)


def test_saving_makes_the_next_version_and_the_trail_names_the_fields(layout, clerk):
    facts = replace(MERIT, name="Giấy khen 2022", fields=(replace(MERIT.fields[0], x=30.0), *MERIT.fields[1:]))

    saved = save_layout(layout, facts, **seen(layout), by=clerk)

    assert saved.version == 2
    assert layout_facts(CertificateLayout.objects.for_page().get()).fields[0].x == 30.0
    entry = AuditEntry.objects.about(layout).first()
    assert (entry.verb, entry.after["changed"]) == ("sửa mẫu giấy", ["nation"])


def test_saving_the_same_again_changes_nothing(layout, clerk):
    entries = AuditEntry.objects.count()

    saved = save_layout(layout, replace(MERIT, name="Giấy khen 2022"), **seen(layout, seen=99), by=clerk)

    assert saved.version == 1
    assert AuditEntry.objects.count() == entries


def test_a_stale_save_is_refused(layout, clerk):
    save_layout(layout, replace(MERIT, name="Mẫu một"), **seen(layout), by=clerk)

    with pytest.raises(StaleRecord):
        save_layout(layout, replace(MERIT, name="Mẫu hai"), **seen(layout), by=clerk)

    assert CertificateLayout.objects.get().name == "Mẫu một"


def test_the_database_refuses_a_field_that_shrinks_to_more_than_its_size(layout):
    with pytest.raises(IntegrityError):
        LayoutField.objects.filter(layout=layout, slot="name").update(smallest=40)


def test_a_printer_is_recorded_once_and_changed(ward, clerk):
    values = {"name": "Canon", "x": -1.5, "y": 2, "scale_x": 1, "scale_y": 1}

    first, again = (save_printer(ward, None, values, by=clerk) for _ in range(2))
    save_printer(ward, first, values | {"x": 0}, by=clerk)

    assert first == again
    assert Printer.objects.get().x == 0
    with pytest.raises(LayoutRefused, match="đã có máy in mang tên này"):
        save_printer(ward, None, values, by=clerk)


def test_an_award_is_printed_on_what_was_chosen_else_on_the_units_own_else_the_portals(campaign, ward, layout, clerk):
    merit = Award.objects.filter(campaign=campaign, form="merit").first()
    recognition = Award.objects.filter(campaign=campaign, form="certificate").first()
    assert layout_for(merit, ward).number == layout.pk
    assert layout_for(recognition, ward) == CERTIFICATE

    chosen = choose_layout(recognition, layout, by=clerk)

    assert layout_for(chosen, ward).number == layout.pk


def test_a_layout_of_another_unit_or_out_of_use_cannot_be_chosen(campaign, ward, school_campaign, layout, clerk):
    award = Award.objects.filter(campaign=campaign).first()
    foreign = make_layout(school_campaign.ward, MERIT, key=uuid.uuid4(), by=clerk)
    CertificateLayout.objects.filter(pk=layout.pk).update(is_current=False)

    for one in (foreign, layout):
        with pytest.raises(LayoutRefused, match="không còn dùng, hoặc của đơn vị khác"):
            choose_layout(award, one, by=clerk)
