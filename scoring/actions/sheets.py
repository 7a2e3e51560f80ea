"""Writing scores: every save judges, versions and leaves its trail; the same save twice has its effect once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.models import Household, Phase, Unit
from emulation.queries.deadlines import admission_of
from emulation.words.deadlines import refusal_words

from .. import rules
from ..choices import SheetStatus
from ..models import HouseholdScore, JudgedAnswers, MemberScore, ResultRules, ScoreSheet, SecondEntry, SelfSheet
from ..queries.approvals import lock_words
from ..queries.people import keyed_members
from ..queries.results import rules_of
from ..queries.self_scores import proposals, stays_out
from ..queries.sheets import tags_of_household


class SheetRefused(ValueError):
    """A save or a finish that cannot be; the message is a Vietnamese sentence that says what to do next."""


class ReasonMissing(SheetRefused):
    """A complete sheet that parts from what the household has sent, while nobody has said why."""


@dataclass(frozen=True)
class Entry:
    """One line as it was keyed: the answers, and the version the clerk was looking at (0 for a new line).

    `member` 0 is the household itself, where the phase scores households by criteria of their own.
    """

    member: int
    answers: str
    version: int


class ScoreConflict(Exception):
    """Somebody else has written other answers meanwhile; nothing of this save is kept."""

    def __init__(self, entry: Entry, theirs):
        super().__init__(entry.member)
        self.entry = entry
        self.theirs = theirs


@transaction.atomic
def record_scores(
    household: Household, phase: Phase, entries: Iterable[Entry], *, by, found: ResultRules | None = None
) -> ScoreSheet | None:
    """Saves rows of one household's sheet, all or none.

    Rows that already stand so are left alone, so a repeated save is harmless. A finished sheet that changes is open
    again. `found` are the phase's rules, where somebody who saves many sheets has read them in this transaction.
    Raises SheetRefused, rules.WrongAnswers or ScoreConflict.
    """
    check_open(household.unit, phase)
    wanted = [entry for entry in entries if entry.version or entry.answers.strip(".")]
    if not wanted:
        return ScoreSheet.objects.filter(phase=phase, household=household).first()
    found = found or rules_of(phase)
    check_taking_part(household, phase)
    check_members(household, phase, found, wanted)
    sheet, _ = held_sheets().get_or_create(phase=phase, household=household)
    refuse_blind(sheet, by)
    tags = tags_of_household(household)
    changed = [entry.member for entry in wanted if write_row(sheet, entry, found, tags, by)]
    if changed:
        ScoreSheet.objects.filter(pk=sheet.pk).update(status=SheetStatus.ENTERING, completed_at=None, completed_by=None)
        audit.record("nhập điểm", sheet, by=by, after={"household": household.code, "members": changed})
        sheet.refresh_from_db()
    return sheet


def refuse_blind(sheet: ScoreSheet, by) -> None:
    """Raises SheetRefused for whoever is keying this sheet a second time: the first entry is not theirs meanwhile."""
    if SecondEntry.objects.running().filter(sheet=sheet, begun_by=by).exists():
        raise SheetRefused("Bạn đang nhập lần hai phiếu này nên không sửa lần một. Hãy nhập xong lần hai trước.")


def held_sheets():
    """Sheets that nobody else writes until we are done: rows of one sheet are saved, or it is finished, one by one."""
    return ScoreSheet.objects.select_for_update(no_key=True)


def check_open(unit: Unit, phase: Phase) -> None:
    """Raises SheetRefused where the phase is not open, the unit is signed off, or no window and no leave lets it in.

    Asks the database, not the page's memory; the phase is neither closed nor judged by other rules, and none of its
    units is signed for, before we are done.
    """
    hold(phase)
    if not Phase.objects.filter(pk=phase.pk, status=PhaseStatus.OPEN).exists():
        raise SheetRefused(f"{phase.name} không mở để chấm điểm nên phiếu không được ghi. Hãy hỏi thường trực thi đua.")
    if locked := lock_words(phase, unit):
        raise SheetRefused(locked)
    now = clock.now()
    admission = admission_of(phase, unit, now)
    if not admission.is_open:
        raise SheetRefused(refusal_words(admission, now))


def check_taking_part(household: Household, phase: Phase) -> None:
    """Raises SheetRefused for a household that stays out; it neither leaves nor comes back before we are done."""
    hold(household)
    if stays_out(phase, household):
        raise SheetRefused(
            f"Hộ {household.code} không tham gia {phase.name} nên phiếu không nhập. "
            "Nếu gia đình đổi ý, hãy ghi “Tham gia lại” ở trang Tự chấm qua điện thoại của tổ."
        )


def check_members(household: Household, phase: Phase, found: ResultRules, entries: list[Entry]) -> None:
    """Raises SheetRefused for a line of somebody who is not scored in this household."""
    scored = set(keyed_members(phase, household).values_list("pk", flat=True)) if found.resident_set_id else set()
    if found.household_set_id:
        scored.add(0)
    if not {entry.member for entry in entries} <= scored:
        raise SheetRefused(
            "Phiếu có dòng của người không thuộc diện chấm trong hộ này. Hãy tải lại trang rồi nhập lại."
        )


def write_row(sheet: ScoreSheet, entry: Entry, found: ResultRules, tags: frozenset[str], by) -> bool:
    """Writes one line unless it already stands so; True if it changed. Of two writers one gets ScoreConflict."""
    if entry.member:
        model, place, criteria = MemberScore, {"sheet": sheet, "member_id": entry.member}, found.resident_set
    else:
        model, place, criteria = HouseholdScore, {"sheet": sheet}, found.household_set
    return write_answers(model, place, entry, judged(entry.answers, criteria.as_rules(), tags, by))


def write_answers(model: type[JudgedAnswers], place: dict, entry: Entry, values: dict) -> bool:
    """Writes judged answers to their place unless they already stand so; True if they changed, or ScoreConflict."""
    standing = model.objects.filter(**place).first()
    if standing is None:
        return add_row(model, place, entry, values)
    if standing.answers == entry.answers:
        return False
    mine = model.objects.filter(pk=standing.pk, version=entry.version)
    if not mine.update(version=F("version") + 1, **values):
        raise ScoreConflict(entry, model.objects.select_related("entered_by").get(pk=standing.pk))
    return True


def judged(answers: str, criteria: rules.CriteriaRules, tags: frozenset[str], by) -> dict:
    """The columns of judged answers; raises rules.WrongAnswers."""
    verdict = rules.judge(answers, criteria, tags)
    return {
        "answers": answers,
        "score": verdict.points,
        "passed": verdict.passed,
        "level": verdict.level,
        "entered_at": clock.now(),
        "entered_by": by,
    }


def add_row(model: type[JudgedAnswers], place: dict, entry: Entry, values: dict) -> bool:
    """Adds the first answers of a line; somebody else's simultaneous first answers are a conflict, no error page."""
    try:
        with transaction.atomic():
            model.objects.create(**place, **values)
    except IntegrityError as error:
        theirs = model.objects.select_related("entered_by").get(**place)
        if theirs.answers == entry.answers:
            return False
        raise ScoreConflict(entry, theirs) from error
    return True


