"""Making dossiers out of nominations, and keeping what they hold: nominations and papers, as long as they are writable.

Whoever makes dossiers holds the phase alone, so that a nomination comes into one of them and numbers into one row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from emulation.actions.files import keep_files
from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy
from emulation.models import KeptFile, Phase, Unit

from ..choices import DossierStatus, PaperState
from ..models import Award, Dossier, DossierLine, DossierPaper, Nomination
from ..queries.dossiers import free_nominations, taken_by
from ..rules.dossiers import STANDS
from .holidays import keep_known_holidays

BATCH = 500


class DossierRefused(ValueError):
    """What cannot be done with a dossier; the message is a Vietnamese sentence that says what to do next."""


@dataclass(frozen=True)
class Made:
    """What one press has made: the dossiers it touched, and how many nominations came into them."""

    dossiers: Sequence[Dossier] = ()
    nominations: int = 0


@transaction.atomic
def make_dossiers(phase: Phase, chosen: Iterable[tuple[Award, Unit]], *, by) -> Made:
    """Puts all free nominations of each award and unit into its draft, a new one where there is none.

    Pressed again it finds nothing free and makes nothing.
    """
    Phase.objects.select_for_update(no_key=True).get(pk=phase.pk)
    keep_known_holidays()
    touched, count = [], 0
    for award, unit in chosen:
        free = free_nominations(phase).filter(taken_by(unit, phase), award=award)
        if not (keys := list(free.order_by("pk").values_list("pk", flat=True))):
            continue
        dossier = draft_of(phase, award, unit, by=by)
        lines = [DossierLine(dossier=dossier, nomination_id=key, added_by=by) for key in keys]
        DossierLine.objects.bulk_create(lines, BATCH)
        audit.record("lập hồ sơ khen thưởng", dossier, by=by, after={"award": award.number, "added": len(keys)})
        touched.append(dossier)
        count += len(keys)
    return Made(touched, count)


def draft_of(phase: Phase, award: Award, unit: Unit, *, by) -> Dossier:
    """The draft of a unit for an award; a new one has the checklist that the award asks for now."""
    if standing := Dossier.objects.filter(phase=phase, award=award, unit=unit, status=DossierStatus.DRAFT).first():
        return standing
    last = Dossier.objects.filter(phase=phase, unit=unit).aggregate(last=Max("number"))["last"]
    dossier = Dossier(phase=phase, award=award, unit=unit, number=(last or 0) + 1, made_by=by)
    dossier.follow(award)
    dossier.save()
    DossierPaper.objects.bulk_create(
        DossierPaper(dossier=dossier, position=place, kind=paper.kind, note=paper.note, copies=paper.copies)
        for place, paper in enumerate(award.papers.all(), start=1)
    )
    return dossier


# What it holds


@transaction.atomic
def take_out(dossier: Dossier, nomination: Nomination, *, by) -> bool:
    """Takes a nomination out of a dossier, so that another one may hold it; False where it is out already."""
    hold_writable(dossier)
    held = DossierLine.objects.held().filter(dossier=dossier, nomination=nomination)
    if not held.update(released_at=clock.now(), released_by=by):
        return False
    audit.record("đưa đề nghị ra khỏi hồ sơ", dossier, by=by, after={"nomination": nomination.pk})
    return True


@transaction.atomic
def change_copies(dossier: Dossier, copies: int, *, by) -> Dossier:
    """How many sets of the papers go with it; the same number again changes nothing."""
    standing = hold_writable(dossier)
    if standing.copies != copies:
        before, standing.copies = standing.copies, copies
        standing.save(update_fields=["copies"])
        audit.record("sửa số bộ hồ sơ", standing, by=by, before={"copies": before}, after={"copies": copies})
    return standing


@transaction.atomic
def upload_paper(paper: DossierPaper, written: KeptFile, *, by) -> DossierPaper:
    """Puts a file in the place of a paper; an earlier one stays kept. The very same file again changes nothing."""
    standing = writable_paper(paper)
    if standing.file and standing.file.sha256 == written.sha256:
        return standing
    [file] = keep_files([written], by=by)
    return settle(standing, by, state=PaperState.UPLOADED, file=file)


@transaction.atomic
def waive_paper(paper: DossierPaper, reason: str, *, by) -> DossierPaper:
    """Says why a paper is not needed. Raises DossierRefused without a reason."""
    standing, reason = writable_paper(paper), tidy(reason)
    if not reason:
        raise DossierRefused("Hãy ghi vì sao không cần giấy tờ này, để người thẩm định biết.")
    if standing.state == PaperState.WAIVED and standing.reason == reason:
        return standing
    return settle(standing, by, state=PaperState.WAIVED, reason=reason)


@transaction.atomic
def generate_paper(paper: DossierPaper, document: str, sha256: str, *, by) -> DossierPaper:
    """Records that the portal has made a paper: which document, and the hash of what it says."""
    standing = writable_paper(paper)
    if (standing.document, standing.sha256) == (document, sha256):
        return standing
    return settle(standing, by, state=PaperState.GENERATED, document=document, sha256=sha256)


@transaction.atomic
def clear_paper(paper: DossierPaper, *, by) -> DossierPaper:
    """Makes a paper missing again; a file that was uploaded stays kept, but hangs on nothing."""
    standing = writable_paper(paper)
    return standing if standing.is_missing else settle(standing, by, state=PaperState.MISSING)


def settle(paper: DossierPaper, by, **values) -> DossierPaper:
    """Writes how a paper stands, and nothing of how it stood before. Reasons may name people: not into the trail."""
    blank = {"document": "", "sha256": "", "file": None, "reason": ""}
    is_open = values["state"] == PaperState.MISSING
    who = {"settled_at": None if is_open else clock.now(), "settled_by": None if is_open else by}
    before = paper.state
    for name, value in (blank | values | who).items():
        setattr(paper, name, value)
    paper.save()
    told = {"kind": paper.kind, "position": paper.position}
    audit.record(
        "ghi giấy tờ của hồ sơ", paper.dossier, by=by, before={"state": before}, after=told | {"state": paper.state}
    )
    return paper


def writable_paper(paper: DossierPaper) -> DossierPaper:
    hold_writable(paper.dossier)
    return DossierPaper.objects.select_related("dossier", "file").get(pk=paper.pk)


def hold_alone(dossier: Dossier) -> Dossier:
    """The dossier as it is now, and nobody else writes to it meanwhile."""
    Dossier.objects.select_for_update(no_key=True).get(pk=dossier.pk)
    return Dossier.objects.for_page().get(pk=dossier.pk)


def hold_writable(dossier: Dossier) -> Dossier:
    standing = hold_alone(dossier)
    if not standing.is_writable:
        raise DossierRefused(f"{STANDS[DossierStatus(standing.status)]} Chưa sửa gì.")
    return standing
