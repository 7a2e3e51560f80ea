"""What stands in the margins of Word's pages: marks as the paper has them, and the page's number from page 2."""

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt

from .formatting import set_letters
from .grids import element, nest
from .parts import Letters, Sheet

COLUMNS = ("left", "center", "right")


def write_margins(section, sheet: Sheet, letters: Letters, is_first: bool) -> None:
    """Header and footer of a section; the first page of a paper has no number."""
    section.header_distance = Pt((sheet.margins["top"] - letters.size) / 2)
    section.footer_distance = Pt((sheet.margins["bottom"] - letters.size) / 2)
    section.different_first_page_header_footer = is_first
    bands = [(section.header, "top", True), (section.footer, "bottom", False)]
    if is_first:
        bands += [(section.first_page_header, "top", False), (section.first_page_footer, "bottom", False)]
    for band, edge, is_numbered in bands:
        write_band(band, sheet, edge, is_numbered, letters)


def number_pages(section, is_anew: bool) -> None:
    """Counts the pages of a section on, or from 1; a new section begins with the settings of the one before it."""
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if is_anew:
        section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start="1"))


def write_band(band, sheet: Sheet, edge: str, is_numbered: bool, letters: Letters) -> None:
    """One line with a text at the left, in the middle and at the right, each where there is one."""
    band.is_linked_to_previous = False
    paragraph = band.paragraphs[0]
    paragraph._p.style = None
    width = sheet.width - sheet.margins["left"] - sheet.margins["right"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width / 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
    for column, side in enumerate(COLUMNS):
        if column:
            paragraph.add_run("\t")
        mark = sheet.marks.get(f"{edge}-{side}")
        if mark:
            set_letters(paragraph.add_run(mark.text).font, mark.letters, letters)
        elif is_numbered and side == "center":
            paragraph._p.append(page_number())


def page_number():
    """The field that Word fills with the number of each page."""
    return nest(element("fldSimple", instr="PAGE"), nest(element("r"), element("t")))
