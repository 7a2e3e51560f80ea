"""What the page of a household says of its history."""

from dataclasses import dataclass
from datetime import datetime

from ..choices import EventKind
from ..kit import clock
from ..kit.audit import AuditEntry
from ..models import Household, HouseholdEvent, HouseholdMove
from ..queries.people import events_of, moves_of, trail_of

SENTENCES = {
    EventKind.HOUSEHOLD_ADDED: "Thêm hộ, chủ hộ là {told}",
    EventKind.MEMBER_ADDED: "{told} về hộ",
    EventKind.HEAD: "Thay chủ hộ: {told}",
    EventKind.DECEASED: "{told} qua đời",
    EventKind.MOVED_OUT: "{told} chuyển đi",
    EventKind.AWAY: "{told} vắng mặt",
    EventKind.RETURNED: "{told} trở lại",
    EventKind.MOVED: "Chuyển tổ: {told}",
    EventKind.SPLIT: "Tách hộ: {told}",
    EventKind.MEMBERS_MERGED: "Gộp nhân khẩu trùng: {told}",
    EventKind.HOUSEHOLDS_MERGED: "Gộp hộ trùng: {told}",
    EventKind.CORRECTED: "Đính chính {told}",
}
PRESENCE = {EventKind.DECEASED, EventKind.MOVED_OUT, EventKind.AWAY, EventKind.RETURNED}
FIELDS = {
    "full_name": "họ tên", "born_on": "ngày sinh", "is_birth_year_only": "ngày sinh", "gender": "giới tính",
    "relation": "quan hệ", "citizen_id": "số CCCD", "phone": "điện thoại", "code": "mã hộ", "address": "địa chỉ",
}  # fmt: skip


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened, on which day, who recorded it when; `undo` is the event that can be taken back."""

    words: str
    recorded: str
    at: datetime
    reason: str = ""
    is_undone: bool = False
    undo: int = 0


def household_history(household: Household) -> list[HistoryLine]:
    """Everything that happened to a household and its people, newest first."""
    events = events_of(household)
    last: dict[int | None, int] = {}
    for event in sorted(events, key=lambda one: one.pk):
        if event.kind in PRESENCE and not event.undone_at:
            last[event.member_id] = event.pk
    names = dict(household.members.values_list("pk", "full_name"))
    lines = [event_line(event, event.pk in last.values()) for event in events]
    lines += [move_line(move) for move in moves_of(household)]
    lines += [trail_line(entry, names) for entry in trail_of(household)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def event_line(event: HouseholdEvent, is_last: bool) -> HistoryLine:
    words = f"{SENTENCES[EventKind(event.kind)].format(told=event.told)}, ngày {event.happened_on:%d/%m/%Y}"
    recorded = f"{event.made_by or 'hệ thống'} ghi"
    if event.undone_at:
        recorded = f"{event.undone_by} đã hoàn tác"
    return HistoryLine(
        words, recorded, event.made_at, event.reason, event.undone_at is not None, event.pk if is_last else 0
    )


def move_line(move: HouseholdMove) -> HistoryLine:
    if move.part is None:
        words = f"Chuyển khỏi {move.before} theo danh sách nhập, ngày {move.moved_on:%d/%m/%Y}"
        return HistoryLine(words, "nhập từ Excel", clock.start_of(move.moved_on))
    change = move.part.change
    words = f"{change.get_kind_display()} tổ: {move.part}, ngày {change.effective_on:%d/%m/%Y}"
    return HistoryLine(words, f"{change.made_by or 'hệ thống'} ghi", change.made_at, change.decision)


def trail_line(entry: AuditEntry, names: dict[int, str]) -> HistoryLine:
    """A plain change or a look at a number, by the trail: which fields, not what they were."""
    who = names.get(int(entry.subject_id), "") if entry.subject_type == "emulation.member" else ""
    fields = dict.fromkeys(FIELDS.get(name, name) for name in entry.after.get("fields", []))
    words = f"{entry.verb.capitalize().replace('cccd', 'CCCD')} {who}".strip()
    words += f": {', '.join(fields)}" if fields else ""
    return HistoryLine(words, entry.actor, entry.at, entry.after.get("reason", ""))
