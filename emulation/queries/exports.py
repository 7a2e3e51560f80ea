"""What an export of the registry holds: people with the columns of the template, in walking and paper order."""

from collections.abc import Iterator

from django.db.models import QuerySet

from ..models import Household, Member, Unit
from ..models.units import within

ExportedPerson = tuple  # the columns below, in this order
EXPORTED = (
    "household__unit__label", "household__unit__name", "household__code", "household__address", "full_name",
    "relation", "born_on", "is_birth_year_only", "gender", "presence",
)  # fmt: skip
NUMBERS = ("citizen_id", "phone")


def people_to_export(households: QuerySet[Household], *, with_numbers: bool = False) -> Iterator[ExportedPerson]:
    """Everybody in the households, in walking and paper order, read in portions; numbers only if asked for."""
    people = Member.objects.filter(household__in=households.order_by().values("pk"))
    order = ["household__unit__position", "household__unit", "household__position", "household__code", "position", "pk"]
    return people.order_by(*order).values_list(*EXPORTED, *(NUMBERS if with_numbers else ())).iterator(chunk_size=2000)


def households_kept_by(user, kinds) -> QuerySet[Household]:
    """Households of the units at which this person holds one of these roles."""
    codes = [code for kind, code in user.held_roles if kind in kinds]
    return Household.objects.filter(unit__in=Unit.objects.filter(within(codes)))


def export_counts(households: QuerySet[Household]) -> tuple[int, int]:
    """How many households, and how many people in them, an export would hold."""
    homes = households.order_by()
    return homes.count(), Member.objects.filter(household__in=homes.values("pk")).count()
