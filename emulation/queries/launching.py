"""What is known of a campaign before its launch, gathered for `rules.launching`."""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef

from ..chapters import TEXT_CHAPTERS
from ..choices import RoleKind
from ..kit import clock
from ..models import Campaign, Phase, Role, Unit
from ..rules.launching import ChapterFacts, NeighbourhoodFacts, PhaseFacts, PlanFacts, StepFacts


def plan_facts(campaign: Campaign, *, is_scored: bool = True) -> PlanFacts:
    """The facts of one campaign, in a fixed number of statements; whether it scores anybody is known above."""
    return PlanFacts(
        number=campaign.number,
        issued_on=campaign.issued_on,
        year=campaign.year,
        reference_date=campaign.reference_date,
        issuers=campaign.issuers.count(),
        bases=tuple(campaign.legal_bases.values_list("text", "effective_until")),
        chapters=chapter_facts(campaign),
        phases=tuple(phase_facts(phase) for phase in campaign.phases.prefetch_related("steps")),
        neighbourhoods=neighbourhood_facts(campaign),
        pledges=campaign.commitments.count(),
        is_scored=is_scored,
    )


def chapter_facts(campaign: Campaign) -> tuple[ChapterFacts, ...]:
    words = defaultdict(list)
    for chapter, heading, text in campaign.sections.values_list("chapter", "heading", "text"):
        words[chapter] += [heading, text]
    return tuple(ChapterFacts(one.slug, one.title, " ".join(words[one.text])) for one in TEXT_CHAPTERS)


def phase_facts(phase: Phase) -> PhaseFacts:
    steps = (
        StepFacts(
            step.name,
            step.note,
            step.opens_at and clock.local(step.opens_at).date(),
            step.closes_at and clock.last_day_before(step.closes_at),
        )
        for step in phase.steps.all()
    )
    return PhaseFacts(phase.number, phase.name, phase.starts_on, phase.ends_on, tuple(steps))


def neighbourhood_facts(campaign: Campaign) -> tuple[NeighbourhoodFacts, ...]:
    officers = Role.objects.filter(unit=OuterRef("pk"), kind=RoleKind.OFFICER, user__is_active=True)
    units = Unit.objects.below(campaign.ward).neighbourhoods()
    rows = units.annotate(homes=Count("households"), officer=Exists(officers)).order_by("position", "code")
    return tuple(NeighbourhoodFacts(*row) for row in rows.values_list("name", "homes", "officer"))
