"""Writes the certificates of a phase into a file: those that are issued, or drafts while none is."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from emulation.kit.documents import Unprintable
from emulation.management.arguments import phase_of, unit_of
from emulation.models import User
from rewards.actions.printing import PrintRefused, Wanted, order_run, record_printed, stop_run
from rewards.documents.certificate import write_certificates
from rewards.documents.laid_out import write_sheets
from rewards.facts.certificates import run_face, run_layout, run_lines
from rewards.facts.layouts import PictureGone, layout_for
from rewards.facts.phase_papers import certificate_face, certificate_lines
from rewards.models import Certificate, Decision, PrintRun

SEVERAL = "Đợt này có giấy của nhiều quyết định: {numbers}. Hãy thêm --decision SỐ."
WHO = "Giấy đã cấp số thì mỗi lần in đều được ghi lại. Hãy thêm --by TÊN-ĐĂNG-NHẬP."


class Command(BaseCommand):
    help = "Ghi giấy khen, giấy chứng nhận đã cấp của một đợt thành một tệp PDF; chưa cấp thì ghi bản nháp."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--unit", help="mã hoặc số của tổ dân phố; không ghi: cả phường")
        parser.add_argument("--decision", help="số quyết định, khi đợt có nhiều quyết định")
        parser.add_argument("--by", help="tên đăng nhập của người in, khi giấy đã cấp số")
        parser.add_argument("--reason", default="", help="lý do in lại, khi giấy đã in rồi")
        parser.add_argument("--address", default=settings.PORTAL_ADDRESS, help="địa chỉ của cổng, in trong mã QR")
        parser.add_argument("--out", required=True, type=Path, help="tệp PDF sẽ ghi")

    def handle(self, *, phase, unit, out, by, decision, reason, address, **options):
        phase = phase_of(phase)
        unit = unit_of(unit, phase)
        found = Certificate.objects.standing().filter(line__decision__phase=phase)
        found = found.filter(line__nomination__submitted_by=unit) if unit else found
        try:
            with out.open("wb") as file:
                if found.exists():
                    report = self.issued(found, decision, by, reason, address, file)
                else:
                    report = self.drafts(phase, unit, file)
        except (Unprintable, PictureGone, PrintRefused, CommandError) as refusal:
            out.unlink(missing_ok=True)
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi {report.pages} giấy vào {out}.")
        for one in [*report.shrunk, *report.wrapped]:
            self.stdout.write(f"  Tờ {one.page}: “{one.text}” in cỡ {one.size:g}, {one.lines} dòng.")

    def drafts(self, phase, unit, file):
        lines = certificate_lines(phase, unit)
        if not lines:
            raise CommandError("Chưa có hộ nào đạt nên chưa có giấy chứng nhận để ghi.")
        return write_certificates(certificate_face(phase), lines, file)

    def issued(self, found, number, by, reason, address, file):
        """A run of the printer like any other, its sheets taken as printed when the file is written."""
        decision = one_decision(found, number)
        user = User.objects.filter(username=by or "", is_active=True).first()
        if user is None:
            raise CommandError(WHO)
        chosen = found.filter(line__decision=decision).in_register_order()
        layout = layout_for(decision.award, decision.ward)
        wanted = Wanted(chosen, f"{decision.award.get_form_display()}, bằng lệnh", reason, layout.as_data())
        run = order_run(decision, wanted, key=uuid.uuid4(), by=user)
        return written(run, address, file, by=user)


def one_decision(found, number: str | None) -> Decision:
    decisions = Decision.objects.filter(pk__in=found.values("line__decision")).select_related("award", "ward")
    if number:
        decisions = decisions.filter(number=number)
    chosen = list(decisions)
    if len(chosen) != 1:
        raise CommandError(SEVERAL.format(numbers=", ".join(one.number for one in decisions) or "không có số ấy"))
    return chosen[0]


def written(run: PrintRun, address: str, file, *, by):
    try:
        layout, sheet, printer = run_layout(run)
        report = write_sheets(
            layout, run_face(run, address), run_lines(run, 1, address), file, printer=printer, sheet=sheet
        )
    except (Unprintable, PictureGone):
        stop_run(run, by=by)
        raise
    record_printed(run, run.total, seen=0, by=by)
    return report
