"""Saving household lists: all or nothing, matched with what is there, and the same list twice changes nothing."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from emulation.actions import ImportRefused, import_households, keep_household_list, save_household_import
from emulation.choices import Presence, Relation
from emulation.kit import sealed_files, spreadsheets
from emulation.kit.fields import fingerprint
from emulation.models import AuditEntry, Household, HouseholdImport, Member, Unit
from emulation.queries.import_previews import preview_of
from emulation.queries.imports import plan_import
from emulation.queries.kept_lists import judge_workbook
from tests.workbooks import family, person, workbook

SON = "015095000123"


@pytest.fixture
def take_in(campaign, clerk):
    """Imports rows as one workbook: take_in(*rows) gives the plan that was saved."""
    return lambda *rows: import_households(judge_workbook(workbook(*rows), campaign), campaign, by=clerk)


@pytest.fixture
def keep(campaign, clerk):
    """An uploaded list, not yet saved: keep(*rows)."""
    return lambda *rows: keep_household_list(workbook(*rows), "Danh sách tổ 8.xlsx", campaign, by=clerk)


def counts(plan):
    return {name: number for name, number in plan.counts.items() if number}


def everything():
    """All rows of the registry and the trail, as the database holds them."""
    return [list(model.objects.order_by("pk").values()) for model in (Household, Member, AuditEntry)]


def people(code):
    return list(
        Member.objects.filter(household__code=code).in_paper_order().values_list("full_name", "relation", "position")
    )


# A first import


def test_a_family_is_saved_as_the_list_has_it(take_in, ward, unit_of):
    plan = take_in(*family())

    home = Household.objects.get()
    son = home.members.get(citizen_id_hash=fingerprint(SON))
    assert plan.saved == 3
    assert (home.ward, home.unit, home.code, home.head_name) == (ward, unit_of("8"), "T08-001", "Sùng A Chử")
    assert home.search == "t08 001 sung a chu so 15 duong dien bien"
    assert people("T08-001") == [("Sùng A Chử", "head", 1), ("Lô Thị Nga", "wife", 2), ("Sùng Minh Đức", "child", 3)]
    assert (son.citizen_id, son.phone, son.born_on, son.presence) == (SON, "0912345678", date(1995, 9, 1), "present")
    assert (son.search, son.is_birth_year_only) == ("sung minh duc", False)


def test_a_year_of_birth_alone_is_saved_as_the_first_of_january(take_in):
    take_in(*family())

    wife = Member.objects.get(relation=Relation.WIFE)
    assert (wife.born_on, wife.is_birth_year_only) == (date(1971, 1, 1), True)


def test_households_stand_in_the_order_of_the_file_after_those_that_are_there(take_in, make_household):
    make_household("8", "Lò Văn Xưa", 1950)

    take_in(person(code="B"), person(code="A"), person(code="C", neighbourhood="14"))

    assert list(Household.objects.order_by("pk").values_list("code", "position"))[1:] == [("B", 2), ("A", 3), ("C", 1)]


def test_the_trail_tells_who_and_how_many_but_no_names_and_no_numbers(take_in, clerk):
    take_in(*family())

    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.after["members_new"]) == (clerk.pk, 3)
    assert "Chử" not in str(entry.__dict__)
    assert SON not in str(entry.__dict__)


def test_a_list_with_one_error_is_refused_whole(campaign, clerk):
    judged = judge_workbook(workbook(*family(), person(code="T08-002", birth="31/02/1990")), campaign)

    with pytest.raises(ImportRefused, match="còn 1 lỗi"):
        import_households(judged, campaign, by=clerk)

    assert not Household.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(take_in, monkeypatch):
    def fail(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Member.objects, "bulk_create", fail)

    with pytest.raises(IntegrityError):
        take_in(*family())

    assert not Household.objects.exists()


def test_the_queries_do_not_grow_with_the_list(take_in):
    def cost(*rows):
        with CaptureQueriesContext(connection) as captured:
            take_in(*rows)
        return len(captured)

    take_in(person(code="0"))  # the clerk's roles are asked once
    few, many = cost(person(code="A")), cost(*(person(code=f"B{number}") for number in range(60)))

    assert many == few


def test_a_ward_without_neighbourhoods_says_so(campaign):
    Unit.objects.neighbourhoods().update(ends_on=date(2021, 12, 31))

    (error,) = judge_workbook(workbook(*family()), campaign).errors

    assert "chưa có tổ dân phố nào" in error.message


# The same list again, and a changed one


def test_the_same_list_twice_changes_nothing(take_in):
    take_in(*family())
    before = everything()

    plan = take_in(*family())

    assert (plan.saved, counts(plan)) == (0, {"households_same": 1, "members_same": 3})
    assert plan.warnings == []
    assert everything() == before


def test_only_what_changed_is_saved_and_its_search_follows(take_in):
    take_in(*family())
    head, wife, son = family()

    plan = take_in(
        [*head[:3], "Số 7, đường Yên Ninh", *head[4:]],
        [*wife[:4], "Lô Thị Ngần", *wife[5:]],
        son,
        person(name="Sùng Thị Mỷ", relation="Con dâu", gender="Nữ", birth="1997"),
    )

    assert counts(plan) == {"households_changed": 1, "members_new": 2, "members_same": 2}
    assert Household.objects.get().search.endswith("so 7 duong yen ninh")


def test_a_member_is_recognised_by_citizen_id_whatever_else_changed(take_in):
    take_in(*family())

    plan = take_in(*family()[:2], person(name="Sùng Đức Minh", relation="Con", birth="02/9/1995", citizen_id=SON))

    son = Member.objects.get(citizen_id_hash=fingerprint(SON))
    assert counts(plan) == {"households_same": 1, "members_changed": 1, "members_same": 2}
    assert (son.full_name, son.search, son.born_on) == ("Sùng Đức Minh", "sung duc minh", date(1995, 9, 2))
    assert son.sort_key < Member.objects.get(full_name="Lô Thị Nga").sort_key


def test_a_member_is_recognised_by_name_and_date_however_it_is_spelt(take_in):
    take_in(*family())

    plan = take_in(person(name="SÙNG A CHỬ"), *family()[1:])

    assert counts(plan) == {"households_changed": 1, "members_changed": 1, "members_same": 2}


def test_twins_whose_names_differ_by_a_mark_are_two(take_in):
    names = ("Sùng Thị Hà", "Sùng Thị Hạ")
    twins = [person(name=name, relation="Con", birth="01/9/1995", gender="Nữ") for name in names]
    take_in(*family(), *twins)

    again, swapped = take_in(*family(), *twins), take_in(*family(), *reversed(twins))

    assert again.is_empty
    assert counts(swapped)["members_changed"] == 2
    assert [name for name, _, _ in people("T08-001")][3:] == list(reversed(names))


def test_a_year_of_birth_becomes_a_date_without_making_a_second_person(take_in):
    take_in(*family())
    head, wife, son = family()

    plan = take_in(head, [*wife[:6], "20/10/1971", *wife[7:]], son)

    wife = Member.objects.get(relation=Relation.WIFE)
    assert counts(plan)["members_changed"] == 1
    assert (wife.born_on, wife.is_birth_year_only) == (date(1971, 10, 20), False)


def test_an_empty_cell_erases_nothing(take_in):
    take_in(*family())
    rows = [person(address=None), *family()[1:2], person(name="Sùng Minh Đức", relation="Con", birth="01/9/1995")]

    plan = take_in(*rows)

    assert plan.is_empty
    assert Member.objects.get(citizen_id_hash=fingerprint(SON)).phone == "0912345678"


def test_a_member_who_is_not_in_the_list_stays_with_a_word(take_in):
    take_in(*family())

    plan = take_in(*family()[:2])

    assert Member.objects.count() == 3
    assert [("Sùng Minh Đức" in warning.message, warning.row) for warning in plan.warnings] == [(True, 2)]


def test_a_member_who_moved_out_is_not_missed(take_in):
    take_in(*family())
    Member.objects.filter(relation=Relation.CHILD).update(presence=Presence.MOVED_OUT)

    assert take_in(*family()[:2]).warnings == []


def test_presence_is_left_as_it_is(take_in):
    take_in(*family())
    Member.objects.update(presence=Presence.AWAY)

    take_in(*family(), person(name="Sùng Thị Mỷ", relation="Con dâu", gender="Nữ", birth="1997"))

    assert Member.objects.filter(presence=Presence.AWAY).count() == 3


# Heads, moves, and people who stand elsewhere


def test_head_and_wife_may_change_places(take_in):
    take_in(*family())
    head, wife, son = family()
    head[5], wife[5] = "Chồng", "Chủ hộ"

    take_in(head, wife, son)

    assert people("T08-001") == [("Lô Thị Nga", "head", 1), ("Sùng A Chử", "husband", 2), ("Sùng Minh Đức", "child", 3)]
    assert Household.objects.get().head_name == "Lô Thị Nga"


def test_a_new_person_may_become_head_of_a_known_household(take_in):
    take_in(*family())
    head, wife, son = family()
    head[5] = "Cha"

    take_in(person(name="Sùng A Páo", birth="1990"), head, wife, son)

    assert people("T08-001")[0] == ("Sùng A Páo", "head", 1)
    assert Member.objects.filter(relation=Relation.HEAD).count() == 1


def test_a_former_head_who_is_not_in_the_list_steps_down_with_a_word(take_in):
    take_in(*family())
    _, wife, son = family()
    wife[5] = "Chủ hộ"

    plan = take_in(wife, son)

    assert Member.objects.get(full_name="Sùng A Chử").relation == Relation.OTHER
    assert [warning.column for warning in plan.warnings] == ["Quan hệ với chủ hộ", "Họ và tên"]
    assert take_in(wife, son).is_empty


def test_a_household_moves_to_the_end_of_another_neighbourhood_with_a_word(take_in, unit_of, make_household):
    make_household("14", "Lò Văn Xưa", 1950)
    take_in(person())

    plan = take_in(person(neighbourhood="14"))

    home = Household.objects.get(code="T08-001")
    assert (home.unit, home.position) == (unit_of("14"), 2)
    assert [warning.column for warning in plan.warnings] == ["Tổ dân phố"]


def test_a_citizen_id_at_another_household_of_the_ward_is_a_doubt(take_in):
    take_in(*family())

    plan = take_in(person(code="T08-002", name="Sùng Minh Đức", birth="01/9/1995", citizen_id=SON))

    (warning,) = plan.warnings
    assert (warning.row, warning.column, "T08-001" in warning.message) == (2, "Số CCCD", True)
    assert SON not in warning.message


def test_a_citizen_id_of_somebody_who_moved_out_there_is_no_doubt(take_in):
    take_in(*family())
    Member.objects.filter(citizen_id_hash=fingerprint(SON)).update(presence=Presence.MOVED_OUT)

    assert take_in(person(code="T08-002", name="Sùng Minh Đức", birth="01/9/1995", citizen_id=SON)).warnings == []


def test_a_citizen_id_in_another_ward_is_not_told(take_in, make_household):
    other = Unit.objects.create(code="yen-ninh", kind="ward", name="Phường Yên Ninh")
    home = make_household("8", "Sùng Minh Đức", 1995, citizen_id=SON, citizen_id_hash=fingerprint(SON))
    Household.objects.filter(pk=home.pk).update(ward=other)

    assert take_in(*family()).warnings == []


# Uploads


def test_an_upload_is_kept_sealed_and_as_it_came(keep, clerk):
    kept = keep(*family())

    content = sealed_files.read_sealed(kept.path)
    assert spreadsheets.read(content)
    assert not kept.path.read_bytes().startswith(b"PK")
    assert (kept.uploaded_by, kept.file_name, len(kept.sha256)) == (clerk, "Danh sách tổ 8.xlsx", 64)
    assert not Household.objects.exists()


def test_a_sealed_file_opens_with_its_own_key_only(keep, settings):
    kept = keep(*family())
    settings.FIELD_KEY = "QUJD" * 10 + "QUI="

    with pytest.raises(InvalidTag):
        sealed_files.read_sealed(kept.path)


def test_an_upload_is_saved_once(keep, clerk):
    kept = keep(*family())

    first, second = save_household_import(kept, by=clerk), save_household_import(kept, by=clerk)

    saved = HouseholdImport.objects.get()
    assert (first, second) == (True, False)
    assert (saved.saved_by, saved.counts["members_new"]) == (clerk, 3)


def test_of_two_who_press_at_once_one_saves(keep, clerk):
    kept = keep(*family())
    same = HouseholdImport.objects.get(pk=kept.pk)

    assert [save_household_import(one, by=clerk) for one in (kept, same)] == [True, False]
    assert AuditEntry.objects.filter(verb="nhập danh sách hộ").count() == 1


def test_an_upload_that_went_bad_before_saving_stays_unsaved(keep, clerk, unit_of):
    kept = keep(*family())
    Unit.objects.filter(pk=unit_of("8").pk).update(ends_on=date(2021, 12, 31))

    with pytest.raises(ImportRefused):
        save_household_import(kept, by=clerk)

    assert HouseholdImport.objects.get().saved_at is None
    assert not Household.objects.exists()


def test_a_kept_file_that_is_gone_is_an_error_of_the_preview(keep):
    kept = keep(*family())
    kept.path.unlink()
    kept.judged_path.unlink()

    preview = preview_of(kept)

    assert "Hãy tải tệp lên lần nữa" in preview.plan.errors[0].message


def test_a_list_is_read_once_for_preview_and_saving(keep, clerk, monkeypatch):
    kept = keep(*family())
    monkeypatch.setattr(spreadsheets, "read", None)

    plan = preview_of(kept).plan
    save_household_import(kept, by=clerk, stamp=plan.stamp)

    assert Member.objects.count() == 3


def test_planning_writes_nothing(campaign, take_in):
    take_in(*family())
    before = everything()

    plan = plan_import(judge_workbook(workbook(person(name="Khác Hẳn")), campaign), campaign)

    assert not plan.is_empty
    assert everything() == before
