"""Whom a decision may be about: what the council passed and the office presented, held by no decision yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    where the way has one, and is in no standing line of a decision. With `presented=False` also what is about to be
    presented.
    """
    return undecided(phase, award, Q(dossier__upward_to="") & (READY if presented else SOON))


def decidable_above(phase: Phase, award: Award) -> QuerySet[Nomination]:
    """The same for dossiers sent to a superior office, whose decision is only recorded."""
    return undecided(phase, award, READY & ~Q(dossier__upward_to=""))


def undecided(phase: Phase, award: Award, held: Q) -> QuerySet[Nomination]:
    found = confirmed(Nomination.objects.standing().filter(phase=phase, award=award))
    lines = DossierLine.objects.held().filter(held, nomination=OuterRef("pk"))
    standing = DecisionLine.objects.standing().filter(nomination=OuterRef("pk"))
    passed = with_latest_outcome(found).filter(
        Exists(lines.filter(dossier__has_council=False)) | (Exists(lines) & Q(council_outcome=State.PASSED))
    )
    return passed.exclude(Exists(standing)).in_list_order()
