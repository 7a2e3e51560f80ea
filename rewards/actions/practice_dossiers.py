"""Practice dossiers: made by each unit, with their papers, submitted, and vetted by somebody else."""

from pathlib import Path

from emulation.actions.files import write_files
from emulation.kit import clock
from emulation.kit.evidence import judge
from emulation.models import Unit, User

from ..choices import DossierVerb, PaperKind, SentBy
from ..models import Award, Dossier, DossierPaper
from ..rules.names import in_sentence
from .dossier_steps import send_up, take_step
from .dossiers import make_dossiers, upload_paper, waive_paper
from .practice_nominations import Cast

PAPER = Path(__file__).resolve().parent.parent / "plans" / "practice-paper.png"
NAME = "van-ban-thuc-hanh.png"
WAIVED = "Bản giấy nộp kèm hồ sơ (dữ liệu thực hành)."


def make_practice_dossiers(cast: Cast) -> list[Dossier]:
    """A dossier of each unit and award with its papers, submitted by its maker."""
    awards, made = list(Award.objects.given_in(cast.phase)), []
    for unit, worker in cast.workers.values():
        for dossier in make_dossiers(cast.phase, [(award, unit) for award in awards], by=worker).dossiers:
            settle_papers(dossier, by=worker)
            made.append(press(dossier, DossierVerb.SUBMIT, by=worker))
    return made


def settle_papers(dossier: Dossier, *, by: User) -> None:
    """The proposal is uploaded; the other papers lie with it on paper."""
    for paper in DossierPaper.objects.filter(dossier=dossier).select_related("dossier"):
        if paper.kind == PaperKind.PROPOSAL:
            [written] = write_files([judge(PAPER.read_bytes(), NAME)])
            upload_paper(paper, written, by=by)
        else:
            waive_paper(paper, WAIVED, by=by)


def vet(cast: Cast, made: list[Dossier], *, sent_back: Unit | None, reason: str) -> None:
    """The office takes all of them up and finds them eligible; those of one unit it sends back to be completed."""
    for dossier in made:
        press(dossier, DossierVerb.TAKE_UP, by=cast.office)
        if dossier.unit == sent_back:
            press(dossier, DossierVerb.ASK_MORE, reason, by=cast.office)
        else:
            press(dossier, DossierVerb.ACCEPT, by=cast.office)


def send_to_the_unit_above(cast: Cast) -> None:
    """Records that what the council has passed was sent up, to the office above that works in this portal too."""
    above = cast.organiser.parent
    for dossier in Dossier.objects.filter(phase=cast.phase, status="met").exclude(upward_to=""):
        said = {"recipient": f"Ủy ban nhân dân {in_sentence(above.name)}", "to_unit": above, "letter": ""}
        said |= {"sent_on": clock.today(), "way": SentBy.ELECTRONIC}
        send_up(dossier, said, seen=dossier.version, by=cast.office)


def press(dossier: Dossier, verb: str, reason: str = "", *, by: User) -> Dossier:
    dossier.refresh_from_db()
    return take_step(dossier, verb, reason, seen=dossier.version, by=by)
