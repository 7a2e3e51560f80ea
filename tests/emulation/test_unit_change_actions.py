"""Renaming, merging and splitting for real: what is written, what is refused, and what the same form twice does."""

import uuid
from datetime import date, timedelta

import pytest

from emulation.actions import ImportRefused, import_households, merge_units, rename_unit, split_unit
from emulation.choices import RoleKind, UnitKind
from emulation.kit import clock
from emulation.kit.audit import AuditEntry
from emulation.models import Household, HouseholdMove, Role, Unit, UnitChange, User
from emulation.queries.unit_changes import plan_change
from emulation.rules import ChangeRefused, Merge, Papers, Rename, Split, SplitPart
from scoring.queries.results import phase_result

DAY = date(2025, 7, 1)
PAPERS = Papers(DAY, "Nghị quyết số 15/NQ-HĐND", "Sắp xếp tổ dân phố")


@pytest.fixture
def merge(unit_of):
    """An order that merges neighbourhoods into a new number 19: merge("1", "8")."""

    def order(*labels, **changes):
        units = tuple(unit_of(label).pk for label in labels)
        return Merge(**{"units": units, "name": "Tổ dân phố số 19", "label": "19", "papers": PAPERS} | changes)

    return order


@pytest.fixture
def split(unit_of):
    """An order that splits neighbourhood 8 by the walk into 20 and 21."""

    def order(first="1-2", second="còn lại", rule="range", goes_on=False, **changes):
        parts = (
            SplitPart("Tổ dân phố số 20", "20", first, goes_on=goes_on),
            SplitPart("Tổ dân phố số 21", "21", second),
        )
        return Split(**{"unit": unit_of("8").pk, "rule": rule, "parts": parts, "papers": PAPERS} | changes)

    return order


def rename(unit, name="Tổ dân phố Bình Minh", label="", papers=PAPERS):
    return Rename(unit.pk, name, label, papers)


def walk(unit):
    return list(Household.objects.filter(unit=unit).in_walking_order().values_list("code", flat=True))


def current():
    return sorted(Unit.objects.neighbourhoods().current().values_list("label", flat=True))


# Renaming


def test_a_renamed_unit_keeps_its_code_and_its_boards_follow(ward, unit_of, standing):
    unit = unit_of("8")

    change = rename_unit(rename(unit), ward, by=standing)

    unit.refresh_from_db()
    assert (unit.code, unit.name, unit.label) == ("dong-tam/to-8", "Tổ dân phố Bình Minh", "")
    assert sorted(unit.children.values_list("name", flat=True)) == [
        "Ban công tác mặt trận tổ dân phố Bình Minh",
        "Tổ chuyển đổi số cộng đồng tổ dân phố Bình Minh",
    ]
    part = change.parts.get(before=unit)
    assert (part.old_name, part.new_name, part.goes_on) == ("Tổ dân phố số 8", "Tổ dân phố Bình Minh", True)
    assert (change.effective_on, change.decision, change.made_by) == (DAY, PAPERS.decision, standing)


def test_a_name_of_a_hundred_letters_is_taken_whole(ward, unit_of, standing):
    name = "Tổ dân phố " + "x" * 89

    rename_unit(rename(unit_of("8"), name), ward, by=standing)

    assert Unit.objects.get(code="dong-tam/to-8").name == name
    assert Unit.objects.get(code="dong-tam/to-8/to-cds").name.endswith("x" * 89)


# Merging


def test_a_merge_ends_the_old_and_begins_one_new_unit_with_all_households(
    ward, unit_of, merge, make_household, standing
):
    for label, code in [("8", "T08-001"), ("1", "T01-001"), ("1", "T01-002"), ("8", "T08-002")]:
        make_household(label, "Sùng A Chử", 1968, code=code)

    change = merge_units(merge("8", "1"), ward, by=standing)

    new = unit_of("19")
    assert current() == ["14", "19"]
    assert (new.code, new.starts_on, new.parent) == ("dong-tam/to-19", DAY, ward)
    assert {unit_of("1").ends_on, unit_of("8").ends_on} == {date(2025, 6, 30)}
    assert walk(new) == ["T08-001", "T08-002", "T01-001", "T01-002"]
    assert HouseholdMove.objects.filter(part__change=change).count() == 4


