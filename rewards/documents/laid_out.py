"""Certificates on a layout that is data: its fields become slots at their millimetres, filled as every paper is.

    write_sheets(layout, face, lines, out)

A *face* is what all sheets of a run say, a *line* what one of them says: texts by slot (`rules/certificates.py`).
The face is fitted once and becomes part of the page; a line costs its own letters.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from django.utils.safestring import mark_safe

from emulation.kit.documents import Document, Picture, render_pdf
from emulation.kit.filling import FillReport, Layout, fill, lay_out, proof, settle
from emulation.kit.quick_codes import svg_code

from ..choices import LayoutDesign, LayoutMode, LayoutSlot
from ..rules.layout_designs import FONT_FAMILIES
from ..rules.layouts import MM, FieldFacts, LayoutFacts, PrinterFacts
from .ornament import border, corners, rosette

Texts = Mapping[str, str]
POINTS = 72 / MM  # in a millimetre
SAMPLE = "Mẫu"


@dataclass(frozen=True)
class SheetFacts:
    """What is printed: on all sheets of a run, and on this one."""

    face: Texts
    line: Texts


@dataclass(frozen=True)
class Sheet:
    """What lies behind the fields beside the layout itself: its picture, and the marks of what has no value."""

    background: Picture | None = None
    draft: bool = False
    practice: bool = False


PLAIN = Sheet()
OF_A_LINE = {  # unless the face says it for all
    LayoutSlot.SALUTATION, LayoutSlot.NAME, LayoutSlot.PLACE, LayoutSlot.ACHIEVEMENT,
    LayoutSlot.REGISTER, LayoutSlot.QR, LayoutSlot.LOOKUP, LayoutSlot.CHECK_CODE,
}  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """One printed field with the name of its slot on the page."""

    name: str
    facts: FieldFacts
    said: str = ""

    @property
    def is_code(self) -> bool:
        return self.facts.slot == LayoutSlot.QR

    @property
    def style(self) -> str:
        facts = self.facts
        slant, weight = ("italic " if facts.italic else ""), ("bold " if facts.bold else "")
        spacing = f"letter-spacing: {facts.spacing / 100:g}em;" if facts.spacing else ""
        # WeasyPrint spaces after the last letter too; the indent puts the line back into the middle
        spacing += f"text-indent: {facts.spacing / 100:g}em;" if facts.spacing and facts.align == "center" else ""
        family = FONT_FAMILIES[facts.font]
        return (
            f"left: {facts.x:g}mm; top: {facts.y:g}mm; width: {facts.width:g}mm; height: {facts.height:g}mm; "
            f"font: {slant}{weight}{facts.size:g}pt/{facts.height:g}mm '{family}'; "
            f"text-align: {facts.align}; color: {facts.colour};{spacing}"
        )

    @property
    def smallest(self) -> str:
        return f"{self.facts.smallest:g}"

    @property
    def lines(self) -> str:
        return f"{self.facts.lines}"

    @property
    def code(self):
        return mark_safe(svg_code(self.said)) if self.said else ""  # noqa: S308

    @property
    def is_underlined(self) -> bool:
        return self.facts.slot == LayoutSlot.MOTTO


def placed(layout: LayoutFacts) -> list[Placed]:
    """The printed fields; free texts are told apart by their number."""
    return [
        Placed(f"{facts.slot}-{number}" if facts.slot == LayoutSlot.FREE else facts.slot, facts)
        for number, facts in enumerate(layout.printed, start=1)
    ]


class LaidOutPage(Document):
    """The page of a layout: with a sample in every slot, ready to be filled, or with the texts of one sheet."""

    template = "rewards/documents/laid_out.html"

    def __init__(self, layout: LayoutFacts, sheet: Sheet, facts: SheetFacts | None = None):
        self.layout, self.sheet, self.facts = layout, sheet, facts

    def context(self) -> dict:
        layout = self.layout
        width, height = f"{layout.width:g}", f"{layout.height:g}"
        drawn = layout.mode == LayoutMode.DRAWN
        picture = self.sheet.background if layout.mode == LayoutMode.IMAGE else None
        return {
            "title": layout.name,
            "size": f"@page {{ size: {width}mm {height}mm; margin: 0 }}",
            "width": width,
            "height": height,
            "fields": [replace(one, said=self.said(one)) for one in placed(layout)],
            "ornament": ornament(layout) if drawn else None,
            "background": picture and f"picture:{picture.sha256}",
            "sheet": self.sheet,
        }

    def said(self, one: Placed) -> str:
        if self.facts is None:
            return "" if one.is_code else SAMPLE
        return texts_for([one], self.facts.line | self.facts.face).get(one.name, "")

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return (self.sheet.background,) if self.sheet.background else ()

    def pdf(self) -> bytes:
        """The page as WeasyPrint itself draws it: nothing is fitted."""
        return render_pdf(self.html(), self.pictures)


def page_of(layout: LayoutFacts, sheet: Sheet) -> Layout:
    """The page laid out, its slots empty."""
    return lay_out(page_to_fill(layout, sheet), pictures=LaidOutPage(layout, sheet).pictures)


@lru_cache(maxsize=16)
def page_to_fill(layout: LayoutFacts, sheet: Sheet) -> str:
    return LaidOutPage(layout, sheet).html()


def ornament(layout: LayoutFacts) -> dict:
    """The engraved border and rosette, for paper of any size; a giấy khen has its frame in red."""
    size = (layout.width, layout.height)
    middle = (f"{layout.width / 2:g}", f"{layout.height / 2:g}")
    frames = [(0, 0.9), (1.4, 0.25), (9.6, 0.25), (11, 0.6)]
    return {
        "is_red": layout.design == LayoutDesign.MERIT,
        "middle": middle,
        "frames": [
            (f"{8 + inset:g}", f"{size[0] - 16 - 2 * inset:g}", f"{size[1] - 16 - 2 * inset:g}", f"{stroke:g}")
            for inset, stroke in frames
        ],
        "corners": corners(*size),
        "petals": [str(45 * number) for number in range(8)],
        "waves": [border(2.9, (0, 1 / 3, 2 / 3), *size), border(1.2, (0.25, 0.75), *size)],
        "rosettes": [rosette(45, 9, 24, 4), rosette(30, 13, 12, 6)],
    }


def texts_for(fields: Iterable[Placed], texts: Texts) -> dict[str, str]:
    """What each of these fields prints, by the name of its slot; empty ones are left out."""
    printed = {one.name: one.facts.words(texts.get(one.facts.slot, "")) for one in fields}
    return {name: text for name, text in printed.items() if text}


def parted(layout: LayoutFacts, face: Texts) -> tuple[list[Placed], list[Placed]]:
    """The fields that say the same on all sheets of a run, and those each line says itself."""
    own = OF_A_LINE - set(face)
    fields = placed(layout)
    return [one for one in fields if one.facts.slot not in own], [one for one in fields if one.facts.slot in own]


def write_sheets(
    layout: LayoutFacts,
    face: Texts,
    lines: Iterable[Texts],
    out: BinaryIO,
    on_progress: Callable[[int], None] | None = None,
    printer: PrinterFacts | None = None,
    sheet: Sheet = PLAIN,
) -> FillReport:
    """One sheet per line as a PDF file; see `fill` for what it reports and raises; page 0 is what the face gave way."""
    shared, own = parted(layout, face)
    page, of_face = settle(page_of(layout, sheet), texts_for(shared, face))
    page = replace(page, matrix=matrix_for(printer, layout))
    report = fill(page, (texts_for(own, line) for line in lines), out, on_progress)
    return joined(of_face, report)


def proof_sheets(layout: LayoutFacts, face: Texts, lines: Iterable[Texts], sheet: Sheet = PLAIN) -> FillReport:
    """What `write_sheets` would shrink, wrap or refuse, to be shown before anything is printed."""
    shared, own = parted(layout, face)
    page = page_of(layout, sheet)
    of_face = proof(page, [texts_for(shared, face)])
    for refusal in of_face.refused:
        refusal.page = None
    return joined(of_face, proof(page, (texts_for(own, line) for line in lines)))


def joined(face: FillReport, report: FillReport) -> FillReport:
    """Both reports as one; what the face had to give way is of page 0."""
    shrunk, wrapped = ([replace(one, page=0) for one in squeezed] for squeezed in (face.shrunk, face.wrapped))
    refused = [*face.refused, *report.refused]
    return FillReport(report.pages, [*shrunk, *report.shrunk], [*wrapped, *report.wrapped], refused)


def matrix_for(printer: PrinterFacts | None, layout: LayoutFacts) -> str:
    """The PDF operator that moves and stretches a page for a printer, from its left and top edge."""
    if printer is None or (printer.x, printer.y, printer.scale_x, printer.scale_y) == (0, 0, 1, 1):
        return ""
    down = layout.height * POINTS * (1 - printer.scale_y) - printer.y * POINTS
    return f"{printer.scale_x:.4f} 0 0 {printer.scale_y:.4f} {printer.x * POINTS:.3f} {down:.3f} cm "


def one_sheet(layout: LayoutFacts, facts: SheetFacts, sheet: Sheet = PLAIN) -> bytes:
    """A file of one sheet, as a batch prints it."""
    out = BytesIO()
    write_sheets(layout, facts.face, [facts.line], out, sheet=sheet)
    return out.getvalue()
