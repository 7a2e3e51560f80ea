"""What a layout is printed with beside its fields: the picture behind them out of its sealed file, and the marks."""

from cryptography.exceptions import InvalidTag

from emulation.kit.documents import Picture
from emulation.kit.sealed_files import read_sealed
from emulation.models import KeptFile

from ..documents.laid_out import Sheet
from ..queries.layouts import design_of, layout_facts, layout_for, printer_facts
from ..rules.layouts import LayoutFacts

__all__ = ["PictureGone", "design_of", "layout_facts", "layout_for", "picture_of", "printer_facts", "sheet_for"]


class PictureGone(ValueError):
    """The disk has the picture of a layout no longer; the message is a Vietnamese sentence."""

    def __init__(self):
        super().__init__("Ảnh nền của mẫu không còn trên máy chủ. Hãy tải ảnh lên lại ở trang của mẫu giấy.")


def sheet_for(layout: LayoutFacts, *, draft: bool = False, practice: bool = False) -> Sheet:
    """Raises PictureGone."""
    return Sheet(picture_of(layout.background) if layout.background else None, draft, practice)


def picture_of(key: str) -> Picture:
    file = KeptFile.objects.get(key=key)
    try:
        return Picture(file.sha256, file.media_type, read_sealed(file.path))
    except (OSError, InvalidTag) as error:
        raise PictureGone from error
