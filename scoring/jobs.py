"""Long work of the middle floor: the score sheets of a phase on paper, one of them once more."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from emulation.kit import jobs
from emulation.kit.documents import Unprintable
from emulation.kit.filling import FillReport
from emulation.models import Household, Phase, Unit

from .actions.paper_sheets import issue_sheets, issue_spares, record_prints
from .documents.score_sheet import NoRoom, SheetFace, SheetLine, UnitCover, page_of, records, write_sheets
from .facts import homes_to_print, sheet_face, sheet_lines, spare_line, unit_cover
from .models import PaperSheet


@dataclass(frozen=True)
class StackOrder:
    """What is to be printed: whose sheets, how many spare ones for each neighbourhood, where the QR codes lead."""

    phase: Phase
    units: list[Unit]
    spare: int
    only_new: bool
    address: str


@jobs.kind("score_sheets")
def score_sheets(job, progress) -> list[str]:
    """Prints the sheets of a phase or of one neighbourhood, and lists the names that were made to fit."""
    phase = Phase.objects.for_page().get(pk=job.args["phase"])
    order = StackOrder(
        phase, units_of(phase, job.args["unit"]), job.args["spare"], job.args["only_new"], job.args["address"]
    )
    try:
        report = print_stack(order, job.draft_path, batch=job.pk, by=job.created_by, progress=progress)
    except (Unprintable, NoRoom, NothingToPrint) as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    return fitted_words(report)


@jobs.kind("score_sheet")
def score_sheet(job, progress) -> list[str]:
    """Prints one sheet once more, with its own code."""
    paper = PaperSheet.objects.for_page().get(pk=job.args["paper"])
    progress(0, 1)
    try:
        report = print_one(paper, job.draft_path, job.args["address"], batch=job.pk, by=job.created_by)
    except (Unprintable, NoRoom) as refusal:
        raise jobs.JobRefused(str(refusal)) from refusal
    return fitted_words(report)


class NothingToPrint(ValueError):
    """A stack without a sheet; the message is a Vietnamese sentence."""


def units_of(phase: Phase, unit: int | None) -> list[Unit]:
    """One neighbourhood, or all of the phase's ward in their order."""
    units = Unit.objects.below(phase.campaign.ward).neighbourhoods().current()
    return list(units.filter(pk=unit) if unit else units)


def print_stack(
    order: StackOrder, out: Path, *, batch: UUID, by, progress: Callable[[int, int], None] | None = None
) -> FillReport:
    """Writes covers and sheets of an order to a file, then records what was printed; may be repeated without harm.

    Codes are given before anything is printed and stay with their households; what cannot be printed right raises
    Unprintable or NoRoom, an empty stack NothingToPrint, and nothing is recorded.
    """
    progress = progress or (lambda done, total: None)
    face, printed, stack = sheet_face(order.phase), [], []
    lines = page_of(face)[1]
    for unit in order.units:
        keys, pile = unit_pile(order, unit, lines, batch=batch, by=by)
        printed += keys
        stack += pile
    if not stack:
        raise NothingToPrint(
            "Không có phiếu nào để in: các hộ đã có phiếu in rồi, hoặc chưa có hộ nào có người được chấm. "
            "Muốn in lại tất cả, hãy chọn “In lại cả các hộ đã có phiếu”."
        )
    report = write_stack(face, stack, out, progress, sum(1 for _ in records(stack, lines)))
    record_prints(order.phase, printed, batch=batch, by=by)
    return report


def unit_pile(order: StackOrder, unit: Unit, lines: int, *, batch: UUID, by) -> tuple[list[int], list]:
    """The papers of one neighbourhood: their keys, and its cover followed by the sheets; nothing where none is due."""
    homes = homes_to_print(order.phase, [unit], only_new=order.only_new, batch=batch)
    issue_sheets(order.phase, homes, batch=batch)
    issue_spares(order.phase, unit, order.spare, batch=batch)
    named = sheet_lines(order.phase, homes, order.address)
    of_batch = PaperSheet.objects.filter(phase=order.phase, unit=unit, batch=batch).spare().order_by("code")
    spares = [(paper.pk, spare_line(paper, order.address)) for paper in of_batch.select_related("unit")]
    if not named and not spares:
        return [], []
    sheets = [line for _, line in named]
    cover = unit_cover(order.phase, unit, sheets, len(spares), lines, by)
    return [key for key, _ in named + spares], [cover, *(line for _, line in named + spares)]


def print_one(paper: PaperSheet, out: Path, address: str, *, batch: UUID, by) -> FillReport:
    """Writes one sheet to a file and records the print."""
    if paper.is_spare:
        line = spare_line(paper, address)
    else:
        [(_, line)] = sheet_lines(paper.phase, Household.objects.filter(pk=paper.household_id), address)
    report = write_stack(sheet_face(paper.phase), [line], out, lambda done, total: None, 1)
    record_prints(paper, [paper.pk], batch=batch, by=by)
    return report


def write_stack(
    face: SheetFace, stack: Iterable[SheetLine | UnitCover], out: Path, progress: Callable, total: int
) -> FillReport:
    progress(0, total)
    with out.open("wb") as file:
        return write_sheets(face, stack, file, lambda done: progress(done, total))


def fitted_words(report: FillReport) -> list[str]:
    """The names that were shrunk or wrapped, a line each; addresses are not named."""
    names = [one for one in (*report.shrunk, *report.wrapped) if one.slot.startswith(("name-", "head"))]
    return [f"Tờ {one.page}: “{one.text}” in cỡ {one.size:g}, {one.lines} dòng." for one in names]
