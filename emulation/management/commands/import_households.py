"""Imports a household list from the command line, all or nothing, with the same judgement as the page."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.actions import ImportRefused, keep_household_list, save_household_import
from emulation.kit.spreadsheets import WorkbookRefused, check_size
from emulation.models import Campaign, User
from emulation.permissions import import_scope
from emulation.queries.imports import ImportPlan, plan_import
from emulation.queries.kept_lists import judge_workbook
from emulation.rules import Complaint


class Command(BaseCommand):
    help = (
        "Nhập danh sách hộ từ tệp Excel: lưu tất cả hoặc không lưu gì. Với --json in ra saved (số người được lưu, gồm "
        "người mới và người thay đổi), errors, warnings; mã thoát 0 chỉ khi đã lưu, hoặc khi chạy thử không có lỗi. "
        "Với --accept-valid-rows các hộ không có lỗi vẫn được lưu, errors cho biết các dòng bị giữ lại."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="tệp .xlsx")
        parser.add_argument("--campaign", required=True, help="mã phong trào, ví dụ dong-tam-2022")
        parser.add_argument("--by", required=True, help="tên đăng nhập của người chịu trách nhiệm nhập")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không lưu")
        parser.add_argument(
            "--accept-valid-rows",
            action="store_true",
            help="chỉ nhập các dòng đúng: hộ có dòng lỗi được giữ lại cả hộ, các hộ khác vẫn lưu",
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def handle(self, *, file, campaign, by, dry_run, accept_valid_rows, **options):
        write = self.write_json if options["json"] else self.write_words
        try:
            plan = run(file, campaign, by, dry_run=dry_run, only_valid=accept_valid_rows)
        except (CommandError, WorkbookRefused, ImportRefused) as refusal:
            plan = ImportPlan(errors=[Complaint(None, None, str(refusal))])
        is_saved = not dry_run and (not plan.errors or (accept_valid_rows and plan.has_good_rows))
        write(plan, is_saved=is_saved)
        if plan.errors and not is_saved:
            sys.exit(1)

    def write_json(self, plan, *, is_saved):
        answer = {
            "saved": plan.saved if is_saved else 0,
            "errors": [asdict(complaint) for complaint in plan.errors],
            "warnings": [] if plan.errors and not is_saved else [asdict(complaint) for complaint in plan.warnings],
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def write_words(self, plan, *, is_saved):
        for complaint in plan.errors:
            self.stderr.write(f"Lỗi. {in_words(complaint)}")
        for complaint in plan.warnings:
            self.stdout.write(f"Nên xem lại. {in_words(complaint)}")
        if plan.errors and not is_saved:
            self.stderr.write(f"Chưa lưu gì: có {len(plan.errors)} điều cần sửa.")
            return
        if plan.held:
            self.stderr.write(f"Giữ lại {len(plan.held)} dòng của các hộ có lỗi, chưa lưu.")
        self.stdout.write(summary(plan, is_saved))


def run(file: Path, campaign_code: str, username: str, *, dry_run: bool, only_valid: bool) -> ImportPlan:
    """The plan that was saved, or would be in a dry run or without its errors; CommandError for wrong words."""
    campaign = Campaign.objects.select_related("ward").filter(code=campaign_code).first()
    user = User.objects.filter(username=username, is_active=True).first()
    if campaign is None:
        raise CommandError(f"Không có phong trào mang mã “{campaign_code}”.")
    if user is None or import_scope(user, campaign.ward) is not None:
        raise CommandError(f"Tài khoản “{username}” không có quyền nhập danh sách hộ của {campaign.ward}.")
    content = content_of(file)
    judged = judge_workbook(content, campaign)
    plan = plan_import(judged, campaign)
    if dry_run or plan.is_empty or (plan.errors and not only_valid):
        return plan
    kept = keep_household_list(content, file.name, campaign, by=user, judged=judged)
    save_household_import(kept, by=user, stamp=plan.stamp, only_valid=only_valid)
    return plan


def content_of(file: Path) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {file}.") from error


def in_words(complaint: Complaint) -> str:
    column = f", cột {complaint.column}" if complaint.column else ""
    place = f"Hàng {complaint.row}{column}: " if complaint.row else ""
    return place + complaint.message


def summary(plan, is_saved: bool) -> str:
    counts = plan.counts
    return (
        f"{'Đã lưu' if is_saved else 'Chạy thử, chưa lưu'}: "
        f"{counts['households_new']} hộ mới, {counts['households_changed']} hộ thay đổi, "
        f"{counts['households_same']} hộ giữ nguyên; {counts['members_new']} người mới, "
        f"{counts['members_changed']} người thay đổi, {counts['members_same']} người giữ nguyên."
    )
