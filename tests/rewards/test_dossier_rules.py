"""The table of a dossier's steps, read as sentences."""

import pytest

from rewards.choices import DossierStatus, DossierVerb, Hands
from rewards.rules.dossiers import (
    NEEDS_REASON,
    TABLE,
    Actor,
    Contents,
    MoveRefused,
    Way,
    accepting_refusal,
    editing_refusal,
    hands,
    lacks,
    may_answer,
    step_of,
    steps_from,
)

COUNCIL, SIMPLE = Way(council=True), Way(council=False)
COUNCIL_UP, SIMPLE_UP = Way(council=True, upward=True), Way(council=False, upward=True)


@pytest.mark.parametrize(
    ("way", "verbs"),
    [
        (COUNCIL, "submit take_up accept meet present sign register hand revoke"),
        (SIMPLE, "submit take_up accept present sign register hand revoke"),
        (COUNCIL_UP, "submit take_up accept meet send_up sign register hand revoke"),
        (SIMPLE_UP, "submit take_up ask_more resubmit accept send_up sign register hand revoke"),
        (COUNCIL, "submit take_back submit take_up accept look_again accept meet present sign revoke"),
    ],
)
def test_each_way_leads_to_its_end(way, verbs):
    status = DossierStatus.DRAFT
    for verb in verbs.split():
        status = step_of(status, verb, way).after

    assert status == DossierStatus.REVOKED


@pytest.mark.parametrize(
    ("status", "verb", "way", "words"),
    [
        ("draft", "accept", COUNCIL, "Đơn vị nộp hồ sơ trước"),
        ("submitted", "accept", COUNCIL, "chờ thường trực tiếp nhận"),
        ("eligible", "present", COUNCIL, "phải qua Hội đồng"),
        ("eligible", "send_up", COUNCIL_UP, "phải qua Hội đồng"),
        ("eligible", "meet", SIMPLE, "không qua Hội đồng"),
        ("eligible", "present", SIMPLE_UP, "ghi nơi nhận và ngày gửi"),
        ("eligible", "send_up", SIMPLE, "không gửi cấp trên"),
        ("presented", "submit", SIMPLE, "chờ quyết định"),
        ("handed", "drop", SIMPLE, "giữ nguyên"),
        ("submitted", "drop", SIMPLE, "lấy lại"),
    ],
)
def test_a_step_that_cannot_be_says_what_comes_first(status, verb, way, words):
    with pytest.raises(MoveRefused, match=words):
        step_of(status, verb, way)


def test_what_goes_back_or_away_needs_a_reason():
    assert {verb.value for verb in NEEDS_REASON} == {"ask_more", "look_again", "drop", "unhand", "revoke"}


def test_only_steps_that_bring_a_proof_are_taken_by_nobody():
    assert {one.verb for one in TABLE if one.proof} == {one.verb for one in TABLE if one.actor == Actor.PROOF}


def test_every_verb_has_a_line_and_every_state_is_reached():
    assert {one.verb for one in TABLE} == set(DossierVerb)
    assert {one.after for one in TABLE} == set(DossierStatus)


@pytest.mark.parametrize(
    ("status", "way", "actor", "verbs"),
    [
        ("draft", COUNCIL, Actor.UNIT, ["submit", "drop"]),
        ("more", COUNCIL, Actor.UNIT, ["drop", "resubmit"]),
        ("vetting", COUNCIL, Actor.OFFICE, ["ask_more", "accept"]),
        ("eligible", COUNCIL, Actor.OFFICE, ["look_again"]),
        ("eligible", SIMPLE, Actor.OFFICE, ["look_again", "present"]),
        ("met", COUNCIL_UP, Actor.OFFICE, ["send_up"]),
        ("presented", COUNCIL, Actor.OFFICE, []),
    ],
)
def test_what_each_may_do_in_a_state(status, way, actor, verbs):
    assert [one.verb.value for one in steps_from(status, way, actor)] == verbs


