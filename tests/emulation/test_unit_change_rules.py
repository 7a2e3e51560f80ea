"""What a change of units would do, judged on plain facts: no database."""

from dataclasses import replace
from datetime import date

import pytest

from emulation.rules import (
    ChangeRefused,
    Ground,
    Held,
    Home,
    Merge,
    Papers,
    Rename,
    Split,
    SplitPart,
    UnitFacts,
    plan_merge,
    plan_rename,
    plan_split,
    street_of,
)
from emulation.rules.unit_changes import follow_name, new_code
from emulation.rules.unit_splits import listed, pasted, ranges_in

TODAY = date(2026, 11, 22)
PAPERS = Papers(date(2025, 7, 1), "Nghị quyết số 15")
STREETS = ["Số 2, đường Điện Biên", "Số 4, đường Điện Biên", "Ngõ 7, đường Lê Lai", "Ngõ 70, đường Lê Lai"]


def unit(pk, tail, name, label="", kind="neighbourhood", parent=1, **fields):
    return UnitFacts(pk, f"p/{tail}" if tail else "p", name, label, kind, parent, pk, **fields)


WARD = unit(1, "", "Phường", kind="ward", parent=None)
THREE = unit(3, "to-3", "Tổ dân phố số 3", "3")
FOUR = unit(4, "to-4", "Tổ dân phố số 4", "4")
FIVE = unit(5, "to-5", "Tổ dân phố số 5", "5")
BOARD = unit(31, "to-3/mat-tran", "Ban công tác mặt trận 3", kind="front_board", parent=3)
HOMES = tuple(
    Home(10 + place, 3, f"T03-{place:03}", "Lê Văn Hải", street, place, 10 * place)
    for place, street in enumerate(STREETS, start=1)
)


def ground(*units, homes=HOMES, roles=(), codes=()):
    units = units or (WARD, THREE, FOUR, FIVE, BOARD)
    known = frozenset({one.code for one in units} | set(codes))
    return Ground(TODAY, {one.pk: one for one in units}, known, homes, roles)


def merge(*units, **changes):
    return Merge(**{"units": units, "name": "Tổ dân phố số 19", "label": "19", "papers": PAPERS} | changes)


def split(*shares, rule="street", codes=("", ""), **changes):
    parts = tuple(
        SplitPart(f"Tổ dân phố số {number}", str(number), share, code)
        for number, share, code in zip((20, 21), shares, codes, strict=True)
    )
    return Split(**{"unit": 3, "rule": rule, "parts": parts, "papers": PAPERS} | changes)


def dealt(plan):
    return [[home.place for home in link.homes] for link in plan.links if link.before.kind == "neighbourhood"]


# Dates


@pytest.mark.parametrize(
    ("day", "since", "complaint"),
    [
        (date(2026, 11, 22), None, ""),
        (date(2026, 11, 23), None, "23/11/2026 chưa đến"),
        (date(1, 1, 1), None, "01/01/0001 không thể đúng"),
        (date(2024, 1, 1), date(2023, 12, 31), ""),
        (date(2024, 1, 1), date(2024, 1, 1), "phải sau ngày đó"),
        (date(2024, 1, 1), date(2025, 7, 1), "thay đổi gần nhất từ ngày 01/07/2025"),
    ],
)
@pytest.mark.parametrize("field", ["starts_on", "changed_on"])
def test_a_change_is_in_force_and_after_what_was_recorded_before(day, since, complaint, field):
    order = Rename(3, "Tổ dân phố Bình Minh", "", replace(PAPERS, effective_on=day))
    place = ground(WARD, replace(THREE, **{field: since}))

    if not complaint:
        assert plan_rename(order, place).links
        return
    with pytest.raises(ChangeRefused, match=complaint):
        plan_rename(order, place)


# Names and codes


@pytest.mark.parametrize(
    ("name", "label", "complaint"),
    [
        ("x" * 100, "", ""),
        ("x" * 121, "", "dài quá 120"),
        ("", "", "ghi tên"),
        ("…", "", "ghi tên"),
        ("tổ DÂN phố số 4", "", "Đã có đơn vị tên “Tổ dân phố số 4”"),
        ("Tổ dân phố Bình Minh", "4", "Số hiệu “4” đang là của Tổ dân phố số 4"),
        ("Tổ dân phố số 3", "3", "vẫn như cũ"),
        ("Tổ dân phố số 3", "3A", ""),
    ],
)
def test_a_name_tells_a_unit_apart(name, label, complaint):
    if not complaint:
        assert plan_rename(Rename(3, name, label, PAPERS), ground()).afters[0].name == name
        return
    with pytest.raises(ChangeRefused, match=complaint):
        plan_rename(Rename(3, name, label, PAPERS), ground())


