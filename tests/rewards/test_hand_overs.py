"""Handing certificates over: once, by whom, taken back for a reason; dossiers move along."""

import uuid
from datetime import date, timedelta

import pytest

from emulation.kit import clock
from emulation.models import AuditEntry
from rewards.actions.ceremonies import announce_ceremony, gather
from rewards.actions.dossier_steps import record_revocation
from rewards.actions.handovers import HandedOver, HandOverRefused, hand_over, take_back
from rewards.models import Certificate, DecisionLine, Dossier, DossierLine, DossierMove, HandOver
from rewards.queries.handovers import certificates_of, in_state, named, own_certificates, usual_order
from tests.rewards.issued import certificate_for, issued, line_for, signed

pytestmark = pytest.mark.django_db

DAY = date(2022, 9, 20)


@pytest.fixture
def two(issue):
    return [issue("Sùng A Chử"), issue("Lô Thị Nga")]


@pytest.fixture(autouse=True)
def issued_before(it_is):
    it_is(2022, 9, 13, 8)


@pytest.fixture
def today_after(two, it_is):
    """20/9/2022, a week after the issue."""
    it_is(2022, 9, 20, 9)


def press(certificates, *, by, on=DAY, batch=None, **more) -> HandedOver:
    return hand_over(certificates, on, batch=batch or uuid.uuid4(), by=by, **more)


def test_many_are_handed_over_at_once(two, today_after, clerk):
    found = press(two, by=clerk)

    assert found == HandedOver(2, 0, 0)
    assert [(one.handed_on, one.receiver, one.recorded_by) for one in HandOver.objects.all()] == [(DAY, "", clerk)] * 2


def test_the_same_press_again_and_a_second_person_change_nothing(two, today_after, clerk, standing):
    batch = uuid.uuid4()
    press(two, by=clerk, batch=batch)

    again = press(two, by=clerk, batch=batch)
    other = press(two, by=standing)

    assert (again, other) == (HandedOver(2, 0, 0), HandedOver(0, 2, 0))
    assert HandOver.objects.count() == 2
    assert AuditEntry.objects.filter(verb="ghi đã trao giấy").count() == 1


def test_somebody_else_may_collect_it(two, today_after, clerk):
    press(two[:1], by=clerk, receiver="  Sùng Thị  Mỷ ", relation="vợ", note="Có giấy ủy quyền")

    one = HandOver.objects.get()
    assert (one.receiver, one.relation, one.note) == ("Sùng Thị Mỷ", "vợ", "Có giấy ủy quyền")
    entry = AuditEntry.objects.get(verb="ghi đã trao giấy")
    assert entry.after == {"certificates": 1, "on": "2022-09-20", "behalf": True}
    assert "Mỷ" not in entry.subject


@pytest.mark.parametrize("day", [date(2022, 9, 12), date(2022, 9, 21)])
def test_nothing_is_handed_over_before_its_issue_or_in_the_future(two, today_after, clerk, day):
    with pytest.raises(HandOverRefused, match=r"từ ngày cấp giấy \(13/09/2022\) đến hôm nay"):
        press(two, by=clerk, on=day)

    assert not HandOver.objects.exists()


def test_a_relation_is_of_somebody(two, today_after, clerk):
    with pytest.raises(HandOverRefused, match="chưa ghi tên người nhận thay"):
        press(two, by=clerk, relation="vợ")


def test_what_no_longer_holds_is_left_out(two, today_after, clerk):
    Certificate.objects.filter(pk=two[0].pk).update(
        status="voided", ended_at=clock.now(), ended_by=clerk, end_reason="In hỏng"
    )

    assert press(two, by=clerk) == HandedOver(1, 1, 0)


def test_it_is_taken_back_for_a_reason_and_may_be_recorded_again(two, today_after, clerk, standing):
    press(two, by=clerk)
    first = HandOver.objects.filter(certificate=two[0])

    assert take_back(first, "Ghi nhầm hộ", by=standing) == 1
    assert take_back(first, "Ghi nhầm hộ", by=standing) == 0

    one = first.get()
    assert (one.undone_by, one.undo_reason) == (standing, "Ghi nhầm hộ")
    assert press(two, by=clerk) == HandedOver(1, 1, 0)


def test_nothing_is_taken_back_without_a_reason(two, today_after, clerk):
    press(two, by=clerk)

    with pytest.raises(HandOverRefused, match="Hãy ghi lý do"):
        take_back(HandOver.objects.all(), "  ", by=clerk)

    assert HandOver.objects.standing().count() == 2


# Dossiers


@pytest.fixture
def dossier(two, unit_of, officer, standing):
    """A dossier that holds both nominations, entered in the register."""
    decision, unit, now = two[0].line.decision, unit_of("8"), clock.now()
    told = {"submitted_at": now, "first_submitted_at": now, "submitted_by": officer, "due_on": DAY}
    made = Dossier.objects.create(
        phase=decision.phase, award=decision.award, unit=unit, number=1, has_council=False, status="registered",
        made_by=officer, accepted_at=now, accepted_by=standing, **told,
    )  # fmt: skip
    for one in two:
        DossierLine.objects.create(dossier=made, nomination=one.line.nomination, added_by=officer)
    return made


def statuses(dossier) -> list[str]:
    dossier.refresh_from_db()
    return [dossier.status, *dossier.moves.values_list("verb", flat=True)]


def test_a_dossier_is_handed_over_with_its_last_certificate(two, dossier, today_after, clerk):
    first = press(two[:1], by=clerk)
    before = statuses(dossier)
    last = press(two[1:], by=clerk)

    assert (first.dossiers, before) == (0, ["registered"])
    assert (last.dossiers, statuses(dossier)) == (1, ["handed", "hand"])


