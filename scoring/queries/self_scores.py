"""Reads of self-scoring: the household's own page, and what the neighbourhood sees of it beside its own scores."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from emulation.choices import PhaseStatus
from emulation.kit.fields import fingerprint
from emulation.models import Household, Member, Phase, Unit
from emulation.models.households import LEFT

from .. import rules
from ..models import (
    CriteriaSet,
    HouseholdLink,
    HouseholdScore,
    MemberScore,
    ResultRules,
    SelfScore,
    SelfSheet,
    StayingOut,
)
from .people import keyed
from .results import grouped, rules_of
from .sheets import SheetGrid, tags_of_household

OWN = "ca-ho"  # the household's own line, in addresses
PAGE = 150


def link_in_force(token_hash: str) -> HouseholdLink | None:
    """The link behind a hash, while it has not been revoked and its phase is not closed."""
    links = HouseholdLink.objects.in_force().exclude(phase__status=PhaseStatus.CLOSED)
    return links.select_related("phase__campaign__ward", "household__unit").filter(token_hash=token_hash).first()


def stays_out(phase: Phase, household) -> StayingOut | None:
    out = StayingOut.objects.in_force().select_related("left_by")
    return out.filter(phase=phase, household=household).first()


# The household's own page


@dataclass(frozen=True)
class SelfLine:
    """One person, or the household itself (`member` None), with what has been saved and sent."""

    key: str
    member: Member | None
    name: str
    criteria_set: CriteriaSet
    closed: frozenset[int]  # places of criteria that are not for this household
    answers: str
    sent: str
    version: int

    @property
    def pk(self) -> int:
        """What the line is called in an Entry."""
        return self.member.pk if self.member else 0

    @property
    def asked(self) -> int:
        return len(self.answers) - len(self.closed)

    @property
    def answered(self) -> int:
        return sum(a != rules.UNSET for place, a in enumerate(self.answers) if place not in self.closed)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked

    @property
    def is_unsent(self) -> bool:
        return bool(self.answers.strip(rules.UNSET)) and self.answers != self.sent


@dataclass(frozen=True)
class OwnSheet:
    """Everything a household's own page shows; people who are not scored are a number and no names."""

    household: Household
    phase: Phase
    found: ResultRules
    sheet: SelfSheet | None
    lines: list[SelfLine]
    others: int
    out: StayingOut | None

    @property
    def unsent(self) -> int:
        return sum(line.is_unsent for line in self.lines)

    @property
    def missing(self) -> int:
        """How many questions have no answer."""
        return sum(line.asked - line.answered for line in self.lines)

    def line(self, key: str) -> SelfLine | None:
        return next((line for line in self.lines if line.key == key), None)

    def following(self, key: str) -> SelfLine | None:
        """The next line after this one that still lacks an answer."""
        place = next((n for n, line in enumerate(self.lines) if line.key == key), -1)
        return next((line for line in self.lines[place + 1 :] if not line.is_complete), None)


def own_sheet(link: HouseholdLink) -> OwnSheet:
    """The page behind a link."""
    home, phase = link.household, link.phase
    found = rules_of(phase)
    sheet = SelfSheet.objects.filter(phase=phase, household=home).first()
    scores = {score.member_id: score for score in sheet.scores.all()} if sheet else {}
    people = list(asked_people(phase, found, [home.pk]))
    here = home.members.exclude(presence__in=LEFT).count()
    tags = tags_of_household(home)
    lines = [own_line(one, found.resident_set, scores.get(one.pk), phase, tags) for one in people]
    if found.household_set:
        lines.append(own_line(None, found.household_set, scores.get(None), phase, tags))
    return OwnSheet(home, phase, found, sheet, lines, here - len(people), stays_out(phase, home))


def asked_people(phase: Phase, found: ResultRules, homes: list[int]) -> QuerySet[Member]:
    """Whom the sheets of households ask for, in paper order; nobody where the phase scores no people."""
    people = Member.objects.filter(keyed(phase), household__in=homes).defer("citizen_id", "phone").in_paper_order()
    return people if found.resident_set_id else people.none()


