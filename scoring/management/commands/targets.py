"""Prints the targets of a campaign as they stand on a day, for people or as JSON for programs."""

import json
from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError

from emulation.kit import clock
from emulation.models import Campaign
from scoring.models import Target
from scoring.queries.target_data import as_data
from scoring.queries.targets import target_lines
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
