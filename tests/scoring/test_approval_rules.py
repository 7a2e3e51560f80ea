"""The sign-off of a neighbourhood as plain rules: the moves, what blocks, what is to explain, what is only said."""

import pytest

from scoring.choices import ApprovalStatus, ApprovalVerb
from scoring.rules import Disagreement
from scoring.rules.approvals import (
    CHECKS,
    LOCKED,
    Collected,
    Figures,
    MoveRefused,
    Signature,
    Weight,
    approving_refusal,
    findings,
    lock_sentence,
    moved,
    signing_refusal,
)

WHOLE = Figures(expected=116, finished=116, people=312, passing_people=290, counted=116, passing=98)

# The whole table: from each state by each verb to a state, or nowhere.
TABLE = """
             sign    take_back   return    approve   withdraw
collecting   signed  -           -         -         -
signed       -       collecting  returned  approved  -
returned     signed  -           -         -         -
approved     -       -           -         -         signed
"""
VERBS, *ROWS = (line.split() for line in TABLE.strip().splitlines())
CASES = [(row[0], verb, after) for row in ROWS for verb, after in zip(VERBS, row[1:], strict=True)]


def test_the_table_names_every_state_and_every_verb():
    assert sorted(row[0] for row in ROWS) == sorted(ApprovalStatus.values)
    assert sorted(VERBS) == sorted(ApprovalVerb.values)


@pytest.mark.parametrize(("before", "verb", "after"), CASES)
def test_a_verb_leads_where_the_table_says_or_nowhere(before, verb, after):
    if after == "-":
        with pytest.raises(MoveRefused, match=r"\.$"):
            moved(before, verb)
    else:
        assert moved(before, verb) == after


def reachable(without):
    """The states one comes to from the beginning without ever using a verb."""
    found = {"collecting"}
    while more := {after for before, verb, after in CASES if before in found and after not in ("-", without)} - found:
        found |= more
    return found


def test_nobody_comes_to_an_approval_past_the_signature_of_the_neighbourhood():
    assert reachable(without="signed") == {"collecting"}


def test_what_is_approved_comes_down_only_by_way_of_what_is_signed():
    assert {after for before, _, after in CASES if before == "approved"} - {"-"} == {"signed"}


@pytest.mark.parametrize("status", ApprovalStatus.values)
def test_exactly_the_locked_states_have_a_sentence_that_says_who_when_and_the_way_back(status):
    words = lock_sentence("Tổ dân phố số 8", status, "Cán bộ tổ 8", "14:05 ngày 07/09/2022")

    if status in LOCKED:
        assert "Tổ dân phố số 8" in words
        assert "(Cán bộ tổ 8, 14:05 ngày 07/09/2022)" in words
        assert "Cần sửa thì" in words
    else:
        assert words == ""


# Findings


def test_a_neighbourhood_that_is_whole_has_nothing_to_explain():
    assert findings(Collected(WHOLE)) == []
    assert signing_refusal(Collected(WHOLE), "") == ""


LACKING = [
    (Collected(Figures(expected=5)), [(Weight.BLOCKS, "missing"), (Weight.EXPLAIN, "missing")]),
    (Collected(Figures(expected=5, finished=4)), [(Weight.EXPLAIN, "missing")]),
    (Collected(Figures(expected=5, finished=4, begun=1)), [(Weight.EXPLAIN, "entering")]),
    (Collected(Figures()), [(Weight.EXPLAIN, "households")]),
    (Collected(WHOLE, checklists=("Nhà văn hóa số",)), [(Weight.EXPLAIN, "checklists")]),
    (Collected(WHOLE, questions=2), [(Weight.EXPLAIN, "questions")]),
    (Collected(WHOLE, second_left=4), [(Weight.EXPLAIN, "second")]),
    (Collected(WHOLE, rate=Disagreement(sheets=12, cells=1080, differing=3)), [(Weight.NOTE, "second")]),
    (Collected(WHOLE, proposals=2), [(Weight.NOTE, "proposals")]),
    (Collected(WHOLE, phone_unseen=2), [(Weight.EXPLAIN, "phone")]),
    (Collected(WHOLE, papers_out=3), [(Weight.NOTE, "papers")]),
]


@pytest.mark.parametrize(("found", "expected"), LACKING)
def test_what_is_lacking_is_found_with_its_weight(found, expected):
    assert [(one.weight, one.about) for one in findings(found)] == expected


def test_every_check_finds_something_in_the_cases_above():
    silent = [check for check in CHECKS if not any(list(check(found)) for found, _ in LACKING)]

    assert silent == []


def test_what_blocks_comes_first_and_what_is_only_said_last():
    everything = Collected(Figures(expected=5, begun=1), proposals=1, papers_out=1, checklists=("Nhà văn hóa số",))

    assert [one.weight for one in findings(everything)] == ["blocks", "explain", "explain", "explain", "note", "note"]


def test_a_missing_sheet_is_signed_for_only_with_an_explanation():
    found = Collected(Figures(expected=5, finished=4))

    assert signing_refusal(found, "") == (
        "Hãy ghi lời giải trình rồi xác nhận. Còn 1/5 hộ chưa có phiếu; các hộ này tính là chưa đạt."
    )
    assert signing_refusal(found, "Hộ đi làm xa, đã gọi hai lần") == ""


def test_an_empty_neighbourhood_is_not_signed_for_whatever_is_explained():
    assert signing_refusal(Collected(Figures(expected=5)), "Không có ai ở nhà") == (
        "Chưa có phiếu nào nhập xong nên chưa có gì để xác nhận."
    )


@pytest.mark.parametrize(
    ("found", "why_not"),
    [
        (Signature("signed"), ""),
        (Signature("collecting"), "tổ chưa xác nhận"),
        (Signature("returned"), "tổ đang sửa theo yêu cầu trả lại"),
        (Signature("approved"), "đã duyệt từ trước"),
        (Signature("signed", is_own=True), "chính bạn đã xác nhận cho tổ, cần người khác duyệt"),
        (Signature("signed", proposals=2), "còn 2 đề nghị miễn chấm chưa quyết định"),
        (
            Signature("signed", has_changed=True),
            "danh sách hoặc điểm đã khác với lúc tổ xác nhận, hãy trả lại để tổ xem và xác nhận lại",
        ),
    ],
)
def test_the_standing_office_approves_what_another_signed_and_nothing_has_changed_since(found, why_not):
    assert approving_refusal(found) == why_not
