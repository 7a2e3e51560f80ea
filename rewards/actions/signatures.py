"""Recording what was signed on paper: number, date and signer freeze a draft for good, and take its dossiers along.

Whoever records holds the phase, the decision and the nominations, so that nobody is given the same thing twice.
"""

import hashlib
import json
from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F

from emulation.actions.files import keep_files
from emulation.choices import PaperFormat
from emulation.kit import audit, clock, jobs, transitions
from emulation.kit.vietnamese import thousands, tidy
from emulation.models import KeptFile, Phase

from ..choices import DecisionKind, DecisionStatus
from ..models import Award, Decision, DecisionLine, Nomination
from ..queries.decidable import decidable_above
from ..queries.decision_content import bonus_of_draft, record_of
from ..queries.decisions import (
    earliest_above,
    earliest_day,
    has_one_clerk,
    known_of,
    lines_in_force,
    lines_to_show,
)
from ..rules import decisions as rules
from .certificates import end_certificates
from .decisions import NOTHING_CHOSEN, TAKEN, DecisionRefused, hold_alone, hold_phase, put_in, refuse_frozen
from .dossier_steps import record_revocation, record_signing

BATCH = 500
CHANGED = "Dự thảo vừa được người khác sửa nên chưa ghi gì. Hãy xem bản mới có đúng là bản đã ký không rồi ghi lại."
USED = "Số này đã ghi cho một văn bản khác trong năm. Hãy xem lại số văn thư cho."


class SumChanged(DecisionRefused):
    """The sum by the day it was signed is not the one on the draft; `total` is what it would be, in đồng."""

    def __init__(self, seen: int, total: int, day: date):
        super().__init__(
            f"Theo mức của ngày {day:%d/%m/%Y}, tổng tiền thưởng là {thousands(total)} đồng, khác "
            f"{thousands(seen)} đồng bạn đã xem. Nếu bản đã ký ghi {thousands(total)} đồng, hãy ghi lại lần nữa; nếu "
            "không, hãy in lại dự thảo và trình ký lại."
        )
        self.total = total


@transaction.atomic
def record_signature(
    decision: Decision, values: dict, scan: KeptFile | None = None, *, seen: int, seen_total: int, by
) -> Decision:
    """Records number, decided_on, signer_title, signer_name, on_behalf of what was signed, and freezes all it says.

    `seen` is the version looked at, `seen_total` its sum. The same again changes nothing, but keeps a scan that is not
    there yet. Raises DecisionRefused, also for everything that is missing, by name.
    """
    hold_phase(decision.phase)
    standing = hold_alone(decision)
    values = values | {"number": rules.tidy_number(values["number"])}
    if standing.is_signed and (standing.number, standing.decided_on) == (values["number"], values["decided_on"]):
        hang_scan(standing, scan, by)
        return standing
    refuse_frozen(standing)
    is_one_clerk = has_one_clerk(standing.ward)
    if why_not := rules.recording_refusal(by.pk, standing.prepared_by, is_one_clerk=is_one_clerk):
        raise DecisionRefused(why_not)
    if standing.version != seen:
        raise DecisionRefused(CHANGED)
    hold_lines(standing)
    for name, value in values.items():
        setattr(standing, name, value)
    lines = list(lines_to_show(standing))
    refuse_incomplete(standing, lines, seen_total)
    freeze(standing, lines, scan, by)
    take_effect(standing, lines)
    end_certificates(standing, by=by)  # before the dossiers, as whoever hands certificates over holds them
    record_signing(standing, by=by)
    record_revocation(standing, by=by)
    order_file(standing, by=by)
    return standing


