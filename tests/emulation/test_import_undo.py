"""Taking an import back: everything as it was, or a refusal that names what was changed since."""

from datetime import date, timedelta

import pytest
from django.db import connection

from emulation.actions import (
    ImportRefused,
    UndoRefused,
    keep_household_list,
    save_household_import,
    undo_household_import,
)
from emulation.choices import PhaseStatus, Presence, Relation
from emulation.kit import clock
from emulation.kit.fields import fingerprint
from emulation.models import AuditEntry, Household, HouseholdImport, HouseholdMove, ImportUndo, Member, Phase
from emulation.queries.import_previews import preview_of
from emulation.queries.units import homes_on
from emulation.words.people import household_history
from tests.workbooks import family, person, workbook

SON = "015095000123"


@pytest.fixture
def save(campaign, clerk):
    """Uploads and saves rows: save(*rows) gives the import."""

    def go(*rows, **options):
        kept = keep_household_list(workbook(*rows), "to-8.xlsx", campaign, by=clerk)
        save_household_import(kept, by=clerk, **options)
        return HouseholdImport.objects.get(pk=kept.pk)

    return go


def everything():
    """The registry as people see it; sealed values are compared as what they hide."""
    columns = [f.attname for f in Member._meta.concrete_fields]
    return [
        list(Household.objects.order_by("pk").values()),
        [[getattr(m, name) for name in columns] for m in Member.objects.order_by("pk")],
        list(HouseholdMove.objects.order_by("pk").values()),
    ]


def refusal(kept, by):
    with pytest.raises(UndoRefused) as refused:
        undo_household_import(kept, by=by)
    return str(refused.value)


# Back as it was


def test_newcomers_are_gone_again(save, clerk):
    kept = save(*family())

    assert undo_household_import(kept, by=clerk)

    assert everything() == [[], [], []]


def test_changes_are_taken_back_with_everything_that_follows_them(save, clerk):
    save(*family())
    before = everything()
    head, wife, son = family()
    wife[5], head[5], head[3] = "Chủ hộ", "Chồng", "Số 7, đường Yên Ninh"
    kept = save(
        wife, head, [*son[:4], "Sùng Đức Minh", *son[5:8], SON, "0987654321"], person(name="Mỷ", relation="Con")
    )

    assert everything() != before
    undo_household_import(kept, by=clerk)

    assert everything() == before


def test_a_head_who_stepped_down_is_head_again(save, clerk):
    save(*family())
    before = everything()
    kept = save(person(name="Sùng A Páo", birth="1990"), *[[*row[:5], "Khác", *row[6:]] for row in family()])

    undo_household_import(kept, by=clerk)

    assert everything() == before


def test_the_same_list_can_be_taken_in_once_more(save, clerk):
    undo_household_import(save(*family()), by=clerk)

    save(*family())

    assert Member.objects.count() == 3


def test_a_second_press_changes_nothing(save, clerk):
    kept = save(*family())

    assert [undo_household_import(kept, by=clerk) for _ in range(2)] == [True, False]
    assert AuditEntry.objects.filter(verb="hoàn tác nhập danh sách hộ").count() == 1


def test_what_is_not_saved_cannot_be_undone(campaign, clerk):
    kept = keep_household_list(workbook(*family()), "x.xlsx", campaign, by=clerk)

    assert not undo_household_import(kept, by=clerk)


# After the closing


def renamed(*rows):
    """The family with the son's name put right: who somebody is changes."""
    head, wife, son = rows or family()
    return head, wife, [*son[:4], "Sùng Đức Minh", *son[5:]]


def test_who_people_are_is_not_taken_back_once_the_phase_is_closed(save, clerk, phase):
    save(*family())
    kept = save(*renamed())
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)
    before = everything()

    words = refusal(kept, clerk)

    assert words.startswith("Không hoàn tác được vì Đợt 1 – Sơ kết đã chốt")
    assert "của 1 người" in words
    assert everything() == before


def test_addresses_and_newcomers_are_taken_back_after_the_closing_too(save, clerk, phase):
    save(*family())
    before = everything()
    head, wife, son = family()
    kept = save([*head[:3], "Số 7, đường Yên Ninh", *head[4:]], wife, son, person(name="Mỷ", relation="Con"))
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    undo_household_import(kept, by=clerk)

    assert everything() == before


# Moves


def test_an_import_that_moves_a_household_records_the_move(save, ward, unit_of):
    save(*family())
    home = Household.objects.get()

    save(*([*row[:1], "14", *row[2:]] for row in family()))

    move = HouseholdMove.objects.get()
    assert (move.household, move.before) == (home, unit_of("8"))
    assert move.moved_on == clock.today()
    assert homes_on(ward, clock.today() - timedelta(days=1)) == {home.pk: unit_of("8").pk}
    assert homes_on(ward, clock.today()) == {home.pk: unit_of("14").pk}
    words = [line.words for line in household_history(home)]
    assert f"Chuyển khỏi Tổ dân phố số 8 theo danh sách nhập, ngày {clock.today():%d/%m/%Y}" in words


