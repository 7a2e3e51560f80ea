"""Decisions signed and certificates issued in one line."""

import uuid
from datetime import date

from django.db.models import Q

from emulation.kit import clock
from rewards.actions.certificates import issue_certificates
from rewards.actions.printing import Wanted, order_run
from rewards.choices import DecisionStatus
from rewards.facts.layouts import layout_for
from rewards.models import Award, Certificate, Decision, DecisionLine, Nomination, PrintRun
from rewards.queries.decision_content import bonus_of_draft, record_of

DECIDED_ON = date(2022, 9, 15)
SPOKEN = "Bảng dò giấy đã ký, chưa ghi vào cổng"  # why certificates are issued without signed proofs


def decision_about(phase, award: Award, names, *, by, unit=None, **values) -> Decision:
    """A draft about people or families with these names; a name may be (salutation, name, place)."""
    campaign = phase.campaign
    issuer = campaign.issuers.first()
    signer = {"signer_title": issuer.signer_title, "signer_name": issuer.signer_name} if issuer else {}
    usual = {"code": "QĐ-UBND", "granted_by": "Chủ tịch Ủy ban nhân dân phường Đồng Tâm", **signer}
    decision = Decision.objects.create(
        ward=campaign.ward, phase=phase, award=award, made_by=by, written_by=by, **usual | values
    )
    add_lines(decision, names, unit=unit or campaign.ward, by=by)
    return decision


def add_lines(decision: Decision, names, *, unit, by, kind: str = "household") -> list[DecisionLine]:
    told = [
        one if isinstance(one, tuple) else ("Gia đình ông", one, "Tổ dân phố số 8, phường Đồng Tâm") for one in names
    ]
    start = Nomination.objects.count()
    nominations = Nomination.objects.bulk_create(
        Nomination(
            phase=decision.phase, award=decision.award, subject_kind=kind, subject_key=f"name:{start + place}",
            salutation=salutation, printed_name=name, printed_place=where, submitted_by=unit, source="unit", made_by=by,
            position=place, confirmed_at=clock.now(), confirmed_by=by,
        )
        for place, (salutation, name, where) in enumerate(told, start=1)
    )  # fmt: skip
    held = decision.lines.count()
    return DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision, position=held + place, nomination=one, subject_kind=kind, salutation=one.salutation,
            printed_name=one.printed_name, printed_place=one.printed_place,
        )
        for place, one in enumerate(nominations, start=1)
    )  # fmt: skip


def signed(decision: Decision, number: str = "112/QĐ-UBND", *, by, on: date = DECIDED_ON) -> Decision:
    """Frozen with number and date."""
    decision.number, decision.decided_on, decision.year = number, on, on.year
    decision.content = record_of(decision, decision.lines.all(), bonus_of_draft(decision))
    decision.content_sha256, decision.status = "0" * 64, DecisionStatus.SIGNED
    decision.recorded_at, decision.recorded_by = clock.now(), by
    decision.save()
    return decision


def corrected(line: DecisionLine, name: str, *, by, signer, kind: str = "correct") -> Decision:
    """A signed letter that corrects the name of one line of a decision."""
    first = line.decision
    later = Decision.objects.create(
        ward=first.ward, phase=first.phase, award=first.award, kind=kind, about=first, reason="Sai tên",
        code="UBND", granted_by=first.granted_by, made_by=by, written_by=by,
    )  # fmt: skip
    DecisionLine.objects.filter(pk=line.pk).update(stands=False, ended_by=later)
    DecisionLine.objects.create(
        decision=later, position=1, nomination=line.nomination, subject_kind=line.subject_kind,
        salutation=line.salutation, printed_name=name, printed_place=line.printed_place, replaces=line,
    )  # fmt: skip
    return signed(later, "120/UBND", by=signer)


def revoked(line: DecisionLine, *, by, signer) -> Decision:
    """A signed decision that revokes one line."""
    first = line.decision
    later = Decision.objects.create(
        ward=first.ward, phase=first.phase, award=first.award, kind="revoke", about=first, reason="Khai sai",
        code="QĐ-UBND", granted_by=first.granted_by, made_by=by, written_by=by,
    )  # fmt: skip
    DecisionLine.objects.filter(pk=line.pk).update(stands=False, ended_by=later)
    return signed(later, "130/QĐ-UBND", by=signer)


def issued(decision: Decision, *, by) -> list[Certificate]:
    """Its certificates, issued without signed proofs."""
    issue_certificates(decision, SPOKEN, by=by)
    return certificates_of(decision)


def certificates_of(decision: Decision) -> list[Certificate]:
    return list(Certificate.objects.filter(line__decision=decision).in_register_order())


def run_of(decision: Decision, reason: str = "", *, by, only: Q | None = None) -> PrintRun:
    """A run of its certificates in the order of the register."""
    found = Certificate.objects.filter(only or Q(), line__decision=decision).in_register_order()
    layout = layout_for(decision.award, decision.ward).as_data()
    return order_run(decision, Wanted(found, "Giấy khen", reason, layout), key=uuid.uuid4(), by=by)
