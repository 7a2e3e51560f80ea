"""Decisions of a phase and of a ward: what a draft lacks, what has changed since, what became of a signed one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from emulation.kit import clock
from emulation.models import Phase, Unit

from ..choices import DecisionKind, DecisionStatus, DossierStatus, SubjectKind
from ..models import (
    AgendaLine,
    Award,
    Decision,
    DecisionLine,
    Dossier,
    DossierLine,
    DossierSending,
    Nomination,
    PostingLine,
)
from ..rules.decisions import Known
from ..rules.eligibility import Glow, lights, overall
from ..rules.voting import State
from .agendas import under_way, with_latest_outcome
from .bonus import Bonus
from .decidable import decidable, waiting_counts
from .decision_content import bonus_of_draft
from .dossiers import nominations_of
from .nominations import KnownFacts
from .postings import is_somebody_else, posting_lacks

TAKEN_OVER = ("subject_kind", "salutation", "printed_name", "printed_place", "achievement")


def taken_over(one: Nomination, award: Award) -> dict:
    """What a line says, from its nomination as it stands."""
    said = {name: getattr(one, name) for name in TAKEN_OVER}
    return said | {"achievement": one.achievement or award.wording}


def lines_to_show(decision: Decision) -> QuerySet[DecisionLine]:
    found = decision.lines.select_related("decision", "nomination__award", "replaces", "ended_by")
    return found.defer("nomination__achievement", "decision__content", "ended_by__content")


# A draft


def has_one_clerk(unit: Unit) -> bool:
    """Whether the portal's settings let who prepares a decision of this unit record its signature too."""
    return unit.code in settings.ONE_CLERK_UNITS


def known_of(decision: Decision, lines: Sequence[DecisionLine] | None = None) -> Known:
    """What is known of a draft before its signature is recorded; in a fixed number of statements."""
    if decision.kind == DecisionKind.CORRECT:
        return Known(needs_lines=False, signer=decision.signer_name, body=bool(decision.body.strip()))
    lines = list(lines_to_show(decision)) if lines is None else lines
    old = [one for one in lines if one.replaces_id]
    common = {
        "lines": len(lines),
        "changes_others": bool(old),
        "gives": decision.kind != DecisionKind.REVOKE,
        "ended": [one.full_name for one in old if not one.replaces.stands],
        "signer": decision.signer_name,
    }
    if decision.kind == DecisionKind.REVOKE:
        return Known(**common)
    bonus_of = bonus_of_draft(decision)
    unknown = any(not bonus_of(one).is_known for one in lines)
    return Known(**common, unknown_money=unknown, **of_new(decision, [one for one in lines if not one.replaces_id]))


def of_new(decision: Decision, lines: Sequence[DecisionLine]) -> dict:
    """What stands against lines that give somebody something for the first time."""
    if not lines:
        return {}
    keys = [one.nomination_id for one in lines]
    found = with_latest_outcome(Nomination.objects.filter(pk__in=keys).in_list_order())
    found = found.select_related("award", "unit", "staff", "snapshot").defer("snapshot__packed", "achievement")
    known = KnownFacts(decision.phase, found)
    held = dict(
        DossierLine.objects.held()
        .filter(nomination__in=keys, dossier__status=DossierStatus.PRESENTED, dossier__upward_to="")
        .values_list("nomination", "dossier__has_council")
    )
    by_key = {one.pk: one for one in known.nominations}
    standing = [one for one in known.nominations if one.is_standing and not one.is_unmatched]
    return {
        "gone": [one.full_name for one in known.nominations if one not in standing],
        "renamed": [one.full_name for one in lines if is_somebody_else(by_key[one.nomination_id], one)],
        "unconfirmed": [one.full_name for one in standing if not one.is_confirmed],
        "blocked": [one.full_name for one in standing if overall(lights(known.facts(one))) == Glow.BLOCKED],
        "unpresented": [one.full_name for one in standing if one.pk not in held],
        "unpassed": [one.full_name for one in standing if held.get(one.pk) and one.council_outcome != State.PASSED],
        "on_agenda": under_way(Nomination.objects.filter(pk__in=keys)).count(),
        "posting": posting_lacks(standing),
    }


@dataclass(frozen=True)
class Drift:
    """How nominations have changed since a draft took them over."""

    changed: Sequence[str] = ()
    gone: Sequence[str] = ()

    @property
    def is_any(self) -> bool:
        return bool(self.changed or self.gone)


