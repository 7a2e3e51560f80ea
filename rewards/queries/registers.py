"""Registers of awards: their years, the entries of one, what stock of blanks is left."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from emulation.choices import UnitKind
from emulation.models import Unit

from ..choices import AwardClass, StockKind
from ..models import Certificate, PrintRun, Register, RegisterYear, StockEntry
from .certificates import register_for, with_prints
from .handovers import named


@dataclass(frozen=True)
class RegisterRow:
    """A register with its years, the latest first: (year, certificates in it, last number)."""

    register: Register
    years: tuple[tuple[int, int, int], ...]


def register_rows(units: Iterable[Unit]) -> list[RegisterRow]:
    """Both registers of each unit, also those that have not begun."""
    units = list(units)
    found = {(one.unit_id, one.award_class): one for one in Register.objects.filter(unit__in=units)}
    counts = {
        (register, year): count
        for register, year, count in Certificate.objects.filter(register__unit__in=units)
        .order_by()
        .values_list("register", "year")
        .annotate(n=Count("pk"))
    }
    years: dict[int, list] = {}
    for one in RegisterYear.objects.filter(register__unit__in=units):
        years.setdefault(one.register_id, []).append((one.year, counts.get((one.register_id, one.year), 0), one.last))
    rows = []
    for unit in units:
        for kind in AwardClass:
            register = found.get((unit.pk, kind)) or register_for(unit, kind)
            register.unit = unit
            rows.append(RegisterRow(register, tuple(years.get(register.pk, ()))))
    return rows


def keepers(units: QuerySet[Unit]) -> QuerySet[Unit]:
    """The wards and schools among them, which keep registers."""
    return units.filter(kind__in=[UnitKind.WARD, UnitKind.SCHOOL]).current()


def entries(register: Register, year: int, asked: str = "", status: str = "") -> QuerySet[Certificate]:
    """The certificates of a year in the order of their numbers; searched as the list of hand-overs is."""
    found = Certificate.objects.filter(register=register, year=year)
    if status:
        found = found.filter(status=status)
    found = named(found, asked).with_decision().select_related("register", "replaces", "replacement")
    return with_prints(found).order_by("number")


@dataclass(frozen=True)
class Stock:
    """Blanks: how many came in, were spoiled, were printed; what is left where anybody counts them."""

    received: int
    spoiled: int
    printed: int

    @property
    def left(self) -> int:
        return self.received - self.spoiled - self.printed

    @property
    def is_counted(self) -> bool:
        return bool(self.received)


def stock_of(register: Register) -> Stock:
    sums = dict(StockEntry.objects.filter(register=register).order_by().values_list("kind").annotate(n=Sum("count")))
    printed = PrintRun.objects.filter(register=register).aggregate(n=Sum("printed_to"))["n"] or 0
    return Stock(sums.get(StockKind.RECEIVED, 0), sums.get(StockKind.SPOILED, 0), printed)


def years_of(register: Register) -> list[int]:
    return list(RegisterYear.objects.filter(register=register).order_by("-year").values_list("year", flat=True))
