"""Nhập lần hai: keying a sheet once more from its paper, comparing, settling; choosing which sheets, and who may."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.models import Household, Phase

from .. import rules
from ..choices import SecondState, Side
from ..models import ResultRules, ScoreSheet, SecondEntry, SecondEntryRules, SecondScore
from ..queries.results import rules_of
from ..queries.second_entries import OWN, SecondSheet, second_rules, second_sheet
from ..queries.second_grids import Comparison, blind_grid, differences_of
from ..queries.sheets import tags_of_household
from ..rules import second_entry as pure
from .register import confirm_sheet
from .self_scores import explain_by_paper
from .sheets import (
    Entry,
    SheetRefused,
    check_members,
    check_open,
    finish_sheet,
    held_sheets,
    judged,
    record_scores,
    write_answers,
)

FIELDS = ("near", "birth_years", "random_percent", "same_person_hours")
NOT_WAITING = "Phiếu này không chờ nhập lần hai. Hãy mở lại danh sách nhập lần hai."
OWN_FIRST = "Bạn đã nhập phiếu này lần một nên cần người khác nhập lần hai."
THIRD = "Bạn đã nhập phiếu này nên cần người thứ ba đối chiếu với phiếu giấy."
UNFINISHED = "Phiếu lần một vừa được mở lại để sửa. Các dòng bạn đã nhập được giữ; hãy chờ phiếu xong rồi nhập tiếp."


class SettingsStale(Exception):
    """Somebody else has changed the way of choosing meanwhile; `standing` is how it is now."""

    def __init__(self, standing: SecondEntryRules):
        super().__init__(standing.pk)
        self.standing = standing


@transaction.atomic
def record_second(household: Household, phase: Phase, entries: Iterable[Entry], *, by) -> SecondEntry | None:
    """Saves rows of the second entry of a sheet, all or none; the first row begins it, and it is this person's alone.

    Nobody who had a part in the first entry may. Raises SheetRefused, rules.WrongAnswers, or ScoreConflict, which shows
    what the same person wrote elsewhere and never the first entry.
    """
    wanted = [entry for entry in entries if entry.version or entry.answers.strip(rules.UNSET)]
    one = held_second(household, phase)
    if not wanted:
        return one.entry
    refuse_other(one, by)
    found = rules_of(phase)
    check_members(household, phase, found, wanted)
    entry = one.entry or begun(one, by)
    tags = tags_of_household(household)
    changed = [line.member for line in wanted if write_line(entry, line, found, tags, by)]
    if changed:
        after = {"household": household.code, "members": changed}
        audit.record("nhập lần hai", entry.sheet, by=by, after=after)
    return entry


def held_second(household: Household, phase: Phase) -> SecondSheet:
    """The sheet as the second entry sees it; neither entry of it changes before we are done."""
    check_open(household.unit, phase)
    hold(household)  # always before its sheet, as whoever keys or leaves does
    held_sheets().filter(phase=phase, household=household).first()
    return second_sheet(household, phase)


def refuse_other(one: SecondSheet, by) -> None:
    """Raises SheetRefused unless this person may key the sheet a second time now, or is doing so."""
    if one.state == SecondState.RUNNING and not one.is_run_by(by.pk):
        raise SheetRefused(f"{one.entry.begun_by} đang nhập lần hai phiếu này. Hãy nhập phiếu khác.")
    if one.state not in (SecondState.WAITING, SecondState.RUNNING):
        running = SecondEntry.objects.running().filter(sheet__household=one.household, sheet__phase=one.phase)
        raise SheetRefused(UNFINISHED if running.filter(begun_by=by).exists() else NOT_WAITING)
    if not one.may_be_keyed_by(by.pk):
        raise SheetRefused(OWN_FIRST)


def begun(one: SecondSheet, by) -> SecondEntry:
    sheet = ScoreSheet.objects.get(phase=one.phase, household=one.household)
    return SecondEntry.objects.create(
        sheet=sheet, reasons=" ".join(one.reasons), is_same_person=by.pk in one.keyed_at, begun_by=by
    )


def write_line(entry: SecondEntry, line: Entry, found: ResultRules, tags: frozenset[str], by) -> bool:
    criteria = (found.resident_set if line.member else found.household_set).as_rules()
    place = {"entry": entry, "member_id": line.member or None}
    return write_answers(SecondScore, place, line, judged(line.answers, criteria, tags, by))


@transaction.atomic
def finish_second(household: Household, phase: Phase, *, by) -> SecondEntry:
    """Compares both entries once every line is keyed; where they agree the sheet is confirmed at once.

    Finishing again changes nothing. Raises SheetRefused naming who is still missing.
    """
    one = held_second(household, phase)
    if one.entry and one.entry.begun_by_id == by.pk and one.entry.finished_at:
        return one.entry
    refuse_other(one, by)
    grid = blind_grid(household, phase, by)
    missing = [row.name for row in grid.all_rows if not row.verdict.is_complete]
    if missing or one.entry is None:
        raise SheetRefused(f"Phiếu chưa xong: còn thiếu câu trả lời của {', '.join(missing)}.")
    found = differences_of(household, phase, one.entry)
    entry = one.entry
    entry.finished_at, entry.cells, entry.differing = clock.now(), found.cells, len(found.differences)
    entry.save(update_fields=["finished_at", "cells", "differing"])
    counts = {"household": household.code, "cells": entry.cells, "differing": entry.differing}
    audit.record("nhập xong lần hai", entry.sheet, by=by, after=counts)
    if not found.differences:
        confirm(household, phase, entry, by=by)
    return entry


def confirm(household: Household, phase: Phase, entry: SecondEntry, *, by) -> None:
    """Marks the sheet confirmed as it stands now, here and in the register; of its first entry nothing is changed."""
    now = {row.member_id or OWN: row.answers for row in entry.sheet.scores.all()}
    own = getattr(entry.sheet, "own_score", None)
    now |= {OWN: own.answers} if own else {}
    lines = list(entry.scores.all())
    for line in lines:
        line.settled = now.get(line.member_id or OWN, "")
    SecondScore.objects.bulk_update(lines, ["settled"])
    entry.settled_at, entry.settled_by = clock.now(), by
    entry.save(update_fields=["settled_at", "settled_by"])
    confirm_sheet(household, phase, by=by)


@transaction.atomic
def settle_second(
    household: Household, phase: Phase, choices: Mapping[str, str], versions: Mapping[int, int], *, by
) -> SecondEntry:
    """Decides every cell in which both entries differ, by the paper, and confirms the sheet; a third person does.

    `choices` maps the name of each difference to a Side, `versions` lines to the first entry's versions that were on
    the screen. The chosen answers are written by the verb of the grid, and where they part from what the household has
    sent by phone, the paper is the reason. Raises SheetRefused, or ScoreConflict where the first entry has changed
    meanwhile.
    """
    one = held_second(household, phase)
    if one.state != SecondState.DIFFERING:
        raise SheetRefused("Phiếu này không còn ô lệch để đối chiếu. Hãy mở lại danh sách nhập lần hai.")
    if not one.may_be_settled_by(by.pk):
        raise SheetRefused(THIRD)
    found = differences_of(household, phase, one.entry)
    refuse_undecided(found, choices)
    taken = {place.field for place in found.differences if choices[place.field] == Side.SECOND}
    entries = chosen_entries(household, phase, one.entry, found, taken, versions)
    if entries:
        record_scores(household, phase, entries, by=by)
        explain_by_paper(household, phase, {one.member for one in entries}, by=by)
        finish_sheet(household, phase, by=by)
    entry = SecondEntry.objects.select_related("sheet").get(pk=one.entry.pk)
    confirm(household, phase, entry, by=by)
    after = {"household": household.code, "cells": len(found.differences), "taken_second": len(taken)}
    audit.record("đối chiếu hai lần nhập", entry.sheet, by=by, after=after)
    return entry


def refuse_undecided(found: Comparison, choices: Mapping[str, str]) -> None:
    """Raises SheetRefused where a cell is not decided, or somebody has no second entry."""
    if found.missing:
        raise SheetRefused(
            f"{', '.join(found.missing)} chưa được nhập lần hai vì vào hộ sau. Hãy bỏ lần nhập này rồi nhập lại."
        )
    open_cells = [one for one in found.differences if choices.get(one.field) not in list(Side)]
    if open_cells:
        first = open_cells[0]
        raise SheetRefused(
            f"Còn {len(open_cells)} ô chưa chọn, ô đầu là tiêu chí {first.criterion.number} của {first.name}. "
            "Hãy xem phiếu giấy rồi chọn lần một hoặc lần hai."
        )


def chosen_entries(
    household: Household, phase: Phase, entry: SecondEntry, found: Comparison, taken: set[str], versions
) -> list[Entry]:
    """The lines of the first entry that change, with the second one's answers where those were chosen."""
    second = {line.member_id or OWN: line.answers for line in entry.scores.all()}
    places: dict[int, set[int]] = {}
    for one in found.differences:
        if one.field in taken:
            places.setdefault(one.key, set()).add(one.place)
    return [
        Entry(key, pure.chosen(found.first[key], second[key], frozenset(cells)), versions.get(key, 0))
        for key, cells in places.items()
    ]


