"""What a PDF file shows, as poppler's programs see it: its words and its pictures."""

import subprocess
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops
from pypdf import PdfReader


def seen_by(program: str, pdf: bytes, *arguments: str) -> bytes:
    return subprocess.run([program, *arguments], input=pdf, check=True, capture_output=True).stdout


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, in the order they stand on paper, white space folded."""
    text = seen_by("pdftotext", pdf, "-layout", "-", "-").decode()
    return [" ".join(page.split()) for page in text.split("\f")[:-1]]


def picture_of(pdf: bytes, page: int = 1, reduce: int = 4) -> Image.Image:
    """A page in grey at 288 dots an inch, reduced, because poppler sets letters on quarters of a dot only."""
    dots = seen_by("pdftoppm", pdf, "-r", "288", "-gray", "-f", str(page), "-l", str(page), "-")
    return Image.open(BytesIO(dots)).reduce(reduce)


def difference(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of a dot, of 255; smoothing alone gives a few."""
    return ImageChops.difference(one, other).getextrema()[1]


@dataclass(frozen=True)
class Piece:
    """A run of text as it was painted; lengths in points from the left and the top of the paper."""

    text: str
    size: float
    left: float
    baseline: float
    font: str


@cache
def pieces_of(pdf: bytes, number: int) -> list[Piece]:
    """What stands on a page, in the order in which it was painted."""
    found = []

    def visit(text, matrix, place, font, size):
        if text.strip():
            numbers = (round(size * matrix[0], 1), place[4] * matrix[0], place[5] * matrix[0])
            found.append(Piece(" ".join(text.split()), *numbers, font["/BaseFont"].partition("Serif")[2]))

    PdfReader(BytesIO(pdf)).pages[number - 1].extract_text(visitor_text=visit)
    return found
