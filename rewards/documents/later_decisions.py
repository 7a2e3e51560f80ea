"""Papers about a decision that was issued: what amends, replaces, revokes it; the letter that mends its look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emulation.kit.documents import Document
from emulation.kit.number_words import counted_in_words, money_in_words
from emulation.kit.paper_words import long_date
from emulation.kit.vietnamese import thousands
from rewards.documents.award_list import PRIZE, Awarded, AwardTable, annexed_lines, prize_words
from rewards.documents.decision import SUBJECT_LINE, Decision, DecisionFacts, annex_words, prize_article
from rewards.documents.letter import Letter, balanced, joined, short_date

NOTHING_ELSE = "Các nội dung khác của {} không thay đổi."


@dataclass(frozen=True)
class Cited:
    """An earlier decision, as a later paper names it."""

    number: str
    dated_on: date
    granted_by: str

    @property
    def short(self) -> str:
        return f"Quyết định số {self.number} ngày {short_date(self.dated_on)}"

    @property
    def long(self) -> str:
        return f"Quyết định số {self.number} {long_date(self.dated_on)} của {self.granted_by}"


@dataclass(frozen=True)
class Change:
    """A line of the earlier list and what it becomes; `before` is None where the line is new."""

    before: Awarded | None
    after: Awarded


@dataclass(frozen=True)
class LaterFacts:
    """What such a decision says beyond any decision: which one it is about, why, and the lines it changes."""

    decision: DecisionFacts
    cited: Cited
    reason: str
    changes: tuple[Change, ...] = ()


class LaterDecision(Decision):
    """What these decisions share: one is about an earlier one, each in its own words."""

    def __init__(self, facts: LaterFacts):
        super().__init__(facts.decision)
        self.later = facts

    def context(self) -> dict:
        said = super().context()
        return said | {
            "subject": balanced(f"Về việc {self.facts.subject or self.subject()}", SUBJECT_LINE),
            "articles": [*self.articles(), carried_out(self.facts)],
            "annex": balanced(self.annex(), SUBJECT_LINE),
            "annexed": annexed_lines(self.facts.letter, self.facts.given),
            "tables": self.tables(),
        }

    def subject(self) -> str:
        raise NotImplementedError

    def articles(self) -> list[str]:
        """Without the last one, on who carries it out."""
        raise NotImplementedError

    def annex(self) -> str:
        return annex_words(self.facts)

    def tables(self) -> Sequence[AwardTable]:
        return list(self.facts.awarded.tables())


class Amendment(LaterDecision):
    """Some lines of the earlier list put right, or lines added to it."""

    def subject(self):
        return f"{self.what} {self.later.cited.short}"

    @property
    def what(self) -> str:
        """ "sửa đổi, bổ sung", or the one of them that it does."""
        done = [("sửa đổi", self.corrected), ("bổ sung", self.added)]
        return ", ".join(word for word, count in done if count) or "sửa đổi"

    @property
    def corrected(self) -> int:
        return sum(one.before is not None for one in self.later.changes)

    @property
    def added(self) -> int:
        return sum(one.before is None for one in self.later.changes)

    def articles(self):
        counts = [
            f"{word} {counted_in_words(count, 'trường hợp')}"
            for word, count in (("sửa đổi", self.corrected), ("bổ sung", self.added))
            if count
        ]
        what = f"{self.what[0].upper()}{self.what[1:]} danh sách kèm theo {self.later.cited.long}"
        first = f"{what}, gồm {joined(counts)} (có danh sách kèm theo). Lý do: {sentence(self.later.reason)}"
        money = [f"Tiền thưởng theo danh sách kèm theo được trích từ {self.facts.fund} theo quy định hiện hành."]
        return [
            first,
            *(money if self.facts.awarded.total else []),
            NOTHING_ELSE.format(f"Quyết định số {self.later.cited.number}"),
        ]

    def annex(self):
        return f"{self.what[0].upper()}{self.what[1:]} tại {self.later.cited.short}"

    def tables(self):
        return [*correction_tables(self.later), *addition_tables(self.later)]


def correction_tables(facts: LaterFacts) -> list[AwardTable]:
    rows = [(words_of(one.before), words_of(one.after)) for one in facts.changes if one.before]
    if not rows:
        return []
    heads = ("STT", f"Đã ghi tại Quyết định số {facts.cited.number}", "Nay sửa thành")
    numbered = tuple((f"{number}", *row) for number, row in enumerate(rows, start=1))
    return [AwardTable("Nội dung sửa đổi", ("number", "", "half"), heads, numbered)]


def addition_tables(facts: LaterFacts) -> list[AwardTable]:
    found = [one.after for one in facts.changes if one.before is None]
    if not found:
        return []
    paid = any(one.prize for one in found)
    heads = ("STT", "Tên", "Chức vụ, địa chỉ", "Thành tích", *((PRIZE,) if paid else ()))
    classes = ("number", "", "place", "achievement", *(("prize",) if paid else ()))
    rows = tuple(
        (f"{number}", named(one), one.place, one.achievement, *((prize_words(one.prize),) if paid else ()))
        for number, one in enumerate(found, start=1)
    )
    return [AwardTable("Trường hợp bổ sung", classes, heads, rows)]


class Replacement(LaterDecision):
    """The whole list anew; the earlier decision ends."""

    def subject(self):
        return self.facts.given.about(self.facts.awarded)

    def articles(self):
        facts, cited = self.facts, self.later.cited
        return [
            f"{facts.given.verb(facts.awarded)} (có danh sách kèm theo).",
            *([prize_article(facts)] if facts.awarded.total else []),
            f"Quyết định này thay thế {cited.long}. Lý do: {sentence(self.later.reason)}",
        ]


class Revocation(LaterDecision):
    """Lines of the earlier list taken back."""

    def subject(self):
        return f"thu hồi {self.what} theo {self.later.cited.short}"

    @property
    def what(self) -> str:
        given = self.facts.given
        return f"danh hiệu “{given.award}”" if given.is_recognition else given.award

    def articles(self):
        awarded, cited = self.facts.awarded, self.later.cited
        done = "đã công nhận" if self.facts.given.is_recognition else "đã tặng"
        what = f"Thu hồi {self.what} {done} theo {cited.long} đối với {awarded.counts} (có danh sách kèm theo)."
        return [f"{what} Lý do: {sentence(self.later.reason)}", self.given_back()]

    def given_back(self) -> str:
        """What comes back: the paper itself, and the money where any was paid."""
        awarded, given = self.facts.awarded, self.facts.given
        paper = "giấy chứng nhận" if given.is_recognition else given.award
        whose = f"Các {awarded.nouns} có tên tại Điều 1 nộp lại {paper}"
        if not awarded.total:
            return f"{whose} cho cơ quan đã cấp."
        money = f"{thousands(awarded.total)} đồng (bằng chữ: {money_in_words(awarded.total)})"
        return f"{whose} cho cơ quan đã cấp và tiền thưởng đã nhận, tổng số tiền là {money}."

    def annex(self):
        return f"Các {self.facts.awarded.nouns} bị thu hồi {self.what}"


@dataclass(frozen=True)
class CorrectionFacts:
    """A letter on how an issued decision looks: what was printed, what is to be read."""

    letter: Letter
    cited: Cited
    about: str  # "tặng Giấy khen cho các hộ gia đình …"
    reason: str
    sentences: tuple[str, ...]


class Correction(Document):
    """Công văn đính chính: a letter without a name of its kind, its subject stands below the number."""

    template = "rewards/documents/correction.html"

    def __init__(self, facts: CorrectionFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {
            "letter": facts.letter,
            "subject": ["V/v đính chính", f"Quyết định số {facts.cited.number}"],
            "addressed": [f"Các cơ quan, đơn vị, cá nhân nhận Quyết định số {facts.cited.number}"],
            "opening": f"{facts.cited.long} về việc {facts.about} có sai sót về thể thức, kỹ thuật trình bày: "
            f"{sentence(facts.reason)} Nay đính chính như sau:",
            "sentences": facts.sentences,
            "closing": f"{NOTHING_ELSE.format(f'Quyết định số {facts.cited.number}')} Trân trọng./.",
        }


def carried_out(facts: DecisionFacts) -> str:
    who = joined([*facts.executors, f"các {facts.awarded.nouns} có tên trong danh sách kèm theo"])
    return f"{who[0].upper()}{who[1:]} chịu trách nhiệm thi hành Quyết định này./."


def sentence(words: str) -> str:
    return f"{words.rstrip(' .;')}."


def named(one: Awarded) -> str:
    return f"{one.salutation} {one.name}".strip()


def words_of(one: Awarded | None) -> str:
    """A line in one cell: name, place, achievement, money."""
    if one is None:
        return ""
    money = f"{thousands(one.prize)} đồng" if one.prize else ""
    return "; ".join(part for part in (named(one), one.place, one.achievement, money) if part)
