"""From criteria, households and people to the frozen facts their sheets of paper print; no model goes on a paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from emulation.choices import StepKind
from emulation.kit import clock
from emulation.models import Household, Member, Phase, Unit
from emulation.queries.deadlines import collection_end
from emulation.words.deadlines import full_closing_words

from .actions.household_links import Secret
from .documents.missing_list import MissingHead, MissingLine
from .documents.phone_slips import Slip, SlipFace
from .documents.score_sheet import Column, SheetFace, SheetLine, UnitCover, pages_of
from .models import CriteriaSet, PaperSheet, ResultRules, SheetPrint, tags_of
from .queries.people import keyed
from .queries.register import expected_homes, missing_homes
from .queries.results import grouped, rules_of
from .rules import spaced
from .words.rules import household_sentence, level_sentences
from .words.self_scores import office_of


def sheet_face(phase: Phase) -> SheetFace:
    """What all sheets of a phase say."""
    found, campaign = rules_of(phase), phase.campaign
    day = campaign.reference_date
    return SheetFace(
        ward=campaign.ward.name[:1].lower() + campaign.ward.name[1:],
        campaign=campaign.title,
        phase=phase.name,
        goals=tuple(goals(found)),
        who=f"Người từ đủ {campaign.adult_age} tuổi tính đến {day:%d/%m/%Y}",
        window=window_of(phase),
        not_applicable=not_applicable(found),
        household_title=found.household_title,
        place=campaign.place,
        year=campaign.year,
        practice=campaign.ward.is_practice,
        people=columns(found.resident_set),
        household=columns(found.household_set),
    )


def goals(found: ResultRules) -> Iterator[str]:
    """When a person and when the household passes, a sentence each."""
    if found.resident_set:
        yield from (f"{found.member_title} {words}" for words in level_sentences(found.resident_set.as_rules()))
    yield f"{found.household_title} {household_sentence(found)}"


def window_of(phase: Phase) -> str:
    """Until when households hand their sheets in; "" where the plan does not say."""
    ends = self_scoring_end(phase)
    return f"Nộp lại cho tổ trước {full_closing_words(ends)}." if ends else ""


def self_scoring_end(phase: Phase) -> datetime | None:
    """When households must have scored themselves, days of grace included; None where the plan does not say."""
    ends = [step.ends_at for step in phase.steps.all() if step.kind == StepKind.SELF_SCORING and step.ends_at]
    return max(ends, default=None)


def not_applicable(found: ResultRules) -> str:
    """What "không áp dụng" means on this sheet; "" where it may be written nowhere."""
    sets = [one for one in (found.resident_set, found.household_set) if one]
    policies = {c.na_policy for one in sets for c in one.as_rules().criteria} - {"not_allowed"}
    if len(policies) > 1:
        return "tính theo từng tiêu chí"
    labels = dict(CriteriaSet._meta.get_field("na_policy").choices)
    return labels[policies.pop()] if policies else ""


def columns(criteria_set: CriteriaSet | None) -> tuple[Column, ...]:
    return tuple(
        Column(
            number=c.number,
            label=c.label,
            text=c.text,
            points=c.points,
            steps=c.steps,
            only_for=", ".join(sorted(tags_of(c.only_for))),
            is_bonus=c.is_bonus,
            floor=c.floor,
        )
        for c in (criteria_set.criteria.all() if criteria_set else ())
    )


def homes_to_print(phase: Phase, units: Iterable[Unit], *, only_new: bool, batch: UUID) -> QuerySet[Household]:
    """The households a batch prints: those expected to hand in, or those of them no other batch has printed."""
    homes = expected_homes(phase, units)
    if not only_new:
        return homes
    printed = SheetPrint.objects.exclude(batch=batch).filter(paper__household=OuterRef("pk"), paper__phase=phase)
    return homes.filter(~Exists(printed.filter(paper__replaced_at=None)))


def sheet_lines(phase: Phase, homes: QuerySet[Household], address: str) -> list[tuple[int, SheetLine]]:
    """The sheets of households in the given order, each with the key of its paper; they have been issued before."""
    found = rules_of(phase)
    used = PaperSheet.objects.in_use().filter(phase=phase, household__in=homes.order_by().values("pk"))
    papers = {home: (pk, code) for home, pk, code in used.values_list("household", "pk", "code")}
    names = names_of(phase, homes) if found.resident_set else {}
    rows = homes.annotate(residents=Count("members")).select_related("unit").defer("search")
    return [(papers[home.pk][0], sheet_line(home, papers[home.pk][1], names, found, address)) for home in rows]


def names_of(phase: Phase, homes: QuerySet[Household]) -> dict[int, list[str]]:
    """The people of each household who have a row on its sheet, in paper order."""
    people = Member.objects.filter(keyed(phase), household__in=homes.order_by().values("pk")).in_paper_order()
    names: dict[int, list[str]] = {}
    for home, name in people.values_list("household", "full_name"):
        names.setdefault(home, []).append(name)
    return names


def sheet_line(home: Household, code: str, names: dict, found: ResultRules, address: str) -> SheetLine:
    return SheetLine(
        code=spaced(code),
        link=link_of(code, address),
        unit=home.unit.name,
        household=home.code,
        head=home.head_name,
        address=home.address,
        residents=home.residents,
        names=tuple(names.get(home.pk, ())),
        blocked=blocked(home, found),
    )


def blocked(home: Household, found: ResultRules) -> frozenset[str]:
    """The columns that are not for this household, as the paper names them."""
    tags = tags_of(f"{home.tags},{home.unit.tags}")
    tables = (("people", found.resident_set), ("own", found.household_set))
    return frozenset(
        f"{name}-{c.number}"
        for name, criteria_set in tables
        if criteria_set
        for c in criteria_set.as_rules().criteria
        if not c.applies_to(tags)
    )


def spare_line(paper: PaperSheet, address: str) -> SheetLine:
    return SheetLine(code=paper.printed_code, link=link_of(paper.code, address), unit=paper.unit.name)


def link_of(code: str, address: str) -> str:
    """What the QR code says: the portal's address and the code, which opens the sheet for staff who are logged in."""
    return f"{address}/phieu/{code}/"


