"""Only the good rows: whole households, and the others back as the same workbook with their reasons."""

import json
from datetime import datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from emulation.actions import ImportRefused, keep_household_list, save_household_import
from emulation.kit.given_back import rows_given_back
from emulation.models import Household, HouseholdImport, Member
from emulation.queries.import_previews import wrong_rows
from tests.judged import judge
from tests.workbooks import TITLES, book_of, family, packed, person, workbook

HELD_WITH = "Dòng này đúng, được giữ lại vì cả hộ được nhập cùng nhau; hãy sửa dòng khác của hộ."


@pytest.fixture
def keep(campaign, clerk):
    return lambda *rows, **layout: keep_household_list(workbook(*rows, **layout), "to-8.xlsx", campaign, by=clerk)


def bad_family():
    """A second household whose son has no gender."""
    return [
        person(code="T08-002", name="Lù A Dế", phone="0912000111"),
        person(code="T08-002", name="Lù A Sử", relation="Con", gender="x", birth="2001"),
    ]


def sheet_of(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def values(content):
    return [[cell.value for cell in row] for row in sheet_of(content).iter_rows()]


# What is held


def test_a_household_with_a_wrong_row_is_held_as_a_whole():
    judged = judge(*family(), *bad_family())

    assert ([home.code for home in judged.households], judged.held) == (["T08-001"], (5, 6))


def test_a_row_without_a_code_holds_the_household_over_it():
    judged = judge(*family(), person(code=None, name="Mỷ"), person(code="T08-003", name="Páo"))

    assert ([home.code for home in judged.households], judged.held) == (["T08-003"], (2, 3, 4, 5))


def test_the_first_row_without_a_code_holds_the_household_below():
    assert judge(person(code=None), person(name="Páo")).held == (2, 3)


def test_both_households_with_one_identity_number_are_held():
    rows = [person(citizen_id="015068000123"), person(code="T2", name="Páo", citizen_id="015068000123")]

    assert judge(*rows, person(code="T3", name="Mỷ")).held == (2, 3)


# Saving


def test_only_the_good_households_are_saved(keep, clerk):
    kept = keep(*family(), *bad_family())

    save_household_import(kept, by=clerk, only_valid=True)

    assert list(Household.objects.values_list("code", flat=True)) == ["T08-001"]
    saved = HouseholdImport.objects.get()
    assert (saved.counts["members_new"], saved.counts["rows_held"]) == (3, 2)


def test_without_being_asked_for_nothing_is_saved(keep, clerk):
    with pytest.raises(ImportRefused, match="còn 1 lỗi"):
        save_household_import(keep(*family(), *bad_family()), by=clerk)

    assert not Household.objects.exists()


def test_a_list_without_a_single_good_household_is_refused(keep, clerk):
    with pytest.raises(ImportRefused, match="Không có hộ nào không mắc lỗi"):
        save_household_import(keep(*bad_family()), by=clerk, only_valid=True)


@pytest.fixture
def command(campaign, clerk, tmp_path):
    """What the command prints of a workbook when it is asked for the good rows alone, and how it ends."""

    def run(content):
        path, out, code = tmp_path / "x.xlsx", StringIO(), 0
        path.write_bytes(content)
        given = {"campaign": campaign.code, "by": clerk.username, "json": True, "stdout": out}
        try:
            call_command("import_households", str(path), "--accept-valid-rows", **given)
        except SystemExit as end:
            code = end.code
        return json.loads(out.getvalue()) | {"exit": code}

    return run


def test_the_command_takes_the_good_rows_and_tells_of_the_others(command, clerk):
    answer = command(workbook(*family(), *bad_family()))

    assert (answer["saved"], answer["exit"]) == (3, 0)
    assert [(error["row"], error["column"]) for error in answer["errors"]] == [(6, "Giới tính")]
    assert Member.objects.count() == 3
    assert HouseholdImport.objects.get().saved_by == clerk


def test_the_command_saves_nothing_of_a_list_that_is_all_wrong(command):
    answer = command(workbook(*bad_family()))

    assert (answer["saved"], answer["exit"]) == (0, 1)
    assert not HouseholdImport.objects.exists()


# Given back


def test_the_wrong_rows_come_back_under_their_titles_with_a_red_reason(keep):
    kept = keep(*family(), *bad_family(), above=(["DANH SÁCH TỔ 8"], []))

    content = wrong_rows(kept)

    sheet = sheet_of(content)
    assert values(content) == [
        ["DANH SÁCH TỔ 8", *[None] * 10],
        [None] * 11,
        [*TITLES, "Lý do"],
        [*bad_family()[0], HELD_WITH],
        [*bad_family()[1], "Giới tính: “x” không phải là giới tính. Hãy ghi Nam hoặc Nữ."],
    ]
    assert [sheet.cell(row, 11).font.color.rgb for row in (3, 4, 5)] == ["00C00000"] * 3


def test_rows_that_a_reason_speaks_of_are_called_by_their_new_numbers(keep):
    two_heads = [person(code="T2", name="Lù A Dế"), person(code="T2", name="Lù A Sử", birth="2001")]

    rows = values(wrong_rows(keep(*family(), *two_heads)))

    assert rows[2][-1].startswith("Quan hệ với chủ hộ: Hộ T2 đã có chủ hộ ở hàng 2, mỗi hộ chỉ có một.")


def test_mended_and_uploaded_again_it_works(keep, campaign, clerk):
    first = keep(*family(), *bad_family())
    save_household_import(first, by=clerk, only_valid=True)
    book = openpyxl.load_workbook(BytesIO(wrong_rows(first)))
    book.active["H3"] = "Nam"

    second = keep_household_list(packed(book), "dong-sai.xlsx", campaign, by=clerk)
    save_household_import(second, by=clerk)

    assert Member.objects.count() == 5
    assert wrong_rows(second) is None


def test_a_reason_of_an_earlier_round_is_written_over_not_beside(keep, campaign, clerk):
    content = wrong_rows(keep(*bad_family()))

    again = wrong_rows(keep_household_list(content, "dong-sai.xlsx", campaign, by=clerk))

    assert values(again) == values(content)


def test_cells_keep_their_formats_and_dates(campaign, clerk):
    book = book_of(*bad_family())
    book.active["G2"] = datetime(1968, 8, 5)
    book.active["G2"].number_format = "dd/mm/yyyy"
    book.active.column_dimensions["E"].width = 33
    kept = keep_household_list(packed(book), "x.xlsx", campaign, by=clerk)

    sheet = sheet_of(wrong_rows(kept))

    assert (sheet["G2"].value, sheet["G2"].number_format) == (datetime(1968, 8, 5), "dd/mm/yyyy")
    assert sheet.column_dimensions["E"].width == 33


def test_nothing_in_it_computes_and_text_stays_text():
    book = book_of(["=1+1", "An"], titles=["Tên", "Họ"])
    book.create_sheet("Khác")["A1"] = "=HYPERLINK(A2)"
    book.active["B2"].value = "=cmd|x"
    book.active["B2"].data_type = "s"

    content = rows_given_back(packed(book), "Sheet", 1, {2: "=Lý do"})

    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if isinstance(cell.value, str) and "=" in cell.value] == ["=cmd|x", "=Lý do"]