@pytest.mark.parametrize(
    ("name", "label", "taken", "code"),
    [
        ("Tổ dân phố số 19", "19", [], "p/to-19"),
        ("Tổ dân phố số 19", "19", ["p/to-19"], "p/to-19-2"),
        ("Tổ dân phố số 19", "19", ["p/to-19", "p/to-19-2"], "p/to-19-3"),
        ("Bình Minh", "", [], "p/to-binh-minh"),
        ("Tổ dân phố số 20", "", [], "p/to-20"),
        ("Tổ Đồng Tâm", "", [], "p/to-dong-tam"),
        ("x" * 100, "", [], f"p/to-{'x' * 24}"),
        ("…", "", [], "p/to-moi"),
    ],
)
def test_a_code_is_one_that_nobody_ever_had(name, label, taken, code):
    assert new_code("p", name, label, frozenset(taken)) == code


@pytest.mark.parametrize(
    ("own", "new"),
    [
        ("Ban công tác mặt trận 3", "Ban công tác mặt trận 19"),
        ("Tổ chuyển đổi số cộng đồng tổ dân phố số 3", "Tổ chuyển đổi số cộng đồng tổ dân phố số 19"),
        ("Chi hội Phụ nữ Hoa Ban", "Chi hội Phụ nữ Hoa Ban"),
        ("Ban công tác mặt trận 13", "Ban công tác mặt trận 13"),
    ],
)
def test_what_hangs_below_is_named_after_its_unit(own, new):
    assert follow_name(own, THREE, "Tổ dân phố số 19", "19") == new


# Merging


@pytest.mark.parametrize(
    ("order", "complaint"),
    [
        (merge(3, 3), "với chính nó"),
        (merge(3), "ít nhất một tổ nữa"),
        (merge(3, 31), "tổ dân phố với tổ dân phố"),
        (merge(3, 99), "không thuộc phường này hoặc đã kết thúc"),
        (merge(3, 4, name="Tổ dân phố số 5"), "Đã có đơn vị tên"),
        (merge(3, 4, goes_on=5), "phải là một trong các tổ sáp nhập"),
    ],
)
def test_what_cannot_be_merged_is_said(order, complaint):
    with pytest.raises(ChangeRefused, match=complaint):
        plan_merge(order, ground())


def test_neighbourhoods_of_two_wards_do_not_merge():
    far = replace(FOUR, parent=2)

    with pytest.raises(ChangeRefused, match="cùng một phường"):
        plan_merge(merge(3, 4), ground(WARD, THREE, far))


def test_a_merged_unit_may_keep_the_name_of_one_that_ends():
    plan = plan_merge(merge(3, 4, name="Tổ dân phố số 3", label="3"), ground())

    assert next((after.code, after.name) for after in plan.begins) == ("p/to-3-2", "Tổ dân phố số 3")


def test_a_merge_says_what_ends_what_begins_and_who_goes_on():
    roles = (Held(1, 3, "Cán bộ tổ 3"), Held(2, 31, "Trưởng ban"), Held(3, 4, "Cán bộ tổ 4"))

    plan = plan_merge(merge(3, 4, roles=(1, 2)), ground(roles=roles))

    assert [one.code for one in plan.ends] == ["p/to-3", "p/to-4", "p/to-3/mat-tran"]
    assert [one.code for one in plan.begins] == ["p/to-19", "p/to-19/mat-tran"]
    assert [(role.pk, to) for role, to in plan.going] == [(1, "p/to-19"), (2, "p/to-19/mat-tran")]
    assert [role.pk for role in plan.ending] == [3]


def test_a_stamp_changes_with_anything_one_looked_at():
    stamps = {
        plan_merge(merge(3, 4), ground()).stamp,
        plan_merge(merge(4, 3), ground()).stamp,
        plan_merge(merge(3, 4), ground(homes=HOMES[1:])).stamp,
        plan_merge(merge(3, 4), ground(roles=(Held(1, 3, "Cán bộ"),))).stamp,
        plan_merge(merge(3, 4, papers=replace(PAPERS, decision="Nghị quyết số 16")), ground()).stamp,
    }

    assert len(stamps) == 5
    assert plan_merge(merge(3, 4), ground()).stamp in stamps


# Splitting