@transaction.atomic
def finish_sheet(household: Household, phase: Phase, *, by, found: ResultRules | None = None) -> ScoreSheet:
    """Marks a sheet complete once every eligible person's row is; finishing twice changes nothing.

    What the household has scored itself is then looked at. Raises SheetRefused naming who is still missing, or where
    a reason is, for having scored otherwise than the household.
    """
    check_open(household.unit, phase)
    hold(household)  # it sends nothing else before we are done; always before its sheet
    sheet = held_sheets().filter(phase=phase, household=household).first()
    unfinished = unfinished_members(household, phase, found or rules_of(phase))
    if unfinished:
        raise SheetRefused(f"Phiếu chưa xong: còn thiếu câu trả lời của {', '.join(unfinished)}.")
    if sheet is None:
        raise SheetRefused("Hộ này không có ai thuộc diện chấm điểm nên không có phiếu.")
    look_at_proposal(household, phase, by)
    fresh = ScoreSheet.objects.filter(pk=sheet.pk, status=SheetStatus.ENTERING)
    if fresh.update(status=SheetStatus.COMPLETE, completed_at=clock.now(), completed_by=by):
        audit.record("nhập xong phiếu", sheet, by=by, after={"household": household.code})
    sheet.refresh_from_db()
    return sheet


def look_at_proposal(household: Household, phase: Phase, by) -> None:
    """Marks what the household has sent as looked at; raises SheetRefused where a difference has no reason."""
    sent = SelfSheet.objects.sent().select_related("household").filter(phase=phase, household=household)
    names = [name for one in proposals(list(sent), phase) for name in one.unexplained]
    if names:
        raise ReasonMissing(
            f"Phiếu chưa xong: câu trả lời của {', '.join(names)} khác với hộ tự chấm. "
            "Hãy ghi lý do ở mục “Hộ tự chấm qua điện thoại” rồi bấm xong."
        )
    sent.filter(looked_at=None).update(looked_at=clock.now(), looked_by=by)


def unfinished_members(household: Household, phase: Phase, found: ResultRules) -> list[str]:
    """Names of the people whose line is missing or has an empty cell, in paper order; the household itself last."""
    names = []
    if found.resident_set_id:
        done = MemberScore.objects.filter(sheet__phase=phase, sheet__household=household, passed__isnull=False)
        people = keyed_members(phase, household).exclude(pk__in=done.values("member"))
        names += people.values_list("full_name", flat=True)
    own = HouseholdScore.objects.filter(sheet__phase=phase, sheet__household=household, passed__isnull=False)
    return names + (["cả hộ"] if found.household_set_id and not own.exists() else [])
