"""The practice ward: the real plan of Đồng Tâm with invented residents, clearly marked, for learning and testing."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from emulation.actions.deadlines import grant_late_entry
from emulation.actions.people import create_practice_accounts
from emulation.choices import Relation
from emulation.kit import audit, clock
from emulation.kit.fields import fingerprint
from emulation.models import Campaign, Household, Member, Phase, Unit, User
from emulation.plans import read_plan
from emulation.practice import PracticeHousehold, practice_households
from emulation.queries.deadlines import collection_end

from .. import rules
from ..choices import SheetStatus
from ..models import MemberScore, ScoreSheet
from ..practice import EXPLANATION, PracticeSheet, finished_at, practice_approvals, practice_sheets
from ..queries.approvals import stamps_of
from ..queries.results import criteria_of
from .approvals import ApprovalRefused, approve_units, return_unit, sign_unit
from .phases import open_phase
from .plans import load_plan

PLAN = Path(__file__).resolve().parent.parent / "plans" / "dong-tam-2022.toml"
BATCH = 1000
PRACTICE_UNTIL = date(2099, 12, 31)  # the plan's own windows closed in 2022, people practise today
PRACTICE_REASON = "Dữ liệu thực hành: mở để tập nhập phiếu"


@transaction.atomic
def make_practice_ward(*, households: int, seed: int) -> tuple[Campaign, dict[str, str]]:
    """Fills an empty portal with the practice ward, phase 1 open and mostly scored.

    Returns the campaign and the new accounts with their passwords, which are shown once and stored only as hashes.
    """
    campaign = load_plan(read_plan(PLAN), by=None, is_practice=True)
    accounts = create_practice_accounts(campaign.ward)
    units = {u.label: u for u in Unit.objects.below(campaign.ward).neighbourhoods()}
    invented = practice_households(list(units), households, seed=seed, on=campaign.reference_date)
    members = save_households(invented, campaign.ward, units)
    phase = campaign.phases.get(number=1)
    clerk = User.objects.get(username="clerk")
    open_phase(phase, by=clerk)
    let_practise(phase, by=User.objects.get(username="standing"))
    sheets = practice_sheets(invented, list(units), seed=seed, on=campaign.reference_date)
    save_sheets(sheets, members, phase, by=clerk)
    sign_and_approve(phase, units)
    audit.record("tạo dữ liệu thực hành", campaign, by=None, after={"households": len(invented), "seed": seed})
    return campaign, accounts


def let_practise(phase: Phase, *, by: User) -> None:
    """Grants the whole ward entry of sheets, whatever the windows of the plan."""
    until = clock.end_of(PRACTICE_UNTIL)
    grant_late_entry(phase, phase.campaign.ward, until=until, reason=PRACTICE_REASON, by=by)


def sign_and_approve(phase: Phase, units: dict[str, Unit]) -> None:
    """Lets the officers of a few neighbourhoods sign, and the standing office approve some and send one back."""
    standing = User.objects.get(username="standing")
    for wanted in practice_approvals(list(units)):
        unit, officer = units[wanted.label], User.objects.get(username=f"officer-{wanted.label}")
        stamp = stamps_of(phase, [unit])[unit.pk]
        with suppress(ApprovalRefused):  # in a tiny ward some have nothing to sign for
            signed = sign_unit(unit, phase, stamp=stamp, explanation=EXPLANATION, by=officer)
            if wanted.is_approved:
                approve_units(phase, {unit.pk: signed.version}, by=standing)
            elif wanted.returned:
                return_unit(signed, wanted.returned, seen=signed.version, by=standing)


def save_households(invented: list[PracticeHousehold], ward: Unit, units: dict[str, Unit]) -> dict[str, list[Member]]:
    """Saves the invented households; returns the saved members of each household code, in paper order."""
    homes = [
        Household(
            ward=ward, unit=units[h.neighbourhood], code=h.code, address=h.address, position=position,
            head_name=h.members[0].full_name,
        )
        for position, h in enumerate(invented, start=1)
    ]  # fmt: skip
    Household.objects.bulk_create(homes, batch_size=BATCH)
    members = {h.code: practice_members(home, h) for home, h in zip(homes, invented, strict=True)}
    Member.objects.bulk_create([m for group in members.values() for m in group], batch_size=BATCH)
    return members


def practice_members(home: Household, invented: PracticeHousehold) -> list[Member]:
    return [
        Member(
            household=home, full_name=m.full_name, relation=Relation(m.relation), born_on=m.born_on,
            is_birth_year_only=m.year_only, gender=m.gender, presence=m.presence, phone=m.phone,
            citizen_id=m.citizen_id, citizen_id_hash=fingerprint(m.citizen_id), position=position,
        )
        for position, m in enumerate(invented.members, start=1)
    ]  # fmt: skip


def save_sheets(sheets: list[PracticeSheet], members: dict[str, list[Member]], phase: Phase, *, by: User) -> None:
    """Saves the practice sheets in bulk, judged by the same rules as those that clerks key."""
    criteria = criteria_of(phase).as_rules()
    begun = [s for s in sheets if s.answers]
    closes = collection_end(phase) or clock.now()
    rows = [
        practice_sheet(s, members[s.household_code][0].household, phase, by, finished_at(place, closes))
        for place, s in enumerate(begun)
    ]
    ScoreSheet.objects.bulk_create(rows, batch_size=BATCH)
    scores = [
        practice_score(row, members[s.household_code][index], answers, criteria, by)
        for row, s in zip(rows, begun, strict=True)
        for index, answers in s.answers
        if answers.strip(".")
    ]
    MemberScore.objects.bulk_create(scores, batch_size=BATCH)


def practice_sheet(sheet: PracticeSheet, home: Household, phase: Phase, by: User, at: datetime) -> ScoreSheet:
    if sheet.state != "complete":
        return ScoreSheet(phase=phase, household=home, created_at=at)
    return ScoreSheet(
        phase=phase, household=home, status=SheetStatus.COMPLETE, created_at=at, completed_at=at, completed_by=by
    )


def practice_score(
    sheet: ScoreSheet, member: Member, answers: str, criteria: rules.CriteriaRules, by: User
) -> MemberScore:
    verdict = rules.judge(answers, criteria)
    return MemberScore(
        sheet=sheet,
        member=member,
        answers=answers,
        score=verdict.points,
        passed=verdict.passed,
        level=verdict.level,
        entered_by=by,
    )
