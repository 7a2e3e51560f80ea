"""Calendar files by the letter of RFC 5545, and what a campaign puts into one."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.kit.icalendar import Event, calendar, folded
from emulation.words.deadlines import campaign_calendar
from tests.emulation.icalendar_reader import read_calendar, unfolded

STAMP = datetime(2022, 8, 6, 1, 2, 3, tzinfo=UTC)
STARTS, ENDS = datetime(2022, 8, 30, 17, tzinfo=UTC), datetime(2022, 9, 4, 17, tzinfo=UTC)


def event_of(**changes):
    values = {"uid": "buoc-1@cong-thi-dua", "title": "Hộ tự chấm điểm", "starts": STARTS, "ends": ENDS} | changes
    return Event(**values)


def test_a_calendar_is_exactly_so():
    assert calendar("Phong trào", [event_of()], stamp=STAMP).decode() == "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Cong thi dua//Lich phong trao//VI",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "X-WR-CALNAME:Phong trào",
            "X-PUBLISHED-TTL:PT12H",
            "BEGIN:VEVENT",
            "UID:buoc-1@cong-thi-dua",
            "DTSTAMP:20220806T010203Z",
            "DTSTART:20220830T170000Z",
            "DTEND:20220904T170000Z",
            "SUMMARY:Hộ tự chấm điểm",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


def test_whole_days_have_no_hour():
    event = event_of(starts=date(2022, 8, 1), ends=date(2022, 9, 1))

    content = calendar("x", [event], stamp=STAMP)

    assert b"DTSTART;VALUE=DATE:20220801\r\nDTEND;VALUE=DATE:20220901\r\n" in content
    assert read_calendar(content)


@pytest.mark.parametrize("text", ["a;b,c\\d", "hai\ndòng", "hai\r\ndòng", 'nói "vậy": được', "\\n", "một\x00\x07hai"])
def test_text_comes_back_as_it_went_in(text):
    _, (event,) = read_calendar(calendar("x", [event_of(title=text)], stamp=STAMP))

    assert event["SUMMARY"] == text.replace("\r\n", "\n").replace("\x00\x07", "")


@given(st.text(max_size=300))
def test_any_text_makes_a_strict_file(text):
    read_calendar(calendar(text, [event_of(text=text)], stamp=STAMP))


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=400))
def test_folding_loses_nothing(text):
    assert unfolded(folded(f"X:{text}")) == [f"X:{text}"]


def test_the_plan_gives_its_phases_and_every_dated_step(campaign, it_is):
    it_is(2022, 8, 6, 9)

    own, events = read_calendar(campaign_calendar(campaign))

    assert own["X-WR-CALNAME"] == campaign.name
    assert [(e["SUMMARY"], e["DTSTART"], e["DTEND"]) for e in events] == [
        ("Đợt 1 – Sơ kết", "20220801", "20220901"),
        ("Hộ tự chấm điểm (Đợt 1 – Sơ kết)", "20220830T170000Z", "20220904T170000Z"),
        ("Tổ tổng hợp, chấm điểm (Đợt 1 – Sơ kết)", "20220903T170000Z", "20220907T170000Z"),
        ("Nộp hồ sơ (Đợt 1 – Sơ kết)", "20220907T170000Z", "20220908T170000Z"),
        ("Đợt 2 – Tổng kết", "20220901", "20221101"),
    ]
    assert events[3]["DESCRIPTION"] == "đến 24:00 ngày 08/9/2022"
    assert events[1]["DTSTAMP"] == "20220806T020000Z"


def test_days_of_grace_are_an_event_of_their_own(campaign):
    campaign.phases.get(number=1).steps.filter(kind="collection").update(grace_days=2)

    _, events = read_calendar(campaign_calendar(campaign))

    grace = next(e for e in events if e["SUMMARY"].startswith("Gia hạn"))
    assert (grace["DTSTART"], grace["DTEND"]) == ("20220907T170000Z", "20220909T170000Z")


def test_a_step_without_a_closing_has_no_end(campaign):
    campaign.phases.get(number=1).steps.filter(kind="review").update(opens_at=datetime(2022, 9, 15, tzinfo=UTC))

    _, events = read_calendar(campaign_calendar(campaign))

    review = next(e for e in events if e["SUMMARY"].startswith("Sơ kết, tổng kết"))
    assert review["DTSTART"] == "20220915T000000Z"
    assert "DTEND" not in review


def test_the_uids_stay_the_same_when_a_window_moves(campaign):
    _, before = read_calendar(campaign_calendar(campaign))
    campaign.phases.get(number=1).steps.filter(kind="collection").update(closes_at=datetime(2022, 9, 20, tzinfo=UTC))

    _, after = read_calendar(campaign_calendar(campaign))

    assert [e["UID"] for e in before] == [e["UID"] for e in after]
    assert before != after


def test_a_campaign_costs_two_statements_whatever_its_phases(campaign, django_assert_num_queries):
    with django_assert_num_queries(2):
        campaign_calendar(campaign)
