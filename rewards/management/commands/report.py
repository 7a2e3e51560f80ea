"""Writes the report of a phase into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.choices import PaperFormat
from emulation.management.arguments import phase_of
from rewards.actions.papers import PaperRefused, check_plan
from rewards.documents.report import InterimReport
from rewards.facts.phase_papers import report_facts


class Command(BaseCommand):
    help = "Ghi báo cáo sơ kết hoặc tổng kết của một đợt thành tệp PDF hoặc Word theo thể thức Nghị định 30/2020/NĐ-CP."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--out", required=True, type=Path, help="tệp sẽ ghi")
        parser.add_argument("--word", action="store_true", help="ghi tệp Word (.docx) thay cho PDF")

    def handle(self, *, phase, out, word, **options):
        phase = phase_of(phase)
        try:
            check_plan(phase)
        except PaperRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        paper = InterimReport(report_facts(phase)).file(PaperFormat.WORD if word else PaperFormat.PDF)
        try:
            out.write_bytes(paper)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi báo cáo vào {out}.")
