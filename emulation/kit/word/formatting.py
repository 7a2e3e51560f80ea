"""Setting paragraphs and letters in Word: only what differs from the style they follow."""

from dataclasses import fields

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from .grids import element, line, nest
from .parts import Letters, Shape

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
LENGTHS = {
    "indent": "first_line_indent",
    "left": "left_indent",
    "right": "right_indent",
    "before": "space_before",
    "after": "space_after",
}
FLAGS = {"keep_next": "keep_with_next", "keep_lines": "keep_together", "new_page": "page_break_before"}
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def differing(one, other) -> set[str]:
    """The fields in which two of a kind differ; all of them where there is no other."""
    return {f.name for f in fields(one) if other is None or getattr(one, f.name) != getattr(other, f.name)}


def set_shape(properties, shape: Shape, base: Shape | None) -> None:
    """Set a python-docx ParagraphFormat to a shape, over the one that its style gives."""
    changed = differing(shape, base)
    for name, attribute in LENGTHS.items():
        if name in changed:
            setattr(properties, attribute, Pt(getattr(shape, name)))
    for name, attribute in FLAGS.items():
        if name in changed:
            setattr(properties, attribute, getattr(shape, name))
    if "align" in changed:
        properties.alignment = ALIGN[shape.align]
    if {"line", "exact"} & changed:
        properties.line_spacing = shape.line if shape.exact is None else Pt(shape.exact)
    if "outline" in changed and shape.outline:
        properties.element.get_or_add_pPr().get_or_add_outlineLvl().val = shape.outline - 1


def set_letters(font, letters: Letters, base: Letters | None) -> None:
    """Set a python-docx Font to letters, over those that its style gives."""
    changed = differing(letters, base)
    if "size" in changed:
        font.size = Pt(letters.size)
    if "bold" in changed:
        font.bold = letters.bold
    if "italic" in changed:
        font.italic = letters.italic
    if "colour" in changed:
        font.color.rgb = RGBColor.from_string(letters.colour)
    if "script" in changed:
        font.superscript = letters.script == "super" or None
        if letters.script == "sub":
            font.subscript = True


def set_mark_size(properties, size: float) -> None:
    """The height of a paragraph without text: the size of the mark at its end."""
    mark = nest(element("rPr"), element("sz", val=round(2 * size)))
    properties.element.get_or_add_pPr().insert_element_before(mark, "w:sectPr")


def set_line_above(properties, weight: float) -> None:
    """A line over the whole width of a paragraph, in points."""
    borders = nest(element("pBdr"), line("top", weight))
    properties.element.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDERS)
