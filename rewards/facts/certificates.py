"""From certificates and lines of decisions to what is printed: the sheets of a run, what the paper would not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from emulation.kit.documents import PaperEngineMissing

from ..documents.laid_out import Sheet, proof_sheets
from ..models import Certificate, Decision, DecisionLine, PrintRun
from ..queries.certificates import face_of, line_texts, lines_to_print, register_for
from ..rules.layouts import LayoutFacts, PrinterFacts, layout_from
from .layouts import PictureGone, layout_for, sheet_for

LOOK_UP = "tra-cuu"  # the public page of a certificate
UNKNOWN = "W" * 22  # as wide as a public id can be
UNKNOWN_CODE = "W" * 8
LOOKED_AT = {"name", "place", "salutation", "achievement", "recognition", "issuer", "signer_name", "signer_title"}


def look_up(address: str, public_id: str) -> str:
    """Where anybody sees whether a certificate holds."""
    return f"{address}/{LOOK_UP}/{public_id}/"


def with_door(face: dict[str, str], address: str) -> dict[str, str]:
    """What all sheets say, with the page where a certificate is found by its number and its code, as people type it."""
    return face | {"lookup": f"{address}/{LOOK_UP}".partition("://")[2]}


# A run


def run_face(run: PrintRun, address: str) -> dict[str, str]:
    """What all sheets of a run say, as it was frozen with its first certificate."""
    first = Certificate.objects.filter(sheets__run=run).order_by("sheets__position").first()
    return with_door(first.facts["face"], address)


def run_lines(run: PrintRun, first: int, address: str) -> Iterator[dict[str, str]]:
    """The sheets of a run from the given one on, in their order."""
    rows = run.sheets.filter(position__gte=first).order_by("position")
    for facts, public_id in rows.values_list("certificate__facts", "certificate__public_id").iterator(1000):
        yield facts["line"] | {"qr": look_up(address, public_id)}


def run_layout(run: PrintRun) -> tuple[LayoutFacts, Sheet, PrinterFacts | None]:
    """The layout a run was ordered on, what lies behind it, and the printer it goes to."""
    layout = layout_from(run.layout)
    sheet = sheet_for(layout, practice=run.decision.ward.is_practice)
    return layout, sheet, PrinterFacts(**run.printer) if run.printer else None


# Before printing


@dataclass(frozen=True)
class Fit:
    """How one text gets onto the paper: smaller, in more lines, or not at all (then `refusal` says why)."""

    position: int  # of its line in the decision; 0 is what all sheets say
    text: str
    size: float = 0
    lines: int = 0
    refusal: str = ""

    @property
    def where(self) -> str:
        return f"Dòng {self.position}" if self.position else "Phần chung"


def fits_of(decision: Decision, address: str) -> list[Fit]:
    """What printing its certificates would shrink, wrap or refuse, refused first; or a whole layout."""
    layout = layout_for(decision.award, decision.ward)
    rows = list(lines_to_print(decision))
    try:
        return fits_on(layout, decision, rows, address) if rows else []
    except (PictureGone, PaperEngineMissing) as trouble:
        return [Fit(0, layout.name, refusal=str(trouble))]


def fits_on(layout: LayoutFacts, decision: Decision, rows: list[DecisionLine], address: str) -> list[Fit]:
    number = register_for(decision.ward, decision.award.award_class).words(999_999, 9999)
    link = {"qr": look_up(address, UNKNOWN)}
    lines = (line_texts(one, number, UNKNOWN_CODE) | link for one in rows)
    report = proof_sheets(layout, with_door(face_of(decision), address), lines, sheet_for(layout))
    positions = [0, *(one.position for one in rows)]
    refused = [Fit(positions[one.page or 0], one.text, refusal=one.reason) for one in report.refused]
    squeezed = [one for one in [*report.shrunk, *report.wrapped] if one.slot in LOOKED_AT]
    told = [Fit(positions[one.page], one.text, one.size, one.lines) for one in squeezed]
    return refused + sorted(told, key=lambda one: one.position)


def unprintable(decision: Decision, address: str) -> list[str]:
    """What the paper cannot hold, in sentences; empty where it holds everything."""
    return [f"{one.where}: “{one.text}” {one.refusal}" for one in fits_of(decision, address) if one.refusal]
