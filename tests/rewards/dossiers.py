"""Dossiers walked through their steps in one line."""

from datetime import timedelta

from emulation.kit import clock
from emulation.kit.evidence import Evidence
from emulation.models import KeptFile
from rewards.actions.dossier_steps import record_meeting, send_up, take_step
from rewards.actions.dossiers import make_dossiers, waive_paper
from rewards.models import AgendaLine, Award, Council, Dossier, Meeting, Nomination, Seat, StandardTick
from rewards.queries.dossiers import nominations_of
from rewards.queries.nominations import asked_standards


def dossier_for(phase, number: int, unit, *, by) -> Dossier:
    """The dossier that a unit makes for the award with a number."""
    award = Award.objects.get(campaign=phase.campaign, number=number)
    [made] = make_dossiers(phase, [(award, unit)], by=by).dossiers
    return made


def complete(dossier: Dossier, *, by) -> Dossier:
    """Everything confirmed, every standard ticked, every paper said to be not needed."""
    held = Nomination.objects.filter(pk__in=nominations_of(dossier).order_by().values("pk"))
    held.update(confirmed_at=clock.now(), confirmed_by=by)
    tick_all(held, by=by)
    for paper in dossier.papers.all():
        waive_paper(paper, "Đã nộp bản giấy", by=by)
    return dossier


def tick_all(nominations, *, by) -> None:
    """Every standard that people confirm is met by all of them."""
    StandardTick.objects.bulk_create(
        [
            StandardTick(nomination=one, standard=standard, ticked_by=by)
            for one in nominations.select_related("award").prefetch_related("award__standards")
            for standard in asked_standards(one.award, one)
        ],
        ignore_conflicts=True,
    )


def press(dossier: Dossier, verb: str, reason: str = "", *, by) -> Dossier:
    """Presses a button of the page as it stands now."""
    dossier.refresh_from_db()
    take_step(dossier, verb, reason, seen=dossier.version, by=by)
    dossier.refresh_from_db()
    return dossier


def press_sending(dossier: Dossier, *, by, **values) -> Dossier:
    dossier.refresh_from_db()
    said = {"recipient": "Ủy ban nhân dân tỉnh", "sent_on": clock.today(), "way": "paper", "letter": "15/TTr-UBND"}
    return send_up(dossier, said | values, seen=dossier.version, by=by)


def meeting_about(nominations, outcome: str, *, by, status: str = "closed", number: int = 1) -> Meeting:
    """A meeting with minutes in which every line came out the same."""
    nominations = list(nominations)
    phase = nominations[0].phase
    council = council_of(phase.campaign.ward)
    chair, secretary = council.seats.order_by("pk")
    now = clock.now()
    is_closed = status == "closed"
    meeting = Meeting.objects.create(
        council=council, phase=phase, number=number, starts_at=now, place="Hội trường", chair=chair,
        secretary=secretary, status=status, ends_at=now + timedelta(hours=1) if is_closed else None,
        held_at=now if is_closed else None, held_by=by if is_closed else None,
        closed_at=now if is_closed else None, closed_by=by if is_closed else None,
    )  # fmt: skip
    AgendaLine.objects.bulk_create(
        AgendaLine(meeting=meeting, nomination=one, position=place, outcome=outcome if is_closed else "")
        for place, one in enumerate(nominations, start=1)
    )
    return meeting


def council_of(unit) -> Council:
    if found := Council.objects.filter(unit=unit).first():
        return found
    council = Council.objects.create(unit=unit, name="Hội đồng", decision="12/QĐ-UBND", decided_on=clock.today())
    for name, role in (("Nguyễn Ngọc Hà", "chair"), ("Vũ Thị Hiệp", "secretary")):
        Seat.objects.create(council=council, full_name=name, title="Ủy viên", role=role, starts_on=clock.today())
    return council


def walked(dossier: Dossier, until: str, *, unit, office) -> Dossier:
    """Walks a draft onward until a state; the council passes everything."""
    steps = {
        "submitted": lambda: press(complete(dossier, by=unit), "submit", by=unit),
        "vetting": lambda: press(dossier, "take_up", by=office),
        "eligible": lambda: press(dossier, "accept", by=office),
        "met": lambda: record_meeting(meeting_about(nominations_of(dossier), "passed", by=office), by=office),
        "presented": lambda: press(dossier, "present", by=office),
    }
    for status, walk in steps.items():
        walk()
        dossier.refresh_from_db()
        assert dossier.status == status
        if status == until:
            break
    return dossier


def written(content: bytes = b"%PDF-1.4") -> KeptFile:
    one = Evidence("to-trinh.pdf", "pdf", content)
    return KeptFile(name=one.name, kind=one.kind, size=len(one.content), sha256=one.sha256)
