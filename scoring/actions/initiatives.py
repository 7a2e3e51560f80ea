"""Initiatives: written by one, corrected while they wait, approved by another, then only withdrawn."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from emulation.actions.files import keep_files, write_files
from emulation.choices import CampaignStatus
from emulation.kit import audit, clock
from emulation.kit.evidence import Evidence
from emulation.kit.vietnamese import tidy
from emulation.models import Campaign, KeptFile, StaffMember

from ..choices import InitiativeState
from ..models import Initiative
from ..queries.initiatives import namesakes
from ..queries.targets import plan_days
from ..rules import initiatives as rules

WRITTEN = ["kind", "title", "description", "effect", "applied_in", "started_on", "ended_on", "other_authors"]
STALE = "Sáng kiến này vừa được người khác ghi. Hãy xem chỗ khác nhau dưới đây rồi bấm lưu lần nữa."
SEEN_BEFORE = "Sáng kiến này vừa được ghi lại nên chưa duyệt. Hãy đọc bản mới rồi duyệt."


class InitiativeRefused(ValueError):
    """What cannot be done about an initiative; the message is a Vietnamese sentence that says why."""


class InitiativeStale(InitiativeRefused):
    """Somebody else has written since the page was opened."""


def record_initiative(
    campaign: Campaign, values: dict, staff: list[StaffMember], *, key: UUID, by, evidence: Iterable[Evidence] = ()
) -> Initiative:
    """Enters an initiative with its authors and files, to be approved; the same `key` again returns what it entered.

    Raises InitiativeRefused.
    """
    written = write_files(evidence)
    with transaction.atomic():
        standing = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        if done := Initiative.objects.filter(key=key).first():
            if done.campaign_id != standing.pk:
                raise InitiativeRefused("Mẫu nhập này đã được gửi cho phong trào khác. Hãy mở lại trang rồi nhập.")
            return done
        check_initiative(standing, values, staff)
        initiative = Initiative.objects.create(campaign=standing, key=key, written_by=by, **values)
        initiative.staff.set(staff)
        initiative.files.add(*keep_files(written, by=by))
        facts = {"kind": initiative.kind, "authors": len(staff), "files": len(written)}
        audit.record("ghi sáng kiến", initiative, by=by, after=facts)
        return initiative


def change_initiative(
    initiative: Initiative,
    values: dict,
    staff: list[StaffMember],
    *,
    seen: int,
    by,
    evidence: Iterable[Evidence] = (),
) -> Initiative:
    """Writes a waiting initiative anew and adds files; what it says already changes nothing.

    `seen` is the version somebody has looked at. Raises InitiativeStale for an older one, InitiativeRefused.
    """
    written = write_files(evidence)
    with transaction.atomic():
        fresh = held(initiative)
        refuse_unless_waiting(fresh, "sửa")
        known = set(fresh.files.values_list("sha256", flat=True))
        new = [file for file in written if file.sha256 not in known]
        changed = changes_of(fresh, values, staff)
        if not changed and not new:
            return fresh
        if fresh.version != seen:
            raise InitiativeStale(STALE)
        check_initiative(fresh.campaign, values, staff, besides=fresh)
        write(fresh, values, staff, new, by)
        audit.record("sửa sáng kiến", fresh, by=by, after={"changed": changed, "files": len(new)})
        return fresh


def write(initiative: Initiative, values: dict, staff: list[StaffMember], new: list[KeptFile], by) -> None:
    for name, value in values.items():
        setattr(initiative, name, value)
    initiative.written_by, initiative.written_at, initiative.version = by, clock.now(), initiative.version + 1
    initiative.save()
    initiative.staff.set(staff)
    initiative.files.add(*keep_files(new, by=by))


def changes_of(initiative: Initiative, values: dict, staff: list[StaffMember]) -> list[str]:
    """Names of what would be written otherwise than it stands."""
    changed = [name for name in WRITTEN if getattr(initiative, name) != values[name]]
    if {one.pk for one in initiative.staff.all()} != {one.pk for one in staff}:
        changed.append("staff")
    return changed


def check_initiative(
    campaign: Campaign, values: dict, staff: list[StaffMember], besides: Initiative | None = None
) -> None:
    """Raises InitiativeRefused for one that cannot be, or that the campaign has already."""
    if campaign.status == CampaignStatus.CLOSED:
        raise InitiativeRefused("Phong trào đã kết thúc nên không ghi hay sửa sáng kiến nữa.")
    plan = rules.Plan(*plan_days(campaign), clock.today())
    has_author = bool(staff or values["other_authors"])
    found = rules.flaws(values["started_on"], values["ended_on"], has_author, plan)
    if any(one.unit_id != campaign.ward_id for one in staff):
        found["staff"] = "Danh sách cán bộ vừa thay đổi. Hãy chọn lại tác giả."
    if namesakes(campaign, values["title"], besides.pk if besides else None).exists():
        found["title"] = "Phong trào đã có sáng kiến mang tên này. Hãy mở sáng kiến ấy để bổ sung, hoặc đặt tên khác."
    if found:
        raise InitiativeRefused(" ".join(found.values()))


@transaction.atomic
def approve_initiative(initiative: Initiative, *, seen: int, by) -> Initiative:
    """Makes an initiative count; approving it twice changes nothing.

    `seen` is the version somebody has read. Raises InitiativeRefused for another one, the own one, a withdrawn one.
    """
    fresh = held(initiative)
    if fresh.state == InitiativeState.APPROVED:
        return fresh
    refuse_unless_waiting(fresh, "duyệt")
    if fresh.written_by_id == by.pk:
        raise InitiativeRefused("Người ghi không duyệt sáng kiến do chính mình ghi. Hãy nhờ người khác của đơn vị.")
    if fresh.version != seen:
        raise InitiativeRefused(SEEN_BEFORE)
    fresh.approved_at, fresh.approved_by = clock.now(), by
    fresh.save(update_fields=["approved_at", "approved_by"])
    audit.record("duyệt sáng kiến", fresh, by=by)
    return fresh


@transaction.atomic
def withdraw_initiative(initiative: Initiative, reason: str, *, by) -> Initiative:
    """Takes an initiative out of what counts, for a reason; it stays to be read. Twice changes nothing.

    The reason may name people, so it stays with the initiative and out of the trail. Raises InitiativeRefused.
    """
    fresh, reason = held(initiative), tidy(reason)
    if fresh.state == InitiativeState.WITHDRAWN:
        return fresh
    if not reason:
        raise InitiativeRefused("Hãy ghi lý do rút, để người xem sau hiểu.")
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.withdrawal_reason = clock.now(), by, reason
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    audit.record("rút sáng kiến", fresh, by=by)
    return fresh


def refuse_unless_waiting(initiative: Initiative, verb: str) -> None:
    if initiative.state == InitiativeState.WITHDRAWN:
        raise InitiativeRefused(
            f"Sáng kiến này đã được rút nên không {verb} được nữa. Nếu cần, hãy ghi một sáng kiến mới."
        )
    if initiative.state == InitiativeState.APPROVED:
        raise InitiativeRefused(f"Sáng kiến này đã được duyệt nên không {verb} được nữa. Nếu sai, hãy rút rồi ghi lại.")


def held(initiative: Initiative) -> Initiative:
    """The initiative as it is now; nobody else writes to it meanwhile."""
    Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
    return Initiative.objects.select_related("campaign").get(pk=initiative.pk)
