"""What the papers of a posting say, as plain data: of a draft as it stands, frozen once it hangs or is closed."""

from collections import Counter

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.models import Issuer

from ..choices import AwardClass, Procedure
from ..models import Objection, Posting
from .postings import kind_counts, lines_of


def notice_of(posting: Posting) -> dict:
    """All that the notice says besides the lines; nothing of it is read from the tables again once it hangs."""
    campaign, award, unit = posting.phase.campaign, posting.award, posting.phase.campaign.ward
    issuer = Issuer.objects.filter(campaign=campaign).first()
    return {
        "unit": unit.name,
        "is_school": unit.kind == UnitKind.SCHOOL,
        "practice": unit.is_practice,
        "issuer": [issuer.agency, issuer.on_behalf, issuer.signer_title, issuer.signer_name] if issuer else None,
        "place_name": campaign.place,
        "campaign": campaign.name,
        "title": campaign.title,
        "phase": posting.phase.name,
        "award": award.name if award.award_class == AwardClass.RECOGNITION else award.get_form_display(),
        "award_name": award.name,
        "granted_by": award.granted_by,
        "is_recognition": award.award_class == AwardClass.RECOGNITION,
        "plan_number": campaign.number,
        "plan_on": f"{campaign.issued_on:%Y-%m-%d}" if campaign.issued_on else "",
        "by_council": award.procedure == Procedure.COUNCIL,
        "counts": kind_counts(posting),
    }


def notice_to_show(posting: Posting) -> dict:
    """What was frozen when it was posted; of a draft, what it says as it stands."""
    return posting.notice or notice_of(posting)


def closing_record_of(posting: Posting, said: dict) -> dict:
    """The closing record: when, where, who was there, what was objected and answered, who is left on the list."""
    lines = list(lines_of(posting))
    standing = Counter(line.subject_kind for line in lines if line.nomination.is_standing)
    return {
        "held_at": f"{clock.local(said['held_at']):%Y-%m-%dT%H:%M}",
        "place": said["place"],
        "chair": said["chair"],
        "secretary": said["secretary"],
        "present": said["present"],
        "posted": len(lines),
        "standing": dict(standing),
        "withdrawn": [line.full_name for line in lines if not line.nomination.is_standing],
        "objections": [objection_record(one) for one in posting.objections.for_page()],
    }


def objection_record(one: Objection) -> dict:
    """An objection as the record tells it: without who has sent it."""
    return {
        "number": one.number,
        "about": one.line.full_name if one.line else "",
        "received_on": f"{one.received_on:%Y-%m-%d}",
        "way": one.get_way_display(),
        "late": one.is_late,
        "content": one.content,
        "outcome": one.outcome,
        "answer": one.answer,
        "answered_on": f"{one.answered_on:%Y-%m-%d}" if one.answered_on else "",
        "kept_reason": one.kept_reason,
        "withdrawn": bool(one.line and not one.line.nomination.is_standing),
    }
