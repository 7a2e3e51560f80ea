"""From the rows of a layout, a printer, an award to the frozen facts a certificate is printed by."""

from emulation.kit.documents import Picture
from emulation.kit.sealed_files import read_sealed
from emulation.models import KeptFile, Unit

from ..choices import AwardForm, LayoutDesign
from ..documents.laid_out import Sheet
from ..models import Award, CertificateLayout, LayoutField, Printer
from ..rules.layout_designs import DESIGNS
from ..rules.layouts import FieldFacts, LayoutFacts, PrinterFacts

NUMBERS = ("x", "y", "width", "height", "size", "smallest")
PLAIN = ("slot", "lines", "font", "bold", "italic", "caps", "spacing", "align", "colour", "text", "printed")


def layout_facts(layout: CertificateLayout) -> LayoutFacts:
    """A layout as it stands now."""
    return LayoutFacts(
        name=layout.name,
        design=layout.design,
        mode=layout.mode,
        width=float(layout.width),
        height=float(layout.height),
        fields=tuple(field_facts(field) for field in layout.fields.all()),
        background=layout.background.key if layout.background else "",
        version=layout.version,
        number=layout.pk or 0,
    )


def field_facts(field: LayoutField) -> FieldFacts:
    numbers = {name: float(getattr(field, name)) for name in NUMBERS}
    return FieldFacts(**numbers, **{name: getattr(field, name) for name in PLAIN})


def design_of(award: Award) -> str:
    """Which kind of certificate an award is printed on, unless it says so itself."""
    return LayoutDesign.CERTIFICATE if award.form == AwardForm.CERTIFICATE else LayoutDesign.MERIT


def layout_for(award: Award, unit: Unit) -> LayoutFacts:
    """The layout chosen for the award, else the unit's first one in use for its form, else the portal's own."""
    chosen = CertificateLayout.objects.for_page()
    if award.layout_id:
        return layout_facts(chosen.get(pk=award.layout_id))
    design = design_of(award)
    own = chosen.current().filter(unit=unit, design=design).order_by("pk").first()
    return layout_facts(own) if own else DESIGNS[design]


def sheet_for(layout: LayoutFacts, *, draft: bool = False, practice: bool = False) -> Sheet:
    """What lies behind the fields: the picture out of its sealed file, and the marks of what has no value.

    Raises OSError or InvalidTag where the disk has the picture no longer.
    """
    return Sheet(picture_of(layout.background) if layout.background else None, draft, practice)


def picture_of(key: str) -> Picture:
    file = KeptFile.objects.get(key=key)
    return Picture(file.sha256, file.media_type, read_sealed(file.path))


def printer_facts(printer: Printer) -> PrinterFacts:
    numbers = {name: float(getattr(printer, name)) for name in ("x", "y", "scale_x", "scale_y")}
    return PrinterFacts(printer.name, **numbers)
