"""Thông báo niêm yết with its list, and Biên bản kết thúc niêm yết: what hung in public, what people said to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.safestring import mark_safe

from emulation.kit.documents import Document
from emulation.kit.number_words import counted_in_words
from emulation.kit.paper_words import OPEN, long_date
from emulation.kit.quick_codes import svg_code
from rewards.documents.award_list import Awarded, AwardList, AwardTable, Given, name_cells
from rewards.documents.letter import Letter, balanced, closed_lines, joined, short_date
from rewards.documents.minutes import Attendee, moment_words, signer

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line
NUMBER = ("number", "STT")
COLUMNS = {
    "trường hợp": (NUMBER, ("", "Tên")),
    "tập thể": (NUMBER, ("", "Tên tập thể"), ("posted-place", "Đơn vị, địa chỉ")),
    "cá nhân": (NUMBER, ("salutation", "Ông/ Bà"), ("", "Họ và tên"), ("posted-place", "Chức vụ, đơn vị")),
    "hộ gia đình": (NUMBER, ("", "Gia đình ông/bà"), ("posted-place", "Địa chỉ")),
}


@dataclass(frozen=True)
class NoticeFacts:
    """All that a notice says; number and date stay open in its letter until văn thư has given them."""

    letter: Letter
    given: Given
    posted: AwardList
    plan: str  # "Kế hoạch số 86/KHPH-UBND ngày 06/8/2022"
    by_council: bool  # passed by the council, or accepted in the simple way
    starts_on: date
    ends_on: date
    days: int
    places: tuple[str, ...]
    contact: tuple[str, ...]
    address: str  # of the public page


class PostingNotice(Document):
    """The notice on its own pages, then the list."""

    template = "rewards/documents/posting_notice.html"

    def __init__(self, facts: NoticeFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        about = facts.given.about(facts.posted)
        return {
            "letter": facts.letter,
            "subject": balanced(f"Niêm yết công khai danh sách đề nghị {about}", SUBJECT_LINE),
            "opening": opening(facts, about),
            "counts": f"{facts.posted.counts}, có danh sách kèm theo.",
            "period": period_words(facts),
            "places": in_one(facts.places),
            "contact": in_one(facts.contact),
            "address": facts.address,
            "code": mark_safe(svg_code(facts.address)),  # noqa: S308
            "closing": f"{facts.letter.agencies} thông báo để các cơ quan, đơn vị và Nhân dân được biết, tham gia ý "
            "kiến./.",
            "annex": balanced(f"Các {facts.posted.nouns} được đề nghị {annex_words(facts.given)}", SUBJECT_LINE),
            "annexed": annexed_words(facts.letter),
            "tables": posted_tables(facts.posted),
        }


def in_one(lines: Sequence[str]) -> str:
    """Lines as one sentence without its full stop."""
    return "; ".join(line.rstrip(" ;.") for line in lines)


def opening(facts: NoticeFacts, about: str) -> str:
    """On what grounds the list hangs."""
    plan = f"Thực hiện {facts.plan}; " if facts.plan else ""
    how = "kết quả họp Hội đồng Thi đua - Khen thưởng" if facts.by_council else "kết quả thẩm định hồ sơ khen thưởng"
    said = f"{plan}căn cứ {how}, {facts.letter.agencies} niêm yết công khai danh sách đề nghị {about} để lấy ý kiến "
    return said[:1].upper() + said[1:] + "của Nhân dân trước khi quyết định, cụ thể như sau:"


def period_words(facts: NoticeFacts) -> str:
    """ "10 ngày, từ ngày 12/9/2022 đến hết ngày 22/9/2022"."""
    return f"{facts.days:02} ngày, từ ngày {short_date(facts.starts_on)} đến hết ngày {short_date(facts.ends_on)}."


def annex_words(given: Given) -> str:
    what = f"công nhận “{given.award}”" if given.is_recognition else f"tặng {given.award}"
    return f"{what} trong {given.movement}"


def annexed_words(letter: Letter) -> tuple[str, str]:
    number = letter.number or f"{OPEN}/{letter.code}"
    return f"Kèm theo Thông báo số {number} {long_date(letter.dated_on, letter.year)}", f"của {letter.agencies}"


def posted_tables(posted: AwardList) -> list[AwardTable]:
    """The parts of the list, numbered anew in each: names and places alone."""
    parts = zip(("I", "II", "III"), posted.kinds, strict=False)
    return [posted_table(f"{number}. {noun.upper()}", noun, people) for number, (noun, people) in parts]


def posted_table(title: str, noun: str, people: Sequence[Awarded]) -> AwardTable:
    columns = COLUMNS[noun]
    rows = []
    for number, one in enumerate(people, start=1):
        place = (one.place,) if noun == "tập thể" else ()
        rows.append((f"{number}", *name_cells(noun, one), *place))
    if noun == "tập thể" and not any(one.place for one in people):
        columns, rows = columns[:2], [row[:2] for row in rows]
    classes, heads = zip(*columns, strict=True)
    return AwardTable(title, classes, heads, tuple(rows))


@dataclass(frozen=True)
class Objected:
    """An objection as the record tells it: never who has sent it."""

    about: str  # "" where it is about the whole list
    received_on: date
    way: str
    content: str
    upheld: bool
    answer: str
    followed: str = ""  # what followed an upheld one, a whole sentence
    late: bool = False


@dataclass(frozen=True)
class RecordFacts:
    """All that the closing record says."""

    letter: Letter
    given: Given
    posted: AwardList
    notice: str  # "Thông báo số 15/TB-UBND ngày 12/9/2022"
    starts_on: date
    ends_on: date
    places: tuple[str, ...]
    held_at: datetime
    place: str
    chair: Attendee
    secretary: Attendee
    present: tuple[Attendee, ...]
    objections: tuple[Objected, ...]
    withdrawn: tuple[str, ...]
    standing: str  # "05 (năm) tập thể"; "" where nobody is left
    copies: int = 2


class PostingRecord(Document):
    """The record of the end of a posting, signed by whoever wrote and whoever led it."""

    template = "rewards/documents/posting_record.html"

    def __init__(self, facts: RecordFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        about = facts.given.about(facts.posted)
        return {
            "facts": facts,
            "letter": facts.letter,
            "subject": balanced(f"Kết thúc niêm yết công khai danh sách đề nghị {about}", SUBJECT_LINE),
            "opening": f"Hôm nay, vào hồi {moment_words(facts.held_at)}, tại {facts.place}, chúng tôi gồm có:",
            "present": closed_lines([one.words for one in facts.present]),
            "hung": f"Danh sách gồm {facts.posted.counts}, niêm yết theo {facts.notice} từ ngày "
            f"{short_date(facts.starts_on)} đến hết ngày {short_date(facts.ends_on)}, tại:",
            "places": closed_lines(facts.places),
            "heard": heard_words(facts.objections),
            "table": objection_table(facts.objections),
            "results": result_words(facts),
            "end": f"Biên bản được lập thành {counted_in_words(facts.copies, 'bản')}, đã đọc lại cho những người có "
            "mặt cùng nghe và thống nhất./.",
            "signers": (signer("NGƯỜI GHI BIÊN BẢN", facts.secretary), signer("NGƯỜI CHỦ TRÌ", facts.chair)),
        }


def heard_words(objections: Sequence[Objected]) -> str:
    if not objections:
        return "Trong thời gian niêm yết không nhận được ý kiến nào về danh sách."
    upheld, late = sum(one.upheld for one in objections), sum(one.late for one in objections)
    said = f"chấp nhận {upheld:02}, không chấp nhận {len(objections) - upheld:02}"
    late_words = f"; {late:02} ý kiến nhận sau khi hết thời gian niêm yết" if late else ""
    count = counted_in_words(len(objections), "ý kiến")
    return f"Đã nhận và trả lời {count}: {said}{late_words}. Cụ thể như sau:"


def objection_table(objections: Sequence[Objected]) -> AwardTable | None:
    if not objections:
        return None
    columns = (NUMBER, ("objected", "Trường hợp"), ("", "Nội dung ý kiến"), ("answered", "Kết quả, nội dung trả lời"))
    classes, heads = zip(*columns, strict=True)
    rows = tuple(
        (f"{number}", one.about or "Toàn danh sách", content_words(one), answer_words(one))
        for number, one in enumerate(objections, start=1)
    )
    return AwardTable("", classes, heads, rows)


def content_words(one: Objected) -> str:
    late = ", sau thời gian niêm yết" if one.late else ""
    return f"{one.content} ({one.way.lower()}, nhận ngày {short_date(one.received_on)}{late})"


def answer_words(one: Objected) -> str:
    outcome = "Chấp nhận" if one.upheld else "Không chấp nhận"
    return " ".join([f"{outcome}. {one.answer}", *([one.followed] if one.followed else [])])


def result_words(facts: RecordFacts) -> list[str]:
    said = []
    if facts.withdrawn:
        names = joined(facts.withdrawn)
        said.append(f"Đã rút khỏi danh sách {counted_in_words(len(facts.withdrawn), 'trường hợp')}: {names}.")
    if facts.standing:
        said.append(f"Danh sách đề nghị sau niêm yết gồm {facts.standing}, trình người có thẩm quyền quyết định.")
    else:
        said.append("Sau niêm yết danh sách không còn trường hợp nào để trình.")
    return said


def of_plan(number: str, issued_on: date | None) -> str:
    """ "Kế hoạch số 86/KHPH-UBND ngày 06/8/2022"; "" while it has none."""
    return f"Kế hoạch số {number} ngày {short_date(issued_on)}" if number and issued_on else ""


def of_notice(letter: Letter) -> str:
    """How the record names the notice."""
    if letter.number and letter.dated_on:
        return f"Thông báo số {letter.number} ngày {short_date(letter.dated_on)}"
    return f"Thông báo của {letter.agencies}"
