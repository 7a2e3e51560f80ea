"""Writing the staff grid: rows are only added, each holds from its day on; and the reading counted from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from emulation.choices import CampaignStatus
from emulation.kit import audit, clock
from emulation.models import Campaign

from ..models import Reading, StaffItem, StaffTick
from ..queries.staff_items import Ledger, StaffRow, ledger_of
from ..queries.targets import plan_days
from ..rules import staff_items as rules
from ..rules.targets import flaw_of_day
from .sheets import Entry, ScoreConflict, SheetRefused
from .targets import ReadingRefused, keep_reading

SOURCE = "Bảng theo dõi CB-GV-NV"
CLOSED = "Phong trào đã kết thúc nên bảng chỉ để xem."


@dataclass(frozen=True)
class StandingLine:
    """What the portal has of a person's line, for whoever wants to write another one; by nobody where exempt alone."""

    answers: str
    version: int
    entered_by: object | None
    entered_at: datetime | None


def hold_campaign(campaign: Campaign) -> Campaign:
    """The campaign as it is now; its staff grid is written by one after the other."""
    return Campaign.objects.select_for_update(of=["self"], no_key=True).select_related("ward").get(pk=campaign.pk)


@transaction.atomic
def record_ticks(
    campaign: Campaign, columns: Sequence[int], entries: Iterable[Entry], *, on: date, by
) -> list[StaffTick]:
    """Saves lines of the grid, all or none, as what holds from a day on; `columns` are the items of the screen.

    What stands already is left alone, so a repeated save is harmless. Raises SheetRefused or ScoreConflict.
    """
    book = ledger_of(hold_campaign(campaign))
    items = items_of(book, columns)
    check_open_day(book.campaign, on)
    rows = {row.key: row for row in book.rows(on)}
    added = [tick for entry in entries for tick in ticks_of(entry, rows, book, items, on, by)]
    added = StaffTick.objects.bulk_create(added)
    if added:
        people = list(dict.fromkeys(one.member_id for one in added))
        audit.record("ghi bảng CB-GV-NV", campaign, by=by, after={"people": people, "on": f"{on:%Y-%m-%d}"})
    return added


def items_of(book: Ledger, columns: Sequence[int]) -> list[int]:
    """Where each column stands among the items of today; refuses columns that are none."""
    places = {item.pk: place for place, item in enumerate(book.items)}
    if not columns or len(set(columns)) != len(columns) or not set(columns) <= set(places):
        raise SheetRefused("Các mục của bảng vừa được sửa. Hãy tải lại trang rồi nhập lại.")
    return [places[key] for key in columns]


def check_open_day(campaign: Campaign, on: date) -> None:
    """Raises SheetRefused where the campaign is over, or for a day that is to come or not in the plan."""
    if campaign.status == CampaignStatus.CLOSED:
        raise SheetRefused(CLOSED)
    if flaw := flaw_of_day(on, *plan_days(campaign), clock.today()):
        raise SheetRefused(flaw.replace("Ngày đo", "Ngày"))


def ticks_of(entry: Entry, rows: dict[int, StaffRow], book: Ledger, items: list[int], on: date, by) -> list[StaffTick]:
    """The rows to add for one line; nothing where it stands so already."""
    if flaw := rules.flaw_of_answers(entry.answers, len(items)):
        raise SheetRefused(f"{flaw} Hãy tải lại trang rồi nhập lại.")
    row = rows.get(entry.member)
    if row is None:
        raise SheetRefused(
            f"Bảng có dòng của người không làm việc tại đơn vị ngày {on:%d/%m/%Y}. Hãy tải lại trang rồi nhập lại."
        )
    differing = [(place, said) for place, said in zip(items, entry.answers, strict=True) if said != row.answers[place]]
    is_exempt = any(row.exemptions[place] for place, _ in differing)
    if differing and (is_exempt or entry.version != row.version):
        raise ScoreConflict(entry, standing_line(row, items))
    return [
        StaffTick(item=book.items[place], member=row.member, since=on, answer=said, entered_by=by)
        for place, said in differing
    ]


def standing_line(row: StaffRow, items: list[int]) -> StandingLine:
    last = StaffTick.objects.select_related("entered_by").filter(pk=row.version).first()
    answers = "".join(row.answers[place] for place in items)
    return StandingLine(answers, row.version, last and last.entered_by, last and last.entered_at)


@transaction.atomic
def record_counted_reading(item: StaffItem, values: dict, *, on: date, key: UUID, by) -> Reading:
    """Records how a linked item stands on a day as its target's reading, which waits for approval like any other.

    `values` are confidence and comment: part and whole are counted here. A day that has another reading gets a
    correction of it; one that says the same already is given back, unless it was sent back. Raises ReadingRefused.
    """
    book = ledger_of(hold_campaign(item.campaign))
    linked = next((one for one in book.items if one.pk == item.pk and one.target_id), None)
    if linked is None:
        raise ReadingRefused("Mục này không còn gắn với chỉ tiêu nào. Hãy tải lại trang.")
    figure = book.figure(linked, on)
    if not figure.is_known:
        raise ReadingRefused(f"Ngày {on:%d/%m/%Y} chưa hỏi ai ở mục “{linked.label}” nên chưa có số liệu để ghi.")
    said = {"part": figure.part, "whole": figure.whole, "measured_on": on, "source": SOURCE, "is_counted": True}
    standing = Reading.objects.filter(target=linked.target, measured_on=on, correction=None).first()
    if (
        standing
        and not standing.is_returned
        and (standing.part, standing.whole, standing.is_counted) == (figure.part, figure.whole, True)
    ):
        return standing
    return keep_reading(linked.target, values | said, standing, [], key=key, by=by)
