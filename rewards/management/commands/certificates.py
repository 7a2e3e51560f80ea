"""Writes the certificates of a phase into a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.kit.documents import Unprintable
from emulation.management.arguments import phase_of, unit_of
from rewards.documents.certificate import write_certificates
from rewards.facts.phase_papers import certificate_face, certificate_lines


class Command(BaseCommand):
    help = "Ghi giấy chứng nhận của mọi hộ đạt trong một đợt, hoặc của một tổ, thành một tệp PDF."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--unit", help="mã hoặc số của tổ dân phố; không ghi: cả phường")
        parser.add_argument("--out", required=True, type=Path, help="tệp PDF sẽ ghi")

    def handle(self, *, phase, unit, out, **options):
        phase = phase_of(phase)
        lines = certificate_lines(phase, unit_of(unit, phase))
        if not lines:
            raise CommandError("Chưa có hộ nào đạt nên chưa có giấy chứng nhận để ghi.")
        try:
            with out.open("wb") as file:
                report = write_certificates(certificate_face(phase), lines, file)
        except Unprintable as refusal:
            out.unlink(missing_ok=True)
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi {report.pages} giấy chứng nhận vào {out}.")
        for one in [*report.shrunk, *report.wrapped]:
            self.stdout.write(f"  Tờ {one.page}: “{one.text}” in cỡ {one.size:g}, {one.lines} dòng.")
