"""A layout tried out with an invented sheet: its picture, and what became of each text."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from cryptography.exceptions import InvalidTag

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.kit.documents import PaperEngineMissing, Picture
from emulation.kit.pictures import data_address, picture_of_page
from emulation.models import Unit

from ..documents.calibration import CalibrationPage
from ..documents.laid_out import PLAIN, Sheet, SheetFacts, one_sheet, placed, proof_sheets
from ..documents.sheet_samples import sample_sheet
from ..rules.layouts import LayoutFacts, PrinterFacts, overlaps
from ..rules.names import in_sentence
from ..words.layouts import refusal_words, report_words
from .layouts import sheet_for

WIDTH, SMALL = 1100, 420  # dots
PICTURE_GONE = "Ảnh nền không còn trên máy chủ. Hãy tải ảnh lên lại."


@dataclass(frozen=True)
class Preview:
    """The picture as an address, what had to give way, what cannot be printed, what to look at."""

    picture: str
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def sample_of(layout: LayoutFacts, unit: Unit | None, kind: str) -> SheetFacts:
    """An invented sheet as this unit would give it."""
    name = unit.name if unit else "Phường Đồng Tâm"
    is_school = unit is not None and unit.kind == UnitKind.SCHOOL
    issuer = f"Hiệu trưởng {name}" if is_school else f"Chủ tịch Ủy ban nhân dân {in_sentence(name)}"
    signer, town = ("HIỆU TRƯỞNG" if is_school else "CHỦ TỊCH"), name.removeprefix("Phường ").removeprefix("Xã ")
    words = {"issuer": issuer, "signer": signer, "town": town, "place": f"Tổ dân phố số 14, {in_sentence(name)}"}
    return sample_sheet(kind, layout.design, day=clock.today(), **words)


def sample_paper(layout: LayoutFacts, facts: SheetFacts, sheet: Sheet) -> tuple[bytes, Preview]:
    """One sheet as it would be printed, without what cannot be; the preview has no picture yet."""
    report = proof_sheets(layout, facts.face, [facts.line], sheet)
    gone = {refusal.slot for refusal in report.refused}
    kept = tuple(one.facts for one in placed(layout) if one.name not in gone)
    told = [refusal_words(refusal) for refusal in report.refused]
    pdf = one_sheet(replace(layout, fields=kept), facts, sheet)
    return pdf, Preview("", report_words(report, layout), told, overlaps(layout))


def preview_of(layout: LayoutFacts, unit: Unit | None, kind: str, background: Picture | None = None) -> Preview:
    """How a sheet of the layout looks; `background` is a picture that is not kept yet."""
    practice = bool(unit and unit.is_practice)
    try:
        sheet = Sheet(background, practice=practice) if background else sheet_for(layout, practice=practice)
        pdf, preview = sample_paper(layout, sample_of(layout, unit, kind), sheet)
    except PaperEngineMissing as missing:
        return Preview("", refused=[str(missing)])
    except (OSError, InvalidTag):
        return Preview("", refused=[PICTURE_GONE])
    return replace(preview, picture=data_address(picture_of_page(pdf, WIDTH)))


def sample_pdf(layout: LayoutFacts, unit: Unit, kind: str) -> bytes:
    """The same as a file to print on one sheet; a trial has no value, which practice data says of itself."""
    sheet = sheet_for(layout, practice=unit.is_practice)
    return sample_paper(layout, sample_of(layout, unit, kind), sheet)[0]


@lru_cache(maxsize=64)
def thumbnail(layout: LayoutFacts) -> bytes:
    """A small picture of the layout with a usual name; kept until the layout changes."""
    sheet = sheet_for(layout) if layout.background else PLAIN
    pdf, _ = sample_paper(layout, sample_of(layout, None, "usual"), sheet)
    return picture_of_page(pdf, SMALL)


def calibration_pdf(layout: LayoutFacts, printer: PrinterFacts | None) -> bytes:
    return CalibrationPage(layout, printer).pdf()
