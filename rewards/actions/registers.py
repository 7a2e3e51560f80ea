"""Registers: set up, counted on without a gap, and the stock of blanks that belongs to each."""

import uuid

from django.db import transaction

from emulation.kit import audit
from emulation.kit.vietnamese import tidy
from emulation.models import Unit

from ..choices import StockKind
from ..models import PrintRun, Register, RegisterYear, StockEntry
from ..queries.certificates import register_for
from ..rules.certificates import NO_REASON

SETTINGS = ("name", "digits", "first_year", "first_number")
BEGINNING = ("first_year", "first_number")


class RegisterRefused(ValueError):
    """What cannot be done with a register; the message is a Vietnamese sentence that says what to do next."""


@transaction.atomic
def set_up_register(unit: Unit, award_class: str, values: dict, *, by) -> Register:
    """Writes its name and where its numbers begin; the same again changes nothing.

    Raises RegisterRefused for another beginning once numbers were given.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    standing = register_for(unit, award_class)
    before = {name: getattr(standing, name) for name in SETTINGS}
    after = {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}
    if standing.pk and all(before[name] == value for name, value in after.items()):
        return standing
    has_counted = standing.pk and RegisterYear.objects.filter(register=standing).exists()
    if has_counted and any(after.get(name, before[name]) != before[name] for name in BEGINNING):
        raise RegisterRefused("Sổ đã cấp số nên số bắt đầu giữ nguyên. Tên sổ và cách ghi số vẫn sửa được.")
    for name, value in after.items():
        setattr(standing, name, value)
    standing.save()
    audit.record("thiết lập sổ khen thưởng", standing, by=by, before=before, after=after)
    return standing


def keep_register(unit: Unit, award_class: str) -> Register:
    """The register that numbers come from, made as it usually begins where nobody has set it up."""
    usual = register_for(unit, award_class)
    if usual.pk:
        return usual
    begins = {name: getattr(usual, name) for name in SETTINGS}
    return Register.objects.get_or_create(unit=unit, award_class=award_class, defaults=begins)[0]


def take_numbers(register: Register, year: int, count: int) -> int:
    """The first of so many numbers in a row.

    The counter is held until the transaction ends, and goes back with it: so there is no gap and nothing twice.
    """
    begins = {"last": register.before_first(year)}
    RegisterYear.objects.get_or_create(register=register, year=year, defaults=begins)
    counter = RegisterYear.objects.select_for_update().get(register=register, year=year)
    first, counter.last = counter.last + 1, counter.last + count
    counter.save(update_fields=["last"])
    return first


# Stock of blanks


@transaction.atomic
def record_stock(
    register: Register, kind: StockKind, count: int, reason: str, *, key: uuid.UUID, run: PrintRun | None = None, by
) -> StockEntry:
    """Sheets that came in, or were spoiled and why; the same sending again is one entry. Raises RegisterRefused."""
    reason = tidy(reason)
    if kind == StockKind.SPOILED and not reason:
        raise RegisterRefused(NO_REASON)
    said = {"register": register, "kind": kind, "count": count, "reason": reason, "run": run, "recorded_by": by}
    entry, is_new = StockEntry.objects.get_or_create(key=key, defaults=said)
    if is_new:
        audit.record(
            f"ghi {StockKind(kind).label.lower()}", register, by=by, after={"count": count, "run": run and run.pk}
        )
    return entry
