"""A posting step by step: drawn up, posted, taken down or cancelled, closed with its record; each step once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from emulation.actions import PeopleRefused, StaleRecord
from emulation.choices import UnitKind
from emulation.kit import audit, clock, transitions
from emulation.kit.vietnamese import tidy
from emulation.models import Phase, Unit

from ..choices import PostingStatus, PostingVerb
from ..models import Award, Nomination, Posting, PostingLine
from ..queries.posted_records import closing_record_of, notice_of
from ..queries.postings import (
    latest_posting,
    lines_of,
    open_objections,
    passed_on,
    private_homes,
    ready_to_post,
    unfit_lines,
)
from ..rules import postings as rules
from ..rules.dossiers import some
from ..rules.names import in_sentence

BATCH = 500
BEATEN = "Người khác vừa chuyển niêm yết sang bước khác nên chưa ghi gì. Hãy xem trạng thái mới rồi làm tiếp."
NOTHING = "Chưa có đề nghị nào của hình thức này niêm yết được: đề nghị phải qua Hội đồng, hoặc hồ sơ đủ điều kiện."
OBJECTED = "Đã có ý kiến về danh sách này nên không hoãn được. Hãy trả lời hết rồi kết thúc, hoặc hủy và ghi lý do."
PASSED_LATER = (
    "Danh sách có trường hợp mới được thông qua ngày {:%d/%m/%Y} nên không thể niêm yết từ trước ngày ấy. Hãy sửa ngày "
    "bắt đầu niêm yết."
)
FROZEN = ("subject_kind", "salutation", "printed_name", "printed_place")  # as papers and the public page show it


class PostingRefused(PeopleRefused):
    """What cannot be done with a posting; the message is a Vietnamese sentence that says why and what to do."""


@dataclass(frozen=True)
class DrawnUp:
    """What one press has done."""

    posting: Posting
    added: int
    dropped: int


@transaction.atomic
def draw_up_posting(phase: Phase, award: Award, *, by) -> DrawnUp:
    """Takes what may be posted now into the draft of the award, made where there is none, and out what no longer may.

    Again it changes nothing. Raises PostingRefused where there is nothing to post.
    """
    Award.objects.select_for_update(no_key=True).get(pk=award.pk)  # of two presses one makes the draft
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)
    draft = Posting.objects.filter(phase=phase, award=award, status=PostingStatus.DRAFT).first()
    ready = list(ready_to_post(phase, award))
    if draft is None:
        if not ready:
            raise PostingRefused(NOTHING)
        draft = Posting.objects.create(**first_values(phase, award), made_by=by)
    draft = hold(draft)
    dropped = release(unfit_lines(draft), at=clock.now(), by=by)
    add(draft, ready)
    put_in_order(draft)
    done = DrawnUp(draft, len(ready), dropped)
    if ready or dropped:
        touch(draft)
        after = {"number": draft.number, "award": award.number, "added": done.added, "dropped": dropped}
        audit.record("lập danh sách niêm yết", draft, by=by, after=after)
    return done


def first_values(phase: Phase, award: Award) -> dict:
    """What a new draft says until somebody changes it: from today, where the last one hung."""
    unit, today = phase.campaign.ward, clock.today()
    last = latest_posting(unit)
    number = Posting.objects.filter(phase=phase).aggregate(last=Max("number"))["last"] or 0
    return {
        "phase": phase,
        "award": award,
        "number": number + 1,
        "starts_on": today,
        "days": award.posting_days,
        "ends_on": rules.last_day(today, award.posting_days),
        "places": last.places if last else f"Trụ sở {office_of(phase.campaign.ward)}",
        "contact": last.contact if last else f"Thường trực Thi đua - Khen thưởng {in_sentence(unit.name)}",
    }


def office_of(unit: Unit) -> str:
    name = in_sentence(unit.name)
    return f"Ủy ban nhân dân {name}" if unit.kind == UnitKind.WARD else name


def add(posting: Posting, ready: list[Nomination]) -> None:
    """New lines behind those there are; in a new list they are in order already."""
    first = PostingLine.objects.of(posting).count() + 1
    PostingLine.objects.bulk_create(
        [
            PostingLine(
                posting=posting, nomination=one, position=place, **{name: getattr(one, name) for name in FROZEN}
            )
            for place, one in enumerate(ready, start=first)
        ],
        BATCH,
    )


def release(lines, *, at: datetime, by) -> int:
    """Lets lines go; their nominations may be posted again."""
    keys = list(lines.values_list("pk", flat=True))
    return PostingLine.objects.filter(pk__in=keys).update(released_at=at, released_by=by)


def put_in_order(posting: Posting) -> None:
    """Names as the nominations have them now, in the order of every list; who does not agree to be made public."""
    order = ("nomination__subject_kind", "nomination__position", "nomination__pk")
    private, changed = private_homes(posting), []
    for position, line in enumerate(lines_of(posting).order_by(*order), start=1):
        one = line.nomination
        now = {"position": position, "is_private": one.household in private}
        now |= {name: getattr(one, name) for name in FROZEN}
        if any(getattr(line, name) != value for name, value in now.items()):
            for name, value in now.items():
                setattr(line, name, value)
            changed.append(line)
    PostingLine.objects.bulk_update(changed, ["position", "is_private", *FROZEN], BATCH)


@transaction.atomic
def change_posting(posting: Posting, values: dict, *, seen: int, by) -> Posting:
    """Changes starts_on, days, places, contact of a draft. Raises StaleRecord, PostingRefused."""
    fresh = hold(posting)
    values = values | {"ends_on": rules.last_day(values["starts_on"], values["days"])}
    changed = sorted(name for name, value in values.items() if getattr(fresh, name) != value)
    if not changed:
        return fresh
    if not fresh.is_draft:
        raise PostingRefused(rules.STANDS[PostingStatus(fresh.status)])
    refuse_stale(fresh, seen)
    refuse_early(fresh, values["starts_on"])
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(values))
    touch(fresh)
    audit.record("sửa niêm yết", fresh, by=by, after={"changed": changed})
    return fresh


@transaction.atomic
def record_notice_number(posting: Posting, number: str, dated_on: date | None, *, seen: int, by) -> Posting:
    """Number and date of the notice as văn thư gave them; both empty take them away. Raises StaleRecord."""
    fresh, number = hold(posting), tidy(number)
    if fresh.is_cancelled:
        raise PostingRefused(rules.STANDS[PostingStatus.CANCELLED])
    if (fresh.letter_number, fresh.letter_on) == (number, dated_on):
        return fresh
    refuse_stale(fresh, seen)
    fresh.letter_number, fresh.letter_on = number, dated_on
    fresh.save(update_fields=["letter_number", "letter_on"])
    touch(fresh)
    audit.record("ghi số thông báo niêm yết", fresh, by=by, after={"number": fresh.number, "has_letter": bool(number)})
    return fresh


@transaction.atomic
def post_list(posting: Posting, *, seen: int, by) -> Posting:
    """Records that the list hangs: its lines and all its notice says are frozen. Done again it changes nothing."""
    fresh = hold(posting)
    if fresh.is_posted:
        return fresh
    refuse_step(fresh, PostingVerb.POST)
    refuse_stale(fresh, seen)
    refuse_early(fresh, fresh.starts_on)
    if unfit := list(unfit_lines(fresh)):
        names = some([line.full_name for line in unfit])
        raise PostingRefused(f"Có dòng không còn niêm yết được: {names}. Hãy bấm “Lấy lại danh sách” rồi xem lại.")
    put_in_order(fresh)
    if not lines_of(fresh).exists():
        raise PostingRefused(NOTHING)
    if (last := passed_on(fresh)) and fresh.starts_on < last:
        raise PostingRefused(PASSED_LATER.format(last))
    return step(fresh, PostingVerb.POST, by, posted_at=clock.now(), posted_by=by, notice=notice_of(fresh))


@transaction.atomic
def take_down(posting: Posting, *, by) -> Posting:
    """Back to the draft, to hang later or elsewhere; refused once somebody has objected."""
    fresh = hold(posting)
    if fresh.is_draft:
        return fresh
    refuse_step(fresh, PostingVerb.TAKE_DOWN)
    if fresh.objections.exists():
        raise PostingRefused(OBJECTED)
    others = Posting.objects.filter(phase=fresh.phase, award=fresh.award, status=PostingStatus.DRAFT)
    if other := others.first():
        raise PostingRefused(f"{other} của cùng hình thức còn là bản nháp. Hãy niêm yết hoặc hủy bản ấy trước.")
    return step(fresh, PostingVerb.TAKE_DOWN, by, posted_at=None, posted_by=None, notice={})


@transaction.atomic
def cancel_posting(posting: Posting, reason: str, *, by) -> Posting:
    """It does not count; its nominations may be posted anew, what was objected has to be answered all the same."""
    fresh, reason = hold(posting), tidy(reason)
    if fresh.is_cancelled:
        return fresh
    refuse_step(fresh, PostingVerb.CANCEL)
    if not reason:
        raise PostingRefused("Hãy ghi lý do hủy niêm yết.")
    values = {"cancelled_at": clock.now(), "cancelled_by": by, "cancel_reason": reason}
    release(lines_of(fresh), at=values["cancelled_at"], by=by)
    return step(fresh, PostingVerb.CANCEL, by, **values)


@transaction.atomic
def close_posting(posting: Posting, said: dict, *, by) -> Posting:
    """Closes with a record: held_at, place, chair, secretary, present. Done again it changes nothing.

    Refused until the last day is over, every objection answered and every upheld one followed.
    """
    fresh = hold(posting)
    if fresh.is_closed:
        return fresh
    refuse_step(fresh, PostingVerb.CLOSE)
    if lacks := rules.closing_lacks(fresh.ends_on, clock.today(), open_objections(fresh.objections.all())):
        raise PostingRefused(f"Chưa kết thúc niêm yết được. {' '.join(lacks)}")
    if not fresh.ends_on < clock.local(said["held_at"]).date() or said["held_at"] > clock.now():
        raise PostingRefused(f"Biên bản lập sau ngày {fresh.ends_on:%d/%m/%Y} và không muộn hơn lúc này. Hãy xem lại.")
    values = {"closed_at": clock.now(), "closed_by": by, "minutes": closing_record_of(fresh, said)}
    return step(fresh, PostingVerb.CLOSE, by, **values)


def hold(posting: Posting) -> Posting:
    """The posting as it is now, and nobody else writes to it or to its objections meanwhile."""
    Posting.objects.select_for_update(no_key=True).get(pk=posting.pk)
    return Posting.objects.for_page().get(pk=posting.pk)


def touch(posting: Posting) -> None:
    posting.version += 1
    posting.save(update_fields=["version"])


def refuse_stale(posting: Posting, seen: int) -> None:
    if seen != posting.version:
        raise StaleRecord


def refuse_early(posting: Posting, starts_on: date) -> None:
    made = clock.local(posting.made_at).date()
    if starts_on < made:
        raise PostingRefused(f"Danh sách lập ngày {made:%d/%m/%Y} nên chưa thể niêm yết trước ngày ấy.")


def refuse_step(posting: Posting, verb: PostingVerb) -> None:
    try:
        rules.moved(posting.status, verb)
    except rules.MoveRefused as refusal:
        raise PostingRefused(str(refusal)) from refusal


def step(posting: Posting, verb: PostingVerb, by, **values) -> Posting:
    """Takes a step and records it."""
    before = posting.status
    if not transitions.move(posting, before, rules.moved(before, verb), version=posting.version + 1, **values):
        raise PostingRefused(BEATEN)
    after = {"number": posting.number, "status": posting.status}
    audit.record(f"niêm yết: {verb.label.lower()}", posting, by=by, before={"status": before}, after=after)
    return posting
