"""Bar charts of shares as plain numbers, in millimetres from the top left, for a template to draw as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from emulation.kit.vietnamese import percent
from scoring.rules import reaches

WIDTH = 164  # the text column of an A4 letter
HEAD, PITCH, THICK, FOOT = 7.0, 6.2, 4.2, 6.0
VALUES = 17.0  # room for "100,0 %" behind the bars
LETTER = 1.85  # what a letter takes on average at 11 pt
LONGEST_GUTTER = 62.0
BARS = 32  # fit on one page
FILLS = {"high": "#555555", "middle": "#a3a3a3", "low": "#e4e4e4"}  # told apart on any office printer


@dataclass(frozen=True)
class Mark:
    """A percentage to reach, and what for."""

    percent: int
    words: str


@dataclass(frozen=True)
class Share:
    """One bar's numbers, as the table beside the chart shows them."""

    label: str
    part: int
    whole: int


@dataclass(frozen=True)
class Bar:
    label: str
    value: str
    top: float
    baseline: float
    width: float
    tone: str

    @property
    def fill(self) -> str:
        return FILLS[self.tone]


@dataclass(frozen=True)
class Line:
    """A mark on the chart: where it stands, and on which side its words run."""

    x: float
    words: str
    words_x: float
    anchor: str


@dataclass(frozen=True)
class Tick:
    x: float
    words: str


@dataclass(frozen=True)
class Chart:
    """One picture: bars between `left` and `right`, which stand for 0 and 100 %."""

    left: float
    right: float
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    width: float = WIDTH
    head: float = HEAD
    thick: float = THICK

    @property
    def labels_x(self) -> float:
        return round(self.left - 1.5, 2)

    @property
    def bottom(self) -> float:
        return round(HEAD + PITCH * len(self.bars), 2)

    @property
    def scale_y(self) -> float:
        return round(self.bottom + 4.4, 2)

    @property
    def height(self) -> float:
        return round(self.bottom + FOOT, 2)


def share_words(part: int, whole: int) -> str:
    """ "83,3 %", and a dash where nothing is counted."""
    return f"{percent(part, whole)}\u00a0%" if whole else "–"


def bar_charts(shares: Sequence[Share], marks: Sequence[Mark]) -> list[Chart]:
    """One picture, or several equal in scale where the bars of one would not fit on a page."""
    left = round(min(LONGEST_GUTTER, 3 + LETTER * max((len(s.label) for s in shares), default=0)), 2)
    pieces = [shares[start : start + BARS] for start in range(0, len(shares), BARS)]
    return [chart(piece, marks, left, WIDTH - VALUES) for piece in pieces]


def chart(shares: Sequence[Share], marks: Sequence[Mark], left: float, right: float) -> Chart:
    def across(share: Fraction) -> float:
        return round(left + float(share) * (right - left), 2)

    return Chart(
        left=left,
        right=right,
        bars=tuple(bar(share, place, marks, right - left) for place, share in enumerate(shares)),
        lines=tuple(line(mark, across(Fraction(mark.percent, 100)), mark == marks[-1]) for mark in marks),
        ticks=tuple(Tick(across(Fraction(tenth, 10)), f"{10 * tenth}") for tenth in range(0, 11, 2)),
    )


def bar(share: Share, place: int, marks: Sequence[Mark], full: float) -> Bar:
    top = HEAD + PITCH * place + (PITCH - THICK) / 2
    part = Fraction(share.part, share.whole) if share.whole else Fraction(0)
    return Bar(
        label=share.label,
        value=share_words(share.part, share.whole),
        top=round(top, 2),
        baseline=round(top + 0.5 * THICK + 1.35, 2),
        width=round(float(part) * full, 2),
        tone=tone(share, marks),
    )


def tone(share: Share, marks: Sequence[Mark]) -> str:
    """ "high" above all marks, "low" below all, "middle" between; the exact share decides, not its picture."""
    reached = sum(reaches(share.part, share.whole, mark.percent) for mark in marks)
    return "low" if not reached else "high" if reached == len(marks) else "middle"


def line(mark: Mark, x: float, is_last: bool) -> Line:
    """The highest mark has its words on the right, the others on the left, so that near marks stay legible."""
    words = f"{mark.percent}\u00a0%"
    return Line(x, words, x + 1 if is_last else x - 1, "start" if is_last else "end")


def legend(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Each fill with the shares it stands for: "từ 85 % đến dưới 90 %"; marks ascend."""
    first, last = marks[0].percent, marks[-1].percent
    between = [("middle", f"từ {first}\u00a0% đến dưới {last}\u00a0%")] if len(marks) > 1 else []
    words = [("high", f"từ {last}\u00a0% trở lên"), *between, ("low", f"dưới {first}\u00a0%")]
    return [(FILLS[tone], meaning) for tone, meaning in words]
