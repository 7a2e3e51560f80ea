"""Báo cáo tóm tắt thành tích of a collective, a person or a household: the short form for a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from emulation.kit.documents import Document
from rewards.documents.award_list import Given
from rewards.documents.letter import Issuer, Letter, balanced

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line
DOTS = "...."  # so many lines to write on where nothing has been written


class Reported(StrEnum):
    """Whom the report is about."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"


OPENINGS = {
    Reported.COLLECTIVE: ("Tên tập thể đề nghị", "SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
    Reported.INDIVIDUAL: ("Họ và tên", "SƠ LƯỢC LÝ LỊCH"),
    Reported.HOUSEHOLD: ("Họ và tên chủ hộ", "SƠ LƯỢC VỀ HỘ GIA ĐÌNH"),
}
MERITS = {
    Reported.COLLECTIVE: (
        "Nhiệm vụ được giao và những đóng góp, thành tích xuất sắc đã đạt được",
        "Những khó khăn, thách thức và nỗ lực của tập thể",
        "Ý nghĩa của thành tích đạt được",
    ),
    Reported.INDIVIDUAL: (
        "Nhiệm vụ được giao và những đóng góp, thành tích xuất sắc đã đạt được",
        "Những khó khăn, thách thức và nỗ lực của cá nhân",
        "Ý nghĩa của thành tích đạt được",
    ),
    Reported.HOUSEHOLD: (
        "Kết quả chấm điểm và những việc làm nổi bật của gia đình",
        "Những khó khăn và nỗ lực của gia đình",
        "Ý nghĩa của thành tích đạt được",
    ),
}


@dataclass(frozen=True)
class Previous:
    """An award that was given before."""

    year: int
    award: str
    decision: str  # "Quyết định số 15/QĐ-UBND ngày 10/01/2021 của Ủy ban nhân dân phường Đồng Tâm"


@dataclass(frozen=True)
class AchievementFacts:
    """All that an achievement report says; what nobody has written yet stays open for a pen."""

    letter: Letter  # of the unit that reports; its signers are not used
    kind: Reported
    name: str
    given: Given
    particulars: tuple[tuple[str, str], ...]  # what is asked, and the answer or ""
    merits: tuple[str, str, str]  # in the order of MERITS; paragraphs are lines
    previous: tuple[Previous, ...]
    confirmer: Issuer  # signs on the left
    reporter: Issuer  # signs on the right


class AchievementReport(Document):
    """The report of one, or of several in one file, each on pages of its own; confirmed by the unit above."""

    template = "rewards/documents/achievement_report.html"

    def __init__(self, *facts: AchievementFacts):
        self.facts = facts

    def context(self) -> dict:
        title = self.facts[0].name if len(self.facts) == 1 else f"{len(self.facts)} báo cáo"
        return {"title": title, "reports": [report_context(one) for one in self.facts]}


def report_context(facts: AchievementFacts) -> dict:
    asked, particulars_title = OPENINGS[facts.kind]
    return {
        "facts": facts,
        "subject": balanced(f"Đề nghị {request_words(facts.given)}", SUBJECT_LINE),
        "asked": asked,
        "name": facts.name.upper(),
        "particulars_title": particulars_title,
        "merits": list(zip(MERITS[facts.kind], map(paragraphs, facts.merits), strict=True)),
        "dots": DOTS,
        "signers": (facts.confirmer, facts.reporter),
    }


def request_words(given: Given) -> str:
    """What is asked for: "tặng Giấy khen của Chủ tịch … trong phong trào thi đua …"."""
    what = f"công nhận “{given.award}”" if given.is_recognition else f"tặng {given.award} của {given.granted_by}"
    return f"{what} trong {given.movement}"


def paragraphs(text: str) -> Sequence[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
