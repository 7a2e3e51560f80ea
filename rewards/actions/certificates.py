"""Certificates: issued from the lines of a signed decision with a number each, voided, issued anew, revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from emulation.kit import audit, clock
from emulation.kit.vietnamese import tidy
from emulation.models import Unit

from ..choices import CertificateStatus, IssueKind
from ..models import Certificate, Decision, DecisionLine, SignedProof
from ..models.certificates import new_public_id
from ..queries.certificates import (
    cited_decision,
    face_of,
    line_texts,
    lines_to_issue,
    lines_to_print,
    proofs_of,
    said_lines,
    unsigned_units,
)
from ..rules import certificates as rules
from ..rules.certificates import ANEW, new_check_code, number_texts
from ..rules.print_checks import Weight, findings
from .decisions import hold_phase
from .dossier_steps import take_dossiers_along
from .handovers import take_dossiers_back
from .registers import keep_register, take_numbers

BATCH = 500


class CertificateRefused(ValueError):
    """What cannot be done with certificates; the message is a Vietnamese sentence that says what to do next."""


@dataclass(frozen=True)
class Issued:
    """What one press has issued: how many, from which number to which one."""

    count: int = 0
    first: str = ""
    last: str = ""


@transaction.atomic
def issue_certificates(decision: Decision, reason: str = "", *, unprintable: Sequence[str] = (), by) -> Issued:
    """Gives every line in force that has none a certificate with the next numbers, in the order of the list.

    Pressed again it issues only what is missing. `unprintable` names what the paper cannot hold, as its own proof has
    found; `reason` says why it is issued although proofs are not signed. A certificate of the line that a new one
    replaces is replaced with it. Raises CertificateRefused.
    """
    standing = hold(decision)
    refuse_issuing(standing, tidy(reason), unprintable)
    lines = list(lines_to_issue(standing).select_related("replaces"))
    if not lines:
        return Issued()
    made = numbered(standing, lines, tidy(reason), by)
    replace_old(standing, made, by)
    Certificate.objects.bulk_create(made, BATCH)
    take_dossiers_along([one.nomination_id for one in lines], by=by)
    told = {"count": len(made), "first": made[0].words, "last": made[-1].words, "unsigned_proofs": bool(reason)}
    audit.record("cấp giấy khen, giấy chứng nhận", standing, by=by, after=told)
    return Issued(len(made), made[0].words, made[-1].words)


def hold(decision: Decision) -> Decision:
    """The decision as it is now; whoever else issues from it, or records what ends its lines, waits."""
    hold_phase(decision.phase)
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    return Decision.objects.for_page().get(pk=decision.pk)


def refuse_issuing(decision: Decision, reason: str, unprintable: Sequence[str]) -> None:
    in_force = lines_to_print(decision).count()
    why_not = rules.issuing_refusal(is_signed=decision.is_signed, is_superior=decision.is_superior, in_force=in_force)
    if why_not:
        raise CertificateRefused(why_not)
    stopped = [f"{one.name}: {one.text}" for one in findings(said_lines(decision)) if one.weight == Weight.STOPS]
    if stopped := [*stopped, *unprintable]:
        more = f" Còn {len(stopped) - 3} lỗi nữa." if len(stopped) > 3 else ""
        raise CertificateRefused(f"Chưa cấp giấy nào, còn lỗi phải sửa trước: {' '.join(stopped[:3])}{more}")
    if why_not := rules.proof_refusal(unsigned_units(decision), reason):
        raise CertificateRefused(why_not)


def numbered(decision: Decision, lines: list[DecisionLine], reason: str, by) -> list[Certificate]:
    """Certificates for lines, not yet saved, with numbers taken from the register of the year that it is."""
    register = keep_register(decision.ward, decision.award.award_class)
    now, face, of_replaced = clock.now(), face_of(decision), face_of(cited_decision(decision))
    year = clock.local(now).year
    first = take_numbers(register, year, len(lines))
    made = []
    for number, line in enumerate(lines, start=first):
        code = new_check_code()
        texts = line_texts(line, register.words(number, year), code)
        made.append(
            Certificate(
                line=line, register=register, year=year, number=number, check_code=code, issue_reason=reason,
                facts={"face": of_replaced if line.replaces_id else face, "line": texts}, issued_at=now, issued_by=by,
            )
        )  # fmt: skip
    return made


def replace_old(decision: Decision, made: list[Certificate], by) -> None:
    """Certificates of those whose lines were corrected, however often since: exchanged for the new ones."""
    again = [one.line.nomination_id for one in made if one.line.replaces_id]
    old = Certificate.objects.standing().filter(line__nomination__in=again)
    by_nomination = dict(old.values_list("line__nomination", "pk"))
    for one in made:
        if before := by_nomination.get(one.line.nomination_id):
            one.replaces_id, one.kind = before, IssueKind.EXCHANGE
            one.issue_reason = one.issue_reason or f"Theo {decision}"
    end(old, CertificateStatus.REPLACED, "Cấp đổi theo quyết định sửa đổi, thay thế", by)


def end(certificates, status: CertificateStatus, reason: str, by) -> int:
    return certificates.update(status=status, end_reason=reason, ended_at=clock.now(), ended_by=by)


# What becomes of one


@transaction.atomic
def void_certificate(certificate: Certificate, reason: str, *, by) -> Certificate:
    """Huỷ số: the number stays with its reason, the line may be issued again. The same again changes nothing."""
    standing, reason = hold_certificate(certificate), tidy(reason)
    if standing.status == CertificateStatus.VOIDED:
        return standing
    refuse_ending(standing, reason)
    end(Certificate.objects.filter(pk=standing.pk), CertificateStatus.VOIDED, reason, by)
    take_dossiers_back([standing], reason, by=by)
    audit.record("hủy số giấy", standing, by=by, after={"number": standing.words})
    return hold_certificate(standing)


@transaction.atomic
def reissue_certificate(certificate: Certificate, kind: IssueKind, reason: str, *, by) -> Certificate:
    """Cấp đổi, cấp lại: another number for the same words; the old one is replaced. Pressed again it gives the same.

    Raises CertificateRefused.
    """
    hold_phase(certificate.line.decision.phase)
    standing, reason = hold_certificate(certificate), tidy(reason)
    made = Certificate.objects.filter(replaces=standing).first()
    if made and (made.kind, made.issue_reason, made.issued_by_id) == (kind, reason, by.pk):
        return made
    if kind not in ANEW:
        raise CertificateRefused(rules.NOT_ANEW)
    refuse_ending(standing, reason)
    if not standing.line.is_in_force:
        raise CertificateRefused(rules.LINE_ENDED)
    what = f"{IssueKind(kind).label}: {reason}"[:300]
    end(Certificate.objects.filter(pk=standing.pk), CertificateStatus.REPLACED, what, by)
    made = copied(standing, kind, reason, by)
    audit.record(IssueKind(kind).label.lower(), made, by=by, after={"number": made.words, "replaces": standing.words})
    return made


def copied(old: Certificate, kind: IssueKind, reason: str, by) -> Certificate:
    """The same words under the next number."""
    register, now, code = old.register, clock.now(), new_check_code()
    year = clock.local(now).year
    number = take_numbers(register, year, 1)
    texts = number_texts(register.words(number, year), code)
    facts = {"face": old.facts["face"], "line": old.facts["line"] | texts}
    return Certificate.objects.create(
        line=old.line, register=register, year=year, number=number, public_id=new_public_id(), check_code=code,
        kind=kind, facts=facts, replaces=old, issue_reason=reason, issued_at=now, issued_by=by,
    )  # fmt: skip


def hold_certificate(certificate: Certificate) -> Certificate:
    Certificate.objects.select_for_update(no_key=True, of=("self",)).get(pk=certificate.pk)
    return Certificate.objects.for_page().get(pk=certificate.pk)


def refuse_ending(certificate: Certificate, reason: str) -> None:
    if not certificate.is_standing:
        raise CertificateRefused(rules.OVER)
    if not reason:
        raise CertificateRefused(rules.NO_REASON)


@transaction.atomic
def end_certificates(decision: Decision, *, by) -> int:
    """What a decision does to certificates of whom its ended lines are about: call it when the decision is recorded.

    Where another line is in force for the same nomination the certificate holds until that one's is issued; every
    other one is revoked. How many were. Done again it changes nothing.
    """
    held = DecisionLine.objects.in_force().filter(nomination=OuterRef("line__nomination"))
    touched = Certificate.objects.standing().filter(line__nomination__in=decision.ended.values("nomination"))
    count = end(touched.filter(~Exists(held)), CertificateStatus.REVOKED, f"Thu hồi theo {decision}"[:300], by)
    if count:
        audit.record("thu hồi giấy theo quyết định", decision, by=by, after={"count": count})
    return count


# Proofs


@transaction.atomic
def record_proof(decision: Decision, unit: Unit, signer: str, signed_on: date, *, stamp: str, by) -> SignedProof:
    """Who has signed the proof sheet of a unit, for the strings somebody has looked at. Raises CertificateRefused."""
    standing, signer = hold(decision), tidy(signer)
    found = next((one for one in proofs_of(standing) if one.unit.pk == unit.pk), None)
    if found is None:
        raise CertificateRefused("Đơn vị này không có dòng nào trong quyết định nên không có bảng dò.")
    if found.stamp != stamp:
        raise CertificateRefused("Danh sách đã đổi sau khi mở trang này. Hãy in bảng dò mới rồi lấy chữ ký.")
    if found.signed:
        return found.signed
    if not signer:
        raise CertificateRefused("Hãy ghi họ tên người đã ký bảng dò.")
    if signed_on > clock.today():
        raise CertificateRefused("Ngày ký bảng dò không thể ở sau hôm nay. Hãy xem lại ngày ký.")
    told = {"stamp": stamp, "signer": signer, "signed_on": signed_on, "recorded_by": by}
    signed = SignedProof.objects.create(decision=standing, unit=unit, **told)
    audit.record("ghi bảng dò đã ký", standing, by=by, after={"unit": unit.code})
    return signed
