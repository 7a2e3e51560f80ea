"""How far the practice ward and school are walked: one table of stages, each reached by the portal's own actions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from emulation.kit import audit
from emulation.models import Campaign, Unit

from ..choices import SubjectKind
from ..models import Nomination
from ..practice import MORE, OF_THE_SCHOOL, OF_THE_WARD, SCHOOL_COUNCIL, SENT_BACK, WARD_COUNCIL
from .practice_council import found_practice_council, hold_meeting, vote_secretly
from .practice_dossiers import make_practice_dossiers, send_to_the_unit_above, vet
from .practice_nominations import Cast, cast_of, make_nominations
from .practice_results import reach_results

SECRET_AWARD = 4
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


def first_collective(cast: Cast) -> Unit | None:
    """A neighbourhood that is proposed itself; a member of the council works for it and steps aside."""
    found = Nomination.objects.filter(phase=cast.phase, subject_kind=SubjectKind.COLLECTIVE, unit__isnull=False)
    one = found.select_related("unit").in_list_order().first()
    return one.unit if one else None


STAGES = (
    Stage("results", reach_results),
    Stage("council", ward_meets, school_meets),
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
