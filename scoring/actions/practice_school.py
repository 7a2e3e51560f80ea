"""The practice school: the real plan of Trường Mầm non Tuổi Hồng with invented readings, clearly marked."""

import uuid
from datetime import date
from pathlib import Path

from django.db import transaction

from emulation.actions.people import create_practice_account
from emulation.choices import RoleKind
from emulation.kit import audit
from emulation.models import Campaign, User
from emulation.plans import read_plan

from ..choices import Confidence, InitiativeKind, TargetKind
from ..models import Target
from .initiatives import approve_initiative, record_initiative
from .plans import load_plan
from .targets import approve_reading, record_reading

PLAN = Path(__file__).resolve().parent.parent / "plans" / "tuoi-hong-2022.toml"
PEOPLE = [
    ("principal", "Vũ Thị Ngọc Bắc", "Hiệu trưởng", RoleKind.PRINCIPAL),
    ("deputy", "Vũ Thị Mỹ", "Phó Hiệu trưởng", RoleKind.SCHOOL_STAFF),
    ("union", "Nguyễn Hồng Ngọc", "Chủ tịch Công đoàn", RoleKind.SCHOOL_STAFF),
]
FINE, SLOW, RISK = Confidence.ON_TRACK, Confidence.SLOW, Confidence.AT_RISK
# number of the target, day, what was measured (part of whole and asked, or yes and no), confidence, comment
READINGS: list[tuple[int, date, tuple[int, ...] | bool, str, str]] = [
    (1, date(2022, 11, 20), (52, 60), SLOW, "Tám người còn dùng điện thoại phím bấm."),
    (1, date(2022, 12, 20), (57, 60), FINE, "Công đoàn hỗ trợ năm người mua máy trả góp."),
    (1, date(2023, 9, 15), (58, 62), FINE, "Hai nhân viên mới chưa có máy."),
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
INVENTED = "Ví dụ dựng cho dữ liệu thực hành, không phải việc có thật. "
# kind, name, what, effect, where, from, to, authors; the last one still waits
INITIATIVES: list[tuple[str, str, str, str, str, date, date | None, str]] = [
    (
        InitiativeKind.MODEL,
        "Góc thư viện số của lớp Lá",
        "Mỗi lớp có một máy tính bảng với sách nói, tranh truyện số; phụ huynh mượn sách qua mã QR dán ở cửa lớp.",
        "Lượt mượn tăng từ 12 lên 45 lượt một tuần sau ba tháng.",
        "Ba lớp Lá",
        date(2023, 2, 15),
        None,
        "Tổ khối Lá",
    ),
    (
        InitiativeKind.SOLUTION,
        "Một biểu mẫu điện tử thay sáu sổ giấy",
        "Gộp sáu sổ theo dõi hằng ngày thành một biểu mẫu nhập trên điện thoại, cuối tháng tự lập bảng.",
        "Mỗi giáo viên bớt khoảng 30 phút ghi chép một ngày; không còn phải chép lại số liệu cuối tháng.",
        "Toàn trường",
        date(2023, 9, 5),
        date(2024, 5, 31),
        "Vũ Thị Mỹ; Tổ văn phòng",
    ),
    (
        InitiativeKind.INITIATIVE,
        "Bản tin bữa ăn gửi phụ huynh mỗi ngày",
        "Bếp chụp suất ăn mẫu, ghi nguồn thực phẩm và gửi vào nhóm phụ huynh trước 10 giờ.",
        "Phiếu hỏi tháng 5/2025: 96 % phụ huynh đọc thường xuyên; ý kiến về bữa ăn giảm một nửa.",
        "Bếp ăn và 12 nhóm phụ huynh",
        date(2024, 9, 9),
        None,
        "Công đoàn trường; Tổ cấp dưỡng",
    ),
]


@transaction.atomic
def make_practice_school() -> tuple[Campaign, dict[str, str]]:
    """Adds the practice school with its plan, its people and what they have measured from 2022 to 2025.

    Returns the campaign and the new accounts with their passwords, which are shown once and stored only as hashes.
    """
    campaign = load_plan(read_plan(PLAN), by=None, is_practice=True)
    accounts = {name: create_practice_account(name, *rest, campaign.ward) for name, *rest in PEOPLE}
    people = {user.username: user for user in User.objects.filter(username__in=accounts)}
    targets = {target.number: target for target in Target.objects.filter(campaign=campaign)}
    for place, (number, *said) in enumerate(READINGS):
        enterer = people["union" if place % 3 == 2 else "deputy"]
        reading = record_reading(targets[number], practice_values(targets[number], *said), key=uuid.uuid4(), by=enterer)
        approve_reading(reading, by=people["principal"])
    number, *said = WAITING
    record_reading(targets[number], practice_values(targets[number], *said), key=uuid.uuid4(), by=people["deputy"])
    make_initiatives(campaign, people)
    audit.record("tạo dữ liệu thực hành", campaign, by=None, after={"readings": len(READINGS) + 1})
    return campaign, accounts


def make_initiatives(campaign: Campaign, people: dict[str, User]) -> None:
    """What the practice school has thought up; the principal has approved all but the last."""
    made = []
    for kind, title, description, effect, applied_in, started_on, ended_on, authors in INITIATIVES:
        values = {"kind": kind, "title": title, "description": INVENTED + description, "effect": effect}
        values |= {"applied_in": applied_in, "started_on": started_on, "ended_on": ended_on, "other_authors": authors}
        made.append(record_initiative(campaign, values, [], key=uuid.uuid4(), by=people["deputy"]))
    for one in made[:-1]:
        approve_initiative(one, seen=one.version, by=people["principal"])


def practice_values(target: Target, day: date, said: tuple[int, ...] | bool, confidence: str, comment: str) -> dict:
    values = {"measured_on": day, "source": target.source, "confidence": confidence, "comment": comment}
    if target.kind == TargetKind.YES_NO:
        return values | {"answer": said}
    return values | dict(zip(("part", "whole", "asked"), said, strict=False))
