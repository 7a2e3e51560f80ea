"""Phiếu tự chấm điểm on portrait A4: one household a sheet, its people as lines, the criteria as columns.

All sheets of a phase share one page, laid out once: as many lines as the texts of the criteria leave room for, empty
ones for a pen. A household with more people goes on to a second page of the same. A cover precedes each neighbourhood.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from emulation.kit.documents import Document, typeset
from emulation.kit.filling import FillReport, Layout, fill, lay_out, proof

WIDTH = 186  # millimetres between the margins
NARROWEST, TIGHT, UPRIGHT = 5.5, 8, 11  # of a column around a box of 5 mm; its label stands on end
LEVEL, WIDEST = 18, 24  # of a column whose label lies level
NAME, TAIL = 44, 31  # the least for a name; number, sum and verdict together
FEWEST, FEW, MOST = 3, 6, 12  # people on a page: without and with the full texts at least, and at most
BOTTOM = 285 * 96 / 25.4  # of the page's content, in CSS pixels from the top of the paper
LEGENDS = (8.5, 8, 7.5, 7, 6.5, 6)  # points, then without the full texts


class NoRoom(ValueError):
    """Criteria that no sheet of paper takes; the message is a Vietnamese sentence."""


@dataclass(frozen=True)
class Column:
    """One criterion above its column and in the legend."""

    number: int
    label: str
    text: str
    points: int
    steps: int = 1
    only_for: str = ""  # "hộ kinh doanh": printed, because the others leave the box empty
    is_bonus: bool = False
    floor: int = 0

    @property
    def way(self) -> str:
        """How the box is filled in, where it is not just a cross."""
        return f"ghi từ 0 đến {self.steps}" if self.steps > 1 else ""

    @property
    def remarks(self) -> str:
        """What binds the criterion, for the legend: "10 điểm; ghi từ 0 đến 4"."""
        points = f"{self.points} điểm" + (" thưởng" if self.is_bonus else "")
        floor = f"ít nhất {self.floor} điểm" if self.floor else ""
        target = f"chỉ cho {self.only_for}" if self.only_for else ""
        return "; ".join(part for part in (points, self.way, floor, target) if part)


@dataclass(frozen=True)
class SheetFace:
    """What all sheets of a phase say."""

    ward: str
    campaign: str
    phase: str
    goals: tuple[str, ...]  # when a person, when the household passes
    who: str  # "Người từ đủ 18 tuổi tính đến 31/08/2022"
    window: str  # until when the sheet is handed in, "" where the plan does not say
    not_applicable: str  # what "không áp dụng" means; "" where it may not be written
    household_title: str
    place: str
    year: int
    practice: bool
    people: tuple[Column, ...] = ()
    household: tuple[Column, ...] = ()


@dataclass(frozen=True)
class SheetLine:
    """What one household's sheet says; a spare one has a code and a neighbourhood alone."""

    code: str  # as printed, K7M-2RF-9T3
    link: str  # what the QR code says
    unit: str
    household: str = ""
    head: str = ""
    address: str = ""
    residents: int = 0
    names: tuple[str, ...] = ()
    blocked: frozenset[str] = field(default_factory=frozenset)  # "people-7": columns that are not for this household


@dataclass(frozen=True)
class UnitCover:
    """The counts of one neighbourhood's stack."""

    unit: str
    households: int  # with a sheet in this stack
    without: int  # households nobody is scored in
    people: int
    sheets: int  # pages with names
    spare: int
    printed: str  # when and by whom

    @property
    def pages(self) -> int:
        return self.sheets + self.spare


class SheetPaper(Document):
    """The page that a phase's sheets fill, with its cover behind it."""

    template = "scoring/documents/score_sheet.html"

    def __init__(self, face: SheetFace, lines: int, legend: float):
        self.face, self.lines, self.legend = face, lines, legend

    def context(self) -> dict:
        tables = [("people", self.face.people, range(1, self.lines + 1)), ("own", self.face.household, [0])]
        return {
            "face": self.face,
            "tables": [table_of(*table) for table in tables if table[1]],
            "legend": self.legend,
            "has_grades": any(column.steps > 1 for column in self.face.people + self.face.household),
            "has_blocked": any(column.only_for for column in self.face.people + self.face.household),
        }


@dataclass(frozen=True)
class Table:
    """One table of the page as the template draws it, widths in millimetres."""

    name: str
    columns: tuple[Column, ...]
    lines: range | list[int]
    box: float
    label: float

    @property
    def style(self) -> str:
        """How the labels stand over their columns."""
        return "level" if self.box >= LEVEL else "tight" if self.box < TIGHT else "upright"


