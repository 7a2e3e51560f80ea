"""Drafts of decisions: begun from what may be decided, written, brought up to date, dropped; of later papers too.

Whoever makes or changes a draft holds the phase alone, so that nobody stands in two of them.
"""

from collections.abc import Collection, Iterable

from django.db import transaction

from emulation.kit import audit, clock, transitions
from emulation.kit.vietnamese import tidy
from emulation.models import Phase

from ..choices import DecisionKind, DecisionStatus
from ..models import Award, Decision, DecisionLine, Nomination
from ..queries.decidable import decidable
from ..queries.decision_content import begun
from ..queries.decisions import TAKEN_OVER, addable, drift_of, lines_in_force, lines_to_show, taken_over
from ..rules.decisions import flaw_refusal

BATCH = 500
TEXTS = (
    "subject", "bases", "proposal", "executors", "fund", "recipients", "body", "pays_bonus", "is_joint", "code",
    "granted_by", "on_behalf", "signer_title", "signer_name", "reason",
)  # fmt: skip
AMENDING = (DecisionKind.AMEND, DecisionKind.REPLACE)
NOTHING_CHOSEN = "Hãy đánh dấu ít nhất một trường hợp."
TAKEN = (
    "Có trường hợp vừa được đưa vào một dự thảo hoặc quyết định khác, hoặc không còn đủ điều kiện. Chưa lập gì; hãy "
    "xem lại danh sách rồi chọn lại."
)
NOT_DRAFT = {
    DecisionStatus.SIGNED: "Văn bản đã ghi số và ngày ký nên giữ nguyên. Muốn sửa, hãy lập văn bản sửa đổi, thay thế, "
    "thu hồi hoặc đính chính.",
    DecisionStatus.DROPPED: "Dự thảo này đã bỏ. Hãy lập dự thảo khác nếu vẫn cần.",
}  # fmt: skip


class DecisionRefused(ValueError):
    """What cannot be done with a decision; the message is a Vietnamese sentence that says what to do next."""


class DecisionChanged(Exception):
    """Somebody else has changed the draft meanwhile; `standing` is the draft as it is now."""

    def __init__(self, standing: Decision):
        super().__init__(standing.pk)
        self.standing = standing


@transaction.atomic
def draft_decision(phase: Phase, award: Award, nominations: Collection[Nomination], *, by) -> Decision:
    """Begins a decision about some of those who may be decided on; pressed twice it gives the same draft.

    Raises DecisionRefused where one of them is held elsewhere or not ready.
    """
    hold_phase(phase)
    chosen = {one.pk for one in nominations}
    if not chosen:
        raise DecisionRefused(NOTHING_CHOSEN)
    if found := same_draft(phase, award, chosen, by):
        return found
    ready = list(decidable(phase, award).filter(pk__in=chosen))
    if len(ready) != len(chosen):
        raise DecisionRefused(TAKEN)
    decision = begun(phase, award, made_by=by, written_by=by)
    decision.save()
    put_in(decision, ready)
    audit.record("soạn dự thảo quyết định", decision, by=by, after={"award": award.number, "lines": len(ready)})
    return decision


def same_draft(phase: Phase, award: Award, chosen: set[int], by) -> Decision | None:
    """The draft this person has made of exactly these a moment ago."""
    drafts = Decision.objects.drafts().filter(phase=phase, award=award, made_by=by, kind=DecisionKind.AWARD)
    for one in drafts.filter(lines__nomination__in=chosen).distinct():
        if set(one.lines.values_list("nomination", flat=True)) == chosen:
            return one
    return None


def put_in(decision: Decision, nominations: Iterable[Nomination]) -> None:
    """New lines at the end of the list, each holding its nomination."""
    after = decision.lines.count()
    DecisionLine.objects.bulk_create(
        [
            DecisionLine(decision=decision, nomination=one, position=place, **taken_over(one, decision.award))
            for place, one in enumerate(nominations, start=after + 1)
        ],
        BATCH,
    )


@transaction.atomic
def write_decision(decision: Decision, values: dict, *, seen: int, by) -> Decision:
    """Writes the texts of a draft; `seen` is the version somebody started from, what already stands so is left alone.

    Raises DecisionChanged where somebody else wrote meanwhile.
    """
    standing = hold_draft(decision)
    changed = sorted(name for name in TEXTS if name in values and getattr(standing, name) != values[name])
    if not changed:
        return standing
    if standing.version != seen:
        raise DecisionChanged(standing)
    for name in changed:
        setattr(standing, name, values[name])
    touch(standing, by, *changed)
    audit.record("sửa dự thảo quyết định", standing, by=by, after={"fields": changed})
    return standing


