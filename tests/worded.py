"""What a Word file says, read back by python-docx, and the same words as the PDF has them."""

import re
from io import BytesIO

from docx import Document as open_docx
from docx.oxml.ns import qn

from emulation.kit.documents import render_pdf
from tests.printed import seen_by

DOTTED = re.compile(r"(?<= )\.( ?\.){5,}")  # a line to write on, drawn as dots in the PDF and as a tab in Word
MM = 72 / 25.4


def opened(docx: bytes):
    return open_docx(BytesIO(docx))


def words_of(docx: bytes) -> str:
    """All text between the margins in the order of the file, white space folded."""
    found = []
    for element in opened(docx).element.body.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p")):
        found.append(element.text or "" if element.tag == qn("w:t") else " ")
    return " ".join("".join(found).split())


def printed_words(paper) -> str:
    """The same of the PDF in the order it was painted: without drawings, dotted lines and what stands in margins."""
    pdf = render_pdf(re.sub("(?s)<figure>.*?</figure>", "", paper.html()))
    area = (("x", 0), ("y", 20 * MM), ("W", 300 * MM), ("H", 257 * MM))
    crop = [part for name, value in area for part in (f"-{name}", f"{round(value)}")]
    text = seen_by("pdftotext", pdf, "-raw", *crop, "-", "-").decode()
    return " ".join(DOTTED.sub(" ", " ".join(text.split())).split())
