"""Every paper about one award, filled from its sources: of the whole pack, or of one dossier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulation.kit.documents import Document
from emulation.kit.vietnamese import thousands
from scoring.models import ResultRules
from scoring.rules import UnitResult

from ..choices import PaperKind, SubjectKind
from ..documents.award_list import Awarded, AwardList, AwardTable
from ..documents.chart import share_words
from ..documents.decision import Decision
from ..documents.letter import Issuer, Letter, lower_first, short_date
from ..documents.list_paper import ListFacts, ListPaper
from ..documents.minutes import CountingRecord, Minutes
from ..documents.prize_list import PrizeFacts, PrizeList
from ..documents.submission_letter import SubmissionFacts, SubmissionLetter
from ..models import Meeting
from ..queries.proposals import passed_people
from ..rules.names import bare_name, initials
from ..rules.packs import Data, Held
from ..rules.voting import State
from .achievements import reports_of
from .award_material import Material
from .award_sentences import result_words, review_words
from .council_papers import counting_facts, minutes_facts
from .decisions import facts_in


@dataclass(frozen=True)
class AwardPaper:
    """One paper of a pack: its folder and file without ending, what it is called, and whom it names."""

    folder: str
    name: str
    title: str
    document: Document
    held: tuple[Held, ...]
    only_paid: bool = False


def pack_papers(found: Material) -> Iterator[AwardPaper]:
    """The papers in the order in which an office lays them; what there is nothing for is left out."""
    listed = held_in(found.awarded)
    yield AwardPaper("01-to-trinh", "to-trinh", "Tờ trình", SubmissionLetter(submission_facts(found)), listed)
    for meeting in found.meetings:
        yield from meeting_papers(found, meeting)
    for kind, slug in zip(SubjectKind, ("tap-the", "ca-nhan", "ho-gia-dinh"), strict=True):
        if lines := found.of_kind(kind):
            held = tuple(Held(kind.value, bare_name(one["name"])) for one in lines)
            title = f"Báo cáo tóm tắt thành tích, {kind.label.lower()}"
            yield AwardPaper("04-bao-cao-thanh-tich", slug, title, reports_of(found, lines), held)
    yield AwardPaper("05-danh-sach", "danh-sach", "Danh sách đề nghị", ListPaper(list_facts(found)), listed)
    if found.result or found.targets:
        yield AwardPaper("05-danh-sach", "bang-tong-hop", "Bảng tổng hợp kết quả", ListPaper(summary_facts(found)), ())
    if not found.upward_to:
        yield from decision_papers(found)


def meeting_papers(found: Material, meeting: Meeting) -> Iterator[AwardPaper]:
    """Minutes, and the record of the count where anything was voted on secretly."""
    minutes, counting = minutes_facts(meeting), counting_facts(meeting)
    lines, number = meeting.minutes["lines"], meeting.number
    held = held_by_votes(found, lines)
    yield AwardPaper("02-bien-ban-hop", f"phien-{number}", f"Biên bản họp, phiên số {number}", Minutes(minutes), held)
    secret = [line for line in lines if line["secret"]]
    if counting and any(line["award"] == found.data["award"]["name"] for line in secret):
        title = f"Biên bản kiểm phiếu, phiên số {number}"
        record = CountingRecord(counting)
        yield AwardPaper("03-bien-ban-kiem-phieu", f"phien-{number}", title, record, held_by_votes(found, secret))


def decision_papers(found: Material) -> Iterator[AwardPaper]:
    """The draft of the decision with its annex, and who is paid what where anything is paid."""
    facts = facts_in(found.data["decision"], draft=True)
    held = held_in(facts.awarded)
    yield AwardPaper("06-du-thao-quyet-dinh", "quyet-dinh", "Dự thảo quyết định và danh sách", Decision(facts), held)
    if facts.awarded.total:
        paid = tuple(one for one in held if one.amount)
        signers = (Issuer("", "", "NGƯỜI LẬP", ""), Issuer("", "", "KẾ TOÁN", ""), found.signer)
        prizes = PrizeList(PrizeFacts(facts.letter, facts.given, facts.awarded, signers))
        yield AwardPaper("07-tien-thuong", "danh-sach-chi-tien", "Danh sách tiền thưởng", prizes, paid, only_paid=True)


def held_in(awarded: AwardList) -> tuple[Held, ...]:
    """Whom a list names."""
    kinds = zip(SubjectKind, (awarded.collectives, awarded.individuals, awarded.households), strict=True)
    return tuple(held_one(kind, one) for kind, people in kinds for one in people)


def held_one(kind: SubjectKind, one: Awarded) -> Held:
    return Held(kind.value, bare_name(one.name), one.place, one.prize or 0)


def held_by_votes(found: Material, lines: Sequence[Data]) -> tuple[Held, ...]:
    """Whom minutes name as passed for this award; a later meeting may have decided otherwise."""
    name = found.data["award"]["name"]
    passed = [line for line in lines if line["award"] == name and line.get("state") == State.PASSED]
    return tuple(Held(line["kind"], bare_name(line["name"]), line["place"]) for line in passed)


# The letters


def submission_facts(found: Material) -> SubmissionFacts:
    """The proposer's letter: results, review, list, papers that come along."""
    if found.upward_to:
        letter, addressed = own_letter(found, "TTr"), (found.upward_to,)
    else:
        letter, addressed = found.proposing_letter("TTr"), (found.given.granted_by,)
    return SubmissionFacts(
        letter=letter,
        given=found.given,
        addressed=addressed,
        bases=tuple(found.data["decision"]["bases"][:-1]),  # the last one names this very proposal
        results=result_words(found),
        review=review_words(found),
        awarded=found.awarded,
        papers=tuple(along(found)),
        review_title="Kết quả xét của Hội đồng" if found.has_council else "Kết quả thẩm định hồ sơ",
    )


