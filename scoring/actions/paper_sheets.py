"""Sheets on paper: giving each household its code, spare codes, recording what was printed, binding a spare one."""

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from emulation.kit import audit, clock, jobs
from emulation.kit.jobs import Job
from emulation.models import Household, Phase, Unit

from .. import rules
from ..models import PaperSheet, SheetPrint

BATCH = 1000
ATTEMPTS = 5  # at a free code: of two sheets in a ward, one in eighty thousand million has the code of the other
CARRIED = ("handed_out_on", "handed_out_by_id", "collected_on", "collected_by_id")


class PaperRefused(ValueError):
    """A sheet of paper that cannot be what is asked; the message is a Vietnamese sentence that says how to go on."""


def new_code() -> str:
    """A code nobody can guess; it opens a sheet only to those who may see it anyway."""
    return rules.with_check("".join(secrets.choice(rules.ALPHABET) for _ in range(rules.BODY)))


@transaction.atomic
def issue_sheets(phase: Phase, homes: QuerySet[Household], *, batch: UUID) -> None:
    """Gives each household that has none a sheet with a code; done again, it changes nothing."""
    used = PaperSheet.objects.in_use().filter(phase=phase, household=OuterRef("pk"))
    for _ in range(ATTEMPTS):
        lacking = homes.filter(~Exists(used)).order_by().values_list("pk", "unit")
        sheets = [
            PaperSheet(phase=phase, unit_id=unit, household_id=home, code=new_code(), batch=batch)
            for home, unit in lacking
        ]
        if not sheets:
            return
        # who was faster, for the household or for the code, wins; the next round sees what is still lacking
        PaperSheet.objects.bulk_create(sheets, batch_size=BATCH, ignore_conflicts=True)
    raise RuntimeError("no free codes for score sheets")


@transaction.atomic
def issue_spares(phase: Phase, unit: Unit, count: int, *, batch: UUID) -> None:
    """Makes so many spare sheets for a neighbourhood in a batch, counting those the batch has made before."""
    of_batch = PaperSheet.objects.filter(phase=phase, unit=unit, batch=batch, household=None)
    for _ in range(ATTEMPTS):
        lacking = count - of_batch.count()
        if lacking <= 0:
            return
        sheets = [PaperSheet(phase=phase, unit=unit, code=new_code(), batch=batch) for _ in range(lacking)]
        PaperSheet.objects.bulk_create(sheets, batch_size=BATCH, ignore_conflicts=True)
    raise RuntimeError("no free codes for spare sheets")


@transaction.atomic
def record_prints(subject: Phase | PaperSheet, papers: Iterable[int], *, batch: UUID, by) -> None:
    """Records that sheets were printed in a batch; a batch that is repeated counts once."""
    papers, now = list(papers), clock.now()
    if SheetPrint.objects.filter(batch=batch, paper__in=papers[:1]).exists():
        return
    prints = [SheetPrint(paper_id=paper, batch=batch, printed_at=now, printed_by=by) for paper in papers]
    SheetPrint.objects.bulk_create(prints, batch_size=BATCH, ignore_conflicts=True)
    audit.record("in phiếu chấm điểm", subject, by=by, after={"sheets": len(papers), "batch": str(batch)})


@transaction.atomic
def order_sheets(phase: Phase, unit: Unit | None, *, spare: int, only_new: bool, address: str, by) -> Job:
    """Asks for the sheets of a phase or of one neighbourhood; a repeated order while it runs gives the same job."""
    tail = f"-{unit.code.rpartition('/')[2]}" if unit else ""
    job = jobs.enqueue(
        "score_sheets",
        f"Phiếu chấm điểm {phase.name}, {unit.name if unit else 'cả phường'}",
        by=by,
        file_name=f"phieu-cham-diem-{phase.campaign.code}-dot-{phase.number}{tail}.pdf",
        phase=phase.pk,
        unit=unit.pk if unit else None,
        spare=spare,
        only_new=only_new,
        address=address,
    )
    audit.record("lập phiếu chấm điểm", phase, by=by, after={"unit": unit.code if unit else "", "job": str(job.pk)})
    return job


@transaction.atomic
def order_reprint(paper: PaperSheet, *, address: str, by) -> Job:
    """Asks for one sheet once more, with the code it has."""
    job = jobs.enqueue(
        "score_sheet",
        f"In lại phiếu {paper.printed_code}",
        by=by,
        file_name=f"phieu-{paper.printed_code}.pdf",
        paper=paper.pk,
        address=address,
    )
    audit.record("in lại phiếu chấm điểm", paper, by=by, after={"job": str(job.pk)})
    return job


@transaction.atomic
def bind_spare(paper: PaperSheet, household: Household, *, by) -> PaperSheet:
    """Makes a spare sheet the sheet of a household; one it had before is replaced, its days of the register carried on.

    The same again changes nothing. Raises PaperRefused.
    """
    Household.objects.select_for_update(no_key=True).get(pk=household.pk)  # one sheet at a time
    paper.refresh_from_db()
    if paper.household_id == household.pk:
        return paper
    taken = PaperRefused(f"Phiếu {paper.printed_code} đã gắn với hộ khác. Hãy kiểm tra lại mã phiếu.")
    if not paper.is_spare:
        raise taken
    if household.ward_id != paper.phase.campaign.ward_id:
        raise PaperRefused("Hộ này không thuộc đơn vị tổ chức phong trào.")
    now = clock.now()
    former = PaperSheet.objects.in_use().filter(phase=paper.phase_id, household=household).first()
    carried = {name: getattr(former, name) for name in CARRIED} if former else {}
    if former:
        PaperSheet.objects.filter(pk=former.pk).update(replaced_at=now, replaced_by=by)
    free = PaperSheet.objects.filter(pk=paper.pk, household=None)
    if not free.update(household=household, bound_at=now, bound_by=by, **carried):  # somebody else was faster
        raise taken
    audit.record("gắn phiếu dự phòng", paper, by=by, after={"household": household.code})
    paper.refresh_from_db()
    return paper


@transaction.atomic
def unbind_spare(paper: PaperSheet, *, by) -> PaperSheet:
    """Takes back a binding: the sheet is spare again, and the household has the sheet it had before.

    Done again, it changes nothing. Raises PaperRefused for a sheet that was printed for its household.
    """
    paper.refresh_from_db()
    if paper.is_spare:
        return paper
    if paper.bound_at is None:
        raise PaperRefused(f"Phiếu {paper.printed_code} được in cho hộ này nên không gỡ ra được.")
    home, bound_at = paper.household, paper.bound_at
    cleared = dict.fromkeys((*CARRIED, "confirmed_at", "confirmed_by", "bound_at", "bound_by", "household"))
    PaperSheet.objects.filter(pk=paper.pk).update(**cleared)
    former = PaperSheet.objects.filter(phase=paper.phase_id, household=home, replaced_at=bound_at)
    former.update(replaced_at=None, replaced_by=None)
    audit.record("gỡ phiếu dự phòng", paper, by=by, before={"household": home.code})
    paper.refresh_from_db()
    return paper
