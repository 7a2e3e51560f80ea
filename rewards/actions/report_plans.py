"""Setting up the reports a plan file asks for: whom they go to, by when each is sent."""

from emulation.actions.plans import save
from emulation.kit.plan_parts import takes_plan
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
