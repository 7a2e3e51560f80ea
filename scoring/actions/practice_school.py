"""The practice school: the real plan of Trường Mầm non Tuổi Hồng with invented readings, clearly marked."""

import uuid
from datetime import date
from pathlib import Path

from django.db import transaction

from emulation.actions.people import create_practice_account
from emulation.actions.staff import add_staff, record_leaving
from emulation.choices import RoleKind
from emulation.kit import audit
from emulation.models import Campaign, StaffMember, User
from emulation.plans import read_plan
from emulation.queries.staff import staff_stamp

from .. import practice_staff as invented
from ..choices import Confidence, LeaveKind, TargetKind
from ..models import Reading, StaffItem, Target
from ..queries.staff_items import StaffRow, ledger_of
from .plans import load_plan
from .sheets import Entry
from .staff_items import exempt_staff
from .staff_ticks import record_counted_reading, record_ticks
from .targets import approve_reading, record_reading

PLAN = Path(__file__).resolve().parent.parent / "plans" / "tuoi-hong-2022.toml"
PEOPLE = [
    ("principal", "Vũ Thị Ngọc Bắc", "Hiệu trưởng", RoleKind.PRINCIPAL),
    ("deputy", "Vũ Thị Mỹ", "Phó Hiệu trưởng", RoleKind.SCHOOL_STAFF),
    ("union", "Nguyễn Hồng Ngọc", "Chủ tịch Công đoàn", RoleKind.SCHOOL_STAFF),
]
FINE, SLOW, RISK = Confidence.ON_TRACK, Confidence.SLOW, Confidence.AT_RISK
# number of the target, day, what was measured (part of whole and asked, yes and no, or nothing where the portal counts
# it from the staff grid), confidence, comment
READINGS: list[tuple[int, date, tuple[int, ...] | bool | None, str, str]] = [
    (1, date(2022, 11, 20), None, SLOW, "Tám người còn dùng điện thoại phím bấm."),  # 52 of 60
    (1, date(2022, 12, 20), None, FINE, "Công đoàn hỗ trợ năm người mua máy trả góp."),  # 57 of 60
    (1, date(2023, 9, 15), None, FINE, "Hai nhân viên mới chưa có máy."),  # 58 of 62
    (2, date(2022, 11, 18), True, FINE, ""),
    (3, date(2022, 12, 15), (9, 12), SLOW, "Ba thủ tục chưa mở trên Cổng dịch vụ công Thành phố."),
    (3, date(2023, 3, 10), (12, 12), FINE, ""),
    (4, date(2022, 12, 5), True, FINE, "Thu học phí tháng 12 qua mã QR của ngân hàng."),
    (5, date(2022, 12, 10), (297, 300, 320), FINE, ""),
    (5, date(2024, 5, 20), (280, 285, 300), SLOW, "Phụ huynh lớp mầm phản ánh thời gian chờ."),
    (5, date(2025, 5, 20), (290, 294, 310), RISK, ""),
    (6, date(2022, 12, 20), (840, 860), SLOW, "Hồ sơ kế toán còn ký giấy."),
    (6, date(2023, 6, 30), (1290, 1300), SLOW, ""),
    (7, date(2024, 12, 10), (6, 8), SLOW, ""),
    (7, date(2025, 6, 15), (7, 8), FINE, ""),
    (8, date(2024, 6, 1), (120, 400), FINE, ""),
    (8, date(2025, 6, 1), (150, 400), FINE, "Hướng dẫn định danh tại buổi họp phụ huynh đầu năm."),
    (9, date(2023, 11, 1), (180, 420), SLOW, ""),
    (9, date(2024, 11, 1), (230, 430), FINE, ""),
]
WAITING: tuple[int, date, tuple[int, ...], str, str] = (
    5,
    date(2025, 11, 10),
    (312, 314, 330),
    FINE,
    "Đợt khảo sát cuối.",
)


@transaction.atomic
def make_practice_school() -> tuple[Campaign, dict[str, str]]:
    """Adds the practice school with its plan, its people and what they have measured from 2022 to 2025.

    Returns the campaign and the new accounts with their passwords, which are shown once and stored only as hashes.
    """
    campaign = load_plan(read_plan(PLAN), by=None, is_practice=True)
    accounts = {name: create_practice_account(name, *rest, campaign.ward) for name, *rest in PEOPLE}
    people = {user.username: user for user in User.objects.filter(username__in=accounts)}
    fill_staff_grid(campaign, by=people["deputy"])
    targets = {target.number: target for target in Target.objects.filter(campaign=campaign)}
    for place, (number, *said) in enumerate(READINGS):
        enterer = people["union" if place % 3 == 2 else "deputy"]
        reading = practice_reading(targets[number], *said, by=enterer)
        approve_reading(reading, by=people["principal"])
    number, *said = WAITING
    record_reading(targets[number], practice_values(targets[number], *said), key=uuid.uuid4(), by=people["deputy"])
    audit.record("tạo dữ liệu thực hành", campaign, by=None, after={"readings": len(READINGS) + 1})
    return campaign, accounts


def practice_reading(target: Target, day: date, said, confidence: str, comment: str, *, by) -> Reading:
    """A reading as somebody measured it, or as the portal counts it from the staff grid."""
    if said is not None:
        values = practice_values(target, day, said, confidence, comment)
        return record_reading(target, values, key=uuid.uuid4(), by=by)
    values = {"confidence": confidence, "comment": comment}
    return record_counted_reading(target.staff_item, values, on=day, key=uuid.uuid4(), by=by)


def fill_staff_grid(campaign: Campaign, *, by) -> None:
    """The people of the school with what they had on which day, who was on leave, and who left."""
    staff = [add_invented(campaign, one, by=by) for one in invented.practice_staff()]
    for place in invented.LEAVING:
        record_leaving(staff[place], on=invented.LAST_DAY, stamp=staff_stamp(staff[place]), by=by)
    first, last = invented.LEAVE
    leave = {"item": None, "kind": LeaveKind.MATERNITY, "reason": "Theo quyết định của trường (dữ liệu thực hành)."}
    days = {"starts_on": first, "ends_on": last}
    exempt_staff(campaign, staff[invented.ON_LEAVE], leave | days, key=uuid.uuid4(), by=by)
    items = list(StaffItem.objects.filter(campaign=campaign).order_by("number"))
    for day, answers in invented.practice_answers():
        said = {staff[place].pk: given for place, given in answers.items()}
        rows = [row for row in ledger_of(campaign).rows(day) if row.key in said]
        entries = [with_answers(row, items, said[row.key]) for row in rows]
        record_ticks(campaign, [item.pk for item in items], entries, on=day, by=by)


def add_invented(campaign: Campaign, one: invented.PracticeStaff, *, by) -> StaffMember:
    values = {name: getattr(one, name) for name in ("full_name", "position", "born_on", "gender", "joined_on")}
    return add_staff(campaign.ward, values, key=uuid.uuid4(), by=by)


def with_answers(row: StaffRow, items: list[StaffItem], given: dict[int, str]) -> Entry:
    """A line of the grid with some answers changed."""
    answers = (given.get(item.number, said) for item, said in zip(items, row.answers, strict=True))
    return Entry(row.key, "".join(answers), row.version)


def practice_values(target: Target, day: date, said: tuple[int, ...] | bool, confidence: str, comment: str) -> dict:
    values = {"measured_on": day, "source": target.source, "confidence": confidence, "comment": comment}
    if target.kind == TargetKind.YES_NO:
        return values | {"answer": said}
    return values | dict(zip(("part", "whole", "asked"), said, strict=False))
