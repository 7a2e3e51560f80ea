"""What pages say of initiatives: when, by whom, how far, what was done to them."""

from dataclasses import dataclass

from emulation.kit import clock
from emulation.models import AuditEntry

from ..choices import InitiativeState
from ..models import Initiative

TONES = {
    InitiativeState.WAITING: "warn",
    InitiativeState.APPROVED: "good",
    InitiativeState.WITHDRAWN: "plain",
}
FIELDS = {
    "kind": "loại",
    "title": "tên",
    "description": "nội dung",
    "effect": "hiệu quả",
    "applied_in": "phạm vi áp dụng",
    "started_on": "ngày bắt đầu",
    "ended_on": "ngày kết thúc",
    "other_authors": "tác giả khác",
    "staff": "tác giả",
}


def period_words(initiative: Initiative) -> str:
    """ "15/02/2023 – 31/12/2023", or "từ 15/02/2023 đến nay" where no end is told."""
    begins, ends = initiative.started_on, initiative.ended_on
    return f"{begins:%d/%m/%Y} – {ends:%d/%m/%Y}" if ends else f"từ {begins:%d/%m/%Y} đến nay"


def authors_words(initiative: Initiative) -> str:
    """Everybody who has thought it up: "Đỗ Thị Hà, Vũ Thị Mỹ, Tổ khối Lá"; no query where staff is prefetched."""
    names = [one.full_name for one in initiative.staff.all()]
    return ", ".join([*names, initiative.other_authors] if initiative.other_authors else names)


@dataclass(frozen=True)
class InitiativeRow:
    """An initiative as lists show it."""

    initiative: Initiative
    authors: str
    period: str
    tone: str


def initiative_row(initiative: Initiative) -> InitiativeRow:
    return InitiativeRow(initiative, authors_words(initiative), period_words(initiative), TONES[initiative.state])


def act_words(entry: AuditEntry, who: str) -> str:
    """A line of the history: "05/3/2023: Vũ Thị Mỹ sửa sáng kiến (tên, hiệu quả; thêm 1 tệp)"."""
    told = [", ".join(FIELDS[name] for name in entry.after.get("changed", []))]
    files = entry.after.get("files")
    told.append(f"{'thêm ' if 'changed' in entry.after else ''}{files} tệp" if files else "")
    more = "; ".join(filter(None, told))
    return f"{clock.local(entry.at):%d/%m/%Y}: {who} {entry.verb}{f' ({more})' if more else ''}"
