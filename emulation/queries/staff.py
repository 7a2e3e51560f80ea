"""What the pages of staff lists ask: which units keep one, stamps against stale saves, twins, searching."""

from django.db.models import Case, Q, QuerySet, When

from ..kit.fields import fingerprint
from ..kit.vietnamese import fold
from ..models import StaffMember, Unit
from ..models.staff import KEEPS_STAFF
from .households import begins, spelled

STAFF_COLUMNS = [
    "unit_id", "code", "full_name", "born_on", "is_birth_year_only", "gender", "position", "joined_on", "left_on",
]  # fmt: skip


def staff_units(user) -> QuerySet[Unit]:
    """The units of today that keep a staff list, as far as this person sees them."""
    return Unit.objects.visible_to(user).current().filter(kind__in=KEEPS_STAFF)


def staff_stamp(member: StaffMember) -> str:
    """What a form carries to notice that somebody changed the record meanwhile; it tells nothing of the values."""
    return fingerprint("|".join(f"{name}={getattr(member, name)}" for name in ["pk", *STAFF_COLUMNS]))[:32]


def search_staff(staff: QuerySet[StaffMember], text: str) -> QuerySet[StaffMember]:
    """People found by name, code or position; those with the typed accents come first."""
    if not fold(text):
        return staff
    exact = Case(When(spelled("full_name", text), then=0), default=1)
    return staff.filter(begins(text)).annotate(likeness=exact).order_by("likeness", "sort_key", "pk")


def same_staff(staff: QuerySet[StaffMember], values: dict, besides: int = 0) -> list[StaffMember]:
    """People of one list who could be this very person: name and birth alike."""
    born = Q(born_on=values["born_on"]) | Q(is_birth_year_only=True, born_on__year=values["born_on"].year)
    if values["is_birth_year_only"]:
        born = Q(born_on__year=values["born_on"].year)
    alike = [one for one in staff.filter(born).exclude(pk=besides) if fold(one.full_name) == fold(values["full_name"])]
    return alike[:5]
