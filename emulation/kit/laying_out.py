"""Pages laid out once by WeasyPrint and taken apart: fixed parts as PDF forms, their slots, the embedded fonts."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

import pydyf

from emulation.kit.documents import Picture, engine, refuse_flaws, resources_digest, typeset
from emulation.kit.fitting import CodeSlot, Face, TextSlot

POINT = 0.75  # points in a CSS pixel
PLAIN = {"text_transform": "none", "font_kerning": "none"}
ALIGN = {"left": 0, "start": 0, "center": 0.5, "right": 1, "end": 1}

# What names and addresses are written with, as ready-made letters; marks that combine with a letter are left out.
LATIN = (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180))
VIETNAMESE = (0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1CD, 0x1DD), *range(0x1EA0, 0x1EFA))
PUNCTUATION = "–—‘’‚“”„†•…‰′″‹›₫№€"
LETTERS = "a " + "".join(map(chr, LATIN + VIETNAMESE)) + PUNCTUATION


@dataclass(frozen=True)
class Layout:
    """Fixed pages, ready to be filled; it holds bytes and numbers only, so it may be kept and shared by threads."""

    slots: dict[str, TextSlot | CodeSlot]
    objects: dict[int, bytes] = field(repr=False)  # PDF objects by number; 1, the list of pages, is left to the writer
    next_number: int
    box: bytes = field(repr=False)  # the size of all pages, as a PDF array
    fonts: bytes = field(repr=False)  # an entry of a PDF dictionary
    forms: tuple[int, ...]  # the numbers of the fixed parts, which pages call /Fixed0, 1 …
    trailer: bytes = field(repr=False)
    matrix: str = ""  # PDF operators that move or stretch what every page shows

    @property
    def resources(self) -> bytes:
        """What all pages draw with, as entries of a PDF dictionary."""
        forms = b"".join(b"/Fixed%d %d 0 R" % (kind, number) for kind, number in enumerate(self.forms))
        return b"%b/XObject<<%b>>" % (self.fonts, forms)


class WrongPageCount(ValueError):
    """The HTML makes more or fewer pages than its paper has kinds of pages."""


def lay_out(html: str, pages: int = 1, pictures: tuple[Picture, ...] = ()) -> Layout:
    """Lay out HTML with slots (see `filling`); kept in memory until the HTML, a stylesheet or a font changes.

    A paper may have several kinds of pages, all of one size and in one document (a cover and its sheets): `pages`
    says how many; `pictures` are what the HTML may show. Raises WrongPageCount, or ValueError for a
    slot that the filling could not draw as WeasyPrint does.
    """
    return _lay_out(html, pages, pictures, resources_digest())


@lru_cache(maxsize=8)
def _lay_out(html: str, count: int, pictures: tuple[Picture, ...], _resources: str) -> Layout:
    document = typeset(html, pictures=pictures)
    if len(document.pages) != count:
        raise WrongPageCount(f"The HTML must make {count} page(s) to fill, it makes {len(document.pages)}.")
    boxes = [(kind, *found) for kind, page in enumerate(document.pages) for found in slot_boxes(page).items()]
    texts = {name: box for _, name, box in boxes if box.element.get("data-fill") == "text"}
    samples = {name: sample_line(name, box) for name, box in texts.items()}
    for _, _, box in boxes:
        box.children = []
    pdf, fonts = paint(alphabet([box.style for box in texts.values()], document), document)
    slots = {}
    for kind, name, box in boxes:
        where = (name, kind, place(box, document.pages[kind]))
        face = face_of(box.style, fonts) if name in texts else None
        slots[name] = text_slot(*where, box, samples[name], face) if face else code_slot(*where)
    return take_apart(pdf, slots)


def slot_boxes(page) -> dict:
    """The boxes of all slots of a page, by id."""
    found = {}
    for box in page._page_box.descendants(placeholders=True):
        element = box.element
        if element is not None and element.get("data-fill") and element.get("id"):
            found.setdefault(element.get("id"), box)
    return found


def sample_line(name: str, box):
    """The first line of text in a slot, from which its baseline is read."""
    plain = all(box.style[name] == value for name, value in PLAIN.items())
    line = next((child for child in box.descendants() if hasattr(child, "baseline") and hasattr(child, "text")), None)
    if line is None or not plain:
        raise ValueError(f"Slot “{name}” needs a sample text, no kerning and no text transform.")
    return line


def alphabet(styles, document):
    """A page of all letters in every face that the slots use, with the fonts of `document`."""
    faces = sorted({(style["font_family"], style["font_weight"], style["font_style"]) for style in styles})
    lines = (
        f"<p style='font: {slant} {weight} 6pt {escape(', '.join(map(repr, family)))}'>{escape(LETTERS)}</p>"
        for family, weight, slant in faces
    )
    sheet = "<style>@page { size: 2000pt } p { font-kerning: none; font-variant-ligatures: none }</style>"
    return typeset(f"<html lang='vi'>{sheet}{''.join(lines)}", fonts=document.font_config).pages[0]


def paint(letters, document):
    """WeasyPrint's own PDF objects of all pages, and its fonts; the letters come first, so that a space is a space."""
    kept = []

    def keep(painted, pdf):
        refuse_flaws(painted, but=LETTERS)
        kept.extend((pdf, list(painted.fonts.values())))

    for page in document.pages:
        for leftover in (page.anchors, page.links, page.bookmarks):
            leftover.clear()
    with engine():
        document.copy([letters, *document.pages]).write_pdf(finisher=keep)
    return kept


