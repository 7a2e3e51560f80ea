"""Biên bản họp Hội đồng and Biên bản kiểm phiếu: who was there, what was voted, what came out."""

from dataclasses import dataclass
from datetime import datetime

from emulation.kit import clock
from emulation.kit.documents import Document
from emulation.kit.number_words import counted_in_words
from emulation.kit.paper_words import long_date
from rewards.documents.letter import Issuer, Letter, balanced, closed_lines
from rewards.documents.votes import Vote, vote_table

SUBJECT_LINE = 62  # letters of bold 14 pt that stand well on one centred line
OPEN_HOUR = "…… giờ …… phút"


@dataclass(frozen=True)
class Attendee:
    """A member of the council, or a guest."""

    name: str
    position: str  # "Phó Chủ tịch Ủy ban nhân dân phường"
    role: str = ""  # "Phó Chủ tịch Hội đồng"
    reason: str = ""  # why an absent one was not there
    wrote: bool = False  # an absent one sent an opinion

    @property
    def words(self) -> str:
        """ "Đồng chí Trần Văn Dũng – Phó Chủ tịch Ủy ban nhân dân phường – Phó Chủ tịch Hội đồng"."""
        return " – ".join(part for part in (f"Đồng chí {self.name}", self.position, self.role) if part)

    @property
    def absence(self) -> str:
        """The same with the reason, and whether an opinion came in writing."""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.words}{why}{' (đã gửi ý kiến bằng văn bản)' if self.wrote else ''}"


@dataclass(frozen=True)
class MinutesFacts:
    """All that the minutes of a meeting say."""

    letter: Letter
    council: str  # "Hội đồng Thi đua - Khen thưởng phường Đồng Tâm"
    about: str  # "xét, đề nghị tặng Giấy khen …"
    starts_at: datetime
    place: str
    chair: Attendee
    secretary: Attendee
    members: int  # with a vote
    present: tuple[Attendee, ...]  # with a vote, the chair among them
    absent: tuple[Attendee, ...]
    guests: tuple[Attendee, ...]
    contents: tuple[str, ...]  # what was put before the council, whole sentences
    opinions: tuple[str, ...]  # what was said; nothing leaves lines to write on
    rules: tuple[str, ...]  # how votes were taken and counted, whole sentences
    votes: tuple[Vote, ...]
    conclusions: tuple[str, ...]  # whole sentences
    ends_at: datetime | None = None
    copies: int = 2


class Minutes(Document):
    """The minutes of one meeting, signed by secretary and chair."""

    template = "rewards/documents/minutes.html"

    def __init__(self, facts: MinutesFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        return {
            "facts": facts,
            "letter": facts.letter,
            "subject": balanced(f"Họp {facts.council} {facts.about}", SUBJECT_LINE),
            "opening": f"Hôm nay, vào hồi {moment_words(facts.starts_at)}, tại {facts.place}, {facts.council} họp "
            f"{facts.about}.",
            "present_count": f"Có mặt {len(facts.present):02}/{facts.members:02} thành viên có quyền biểu quyết:",
            "present": closed_lines([one.words for one in facts.present]),
            "absent": closed_lines([one.absence for one in facts.absent]),
            "guests": closed_lines([one.words for one in facts.guests]),
            "table": vote_table(facts.votes),
            "end": f"Cuộc họp kết thúc vào {end_words(facts)}. Biên bản được lập thành "
            f"{counted_in_words(facts.copies, 'bản')}, đã được các thành viên dự họp thông qua và nhất trí./.",
            "signers": (signer("THƯ KÝ", facts.secretary), signer("CHỦ TRÌ", facts.chair)),
        }


@dataclass(frozen=True)
class CountingFacts:
    """All that the record of a secret ballot says."""

    letter: Letter
    council: str
    about: str
    starts_at: datetime
    place: str
    counters: tuple[Attendee, ...]  # the head of the counting committee first
    voters: int  # members with a vote in the room
    given_out: int
    returned: int
    valid: int
    invalid: int
    rules: tuple[str, ...]
    votes: tuple[Vote, ...]
    copies: int = 2


class CountingRecord(Document):
    """What the counting committee found, signed by its members and its head."""

    template = "rewards/documents/counting_record.html"

    def __init__(self, facts: CountingFacts):
        self.facts = facts

    def context(self) -> dict:
        facts = self.facts
        head, *others = facts.counters or [Attendee("", "")]
        return {
            "facts": facts,
            "letter": facts.letter,
            "subject": balanced(f"Kiểm phiếu {facts.about}", SUBJECT_LINE),
            "opening": f"Hôm nay, vào hồi {moment_words(facts.starts_at)}, tại {facts.place}, {facts.council} bỏ phiếu "
            f"kín {facts.about}. Ban kiểm phiếu gồm {counted_in_words(len(facts.counters), 'đồng chí')}:",
            "counters": closed_lines([one.words for one in facts.counters]),
            "ballots": closed_lines(ballot_words(facts)),
            "table": vote_table(facts.votes),
            "end": "Biên bản kiểm phiếu được lập thành "
            f"{counted_in_words(facts.copies, 'bản')}, đã được công bố trước Hội đồng./.",
            "signers": (*(signer("THÀNH VIÊN", one) for one in others[:2]), signer("TRƯỞNG BAN KIỂM PHIẾU", head)),
        }


def ballot_words(facts: CountingFacts) -> list[str]:
    """The totals of the ballot papers, each as a line."""
    counts = [
        ("Số thành viên dự bỏ phiếu", facts.voters),
        ("Số phiếu phát ra", facts.given_out),
        ("Số phiếu thu vào", facts.returned),
        ("Số phiếu hợp lệ", facts.valid),
        ("Số phiếu không hợp lệ", facts.invalid),
    ]
    return [f"{what}: {number:02}" for what, number in counts]


def moment_words(moment: datetime) -> str:
    """ "14 giờ 00 phút, ngày 12 tháng 9 năm 2022"."""
    here = clock.local(moment)
    return f"{here:%H} giờ {here:%M} phút, {long_date(here.date())}"


def end_words(facts: MinutesFacts) -> str:
    """The hour, and the day where it is another one; room for a pen while it is not known."""
    if facts.ends_at is None:
        return f"{OPEN_HOUR} cùng ngày"
    end, start = clock.local(facts.ends_at), clock.local(facts.starts_at)
    same_day = end.date() == start.date()
    return f"{end:%H} giờ {end:%M} phút cùng ngày" if same_day else moment_words(facts.ends_at)


def signer(title: str, one: Attendee) -> Issuer:
    return Issuer("", "", title, one.name)
