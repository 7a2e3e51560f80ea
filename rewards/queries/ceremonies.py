"""A ceremony with everybody in the order of calling, cut into those who come up together."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from emulation.models import Phase, Unit

from ..choices import SubjectKind
from ..models import Award, CallingLine, Ceremony, Certificate, HandOver
from ..rules.ceremonies import Called, Group, groups_of
from .handovers import certificates_of, is_handed


def ceremonies_of(phase: Phase) -> QuerySet[Ceremony]:
    """Those of a phase that stand, with `called` and `handed`: how many are on the list, how many have theirs."""
    has = HandOver.objects.standing().filter(certificate=OuterRef("lines__certificate"))
    return (
        Ceremony.objects.standing()
        .filter(phase=phase)
        .annotate(called=Count("lines"), handed=Count("lines", filter=Q(Exists(has))))
        .order_by("starts_at", "pk")
    )


def called_lines(ceremony: Ceremony) -> QuerySet[CallingLine]:
    """Everybody in the order of calling, with what is said of each."""
    return ceremony.lines.select_related(
        "certificate__register", "certificate__line__decision__award", "certificate__line__nomination__submitted_by"
    ).order_by("position", "pk")


def called(line: CallingLine) -> Called:
    """A household is called with its neighbourhood, everybody else with their kind."""
    about = line.certificate.line
    is_household = about.subject_kind == SubjectKind.HOUSEHOLD
    return Called(line.certificate_id, about.subject_kind, about.nomination.submitted_by.name if is_household else "")


def calling_groups(ceremony: Ceremony, lines: list[CallingLine]) -> Iterator[Group]:
    return groups_of([called(line) for line in lines], ceremony.at_once)


def to_gather(ceremony: Ceremony) -> QuerySet[Certificate]:
    """Certificates of the phase that wait for their receiver and are not on the list."""
    return certificates_of(ceremony.phase).exclude(is_handed()).exclude(callings__ceremony=ceremony)


def awards_to_gather(ceremony: Ceremony) -> QuerySet[Award]:
    waiting = to_gather(ceremony).values("line__decision__award")
    return Award.objects.filter(pk__in=waiting).order_by("number")


def units_to_gather(ceremony: Ceremony) -> QuerySet[Unit]:
    waiting = to_gather(ceremony).values("line__nomination__submitted_by")
    return Unit.objects.filter(pk__in=waiting).order_by("position", "code")
