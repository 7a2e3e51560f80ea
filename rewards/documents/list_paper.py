"""A paper that is mostly a list: whom somebody proposes, what results came to, what a pack holds."""

from dataclasses import dataclass

from emulation.kit.documents import Document
from rewards.documents.award_list import AwardTable
from rewards.documents.letter import Issuer, Letter, balanced

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line


@dataclass(frozen=True)
class ListFacts:
    """All that such a paper says."""

    letter: Letter
    kind: str  # "DANH SÁCH"
    subject: str
    tables: tuple[AwardTable, ...]
    opening: tuple[str, ...] = ()  # whole sentences before the tables
    closing: tuple[str, ...] = ()  # and after them
    signers: tuple[Issuer, ...] = ()  # from left to right; without any the issuer of the letter signs


class ListPaper(Document):
    """Letterhead, a few sentences, tables, signatures."""

    template = "rewards/documents/list_paper.html"

    def __init__(self, facts: ListFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {
            "facts": facts,
            "letter": facts.letter,
            "subject": balanced(facts.subject, SUBJECT_LINE),
            "tables": facts.tables,
            "signers": facts.signers,
        }
