"""The register of awards on paper and as a workbook; its pages are laid out once and filled, however long it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emulation.kit.exports import DAY, TEXT, ListColumn, list_workbook
from emulation.kit.filled_lists import FilledList
from emulation.kit.vietnamese import thousands

COLUMNS = (
    ListColumn("Số vào sổ", 12, TEXT),
    ListColumn("Họ tên, tập thể, hộ gia đình", 38, TEXT),
    ListColumn("Chức vụ, địa chỉ", 36, TEXT),
    ListColumn("Hình thức", 28, TEXT),
    ListColumn("Nội dung", 36, TEXT),
    ListColumn("Số quyết định", 18, TEXT),
    ListColumn("Ngày quyết định", 14, DAY),
    ListColumn("Người ký", 24, TEXT),
    ListColumn("Tiền thưởng (đồng)", 16),
    ListColumn("Ngày vào sổ", 14, DAY),
    ListColumn("Số lần in", 10),
    ListColumn("Ghi chú", 40, TEXT),
)


@dataclass(frozen=True)
class RegisterHead:
    """What the list says of itself."""

    agency: str
    name: str
    year: int
    about: str  # which part of it: "", or the filters in use
    made_at: str
    practice: bool


@dataclass(frozen=True)
class RegisterLine:
    """One number of the register."""

    number: str
    name: str
    place: str
    form: str
    content: str
    decision: str
    decided_on: date | None
    signer: str
    amount: int
    issued_on: date
    prints: int
    note: str


class RegisterList(FilledList):
    """The register on landscape A4."""

    template = "rewards/documents/register_list.html"
    rows_on_page = 13

    def cells(self, number: int, line: RegisterLine) -> dict[str, str]:
        day = f"{line.decided_on:%d/%m/%Y}" if line.decided_on else ""
        return {
            "number": line.number,
            "name": short(line.name, 110),
            "place": short(line.place, 130),
            "form": short(line.form, 80),
            "decision": f"{line.decision} {day}".strip(),
            "signer": line.signer,
            "amount": thousands(line.amount) if line.amount else "",
            "note": short(line.note, 110),
        }


def short(text: str, most: int) -> str:
    """As much of a text as a row of paper holds readably; the workbook has all of it."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def register_workbook(head: RegisterHead, lines: Iterable[RegisterLine]) -> bytes:
    """The same as a workbook, with everything that is known of each number."""
    rows = (
        [
            one.number, one.name, one.place, one.form, one.content, one.decision, one.decided_on, one.signer,
            one.amount or "", one.issued_on, one.prints, one.note,
        ]
        for one in lines
    )  # fmt: skip
    about = [f"{head.name} năm {head.year}, {head.agency}", f"Lập lúc {head.made_at}"]
    return list_workbook(f"Năm {head.year}", COLUMNS, rows, [*about, head.about] if head.about else about)
