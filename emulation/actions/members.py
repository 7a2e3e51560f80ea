"""People of a household by hand: added, changed, made head, gone and back, numbers shown. Each leaves its trail."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from ..choices import EventKind, Presence, Relation
from ..kit import audit, clock
from ..kit.fields import fingerprint
from ..kit.vietnamese import tidy
from ..models import Household, HouseholdEvent, Member
from ..queries.people import closed_phase, stamp_of, whole_stamp
from .events import PeopleRefused, changes_in, done_before, fresh_household, fresh_member, refuse_stale, tell

GUARDED = {"full_name", "born_on", "is_birth_year_only", "gender", "relation", "citizen_id"}
EVENT_OF = {
    Presence.PRESENT: EventKind.RETURNED, Presence.AWAY: EventKind.AWAY, Presence.MOVED_OUT: EventKind.MOVED_OUT,
    Presence.DECEASED: EventKind.DECEASED,
}  # fmt: skip
NUMBERS = {"citizen_id": "xem số CCCD", "phone": "xem số điện thoại"}


@transaction.atomic
def add_member(household: Household, values: dict, *, on: date | None = None, key: UUID, by) -> Member:
    """Adds a person behind the others; the same `key` again returns the person it added. Raises PeopleRefused."""
    home = fresh_household(household)
    if done := done_before(key):
        return done.member
    refuse_tomorrow(on)
    return put_in(home, values, on=on, key=key, by=by)


def put_in(home: Household, values: dict, *, on: date | None, key: UUID, by) -> Member:
    if values["relation"] == Relation.HEAD:
        if home.members.filter(relation=Relation.HEAD).exists():
            raise PeopleRefused("Hộ này đã có chủ hộ. Hãy chọn quan hệ khác, hoặc thay chủ hộ ở trang của hộ.")
        Household.objects.filter(pk=home.pk).update(head_name=values["full_name"])
    last = home.members.aggregate(last=Max("position"))["last"] or 0
    member = Member.objects.create(household=home, position=last + 1, **hashed(values))
    tell(EventKind.MEMBER_ADDED, home, member=member, on=on, told=member.full_name, key=key, by=by)
    return member


def hashed(values: dict) -> dict:
    """The values with the hash by which a citizen id is found again."""
    number = values.get("citizen_id")
    return values if number is None else values | {"citizen_id_hash": fingerprint(number)}


@transaction.atomic
def change_member(member: Member, values: dict, *, stamp: str, by) -> Member:
    """Changes what is recorded of a person; nothing where nothing differs.

    Raises StaleRecord where somebody was faster, PeopleRefused for what only a request may change now.
    """
    person = fresh_member(member)
    changed = changes_in(person, values)
    if not changed:
        return person
    refuse_stale(stamp, stamp_of(person))
    refuse_closed(person, set(changed) & GUARDED)
    return write_values(person, changed, by=by)


def refuse_closed(person: Member, guarded: set[str]) -> None:
    phase = closed_phase(person.household.ward_id) if guarded else None
    if phase:
        raise PeopleRefused(
            f"{phase.name} đã chốt nên họ tên, ngày sinh, giới tính, quan hệ và số CCCD chỉ sửa qua đề nghị đính chính."
        )


def write_values(person: Member, changed: dict, *, by) -> Member:
    """Writes values that differ; the head's name follows to the household. Keeps the one head a household has."""
    if Relation.HEAD in (changed.get("relation"), person.relation if "relation" in changed else None):
        raise PeopleRefused("Chủ hộ được thay ở trang “Thay chủ hộ” để mỗi hộ luôn có đúng một chủ hộ.")
    for name, value in hashed(changed).items():
        setattr(person, name, value)
    person.save()
    if person.relation == Relation.HEAD and "full_name" in changed:
        rename_home(person.household, person.full_name)
    audit.record("sửa nhân khẩu", person, by=by, after={"fields": sorted(changed)})
    return person


def rename_home(home: Household, head_name: str) -> None:
    """The household follows the name of its head, with the column it is searched by."""
    home.head_name = head_name
    home.save(update_fields=["head_name", "search"])


@transaction.atomic
def appoint_head(
    household: Household, member: Member, relations: dict[int, str], *, on: date, stamp: str, key: UUID, by
) -> Household:
    """Makes a person the head; `relations` says by id what the others are to the new head.

    Who is not in it becomes "other". The same `key` again changes nothing. Raises PeopleRefused.
    """
    home = fresh_household(household)
    if done_before(key):
        return home
    refuse_stale(stamp, whole_stamp(home))
    refuse_tomorrow(on)
    people = list(home.members.in_paper_order())
    new = next((one for one in people if one.pk == member.pk), None)
    if new is None or new.has_left:
        raise PeopleRefused("Chủ hộ mới phải là người đang thuộc hộ này.")
    old = next((one for one in people if one.relation == Relation.HEAD), None)
    if old and old.pk == new.pk:
        return home
    seat_head(home, new, relations, people)
    told = f"{old.full_name if old else '(chưa có)'} → {new.full_name}"
    tell(EventKind.HEAD, home, member=new, on=on, told=told, key=key, by=by)
    return home