@pytest.mark.parametrize(
    ("status", "way", "found"),
    [
        ("draft", COUNCIL, Hands.UNIT),
        ("more", COUNCIL, Hands.UNIT),
        ("submitted", COUNCIL, Hands.OFFICE),
        ("eligible", COUNCIL, Hands.COUNCIL),
        ("eligible", SIMPLE, Hands.OFFICE),
        ("met", COUNCIL, Hands.OFFICE),
        ("presented", COUNCIL, Hands.SIGNER),
        ("presented", SIMPLE_UP, Hands.SUPERIOR),
        ("signed", COUNCIL, Hands.OFFICE),
        ("signed", SIMPLE_UP, Hands.NOBODY),
        ("handed", COUNCIL, Hands.NOBODY),
    ],
)
def test_in_whose_hands_it_is(status, way, found):
    assert hands(status, way) == found


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (Contents(nominations=2), []),
        (Contents(), ["Hồ sơ không còn đề nghị nào."]),
        (
            Contents(2, missing_papers=["Tờ trình", "Danh sách"]),
            ["Còn thiếu giấy tờ: Tờ trình; Danh sách."],
        ),
        (
            Contents(2, blocked=["Tổ dân phố số 8"]),
            ["Còn 1 đề nghị đang bị chặn (khen trùng, hoặc không còn khớp kết quả): Tổ dân phố số 8."],
        ),
        (
            Contents(2, rejected=2),
            ["Hội đồng không thông qua đề nghị nào trong hồ sơ nên không có gì để trình."],
        ),
        (Contents(2, rejected=1), []),
    ],
)
def test_what_a_dossier_lacks_is_named(contents, said):
    assert lacks(contents) == said


def test_of_many_unconfirmed_ones_the_first_are_named():
    [said] = lacks(Contents(7, unconfirmed=[f"Ông {letter}" for letter in "ABCDEFG"]))

    assert said.startswith("Còn 7 đề nghị chưa được đơn vị xác nhận")
    assert said.endswith("Ông A; Ông B; Ông C; Ông D; Ông E và 2 trường hợp nữa.")


def test_nobody_accepts_what_they_have_submitted():
    assert accepting_refusal(3, 3) == "Chính bạn đã nộp hồ sơ này, cần người khác xác nhận đủ điều kiện."
    assert accepting_refusal(3, 4) == ""


# Standards, and what is printed


@pytest.mark.parametrize(
    ("verb", "asked"),
    [("submit", ["đơn vị"]), ("resubmit", ["đơn vị"]), ("accept", ["đơn vị", "thường trực"]), ("present", [])],
)
def test_standards_are_asked_of_the_unit_before_the_office(verb, asked):
    found = Contents(2, unsaid_by_unit=["Ông A"], unsaid_by_office=["Ông A", "Bà B"])

    said = lacks(found, verb)

    assert [line.split("có tiêu chuẩn ")[1].split(" chưa")[0] for line in said] == asked


@pytest.mark.parametrize(
    ("status", "by_unit", "by_office", "office_on_units"),
    [
        (None, True, True, True), ("draft", True, True, True), ("more", True, True, True),
        ("submitted", False, True, False), ("vetting", False, True, False), ("eligible", False, False, False),
        ("presented", False, False, False),
    ],
)  # fmt: skip
def test_who_answers_a_standard_until_when(status, by_unit, by_office, office_on_units):
    answers = (
        may_answer("unit", status, office=False),
        may_answer("office", status, office=True),
        may_answer("unit", status, office=True),
    )

    assert answers == (by_unit, by_office, office_on_units)
    assert not may_answer("office", status, office=False)
    assert not may_answer("result", status, office=True)


@pytest.mark.parametrize(
    ("status", "office", "reason", "allowed"),
    [
        (None, False, "", True), ("draft", False, "", True), ("more", False, "", True),
        ("submitted", True, "In sai", False), ("vetting", True, "In sai", False), ("eligible", True, "In sai", False),
        ("met", False, "In sai", False), ("met", True, "", False), ("met", True, "In sai", True),
        ("presented", True, "In sai", True), ("signed", True, "In sai", False), ("handed", True, "In sai", False),
    ],
)  # fmt: skip
def test_when_what_is_printed_may_change(status, office, reason, allowed):
    assert (editing_refusal(status, office=office, reason=reason) == "") == allowed
