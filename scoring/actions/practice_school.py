"""The practice schools: the real plan of Trường Mầm non Tuổi Hồng and a small invented one, with invented readings."""

import uuid
from datetime import date
from pathlib import Path

from django.db import transaction

from emulation.actions.drafts import save_basics
from emulation.actions.people import create_practice_account
from emulation.actions.staff import add_staff, record_leaving
from emulation.choices import RoleKind
from emulation.kit import audit
from emulation.models import Campaign, Phase, StaffMember, Unit, User
from emulation.plans import read_plan
from emulation.queries.staff import staff_stamp

from .. import practice_staff as invented
from ..choices import Confidence, InitiativeKind, LeaveKind, TargetKind
from ..models import Reading, StaffItem, Target
from ..queries.staff_items import StaffRow, ledger_of
from .initiatives import approve_initiative, record_initiative
from .launching import open_next_phase
from .phases import close_phase
from .plans import load_plan
from .sheets import Entry
from .staff_items import exempt_staff
from .staff_ticks import record_counted_reading, record_ticks
from .targets import approve_reading, record_reading

PLANS = Path(__file__).resolve().parent.parent / "plans"
PLAN = PLANS / "tuoi-hong-2022.toml"
NEIGHBOUR = PLANS / "hoa-mai-2023.toml"
NUMBER = "00/KH-THỰC HÀNH"  # the real plan's number is not known
Person = tuple[str, str, str, RoleKind]  # account, name, position, role
PEOPLE: list[Person] = [
    ("principal", "Vũ Thị Ngọc Bắc", "Hiệu trưởng", RoleKind.PRINCIPAL),
    ("deputy", "Vũ Thị Mỹ", "Phó Hiệu trưởng", RoleKind.SCHOOL_STAFF),
    ("union", "Nguyễn Hồng Ngọc", "Chủ tịch Công đoàn", RoleKind.SCHOOL_STAFF),
]
NEIGHBOURS: list[Person] = [
    ("hm-principal", "Hiệu trưởng thực hành", "Hiệu trưởng", RoleKind.PRINCIPAL),
    ("hm-deputy", "Phó Hiệu trưởng thực hành", "Phó Hiệu trưởng", RoleKind.SCHOOL_STAFF),
]
OFFICE: Person = ("bn-standing", "Thường trực thực hành", "Công chức Văn phòng - Thống kê", RoleKind.STANDING)
FINE, SLOW, RISK = Confidence.ON_TRACK, Confidence.SLOW, Confidence.AT_RISK
# number of the target, day, what was measured (part of whole and asked, yes and no, or nothing where the portal counts
# it from the staff grid), confidence, comment
Said = tuple[int, date, tuple[int, ...] | bool | None, str, str]
READINGS: list[Said] = [
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
WAITING: Said = (
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


# a small school that measures late and seldom
NEIGHBOUR_READINGS: list[Said] = [
    (1, date(2024, 3, 5), (14, 21), SLOW, "Bảy người chưa có tài khoản."),
    (3, date(2024, 10, 1), (5,), RISK, "Bắt đầu chậm một năm học."),
]


@transaction.atomic
def make_practice_school() -> tuple[Campaign, dict[str, str]]:
    """Adds the practice school with its plan, its people and what they have measured from 2022 to 2025.

    Its first phase is closed and its second one open. Returns the campaign and the new accounts with their passwords,
    which are shown once and stored only as hashes.
    """
    campaign = load_plan(read_plan(PLAN), by=None, is_practice=True)
    accounts, people = make_people(PEOPLE, campaign.ward)
    principal, deputy, union = (people[name] for name, *_ in PEOPLE)
    launch(campaign, by=principal)
    fill_staff_grid(campaign, by=deputy)
    measure(campaign, READINGS, enterers=[deputy, deputy, union], head=principal)
    end_first_phase(campaign, by=principal)
    practice_reading(campaign, WAITING, by=deputy)
    make_initiatives(campaign, people)
    audit.record("tạo dữ liệu thực hành", campaign, by=None, after={"readings": len(READINGS) + 1})
    return campaign, accounts


@transaction.atomic
def make_neighbour_school() -> tuple[Campaign, dict[str, str]]:
    """Adds a second, wholly invented school beside the practice school, and the office of the ward that sees both."""
    campaign = load_plan(read_plan(NEIGHBOUR), by=None, is_practice=True)
    accounts, people = make_people(NEIGHBOURS, campaign.ward)
    open_next_phase(campaign, by=people["hm-principal"])
    measure(campaign, NEIGHBOUR_READINGS, enterers=[people["hm-deputy"]], head=people["hm-principal"])
    audit.record("tạo dữ liệu thực hành", campaign, by=None, after={"readings": len(NEIGHBOUR_READINGS)})
    return campaign, accounts | make_people([OFFICE], campaign.ward.parent)[0]


def make_people(people: list[Person], unit: Unit) -> tuple[dict[str, str], dict[str, User]]:
    """Practice accounts of a unit: their passwords, and the people themselves."""
    accounts = {name: create_practice_account(name, *rest, unit) for name, *rest in people}
    return accounts, {user.username: user for user in User.objects.filter(username__in=accounts)}


def launch(campaign: Campaign, *, by: User) -> None:
    """Gives the plan a number that says it is invented, and opens its first phase."""
    save_basics(campaign, {"number": NUMBER}, seen="", by=by)
    open_next_phase(campaign, by=by)
    campaign.refresh_from_db()


def end_first_phase(campaign: Campaign, *, by: User) -> Phase:
    """Closes the interim review, whose days are over, and opens the next phase."""
    close_phase(campaign.phases.get(number=1), by=by)
    return open_next_phase(campaign, by=by)


def measure(campaign: Campaign, readings: list[Said], *, enterers: list[User], head: User) -> None:
    """Enters readings in turn, each approved by the head of the school."""
    for place, said in enumerate(readings):
        approve_reading(practice_reading(campaign, said, by=enterers[place % len(enterers)]), by=head)


def practice_reading(campaign: Campaign, said: Said, *, by: User) -> Reading:
    """A reading as somebody measured it, or as the portal counts it from the staff grid."""
    number, day, measured, confidence, comment = said
    target = Target.objects.get(campaign=campaign, number=number)
    if measured is None:
        values = {"confidence": confidence, "comment": comment}
        return record_counted_reading(target.staff_item, values, on=day, key=uuid.uuid4(), by=by)
    values = practice_values(target, day, measured, confidence, comment)
    return record_reading(target, values, key=uuid.uuid4(), by=by)


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
    if target.kind == TargetKind.COUNT:
        return values | {"value": said[0]}
    return values | dict(zip(("part", "whole", "asked"), said, strict=False))