def seat_head(home: Household, new: Member, relations: dict[int, str], people: list[Member]) -> None:
    """Others first: a household has one head at every moment."""
    for one in people:
        if one.pk != new.pk:
            relation = relations.get(one.pk, Relation.OTHER)
            if relation == Relation.HEAD:
                raise PeopleRefused("Mỗi hộ chỉ có một chủ hộ. Hãy chọn quan hệ khác cho những người còn lại.")
            Member.objects.filter(pk=one.pk).update(relation=relation)
    Member.objects.filter(pk=new.pk).update(relation=Relation.HEAD)
    rename_home(home, new.full_name)


# Gone and back


@transaction.atomic
def record_presence(
    member: Member, presence: str, *, on: date, until: date | None = None, reason: str = "", stamp: str, key: UUID, by
) -> Member:  # fmt: skip
    """Records that a person died, moved out, is away or is back, from a day on; the history is kept.

    The same `key` again changes nothing. Raises StaleRecord or PeopleRefused.
    """
    person = fresh_member(member)
    if done_before(key):
        return person
    refuse_stale(stamp, stamp_of(person))
    refuse_wrong_days(person, presence, on, until)
    before = {name: getattr(person, name) for name in ("presence", "presence_from", "presence_until")}
    back = presence == Presence.PRESENT
    person.presence, person.presence_from = presence, None if back else on
    person.presence_until = until if presence == Presence.AWAY else None
    person.save()
    tell(
        EVENT_OF[presence], person.household, member=person, on=on, reason=reason, told=person.full_name, kept=before,
        key=key, by=by,
    )  # fmt: skip
    return person


def refuse_wrong_days(person: Member, presence: str, on: date, until: date | None) -> None:
    refuse_tomorrow(on)
    if on < person.born_on:
        raise PeopleRefused("Ngày này trước ngày sinh. Hãy xem lại ngày.")
    if person.presence == Presence.DECEASED and presence != Presence.DECEASED:
        raise PeopleRefused("Người này đang được ghi là đã mất. Nếu ghi nhầm, hãy hoàn tác ở lịch sử của hộ.")
    if presence == Presence.PRESENT and person.presence == Presence.PRESENT:
        raise PeopleRefused("Người này đang có mặt, không cần ghi gì.")
    if presence == Presence.PRESENT and person.presence_from and on < person.presence_from:
        raise PeopleRefused("Ngày về trước ngày đi. Hãy xem lại ngày.")
    if until and until < on:
        raise PeopleRefused("Ngày dự kiến về trước ngày đi. Hãy xem lại hai ngày.")


def refuse_tomorrow(on: date | None) -> None:
    if on and on > clock.today():
        raise PeopleRefused("Ngày này chưa đến. Hãy ghi khi việc đã xảy ra.")


@transaction.atomic
def undo_presence(event: HouseholdEvent, *, by) -> HouseholdEvent:
    """Takes back a recorded departure or return: the person stands as before; undoing twice changes nothing.

    Only the latest one of a person can be taken back. Raises PeopleRefused.
    """
    person = fresh_member(event.member)
    event.refresh_from_db()
    if event.undone_at:
        return event
    mine = HouseholdEvent.objects.in_force().filter(member=person, kind__in=EVENT_OF.values())
    if event.kind not in EVENT_OF.values() or mine.order_by("-pk").first() != event:
        raise PeopleRefused("Chỉ hoàn tác được lần ghi mới nhất về tình trạng của một người. Hãy tải lại trang.")
    before = event.kept_values
    person.presence = before["presence"]
    person.presence_from, person.presence_until = map(as_date, (before["presence_from"], before["presence_until"]))
    person.save()
    HouseholdEvent.objects.filter(pk=event.pk).update(undone_at=clock.now(), undone_by=by)
    audit.record("hoàn tác biến động", person.household, by=by, after={"member": person.pk, "kind": event.kind})
    event.refresh_from_db()
    return event


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != "None" else None


@transaction.atomic
def reveal_number(member: Member, which: str, *, reason: str, by) -> str:
    """A personal number in full, once, for a reason that stands in the trail. Raises PeopleRefused."""
    reason = tidy(reason)
    if which not in NUMBERS:
        raise PeopleRefused("Hãy chọn số CCCD hoặc số điện thoại.")
    if len(reason) < 5:
        raise PeopleRefused("Hãy ghi rõ lý do xem số, ví dụ “đối chiếu với phiếu giấy”.")
    audit.record(NUMBERS[which], member, by=by, after={"household": member.household.code, "reason": reason})
    return getattr(Member.objects.get(pk=member.pk), which)
