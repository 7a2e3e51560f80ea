"""Ceremonies: announced once, filled in the usual order, moved by hand, called off while nothing was handed over."""

import uuid
from datetime import date, time

import pytest

from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.models import AuditEntry
from rewards.actions.ceremonies import (
    CeremonyRefused,
    announce_ceremony,
    arrange,
    cancel_ceremony,
    change_ceremony,
    gather,
    leave_out,
    move_called,
)
from rewards.actions.handovers import hand_over, take_back
from rewards.models import Award, Ceremony, HandOver
from tests.rewards.issued import issued, signed

pytestmark = pytest.mark.django_db

STARTS = moment_of(date(2022, 9, 20), time(8, 30))
VALUES = {"name": "Lễ tổng kết", "starts_at": STARTS, "place": "Hội trường phường"}


@pytest.fixture(autouse=True)
def issued_before(it_is):
    it_is(2022, 9, 20, 7)


@pytest.fixture
def ceremony(phase, standing):
    return announce_ceremony(phase, VALUES, key=uuid.uuid4(), by=standing)


@pytest.fixture
def called(ceremony, issue, standing):
    """Four in the order of calling."""
    issue("Hộ Tổ 14", "14")
    issue("Hộ Tổ 8", "8")
    issue("Trần Văn Bảy", "8", kind="individual")
    issue("Tổ dân phố số 8", "8", kind="collective")
    gather(ceremony, by=standing)
    return ceremony


def order(ceremony) -> list[tuple[int, str]]:
    lines = ceremony.lines.select_related("certificate")
    return [(line.position, line.certificate.printed_name) for line in lines]


def key_of(ceremony, position) -> int:
    return ceremony.lines.get(position=position).certificate_id


USUAL = [(1, "Tổ dân phố số 8"), (2, "Trần Văn Bảy"), (3, "Hộ Tổ 8"), (4, "Hộ Tổ 14")]


def test_a_ceremony_is_announced_once(phase, standing):
    key = uuid.uuid4()

    made = [announce_ceremony(phase, VALUES, key=key, by=standing) for _ in range(2)]

    assert made[0] == made[1]
    assert Ceremony.objects.count() == AuditEntry.objects.filter(verb="lập lễ trao").count() == 1


def test_everybody_who_waits_is_gathered_once_in_the_usual_order(called, standing):
    assert order(called) == USUAL
    assert gather(called, by=standing) == 0
    assert order(called) == USUAL


def test_one_award_or_one_neighbourhood_is_gathered_alone(ceremony, issue, phase, unit_of, standing, chairman, clerk):
    issue("Hộ Tổ 8", "8")
    issue("Hộ Tổ 14", "14")
    other = signed(phase, 3, by=standing, recorder=chairman, said="113/QĐ-UBND")
    issued(other, "Chi hội phụ nữ", unit=unit_of("8"), by=clerk, kind="collective")
    award = Award.objects.get(campaign=phase.campaign, number=3)

    counts = [gather(ceremony, award, by=standing), gather(ceremony, unit=unit_of("14"), by=standing)]

    assert counts == [1, 1]
    assert order(ceremony) == [(1, "Chi hội phụ nữ"), (2, "Hộ Tổ 14")]


def test_who_has_the_certificate_already_is_not_called(ceremony, issue, standing, clerk):
    has, waits = issue("Sùng A Chử"), issue("Lô Thị Nga")
    hand_over([has], clock.today(), batch=uuid.uuid4(), by=clerk)

    gather(ceremony, by=standing)

    assert order(ceremony) == [(1, waits.printed_name)]


def test_one_is_moved_once_however_often_it_is_pressed(called, standing):
    key = key_of(called, 3)

    moves = [move_called(called, key, seen=3, to=1, by=standing) for _ in range(2)]

    assert moves == [True, False]
    assert order(called) == [(1, "Hộ Tổ 8"), (2, "Tổ dân phố số 8"), (3, "Trần Văn Bảy"), (4, "Hộ Tổ 14")]
    assert AuditEntry.objects.filter(verb="đổi thứ tự gọi tên").count() == 1


def test_the_usual_order_comes_back(called, standing):
    move_called(called, key_of(called, 3), seen=3, to=1, by=standing)

    arrange(called, by=standing)

    assert order(called) == USUAL


def test_whoever_is_left_out_closes_the_gap(called, standing):
    key = key_of(called, 2)

    leave_out(called, key, by=standing)
    leave_out(called, key, by=standing)

    assert order(called) == [(1, "Tổ dân phố số 8"), (2, "Hộ Tổ 8"), (3, "Hộ Tổ 14")]
    assert AuditEntry.objects.filter(verb="bỏ khỏi danh sách gọi tên").count() == 1


def test_what_is_changed_is_told_without_values(ceremony, standing):
    change_ceremony(ceremony, VALUES | {"place": "Nhà văn hóa Tổ 8"}, by=standing)
    change_ceremony(ceremony, VALUES | {"place": "Nhà văn hóa Tổ 8"}, by=standing)

    [entry] = AuditEntry.objects.filter(verb="sửa lễ trao")
    assert entry.after == {"changed": ["place"]}


def test_a_ceremony_is_called_off_while_nothing_was_handed_over(called, standing, clerk):
    hand_over([called.lines.first().certificate], clock.today(), batch=uuid.uuid4(), by=clerk, ceremony=called)
    with pytest.raises(CeremonyRefused, match="Đã có giấy được ghi là trao tại buổi lễ này"):
        cancel_ceremony(called, by=standing)

    take_back(HandOver.objects.all(), "Ghi nhầm", by=clerk)
    cancel_ceremony(called, by=standing)
    cancel_ceremony(called, by=standing)

    called.refresh_from_db()
    assert called.cancelled_by == standing
    assert AuditEntry.objects.filter(verb="bỏ lễ trao").count() == 1
    for act in (lambda: gather(called, by=standing), lambda: arrange(called, by=standing)):
        with pytest.raises(CeremonyRefused, match="đã bỏ"):
            act()
