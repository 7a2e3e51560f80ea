"""Reads of the registry for its pages: whoever calls has already scoped them with `visible_to`."""

import re
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from ..choices import LookAt, Relation
from ..kit.fields import TAILS, tail_hash
from ..kit.vietnamese import fold, tidy, tone_places
from ..models import Campaign, Household, Member, Phase
from ..models.households import LEFT, eligible


def current_campaign(user) -> Campaign | None:
    """The campaign whose eligibility the registry shows: that of the open phase, else of the latest."""
    phase = Phase.objects.visible_to(user).of_wards().for_page().current_first().first()
    return phase.campaign if phase else None


def with_member_counts(households: QuerySet[Household], campaign: Campaign | None) -> QuerySet[Household]:
    """Adds `member_count` and `eligible_count`; without a campaign nobody is eligible."""
    return households.annotate(
        member_count=Count("members"),
        eligible_count=Count("members", filter=eligible(campaign, "members__") if campaign else Q(pk__in=[])),
    )


def search_households(households: QuerySet[Household], text: str) -> QuerySet[Household]:
    """Households found by code, head, address, a member's name, or the last digits of a telephone.

    Those with the typed accents come first; a telephone number is found by three or four digits, never in full.
    """
    if not fold(text):
        return households
    members = Member.objects.filter(begins(text) | rings(text))
    exact = spelled("head_name", text) | Q(pk__in=members.filter(spelled("full_name", text)).values("household"))
    found = households.filter(begins(text) | Q(pk__in=members.values("household")))
    found = found.annotate(likeness=Case(When(exact, then=0), default=1))
    return found.order_by("likeness", "unit__position", "position", "code")


def members_found(households: list[int], text: str) -> dict[int, list[str]]:
    """Names of the members, heads apart, by which these households were found; one statement for a whole page."""
    found: dict[int, list[str]] = {}
    if fold(text):
        named = begins(text) & ~Q(relation=Relation.HEAD)
        members = Member.objects.filter(named | rings(text), household__in=households)
        for household, name in members.in_paper_order().values_list("household", "full_name"):
            found.setdefault(household, []).append(name)
    return found


def begins(text: str) -> Q:
    """The condition that every typed word begins a word of the folded column `search`, whatever the accents."""
    condition = Q()
    for word in fold(text).split():
        forms = [word, f"{word[0]} {word[1:]}"] if APOSTROPHE.match(word) else [word]
        condition &= any_of(Q(search__startswith=form) | Q(search__contains=f" {form}") for form in forms)
    return condition


# K'Dung and H'Mông are folded to "k dung" and "h mong"; typed as one word they begin as no Vietnamese word does.
APOSTROPHE = re.compile("(?!ch|gh|kh|ng|nh|ph|qu|th|tr)[bcdghklmnpqrstvx][bcdghklmnpqrstvx]")
TAIL = re.compile(f"[0-9]{{{min(TAILS)},{max(TAILS)}}}")


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def rings(text: str) -> Q:
    """The condition of having a telephone number with these last three or four digits."""
    digits = text.strip()
    return Q(phone_tails__contains=tail_hash(digits)) if TAIL.fullmatch(digits) else Q(pk__in=[])


def spelled(column: str, text: str) -> Q:
    """The condition that a name holds the text with the accents it was typed with, capital or not.

    Hoà and Hòa are the same word with the same accent: both are asked for.
    """
    typed = {tidy(text), tidy(text).title()}
    return any_of(Q(**{f"{column}__contains": form}) for one in sorted(typed) for form in tone_places(one))


def look_at(households: QuerySet[Household], what: str) -> QuerySet[Household]:
    """Households without a head who lives there, or with somebody who should be back."""
    if what == LookAt.OVERDUE:
        return households.filter(Exists(Member.objects.overdue().filter(household=OuterRef("pk"))))
    living = Member.objects.exclude(presence__in=LEFT).filter(household=OuterRef("pk"))
    return households.filter(Exists(living), ~Exists(living.filter(relation=Relation.HEAD)))


def by_name_of_head(households: QuerySet[Household]) -> QuerySet[Household]:
    """Ordered by tên, họ, đệm of the head in Vietnamese order; what a search meant exactly stays before the rest."""
    heads = Member.objects.filter(household=OuterRef("pk"), relation=Relation.HEAD)
    first = [name for name in ("likeness",) if name in households.query.annotations]
    return households.order_by(*first, Coalesce(Subquery(heads.values("sort_key")[:1]), Value("")), "code")
