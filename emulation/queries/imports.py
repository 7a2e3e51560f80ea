"""What a household list would do to the registry, compared with what the portal already has."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from ..choices import Presence, Relation
from ..kit import spreadsheets
from ..kit.fields import fingerprint
from ..kit.vietnamese import fold, name_sort_key
from ..models import Campaign, Household, Member
from ..rules import Column, Complaint, JudgedList, ListedHousehold, ListedMember

BATCH = 1000


@dataclass(frozen=True)
class Found:
    """A row of the list and the record it is about; `before` has the old values of what it changes."""

    row: int
    household: ListedHousehold
    record: Household | Member
    before: dict[str, object] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.record.pk is None

    @property
    def after(self) -> dict[str, object]:
        return {name: getattr(self.record, name) for name in self.before}


@dataclass
class Change:
    """Rows of one model that a list brings: new ones, changed ones, and those that stay as they are."""

    new: list[Found] = field(default_factory=list)
    changed: list[Found] = field(default_factory=list)
    unchanged: list[Found] = field(default_factory=list)

    def compare(self, record, values: dict, row: int, listed: ListedHousehold) -> None:
        """Gives a known record what the list says; it counts as changed where that differs."""
        before = {name: old for name, value in values.items() if (old := getattr(record, name)) != value}
        for name in before:
            setattr(record, name, values[name])
        (self.changed if before else self.unchanged).append(Found(row, listed, record, before))

    @property
    def total(self) -> int:
        return len(self.new) + len(self.changed)


@dataclass
class ImportPlan:
    """Everything one import would write, and what a clerk should know before."""

    households: Change = field(default_factory=Change)
    members: Change = field(default_factory=Change)
    former_heads: list[int] = field(default_factory=list)
    errors: list[Complaint] = field(default_factory=list)
    warnings: list[Complaint] = field(default_factory=list)
    held: set[int] = field(default_factory=set)

    @property
    def saved(self) -> int:
        """How many members an import would save: new and changed ones."""
        return self.members.total

    @property
    def is_empty(self) -> bool:
        return not (self.households.total or self.members.total)

    @property
    def has_good_rows(self) -> bool:
        """True where the list names at least one household without a fault."""
        return bool(self.households.total or self.households.unchanged)

    @property
    def counts(self) -> dict[str, int]:
        return {
            f"{noun}_{kind}": number
            for noun, change in (("households", self.households), ("members", self.members))
            for kind, number in (
                ("new", len(change.new)), ("changed", len(change.changed)), ("same", len(change.unchanged))
            )
        } | {"rows_held": len(self.held)}  # fmt: skip

    @property
    def stamp(self) -> str:
        """A hash of everything that would be written: another one once the registry or the list has changed."""
        told = [sorted(self.held)]
        for change in (self.households, self.members):
            told.append([(found.row, found.household.code) for found in change.new])
            told.append([(found.record.pk, found.before, found.after) for found in change.changed])
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()

    def warn(self, row: int | None, column: Column, message: str) -> None:
        self.warnings.append(Complaint(row, column.value, message))

    def refuse(self, listed: ListedHousehold, message: str) -> None:
        """Holds the household back for a reason that only the registry knows."""
        self.errors.append(Complaint(listed.row, Column.CODE.value, message))
        self.held.update(person.row for person in listed.members)


@spreadsheets.garbage_left_alone()
def plan_import(judged: JudgedList, campaign: Campaign, allowed: Collection[int] | None = None) -> ImportPlan:
    """Compares the good households of a list with the registry; writes nothing. Its records are ready to be saved.

    With `allowed` (keys of neighbourhoods) nothing that belongs to another one is touched or told.
    """
    plan = ImportPlan(errors=list(judged.errors), warnings=list(judged.warnings), held=set(judged.held))
    registry = Registry(campaign, judged, allowed)
    for listed in judged.households:
        known = registry.households.get(listed.code.casefold())
        if known and not registry.is_allowed(known.unit_id):
            plan.refuse(listed, FOREIGN.format(listed.code))
            continue
        household = place(listed, known, registry, plan)
        compare_members(listed, household, registry, plan)
        warn_of_elsewhere(listed, household, registry, plan)
    plan.errors.sort(key=lambda complaint: complaint.row or 0)
    plan.warnings.sort(key=lambda complaint: complaint.row or 0)
    return plan


FOREIGN = (
    "Mã hộ {} trong cổng thuộc một tổ không phải phần việc của bạn. Hãy kiểm tra mã hộ, "
    "hoặc nhờ văn phòng phường nếu hộ đã chuyển tổ."
)


class Registry:
    """What the portal has of the households in a list, in a handful of queries whatever the size of the ward."""

    def __init__(self, campaign: Campaign, judged: JudgedList, allowed: Collection[int] | None = None):
        self.ward_id, self.allowed = campaign.ward_id, allowed
        in_ward = Household.objects.filter(ward=campaign.ward_id)
        codes = {listed.code.casefold() for listed in judged.households}
        self.households = {h.code.casefold(): h for h in in_ward if h.code.casefold() in codes}
        self.members: dict[int, list[Member]] = defaultdict(list)
        for pks in batches(home.pk for home in self.households.values() if self.is_allowed(home.unit_id)):
            for member in Member.objects.filter(household__in=pks).in_paper_order():
                self.members[member.household_id].append(member)
        self.last_positions = dict(in_ward.values_list("unit").annotate(Max("position")))
        numbers = (member.citizen_id for home in judged.households for member in home.members)
        self.hashes = {number: fingerprint(number) for number in numbers if number}
        self.elsewhere = self.citizen_ids_in_ward()

    def is_allowed(self, unit_id: int) -> bool:
        return self.allowed is None or unit_id in self.allowed

    def citizen_ids_in_ward(self) -> dict[str, list[tuple[int, str]]]:
        """Households of this ward, by the fingerprint of a listed citizen id."""
        found = defaultdict(list)
        for hashes in batches(self.hashes.values()):
            living = Member.objects.filter(household__ward=self.ward_id, citizen_id_hash__in=hashes)
            living = living.exclude(presence=Presence.MOVED_OUT)
            if self.allowed is not None:
                living = living.filter(household__unit__in=self.allowed)
            for hashed, pk, code in living.values_list("citizen_id_hash", "household_id", "household__code"):
                found[hashed].append((pk, code))
        return found

    def next_position(self, unit_id: int) -> int:
        self.last_positions[unit_id] = self.last_positions.get(unit_id, 0) + 1
        return self.last_positions[unit_id]


def batches(things: Iterable) -> Iterator[list]:
    everything = list(things)
    return (everything[start : start + BATCH] for start in range(0, len(everything), BATCH))


def place(listed: ListedHousehold, known: Household | None, registry: Registry, plan: ImportPlan) -> Household:
    """The household as it is to be saved; one that changes its neighbourhood goes to the end there."""
    unit_id = listed.neighbourhood.key
    values = {"unit_id": unit_id, "head_name": listed.members[0].full_name}
    if listed.address:
        values["address"] = listed.address
    if known is None or known.unit_id != unit_id:
        values["position"] = registry.next_position(unit_id)
    if known is None:
        household = Household(ward_id=registry.ward_id, code=listed.code, **values)
        plan.households.new.append(Found(listed.row, listed, household))
        return household
    if known.unit_id != unit_id:
        message = f"Hộ {listed.code} đang ở tổ khác trong cổng, sẽ được chuyển sang {listed.neighbourhood.name}."
        plan.warn(listed.row, Column.NEIGHBOURHOOD, message)
    plan.households.compare(known, values, listed.row, listed)
    return known


def compare_members(listed: ListedHousehold, household: Household, registry: Registry, plan: ImportPlan) -> None:
    """Finds each listed person among the household's members; those the list does not name stay."""
    known = registry.members.get(household.pk, [])
    old_heads = [member for member in known if member.relation == Relation.HEAD]
    found = recognise(listed.members, known)
    for position, person in enumerate(listed.members, start=1):
        values = values_of(person, position, registry.hashes)
        if person.row in found:
            plan.members.compare(found[person.row], values, person.row, listed)
        else:
            plan.members.new.append(Found(person.row, listed, Member(household=household, **values)))
    named = {member.pk for member in found.values()}
    for head in old_heads:
        if head.pk not in named:
            demote(head, listed, plan)
        if head.relation != Relation.HEAD:
            plan.former_heads.append(head.pk)
    warn_of_unnamed(listed, [member for member in known if member.pk not in named], plan)


