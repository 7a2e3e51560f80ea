"""What a layout is printed with beside its fields: the picture behind them out of its sealed file, and the marks."""

from emulation.kit.documents import Picture
from emulation.kit.sealed_files import read_sealed
from emulation.models import KeptFile

from ..documents.laid_out import Sheet
from ..queries.layouts import design_of, layout_facts, layout_for, printer_facts
from ..rules.layouts import LayoutFacts

__all__ = ["design_of", "layout_facts", "layout_for", "picture_of", "printer_facts", "sheet_for"]


def sheet_for(layout: LayoutFacts, *, draft: bool = False, practice: bool = False) -> Sheet:
    """Raises OSError or InvalidTag where the disk has the picture no longer."""
    return Sheet(picture_of(layout.background) if layout.background else None, draft, practice)


def picture_of(key: str) -> Picture:
    file = KeptFile.objects.get(key=key)
    return Picture(file.sha256, file.media_type, read_sealed(file.path))
