"""The steps of a dossier up and back, each with who, when, why; of two people who press at once one wins."""

from datetime import date

from django.db import transaction
from django.db.models import F

from emulation.kit import audit, clock, transitions
from emulation.kit.vietnamese import tidy

from ..choices import DossierStatus, DossierVerb, MeetingStatus
from ..models import Decision, Dossier, DossierLine, DossierMove, DossierSending, Meeting
from ..queries.decisions import is_revoked_for, is_signed_for, why_revoked
from ..queries.dossiers import calendar, contents_of, is_decided, is_on_an_agenda, nominations_of
from ..queries.handovers import is_all_handed, is_registered
from ..rules import dossiers as rules
from ..rules.dossiers import BY_PROOF, Actor
from ..rules.working_days import after_working_days
from .dossiers import DossierRefused, hold_alone

BEATEN = "Người khác vừa chuyển hồ sơ sang bước khác nên chưa ghi gì. Hãy xem trạng thái mới rồi làm tiếp nếu vẫn cần."
NO_REASON = "Hãy ghi lý do, để người lập hồ sơ và người xem sau biết cần làm gì."
ON_AGENDA = (
    "Hồ sơ đang nằm trong chương trình một phiên họp chưa khóa. Hãy khóa biên bản hoặc bỏ khỏi chương trình trước."
)
OTHER_DRAFT = "Đơn vị đã có một hồ sơ nháp khác cho hình thức này. Hãy nộp hoặc bỏ hồ sơ nháp ấy trước."
FOLLOWING = (DossierVerb.REGISTER, DossierVerb.HAND)
LEAVES_COUNCIL = (DossierVerb.LOOK_AGAIN, DossierVerb.PRESENT, DossierVerb.SEND_UP)
SETTLED = (DossierStatus.SIGNED, DossierStatus.REGISTERED, DossierStatus.HANDED)
UPWARD = (DossierVerb.SUBMIT, DossierVerb.RESUBMIT, DossierVerb.ACCEPT, DossierVerb.PRESENT, DossierVerb.SEND_UP)


@transaction.atomic
def take_step(dossier: Dossier, verb: str, reason: str = "", *, seen: int, by) -> Dossier:
    """Takes a step that is taken by hand; `seen` is the version somebody has looked at.

    That the council has met, or that it was signed, may be said by hand where closed minutes or recorded decisions
    prove it. The same press twice has its effect once. Raises DossierRefused, also for what is missing, by name.
    """
    standing, reason = hold_alone(dossier), tidy(reason)
    if is_repeated(standing, verb, by):
        return standing
    found = step_of(standing, verb)
    if verb == DossierVerb.SEND_UP:
        raise DossierRefused("Hãy ghi nơi nhận và ngày gửi.")
    if found.actor == Actor.PROOF and not is_proven(standing, verb):
        raise DossierRefused(BY_PROOF[found.verb])
    refuse_step(standing, found, reason, seen, by)
    return catch_up(move(standing, found, reason, by=by), by=by)


@transaction.atomic
def send_up(dossier: Dossier, values: dict, *, seen: int, by) -> Dossier:
    """Records that it was sent to a superior office: recipient, sent_on, way, letter. Repeats as `take_step`."""
    standing = hold_alone(dossier)
    if is_repeated(standing, DossierVerb.SEND_UP, by):
        return standing
    found = step_of(standing, DossierVerb.SEND_UP)
    refuse_step(standing, found, "", seen, by)
    if not clock.local(standing.accepted_at).date() <= values["sent_on"] <= clock.today():
        since = f"{clock.local(standing.accepted_at):%d/%m/%Y}"
        raise DossierRefused(f"Ngày gửi phải từ ngày hồ sơ đủ điều kiện ({since}) đến hôm nay. Hãy xem lại ngày gửi.")
    DossierSending.objects.create(dossier=standing, recorded_by=by, **values)
    return move(standing, found, by=by)


