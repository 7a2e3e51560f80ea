"""Initiatives: those that count for reports, those that wait, finding them by author, campaigns side by side."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from emulation.kit.vietnamese import fold
from emulation.models import AuditEntry, Campaign, StaffMember, User

from ..models import Initiative


def initiatives_for(campaign: Campaign, author: StaffMember | None = None) -> QuerySet[Initiative]:
    """The approved initiatives of a campaign in the order of their beginning, for reports; of one author, if named."""
    found = Initiative.objects.filter(campaign=campaign).in_force().for_page().order_by("started_on", "pk")
    return found.filter(staff=author) if author else found


def by_author(initiatives: QuerySet[Initiative], text: str) -> QuerySet[Initiative]:
    """Those of which an author's name, or the words about other authors, hold what was typed."""
    typed = fold(text)
    if not typed:
        return initiatives
    named = Initiative.objects.filter(staff__search__contains=typed)
    return initiatives.filter(Q(authors_search__contains=typed) | Q(pk__in=named.values("pk")))


def waiting_initiatives(user) -> list[Initiative]:
    """What waits for approval where this person sees it; rows of one writer share the person, whose roles are asked."""
    found = list(Initiative.objects.visible_to(user).waiting().for_page())
    writers: dict[int, User] = {}
    for one in found:
        one.written_by = writers.setdefault(one.written_by_id, one.written_by)
    return found


def namesakes(campaign: Campaign, title: str, besides: int | None = None) -> QuerySet[Initiative]:
    """Initiatives of the campaign that are called the same, whatever the accents, and are not withdrawn."""
    alike = Initiative.objects.filter(campaign=campaign, title_search=fold(title), withdrawn_at=None)
    return alike.exclude(pk=besides)


def possible_authors(campaign: Campaign, first: date) -> QuerySet[StaffMember]:
    """Who may have thought something up: the organising unit's staff, also who has left since the plan began."""
    return StaffMember.objects.filter(unit=campaign.ward).exclude(left_on__lt=first).order_by("sort_key", "pk")


@dataclass(frozen=True)
class CampaignInitiatives:
    """A campaign with how many of its initiatives are approved and how many wait."""

    campaign: Campaign
    approved: int
    waiting: int


def campaigns_with_initiatives(user) -> list[CampaignInitiatives]:
    """Every campaign this person sees; a fixed number of statements, whatever their number."""
    visible = Initiative.objects.visible_to(user)
    approved, waiting = (counted(found) for found in (visible.in_force(), visible.waiting()))
    campaigns = Campaign.objects.visible_to(user).select_related("ward").order_by("-year", "ward__position", "code")
    return [CampaignInitiatives(one, approved.get(one.pk, 0), waiting.get(one.pk, 0)) for one in campaigns]


def counted(initiatives: QuerySet[Initiative]) -> dict[int, int]:
    """How many there are, by campaign."""
    return dict(initiatives.order_by().values_list("campaign").annotate(Count("pk")))


def history_of(initiative: Initiative) -> list[tuple[AuditEntry, str]]:
    """The trail of an initiative from its beginning, each act with the name of who did it."""
    entries = list(AuditEntry.objects.about(initiative).order_by("pk"))
    people = User.objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    return [(entry, str(people.get(entry.actor_id, entry.actor))) for entry in entries]
