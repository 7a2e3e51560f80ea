"""Votes of a meeting: totals typed by one person, secret ballots confirmed by another, ties decided by the chair."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F

from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy

from ..choices import Ballot
from ..models import AgendaLine, BallotCount, Meeting
from ..queries.meetings import LineRow, standing_of
from ..rules.voting import Ballots, State, ballot_flaws
from .councils import CouncilRefused
from .meetings import hold, touch, unconfirm

NOT_HELD = "Phiên họp chưa bắt đầu nên chưa ghi phiếu được. Hãy bấm “Bắt đầu họp” trước."


@dataclass(frozen=True)
class Typed:
    """What somebody typed of a line, over which version; None takes the totals away."""

    in_favour: int | None
    against: int | None
    written_for: int = 0
    written_against: int = 0
    version: int = 0

    @property
    def totals(self) -> tuple:
        return (self.in_favour, self.against, self.written_for, self.written_against)


class StaleVotes(CouncilRefused):
    """Somebody else has typed other totals meanwhile; nothing is written. `lines` are those, as they stand now."""

    def __init__(self, lines: list[AgendaLine]):
        super().__init__("Người khác vừa ghi số khác ở các dòng dưới đây nên chưa lưu gì. Hãy xem rồi lưu lại.")
        self.lines = lines


@transaction.atomic
def record_votes(meeting: Meeting, typed: Mapping[int, Typed], *, by) -> int:
    """By line the totals somebody typed; how many lines changed. Raises StaleVotes, CouncilRefused.

    What is typed anew takes away the chair's decision on the line, and of a secret vote the confirmation.
    """
    fresh = held(meeting)
    lines = {line.pk: line for line in fresh.lines.select_related("nomination__award").filter(pk__in=list(typed))}
    if set(typed) - set(lines):
        raise CouncilRefused("Chương trình họp vừa thay đổi. Hãy tải lại trang rồi ghi phiếu.")
    changed = [line for line in lines.values() if totals_of(line) != typed[line.pk].totals]
    if stale := [line for line in changed if line.version != typed[line.pk].version]:
        raise StaleVotes(stale)
    for line in changed:
        put(line, typed[line.pk], by)
    save(fresh, changed, by)
    return len(changed)


@transaction.atomic
def fill_votes(meeting: Meeting, award: int | None, in_favour: int, against: int, *, by) -> int:
    """The same totals for every line of an award (None: of all) that has none yet; how many. Lines on which somebody
    does not vote are left for the hand."""
    fresh = held(meeting)
    empty = [row for row in standing_of(fresh).lines if not row.line.is_counted and is_plain(row)]
    lines = [row.line for row in empty if award in (None, row.line.nomination.award_id)]
    values = {"in_favour": in_favour, "against": against, "typed_at": clock.now(), "typed_by": by}
    fresh.lines.filter(pk__in=[line.pk for line in lines]).update(**values, version=F("version") + 1)
    note(fresh, lines, by)
    return len(lines)


def is_plain(row: LineRow) -> bool:
    return not row.aside and not row.unanswered and row.is_fit


def totals_of(line: AgendaLine) -> tuple:
    return (line.in_favour, line.against, line.written_for, line.written_against)


def put(line: AgendaLine, said: Typed, by) -> None:
    line.in_favour, line.against, line.written_for, line.written_against = said.totals
    line.typed_at, line.typed_by = (None, None) if said.in_favour is None else (clock.now(), by)
    line.chair_agrees, line.chair_reason, line.decided_at, line.decided_by = None, "", None, None
    line.version += 1


WRITTEN = [
    "in_favour", "against", "written_for", "written_against", "typed_at", "typed_by", "chair_agrees", "chair_reason",
    "decided_at", "decided_by", "version",
]  # fmt: skip


def save(meeting: Meeting, lines: list[AgendaLine], by) -> None:
    if not lines:
        return
    AgendaLine.objects.bulk_update(lines, WRITTEN, batch_size=50)
    note(meeting, lines, by)


def note(meeting: Meeting, lines: list[AgendaLine], by) -> None:
    """What follows from typed totals: of a secret vote the confirmation is gone, and the trail tells how many."""
    if not lines:
        return
    if any(line.nomination.award.ballot == Ballot.SECRET for line in lines):
        unconfirm(meeting)
    touch(meeting)
    audit.record("ghi số phiếu", meeting, by=by, after={"lines": len(lines)})


@transaction.atomic
def count_ballots(meeting: Meeting, totals: Ballots, *, version: int, by) -> BallotCount:
    """Types the totals of the papers of a secret ballot; a confirmation there was is taken away.

    The same totals again change nothing. Raises CouncilRefused for totals that contradict each other.
    """
    fresh = held(meeting)
    standing = standing_of(fresh)
    before = standing.ballots
    if before and before.as_totals() == totals:
        return before
    if before and before.version != version:
        was = before.as_totals()
        raise CouncilRefused(
            f"Người khác vừa ghi: phát ra {was.given_out}, thu vào {was.returned}, hợp lệ {was.valid}, không hợp lệ "
            f"{was.invalid}. Chưa lưu số của bạn; hãy đối chiếu rồi lưu lại."
        )
    if flaws := ballot_flaws(totals, standing.room):
        raise CouncilRefused(" ".join(flaws))
    values = asdict(totals) | {"typed_by": by, "typed_at": clock.now(), "confirmed_by": None, "confirmed_at": None}
    values["version"] = before.version + 1 if before else 1
    count, _ = BallotCount.objects.update_or_create(meeting=fresh, defaults=values)
    touch(fresh)
    audit.record("ghi kiểm phiếu", fresh, by=by, after=asdict(totals))
    return count


@transaction.atomic
def confirm_count(meeting: Meeting, *, seen: int, by) -> BallotCount:
    """A second person has compared the totals with the papers; `seen` is the version of the meeting looked at.

    Done again it changes nothing. Raises CouncilRefused for whoever typed any of them, and where one is missing.
    """
    fresh = held(meeting)
    standing = standing_of(fresh)
    count, rows = standing.ballots, [row for row in standing.lines if row.rules.secret]
    if count is None:
        raise CouncilRefused("Chưa ghi số phiếu phát ra, thu vào, hợp lệ nên chưa có gì để xác nhận.")
    if count.is_confirmed:
        return count
    if by.pk in {count.typed_by_id, *(row.line.typed_by_id for row in rows)}:
        raise CouncilRefused("Người đã ghi số phiếu không tự xác nhận. Hãy nhờ người thứ hai đối chiếu rồi xác nhận.")
    if seen != fresh.version:
        raise CouncilRefused("Số liệu của phiên họp vừa thay đổi. Hãy xem lại số mới rồi xác nhận.")
    if open_rows := [row for row in rows if row.outcome is None or row.outcome.state == State.IMPOSSIBLE]:
        raise CouncilRefused(
            f"Còn {len(open_rows)} dòng bỏ phiếu kín chưa ghi đủ hoặc mâu thuẫn nên chưa xác nhận được."
        )
    count.confirmed_at, count.confirmed_by = clock.now(), by
    count.save(update_fields=["confirmed_at", "confirmed_by"])
    touch(fresh)
    audit.record("xác nhận kiểm phiếu", fresh, by=by, after=asdict(count.as_totals()))
    return count


@transaction.atomic
def decide_tie(line: AgendaLine, agrees: bool, reason: str, *, by) -> AgendaLine:
    """Records how the chair decided a tie, and why. The same again changes nothing. Raises CouncilRefused."""
    fresh = held(line.meeting)
    row = next((row for row in standing_of(fresh).lines if row.line.pk == line.pk), None)
    reason = tidy(reason)
    if row is None:
        raise CouncilRefused("Dòng này không còn trong chương trình họp. Hãy tải lại trang.")
    if (row.line.chair_agrees, row.line.chair_reason) == (agrees, reason):
        return row.line
    if row.outcome is None or not (row.outcome.state == State.TIE or row.outcome.by_chair):
        raise CouncilRefused(f"Dòng {row.line.position} không ngang phiếu nên chủ trì không quyết định.")
    if not reason:
        raise CouncilRefused("Hãy ghi lý do của chủ trì, để biên bản nói được vì sao.")
    values = {"chair_agrees": agrees, "chair_reason": reason, "decided_at": clock.now(), "decided_by": by}
    for name, value in values.items():
        setattr(row.line, name, value)
    row.line.save(update_fields=list(values))
    touch(fresh)
    audit.record("chủ trì quyết định khi ngang phiếu", fresh, by=by, after={"line": line.position, "agrees": agrees})
    return row.line


def held(meeting: Meeting) -> Meeting:
    fresh = hold(meeting)
    if not fresh.is_held:
        raise CouncilRefused(NOT_HELD)
    return fresh
