"""Slots of a laid-out page and how texts fit them: exact arithmetic on the font's own widths.

Lengths are PDF points from the bottom left corner of the page, widths of letters thousandths of the font size.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import floor

from emulation.kit.documents import MissingGlyph, Unprintable

STEP = 0.5  # points: sizes shrink in steps, so that neighbours of a batch do not differ by a hair
PITCH = 1.15  # of the size: the least distance of two lines with marks above and below
LOOSE = 1.4  # of the size: the greatest distance of two lines, however high their place is


class TooLong(Unprintable):
    """A text that does not fit its slot, however shrunk and wrapped."""

    def __init__(self, text: str, room: int = 0):
        lines = text.count("\n") + 1
        reason = "dòng quá dài, kể cả khi thu nhỏ và xuống dòng."
        super().__init__(
            text, f"văn bản có {lines} dòng, chỗ này chỉ in được {room} dòng." if lines > room > 0 else reason
        )


@dataclass(frozen=True)
class Face:
    """One font as embedded in the file: its resource name, and per letter the code in strings and the width."""

    resource: str
    codes: dict[str, str] = field(repr=False)
    widths: dict[str, float] = field(repr=False)

    def width(self, text: str) -> float:
        """The width of a text at size 1; raises MissingGlyph and names every letter the font lacks."""
        try:
            return sum(map(self.widths.__getitem__, text)) / 1000
        except KeyError:
            raise MissingGlyph(text, sorted(set(text) - self.widths.keys())) from None

    def encode(self, text: str) -> str:
        return "".join(map(self.codes.__getitem__, text))


@dataclass(frozen=True)
class Setting:
    """A text as it will be printed: its lines, the width of each at size 1, and the size in points."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float


@dataclass(frozen=True, eq=False)
class TextSlot:
    """A place for one text; lines, when there are several, share its height evenly. Slots differ even if alike."""

    name: str
    page: int  # which kind of page of the layout it stands on, from 0
    x: float
    y: float
    width: float
    height: float
    face: Face
    colour: str  # PDF operator that sets it
    align: float  # 0 left, 0.5 centred, 1 right
    size: float
    smallest: float
    lines: int
    drop: float  # from the middle of a line down to its baseline, in parts of the size
    spacing: float = 0  # between letters, in parts of the size

    def fit(self, text: str) -> Setting:
        """The text in one line, shrunk if need be, else in as few lines as do; raises TooLong or MissingGlyph.

        Where the place is high enough for lines at full size, the text wraps before it shrinks. Lines that the text
        breaks itself stay as they are.
        """
        width = self._width(text.replace("\n", " "))
        if width * self.size <= self.width and "\n" not in text:
            return Setting((text,), (width,), self.size)
        settings = (Setting(lines, widths, self._largest_size(widths)) for lines, widths in self._wrappings(text))
        possible = (setting for setting in settings if setting.size >= self.smallest)
        if self.wraps_first:
            found = max(possible, key=lambda setting: setting.size, default=None)
        else:
            found = next(possible, None)
        if found is None:
            raise TooLong(text, self.lines if "\n" in text else 0)
        return found

    @property
    def wraps_first(self) -> bool:
        return self.lines > 1 and self.height >= 2 * self.size * PITCH

    def draw(self, setting: Setting) -> str:
        """The PDF operators, to stand between BT and ET after `colour`, that show a fitted text."""
        operators = f"/{self.face.resource} {setting.size:g} Tf"
        if self.spacing:
            operators += f" {self.spacing * setting.size:.3f} Tc"
        pitch = min(self.height / len(setting.lines), LOOSE * setting.size)
        first = self.y + (self.height + pitch * (len(setting.lines) - 1)) / 2 - self.drop * setting.size
        for number, (line, width) in enumerate(zip(setting.lines, setting.widths, strict=True)):
            x = self.x + (self.width - width * setting.size) * self.align
            operators += f" 1 0 0 1 {x:.2f} {first - pitch * number:.2f} Tm ({self.face.encode(line)}) Tj"
        return f"{operators} 0 Tc" if self.spacing else operators

    def _width(self, line: str) -> float:
        """The width of a line at size 1."""
        return self.face.width(line) + self.spacing * (len(line) - 1)

    def _wrappings(self, text: str) -> Iterator[tuple[tuple[str, ...], tuple[float, ...]]]:
        """The ways to set the text in lines, and how wide each line is at size 1."""
        if "\n" in text:
            wrappings = [tuple(text.split("\n"))] if text.count("\n") < self.lines else []
        else:
            words = text.split(" ")
            wrappings = (evenly(words, count, self._width) for count in range(1, min(self.lines, len(words)) + 1))
        return ((lines, tuple(map(self._width, lines))) for lines in wrappings)

    def _largest_size(self, widths: tuple[float, ...]) -> float:
        room = self.width / max(widths)
        if len(widths) > 1:
            room = min(room, self.height / len(widths) / PITCH)
        return min(self.size, floor(room / STEP) * STEP)


def evenly(words: list[str], count: int, width: Callable[[str], float]) -> tuple[str, ...]:
    """The words in `count` lines, broken so that the widest line is as narrow as can be."""

    @cache
    def broken(start: int, lines: int) -> tuple[float, tuple[str, ...]]:
        if lines == 1:
            line = " ".join(words[start:])
            return width(line), (line,)
        ways = []
        for stop in range(start + 1, len(words) - lines + 2):
            line, (widest, rest) = " ".join(words[start:stop]), broken(stop, lines - 1)
            ways.append((max(width(line), widest), (line, *rest)))
        return min(ways, key=lambda way: way[0])

    return broken(0, count)[1]


@dataclass(frozen=True)
class CodeSlot:
    """A square place for a QR code, its quiet zone not counted."""

    name: str
    page: int
    x: float
    y: float
    side: float
