"""A council of nine with a chair and a secretary, nominations that are ready, a meeting as far as a test needs it."""

import uuid
from datetime import date, datetime

from emulation.kit import clock
from emulation.models import Campaign, Phase, Unit, User
from rewards.actions.agendas import add_to_agenda
from rewards.actions.councils import add_seat, found_council
from rewards.actions.meetings import call_meeting, record_attendance, start_meeting
from rewards.models import AgendaLine, Award, Council, Dossier, DossierLine, Meeting, Nomination, Seat
from rewards.queries.agendas import ready_for
from rewards.queries.councils import seats_on
from rewards.rules.voting import Ballots

NAMES = [
    "Nguyễn Ngọc Hà", "Đặng Thuỳ Dương", "Vũ Thị Hiệp", "Nguyễn Thị Kiều Ngọc Hưởng", "Lô Thị Nga", "Sùng A Páo",
    "Trần Văn Bảy", "Lý Thị Sen", "Hoàng Văn Nhất",
]  # fmt: skip
ROLES = ["chair", "deputy", "standing", "member", "member", "member", "member", "member", "member"]
DAY = date(2022, 9, 12)
PRESENT = {"presence": "present", "reason": "", "written_on": None}
AWAY = {"presence": "absent", "reason": "Đi công tác", "written_on": None}
WRITTEN = {"presence": "written", "reason": "Đi họp tỉnh", "written_on": date(2022, 9, 10)}


def make_council(unit: Unit, *, by, members: int = 9, **values) -> Council:
    """A council of some members with a vote, and a secretary without one."""
    said = {"name": "Hội đồng Thi đua - Khen thưởng", "decision": "45/QĐ-UBND", "decided_on": date(2022, 7, 1)}
    said |= {"written_count": True, "recused_leave_all": False, **values}
    council = found_council(unit, said, key=uuid.uuid4(), by=by)
    for name, role in zip(NAMES[:members], ROLES, strict=False):
        make_seat(council, name, role, by=by)
    make_seat(council, "Phạm Thu Trang", "secretary", by=by, votes=False)
    return council


def make_seat(council: Council, name: str, role: str = "member", *, by, **values) -> Seat:
    usual = {"title": "Công chức phường", "role": role, "votes": True, "starts_on": date(2022, 7, 1), "ends_on": None}
    usual |= {"unit": None, "household": None, "account": None, "full_name": name}
    return add_seat(council, usual | values, key=uuid.uuid4(), by=by)


def seat_values(seat: Seat) -> dict:
    """What a form would hand over for a seat that stays as it is."""
    names = ["full_name", "title", "role", "votes", "starts_on", "ends_on", "unit", "household", "account"]
    return {name: getattr(seat, name) for name in names}


def make_award(campaign: Campaign, number: int = 90, **values) -> Award:
    usual = {"name": "Giấy khen", "award_class": "statutory", "form": "merit", "granted_by": "Chủ tịch UBND phường"}
    kinds = {"for_collectives": True, "for_individuals": True, "for_households": True}
    return Award.objects.create(campaign=campaign, number=number, **usual | kinds | values)


def nominate(phase: Phase, award: Award, *names: str, by, **values) -> list[Nomination]:
    """Confirmed nominations of people or families by name, in a dossier of their own that is found eligible."""
    usual = {"subject_kind": "individual", "source": "unit", "submitted_by": phase.campaign.ward}
    usual |= {"confirmed_at": clock.now(), "confirmed_by": by} | values
    start = Nomination.objects.count()
    made = [
        Nomination.objects.create(
            phase=phase, award=award, printed_name=name, subject_key=f"{name} {start + at}", position=start + at,
            made_by=by, **usual,
        )
        for at, name in enumerate(names, start=1)
    ]  # fmt: skip
    eligible_dossier(phase, award, made, by=by)
    return made


def eligible_dossier(phase: Phase, award: Award, nominations: list[Nomination], *, by) -> Dossier:
    """A dossier that somebody has submitted and somebody else found eligible."""
    unit, now = phase.campaign.ward, clock.now()
    vetter, _ = User.objects.get_or_create(username="vetter", defaults={"full_name": "Người thẩm định"})
    dossier = Dossier.objects.create(
        phase=phase, award=award, unit=unit, number=Dossier.objects.count() + 1, has_council=True, made_by=by,
        status="eligible", first_submitted_at=now, submitted_at=now, submitted_by=by, due_on=clock.today(),
        accepted_at=now, accepted_by=vetter,
    )  # fmt: skip
    DossierLine.objects.bulk_create(DossierLine(dossier=dossier, nomination=one, added_by=by) for one in nominations)
    return dossier


def make_meeting(council: Council, phase: Phase, *, by, **values) -> Meeting:
    seats = {seat.role: seat for seat in seats_on(council, DAY)}
    usual = {"phase": phase, "starts_at": at(14), "place": "Phòng họp UBND phường", "guests": ""}
    usual |= {"chair": seats["chair"], "secretary": seats["secretary"]}
    return call_meeting(council, usual | values, key=uuid.uuid4(), by=by)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    moment = clock.start_of(day)
    return moment.replace(hour=moment.hour) + (clock.end_of(day) - clock.start_of(day)) * (60 * hour + minute) / 1440


def attend(meeting: Meeting, *, by, **away) -> None:
    """Everybody is there but those named by their place in the list: attend(meeting, by=…, n8=AWAY)."""
    seats = seats_on(meeting.council, meeting.day)
    said = {seat.pk: away.get(f"n{place}", PRESENT) for place, seat in enumerate(seats)}
    record_attendance(meeting, said, by=by)


def held(council: Council, phase: Phase, *, by, **away) -> Meeting:
    """A meeting that has begun, with all that is ready on its agenda."""
    meeting = make_meeting(council, phase, by=by)
    add_to_agenda(meeting, ready_for(meeting).values_list("pk", flat=True), by=by)
    attend(meeting, by=by, **away)
    return start_meeting(meeting, by=by)


def conclude(meeting: Meeting) -> Meeting:
    """Gives the meeting what the minutes need besides votes."""
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=at(16, 30), conclusion="Nhất trí.", version=1000)
    meeting.refresh_from_db()
    return meeting


def lines_of(meeting: Meeting) -> list[AgendaLine]:
    return list(AgendaLine.objects.filter(meeting=meeting).select_related("meeting__council__unit", "nomination"))


ALL_BACK = Ballots(9, 9, 9, 0)
