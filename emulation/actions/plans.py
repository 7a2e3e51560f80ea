"""Setting up a campaign from its plan: units, the plan's text, phases and steps, the pledge list."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from ..choices import UnitKind
from ..kit import audit, clock
from ..models import Campaign, Commitment, Issuer, LegalBasis, Phase, PlanSection, Step, Unit
from ..models.units import units_above
from ..plans import PlanError
from ..rules import plan_dates

NEIGHBOURHOOD_PARTS = [
    ("name", UnitKind.NEIGHBOURHOOD, ""),
    ("front_board", UnitKind.FRONT_BOARD, "/mat-tran"),
    ("digital_team", UnitKind.DIGITAL_TEAM, "/to-cds"),
]


@transaction.atomic
def set_up_campaign(plan: dict, *, by, is_practice: bool = False) -> Campaign:
    """Creates the campaign of a checked plan with its units; units that exist stay as they are.

    Raises PlanError where the campaign exists or a value is refused; then nothing is saved.
    """
    refuse_impossible_dates(plan)
    refuse_foreign_units(plan)
    values = plan["campaign"]
    if Campaign.objects.filter(code=values["code"]).exists():
        raise PlanError(f"Phong trào “{values['code']}” đã có trong cổng; không nạp lại để khỏi ghi đè.")
    ward = set_up_units(plan, is_practice=is_practice)
    campaign = save(Campaign(**{**values, "ward": ward}), "[campaign]")
    for model, table in [(Issuer, "issuers"), (LegalBasis, "legal_bases"), (PlanSection, "sections")]:
        for position, row in enumerate(plan[table], start=1):
            save(model(campaign=campaign, position=position, **row), f"[{table}] thứ {position}")
    for row in plan["phases"]:
        set_up_phase(campaign, row)
    set_up_commitments(campaign, plan.get("commitments", {}))
    audit.record("nạp kế hoạch", campaign, by=by, after={"number": campaign.number, "phases": len(plan["phases"])})
    return campaign


def refuse_impossible_dates(plan: dict) -> None:
    """Raises PlanError with every sentence about dates of the plan that cannot stand beside each other."""
    values = plan["campaign"]
    phases = [plan_dates.PhaseDates.from_row(row) for row in plan["phases"]]
    found = plan_dates.contradictions(values["year"], values["issued_on"], phases)
    if found:
        raise PlanError(f"Mục [phases]: {' '.join(found)}")


def refuse_foreign_units(plan: dict) -> None:
    """Raises PlanError for a unit that is neither the plan's own, nor below it, nor one it lies in."""
    ward = plan["campaign"]["ward"]
    for row in plan["units"]:
        if not f"{row['code']}/".startswith(f"{ward}/") and row["code"] not in units_above(ward):
            raise PlanError(f"Mục [units] {row['code']}: đơn vị không thuộc {ward}, đơn vị tổ chức của kế hoạch.")


def save(thing, place: str):
    """Saves an object after Django's own checks of its fields; raises PlanError naming the place in the file."""
    try:
        thing.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        where = place if field == NON_FIELD_ERRORS else f"{place}, “{field}”"
        raise PlanError(f"Mục {where}: {messages[0]}") from error
    thing.save()
    return thing


def set_up_units(plan: dict, *, is_practice: bool) -> Unit:
    """Creates the units that are not there yet, each below the one its code names, and returns the ward."""
    for position, row in enumerate(plan["units"]):
        set_up_unit({"position": position, **row}, is_practice=is_practice)
    ward = Unit.objects.filter(code=plan["campaign"]["ward"]).first()
    if ward is None:
        raise PlanError(f"Mục [campaign]: “ward” là {plan['campaign']['ward']} nhưng không có đơn vị nào mang mã đó.")
    for row in neighbourhood_rows(ward.code, plan.get("neighbourhoods", {"labels": []})):
        set_up_unit(row, is_practice=is_practice)
    return ward


def set_up_unit(row: dict, *, is_practice: bool) -> None:
    """Creates one unit unless it is there; its parent is its code without the tail."""
    above = row["code"].rpartition("/")[0]
    parent = Unit.objects.filter(code=above).first()
    if above and parent is None:
        raise PlanError(f"Mục [units] {row['code']}: không có đơn vị nào mang mã {above} để đặt đơn vị này vào.")
    if not Unit.objects.filter(code=row["code"]).exists():
        save(Unit(parent=parent, is_practice=is_practice, **row), f"[units] {row['code']}")


def neighbourhood_rows(ward: str, pattern: dict) -> list[dict]:
    """One neighbourhood for each label, in the labels' order, with its front board and its digital team."""
    return [
        {
            "code": f"{ward}/to-{label.lower()}{tail}",
            "kind": kind,
            "name": pattern[key].replace("{label}", label),
            "label": "" if tail else label,
            "position": 100 * order + bool(tail),
        }
        for order, label in enumerate(pattern["labels"], start=1)
        for key, kind, tail in NEIGHBOURHOOD_PARTS
        if key in pattern
    ]


def set_up_phase(campaign: Campaign, row: dict) -> Phase:
    """One phase with its steps; the window of a step is kept as exact moments in Ho Chi Minh time."""
    own = {key: row[key] for key in ("number", "name", "kind", "starts_on", "ends_on")}
    place = f"[phases] số {row['number']}"
    phase = save(Phase(campaign=campaign, is_peak=row.get("is_peak", False), **own), place)
    for position, step in enumerate(row.get("steps", []), start=1):
        opens_on, last_day = step.get("opens_on"), step.get("last_day")
        save(
            Step(
                phase=phase,
                position=position,
                kind=step.get("kind", ""),
                name=step.get("name", ""),
                note=step.get("note", ""),
                opens_at=opens_on and clock.start_of(opens_on),
                closes_at=last_day and clock.end_of(last_day),
                grace_days=step.get("grace_days", 0),
            ),
            f"{place}, bước {position}",
        )
    return phase


def set_up_commitments(campaign: Campaign, table: dict) -> None:
    """The pledge list: organisations first, then the front boards in the order of their numbers."""
    ward = campaign.ward.code
    rows = [
        (f"{ward}/{row['unit']}", row["organisation"], row["representative"]) for row in table.get("organisations", [])
    ]
    for label, name in table.get("front_boards", {}).items():
        rows.append((f"{ward}/to-{label.lower()}/mat-tran", f"Ban công tác mặt trận {label}", name))
    for position, (code, organisation, representative) in enumerate(rows, start=1):
        save(
            Commitment(
                campaign=campaign,
                position=position,
                organisation=organisation,
                representative=representative,
                unit=Unit.objects.filter(code=code).first(),
            ),
            f"[commitments] thứ {position}",
        )
