"""What a ceremony needs on paper: whom to call when, in large type, and where everybody signs for the certificate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulation.kit.documents import Document
from emulation.kit.vietnamese import thousands

from .letter import Issuer, Letter, balanced

SUBJECT_LINE = 58  # letters of bold 14 pt that stand well on one centred line of a portrait page
WIDE_LINE = 90  # of a landscape one


@dataclass(frozen=True)
class CalledOne:
    """One who is called up, in the words of the certificate."""

    place_in_order: int
    name: str
    place: str
    number: str  # in the register
    prize: int = 0  # in đồng


@dataclass(frozen=True)
class CalledGroup:
    """Who comes up together, and for what."""

    number: int
    title: str  # "Hộ gia đình, Tổ dân phố số 8"
    award: str
    called: tuple[CalledOne, ...]


@dataclass(frozen=True)
class CeremonyFacts:
    """All that both lists say."""

    letter: Letter
    name: str
    when: str  # "8 giờ 30, ngày 20 tháng 9 năm 2022"
    place: str
    groups: tuple[CalledGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.called) for group in self.groups)

    @property
    def total(self) -> int:
        return sum(one.prize for group in self.groups for one in group.called)


class CallingList(Document):
    """Danh sách gọi tên: for whoever stands at the microphone."""

    template = "rewards/documents/calling_list.html"

    def __init__(self, facts: CeremonyFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {"facts": facts, "letter": facts.letter, "subject": balanced(facts.name, SUBJECT_LINE)}


class ReceiptList(Document):
    """Danh sách ký nhận: a line for each certificate with room for a signature, a sum of money where any is paid."""

    template = "rewards/documents/receipt_list.html"

    def __init__(self, facts: CeremonyFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        handed = "NGƯỜI PHÁT GIẤY, TIỀN THƯỞNG" if facts.total else "NGƯỜI PHÁT GIẤY"
        return {
            "facts": facts,
            "letter": facts.letter,
            "subject": balanced(f"Ký nhận tại {facts.name}", WIDE_LINE),
            "with_prizes": bool(facts.total),
            "parts": list(parts_of(facts.groups)),
            "total": thousands(facts.total),
            "signers": (Issuer("", "", "NGƯỜI LẬP", ""), Issuer("", "", handed, "")),
        }


@dataclass(frozen=True)
class Part:
    """A run of groups of the same kind and unit, which sign below each other."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def parts_of(groups: Sequence[CalledGroup]) -> Iterator[Part]:
    """The groups without their cuts: who signs is not called up."""
    title, rows = "", []
    for group in groups:
        if rows and group.title != title:
            yield Part(title, tuple(rows))
            rows = []
        title = group.title
        rows += [
            (f"{one.place_in_order}", one.name, one.place, one.number, thousands(one.prize) if one.prize else "–")
            for one in group.called
        ]
    if rows:
        yield Part(title, tuple(rows))
