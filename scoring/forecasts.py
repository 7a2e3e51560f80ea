"""What a change of units does to the numbers of the phase that is being scored."""

from collections.abc import Collection

from emulation.choices import PhaseStatus
from emulation.kit.forecasts import Forecast, foretells
from emulation.kit.vietnamese import percent
from emulation.models import Household, Phase, Unit
from emulation.rules import Plan

from .models import ScoreSheet, UnitApproval
from .queries.results import HouseholdCount, Tally, household_counts, rules_of

COLUMNS = ["Tổ dân phố", "Khi nào", "Hộ đạt", "Tỷ lệ"]
NOTE = (
    "Phiếu chấm điểm gắn với hộ nên đi theo hộ. Kết quả đang tính sẽ theo các tổ mới ngay khi ghi; "
    "kết quả đã chốt giữ nguyên tên tổ cũ. Phép nhập muộn còn hạn của tổ cũ có hiệu lực cho cả tổ mới."
)


NOTE_OF_MOVE = "Phiếu chấm điểm đi theo hộ sang tổ mới; kết quả đã chốt giữ nguyên tổ cũ."
NOTE_OF_MERGE = (
    "Điểm của từng người được giữ trên một phiếu chung. Nếu cả hai hộ có dòng điểm của hộ thì giữ dòng của hộ "
    "được giữ. Ai đứng hai lần thì gộp tiếp sau đó. Bản chốt của đợt đã chốt không thay đổi."
)

APPROVAL_COLUMNS = ["Tổ dân phố", "Hiện nay", "Sau khi ghi"]
SIGN_ANEW = "ở lại với tổ cũ; các tổ mới nhận hộ phải xác nhận từ đầu"
SIGN_AGAIN = "danh sách khác với lúc xác nhận: thu hồi hoặc trả lại, rồi xác nhận lại"
NOTE_OF_APPROVAL = "Tổ chỉ xác nhận cho những hộ của mình lúc ấy. Phiếu của hộ sang tổ chưa xác nhận lại sửa được."


@foretells("unit change")
def phase_forecast(plan: Plan, ward: Unit) -> Forecast | None:
    """Shares of the neighbourhoods before and after, in the open phase; a change that moves nobody changes none."""
    phase = open_phase_of(ward)
    if phase is None or not plan.moved:
        return None
    counts = household_counts(phase, Unit.objects.filter(pk__in=[link.before.pk for link in plan.links]))
    befores = {link.before.name: {home.pk for home in plan.homes if home.unit == link.before.pk} for link in plan.links}
    afters = {after.name: {home.pk for home in plan.homes_of(after)} for after in plan.afters}
    found = rules_of(phase)
    rows = [
        [name, when, *share([row for row in counts if row.household in homes], found)]
        for when, cut in (("trước", befores), ("sau", afters))
        for name, homes in cut.items()
        if homes
    ]
    return Forecast(f"Số liệu {phase.name} của {phase.campaign.title}", COLUMNS, rows, NOTE)


@foretells("household move")
def move_forecast(household: Household, unit: Unit) -> Forecast | None:
    """Shares of the neighbourhood a household leaves and of the one it enters, before and after."""
    phase = open_phase_of(household.ward)
    if phase is None:
        return None
    left, entered = household.unit, unit
    rows_of = {one: household_counts(phase, [one]) for one in (left, entered)}
    mover = [row for row in rows_of[left] if row.household == household.pk]
    stay = [row for row in rows_of[left] if row.household != household.pk]
    found = rules_of(phase)
    rows = [
        [one.name, when, *share(counts, found)]
        for one, when, counts in (
            (left, "trước", rows_of[left]), (left, "sau", stay),
            (entered, "trước", rows_of[entered]), (entered, "sau", rows_of[entered] + mover),
        )
    ]  # fmt: skip
    return Forecast(f"Số liệu {phase.name} của {phase.campaign.title}", COLUMNS, rows, NOTE_OF_MOVE)


@foretells("unit change")
def approval_forecast(plan: Plan, ward: Unit) -> Forecast | None:
    """What becomes of the sign-off of neighbourhoods whose households go elsewhere or get company."""
    phase = open_phase_of(ward)
    if phase is None or not plan.moved:
        return None
    ended = {unit.pk for unit in plan.ends}
    befores = {link.before.pk: link.before.name for link in plan.links}
    return signed_off(phase, befores, ended)


@foretells("household move")
def approval_forecast_of_move(household: Household, unit: Unit) -> Forecast | None:
    """The same for the neighbourhood a household leaves and the one it enters."""
    phase = open_phase_of(household.ward)
    return phase and signed_off(phase, {household.unit_id: household.unit.name, unit.pk: unit.name}, frozenset())


def signed_off(phase: Phase, names: dict[int, str], ended: Collection[int]) -> Forecast | None:
    """A row for each of the neighbourhoods that is signed for now."""
    locks = UnitApproval.objects.locking().filter(phase=phase, unit__in=names).order_by("unit__position", "unit")
    rows = [
        [names[one.unit_id], one.get_status_display(), SIGN_ANEW if one.unit_id in ended else SIGN_AGAIN]
        for one in locks
    ]
    return Forecast(f"Xác nhận của tổ, {phase.name}", APPROVAL_COLUMNS, rows, NOTE_OF_APPROVAL) if rows else None


@foretells("household merge")
def merge_forecast(kept: Household, other: Household) -> Forecast | None:
    """Which of the two households has a sheet in which phase, and what becomes of it."""
    sheets = ScoreSheet.objects.filter(household__in=[kept, other]).select_related("phase").order_by("phase__number")
    if not sheets:
        return None
    rows = [[sheet.phase.name, kept.code if sheet.household_id == kept.pk else other.code] for sheet in sheets]
    return Forecast("Phiếu đang có", ["Đợt", "Của hộ"], rows, NOTE_OF_MERGE)


def open_phase_of(ward: Unit) -> Phase | None:
    return Phase.objects.for_page().filter(campaign__ward=ward, status=PhaseStatus.OPEN).first()


def share(counts: list[HouseholdCount], found) -> list[str]:
    """How many households pass, and their share, as the phase counts it."""
    tally = Tally()
    for row in counts:
        tally.add(row, found.for_households())
    whole = {"all": tally.households, "eligible": tally.with_eligible, "submitted": tally.submitted}[found.denominator]
    return [f"{tally.passing}/{whole}", f"{percent(tally.passing, whole)} %"]
