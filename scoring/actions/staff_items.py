"""The items of a staff grid set up by people, and who is not counted for a while; each act leaves its trail."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from emulation.choices import CampaignStatus
from emulation.kit import audit, clock
from emulation.models import Campaign, StaffMember

from ..choices import TargetKind
from ..models import StaffExemption, StaffItem, StaffTick
from ..queries.staff_items import keeps_staff_items
from ..queries.targets import plan_days
from ..rules import staff_items as rules
from .staff_ticks import CLOSED, hold_campaign

MOST = 20  # items of one campaign: more columns nobody oversees
GONE = "Mục này vừa được bỏ. Hãy mở lại danh sách các mục."
ASIDE = 1000  # numbers that no item has, while the others move


class StaffRefused(ValueError):
    """An item or an exemption that cannot be; the message is a Vietnamese sentence."""


def held(campaign: Campaign) -> Campaign:
    """The campaign while nobody else writes its grid; refuses one that is over or asks no staff."""
    fresh = hold_campaign(campaign)
    if fresh.status == CampaignStatus.CLOSED:
        raise StaffRefused(CLOSED)
    if not keeps_staff_items(fresh):
        raise StaffRefused(f"{fresh.ward} không lập danh sách cán bộ, giáo viên nên không theo dõi từng người.")
    return fresh


def sent_before(model, key: UUID, campaign: Campaign):
    """What this very form has made already; refuses one that was sent for another campaign."""
    done = model.objects.filter(key=key).first()
    if done and done.campaign_id != campaign.pk:
        raise StaffRefused("Mẫu này đã được gửi cho một phong trào khác. Hãy mở lại trang rồi nhập.")
    return done


@transaction.atomic
def add_item(campaign: Campaign, values: dict, *, key: UUID, by) -> StaffItem:
    """Adds an item behind the others; the same `key` again returns what it added. Raises StaffRefused."""
    fresh = held(campaign)
    if done := sent_before(StaffItem, key, fresh):
        return done
    others = StaffItem.objects.filter(campaign=fresh).count()
    if others >= MOST:
        raise StaffRefused(f"Bảng có nhiều nhất {MOST} mục. Hãy bỏ mục không dùng nữa trước.")
    check_item(StaffItem(campaign=fresh, **values))
    item = StaffItem.objects.create(campaign=fresh, number=others + 1, key=key, **values)
    audit.record("thêm mục theo dõi CB-GV-NV", item, by=by, after={"campaign": fresh.code, "target": item.target_id})
    return item


@transaction.atomic
def change_item(item: StaffItem, values: dict, *, by) -> StaffItem:
    """Renames an item or links it to another target; nothing where nothing differs. Raises StaffRefused."""
    held(item.campaign)
    fresh = StaffItem.objects.filter(pk=item.pk).first()
    if fresh is None:
        raise StaffRefused(GONE)
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    for name, value in changed.items():
        setattr(fresh, name, value)
    check_item(fresh)
    fresh.save(update_fields=list(changed))
    audit.record("sửa mục theo dõi CB-GV-NV", fresh, by=by, after={"fields": sorted(changed)})
    return fresh


def check_item(item: StaffItem) -> None:
    """Raises StaffRefused for a name that is there already, and for a target that cannot follow."""
    others = StaffItem.objects.filter(campaign=item.campaign_id).exclude(pk=item.pk)
    if item.label.casefold() in [label.casefold() for label in others.values_list("label", flat=True)]:
        raise StaffRefused(f"Bảng đã có mục “{item.label}”. Hãy đặt tên khác.")
    if item.target is None:
        return
    if item.target.campaign_id != item.campaign_id or item.target.kind != TargetKind.SHARE:
        raise StaffRefused("Chỉ gắn được với một chỉ tiêu loại tỷ lệ của chính phong trào này.")
    if taken := others.filter(target=item.target).first():
        raise StaffRefused(f"Chỉ tiêu này đã lấy số liệu từ mục “{taken.label}”. Hãy bỏ gắn ở mục ấy trước.")


@transaction.atomic
def move_item(item: StaffItem, *, to: int, by) -> StaffItem:
    """Gives an item another place among the others; past the ends it stays at the end. Twice is once."""
    held(item.campaign)
    items = list(StaffItem.objects.filter(campaign=item.campaign_id).order_by("number"))
    fresh = next((one for one in items if one.pk == item.pk), None)
    if fresh is None:
        raise StaffRefused(GONE)
    place = min(max(to, 1), len(items))
    if fresh.number == place:
        return fresh
    items.remove(fresh)
    items.insert(place - 1, fresh)
    renumber(items)
    audit.record("đổi chỗ mục theo dõi CB-GV-NV", fresh, by=by, after={"number": place})
    return fresh


def renumber(items: list[StaffItem]) -> None:
    """Numbers items in their order; they step aside first, since no two may ever have the same number."""
    StaffItem.objects.filter(pk__in=[one.pk for one in items]).update(number=F("number") + ASIDE)
    for number, one in enumerate(items, start=1):
        one.number = number
    StaffItem.objects.bulk_update(items, ["number"])


@transaction.atomic
def remove_item(item: StaffItem, *, by) -> None:
    """Takes away an item nobody was ever asked about; twice is once. Raises StaffRefused for any other."""
    held(item.campaign)
    fresh = StaffItem.objects.filter(pk=item.pk).first()
    if fresh is None:
        return
    if is_used(fresh):
        raise StaffRefused(
            f"Mục “{fresh.label}” đã có câu trả lời nên được giữ lại cùng lịch sử. Nếu không dùng nữa, hãy bỏ gắn chỉ "
            "tiêu và đưa mục xuống cuối."
        )
    audit.record("bỏ mục theo dõi CB-GV-NV", fresh, by=by, before={"number": fresh.number})
    fresh.delete()
    renumber(list(StaffItem.objects.filter(campaign=item.campaign_id).order_by("number")))


def is_used(item: StaffItem) -> bool:
    ticks, exemptions = StaffTick.objects.filter(item=item), StaffExemption.objects.filter(item=item)
    return ticks.exists() or exemptions.exists()


@transaction.atomic
def exempt_staff(campaign: Campaign, member: StaffMember, values: dict, *, key: UUID, by) -> StaffExemption:
    """Leaves a person out of one item, or of all, for some days; the same `key` again returns what it recorded.

    Raises StaffRefused.
    """
    fresh = held(campaign)
    if done := sent_before(StaffExemption, key, fresh):
        return done
    check_exemption(fresh, member, values)
    one = StaffExemption.objects.create(campaign=fresh, member=member, key=key, entered_by=by, **values)
    audit.record("miễn tính cán bộ", one, by=by, after={"campaign": fresh.code, "person": member.pk})
    return one


def check_exemption(campaign: Campaign, member: StaffMember, values: dict) -> None:
    item, starts_on, ends_on = (values[name] for name in ("item", "starts_on", "ends_on"))
    if member.unit_id != campaign.ward_id or (item and item.campaign_id != campaign.pk):
        raise StaffRefused("Người này hoặc mục này không thuộc bảng. Hãy tải lại trang rồi chọn lại.")
    if flaw := rules.flaw_of_leave(starts_on, ends_on, *plan_days(campaign)):
        raise StaffRefused(flaw)
    for other in StaffExemption.objects.filter(campaign=campaign, member=member, item=item):
        last = other.last_day
        if not other.is_void and (last is None or starts_on <= last) and (not ends_on or other.starts_on <= ends_on):
            raise StaffRefused(
                f"Người này đã được miễn tính {days_words(other)}. Hãy bỏ lần ấy, hoặc chọn những ngày khác."
            )


def days_words(one: StaffExemption) -> str:
    until = f" đến hết {one.last_day:%d/%m/%Y}" if one.last_day else ", chưa có ngày cuối"
    return f"từ {one.starts_on:%d/%m/%Y}{until}"


@transaction.atomic
def lift_exemption(exemption: StaffExemption, *, on: date, by) -> StaffExemption:
    """Counts a person again from a day on; from the first day, as if the exemption had never been. Twice is once.

    Raises StaffRefused.
    """
    held(exemption.campaign)
    fresh = StaffExemption.objects.get(pk=exemption.pk)
    if fresh.lifted_at:
        return fresh
    if on < fresh.starts_on or (fresh.ends_on and on > fresh.ends_on):
        raise StaffRefused(f"Người này được miễn tính {days_words(fresh)}. Hãy chọn một ngày trong khoảng ấy.")
    fresh.lifted_from, fresh.lifted_at, fresh.lifted_by = on, clock.now(), by
    fresh.save(update_fields=["lifted_from", "lifted_at", "lifted_by"])
    audit.record("bỏ miễn tính cán bộ", fresh, by=by, after={"from": f"{on:%Y-%m-%d}"})
    return fresh
