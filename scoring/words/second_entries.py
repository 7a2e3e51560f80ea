"""What the pages of the second entry say: why a sheet is keyed twice, how far it is, how often both entries differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from emulation.kit import clock
from emulation.kit.vietnamese import fine_percent, thousands
from emulation.models import Household, Phase, Unit, User

from ..choices import NearSheets, SecondReason, SecondState
from ..models import SecondEntry, SecondEntryRules
from ..permissions import can_drop_second, can_enter_second, can_settle_second
from ..queries.second_entries import Choice, SecondCount, SecondSheet, disagreement_of, second_counts
from ..queries.second_grids import Comparison, Difference
from ..rules import Disagreement
from ..rules.second_entry import rate_words, share_of_cells
from .sheets import answer_words

TONES = {
    SecondState.WAITING: "warn",
    SecondState.RUNNING: "plain",
    SecondState.DIFFERING: "bad",
    SecondState.CONFIRMED: "good",
}


def drawn_words(rate: Disagreement) -> str:
    """The rate over what was drawn at random, which stands for all sheets; "" while there is none."""
    if not rate.drawn_cells:
        return ""
    return f"Riêng phần chọn ngẫu nhiên: {share_of_cells(rate.drawn_differing, rate.drawn_cells)}."


def approval_words(count: SecondCount) -> str:
    """What whoever approves a neighbourhood is told of its second entries, in a sentence or two."""
    if not count.needed and not count.rate.sheets:
        return "Không có phiếu nào phải nhập lần hai."
    words = f"{rate_words(count.rate).capitalize()}."
    left = count.waiting + count.running
    words += f" Còn {left} phiếu chưa nhập lần hai." if left else ""
    words += f" Còn {count.differing} phiếu lệch chưa đối chiếu." if count.differing else ""
    same = count.rate.same_person
    return words + (f" {same} phiếu do chính người nhập lần một nhập lại." if same else "")


def phase_words(phase: Phase) -> str:
    """The same of the whole ward, before a phase is closed; of one that is closed, what came of it."""
    units = list(Unit.objects.below(phase.campaign.ward).neighbourhoods().current())
    if phase.is_open:
        return approval_words(sum(second_counts(phase, units).values(), SecondCount()))
    return f"{rate_words(disagreement_of(phase, Unit.objects.below(phase.campaign.ward))).capitalize()}."


def reason_words(reasons: Iterable[str]) -> str:
    return "; ".join(SecondReason(one).label for one in reasons)


def chosen_words(how: SecondEntryRules) -> list[str]:
    """How a phase chooses, a sentence each."""
    words = [f"Theo kết quả: {how.get_near_display().lower()}."]
    if how.birth_years:
        age = how.phase.campaign.adult_age
        words.append(
            f"Theo tuổi: hộ có người mà năm sinh lệch {how.birth_years} năm sẽ đổi việc đủ hay chưa đủ {age} tuổi."
        )
    if how.random_percent:
        words.append(f"Ngẫu nhiên: {how.random_percent} % số phiếu, cổng tự chọn theo khóa riêng.")
    if how.same_person_hours:
        words.append(
            "Phường chỉ có một người nhập liệu: chính người nhập lần một được nhập lại sau "
            f"{how.same_person_hours} giờ; báo cáo ghi rõ."
        )
    return words


def stale_words(wished: dict, standing: SecondEntryRules) -> str:
    """Both values of every setting that differs, with who wrote the other one."""
    parts = [
        f"{standing._meta.get_field(name).verbose_name}: bạn ghi “{said(value)}”, trong cổng là “{said(there)}”"
        for name, value in wished.items()
        if (there := getattr(standing, name)) != value
    ]
    return (
        f"{standing.changed_by} vừa đổi cách chọn này: {'; '.join(parts)}. Chưa ghi gì; bấm “Lưu cách chọn” lần nữa "
        "để giữ giá trị của bạn."
    )


def said(value) -> str:
    return "để trống" if value is None else NearSheets(value).label if value in NearSheets else str(value)


def choice_words(found: Choice) -> list[str]:
    """What each way of choosing would take of the sheets that are finished now."""
    return [
        f"{thousands(found.finished)} phiếu đã nhập xong; theo cách chọn hiện tại, {share(found.needed, found)} "
        "được nhập lần hai.",
        f"Một dấu có thể lấy mất danh hiệu của {share(found.loses, found)}, có thể cho thêm danh hiệu cho "
        f"{share(found.gains, found)}.",
        f"Có người sinh gần tuổi được chấm: {share(found.near_age, found)}; chọn ngẫu nhiên: "
        f"{share(found.drawn, found)}.",
    ]


def share(part: int, found: Choice) -> str:
    return f"{thousands(part)} phiếu ({fine_percent(part, found.finished)} %)"


@dataclass(frozen=True)
class CountLine:
    """The second entries of a neighbourhood (or, in the last line, of all); `url_id` is the unit to open."""

    name: str
    count: SecondCount
    rate: str
    url_id: int | None = None


def count_lines(phase: Phase, units: Sequence[Unit], sheets: list[SecondSheet]) -> list[CountLine]:
    """A line for each neighbourhood, and their sum where there are several; `sheets` are all of theirs."""
    counts = second_counts(phase, units, sheets)
    lines = [count_line(unit.name, counts[unit.pk], unit.pk) for unit in units]
    total = sum(counts.values(), SecondCount())
    return lines + ([count_line("Cộng", total)] if len(lines) > 1 else [])


def count_line(name: str, count: SecondCount, url_id: int | None = None) -> CountLine:
    rate = count.rate
    share = f"{thousands(rate.differing)}/{thousands(rate.cells)} ô = {fine_percent(rate.differing, rate.cells)} %"
    return CountLine(name, count, share if rate.sheets else "–", url_id)


def busiest(sheets: Sequence[SecondSheet], user) -> int | None:
    """The first neighbourhood where this person can do something, or else where anything waits or is keyed twice."""
    mine = (one for one in sheets if act_of(one, user))
    waiting = (one for one in sheets if one.state != SecondState.CONFIRMED)
    first = next(mine, None) or next(waiting, None) or next(iter(sheets), None)
    return first.household.unit_id if first else None


def first_to_key(sheets: Sequence[SecondSheet], unit: Unit | None, user) -> Household | None:
    """The first sheet of a neighbourhood that this person may key a second time."""
    own = (one for one in sheets if unit and one.household.unit_id == unit.pk)
    return next((one.household for one in own if act_of(one, user) == "key"), None)


@dataclass(frozen=True)
class SheetLine:
    """One sheet of the list: why, by whom, how far, and what this person can do with it now."""

    household: Household
    reasons: str
    first_by: str
    state: str
    tone: str
    note: str
    act: str = ""  # "key", "settle" or ""
    is_begun: bool = False
    may_drop: bool = False


def sheet_lines(sheets: Sequence[SecondSheet], user, *, is_closed: bool) -> list[SheetLine]:
    """The list as this person sees it, without acts where nothing is written now; nothing in it tells an answer."""
    people = {pk for one in sheets for pk in one.keyed_at}
    names = {one.pk: str(one) for one in User.objects.filter(pk__in=people)}
    lines = [sheet_line(one, user, names) for one in sheets]
    return [replace(line, act="", may_drop=False) for line in lines] if is_closed else lines


def sheet_line(one: SecondSheet, user, names: dict[int, str]) -> SheetLine:
    may_drop = one.phase.is_open and one.state in (SecondState.RUNNING, SecondState.DIFFERING)
    return SheetLine(
        household=one.household,
        reasons=reason_words(one.reasons),
        first_by=", ".join(names[pk] for pk in one.keyed_at),
        state=one.state.label,
        tone=TONES[one.state],
        note=note_of(one, user),
        act=act_of(one, user),
        is_begun=one.state == SecondState.RUNNING,
        may_drop=may_drop and can_drop_second(user, one),
    )


def act_of(one: SecondSheet, user) -> str:
    """What this person can do with a sheet now: "key", "settle" or nothing."""
    if not one.phase.is_open:
        return ""
    if one.is_run_by(user.pk) or (one.is_waiting and can_enter_second(user, one)):
        return "key"
    return "settle" if one.state == SecondState.DIFFERING and can_settle_second(user, one) else ""


def note_of(one: SecondSheet, user) -> str:
    """Who is at it, or why this person is not offered to do it."""
    if one.is_waiting:
        return "" if one.may_be_keyed_by(user.pk) else "Bạn đã nhập lần một, cần người khác."
    entry = one.entry
    if one.state == SecondState.RUNNING:
        return f"{entry.begun_by}, từ {clock.local(entry.begun_at):%H:%M %d/%m/%Y}"
    if one.state == SecondState.DIFFERING:
        words = f"{entry.begun_by} nhập lần hai, lệch {entry.differing}/{entry.cells} ô."
        return words if one.may_be_settled_by(user.pk) else f"{words} Cần người thứ ba đối chiếu."
    return f"{finished_words(entry)} {entry.settled_by}, {clock.local(entry.settled_at):%H:%M %d/%m/%Y}"


def finished_words(entry: SecondEntry) -> str:
    if not entry.differing:
        return f"Khớp cả {entry.cells} ô."
    return f"Lệch {entry.differing}/{entry.cells} ô, đã đối chiếu."


def outcome_words(household: Household, entry: SecondEntry) -> str:
    """What came of finishing a second entry."""
    home = f"hộ {household.head_name} ({household.code})"
    if not entry.differing:
        return f"Hai lần nhập của {home} khớp cả {entry.cells} ô: phiếu đã được xác nhận."
    return (
        f"Đã nhập xong lần hai {home}: lệch {entry.differing}/{entry.cells} ô. "
        "Phiếu chờ người khác xem phiếu giấy và đối chiếu."
    )


def progress_words(unit: Unit, count: SecondCount) -> str:
    """How many second entries of the neighbourhood are keyed: "Tổ dân phố số 8: đã nhập lần hai 3/12 phiếu."."""
    return f"{unit.name}: đã nhập lần hai {count.differing + count.confirmed}/{count.needed} phiếu."


@dataclass(frozen=True)
class DifferenceLine:
    """One cell in which both entries differ, as the page draws it."""

    one: Difference
    first: str
    second: str
    chosen: str


def difference_lines(found: Comparison, chosen: dict[str, str]) -> list[DifferenceLine]:
    """The cells to settle; `chosen` is what was picked in a form that could not be saved."""
    return [
        DifferenceLine(
            one,
            answer_words(one.first, one.criterion.steps),
            answer_words(one.second, one.criterion.steps),
            chosen.get(one.field, ""),
        )
        for one in found.differences
    ]
