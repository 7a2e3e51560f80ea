"""Writes the report of a phase into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.management.arguments import phase_of
from rewards.actions.papers import PaperRefused, check_plan
from rewards.documents.report import InterimReport
from rewards.facts.phase_papers import report_facts


class Command(BaseCommand):
    help = "Ghi báo cáo sơ kết hoặc tổng kết của một đợt thành tệp PDF theo thể thức Nghị định 30/2020/NĐ-CP."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--out", required=True, type=Path, help="tệp PDF sẽ ghi")

    def handle(self, *, phase, out, **options):
        phase = phase_of(phase)
        try:
            check_plan(phase)
        except PaperRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        paper = InterimReport(report_facts(phase)).pdf()
        try:
            out.write_bytes(paper)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi báo cáo vào {out}.")
