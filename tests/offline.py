"""A neighbourhood's workbook as a clerk fills it in, and answers keyed in the portal meanwhile."""

from scoring.actions.sheets import Entry, record_scores
from scoring.models import MemberScore

NAMES = ["Sùng A Chử", "Lô Thị Nga", "Sùng Thị Kiều Hương", "Nguyễn Đặng Thuỳ Dương"]


def column_of(sheet, number):
    titles = {str(cell.value).split(".")[0]: cell.column for cell in sheet[3]}
    return titles[str(number)]


def fill(book, row, values, sheet=0):
    """Writes one row's answers from the first criterion on: fill(book, 4, "xx0")."""
    page = book.worksheets[sheet]
    for number, value in enumerate(values, start=1):
        page.cell(row, column_of(page, number)).value = value


def answers_of(name) -> str | None:
    return MemberScore.objects.filter(member__full_name=name).values_list("answers", flat=True).first()


def key(household, phase, name, answers, by):
    member = household.members.get(full_name=name)
    version = MemberScore.objects.filter(member=member).values_list("version", flat=True).first() or 0
    record_scores(household, phase, [Entry(member.pk, answers, version)], by=by)
