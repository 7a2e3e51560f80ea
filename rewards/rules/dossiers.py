"""How a dossier moves: the one table of steps, in whose hands it is, what it lacks before a step.

The unit prepares and submits, the standing office vets, the council meets, whoever has the power decides. A step that
needs a proof (closed minutes, a signed decision, a register, a ceremony) is taken only by the verb that brings it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..choices import Confirmer, Hands
from ..choices import DossierStatus as S
from ..choices import DossierVerb as V


class Actor(StrEnum):
    """Who takes a step."""

    UNIT = "unit"  # whoever prepares dossiers for the unit
    OFFICE = "office"  # the standing office; in a school its head
    PROOF = "proof"  # nobody by hand: the verb that brings the proof takes it along


class Proof(StrEnum):
    """What a step cannot be without."""

    MINUTES = "closed minutes of the council on all its nominations"
    DECISION = "a signed decision with number and date"
    REGISTER = "a number in the register of awards"
    CEREMONY = "the day it was handed over"
    REVOCATION = "a decision that revokes the first one"


@dataclass(frozen=True)
class Step:
    """One line of the table; `council` and `upward` are None where a step is the same with and without them."""

    verb: V
    before: frozenset[S]
    after: S
    actor: Actor
    needs_reason: bool = False
    council: bool | None = None
    upward: bool | None = None
    proof: Proof | None = None


@dataclass(frozen=True)
class Way:
    """Which way a dossier goes: through a council or by the simple procedure, upward or decided at home."""

    council: bool
    upward: bool = False


def step(verb: V, before: Sequence[S], after: S, actor: Actor, *, reason: bool = False, **only: object) -> Step:
    return Step(verb, frozenset(before), after, actor, reason, **only)  # type: ignore[arg-type]


TABLE = (
    step(V.SUBMIT, [S.DRAFT], S.SUBMITTED, Actor.UNIT),
    step(V.TAKE_BACK, [S.SUBMITTED], S.DRAFT, Actor.UNIT),
    step(V.DROP, [S.DRAFT, S.MORE], S.DROPPED, Actor.UNIT, reason=True),
    step(V.RESUBMIT, [S.MORE], S.VETTING, Actor.UNIT),
    step(V.TAKE_UP, [S.SUBMITTED], S.VETTING, Actor.OFFICE),
    step(V.ASK_MORE, [S.VETTING], S.MORE, Actor.OFFICE, reason=True),
    step(V.ACCEPT, [S.VETTING], S.ELIGIBLE, Actor.OFFICE),
    step(V.LOOK_AGAIN, [S.ELIGIBLE], S.VETTING, Actor.OFFICE, reason=True),
    step(V.MEET, [S.ELIGIBLE], S.MET, Actor.PROOF, council=True, proof=Proof.MINUTES),
    step(V.PRESENT, [S.MET], S.PRESENTED, Actor.OFFICE, council=True, upward=False),
    step(V.PRESENT, [S.ELIGIBLE], S.PRESENTED, Actor.OFFICE, council=False, upward=False),
    step(V.SEND_UP, [S.MET], S.PRESENTED, Actor.OFFICE, council=True, upward=True),
    step(V.SEND_UP, [S.ELIGIBLE], S.PRESENTED, Actor.OFFICE, council=False, upward=True),
    step(V.SIGN, [S.PRESENTED], S.SIGNED, Actor.PROOF, proof=Proof.DECISION),
    step(V.REGISTER, [S.SIGNED], S.REGISTERED, Actor.PROOF, proof=Proof.REGISTER),
    step(V.HAND, [S.REGISTERED], S.HANDED, Actor.PROOF, proof=Proof.CEREMONY),
    step(V.TAKE_HAND_BACK, [S.HANDED], S.REGISTERED, Actor.PROOF, reason=True, proof=Proof.CEREMONY),
    step(V.REVOKE, [S.SIGNED, S.REGISTERED, S.HANDED], S.REVOKED, Actor.PROOF, reason=True, proof=Proof.REVOCATION),
)
NEEDS_REASON = frozenset(one.verb for one in TABLE if one.needs_reason)
WRITABLE = frozenset({S.DRAFT, S.MORE})  # what it holds may change
ANSWERED_BY_OFFICE = WRITABLE | {S.SUBMITTED, S.VETTING}  # until when the office says which standards are met
DECIDED_UPON = frozenset({S.MET, S.PRESENTED})  # printed names change for a reason alone
ENDED = frozenset({S.SIGNED, S.REGISTERED, S.HANDED, S.REVOKED})  # a decision holds what is printed
RUNNING = frozenset({S.SUBMITTED, S.VETTING, S.ELIGIBLE, S.MET})  # the time limit runs
QUEUED = frozenset({S.SUBMITTED, S.VETTING, S.MORE, S.ELIGIBLE, S.MET, S.PRESENTED, S.SIGNED, S.REGISTERED})

STANDS = {
    S.DRAFT: "Hồ sơ còn là bản nháp. Đơn vị nộp hồ sơ trước.",
    S.SUBMITTED: "Hồ sơ đã nộp, chờ thường trực tiếp nhận. Đơn vị cần sửa thì lấy lại.",
    S.VETTING: "Thường trực đang thẩm định hồ sơ. Cần sửa thì thường trực yêu cầu bổ sung.",
    S.MORE: "Hồ sơ đã trả để bổ sung; chờ đơn vị nộp lại.",
    S.ELIGIBLE: "Hồ sơ đã được xác nhận đủ điều kiện.",
    S.MET: "Hội đồng đã họp về hồ sơ này.",
    S.PRESENTED: "Hồ sơ đã trình, chờ quyết định.",
    S.SIGNED: "Quyết định đã ký nên hồ sơ giữ nguyên.",
    S.REGISTERED: "Hồ sơ đã vào sổ nên giữ nguyên.",
    S.HANDED: "Khen thưởng đã trao nên hồ sơ giữ nguyên.",
    S.REVOKED: "Khen thưởng đã thu hồi nên hồ sơ giữ nguyên.",
    S.DROPPED: "Hồ sơ đã bỏ. Các đề nghị trong đó được lập hồ sơ khác.",
}
BY_PROOF = {
    V.MEET: "Hồ sơ được ghi là đã họp khi biên bản họp Hội đồng về mọi đề nghị trong hồ sơ được khóa.",
    V.SIGN: "Hồ sơ được ghi là đã ký khi ghi số, ngày quyết định.",
    V.REGISTER: "Hồ sơ được ghi là đã vào sổ khi ghi số trong sổ khen thưởng.",
    V.HAND: "Hồ sơ được ghi là đã trao khi mọi giấy của hồ sơ đã ghi ngày trao.",
    V.TAKE_HAND_BACK: "Hồ sơ được ghi lại là chưa trao hết khi bỏ ghi một lần trao giấy.",
    V.REVOKE: "Hồ sơ được ghi là đã thu hồi khi ghi quyết định thu hồi.",
}


class MoveRefused(ValueError):
    """A step that cannot be; the message is a Vietnamese sentence that says what comes first."""


def step_of(status: str, verb: str, way: Way) -> Step:
    """The line of the table for a verb in this state and on this way. Raises MoveRefused."""
    for one in TABLE:
        if one.verb == verb and status in one.before and fits(one, way):
            return one
    raise MoveRefused(refusal(S(status), V(verb), way))


def fits(one: Step, way: Way) -> bool:
    return one.council in (None, way.council) and one.upward in (None, way.upward)


def refusal(status: S, verb: V, way: Way) -> str:
    """Why a step cannot be taken now: another way, a council that comes first, or the state."""
    if verb in (V.PRESENT, V.SEND_UP):
        if verb == V.PRESENT and way.upward:
            return "Hồ sơ này trình cấp trên: hãy ghi nơi nhận và ngày gửi."
        if verb == V.SEND_UP and not way.upward:
            return "Hồ sơ này do đơn vị tự quyết định, không gửi cấp trên."
        if status == S.ELIGIBLE:
            return "Hồ sơ này phải qua Hội đồng. Hãy đưa vào chương trình họp trước."
    if verb == V.MEET and not way.council:
        return "Hồ sơ này theo thủ tục đơn giản, không qua Hội đồng."
    return STANDS[status]


def steps_from(status: str, way: Way, actor: Actor) -> list[Step]:
    """The steps somebody can take now, in the order of the table."""
    return [one for one in TABLE if one.actor == actor and status in one.before and fits(one, way)]


def hands(status: str, way: Way) -> Hands:
    """In whose hands a dossier is in a state."""
    if status in WRITABLE:
        return Hands.UNIT
    if status == S.ELIGIBLE and way.council:
        return Hands.COUNCIL
    if status == S.PRESENTED:
        return Hands.SUPERIOR if way.upward else Hands.SIGNER
    if status == S.SIGNED and way.upward:
        return Hands.NOBODY  # the superior office hands over what it has granted
    return Hands.NOBODY if status in (S.HANDED, S.REVOKED, S.DROPPED) else Hands.OFFICE


# What a dossier lacks


@dataclass(frozen=True)
class Contents:
    """What is known of a dossier before a step; names are as papers print them."""

    nominations: int = 0
    unconfirmed: Sequence[str] = ()
    blocked: Sequence[str] = ()
    missing_papers: Sequence[str] = ()
    rejected: int = 0  # by the council
    unsaid_by_unit: Sequence[str] = ()  # a standard that the unit confirms has no answer
    unsaid_by_office: Sequence[str] = ()  # one that the standing office confirms


SHOWN = 5


def some(names: Sequence[str]) -> str:
    """ "A; B; C", of many the first ones and how many more."""
    rest = len(names) - SHOWN
    return "; ".join(names[:SHOWN]) + (f" và {rest} trường hợp nữa" if rest > 0 else "")


def lacks(found: Contents, verb: str = V.ACCEPT) -> list[str]:
    """What is missing before a dossier goes up by a step, in Vietnamese sentences; empty where nothing is."""
    said = []
    if not found.nominations:
        said.append("Hồ sơ không còn đề nghị nào.")
    elif found.rejected == found.nominations:
        said.append("Hội đồng không thông qua đề nghị nào trong hồ sơ nên không có gì để trình.")
    if found.missing_papers:
        said.append(f"Còn thiếu giấy tờ: {'; '.join(found.missing_papers)}.")
    if found.unconfirmed:
        said.append(
            f"Còn {len(found.unconfirmed)} đề nghị chưa được đơn vị xác nhận không bị kỷ luật, điều tra, khiếu nại: "
            f"{some(found.unconfirmed)}."
        )
    if found.blocked:
        said.append(
            f"Còn {len(found.blocked)} đề nghị đang bị chặn (khen trùng, hoặc không còn khớp kết quả): "
            f"{some(found.blocked)}."
        )
    return said + unsaid_standards(found, verb)


def unsaid_standards(found: Contents, verb: str) -> list[str]:
    """Standards without an answer: the unit's before it submits, all of them before it is found eligible."""
    asked = []
    if verb in (V.SUBMIT, V.RESUBMIT, V.ACCEPT):
        asked.append(("đơn vị", found.unsaid_by_unit))
    if verb == V.ACCEPT:
        asked.append(("thường trực", found.unsaid_by_office))
    return [
        f"Còn {len(names)} đề nghị có tiêu chuẩn {who} chưa xác nhận đạt, hoặc chưa ghi vì sao vẫn đề nghị: "
        f"{some(names)}."
        for who, names in asked
        if names
    ]


