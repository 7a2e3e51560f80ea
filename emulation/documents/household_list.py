"""The registry as the workbook that the import reads: the template's columns, a person a row, the head first."""

from collections.abc import Iterable, Iterator

from ..choices import Gender, Presence, Relation
from ..kit.exports import DAY, TEXT, ListColumn, day_or_text, list_workbook
from ..queries.exports import ExportedPerson
from ..rules import Column

TITLE = "Danh sách hộ"
COLUMNS = (
    ListColumn(Column.NUMBER, 6),
    ListColumn(Column.NEIGHBOURHOOD, 13),
    ListColumn(Column.CODE, 13, TEXT),
    ListColumn(Column.ADDRESS, 34),
    ListColumn(Column.NAME, 30),
    ListColumn(Column.RELATION, 21),
    ListColumn(Column.BIRTH, 14, DAY),
    ListColumn(Column.GENDER, 11),
    ListColumn("Tình trạng", 24),
)
NUMBER_COLUMNS = (ListColumn(Column.CITIZEN_ID, 17, TEXT), ListColumn(Column.PHONE, 17, TEXT))
RELATIONS, GENDERS, PRESENCES = dict(Relation.choices), dict(Gender.choices), dict(Presence.choices)


def household_list(people: Iterable[ExportedPerson], *, about: list[str], with_numbers: bool = False) -> bytes:
    """The people in their order; without numbers the two columns are not there, so that nothing can be erased by it."""
    columns = COLUMNS + NUMBER_COLUMNS if with_numbers else COLUMNS
    return list_workbook(TITLE, columns, rows_of(people), about)


def rows_of(people: Iterable[ExportedPerson]) -> Iterator[list[object]]:
    """A row for each person; without numbers `ExportedPerson` has none, and the row ends before them."""
    for number, person in enumerate(people, start=1):
        label, unit, code, address, name, relation, born_on, year_only, gender, presence, *numbers = person
        yield [
            number, label or unit, code, address, name, RELATIONS[relation], day_or_text(born_on, year_only),
            GENDERS[gender], PRESENCES[presence], *numbers,
        ]  # fmt: skip
