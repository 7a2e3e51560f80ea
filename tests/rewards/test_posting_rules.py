"""How long a list hangs, how a posting moves, what it still lacks, read as sentences."""

from datetime import date

import pytest

from rewards.choices import PostingStatus, PostingVerb
from rewards.rules.postings import (
    Hanging,
    MoveRefused,
    Objections,
    closing_lacks,
    decision_lacks,
    last_day,
    moved,
)

TODAY = date(2022, 9, 20)


@pytest.mark.parametrize(
    ("starts_on", "days", "ends_on"),
    [
        (date(2022, 9, 12), 10, date(2022, 9, 22)),  # the first day is not counted
        (date(2022, 9, 12), 1, date(2022, 9, 13)),
        (date(2022, 9, 15), 10, date(2022, 9, 25)),  # a Sunday is a day like others
        (date(2022, 12, 26), 10, date(2023, 1, 5)),
        (date(2024, 2, 20), 10, date(2024, 3, 1)),  # a leap year
    ],
)
def test_a_posting_hangs_for_its_days_after_the_first(starts_on, days, ends_on):
    assert last_day(starts_on, days) == ends_on


@pytest.mark.parametrize(
    ("status", "verb", "after"),
    [
        ("draft", "post", "posted"), ("posted", "take_down", "draft"), ("posted", "close", "closed"),
        ("draft", "cancel", "cancelled"), ("posted", "cancel", "cancelled"),
    ],
)  # fmt: skip
def test_a_posting_moves_along_its_table(status, verb, after):
    assert moved(status, PostingVerb(verb)) == after


def test_every_other_move_is_refused_in_words():
    known = {("draft", "post"), ("posted", "take_down"), ("posted", "close"), ("draft", "cancel"), ("posted", "cancel")}
    for status in PostingStatus.values:
        for verb in PostingVerb:
            if (status, verb.value) not in known:
                with pytest.raises(MoveRefused, match="iêm yết"):
                    moved(status, verb)


NOTHING = Objections()


@pytest.mark.parametrize(
    ("today", "found", "said"),
    [
        (date(2022, 9, 22), NOTHING, ["Niêm yết đến hết ngày 22/09/2022, từ hôm sau mới kết thúc được."]),
        (date(2022, 9, 23), NOTHING, []),
        (date(2022, 9, 23), Objections([(1, 1), (1, 3)]), ["Còn 2 ý kiến chưa trả lời: ý kiến số 1, 3."]),
        (
            date(2022, 9, 23),
            Objections(upheld=["Gia đình ông Sùng A Chử"]),
            [
                "Ý kiến được chấp nhận nhưng chưa rút đề nghị, cũng chưa ghi lý do vẫn giữ: Gia đình ông Sùng A Chử."
            ],
        ),
    ],
)  # fmt: skip
def test_a_posting_closes_after_its_last_day_with_everything_answered(today, found, said):
    assert closing_lacks(date(2022, 9, 22), today, found) == said


@pytest.mark.parametrize(
    ("hanging", "said"),
    [
        (Hanging(1, "draft", date(2022, 9, 22)), ["Niêm yết số 1 còn là bản nháp, chưa niêm yết."]),
        (Hanging(1, "posted", date(2022, 9, 20)), ["Niêm yết số 1 đến hết ngày 20/09/2022."]),
        (
            Hanging(1, "posted", date(2022, 9, 19)),
            ["Niêm yết số 1 đã hết thời gian, chưa lập biên bản kết thúc."],
        ),
        (Hanging(1, "closed", date(2022, 9, 19)), []),
    ],
)  # fmt: skip
def test_a_decision_waits_for_the_end_of_every_posting(hanging, said):
    assert decision_lacks([], [], [hanging], NOTHING, TODAY) == said


def test_a_decision_waits_for_whoever_was_never_posted_or_is_somebody_else_now():
    said = decision_lacks(["Bà Lô Thị Nga"], ["Ông Vũ Văn Mạnh"], [], NOTHING, TODAY)

    assert said == [
        "Còn 1 đề nghị chưa niêm yết công khai: Bà Lô Thị Nga.",
        "Đổi sang người khác sau khi niêm yết nên phải rút, đề nghị và niêm yết lại: Ông Vũ Văn Mạnh.",
    ]


def test_objections_to_several_lists_are_told_apart():
    said = decision_lacks([], [], [], Objections([(1, 1), (1, 3), (4, 2)]), TODAY)

    assert said == [
        "Còn 3 ý kiến chưa trả lời: ý kiến số 1, 3 của niêm yết số 1; ý kiến số 2 của niêm yết số 4."
    ]  # fmt: skip
