"""What pages say of steps: their windows in words, and whether they are done, now or later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from emulation.models import Step
from emulation.rules.deadlines import Grant, Window, admission
from emulation.words.deadlines import (
    StepWords,
    admission_words,
    exact_window_words,
    full_day,
    left_words,
    phase_steps,
    step_state,
    window_words,
)


def moment(*parts):
    return datetime(*parts, tzinfo=UTC) - timedelta(hours=7)


def states(phase):
    return [step.state for step in phase_steps(phase)]


def test_the_windows_of_the_plan_are_said_in_its_words(phase, it_is):
    it_is(2022, 8, 6, 9)

    assert phase_steps(phase) == [
        StepWords("Hộ tự chấm điểm", "31/8 – 4/9", "later"),
        StepWords("Tổ tổng hợp, chấm điểm", "4/9 – 7/9", "later"),
        StepWords("Nộp hồ sơ", "đến 24:00 ngày 8/9", "now"),
        StepWords("Sơ kết, tổng kết và trao thưởng", "chưa định ngày", "later"),
    ]


def test_neighbouring_steps_share_a_day(phase, it_is):
    it_is(2022, 9, 4, 12)

    assert states(phase) == ["now", "now", "now", "later"]


def test_a_step_is_over_at_midnight_after_its_last_day(phase, it_is):
    it_is(2022, 9, 4, 23, 59, 59)
    assert states(phase)[0] == "now"

    it_is(2022, 9, 5)
    assert states(phase)[0] == "done"


def test_before_the_ninth_means_until_the_end_of_the_eighth(phase, it_is):
    it_is(2022, 9, 8, 23, 59, 59)
    assert states(phase)[2] == "now"

    it_is(2022, 9, 9)
    assert states(phase)[2] == "done"


def test_a_step_opens_at_midnight_in_ho_chi_minh(phase, it_is):
    it_is(2022, 8, 30, 23, 59, 59)
    assert states(phase)[0] == "later"

    it_is(2022, 8, 31)
    assert states(phase)[0] == "now"


def test_a_step_with_an_opening_and_no_end_stays_open():
    step = Step(name="Trao thưởng", opens_at=moment(2022, 9, 15))

    assert window_words(step) == "từ 15/9"
    assert step_state(step, moment(2022, 9, 14)) == "later"
    assert step_state(step, moment(2023, 1, 1)) == "now"


def test_a_step_without_dates_never_begins_by_itself():
    assert step_state(Step(name="Sơ kết"), moment(2030, 1, 1)) == "later"


def test_a_phase_without_steps_has_nothing_to_say(campaign):
    assert phase_steps(campaign.phases.get(number=2)) == []


GRACE = Step(name="Nộp hồ sơ", closes_at=moment(2022, 9, 5), grace_days=2)
SELF = Window("Hộ tự chấm điểm", moment(2022, 8, 31), moment(2022, 9, 5))
TEAM = Window("Tổ tổng hợp", moment(2022, 9, 4), moment(2022, 9, 8), 2)
GRANT = Grant("dong-tam", moment(2100, 1, 1), "Vũ Thị Hiệp", "Mất điện")


def test_days_of_grace_are_said_behind_the_closing():
    assert window_words(GRACE) == "đến 24:00 ngày 4/9, gia hạn 2 ngày đến 24:00 ngày 6/9"
    assert exact_window_words(GRACE) == "đến 24:00 ngày 04/9/2022, gia hạn 2 ngày đến 24:00 ngày 06/9/2022"


def test_a_step_is_over_only_after_its_days_of_grace():
    assert step_state(GRACE, moment(2022, 9, 6, 23, 59)) == "now"
    assert step_state(GRACE, moment(2022, 9, 7)) == "done"


def test_a_window_that_closes_during_the_day_says_the_hour():
    step = Step(name="Nộp hồ sơ", opens_at=moment(2022, 8, 31, 8), closes_at=moment(2022, 9, 4, 17))

    assert window_words(step) == "31/8 – 17:00 ngày 4/9"
    assert exact_window_words(step) == "từ 08:00 ngày 31/8/2022 đến 17:00 ngày 04/9/2022"


def test_a_step_without_dates_says_so():
    assert exact_window_words(Step(name="Sơ kết")) == "chưa định ngày"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            moment(2022, 8, 30),
            "Chưa đến thời gian nhập phiếu: “Hộ tự chấm điểm” mở lúc 00:00 ngày 31/8/2022 nên phiếu chỉ để xem. "
            "Nếu cần nhập muộn, hãy đề nghị thường trực thi đua khen thưởng của phường cho phép.",
        ),
        (
            moment(2022, 9, 2, 9),
            "Hộ tự chấm điểm: còn 2 ngày, đến 24:00 ngày 04/9/2022; nhập được đến 24:00 ngày 09/9/2022.",
        ),
        (moment(2022, 9, 7), "Tổ tổng hợp: còn 3 ngày, đến 24:00 ngày 09/9/2022."),
        (moment(2022, 9, 9, 23, 30), "Tổ tổng hợp: còn 30 phút, đến 24:00 ngày 09/9/2022 (đang gia hạn)."),
        (
            moment(2022, 9, 10),
            "Đã hết hạn nhập phiếu lúc 24:00 ngày 09/9/2022 nên phiếu chỉ để xem. "
            "Nếu cần nhập muộn, hãy đề nghị thường trực thi đua khen thưởng của phường cho phép.",
        ),
    ],
)
def test_the_deadline_is_said_with_what_is_left_and_whom_to_ask(now, words):
    assert admission_words(admission([SELF, TEAM], [], "dong-tam/to-8", now), now) == words


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (moment(2022, 9, 10), "Đã hết hạn nhập phiếu lúc 24:00 ngày 09/9/2022"),
        (moment(2022, 8, 1), "Chưa đến thời gian nhập phiếu: “Hộ tự chấm điểm” mở lúc 00:00 ngày 31/8/2022"),
    ],
)
def test_leave_is_said_with_who_gave_it_why_and_until_when(now, begins):
    said = admission_words(admission([SELF, TEAM], [GRANT], "dong-tam/to-8", now), now)

    assert said == f"{begins}; nhập ngoài hạn theo phép của Vũ Thị Hiệp, đến 24:00 ngày 31/12/2099 (Mất điện)."


def test_without_an_end_no_deadline_is_invented():
    endless, now = [Window("Hộ tự chấm điểm", moment(2022, 8, 31), None)], moment(2023, 1, 1)

    assert admission_words(admission([], [], "x", now), now) == "Đợt này không định hạn nhập phiếu."
    assert admission_words(admission(endless, [], "x", now), now) == "Hộ tự chấm điểm: đang mở, chưa định ngày đóng."


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=2, hours=23), "còn 2 ngày"),
        (timedelta(days=1), "còn 1 ngày"),
        (timedelta(hours=23, minutes=59), "còn 23 giờ"),
        (timedelta(minutes=59), "còn 59 phút"),
        (timedelta(seconds=59), "còn chưa đầy một phút"),
    ],
)
def test_what_is_left_is_said_in_whole_units(left, words):
    assert left_words(left) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2022, 9, 4), "04/9/2022"), (date(2022, 1, 15), "15/01/2022"), (date(2022, 12, 1), "01/12/2022")],
)
def test_days_are_written_as_offices_do(day, words):
    assert full_day(day) == words
