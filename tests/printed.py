"""What a PDF file shows, as poppler's programs see it: its words and its pictures."""

import subprocess
from io import BytesIO

from PIL import Image, ImageChops


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
