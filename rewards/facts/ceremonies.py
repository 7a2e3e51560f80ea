"""What the lists of a ceremony say, and who is paid what by a signed decision."""

from dataclasses import replace

from emulation.kit import clock
from emulation.kit.documents import Document
from emulation.kit.paper_words import long_date

from ..choices import SubjectKind
from ..documents.ceremony_lists import CalledGroup, CalledOne, CallingList, CeremonyFacts, ReceiptList
from ..documents.letter import Issuer
from ..documents.prize_list import PrizeFacts, PrizeList
from ..models import CallingLine, Ceremony, Decision
from ..queries.ceremonies import called_lines, calling_groups, calling_order
from ..rules.verification import paper_title
from .award_lists import award_list
from .decisions import decision_facts
from .phase_papers import draft_letter

MOST_LINES = 400  # of a list that is drawn while somebody waits
PAPERS: dict[str, type[Document]] = {"danh-sach-goi-ten": CallingList, "danh-sach-ky-nhan": ReceiptList}


def ceremony_facts(ceremony: Ceremony) -> CeremonyFacts:
    """Everybody in the order of calling, in the words of their certificates."""
    by_key = {line.certificate_id: line for line in called_lines(ceremony)}
    groups = [
        CalledGroup(
            number=group.number,
            title=title_of(group.kind, group.unit),
            award=award_words(by_key[group.called[0].key]),
            called=tuple(
                called_one(by_key[one.key], place) for place, one in enumerate(group.called, start=group.first)
            ),
        )
        for group in calling_groups(ceremony, calling_order(ceremony))
    ]
    letter = draft_letter(ceremony.phase.campaign, "")
    return CeremonyFacts(
        letter=replace(letter, issuers=letter.issuers[:1]),
        name=ceremony.name,
        when=when_words(ceremony),
        place=ceremony.place,
        groups=tuple(groups),
    )


def called_one(line: CallingLine, place: int) -> CalledOne:
    one = line.certificate
    return CalledOne(place, one.full_name, one.said("place"), one.words, one.line.amount)


def title_of(kind: str, unit: str) -> str:
    label = SubjectKind(kind).label
    return f"{label}, {unit}" if unit else label


def award_words(line: CallingLine) -> str:
    """ "Giấy chứng nhận “Gia đình công dân số”"; a form of the law says its own name."""
    award = line.certificate.line.decision.award
    form = paper_title(award.form)
    return form if form == award.name else f"{form} “{award.name}”"


def when_words(ceremony: Ceremony) -> str:
    """ "8 giờ 30, ngày 20 tháng 9 năm 2022"."""
    moment = clock.local(ceremony.starts_at)
    hour = f"{moment.hour} giờ {moment.minute:02}" if moment.minute else f"{moment.hour} giờ"
    return f"{hour}, {long_date(moment.date())}"


def prize_list(decision: Decision) -> PrizeList | None:
    """Whom a signed decision pays what, of the lines that still hold; None where it pays nobody."""
    lines = decision.lines.in_force().order_by("position", "pk")
    awarded = award_list(lines, lambda line: line.amount)
    if not awarded.total:
        return None
    facts = decision_facts(decision)
    signers = (Issuer("", "", "NGƯỜI LẬP", ""), Issuer("", "", "KẾ TOÁN", ""), facts.letter.issuers[0])
    return PrizeList(PrizeFacts(facts.letter, facts.given, awarded, signers))
