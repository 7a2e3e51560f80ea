"""Tables: columns as wide as the layout made them, cells that span, rows that stay whole."""

from .boxes import POINT, SIDES, Boxes, Frame, border, is_avoided, points, refuse_oddities
from .parts import Cell, NotInWord, Row, Table

GROUPS = {"thead", "tbody", "tfoot"}


def read_table(boxes: Boxes, element, frame: Frame, read_cell) -> Table:
    """A table as parts; `read_cell(element, frame)` gives the blocks of a cell."""
    box = boxes.table(element)
    widths = [width * POINT for width in box.column_widths]
    grid = Grid(boxes, widths, read_cell)
    rows = [grid.row(row, is_head) for is_head, row in rows_of(element)]
    return Table((box.position_x - frame.x) * POINT, tuple(widths), tuple(rows))


def rows_of(element):
    """Every row with whether it belongs to the head."""
    for group in element:
        if group.tag in ("colgroup", "col") or not isinstance(group.tag, str):
            continue
        if group.tag not in GROUPS:
            raise NotInWord(f"thẻ <{group.tag}> trong bảng")
        for row in group:
            if isinstance(row.tag, str):
                yield group.tag == "thead", row


class Grid:
    """Places cells row by row; a cell over several rows is remembered until it has ended."""

    def __init__(self, boxes: Boxes, widths: list[float], read_cell):
        self.boxes, self.widths, self.read_cell = boxes, widths, read_cell
        self.open: dict[int, tuple[Cell, int]] = {}  # by column: the cell and how many rows it still covers

    def row(self, element, is_head: bool) -> Row:
        box = self.boxes[element]
        refuse_oddities(box)
        cells, waiting, column = [], [cell for cell in element if isinstance(cell.tag, str)], 0
        while column < len(self.widths):
            cell = self.continued(column) or (self.cell(waiting.pop(0), column) if waiting else self.empty(column))
            cells.append(cell)
            column += cell.columns
        style = box.style
        return Row(
            tuple(cells),
            is_head,
            whole=is_avoided(style["break_inside"]),
            keep_next=is_avoided(style["break_after"]),
            height=points(style["height"]),
        )

    def continued(self, column: int) -> Cell | None:
        cell, left = self.open.pop(column, (None, 0))
        if left > 1:
            self.open[column] = (cell, left - 1)
        return cell

    def cell(self, element, column: int) -> Cell:
        if element.tag not in ("td", "th"):
            raise NotInWord(f"thẻ <{element.tag}> trong hàng của bảng")
        box = self.boxes[element]
        refuse_oddities(box)
        columns, rows = int(element.get("colspan", 1)), int(element.get("rowspan", 1))
        facts = {
            "width": sum(self.widths[column : column + columns]),
            "columns": columns,
            "rows": rows,
            "borders": {side: border(box.style, side) for side in SIDES},
            "paddings": {side: points(box.style[f"padding_{side}"]) for side in SIDES},
            "middle": box.style["vertical_align"] == "middle",
        }
        if rows > 1:
            self.open[column] = (Cell((), **facts, continued=True), rows - 1)
        return Cell(tuple(self.read_cell(element, Frame(box.content_box_x(), box.width))), **facts)

    def empty(self, column: int) -> Cell:
        none = dict.fromkeys(SIDES, 0.0)
        return Cell((), self.widths[column], 1, 1, none, none, False)
