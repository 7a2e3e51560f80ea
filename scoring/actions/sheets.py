"""Writing scores: every save judges, versions and leaves its trail; the same save twice has its effect once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.models import Household, Member, Phase

from .. import rules
from ..choices import SheetStatus
from ..models import MemberScore, ScoreSheet
from ..queries.results import criteria_of


class SheetRefused(ValueError):
    """A save or a finish that cannot be; the message is a Vietnamese sentence that says what to do next."""


@dataclass(frozen=True)
class Entry:
    """One person's row as it was keyed: the answers, and the version the clerk was looking at (0 for a new row)."""

    member: int
    answers: str
    version: int


class ScoreConflict(Exception):
    """Somebody else has written other answers meanwhile; nothing of this save is kept."""

    def __init__(self, entry: Entry, theirs: MemberScore):
        super().__init__(theirs.pk)
        self.entry = entry
        self.theirs = theirs


@transaction.atomic
def record_scores(household: Household, phase: Phase, entries: Iterable[Entry], *, by) -> ScoreSheet | None:
    """Saves rows of one household's sheet, all or none.

    Rows that already stand so are left alone, so a repeated save is harmless. A finished sheet that changes is open
    again. Raises SheetRefused, rules.WrongAnswers or ScoreConflict.
    """
    check_open(phase)
    wanted = [entry for entry in entries if entry.version or entry.answers.strip(".")]
    if not wanted:
        return ScoreSheet.objects.filter(phase=phase, household=household).first()
    check_members(household, phase, wanted)
    sheet, _ = held_sheets().get_or_create(phase=phase, household=household)
    criteria = criteria_of(phase).as_rules()
    changed = [entry.member for entry in wanted if write_row(sheet, entry, criteria, by)]
    if changed:
        ScoreSheet.objects.filter(pk=sheet.pk).update(status=SheetStatus.ENTERING, completed_at=None, completed_by=None)
        audit.record("nhập điểm", sheet, by=by, after={"household": household.code, "members": changed})
        sheet.refresh_from_db()
    return sheet


def held_sheets():
    """Sheets that nobody else writes until we are done: rows of one sheet are saved, or it is finished, one by one."""
    return ScoreSheet.objects.select_for_update(no_key=True)


def check_open(phase: Phase) -> None:
    """Raises SheetRefused where the phase is not being scored now; asks the database, not the page's memory."""
    if not Phase.objects.filter(pk=phase.pk, status=PhaseStatus.OPEN).exists():
        raise SheetRefused(f"{phase.name} không mở để chấm điểm nên phiếu không được ghi. Hãy hỏi thường trực thi đua.")


def check_members(household: Household, phase: Phase, entries: list[Entry]) -> None:
    """Raises SheetRefused for a row of somebody who is not scored in this household."""
    scored = set(Member.objects.filter(household=household).eligible_for(phase.campaign).values_list("pk", flat=True))
    if not {entry.member for entry in entries} <= scored:
        raise SheetRefused(
            "Phiếu có dòng của người không thuộc diện chấm trong hộ này. Hãy tải lại trang rồi nhập lại."
        )


def write_row(sheet: ScoreSheet, entry: Entry, criteria: rules.CriteriaRules, by) -> bool:
    """Writes one row unless it already stands so; True if it changed. Of two writers at once one gets ScoreConflict."""
    verdict = rules.judge(entry.answers, criteria)
    values = {
        "answers": entry.answers,
        "score": verdict.points,
        "passed": verdict.passed,
        "entered_at": clock.now(),
        "entered_by": by,
    }
    standing = MemberScore.objects.filter(sheet=sheet, member=entry.member).first()
    if standing is None:
        return add_row(sheet, entry, values)
    if standing.answers == entry.answers:
        return False
    mine = MemberScore.objects.filter(pk=standing.pk, version=entry.version)
    if not mine.update(version=F("version") + 1, **values):
        raise ScoreConflict(entry, MemberScore.objects.select_related("entered_by").get(pk=standing.pk))
    return True


def add_row(sheet: ScoreSheet, entry: Entry, values: dict) -> bool:
    """Adds a person's first row; a simultaneous first row of somebody else is a conflict, not an error page."""
    try:
        with transaction.atomic():
            MemberScore.objects.create(sheet=sheet, member_id=entry.member, **values)
    except IntegrityError as error:
        theirs = MemberScore.objects.select_related("entered_by").get(sheet=sheet, member=entry.member)
        if theirs.answers == entry.answers:
            return False
        raise ScoreConflict(entry, theirs) from error
    return True


@transaction.atomic
def finish_sheet(household: Household, phase: Phase, *, by) -> ScoreSheet:
    """Marks a sheet complete once every eligible person's row is; finishing twice changes nothing.

    Raises SheetRefused naming who is still missing.
    """
    check_open(phase)
    sheet = held_sheets().filter(phase=phase, household=household).first()
    unfinished = unfinished_members(household, phase)
    if unfinished:
        raise SheetRefused(f"Phiếu chưa xong: còn thiếu câu trả lời của {', '.join(unfinished)}.")
    if sheet is None:
        raise SheetRefused("Hộ này không có ai thuộc diện chấm điểm nên không có phiếu.")
    fresh = ScoreSheet.objects.filter(pk=sheet.pk, status=SheetStatus.ENTERING)
    if fresh.update(status=SheetStatus.COMPLETE, completed_at=clock.now(), completed_by=by):
        audit.record("nhập xong phiếu", sheet, by=by, after={"household": household.code})
    sheet.refresh_from_db()
    return sheet


def unfinished_members(household: Household, phase: Phase) -> list[str]:
    """Names of the eligible people whose row is missing or has an empty cell, in paper order."""
    done = MemberScore.objects.filter(sheet__phase=phase, sheet__household=household, passed__isnull=False)
    people = Member.objects.filter(household=household).eligible_for(phase.campaign).in_paper_order()
    return list(people.exclude(pk__in=done.values("member")).values_list("full_name", flat=True))
