"""What the public page of a certificate says: how it stands, then what is printed on it and nothing else."""

from dataclasses import dataclass

from emulation.kit.paper_words import long_date

from ..choices import DecisionKind, SubjectKind
from ..choices import LayoutSlot as Slot
from ..models import Certificate, Decision
from ..rules.verification import Standing, Verdict, paper_title, public_place, verdict

NOTHING_FITS = (
    "Không có giấy nào khớp cả số vào sổ và mã tra cứu vừa nhập. Xin so lại từng chữ, từng số với giấy đang cầm; "
    "nếu vẫn không khớp, xin hỏi nơi cấp giấy."
)
TOO_OFTEN = (
    "Mạng này vừa nhập sai nhiều lần nên tạm dừng tra cứu theo số trong ít phút. Xin thử lại sau 10 phút, hoặc quét mã "
    "QR trên giấy: mã QR vẫn mở được ngay."
)


@dataclass(frozen=True)
class PublicCertificate:
    """What anybody may read who holds the paper; a number that was cancelled says nothing of whom it was for."""

    verdict: Verdict
    number: str
    title: str = ""
    issuer: str = ""
    name: str = ""
    place: str = ""
    content: str = ""
    rows: tuple[tuple[str, str], ...] = ()  # labels, and texts as they are printed
    practice: bool = False


def verdict_of(certificate: Certificate, ended_by: Decision | None) -> Verdict:
    """How it stands; `ended_by` is the decision after which its line holds no more."""
    replacement = getattr(certificate, "replacement", None)
    return verdict(
        certificate.status,
        ended_by=named(ended_by) if ended_by else "",
        is_revoked=bool(ended_by and ended_by.kind == DecisionKind.REVOKE),
        replaced_by=replacement.words if replacement else "",
    )


def named(decision: Decision) -> str:
    """ "Quyết định số 118/QĐ-UBND ngày 20 tháng 10 năm 2022"."""
    return f"{decision} {long_date(decision.decided_on)}"


def told(certificate: Certificate, ended_by: Decision | None) -> PublicCertificate:
    """The printed texts as they were frozen; of a household's address only the neighbourhood."""
    found, decision = verdict_of(certificate, ended_by), certificate.line.decision
    practice = decision.ward.is_practice
    if found.standing == Standing.VOIDED:
        return PublicCertificate(found, certificate.words, practice=practice)
    face, place = certificate.facts.get("face", {}), certificate.said(Slot.PLACE)
    is_household = certificate.line.subject_kind == SubjectKind.HOUSEHOLD
    return PublicCertificate(
        verdict=found,
        number=certificate.words,
        title=paper_title(decision.award.form),
        issuer=face.get(Slot.ISSUER, ""),
        name=certificate.full_name,
        place=public_place(place) if is_household else place,
        content=joined(face, Slot.ACHIEVEMENT, Slot.RECOGNITION, Slot.YEAR),
        rows=tuple(row for row in printed_rows(certificate, face) if row[1]),
        practice=practice,
    )


def printed_rows(certificate: Certificate, face: dict) -> list[tuple[str, str]]:
    return [
        ("Quyết định số", joined(face, Slot.DECISION, Slot.DECIDED_ON)),
        ("Số vào sổ", certificate.said(Slot.REGISTER)),
        ("Nơi, ngày ký", face.get(Slot.DATED, "")),
        ("Người ký", joined(face, Slot.SIGNER_TITLE, Slot.SIGNER_NAME)),
    ]


def joined(face: dict, *slots: Slot) -> str:
    """What stands in several fields of the paper, as one line."""
    return " ".join(" ".join(face.get(slot, "").split()) for slot in slots).strip()
