"""Long lists as PDF: one page of rows is laid out once and filled, however many pages there are."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from .documents import Document
from .filling import fill, lay_out


class FilledList(Document):
    """A list with a head; its HTML is the page that its pages fill: slots "name-0" are the cells of the first row."""

    rows_on_page: int

    def __init__(self, head, lines: Sequence):
        self.head, self.lines = head, lines

    def cells(self, number: int, line) -> dict[str, str]:
        """What the row of a line says, by the names of its cells; the first line is number 1."""
        raise NotImplementedError

    def context(self) -> dict:
        return {"head": self.head, "rows": range(self.rows_on_page), "total": len(self.lines)}

    def pdf(self) -> bytes:
        out = BytesIO()
        fill(lay_out(self.html()), self.records(), out)
        return out.getvalue()

    def records(self) -> Iterator[dict[str, str]]:
        """The texts of each page; an empty list is one page that says so."""
        rows = self.rows_on_page
        count = max(1, -(-len(self.lines) // rows))
        for page in range(count):
            record = {"page": f"Trang {page + 1}/{count}"}
            for row, line in enumerate(self.lines[page * rows : (page + 1) * rows]):
                record |= {f"{name}-{row}": text for name, text in self.cells(page * rows + row + 1, line).items()}
            yield record
