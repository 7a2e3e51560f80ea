"""Layouts and printers: made from one there is, changed whole with a version, chosen for an award."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F

from emulation.actions import PeopleRefused, StaleRecord, keep_files
from emulation.kit import audit
from emulation.models import KeptFile, Unit

from ..models import Award, CertificateLayout, LayoutField, Printer
from ..queries.layouts import NUMBERS, PLAIN, layout_facts, layouts_to_choose
from ..rules.layouts import FieldFacts, LayoutFacts, flaws


class LayoutRefused(PeopleRefused):
    """An act on layouts that cannot be; the message is a Vietnamese sentence."""


NAME_TAKEN = "Đơn vị đã có mẫu giấy mang tên này. Hãy đặt tên khác."
PRINTER_TAKEN = "Đơn vị đã có máy in mang tên này. Hãy đặt tên khác."


@transaction.atomic
def make_layout(unit: Unit, facts: LayoutFacts, *, key: UUID, by) -> CertificateLayout:
    """A layout of the unit as the facts say, a copy of what they come from; the same `key` again returns it.

    Raises LayoutRefused.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if done := CertificateLayout.objects.filter(key=key).first():
        return done
    refuse(facts, unit)
    values = sheet_values(facts)
    background = KeptFile.objects.get(key=facts.background) if facts.background else None
    layout = CertificateLayout.objects.create(
        unit=unit, design=facts.design, background=background, key=key, made_by=by, **values
    )
    write_fields(layout, facts.fields)
    audit.record("lập mẫu giấy", layout, by=by, after={"unit": unit.code, "design": facts.design, "mode": facts.mode})
    return layout


@transaction.atomic
def save_layout(
    layout: CertificateLayout, facts: LayoutFacts, *, is_current: bool, background: KeptFile | None, seen: int, by
) -> CertificateLayout:
    """Writes the whole layout as the next version; the same again changes nothing.

    `background` is a file that `write_files` has written, or None to keep the one there is. What has been printed keeps
    the version it was printed on. Raises StaleRecord where somebody else has saved since `seen`, LayoutRefused.
    """
    fresh = CertificateLayout.objects.select_for_update(of=["self"], no_key=True).for_page().get(pk=layout.pk)
    before = layout_facts(fresh)
    if same(before, facts) and fresh.is_current == is_current and background is None:
        return fresh
    if fresh.version != seen:
        raise StaleRecord
    if background:
        (background,) = keep_files([background], by=by)
        facts = replace(facts, background=background.key)
    refuse(facts, fresh.unit, besides=fresh.pk)
    for name, value in sheet_values(facts).items():
        setattr(fresh, name, value)
    fresh.is_current, fresh.background = is_current, background or fresh.background
    fresh.version += 1
    fresh.save()
    fresh.fields.all().delete()
    write_fields(fresh, facts.fields)
    told = {"version": fresh.version, "changed": changed_slots(before, facts), "is_current": is_current}
    audit.record("sửa mẫu giấy", fresh, by=by, before={"version": before.version}, after=told)
    return fresh


def count_version(layout: CertificateLayout) -> None:
    """One version more, for fields that were changed in the administration."""
    CertificateLayout.objects.filter(pk=layout.pk).update(version=F("version") + 1)


def same(before: LayoutFacts, after: LayoutFacts) -> bool:
    """Whether both print the same under the same name."""
    return replace(before, version=0, number=0) == replace(after, version=0, number=0)


def changed_slots(before: LayoutFacts, after: LayoutFacts) -> list[str]:
    """The slots of the fields that differ, for the trail."""
    return sorted({field.slot for field in set(before.fields) ^ set(after.fields)})


def refuse(facts: LayoutFacts, unit: Unit, besides: int = 0) -> None:
    """Raises LayoutRefused for what could not be printed, and for a name the unit has given already."""
    if found := flaws(facts):
        raise LayoutRefused(" ".join(found))
    if CertificateLayout.objects.filter(unit=unit, name=facts.name).exclude(pk=besides).exists():
        raise LayoutRefused(NAME_TAKEN)


def sheet_values(facts: LayoutFacts) -> dict:
    """The columns of a layout's own row, without its picture."""
    sides = {"width": decimal(facts.width), "height": decimal(facts.height)}
    return {"name": facts.name, "mode": facts.mode, **sides}


def write_fields(layout: CertificateLayout, fields: Iterable[FieldFacts]) -> None:
    rows = [
        LayoutField(
            layout=layout,
            position=position,
            **{name: decimal(getattr(field, name)) for name in NUMBERS},
            **{name: getattr(field, name) for name in PLAIN},
        )
        for position, field in enumerate(fields, start=1)
    ]
    LayoutField.objects.bulk_create(rows)


def decimal(number: float) -> Decimal:
    return Decimal(f"{number:.1f}")


@transaction.atomic
def save_printer(unit: Unit, printer: Printer | None, values: dict, *, by) -> Printer:
    """Records a printer and how it is out of place, or changes that; the same again changes nothing.

    Raises LayoutRefused for a name the unit has given already.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    fresh = Printer.objects.get(pk=printer.pk) if printer else Printer(unit=unit)
    twin = Printer.objects.filter(unit=unit, name=values["name"]).exclude(pk=fresh.pk).first()
    if twin and not printer and all(getattr(twin, name) == value for name, value in values.items()):
        return twin  # the same press again
    if twin:
        raise LayoutRefused(PRINTER_TAKEN)
    if printer and all(getattr(fresh, name) == value for name, value in values.items()):
        return fresh
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save()
    told = {name: str(value) for name, value in values.items() if name != "name"}
    audit.record("sửa máy in" if printer else "thêm máy in", fresh, by=by, after=told)
    return fresh


@transaction.atomic
def choose_layout(award: Award, layout: CertificateLayout | None, *, by) -> Award:
    """Which layout the award is printed on, None for the usual one of its unit; raises LayoutRefused."""
    fresh = Award.objects.select_for_update(of=["self"], no_key=True).select_related("campaign").get(pk=award.pk)
    if fresh.layout_id == (layout.pk if layout else None):
        return fresh
    if layout and not layouts_to_choose(fresh).filter(pk=layout.pk).exists():
        raise LayoutRefused("Mẫu giấy này không còn dùng, hoặc của đơn vị khác. Hãy chọn mẫu khác.")
    before, fresh.layout = fresh.layout_id, layout
    fresh.save(update_fields=["layout"])
    audit.record("chọn mẫu giấy", fresh, by=by, before={"layout": before}, after={"layout": fresh.layout_id})
    return fresh
