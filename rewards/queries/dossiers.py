"""Dossiers of a phase: what may become one, what one holds and lacks, how many there are in each state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from emulation.kit import clock
from emulation.models import Phase, Unit

from ..choices import Confirmer, DossierVerb, NominationSource, NominationStatus
from ..models import AgendaLine, Award, Dossier, DossierLine, DossierMove, DossierSending, Holiday, Nomination
from ..rules.dossiers import Contents
from ..rules.eligibility import Glow, lights, overall
from ..rules.voting import State
from ..rules.working_days import WorkCalendar, working_days_between
from .agendas import UNDER_WAY, with_latest_outcome
from .nominations import KnownFacts

# What may become a dossier


def free_nominations(phase: Phase) -> QuerySet[Nomination]:
    """Standing nominations of a phase that no dossier holds."""
    held = DossierLine.objects.held().filter(nomination=OuterRef("pk"))
    return Nomination.objects.standing().filter(~Exists(held), phase=phase)


def taken_by(unit: Unit, phase: Phase) -> Q:
    """Which nominations a dossier of a unit takes: its own; the organiser's also what the results give below it."""
    own = Q(submitted_by=unit)
    if unit.pk != phase.campaign.ward_id:
        return own
    return own | Q(source=NominationSource.RULE, submitted_by__in=Unit.objects.below(unit))


@dataclass(frozen=True)
class Offer:
    """A dossier that could be made: how many nominations it would take, into which draft where there is one."""

    award: Award
    unit: Unit
    count: int
    draft: Dossier | None

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.award.number}-{self.unit.pk}"


def offers(phase: Phase, units: QuerySet[Unit]) -> list[Offer]:
    """What these units could make now, by award and unit; whoever works for the organiser makes one list by rule."""
    units_by_key = {unit.pk: unit for unit in units}
    organiser = phase.campaign.ward_id
    rows = free_nominations(phase).filter(submitted_by__in=list(units_by_key)).order_by()
    counts: dict[tuple[int, int], int] = {}
    for award, unit, source, count in rows.values_list("award", "submitted_by", "source").annotate(n=Count("pk")):
        by_whom = organiser if source == NominationSource.RULE and organiser in units_by_key else unit
        counts[award, by_whom] = counts.get((award, by_whom), 0) + count
    awards = {one.pk: one for one in Award.objects.given_in(phase)}
    drafts = {(one.award_id, one.unit_id): one for one in Dossier.objects.filter(phase=phase, status="draft")}
    found = [
        Offer(awards[award], units_by_key[unit], count, drafts.get((award, unit)))
        for (award, unit), count in counts.items()
    ]
    return sorted(found, key=lambda one: (one.award.number, one.unit.position, one.unit.code))


# What one holds


def nominations_of(dossier: Dossier) -> QuerySet[Nomination]:
    """What it holds and is not withdrawn, in the order of every list; of a dropped one what it held."""
    lines = DossierLine.objects.filter(dossier=dossier)
    lines = lines.held() if dossier.is_standing else lines
    return Nomination.objects.standing().filter(pk__in=lines.values("nomination")).in_list_order()


def is_decided(dossier: Dossier) -> bool:
    """Whether closed minutes of the council have decided everything it holds."""
    found = with_latest_outcome(nominations_of(dossier))
    return found.exists() and not found.filter(council_outcome=None).exists()


def is_on_an_agenda(dossier: Dossier) -> bool:
    """Whether a meeting that is under way is about anything it holds."""
    lines = AgendaLine.objects.filter(meeting__status__in=UNDER_WAY)
    return lines.filter(nomination__in=nominations_of(dossier).order_by().values("pk")).exists()


def contents_of(dossier: Dossier) -> Contents:
    """What is known of it before a step; in a fixed number of statements."""
    found = with_latest_outcome(nominations_of(dossier))
    found = found.select_related("award", "unit", "staff", "snapshot").defer("snapshot__packed", "achievement")
    known = KnownFacts(dossier.phase, found)
    held = known.nominations
    unsaid = [(one.full_name, {standard.confirmer for standard in known.unsaid(one)}) for one in held]
    return Contents(
        nominations=len(held),
        unconfirmed=[one.full_name for one in held if one.confirmed_at is None],
        blocked=[one.full_name for one in held if overall(lights(known.facts(one))) == Glow.BLOCKED],
        missing_papers=[str(paper) for paper in dossier.papers.all() if paper.is_missing],
        rejected=sum(one.council_outcome == State.FAILED for one in held) if dossier.has_council else 0,
        unsaid_by_unit=[name for name, who in unsaid if Confirmer.UNIT in who],
        unsaid_by_office=[name for name, who in unsaid if Confirmer.OFFICE in who],
    )


def held_by(one: Nomination) -> Dossier | None:
    """The dossier that holds a nomination now."""
    return Dossier.objects.filter(lines__nomination=one, lines__released_at=None).first()


def with_dossier_status(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Annotates how far the dossier is that holds each of them; None where none does."""
    lines = DossierLine.objects.held().filter(nomination=OuterRef("pk"))
    return nominations.annotate(dossier_status=Subquery(lines.values("dossier__status")[:1]))


# Lists


def listed_dossiers(phase: Phase, user) -> QuerySet[Dossier]:
    """What this person sees of a phase, the late ones first, with how many nominations each holds."""
    found = Dossier.objects.visible_to(user).filter(phase=phase).for_page().in_queue(clock.today())
    stands = Q(lines__released_at=None) & ~Q(lines__nomination__status=NominationStatus.WITHDRAWN)
    return found.annotate(held=Count("lines", filter=stands))


def received(user) -> QuerySet[DossierSending]:
    """What this person's office has received from below, each with how many nominations its dossier holds."""
    stands = Q(dossier__lines__released_at=None) & ~Q(dossier__lines__nomination__status=NominationStatus.WITHDRAWN)
    found = DossierSending.objects.received_by(user).for_page()
    return found.annotate(held=Count("dossier__lines", filter=stands))


def counts_by_status(dossiers: QuerySet[Dossier]) -> dict[str, int]:
    return dict(dossiers.order_by().values_list("status").annotate(n=Count("pk", distinct=True)))


# Time


def lost_days(moves: Sequence[DossierMove], calendar: WorkCalendar) -> int:
    """Working days it was away to be completed, from the moves in their order; until today where it still is."""
    lost, since = 0, None
    for move in moves:
        if move.verb == DossierVerb.ASK_MORE:
            since = day_of(move)
        elif since and move.verb in (DossierVerb.RESUBMIT, DossierVerb.DROP):
            lost, since = lost + working_days_between(since, day_of(move), calendar), None
    return lost + (working_days_between(since, clock.today(), calendar) if since else 0)


def day_of(move: DossierMove) -> date:
    return clock.local(move.made_at).date()


def calendar() -> WorkCalendar:
    return Holiday.objects.as_calendar()
