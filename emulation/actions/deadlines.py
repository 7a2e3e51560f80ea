"""Leave to enter scores late, and the secret addresses by which calendars follow a campaign's deadlines."""

import hashlib
import secrets
import uuid
from datetime import datetime

from django.db import transaction

from ..choices import PhaseStatus, UnitKind
from ..kit import audit, clock
from ..models import CalendarLink, Campaign, LateEntryGrant, Phase, Unit, User

TOKEN_BYTES = 24  # 192 bits
GRANTED_TO = (UnitKind.WARD, UnitKind.NEIGHBOURHOOD)


class GrantRefused(ValueError):
    """Leave that cannot be given; the message is a Vietnamese sentence that says why."""


@transaction.atomic
def grant_late_entry(
    phase: Phase, unit: Unit, *, until: datetime, reason: str, by, request_key: uuid.UUID | None = None
) -> tuple[LateEntryGrant, bool]:
    """Lets a unit and all below it enter scores until a moment; returns the grant and whether it is new.

    The same form twice, or the same unit and moment again while the grant lives, changes nothing. Raises GrantRefused.
    """
    standing = Phase.objects.select_for_update(of=["self"]).select_related("campaign__ward").get(pk=phase.pk)
    found = same_grant(standing, unit, until, request_key)
    if found:
        return found, False
    check_grant(standing, unit, until, reason)
    grant = LateEntryGrant.objects.create(
        phase=standing, unit=unit, until=until, reason=reason, granted_by=by, request_key=request_key or uuid.uuid4()
    )
    after = {"phase": standing.code, "unit": unit.code, "until": until.isoformat()}
    audit.record("cho nhập muộn", grant, by=by, after=after)
    return grant, True


def same_grant(phase: Phase, unit: Unit, until: datetime, request_key: uuid.UUID | None) -> LateEntryGrant | None:
    """What the same form has given before, revoked or not; else what the unit has until the very same moment."""
    repeated = LateEntryGrant.objects.filter(request_key=request_key).first()
    return repeated or phase.late_entry_grants.filter(unit=unit, until=until, revoked_at=None).first()


def check_grant(phase: Phase, unit: Unit, until: datetime, reason: str) -> None:
    """Raises GrantRefused for a phase that is closed, a unit of elsewhere, a moment that is over, or no reason."""
    if phase.status == PhaseStatus.CLOSED:
        raise GrantRefused(f"{phase.name} đã chốt nên không cho nhập muộn được nữa.")
    if unit.kind not in GRANTED_TO or not f"{unit.code}/".startswith(f"{phase.campaign.ward.code}/"):
        raise GrantRefused("Phép nhập muộn chỉ cho cả phường hoặc cho một tổ dân phố của phường tổ chức phong trào.")
    if until <= clock.now():
        raise GrantRefused("Phép nhập muộn phải kết thúc sau lúc này: hãy chọn ngày khác.")
    if not reason.strip():
        raise GrantRefused("Hãy ghi lý do cho nhập muộn.")


@transaction.atomic
def revoke_late_entry(grant: LateEntryGrant, *, by) -> bool:
    """Ends a grant now and keeps it with who ended it; False if somebody had already done so."""
    revoked = LateEntryGrant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=clock.now(), revoked_by=by)
    grant.refresh_from_db()
    if revoked:
        audit.record("thu hồi phép nhập muộn", grant, by=by, after={"unit": grant.unit.code})
    return bool(revoked)


@transaction.atomic
def create_calendar_link(campaign: Campaign, *, by) -> str:
    """Gives a person a new secret address in place of the old one; returns the token, of which only a hash is kept."""
    User.objects.select_for_update().get(pk=by.pk)  # of two presses at once the later one wins
    revoke_calendar_link(campaign, by=by)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = CalendarLink.objects.create(campaign=campaign, owner=by, token_hash=token_hash(token))
    audit.record("tạo liên kết lịch", link, by=by, after={"campaign": campaign.code})
    return token


@transaction.atomic
def revoke_calendar_link(campaign: Campaign, *, by) -> bool:
    """Ends a person's own address, if there is one."""
    live = CalendarLink.objects.filter(campaign=campaign, owner=by, revoked_at=None)
    link = live.first()
    if link is None or not live.filter(pk=link.pk).update(revoked_at=clock.now(), revoked_by=by):
        return False
    audit.record("thu hồi liên kết lịch", link, by=by)
    return True


def token_hash(token: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()
