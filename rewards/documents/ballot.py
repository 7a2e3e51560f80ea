"""Phiếu bầu: the paper of a secret ballot, as many alike as there are voters; nothing on it tells one from another."""

from dataclasses import dataclass
from datetime import date

from emulation.kit.documents import Document
from emulation.kit.paper_words import long_date
from rewards.documents.letter import balanced

HALF_PAGE = 6  # lines of a ballot of which two stand on one sheet, to be cut
SUBJECT_LINE = 62


@dataclass(frozen=True)
class BallotLine:
    """One who is voted on."""

    position: int
    name: str
    award: str


@dataclass(frozen=True)
class BallotFacts:
    council: str
    about: str
    held_on: date
    lines: tuple[BallotLine, ...]
    copies: int
    practice: bool


class BallotPapers(Document):
    """All ballot papers of a meeting, one a page or two."""

    template = "rewards/documents/ballot.html"

    def __init__(self, facts: BallotFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {
            "facts": facts,
            "subject": balanced(f"{facts.about[:1].upper()}{facts.about[1:]}", SUBJECT_LINE),
            "day": long_date(facts.held_on),
            "is_half": len(facts.lines) <= HALF_PAGE,
            "copies": range(facts.copies),
        }
