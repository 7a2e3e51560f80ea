"""A plan file from a browser: what loading it would create, then loading it."""

from dataclasses import dataclass

from django.db import transaction

from emulation.models import Campaign, Unit
from emulation.permissions import can_set_up_for
from emulation.plans import PlanError

from ..models import CriteriaSet, Target
from .plans import load_plan


@dataclass(frozen=True)
class PlanPreview:
    """What a plan file would create, in plain words and numbers."""

    code: str
    name: str
    ward: str
    number: str
    issued_on: object
    phases: tuple[tuple[str, object, object, int], ...]  # name, first day, last day, steps
    criteria: tuple[tuple[str, int, int], ...]  # name, criteria, full marks
    targets: int
    units: tuple[str, ...]  # new ones
    sections: int
    issuers: tuple[str, ...]
    pledges: int


@transaction.atomic
def load_plan_for(plan: dict, *, by) -> Campaign:
    """Loads a checked plan for a ward this person sets up campaigns of; PlanError otherwise."""
    code = plan["campaign"]["ward"]
    ward = Unit.objects.filter(code=code).first()
    if ward is None or not can_set_up_for(by, ward):
        raise PlanError(f"Mục [campaign]: “ward” là {code}, đơn vị mà bạn không giữ vai trò thường trực hay quản trị.")
    return load_plan(plan, by=by)


def preview_plan(plan: dict, *, by) -> PlanPreview:
    """What `load_plan_for` would create; it is tried and taken back, so that every refusal shows here already."""
    with transaction.atomic():
        before = set(Unit.objects.values_list("pk", flat=True))
        campaign = load_plan_for(plan, by=by)
        preview = preview_of(campaign, Unit.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return preview


def preview_of(campaign: Campaign, new_units) -> PlanPreview:
    sets = CriteriaSet.objects.filter(campaign=campaign).prefetch_related("criteria")
    return PlanPreview(
        code=campaign.code,
        name=campaign.name,
        ward=campaign.ward.name,
        number=campaign.number,
        issued_on=campaign.issued_on,
        phases=tuple((p.name, p.starts_on, p.ends_on, p.steps.count()) for p in campaign.phases.all()),
        criteria=tuple((s.name, s.criteria.count(), s.as_rules().full_marks()) for s in sets),
        targets=Target.objects.filter(campaign=campaign).count(),
        units=tuple(new_units.values_list("name", flat=True)),
        sections=campaign.sections.count(),
        issuers=tuple(campaign.issuers.values_list("agency", flat=True)),
        pledges=campaign.commitments.count(),
    )
