"""Writing notes on cells: one note a cell, with a version; the trail tells where and who, never what."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy
from emulation.models import Household, Member, Phase

from ..models import CellNote
from ..queries.results import rules_of
from .sheets import Entry, SheetRefused, check_members, check_open


@dataclass(frozen=True)
class NoteOrder:
    """A note as it was typed: the line (0 is the household itself), the criterion, the version that was looked at."""

    row: int
    number: int
    text: str
    ask: bool
    version: int


class NoteConflict(Exception):
    """Somebody else has written another note on the cell meanwhile, or taken it away (`theirs` is None)."""

    def __init__(self, theirs: CellNote | None):
        super().__init__(theirs and theirs.pk)
        self.theirs = theirs


@transaction.atomic
def write_note(household: Household, phase: Phase, order: NoteOrder, *, by) -> CellNote | None:
    """Writes the note of a cell; without words it is taken away. What already stands so is left alone.

    New words or a new flag ask the household anew. Raises SheetRefused or NoteConflict.
    """
    check_open(household.unit, phase)
    check_cell(household, phase, order)
    place = {"member_id": order.row} if order.row else {"household": household}
    values = {"text": tidy(order.text), "ask": order.ask}
    standing = CellNote.objects.select_for_update(no_key=True).filter(phase=phase, number=order.number, **place).first()
    if standing is None:
        if order.version and values["text"]:
            raise NoteConflict(None)
        return add_note(phase, order, place | values, household, by) if values["text"] else None
    if (standing.text, standing.ask) == (values["text"], order.ask):
        return standing
    if standing.version != order.version:
        raise NoteConflict(standing)
    if not values["text"]:
        leave_trail("bỏ ghi chú", standing, household, by)
        standing.delete()
        return None
    anew = {"written_at": clock.now(), "written_by": by, "settled_at": None, "settled_by": None}
    CellNote.objects.filter(pk=standing.pk).update(version=F("version") + 1, **values, **anew)
    standing.refresh_from_db()
    leave_trail("ghi chú", standing, household, by)
    return standing


def check_cell(household: Household, phase: Phase, order: NoteOrder) -> None:
    """Raises SheetRefused for a cell that is not on this household's sheet."""
    found = rules_of(phase)
    check_members(household, phase, found, [Entry(order.row, "", 0)])
    criteria = (found.resident_set if order.row else found.household_set).as_rules().criteria
    if order.number not in {c.number for c in criteria}:
        raise SheetRefused("Phiếu không có tiêu chí này. Hãy tải lại trang rồi ghi chú lại.")


def add_note(phase: Phase, order: NoteOrder, values: dict, household: Household, by) -> CellNote:
    """Adds a note; of two at once the second is told of the first, unless both say the same."""
    try:
        with transaction.atomic():
            note = CellNote.objects.create(phase=phase, number=order.number, written_by=by, **values)
    except IntegrityError as error:
        place = {name: values[name] for name in ("member_id", "household") if name in values}
        theirs = CellNote.objects.get(phase=phase, number=order.number, **place)
        if (theirs.text, theirs.ask) == (values["text"], values["ask"]):
            return theirs
        raise NoteConflict(theirs) from error
    leave_trail("ghi chú", note, household, by)
    return note


@transaction.atomic
def settle_note(note: CellNote, household: Household, *, by) -> CellNote:
    """The household has been asked; the note stays. Twice has its effect once."""
    settled = {"settled_at": clock.now(), "settled_by": by, "version": F("version") + 1}
    if CellNote.objects.open_questions().filter(pk=note.pk).update(**settled):
        leave_trail("đã hỏi lại hộ", note, household, by)
    note.refresh_from_db()
    return note


def leave_trail(verb: str, note: CellNote, household: Household, by) -> None:
    after = {"household": household.code, "member": note.member_id, "criterion": note.number, "ask": note.ask}
    audit.record(verb, note, by=by, after=after)


def join_notes(kept: Member | Household, other: Member | Household) -> None:
    """The notes of a record that is let go; where both have one, the kept note gets the other's words added."""
    name = "member" if isinstance(kept, Member) else "household"
    length = CellNote._meta.get_field("text").max_length
    for note in CellNote.objects.filter(**{name: other}):
        mine = CellNote.objects.filter(phase=note.phase_id, number=note.number, **{name: kept}).first()
        if mine is None:
            CellNote.objects.filter(pk=note.pk).update(**{name: kept})
            continue
        is_open = mine.is_open_question or note.is_open_question
        joined = {"text": f"{mine.text}; {note.text}"[:length], "version": F("version") + 1}
        if is_open:
            joined |= {"ask": True, "settled_at": None, "settled_by": None}
        CellNote.objects.filter(pk=mine.pk).update(**joined)
        note.delete()
