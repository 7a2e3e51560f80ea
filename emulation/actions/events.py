"""What all writes about households share: the ward's lock, the refusal of stale forms, the event with its trail."""

import json
from datetime import date
from uuid import UUID, uuid4

from ..choices import EventKind
from ..kit import audit, clock
from ..kit.vietnamese import tidy
from ..models import Household, HouseholdEvent, Member, Unit

STALE = "Người khác vừa sửa trong lúc bạn mở trang này nên chưa ghi gì. Hãy xem giá trị mới rồi ghi lại nếu vẫn cần."


class PeopleRefused(ValueError):
    """A change of a household or its people that cannot be; the message is a Vietnamese sentence."""


class StaleRecord(PeopleRefused):
    """Somebody has changed the record since the form was opened; nothing is written."""

    def __init__(self):
        super().__init__(STALE)


def hold(ward_id: int) -> None:
    """Writes about the people of one ward, its lists and its units go one after the other."""
    Unit.objects.select_for_update(no_key=True).get(pk=ward_id)


def fresh_household(household: Household) -> Household:
    """The household as it is now, under the ward's lock; refused where it has been merged away."""
    hold(household.ward_id)
    found = Household.objects.select_related("unit", "ward").filter(pk=household.pk).first()
    if found is None:
        raise PeopleRefused("Hộ này vừa được gộp vào hộ khác. Hãy tìm lại trong danh sách hộ.")
    return found


def fresh_member(member: Member) -> Member:
    """The person as he or she is now, under the ward's lock; refused where merged away."""
    hold(member.household.ward_id)
    found = Member.objects.select_related("household__unit", "household__ward").filter(pk=member.pk).first()
    if found is None:
        raise PeopleRefused("Người này vừa được gộp với một người trùng. Hãy mở lại trang của hộ.")
    return found


def refuse_stale(seen: str, standing: str) -> None:
    if seen != standing:
        raise StaleRecord


def done_before(key: UUID | None) -> HouseholdEvent | None:
    """The event this very form has made already, when it comes a second time."""
    return HouseholdEvent.objects.select_related("household", "member").filter(key=key).first() if key else None


def tell(
    kind: EventKind, household: Household, *, by, key: UUID | None = None, member: Member | None = None,
    on: date | None = None, reason: str = "", told: str = "", kept: dict | None = None, facts: dict | None = None,
) -> HouseholdEvent:  # fmt: skip
    """Records what happened: names and values sealed in the event, ids and codes in the trail."""
    event = HouseholdEvent.objects.create(
        kind=kind, household=household, member=member, happened_on=on or clock.today(), reason=tidy(reason), told=told,
        kept=json.dumps(kept, ensure_ascii=False, default=str) if kept else "", made_by=by, key=key or uuid4(),
    )  # fmt: skip
    about = {"household": household.code} | ({"member": member.pk} if member else {})
    audit.record(EventKind(kind).label.lower(), household, by=by, after=about | (facts or {}))
    return event


def changes_in(record, values: dict) -> dict:
    """The values that differ from what the record holds."""
    return {name: value for name, value in values.items() if getattr(record, name) != value}