def drift_of(decision: Decision, lines: Iterable[DecisionLine]) -> Drift:
    """Which lines say something else than their nominations by now, and which nominations were taken back.

    Lines about earlier ones are left out: a revocation names people as printed, an amendment as somebody wrote them.
    """
    lines = [one for one in lines if not one.replaces_id]
    keys = [one.nomination_id for one in lines]
    now = {one.pk: one for one in Nomination.objects.filter(pk__in=keys).select_related("snapshot")}
    changed, gone = [], []
    for line in lines:
        one = now[line.nomination_id]
        if not (one.is_standing and not one.is_unmatched):
            gone.append(line.full_name)
        elif any(getattr(line, name) != value for name, value in taken_over(one, decision.award).items()):
            changed.append(line.full_name)
    return Drift(changed, gone)


def left_behind(decision: Decision) -> list[str]:
    """Who holds something by the decision that a draft replaces, and is not on the new list: it ends for them."""
    if decision.kind != DecisionKind.REPLACE:
        return []
    kept = decision.lines.exclude(replaces=None).values("replaces")
    return [one.full_name for one in lines_in_force(decision.about).exclude(pk__in=kept)]


def addable(decision: Decision) -> QuerySet[Nomination]:
    """Who could come into a draft yet."""
    if decision.kind not in (DecisionKind.AWARD, DecisionKind.AMEND, DecisionKind.REPLACE):
        return Nomination.objects.none()
    return decidable(decision.phase, decision.award)


def earliest_day(decision: Decision) -> tuple[date, str] | None:
    """The day before which it cannot have been signed, and why: of the decision it is about, and of whom it adds."""
    keys = list(decision.lines.filter(replaces=None).values_list("nomination", flat=True))
    met = AgendaLine.objects.filter(nomination__in=keys, meeting__status="closed", outcome=State.PASSED)
    days = [(clock.local(at).date(), "ngày Hội đồng họp") for at in met.values_list("meeting__starts_at", flat=True)]
    simple = DossierLine.objects.held().filter(nomination__in=keys, dossier__has_council=False)
    accepted = simple.exclude(dossier__accepted_at=None).values_list("dossier__accepted_at", flat=True).distinct()
    days += [(clock.local(at).date(), "ngày hồ sơ đủ điều kiện") for at in accepted]
    hung = PostingLine.objects.held().filter(nomination__in=keys, posting__status="closed")
    records = hung.values_list("posting__minutes__held_at", flat=True).distinct()
    days += [(date.fromisoformat(held_at[:10]), "ngày kết thúc niêm yết") for held_at in records]
    if decision.about is not None:
        days.append((decision.about.decided_on, f"ngày ký {decision.about}"))
    return max(days, default=None)


def earliest_above(nominations: Iterable[Nomination]) -> tuple[date, str] | None:
    """The day before which a superior office cannot have decided on those that were sent to it, and why."""
    held = DossierLine.objects.held().filter(nomination__in=list(nominations)).values("dossier")
    sent = DossierSending.objects.filter(dossier__in=held).values_list("sent_on", flat=True)
    return max(((day, "ngày gửi hồ sơ") for day in sent), default=None)


# What a signed one has become


def lines_in_force(root: Decision) -> QuerySet[DecisionLine]:
    """Lines of a decision with a list that hold today: its own ones, and those its amendments have put in."""
    own = Q(decision=root) | Q(decision__about=root, decision__kind=DecisionKind.AMEND)
    found = DecisionLine.objects.in_force().filter(own).select_related("decision")
    return found.defer("decision__content").order_by("decision", "position")


def in_force_counts(decisions: Iterable[Decision]) -> dict[int, int]:
    """How many lines hold today, by the decision with the list they belong to; in one statement."""
    keys = [one.pk for one in decisions]
    lines = DecisionLine.objects.in_force()
    lines = lines.filter(Q(decision__in=keys) | Q(decision__about__in=keys, decision__kind=DecisionKind.AMEND))
    counts: dict[int, int] = {}
    rows = lines.values_list("decision", "decision__about", "decision__kind").annotate(n=Count("pk")).order_by()
    for own, about, kind, count in rows:
        root = about if kind == DecisionKind.AMEND else own
        counts[root] = counts.get(root, 0) + count
    return counts