def values_of(person: ListedMember, position: int, hashes: dict[str, str]) -> dict:
    """What a row says of a member; an empty number says nothing, so it never erases one."""
    values = {
        "full_name": person.full_name,
        "relation": person.relation,
        "born_on": person.birth.on,
        "is_birth_year_only": person.birth.year_only,
        "gender": person.gender,
        "position": position,
    }
    if person.citizen_id:
        values |= {"citizen_id": person.citizen_id, "citizen_id_hash": hashes[person.citizen_id]}
    return values | ({"phone": person.phone} if person.phone else {})


def recognise(people: Iterable[ListedMember], known: list[Member]) -> dict[int, Member]:
    """Members by the row that means them: by citizen id, else by name and date, else by bare name and date or year."""
    found: dict[int, Member] = {}
    for key_of_person, key_of_member in KEYS if known else ():
        left = {key_of_member(member): member for member in reversed(known) if member not in found.values()}
        for person in people:
            if person.row not in found and (key := key_of_person(person)) and key in left:
                found[person.row] = left.pop(key)
    return found


def exact_name(person: ListedMember) -> tuple:
    return name_sort_key(person.full_name), person.birth.on


def bare_name(person: ListedMember) -> tuple:
    return fold(person.full_name), person.birth.on


def bare_name_and_year(person: ListedMember) -> tuple:
    return fold(person.full_name), person.birth.on.year


