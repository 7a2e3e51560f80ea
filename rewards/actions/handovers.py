"""Handing certificates over: recorded once however often it is pressed, taken back only for a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from emulation.actions import PeopleRefused
from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy

from ..choices import DossierStatus, DossierVerb
from ..models import Ceremony, Certificate, DecisionLine, Dossier, DossierLine, HandOver
from ..queries.handovers import is_all_handed, is_handed
from .dossier_steps import move, step_of, take_dossiers_along
from .dossiers import hold_alone


class HandOverRefused(PeopleRefused):
    """A hand-over that cannot be recorded or taken back; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class HandedOver:
    """What one press came to: certificates recorded by it, those left out because they were with their receiver
    already or no longer hold, and dossiers that have nothing left to hand over."""

    done: int
    skipped: int
    dossiers: int


@transaction.atomic
def hand_over(
    certificates: Iterable[Certificate],
    handed_on: date,
    *,
    batch: UUID,
    by,
    receiver: str = "",
    relation: str = "",
    note: str = "",
    ceremony: Ceremony | None = None,
) -> HandedOver:
    """Records that certificates were collected on a day, by the awarded or by a receiver for them.

    The same `batch` again tells what it did and changes nothing; what somebody else has recorded meanwhile stays as it
    is. Dossiers whose last certificate this was move along. Raises HandOverRefused.
    """
    keys = sorted(one.pk for one in certificates)
    list(Certificate.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))
    if done := HandOver.objects.filter(batch=batch).count():
        return HandedOver(done, max(0, len(keys) - done), 0)
    waiting = list(Certificate.objects.standing().filter(pk__in=keys).exclude(is_handed()).order_by("pk"))
    check_day(waiting, handed_on)
    said = {"receiver": tidy(receiver), "relation": tidy(relation), "note": tidy(note)}
    if said["relation"] and not said["receiver"]:
        raise HandOverRefused("Đã ghi quan hệ nhưng chưa ghi tên người nhận thay. Hãy ghi tên người nhận thay.")
    told = {"handed_on": handed_on, "ceremony": ceremony, "batch": batch, "recorded_by": by, **said}
    HandOver.objects.bulk_create(HandOver(certificate=one, **told) for one in waiting)
    if waiting:
        record_trail("ghi đã trao giấy", waiting, by=by, on=f"{handed_on:%Y-%m-%d}", behalf=bool(said["receiver"]))
    dossiers = take_dossiers_along(nominations_of(waiting), by=by)
    return HandedOver(len(waiting), len(keys) - len(waiting), len(dossiers))


def check_day(certificates: list[Certificate], handed_on: date) -> None:
    """Raises HandOverRefused for a day before one of them was issued, or one still to come."""
    issued = max((clock.local(one.issued_at).date() for one in certificates), default=handed_on)
    if not issued <= handed_on <= clock.today():
        since = f"{issued:%d/%m/%Y}"
        raise HandOverRefused(f"Ngày trao phải từ ngày cấp giấy ({since}) đến hôm nay. Hãy xem lại ngày trao.")


@transaction.atomic
def take_back(handovers: Iterable[HandOver], reason: str, *, by) -> int:
    """Takes recorded hand-overs back for a reason; they stay in the history. Again it changes nothing.

    Dossiers that count as handed over wait again. Raises HandOverRefused without a reason.
    """
    reason = tidy(reason)
    if not reason:
        raise HandOverRefused("Hãy ghi lý do bỏ ghi, để người xem sau biết vì sao.")
    chosen = list(handovers)
    held = Certificate.objects.select_for_update(no_key=True).filter(pk__in=[one.certificate_id for one in chosen])
    certificates = list(held.order_by("pk"))
    undone = HandOver.objects.standing().filter(pk__in=[one.pk for one in chosen])
    count = undone.update(undone_at=clock.now(), undone_by=by, undo_reason=reason)
    if count:
        record_trail("bỏ ghi đã trao giấy", certificates, by=by)
        take_dossiers_back(certificates, reason, by=by)
    return count


def record_trail(verb: str, certificates: list[Certificate], *, by, **facts) -> None:
    """One line: about the certificate, or about the first of many with how many there were."""
    audit.record(verb, certificates[0], by=by, after={"certificates": len(certificates), **facts})


# Dossiers move along


def nominations_of(certificates: list[Certificate]) -> QuerySet[int]:
    lines = DecisionLine.objects.filter(pk__in=[one.line_id for one in certificates])
    return lines.values_list("nomination", flat=True)


def take_dossiers_back(certificates: list[Certificate], reason: str, *, by) -> None:
    held = DossierLine.objects.held().filter(nomination__in=nominations_of(certificates)).values("dossier")
    for one in Dossier.objects.filter(pk__in=held, status=DossierStatus.HANDED).order_by("pk"):
        standing = hold_alone(one)
        if standing.status == DossierStatus.HANDED and not is_all_handed(standing):
            move(standing, step_of(standing, DossierVerb.TAKE_HAND_BACK), reason, by=by)
