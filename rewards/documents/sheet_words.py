"""What the lines of a certificate say, by slot, from plain values: one way for all designs."""

from datetime import date

from emulation.kit.paper_words import OPEN, dated_at, long_date

from ..choices import LayoutSlot


def face_words(
    *,
    issuer: str,
    place: str,
    signer_title: str,
    signer_name: str,
    year: int,
    decision_number: str | None = None,
    decision_date: date | None = None,
    decision_code: str = "QĐ-UBND",
    achievement: str = "",
    recognition: str = "",
    lookup: str = "",
) -> dict[str, str]:
    """What all certificates of one decision say; no number or no date leaves room for a pen.

    An `achievement` here is of all of them; without one each line says its own. `lookup` is the page where a
    certificate is found by its number and check code, as people type it.
    """
    said = {
        LayoutSlot.ISSUER: issuer,
        LayoutSlot.DECISION: decision_number or f"{OPEN}/{decision_code}",
        LayoutSlot.DECIDED_ON: long_date(decision_date, year),
        LayoutSlot.DATED: dated_at(place, decision_date, year),
        LayoutSlot.SIGNER_TITLE: signer_title,
        LayoutSlot.SIGNER_NAME: signer_name,
    }
    if recognition:
        said |= {LayoutSlot.RECOGNITION: f"“{recognition}”", LayoutSlot.YEAR: f"năm {year}"}
    if lookup:
        said[LayoutSlot.LOOKUP] = lookup.removeprefix("https://").rstrip("/")
    if achievement:
        said[LayoutSlot.ACHIEVEMENT] = achievement
    return {str(slot): text for slot, text in said.items()}


def line_words(
    *,
    salutation: str,
    name: str,
    place: str,
    achievement: str = "",
    register_number: str = "",
    link: str = "",
    check_code: str = "",
) -> dict[str, str]:
    """What one certificate says of whom it is for; `link` is the whole address that its code leads to."""
    said = {
        LayoutSlot.SALUTATION: salutation,
        LayoutSlot.NAME: name,
        LayoutSlot.PLACE: place,
        LayoutSlot.ACHIEVEMENT: achievement,
        LayoutSlot.REGISTER: register_number,
        LayoutSlot.QR: link,
        LayoutSlot.CHECK_CODE: check_code,
    }
    return {str(slot): text for slot, text in said.items() if text}
