"""Danh sách hộ chưa nộp phiếu: who of a neighbourhood has not handed in, to be carried from door to door."""

from dataclasses import dataclass

from emulation.kit.filled_lists import FilledList


@dataclass(frozen=True)
class MissingHead:
    """What the list says of itself."""

    ward: str
    campaign: str
    phase: str
    unit: str
    expected: int
    deadline: str  # "24:00 ngày 07/9/2022", "" where the plan does not say
    counted_at: str  # "08:00 ngày 01/09/2022"
    practice: bool


@dataclass(frozen=True)
class MissingLine:
    """One household that has not handed in."""

    household: str
    head: str
    address: str
    handed_out: str  # "02/09/2022", "" where nobody marked it


class MissingList(FilledList):
    """The list on portrait A4."""

    template = "scoring/documents/missing_list.html"
    rows_on_page = 28

    def cells(self, number: int, line: MissingLine) -> dict[str, str]:
        return {
            "number": str(number),
            "head": line.head,
            "household": line.household,
            "address": line.address,
            "out": line.handed_out,
        }
