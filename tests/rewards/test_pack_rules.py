"""What a pack was made of against how that stands now, and papers counted against their list: plain data."""

import copy

import pytest

from rewards.rules.names import initials
from rewards.rules.packs import Check, Difference, Held, checked, differences


def line(key: int, name: str, **said) -> dict:
    usual = {
        "key": key, "kind": "household", "salutation": "Gia đình ông", "name": name, "place": "Tổ dân phố số 8",
        "achievement": "", "amount": 360_000, "unit": "Tổ dân phố số 8", "part": 3, "whole": 3, "women": None,
        "people": None, "previous": [], "vote": {"outcome": "passed", "agreed": 8, "against": 1},
    }  # fmt: skip
    return usual | said


SOURCES = {
    "plan": {"campaign": "Chuyển đổi số", "phase": "Đợt 1", "snapshot": {"number": 1, "sha256": "a" * 64}},
    "award": {"name": "Giấy khen", "wording": "", "upward_to": ""},
    "bonus": {"household": {"amount": 360_000, "coefficient": "0.15", "base_salary": 2_340_000}},
    "lines": [line(1, "Sùng A Chử"), line(2, "Vũ Văn Mạnh")],
    "meetings": [{"pk": 1, "number": 1, "held_on": "2022-09-12"}],
    "dossiers": [
        {"pk": 1, "number": 1, "unit": "Tổ dân phố số 8",
         "papers": [{"pk": 1, "label": "Biên bản", "state": "uploaded", "sha256": "b" * 64}]}
    ],
    "decision": {
        "issuers": [{"agency": "UBND", "signer_name": "Nguyễn Ngọc Hà"}], "given": {"granted_by": "Chủ tịch"},
        "place": "Đồng Tâm", "year": 2022, "code": "QĐ-UBND", "subject": "", "executors": ["Văn phòng"],
        "fund": "quỹ", "recipients": [], "bases": ["Căn cứ Luật 06"], "keys": [1, 2],
    },
}  # fmt: skip


def now(**changes) -> dict:
    """The data of today: as they were, with some parts of them otherwise."""
    found = copy.deepcopy(SOURCES)
    for path, value in changes.items():
        *way, last = [int(part) if part.isdigit() else part for part in path.split("__")]
        place = found
        for part in way:
            place = place[part]
        place[last] = value
    return found


def test_the_same_data_fit():
    assert differences(SOURCES, now()) == []


