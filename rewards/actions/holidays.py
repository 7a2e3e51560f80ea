"""The known holidays where nobody has entered any, and time limits counted anew when holidays change."""

import tomllib
from pathlib import Path

from django.db import transaction

from emulation.kit import audit, clock

from ..models import Dossier, Holiday
from ..rules.dossiers import RUNNING
from ..rules.working_days import after_working_days

KNOWN = Path(__file__).resolve().parent.parent / "plans" / "holidays.toml"
SOURCE = "Điều 112 Bộ luật Lao động 2019"


def keep_known_holidays() -> None:
    """Writes the days known to us where the portal has none; from then on they are the office's."""
    if Holiday.objects.exists():
        return
    rows = tomllib.loads(KNOWN.read_text(encoding="utf-8"))["days"]
    Holiday.objects.bulk_create([Holiday(source=SOURCE, **row) for row in rows], ignore_conflicts=True)


@transaction.atomic
def count_due_dates_anew(*, by) -> int:
    """Gives every dossier whose time limit runs the last day that follows from the holidays now; how many changed."""
    calendar, changed = Holiday.objects.as_calendar(), 0
    for dossier in Dossier.objects.filter(status__in=RUNNING).select_for_update(no_key=True, of=["self"]):
        due_on = after_working_days(clock.local(dossier.submitted_at).date(), dossier.days, calendar)
        if due_on != dossier.due_on:
            before, dossier.due_on = dossier.due_on, due_on
            dossier.save(update_fields=["due_on"])
            audit.record(
                "tính lại hạn hồ sơ", dossier, by=by, before={"due_on": f"{before}"}, after={"due_on": f"{due_on}"}
            )
            changed += 1
    return changed
