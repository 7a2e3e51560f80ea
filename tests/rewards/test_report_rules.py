"""Rules of reports on targets: moves, what is in the way of approving, late or in time, what is kept as JSON."""

import json
from dataclasses import replace
from datetime import date

import pytest

from rewards.choices import ReportStatus, ReportVerb
from rewards.rules import reports as rules
from rewards.rules.report_content import Content, Idea, Line, Plan, Signer, as_data, content_of
from scoring.rules.targets import Goal, Measured

LAST = date(2023, 11, 24)
DRAFT, APPROVED, SENT = ReportStatus.DRAFT, ReportStatus.APPROVED, ReportStatus.SENT
TEXTS = dict.fromkeys(rules.TEXTS, "Đã ghi.")


@pytest.mark.parametrize("status", ReportStatus)
@pytest.mark.parametrize("verb", rules.MOVES)
def test_only_the_moves_of_the_table_are_made(status, verb):
    allowed = {
        (DRAFT, ReportVerb.APPROVE): APPROVED,
        (APPROVED, ReportVerb.RETURN): DRAFT,
        (APPROVED, ReportVerb.SEND): SENT,
    }

    if (status, verb) in allowed:
        assert rules.moved(status, verb) == (status, allowed[status, verb])
    else:
        with pytest.raises(rules.MoveRefused, match="Báo cáo"):
            rules.moved(status, verb)


@pytest.mark.parametrize(
    ("sent_on", "today", "late", "left", "overdue"),
    [
        (None, date(2023, 11, 19), 0, 5, False),
        (None, LAST, 0, 0, False),
        (None, date(2023, 11, 25), 1, 0, True),
        (LAST, date(2024, 1, 1), 0, 0, False),  # "trước ngày 25/11" is until 24/11
        (date(2023, 11, 25), date(2024, 1, 1), 1, 0, False),
        (date(2023, 12, 1), date(2024, 1, 1), 7, 0, False),
    ],
)
def test_late_follows_from_the_dates(sent_on, today, late, left, overdue):
    timing = rules.Timing(LAST, sent_on, today)

    assert (timing.days_late, timing.days_left, timing.is_overdue) == (late, left, overdue)


def test_nothing_is_counted_that_was_not_known_when_the_report_was_made():
    cut_off = date(2023, 11, 15)

    found = [rules.day_counted(cut_off, date(2023, 11, day)) for day in (10, 15, 20)]

    assert found == [date(2023, 11, 10), cut_off, cut_off]


@pytest.mark.parametrize(
    ("texts", "addressees", "targets", "found"),
    [
        (TEXTS, ["UBND"], 10, []),
        (TEXTS | {"initiatives": ""}, ["UBND"], 1, []),
        (TEXTS | {"causes": "", "lessons": ""}, ["UBND"], 1, ["Chưa ghi: Nguyên nhân, Bài học kinh nghiệm."]),
        (TEXTS, [], 1, ["Chưa có nơi nhận nào có hiệu lực vào ngày lập báo cáo (20/11/2023)."]),
        (TEXTS, ["UBND"], 0, ["Phong trào chưa có chỉ tiêu nào để báo cáo."]),
    ],
)
def test_what_is_in_the_way_of_approving_is_said(texts, addressees, targets, found):
    flaws = rules.approving_flaws(texts, addressees, date(2023, 11, 20), targets=targets, signers=1)

    assert [flaw.startswith(words) for flaw, words in zip(flaws, found, strict=True)] == [True] * len(found)


