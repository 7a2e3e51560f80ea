"""What pages say of where a nomination or a certificate has come to, with links for whoever may open them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ..models import Certificate, DecisionLine
from ..permissions import can_view_decision
from ..permissions.certificates import can_view_certificate
from ..permissions.handovers import can_view_hand_over
from .decisions import line_badge
from .handovers import handed_words


@dataclass(frozen=True)
class Trace:
    """One thing that has happened: under which heading, in words, and its page where this person may open it."""

    label: str
    said: str
    url: str = ""
    more: str = ""


def traces_of(lines: Iterable[DecisionLine], user) -> list[Trace]:
    """The decisions that name a nomination, its certificate and who has it; drafts are for their readers alone."""
    found = []
    for line in lines:
        if line.decision.is_signed or can_view_decision(user, line.decision):
            found.append(decision_trace(line, user))
        for one in line.standing_certificates:
            found += [certificate_trace(one, user), hand_over_trace(one, user)]
    return found


def decision_trace(line: DecisionLine, user) -> Trace:
    decision, ended = line.decision, line_badge(line)
    said = f"{decision}, {decision.decided_on:%d/%m/%Y}" if decision.is_signed else f"{decision}"
    url = page("decision", line, decision.pk) if can_view_decision(user, decision) else ""
    return Trace("Quyết định", said, url, ended.text if ended else "")


def certificate_trace(one: Certificate, user) -> Trace:
    url = reverse("rewards:certificate", args=[one.pk]) if can_view_certificate(user, one) else ""
    return Trace("Giấy đã cấp", f"Số {one.words}", url)


def hand_over_trace(one: Certificate, user) -> Trace:
    """`one` comes with its receivers."""
    said = handed_words(one.standing_handovers[0]) if one.standing_handovers else "Chưa trao"
    return Trace("Trao giấy", said, page("handover", one.line, one.pk) if can_view_hand_over(user, one) else "")


def page(name: str, line: DecisionLine, *more) -> str:
    phase = line.decision.phase
    return reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])
