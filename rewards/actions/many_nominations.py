"""The same act on many nominations at once, whatever their number in a fixed number of statements."""

from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.kit import audit, clock
from emulation.models import Phase

from ..choices import NominationStatus
from ..models import DecisionLine, Nomination
from ..queries.agendas import under_way
from ..rules.nominations import after
from .nominations import NominationRefused

LOSES_ITS_PLACE = ("withdraw", "unconfirm")
WITHDRAWN = "đã rút từ trước"
SIGNED = "đã có trong quyết định đã ký; muốn thôi thì phải thu hồi"


@dataclass(frozen=True)
class Done:
    """How many were asked for, how many it was done to, and why not to the others."""

    asked: int
    done: int
    skipped: dict[str, int] = field(default_factory=dict)
    on_agenda: int = 0  # those it takes from under a meeting that is prepared or held


def split(act: str, chosen: QuerySet[Nomination]) -> tuple[QuerySet[Nomination], dict[str, QuerySet[Nomination]]]:
    """Those an act is for, and the others by the reason why it is not."""
    gone = Q(status=NominationStatus.WITHDRAWN)
    match act:
        case "confirm":
            fit, others = Q(confirmed_at=None), {WITHDRAWN: gone, "đã xác nhận từ trước": Q(confirmed_at__isnull=False)}
        case "unconfirm":
            fit = Q(confirmed_at__isnull=False) & ~Q(signed())
            others = {WITHDRAWN: gone, "chưa được xác nhận": Q(confirmed_at=None), SIGNED: Q(signed())}
        case "withdraw":
            fit, others = ~Q(signed()), {WITHDRAWN: gone, SIGNED: Q(signed())}
        case _:
            return restorable(chosen), {
                "chưa rút": chosen.exclude(gone),
                "đã được đề nghị lại": chosen.filter(gone).filter(Exists(rivals())),
            }
    return chosen.exclude(gone).filter(fit), {
        WITHDRAWN: chosen.filter(gone),
        **{why: chosen.exclude(gone).filter(found) for why, found in others.items() if why != WITHDRAWN},
    }


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


def outlook(act: str, chosen: QuerySet[Nomination]) -> Done:
    """What an act would do, before it is done."""
    fit, others = split(act, chosen.order_by())
    skipped = {why: count for why, found in others.items() if (count := found.count())}
    on_agenda = under_way(fit).count() if act in LOSES_ITS_PLACE else 0
    return Done(chosen.count(), fit.count(), skipped, on_agenda)


@transaction.atomic
def act_on_many(act: str, chosen: QuerySet[Nomination], phase: Phase, *, reason: str = "", by) -> Done:
    """Confirms, withdraws or restores all of the chosen it can be done to; a repeat finds nothing left to do.

    Raises NominationRefused where somebody proposes anew at this very moment what is to be restored.
    """
    told = outlook(act, chosen)
    fit, _ = split(act, chosen.order_by())
    in_one_order = fit.order_by("pk")  # so that two people who hold some of them never wait for each other
    keys = list(in_one_order.select_for_update().values_list("pk", flat=True))
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
