"""Staff lists from Excel: what is read, what is refused, whom a row means, and that nobody is ever lost."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from emulation.actions import ImportRefused, keep_staff_list, save_staff_import
from emulation.documents.staff_list import staff_list, staff_template
from emulation.kit import spreadsheets
from emulation.models import AuditEntry, StaffMember
from emulation.queries.staff_imports import judge_staff_book, plan_of_staff, preview_of_staff, wrong_staff_rows
from emulation.rules.list_table import find_table
from emulation.rules.staff_list import STAFF, StaffColumn
from tests.emulation.staff_lists import TITLES, staff_book, teacher, three


@pytest.fixture
def keep(school, clerk):
    """Uploads a list of the school: keep(*rows) or keep(content=…)."""
    return lambda *rows, content=None, **layout: keep_staff_list(
        content or staff_book(*rows, **layout), "can-bo.xlsx", school, by=clerk
    )


@pytest.fixture
def save(keep, clerk):
    """Uploads, looks and saves: save(*rows)."""

    def press(*rows, **layout):
        kept = keep(*rows, **layout)
        save_staff_import(kept, stamp=plan_of_staff(kept).stamp, by=clerk)
        kept.refresh_from_db()
        return kept

    return press


def told(plan):
    return [(one.row, one.column, one.message) for one in plan.errors]


def rows():
    fields = [field.name for field in StaffMember._meta.fields if field.name != "key"]
    return list(StaffMember.objects.order_by("pk").values_list(*fields))


# Reading


def test_a_list_is_saved_as_it_says(save):
    kept = save(*three())

    assert list(
        StaffMember.objects.order_by("pk").values_list(
            "code", "full_name", "born_on", "is_birth_year_only", "gender", "position", "joined_on"
        )
    ) == [
        ("", "Đỗ Thị Hà", date(1975, 8, 5), False, "female", "Hiệu trưởng", None),
        ("", "Sùng Thị Chử", date(1990, 1, 1), True, "female", "Giáo viên", None),
        ("BV-01", "Lê Văn Hải", date(1988, 9, 1), False, "male", "Bảo vệ", date(2020, 9, 5)),
    ]
    assert kept.counts == {"new": 3, "changed": 0, "same": 0, "missing": 0, "held": 0}
    assert StaffMember.objects.get(code="BV-01").search == "le van hai bv 01 bao ve"


def test_a_list_as_a_school_has_it_is_read(keep):
    titles = ("TT", "HỌ VÀ TÊN\nCB-GV-NV", "Chức danh", "Năm sinh", "Nam/Nữ", "Số CCCD", "Dân tộc", "Phòng")
    above = [["TRƯỜNG MẦM NON TUỔI HỒNG"], ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"]]
    row = [1, "ĐỖ THỊ HÀ", "Hiệu trưởng", 1975, "nữ", "001175000123", "Mường", "A1"]

    plan = plan_of_staff(keep(row, titles=titles, above=above, below=[["", "Tổng cộng: 1 người"]]))

    assert [(found.record.full_name, found.record.position) for found in plan.people.new] == [
        ("ĐỖ THỊ HÀ", "Hiệu trưởng")
    ]
    messages = " ".join(one.message for one in plan.warnings)
    assert "“Số CCCD” (cột F), “Phòng” (cột H) nên không đọc" in messages
    assert "Cột “Dân tộc” (cột G) là thông tin nhạy cảm" in messages
    assert "001175000123" not in messages


def test_every_wrong_cell_is_told_with_its_row_and_column(keep):
    plan = plan_of_staff(
        keep(
            teacher(name="Hà 5"),
            teacher(birth="31/02/1990"),
            teacher(position=""),
            teacher(joined="hôm qua"),
            teacher(joined="05/9/2022", left="01/9/2022"),
        )
    )

    assert [(row, column) for row, column, _ in told(plan)] == [
        (2, "Họ và tên"),
        (3, "Ngày sinh"),
        (4, "Chức vụ"),
        (5, "Làm việc từ ngày"),
        (6, "Ngày nghỉ"),
    ]


def test_a_list_with_an_error_is_not_saved_not_even_in_part(keep, clerk):
    kept = keep(teacher(), teacher(name="Hải", birth="x"))

    with pytest.raises(ImportRefused, match="còn 1 lỗi"):
        save_staff_import(kept, stamp=plan_of_staff(kept).stamp, by=clerk)

    assert StaffMember.objects.count() == 0


def test_the_good_rows_alone_are_saved_and_the_others_come_back_with_reasons(keep, clerk):
    kept = keep(teacher(), teacher(name="Hải", birth="x"), *three()[1:])

    save_staff_import(kept, stamp=plan_of_staff(kept).stamp, only_valid=True, by=clerk)

    assert set(StaffMember.objects.values_list("full_name", flat=True)) == {"Đỗ Thị Hà", "Sùng Thị Chử", "Lê Văn Hải"}
    kept.refresh_from_db()
    assert (kept.counts["new"], kept.counts["held"]) == (3, 1)
    (row,) = openpyxl.load_workbook(BytesIO(wrong_staff_rows(kept))).active.iter_rows(min_row=2, values_only=True)
    assert row[2] == "Hải"
    assert row[-1].startswith("Ngày sinh: “x” không phải là ngày sinh.")


def test_of_two_rows_about_one_person_neither_is_saved(keep, clerk):
    kept = keep(*three()[1:], teacher(), teacher(position="Giáo viên"))

    save_staff_import(kept, stamp=plan_of_staff(kept).stamp, only_valid=True, by=clerk)

    assert set(StaffMember.objects.values_list("full_name", flat=True)) == {"Sùng Thị Chử", "Lê Văn Hải"}


def test_without_a_good_row_there_is_nothing_to_save(keep, clerk):
    kept = keep(teacher(birth="x"))

    with pytest.raises(ImportRefused):
        save_staff_import(kept, stamp=plan_of_staff(kept).stamp, only_valid=True, by=clerk)

    assert wrong_staff_rows(keep(teacher())) is None


def test_a_row_of_another_school_is_refused(keep):
    titles = (*TITLES, "Trường")

    plan = plan_of_staff(keep([*teacher(), "Trường Hoa Mai"], titles=titles))

    assert told(plan) == [
        (2, "Trường", "Hàng này của “Trường Hoa Mai”, còn danh sách đang nhập là của Trường Mầm non Tuổi Hồng. "
         "Hãy bỏ hàng này, nhập riêng sau.")
    ]  # fmt: skip


def test_a_file_that_is_no_workbook_becomes_one_sentence(keep):
    (complaint,) = plan_of_staff(keep(content=b"x")).errors

    assert complaint.row is None
    assert complaint.message


def test_a_person_twice_is_refused_and_twins_are_told_apart_by_codes(keep):
    same = plan_of_staff(keep(teacher(), teacher(position="Giáo viên")))
    twins = plan_of_staff(keep(teacher(code="1"), teacher(code="2")))
    codes = plan_of_staff(keep(teacher(code="1"), teacher(code="1", name="Lê Thị Hoa", birth="1980")))

    assert [(row, column) for row, column, _ in told(same)] == [(3, "Họ và tên")]
    assert told(twins) == []
    assert [(row, column) for row, column, _ in told(codes)] == [(3, "Mã cán bộ")]


# Whom a row means


def test_the_same_file_twice_does_nothing(save):
    save(*three())
    before, trail = rows(), AuditEntry.objects.count()

    kept = save(*three())

    assert rows() == before
    assert AuditEntry.objects.count() == trail
    assert kept.counts == {"new": 0, "changed": 0, "same": 3, "missing": 0, "held": 0}


def test_who_is_not_in_the_list_stays_and_is_told(save, make_staff):
    make_staff("Hoàng Thị Nhất")
    make_staff("Lường Văn Hai", left_on=date(2020, 5, 31))

    kept = save(*three())

    assert kept.counts["missing"] == 1
    assert StaffMember.objects.count() == 5


def test_the_tab_of_who_is_missing_names_them(keep, make_staff):
    make_staff("Hoàng Thị Nhất")

    tab = preview_of_staff(keep(*three())).tab("khong-co")

    assert [line.who for line in tab.lines] == ["Hoàng Thị Nhất"]


def test_a_code_finds_a_person_whose_name_is_put_right(save, make_staff):
    member = make_staff("Đỗ Thị Ha", code="GV-01")

    save(teacher(code="GV-01"))

    assert list(StaffMember.objects.values_list("pk", "full_name")) == [(member.pk, "Đỗ Thị Hà")]


def test_a_code_of_somebody_else_is_refused(keep, make_staff):
    make_staff("Hoàng Thị Nhất", date(1980, 1, 1), code="GV-01")

    plan = plan_of_staff(keep(teacher(code="GV-01")))

    assert [(row, column) for row, column, _ in told(plan)] == [(2, "Mã cán bộ")]


def test_two_people_may_change_their_codes_with_one_another(save, make_staff):
    make_staff("Đỗ Thị Hà", code="1", born=date(1975, 8, 5))
    make_staff("Sùng Thị Chử", code="2", born=date(1975, 8, 5))

    save(teacher(code="2"), teacher(name="Sùng Thị Chử", code="1"))

    assert set(StaffMember.objects.values_list("full_name", "code")) == {("Đỗ Thị Hà", "2"), ("Sùng Thị Chử", "1")}


def test_an_empty_cell_erases_nothing_and_a_year_no_day(save, make_staff):
    make_staff("Đỗ Thị Hà", code="GV-01", joined_on=date(2010, 9, 5), position="Hiệu trưởng")
    before = rows()

    save(teacher(birth="1975"))

    assert rows() == before


def test_a_list_brings_nobody_back_and_says_so(keep, make_staff):
    make_staff("Đỗ Thị Hà", left_on=date(2020, 5, 31), position="Hiệu trưởng")

    plan = plan_of_staff(keep(teacher()))

    assert plan.is_empty
    assert [(one.row, one.message.split(".")[0]) for one in plan.warnings] == [
        (2, "Người này trong cổng đã ghi làm việc đến hết 31/05/2020")
    ]


def test_what_has_changed_since_the_preview_is_not_written_over(keep, clerk, make_staff):
    member = make_staff("Đỗ Thị Hà")
    kept = keep(teacher())
    stamp = plan_of_staff(kept).stamp
    StaffMember.objects.filter(pk=member.pk).update(position="Kế toán")

    with pytest.raises(ImportRefused, match="đã thay đổi"):
        save_staff_import(kept, stamp=stamp, by=clerk)

    kept.refresh_from_db()
    assert kept.saved_at is None


def test_a_list_is_saved_once(save, clerk):
    kept = save(*three())

    assert save_staff_import(kept, stamp="", by=clerk) is False


# Out and in again


def test_a_list_that_was_exported_changes_nothing_when_it_comes_back(save, make_staff, clerk):
    save(*three())
    days = {"joined_on": date(2010, 9, 5), "left_on": date(2015, 5, 31)}
    make_staff("Lê Thị Hoa", code="07", position="=1+1 Giáo viên", **days)
    make_staff("Lê Thị Hoa", code="07", joined_on=date(2018, 9, 5))
    make_staff("H'Hen Niê", date(1950, 1, 1), is_birth_year_only=True)
    before = rows()
    everybody = StaffMember.objects.select_related("unit").by_name()

    kept = save(content=staff_list(everybody, in_use=[], by=clerk))

    assert rows() == before
    assert kept.counts == {"new": 0, "changed": 0, "same": 6, "missing": 0, "held": 0}


def test_an_export_fills_an_empty_list_again(save, clerk, school):
    save(*three())
    content = staff_list(StaffMember.objects.select_related("unit").by_name(), in_use=[], by=clerk)
    before = {row[1:] for row in rows()}
    StaffMember.objects.all().delete()

    save(content=content)

    assert {row[1:] for row in rows()} == before


def test_the_template_has_every_column_and_says_that_it_is_empty(school):
    table = find_table(spreadsheets.read(staff_template()), STAFF)
    judged = judge_staff_book(staff_template(), school)

    assert set(table.columns) == set(StaffColumn)
    assert [one.message for one in judged.errors] == [
        "Chưa có người nào dưới dòng tiêu đề (hàng 1). Hãy điền danh sách rồi tải lại."
    ]
