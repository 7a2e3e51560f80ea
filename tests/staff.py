"""People of a school and their lines in the staff grid, each in one line of a test."""

import uuid
from datetime import date

from emulation.actions.staff import add_staff
from emulation.choices import Gender
from emulation.models import Campaign, StaffMember
from scoring.actions.sheets import Entry
from scoring.actions.staff_items import exempt_staff
from scoring.actions.staff_ticks import record_ticks
from scoring.models import StaffExemption, StaffItem
from scoring.queries.staff_items import ledger_of

DAY = date(2022, 12, 20)
NAMES = ["Trần Thị An", "Lê Thị Bình", "Phạm Văn Cường", "Đỗ Thị Dung", "Vũ Thị Hà"]


def hire(campaign: Campaign, *names: str, joined_on=None, left_on=None) -> list[StaffMember]:
    """People on the school's list, from the first day unless told otherwise."""
    said = {"position": "Giáo viên", "born_on": date(1990, 3, 4), "gender": Gender.FEMALE, "joined_on": joined_on}
    people = [add_staff(campaign.ward, said | {"full_name": name}, key=uuid.uuid4(), by=None) for name in names]
    StaffMember.objects.filter(pk__in=[one.pk for one in people]).update(left_on=left_on)
    return people


def columns_of(campaign: Campaign) -> list[int]:
    return list(StaffItem.objects.filter(campaign=campaign).order_by("number").values_list("pk", flat=True))


def line_of(campaign: Campaign, person: StaffMember, on=DAY):
    """A person's line as the grid of a day has it."""
    return next(row for row in ledger_of(campaign).rows(on) if row.key == person.pk)


def tick(campaign: Campaign, *said: tuple[StaffMember, str], by, on=DAY) -> list:
    """Lines written by somebody who has just seen them: tick(campaign, (lan, "1.0."), by=deputy)."""
    entries = [Entry(one.pk, answers, line_of(campaign, one, on).version) for one, answers in said]
    return record_ticks(campaign, columns_of(campaign), entries, on=on, by=by)


def exempt(campaign: Campaign, person: StaffMember, first, last=None, *, by, item=None) -> StaffExemption:
    said = {"kind": "maternity", "reason": "Quyết định số 12", "starts_on": first, "ends_on": last, "item": item}
    return exempt_staff(campaign, person, said, key=uuid.uuid4(), by=by)
