"""A page to find out how far a printer is out of place: rulers along two edges, crosses, the boxes of the fields."""

from dataclasses import replace
from io import BytesIO

from emulation.kit.documents import Document
from emulation.kit.filling import fill, lay_out

from ..rules.layouts import LayoutFacts, PrinterFacts
from .laid_out import matrix_for

CROSS = 20  # mm from the edges to the crosses in the corners


class CalibrationPage(Document):
    """Printed through the settings of a printer, so that after a correction the crosses stand where they say."""

    template = "rewards/documents/calibration.html"

    def __init__(self, layout: LayoutFacts, printer: PrinterFacts | None = None):
        self.layout, self.printer = layout, printer

    def context(self) -> dict:
        width, height = self.layout.width, self.layout.height
        return {
            "size": f"@page {{ size: {width:g}mm {height:g}mm; margin: 0 }}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "across": ticks(width),
            "down": ticks(height),
            "crosses": [(f"{x:g}", f"{y:g}") for x in (CROSS, width - CROSS) for y in (CROSS, height - CROSS)],
            "apart": (f"{width - 2 * CROSS:g}", f"{height - 2 * CROSS:g}"),
            "boxes": [
                (f"{one.x:g}", f"{one.y:g}", f"{one.width:g}", f"{one.height:g}", f"{one.y + 2.6:g}", one.label)
                for one in self.layout.printed
            ],
            "layout": self.layout,
            "printer": self.printer,
        }

    def pdf(self) -> bytes:
        """One page, moved and stretched for the printer."""
        page = replace(lay_out(self.html()), matrix=matrix_for(self.printer, self.layout))
        out = BytesIO()
        fill(page, [{}], out)
        return out.getvalue()


def ticks(length: float) -> list[tuple[str, str, str]]:
    """The marks of a ruler: where, how long, and every centimetre a number."""
    return [
        (f"{at}", "4.5" if at % 10 == 0 else "3" if at % 5 == 0 else "1.8", f"{at}" if at % 10 == 0 and at > 10 else "")
        for at in range(int(length) + 1)
    ]
