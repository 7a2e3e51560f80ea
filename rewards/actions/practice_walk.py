"""How far the practice ward and school are walked: one table of stages, each reached by the portal's own actions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from emulation.kit import audit
from emulation.models import Campaign, Unit, User

from ..choices import SubjectKind
from ..models import Award, Decision, Nomination
from ..practice import MORE, OF_THE_SCHOOL, OF_THE_WARD, SCHOOL_COUNCIL, SENT_BACK, WARD_COUNCIL
from .packs import order_pack
from .practice_certificates import celebrate, hand_out, issue, issue_anew, print_out, revoke_last
from .practice_council import found_practice_council, hold_meeting, vote_secretly
from .practice_decision import NUMBER, answer_one, draft, post_and_close, present_all, sign
from .practice_dossiers import make_practice_dossiers, send_to_the_unit_above, vet
from .practice_nominations import Cast, cast_of, make_nominations
from .practice_results import reach_results

SECRET_AWARD = PACKED_AWARD = 4
DRAFTED_AWARD = SCHOOL_AWARD = 3
JAMMED_AWARD, HANDED_AWARDS = 5, (2, 4)
WARD_ROOM, SCHOOL_ROOM = "Phòng họp Ủy ban nhân dân phường", "Phòng hội đồng trường"


@dataclass(frozen=True)
class Stage:
    """A point to stop at: its name for the command, and what brings ward and school there from the one before."""

    name: str
    ward: Callable[[Campaign], None]
    school: Callable[[Campaign], None] | None = None


def ward_meets(campaign: Campaign) -> None:
    """Nominations, dossiers, and a council of nine that meets about them; one dossier waits to be completed."""
    cast = cast_of(campaign)
    vote_secretly(cast.phase, SECRET_AWARD)
    make_nominations(cast, OF_THE_WARD)
    sent_back, _ = cast.workers[SENT_BACK]
    vet(cast, make_practice_dossiers(cast), sent_back=sent_back, reason=MORE)
    council = found_practice_council(cast.organiser, WARD_COUNCIL, near=first_collective(cast), by=cast.office)
    hold_meeting(cast, council, OF_THE_WARD, place=WARD_ROOM)


def school_meets(campaign: Campaign) -> None:
    """The school's own council passes its dossiers, which then go up to the ward."""
    cast = cast_of(campaign)
    make_nominations(cast, OF_THE_SCHOOL)
    vet(cast, make_practice_dossiers(cast), sent_back=None, reason="")
    council = found_practice_council(cast.organiser, SCHOOL_COUNCIL, near=None, by=cast.office)
    hold_meeting(cast, council, OF_THE_SCHOOL, place=SCHOOL_ROOM)
    send_to_the_unit_above(cast)


def ward_decides(campaign: Campaign) -> None:
    """The lists have hung, the chairman's signatures are recorded; one decision is still a draft."""
    cast, chairman = cast_of(campaign), User.objects.get(username="chairman")
    present_all(cast)
    for award in Award.objects.given_in(cast.phase).for_page().order_by("number"):
        if award.needs_posting:
            post_and_close(cast, award)
        if award.number == PACKED_AWARD:
            order_pack(cast.phase, award, by=cast.maker)
        drafted = draft(cast, award)
        if drafted and award.number != DRAFTED_AWARD:
            sign(drafted, NUMBER.format(100 + award.number), by=chairman)


def school_is_answered(campaign: Campaign) -> None:
    """The office above has decided on one dossier of the school; the other one waits for its answer."""
    answer_one(cast_of(campaign), SCHOOL_AWARD, letter=NUMBER.format(9))


def ward_hands_out(campaign: Campaign) -> None:
    """Certificates of every signed decision: printed, half printed, handed over, issued anew, revoked."""
    cast, chairman = cast_of(campaign), User.objects.get(username="chairman")
    signed = {one.award.number: one for one in Decision.objects.signed().filter(phase=cast.phase).for_page()}
    for number, decision in sorted(signed.items()):
        issue(cast, decision)
        print_out(cast, decision, until_the_end=number != JAMMED_AWARD)
    ceremony = celebrate(cast)
    for number in (award for award in HANDED_AWARDS if award in signed):
        hand_out(cast, signed[number], ceremony)
    if JAMMED_AWARD in signed:
        issue_anew(cast, signed[JAMMED_AWARD])
    revoke_last(cast, signed[PACKED_AWARD], NUMBER.format(111), chairman=chairman)


def first_collective(cast: Cast) -> Unit | None:
    """A neighbourhood that is proposed itself; a member of the council works for it and steps aside."""
    found = Nomination.objects.filter(phase=cast.phase, subject_kind=SubjectKind.COLLECTIVE, unit__isnull=False)
    one = found.select_related("unit").in_list_order().first()
    return one.unit if one else None


STAGES = (
    Stage("results", reach_results),
    Stage("council", ward_meets, school_meets),
    Stage("decision", ward_decides, school_is_answered),
    Stage("certificates", ward_hands_out),
)
NAMES = [stage.name for stage in STAGES]


@transaction.atomic
def walk(ward: Campaign, school: Campaign, *, until: str) -> None:
    """Brings freshly made practice campaigns through every stage up to one and with it."""
    for stage in STAGES[: NAMES.index(until) + 1]:
        stage.ward(ward)
        if stage.school:
            stage.school(school)
        audit.record("dẫn dữ liệu thực hành", ward, by=None, after={"until": stage.name})
