"""The agenda of a meeting: nominations put on it and taken off, and who does not vote on which line."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from emulation.kit import audit

from ..choices import RecusalGround
from ..models import AgendaLine, Meeting, Recusal, Seat
from ..queries.agendas import conflicts, ready_for
from ..queries.councils import seats_on
from .councils import CouncilRefused
from .meetings import hold, touch


@transaction.atomic
def add_to_agenda(meeting: Meeting, nominations: Iterable[int], *, by) -> int:
    """Puts nominations on the agenda, in the order of the list; those that are not ready are left out. Their number.

    Done again it adds nothing.
    """
    fresh = hold(meeting)
    if not fresh.is_preparing:
        raise CouncilRefused("Phiên họp đã bắt đầu nên chương trình không thêm được. Hãy quay lại chuẩn bị trước.")
    chosen = set(nominations)
    ready = [one for one in ready_for(fresh).in_list_order().values_list("pk", flat=True) if one in chosen]
    last = fresh.lines.aggregate(last=Max("position"))["last"] or 0
    lines = [AgendaLine(meeting=fresh, nomination_id=pk, position=at) for at, pk in enumerate(ready, start=last + 1)]
    AgendaLine.objects.bulk_create(lines, batch_size=500)
    if lines:
        touch(fresh)
        audit.record("thêm vào chương trình họp", fresh, by=by, after={"lines": len(lines)})
    return len(lines)


@transaction.atomic
def drop_from_agenda(line: AgendaLine, *, by) -> None:
    """Takes a line off the agenda; during the meeting only one that is no longer fit. The others are numbered anew."""
    fresh = hold(line.meeting)
    standing = AgendaLine.objects.filter(pk=line.pk).select_related("nomination__snapshot").first()
    if standing is None:
        return
    if not fresh.is_preparing and standing.nomination.is_fit:
        raise CouncilRefused(
            "Phiên họp đã bắt đầu nên chương trình được giữ nguyên. Chỉ bỏ được dòng đã rút đề nghị, không còn được "
            "xác nhận hoặc không còn khớp kết quả."
        )
    nomination = standing.nomination_id
    standing.delete()
    number_anew(fresh)
    touch(fresh)
    audit.record("bỏ khỏi chương trình họp", fresh, by=by, after={"nomination": nomination})


def number_anew(meeting: Meeting) -> None:
    moved = []
    for at, line in enumerate(meeting.lines.all(), start=1):
        if line.position != at:
            line.position = at
            moved.append(line)
    AgendaLine.objects.bulk_update(moved, ["position"], batch_size=400)


@transaction.atomic
def answer_conflicts(meeting: Meeting, answers: Mapping[tuple[int, int], bool], *, by) -> int:
    """By line and seat whether its person does not vote there; only what the rule proposes now. How many were new."""
    fresh = hold(meeting)
    lines = list(fresh.lines.select_related("nomination__award"))
    near = conflicts(lines, seats_on(fresh.council, fresh.day))
    by_key, changed = {line.pk: line for line in lines}, 0
    for (line, seat), steps_aside in answers.items():
        if (ground := near.get(line, {}).get(seat)) is None:
            raise CouncilRefused("Danh sách cần trả lời vừa thay đổi. Hãy tải lại trang rồi trả lời.")
        changed += answer(by_key[line], seat, ground, steps_aside, by)
    if changed:
        touch(fresh)
        asides = sum(answers.values())
        audit.record("trả lời xung đột lợi ích", fresh, by=by, after={"answers": changed, "step_aside": asides})
    return changed


@transaction.atomic
def set_aside(line: AgendaLine, seat: Seat, steps_aside: bool, *, by) -> None:
    """A member who asks not to vote on a line, or takes that back. Done again it changes nothing."""
    fresh = hold(line.meeting)
    standing = AgendaLine.objects.get(pk=line.pk)
    if seat.pk not in {one.pk for one in seats_on(fresh.council, fresh.day) if one.votes}:
        raise CouncilRefused("Người này không biểu quyết trong phiên họp. Hãy chọn lại.")
    if answer(standing, seat.pk, RecusalGround.OWN_WISH, steps_aside, by):
        touch(fresh)
        audit.record("không biểu quyết theo đề nghị", fresh, by=by, after={"line": line.position, "seat": seat.pk})


def answer(line: AgendaLine, seat: int, ground: str, steps_aside: bool, by) -> bool:
    """Writes an answer; False where it is there already. Raises CouncilRefused where the line is counted."""
    before = Recusal.objects.filter(line=line, seat=seat).first()
    if before is not None and before.steps_aside == steps_aside:
        return False
    if line.is_counted:
        raise CouncilRefused(
            f"Dòng {line.position} đã ghi số phiếu. Hãy xóa số phiếu của dòng ở trang Biểu quyết, rồi trả lời."
        )
    values = {"ground": before.ground if before else ground, "steps_aside": steps_aside, "answered_by": by}
    Recusal.objects.update_or_create(line=line, seat_id=seat, defaults=values)
    return True
