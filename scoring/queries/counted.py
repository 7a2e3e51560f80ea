"""What a total counts, as a list to open: every number on the result page is the length of one of these."""

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Concat

from emulation.models import Household, Member, Phase, Unit

from .. import rules
from ..choices import CountedKind
from ..models import MemberScore, ResultRules, ScoreSheet
from .people import counted, keyed
from .results import rules_of, with_result
from .sheets import household_tags, needs_sheet


def counted_rows(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet:
    """The rows one total counts, each with name, place and household, in walking order."""
    if kind in (CountedKind.PEOPLE, CountedKind.PEOPLE_PASSING, CountedKind.PEOPLE_NOT_PASSING):
        return people_counted(phase, kind, units)
    return households_counted(phase, kind, units)


def people_counted(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet:
    """Members that count in the shares, all or by their verdict; who has no verdict yet does not pass."""
    people = Member.objects.filter(counted(phase), household__unit__in=units)
    scores = MemberScore.objects.filter(
        keyed(phase, "member__"),
        sheet__phase=phase,
        member=OuterRef("pk"),
        sheet__household=OuterRef("household"),
        passed=True,
    )
    if kind == CountedKind.PEOPLE_PASSING:
        people = people.filter(Exists(scores))
    elif kind == CountedKind.PEOPLE_NOT_PASSING:
        people = people.filter(~Exists(scores))
    ordered = people.order_by("household__unit__position", "household__position", "position", "pk")
    place = Concat("household__unit__name", Value(", hộ "), "household__code")
    return ordered.values(name=F("full_name"), place=place, home=F("household"))


def households_counted(phase: Phase, kind: str, units: QuerySet[Unit]) -> QuerySet:
    """Households by what they stand for in the results."""
    homes = with_result(Household.objects.filter(unit__in=units), rules_of(phase))
    sheets = Exists(ScoreSheet.objects.filter(phase=phase, household=OuterRef("pk")))
    conditions = {
        CountedKind.HOUSEHOLDS_PASSING: {"passes": True},
        CountedKind.HOUSEHOLDS_NOT_PASSING: {"passes": False},
        CountedKind.HOUSEHOLDS: {},
    }
    if kind == CountedKind.SHEETS:
        homes = homes.filter(sheets)
    elif kind == CountedKind.SHEETS_EXPECTED:
        homes = homes.filter(needs_sheet(phase))
    elif kind == CountedKind.SHEETS_MISSING:
        homes = homes.filter(needs_sheet(phase), ~sheets)
    else:
        homes = homes.filter(**conditions[kind])
    place = Concat("unit__name", Value(", hộ "), "code")
    return homes.in_walking_order().values(name=F("head_name"), place=place, home=F("pk"))


def why_not(phase: Phase, unit: Unit, found: ResultRules) -> dict[int, str]:
    """Why each household of a neighbourhood does not pass, in words: "Lô Thị Nga thiếu tiêu chí 5"."""
    if found.resident_set is None:
        return {}
    criteria, tags = found.resident_set.as_rules(), household_tags(phase.campaign.ward)
    scores = MemberScore.objects.filter(sheet__phase=phase, sheet__household__unit=unit)
    answers = dict(scores.values_list("member", "answers"))
    reasons: dict[int, list[str]] = {}
    people = Member.objects.filter(keyed(phase), household__unit=unit).order_by("household", "position", "pk")
    for pk, name, home in people.values_list("pk", "full_name", "household"):
        verdict = rules.judge(
            answers.get(pk, rules.UNSET * len(criteria.criteria)), criteria, tags.get(home, frozenset())
        )
        if not verdict.passed:
            reasons.setdefault(home, []).append(f"{name} {rules.verdict_words(verdict)}")
    return {home: "; ".join(words) for home, words in reasons.items()}
