"""Life goes on below a signature: what moves answers is refused, what the registry learns is seen, merges sign anew."""

import uuid
from datetime import date

import pytest

from emulation.actions import PeopleRefused, merge_units
from emulation.choices import Relation
from emulation.kit.forecasts import forecasts
from emulation.models import Household, Member
from emulation.queries.people import whole_stamp
from emulation.queries.unit_changes import plan_change
from emulation.rules import Merge, Papers
from scoring.actions.approvals import sign_unit
from scoring.actions.exemptions import exempt_member
from scoring.actions.households import HouseholdMerge, Split, merge_households, pair_stamp, split_household
from scoring.actions.members import MemberMerge, merge_members
from scoring.actions.members import pair_stamp as stamp_of_two
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.models import Exemption, MemberScore
from scoring.queries.approvals import approvals_of, changed_since, lock_words, stamps_of
from scoring.queries.offline import OfflineRefused
from tests.offline import fill

DAY = date(2025, 7, 1)
PAPERS = Papers(DAY, "Nghị quyết số 15/NQ-HĐND", "Sắp xếp tổ dân phố")
OPEN_AGAIN = "Cần sửa thì tổ thu hồi xác nhận"


@pytest.fixture
def signed(household, phase, score, clerk, officer_of, unit):
    """Neighbourhood 8, whose one household is finished, signed for by its officer."""
    score(household)
    finish_sheet(household, phase, by=clerk)
    stamp = stamps_of(phase, [unit])[unit.pk]
    return sign_unit(unit, phase, stamp=stamp, explanation="Nhà văn hóa chưa chấm", by=officer_of("8"))


def changed(phase, unit):
    return changed_since(phase, approvals_of(phase, [unit])) == {unit.pk}


def test_a_household_with_answers_is_not_split(household, signed, phase, clerk):
    huong = household.members.get(full_name="Sùng Thị Kiều Hương")
    order = Split(frozenset({huong.pk}), huong.pk, "T08-900", "Ngõ 9", date(2022, 9, 1), 0, "Ở riêng")

    with pytest.raises(PeopleRefused, match=OPEN_AGAIN):
        split_household(household, order, stamp=whole_stamp(household), key=uuid.uuid4(), by=clerk)

    assert Household.objects.count() == 1


def test_two_households_with_answers_are_not_joined(household, signed, phase, make_household, score, clerk):
    other = make_household("14", "Sùng A Chử", 1968)
    score(other)
    order = HouseholdMerge(household.code, household.address, household.members.first().pk, "Nhập hai lần")

    with pytest.raises(PeopleRefused, match=OPEN_AGAIN):
        merge_households(household, other, order, stamp=pair_stamp(household, other), key=uuid.uuid4(), by=clerk)

    assert MemberScore.objects.filter(sheet__household=other).count() == 1


def test_a_score_does_not_go_from_one_record_of_a_person_to_the_other(
    household, signed, phase, make_household, score, clerk
):
    home = make_household("14", "Hoàng Thị Nhất", 1980, "Lô Thị Nga", 1971)
    score(home)
    nga, double = (Member.objects.get(full_name="Lô Thị Nga", household=one) for one in (household, home))
    order = MemberMerge({}, "Đã đối chiếu CCCD", {phase.pk: "kept"})

    with pytest.raises(PeopleRefused, match=OPEN_AGAIN):
        merge_members(nga, double, order, stamp=stamp_of_two(nga, double), key=uuid.uuid4(), by=clerk)

    assert Member.objects.filter(full_name="Lô Thị Nga").count() == 2


def test_an_exemption_does_not_go_over_to_the_other_record_either(household, signed, phase, make_household, standing):
    home = make_household("14", "Hoàng Thị Nhất", 1980, "Lô Thị Nga", 1971)
    nga, double = (Member.objects.get(full_name="Lô Thị Nga", household=one) for one in (household, home))
    exempt_member(double, phase, kind="ill", effect="out", reason="nằm viện", by=standing)

    with pytest.raises(PeopleRefused, match=OPEN_AGAIN):
        merge_members(
            nga, double, MemberMerge({}, "Đã đối chiếu CCCD"), stamp=stamp_of_two(nga, double), key=uuid.uuid4(),
            by=standing,
        )  # fmt: skip

    assert Exemption.objects.get().member == double


