"""Who issues and prints certificates, keeps registers and reads them; one predicate per verb."""

from emulation.choices import RoleKind, UnitKind
from emulation.models import Phase, Unit
from emulation.permissions import SCHOOL

from ..models import Certificate, Decision, PrintRun, Register
from . import PAPER_MAKERS

CERTIFICATE_READERS = PAPER_MAKERS | {RoleKind.CHAIRMAN}


def keeps_certificates(user, unit: Unit, of_ward: set) -> bool:
    """Whoever holds one of the roles of the ward's office there; in a school its own people do all of it."""
    return user.holds(SCHOOL if unit.kind == UnitKind.SCHOOL else of_ward, unit)


def can_view_certificates(user, phase: Phase) -> bool:
    """The office issues and prints, the chairman reads; administrators do neither."""
    return keeps_certificates(user, phase.campaign.ward, CERTIFICATE_READERS)


def can_view_issuing(user, decision: Decision) -> bool:
    """Whoever reads the certificates of its ward or school."""
    return keeps_certificates(user, decision.ward, CERTIFICATE_READERS)


def can_issue_certificates(user, decision: Decision) -> bool:
    """The office, also whoever has made the decision, checks, issues and prints."""
    return keeps_certificates(user, decision.ward, PAPER_MAKERS)


def can_view_print_run(user, run: PrintRun) -> bool:
    return can_view_issuing(user, run.decision)


def can_go_on_printing(user, run: PrintRun) -> bool:
    """Anybody of the office, not only who has ordered it."""
    return can_issue_certificates(user, run.decision)


def can_list_award_registers(user) -> bool:
    """Whoever reads certificates anywhere; the list shows what `visible_to` gives."""
    return any(kind in CERTIFICATE_READERS | SCHOOL for kind, _ in user.held_roles)


def can_view_award_register(user, register: Register) -> bool:
    return keeps_certificates(user, register.unit, CERTIFICATE_READERS)


def can_keep_award_register(user, register: Register) -> bool:
    """The standing office sets it up; in a school its own people."""
    return keeps_certificates(user, register.unit, {RoleKind.STANDING})


def can_count_stock(user, register: Register) -> bool:
    return keeps_certificates(user, register.unit, PAPER_MAKERS)


def can_view_certificate(user, certificate: Certificate) -> bool:
    return can_view_award_register(user, certificate.register)


def can_end_certificate(user, certificate: Certificate) -> bool:
    """The standing office voids numbers and issues anew; in a school its own people."""
    return can_keep_award_register(user, certificate.register)
