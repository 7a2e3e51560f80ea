"""Soát trước khi in: what stops a certificate, what is only to be looked at."""

import pytest

from rewards.rules.print_checks import Said, Weight, findings


def said(name="Sùng A Chử", **more) -> Said:
    usual = {"position": 1, "kind": "household", "salutation": "Gia đình ông", "name": name}
    return Said(**usual | {"place": "Tổ dân phố số 8", "unit": "Tổ dân phố số 8"} | more)


def told(*lines: Said) -> list[tuple[str, str]]:
    return [(one.weight, one.text) for one in findings(lines)]


@pytest.mark.parametrize(
    "name",
    [
        "Sùng A Chử",
        "Nguyễn Thị Kiều Ngọc Hưởng",
        "Đặng Thuỳ Dương",
        "H’Hen Niê",
        "Ê-ban Y Sên",
        "Y Á",
        "Ông Vũ Văn Mạnh",
    ],
)
def test_a_name_as_it_should_be_is_not_spoken_of(name):
    assert told(said(name)) == []


@pytest.mark.parametrize(
    ("line", "weight", "words"),
    [
        (said(""), Weight.STOPS, "Chưa có tên in trên giấy."),
        (said("NguyÔn ThÞ H¬ng"), Weight.STOPS, "Tên còn chữ của phông cũ (TCVN3, VNI) ở “yÔn”: “NguyÔn ThÞ H¬ng”."),
        (said("Lô Thị\u200bNga"), Weight.STOPS, "Tên có ký tự lạ, không nhìn thấy hoặc bị hỏng: “Lô Thị▯Nga”."),
        (said("Lô Th\ufffd Nga"), Weight.STOPS, "Tên có ký tự lạ, không nhìn thấy hoặc bị hỏng: “Lô Th▯ Nga”."),
        (said("Sùng  A Chử"), Weight.LOOK, "Tên có dấu cách thừa hoặc dấu ghép rời; giấy sẽ in là “Sùng A Chử”."),
        (said("Sùng A Ch\u01b0\u0309"), Weight.LOOK,
         "Tên có dấu cách thừa hoặc dấu ghép rời; giấy sẽ in là “Sùng A Chử”."),
        (said(salutation=""), Weight.LOOK, "Chưa có xưng hô (ông, bà, gia đình ông …) trước tên."),
        (said("Sùng A Chử 2"), Weight.LOOK, "Tên người có chữ số: “Sùng A Chử 2”."),
        (said("SÙNG a Chử"), Weight.LOOK, "Chữ hoa, chữ thường khác lệ ở “SÙNG a” trong “SÙNG a Chử”."),
        (said(registered="Sùng A Chứ"), Weight.LOOK,
         "Tên in khác danh bạ hôm nay: giấy in “Sùng A Chử”, danh bạ ghi “Sùng A Chứ”."),
        (said("Đặng Thùy Dương", registered="Đặng Thuỳ Dương"), Weight.LOOK,
         "Tên in viết khác danh bạ (chữ hoa, chỗ đặt dấu): giấy “Đặng Thùy Dương”, danh bạ “Đặng Thuỳ Dương”."),
    ],
)  # fmt: skip
def test_what_is_wrong_or_odd_is_said_in_a_sentence(line, weight, words):
    assert told(line) == [(weight, words)]


def test_a_collective_may_have_figures_and_needs_no_salutation():
    assert told(said("Tổ dân phố số 8", kind="collective", salutation="")) == []


def test_a_name_that_comes_twice_in_one_neighbourhood_is_to_be_looked_at():
    lines = [said(), said("Sùng a Chử", position=4), said(position=5, unit="Tổ dân phố số 9")]

    found = [(one.position, one.text) for one in findings(lines) if "lần trong" in one.text]

    words = "Tên này có 2 lần trong Tổ dân phố số 8: dòng 1, 4."
    assert found == [(1, words), (4, words)]


def test_what_stops_comes_first():
    lines = [said("Sùng  A Chử"), said("", position=2)]

    assert [one.weight for one in findings(lines)] == [Weight.STOPS, Weight.LOOK]
