"""Fills an empty portal with the practice ward and the practice schools."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from emulation.models import Unit
from rewards.actions.practice_reports import make_practice_reports
from rewards.actions.practice_walk import NAMES, walk
from scoring.actions.practice import make_practice_ward
from scoring.actions.practice_school import make_neighbour_school, make_practice_school


class Command(BaseCommand):
    help = "Nạp phường thực hành (kế hoạch thật của phường Đồng Tâm, cư dân do máy đặt ra) vào một cổng còn trống."

    def add_arguments(self, parser):
        parser.add_argument("--households", type=int, default=1920, help="số hộ (mặc định 1920)")
        parser.add_argument("--seed", type=int, default=2022, help="hạt giống: cùng số thì cùng cư dân")
        parser.add_argument("--until", choices=NAMES, help="dẫn phường, trường thực hành đến bước này")
        parser.add_argument("--if-empty", action="store_true", help="không làm gì khi cổng đã có dữ liệu")

    @transaction.atomic  # what fails half way leaves the portal as empty as it was
    def handle(self, *, households, seed, until, if_empty, **options):
        if Unit.objects.exists():
            if if_empty:
                return
            raise CommandError("Cổng đã có dữ liệu nên không nạp phường thực hành; hãy dùng một cơ sở dữ liệu trống.")
        if not 16 <= households <= 200_000:
            raise CommandError("Số hộ phải từ 16 đến 200.000.")
        campaign, accounts = make_practice_ward(households=households, seed=seed)
        self.stdout.write(f"Đã nạp phong trào {campaign.code} với {households} hộ thực hành.")
        schools = []
        for make in (make_practice_school, make_neighbour_school):
            school, more = make()
            self.stdout.write(f"Đã nạp phong trào {school.code} của {school.ward}.")
            schools.append(school)
            accounts |= more
        make_practice_reports(schools[0])
        if until:
            walk(campaign, schools[0], until=until)
            self.stdout.write(f"Đã dẫn dữ liệu thực hành đến bước “{until}”.")
        self.stdout.write("Tài khoản thực hành (mật khẩu chỉ hiện lần này):")
        for username, password in accounts.items():
            self.stdout.write(f"  {username:<12} {password}")
