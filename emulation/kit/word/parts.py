"""What a paper in Word is made of, as plain data; lengths in points."""

from dataclasses import dataclass


class NotInWord(ValueError):
    """A paper uses something that would not look the same in Word."""

    def __init__(self, what: str):
        super().__init__(f"Bản in này không lập được thành tệp Word: {what}.")


@dataclass(frozen=True)
class Letters:
    """How a run of text is set."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "000000"
    script: str = ""  # "sub", "super"


@dataclass(frozen=True)
class Run:
    """Text set in one way; "\\n" breaks the line, "\\t" fills it with dots up to its end."""

    text: str
    letters: Letters


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands."""

    align: str = "left"
    indent: float = 0  # of the first line
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 1  # of the font's own line
    exact: float | None = None  # the line's height, whatever the font
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    outline: int = 0  # 1 for chapters, 2 for sections


@dataclass(frozen=True)
class Style:
    """A named way to set paragraphs, which a clerk finds again in Word's list of styles."""

    name: str
    shape: Shape
    letters: Letters


@dataclass(frozen=True)
class Paragraph:
    style: Style
    shape: Shape
    runs: tuple[Run, ...]
    dots_to: float = 0  # where a dotted line ends, from the left edge of its frame


@dataclass(frozen=True)
class Rule:
    """A drawn line, `left` and `right` from the edges of its frame; without weight it is only a distance."""

    shape: Shape
    weight: float = 0


@dataclass(frozen=True)
class Cell:
    """A cell; the further rows of a cell that spans several hold it again, `continued`."""

    blocks: tuple["Block", ...]
    width: float
    columns: int
    rows: int
    borders: dict[str, float]  # side: weight
    paddings: dict[str, float]
    middle: bool
    continued: bool = False


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    is_head: bool  # comes again on every page
    whole: bool  # is never split between two pages
    keep_next: bool
    height: float = 0  # at least


@dataclass(frozen=True)
class Table:
    left: float
    columns: tuple[float, ...]
    rows: tuple[Row, ...]


Block = Paragraph | Rule | Table


@dataclass(frozen=True)
class Sheet:
    """One kind of page: its size, its margins by side, and the texts in its margins by place ("top-left")."""

    width: float
    height: float
    margins: dict[str, float]
    marks: dict[str, Run]
    is_numbered_anew: bool = False  # from 1, which itself is not printed


@dataclass(frozen=True)
class Part:
    """Pages of one kind that follow each other."""

    sheet: Sheet
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    title: str
    letters: Letters  # of the running text
    parts: tuple[Part, ...]