def test_undoing_takes_the_move_back_too(save, clerk, unit_of):
    save(*family())
    before = everything()
    kept = save(*([*row[:1], "14", *row[2:]] for row in family()))

    undo_household_import(kept, by=clerk)

    assert everything() == before
    assert Household.objects.get().unit == unit_of("8")


# Refused


def test_a_member_changed_since_is_named_with_the_field(save, clerk):
    kept = save(*family())
    Member.objects.filter(relation=Relation.CHILD).update(presence=Presence.AWAY)
    Household.objects.update(address="Số 9")

    said = refusal(kept, clerk)

    assert said == (
        "Không hoàn tác được vì sau lần nhập này đã có thay đổi: hộ T08-001 đã được sửa địa chỉ; "
        "Sùng Minh Đức đã được sửa tình trạng."
    )
    assert Member.objects.count() == 3
    assert HouseholdImport.objects.get().undone_at is None


def test_a_personal_number_changed_since_is_named_but_not_told(save, clerk):
    kept = save(*family())
    member = Member.objects.get(relation=Relation.CHILD)
    member.citizen_id, member.citizen_id_hash = "015095000999", fingerprint("015095000999")
    member.save()

    assert refusal(kept, clerk).endswith("Sùng Minh Đức đã được sửa số CCCD.")


def test_somebody_who_joined_or_left_since_stands_in_the_way(save, clerk):
    kept = save(*family())
    home = Household.objects.get()
    Member.objects.filter(relation=Relation.CHILD).delete()
    home.members.create(full_name="Mỷ", relation="child", born_on=date(2000, 1, 1), gender="female")

    assert refusal(kept, clerk).endswith("một nhân khẩu đã bị xoá; hộ T08-001 đã có thêm người.")


def test_a_later_import_of_the_same_household_stands_in_the_way(save, clerk):
    first = save(*family())
    second = save([*family()[0][:4], "Sùng A Chư", *family()[0][5:]], *family()[1:])

    assert "Sùng A Chư đã được sửa họ và tên" in refusal(first, clerk)
    assert undo_household_import(second, by=clerk)
    assert undo_household_import(first, by=clerk)


def test_scores_of_newcomers_stand_in_the_way_and_their_household_is_named(save, clerk, phase, score):
    kept = save(*family())
    score(Household.objects.get())

    said = refusal(kept, clerk)

    assert said.startswith("Không hoàn tác được vì sau lần nhập này đã có thay đổi: đã có điểm")
    assert said.endswith("của hộ T08-001.")
    assert Member.objects.count() == 3


def test_many_changes_are_counted(save, clerk):
    kept = save(*(person(code=f"T{number:02}", name="An", birth=1950 + number) for number in range(12)))
    Household.objects.update(address="Số 9")

    assert refusal(kept, clerk).endswith("hộ T09 đã được sửa địa chỉ; và 2 thay đổi nữa.")


# What is kept


def test_undo_data_is_sealed_and_the_trail_names_nobody(save, clerk):
    kept = save(*family())
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM emulation_importundo")
        (stored,) = cursor.fetchone()
    undo_household_import(kept, by=clerk)

    trail = str([entry.__dict__ for entry in AuditEntry.objects.all()])
    assert [word for word in ("Chử", SON, "0912345678") if word in stored or word in trail] == []
    assert not ImportUndo.objects.exists()


def test_after_its_time_an_import_cannot_be_undone(save, clerk):
    kept = save(*family())
    ImportUndo.objects.update(kept_until=clock.now())

    assert "chỉ được giữ một thời gian" in refusal(kept, clerk)


def test_files_and_undo_data_are_forgotten_after_their_time_but_the_log_is_not(save, campaign, clerk, settings):
    kept = save(*family())
    unsaved = keep_household_list(workbook(*family()), "x.xlsx", campaign, by=clerk)
    long_ago = clock.now() - timedelta(days=settings.IMPORT_KEEP_DAYS)
    HouseholdImport.objects.update(uploaded_at=long_ago)
    ImportUndo.objects.update(kept_until=clock.now())

    keep_household_list(workbook(person()), "y.xlsx", campaign, by=clerk)

    assert not any(one.path.exists() or one.judged_path.exists() for one in (kept, unsaved))
    assert list(HouseholdImport.objects.values_list("file_name", flat=True).order_by("file_name")) == [
        "to-8.xlsx",
        "y.xlsx",
    ]
    assert not ImportUndo.objects.exists()


# Bound to what was looked at


def test_a_list_looked_at_before_the_registry_changed_is_not_saved(campaign, clerk, save):
    save(*family())
    kept = keep_household_list(workbook(person(name="Sùng A Chứ")), "x.xlsx", campaign, by=clerk)
    stamp = preview_of(kept).plan.stamp
    Member.objects.filter(relation=Relation.HEAD).update(born_on=date(1968, 8, 6))

    with pytest.raises(ImportRefused, match="Từ lúc bạn xem trước đến nay"):
        save_household_import(kept, by=clerk, stamp=stamp)

    assert HouseholdImport.objects.get(pk=kept.pk).saved_at is None
    assert save_household_import(kept, by=clerk, stamp=preview_of(kept).plan.stamp)
