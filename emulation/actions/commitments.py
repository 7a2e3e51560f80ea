"""Ticking off who has signed the pledge, and taking a tick back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ..kit import audit, clock
from ..models import Campaign, Commitment


class CommitmentRefused(ValueError):
    """A signature that cannot be recorded; the message is a Vietnamese sentence."""


@transaction.atomic
def record_commitment(commitment: Commitment, signed_on: date, *, by) -> bool:
    """Records that somebody has signed; False where it was recorded before, whose date then stays."""
    if signed_on > clock.today():
        raise CommitmentRefused(f"Ngày ký {signed_on:%d/%m/%Y} còn ở phía trước: hãy ghi ngày đã ký thật.")
    if not Commitment.objects.filter(pk=commitment.pk, signed_on=None).update(signed_on=signed_on):
        return False
    audit.record(
        "ghi nhận ký cam kết", commitment, by=by, label=label_of(commitment), after={"signed_on": str(signed_on)}
    )
    return True


@transaction.atomic
def record_commitments(campaign: Campaign, chosen: Iterable[int], signed_on: date, *, by) -> int:
    """Records several signatures of one day; returns how many are new."""
    found = campaign.commitments.filter(pk__in=list(chosen))
    return sum(record_commitment(commitment, signed_on, by=by) for commitment in found)


@transaction.atomic
def withdraw_commitment(commitment: Commitment, *, by) -> bool:
    """Takes back a signature that was recorded by mistake; False where there is none."""
    standing = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if standing.signed_on is None:
        return False
    Commitment.objects.filter(pk=standing.pk).update(signed_on=None)
    before = {"signed_on": str(standing.signed_on)}
    audit.record("bỏ ghi nhận ký cam kết", standing, by=by, label=label_of(standing), before=before)
    return True


def label_of(commitment: Commitment) -> str:
    """What the trail calls a pledge: the organisation, never the person."""
    return commitment.organisation
