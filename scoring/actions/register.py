"""Sổ phiếu: marking sheets as handed out, collected, confirmed; many at once, on the true day, and taken back."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.audit import AuditEntry
from emulation.models import Household, Phase, Unit

from .. import rules
from ..choices import SecondState, SheetMark, SheetStatus
from ..models import PaperSheet, ScoreSheet
from ..queries.second_entries import second_sheets
from ..queries.sheets import needs_sheet
from .paper_sheets import issue_sheets

VERB = "ghi sổ phiếu"
UNDO = "hoàn tác ghi sổ phiếu"
TAKEN_BACK = {SheetMark.UNDO_HAND_OUT, SheetMark.UNDO_COLLECT, SheetMark.UNDO_CONFIRM}
NOT_ENTERED = rules.SheetEntry()
FIELDS = ("handed_out_on", "handed_out_by", "collected_on", "collected_by", "confirmed_at", "confirmed_by")
COLUMNS = ("handed_out_on", "handed_out_by_id", "collected_on", "collected_by_id", "confirmed_at", "confirmed_by_id")
BATCH = 200


class MarkingRefused(ValueError):
    """An act that cannot be done at all; the message is a Vietnamese sentence that says how to go on."""


@dataclass
class MarkReport:
    """What an act did: lines changed, lines that stood so already, and how many were left out for which reason."""

    changed: int = 0
    same: int = 0
    skipped: Counter = field(default_factory=Counter)
    entry: AuditEntry | None = None  # what `undo_marks` takes back


@transaction.atomic
def mark_sheets(phase: Phase, unit: Unit, act: str, *, homes: QuerySet[Household] | None, day: date, by) -> MarkReport:
    """Marks the sheets of some households of a neighbourhood, or of all (`homes` None) on which nothing is marked yet.

    A household without a sheet gets its line in the register. The day is that of the event, not of the keying: of
    ticked households it may be put right, of a whole neighbourhood nothing that stands is changed. Raises
    MarkingRefused.
    """
    check_open(phase, day)
    wanted = Household.objects.filter(needs_sheet(phase), unit=unit)
    wanted = wanted if homes is None else wanted.filter(pk__in=homes)
    if act not in TAKEN_BACK:
        issue_sheets(phase, wanted, batch=uuid4())
    report, before, changed = MarkReport(), {}, []
    entries, now = entries_of(phase, unit, act, by), clock.now()
    for paper in held_sheets(phase, wanted):
        marks, entry = marks_of(paper), entries.get(paper.household_id, NOT_ENTERED)
        try:
            found = marks if homes is None and stands(marks, act) else rules.marked(marks, act, day, entry, now)
        except rules.MarkRefused as reason:
            report.skipped[str(reason)] += 1
            continue
        if found != marks:
            before[paper.pk] = values_of(paper)
            changed.append(put(paper, marks, found, by))
        else:
            report.same += 1
    PaperSheet.objects.bulk_update(changed, FIELDS, batch_size=BATCH)
    report.changed = len(changed)
    if changed:
        facts = {"phase": phase.code, "act": act, "sheets": {paper.pk: values_of(paper) for paper in changed}}
        report.entry = audit.record(VERB, unit, by=by, before={"sheets": before}, after=facts)
    return report


def check_open(phase: Phase, day: date) -> None:
    """Raises MarkingRefused for a phase that is closed, by the database, and for a day that has not come yet.

    A phase need not be open: sheets are handed out before it.
    """
    if Phase.objects.filter(pk=phase.pk, status=PhaseStatus.CLOSED).exists():
        raise MarkingRefused(f"{phase.name} đã chốt nên sổ phiếu không đổi được nữa.")
    if day > clock.today():
        raise MarkingRefused(f"Ngày {day:%d/%m/%Y} chưa đến. Hãy ghi ngày đã phát hoặc thu thật, hoặc hôm nay.")


def confirm_sheet(household: Household, phase: Phase, *, by) -> None:
    """Marks a sheet confirmed because two people have keyed it alike, or a third one has settled it."""
    home = Household.objects.filter(pk=household.pk)
    issue_sheets(phase, home, batch=uuid4())
    for paper in held_sheets(phase, home):
        before = {paper.pk: values_of(paper)}
        paper.confirmed_at, paper.confirmed_by = clock.now(), by
        paper.save(update_fields=["confirmed_at", "confirmed_by"])
        facts = {"phase": phase.code, "act": SheetMark.CONFIRM, "sheets": {paper.pk: values_of(paper)}}
        audit.record(VERB, household.unit, by=by, before={"sheets": before}, after=facts)


def held_sheets(phase: Phase, homes: QuerySet[Household]) -> list[PaperSheet]:
    """The sheets of households, which nobody else marks until we are done."""
    sheets = PaperSheet.objects.select_for_update(no_key=True).in_use()
    return list(sheets.filter(phase=phase, household__in=homes).order_by("pk"))


def entries_of(phase: Phase, unit: Unit, act: str, by) -> dict[int, rules.SheetEntry]:
    """The households of a neighbourhood whose scores are complete, by whom, and which of them are keyed twice first."""
    done = ScoreSheet.objects.filter(phase=phase, household__unit=unit, status=SheetStatus.COMPLETE)
    rows = done.values_list("household", "completed_at", "completed_by")
    second = second_sheets(phase, Household.objects.filter(unit=unit)) if act == SheetMark.CONFIRM else []
    waiting = {one.household.pk for one in second if one.state != SecondState.CONFIRMED}
    return {home: rules.SheetEntry(when, who == by.pk, home in waiting) for home, when, who in rows}


def marks_of(paper: PaperSheet) -> rules.Marks:
    return rules.Marks(paper.handed_out_on, paper.collected_on, paper.confirmed_at)


def stands(marks: rules.Marks, act: str) -> bool:
    """Whether an act on the whole neighbourhood leaves this line alone."""
    return {
        SheetMark.HAND_OUT: bool(marks.handed_out_on),
        SheetMark.COLLECT: bool(marks.collected_on),
    }.get(act, False)


def put(paper: PaperSheet, before: rules.Marks, after: rules.Marks, by) -> PaperSheet:
    """Puts the marks that changed on the sheet, each with whoever made the change; saving is the caller's."""
    for name, person in zip(FIELDS[::2], FIELDS[1::2], strict=True):
        if getattr(before, name) != getattr(after, name):
            setattr(paper, name, getattr(after, name))
            setattr(paper, person, by if getattr(after, name) else None)
    return paper


