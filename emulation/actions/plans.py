"""Setting up a campaign from its plan: units, the plan's text, phases and steps, the pledge list."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from ..choices import UnitKind
from ..kit import audit, clock
from ..models import Campaign, Commitment, Issuer, LegalBasis, Phase, PlanSection, Step, Unit
from ..plans import PlanError


@transaction.atomic
def set_up_campaign(plan: dict, *, by, is_practice: bool = False) -> Campaign:
    """Creates the campaign of a checked plan with its units; units that exist stay as they are.

    Raises PlanError where the campaign exists or a value is refused; then nothing is saved.
    """
    values = plan["campaign"]
    refuse_foreign_units(plan)
    if Campaign.objects.filter(code=values["code"]).exists():
        raise PlanError(f"Phong trào “{values['code']}” đã có trong cổng; không nạp lại để khỏi ghi đè.")
    ward = set_up_units(plan, is_practice=is_practice)
    values = {key: value for key, value in values.items() if key != "ward"}
    campaign = save_row(Campaign, values, "[campaign]", ward=ward)
    for model, table in [(Issuer, "issuers"), (LegalBasis, "legal_bases"), (PlanSection, "sections")]:
        for position, row in enumerate(plan[table], start=1):
            save_row(model, row, f"[{table}] thứ {position}", campaign=campaign, position=position)
    for row in plan["phases"]:
        set_up_phase(campaign, row)
    set_up_commitments(campaign, plan.get("commitments", {}))
    audit.record("nạp kế hoạch", campaign, by=by, after={"number": campaign.number, "phases": len(plan["phases"])})
    return campaign


# what a plan file may not say, because actions keep it
KEPT_BY_ACTIONS = {"status", "version", "made_at", "reason", "is_practice", "signed_on"}


def save_row(model, row: dict, place: str, **known):
    """Saves what one table of the file says; raises PlanError for a name that the portal does not know there."""
    fields = {f.name for f in model._meta.concrete_fields if f.editable and not f.primary_key and not f.is_relation}
    if unknown := sorted(row.keys() - fields | row.keys() & KEPT_BY_ACTIONS):
        raise PlanError(f"Mục {place} có “{unknown[0]}” là tên mà cổng không biết; hãy xem tệp mẫu.")
    return save(model(**{**known, **row}), place)


def refuse_foreign_units(plan: dict) -> None:
    """Raises PlanError for a unit that is neither the plan's ward nor below it."""
    ward = plan["campaign"]["ward"]
    for row in plan["units"]:
        if not f"{row['code']}/".startswith(f"{ward}/"):
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
    """Creates the units that are not there yet and returns the ward; a unit's parent is its code without the tail."""
    rows = [*plan["units"], *neighbourhood_rows(plan["campaign"]["ward"], plan["neighbourhoods"])]
    for position, row in enumerate(rows):
        parent = Unit.objects.filter(code=row["code"].rpartition("/")[0]).first()
        if not Unit.objects.filter(code=row["code"]).exists():
            place = f"[units] {row['code']}"
            save_row(Unit, row, place, parent=parent, is_practice=is_practice, position=position)
    ward = Unit.objects.filter(code=plan["campaign"]["ward"]).first()
    if ward is None:
        raise PlanError(f"Mục [campaign]: “ward” là {plan['campaign']['ward']} nhưng không có đơn vị nào mang mã đó.")
    return ward


def neighbourhood_rows(ward: str, pattern: dict) -> list[dict]:
    """One neighbourhood for each label, in the labels' order, with its front board and its digital team."""
    below = [("front_board", UnitKind.FRONT_BOARD, "mat-tran"), ("digital_team", UnitKind.DIGITAL_TEAM, "to-cds")]
    rows = []
    for order, label in enumerate(pattern["labels"], start=1):
        code, position = f"{ward}/to-{label.lower()}", 100 * order
        rows.append(
            {
                "code": code,
                "kind": UnitKind.NEIGHBOURHOOD,
                "name": numbered(pattern["name"], label),
                "label": label,
                "position": position,
            }
        )
        rows += [
            {"code": f"{code}/{tail}", "kind": kind, "name": numbered(pattern[key], label), "position": position + 1}
            for key, kind, tail in below
            if key in pattern
        ]
    return rows


def numbered(pattern: str, label: str) -> str:
    """A name with its label; only {label} is read, nothing else that `str.format` would do."""
    return str(pattern).replace("{label}", label)


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
        rows.append((f"{ward}/to-{label}/mat-tran", f"Ban công tác mặt trận {label}", name))
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
