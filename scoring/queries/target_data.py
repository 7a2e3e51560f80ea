"""Targets as plain data: for programs, and frozen with a phase that is closed; and read back from there."""

from datetime import date

from emulation.kit import clock
from emulation.kit.vietnamese import percent
from emulation.models import Campaign, Phase

from ..choices import GoalState
from ..models import Reading, Snapshot, Target, TargetGoal
from ..rules.targets import Measured, Standing, missing
from .targets import TargetLine, target_lines


def as_data(campaign: Campaign, day: date, lines: list[TargetLine]) -> dict:
    """The documented, stable shape; targets in the order of the plan, each with its goals by date."""
    return {"campaign": campaign.code, "on": day.isoformat(), "targets": [line_as_data(line) for line in lines]}


def line_as_data(line: TargetLine) -> dict:
    judged_by = line.standing.judged_by
    return {
        "number": line.target.number,
        "label": line.target.label,
        "text": line.target.text,
        "clause": line.target.clause,
        "kind": line.target.kind,
        "direction": line.target.direction,
        "measure": line.target.measure,
        "deadline": line.goal.due_on.isoformat(),
        "goal": line.goal.value,
        "last_reading": reading_as_data(line.last) if line.last else None,
        "state": line.state.value,
        "judged_on": judged_by.on.isoformat() if judged_by else None,
        "days_left": line.standing.days_left,
        "missing": missing(line.goal.as_goal(), judged_by) if judged_by else None,
        "waiting": line.waiting,
    }


def reading_as_data(reading: Reading) -> dict:
    return {
        "measured_on": reading.measured_on.isoformat(),
        "part": reading.part,
        "whole": reading.whole,
        "share": percent(reading.part, reading.whole) if reading.whole else None,
        "asked": reading.asked,
        "value": reading.value,
        "answer": reading.answer,
        "confidence": reading.confidence,
        "source": reading.source,
    }


# Frozen with a phase


def closing_day(phase: Phase) -> date:
    """The day on which the targets of a phase are judged: its last one, or today while that is still to come."""
    return min(clock.today(), phase.ends_on)


def freeze_targets(phase: Phase) -> dict:
    """How every goal of the campaign stood on the closing day, as known now; nothing where there are no targets."""
    day = closing_day(phase)
    lines = target_lines(Target.objects.filter(campaign=phase.campaign_id), day)
    return {"on": day.isoformat(), "targets": [line_as_frozen(line) for line in lines]} if lines else {}


def line_as_frozen(line: TargetLine) -> dict:
    """The line as programs get it, with the reading that decided it and who answers for the target."""
    judged_by = reading_as_data(line.judged_by) | {"comment": line.judged_by.comment} if line.judged_by else None
    return line_as_data(line) | {
        "counted": line.target.counted,
        "owner": line.target.owner,
        "judged_by": judged_by,
    }


def frozen_day(snapshot: Snapshot) -> date:
    return date.fromisoformat(snapshot.data["on"])


def frozen_lines(snapshot: Snapshot) -> list[TargetLine]:
    """The lines as they were frozen, made of unsaved rows, so that pages and papers show them like living ones."""
    return [frozen_line(snapshot.phase.campaign, row) for row in snapshot.data.get("targets", [])]


def frozen_line(campaign: Campaign, row: dict) -> TargetLine:
    names = ("number", "label", "text", "clause", "kind", "direction", "measure", "counted", "owner")
    target = Target(campaign=campaign, **{name: row[name] for name in names})
    goal = TargetGoal(target=target, due_on=date.fromisoformat(row["deadline"]), value=row["goal"])
    judged_by = reading_of(target, row["judged_by"], row["judged_on"])
    last = reading_of(target, row["last_reading"], (row["last_reading"] or {}).get("measured_on"))
    standing = Standing(GoalState(row["state"]), measured(judged_by), measured(last), row["days_left"])
    return TargetLine(target, goal, standing, judged_by, last, row["waiting"])


def reading_of(target: Target, row: dict | None, day: str | None) -> Reading | None:
    if row is None or day is None:
        return None
    names = ("part", "whole", "asked", "value", "answer", "confidence", "source")
    said = {name: row[name] for name in names}
    return Reading(target=target, measured_on=date.fromisoformat(day), comment=row.get("comment", ""), **said)


def measured(reading: Reading | None) -> Measured | None:
    return reading.as_measured() if reading else None
