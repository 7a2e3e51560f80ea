"""Certificates and who has them: what waits, what waits too long, what a search or a QR reader means."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, When

from emulation.kit import clock
from emulation.kit.vietnamese import fold
from emulation.models import Phase

from ..choices import HandOverState, SubjectKind
from ..models import CallingLine, Certificate, DecisionLine, Dossier, DossierLine, HandOver, Nomination
from ..rules.verification import scanned_id
from .dossiers import nominations_of

NUMBER = re.compile(r"^(\d{1,9})(?:/(\d{4}))?$")


def certificates_of(phase: Phase) -> QuerySet[Certificate]:
    """Standing certificates of a phase."""
    return Certificate.objects.standing().filter(line__decision__phase=phase)


def own_certificates(phase: Phase, user) -> QuerySet[Certificate]:
    """Those for whom one's own units, or units below them, have proposed; whoever works for the ward sees all."""
    proposed = Nomination.objects.visible_to(user).filter(phase=phase)
    return certificates_of(phase).filter(line__nomination__in=proposed.order_by().values("pk"))


def is_handed() -> Exists:
    """The condition of a certificate being with its receiver."""
    return Exists(HandOver.objects.standing().filter(certificate=OuterRef("pk")))


def last_day(day: date) -> date:
    """Whatever was issued or called up before this day should be with its receiver on `day`."""
    return day - timedelta(days=settings.COLLECT_WITHIN_DAYS)


def is_late(day: date) -> Q:
    """The condition of waiting too long: issued, and called up at a ceremony if at all, too many days before."""
    limit = clock.start_of(last_day(day))
    called = CallingLine.objects.filter(
        certificate=OuterRef("pk"), ceremony__cancelled_at=None, ceremony__starts_at__gte=limit
    )
    return Q(issued_at__lt=limit) & ~Q(is_handed()) & ~Q(Exists(called))


def in_state(certificates: QuerySet[Certificate], state: str, day: date) -> QuerySet[Certificate]:
    match state:
        case HandOverState.WAITING:
            return certificates.exclude(is_handed())
        case HandOverState.LATE:
            return certificates.filter(is_late(day))
        case HandOverState.HANDED:
            return certificates.filter(is_handed())
    return certificates


def named(certificates: QuerySet[Certificate], typed: str) -> QuerySet[Certificate]:
    """Those that typed words mean: a scanned address, a number with or without its year, or parts of the name."""
    if found := scanned_id(typed):
        return certificates.filter(public_id=found)
    if number := NUMBER.match(typed.strip()):
        found = certificates.filter(number=int(number[1]))
        return found.filter(year=number[2]) if number[2] else found
    for word in fold(typed).split():
        certificates = certificates.filter(search__contains=word)
    return certificates


def usual_order(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Collectives, individuals, households neighbourhood by neighbourhood; in each the order of the decision."""
    ranks = [When(line__subject_kind=kind, then=place) for place, kind in enumerate(SubjectKind)]
    unit = "line__nomination__submitted_by"
    return certificates.order_by(
        Case(*ranks, default=len(ranks)), "line__decision__award__number", f"{unit}__position", f"{unit}__code",
        "line__position", "pk",
    )  # fmt: skip


def with_lateness(certificates: QuerySet[Certificate], day: date) -> QuerySet[Certificate]:
    """With `late`: whether each waits too long."""
    return certificates.annotate(late=Case(When(is_late(day), then=True), default=False))


def with_receivers(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """With all that a list shows, and the standing hand-over of each as `standing_handovers`, a list of one or none."""
    standing = HandOver.objects.standing().select_related("recorded_by", "ceremony")
    found = certificates.with_decision().select_related(
        "register", "line__decision__phase__campaign__ward", "line__nomination__submitted_by"
    )
    return found.prefetch_related(Prefetch("handovers", standing, to_attr="standing_handovers"))


def receivers_of(certificates: Sequence[Certificate]) -> dict[int, HandOver]:
    """The standing hand-over of each certificate that is with its receiver, in one statement."""
    standing = HandOver.objects.standing().filter(certificate__in=[one.pk for one in certificates])
    return {one.certificate_id: one for one in standing.select_related("ceremony")}


def is_registered(dossier: Dossier) -> bool:
    """Whether everybody in a dossier who holds an award has a certificate with its number, and somebody does."""
    held = DossierLine.objects.held().filter(dossier=dossier).values("nomination")
    lines = DecisionLine.objects.in_force().filter(nomination__in=held)
    numbered = Certificate.objects.standing().filter(line=OuterRef("pk"))
    return lines.exists() and not lines.exclude(Exists(numbered)).exists()


def is_all_handed(dossier: Dossier) -> bool:
    """Whether everybody in a dossier who holds an award has the certificate."""
    held = nominations_of(dossier).order_by().values("pk")
    lines = DecisionLine.objects.in_force().filter(nomination__in=held)
    given = Certificate.objects.standing().filter(is_handed(), line=OuterRef("pk"))
    return lines.exists() and not lines.exclude(Exists(given)).exists()