KEYS = (
    (lambda person: fingerprint(person.citizen_id), lambda member: member.citizen_id_hash),
    (exact_name, lambda member: (member.sort_key, member.born_on)),
    (bare_name, lambda member: (member.search, member.born_on)),
    (bare_name_and_year, lambda member: (member.search, member.born_on.year)),
)


def demote(head: Member, listed: ListedHousehold, plan: ImportPlan) -> None:
    """The list names another head and not this person: there is room for one head only."""
    head.relation = Relation.OTHER
    plan.members.changed.append(Found(listed.row, listed, head, {"relation": Relation.HEAD.value}))
    message = (
        f"Chủ hộ cũ của hộ {listed.code} là {head.full_name} không có trong tệp, sẽ được ghi là “Quan hệ khác”. "
        "Hãy thêm người này vào tệp với quan hệ mới, hoặc sửa tình trạng sau khi lưu."
    )
    plan.warn(listed.row, Column.RELATION, message)


def warn_of_unnamed(listed: ListedHousehold, unnamed: list[Member], plan: ImportPlan) -> None:
    names = [member.full_name for member in unnamed if member.presence in (Presence.PRESENT, Presence.AWAY)]
    if names:
        message = f"Hộ {listed.code} trong cổng còn {', '.join(names)} mà tệp không có; cổng giữ nguyên, không xoá."
        plan.warn(listed.row, Column.NAME, message)


def warn_of_elsewhere(listed: ListedHousehold, household: Household, registry: Registry, plan: ImportPlan) -> None:
    for person in listed.members:
        places = registry.elsewhere.get(registry.hashes.get(person.citizen_id, ""), [])
        codes = sorted({code for pk, code in places if pk != household.pk})
        if codes:
            message = (
                f"Số CCCD này đang có ở hộ {', '.join(codes)}. "
                "Nếu người này đã chuyển hộ, hãy sửa tình trạng ở hộ kia; nếu không, hãy đối chiếu lại giấy tờ."
            )
            plan.warn(person.row, Column.CITIZEN_ID, message)
