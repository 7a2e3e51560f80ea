"""What pages say of steps: their windows in words, and whether they are done, now or later."""

from datetime import UTC, datetime, timedelta

import pytest

from emulation.models import Step
from emulation.words import StepWords, phase_steps, step_state, window_words


@pytest.fixture
def it_is(monkeypatch):
    """Sets Django's clock to a moment of Ho Chi Minh time: it_is(2022, 9, 4, 12)."""

    def set_moment(*parts):
        moment = datetime(*parts, tzinfo=UTC) - timedelta(hours=7)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return set_moment


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
