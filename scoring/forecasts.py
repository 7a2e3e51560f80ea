"""What a change of units does to the numbers of the phase that is being scored."""

from emulation.choices import PhaseStatus
from emulation.kit.forecasts import Forecast, foretells
from emulation.kit.vietnamese import percent
from emulation.models import Phase, Unit
from emulation.rules import Plan

from .queries.results import HouseholdCount, Tally, household_counts, rules_of

COLUMNS = ["Tổ dân phố", "Khi nào", "Hộ đạt", "Tỷ lệ"]
NOTE = (
    "Phiếu chấm điểm gắn với hộ nên đi theo hộ. Kết quả đang tính sẽ theo các tổ mới ngay khi ghi; "
    "kết quả đã chốt giữ nguyên tên tổ cũ."
)


@foretells("unit change")
def phase_forecast(plan: Plan, ward: Unit) -> Forecast | None:
    """Shares of the neighbourhoods before and after, in the open phase; a change that moves nobody changes none."""
    phase = Phase.objects.for_page().filter(campaign__ward=ward, status=PhaseStatus.OPEN).first()
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


def share(counts: list[HouseholdCount], found) -> list[str]:
    """How many households pass, and their share, as the phase counts it."""
    tally = Tally()
    for row in counts:
        tally.add(row, found.for_households())
    whole = {"all": tally.households, "eligible": tally.with_eligible, "submitted": tally.submitted}[found.denominator]
    return [f"{tally.passing}/{whole}", f"{percent(tally.passing, whole)} %"]
