"""What a Word file says, read back by python-docx, and the same words as the PDF has them."""

import re
from io import BytesIO

from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from emulation.kit.documents import render_pdf
from tests.printed import seen_by

DOTTED = re.compile(r"(?<= )\.( ?\.){5,}")  # a line to write on, drawn as dots in the PDF and as a tab in Word
HEADS_ONCE = "<style>thead { display: table-row-group }</style>"  # Word has the head of a long table only once
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
    html = re.sub("(?s)<figure>.*?</figure>", "", paper.html())
    pdf = render_pdf(html.replace("</head>", f"{HEADS_ONCE}</head>"))
    area = (("x", 0), ("y", 20 * MM), ("W", 300 * MM), ("H", 257 * MM))
    crop = [part for name, value in area for part in (f"-{name}", f"{round(value)}")]
    text = seen_by("pdftotext", pdf, "-raw", *crop, "-", "-").decode()
    return " ".join(DOTTED.sub(" ", " ".join(text.split())).split())


def paragraphs_of(docx: bytes) -> list[Paragraph]:
    """Every paragraph with text, in tables too, in the order of the file."""
    word = opened(docx)
    found = (Paragraph(element, word._body) for element in word.element.body.iter(qn("w:p")))
    return [paragraph for paragraph in found if paragraph.text.strip()]


def paragraph_of(docx: bytes, text: str) -> Paragraph:
    """The one paragraph that says just this."""
    (found,) = [one for one in paragraphs_of(docx) if " ".join(one.text.split()) == text]
    return found


def set_as(paragraph: Paragraph) -> tuple[float, bool, bool]:
    """Size, bold and italic of a paragraph's letters, as Word works them out: run, then style, then the style below."""
    run = paragraph.runs[0]
    fonts = [run.font, paragraph.style.font, paragraph.style.base_style.font]
    size, bold, italic = (
        next(value for font in fonts if (value := getattr(font, name)) is not None)
        for name in ("size", "bold", "italic")
    )
    return size.pt, bold, italic


def shaped(paragraph: Paragraph, name: str):
    """One setting of a paragraph: its own, or its style's."""
    own = getattr(paragraph.paragraph_format, name)
    return own if own is not None else getattr(paragraph.style.paragraph_format, name)


def rule_after(paragraph: Paragraph) -> tuple[float, float]:
    """How far the line drawn under a paragraph stays from the left and the right edge of its frame, in points."""
    rule = Paragraph(paragraph._p.getnext(), paragraph._parent)
    assert rule._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
    return rule.paragraph_format.left_indent.pt, rule.paragraph_format.right_indent.pt