def face_of(style, fonts) -> Face:
    """The embedded font of a slot; ValueError when no font has just this family, weight and slant."""
    wanted = (style["font_family"][0], style["font_weight"], style["font_style"] != "normal")
    for font in fonts:
        if (font.family, font.weight, bool(font.style)) == wanted:
            letters = {text: glyph for glyph, text in font.to_unicode.items() if len(text) == 1}
            codes = {letter: string_code(glyph) for letter, glyph in letters.items()}
            widths = {letter: font.widths[glyph] for letter, glyph in letters.items()}
            return Face(font.hash, codes, widths)
    raise ValueError(f"No font of the paper stylesheets is {wanted}.")


def string_code(glyph: int) -> str:
    """The two bytes of a glyph's number as they stand in a PDF string, one character a byte."""
    return re.sub(r"([\\()])", r"\\\1", glyph.to_bytes(2, "big").decode("latin-1")).replace("\r", "\\r")


def text_slot(name: str, page: int, where: tuple, box, sample, face: Face) -> TextSlot:
    """A slot's place and style in points; `data-smallest` and `data-lines` say how far a text may give way."""
    style, element = box.style, box.element
    size = style["font_size"] * POINT
    middle = box.content_box_y() + box.height / 2
    return TextSlot(
        name,
        page,
        *where,
        face,
        colour=" ".join(f"{part:.4f}" for part in style["color"].to("srgb").coordinates) + " rg",
        align=ALIGN[style["text_align_all"]],
        size=size,
        smallest=float(element.get("data-smallest", size)),
        lines=int(element.get("data-lines", 1)),
        drop=(sample.position_y + sample.baseline - middle) / style["font_size"],
        spacing=0 if style["letter_spacing"] == "normal" else style["letter_spacing"] / style["font_size"],
    )


def code_slot(name: str, page: int, where: tuple) -> CodeSlot:
    x, y, width, height = where
    return CodeSlot(name, page, x, y, min(width, height))


def place(box, page) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a box's content in points."""
    bottom = page.height - box.content_box_y() - box.height
    return tuple(length * POINT for length in (box.content_box_x(), bottom, box.width, box.height))


def take_apart(pdf, slots) -> Layout:
    """Turn all pages but the first of WeasyPrint's file into forms, drop the pages, keep all other objects as bytes."""
    numbers = [int(reference.split()[0]) for reference in pdf.page_references]
    pages = [pdf.objects[number] for number in numbers]
    letters_stream, *forms = (pdf.objects[int(page["Contents"].split()[0])] for page in pages)
    for form, page in zip(forms, pages[1:], strict=True):
        box, resources = page["MediaBox"], page["Resources"]
        form.extra |= {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": resources}
    if len({page["MediaBox"].data for page in pages[1:]}) > 1:
        raise ValueError("All pages of a paper to fill must have the same size.")
    pdf.add_object(pdf.info)
    dropped = {0, pdf.pages.number, letters_stream.number, *numbers}
    objects = {each.number: each.data for each in pdf.objects if each.number not in dropped}
    resources = next(each for each in pdf.objects if each.number == int(pages[1]["Resources"].split()[0]))
    fonts = pydyf.Dictionary({"Font": resources["Font"]}).data[2:-2]
    trailer = b"/Root " + pdf.catalog.reference + b"/Info " + pdf.info.reference
    numbers = tuple(form.number for form in forms)
    return Layout(slots, objects, len(pdf.objects), pages[1]["MediaBox"].data, fonts, numbers, trailer)
