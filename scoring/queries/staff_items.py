"""The staff grid of a school: who stands in it on a day, what holds, and the figure of each item."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from emulation.choices import CampaignStatus
from emulation.kit import clock
from emulation.models import Campaign, StaffMember
from emulation.models.staff import KEEPS_STAFF

from ..models import Reading, StaffExemption, StaffItem, StaffTick
from ..rules import staff_items as rules
from .targets import plan_days


@dataclass(frozen=True)
class StaffRow:
    """One person's line on a day: an answer for each item ("." where exempt), and the version a save must know."""

    member: StaffMember
    answers: str
    version: int
    exemptions: tuple[StaffExemption | None, ...]

    @property
    def key(self) -> int:
        return self.member.pk

    @property
    def name(self) -> str:
        return self.member.full_name

    @property
    def asked(self) -> int:
        """How many items are asked of this person on the day."""
        return self.exemptions.count(None)

    @property
    def left(self) -> int:
        """How many of them nobody has asked yet."""
        pairs = zip(self.answers, self.exemptions, strict=True)
        return sum(answer == rules.UNASKED and exempt is None for answer, exempt in pairs)


@dataclass(frozen=True)
class Ledger:
    """Everything the staff grid of one campaign knows, in the order of the list; from it any day is counted anew.

    `versions` gives by person the last row written: rows are only added, so it grows with every change of the line.
    """

    campaign: Campaign
    items: Sequence[StaffItem]
    people: Sequence[StaffMember]
    ticks: Sequence[rules.Tick]
    versions: dict[int, int]
    exemptions: Sequence[StaffExemption]

    @cached_property
    def persons(self) -> list[rules.Person]:
        return [rules.Person(one.pk, one.joined_on, one.left_on) for one in self.people]

    @cached_property
    def names(self) -> dict[int, str]:
        return {one.pk: one.full_name for one in self.people}

    def answers(self, day: date) -> dict[tuple[int, int], str]:
        return rules.answers_on(self.ticks, day)

    def figures(self, day: date, items: Iterable[StaffItem] | None = None) -> dict[StaffItem, rules.Figure]:
        """How items stand on a day, all of them unless told which."""
        answers, leaves = self.answers(day), [one.as_leave() for one in self.exemptions]
        items = self.items if items is None else items
        return {item: rules.figure(item.pk, day, self.persons, answers, leaves) for item in items}

    def figure(self, item: StaffItem, day: date) -> rules.Figure:
        return self.figures(day, [item])[item]

    def rows(self, day: date) -> list[StaffRow]:
        """The people at work on a day with what holds for them."""
        answers = self.answers(day)
        here = [member for member, one in zip(self.people, self.persons, strict=True) if one.is_at_work(day)]
        return [self.row(member, day, answers, self.versions.get(member.pk, 0)) for member in here]

    def row(self, member: StaffMember, day: date, answers: dict, version: int) -> StaffRow:
        mine = [one for one in self.exemptions if one.member_id == member.pk]
        exempt = tuple(next((e for e in mine if e.as_leave().covers(item.pk, day)), None) for item in self.items)
        said = (
            rules.UNASKED if away else answers.get((member.pk, item.pk), rules.UNASKED)
            for item, away in zip(self.items, exempt, strict=True)
        )
        return StaffRow(member, "".join(said), version, exempt)


def ledgers(campaigns: Iterable[Campaign]) -> dict[int, Ledger]:
    """The ledger of each campaign by its key; five statements, whatever their number."""
    campaigns = list(campaigns)
    items, ticks, exemptions, people = (defaultdict(list) for _ in range(4))
    versions: dict[int, dict[int, int]] = defaultdict(dict)
    known = StaffItem.objects.filter(campaign__in=campaigns).select_related("target").prefetch_related("target__goals")
    for item in known.order_by("number"):
        items[item.campaign_id].append(item)
    log = StaffTick.objects.filter(item__campaign__in=campaigns).order_by("pk")
    for pk, campaign, *said in log.values_list("pk", "item__campaign", "member", "item", "since", "answer"):
        ticks[campaign].append(rules.Tick(*said))
        versions[campaign][said[0]] = pk
    for one in StaffExemption.objects.filter(campaign__in=campaigns).select_related("entered_by"):
        exemptions[one.campaign_id].append(one)
    for member in StaffMember.objects.filter(unit__in={one.ward_id for one in campaigns}).by_name():
        people[member.unit_id].append(member)
    return {
        one.pk: Ledger(one, items[one.pk], people[one.ward_id], ticks[one.pk], versions[one.pk], exemptions[one.pk])
        for one in campaigns
    }


def ledger_of(campaign: Campaign) -> Ledger:
    return ledgers([campaign])[campaign.pk]


def keeps_staff_items(campaign: Campaign) -> bool:
    """Whether the campaign's own unit has a staff list to ask."""
    return campaign.ward.kind in KEEPS_STAFF


def entry_day(campaign: Campaign) -> date:
    """The day from which what is ticked now holds: today, or the plan's last day once that is over."""
    return min(clock.today(), plan_days(campaign)[1])


@dataclass(frozen=True)
class ItemNews:
    """An item whose figure is not what its target was last told; `told` is None where nothing was ever recorded."""

    item: StaffItem
    day: date
    figure: rules.Figure
    told: Reading | None


def news_of(item: StaffItem, day: date, figure: rules.Figure, readings: Iterable[Reading]) -> ItemNews | None:
    """None where there is nothing to record: nobody was asked, or the last reading says the same."""
    told = last_told(readings)
    if not figure.is_known or (told and (told.part, told.whole) == (figure.part, figure.whole)):
        return None
    return ItemNews(item, day, figure, told)


def last_told(readings: Iterable[Reading]) -> Reading | None:
    """The latest reading that no other one corrects, approved or not."""
    return max(living(readings), key=lambda one: (one.measured_on, one.pk), default=None)


def living(readings: Iterable[Reading]) -> list[Reading]:
    """The readings of a target that no other one corrects."""
    readings = list(readings)
    corrected = {one.corrects_id for one in readings}
    return [one for one in readings if one.pk not in corrected]


def linked_items(user) -> QuerySet[StaffItem]:
    """The items this person sees whose figures some target follows, of campaigns that are not over."""
    visible = StaffItem.objects.visible_to(user).filter(target__isnull=False)
    running = visible.exclude(campaign__status=CampaignStatus.CLOSED).select_related("campaign__ward", "target")
    return running.prefetch_related("target__readings").order_by("campaign", "number")


def staff_news(items: Iterable[StaffItem]) -> list[ItemNews]:
    """The linked items among these whose figure was not recorded yet; five statements, and two for each campaign."""
    items = list(items)
    campaigns = {item.campaign_id: item.campaign for item in items}
    books = ledgers(campaigns.values()) if items else {}
    days = {key: entry_day(one) for key, one in campaigns.items()}
    found = (
        news_of(item, day, books[key].figure(item, day), item.target.readings.all())
        for item in items
        for key, day in [(item.campaign_id, days[item.campaign_id])]
    )
    return [one for one in found if one]
