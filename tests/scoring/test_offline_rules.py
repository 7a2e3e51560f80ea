"""A workbook filled offline, cell by cell and row by row: what it says, and what becomes of three answers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.kit.spreadsheets import Row, Sheet, Unusable
from emulation.rules.cells import Wrong
from scoring.rules import GRADES, CriterionRule
from scoring.rules.offline import Merged, answer_in, merge, read_book, sign_of, signs_of

YES_NO = CriterionRule(1, 10, "not_met")
STRICT = CriterionRule(2, 10, "not_allowed")
HALVES = CriterionRule(3, 10, "rescale", steps=2)
POINTS = CriterionRule(4, 10, "met", steps=10)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("x", "1"), ("X", "1"), (" x ", "1"), ("✓", "1"), ("v", "1"), (1, "1"), (1.0, "1"), ("Đạt", "1"), ("có", "1"),
        ("0", "0"), (0, "0"), ("Chưa đạt", "0"), ("chưa", "0"), ("không", "0"), ("k", "0"), ("KHÔNG ĐẠT", "0"),
        ("KAD", "-"), ("K.A.D", "-"), ("không áp dụng", "-"), ("N/A", "-"),
        (None, "."), ("", "."), ("\xa0", "."),
    ],
)  # fmt: skip
def test_yes_or_no_in_its_usual_spellings(value, answer):
    assert answer_in(value, YES_NO) == answer


@pytest.mark.parametrize(
    ("criterion", "value", "answer"),
    [
        (HALVES, "1/2", "1"), (HALVES, "2 / 2", "2"), (HALVES, 1, "1"), (HALVES, "đạt", "2"), (HALVES, "0", "0"),
        (HALVES, "x", "2"), (HALVES, "chưa đạt", "0"), (POINTS, 10, "a"), (POINTS, "7", "7"), (POINTS, "10/10", "a"),
    ],
)  # fmt: skip
def test_steps_in_their_usual_spellings(criterion, value, answer):
    assert answer_in(value, criterion) == answer


@pytest.mark.parametrize(
    ("criterion", "value", "sentence"),
    [
        (YES_NO, "-", "“-” không phải là câu trả lời. Hãy ghi một trong: x, 0, KAD."),
        (YES_NO, "2", "“2” không phải là câu trả lời."),
        (YES_NO, "x x", "“x x” không phải là câu trả lời."),
        (STRICT, "KAD", "không được ghi “không áp dụng”. Hãy ghi một trong: x, 0."),
        (HALVES, "1/4", "“1/4” không phải là câu trả lời. Hãy ghi một trong: 2/2, 1/2, 0/2, KAD."),
        (HALVES, "3", "“3” không phải là câu trả lời."),
        (HALVES, datetime(2026, 2, 1), "Excel đã đổi ô này thành ngày tháng."),
        (POINTS, "11", "“11” không phải là câu trả lời."),
        (POINTS, "²", "“²” không phải là câu trả lời."),
        (YES_NO, Unusable("công thức", is_formula=True), "Ô này là công thức."),
        (YES_NO, Unusable("#N/A", is_formula=False), "Ô này mang lỗi #N/A của Excel."),
        (YES_NO, True, "TRUE/FALSE"),
    ],
)
def test_what_is_no_answer_says_what_would_be_one(criterion, value, sentence):
    with pytest.raises(Wrong, match=r"\S") as wrong:
        answer_in(value, criterion)

    assert sentence in str(wrong.value)


@pytest.mark.parametrize("criterion", [YES_NO, STRICT, HALVES, POINTS])
def test_what_the_portal_writes_it_reads(criterion):
    answers = [*GRADES[: criterion.steps + 1], "."] + ["-"] * (criterion.na_policy != "not_allowed")

    assert [answer_in(sign_of(answer, criterion.steps), criterion) for answer in answers] == answers
    assert {sign_of(answer, criterion.steps) for answer in answers} == {*signs_of(criterion), ""}


# Three answers


@pytest.mark.parametrize(
    ("base", "now", "filled", "merged"),
    [
        (".", ".", "1", Merged("1", "1")),  # a new tick
        ("0", "0", "1", Merged("1", "1")),  # changed in the file alone
        ("0", "1", "0", Merged("1", "1")),  # changed in the portal alone
        ("0", "1", "1", Merged("1", "1")),  # both the same way
        ("1", "1", ".", Merged("1", "1")),  # an emptied cell says nothing
        (".", "0", "1", Merged("0", "1", (0,))),  # both, each its own way
        ("1", "0", "-", Merged("0", "-", (0,))),
        ("..", "1.", ".0", Merged("10", "10")),  # different cells of one line
        ("..", "1.", "00", Merged("10", "00", (0,))),
    ],
)
def test_three_answers_compared(base, now, filled, merged):
    assert merge(base, now, filled) == merged


ANSWERS = st.integers(1, 12).flatmap(lambda n: st.tuples(*[st.text(".01-2a", min_size=n, max_size=n)] * 3))


@given(ANSWERS)
def test_what_stands_in_the_portal_is_never_lost_without_being_asked(three):
    base, now, filled = three

    merged = merge(base, now, filled)

    newer = [place for place in range(len(now)) if now[place] != base[place]]
    assert [merged.keep[place] for place in newer] == [now[place] for place in newer]
    assert {place for place in range(len(now)) if merged.keep[place] != merged.take[place]} == set(merged.conflicts)


@given(ANSWERS)
def test_a_file_that_was_not_touched_changes_nothing_whatever_the_portal_did(three):
    base, now, _ = three

    assert merge(base, now, base) == Merged(now, now)


@given(ANSWERS)
def test_saving_the_same_file_again_changes_nothing(three):
    base, now, filled = three
    for saved in (merge(base, now, filled).keep, merge(base, now, filled).take):
        again = merge(base, saved, filled)

        assert again.keep == saved
    taken = merge(base, now, filled).take
    assert merge(base, taken, filled) == Merged(taken, taken)


# Rows


def sheet(*rows, title="Người dân"):
    return Sheet(title, [Row(n, dict(enumerate(r, 1))) for n, r in enumerate(rows, 1)])


HEAD = ["#tieu-de", "Mã hộ", "Họ và tên", "1. VNeID", "2. Thanh toán"]


def test_rows_are_found_by_their_marks_and_columns_by_their_titles():
    shuffled = ["2. Thanh toán", "Họ và tên", "#tieu-de", "1. VNeID"]

    book = read_book([sheet([None, None, "#to:abc"], shuffled, ["0", "Lô Thị Nga", "#dong:r1", "x"]), sheet(["khác"])])

    (row,) = book.rows
    assert (book.token, row.token, row.name, row.number) == ("abc", "r1", "Lô Thị Nga", 3)
    assert (row.cells, row.columns) == ({1: "x", 2: "0"}, {1: "D", 2: "A"})


def test_answers_without_a_mark_are_not_guessed():
    row = [None, "T08-1", "Người mới", "x"]
    book = read_book([sheet(["#to:abc"], HEAD, ["#dong:r1", "T08-1", "Lô Thị Nga", "x"], row, [None, "Người lập"])])

    assert len(book.rows) == 1
    assert [(c.row, c.message[:47]) for c in book.complaints] == [
        (4, "Hàng này có câu trả lời nhưng không có mã ẩn củ"),
    ]


def test_a_lost_header_is_told():
    book = read_book([sheet(["#to:abc"], ["", "Mã hộ", "Họ và tên", "1. VNeID"], ["#dong:r1", "T08-1", "Nga", "x"])])

    assert book.rows == ()
    assert "Dòng tiêu đề" in book.complaints[0].message


@pytest.mark.parametrize("sheets", [[], [sheet(["Danh sách"], ["x"])]])
def test_a_foreign_workbook_is_refused(sheets):
    with pytest.raises(Wrong, match="không phải là tệp của tổ"):
        read_book(sheets)


def test_a_workbook_without_rows_is_refused():
    with pytest.raises(Wrong, match="không còn hàng nào"):
        read_book([sheet(["#to:abc"], HEAD)])
