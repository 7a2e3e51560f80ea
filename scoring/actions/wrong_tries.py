"""Codes typed by people without an account: many wrong ones from one network have to wait a little."""

from datetime import timedelta

from emulation.kit import clock
from emulation.kit.fields import fingerprint

from ..models import WrongTry

TRIES, PATIENCE = 10, timedelta(minutes=10)  # wrong codes of one network in a row, and how long they are remembered


class TriedTooOften(Exception):
    """Too many wrong codes from one network at one door; whoever waits is let in again."""


def knock(door: str) -> WrongTry:
    """Writes a try down before its code is looked up, so that many at once count, too; a right one is deleted again.

    `door` names which codes are tried and from which network; it is kept as a keyed hash for minutes. Nobody is locked
    out for long: who waits is let in again, because tries made in vain do not count on. Raises TriedTooOften.
    """
    mine = fingerprint(door)
    since = clock.now() - PATIENCE
    WrongTry.objects.filter(tried_at__lte=since).delete()
    attempt = WrongTry.objects.create(network=mine)
    if WrongTry.objects.filter(network=mine).exclude(pk=attempt.pk).count() >= TRIES:
        attempt.delete()
        raise TriedTooOften
    return attempt
