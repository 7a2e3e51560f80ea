"""What pages say of packs: what is missing, what no longer fits, where each paper lies."""

from dataclasses import dataclass

from emulation.kit.vietnamese import thousands

from ..models import Decision
from ..queries.pack_sources import LeftOut
from ..rules.packs import Check, Data


def lacks_of(data: Data, left: LeftOut) -> list[str]:
    """What a pack is still without, in sentences; it can be made all the same, as a draft."""
    award, decision, said = data["award"], data["decision"], []
    if not data["lines"]:
        said.append("Chưa có đề nghị nào đủ điều kiện, nên các danh sách còn trống.")
    if data["plan"]["snapshot"] is None:
        said.append("Đợt chưa chốt kết quả, nên tờ trình chưa có số liệu và không có bảng tổng hợp.")
    if award["has_council"] and data["lines"] and not data["meetings"]:
        said.append(
            "Hội đồng chưa họp và khóa biên bản, nên chưa có biên bản họp; danh sách là các đề nghị đủ điều kiện."
        )
    said += [
        f"Phiên họp số {one['number']}: kết quả bỏ phiếu kín chưa được người thứ hai xác nhận."
        for one in data["meetings"] if not one["ballots_confirmed"]
    ]  # fmt: skip
    if left.waiting:
        said.append(
            f"{thousands(left.waiting)} đề nghị chưa có trong bộ: chưa được xác nhận, hồ sơ chưa đủ điều kiện hoặc "
            "Hội đồng chưa xét."
        )
    if any(one["amount"] is None for one in data["bonus"].values()):
        said.append("Chưa khai hệ số hoặc lương cơ sở của ngày lập, nên chưa ghi mức tiền thưởng.")
    if not decision["issuers"][0]["signer_name"]:
        said.append("Kế hoạch chưa ghi cơ quan ban hành và người ký.")
    if len(decision["bases"]) < 2:
        said.append("Không có căn cứ pháp lý nào của phong trào còn hiệu lực vào ngày lập.")
    if missing := [paper for one in data["dossiers"] for paper in one["papers"] if paper["state"] == "missing"]:
        said.append(f"Các hồ sơ còn thiếu {thousands(len(missing))} giấy tờ.")
    return said


def doubts_of(data: Data) -> list[str]:
    """What somebody should look at before it is presented; nothing is missing."""
    if any(one["needs_confirmation"] and one["amount"] is not None for one in data["bonus"].values()):
        return ["Hệ số tiền thưởng hoặc lương cơ sở còn ghi “cần xác nhận”; hãy đối chiếu trước khi trình."]
    return []


# How a pack stands


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str


NO_PACK = Badge("chưa lập bộ giấy tờ", "plain")


def pack_badge(is_open: bool, changes: int) -> Badge:
    """Of the last pack of an award: settled by a decision, as the data are, or not any more."""
    if not is_open:
        return Badge("bộ giấy tờ đã ký quyết định", "good")
    return Badge(changed_words(changes), "bad") if changes else Badge("bộ giấy tờ còn khớp", "good")


# The page of a pack


@dataclass(frozen=True)
class CheckLine:
    """One paper in the table of the cross-check: figures, a verdict by word and sign, and who is otherwise."""

    title: str
    path: str
    figures: tuple[str, ...]
    verdict: str
    tone: str
    notes: list[str]

    @property
    def pdf(self) -> str:
        return f"{self.path}.pdf"

    @property
    def word(self) -> str:
        return f"{self.path}.docx"


def check_line(title: str, path: str, figures: tuple[str, ...], check: Check | None) -> CheckLine:
    if check is None:
        return CheckLine(title, path, figures, "không nêu tên ai", "plain", [])
    notes = [f"thiếu {who}" for who in check.missing] + [f"thừa {who}" for who in check.extra]
    if not check.fits and not notes:
        notes = ["tổng tiền khác danh sách"]
    return CheckLine(title, path, figures, "✓ khớp" if check.fits else "✗ lệch", "good" if check.fits else "bad", notes)


def settled_words(decision: Decision) -> str:
    signed = f"{decision} ngày {decision.decided_on:%d/%m/%Y} đã ký sau khi lập bộ giấy tờ này."
    return f"{signed} Bộ giấy tờ giữ nguyên như khi trình."


def changed_words(count: int) -> str:
    """ "không còn khớp, 3 chỗ"."""
    return f"không còn khớp, {thousands(count)} chỗ"
