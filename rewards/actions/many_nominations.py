"""The same act on many nominations at once, whatever their number in a fixed number of statements."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.kit import audit, clock
from emulation.models import Phase

from ..choices import DossierStatus, NominationStatus
from ..models import DecisionLine, Nomination
from ..permissions import answers_for_office
from ..queries.agendas import under_way
from ..queries.dossiers import with_dossier_status
from ..rules.dossiers import WRITABLE
from ..rules.nominations import after
from .nominations import NominationRefused

LOSES_ITS_PLACE = ("withdraw", "unconfirm")
WITHDRAWN = "đã rút từ trước"
HANDED_OVER = "nằm trong hồ sơ đã nộp, chỉ thường trực rút hoặc khôi phục được"
SIGNED = "đã có trong quyết định đã ký; muốn thôi thì phải thu hồi"


@dataclass(frozen=True)
class Done:
    """How many were asked for, how many it was done to, and why not to the others."""

    asked: int
    done: int
    skipped: dict[str, int] = field(default_factory=dict)
    on_agenda: int = 0  # those it takes from under a meeting that is prepared or held


def split(
    act: str, chosen: QuerySet[Nomination], *, office: bool
) -> tuple[QuerySet[Nomination], dict[str, QuerySet[Nomination]]]:
    """Those an act is for, and the others by the reason why it is not; `office` tells whether somebody vets."""
    gone = Q(status=NominationStatus.WITHDRAWN)
    if act in ("withdraw", "restore"):
        held, kept_in = kept_in_dossiers(chosen, office)
        fit, others = leaving(act, held)
        return fit, others | kept_in
    match act:
        case "confirm":
            fit, others = Q(confirmed_at=None), {WITHDRAWN: gone, "đã xác nhận từ trước": Q(confirmed_at__isnull=False)}
        case _:
            fit = Q(confirmed_at__isnull=False) & ~Q(signed())
            others = {WITHDRAWN: gone, "chưa được xác nhận": Q(confirmed_at=None), SIGNED: Q(signed())}
    return chosen.exclude(gone).filter(fit), {
        WITHDRAWN: chosen.filter(gone),
        **{why: chosen.exclude(gone).filter(found) for why, found in others.items() if why != WITHDRAWN},
    }


def leaving(act: str, chosen: QuerySet[Nomination]) -> tuple[QuerySet[Nomination], dict[str, QuerySet[Nomination]]]:
    gone = Q(status=NominationStatus.WITHDRAWN)
    if act == "withdraw":
        standing = chosen.exclude(gone)
        return standing.filter(~Q(signed())), {WITHDRAWN: chosen.filter(gone), SIGNED: standing.filter(Q(signed()))}
    return restorable(chosen), {
        "chưa rút": chosen.exclude(gone),
        "đã được đề nghị lại": chosen.filter(gone).filter(Exists(rivals())),
    }


def kept_in_dossiers(
    chosen: QuerySet[Nomination], office: bool
) -> tuple[QuerySet[Nomination], dict[str, QuerySet[Nomination]]]:
    """Those that may leave or come back now, and the others, whose dossier the unit has handed over."""
    locked = [] if office else [status for status in DossierStatus if status not in WRITABLE]
    found = with_dossier_status(chosen)
    free = found.filter(Q(dossier_status=None) | ~Q(dossier_status__in=locked))
    return free, {HANDED_OVER: found.filter(dossier_status__in=locked)}


def signed() -> Exists:
    """Whether a decision in force gives it what it asked for: from then on only another decision takes it back."""
    return Exists(DecisionLine.objects.in_force().filter(nomination=OuterRef("pk")))


def rivals() -> QuerySet[Nomination]:
    """What a withdrawn one gives way to: the same subject for the same award, standing or withdrawn later."""
    same = {name: OuterRef(name) for name in ("phase", "award", "subject_key")}
    return Nomination.objects.filter(~Q(status=NominationStatus.WITHDRAWN) | Q(pk__gt=OuterRef("pk")), **same)


def restorable(chosen: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Withdrawn ones whose subject has not been proposed anew meanwhile."""
    return chosen.filter(~Exists(rivals()), status=NominationStatus.WITHDRAWN)


def outlook(act: str, chosen: QuerySet[Nomination], *, office: bool) -> Done:
    """What an act would do, before it is done; `office` tells whether somebody vets."""
    fit, others = split(act, chosen.order_by(), office=office)
    skipped = {why: count for why, found in others.items() if (count := found.count())}
    on_agenda = under_way(fit).count() if act in LOSES_ITS_PLACE else 0
    return Done(chosen.count(), fit.count(), skipped, on_agenda)


@transaction.atomic
def act_on_many(act: str, chosen: QuerySet[Nomination], phase: Phase, *, reason: str = "", by) -> Done:
    """Confirms, withdraws or restores all of the chosen it can be done to; a repeat finds nothing left to do.

    Raises NominationRefused where somebody proposes anew at this very moment what is to be restored.
    """
    office = answers_for_office(by, phase)
    told = outlook(act, chosen, office=office)
    fit, _ = split(act, chosen.order_by(), office=office)
    in_one_order = fit.order_by("pk")  # so that two people who hold some of them never wait for each other
    keys = list(in_one_order.select_for_update(no_key=True).values_list("pk", flat=True))
    try:
        with transaction.atomic():
            held = Nomination.objects.filter(pk__in=keys)
            held = held.exclude(signed()) if act in LOSES_ITS_PLACE else held  # signed while this waited
            done = held.update(**changes(act, reason, by))
    except IntegrityError as error:
        raise NominationRefused("Người khác vừa đề nghị lại đối tượng này. Hãy xem lại danh sách.") from error
    if done:
        audit.record(VERBS[act], phase, by=by, after={"count": done, **({"pk": keys[0]} if done == 1 else {})})
    return Done(told.asked, done, told.skipped, told.on_agenda)


def changes(act: str, reason: str, by) -> dict:
    now = clock.now()
    return {
        "confirm": {"confirmed_at": now, "confirmed_by": by},
        "unconfirm": {"confirmed_at": None, "confirmed_by": None},
        "withdraw": {
            "status": after(NominationStatus.PROPOSED, "withdraw"),
            "withdrawn_at": now, "withdrawn_by": by, "withdraw_reason": reason,
        },
        "restore": {
            "status": after(NominationStatus.WITHDRAWN, "restore"),
            "withdrawn_at": None, "withdrawn_by": None, "withdraw_reason": "",
        },
    }[act]  # fmt: skip


VERBS = {
    "confirm": "xác nhận đề nghị khen thưởng",
    "unconfirm": "bỏ xác nhận đề nghị khen thưởng",
    "withdraw": "rút đề nghị khen thưởng",
    "restore": "khôi phục đề nghị khen thưởng",
}