def test_merged_cells_come_apart_with_their_value_in_every_row():
    book = book_of(["T1", "An"], [None, "Bình"], [None, "Cúc"], titles=["Mã", "Tên"])
    book.active.merge_cells("A2:A4")

    content = rows_given_back(packed(book), "Sheet", 1, {3: "sai", 4: "sai"})

    assert values(content)[1:] == [["T1", "Bình", "sai"], ["T1", "Cúc", "sai"]]


# Through the page


def test_the_page_offers_the_good_rows_and_then_the_others_back(logged_in, clerk, campaign):
    office, file = logged_in(clerk), SimpleUploadedFile("to-8.xlsx", workbook(*family(), *bad_family()))
    page = office.post("/nhap-danh-sach/", {"campaign": campaign.code, "file": file}, follow=True)
    place = page.request["PATH_INFO"]

    saved = office.post(f"{place}luu/", {"stamp": page.context["preview"].plan.stamp, "rows": "valid"}, follow=True)
    back = office.get(f"{place}dong-sai.xlsx")

    assert "Chỉ nhập các dòng đúng" in page.text
    assert "Còn 2 dòng chưa nhập" in saved.text
    assert "dong-sai-to-8.xlsx" in back["Content-Disposition"]
    assert len(values(b"".join(back.streaming_content))) == 3


def test_a_good_list_has_no_rows_to_give_back(logged_in, clerk, keep):
    assert logged_in(clerk).get(f"/nhap-danh-sach/{keep(*family()).pk}/dong-sai.xlsx").status_code == 404
