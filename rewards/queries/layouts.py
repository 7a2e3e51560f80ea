"""Reading layouts and printers: as the frozen facts they print by, and which one an award is printed on."""

from emulation.models import Unit

from ..choices import AwardForm, LayoutDesign
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


def printer_facts(printer: Printer) -> PrinterFacts:
    numbers = {name: float(getattr(printer, name)) for name in ("x", "y", "scale_x", "scale_y")}
    return PrinterFacts(printer.name, **numbers)


def design_of(award: Award) -> LayoutDesign:
    """Which kind of certificate an award is printed on, unless it says so itself."""
    return LayoutDesign.CERTIFICATE if award.form == AwardForm.CERTIFICATE else LayoutDesign.MERIT


def usual_layout(award: Award, unit: Unit) -> LayoutFacts:
    """The unit's first layout in use for the form of the award, else the portal's own."""
    own = CertificateLayout.objects.for_page().current().filter(unit=unit, design=design_of(award))
    first = own.order_by("pk").first()
    return layout_facts(first) if first else DESIGNS[design_of(award)]


def layout_for(award: Award, unit: Unit) -> LayoutFacts:
    """The layout chosen for the award, else the usual one of its unit."""
    if award.layout_id:
        return layout_facts(CertificateLayout.objects.for_page().get(pk=award.layout_id))
    return usual_layout(award, unit)


def layouts_to_choose(award: Award):
    """The layouts an award may be printed on: those of its unit that are in use, and the chosen one."""
    own = CertificateLayout.objects.filter(unit=award.campaign.ward)
    return own.current() | own.filter(pk=award.layout_id)