def own_line(
    member: Member | None, criteria_set: CriteriaSet, score: SelfScore | None, phase: Phase, tags: frozenset[str]
) -> SelfLine:
    criteria = criteria_set.as_rules().criteria
    empty = rules.UNSET * len(criteria)
    return SelfLine(
        key=line_key(phase, member),
        member=member,
        name=member.full_name if member else "Cả hộ",
        criteria_set=criteria_set,
        closed=frozenset(place for place, c in enumerate(criteria) if not c.applies_to(tags)),
        answers=score.answers if score else empty,
        sent=score.sent if score else "",
        version=score.version if score else 0,
    )


def line_key(phase: Phase, member: Member | None) -> str:
    """How an address outside the portal names a person: by no row number."""
    return fingerprint(f"self score {phase.pk} {member.pk}")[:16] if member else OWN


# Beside the neighbourhood's own scores


@dataclass(frozen=True)
class ProposedLine:
    """What a household has sent about one person (or itself), beside what the neighbourhood has entered."""

    member: int  # 0: the household itself
    name: str
    criteria: tuple[rules.CriterionRule, ...]
    own: str
    score: SelfScore

    @property
    def proposed(self) -> str:
        return self.score.sent

    @property
    def places(self) -> tuple[int, ...]:
        """Where both have answered and not alike."""
        return rules.differing(self.own, self.proposed)

    @property
    def reason(self) -> str:
        """Why the neighbourhood differs, as long as it covers every difference."""
        return self.score.reason if rules.covers(self.score.explained, self.own, self.proposed) else ""

    @property
    def needs_reason(self) -> bool:
        return bool(self.places) and not self.reason

    @property
    def is_takeable(self) -> bool:
        """Nothing entered yet, so that the household's answers may be taken over."""
        return not self.own.strip(rules.UNSET)


@dataclass(frozen=True)
class Proposal:
    """What one household has sent, with the lines of those who are still scored there."""

    household: Household
    sheet: SelfSheet
    lines: list[ProposedLine]

    @property
    def takeable(self) -> int:
        return sum(line.is_takeable for line in self.lines)

    @property
    def differing(self) -> list[ProposedLine]:
        return [line for line in self.lines if line.places]

    @property
    def unexplained(self) -> list[str]:
        return [line.name for line in self.lines if line.needs_reason]


def proposal_for(grid: SheetGrid) -> Proposal | None:
    """What the household of a grid has sent; None where it has sent nothing."""
    sheet = SelfSheet.objects.sent().filter(phase=grid.found.phase, household=grid.household).first()
    if sheet is None:
        return None
    scores = {score.member_id or 0: score for score in sent_scores([sheet.pk])}
    lines = [
        ProposedLine(row.key, row.name, row.criteria, row.answers, scores[row.key])
        for row in grid.all_rows
        if row.key in scores
    ]
    return Proposal(grid.household, sheet, lines)


def sent_scores(sheets: list[int]) -> QuerySet[SelfScore]:
    return SelfScore.objects.select_related("reasoned_by").filter(sheet__in=sheets).exclude(sent="")


def proposals(sheets: list[SelfSheet], phase: Phase) -> list[Proposal]:
    """What several households of a phase have sent, in the given order, in a fixed number of statements."""
    if not sheets:
        return []
    found, homes = rules_of(phase), [sheet.household_id for sheet in sheets]
    people: dict[int, list[Member]] = {}
    for one in asked_people(phase, found, homes):
        people.setdefault(one.household_id, []).append(one)
    scores: dict[int, dict[int, SelfScore]] = {}
    for score in sent_scores([sheet.pk for sheet in sheets]):
        scores.setdefault(score.sheet_id, {})[score.member_id or 0] = score
    entered = entered_answers(phase, homes)
    return [
        Proposal(sheet.household, sheet, lines_of(sheet, found, people, scores.get(sheet.pk, {}), entered))
        for sheet in sheets
    ]