def table_of(name: str, columns: tuple[Column, ...], lines) -> Table:
    """Columns as wide as they may be; raises NoRoom where a box of 5 mm would not fit."""
    room = (WIDTH - TAIL - NAME) / len(columns)
    box = min(room, WIDEST if room >= LEVEL else UPRIGHT)
    if box < NARROWEST:
        most = int((WIDTH - TAIL - NAME) // NARROWEST)
        raise NoRoom(
            f"Bộ tiêu chí có {len(columns)} tiêu chí, một tờ A4 chỉ đủ ô cho {most}. "
            "Hãy tách bộ tiêu chí hoặc nhập điểm trực tiếp trên cổng."
        )
    return Table(name, columns, lines, box, WIDTH - TAIL - box * len(columns))


@lru_cache(maxsize=8)
def page_of(face: SheetFace) -> tuple[Layout, int]:
    """The laid-out page and how many people it has lines for: the largest legend that leaves room for some, then more.

    Raises NoRoom.
    """
    for legend in (*LEGENDS, 0):
        lines = roomy(face, legend)
        if lines:
            return lay_out(SheetPaper(face, lines, legend).html(), pages=2), lines
    raise NoRoom("Tên các tiêu chí dài quá, không in vừa một tờ A4. Hãy rút gọn tên ngắn của tiêu chí.")


def roomy(face: SheetFace, legend: float) -> int:
    """How many people fit on a page with a legend of this size, measured on a page for a few; 0 where not even they."""
    few = FEW if legend else FEWEST
    document = typeset(SheetPaper(face, few, legend).html())
    if len(document.pages) != 2:
        return 0
    if not face.people:
        return few
    page = document.pages[0].anchors
    line = page["name-2"][1] - page["name-1"][1]
    return min(MOST, few + int((BOTTOM - page["end"][3]) // line))


def pages_of(line: SheetLine, lines: int) -> int:
    """How many pages a household's sheet takes."""
    return max(1, -(-len(line.names) // lines))


def sheet_records(line: SheetLine, lines: int) -> Iterator[dict[str, str]]:
    """The texts of each page of one household's sheet by their slots."""
    count = pages_of(line, lines)
    for page in range(count):
        names = line.names[page * lines : (page + 1) * lines]
        record = heading(line) | {"page": page_words(line, page + 1, count)}
        for place, name in enumerate(names, start=1):
            record |= {f"number-{place}": str(page * lines + place), f"name-{place}": name}
            record |= {f"people-{place}-{one}": "K" for one in blocked(line, "people")}
        record |= {f"own-0-{one}": "K" for one in blocked(line, "own")}
        yield record


def page_words(line: SheetLine, page: int, count: int) -> str:
    """What stands under the code: which page of several, or that the sheet is a spare one."""
    if not line.household:
        return "Dự phòng"
    return f"Tờ {page}/{count}" if count > 1 else ""


def heading(line: SheetLine) -> dict[str, str]:
    people = [str(line.residents)] if line.household else []
    people += [f"được chấm: {len(line.names)}"] if line.names else []
    return {
        "qr": line.link,
        "code": line.code,
        "unit": line.unit,
        "head": line.head,
        "household": line.household,
        "address": line.address,
        "residents": ", ".join(people),
    }


def blocked(line: SheetLine, table: str) -> list[str]:
    return [name.partition("-")[2] for name in line.blocked if name.startswith(f"{table}-")]


def cover_record(cover: UnitCover) -> dict[str, str]:
    """The texts of a cover by their slots."""
    return {
        "cover-unit": cover.unit,
        "cover-households": str(cover.households),
        "cover-without": str(cover.without),
        "cover-people": str(cover.people),
        "cover-sheets": str(cover.sheets),
        "cover-spare": str(cover.spare),
        "cover-pages": str(cover.pages),
        "cover-printed": cover.printed,
    }


Stack = Iterable[SheetLine | UnitCover]


def records(stack: Stack, lines: int) -> Iterator[dict[str, str]]:
    for one in stack:
        if isinstance(one, UnitCover):
            yield cover_record(one)
        else:
            yield from sheet_records(one, lines)


def write_sheets(
    face: SheetFace, stack: Stack, out: BinaryIO, on_progress: Callable[[int], None] | None = None
) -> FillReport:
    """Covers and sheets in the given order as a PDF file; see `fill` for what it reports and raises, and NoRoom."""
    layout, lines = page_of(face)
    return fill(layout, records(stack, lines), out, on_progress)


def proof_sheets(face: SheetFace, stack: Stack) -> FillReport:
    """What `write_sheets` would shrink, wrap or refuse."""
    layout, lines = page_of(face)
    return proof(layout, records(stack, lines))
