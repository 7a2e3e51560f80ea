"""Whom a decision may be about: what the council passed and the office presented, held by no decision yet."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from emulation.models import Phase

from ..choices import DossierStatus
from ..models import Award, DecisionLine, DossierLine, Nomination
from ..rules.voting import State
from .agendas import confirmed, with_latest_outcome

READY = Q(dossier__status=DossierStatus.PRESENTED)
SOON = (
    READY | Q(dossier__status=DossierStatus.MET) | Q(dossier__status=DossierStatus.ELIGIBLE, dossier__has_council=False)
)


def decidable(phase: Phase, award: Award, *, presented: bool = True) -> QuerySet[Nomination]:
    """Nominations of an award that its own signer may decide on now, in the order of every list.

    Each stands, is confirmed, comes from results that hold, lies in a presented dossier, was passed by the council
    where the way has one, and is in no standing line of a decision; whoever was revoked is proposed anew first. With
    `presented=False` also what is about to be presented.
    """
    found = Nomination.objects.filter(phase=phase, award=award)
    return undecided(found, Q(dossier__upward_to="") & (READY if presented else SOON)).in_list_order()


def decidable_above(phase: Phase, award: Award) -> QuerySet[Nomination]:
    """The same for dossiers sent to a superior office, whose decision is only recorded."""
    found = Nomination.objects.filter(phase=phase, award=award)
    return undecided(found, READY & ~Q(dossier__upward_to="")).in_list_order()


def waiting_counts(phase: Phase, *, above: bool) -> dict[int, int]:
    """How many of each award wait for a decision of its own signer, or of a superior office; in one statement."""
    held = READY & (~Q(dossier__upward_to="") if above else Q(dossier__upward_to=""))
    found = undecided(Nomination.objects.filter(phase=phase), held).order_by()
    return dict(found.values_list("award").annotate(n=Count("pk")))


def undecided(nominations: QuerySet[Nomination], held: Q) -> QuerySet[Nomination]:
    found = confirmed(nominations.standing())
    lines = DossierLine.objects.held().filter(held, nomination=OuterRef("pk"))
    lines_of = DecisionLine.objects.filter(nomination=OuterRef("pk"))
    passed = with_latest_outcome(found).filter(
        Exists(lines.filter(dossier__has_council=False)) | (Exists(lines) & Q(council_outcome=State.PASSED))
    )
    return passed.exclude(Exists(lines_of.standing()) | Exists(lines_of.settled()))
