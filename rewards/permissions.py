"""Who may make which paper; one predicate per verb."""

from emulation.choices import RoleKind, UnitKind
from emulation.kit import clock
from emulation.models import Phase, Unit
from emulation.permissions import SCHOOL

from .models import AgendaLine, Council, Meeting, Seat

PAPER_MAKERS = {RoleKind.CLERK, RoleKind.STANDING}
COUNCIL_READERS = PAPER_MAKERS | SCHOOL | {RoleKind.CHAIRMAN}


def can_make_papers(user, phase: Phase) -> bool:
    """The ward's office makes certificates and reports; what they hold is the whole ward's."""
    return user.holds(PAPER_MAKERS, phase.campaign.ward)


# The council


def serves(user, council: Council, of_ward: set) -> bool:
    """Whoever holds one of the roles of the ward's office there; in a school its own people do all of it."""
    return user.holds(SCHOOL if council.unit.kind == UnitKind.SCHOOL else of_ward, council.unit)


def can_list_councils(user) -> bool:
    """The office, the chairman, schools, and whoever sits on a council; the list shows what `visible_to` gives."""
    return any(kind in COUNCIL_READERS for kind, _ in user.held_roles) or sits_on(user, Council.objects.all())


def sits_on(user, councils) -> bool:
    return Seat.objects.on(clock.today()).filter(account_id=user.pk, council__in=councils).exists()


def can_found_council(user) -> bool:
    """The standing office of a ward and the people of a school; for which unit is asked apart."""
    return any(kind in {RoleKind.STANDING} | SCHOOL for kind, _ in user.held_roles)


def can_found_council_of(user, unit: Unit) -> bool:
    return user.holds(SCHOOL if unit.kind == UnitKind.SCHOOL else {RoleKind.STANDING}, unit)


def can_view_council(user, council: Council) -> bool:
    """The office and the chairman of its unit or of one above, and its members; administrators do not."""
    return user.holds(COUNCIL_READERS, council.unit) or sits_on(user, [council])


def can_keep_council(user, council: Council) -> bool:
    """The standing office records the council, its seats and its meetings."""
    return serves(user, council, {RoleKind.STANDING})


def can_keep_seat(user, seat: Seat) -> bool:
    return can_keep_council(user, seat.council)


def can_view_meeting(user, meeting: Meeting) -> bool:
    return can_view_council(user, meeting.council)


def can_prepare_meeting(user, meeting: Meeting) -> bool:
    """The standing office prepares a meeting, records who was there, and closes the minutes."""
    return can_keep_council(user, meeting.council)


def can_prepare_line(user, line: AgendaLine) -> bool:
    return can_prepare_meeting(user, line.meeting)


def can_type_votes(user, meeting: Meeting) -> bool:
    """The ward's office types totals; administrators and the chairman do not."""
    return serves(user, meeting.council, PAPER_MAKERS)


def can_confirm_ballots(user, meeting: Meeting) -> bool:
    """Anybody who reads the meeting; that it is not who typed them is asked by the act itself."""
    return can_view_meeting(user, meeting)


def can_print_minutes(user, meeting: Meeting) -> bool:
    """Whoever prepares or reads the meeting."""
    return can_view_meeting(user, meeting)
