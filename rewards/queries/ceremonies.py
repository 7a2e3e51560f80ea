"""A ceremony with everybody in the order of calling, cut into those who come up together."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from emulation.models import Phase, Unit

from ..choices import CertificateStatus, SubjectKind
from ..models import Award, CallingLine, Ceremony, Certificate, HandOver
from ..rules.ceremonies import Called, Group, groups_of
from .handovers import certificates_of, is_handed


def ceremonies_of(phase: Phase) -> QuerySet[Ceremony]:
    """Those of a phase that stand, with `called` and `handed`: how many are on the list, how many have theirs."""
    holds = Q(lines__certificate__status=CertificateStatus.ISSUED)
    has = HandOver.objects.standing().filter(certificate=OuterRef("lines__certificate"))
    return (
        Ceremony.objects.standing()
        .filter(phase=phase)
        .annotate(called=Count("lines", filter=holds), handed=Count("lines", filter=holds & Q(Exists(has))))
        .order_by("starts_at", "pk")
    )


def called_lines(ceremony: Ceremony) -> QuerySet[CallingLine]:
    """Everybody in the order of calling, with what is said of each; what no longer holds is not called."""
    return (
        ceremony.lines.standing()
        .select_related(
            "certificate__register", "certificate__line__decision__award", "certificate__line__nomination__submitted_by"
        )
        .defer("certificate__line__decision__content")
        .order_by("position", "pk")
    )


def calling_order(ceremony: Ceremony) -> list[Called]:
    """The same in short: a household is called with its neighbourhood, everybody else with their kind."""
    line = "certificate__line"
    rows = called_lines(ceremony).values_list(
        "certificate", f"{line}__subject_kind", f"{line}__nomination__submitted_by__name"
    )
    return [Called(key, kind, unit if kind == SubjectKind.HOUSEHOLD else "") for key, kind, unit in rows]


def calling_groups(ceremony: Ceremony, order: list[Called]) -> Iterator[Group]:
    return groups_of(order, ceremony.at_once)


def to_gather(ceremony: Ceremony) -> QuerySet[Certificate]:
    """Certificates of the phase that wait for their receiver and are not on the list."""
    return certificates_of(ceremony.phase).exclude(is_handed()).exclude(callings__ceremony=ceremony)


def awards_to_gather(ceremony: Ceremony) -> QuerySet[Award]:
    waiting = to_gather(ceremony).values("line__decision__award")
    return Award.objects.filter(pk__in=waiting).order_by("number")


def units_to_gather(ceremony: Ceremony) -> QuerySet[Unit]:
    waiting = to_gather(ceremony).values("line__nomination__submitted_by")
    return Unit.objects.filter(pk__in=waiting).order_by("position", "code")
