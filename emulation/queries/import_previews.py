"""What a clerk sees of a list before it is saved: counts, then new, changed, same, suspicious and wrong, row by row."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ..choices import Gender, Relation
from ..kit.given_back import rows_given_back
from ..kit.sealed_files import read_sealed
from ..models import Household, HouseholdImport, Member, Unit
from ..rules import Column, Complaint, JudgedList
from .imports import Found, ImportPlan, plan_import
from .kept_lists import judge_kept

SECRET = {"citizen_id", "phone"}
UNSHOWN = {"position", "citizen_id_hash", "is_birth_year_only"}
NAMES = {
    "unit_id": Column.NEIGHBOURHOOD,
    "address": Column.ADDRESS,
    "head_name": "Chủ hộ",
    "full_name": Column.NAME,
    "relation": Column.RELATION,
    "born_on": Column.BIRTH,
    "gender": Column.GENDER,
    "citizen_id": Column.CITIZEN_ID,
    "phone": Column.PHONE,
}
ORDER_ALONE = "Thứ tự trong hộ"


@dataclass(frozen=True)
class Difference:
    """One field, as the portal has it and as the list does; personal numbers are to be masked."""

    name: str
    old: str
    new: str
    is_secret: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a preview: which row, about whom or which household, and what is new, different or wrong there."""

    row: int | None
    who: str = ""
    code: str = ""
    column: str = ""
    message: str = ""
    facts: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()  # personal ones, to be masked
    differences: tuple[Difference, ...] = ()


class Lines(Sequence):
    """Lines that are put into words only where somebody looks at them: a page shows fifty of ten thousand."""

    def __init__(self, sources: Iterable, line: Callable[..., Line]):
        self.sources = sorted(sources, key=lambda source: source.row or 0)
        self.line = line

    def __len__(self):
        return len(self.sources)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self.line(source) for source in self.sources[index]]
        return self.line(self.sources[index])


