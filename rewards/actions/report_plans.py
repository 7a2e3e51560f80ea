"""Setting up the reports a plan file asks for: whom they go to, by when each is sent."""

from django.db.models import Q

from emulation.actions.copying import moved, twin
from emulation.actions.plans import save
from emulation.kit.plan_parts import copies_plan, takes_plan
from emulation.models import Campaign
from emulation.plans import PlanError

from ..models import Addressee, ReportDue


@takes_plan
def set_up_reports(campaign: Campaign, plan: dict) -> None:
    """Addressees and reports in the order of the file; raises PlanError for what cannot be."""
    for position, row in enumerate(plan.get("addressees", []), start=1):
        save(Addressee(campaign=campaign, position=position, **row), f"[addressees] thứ {position}")
    for number, row in enumerate(plan.get("reports", []), start=1):
        place = f"[reports] thứ {number}"
        due = save(ReportDue(campaign=campaign, number=number, **{"cut_off": row["last_day"], **row}), place)
        refuse_nobody(due, place)


def refuse_nobody(due: ReportDue, place: str) -> None:
    """A report that goes to nobody on its last day is a slip in the dates of the addressees."""
    if not Addressee.objects.filter(campaign=due.campaign).valid_on(due.last_day).exists():
        raise PlanError(
            f"Mục {place}: ngày {due.last_day:%d/%m/%Y} không có nơi nhận nào còn hiệu lực. Hãy xem lại [addressees]."
        )


@copies_plan
def copy_reports(campaign: Campaign, made: Campaign) -> None:
    """The reports due, later by as many whole years as the campaign, and the offices they may go to.

    An office has the days the law gave it: they do not move, and one that ended before the copy begins is left out.
    """
    years = made.year - campaign.year
    dues = [
        twin(due, campaign=made, last_day=moved(due.last_day, years), cut_off=moved(due.cut_off, years))
        for due in ReportDue.objects.filter(campaign=campaign)
    ]
    ReportDue.objects.bulk_create(dues)
    begins = min((phase.starts_on for phase in made.phases.all()), default=made.reference_date)
    offices = Addressee.objects.filter(Q(ends_on=None) | Q(ends_on__gte=begins), campaign=campaign)
    Addressee.objects.bulk_create(twin(one, campaign=made) for one in offices)
