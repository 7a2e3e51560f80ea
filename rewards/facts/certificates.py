"""From certificates and lines of decisions to what is printed: the sheets of a run, a proof of what would be."""

from collections.abc import Iterator
from datetime import date

from ..documents.certificate import CertificateFace, CertificateLine
from ..models import Certificate, PrintRun

LOOK_UP = "tra-cuu"  # the public page of a certificate
LONGEST = "M" * 22  # as long as a public id


def run_face(run: PrintRun) -> CertificateFace:
    """What all sheets of a run say, as it was frozen with its first certificate."""
    first = Certificate.objects.filter(sheets__run=run).order_by("sheets__position").first()
    return sheet_face(first.facts["face"], draft=False)


def run_lines(run: PrintRun, first: int, address: str) -> Iterator[CertificateLine]:
    """The sheets of a run from the given one on, in their order."""
    rows = run.sheets.filter(position__gte=first).order_by("position")
    for facts, public_id in rows.values_list("certificate__facts", "certificate__public_id").iterator(1000):
        yield sheet_line(facts["line"], look_up(address, public_id))


def look_up(address: str, public_id: str) -> str:
    """Where anybody sees whether a certificate holds."""
    return f"{address}/{LOOK_UP}/{public_id}/"


def sheet_face(face: dict[str, str], *, draft: bool) -> CertificateFace:
    """The fixed part of the paper from its texts."""
    return CertificateFace(
        issuer=face["issuer"],
        recognition=face["award"],
        year=int(face["year"]),
        place=face["place"],
        signer_title=face["signer_title"],
        signer_name=face["signer_name"],
        decision_number=face["decision_number"] or None,
        decision_date=date.fromisoformat(face["decided_on"]) if face["decided_on"] else None,
        draft=draft,
        practice=bool(face["practice"]),
        heading=HEADINGS.get(face["form"], face["form"].upper()),
        content="" if face["form"] == "Giấy chứng nhận" else face["content"],
    )


HEADINGS = {"Giấy chứng nhận": "CHỨNG NHẬN"}


def sheet_line(line: dict[str, str], qr: str | None) -> CertificateLine:
    """What one sheet says from its texts."""
    return CertificateLine(line["salutation"], line["name"], line["place"], line["number"], qr)