def test_taking_one_back_opens_the_dossier_again(two, dossier, today_after, clerk):
    press(two, by=clerk)

    take_back(HandOver.objects.filter(certificate=two[1]), "Trao nhầm người", by=clerk)
    back = statuses(dossier)
    press(two[1:], by=clerk)

    assert back == ["registered", "hand", "unhand"]
    assert DossierMove.objects.get(verb="unhand").reason == "Trao nhầm người"
    assert statuses(dossier) == ["handed", "hand", "unhand", "hand"]


def test_whom_the_decision_left_out_is_not_waited_for(two, dossier, today_after, clerk, standing, chairman):
    later = signed(dossier.phase, 5, by=standing, recorder=chairman, said="118/QĐ-UBND", kind="revoke",
                   about=two[1].line.decision, reason="Khai sai")  # fmt: skip
    DecisionLine.objects.filter(pk=two[1].line_id).update(stands=False, ended_by=later)

    assert press(two[:1], by=clerk).dossiers == 1


def test_revoking_the_last_that_waits_hands_the_dossier_over(two, dossier, today_after, clerk, standing, chairman):
    press(two[:1], by=clerk)
    later = signed(dossier.phase, 5, by=standing, recorder=chairman, said="118/QĐ-UBND", kind="revoke",
                   about=two[1].line.decision, reason="Khai sai")  # fmt: skip
    DecisionLine.objects.filter(pk=two[1].line_id).update(stands=False, ended_by=later)

    moved = [len(record_revocation(later, by=chairman)) for _ in range(2)]

    assert moved == [1, 0]
    assert statuses(dossier) == ["handed", "hand"]


def test_who_has_no_certificate_yet_keeps_the_dossier_waiting(two, dossier, today_after, clerk, unit_of, officer):
    late = line_for(two[0].line.decision, "Vàng Thị Mỷ", kind="household", unit=unit_of("8"), by=clerk)
    DossierLine.objects.create(dossier=dossier, nomination=late.nomination, added_by=officer)

    waiting = press(two, by=clerk).dossiers
    done = press([certificate_for(late, by=clerk)], by=clerk).dossiers

    assert (waiting, done) == (0, 1)


# Lists


def found(certificates) -> list[str]:
    return [one.printed_name for one in certificates]


def test_what_waits_too_long_is_told_from_issue_or_ceremony(two, phase, it_is, standing, clerk):
    ceremony = announce_ceremony(
        phase, {"name": "Lễ tổng kết", "starts_at": clock.now() + timedelta(days=20), "place": "Nhà văn hóa"},
        key=uuid.uuid4(), by=standing,
    )  # fmt: skip
    gather(ceremony, by=standing)
    ceremony.lines.filter(certificate=two[1]).delete()
    late = {}

    for day in (date(2022, 10, 13), date(2022, 10, 14), date(2022, 11, 2), date(2022, 11, 3)):
        late[day.isoformat()] = found(in_state(usual_order(certificates_of(phase)), "late", day))

    assert late == {
        "2022-10-13": [],
        "2022-10-14": ["Lô Thị Nga"],
        "2022-11-02": ["Lô Thị Nga"],
        "2022-11-03": ["Sùng A Chử", "Lô Thị Nga"],
    }


def test_what_was_handed_over_is_not_late(two, phase, today_after, clerk):
    press(two[:1], by=clerk)

    states = {state: found(in_state(usual_order(certificates_of(phase)), state, date(2023, 1, 1)))
              for state in ("waiting", "late", "handed", "every")}  # fmt: skip

    assert states == {
        "waiting": ["Lô Thị Nga"],
        "late": ["Lô Thị Nga"],
        "handed": ["Sùng A Chử"],
        "every": ["Sùng A Chử", "Lô Thị Nga"],
    }


def test_a_search_means_a_name_a_number_or_a_scanned_address(two, phase):
    every = certificates_of(phase)
    typed = ["sung chu", "2", "0002/2022", "2/2023", f"https://portal.example/tra-cuu/{two[1].public_id}/", "không có"]

    answers = [found(named(every, words)) for words in typed]

    assert answers == [["Sùng A Chử"], ["Lô Thị Nga"], ["Lô Thị Nga"], [], ["Lô Thị Nga"], []]


def test_collectives_come_first_then_people_then_households_by_neighbourhood(issue, phase, unit_of, clerk, ward):
    issue("Hộ Tổ 14", "14")
    issue("Hộ Tổ 1", "1")
    issue("Trần Văn Bảy", "8", kind="individual")
    issue("Tổ dân phố số 8", "8", kind="collective")
    issue("Hộ khác Tổ 1", "1")

    assert found(usual_order(certificates_of(phase))) == [
        "Tổ dân phố số 8", "Trần Văn Bảy", "Hộ Tổ 1", "Hộ khác Tổ 1", "Hộ Tổ 14",
    ]  # fmt: skip


def test_a_neighbourhood_sees_its_own(issue, phase, officer, standing, administrator):
    issue("Sùng A Chử", "8")
    issue("Hồ Thị Mai", "1")

    assert found(own_certificates(phase, officer)) == ["Sùng A Chử"]
    assert found(usual_order(own_certificates(phase, standing))) == ["Hồ Thị Mai", "Sùng A Chử"]


def test_certificates_of_another_award_are_there_too(issue, phase, unit_of, standing, chairman, clerk):
    issue("Sùng A Chử")
    other = signed(phase, 3, by=standing, recorder=chairman, said="113/QĐ-UBND")
    issued(other, "Chi hội phụ nữ", unit=unit_of("8"), by=clerk, kind="collective")

    assert found(usual_order(certificates_of(phase))) == ["Chi hội phụ nữ", "Sùng A Chử"]
