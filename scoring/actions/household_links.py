"""The secrets that let a household in by itself: given out on slips, ended, and found again by a typed code."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.fields import fingerprint
from emulation.kit.locks import hold
from emulation.models import Household, Phase, Unit

from .. import rules
from ..models import HouseholdLink, ResultRules
from ..queries.self_scores import link_in_force
from .wrong_tries import TriedTooOften, knock

TOKEN_BYTES = 16  # 128 bits


class LinkRefused(ValueError):
    """A link that cannot be given, or a code that opens nothing; the message says in Vietnamese how to go on."""


class KnockedTooOften(LinkRefused):
    """Too many wrong codes from one network; whoever waits is let in again."""


@dataclass(frozen=True)
class Secret:
    """What one slip carries; it is nowhere but on the slip."""

    household: int
    token: str
    code: str  # nine characters, as `rules.spaced` prints them


def secret_of(key: UUID, phase: Phase, household: int) -> Secret:
    """The secret a form's key gives a household: the same form pressed twice prints the same slips.

    It is a keyed hash of the form's key, which is random and kept nowhere, so nobody can make it again later.
    """
    digest = bytes.fromhex(fingerprint(f"household link {key} {phase.pk} {household}"))
    number, body = int.from_bytes(digest[TOKEN_BYTES:], "big"), ""
    for _ in range(rules.BODY):
        number, place = divmod(number, len(rules.ALPHABET))
        body += rules.ALPHABET[place]
    token = base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")
    return Secret(household, token, rules.with_check(body))


def token_hash(token: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


def code_hash(code: str) -> str:
    """What is kept of a short code: a keyed hash, because all codes could be tried on a plain one."""
    return fingerprint(f"household code {code}")


@transaction.atomic
def issue_links(
    phase: Phase, unit: Unit, homes: Sequence[Household], *, key: UUID, by, only_new: bool = False
) -> dict[int, Secret]:
    """Gives households of a neighbourhood a new secret each, by household; one they had before ends.

    With `only_new` whoever has been given another one meanwhile keeps it and is left out. The same `key` again gives
    the same secrets and changes nothing. Raises LinkRefused for a phase that is closed or has no rules yet, and for a
    form whose slips have been replaced meanwhile.
    """
    hold(phase)
    if Phase.objects.filter(pk=phase.pk, status=PhaseStatus.CLOSED).exists():
        raise LinkRefused(f"{phase.name} đã chốt nên không phát liên kết nữa.")
    if phase.campaign.is_draft:
        raise LinkRefused("Phong trào còn đang soạn nên chưa phát phiếu mở được. Hãy mở đợt trước.")
    if not ResultRules.objects.filter(phase=phase).exists():
        raise LinkRefused(f"{phase.name} chưa có tiêu chí và quy tắc nên chưa phát phiếu mở được.")
    hold_homes(homes)
    secrets = {home.pk: secret_of(key, phase, home.pk) for home in homes}
    used = HouseholdLink.objects.in_force().filter(phase=phase, household__in=secrets)
    standing = dict(used.values_list("household", "token_hash"))
    if only_new:
        secrets = {home: one for home, one in secrets.items() if standing.get(home) in (None, token_hash(one.token))}
    new = [one for home, one in secrets.items() if standing.get(home) != token_hash(one.token)]
    ended = used.filter(household__in=[one.household for one in new])
    ended.update(revoked_at=clock.now(), revoked_by=by)
    links = [
        HouseholdLink(
            phase=phase, household_id=one.household, issued_by=by,
            token_hash=token_hash(one.token), code_hash=code_hash(one.code),
        )
        for one in new
    ]  # fmt: skip
    try:
        with transaction.atomic():
            HouseholdLink.objects.bulk_create(links)
    except IntegrityError as error:
        raise LinkRefused("Trang lập phiếu này đã cũ. Hãy tải lại trang rồi lập lại.") from error
    if new:
        facts = {"phase": phase.code, "households": [one.household for one in new]}
        audit.record("phát liên kết tự chấm", unit, by=by, after=facts)
    return secrets


def hold_homes(homes: Iterable[Household]) -> None:
    """One at a time writes about a household's link and what is done through it, always in the same order."""
    list(Household.objects.select_for_update(no_key=True).filter(pk__in=[home.pk for home in homes]).order_by("pk"))


@transaction.atomic
def revoke_links(phase: Phase, unit: Unit, homes: Sequence[Household], *, by) -> int:
    """Ends the links of households of a neighbourhood at once; returns how many there were."""
    hold_homes(homes)
    used = HouseholdLink.objects.in_force().filter(phase=phase, household__in=[home.pk for home in homes])
    ended = list(used.values_list("household", flat=True))
    count = used.update(revoked_at=clock.now(), revoked_by=by)
    if count:
        audit.record("thu hồi liên kết tự chấm", unit, by=by, after={"phase": phase.code, "households": ended})
    return count


def open_by_code(typed: str, *, network: str) -> HouseholdLink:
    """The link behind a typed code; raises LinkRefused, also after too many wrong ones from one network.

    What is wrong in itself is not counted, and the address in the QR code opens all the while.
    """
    try:
        code = rules.read_code(typed[:100])
    except rules.WrongCode as wrong:
        raise LinkRefused(str(wrong)) from wrong
    try:
        attempt = knock(f"network {network}")
    except TriedTooOften as often:
        raise KnockedTooOften(
            "Mạng này vừa nhập sai mã nhiều lần nên tạm dừng nhận mã trong ít phút. "
            "Xin thử lại sau 10 phút, hoặc quét mã QR in trên phiếu: mã QR vẫn mở được ngay."
        ) from often
    link = link_by_code(code)
    if link is None:
        raise LinkRefused(
            f"Mã “{rules.spaced(code)}” không mở được phiếu nào: có thể gõ nhầm, đã được thay bằng mã mới, "
            "hoặc đợt chấm đã xong. Xin so lại với phiếu mở mới nhất, hoặc hỏi tổ dân phố."
        )
    attempt.delete()
    return link


def link_by_code(code: str) -> HouseholdLink | None:
    found = HouseholdLink.objects.in_force().filter(code_hash=code_hash(code)).values_list("token_hash", flat=True)
    hashes = list(found)
    return link_in_force(hashes[0]) if hashes else None