def test_boards_and_teams_follow_into_one_of_each_kind(ward, unit_of, merge, standing):
    merge_units(merge("1", "8"), ward, by=standing)

    below = Unit.objects.filter(parent=unit_of("19"))
    assert sorted(below.values_list("code", "name")) == [
        ("dong-tam/to-19/mat-tran", "Ban công tác mặt trận 19"),
        ("dong-tam/to-19/to-cds", "Tổ chuyển đổi số cộng đồng tổ dân phố số 19"),
    ]
    old = Unit.objects.filter(code__regex=r"to-(1|8)/")
    assert set(old.values_list("ends_on", flat=True)) == {date(2025, 6, 30)}
    assert UnitChange.objects.get().parts.count() == 6


def test_a_unit_that_goes_on_takes_the_other_in_and_keeps_its_code(ward, unit_of, merge, make_household, standing):
    make_household("1", "Lê Văn Hải", 1970, code="T01-001")
    make_household("8", "Sùng A Chử", 1968, code="T08-001")
    kept = unit_of("8")

    merge_units(merge("1", "8", goes_on=kept.pk, name=kept.name, label="8"), ward, by=standing)

    kept.refresh_from_db()
    assert (kept.code, kept.ends_on, current()) == ("dong-tam/to-8", None, ["14", "8"])
    assert walk(kept) == ["T01-001", "T08-001"]
    assert HouseholdMove.objects.get().household.code == "T01-001"
    assert list(kept.children.current().values_list("code", flat=True).order_by("code")) == [
        "dong-tam/to-8/mat-tran",
        "dong-tam/to-8/to-cds",
    ]


def test_a_code_is_never_used_again(ward, unit_of, merge, standing):
    merge_units(merge("1", "8"), ward, by=standing)
    later = Papers(DAY + timedelta(days=30), "Nghị quyết số 16")

    merge_units(merge("19", "14", name="Tổ dân phố số 8", label="8", papers=later), ward, by=standing)

    assert [unit.code for unit in Unit.objects.neighbourhoods().current()] == ["dong-tam/to-8-2"]


def test_chosen_officers_go_on_and_the_others_roles_end_with_their_unit(ward, unit_of, merge, officer_of, standing):
    one, eight = officer_of("1"), officer_of("8")
    order = merge("1", "8", roles=(one.roles.get().pk,))

    merge_units(order, ward, by=standing)

    assert Role.objects.filter(user=one, unit=unit_of("19"), kind=RoleKind.OFFICER).exists()
    assert Role.objects.filter(user=eight).count() == 1
    assert User.objects.get(pk=one.pk).unit_codes == ["dong-tam/to-19"]
    assert User.objects.get(pk=eight.pk).unit_codes == []


def test_results_follow_the_new_cut_and_sheets_stay_with_their_households(
    ward, merge, make_household, phase, score, standing
):
    score(make_household("1", "Lê Văn Hải", 1970))
    make_household("8", "Sùng A Chử", 1968)

    merge_units(merge("1", "8"), ward, by=standing)

    counts = {u.count.code: (u.passing, u.counted) for u in phase_result(phase).units}
    assert counts == {"dong-tam/to-19": (1, 2), "dong-tam/to-14": (0, 0)}


def test_the_trail_tells_of_units_and_numbers_and_of_no_person(ward, merge, make_household, standing, officer_of):
    make_household("1", "Lê Văn Hải", 1970)
    officer_of("1")

    change = merge_units(merge("1", "8"), ward, by=standing)

    entry = AuditEntry.objects.about(change).get()
    assert (entry.actor, entry.verb, entry.after["households_moved"]) == ("standing", "sáp nhập", 1)
    assert "Hải" not in str(entry.after) + str(entry.before)


# Splitting


def test_a_split_deals_every_household_to_exactly_one_part(ward, unit_of, split, make_household, standing):
    for code in ["T08-001", "T08-002", "T08-003"]:
        make_household("8", "Sùng A Chử", 1968, code=code)

    split_unit(split(), ward, by=standing)

    assert (walk(unit_of("20")), walk(unit_of("21"))) == (["T08-001", "T08-002"], ["T08-003"])
    assert current() == ["1", "14", "20", "21"]
    assert not Household.objects.exclude(unit__in=Unit.objects.current()).exists()
    assert Unit.objects.filter(parent=unit_of("21")).count() == 2