@transaction.atomic
def record_answer(dossier: Dossier, answered_on: date, answer: str, *, by) -> DossierSending:
    """What the superior office answered, and when; the same again changes nothing, another answer replaces it."""
    hold_alone(dossier)
    sending, answer = DossierSending.objects.filter(dossier=dossier).first(), tidy(answer)
    if sending is None:
        raise DossierRefused("Hồ sơ chưa gửi cấp trên nên chưa có gì để trả lời.")
    if not sending.sent_on <= answered_on <= clock.today():
        raise DossierRefused(f"Ngày trả lời phải từ ngày gửi ({sending.sent_on:%d/%m/%Y}) đến hôm nay.")
    if (sending.answered_on, sending.answer) == (answered_on, answer):
        return sending
    sending.answered_on, sending.answer, sending.answer_recorded_by = answered_on, answer, by
    sending.save(update_fields=["answered_on", "answer", "answer_recorded_by"])
    audit.record("ghi trả lời của cấp trên", dossier, by=by, after={"answered_on": f"{answered_on:%Y-%m-%d}"})
    return sending


@transaction.atomic
def record_meeting(meeting: Meeting, *, by) -> list[Dossier]:
    """Takes along the dossiers all of whose nominations closed meetings have decided; call it when minutes are closed.

    Done again it changes nothing. Raises DossierRefused for minutes that are not closed.
    """
    if Meeting.objects.get(pk=meeting.pk).status != MeetingStatus.CLOSED:
        raise DossierRefused(BY_PROOF[DossierVerb.MEET])
    decided = meeting.lines.values("nomination")
    held = DossierLine.objects.held().filter(nomination__in=decided).values("dossier")
    moved = []
    for one in Dossier.objects.filter(pk__in=held, status=DossierStatus.ELIGIBLE, has_council=True).order_by("pk"):
        standing = hold_alone(one)
        if standing.status == DossierStatus.ELIGIBLE and is_decided(standing):
            moved.append(move(standing, step_of(standing, DossierVerb.MEET), by=by))
    return moved


def is_proven(dossier: Dossier, verb: str) -> bool:
    """Whether what was recorded already says that this step was taken."""
    if verb == DossierVerb.MEET:
        return is_decided(dossier)
    return verb == DossierVerb.SIGN and is_signed_for(dossier)


@transaction.atomic
def record_signing(decision: Decision, *, by) -> list[Dossier]:
    """Takes along the dossiers that decisions have settled; call it when a signature is recorded.

    At home all that was passed has to be in decisions in force; a superior office settles a dossier by one decision.
    Done again it changes nothing.
    """
    held = DossierLine.objects.held().filter(nomination__in=decision.lines.values("nomination")).values("dossier")
    moved = []
    for one in Dossier.objects.filter(pk__in=held, status=DossierStatus.PRESENTED).order_by("pk"):
        standing = hold_alone(one)
        if standing.status == DossierStatus.PRESENTED and (decision.is_superior or is_signed_for(standing)):
            moved.append(catch_up(move(standing, step_of(standing, DossierVerb.SIGN), by=by), by=by))
    return moved


@transaction.atomic
def record_revocation(decision: Decision, *, by) -> list[Dossier]:
    """Takes along the dossiers of lines it has ended: revoked with the last one, or on where only that one lacked."""
    return take_dossiers_along(decision.ended.values("nomination"), by=by)


def take_dossiers_along(nominations, *, by) -> list[Dossier]:
    """Takes the signed dossiers that hold some of these nominations as far as they have come; those that moved."""
    held = DossierLine.objects.held().filter(nomination__in=nominations).values("dossier")
    moved = []
    for one in Dossier.objects.filter(pk__in=held, status__in=SETTLED).order_by("pk"):
        standing = hold_alone(one)
        before = standing.status
        if catch_up(standing, by=by).status != before:
            moved.append(standing)
    return moved


def catch_up(dossier: Dossier, *, by) -> Dossier:
    """Takes a dossier that was signed as far as revocations, certificates and hand-overs already prove.

    They may have been recorded while the dossier still waited for somebody else in it.
    """
    if dossier.status in SETTLED and is_revoked_for(dossier):
        return move(dossier, step_of(dossier, DossierVerb.REVOKE), why_revoked(dossier), by=by)
    if dossier.status == DossierStatus.SIGNED and is_registered(dossier):
        move(dossier, step_of(dossier, DossierVerb.REGISTER), by=by)
    if dossier.status == DossierStatus.REGISTERED and is_all_handed(dossier):
        move(dossier, step_of(dossier, DossierVerb.HAND), by=by)
    return dossier


# What stands in the way


def step_of(dossier: Dossier, verb: str) -> rules.Step:
    try:
        return rules.step_of(dossier.status, verb, dossier.way)
    except rules.MoveRefused as refusal:
        raise DossierRefused(str(refusal)) from refusal


