"""Imports a household list from the command line, all or nothing, with the same judgement as the page."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.actions import import_households
from emulation.kit.spreadsheets import WorkbookRefused, check_size
from emulation.models import Campaign, User
from emulation.permissions import can_import_into
from emulation.queries_imports import judge_workbook, plan_import
from emulation.rules import Complaint, unreadable


class Command(BaseCommand):
    help = (
        "Nhập danh sách hộ từ tệp Excel: lưu tất cả hoặc không lưu gì. Với --json in ra saved (số người được lưu, gồm "
        "người mới và người thay đổi), errors, warnings; mã thoát 0 chỉ khi đã lưu, hoặc khi chạy thử không có lỗi."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="tệp .xlsx")
        parser.add_argument("--campaign", required=True, help="mã phong trào, ví dụ dong-tam-2022")
        parser.add_argument("--by", required=True, help="tên đăng nhập của người chịu trách nhiệm nhập")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không lưu")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, file, campaign, by, dry_run, **options):
        write = self.write_json if options["json"] else self.write_words
        try:
            judged, plan = run(file, campaign, by, dry_run=dry_run)
        except (CommandError, WorkbookRefused) as refusal:
            judged, plan = unreadable(str(refusal)), None
        write(judged.errors, plan, is_saved=not (judged.errors or dry_run))
        if judged.errors:
            sys.exit(1)

    def write_json(self, errors, plan, *, is_saved):
        answer = {
            "saved": plan.saved if is_saved else 0,
            "errors": [asdict(complaint) for complaint in errors],
            "warnings": [asdict(complaint) for complaint in plan.warnings] if plan else [],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def write_words(self, errors, plan, *, is_saved):
        for complaint in errors:
            self.stderr.write(f"Lỗi. {in_words(complaint)}")
        for complaint in plan.warnings if plan else ():
            self.stdout.write(f"Nên xem lại. {in_words(complaint)}")
        if errors:
            self.stderr.write(f"Chưa lưu gì: có {len(errors)} điều cần sửa.")
        else:
            self.stdout.write(summary(plan, is_saved))


def run(file: Path, campaign_code: str, username: str, *, dry_run: bool):
    """The judgement of the file, and the plan that was saved (in a dry run: would be); CommandError for wrong words."""
    campaign = Campaign.objects.select_related("ward").filter(code=campaign_code).first()
    user = User.objects.filter(username=username, is_active=True).first()
    if campaign is None:
        raise CommandError(f"Không có phong trào mang mã “{campaign_code}”.")
    if user is None or not can_import_into(user, campaign.ward):
        raise CommandError(f"Tài khoản “{username}” không có quyền nhập danh sách hộ của {campaign.ward}.")
    judged = judge_workbook(content_of(file), campaign)
    if judged.errors or dry_run:
        return judged, plan_import(judged, campaign)
    return judged, import_households(judged, campaign, by=user)


def content_of(file: Path) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {file}.") from error


def in_words(complaint: Complaint) -> str:
    place = f"Hàng {complaint.row}, cột {complaint.column}: " if complaint.row else ""
    return place + complaint.message


def summary(plan, is_saved: bool) -> str:
    counts = plan.counts
    return (
        f"{'Đã lưu' if is_saved else 'Chạy thử, chưa lưu'}: "
        f"{counts['households_new']} hộ mới, {counts['households_changed']} hộ thay đổi, "
        f"{counts['households_same']} hộ giữ nguyên; {counts['members_new']} người mới, "
        f"{counts['members_changed']} người thay đổi, {counts['members_same']} người giữ nguyên."
    )
