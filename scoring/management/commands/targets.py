"""Prints the targets of a campaign as they stand on a day, for people or as JSON for programs."""

import json
from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError

from emulation.kit import clock
from emulation.kit.vietnamese import percent
from emulation.models import Campaign
from scoring.models import Reading, Target
from scoring.queries.targets import TargetLine, target_lines
from scoring.rules.targets import missing
from scoring.words.targets import level_words, reading_words, time_words


class Command(BaseCommand):
    help = "Chỉ tiêu của một phong trào: mốc, số liệu mới nhất đã duyệt, tình trạng tại một ngày."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, help="mã phong trào, ví dụ tuoi-hong-2022")
        parser.add_argument("--on", help="tại ngày, ví dụ 2022-12-31 hoặc 31/12/2022 (mặc định hôm nay)")
        parser.add_argument("--json", action="store_true", help="in dạng JSON (mô tả trong scoring/README.md)")

    def handle(self, *, campaign, on, **options):
        day = day_of(on) if on else clock.today()
        found = Campaign.objects.filter(code=campaign).first()
        if found is None:
            known = ", ".join(Campaign.objects.values_list("code", flat=True)) or "chưa có phong trào nào"
            raise CommandError(f"Không có phong trào “{campaign}”. Các phong trào trong cổng: {known}.")
        lines = target_lines(Target.objects.filter(campaign=found), day)
        if options["json"]:
            self.stdout.write(json.dumps(as_data(found, day, lines), ensure_ascii=False, indent=2))
            return
        for line in lines:
            now = reading_words(line.target, line.judged_by) if line.judged_by else "chưa có số liệu"
            level, time = level_words(line.target, line.goal), time_words(line.standing)
            self.stdout.write(f"{line.target} – {level} đến {line.goal}: {line.state.label}, {now}, {time}")


def day_of(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise CommandError(f"Không đọc được ngày “{text}”. Hãy ghi như 2022-12-31 hoặc 31/12/2022.")


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