def waiting_by_award(phase: Phase) -> list[tuple[Award, int, int]]:
    """Each award of the phase with how many wait for its own signer, and how many for a superior office."""
    own, above = (waiting_counts(phase, above=up) for up in (False, True))
    awards = Award.objects.given_in(phase).order_by("number")
    return [(one, own.get(one.pk, 0), above.get(one.pk, 0)) for one in awards if one.pk in own or one.pk in above]


def waiting_units(phase: Phase, award: Award) -> list[tuple[Unit, int]]:
    """Who has submitted those that wait for a decision, and how many of each; in the order of units."""
    rows = decidable(phase, award).order_by().values_list("submitted_by").annotate(n=Count("pk"))
    counts = dict(rows)
    return [(unit, counts[unit.pk]) for unit in Unit.objects.filter(pk__in=counts).order_by("position", "code")]


def later_papers(decision: Decision) -> QuerySet[Decision]:
    """What is about it, drafts included, in the order they were made."""
    return decision.later.exclude(status=DecisionStatus.DROPPED).defer("content").order_by("pk")


def listed_decisions(phase: Phase, user) -> QuerySet[Decision]:
    """The decisions of a phase, drafts first, then the latest, with how many lines each has."""
    found = Decision.objects.visible_to(user).filter(phase=phase).for_page().defer("content", "about__content")
    found = found.annotate(count=Count("lines"))
    found = found.prefetch_related(Prefetch("later", Decision.objects.defer("content")))
    return found.order_by("status", "-decided_on", "-pk")


def in_register(user) -> QuerySet[Decision]:
    """What was signed, as the register lists it: by year, day and number, with counts and sums of each.

    Beside what the paper says stands what of it is in force: revoked and corrected lines count only once, or no more.
    """
    found = Decision.objects.visible_to(user).signed().for_page().defer("content", "about__content")
    stands = Q(lines__stands=True)
    kinds = {f"{kind.value}s": Count("lines", filter=Q(lines__subject_kind=kind)) for kind in SubjectKind} | {
        f"{kind.value}s_in_force": Count("lines", filter=stands & Q(lines__subject_kind=kind)) for kind in SubjectKind
    }
    sums = {
        "total": Sum("lines__amount", default=0),
        "total_in_force": Sum("lines__amount", filter=stands, default=0),
    }
    found = found.select_related("ward").annotate(**kinds, **sums)
    return found.order_by("-year", "-decided_on", "-pk")


# Dossiers it takes along


def decisions_about(dossier: Dossier) -> QuerySet[Decision]:
    """Drafts and signed decisions that hold, or once held, something of a dossier."""
    held = DossierLine.objects.held().filter(dossier=dossier).values("nomination")
    found = Decision.objects.exclude(status=DecisionStatus.DROPPED).filter(lines__nomination__in=held)
    return found.defer("content").distinct().order_by("pk")


def is_signed_for(dossier: Dossier) -> bool:
    """Whether decisions were signed about everything in it that was passed, and about something; revoked or not."""
    found = with_latest_outcome(nominations_of(dossier))
    if dossier.has_council:
        found = found.filter(council_outcome=State.PASSED)
    keys = set(found.values_list("pk", flat=True))
    held = DecisionLine.objects.settled().filter(nomination__in=keys)
    return bool(keys) and set(held.values_list("nomination", flat=True)) == keys


def is_revoked_for(dossier: Dossier) -> bool:
    """Whether decisions were revoked for all that it holds."""
    held = DossierLine.objects.held().filter(dossier=dossier).values("nomination")
    lines = DecisionLine.objects.filter(nomination__in=held)
    return lines.exclude(ended_by=None).exists() and not lines.in_force().exists()


def why_revoked(dossier: Dossier) -> str:
    """The reason of the decision that has ended the last line of a dossier."""
    held = DossierLine.objects.held().filter(dossier=dossier).values("nomination")
    ending = Decision.objects.filter(ended__nomination__in=held).order_by("-recorded_at", "-pk")
    return ending.values_list("reason", flat=True).first() or ""


def total_of(decision: Decision, lines: Iterable[DecisionLine]) -> int:
    """All prizes of a draft by the rates of the day they count from."""
    bonus_of = bonus_of_draft(decision)
    return sum(bonus_of(one).amount for one in lines)


def frozen_bonus(line: DecisionLine) -> Bonus:
    return Bonus(line.amount, line.coefficient, line.base_salary)
