"""Danh sách ký cam kết thi đua: the annex of the plan on which the organisations sign, in a grid of three columns."""

from dataclasses import dataclass
from datetime import date

from ..kit.documents import Document
from ..kit.paper_words import OPEN, long_date

COLUMNS = 3
OPENING = "phong trào thi đua"


@dataclass(frozen=True)
class Pledge:
    """One place to sign: for whom, and the name under the signature."""

    organisation: str
    representative: str


@dataclass(frozen=True)
class PledgeFacts:
    campaign_name: str
    plan_number: str  # "" while văn thư has not given one
    issued_on: date | None
    pledges: tuple[Pledge, ...]
    practice: bool


class PledgeList(Document):
    """The list as the plan's annex has it: title in capitals, the plan it belongs to, places to sign."""

    template = "emulation/documents/pledge_list.html"

    def __init__(self, facts: PledgeFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        number = facts.plan_number or OPEN * 2
        return {
            "subject": subject_of(facts.campaign_name).replace(
                " TRÊN ĐỊA BÀN", "\nTRÊN ĐỊA BÀN"
            ),  # the line breaks there
            "annexed": f"Kèm theo Kế hoạch số {number} {long_date(facts.issued_on)}",
            "rows": grid(facts.pledges),
            "practice": facts.practice,
        }


def subject_of(campaign_name: str) -> str:
    """What is pledged, in capitals: "KÝ CAM KẾT THI ĐUA “CHUYỂN ĐỔI SỐ” …"."""
    words = campaign_name.strip()
    if words.lower().startswith(OPENING):
        words = f"thi đua{words[len(OPENING) :]}"
    elif not words.lower().startswith("thi đua"):
        words = f"thi đua {words}"
    return f"Ký cam kết {words}".upper()


def grid(pledges: tuple[Pledge, ...]) -> list[list[Pledge | None]]:
    """Rows of three; a last row of one stands in the middle, as on the plan's own list."""
    rows: list[list[Pledge | None]] = [list(pledges[at : at + COLUMNS]) for at in range(0, len(pledges), COLUMNS)]
    if rows and len(rows[-1]) == 1:
        rows[-1] = [None, *rows[-1], None]
    elif rows:
        rows[-1] += [None] * (COLUMNS - len(rows[-1]))
    return rows