def refuse_step(dossier: Dossier, step: rules.Step, reason: str, seen: int, by) -> None:
    """Raises DossierRefused where somebody was faster, a reason or something in the dossier is missing."""
    if dossier.version != seen:
        raise DossierRefused(BEATEN)
    if step.needs_reason and not reason:
        raise DossierRefused(NO_REASON)
    if step.verb in UPWARD and (missing := rules.lacks(contents_of(dossier), step.verb)):
        raise DossierRefused(" ".join(missing))
    if step.verb == DossierVerb.ACCEPT and (why_not := rules.accepting_refusal(dossier.submitted_by_id, by.pk)):
        raise DossierRefused(why_not)
    if step.verb in LEAVES_COUNCIL and is_on_an_agenda(dossier):
        raise DossierRefused(ON_AGENDA)
    if step.verb == DossierVerb.TAKE_BACK and other_draft(dossier):
        raise DossierRefused(OTHER_DRAFT)


def other_draft(dossier: Dossier) -> bool:
    same = {"phase": dossier.phase_id, "unit": dossier.unit_id, "award": dossier.award_id}
    return Dossier.objects.filter(**same, status=DossierStatus.DRAFT).exists()


def is_repeated(dossier: Dossier, verb: str, by) -> bool:
    """Whether the latest step was this very one, by the same person; what followed it by itself is not one."""
    latest = DossierMove.objects.filter(dossier=dossier).exclude(verb__in=FOLLOWING).last()
    return latest is not None and (latest.verb, latest.made_by_id) == (verb, by.pk)


# Moving


def move(dossier: Dossier, step: rules.Step, reason: str = "", *, by) -> Dossier:
    """Moves it and records it; the reason may name people, so it stays with the move and out of the trail."""
    before, now = dossier.status, clock.now()
    values = written_by(step.verb, dossier, now, by)
    if not transitions.move(dossier, before, step.after, version=F("version") + 1, since=now, **values):
        raise DossierRefused(BEATEN)
    let_go(dossier, step.verb, by)
    told = {"status": step.after, "due_on": dossier.due_on, "made_at": now}
    DossierMove.objects.create(dossier=dossier, verb=step.verb, reason=reason, made_by=by, **told)
    audit.record(
        f"hồ sơ: {step.verb.label.lower()}"[:60],
        dossier,
        by=by,
        before={"status": before},
        after={"status": step.after},
    )
    return dossier


def written_by(verb: DossierVerb, dossier: Dossier, now, by) -> dict:
    """What a step writes beside the state."""
    match verb:
        case DossierVerb.SUBMIT:
            dossier.follow(dossier.award)
            way = {name: getattr(dossier, name) for name in ("has_council", "upward_to", "days")}
            return way | submitted(dossier, now, by) | {"first_submitted_at": now}
        case DossierVerb.RESUBMIT:
            return submitted(dossier, now, by)
        case DossierVerb.TAKE_BACK:
            return {"first_submitted_at": None, "submitted_at": None, "submitted_by": None, "due_on": None}
        case DossierVerb.ASK_MORE | DossierVerb.DROP:
            return {"due_on": None}
        case DossierVerb.ACCEPT:
            return {"accepted_at": now, "accepted_by": by}
        case DossierVerb.LOOK_AGAIN:
            return {"accepted_at": None, "accepted_by": None}
    return {}


def submitted(dossier: Dossier, now, by) -> dict:
    """The time limit begins with every submission anew."""
    due_on = after_working_days(clock.local(now).date(), dossier.days, calendar())
    return {"submitted_at": now, "submitted_by": by, "due_on": due_on}


def let_go(dossier: Dossier, verb: DossierVerb, by) -> None:
    """Releases what it no longer holds: all of a dropped one; who was withdrawn when it is submitted or signed, so that
    whoever comes back may come into another one."""
    held = DossierLine.objects.held().filter(dossier=dossier)
    released = {"released_at": clock.now(), "released_by": by}
    if verb == DossierVerb.DROP:
        held.update(**released)
    elif verb in (DossierVerb.SUBMIT, DossierVerb.RESUBMIT, DossierVerb.SIGN):
        held.exclude(nomination__in=nominations_of(dossier).order_by().values("pk")).update(**released)
