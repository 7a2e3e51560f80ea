"""Danh sách hộ chưa nộp phiếu: who of a neighbourhood has not handed in, to be carried from door to door."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from emulation.kit.documents import Document
from emulation.kit.filling import fill, lay_out

ROWS = 28  # on a page


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


class MissingList(Document):
    """The list on portrait A4; its HTML is the page that its pages fill."""

    template = "scoring/documents/missing_list.html"

    def __init__(self, head: MissingHead, lines: list[MissingLine]):
        self.head, self.lines = head, lines

    def context(self) -> dict:
        return {"head": self.head, "rows": range(ROWS), "total": len(self.lines)}

    def pdf(self) -> bytes:
        out = BytesIO()
        fill(lay_out(self.html()), self.records(), out)
        return out.getvalue()

    def records(self) -> Iterator[dict[str, str]]:
        """The texts of each page; an empty list is one page that says so."""
        count = max(1, -(-len(self.lines) // ROWS))
        for page in range(count):
            record = {"page": f"Trang {page + 1}/{count}"}
            for row, line in enumerate(self.lines[page * ROWS : (page + 1) * ROWS]):
                record |= {
                    f"number-{row}": str(page * ROWS + row + 1),
                    f"head-{row}": line.head,
                    f"household-{row}": line.household,
                    f"address-{row}": line.address,
                    f"out-{row}": line.handed_out,
                }
            yield record