def test_a_workbook_that_comes_back_late_is_not_saved(
    household, phase, score, clerk, unit, officer_of, download, bring_back
):
    score(household)
    finish_sheet(household, phase, by=clerk)
    book = download()
    fill(book, 4, "0")
    stamp = stamps_of(phase, [unit])[unit.pk]
    sign_unit(unit, phase, stamp=stamp, explanation="Nhà văn hóa chưa chấm", by=officer_of("8"))

    with pytest.raises(OfflineRefused, match=OPEN_AGAIN):
        bring_back(book)

    assert set(MemberScore.objects.values_list("answers", flat=True)) == {"1" * 10}


def test_whoever_comes_in_is_seen_and_waits_until_the_neighbourhood_is_open_again(household, signed, phase, unit):
    Member.objects.create(
        household=household, full_name="Lò Thị Mới", born_on=date(1990, 1, 1), relation=Relation.OTHER,
        gender="female", position=9,
    )  # fmt: skip

    assert changed(phase, unit)
    assert "đã được xác nhận" in lock_words(phase, unit)


def test_a_child_that_is_born_changes_nothing_that_was_signed_for(household, signed, phase, unit):
    Member.objects.create(
        household=household, full_name="Sùng Thị Bé", born_on=date(2022, 8, 1), relation=Relation.OTHER,
        gender="female", position=9,
    )  # fmt: skip

    assert not changed(phase, unit)


# Units


def merge_of(unit_of, **changes):
    return Merge(
        **{"units": (unit_of("8").pk, unit_of("14").pk), "name": "Tổ dân phố số 19", "label": "19", "papers": PAPERS}
        | changes
    )


def foretold(order, ward):
    said = forecasts("unit change", plan_change(order, ward), ward)
    return [one.rows for one in said if one.title.startswith("Xác nhận")]


def test_a_merge_into_a_new_neighbourhood_is_signed_for_from_the_beginning(
    household, signed, phase, ward, unit_of, clerk, standing
):
    order = merge_of(unit_of)

    assert foretold(order, ward) == [
        [["Tổ dân phố số 8", "Tổ đã xác nhận", "ở lại với tổ cũ; các tổ mới nhận hộ phải xác nhận từ đầu"]]
    ]
    merge_units(order, ward, by=standing)

    household.refresh_from_db()
    assert approvals_of(phase, [unit_of("19")])[unit_of("19").pk].status == "collecting"
    assert record_scores(household, phase, [Entry(household.members.first().pk, "0" * 10, 1)], by=clerk)


def test_a_merge_into_the_neighbourhood_that_signed_changes_what_it_signed_for(
    signed, phase, ward, unit, unit_of, make_household, standing
):
    make_household("14", "Hoàng Thị Nhất", 1980)
    order = merge_of(unit_of, goes_on=unit.pk, name=unit.name, label=unit.label)

    assert foretold(order, ward) == [
        [
            [
                "Tổ dân phố số 8",
                "Tổ đã xác nhận",
                "danh sách khác với lúc xác nhận: thu hồi hoặc trả lại, rồi xác nhận lại",
            ]
        ]
    ]
    merge_units(order, ward, by=standing)

    assert changed(phase, unit)


def test_nothing_is_foretold_where_nobody_has_signed(household, phase, ward, unit_of):
    assert foretold(merge_of(unit_of), ward) == []


def test_a_move_foretells_both_neighbourhoods_that_are_signed_for(household, signed, phase, unit_of):
    said = forecasts("household move", household, unit_of("14"))

    assert [one.rows for one in said if one.title.startswith("Xác nhận")] == [
        [
            [
                "Tổ dân phố số 8",
                "Tổ đã xác nhận",
                "danh sách khác với lúc xác nhận: thu hồi hoặc trả lại, rồi xác nhận lại",
            ]
        ]
    ]
