"""Who hands certificates over, keeps ceremonies, and looks a certificate up."""

from emulation.models import Phase

from ..models import Ceremony, Certificate, Decision
from . import PAPER_MAKERS, PROPOSERS, READERS, can_nominate
from .certificates import can_view_certificates, keeps_certificates


def can_view_hand_overs(user, phase: Phase) -> bool:
    """Whoever reads nominations; the list shows only those that one's own units have proposed."""
    return any(kind in READERS for kind, _ in user.held_roles)


def can_view_hand_over(user, certificate: Certificate) -> bool:
    """The people of the unit that has proposed whom it is for, and those above it; administrators read none."""
    return user.holds(READERS, certificate.line.nomination.submitted_by)


def can_hand_over(user, certificate: Certificate) -> bool:
    """Whoever proposes for the unit hands over to its people, and takes back what was recorded by mistake."""
    return user.holds(PROPOSERS, certificate.line.nomination.submitted_by)


def can_hand_over_many(user, phase: Phase) -> bool:
    """Acts on many reach only those of the units this person proposes for."""
    return can_nominate(user, phase)


def can_view_ceremonies(user, phase: Phase) -> bool:
    """Whoever reads the certificates of the ward or school: the order of calling names everybody."""
    return can_view_certificates(user, phase)


def can_keep_ceremonies(user, phase: Phase) -> bool:
    """The office announces ceremonies and puts people in order; a school its own people."""
    return keeps_certificates(user, phase.campaign.ward, PAPER_MAKERS)


def can_view_ceremony(user, ceremony: Ceremony) -> bool:
    return can_view_ceremonies(user, ceremony.phase)


def can_keep_ceremony(user, ceremony: Ceremony) -> bool:
    return can_keep_ceremonies(user, ceremony.phase)


def can_print_prize_list(user, decision: Decision) -> bool:
    """Whoever reads the ceremonies of its phase: the office, the chairman."""
    return can_view_ceremonies(user, decision.phase)


def can_look_up_certificate(user) -> bool:
    """Anybody who holds the paper: its QR code, or its number with the check code, says which."""
    return True
