"""What pages say of decisions: their state in words, what stands against a signature, what may be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from emulation.kit.vietnamese import thousands

from ..choices import DecisionKind
from ..models import Decision, DecisionLine
from ..queries.decisions import Drift, has_one_clerk
from ..rules.decisions import Known, lacks, recording_refusal
from .dossiers import Badge

SLUGS = {
    "sua-doi": DecisionKind.AMEND,
    "thay-the": DecisionKind.REPLACE,
    "thu-hoi": DecisionKind.REVOKE,
    "dinh-chinh": DecisionKind.CORRECT,
}
ABOUT = {
    DecisionKind.AMEND: "Sửa tên, địa chỉ, thành tích của một số dòng, hoặc bổ sung người. Từng dòng sửa được trên dự "
    "thảo.",
    DecisionKind.REPLACE: "Lập lại cả danh sách; quyết định cũ hết hiệu lực. Từng dòng sửa được trên dự thảo.",
    DecisionKind.REVOKE: "Thu hồi một số dòng hoặc tất cả, ví dụ vì khai không đúng. Dòng cũ vẫn còn để xem lại.",
    DecisionKind.CORRECT: "Công văn cho lỗi thể thức, kỹ thuật trình bày. Sai nội dung thì phải sửa đổi hoặc thay thế.",
}


def state_badge(decision: Decision, later: Iterable[Decision] = (), in_force: int = 0) -> Badge:
    """The state in words first: "Có hiệu lực", "Đã được sửa đổi bởi …", "Đã thu hồi một phần"."""
    if decision.is_draft:
        return Badge("Dự thảo", "warn")
    if decision.is_dropped:
        return Badge("Đã bỏ dự thảo", "plain")
    signed = [one for one in later if one.is_signed]
    if replaced := [one for one in signed if one.kind == DecisionKind.REPLACE]:
        return Badge(f"Đã được thay thế bởi {lower(replaced[-1])}", "bad")
    revoked = [one for one in signed if one.kind == DecisionKind.REVOKE]
    if revoked and not in_force:
        return Badge("Đã thu hồi", "bad")
    amended = [one for one in signed if one.kind == DecisionKind.AMEND]
    said = []
    if amended:
        said.append(f"Đã được sửa đổi bởi {' và '.join(lower(one) for one in amended)}")
    if revoked:
        said.append("Đã thu hồi một phần" if not said else "đã thu hồi một phần")
    if said:
        return Badge("; ".join(said), "warn")
    return Badge("Có hiệu lực" if decision.kind != DecisionKind.CORRECT else "Đã gửi", "good")


def lower(decision: Decision) -> str:
    """ "quyết định số 120/QĐ-UBND" inside a sentence."""
    return f"{decision.paper_name.lower()} số {decision.number}"


def line_badge(line: DecisionLine) -> Badge | None:
    """What became of a line; None for one that is as its decision is."""
    if line.ended_by is None:
        return None
    word = "đã thu hồi" if line.ended_by.kind == DecisionKind.REVOKE else "đã sửa"
    return Badge(f"{word} theo {lower(line.ended_by)}", "bad")


@dataclass(frozen=True)
class MoneyWords:
    """What a list costs, and what is not certain of it."""

    total: str
    doubt: str


def money_words(decision: Decision, lines: Sequence[DecisionLine], bonus_of) -> MoneyWords:
    """Of a draft by the rates of today, of a signed one what was frozen."""
    if decision.is_signed or decision.is_dropped:
        total = sum(one.amount for one in lines)
        return MoneyWords(f"{thousands(total)} đồng" if total else "Không chi tiền", "")
    found = [bonus_of(one) for one in lines]
    if any(not one.is_known for one in found):
        return MoneyWords("Chưa biết", "Chưa có hệ số hoặc lương cơ sở trong danh mục.")
    total = sum(one.amount for one in found)
    doubt = "Mức trong danh mục còn ghi “cần xác nhận”." if any(one.needs_confirmation for one in found) else ""
    return MoneyWords(f"{thousands(total)} đồng" if total else "Không chi tiền", doubt if total else "")


def drift_words(drift: Drift) -> list[str]:
    """What has changed since a draft was printed."""
    said = []
    if drift.changed:
        said.append(f"{len(drift.changed)} dòng khác với trang đề nghị: {few(drift.changed)}.")
    if drift.gone:
        said.append(f"{len(drift.gone)} đề nghị đã rút hoặc không còn khớp kết quả: {few(drift.gone)}.")
    return said


def left_behind_words(names: Sequence[str]) -> str:
    """Who loses what they were given when a draft is signed."""
    if not names:
        return ""
    return (
        f"{len(names)} trường hợp đang được khen không có trong danh sách thay thế, nên sẽ thôi được khen khi ghi số: "
        f"{few(names)}. Nếu đưa ra nhầm, hãy bỏ dự thảo này rồi lập lại."
    )


def few(names: Sequence[str], shown: int = 3) -> str:
    rest = len(names) - shown
    return "; ".join(names[:shown]) + (f" và {rest} trường hợp nữa" if rest > 0 else "")


def why_not_record(decision: Decision, known: Known, user) -> list[str]:
    """Why this person cannot record the signature now; empty where nothing stands against it."""
    own = recording_refusal(user.pk, decision.prepared_by, is_one_clerk=has_one_clerk(decision.ward))
    return [*([own] if own else []), *lacks(known)]


def alone_words(decision: Decision, user) -> str:
    """What is told to one who records what they have prepared themselves, where the settings allow it."""
    if user.pk not in decision.prepared_by or not has_one_clerk(decision.ward):
        return ""
    return (
        "Chính bạn đã soạn văn bản này. Cổng được đặt cho đơn vị chỉ có một người làm, nên bạn ghi được; trang quyết "
        "định, sổ quyết định và nhật ký sẽ nói rõ là người soạn tự ghi."
    )


@dataclass(frozen=True)
class LaterLink:
    label: str
    about: str
    url: str


def later_links(decision: Decision, has_lines: bool) -> list[LaterLink]:
    """The papers that can be written about a signed decision now."""
    if not decision.is_signed or decision.is_superior or decision.kind == DecisionKind.CORRECT:
        return []
    place = [decision.phase.campaign.code, decision.phase.number, decision.pk]
    return [
        LaterLink(kind.label, ABOUT[kind], reverse("rewards:decision_later", args=[*place, slug]))
        for slug, kind in SLUGS.items()
        if kind == DecisionKind.CORRECT or (decision.has_list and has_lines)
    ]


def count_words(decision) -> str:
    """ "2 tập thể, 40 hộ gia đình" of a row of the register."""
    counts = [("tập thể", decision.collectives), ("cá nhân", decision.individuals), ("hộ", decision.households)]
    return ", ".join(f"{thousands(count)} {noun}" for noun, count in counts if count) or "–"


def done_words(decision: Decision) -> str:
    return (
        f"Đã ghi {lower(decision)} ngày {decision.decided_on:%d/%m/%Y}. Nội dung được giữ nguyên từ đây; cổng đang lưu "
        "bản in." + ("" if decision.scan_id else " Hãy thêm bản chụp đã ký khi có.")
    )
