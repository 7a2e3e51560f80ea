"""Sổ quyết định: the register of decisions as a workbook and as pages to print and bind."""

from dataclasses import dataclass
from datetime import date

from emulation.kit.documents import Document
from emulation.kit.exports import DAY, ListColumn, list_workbook
from emulation.kit.vietnamese import thousands
from rewards.documents.letter import short_date

TITLE = "Sổ quyết định"
COLUMNS = (
    ListColumn("STT", 6),
    ListColumn("Số, ký hiệu", 18, "@"),
    ListColumn("Ngày ký", 12, DAY),
    ListColumn("Loại", 26),
    ListColumn("Trích yếu", 60),
    ListColumn("Tập thể", 10),
    ListColumn("Cá nhân", 10),
    ListColumn("Hộ gia đình", 12),
    ListColumn("Tiền thưởng (đồng)", 18),
    ListColumn("Còn hiệu lực (đồng)", 18),
    ListColumn("Người ký", 24),
    ListColumn("Người ghi", 24),
)


@dataclass(frozen=True)
class RegisterLine:
    """One decision of the register."""

    number: str
    decided_on: date
    kind: str
    subject: str
    collectives: int
    individuals: int
    households: int
    total: int
    in_force: tuple[int, int, int, int]  # of these counts and this sum, what is neither revoked nor corrected since
    signer: str
    recorded_by: str
    is_recorded_alone: bool = False  # by who has prepared it, in a unit of one clerk

    @property
    def recorder(self) -> str:
        return f"{self.recorded_by} (người soạn tự ghi)" if self.is_recorded_alone else self.recorded_by


@dataclass(frozen=True)
class RegisterFacts:
    """The register as it is filtered: whose, by what, made when and by whom."""

    whose: str
    about: tuple[str, ...]
    lines: tuple[RegisterLine, ...]
    practice: bool


def register_workbook(facts: RegisterFacts) -> bytes:
    rows = [
        [
            number, one.number, one.decided_on, one.kind, one.subject, one.collectives, one.individuals,
            one.households, one.total, one.in_force[-1], one.signer, one.recorder,
        ]
        for number, one in enumerate(facts.lines, start=1)
    ]  # fmt: skip
    return list_workbook(TITLE, COLUMNS, rows, facts.about)


class DecisionRegister(Document):
    """Landscape pages with the head of the table on each of them."""

    template = "rewards/documents/decision_register.html"

    def __init__(self, facts: RegisterFacts):
        self.facts = facts

    def context(self) -> dict:
        rows = [
            (f"{number}", one.number, short_date(one.decided_on), one.kind, one.subject,
             *(shown(count) for count in (one.collectives, one.individuals, one.households, one.total)),
             one.signer)
            for number, one in enumerate(self.facts.lines, start=1)
        ]  # fmt: skip
        sums = [sum(counts) for counts in zip(*(one.in_force for one in self.facts.lines), strict=True)] or [0] * 4
        alone = ", ".join(one.number for one in self.facts.lines if one.is_recorded_alone)
        sums = [shown(total) for total in sums]
        return {"facts": self.facts, "rows": rows, "sums": sums, "alone": alone, "words": (2, 4, 5, 10)}


def shown(number: int) -> str:
    return thousands(number) if number else "–"
