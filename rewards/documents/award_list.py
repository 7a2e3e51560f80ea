"""Who is rewarded, as every paper of a dossier prints it: in sentences by count, in tables by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulation.kit.number_words import counted_in_words
from emulation.kit.paper_words import OPEN, long_date
from emulation.kit.vietnamese import thousands
from rewards.documents.letter import Letter, joined

MERIT = "thành\u00a0tích xuất\u00a0sắc"  # held together where a title breaks
PRIZE = "Mức thưởng (đồng)"
ALIGNED = {"number": "middle", "count": "middle", "prize": ""}


@dataclass(frozen=True)
class Awarded:
    """One who is rewarded, in the words of the paper."""

    name: str  # "Tổ dân phố số 8", "Nguyễn Thị Hoà"
    achievement: str
    salutation: str = ""  # "Ông", "Bà"; "Gia đình ông"
    place: str = ""  # position and unit of a person, address of a household
    prize: int | None = None  # in đồng; None where nothing is paid


@dataclass(frozen=True)
class AwardTable:
    """One part of a list: heads and classes of its columns, rows of words."""

    title: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def aligned(self) -> list[list[tuple[str, str]]]:
        """The rows with a class for each cell: numbers and counts in the middle, money to the right, words as words."""
        classes = [ALIGNED.get(column, "words") for column in self.columns]
        return [list(zip(row, classes, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class AwardList:
    """Collectives, individuals and households, each in the order in which they are named."""

    collectives: tuple[Awarded, ...] = ()
    individuals: tuple[Awarded, ...] = ()
    households: tuple[Awarded, ...] = ()

    @property
    def kinds(self) -> list[tuple[str, tuple[Awarded, ...]]]:
        """What there is, with its noun; nobody at all is no case."""
        every = [("tập thể", self.collectives), ("cá nhân", self.individuals), ("hộ gia đình", self.households)]
        return [(noun, awarded) for noun, awarded in every if awarded] or [("trường hợp", ())]

    @property
    def counts(self) -> str:
        """ "05 (năm) tập thể, 03 (ba) cá nhân và 60 (sáu mươi) hộ gia đình"."""
        return joined([counted_in_words(len(awarded), noun) for noun, awarded in self.kinds])

    @property
    def nouns(self) -> str:
        """ "tập thể, cá nhân, hộ gia đình"."""
        return ", ".join(noun for noun, _ in self.kinds)

    @property
    def total(self) -> int:
        """All prizes together, in đồng."""
        return sum(one.prize or 0 for _, awarded in self.kinds for one in awarded)

    def tables(self) -> Iterator[AwardTable]:
        """The parts of the list, numbered; each has a column of prizes where anything is paid in it."""
        parts = zip(("I", "II", "III"), self.kinds, strict=False)
        for number, (noun, awarded) in parts:
            yield award_table(f"{number}. {noun.upper()}", noun, awarded)


@dataclass(frozen=True)
class Given:
    """What is given and for what, as all papers of a dossier name it."""

    award: str  # "Giấy khen"; the title itself where it is recognised: "Gia đình công dân số"
    granted_by: str  # "Chủ tịch Ủy ban nhân dân phường Đồng Tâm"
    movement: str  # "phong trào thi đua “Chuyển đổi số” năm 2022"
    is_recognition: bool = False  # a title is recognised, a form is given

    def about(self, awarded: AwardList) -> str:
        """What a paper is about, in the words after "Về việc" or "đề nghị"."""
        if self.is_recognition:
            return f"công nhận “{self.award}” cho các {awarded.nouns} trong {self.movement}"
        return f"tặng {self.award} cho các {awarded.nouns} có {MERIT} trong {self.movement}"

    def verb(self, awarded: AwardList) -> str:
        """What is done, with counts: the words of Điều 1."""
        if self.is_recognition:
            return f"Công nhận {awarded.counts} đạt “{self.award}” trong {self.movement}"
        given = f"Tặng {self.award} của {self.granted_by} cho {awarded.counts}"
        return f"{given} đã có {MERIT} trong {self.movement}"


def annexed_lines(letter: Letter, given: Given) -> tuple[str, str]:
    """What a list belongs to, in two lines: the decision with its number and date, and whose it is."""
    number = letter.number or f"{OPEN}/{letter.code}"
    return f"Kèm theo Quyết định số {number} {long_date(letter.dated_on, letter.year)}", f"của {given.granted_by}"


HEADS = {
    "trường hợp": (("number", "STT"), ("", "Tên")),
    "tập thể": (("number", "STT"), ("", "Tên tập thể")),
    "cá nhân": (("number", "STT"), ("salutation", "Ông/ Bà"), ("", "Họ và tên"), ("place", "Chức vụ, đơn vị")),
    "hộ gia đình": (("number", "STT"), ("", "Gia đình ông/bà"), ("address", "Địa chỉ")),
}


def award_table(title: str, noun: str, awarded: Sequence[Awarded]) -> AwardTable:
    with_prize = any(one.prize for one in awarded)
    columns = [*HEADS[noun], ("achievement", "Thành tích"), *([("prize", PRIZE)] if with_prize else [])]
    rows = [
        (f"{number}", *name_cells(noun, one), one.achievement, *([prize_words(one.prize)] if with_prize else []))
        for number, one in enumerate(awarded, start=1)
    ]
    classes, heads = zip(*columns, strict=True)
    return AwardTable(title, classes, heads, tuple(rows))


def name_cells(noun: str, one: Awarded) -> tuple[str, ...]:
    if noun == "tập thể":
        return (one.name,)
    if noun == "cá nhân":
        return one.salutation, one.name, one.place
    return f"{one.salutation} {one.name}".strip(), one.place


def prize_words(prize: int | None) -> str:
    return thousands(prize) if prize else "–"
