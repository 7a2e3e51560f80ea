"""What the papers of a meeting say: from the frozen record of closed minutes, or from the meeting as it stands."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from emulation.kit.days import moment_of
from emulation.kit.documents import Document
from emulation.kit.number_words import counted_in_words

from ..choices import Presence, SubjectKind
from ..documents.ballot import BallotFacts, BallotLine, BallotPapers
from ..documents.letter import Issuer, Letter, joined, lower_first
from ..documents.minutes import Attendee, CountingFacts, CountingRecord, Minutes, MinutesFacts
from ..documents.votes import Vote
from ..models import Meeting
from ..queries.meetings import standing_of
from ..queries.minutes import record_of, rules_in
from ..rules.voting import State
from ..words.voting import rules_words

RECIPIENTS = ("Thành viên Hội đồng", "Chủ tịch Ủy ban nhân dân (để báo cáo)")
RECIPIENTS_OF_SCHOOL = ("Thành viên Hội đồng", "Hiệu trưởng (để báo cáo)")


def record_for(meeting: Meeting) -> dict:
    """The frozen record, or while the minutes are open the meeting as it stands."""
    return meeting.minutes if meeting.is_closed else record_of(standing_of(meeting))


def moment(text: str) -> datetime:
    """A moment of Ho Chi Minh time as the record keeps it."""
    found = datetime.fromisoformat(text)
    return moment_of(found.date(), found.time())


def letter_of(record: dict, *, draft: bool) -> Letter:
    """Minutes are headed by the council, under the office it belongs to."""
    held = moment(record["starts_at"]).date()
    return Letter(
        issuers=(Issuer(record["council"].upper(), "", "", ""),),
        place=record["place_name"],
        year=held.year,
        code="BB-HĐTĐKT",
        recipients=RECIPIENTS_OF_SCHOOL if record["is_school"] else RECIPIENTS,
        draft=draft,
        practice=record["practice"],
        dated_on=held,
        superior=record["agency"],
    )


def about_words(record: dict) -> str:
    again = record["supplements"]
    more = f", bổ sung cho phiên họp số {again['number']}" if again else ""
    return f"xét, đề nghị khen thưởng {lower_first(record['campaign'])}, {lower_first(record['phase'])}{more}"


def attendee(said: dict) -> Attendee:
    absent = said.get("presence") != Presence.PRESENT
    return Attendee(
        said["name"], said["title"], said["role"],
        reason=said.get("reason", "") if absent else "", wrote=said.get("presence") == Presence.WRITTEN,
    )  # fmt: skip


def minutes_facts(meeting: Meeting) -> MinutesFacts:
    record = record_for(meeting)
    voters = [one for one in record["seats"] if one["votes"]]
    return MinutesFacts(
        letter=letter_of(record, draft=not meeting.is_closed),
        council=record["council"],
        about=about_words(record),
        starts_at=moment(record["starts_at"]),
        place=record["place"],
        chair=attendee(record["chair"]),
        secretary=attendee(record["secretary"]),
        members=record["room"]["members"],
        present=tuple(attendee(one) for one in voters if one["presence"] == Presence.PRESENT),
        absent=tuple(attendee(one) for one in voters if one["presence"] != Presence.PRESENT),
        guests=people_of(record["guests"]),
        contents=contents_of(record),
        opinions=tuple(lines_of(record["discussion"])),
        rules=tuple(settings_words(record, record["settings"])),
        votes=tuple(vote_of(line) for line in record["lines"]),
        conclusions=tuple(lines_of(record["conclusion"])),
        ends_at=moment(record["ends_at"]) if record["ends_at"] else None,
    )


def counting_facts(meeting: Meeting) -> CountingFacts | None:
    """What the record of the secret ballot says; None where nothing was voted on secretly or no ballot counted."""
    record = record_for(meeting)
    lines = [line for line in record["lines"] if line["secret"]]
    if not lines or not record["ballots"]:
        return None
    tellers = people_of(record["tellers"]) or (Attendee(record["secretary"]["name"], ""),)
    totals = {name: record["ballots"][name] for name in ("given_out", "returned", "valid", "invalid")}
    return CountingFacts(
        letter=letter_of(record, draft=not record["ballots"]["confirmed_by"]),
        council=record["council"],
        about=about_words(record),
        starts_at=moment(record["starts_at"]),
        place=record["place"],
        counters=tellers,
        voters=record["room"]["present"],
        rules=tuple(settings_words(record, [one for one in record["settings"] if one["secret"]])),
        votes=tuple(vote_of(line) for line in lines),
        **totals,
    )


def ballot_facts(meeting: Meeting) -> BallotFacts | None:
    """The ballot paper, once for each voter in the room; None where nothing is voted on secretly."""
    record = record_for(meeting)
    lines = [line for line in record["lines"] if line["secret"]]
    if not lines:
        return None
    return BallotFacts(
        council=record["council"],
        about=about_words(record),
        held_on=moment(record["starts_at"]).date(),
        lines=tuple(BallotLine(line["position"], named(line), line["award"]) for line in lines),
        copies=record["room"]["present"],
        practice=record["practice"],
    )


PAPERS: dict[str, tuple[type[Document], Callable]] = {
    "phieu-bau": (BallotPapers, ballot_facts),
    "bien-ban-hop": (Minutes, minutes_facts),
    "bien-ban-kiem-phieu": (CountingRecord, counting_facts),
}
MOST_LINES = 400  # of a paper that is drawn while somebody waits


def paper_of(meeting: Meeting, name: str) -> Document | None:
    """The paper by its name; None where there is nothing to print on it."""
    document, facts_of = PAPERS[name]
    facts = facts_of(meeting)
    return document(facts) if facts else None


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def people_of(text: str) -> tuple[Attendee, ...]:
    """A person a line, with the position behind a comma; papers write "Đồng chí" themselves."""
    found = []
    for line in lines_of(text):
        name, _, position = re.sub(r"^(ông|bà|đồng chí|đ/c)\s+", "", line, flags=re.IGNORECASE).partition(",")
        found.append(Attendee(name.strip(), position.strip()))
    return tuple(found)


def contents_of(record: dict) -> tuple[str, ...]:
    """What was put before the council, in sentences."""
    counts = Counter(line["kind"] for line in record["lines"])
    kinds = [counted_in_words(counts[kind], kind.label.lower()) for kind in SubjectKind if counts[kind]]
    day = date.fromisoformat(record["decided_on"])
    return (
        f"Hội đồng được thành lập theo Quyết định số {record['decision']} ngày {day:%d/%m/%Y}.",
        "Thường trực Hội đồng báo cáo tiêu chuẩn, điều kiện và danh sách đề nghị"
        + (f" gồm {joined(kinds)}." if kinds else "; không còn đề nghị nào để xét."),
    )


def settings_words(record: dict, settings: Sequence[dict]) -> list[str]:
    """How votes were counted; named by award where awards differ."""
    said = {one["award"]: rules_words(rules_in(one, record)) for one in settings}
    if len({tuple(words) for words in said.values()}) == 1:
        return next(iter(said.values()))
    return [f"{award}: {'; '.join(lower_first(word.rstrip('.')) for word in words)}." for award, words in said.items()]


def named(line: dict) -> str:
    return f"{line['name']}, {line['place']}" if line["place"] else line["name"]


def vote_of(line: dict) -> Vote:
    passed = DECIDED.get(line.get("state"))
    numbers = (line["in_favour"], line["against"], line["base"]) if line["counted"] else (0, 0, 0)
    return Vote(named(line), line["award"], *numbers, passed, note_of(line), line["position"])


DECIDED = {State.PASSED: True, State.FAILED: False}


def note_of(line: dict) -> str:
    """What is unusual about a line: nobody counted it, somebody stepped aside, opinions in writing, a tie."""
    said = []
    if line.get("state") == State.NO_QUORUM:
        said.append("Không đủ số người họp nên chưa xét")
    elif not line["counted"]:
        said.append("Chưa ghi số phiếu")
    if line["aside"]:
        said.append(f"Không biểu quyết: {joined(line['aside'])}")
    if written := line["written_for"] + line["written_against"]:
        said.append(f"Trong đó {written:02} ý kiến bằng văn bản")
    if line.get("by_chair"):
        said.append(f"Ngang phiếu, chủ trì quyết định: {line['chair_reason']}")
    return "; ".join(said)