def own_letter(found: Material, kind: str) -> Letter:
    """The organiser writes to an office above it."""
    code = f"{kind}-{initials(found.data['plan']['ward'])}"
    return found.letter(found.signer, code, ("Như trên",))


def along(found: Material) -> list[str]:
    """What comes along with the letter."""
    said = [f"Biên bản họp Hội đồng ngày {short_date(one.day)}" for one in found.meetings]
    said += ["Báo cáo tóm tắt thành tích", "Danh sách đề nghị"]
    said += ["Bảng tổng hợp kết quả"] if found.result or found.targets else []
    return said if found.upward_to else [*said, "Dự thảo quyết định"]


def unit_letter(found: Material, unit: str, kind: str) -> Letter:
    """What a unit below the organiser writes."""
    if unit == found.data["plan"]["ward"]:
        return own_letter(found, kind)
    return found.letter(
        Issuer(unit.upper(), "", "ĐẠI DIỆN ĐƠN VỊ", ""), f"{kind}-{initials(unit)}", ("Như trên",), found.agency
    )


def proposal_facts(found: Material, dossier: Data) -> SubmissionFacts:
    """Văn bản đề nghị: the letter with which a unit submits its dossier."""
    upward = dossier["upward_to"]
    is_own = dossier["unit"] == found.data["plan"]["ward"]
    addressed = upward if upward and is_own else found.council if found.has_council else found.agency_words
    codes = {line["unit_code"] for line in found.lines}
    code = next(iter(codes)) if not is_own and len(codes) == 1 else ""
    papers = [lower_first(one["label"]) for one in dossier["papers"][1:] if one["state"] != "waived"]
    return SubmissionFacts(
        letter=unit_letter(found, dossier["unit"], "TTr"),
        given=found.given,
        addressed=(addressed,),
        bases=tuple(found.data["decision"]["bases"][:-1]),
        results=result_words(found, code) if is_own or code else (),
        review=(),  # the unit writes how it came to its list
        awarded=found.awarded,
        papers=tuple(f"{one[:1].upper()}{one[1:]}" for one in papers),
        review_title="Kết quả xét của đơn vị",
    )


# Lists


def list_facts(found: Material, unit: str = "") -> ListFacts:
    """Danh sách đề nghị: of the proposer, or of the unit that submits."""
    letter = unit_letter(found, unit, "DS") if unit else found.proposing_letter("DS")
    if found.upward_to and not unit:
        letter = own_letter(found, "DS")
    return ListFacts(
        letter=letter,
        kind="DANH SÁCH",
        subject=f"Đề nghị {found.given.about(found.awarded)}",
        tables=tuple(found.awarded.tables()),
        closing=(f"Danh sách này có {found.awarded.counts}.",),
    )