def test_a_report_that_nobody_would_sign_is_not_approved():
    flaws = rules.approving_flaws(TEXTS, ["UBND"], date(2023, 11, 20), targets=1, signers=0)

    assert flaws == [rules.NOBODY_SIGNS]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({}, None, ""),
        ({"sent_on": date(2023, 12, 2)}, "sent_on", "chưa đến"),
        ({"sent_on": date(2023, 11, 19)}, "sent_on", "trước ngày lập báo cáo (20/11/2023)"),
        ({"valid_until": date(2023, 11, 23)}, "sent_on", "chỉ có đến hết ngày 23/11/2023"),
        ({"valid_until": LAST}, None, ""),
        ({"number": "47/BC-MNTH"}, "dated_on", "đi cùng nhau"),
        ({"dated_on": LAST}, "number", "đi cùng nhau"),
        ({"number": "47/BC-MNTH", "dated_on": date(2023, 11, 25)}, "dated_on", "sau ngày gửi 24/11/2023"),
        ({"number": "47/BC-MNTH", "dated_on": LAST}, None, ""),
    ],
)
def test_what_cannot_be_said_of_a_letter_is_refused_at_its_field(changes, field, words):
    told = {"sent_on": LAST, "made_on": date(2023, 11, 20), "valid_until": None, "number": "", "dated_on": None}

    found = rules.flaws_of_sending(**told | changes, today=date(2023, 12, 1))

    assert list(found) == ([field] if field else [])
    assert words in "".join(found.values())


@pytest.mark.parametrize(
    ("unit", "is_school", "code"),
    [
        ("Trường Mầm non Tuổi Hồng", True, "BC-MNTH"),
        ("Trường Tiểu học Đinh Tiên Hoàng", True, "BC-THĐTH"),
        ("Trường", True, "BC-UBND"),
        ("Phường Đồng Tâm", False, "BC-UBND"),
    ],
)
def test_the_sign_of_a_report_is_suggested_from_the_name(unit, is_school, code):
    assert rules.suggested_code(unit, is_school) == code


def line(number=1, state="reached", waiting=0, reading=None) -> Line:
    goal = Goal("share", "at_least", date(2022, 12, 31), 95)
    return Line(number, "Điện thoại", "95 %", "III.7", "share", "at_least", "người", goal, reading, state, waiting)


def content(*lines) -> Content:
    plan = Plan(
        "Trường Mầm non Tuổi Hồng", True, False, "Phong trào", "", None, "Quận 1", ("Luật",),
        (Signer("TRƯỜNG", "", "HIỆU TRƯỞNG", "Vũ Thị Ngọc Bắc"),),
    )  # fmt: skip
    days = {"last_day": LAST, "made_on": date(2023, 11, 20), "counted_on": date(2023, 11, 15)}
    return Content(
        "Báo cáo sơ kết", "interim", 1, **days, code="BC-MNTH", superior="", addressees=("UBND",), recipients=(),
        plan=plan, staff=60, texts=TEXTS, lines=lines,
        ideas=(Idea("Thư viện điện tử", date(2023, 2, 15), "Tổ khối Lá", "Ba lớp Lá", "Mượn 45 lượt."),),
    )  # fmt: skip


def test_what_is_frozen_comes_back_as_it_was():
    said = content(line(reading=Measured(date(2022, 12, 20), 57, 60)), line(2, "no_reading"))
    dated = replace(said, plan=replace(said.plan, issued_on=date(2022, 11, 14)))

    assert [content_of(json.loads(json.dumps(as_data(one)))) for one in (said, dated)] == [said, dated]


def test_a_reading_that_waits_counts_once_though_its_target_has_two_goals():
    assert content(line(5, waiting=1), line(5, waiting=1), line(6, waiting=2)).waiting == 3


@pytest.mark.parametrize(
    ("made_on", "today", "is_told"),
    [
        (date(2023, 11, 1), date(2023, 11, 1), False),  # begun today: nothing later has been measured
        (date(2023, 11, 1), date(2023, 11, 2), True),
        (date(2023, 11, 14), date(2023, 11, 21), True),
        (date(2023, 11, 15), date(2023, 11, 21), False),
        (date(2023, 11, 20), date(2023, 11, 21), False),
    ],
)
def test_a_draft_that_was_begun_before_the_cut_off_says_what_it_leaves_out(made_on, today, is_told):
    said = rules.early_words(date(2023, 11, 15), made_on, today)

    assert bool(said) == is_told
    assert not is_told or "chỉ tính số liệu đo đến ngày ấy" in said
