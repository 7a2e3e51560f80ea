"""What became of a nomination once it was decided: the lines of decisions that name it, its certificate, who has it."""

from django.db.models import Prefetch, QuerySet

from ..choices import DecisionStatus
from ..models import Certificate, DecisionLine, Nomination
from .handovers import with_receivers


def lines_of(one: Nomination) -> QuerySet[DecisionLine]:
    """In drafts and signed decisions, the latest first, each with its standing certificate, a list of one or none."""
    place = "decision__phase__campaign__ward"
    found = one.decision_lines.exclude(decision__status=DecisionStatus.DROPPED).select_related(place, "ended_by")
    standing = with_receivers(Certificate.objects.standing())
    found = found.prefetch_related(Prefetch("certificates", standing, to_attr="standing_certificates"))
    return found.defer("decision__content", "ended_by__content").order_by("-decision")


def hold_a_signed_line(lines) -> bool:
    """Whether a decision in force gives what was asked for."""
    return any(line.is_in_force for line in lines)