@transaction.atomic
def drop_second(household: Household, phase: Phase, *, by) -> bool:
    """Gives up a second entry that is not confirmed, so that it is keyed anew; False if there is none.

    What was compared stays counted: giving up hides no difference. Once both entries stand side by side it is for a
    third person, like settling; raises SheetRefused for others.
    """
    one = held_second(household, phase)
    if one.state == SecondState.DIFFERING and not one.may_be_settled_by(by.pk):
        raise SheetRefused(THIRD)
    live = SecondEntry.objects.live().select_related("sheet").filter(sheet__phase=phase, sheet__household=household)
    entry = live.first()
    if entry is None:
        return False
    entry.dropped_at, entry.dropped_by = clock.now(), by
    entry.save(update_fields=["dropped_at", "dropped_by"])
    audit.record("bỏ lần nhập thứ hai", entry.sheet, by=by, after={"household": household.code})
    return True


@transaction.atomic
def change_second_rules(phase: Phase, values: Mapping, *, version: int, by) -> SecondEntryRules:
    """Changes which sheets are keyed a second time, and by whom; `version` is the one that was on the screen.

    The same values again change nothing. Raises SettingsStale, or SheetRefused for a closed phase.
    """
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)
    if Phase.objects.filter(pk=phase.pk, status=PhaseStatus.CLOSED).exists():
        raise SheetRefused(f"{phase.name} đã chốt nên không đổi cách chọn phiếu nhập lần hai được nữa.")
    standing = second_rules(phase)
    before = {name: getattr(standing, name) for name in FIELDS}
    if before == dict(values):
        return standing
    if standing.version != version:
        raise SettingsStale(standing)
    for name, value in values.items():
        setattr(standing, name, value)
    standing.version, standing.changed_at, standing.changed_by = version + 1, clock.now(), by
    standing.save()
    audit.record("đổi cách chọn phiếu nhập lần hai", phase, by=by, before=before, after=dict(values))
    return standing
