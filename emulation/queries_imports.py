"""What a household list would do to the registry: read, judged, and compared with what the portal already has."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from cryptography.exceptions import InvalidTag
from django.db.models import Max

from .choices import Gender, Presence, Relation
from .kit import clock, spreadsheets
from .kit.fields import fingerprint
from .kit.sealed_files import read_sealed
from .kit.vietnamese import fold, name_sort_key
from .models import Campaign, Household, HouseholdImport, Member, Unit
from .rules import Column, Complaint, JudgedList, ListedHousehold, ListedMember, Neighbourhood, judge_list, unreadable

BATCH = 1000
SHOWN_COMPLAINTS = 200
SHOWN_ROWS = 10


def neighbourhoods_of(campaign: Campaign) -> list[Neighbourhood]:
    """The neighbourhoods the campaign's ward has today, in their order: no household enters a unit that has ended."""
    units = Unit.objects.below(campaign.ward).neighbourhoods().current()
    return [Neighbourhood(unit.pk, unit.label, unit.name) for unit in units]


@spreadsheets.garbage_left_alone()
def judge_workbook(content: bytes, campaign: Campaign) -> JudgedList:
    """Reads and judges a workbook; a file that cannot be read becomes one complaint."""
    try:
        sheets = spreadsheets.read(content)
    except spreadsheets.WorkbookRefused as refusal:
        return unreadable(str(refusal))
    neighbourhoods = neighbourhoods_of(campaign)
    if not neighbourhoods:
        return unreadable("Đơn vị này chưa có tổ dân phố nào. Hãy nhờ người quản trị thêm tổ dân phố trong Thiết lập.")
    return judge_list(sheets, neighbourhoods, today=clock.today())


def judge_kept(kept: HouseholdImport) -> JudgedList:
    """Judges a workbook that was uploaded before."""
    try:
        content = read_sealed(kept.path)
    except (OSError, InvalidTag):
        return unreadable("Không mở lại được tệp đã tải lên. Hãy tải tệp lên lần nữa.")
    return judge_workbook(content, kept.campaign)


@dataclass
class Change:
    """Rows of one model that a list brings: new ones, changed ones, and how many stay as they are."""

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: int = 0

    def compare(self, row, values: dict) -> None:
        """Gives a known row what the list says; it counts as changed where that differs."""
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in differing.items():
            setattr(row, name, value)
        if differing:
            self.changed.append(row)
        else:
            self.same += 1

    @property
    def total(self) -> int:
        return len(self.new) + len(self.changed)


@dataclass
class ImportPlan:
    """Everything one import would write, and what a clerk should know before."""

    households: Change = field(default_factory=Change)
    members: Change = field(default_factory=Change)
    former_heads: list[int] = field(default_factory=list)
    warnings: list[Complaint] = field(default_factory=list)

    @property
    def saved(self) -> int:
        """How many members an import would save: new and changed ones."""
        return self.members.total

    @property
    def is_empty(self) -> bool:
        return not (self.households.total or self.members.total)

    @property
    def counts(self) -> dict[str, int]:
        return {
            f"{noun}_{kind}": number
            for noun, change in (("households", self.households), ("members", self.members))
            for kind, number in (("new", len(change.new)), ("changed", len(change.changed)), ("same", change.same))
        }

    def warn(self, row: int | None, column: Column, message: str) -> None:
        self.warnings.append(Complaint(row, column.value, message))


@spreadsheets.garbage_left_alone()
def plan_import(judged: JudgedList, campaign: Campaign) -> ImportPlan:
    """Compares a clean list with the registry; writes nothing. Every row it holds is ready to be saved."""
    plan = ImportPlan(warnings=list(judged.warnings))
    registry = Registry(campaign, judged)
    for listed in judged.households:
        known = registry.households.get(listed.code.casefold())
        household = place(listed, known, registry, plan)
        compare_members(listed, household, registry, plan)
        warn_of_elsewhere(listed, household, registry, plan)
    plan.warnings.sort(key=lambda complaint: complaint.row or 0)
    return plan


