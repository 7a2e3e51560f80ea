"""Writes the score sheets of a phase into a file."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from emulation.kit.documents import Unprintable
from emulation.management.arguments import phase_of, unit_of
from emulation.models import User
from scoring.documents.score_sheet import NoRoom
from scoring.jobs import NothingToPrint, StackOrder, fitted_words, print_stack, units_of


class Command(BaseCommand):
    help = "Ghi phiếu tự chấm điểm của một đợt, cả phường hoặc một tổ, theo thứ tự đi trong tổ, thành một tệp PDF."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--unit", help="mã hoặc số của tổ dân phố; không ghi: cả phường")
        parser.add_argument("--spare", type=int, default=0, help="số tờ dự phòng cho mỗi tổ (mặc định 0)")
        parser.add_argument("--only-new", action="store_true", help="chỉ các hộ chưa có phiếu in")
        parser.add_argument("--address", default=settings.PORTAL_ADDRESS, help="địa chỉ của cổng, in trong mã QR")
        parser.add_argument("--by", help="tên đăng nhập của người in, ghi vào sổ; không ghi: hệ thống")
        parser.add_argument("--out", required=True, type=Path, help="tệp PDF sẽ ghi")

    def handle(self, *, phase, unit, spare, only_new, address, by, out, **options):
        phase = phase_of(phase)
        unit = unit_of(unit, phase)
        if not 0 <= spare <= 500:
            raise CommandError("Số tờ dự phòng cho mỗi tổ từ 0 đến 500.")
        order = StackOrder(phase, units_of(phase, unit.pk if unit else None), spare, only_new, address.rstrip("/"))
        try:
            report = print_stack(order, out, batch=uuid4(), by=user_of(by))
        except (Unprintable, NoRoom, NothingToPrint) as refusal:
            out.unlink(missing_ok=True)
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi {report.pages} tờ vào {out}.")
        for words in fitted_words(report):
            self.stdout.write(f"  {words}")


def user_of(username: str | None) -> User | None:
    if not username:
        return None
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"Cổng không có tài khoản “{username}”.")
    return user
