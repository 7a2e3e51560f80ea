"""From parts to a .docx file: named styles, paragraphs, drawn lines, tables, and pages of each kind."""

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from ..vietnamese import fold
from .formatting import set_letters, set_line_above, set_mark_size, set_shape
from .grids import word_table
from .margins import number_pages, write_margins
from .package import empty_document, packed
from .parts import Paper, Paragraph, Rule, Shape, Sheet, Style, Table

HAIR = 1  # point: the height of a paragraph that only carries a line or a distance


def write(paper: Paper) -> bytes:
    """A paper as a .docx file."""
    return packed(Writer(paper).document)


class Writer:
    """Puts one paper together."""

    def __init__(self, paper: Paper):
        self.document, self.letters = empty_document(paper.title), paper.letters
        self.styles: dict[str, tuple[Style, str]] = {}  # by name: as first met, and Word's id of it
        set_letters(self.document.styles["Normal"].font, paper.letters, None)
        body = self.document.element.body
        for number, part in enumerate(paper.parts):
            self.page(part.sheet, is_first=number == 0)
            for block in part.blocks:
                self.block(body, block)
        last = [block for part in paper.parts for block in part.blocks][-1:]
        if last and isinstance(last[0], Table):
            self.rule(body, Rule(Shape()))  # Word ends with a paragraph

    def page(self, sheet: Sheet, is_first: bool) -> None:
        """Begin pages of a kind."""
        section = self.document.sections[0]
        if not is_first:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            hair(WordParagraph(self.document.element.body[-2], None))  # which python-docx hangs the old settings on
        section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
        section.orientation = WD_ORIENT.LANDSCAPE if sheet.width > sheet.height else WD_ORIENT.PORTRAIT
        for side, margin in sheet.margins.items():
            setattr(section, f"{side}_margin", Pt(margin))
        number_pages(section, is_anew=sheet.is_numbered_anew)
        write_margins(section, sheet, self.letters, is_first or sheet.is_numbered_anew)

    def block(self, place, block, keep_next: bool = False) -> None:
        """Append a block to the body or to a cell; `keep_next` binds it to what follows, whatever it says itself."""
        if isinstance(block, Table):
            append(place, word_table(block, self.block))
            return
        paragraph = self.rule(place, block) if isinstance(block, Rule) else self.paragraph(place, block)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True

    def paragraph(self, place, block: Paragraph) -> WordParagraph:
        (style, style_id), paragraph = self.style(block.style), new_paragraph(place)
        paragraph._p.style = style_id
        properties = paragraph.paragraph_format
        set_shape(properties, block.shape, style.shape)
        if any("\t" in run.text for run in block.runs):
            properties.tab_stops.add_tab_stop(Pt(block.dots_to), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        for run in block.runs:
            set_letters(paragraph.add_run(run.text).font, run.letters, style.letters)
        if not block.runs:
            set_mark_size(properties, block.style.letters.size)
        return paragraph

    def rule(self, place, block: Rule) -> WordParagraph:
        """A paragraph too low for text, with a line above it where the rule has a weight."""
        paragraph = new_paragraph(place)
        set_shape(paragraph.paragraph_format, block.shape, Shape())
        hair(paragraph)
        if block.weight:
            set_line_above(paragraph.paragraph_format, block.weight)
        return paragraph

    def style(self, style: Style) -> tuple[Style, str]:
        """The style of this name as first met; what differs in a paragraph is set there."""
        if style.name not in self.styles:
            added = self.document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
            added.element.styleId = fold(style.name).replace(" ", "-")
            added.base_style, added.quick_style = self.document.styles["Normal"], True
            set_shape(added.paragraph_format, style.shape, None)
            set_letters(added.font, style.letters, self.letters)
            self.styles[style.name] = style, added.style_id
        return self.styles[style.name]


def hair(paragraph: WordParagraph) -> None:
    paragraph.paragraph_format.line_spacing = Pt(HAIR)
    set_mark_size(paragraph.paragraph_format, HAIR)


def new_paragraph(place) -> WordParagraph:
    return WordParagraph(append(place, OxmlElement("w:p")), None)


def append(place, element):
    """The element, now at the end of a cell, or of the body before the settings of its last pages."""
    if len(place) and place[-1].tag == qn("w:sectPr"):
        place[-1].addprevious(element)
    else:
        place.append(element)
    return element
