"""The agenda of a meeting: what is ready for it, and which member is too near to a line to vote on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from emulation.kit.vietnamese import fold
from emulation.models import Unit

from ..choices import DossierStatus, MeetingStatus, Procedure, RecusalGround, SubjectKind
from ..models import AgendaLine, DossierLine, Meeting, Nomination, Seat
from ..rules.voting import State

DECIDED = [State.PASSED, State.FAILED]
UNDER_WAY = [MeetingStatus.PREPARING, MeetingStatus.HELD]


def for_council(meeting: Meeting) -> QuerySet[Nomination]:
    """Nominations of the meeting's phase that go through its council, and stand."""
    found = Nomination.objects.standing().filter(phase=meeting.phase_id, award__procedure=Procedure.COUNCIL)
    return found.filter(submitted_by__in=Unit.objects.below(meeting.council.unit))


def confirmed(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those whose unit has confirmed that nothing stands against them, from results that still hold."""
    return nominations.filter(confirmed_at__isnull=False).exclude(snapshot__reopened_at__isnull=False)


def in_eligible_dossiers(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Those whose dossier the standing office has found eligible, also where the council has met about it since."""
    found = DossierLine.objects.held().filter(dossier__status__in=[DossierStatus.ELIGIBLE, DossierStatus.MET])
    return nominations.filter(pk__in=found.values("nomination"))


def ready_for(meeting: Meeting) -> QuerySet[Nomination]:
    """What may come on the agenda now: in an eligible dossier, decided by no closed meeting, on no agenda under way.

    A supplementary meeting may decide again what the meeting it supplements has decided.
    """
    decided = AgendaLine.objects.filter(meeting__status=MeetingStatus.CLOSED, outcome__in=DECIDED)
    if meeting.supplements_id:
        decided = decided.exclude(meeting=meeting.supplements_id)
    under_way = AgendaLine.objects.filter(meeting__status__in=UNDER_WAY)
    found = in_eligible_dossiers(confirmed(for_council(meeting)))
    return found.exclude(pk__in=decided.values("nomination")).exclude(pk__in=under_way.values("nomination"))


def with_latest_outcome(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Annotates what the council has last decided in a closed meeting; None where it has decided nothing."""
    lines = AgendaLine.objects.filter(nomination=OuterRef("pk"), meeting__status=MeetingStatus.CLOSED)
    lines = lines.filter(outcome__in=DECIDED)
    latest = lines.order_by("-meeting__closed_at", "-pk").values("outcome")[:1]
    return nominations.annotate(council_outcome=Subquery(latest))


def under_way(nominations: QuerySet[Nomination]) -> QuerySet[AgendaLine]:
    """Lines of meetings that are prepared or held with one of the nominations on their agenda."""
    return AgendaLine.objects.filter(meeting__status__in=UNDER_WAY, nomination__in=nominations)


def lines_before_council(one: Nomination) -> QuerySet[AgendaLine]:
    """Every line of a nomination on an agenda that was not cancelled, the latest meeting first."""
    lines = AgendaLine.objects.filter(nomination=one).exclude(meeting__status=MeetingStatus.CANCELLED)
    return lines.select_related("meeting").order_by("-meeting__starts_at", "-pk")


def has_been_voted_on(one: Nomination) -> bool:
    """Whether a council looks at it in a meeting that has begun, or has decided on it."""
    lines = AgendaLine.objects.filter(nomination=one)
    return lines.filter(Q(meeting__status=MeetingStatus.HELD) | Q(outcome__in=DECIDED)).exists()


@dataclass(frozen=True)
class LeftOut:
    """How many nominations of the phase are not ready, by what is missing."""

    unconfirmed: int
    unmatched: int
    without_dossier: int  # in none that is found eligible


def left_out_of(meeting: Meeting) -> LeftOut:
    found = for_council(meeting)
    without = found.exclude(pk__in=in_eligible_dossiers(found).order_by().values("pk"))
    return LeftOut(found.filter(confirmed_at=None).count(), found.unmatched().count(), without.count())


def conflicts(lines: Iterable[AgendaLine], seats: Iterable[Seat]) -> dict[int, dict[int, RecusalGround]]:
    """By line and seat with a vote why somebody should perhaps not vote; found by rule, to be answered by a person."""
    voters = [seat for seat in seats if seat.votes]
    by_name, by_household, by_unit = grouped(voters)
    found: dict[int, dict[int, RecusalGround]] = {}
    for line in lines:
        one, near = line.nomination, {}
        if one.unit_id and one.subject_kind == SubjectKind.COLLECTIVE:
            near |= dict.fromkeys(by_unit.get(one.unit_id, []), RecusalGround.UNIT)
        if one.subject_kind != SubjectKind.COLLECTIVE:
            near |= dict.fromkeys(by_name.get(fold(one.printed_name), []), RecusalGround.NAME)
        if one.household:
            near |= dict.fromkeys(by_household.get(one.household, []), RecusalGround.HOUSEHOLD)
        if near:
            found[line.pk] = near
    return found


def grouped(seats: Iterable[Seat]) -> tuple[Mapping, Mapping, Mapping]:
    """Keys of seats by folded name, by household, by unit."""
    by_name, by_household, by_unit = defaultdict(list), defaultdict(list), defaultdict(list)
    for seat in seats:
        by_name[fold(seat.full_name)].append(seat.pk)
        if seat.household_id:
            by_household[seat.household_id].append(seat.pk)
        if seat.unit_id:
            by_unit[seat.unit_id].append(seat.pk)
    return by_name, by_household, by_unit
