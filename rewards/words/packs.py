"""What pages say of packs: what is missing, what no longer fits, where each paper lies."""

from emulation.kit.vietnamese import thousands

from ..queries.pack_sources import LeftOut
from ..rules.packs import Data


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
            f"{thousands(left.waiting)} đề nghị chưa có trong bộ vì hồ sơ chưa đủ điều kiện hoặc Hội đồng chưa xét."
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