UNIT_COLUMNS = (
    ("number", "STT"), ("", "Đơn vị"), ("count", "Số hộ"), ("count", "Hộ nộp phiếu"), ("count", "Hộ tính tỷ lệ"),
    ("count", "Hộ đạt"), ("count", "Tỷ lệ (%)"),
)  # fmt: skip
HOME_COLUMNS = (
    ("number", "STT"), ("", "Họ và tên chủ hộ"), ("count", "Người thuộc diện"), ("count", "Người đạt"),
    ("verdict", "Kết quả"), ("note", "Ghi chú"),
)  # fmt: skip
TARGET_COLUMNS = (("number", "STT"), ("", "Mục tiêu"), ("verdict", "Kết quả"))


def summary_facts(found: Material, dossier: Data | None = None) -> ListFacts:
    """Bảng tổng hợp: of all neighbourhoods, or of the households of the one that submits; of targets in a school."""
    unit, codes = dossier["unit"] if dossier else "", {line["unit_code"] for line in found.lines}
    homes = [home for home in found.homes.values() if dossier and codes == {home["unit"]}]
    is_below = dossier is not None and unit != found.data["plan"]["ward"]
    if found.result is None:
        table = target_table(found)
    elif is_below and homes:
        table = home_table(homes)
    else:
        table = unit_table(found.result.units, found.result.rules)
    return ListFacts(
        letter=unit_letter(found, unit, "BTH") if unit else found.proposing_letter("BTH"),
        kind="BẢNG TỔNG HỢP",
        subject=f"Kết quả {lower_first(found.phase.name)}, {found.given.movement}",
        opening=result_words(found, next(iter(codes)) if is_below and homes else ""),
        tables=(table,),
        closing=(f"Bảng tổng hợp này có {len(table.rows):02} dòng.",),
    )


def unit_table(units: Sequence[UnitResult], rules: ResultRules) -> AwardTable:
    rows = [
        (f"{number}", one.count.name, thousands(one.count.households), thousands(one.count.submitted),
         thousands(one.counted), thousands(one.passing),
         share_words(one.passing, one.counted).replace("\u00a0%", ""))
        for number, one in enumerate(units, start=1)
    ]  # fmt: skip
    return table_of(f"Kết quả từng đơn vị, xét theo “{rules.household_title}”", UNIT_COLUMNS, rows)


def home_table(homes: Sequence[Data]) -> AwardTable:
    rows = [
        (f"{number}", home["head"], f"{home['eligible']:02}", f"{passed_people(home):02}",
         "Đạt" if home["passes"] else "Chưa đạt", note_of(home))
        for number, home in enumerate(homes, start=1)
    ]  # fmt: skip
    return table_of("Kết quả từng hộ", HOME_COLUMNS, rows)


def note_of(home: Data) -> str:
    if home.get("out"):
        return "Không tham gia"
    return "" if home["sheet"] else "Chưa nộp phiếu"


def target_table(found: Material) -> AwardTable:
    rows = [(one.target.label or f"{one.target.number}", one.target.text, one.state.label) for one in found.targets]
    return table_of("Kết quả từng mục tiêu", TARGET_COLUMNS, rows)


def table_of(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[str, ...]]) -> AwardTable:
    classes, heads = zip(*columns, strict=True)
    return AwardTable(title, classes, heads, tuple(rows))


# One dossier


def dossier_paper(found: Material, kind: str) -> Document | None:
    """A paper of a dossier's checklist; None for a kind that only people can write, and where nothing is frozen yet."""
    [dossier] = found.data["dossiers"]
    match kind:
        case PaperKind.PROPOSAL:
            return SubmissionLetter(proposal_facts(found, dossier))
        case PaperKind.LIST:
            return ListPaper(list_facts(found, dossier["unit"]))
        case PaperKind.ACHIEVEMENT:
            return reports_of(found, found.lines)
        case PaperKind.SUMMARY if found.result or found.targets:
            return ListPaper(summary_facts(found, dossier))
        case PaperKind.MINUTES if found.meetings:
            return Minutes(minutes_facts(found.meetings[-1]))
    return None