# What may still change of a nomination that a dossier holds


def editing_refusal(status: str | None, *, office: bool, reason: str) -> str:
    """Why what is printed of a nomination cannot be changed now; "" where it can. None: no dossier holds it."""
    if status is None or status in WRITABLE:
        return ""
    if status in ENDED:
        return "Quyết định đã ký nên đề nghị giữ nguyên. Tên in sai thì lập quyết định sửa đổi."
    if status not in DECIDED_UPON:
        return (
            "Đề nghị nằm trong hồ sơ đã nộp nên giữ nguyên. Muốn sửa, hãy nhờ thường trực bấm “Yêu cầu bổ sung”; chưa "
            "tiếp nhận thì đơn vị lấy lại hồ sơ."
        )
    if not office:
        return "Hội đồng đã họp hoặc hồ sơ đã trình nên chỉ thường trực sửa được. Hãy báo thường trực chỗ cần sửa."
    return "" if reason else "Hồ sơ đã qua Hội đồng hoặc đã trình: hãy ghi vì sao sửa, để người ký biết."


def may_answer(confirmer: str, status: str | None, *, office: bool) -> bool:
    """Whether somebody may say now that a standard is met: the unit while it writes, the office while it vets."""
    if confirmer == Confirmer.UNIT:
        return status is None or status in WRITABLE
    return confirmer == Confirmer.OFFICE and office and (status is None or status in ANSWERED_BY_OFFICE)


def accepting_refusal(submitted_by: int | None, by: int) -> str:
    """Whoever has submitted a dossier does not find it eligible; "" for anybody else."""
    if submitted_by == by:
        return "Chính bạn đã nộp hồ sơ này, cần người khác xác nhận đủ điều kiện."
    return ""