def values_of(paper: PaperSheet) -> list:
    """The columns of the register as the trail keeps them: days, moments and the keys of people."""
    values = (getattr(paper, name) for name in COLUMNS)
    return [value.isoformat() if isinstance(value, (date, datetime)) else value for value in values]


@transaction.atomic
def undo_marks(entry: AuditEntry, phase: Phase, *, by) -> int:
    """Puts back what an act of one's own had changed, where nobody has changed it since; returns how many lines."""
    if entry.verb != VERB or entry.actor_id != by.pk or entry.after["phase"] != phase.code:
        raise MarkingRefused("Lần ghi này không hoàn tác được ở đây. Hãy chọn hộ rồi bỏ ghi.")
    check_open(phase, clock.today())
    entry.refresh_from_db()  # as the trail keeps it: keys and days are texts
    after, before = entry.after["sheets"], entry.before["sheets"]
    sheets = PaperSheet.objects.select_for_update(no_key=True).filter(phase=phase, pk__in=list(after)).order_by("pk")
    back = [paper for paper in sheets if values_of(paper) == after[str(paper.pk)]]
    for paper in back:
        for name, value in zip(COLUMNS, before[str(paper.pk)], strict=True):
            setattr(paper, name, value)
    PaperSheet.objects.bulk_update(back, FIELDS, batch_size=BATCH)
    if back:
        audit.record(UNDO, phase, by=by, after={"entry": entry.pk, "sheets": [paper.pk for paper in back]})
    return len(back)
