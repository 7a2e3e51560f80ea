"""Loads a campaign from the plan file a ward has written."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.models import User
from emulation.plans import PlanError, read_plan
from scoring.actions.plans import load_plan


class Command(BaseCommand):
    help = "Nạp một phong trào từ tệp kế hoạch TOML (mẫu: scoring/plans/dong-tam-2022.toml)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="tệp kế hoạch")
        parser.add_argument("--by", required=True, help="tên tài khoản của người nạp")

    def handle(self, *, file, by, **options):
        try:
            user = User.objects.get(username=by)
            campaign = load_plan(read_plan(file), by=user)
        except User.DoesNotExist as error:
            raise CommandError(f"Không có tài khoản “{by}”.") from error
        except PlanError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã nạp phong trào {campaign.code}: {campaign.name}.")