def unit_cover(phase: Phase, unit: Unit, sheets: list[SheetLine], spare: int, lines: int, by) -> UnitCover:
    """The counts in front of a neighbourhood's stack; `lines` is how many people a page has room for."""
    homes = grouped(Household.objects.filter(unit=unit), "unit").get(unit.pk, 0)
    now = clock.local(clock.now())
    return UnitCover(
        unit=unit.name,
        households=len(sheets),
        without=homes - expected_homes(phase, [unit]).count(),
        people=sum(len(line.names) for line in sheets),
        sheets=sum(pages_of(line, lines) for line in sheets),
        spare=spare,
        printed=f"In lúc {now:%H:%M} ngày {now:%d/%m/%Y}" + (f", người in: {by}" if by else ""),
    )


def missing_list(phase: Phase, unit: Unit) -> MissingHead:
    """What the list of households that have not handed in says of itself."""
    ends, now = collection_end(phase), clock.local(clock.now())
    return MissingHead(
        ward=phase.campaign.ward.name,
        campaign=phase.campaign.title,
        phase=phase.name,
        unit=unit.name,
        expected=expected_homes(phase, [unit]).count(),
        deadline=full_closing_words(ends) if ends else "",
        counted_at=f"{now:%H:%M} ngày {now:%d/%m/%Y}",
        practice=phase.campaign.ward.is_practice,
    )


def missing_lines(phase: Phase, unit: Unit) -> list[MissingLine]:
    """The households that have not handed in, in walking order, with the day their sheet was handed out."""
    homes = missing_homes(phase, [unit])
    out = dict(
        PaperSheet.objects.in_use()
        .filter(phase=phase, household__unit=unit, handed_out_on__isnull=False)
        .values_list("household", "handed_out_on")
    )
    return [
        MissingLine(code, head, address, f"{out[pk]:%d/%m/%Y}" if pk in out else "")
        for pk, code, head, address in homes.values_list("pk", "code", "head_name", "address")
    ]


def slip_face(phase: Phase, address: str) -> SlipFace:
    """What all slips of a phase say; `address` is the portal's."""
    window = self_scoring_end(phase)
    return SlipFace(
        office=office_of(phase),
        campaign=phase.campaign.title,
        address=f"{address.partition('://')[2]}/tu-cham/",
        about=(
            "Gia đình tự chấm từng người theo tiêu chí của phong trào; tổ dân phố xem lại rồi mới ghi điểm. Chỉ cán bộ "
            "được giao xem câu trả lời. Không bắt buộc: có thể nộp phiếu giấy, hoặc chọn không tham gia."
        ),
        until=f"Dùng được đến {full_closing_words(window)}." if window else "",
        practice=phase.campaign.ward.is_practice,
    )


def slips(homes: Iterable[Household], secrets: dict[int, Secret], address: str) -> list[Slip]:
    """The slips of households in the given order."""
    return [
        Slip(
            head=home.head_name,
            household=f"{home.code}, {home.unit.name}",
            link=f"{address}/tu-cham/m/{secrets[home.pk].token}/",
            code=spaced(secrets[home.pk].code),
        )
        for home in homes
    ]
