"""Tables as Word keeps them; python-docx would look every cell up anew, which a list of 400 lines cannot wait for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .parts import Cell, Row, Table

TWIPS = 20  # in a point
EIGHTHS = 8


def element(tag: str, **attributes):
    """<w:tag w:name="value" …>."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), f"{value}")
    return made


def length(tag: str, points: float):
    return element(tag, w=round(points * TWIPS), type="dxa")


def line(side: str, points: float):
    """A drawn line; `side` is its tag."""
    return element(side, val="single", sz=round(points * EIGHTHS), space=0, color="000000")


def nest(outer, *inner):
    outer.extend(inner)
    return outer


def word_table(table: Table, write_block):
    """A <w:tbl>; `write_block(place, block, keep_next=)` appends a block to a cell."""
    rows = [word_row(row, write_block) for row in table.rows]
    settings = nest(
        element("tblPr"),
        length("tblW", sum(table.columns)),
        length("tblInd", table.left),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0000"),
    )
    columns = (element("gridCol", w=round(width * TWIPS)) for width in table.columns)
    return nest(element("tbl"), settings, nest(element("tblGrid"), *columns), *rows)


def word_row(row: Row, write_block):
    settings = element("trPr")
    if row.whole:
        settings.append(element("cantSplit"))
    if row.height:
        settings.append(element("trHeight", val=round(row.height * TWIPS), hRule="atLeast"))
    if row.is_head:
        settings.append(element("tblHeader"))
    return nest(element("tr"), settings, *(word_cell(cell, row.keep_next, write_block) for cell in row.cells))


def word_cell(cell: Cell, keep_next: bool, write_block):
    settings = nest(element("tcPr"), length("tcW", cell.width))
    if cell.columns > 1:
        settings.append(element("gridSpan", val=cell.columns))
    if cell.rows > 1:
        settings.append(element("vMerge", val="continue" if cell.continued else "restart"))
    drawn = {side: weight for side, weight in cell.borders.items() if weight}
    if drawn:
        settings.append(nest(element("tcBorders"), *(line(side, weight) for side, weight in drawn.items())))
    settings.append(nest(element("tcMar"), *(length(side, size) for side, size in cell.paddings.items())))
    if cell.middle:
        settings.append(element("vAlign", val="center"))
    made = nest(element("tc"), settings)
    for block in cell.blocks:
        write_block(made, block, keep_next=keep_next)
    if not cell.blocks:
        made.append(element("p"))
    return made
