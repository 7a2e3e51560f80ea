"""Practice postings and decisions: lists that have hung, decisions signed by the chairman, one still a draft."""

from datetime import date, time, timedelta

from django.db.models import F

from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.models import User

from ..choices import DossierStatus, DossierVerb
from ..models import Award, Decision, Dossier, Nomination, Posting
from ..queries.decidable import decidable, decidable_above
from ..queries.decisions import total_of
from ..rules.postings import last_day
from .decisions import draft_decision
from .dossier_steps import record_answer
from .postings import close_posting, draw_up_posting, post_list
from .practice_council import DAYS_AGO
from .practice_dossiers import press
from .practice_nominations import Cast
from .signatures import record_signature, record_superior

HUNG_SINCE = DAYS_AGO - 1  # the day after the council met
RECORD = {
    "place": "Trụ sở Ủy ban nhân dân phường",
    "chair": "Vũ Thị Hiệp, Thường trực Thi đua - Khen thưởng",
    "secretary": "Nguyễn Thị Kiều Ngọc Hưởng, Công chức Văn phòng",
    "present": ["Phạm Văn Mặt Trận, Chủ tịch UBMTTQ phường", "Đỗ Thị Tổ Trưởng, Tổ trưởng tổ dân phố"],
}
SIGNER = {"on_behalf": "", "signer_title": "CHỦ TỊCH", "signer_name": "Nguyễn Ngọc Hà"}
NUMBER = "{}/QĐ-THỰC-HÀNH"


def post_and_close(cast: Cast, award: Award) -> None:
    """The list of an award hangs from the day after the meeting; its days are over and nobody objected.

    Practice writes down today what would have been drawn up then, so the draft is dated back; all else is as ever.
    """
    posting = draw_up_posting(cast.phase, award, by=cast.office).posting
    since = clock.today() - timedelta(days=HUNG_SINCE)
    hung = {"starts_on": since, "ends_on": last_day(since, posting.days)}
    Posting.objects.filter(pk=posting.pk).update(made_at=clock.start_of(since), version=F("version") + 1, **hung)
    posting.refresh_from_db()
    posting = post_list(posting, seen=posting.version, by=cast.office)
    yesterday = clock.today() - timedelta(days=1)
    close_posting(posting, RECORD | {"held_at": moment_of(yesterday, time(8, 30))}, by=cast.office)


def present_all(cast: Cast) -> None:
    for dossier in Dossier.objects.filter(phase=cast.phase, status=DossierStatus.MET, upward_to=""):
        press(dossier, DossierVerb.PRESENT, by=cast.office)


def draft(cast: Cast, award: Award) -> Decision | None:
    """The draft of everybody who may be decided on; None where nobody is."""
    ready = list(decidable(cast.phase, award))
    return draft_decision(cast.phase, award, ready, by=cast.maker) if ready else None


def sign(decision: Decision, number: str, *, by: User, on: date | None = None) -> Decision:
    """Records the signature as its page stands on that day."""
    shown = Decision.objects.for_page().get(pk=decision.pk)
    shown.decided_on = on or clock.today()
    total = 0 if shown.kind == "revoke" else total_of(shown, shown.lines.all())
    values = {"number": number, "decided_on": shown.decided_on, **SIGNER}
    return record_signature(shown, values, seen=shown.version, seen_total=total, by=by)


def answer_one(cast: Cast, number: int, *, letter: str) -> None:
    """The superior office has decided on one award of the school; the other waits to be answered."""
    award = Award.objects.given_in(cast.phase).get(number=number)
    nominations: list[Nomination] = list(decidable_above(cast.phase, award))
    values = {"granted_by": award.granted_by, "number": letter, "decided_on": clock.today()}
    record_superior(cast.phase, award, nominations, values, by=cast.office)
    for dossier in Dossier.objects.filter(phase=cast.phase, award=award, sending__isnull=False):
        record_answer(dossier, clock.today(), f"Đồng ý, kèm Quyết định số {letter}.", by=cast.office)
