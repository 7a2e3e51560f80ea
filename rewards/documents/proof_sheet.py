"""Bảng dò: every string that certificates of one unit will show, to be read, ticked and signed before printing."""

from dataclasses import dataclass

from emulation.kit.documents import Document


@dataclass(frozen=True)
class ProofLine:
    """What one certificate will say of its subject."""

    number: int
    salutation: str
    name: str
    place: str


@dataclass(frozen=True)
class ProofFacts:
    """All that a proof sheet says."""

    agency: str  # "Phường Đồng Tâm"
    award: str
    unit: str
    decision: str  # "Quyết định số 112/QĐ-UBND", or that it is a draft
    shared: tuple[tuple[str, str], ...]  # what all sheets say: which line of the paper, and its words
    lines: tuple[ProofLine, ...]
    made_at: str  # "08:00 ngày 16/9/2022"
    code: str  # tells two proofs of different strings apart
    practice: bool


class ProofSheet(Document):
    """The table on portrait A4, with room to tick, to write what is wrong, and to sign."""

    template = "rewards/documents/proof_sheet.html"

    def __init__(self, facts: ProofFacts):
        self.facts = facts

    def context(self) -> dict:
        return {"facts": self.facts, "total": len(self.facts.lines)}
