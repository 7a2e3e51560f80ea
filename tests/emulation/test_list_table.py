"""Finding a list of another kind than households with the same means."""

from enum import StrEnum

import pytest

from emulation.kit.spreadsheets import Row, Sheet
from emulation.rules.cells import Wrong
from emulation.rules.columns import ListKind, titles_of
from emulation.rules.list_table import find_table


class StaffColumn(StrEnum):
    NUMBER = "STT"
    NAME = "Họ và tên"
    POSITION = "Chức vụ"
    UNIT = "Đơn vị"


STAFF = ListKind(
    needed=(StaffColumn.NAME, StaffColumn.POSITION, StaffColumn.UNIT),
    titles=titles_of(StaffColumn, {StaffColumn.UNIT: "đơn vị công tác; phòng ban"}),
    anchor=StaffColumn.NAME,
    prepared=(StaffColumn.NUMBER,),
)


def sheet(*rows):
    numbered = enumerate(rows, start=1)
    return Sheet("Danh sách", [Row(n, {c: v for c, v in enumerate(row, 1) if v is not None}) for n, row in numbered])


def test_a_staff_list_is_found_by_its_own_titles():
    people = [["1", "Lê Văn Hải", "Giáo viên", "Tổ Toán"], ["2", "Trần Thị Hoà", "Văn thư", "Văn phòng"]]

    table = find_table([sheet(["TRƯỜNG THCS"], ["STT", "HỌ VÀ TÊN", "Chức\nvụ", "Phòng ban"], *people)], STAFF)

    assert table.columns == {"STT": 1, "Họ và tên": 2, "Chức vụ": 3, "Đơn vị": 4}
    assert [row.number for row in table.people] == [3, 4]


def test_what_it_needs_is_its_own_too():
    with pytest.raises(Wrong, match="Họ và tên, Chức vụ, Đơn vị"):
        find_table([sheet(["Mã hộ", "Ngày sinh", "Giới tính"])], STAFF)
