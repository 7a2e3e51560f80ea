"""Danh sách chi tiền thưởng: each prize with room for a signature, sums, and the total in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from emulation.kit.documents import Document
from emulation.kit.number_words import money_in_words
from emulation.kit.vietnamese import thousands
from rewards.documents.award_list import PRIZE, Awarded, AwardList, AwardTable, Given, annexed_lines
from rewards.documents.letter import Issuer, Letter, balanced

SUBJECT_LINE = 90  # letters of bold 14 pt that stand well on one centred line of a landscape page
COLUMNS = (
    ("number", "STT"),
    ("", "Tập thể, cá nhân, hộ gia đình"),
    ("place", "Chức vụ, đơn vị; địa chỉ"),
    ("form", "Hình thức"),
    ("prize", PRIZE),
    ("receipt", "Ký nhận"),
)


@dataclass(frozen=True)
class PrizeFacts:
    """All that a list of prizes says; it belongs to the decision whose letter it has."""

    letter: Letter
    given: Given
    awarded: AwardList
    signers: tuple[Issuer, ...]  # from left to right: who drew it up, the accountant, who approves


class PrizeList(Document):
    """The list on landscape pages; whoever gets no money is not on it."""

    template = "rewards/documents/prize_list.html"

    def __init__(self, facts: PrizeFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        classes, heads = zip(*COLUMNS, strict=True)
        return {
            "letter": facts.letter,
            "subject": balanced(
                f"Chi tiền thưởng kèm theo {facts.given.award} trong {facts.given.movement}", SUBJECT_LINE
            ),
            "annexed": annexed_lines(facts.letter, facts.given),
            "table": AwardTable("", classes, heads, tuple(prize_rows(facts))),
            "total": thousands(facts.awarded.total),
            "in_words": money_in_words(facts.awarded.total),
            "signers": facts.signers,
        }


def prize_rows(facts: PrizeFacts) -> Iterator[tuple[str, ...]]:
    """A row for each prize, numbered through, with a sum before each kind: a row of three, its number, noun and sum."""
    number = 0
    for letter, (noun, awarded) in zip("ABC", paid(facts.awarded), strict=False):
        yield (
            letter,
            f"{noun[0].upper()}{noun[1:]} ({len(awarded):02})",
            thousands(sum(one.prize or 0 for one in awarded)),
        )
        for one in awarded:
            number += 1
            name = f"{one.salutation} {one.name}".strip()
            yield f"{number}", name, one.place, facts.given.award, thousands(one.prize or 0), ""


def paid(awarded: AwardList) -> list[tuple[str, list[Awarded]]]:
    """What there is to pay, by kind."""
    kinds = [(noun, [one for one in found if one.prize]) for noun, found in awarded.kinds]
    return [(noun, found) for noun, found in kinds if found]
