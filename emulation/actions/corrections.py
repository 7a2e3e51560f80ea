"""Requests for correction: asked for by one person, approved or refused by another; approval writes by the usual verb.

A snapshot is never touched: what was closed stays as it was printed, the registry is right from now on.
"""

from uuid import UUID

from django.db import transaction

from ..choices import CorrectedField, CorrectionStatus, EventKind
from ..kit import audit, clock, transitions
from ..kit.vietnamese import tidy
from ..models import CorrectionRequest, Member
from ..rules.cells import Wrong
from ..rules.corrections import corrected_values
from .events import PeopleRefused, changes_in, fresh_member, hold, tell
from .members import write_values


def shown(member: Member, field: str) -> str:
    """What the registry says now in the field, as words."""
    words = {
        CorrectedField.FULL_NAME: lambda: member.full_name,
        CorrectedField.BIRTH: lambda: member.birth_text,
        CorrectedField.GENDER: member.get_gender_display,
        CorrectedField.RELATION: member.get_relation_display,
        CorrectedField.CITIZEN_ID: lambda: member.citizen_id,
    }
    return str(words[field]())


@transaction.atomic
def request_correction(
    member: Member, field: str, new: str, *, reason: str, evidence: str, key: UUID, by
) -> CorrectionRequest:
    """Asks for one field to be put right; the same `key` again returns the same request. Raises PeopleRefused."""
    person = fresh_member(member)
    if done := CorrectionRequest.objects.filter(key=key).first():
        return done
    refuse_pointless(person, field, tidy(new))
    if not tidy(reason) or not tidy(evidence):
        raise PeopleRefused("Hãy ghi lý do và căn cứ của đề nghị.")
    if CorrectionRequest.objects.waiting().filter(member=person, field=field).exists():
        raise PeopleRefused("Mục này đang có một đề nghị chờ duyệt. Hãy rút đề nghị ấy trước khi gửi đề nghị khác.")
    request = CorrectionRequest.objects.create(
        member=person, field=field, old=shown(person, field), new=tidy(new), reason=tidy(reason),
        evidence=tidy(evidence), requested_by=by, key=key,
    )  # fmt: skip
    leave_trail("đề nghị đính chính", request, by)
    return request


def refuse_pointless(person: Member, field: str, new: str) -> dict:
    """The values asked for; raises PeopleRefused where they cannot be read, or already stand so."""
    try:
        values = corrected_values(field, new, clock.today())
    except Wrong as wrong:
        raise PeopleRefused(str(wrong)) from wrong
    if not changes_in(person, values):
        raise PeopleRefused("Danh bạ đang ghi đúng như vậy, không cần đính chính.")
    return values


@transaction.atomic
def approve_correction(request: CorrectionRequest, *, note: str = "", by) -> CorrectionRequest:
    """Approves a request and writes what it asks for; approving twice changes nothing. Raises PeopleRefused."""
    if not decide(request, CorrectionStatus.APPROVED, note, by):
        return request
    person = fresh_member(request.member)
    if shown(person, request.field) != request.old:
        raise PeopleRefused(
            "Từ lúc đề nghị, mục này đã được sửa. Hãy không duyệt đề nghị này; nếu vẫn cần, gửi đề nghị mới."
        )
    values = changes_in(person, refuse_pointless(person, request.field, request.new))
    write_values(person, values, by=by)
    told = f"{person.full_name}: {request.get_field_display().lower()}"
    facts = {"field": request.field, "request": request.pk}
    tell(EventKind.CORRECTED, person.household, member=person, told=told, reason=request.reason, facts=facts, by=by)
    return request


@transaction.atomic
def refuse_correction(request: CorrectionRequest, *, note: str, by) -> CorrectionRequest:
    """Refuses a request, with words for who asked; refusing twice changes nothing. Raises PeopleRefused."""
    if not tidy(note):
        raise PeopleRefused("Hãy ghi lý do không duyệt để người đề nghị biết.")
    decide(request, CorrectionStatus.REFUSED, note, by)
    return request


@transaction.atomic
def withdraw_correction(request: CorrectionRequest, *, by) -> CorrectionRequest:
    """Takes back one's own request while it waits; withdrawing twice changes nothing. Raises PeopleRefused."""
    if request.requested_by_id != by.pk:
        raise PeopleRefused("Chỉ người đề nghị rút được đề nghị của mình.")
    decide(request, CorrectionStatus.WITHDRAWN, "", by)
    return request


def decide(request: CorrectionRequest, status: CorrectionStatus, note: str, by) -> bool:
    """Moves a waiting request; False where it already stands so. Of two who decide at once one wins."""
    hold(request.member.household.ward_id)
    if status != CorrectionStatus.WITHDRAWN and request.requested_by_id == by.pk:
        raise PeopleRefused("Người đề nghị không tự duyệt đề nghị của mình. Hãy nhờ người khác duyệt.")
    values = {"decided_by": by, "decided_at": clock.now(), "note": tidy(note)}
    if transitions.move(request, CorrectionStatus.WAITING, status, **values):
        leave_trail(f"{status.label.lower()} đề nghị đính chính", request, by)
        return True
    if request.status != status:
        raise PeopleRefused(f"Đề nghị này {request.get_status_display().lower()} rồi. Hãy tải lại trang.")
    return False


def leave_trail(verb: str, request: CorrectionRequest, by) -> None:
    """The field and the person's id alone: what it was and shall be are personal values."""
    facts = {"member": request.member_id, "field": request.field}
    audit.record(verb, request, by=by, after=facts)
