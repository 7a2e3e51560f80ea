"""The empty list of earlier awards, to fill in."""

from emulation.kit.exports import TEXT, ListColumn, list_workbook

from ..rules.history import HISTORY, HistoryColumn

TITLE = "Khen thưởng trước đây"
COLUMNS = (
    ListColumn(HistoryColumn.NUMBER, 6),
    ListColumn(HistoryColumn.NAME, 40, TEXT),
    ListColumn(HistoryColumn.YEAR, 10, TEXT),
    ListColumn(HistoryColumn.FORM, 40, TEXT),
    ListColumn(HistoryColumn.DECISION, 40, TEXT),
)
HOW_TO = (
    f"Điền vào trang “{TITLE}”, mỗi lần khen thưởng một hàng. Giữ nguyên dòng tiêu đề; thứ tự các cột có thể đổi.",
    f"Bắt buộc: {', '.join(HISTORY.needed)}.",
    "Tên ghi đúng như trong quyết định: tập thể, cá nhân hoặc gia đình. Năm ghi bốn chữ số, ví dụ 2021.",
    "Quyết định ghi số và ngày, ví dụ 45/QĐ-UBND ngày 20/12/2021.",
    "Nhập lại tệp đã sửa thì cổng chỉ thêm dòng mới, không ghi trùng và không xoá dòng nào.",
)


def history_template() -> bytes:
    """The empty list, its columns as text so that nothing typed is changed, and how to fill it in."""
    return list_workbook(TITLE, COLUMNS, [], HOW_TO)