def turned(data):
    """The same data with every key in the opposite order, as a database may give them back."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    return [turned(one) for one in data] if isinstance(data, list) else data


def test_the_order_of_keys_says_nothing():
    assert differences(SOURCES, turned(SOURCES)) == []


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("lines__0__name", "Sùng A Chứ", ("Gia đình ông Sùng A Chử: tên", "Sùng A Chử", "Sùng A Chứ")),
        ("lines__0__place", "Tổ 9", ("Gia đình ông Sùng A Chử: chức vụ, địa chỉ", "Tổ dân phố số 8", "Tổ 9")),
        ("lines__0__amount", 380_000, ("Gia đình ông Sùng A Chử: tiền thưởng (đồng)", "360.000", "380.000")),
        ("lines__0__amount", None, ("Gia đình ông Sùng A Chử: tiền thưởng (đồng)", "360.000", "chưa biết")),
        ("lines__0__part", 2, ("Gia đình ông Sùng A Chử: kết quả", "3/3", "2/3")),
        (
            "lines__0__vote",
            {"outcome": "failed", "agreed": 4, "against": 5},
            (
                "Gia đình ông Sùng A Chử: kết quả họp Hội đồng",
                "thông qua, 8 đồng ý, 1 không đồng ý",
                "không thông qua, 4 đồng ý, 5 không đồng ý",
            ),
        ),
        (
            "lines__0__previous",
            [[2021, "Giấy khen", "15/QĐ-UBND"]],
            ("Gia đình ông Sùng A Chử: khen thưởng trước đây", "–", "Giấy khen năm 2021, 15/QĐ-UBND"),
        ),
        (
            "lines",
            SOURCES["lines"][::-1],
            ("thứ tự trong danh sách, từ số 1", "Gia đình ông Sùng A Chử", "Gia đình ông Vũ Văn Mạnh"),
        ),
        ("lines", SOURCES["lines"][:1], ("Gia đình ông Vũ Văn Mạnh", "có trong danh sách", "không còn")),
        (
            "lines",
            [*SOURCES["lines"], line(3, "Lý A Páo")],
            ("Gia đình ông Lý A Páo", "chưa có", "có trong danh sách"),
        ),
        ("decision__keys", [1], ("Gia đình ông Vũ Văn Mạnh: dự thảo quyết định", "có tên", "không có tên")),
        (
            "bonus__household__base_salary",
            2_530_000,
            ("hệ số, lương cơ sở", "0.15 × 2.340.000", "0.15 × 2.530.000"),
        ),
        ("plan__snapshot", None, ("bản chốt kết quả", "số 1, mã aaaaaaaa", "chưa chốt")),
        ("decision__bases", ["Căn cứ Luật 07"], ("căn cứ pháp lý", "Căn cứ Luật 06", "Căn cứ Luật 07")),
        ("decision__bases", [], ("căn cứ pháp lý", "Căn cứ Luật 06", "–")),
        ("meetings__0__number", 2, ("phiên họp Hội đồng", "phiên số 1 ngày 12/09/2022", "phiên số 2 ngày 12/09/2022")),
        (
            "dossiers__0__papers__0__sha256",
            "c" * 64,
            ("hồ sơ số 1 của Tổ dân phố số 8: Biên bản", "đã tải lên (mã bbbbbbbb)", "đã tải lên (mã cccccccc)"),
        ),
        (
            "decision__issuers__0__signer_name",
            "Trần Văn Dũng",
            ("cơ quan ban hành, người ký", "UBND Nguyễn Ngọc Hà", "UBND Trần Văn Dũng"),
        ),
    ],
)  # fmt: skip
def test_each_change_is_told_once_with_the_old_and_the_new(path, value, told):
    assert differences(SOURCES, now(**{path: value})) == [Difference(*told)]


def test_it_is_said_why_somebody_is_gone():
    found = differences(SOURCES, now(lines=SOURCES["lines"][:1]), gone={2: "đã rút: chuyển đi"})

    assert found == [Difference("Gia đình ông Vũ Văn Mạnh", "có trong danh sách", "đã rút: chuyển đi")]


def test_a_single_paper_is_not_about_the_other_papers_of_its_dossier():
    later = now(dossiers__0__papers__0__state="missing")

    assert differences(SOURCES, later, of_dossier=True) == []
    assert len(differences(SOURCES, later)) == 1


LISTED = [Held("household", "Sùng A Chử", "Tổ 8", 0), Held("household", "Sùng A Chử", "Tổ 9", 0)]


@pytest.mark.parametrize(
    ("paper", "check"),
    [
        (LISTED, Check((0, 0, 2), None, (), (), True)),
        (LISTED[:1], Check((0, 0, 1), None, ("Sùng A Chử, Tổ 9",), (), False)),
        ([*LISTED, Held("collective", "Chi hội", "", 0)], Check((1, 0, 2), None, (), ("Chi hội",), False)),
        ([Held("household", "Sùng A Chử")] * 2, Check((0, 0, 2), None, (), (), True)),
        ([Held("household", "Sùng A Chử")], Check((0, 0, 1), None, ("Sùng A Chử",), (), False)),
    ],
)
def test_two_of_one_name_are_told_apart_where_the_paper_prints_their_place(paper, check):
    assert checked(LISTED, paper) == check


def test_a_paper_of_money_names_those_alone_who_get_some_and_sums_it():
    listed = [Held("collective", "Tổ 8", "", 760_000), Held("household", "Sùng A Chử", "", 0)]

    assert checked(listed, listed[:1], only_paid=True) == Check((1, 0, 0), 760_000, (), (), True)
    assert checked(listed, [Held("collective", "Tổ 8", "", 720_000)], only_paid=True).fits is False


@pytest.mark.parametrize(
    ("unit", "letters"),
    [
        ("Tổ dân phố số 8", "TDP"), ("Phường Đồng Tâm", "UBND"), ("Trường Mầm non Tuổi Hồng", "MNTH"),
        ("Chi hội phụ nữ", "CHPN"), ("", ""),
    ],
)  # fmt: skip
def test_the_sign_of_a_unit(unit, letters):
    assert initials(unit) == letters
