"""What the pages of one household ask of the registry: stamps against stale saves, duplicates, lock, history."""

from django.db.models import Max, Q, QuerySet

from ..choices import EventKind, PhaseStatus, Relation
from ..kit.audit import AuditEntry
from ..kit.fields import fingerprint
from ..kit.vietnamese import fold
from ..models import Household, HouseholdEvent, HouseholdMove, Member, Phase, Unit
from ..models.households import LEFT
from ..rules.kinship import next_code

HOUSEHOLD_COLUMNS = ["unit_id", "code", "address", "head_name"]
MEMBER_COLUMNS = [
    "household_id", "full_name", "relation", "born_on", "is_birth_year_only", "gender", "presence", "presence_from",
    "presence_until", "citizen_id_hash", "phone", "position",
]  # fmt: skip
TRAIL = ["sửa hộ", "sửa nhân khẩu", "xem số CCCD", "xem số điện thoại"]


def stamp_of(record: Household | Member) -> str:
    """What a form carries to notice that somebody changed the record meanwhile; it tells nothing of the values."""
    columns = MEMBER_COLUMNS if isinstance(record, Member) else HOUSEHOLD_COLUMNS
    return fingerprint("|".join(f"{name}={getattr(record, name)}" for name in ["pk", *columns]))[:32]


def whole_stamp(household: Household) -> str:
    """The same for a household with all its people."""
    return fingerprint("|".join([stamp_of(household), *map(stamp_of, household.members.in_paper_order())]))[:32]


def closed_phase(ward: Unit | int) -> Phase | None:
    """The ward's current phase where it is closed: until another one opens, people are put right by request alone."""
    phase = Phase.objects.for_page().filter(campaign__ward=ward).current_first().first()
    if phase is None or phase.is_open:
        return None
    return Phase.objects.filter(campaign=phase.campaign_id, status=PhaseStatus.CLOSED).order_by("-number").first()


def next_position(unit: Unit) -> int:
    """The place behind the last household of the walk."""
    return (Household.objects.filter(unit=unit).aggregate(last=Max("position"))["last"] or 0) + 1


def suggested_code(unit: Unit) -> str:
    """A code the ward does not have yet, in the manner of the unit's others; "" where there is no manner."""
    code = next_code(list(Household.objects.filter(unit=unit).values_list("code", flat=True)))
    taken = Household.objects.filter(ward__code=unit.code.split("/")[0], code__iexact=code)
    return "" if taken.exists() else code


def same_people(visible: QuerySet[Member], values: dict, besides: int = 0) -> list[Member]:
    """People one may see who could be this very person: the same citizen id, or name and birth alike."""
    alike = Q(search=fold(values["full_name"]))
    if values["is_birth_year_only"]:
        alike &= Q(born_on__year=values["born_on"].year)
    else:
        alike &= Q(born_on=values["born_on"]) | Q(is_birth_year_only=True, born_on__year=values["born_on"].year)
    if values.get("citizen_id"):
        alike |= Q(citizen_id_hash=fingerprint(values["citizen_id"]))
    found = visible.filter(alike).exclude(pk=besides).select_related("household__unit").defer("citizen_id", "phone")
    return list(found.order_by("household", "position", "pk")[:5])


def citizen_id_elsewhere(ward_id: int, visible: QuerySet[Member], number: str, besides: int = 0) -> bool:
    """True where the number stands with somebody of the ward whom one may not see."""
    if not number:
        return False
    holders = Member.objects.filter(household__ward=ward_id, citizen_id_hash=fingerprint(number)).exclude(pk=besides)
    return holders.exclude(pk__in=visible.values("pk")).exists()


def same_households(visible: QuerySet[Household], head_name: str, address: str) -> list[Household]:
    """Households one may see with the same head at the same address."""
    heads = visible.filter(members__search=fold(head_name), members__relation=Relation.HEAD).select_related("unit")
    return [home for home in heads.distinct()[:20] if fold(home.address) == fold(address)]


def suspected_pairs(household: Household, visible: QuerySet[Member]) -> list[tuple[Member, Member]]:
    """People of the household, each with one who could be the same person, in the household or in another one."""
    people = list(household.members.in_paper_order().defer("citizen_id", "phone"))
    alike = Q(pk__in=[])
    for one in people:
        alike |= Q(search=one.search, born_on__year=one.born_on.year) & ~Q(pk=one.pk)
        if one.citizen_id_hash:
            alike |= Q(citizen_id_hash=one.citizen_id_hash) & ~Q(pk=one.pk)
    others = list(visible.filter(alike).select_related("household__unit").defer("citizen_id", "phone").order_by("pk"))
    pairs = [(one, other) for one in people for other in others if could_be_same(one, other)]
    return [(one, other) for one, other in pairs if other.household_id != household.pk or one.pk < other.pk]


def could_be_same(one: Member, other: Member) -> bool:
    if one.pk == other.pk:
        return False
    if one.citizen_id_hash and one.citizen_id_hash == other.citizen_id_hash:
        return True
    if one.citizen_id_hash and other.citizen_id_hash:
        return False
    is_vague = one.is_birth_year_only or other.is_birth_year_only
    same_day = one.born_on.year == other.born_on.year if is_vague else one.born_on == other.born_on
    return one.search == other.search and same_day


def needs_head(household: Household) -> bool:
    """True where people live but no head does: the head died, moved out, or there never was one."""
    present = household.members.exclude(presence__in=LEFT)
    return present.exists() and not present.filter(relation=Relation.HEAD).exists()


def events_of(household: Household) -> list[HouseholdEvent]:
    return list(HouseholdEvent.objects.for_page().filter(household=household))


def moves_of(household: Household) -> list[HouseholdMove]:
    """Moves with a change of units, and those an imported list has told; the others are events."""
    told = household.events.filter(kind=EventKind.MOVED, undone_at=None).values("happened_on")
    moves = HouseholdMove.objects.filter(household=household).exclude(part=None, moved_on__in=told)
    return list(moves.select_related("part__change__made_by", "before"))


def trail_of(household: Household) -> list[AuditEntry]:
    """Plain changes of the household and its people, and who looked at personal numbers; without the values."""
    members = [str(pk) for pk in household.members.values_list("pk", flat=True)]
    about = Q(subject_type="emulation.household", subject_id=str(household.pk))
    about |= Q(subject_type="emulation.member", subject_id__in=members)
    return list(AuditEntry.objects.filter(about, verb__in=TRAIL).order_by("-pk")[:50])
