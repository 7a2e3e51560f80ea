"""Staff lists as workbooks: the list as the import reads it back, and the empty one to fill in."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..choices import Gender
from ..kit import clock
from ..kit.exports import DAY, TEXT, ListColumn, day_or_text, list_workbook
from ..models import StaffMember
from ..rules.staff_list import STAFF, StaffColumn

TITLE = "Danh sách cán bộ"
COLUMNS = (
    ListColumn(StaffColumn.NUMBER, 6),
    ListColumn(StaffColumn.UNIT, 30),
    ListColumn(StaffColumn.CODE, 13, TEXT),
    ListColumn(StaffColumn.NAME, 30),
    ListColumn(StaffColumn.BIRTH, 14, DAY),
    ListColumn(StaffColumn.GENDER, 11),
    ListColumn(StaffColumn.POSITION, 24),
    ListColumn(StaffColumn.JOINED, 14, DAY),
    ListColumn(StaffColumn.LEFT, 14, DAY),
)
GENDERS = dict(Gender.choices)
FILLED = tuple(ListColumn(column.title, column.width, TEXT) for column in COLUMNS)  # Excel then changes no day
HOW_TO = (
    f"Điền vào trang “{TITLE}”, mỗi người một hàng. Giữ nguyên dòng tiêu đề; thứ tự các cột có thể đổi.",
    f"Bắt buộc: {', '.join(STAFF.needed)}. Các cột khác có thể để trống.",
    "Ngày ghi ngày/tháng/năm, ví dụ 05/8/1990; người chỉ biết năm sinh thì ghi năm. Giới tính ghi Nam hoặc Nữ.",
    "Mã cán bộ, nếu có, không trùng trong đơn vị. Khi nhập lại, cổng nhận ra từng người theo mã, nếu không có mã thì "
    "theo họ tên và ngày sinh.",
    "Ai nghỉ, chuyển đi thì ghi ngày làm việc cuối cùng. Ai không có trong tệp vẫn được giữ, không ai bị xoá.",
    "Không ghi vào tệp này: số CCCD, điện thoại, dân tộc, tôn giáo, đảng viên, sức khoẻ. Cổng không thu thập các thông "
    "tin đó của cán bộ.",
)


def staff_list(people: Iterable[StaffMember], *, in_use: list[str], by) -> bytes:
    """The people in their order, with every column that the import reads."""
    about = [
        f"Danh sách cán bộ, giáo viên, nhân viên, xuất lúc {clock.local(clock.now()):%H:%M ngày %d/%m/%Y}, "
        f"người xuất: {by}.",
        f"Đang lọc theo: {', '.join(in_use)}." if in_use else "Gồm tất cả những người đang làm việc.",
        "Tải lại danh sách của một đơn vị ở trang Nhập từ Excel thì cổng cập nhật; không sửa thì không gì thay đổi.",
    ]
    return list_workbook(TITLE, COLUMNS, rows_of(people), about)


def rows_of(people: Iterable[StaffMember]) -> Iterator[list[object]]:
    for number, one in enumerate(people, start=1):
        yield [
            number, one.unit.name, one.code, one.full_name, day_or_text(one.born_on, one.is_birth_year_only),
            GENDERS[one.gender], one.position, day_of(one.joined_on), day_of(one.left_on),
        ]  # fmt: skip


def day_of(day: date | None) -> object:
    return day_or_text(day) if day else None


def staff_template() -> bytes:
    """The empty list, its columns as text so that nothing typed is changed, and how to fill it in."""
    return list_workbook(TITLE, FILLED, [], HOW_TO)
