"""What this floor offers on the page of a household: its sheets, splitting, merging, people who stand twice."""

from django.urls import reverse

from emulation.kit.offers import Offer, offers_on
from emulation.models import Household, Member, Phase
from emulation.queries.people import suspected_pairs

from .permissions import can_merge_households, can_split_household, can_view_sheet
from .queries.results import set_up


@offers_on("household")
def household_offers(user, household: Household) -> list[Offer]:
    return [*sheet_offers(user, household), *deed_offers(user, household), *twin_offers(user, household)]


def sheet_offers(user, household: Household) -> list[Offer]:
    if not can_view_sheet(user, household):
        return []
    phases = set_up(Phase.objects.visible_to(user)).filter(campaign__ward=household.ward_id).for_page().current_first()
    return [Offer("sheets", f"Phiếu {phase.name}", sheet_url(phase, household)) for phase in phases]


def sheet_url(phase: Phase, household: Household) -> str:
    return reverse("scoring:sheet", args=[phase.campaign.code, phase.number, household.pk])


def deed_offers(user, household: Household) -> list[Offer]:
    deeds = [
        ("Tách hộ", "scoring:household_split", can_split_household),
        ("Gộp với hộ trùng", "scoring:household_merge", can_merge_households),
    ]
    allowed = [(label, name) for label, name, may in deeds if may(user, household)]
    return [Offer("deeds", label, reverse(name, args=[household.pk])) for label, name in allowed]


def twin_offers(user, household: Household) -> list[Offer]:
    """People of the household who could be the same as somebody else, for those who may merge them."""
    if not can_merge_households(user, household):
        return []
    return [
        Offer("twins", "So sánh và gộp", merge_url(one, other), twin_words(one, other))
        for one, other in suspected_pairs(household, Member.objects.visible_to(user))
    ]


def merge_url(one: Member, other: Member) -> str:
    return reverse("scoring:member_merge", args=[one.pk, other.pk])


def twin_words(one: Member, other: Member) -> str:
    where = "đứng hai lần trong hộ này" if one.household_id == other.household_id else f"có ở hộ {other.household.code}"
    return f"{one.full_name}, {one.birth_text}, có thể {where}."