@transaction.atomic
def update_list(decision: Decision, *, by) -> int:
    """Takes over what the nominations say by now, and leaves out those taken back; how many lines that changed."""
    standing = hold_draft(decision)
    lines = list(lines_to_show(standing))
    drift = drift_of(standing, lines)
    if not drift.is_any:
        return 0
    now = Nomination.objects.select_related("snapshot").in_bulk([one.nomination_id for one in lines])
    gone = [one for one in lines if not one.replaces_id and not still_there(now[one.nomination_id])]
    followers = [one for one in lines if not one.replaces_id and one not in gone]
    for line in followers:
        for name, value in taken_over(now[line.nomination_id], standing.award).items():
            setattr(line, name, value)
    DecisionLine.objects.bulk_update(followers, TAKEN_OVER, BATCH)
    standing.lines.filter(pk__in=[one.pk for one in gone]).delete()
    renumber(standing)
    touch(standing, by)
    told = {"changed": len(drift.changed), "taken_out": len(gone)}
    audit.record("cập nhật danh sách dự thảo", standing, by=by, after=told)
    return len(drift.changed) + len(gone)


def still_there(one: Nomination) -> bool:
    return one.is_standing and not one.is_unmatched


@transaction.atomic
def add_lines(decision: Decision, nominations: Collection[Nomination], *, by) -> int:
    """Puts more of those who may be decided on into a draft; those in it already are left alone.

    Raises DecisionRefused.
    """
    standing = hold_draft(decision)
    inside = set(standing.lines.values_list("nomination", flat=True))
    chosen = {one.pk for one in nominations} - inside
    ready = list(addable(standing).filter(pk__in=chosen))
    if len(ready) != len(chosen):
        raise DecisionRefused(TAKEN)
    if ready:
        put_in(standing, ready)
        touch(standing, by)
        audit.record("thêm vào dự thảo quyết định", standing, by=by, after={"added": len(ready)})
    return len(ready)


@transaction.atomic
def take_line_out(decision: Decision, line: int, *, by) -> bool:
    """Takes a line out of a draft, so that another decision may be about it; False where it is out already."""
    standing = hold_draft(decision)
    if not (found := standing.lines.filter(pk=line).first()):
        return False
    told = {"nomination": found.nomination_id}
    found.delete()
    renumber(standing)
    touch(standing, by)
    audit.record("đưa ra khỏi dự thảo quyết định", standing, by=by, after=told)
    return True


@transaction.atomic
def write_line(decision: Decision, line: int, values: dict, *, by) -> DecisionLine:
    """Writes what a line that replaces another says: salutation, printed_name, printed_place, achievement.

    A line that gives somebody something for the first time follows its nomination. Raises DecisionRefused.
    """
    standing = hold_draft(decision)
    found = standing.lines.filter(pk=line).select_related("replaces").first()
    if found is None:
        raise DecisionRefused("Dòng này vừa được đưa ra khỏi dự thảo.")
    if standing.kind not in AMENDING or found.replaces is None:
        raise DecisionRefused("Dòng này lấy từ trang đề nghị: hãy sửa ở đó rồi cập nhật danh sách.")
    changed = sorted(name for name, value in values.items() if getattr(found, name) != value)
    if changed:
        DecisionLine.objects.filter(pk=found.pk).update(**{name: values[name] for name in changed})
        touch(standing, by)
        told = {"line": found.position, "fields": changed}
        audit.record("sửa dòng của dự thảo quyết định", standing, by=by, after=told)
    found.refresh_from_db()
    return found


@transaction.atomic
def drop_decision(decision: Decision, *, by) -> Decision:
    """Gives a draft up: it stays to be read, and lets go of whom it held. Done again it changes nothing."""
    hold_phase(decision.phase)
    standing = hold_alone(decision)
    if standing.is_dropped:
        return standing
    refuse_frozen(standing)
    transitions.move(
        standing, DecisionStatus.DRAFT, DecisionStatus.DROPPED, dropped_at=clock.now(), dropped_by=by,
    )  # fmt: skip
    standing.lines.update(stands=False)
    audit.record("bỏ dự thảo quyết định", standing, by=by)
    return standing


# Papers about an earlier one