class Registry:
    """What the portal has of the households in a list, in a handful of queries whatever the size of the ward."""

    def __init__(self, campaign: Campaign, judged: JudgedList):
        self.ward_id = campaign.ward_id
        in_ward = Household.objects.filter(ward=campaign.ward_id)
        codes = {listed.code.casefold() for listed in judged.households}
        self.households = {h.code.casefold(): h for h in in_ward if h.code.casefold() in codes}
        self.members: dict[int, list[Member]] = defaultdict(list)
        for pks in batches(household.pk for household in self.households.values()):
            for member in Member.objects.filter(household__in=pks).in_paper_order():
                self.members[member.household_id].append(member)
        self.last_positions = dict(in_ward.values_list("unit").annotate(Max("position")))
        numbers = (member.citizen_id for home in judged.households for member in home.members)
        self.hashes = {number: fingerprint(number) for number in numbers if number}
        self.elsewhere = self.citizen_ids_in_ward()

    def citizen_ids_in_ward(self) -> dict[str, list[tuple[int, str]]]:
        """Households of this ward, by the fingerprint of a listed citizen id."""
        found = defaultdict(list)
        for hashes in batches(self.hashes.values()):
            living = Member.objects.filter(household__ward=self.ward_id, citizen_id_hash__in=hashes)
            living = living.exclude(presence=Presence.MOVED_OUT)
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
        plan.households.new.append(Household(ward_id=registry.ward_id, code=listed.code, **values))
        return plan.households.new[-1]
    if known.unit_id != unit_id:
        message = f"Hộ {listed.code} đang ở tổ khác trong cổng, sẽ được chuyển sang {listed.neighbourhood.name}."
        plan.warn(listed.row, Column.NEIGHBOURHOOD, message)
    plan.households.compare(known, values)
    return known


def compare_members(listed: ListedHousehold, household: Household, registry: Registry, plan: ImportPlan) -> None:
    """Finds each listed person among the household's members; those the list does not name stay."""
    known = registry.members.get(household.pk, [])
    old_heads = [member for member in known if member.relation == Relation.HEAD]
    found = recognise(listed.members, known)
    for position, person in enumerate(listed.members, start=1):
        values = values_of(person, position, registry.hashes)
        if person.row in found:
            plan.members.compare(found[person.row], values)
        else:
            plan.members.new.append(Member(household=household, **values))
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
    plan.members.changed.append(head)
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


# The page


@dataclass(frozen=True)
class Shown:
    """Complaints as a page can bear them: the first ones, and how many more there are."""

    complaints: tuple[Complaint, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.complaints)


@dataclass(frozen=True)
class FirstRow:
    """One of the first people of a list, as they were understood."""

    household: ListedHousehold
    member: ListedMember

    @property
    def birth_text(self) -> str:
        born = self.member.birth
        return f"{born.on.year}" if born.year_only else f"{born.on:%d/%m/%Y}"

    @property
    def relation(self) -> str:
        return Relation(self.member.relation).label

    @property
    def gender(self) -> str:
        return Gender(self.member.gender).label


@dataclass(frozen=True)
class Preview:
    """What a clerk sees before saving: every complaint, or what would be written."""

    errors: Shown
    warnings: Shown
    plan: ImportPlan
    first_rows: list[FirstRow]


def preview_of(kept: HouseholdImport) -> Preview:
    """Judges the kept workbook and compares it with the registry as it is now."""
    judged = judge_kept(kept)
    plan = plan_import(judged, kept.campaign)
    people = (FirstRow(household, member) for household in judged.households for member in household.members)
    return Preview(
        Shown(judged.errors[:SHOWN_COMPLAINTS], len(judged.errors)),
        Shown(tuple(plan.warnings[:SHOWN_COMPLAINTS]), len(plan.warnings)),
        plan,
        list(islice(people, SHOWN_ROWS)),
    )
