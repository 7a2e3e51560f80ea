"""Writing the checklist of a unit: judged, versioned and repeatable like the sheet of a household."""

from django.db import transaction

from emulation.kit import audit
from emulation.models import Phase, Unit

from .. import rules
from ..models import CriteriaSet, UnitScore, tags_of
from ..queries.checklists import checklist_sets, units_scored
from .sheets import Entry, SheetRefused, check_open, judged, write_answers


@transaction.atomic
def record_unit_score(unit: Unit, phase: Phase, criteria_set: CriteriaSet, entry: Entry, *, by) -> UnitScore | None:
    """Saves the line of one unit; an untouched line is not written, a line that already stands so is left alone.

    Raises SheetRefused, rules.WrongAnswers or ScoreConflict.
    """
    check_open(unit, phase)
    check_unit(unit, phase, criteria_set)
    place = {"phase": phase, "unit": unit, "criteria_set": criteria_set}
    if not entry.version and not entry.answers.strip(rules.UNSET):
        return UnitScore.objects.filter(**place).first()
    values = judged(entry.answers, criteria_set.as_rules(), tags_of(unit.tags), by)
    is_changed = write_answers(UnitScore, place, entry, values)
    score = UnitScore.objects.get(**place)
    if is_changed:
        after = {"phase": phase.code, "unit": unit.code, "criteria_set": criteria_set.pk}
        audit.record("chấm đơn vị", score, by=by, after=after)
    return score


def check_unit(unit: Unit, phase: Phase, criteria_set: CriteriaSet) -> None:
    """Raises SheetRefused for a unit or a set that is not scored in this phase."""
    if criteria_set not in checklist_sets(phase):
        raise SheetRefused("Bộ tiêu chí này không còn dùng trong đợt. Hãy mở lại danh sách đơn vị.")
    if not units_scored(phase, criteria_set).filter(pk=unit.pk).exists():
        raise SheetRefused(f"{unit} không thuộc diện chấm theo bộ tiêu chí này.")
