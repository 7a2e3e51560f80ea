"""What pages say of certificates, registers and runs of the printer."""

from dataclasses import dataclass

from emulation.kit.vietnamese import thousands

from ..actions.certificates import Issued
from ..choices import CertificateStatus, IssueKind
from ..models import Certificate, PrintRun
from ..queries.certificates import DecisionCount
from ..rules.printing import rest_words

TONES = {
    CertificateStatus.ISSUED: "good",
    CertificateStatus.VOIDED: "bad",
    CertificateStatus.REVOKED: "bad",
    CertificateStatus.REPLACED: "plain",
}
NOT_READ = "Yêu cầu gửi lên không đọc được. Hãy bấm lại một nút trên trang này."


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


def certificate_badge(certificate: Certificate) -> Badge:
    status = CertificateStatus(certificate.status)
    return Badge(status.label, TONES[status])


def run_badge(run: PrintRun) -> Badge:
    if not run.is_over:
        return Badge(rest_words(run.printed_to, run.total).capitalize(), "warn")
    if run.printed_to < run.total:
        return Badge(f"Dừng ở tờ {run.printed_to}", "plain")
    return Badge("Đã in xong", "good")


def count_badge(count: DecisionCount) -> Badge:
    """How far the certificates of a decision are, in a word."""
    if not count.decision.is_signed:
        return Badge("Chờ ký quyết định", "plain")
    if count.to_issue:
        return Badge(f"Chưa cấp {thousands(count.to_issue)}", "warn")
    if count.to_print:
        return Badge(f"Chưa in {thousands(count.to_print)}", "warn")
    return Badge("Đã cấp, đã in", "good") if count.lines else Badge("Không còn dòng có hiệu lực", "plain")


def issued_words(done: Issued) -> str:
    if not done.count:
        return "Mọi dòng có hiệu lực đã có giấy, nên không cấp thêm số nào."
    if done.count == 1:
        return f"Đã cấp một giấy, số {done.first}."
    return f"Đã cấp {thousands(done.count)} giấy, từ số {done.first} đến số {done.last}."


def entry_note(one: Certificate, *, beside_badge: bool = False) -> str:
    """What stands in the last column of the register: why it was issued anew, what has become of it.

    Beside its badge the state is not said twice.
    """
    said = []
    if one.kind != IssueKind.FIRST and one.replaces:
        said.append(f"{IssueKind(one.kind).label} thay số {one.replaces.words}: {one.issue_reason}")
    if not one.is_standing:
        said.append(one.end_reason if beside_badge else f"{CertificateStatus(one.status).label}: {one.end_reason}")
    if replacement := getattr(one, "replacement", None):
        said.append(f"Thay bằng số {replacement.words}")
    return ". ".join(text.rstrip(".") for text in said)


def printed_words(run: PrintRun) -> str:
    """What was recorded of a run."""
    rest = rest_words(run.printed_to, run.total)
    return f"Đã ghi in tới tờ {run.printed_to}; {rest}." if rest else f"Đã ghi in xong cả {run.total} tờ."


def filter_words(asked: str, state: str) -> str:
    """The filters in use, for a list on paper; "" where there are none."""
    said = [f"tìm “{asked}”"] if asked else []
    if state:
        said.append(CertificateStatus(state).label.lower())
    return f"Như đang lọc: {', '.join(said)}" if said else ""
