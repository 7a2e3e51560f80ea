"""Quyết định khen thưởng, công nhận: the decision of the chairman with its list as an annex."""

from dataclasses import dataclass

from emulation.kit.documents import Document
from emulation.kit.number_words import money_in_words
from emulation.kit.vietnamese import thousands
from rewards.documents.award_list import AwardList, Given, annexed_lines
from rewards.documents.letter import Letter, balanced, closed_lines, joined

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


@dataclass(frozen=True)
class DecisionFacts:
    """All that a decision says; number and date stay open in its letter until it is signed."""

    letter: Letter
    given: Given
    bases: tuple[str, ...]  # without the mark at the end; the last one names the proposal
    awarded: AwardList
    executors: tuple[str, ...]  # who carries it out, besides those who are rewarded
    fund: str = ""  # "quỹ thi đua, khen thưởng của phường Đồng Tâm"
    subject: str = ""  # trích yếu where it is not the usual one, without "Về việc"


class Decision(Document):
    """The decision on its own pages, then the list."""

    template = "rewards/documents/decision.html"

    def __init__(self, facts: DecisionFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {
            "letter": facts.letter,
            "subject": balanced(f"Về việc {facts.subject or facts.given.about(facts.awarded)}", SUBJECT_LINE),
            "authority": facts.given.granted_by.upper(),
            "bases": closed_lines(facts.bases),
            "articles": articles(facts),
            "annex": balanced(annex_words(facts), SUBJECT_LINE),
            "annexed": annexed_lines(facts.letter, facts.given),
            "tables": facts.awarded.tables(),
        }


def articles(facts: DecisionFacts) -> list[str]:
    """The sentences of each Điều, without its number; the one on money only where anything is paid."""
    awarded = facts.awarded
    return [
        f"{facts.given.verb(awarded)} (có danh sách kèm theo).",
        *([prize_article(facts)] if awarded.total else []),
        f"{joined([*facts.executors, f'các {awarded.nouns} có tên tại Điều 1'])} chịu trách nhiệm thi hành "
        "Quyết định này./.",
    ]


def prize_article(facts: DecisionFacts) -> str:
    total = facts.awarded.total
    return (
        f"Tiền thưởng kèm theo {facts.given.award} được trích từ {facts.fund} theo quy định hiện hành; tổng số tiền "
        f"thưởng là {thousands(total)} đồng (bằng chữ: {money_in_words(total)})."
    )


def annex_words(facts: DecisionFacts) -> str:
    nouns, given = facts.awarded.nouns, facts.given
    what = f"được công nhận “{given.award}”" if given.is_recognition else f"được tặng {given.award}"
    return f"Các {nouns} {what} trong {given.movement}"