@transaction.atomic
def draft_later(
    about: Decision, kind: str, reason: str, lines: Collection[int] = (), *, flaw: str = "", body: str = "", by
) -> Decision:
    """Begins a paper about a signed decision: `lines` are those in force to amend or revoke; a replacement takes all.

    Pressed twice it gives the same draft. Raises DecisionRefused.
    """
    hold_phase(about.phase)
    standing, reason = hold_alone(about), tidy(reason)
    if found := Decision.objects.drafts().filter(about=standing).first():
        if (found.kind, found.made_by_id, found.reason) == (kind, by.pk, reason):
            return found
        raise DecisionRefused("Đã có một dự thảo khác về quyết định này. Hãy hoàn thành hoặc bỏ dự thảo ấy trước.")
    refuse_impossible_paper(standing, kind, reason, flaw)
    old = lines_in_force(standing)
    chosen = list(old if kind == DecisionKind.REPLACE else old.filter(pk__in=lines))
    if kind == DecisionKind.REVOKE and not chosen:
        raise DecisionRefused("Hãy đánh dấu ít nhất một trường hợp cần thu hồi; chỉ thu hồi được dòng còn hiệu lực.")
    signed_as = {name: getattr(standing, name) for name in ("granted_by", "on_behalf", "signer_title", "signer_name")}
    kept = {"pays_bonus": standing.pays_bonus, "is_joint": standing.is_joint, "fund": standing.fund}
    decision = begun(
        standing.phase, standing.award, kind=kind, about=standing, reason=reason, body=body, made_by=by,
        written_by=by, **signed_as, **kept,
    )  # fmt: skip
    decision.save()
    put_in_again(decision, chosen)
    audit.record(
        f"soạn dự thảo: {decision.get_kind_display().lower()}"[:60], decision, by=by, after={"lines": len(chosen)}
    )
    return decision


def refuse_impossible_paper(about: Decision, kind: str, reason: str, flaw: str) -> None:
    if not about.is_signed or about.is_superior or about.kind == DecisionKind.CORRECT:
        raise DecisionRefused("Chỉ lập văn bản tiếp theo cho quyết định đã ký của chính đơn vị.")
    if kind != DecisionKind.CORRECT and not about.has_list:
        raise DecisionRefused("Quyết định này không có danh sách riêng. Hãy mở quyết định gốc rồi làm ở đó.")
    if kind != DecisionKind.CORRECT and not lines_in_force(about).exists():
        raise DecisionRefused("Không còn dòng nào của quyết định này có hiệu lực, nên không còn gì để sửa.")
    if kind == DecisionKind.CORRECT and (why_not := flaw_refusal(flaw)):
        raise DecisionRefused(why_not)
    if not reason:
        raise DecisionRefused("Hãy ghi lý do; lý do được in trên văn bản.")


def put_in_again(decision: Decision, lines: Iterable[DecisionLine]) -> None:
    """Lines about lines in force: as printed where revoked or put right before, else as their nominations stand now."""
    lines = list(lines)
    now = Nomination.objects.in_bulk([one.nomination_id for one in lines])
    is_revoked = decision.kind == DecisionKind.REVOKE

    def said(line):
        if is_revoked or line.replaces_id:
            return {name: getattr(line, name) for name in TAKEN_OVER}
        return taken_over(now[line.nomination_id], decision.award)

    DecisionLine.objects.bulk_create(
        [
            DecisionLine(
                decision=decision, nomination_id=line.nomination_id, position=place, stands=False, replaces=line,
                **said(line),
            )
            for place, line in enumerate(lines, start=1)
        ],
        BATCH,
    )  # fmt: skip


# Holding


def hold_phase(phase: Phase) -> None:
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)


def hold_alone(decision: Decision) -> Decision:
    """The decision as it is now, and nobody else writes to it meanwhile."""
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    return Decision.objects.for_page().get(pk=decision.pk)


def hold_draft(decision: Decision) -> Decision:
    hold_phase(decision.phase)
    standing = hold_alone(decision)
    refuse_frozen(standing)
    return standing


def refuse_frozen(decision: Decision) -> None:
    if not decision.is_draft:
        raise DecisionRefused(NOT_DRAFT[DecisionStatus(decision.status)])


def touch(decision: Decision, by, *fields: str) -> None:
    """One version further, by this person."""
    decision.version += 1
    decision.written_at, decision.written_by = clock.now(), by
    decision.save(update_fields=["version", "written_at", "written_by", "search", *fields])


def renumber(decision: Decision) -> None:
    """Positions without gaps, in the order they stand."""
    lines = list(decision.lines.order_by("position", "pk"))
    for place, line in enumerate(lines, start=1):
        line.position = place
    DecisionLine.objects.bulk_update(lines, ["position"], BATCH)
