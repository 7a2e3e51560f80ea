"""Household lists judged without a workbook and without a database, in a ward of four neighbourhoods."""

from datetime import date

from emulation.kit.spreadsheets import Row, Sheet
from emulation.rules import Neighbourhood, judge_list
from tests.workbooks import TITLES, person

TODAY = date(2026, 11, 21)
WARD = [Neighbourhood(number, str(number), f"Tổ dân phố số {number}") for number in (1, 8, 14)]
WARD.append(Neighbourhood(20, "", "Tổ dân phố Tân Thịnh"))


def sheet_of(*rows, titles=TITLES, start=1, title="Danh sách"):
    """A sheet whose header stands in row `start`, its rows right below."""
    numbered = enumerate((titles, *rows), start=start)
    cells = ((number, {at: value for at, value in enumerate(row, 1) if value is not None}) for number, row in numbered)
    return Sheet(title, [Row(number, row) for number, row in cells if row])


def judge(*rows, **layout):
    return judge_list([sheet_of(*rows, **layout)], WARD, today=TODAY)


def one(**given):
    """The judgement of a household of one."""
    return judge(person(**given))


def member(**given):
    judged = one(**given)
    assert not judged.errors
    return judged.households[0].members[0]


def sentence(judged):
    """The one complaint of a judgement, as (row, column, message)."""
    (error,) = judged.errors
    return error.row, error.column, error.message


def doubt(judged):
    assert not judged.errors
    (warning,) = judged.warnings
    return warning.row, warning.column, warning.message
