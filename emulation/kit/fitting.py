"""Slots of a laid-out page and how texts fit them: exact arithmetic on the font's own widths.

Lengths are PDF points from the bottom left corner of the page, widths of letters thousandths of the font size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import floor

from emulation.kit.documents import MissingGlyph, Unprintable

STEP = 0.5  # points: sizes shrink in steps, so that neighbours of a batch do not differ by a hair
PITCH = 1.15  # of the size: the least distance of two lines with marks above and below


class TooLong(Unprintable):
    """A text that does not fit its slot, however shrunk and wrapped."""

    def __init__(self, text: str):
        super().__init__(text, "dòng quá dài, kể cả khi thu nhỏ và xuống dòng.")


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

    def fit(self, text: str) -> Setting:
        """The text in one line, shrunk if need be, else in as few lines as do; raises TooLong or MissingGlyph."""
        width = self.face.width(text)
        if width * self.size <= self.width:
            return Setting((text,), (width,), self.size)
        for lines in self._wrappings(text):
            widths = tuple(map(self.face.width, lines))
            size = self._largest_size(widths)
            if size >= self.smallest:
                return Setting(lines, widths, size)
        raise TooLong(text)

    def draw(self, setting: Setting) -> str:
        """The PDF operators, to stand between BT and ET after `colour`, that show a fitted text."""
        operators = f"/{self.face.resource} {setting.size:g} Tf"
        pitch = self.height / len(setting.lines)
        for number, (line, width) in enumerate(zip(setting.lines, setting.widths, strict=True)):
            x = self.x + (self.width - width * setting.size) * self.align
            y = self.y + self.height - pitch * (number + 0.5) - self.drop * setting.size
            operators += f" 1 0 0 1 {x:.2f} {y:.2f} Tm ({self.face.encode(line)}) Tj"
        return operators

    def _wrappings(self, text: str) -> Iterator[tuple[str, ...]]:
        words = text.split(" ")
        return (evenly(words, count, self.face) for count in range(1, min(self.lines, len(words)) + 1))

    def _largest_size(self, widths: tuple[float, ...]) -> float:
        room = self.width / max(widths)
        if len(widths) > 1:
            room = min(room, self.height / len(widths) / PITCH)
        return min(self.size, floor(room / STEP) * STEP)


def evenly(words: list[str], count: int, face: Face) -> tuple[str, ...]:
    """The words in `count` lines, broken so that the widest line is as narrow as can be."""
    if count == 1:
        return (" ".join(words),)
    breaks = range(1, len(words) - count + 2)
    wrappings = ((" ".join(words[:at]), *evenly(words[at:], count - 1, face)) for at in breaks)
    return min(wrappings, key=lambda lines: max(map(face.width, lines)))


@dataclass(frozen=True)
class CodeSlot:
    """A square place for a QR code, its quiet zone not counted."""

    name: str
    page: int
    x: float
    y: float
    side: float