@pytest.mark.parametrize(
    ("order", "parts"),
    [
        (split("đường điện biên", "Lê Lai"), [[1, 2], [3, 4]]),
        (split("dien bien\nngo 7", "còn lại"), [[1, 2, 3], [4]]),
        (split("Điện Biên", "Lê Lai", codes=("", "t03-001")), [[2], [1, 3, 4]]),
        (split("1-2", "3–4", rule="range"), [[1, 2], [3, 4]]),
        (split("1, 4", "2-3", rule="range"), [[1, 4], [2, 3]]),
        (split("", "CÒN LẠI", rule="codes", codes=("T03-002; T03-003", "")), [[2, 3], [1, 4]]),
    ],
)
def test_households_are_dealt_by_a_rule_one_can_see(order, parts):
    assert dealt(plan_split(order, ground())) == parts


@pytest.mark.parametrize(
    ("order", "complaint"),
    [
        (split("Điện Biên", "ngõ 7"), "1 hộ chưa về tổ nào: T03-004"),
        (split("Điện Biên\nLê Lai", "ngõ 7"), "1 hộ khớp với hai tổ: T03-003"),
        (split("1-3", "3-4", rule="range"), "hai tổ: T03-003"),
        (split("một", "3-4", rule="range"), "“một” không phải là khoảng thứ tự"),
        (split("", "còn lại", rule="codes", codes=("T03-009", "")), "không có hộ mang mã T03-009"),
        (split("", "còn lại", rule="codes", codes=("T03-001", "T03-001")), "T03-001 được dán vào hai tổ"),
        (split("còn lại", "còn lại"), "Chỉ một tổ được ghi"),
        (split("Điện Biên\nLê Lai", ""), "Tổ dân phố số 21 chưa có hộ nào"),
        (split("Điện Biên", "Lê Lai", unit=31), "Chỉ chia tách được tổ dân phố"),
        (split("Điện Biên", "Lê Lai", parts=(SplitPart("Tổ 20", "20", "còn lại"),)), "ít nhất hai tổ"),
        (
            split("", "", parts=(SplitPart("Tổ 20", "", "còn lại"), SplitPart("tổ 20", "", "1"))),
            "Đã có đơn vị tên",
        ),
        (
            split("", "", parts=(SplitPart("A", "", "1", goes_on=True), SplitPart("B", "", "2", goes_on=True))),
            "Chỉ một tổ được giữ mã",
        ),
    ],
)
def test_a_split_that_is_not_clean_is_refused_naming_whom(order, complaint):
    with pytest.raises(ChangeRefused, match=complaint):
        plan_split(order, ground())


def test_a_neighbourhood_without_households_may_be_split():
    plan = plan_split(split("Điện Biên", "Lê Lai"), ground(homes=()))

    assert [after.code for after in plan.begins] == ["p/to-20", "p/to-21", "p/to-20/mat-tran", "p/to-21/mat-tran"]


def test_parts_whose_names_begin_alike_get_codes_of_their_own():
    parts = (SplitPart("x" * 24 + "a", "", "còn lại"), SplitPart("x" * 24 + "b", "", codes="T03-001"))

    plan = plan_split(split("", "", parts=parts), ground(WARD, THREE))

    assert [after.code for after in plan.begins] == [f"p/to-{'x' * 24}", f"p/to-{'x' * 24}-2"]


def test_an_officer_may_go_on_at_both_parts():
    parts = (SplitPart("Tổ 20", "", "Điện Biên", roles=(1,)), SplitPart("Tổ 21", "", "Lê Lai", roles=(1,)))

    plan = plan_split(split("", "", parts=parts), ground(roles=(Held(1, 3, "Cán bộ"),)))

    assert [to for _, to in plan.going] == ["p/to-20", "p/to-21"]
    assert plan.ending == ()


def test_long_lists_of_codes_are_cut():
    assert listed(f"T{n:02}" for n in range(1, 15)).endswith("T12 và 2 hộ nữa")


def test_pasted_codes_come_by_line_comma_semicolon_or_tab():
    assert pasted(" T03-001\r\nT03-002,t03-003;T03-004\tT03-005,, ") == [f"t03-00{n}" for n in range(1, 6)]


def test_ranges_are_written_as_people_write_them():
    assert ranges_in("1-40, 61;\n 80 – 90") == [(1, 40), (61, 61), (80, 90)]


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Số 12B, đường Điện Biên", "đường Điện Biên"),
        ("Số nhà 5 đường Lê Lai", "đường Lê Lai"),
        ("15/7 Nguyễn Trãi", "Nguyễn Trãi"),
        ("Ngõ 7, đường Thành Công", "Ngõ 7, đường Thành Công"),
        ("", ""),
    ],
)
def test_a_street_is_the_address_without_the_house_number(address, street):
    assert street_of(address) == street
