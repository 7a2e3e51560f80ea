"""Không tham gia: a household leaves a phase, by phone or by hand, and comes back while sheets may still be written."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.dateparse import parse_datetime

from emulation.choices import PhaseStatus
from emulation.kit import audit, clock
from emulation.kit.locks import hold
from emulation.models import Household, Phase

from .. import rules
from ..models import HouseholdLink, HouseholdScore, MemberScore, ScoreSheet, SecondEntry, StayingOut
from ..queries.approvals import lock_words
from ..queries.people import keyed_members
from ..queries.results import rules_of
from ..queries.self_scores import stays_out
from ..queries.sheets import tags_of_household
from .household_links import hold_homes
from .self_scores import BY_PHONE, enter, erase
from .sheets import SheetRefused, check_open, held_sheets, judged

# of a second entry that was finished
COMPARED = ["reasons", "is_same_person", "begun_at", "begun_by_id", "finished_at", "cells", "differing"]


@transaction.atomic
def leave_by_phone(link: HouseholdLink) -> StayingOut:
    """The household itself says that it does not take part; see `leave_phase`."""
    enter(link)
    return leave_phase(link.household, link.phase, by=BY_PHONE)


@transaction.atomic
def leave_phase(household: Household, phase: Phase, *, by, reason: str = "") -> StayingOut:
    """Takes a household out of a phase: its self-scores are erased, its entered sheet is set aside and sealed.

    In the results it is then what it is without a sheet. Pressed again, it changes nothing. Raises SheetRefused for a
    phase that is closed, for a neighbourhood that is signed for, and for somebody of the portal without a reason.
    """
    hold(phase)
    if Phase.objects.filter(pk=phase.pk, status=PhaseStatus.CLOSED).exists():
        raise SheetRefused(f"{phase.name} đã chốt nên không ghi được nữa.")
    if locked := lock_words(phase, household.unit):
        raise SheetRefused(locked)
    if by is not BY_PHONE and not reason.strip():
        raise SheetRefused("Hãy ghi lý do hộ không tham gia, ví dụ chủ hộ báo ngày nào.")
    hold_homes([household])  # against whoever is keying its sheet
    standing = stays_out(phase, household)
    if standing:
        return standing
    erase(phase, household, by=by)
    out = StayingOut.objects.create(
        phase=phase, household=household, reason=reason.strip(), kept=set_aside(phase, household),
        left_by=None if by is BY_PHONE else by,
    )  # fmt: skip
    audit.record("không tham gia", out, by=by, after={"phase": phase.code, "household": household.code})
    return out


def set_aside(phase: Phase, household: Household) -> str:
    """Takes the entered sheet away and returns what it said."""
    sheet = held_sheets().filter(phase=phase, household=household).first()
    if sheet is None:
        return ""
    own = HouseholdScore.objects.filter(sheet=sheet).values_list("answers", "entered_by").first()
    rows = list(sheet.scores.values_list("member", "answers", "entered_by"))
    compared = list(sheet.second_entries.filter(finished_at__isnull=False).values(*COMPARED))
    sheet.delete()
    return json.dumps({"rows": rows, "own": own, "compared": compared}, cls=DjangoJSONEncoder)


@transaction.atomic
def return_by_phone(link: HouseholdLink) -> bool:
    """The household itself says that it takes part again; see `return_to_phase`."""
    enter(link)
    return return_to_phase(link.household, link.phase, by=BY_PHONE)


@transaction.atomic
def return_to_phase(household: Household, phase: Phase, *, by) -> bool:
    """Takes a household in again, with the sheet that was set aside; False if it takes part already.

    What had been scored by phone stays erased. The sheet has to be finished again. Raises SheetRefused where no
    sheet may be written now.
    """
    check_open(household.unit, phase)
    hold_homes([household])
    out = stays_out(phase, household)
    if out is None:
        return False
    put_back(out)
    values = {"back_at": clock.now(), "back_by": None if by is BY_PHONE else by, "kept": ""}
    StayingOut.objects.filter(pk=out.pk).update(**values)
    audit.record("tham gia lại", out, by=by, after={"phase": phase.code, "household": household.code})
    return True


def put_back(out: StayingOut) -> None:
    """Writes the sheet that was set aside, for those who are still scored there, judged by the rules of today."""
    if not out.kept:
        return
    kept, found, tags = json.loads(out.kept), rules_of(out.phase), tags_of_household(out.household)
    sheet = ScoreSheet.objects.create(phase=out.phase, household=out.household)
    here = set(keyed_members(out.phase, out.household).values_list("pk", flat=True)) if found.resident_set_id else set()
    for member, answers, person in kept["rows"]:
        if member in here and (values := verdict_of(answers, found.resident_set.as_rules(), tags, person)):
            MemberScore.objects.create(sheet=sheet, member_id=member, **values)
    if kept["own"] and found.household_set_id:
        answers, person = kept["own"]
        if values := verdict_of(answers, found.household_set.as_rules(), tags, person):
            HouseholdScore.objects.create(sheet=sheet, **values)
    count_again(sheet, kept.get("compared", []))


def count_again(sheet: ScoreSheet, compared: list[dict]) -> None:
    """Counts what both entries of a sheet once differed in, which leaving must not hide; it is keyed twice anew."""
    for one in compared:
        values = one | {name: parse_datetime(one[name]) for name in ("begun_at", "finished_at")}
        over = {"dropped_at": clock.now(), "dropped_by_id": one["begun_by_id"]}
        SecondEntry.objects.create(sheet=sheet, **values, **over)


def verdict_of(answers: str, criteria: rules.CriteriaRules, tags: frozenset[str], person: int) -> dict:
    """The columns of answers that come back; none of those that other rules allow no more: they are keyed anew."""
    try:
        values = judged(answers, criteria, tags, None)
    except rules.WrongAnswers:
        return {}
    del values["entered_by"]
    return values | {"entered_by_id": person}