@dataclass(frozen=True)
class Tab:
    """One kind of lines, and how many there are."""

    key: str
    title: str
    lines: "Lines"
    help: str

    @property
    def total(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Preview:
    """The plan of a kept list with its tabs; the first one that has lines is what to look at first."""

    plan: ImportPlan
    judged: JudgedList
    tabs: tuple[Tab, ...]

    def tab(self, key: str) -> Tab:
        wanted = [tab for tab in self.tabs if tab.key == key]
        return (wanted or [tab for tab in self.tabs if tab.total] or list(self.tabs))[0]

    @property
    def good_households(self) -> int:
        return self.plan.counts["households_new"] + self.plan.counts["households_changed"]


def preview_of(kept: HouseholdImport, allowed: Collection[int] | None = None) -> Preview:
    """Compares the kept list with the registry as it is now."""
    judged = judge_kept(kept, allowed)
    plan = plan_import(judged, kept.campaign, allowed)
    units = dict(Unit.objects.below(kept.campaign.ward).values_list("pk", "name"))
    new = Lines(both(plan, "new"), partial(newcomer, units=units))
    other = Lines(both(plan, "changed"), partial(changed, units=units))
    tabs = (
        Tab("sai", "Sai", Lines(plan.errors, complained), "Cần sửa trong tệp rồi tải lên lại."),
        Tab("xem-lai", "Nên xem lại", Lines(plan.warnings, complained), "Không cản trở việc lưu."),
        Tab("moi", "Mới", new, "Chưa có trong danh bạ."),
        Tab("thay-doi", "Thay đổi", other, "Danh bạ sẽ ghi theo tệp."),
        Tab("giu-nguyen", "Giữ nguyên", Lines(plan.members.unchanged, named), "Tệp và danh bạ giống nhau."),
    )
    return Preview(plan, judged, tabs)


def both(plan: ImportPlan, kind: str) -> list[Found]:
    """Households and members; where both are of one row, the household stands first."""
    return [*getattr(plan.households, kind), *getattr(plan.members, kind)]


def complained(complaint: Complaint) -> Line:
    return Line(complaint.row, column=complaint.column or "", message=complaint.message)


def named(found: Found, **more) -> Line:
    return Line(found.row, name_of(found.record), found.household.code, **more)


def newcomer(found: Found, units: dict[int, str]) -> Line:
    if isinstance(found.record, Household):
        return named(found, facts=household_facts(found.record, units))
    return named(found, facts=member_facts(found.record), numbers=numbers_of(found.record))


def changed(found: Found, units: dict[int, str]) -> Line:
    return named(found, differences=differences(found, units))


def name_of(record: Household | Member) -> str:
    return f"Hộ {record.head_name}" if isinstance(record, Household) else record.full_name


def household_facts(home: Household, units: dict[int, str]) -> tuple[str, ...]:
    return tuple(fact for fact in (units.get(home.unit_id, ""), home.address) if fact)


def numbers_of(member: Member) -> tuple[tuple[str, str], ...]:
    told = (("CCCD", member.citizen_id), ("ĐT", member.phone))
    return tuple((name, number) for name, number in told if number)


def member_facts(member: Member) -> tuple[str, ...]:
    relation, gender = Relation(member.relation).label, Gender(member.gender).label
    return relation, birth_text(member.born_on, member.is_birth_year_only), gender


def birth_text(on, year_only: bool) -> str:
    return f"{on.year}" if year_only else f"{on:%d/%m/%Y}"


def differences(found: Found, units: dict[int, str]) -> tuple[Difference, ...]:
    """Field by field what would be written over what; a new place in the household only where nothing else changes."""
    before, after = dict(found.before), found.after
    if "is_birth_year_only" in before and "born_on" not in before:
        before["born_on"] = after["born_on"] = found.record.born_on
    told = tuple(
        Difference(NAMES[name], said(found, name, before, units), said(found, name, after, units), name in SECRET)
        for name in before
        if name not in UNSHOWN
    )
    return told or (Difference(ORDER_ALONE, str(before["position"]), str(after["position"])),)


def said(found: Found, name: str, values: dict, units: dict[int, str]) -> str:
    """One of the old or the new values as people read it."""
    value = values[name]
    if name == "born_on":
        return birth_text(value, values.get("is_birth_year_only", found.record.is_birth_year_only))
    if name == "unit_id":
        return units.get(value, "")
    if name == "relation":
        return Relation(value).label
    return Gender(value).label if name == "gender" else str(value)


def saved_before(kept: HouseholdImport) -> HouseholdImport | None:
    """The latest saving of this very file in the same ward that still holds."""
    same = HouseholdImport.objects.saved().filter(sha256=kept.sha256, campaign__ward=kept.campaign.ward_id)
    return same.filter(undone_at=None).select_related("saved_by").order_by("-saved_at").first()


# Rows given back


def wrong_rows(kept: HouseholdImport, allowed: Collection[int] | None = None) -> bytes | None:
    """The rows that are held back, as the same workbook with reasons; None where there are none.

    Raises OSError where the file is no longer kept.
    """
    judged = judge_kept(kept, allowed)
    plan = plan_import(judged, kept.campaign, allowed)
    if not plan.held:
        return None
    return rows_given_back(read_sealed(kept.path), judged.sheet, judged.header_row, reasons_of(plan))


def reasons_of(plan: ImportPlan) -> dict[int, str]:
    """Why each row is held back, in one text: its own faults, else those of its household."""
    told: dict[int, list[str]] = defaultdict(list)
    for complaint in plan.errors:
        if complaint.row:
            told[complaint.row].append(f"{complaint.column}: {complaint.message}")
    return {row: "\n".join(told.get(row, [HELD_WITH])) for row in plan.held}


HELD_WITH = "Dòng này đúng, được giữ lại vì cả hộ được nhập cùng nhau; hãy sửa dòng khác của hộ."
