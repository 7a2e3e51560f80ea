"""Writes a report on targets into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.choices import PaperFormat
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.word import NotInWord
from rewards.actions.papers import PaperRefused
from rewards.facts.target_reports import paper_of
from rewards.models import ReportDue
from rewards.queries.reports import latest_of


class Command(BaseCommand):
    help = "Ghi báo cáo sơ kết, tổng kết về chỉ tiêu thành tệp PDF hoặc Word, thể thức Nghị định 30/2020/NĐ-CP."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, help="mã phong trào, ví dụ tuoi-hong-2022")
        parser.add_argument("--report", required=True, type=int, help="số thứ tự của kỳ báo cáo, ví dụ 1")
        parser.add_argument("--out", required=True, type=Path, help="tệp .pdf hoặc .docx sẽ ghi")

    def handle(self, *, campaign, report, out, **options):
        kind = out.suffix.lower().removeprefix(".")
        if kind not in PaperFormat.values:
            raise CommandError(f"Tên tệp {out.name} phải kết thúc bằng .pdf hoặc .docx.")
        found = latest_of(due_of(campaign, report))
        if found is None:
            raise CommandError("Kỳ báo cáo này chưa có ai soạn. Hãy mở trang báo cáo của phong trào và bắt đầu soạn.")
        try:
            paper = paper_of(found).file(kind)
        except (PaperRefused, PaperEngineMissing, Unprintable, NotInWord) as trouble:
            raise CommandError(str(trouble)) from trouble
        try:
            out.write_bytes(paper)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi {found} ({found.get_status_display().lower()}) vào {out}.")


def due_of(campaign: str, number: int) -> ReportDue:
    """Raises CommandError naming the reports that are due."""
    dues = ReportDue.objects.select_related("campaign")
    due = dues.filter(campaign__code=campaign, number=number).first()
    if due is None:
        known = ", ".join(f"{one.campaign.code} {one.number}" for one in dues) or "chưa có kỳ nào"
        raise CommandError(f"Không có kỳ báo cáo {number} của phong trào “{campaign}”. Các kỳ trong cổng: {known}.")
    return due
