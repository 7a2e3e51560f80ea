"""Runs of the printer: ordered with their sheets, counted as they come out, gone on with after a jam.

A run keeps its sheets in their order. Its file is made by a job from any sheet on, so it may be killed and made again:
what comes out next is told by what somebody has seen come out.
"""

import uuid
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, QuerySet

from emulation.kit import audit, clock, jobs
from emulation.kit.jobs import Job
from emulation.kit.vietnamese import tidy

from ..models import Certificate, Decision, PrintRun, PrintSheet
from ..queries.certificates import ended_sheet, printed_sheets, waiting_sheets
from ..rules import printing as rules
from .certificates import hold

BATCH = 1000


class PrintRefused(ValueError):
    """What cannot be printed or recorded; the message is a Vietnamese sentence that says what to do next."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asks to print: the certificates in their order, on which layout and printer."""

    certificates: QuerySet[Certificate]
    about: str
    reason: str = ""
    layout: dict = field(default_factory=dict)
    printer: dict = field(default_factory=dict)


@transaction.atomic
def order_run(decision: Decision, wanted: Wanted, *, key: uuid.UUID, by) -> PrintRun:
    """A run of certificates that hold, in the order given; the same sending again gives the same run.

    Raises PrintRefused: without a reason where one came out before, while one waits in a run that is not over.
    """
    standing = hold(decision)
    if known := PrintRun.objects.filter(key=key).first():
        return known
    asked = wanted.certificates.standing()
    chosen = list(asked.values_list("pk", "register", "facts"))
    refuse_run(chosen, asked.order_by(), tidy(wanted.reason))
    run = PrintRun.objects.create(
        decision=standing, register_id=chosen[0][1], about=wanted.about[:200], reason=tidy(wanted.reason),
        total=len(chosen), layout=wanted.layout, printer=wanted.printer, key=key, ordered_by=by,
    )  # fmt: skip
    sheets = (PrintSheet(run=run, position=place, certificate_id=pk) for place, (pk, *_) in enumerate(chosen, start=1))
    PrintSheet.objects.bulk_create(sheets, BATCH)
    audit.record("yêu cầu in giấy", run, by=by, after={"total": run.total, "again": bool(run.reason)})
    return run


def refuse_run(chosen: list[tuple[int, int, dict]], asked: QuerySet[Certificate], reason: str) -> None:
    if not chosen:
        raise PrintRefused(rules.NOTHING_TO_PRINT)
    first = chosen[0]
    if any((register, facts["face"]) != (first[1], first[2]["face"]) for _, register, facts in chosen):
        raise PrintRefused(rules.TWO_FACES)
    if waiting := asked.filter(Exists(waiting_sheets())).count():
        run = PrintRun.objects.filter(finished_at=None, sheets__certificate__in=asked.values("pk")).first()
        raise PrintRefused(rules.STILL_RUNNING.format(count=waiting, run=run))
    if not reason and (again := asked.filter(Exists(printed_sheets())).count()):
        raise PrintRefused(rules.AGAIN_FOR_A_REASON.format(count=again))


@transaction.atomic
def order_file(run: PrintRun, *, address: str, by) -> Job:
    """Asks for the file of what is still to come out of a run; a repeated order gives the same job.

    `address` is the portal's own, that the QR codes lead to.
    """
    standing = hold_run(run)
    if standing.is_over:
        raise PrintRefused(rules.RUN_IS_OVER)
    first = standing.printed_to + 1
    if ended := ended_sheet(standing, first):
        raise PrintRefused(rules.HOLDS_NO_MORE.format(position=ended.position, number=ended.certificate.words))
    job = jobs.enqueue(
        "print_run",
        f"{standing.about}, tờ {first} đến {standing.total}",
        by=by,
        file_name=f"giay-lan-in-{standing.pk}-tu-to-{first}.pdf",
        run=standing.pk,
        first=first,
        address=address,
    )
    audit.record("lập tệp in giấy", standing, by=by, after={"first": first, "job": str(job.pk)})
    return job


@transaction.atomic
def record_printed(run: PrintRun, printed_to: int, *, seen: int, by) -> PrintRun:
    """How many sheets have come out good; the last one ends the run. The same again changes nothing.

    `seen` is how many somebody believed had come out. Raises PrintRefused.
    """
    standing = hold_run(run)
    if standing.printed_to == printed_to and (standing.is_over or printed_to < standing.total):
        return standing
    if why_not := rules.printed_to_refusal(printed_to, standing.total, is_over=standing.is_over):
        raise PrintRefused(why_not)
    if standing.printed_to != seen:
        raise PrintRefused(rules.NOBODY_ELSE_WROTE.format(now=standing.printed_to))
    before, standing.printed_to = standing.printed_to, printed_to
    if printed_to == standing.total:
        standing.finished_at, standing.finished_by = clock.now(), by
    standing.save(update_fields=["printed_to", "finished_at", "finished_by"])
    audit.record("ghi đã in tới tờ", standing, by=by, before={"printed_to": before}, after={"printed_to": printed_to})
    return standing


@transaction.atomic
def stop_run(run: PrintRun, *, by) -> PrintRun:
    """Ends a run before its last sheet: another one may print the rest. Done again it changes nothing."""
    standing = hold_run(run)
    if not standing.is_over:
        standing.finished_at, standing.finished_by = clock.now(), by
        standing.save(update_fields=["finished_at", "finished_by"])
        audit.record("dừng lần in", standing, by=by, after={"printed_to": standing.printed_to})
    return standing


def hold_run(run: PrintRun) -> PrintRun:
    """The run as it is now, and nobody else writes to it meanwhile."""
    PrintRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    return PrintRun.objects.select_related("decision", "register").get(pk=run.pk)
