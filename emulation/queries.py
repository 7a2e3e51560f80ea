"""Reads of the registry for its pages: whoever calls has already scoped them with `visible_to`."""

from django.db.models import Case, Count, Q, QuerySet, When

from .choices import Relation
from .kit.vietnamese import fold, tidy
from .models import Campaign, Household, Member, Phase
from .models.households import eligible


def current_campaign(user) -> Campaign | None:
    """The campaign whose eligibility the registry shows: that of the open phase, else of the latest."""
    phase = Phase.objects.visible_to(user).for_page().current_first().first()
    return phase.campaign if phase else None


def with_member_counts(households: QuerySet[Household], campaign: Campaign | None) -> QuerySet[Household]:
    """Adds `member_count` and `eligible_count`; without a campaign nobody is eligible."""
    return households.annotate(
        member_count=Count("members"),
        eligible_count=Count("members", filter=eligible(campaign, "members__") if campaign else Q(pk__in=[])),
    )


def search_households(households: QuerySet[Household], text: str) -> QuerySet[Household]:
    """Households found by code, head, address or a member's name, those with the typed accents first."""
    if not fold(text):
        return households
    members = Member.objects.filter(begins(text))
    exact = spelled("head_name", text) | Q(pk__in=members.filter(spelled("full_name", text)).values("household"))
    found = households.filter(begins(text) | Q(pk__in=members.values("household")))
    return found.order_by(Case(When(exact, then=0), default=1), "unit__position", "position", "code")


def members_found(households: list[int], text: str) -> dict[int, list[str]]:
    """Names of the members, heads apart, by which these households were found; one statement for a whole page."""
    found: dict[int, list[str]] = {}
    if fold(text):
        members = Member.objects.filter(begins(text), household__in=households).exclude(relation=Relation.HEAD)
        for household, name in members.in_paper_order().values_list("household", "full_name"):
            found.setdefault(household, []).append(name)
    return found


def begins(text: str) -> Q:
    """The condition that every typed word begins a word of the folded column `search`, whatever the accents."""
    condition = Q()
    for word in fold(text).split():
        condition &= Q(search__startswith=word) | Q(search__contains=f" {word}")
    return condition


def spelled(column: str, text: str) -> Q:
    """The condition that a name holds the text with the accents it was typed with."""
    return Q(**{f"{column}__contains": tidy(text)}) | Q(**{f"{column}__contains": tidy(text).title()})
