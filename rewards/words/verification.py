"""What the public page of a certificate says: how it stands, then what is printed on it and nothing else."""

from dataclasses import dataclass

from ..choices import DecisionKind, SubjectKind
from ..models import Certificate
from ..rules.certificates import decision_words
from ..rules.verification import Standing, Verdict, public_place, verdict

NOTHING_FITS = (
    "Không có giấy nào khớp cả số vào sổ và mã kiểm tra vừa nhập. Xin so lại từng chữ, từng số với giấy đang cầm; "
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


def verdict_of(certificate: Certificate) -> Verdict:
    ended_by, replacement = certificate.line.ended_by, getattr(certificate, "replacement", None)
    return verdict(
        certificate.status,
        ended_by=decision_words(ended_by.number, ended_by.decided_on) if ended_by else "",
        is_revoked=bool(ended_by and ended_by.kind == DecisionKind.REVOKE),
        replaced_by=replacement.words if replacement else "",
    )


def told(certificate: Certificate) -> PublicCertificate:
    """The printed texts as they were frozen; of a household's address only the neighbourhood."""
    found, face = verdict_of(certificate), certificate.facts.get("face", {})
    practice = bool(face.get("practice"))
    if found.standing == Standing.VOIDED:
        return PublicCertificate(found, certificate.words, practice=practice)
    place = certificate.said("place")
    is_household = certificate.line.subject_kind == SubjectKind.HOUSEHOLD
    return PublicCertificate(
        verdict=found,
        number=certificate.words,
        title=face.get("form", ""),
        issuer=face.get("issuer", ""),
        name=certificate.full_name,
        place=public_place(place) if is_household else place,
        content=face.get("content", ""),
        rows=tuple(row for row in printed_rows(certificate, face) if row[1]),
        practice=practice,
    )


def printed_rows(certificate: Certificate, face: dict) -> list[tuple[str, str]]:
    label, _, number = certificate.said("register").rpartition(": ")
    return [
        ("Theo", face.get("decision", "")),
        (label or "Vào sổ số", number),
        ("Nơi, ngày cấp", face.get("dated", "")),
        ("Người ký", " ".join(filter(None, (face.get("signer_title", ""), face.get("signer_name", ""))))),
    ]