def test_a_part_may_be_the_old_unit_going_on(ward, split, make_household, standing):
    for code in ["T08-001", "T08-002", "T08-003"]:
        make_household("8", "Sùng A Chử", 1968, code=code)
    home = Unit.objects.get(code="dong-tam/to-8")

    split_unit(split(goes_on=True), ward, by=standing)

    home.refresh_from_db()
    assert (home.name, home.ends_on, walk(home)) == ("Tổ dân phố số 20", None, ["T08-001", "T08-002"])
    assert home.children.current().count() == 2


def test_a_split_that_leaves_a_household_out_writes_nothing(ward, split, make_household, standing):
    for code in ["T08-001", "T08-002", "T08-003"]:
        make_household("8", "Sùng A Chử", 1968, code=code)

    with pytest.raises(ChangeRefused, match="1 hộ chưa về tổ nào: T08-003"):
        split_unit(split(second="2"), ward, by=standing)

    assert not UnitChange.objects.exists()
    assert current() == ["1", "14", "8"]


# What is refused


def test_a_day_to_come_is_refused(ward, unit_of, standing):
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(ChangeRefused, match="chưa đến"):
        rename_unit(rename(unit_of("8"), papers=Papers(tomorrow, "Nghị quyết")), ward, by=standing)


def test_today_is_taken(ward, unit_of, merge, standing):
    merge_units(merge("1", "8", papers=Papers(clock.today(), "Nghị quyết")), ward, by=standing)

    assert current() == ["14", "19"]


def test_a_unit_of_another_ward_is_refused(ward, merge, unit_of, standing):
    other = Unit.objects.create(code="yen-thinh/to-1", kind=UnitKind.NEIGHBOURHOOD, name="Tổ 1 Yên Thịnh")

    with pytest.raises(ChangeRefused, match="không thuộc phường này"):
        merge_units(merge("8", units=(unit_of("8").pk, other.pk)), ward, by=standing)


def test_an_ended_unit_changes_no_more(ward, merge, unit_of, standing):
    ended = unit_of("1")
    merge_units(merge("1", "8"), ward, by=standing)

    with pytest.raises(ChangeRefused, match="đã kết thúc"):
        rename_unit(rename(ended), ward, by=standing)


# Repeats and stale looks


def test_the_same_form_twice_has_its_effect_once(ward, merge, make_household, standing):
    make_household("1", "Lê Văn Hải", 1970)
    order, key = merge("1", "8"), uuid.uuid4()

    first = merge_units(order, ward, by=standing, key=key)
    second = merge_units(order, ward, by=standing, key=key)

    assert first == second
    assert UnitChange.objects.count() == 1
    assert AuditEntry.objects.about(first).count() == 1


def test_a_stale_look_is_refused(ward, merge, make_household, standing):
    make_household("1", "Lê Văn Hải", 1970)
    order = merge("1", "8")
    stamp = plan_change(order, ward).stamp
    make_household("8", "Sùng A Chử", 1968)

    with pytest.raises(ChangeRefused, match="xem trước lại"):
        merge_units(order, ward, by=standing, stamp=stamp)

    assert current() == ["1", "14", "8"]


def test_a_fresh_look_is_taken(ward, merge, make_household, standing):
    make_household("1", "Lê Văn Hải", 1970)
    order = merge("1", "8")

    merge_units(order, ward, by=standing, stamp=plan_change(order, ward).stamp)

    assert current() == ["14", "19"]


def test_a_list_that_was_judged_before_the_merge_puts_nobody_into_an_ended_unit(
    ward, campaign, merge, unit_of, standing
):
    from emulation.rules import JudgedList, ListedHousehold, Neighbourhood

    ended = unit_of("1")
    home = ListedHousehold(2, "T01-001", Neighbourhood(ended.pk, "1", ended.name), "", ())
    merge_units(merge("1", "8"), ward, by=standing)

    with pytest.raises(ImportRefused, match="Tổ dân phố số 1 vừa được sáp nhập"):
        import_households(JudgedList(households=(home,)), campaign, by=standing)
