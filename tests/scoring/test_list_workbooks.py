"""The lists of a phase as workbooks: the rows of the page, for the same filter."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from scoring.actions.exemptions import exempt_member
from scoring.actions.sheets import finish_sheet


@pytest.fixture
def book(logged_in, clerk, phase):
    """The rows of one list below its header: book("sheets_workbook", query)."""

    def fetch(name, query="", *more):
        answer = logged_in(clerk).get(reverse(f"scoring:{name}", args=[phase.campaign.code, 1, *more]) + query)
        assert answer.status_code == 200
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
        return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]

    return fetch


@pytest.fixture
def homes(make_household, score, phase, clerk):
    """One finished sheet, one missing, and a household without anybody to score."""
    done = make_household("8", "Sùng A Chử", 1968, code="=1+1")
    score(done)
    finish_sheet(done, phase, by=clerk)
    return [done, make_household("8", "Lô Thị Nga", 1971), make_household("8", "Sùng Minh Đức", 2011)]


def test_the_sheets_come_with_their_state(book, homes, unit_of):
    rows = book("sheets_workbook", f"?to={unit_of('8').pk}")

    assert [[row[0], row[1], *row[4:]] for row in rows] == [
        ["=1+1", "Sùng A Chử", 1, 1, "Đã xong", "Đạt"],
        ["T8-002", "Lô Thị Nga", 0, 1, "Chưa có", "Chưa đạt"],
        ["T8-003", "Sùng Minh Đức", 0, 0, "Không cần phiếu", None],
    ]


def test_the_sheets_follow_state_and_search(book, homes, unit_of):
    place = f"?to={unit_of('8').pk}"

    assert [row[1] for row in book("sheets_workbook", f"{place}&state=missing")] == ["Lô Thị Nga"]
    assert [row[1] for row in book("sheets_workbook", f"{place}&state=complete")] == ["Sùng A Chử"]
    assert [row[1] for row in book("sheets_workbook", "?q=duc")] == ["Sùng Minh Đức"]
    assert book("sheets_workbook", f"?to={unit_of('1').pk}") == []


def test_all_sheets_come_not_only_a_page_of_them(book, make_household, unit_of):
    for _ in range(151):
        make_household("8", "Lô Thị Nga", 1971)

    assert len(book("sheets_workbook", f"?to={unit_of('8').pk}")) == 151


def test_exemptions_come_with_reason_and_effect(book, homes, phase, clerk, it_is):
    member = homes[1].members.get()
    it_is(2022, 9, 1, 8)
    exempt_member(member, phase, kind="away", effect="council", reason="@làm xa", by=clerk)

    ((name, unit, code, kind, reason, effect, who, day, lifted),) = book("exemptions_workbook")

    assert (name, unit, code, kind, reason) == ("Lô Thị Nga", "Tổ dân phố số 8", "T8-002", "Vắng mặt", "@làm xa")
    assert effect.startswith("chờ hội đồng quyết định")
    assert (who, f"{day:%d/%m/%Y}", lifted) == ("Nguyễn Thị Kiều Ngọc Hưởng", "01/09/2022", None)
    assert book("exemptions_workbook", "?state=lifted") == []


def test_a_total_comes_as_what_it_counts(book, homes):
    assert book("counted_workbook", "?kind=ho-dat") == [["Sùng A Chử", "Tổ dân phố số 8, hộ =1+1"]]
    assert book("counted_workbook", "?kind=phieu-con-thieu") == [["Lô Thị Nga", "Tổ dân phố số 8, hộ T8-002"]]


def test_a_neighbourhoods_result_says_what_is_missing(book, homes, unit_of):
    rows = book("unit_result_workbook", "", unit_of("8").pk)

    assert [(row[1], *row[5:]) for row in rows] == [
        ("Sùng A Chử", "Đạt", None),
        ("Lô Thị Nga", "Chưa đạt", "Lô Thị Nga chưa nhập xong"),
        ("Sùng Minh Đức", "Chưa đạt", None),
    ]
