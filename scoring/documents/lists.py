"""The lists of a phase as workbooks: the rows that the page shows for the same filter, all of them."""

from collections.abc import Iterable, Sequence

from emulation.kit import clock
from emulation.kit.exports import DAY, TEXT, ListColumn, list_workbook
from emulation.models import Phase

from ..choices import SheetStatus
from ..models import Exemption, ResultRules, Snapshot

CODE, HEAD, ADDRESS = ListColumn("Mã hộ", 13, TEXT), ListColumn("Chủ hộ", 30), ListColumn("Địa chỉ", 34)
UNIT, PERSON = ListColumn("Tổ dân phố", 24), ListColumn("Họ và tên", 30)
PASSING, ELIGIBLE = ListColumn("Người đạt", 9), ListColumn("Người được tính", 9)
SHEET_COLUMNS = (CODE, HEAD, ADDRESS, UNIT, PASSING, ELIGIBLE, ListColumn("Phiếu", 14), ListColumn("Kết quả", 14))
EXEMPTION_COLUMNS = (
    PERSON, UNIT, CODE, ListColumn("Lý do", 20), ListColumn("Ghi rõ", 40), ListColumn("Cách tính", 34),
    ListColumn("Người ghi", 26), ListColumn("Ghi ngày", 12, DAY), ListColumn("Bỏ ngày", 12, DAY),
)  # fmt: skip
COUNTED_COLUMNS = (PERSON, ListColumn("Tổ, hộ", 36))
RESULT_COLUMNS = (CODE, HEAD, ADDRESS, PASSING, ELIGIBLE, ListColumn("Kết quả", 14), ListColumn("Còn thiếu", 60))
COACHING_COLUMNS = (
    CODE, HEAD, ADDRESS, ListColumn("Còn cần (tiêu chí)", 12), ListColumn("Ai cần gì", 70),
    ListColumn("Ghi chú khi đến hộ", 34),
)  # fmt: skip
STATUSES = dict(SheetStatus.choices)


def about(phase: Phase, what: str, user, snapshot: Snapshot | None = None) -> list[str]:
    """What a list says of itself on its second sheet, and of which snapshot its rows are."""
    moment = clock.local(clock.now())
    source = [f"Theo {snapshot}."] if snapshot else []
    return [
        f"{what} – {phase.name}, {phase.campaign}.",
        *source,
        f"Xuất lúc {moment:%H:%M ngày %d/%m/%Y}, người xuất: {user}.",
    ]


def sheet_list(rows: Iterable[dict], found: ResultRules, about: list[str]) -> bytes:
    """The sheets of households; a household without anybody to score needs none."""
    return list_workbook("Phiếu chấm điểm", SHEET_COLUMNS, (sheet_line(row, found) for row in rows), about)


def sheet_line(row: dict, found: ResultRules) -> list[object]:
    is_asked = row["eligible_count"] or found.household_set_id
    status = STATUSES.get(row["sheet_status"], "Chưa có" if is_asked else "Không cần phiếu")
    if row["is_out"]:
        status = "Không tham gia"
    return [
        row["code"], row["head_name"], row["address"], row["unit__name"], row["passing_count"], row["eligible_count"],
        status, verdict(row) if is_asked else "",
    ]  # fmt: skip


def verdict(row: dict) -> str:
    return "Đạt" if row["passes"] else "Chưa đạt"


def exemption_list(exemptions: Iterable[Exemption], about: list[str]) -> bytes:
    """Who is exempted, why, what follows and who wrote it down."""
    return list_workbook("Miễn chấm", EXEMPTION_COLUMNS, (exemption_line(one) for one in exemptions), about)


def exemption_line(one: Exemption) -> list[object]:
    home = one.member.household
    lifted_on = clock.local(one.lifted_at).date() if one.lifted_at else None
    return [
        one.member.full_name, home.unit.name, home.code, one.get_kind_display(), one.reason, one.get_effect_display(),
        str(one.decided_by), clock.local(one.decided_at).date(), lifted_on,
    ]  # fmt: skip


def counted_list(title: str, rows: Iterable[dict], about: list[str]) -> bytes:
    """What one total counts, by name and place."""
    return list_workbook(title, COUNTED_COLUMNS, ([row["name"], row["place"]] for row in rows), about)


def result_list(rows: Iterable[dict], reasons: dict[int, str], about: list[str]) -> bytes:
    """The households of one neighbourhood with their verdict and what each still lacks."""
    lines = (
        [
            row["code"], row["head_name"], row["address"], row["passing_count"], row["eligible_count"], verdict(row),
            "" if row["passes"] else reasons.get(row["pk"], ""),
        ]
        for row in rows
    )  # fmt: skip
    return list_workbook("Kết quả các hộ", RESULT_COLUMNS, lines, about)


def coaching_list(rows: Iterable[Sequence[object]], about: list[str]) -> bytes:
    """Whom to visit about what; the last column is left for what is heard there."""
    return list_workbook("Danh sách vận động", COACHING_COLUMNS, ([*row, ""] for row in rows), about)