def entered_answers(phase: Phase, homes: list[int]) -> dict[tuple[int, int], str]:
    """What the neighbourhood has entered, by household and person (0: the household itself)."""
    of_homes = {"sheet__phase": phase, "sheet__household__in": homes}
    rows = MemberScore.objects.filter(**of_homes).values_list("sheet__household", "member", "answers")
    owns = HouseholdScore.objects.filter(**of_homes).values_list("sheet__household", "answers")
    return {(home, member): answers for home, member, answers in rows} | {(home, 0): own for home, own in owns}


def lines_of(sheet: SelfSheet, found: ResultRules, people: dict, scores: dict, entered: dict) -> list[ProposedLine]:
    home = sheet.household_id
    named = [(one.pk, one.full_name, found.resident_set) for one in people.get(home, [])]
    if found.household_set:
        named.append((0, "Cả hộ", found.household_set))
    lines = []
    for key, name, criteria_set in named:
        criteria = criteria_set.as_rules().criteria
        if key in scores:
            own = entered.get((home, key), rules.UNSET * len(criteria))
            lines.append(ProposedLine(key, name, criteria, own, scores[key]))
    return lines


def unit_proposals(phase: Phase, unit: Unit, state: str, page) -> tuple[Page, list[Proposal]]:
    """A page of what the households of a neighbourhood have sent, in walking order; `state` "waiting" or ""."""
    sheets = SelfSheet.objects.select_related("household", "looked_by").filter(phase=phase, household__unit=unit)
    sheets = sheets.waiting() if state == "waiting" else sheets.sent()
    found = Paginator(sheets.order_by("household__position", "household__code"), PAGE).get_page(page)
    return found, proposals(list(found), phase)


def waiting_self_sheets(phase: Phase, units: QuerySet[Unit]) -> list[tuple[Unit, int]]:
    """Per neighbourhood, where there is any: how many self-scored sheets nobody has looked at."""
    waiting = grouped(SelfSheet.objects.waiting().filter(phase=phase, household__unit__in=units), "household__unit")
    return [(unit, waiting[unit.pk]) for unit in units if unit.pk in waiting]


# The links of a neighbourhood


@dataclass(frozen=True)
class LinkRow:
    """One household with its link and what has come of it."""

    household: Household
    issued_at: datetime | None
    issued_by: str
    sheet: SelfSheet | None
    out: StayingOut | None


def link_rows(phase: Phase, homes: QuerySet[Household], page) -> tuple[Page, list[LinkRow]]:
    """A page of households in the given order; the number of statements is fixed."""
    found = Paginator(homes, PAGE).get_page(page)
    of_page = {"phase": phase, "household__in": [home.pk for home in found]}
    linked = HouseholdLink.objects.in_force().select_related("issued_by").filter(**of_page)
    links = {one.household_id: one for one in linked}
    sheets = {one.household_id: one for one in SelfSheet.objects.filter(**of_page)}
    outs = {one.household_id: one for one in StayingOut.objects.in_force().filter(**of_page)}
    return found, [link_row(home, links.get(home.pk), sheets.get(home.pk), outs.get(home.pk)) for home in found]


def link_row(home: Household, link: HouseholdLink | None, sheet: SelfSheet | None, out: StayingOut | None) -> LinkRow:
    issued_by = str(link.issued_by) if link else ""
    return LinkRow(home, link.issued_at if link else None, issued_by, sheet, out)


def link_counts(phase: Phase, unit: Unit) -> dict[str, int]:
    """How many households of a neighbourhood have a link, have sent, stay out."""
    of_unit = Q(phase=phase, household__unit=unit)
    return {
        "linked": HouseholdLink.objects.in_force().filter(of_unit).count(),
        "sent": SelfSheet.objects.sent().filter(of_unit).count(),
        "waiting": SelfSheet.objects.waiting().filter(of_unit).count(),
        "out": StayingOut.objects.in_force().filter(of_unit).count(),
    }
