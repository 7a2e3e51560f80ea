"""A plan is loaded once in a run; whoever needs it again gets the same rows back, in one statement for each table."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from emulation.models import AuditEntry, Campaign, Unit
from scoring.actions.plans import load_plan

CLOCK = timezone.now
FLOORS = ("emulation", "scoring", "rewards")
ROWS: dict[str, list] = {}  # what a plan has written, by the plan


def loaded(plan) -> Campaign:
    """The campaign of a plan, as `load_plan` makes it; under another clock, or beside other data, really loaded."""
    if timezone.now is not CLOCK or AuditEntry.objects.exists() or Unit.objects.exists():
        return load_plan(plan, by=None)
    with transaction.atomic():
        if repr(plan) in ROWS:
            for model, rows in ROWS[repr(plan)]:
                model.objects.bulk_create(rows)
        else:
            load_plan(plan, by=None)
            ROWS[repr(plan)] = written()
    return Campaign.objects.select_related("ward").get(code=plan["campaign"]["code"])


def written() -> list:
    """All rows of the portal's own tables, as far as there are any."""
    models = [model for name in FLOORS for model in apps.get_app_config(name).get_models()]
    return [(model, rows) for model in models if (rows := list(model.objects.all()))]