def hold_lines(decision: Decision) -> None:
    """Nobody takes a nomination back, or ends a line that is to be changed, until this is done."""
    keys = decision.lines.values("nomination")
    list(Nomination.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    old = decision.lines.exclude(replaces=None).values("replaces")
    list(DecisionLine.objects.filter(pk__in=old).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def refuse_incomplete(decision: Decision, lines: list[DecisionLine], seen_total: int) -> None:
    day = decision.decided_on
    if why_not := rules.date_refusal(day, clock.today(), earliest_day(decision)):
        raise DecisionRefused(why_not)
    if missing := rules.lacks(known_of(decision, lines)):
        raise DecisionRefused(" ".join(missing))
    if number_is_used(decision):
        raise DecisionRefused(USED)
    bonus_of = bonus_of_draft(decision)
    if decision.kind != DecisionKind.REVOKE and (total := sum(bonus_of(one).amount for one in lines)) != seen_total:
        raise SumChanged(seen_total, total, day)


def number_is_used(decision: Decision) -> bool:
    """Looked at first for the sentence; the constraint keeps it so."""
    same = Decision.objects.signed().filter(
        ward=decision.ward_id, year=decision.decided_on.year, number=decision.number
    )
    return same.exclude(kind=DecisionKind.SUPERIOR).exists()


def freeze(decision: Decision, lines: list[DecisionLine], scan: KeptFile | None, by) -> None:
    """Writes the money on each line, and on the decision all that it prints, under a hash."""
    bonus_of = bonus_of_draft(decision)
    content = record_of(decision, lines, bonus_of)
    for line in lines:
        bonus = bonus_of(line)
        line.amount, line.coefficient, line.base_salary = bonus.amount, bonus.coefficient, bonus.base_salary
    DecisionLine.objects.bulk_update(lines, ["amount", "coefficient", "base_salary"], BATCH)
    kept = keep_files([scan], by=by) if scan else []
    told = ("number", "decided_on", "on_behalf", "signer_title", "signer_name")
    sealed = {"content": content, "content_sha256": hash_of(content), "scan": kept[0] if kept else None}
    alone = by.pk in decision.prepared_by
    who = {
        "recorded_at": clock.now(), "recorded_by": by, "is_recorded_alone": alone, "version": F("version") + 1,
    }  # fmt: skip
    values = {name: getattr(decision, name) for name in told} | sealed | who | {"year": decision.decided_on.year}
    try:
        with transaction.atomic():
            moved = transitions.move(decision, DecisionStatus.DRAFT, DecisionStatus.SIGNED, **values)
    except IntegrityError as error:
        raise DecisionRefused(USED) from error
    if not moved:
        raise DecisionRefused(CHANGED)
    decision.save(update_fields=["search"])
    audit.record(
        "ghi quyết định đã ký", decision, by=by,
        after={"number": decision.number, "decided_on": f"{decision.decided_on:%Y-%m-%d}", "kind": decision.kind,
               "lines": len(lines), "sha256": decision.content_sha256, **({"recorded_alone": True} if alone else {})},
    )  # fmt: skip


def hash_of(content: dict) -> str:
    """The same for equal content on every database, whatever order its columns keep keys in."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def take_effect(decision: Decision, lines: list[DecisionLine]) -> None:
    """Ends what is replaced or revoked; what replaces it holds its nomination from now on."""
    old = {line.replaces_id for line in lines if line.replaces_id}
    if decision.kind == DecisionKind.REPLACE:
        old |= set(lines_in_force(decision.about).order_by().values_list("pk", flat=True))
    DecisionLine.objects.filter(pk__in=old).update(stands=False, ended_by=decision)
    if decision.kind in (DecisionKind.AMEND, DecisionKind.REPLACE):
        decision.lines.update(stands=True)


# After it


@transaction.atomic
def add_scan(decision: Decision, scan: KeptFile, *, by) -> Decision:
    """Hangs the scan on a decision that was recorded without one; the same file again changes nothing."""
    standing = hold_alone(decision)
    if not standing.is_signed:
        raise DecisionRefused("Văn bản chưa ghi số, ngày ký. Hãy ghi trước, hoặc gửi bản chụp cùng lúc.")
    if standing.scan and standing.scan.sha256 != scan.sha256:
        raise DecisionRefused("Văn bản đã có bản chụp. Bản chụp giữ nguyên như lần đầu.")
    hang_scan(standing, scan, by)
    return standing


def hang_scan(decision: Decision, scan: KeptFile | None, by) -> None:
    if scan is None or decision.scan:
        return
    [decision.scan] = keep_files([scan], by=by)
    decision.save(update_fields=["scan"])
    audit.record("thêm bản chụp quyết định", decision, by=by)


def order_file(decision: Decision, *, by) -> jobs.Job:
    """Asks for the paper to be drawn once from what is frozen, and kept."""
    title = f"Bản in {decision}"
    return jobs.enqueue(
        "decision_file", title, by=by, file_name=file_name(decision, PaperFormat.PDF), decision=decision.pk
    )


@transaction.atomic
def order_draft(decision: Decision, kind: PaperFormat, *, by) -> jobs.Job:
    """Asks for the paper of a long draft; a repeated order while it runs gives the same job."""
    title = f"Dự thảo quyết định {decision.award}, bản {kind.label}"[:200]
    name = file_name(decision, kind)
    job = jobs.enqueue("decision_draft", title, by=by, file_name=name, decision=decision.pk, format=kind.value)
    audit.record("in dự thảo quyết định", decision, by=by, after={"job": str(job.pk)})
    return job


def file_name(decision: Decision, kind: PaperFormat) -> str:
    what = "cong-van" if decision.kind == DecisionKind.CORRECT else "quyet-dinh"
    number = "".join(letter for letter in decision.number.partition("/")[0] if letter.isascii() and letter.isalnum())
    return f"{what}-{number or 'du-thao'}-{decision.pk}.{kind}"


@transaction.atomic
def keep_file(decision: Decision, written: KeptFile, *, by) -> bool:
    """Keeps the paper drawn from what is frozen; the first one stays for good, False for any later one."""
    standing = hold_alone(decision)
    if not standing.is_signed or standing.file_id:
        return False
    [file] = keep_files([written], by=by)
    standing.file = file
    standing.save(update_fields=["file"])
    audit.record("lưu bản in quyết định", standing, by=by, after={"sha256": file.sha256})
    return True


# A superior office


@transaction.atomic
def record_superior(
    phase: Phase, award: Award, nominations: Collection[Nomination], values: dict, scan: KeptFile | None = None, *, by
) -> Decision:
    """Records the decision of a superior office on nominations that were sent up: granted_by, number, decided_on.

    The same again gives the same decision. Raises DecisionRefused.
    """
    hold_phase(phase)
    values = {
        "granted_by": tidy(values["granted_by"]),
        "number": rules.tidy_number(values["number"]),
        "decided_on": values["decided_on"],
    }
    same = Decision.objects.signed().filter(phase=phase, award=award, kind=DecisionKind.SUPERIOR, **values)
    chosen = {one.pk for one in nominations}
    if (found := same.first()) and set(found.lines.values_list("nomination", flat=True)) == chosen:
        hang_scan(found, scan, by)
        return found
    if not chosen:
        raise DecisionRefused(NOTHING_CHOSEN)
    ready = list(decidable_above(phase, award).filter(pk__in=chosen))
    if len(ready) != len(chosen):
        raise DecisionRefused(TAKEN)
    if why_not := rules.date_refusal(values["decided_on"], clock.today(), earliest_above(ready)):
        raise DecisionRefused(why_not)
    return keep_superior(phase, award, ready, values, scan, by)


def keep_superior(phase, award, ready, values, scan, by) -> Decision:
    decision = Decision(
        ward=phase.campaign.ward, phase=phase, award=award, kind=DecisionKind.SUPERIOR, code="QĐ", pays_bonus=False,
        status=DecisionStatus.SIGNED, year=values["decided_on"].year, made_by=by, written_by=by,
        recorded_at=clock.now(), recorded_by=by, **values,
    )  # fmt: skip
    decision.content = record_of(decision, ready, bonus_of_draft(decision))
    decision.content_sha256 = hash_of(decision.content)
    decision.scan = next(iter(keep_files([scan], by=by)), None) if scan else None
    decision.save()
    put_in(decision, ready)
    record_signing(decision, by=by)
    told = {"award": award.number, "lines": len(ready), "number": decision.number}
    audit.record("ghi quyết định của cấp trên", decision, by=by, after=told)
    return decision
