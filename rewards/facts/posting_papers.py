"""What the papers of a posting say: from what was frozen when it hung and when it was closed, or as a draft stands."""

from collections.abc import Callable
from datetime import date, datetime

from emulation.kit.days import moment_of
from emulation.kit.documents import Document
from emulation.kit.number_words import counted_in_words

from ..choices import ObjectionOutcome, SubjectKind
from ..documents.award_list import Awarded, AwardList, Given
from ..documents.letter import Issuer, Letter, joined, lower_first
from ..documents.minutes import Attendee
from ..documents.posting import (
    NoticeFacts,
    Objected,
    PostingNotice,
    PostingRecord,
    RecordFacts,
    of_notice,
    of_plan,
)
from ..models import Posting
from ..queries.posted_records import notice_to_show
from ..queries.postings import lines_of
from ..rules.reports import suggested_code
from .council_papers import lines_of as split_lines
from .council_papers import people_of

MOST_LINES = 400  # of a paper that is drawn while somebody waits


def letter_of(posting: Posting, notice: dict, sign: str, *, draft: bool, **more) -> Letter:
    """A paper of the office that posts; it signs alone."""
    issuer = Issuer(*notice["issuer"]) if notice["issuer"] else Issuer(notice["unit"].upper(), "", "", "")
    tail = suggested_code(notice["unit"], notice["is_school"]).partition("-")[2]
    return Letter(
        issuers=(issuer,),
        place=notice["place_name"],
        year=posting.starts_on.year,
        code=f"{sign}-{tail}",
        draft=draft,
        practice=notice["practice"],
        **more,
    )


def notice_letter(posting: Posting, notice: dict) -> Letter:
    return letter_of(
        posting,
        notice,
        "TB",
        draft=not posting.takes_objections,
        recipients=("Các nơi niêm yết tại mục 3", "Hội đồng Thi đua - Khen thưởng (để theo dõi)"),
        number=posting.letter_number or None,
        dated_on=posting.letter_on,
    )


def given_of(notice: dict) -> Given:
    movement = f"{lower_first(notice['campaign'])}, {lower_first(notice['phase'])}"
    return Given(notice["award"], notice["granted_by"], movement, notice["is_recognition"])


def posted_list(posting: Posting) -> AwardList:
    """Who hangs, under the names that hung; withdrawn ones stay on the paper."""
    found: dict[str, list[Awarded]] = {kind: [] for kind in SubjectKind.values}
    columns = ("subject_kind", "printed_name", "salutation", "printed_place")
    for kind, name, salutation, place in lines_of(posting).values_list(*columns):
        found[kind].append(Awarded(name, "", salutation, place))
    return AwardList(
        collectives=tuple(found[SubjectKind.COLLECTIVE]),
        individuals=tuple(found[SubjectKind.INDIVIDUAL]),
        households=tuple(found[SubjectKind.HOUSEHOLD]),
    )


def notice_facts(posting: Posting, address: str) -> NoticeFacts:
    notice = notice_to_show(posting)
    issued_on = date.fromisoformat(notice["plan_on"]) if notice["plan_on"] else None
    return NoticeFacts(
        letter=notice_letter(posting, notice),
        given=given_of(notice),
        posted=posted_list(posting),
        plan=of_plan(notice["plan_number"], issued_on),
        by_council=notice["by_council"],
        starts_on=posting.starts_on,
        ends_on=posting.ends_on,
        days=posting.days,
        places=tuple(split_lines(posting.places)),
        contact=tuple(split_lines(posting.contact)),
        address=address,
    )


def record_facts(posting: Posting, address: str) -> RecordFacts | None:
    """What the closing record says; None until the posting is closed."""
    if not posting.is_closed:
        return None
    said, notice = posting.minutes, notice_to_show(posting)
    held = datetime.fromisoformat(said["held_at"])
    counts = [counted_in_words(said["standing"][k], k.label.lower()) for k in SubjectKind if said["standing"].get(k)]
    letter = letter_of(posting, notice, "BB", draft=False, recipients=("Như thành phần",), dated_on=held.date())
    return RecordFacts(
        letter=letter,
        given=given_of(notice),
        posted=posted_list(posting),
        notice=of_notice(notice_letter(posting, notice)),
        starts_on=posting.starts_on,
        ends_on=posting.ends_on,
        places=tuple(split_lines(posting.places)),
        held_at=moment_of(held.date(), held.time()),
        place=said["place"],
        chair=person(said["chair"]),
        secretary=person(said["secretary"]),
        present=people_of("\n".join(said["present"])),
        objections=tuple(objected(one) for one in said["objections"]),
        withdrawn=tuple(said["withdrawn"]),
        standing=joined(counts) if counts else "",
    )


def person(line: str) -> Attendee:
    found = people_of(line)
    return found[0] if found else Attendee("", "")


def objected(one: dict) -> Objected:
    upheld = one["outcome"] == ObjectionOutcome.UPHELD
    return Objected(
        one["about"],
        date.fromisoformat(one["received_on"]),
        one["way"],
        one["content"],
        upheld,
        one["answer"],
        followed_words(one) if upheld else "",
        one["late"],
    )


def followed_words(one: dict) -> str:
    return "Đã rút khỏi danh sách." if one["withdrawn"] else f"Vẫn giữ: {one['kept_reason'].rstrip(' .')}."


PAPERS: dict[str, tuple[type[Document], Callable]] = {
    "thong-bao": (PostingNotice, notice_facts),
    "bien-ban": (PostingRecord, record_facts),
}


def posting_paper(posting: Posting, name: str, address: str) -> Document | None:
    """The paper by its name; None where there is nothing to print on it yet."""
    document, facts_of = PAPERS[name]
    facts = facts_of(posting, address)
    return document(facts) if facts else None
