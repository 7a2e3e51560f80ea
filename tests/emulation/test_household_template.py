"""The template of a household list: what it offers, and that the portal understands its own workbook."""

from io import BytesIO

import openpyxl

from emulation.household_template import household_template
from emulation.queries.kept_lists import judge_workbook
from tests.workbooks import TITLES, family, packed


def test_the_template_has_the_ten_columns_as_text_with_drop_downs(campaign):
    book = openpyxl.load_workbook(BytesIO(household_template(campaign)))

    sheet, guide = book.worksheets
    assert tuple(cell.value for cell in sheet[1]) == TITLES
    assert sheet["A1"].font.bold
    assert [sheet.column_dimensions[letter].number_format for letter in "CGIJ"] == ["@"] * 4
    assert len(sheet.data_validations.dataValidation) == 3
    assert guide.title == "Hướng dẫn"
    assert [guide.cell(row, 6).value for row in (8, 9, 10)] == ["1", "8", "14"]


def test_the_empty_template_is_understood_and_asks_for_people(campaign):
    (error,) = judge_workbook(household_template(campaign), campaign).errors

    assert "Chưa có người nào" in error.message


def test_a_filled_template_is_a_clean_list(campaign):
    book = openpyxl.load_workbook(BytesIO(household_template(campaign)))
    for number, row in enumerate(family(), start=2):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(number, column).value = value

    judged = judge_workbook(packed(book), campaign)

    assert (len(judged.households), judged.errors, judged.warnings) == (1, (), ())
