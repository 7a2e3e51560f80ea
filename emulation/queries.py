"""Reads of the registry for its pages: whoever calls has already scoped them with `visible_to`."""

from collections.abc import Iterator

from django.db.models import Case, Count, Q, QuerySet, When

from .choices import Relation
from .kit.vietnamese import fold, tidy
from .models import Campaign, Household, Member, Phase, Unit
from .models.households import eligible
from .models.units import within

ExportedPerson = tuple  # the columns below, in this order
EXPORTED = (
    "household__unit__label", "household__unit__name", "household__code", "household__address", "full_name",
    "relation", "born_on", "is_birth_year_only", "gender", "presence",
)  # fmt: skip
NUMBERS = ("citizen_id", "phone")


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


# Exports


def people_to_export(households: QuerySet[Household], *, with_numbers: bool = False) -> Iterator[ExportedPerson]:
    """Everybody in the households, in walking and paper order, read in portions; numbers only if asked for."""
    people = Member.objects.filter(household__in=households.order_by().values("pk"))
    order = ["household__unit__position", "household__unit", "household__position", "household__code", "position", "pk"]
    return people.order_by(*order).values_list(*EXPORTED, *(NUMBERS if with_numbers else ())).iterator(chunk_size=2000)


def households_kept_by(user, kinds) -> QuerySet[Household]:
    """Households of the units at which this person holds one of these roles."""
    codes = [code for kind, code in user.held_roles if kind in kinds]
    return Household.objects.filter(unit__in=Unit.objects.filter(within(codes)))


def export_counts(households: QuerySet[Household]) -> tuple[int, int]:
    """How many households, and how many people in them, an export would hold."""
    homes = households.order_by()
    return homes.count(), Member.objects.filter(household__in=homes.values("pk")).count()
