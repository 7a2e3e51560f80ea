"""Practice certificates: proofs signed, issued, printed, handed over; one issued anew, one revoked."""

import uuid
from datetime import time

from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.models import User

from ..choices import DecisionKind, IssueKind
from ..models import Ceremony, Certificate, Decision
from ..queries.certificates import proofs_of
from ..queries.decisions import lines_in_force
from ..queries.layouts import layout_for
from .ceremonies import announce_ceremony, gather
from .certificates import issue_certificates, record_proof, reissue_certificate
from .decisions import draft_later
from .handovers import hand_over
from .practice_decision import sign
from .practice_nominations import Cast
from .printing import Wanted, order_run, record_printed

PROVEN_BY = "Tổ trưởng, trưởng đơn vị (thực hành)"
LOST = "Giấy bị ướt trong đợt mưa lũ, gia đình có đơn xin cấp lại (thực hành)."
UNTRUE = "Báo cáo thành tích kê khai không đúng sự thật (thực hành)."
HALL = "Hội trường Ủy ban nhân dân phường"


def issue(cast: Cast, decision: Decision) -> None:
    """The proof of each unit is signed, then every line has its certificate."""
    for proof in proofs_of(decision):
        record_proof(decision, proof.unit, PROVEN_BY, clock.today(), stamp=proof.stamp, by=cast.maker)
    issue_certificates(decision, by=cast.maker)


def print_out(cast: Cast, decision: Decision, *, until_the_end: bool) -> None:
    """A run of all certificates of a decision; one that is not over stands where the printer jammed."""
    layout = layout_for(decision.award, decision.ward)
    found = Certificate.objects.filter(line__decision=decision).order_by("number")
    wanted = Wanted(found, f"{decision.award}, {decision}", layout=layout.as_data())
    run = order_run(decision, wanted, key=uuid.uuid4(), by=cast.maker)
    if printed := run.total if until_the_end else run.total // 2:
        record_printed(run, printed, seen=0, by=cast.maker)


def celebrate(cast: Cast) -> Ceremony:
    """A ceremony this morning at which everything issued so far is called up."""
    said = {"name": "Lễ sơ kết phong trào (thực hành)", "starts_at": moment_of(clock.today(), time(8)), "place": HALL}
    ceremony = announce_ceremony(cast.phase, said, key=uuid.uuid4(), by=cast.maker)
    gather(ceremony, by=cast.maker)
    return ceremony


def hand_out(cast: Cast, decision: Decision, ceremony: Ceremony) -> None:
    """Everybody of a decision has come."""
    found = Certificate.objects.standing().filter(line__decision=decision)
    hand_over(found, clock.today(), batch=uuid.uuid4(), ceremony=ceremony, by=cast.maker)


def issue_anew(cast: Cast, decision: Decision) -> None:
    """A family has lost its certificate and is given another one."""
    if lost := Certificate.objects.standing().filter(line__decision=decision).order_by("number").first():
        reissue_certificate(lost, IssueKind.COPY, LOST, by=cast.maker)


def revoke_last(cast: Cast, decision: Decision, number: str, *, chairman: User) -> None:
    """Another decision takes the last line of one back, and its certificate with it."""
    last = list(lines_in_force(decision))[-1:]
    later = draft_later(decision, DecisionKind.REVOKE, UNTRUE, [line.pk for line in last], by=cast.maker)
    sign(later, number, by=chairman)
