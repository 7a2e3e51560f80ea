"""What the papers of an award are made of, read once as plain data: what is read otherwise later no longer fits them.

Two things are only named, because nobody changes them: a snapshot by its hash, closed minutes by their key.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from emulation.choices import UnitKind
from emulation.kit import clock
from emulation.models import Phase
from scoring.queries.snapshots import snapshot_of

from ..choices import DecisionKind, DossierStatus, MeetingStatus, SubjectKind
from ..models import (
    AgendaLine,
    Award,
    AwardHistory,
    BallotCount,
    Decision,
    DecisionLine,
    Dossier,
    DossierLine,
    Meeting,
    Nomination,
)
from ..rules.names import name_key
from ..rules.voting import State
from .agendas import DECIDED, confirmed, with_latest_outcome
from .bonus import BonusTable
from .decision_content import begun, bonus_of_draft, record_of

S = DossierStatus
AFTER_COUNCIL = Q(dossier__status__in=[S.MET, S.PRESENTED], dossier__has_council=True)
WITHOUT_COUNCIL = Q(dossier__status__in=[S.ELIGIBLE, S.PRESENTED], dossier__has_council=False)
ORDER = {kind: place for place, kind in enumerate(SubjectKind)}
FIELDS = (
    "pk", "award", "subject_key", "subject_kind", "salutation", "printed_name", "printed_place", "achievement",
    "household", "part", "whole", "women", "people", "submitted_by__name", "submitted_by__code", "submitted_by",
    "position", "unit__code",
)  # fmt: skip


def packable(phase: Phase) -> QuerySet[Nomination]:
    """Whom papers propose: passed by the council, or vetted where none meets, of any award, not decided on yet.

    A draft of a decision is one of the papers, so that it takes nobody away; a signed one does.
    """
    held = DossierLine.objects.held().filter(dossier__phase=phase)
    found = with_latest_outcome(confirmed(Nomination.objects.standing().filter(phase=phase)))
    met, simple = held.filter(AFTER_COUNCIL), held.filter(WITHOUT_COUNCIL)
    passed = Q(pk__in=met.values("nomination"), council_outcome=State.PASSED)
    found = found.filter(passed | Q(pk__in=simple.values("nomination")))
    return found.exclude(pk__in=DecisionLine.objects.settled().values("nomination"))


def to_pack(phase: Phase) -> QuerySet[Nomination]:
    """Whom a pack made now would be about: `packable`, and of an award that has nobody yet what is found eligible."""
    ready = packable(phase)
    awards = set(ready.order_by().values_list("award", flat=True).distinct())
    eligible = DossierLine.objects.held().filter(dossier__phase=phase, dossier__status=S.ELIGIBLE)
    found = with_latest_outcome(confirmed(Nomination.objects.standing().filter(phase=phase)))
    soon = found.filter(pk__in=eligible.values("nomination")).exclude(award__in=awards)
    soon = not_rejected(soon).order_by().values("pk")
    return Nomination.objects.filter(Q(pk__in=ready.order_by().values("pk")) | Q(pk__in=soon))


def named_in(data: dict) -> QuerySet[Nomination]:
    """The nominations a reading is about."""
    return Nomination.objects.filter(pk__in=[one["key"] for one in data["lines"]])


def not_rejected(nominations: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """Without those the council has last decided against."""
    return nominations.filter(Q(council_outcome=None) | ~Q(council_outcome=State.FAILED))


@dataclass(frozen=True)
class LeftOut:
    """How many standing nominations of an award a pack is without, because something comes first."""

    waiting: int


def left_out(phase: Phase, award: Award, data: dict) -> LeftOut:
    """Those that are not in the reading, were not rejected by the council, and are not decided on."""
    found = with_latest_outcome(Nomination.objects.standing().filter(phase=phase, award=award))
    found = not_rejected(found).exclude(pk__in=DecisionLine.objects.settled().values("nomination"))
    keys = {one["key"] for one in data["lines"]}
    return LeftOut(sum(key not in keys for key in found.order_by().values_list("pk", flat=True)))


def gone_because(keys: set[int]) -> dict[int, str]:
    """Why nominations of a pack are in none that is made now."""
    if not keys:
        return {}
    decided = set(DecisionLine.objects.settled().filter(nomination__in=keys).values_list("nomination", flat=True))
    found = with_latest_outcome(Nomination.objects.filter(pk__in=keys)).select_related("snapshot")
    return {one.pk: gone_words(one, one.pk in decided) for one in found.defer("snapshot__packed")}


def gone_words(one: Nomination, is_decided: bool) -> str:
    if not one.is_standing:
        return f"đã rút: {one.withdraw_reason}"
    if is_decided:
        return "đã có quyết định"
    if one.is_unmatched:
        return "lấy từ kết quả đã được mở lại"
    if not one.is_confirmed:
        return "đơn vị chưa xác nhận lại"
    if one.council_outcome == State.FAILED:
        return "Hội đồng không thông qua"
    return "hồ sơ không còn ở bước trình"


class Sources:
    """What is known of some nominations of a phase and of all their papers cite, in a fixed number of statements."""

    def __init__(self, phase: Phase, nominations: QuerySet[Nomination], day: date | None = None):
        self.phase, self.day = phase, day or clock.today()
        rows = nominations.order_by("award__number", "position", "pk").values(*FIELDS)
        self.rows = sorted(rows, key=lambda row: ORDER[row["subject_kind"]])
        self.keys = [row["pk"] for row in self.rows]
        self.bonus, self.snapshot = BonusTable(self.day), snapshot_of(phase)
        self.votes, self.dossiers = self.latest_votes(), self.holding_dossiers()
        self.earlier, self.decided = self.earlier_awards(), self.earlier_decisions()
        self.meetings, self.plan, self.drafts = self.closed_meetings(), self.plan_data(), self.drafted_decisions()

    # What is read once for all awards

    def latest_votes(self) -> dict[int, dict]:
        """By nomination how the council last decided, in a closed meeting."""
        lines = AgendaLine.objects.filter(
            nomination__in=self.keys, meeting__status=MeetingStatus.CLOSED, outcome__in=DECIDED
        )
        rows = lines.order_by("meeting__closed_at", "pk").values_list(
            "nomination", "meeting", "position", "in_favour", "against", "outcome"
        )
        names = ("meeting", "position", "agreed", "against", "outcome")
        return {nomination: dict(zip(names, said, strict=True)) for nomination, *said in rows}

    def holding_dossiers(self) -> dict[int, dict]:
        """By nomination the dossier that holds it, with its papers."""
        lines = DossierLine.objects.held().filter(nomination__in=self.keys).values_list("nomination", "dossier")
        by_nomination = dict(lines)
        dossiers = Dossier.objects.filter(pk__in=set(by_nomination.values())).select_related("unit")
        found = {one.pk: dossier_data(one) for one in dossiers.prefetch_related("papers__file")}
        return {nomination: found[dossier] for nomination, dossier in by_nomination.items()}

    def earlier_decisions(self) -> dict[str, list[list]]:
        """By subject what signed decisions of other phases gave, the latest first."""
        keys = {row["subject_key"] for row in self.rows}
        lines = (
            DecisionLine.objects.in_force().filter(nomination__subject_key__in=keys).exclude(decision__phase=self.phase)
        )
        found: dict[str, list[list]] = defaultdict(list)
        lines = lines.select_related("decision__award", "nomination").defer("decision__content")
        for one in lines.order_by("-decision__decided_on", "pk"):
            told = one.decision
            words = f"Quyết định số {told.number} ngày {told.decided_on:%d/%m/%Y} của {told.granted_by}"
            found[one.nomination.subject_key].append([told.decided_on.year, str(told.award), words])
        return found

    def earlier_awards(self) -> dict[str, list[list]]:
        """By name what the lists of earlier awards have, the latest first."""
        names = {name_key(row["printed_name"]) for row in self.rows}
        keepers = {self.phase.campaign.ward_id, *(row["submitted_by"] for row in self.rows)}
        found: dict[str, list[list]] = defaultdict(list)
        lines = AwardHistory.objects.filter(ward__in=keepers, name_key__in=names).order_by("-year", "pk")
        for key, *said in lines.values_list("name_key", "year", "form", "decision"):
            if said not in found[key]:
                found[key].append(said)
        return found

    def closed_meetings(self) -> dict[int, dict]:
        """The meetings that decided, as papers name them."""
        keys = {vote["meeting"] for vote in self.votes.values()}
        unconfirmed = set(
            BallotCount.objects.filter(meeting__in=keys, confirmed_at=None).values_list("meeting", flat=True)
        )
        return {
            one.pk: {
                "pk": one.pk, "number": one.number, "held_on": f"{one.day:%Y-%m-%d}",
                "ballots_confirmed": one.pk not in unconfirmed,
            }
            for one in Meeting.objects.filter(pk__in=keys).defer("minutes").order_by("starts_at", "pk")
        }  # fmt: skip

    def plan_data(self) -> dict:
        """What papers say of the campaign and the phase, and which snapshot their numbers are taken from."""
        campaign, found = self.phase.campaign, self.snapshot
        return {
            "campaign": campaign.name, "phase": self.phase.name, "ward": campaign.ward.name,
            "ward_code": campaign.ward.code, "is_school": campaign.ward.kind == UnitKind.SCHOOL,
            "snapshot": {"pk": found.pk, "number": found.number, "sha256": found.sha256} if found else None,
        }  # fmt: skip

    def drafted_decisions(self) -> dict[int, Decision]:
        """By award the draft somebody has begun; the first one where there are several."""
        found = Decision.objects.drafts().filter(phase=self.phase, kind=DecisionKind.AWARD).order_by("-pk")
        return {one.award_id: one for one in found.select_related("phase__campaign__ward", "award", "about")}

    # What one award has

    def of(self, award: Award) -> dict:
        """Everything the papers of one award are made of, as JSON can hold it."""
        rows = [row for row in self.rows if row["award"] == award.pk]
        kinds = {row["subject_kind"] for row in rows}
        meetings = {self.votes[row["pk"]]["meeting"] for row in rows if row["pk"] in self.votes}
        dossiers = {
            self.dossiers[row["pk"]]["pk"]: self.dossiers[row["pk"]] for row in rows if row["pk"] in self.dossiers
        }
        return {
            "plan": self.plan,
            "award": award_data(award),
            "bonus": {kind: self.bonus_data(award, kind) for kind in SubjectKind if kind in kinds},
            "lines": [self.line(award, row) for row in rows],
            "meetings": [one for key, one in self.meetings.items() if key in meetings],
            "dossiers": sorted(dossiers.values(), key=lambda one: one["pk"]),
            "decision": self.decision(award, rows),
        }

    def decision(self, award: Award, rows: list[dict]) -> dict:
        """What the decision will say: the draft somebody has begun, or the one that would be made of these lines."""
        draft = self.drafts.get(award.pk)
        if draft is None:
            draft, lines = begun(self.phase, award), [Nomination(**own_columns(row)) for row in rows]
        else:
            lines = list(draft.lines.all())
        keys = [getattr(one, "nomination_id", one.pk) for one in lines]
        return record_of(draft, lines, bonus_of_draft(draft)) | {"draft": draft.pk, "keys": keys}

    def line(self, award: Award, row: dict) -> dict:
        """One nomination as papers print it, and how the council decided."""
        bonus = self.bonus.bonus(award, row["subject_kind"])
        return {
            "key": row["pk"], "kind": row["subject_kind"], "salutation": row["salutation"],
            "name": row["printed_name"], "place": row["printed_place"], "achievement": row["achievement"],
            "amount": bonus.amount if bonus.is_known else None,
            "unit": row["submitted_by__name"], "unit_code": row["unit__code"] or row["submitted_by__code"],
            "household": row["household"], "part": row["part"], "whole": row["whole"], "women": row["women"],
            "people": row["people"], "dossier": self.dossiers.get(row["pk"], {}).get("pk"),
            "vote": self.votes.get(row["pk"]),
            "previous": self.decided.get(row["subject_key"], []) + self.earlier.get(name_key(row["printed_name"]), []),
        }  # fmt: skip

    def bonus_data(self, award: Award, kind: str) -> dict:
        """The money of a kind; None where coefficient or base salary of the day are not known."""
        found = self.bonus.bonus(award, kind)
        return {
            "amount": found.amount if found.is_known else None,
            "coefficient": str(found.coefficient) if found.coefficient is not None else "",
            "base_salary": found.base_salary,
            "needs_confirmation": found.needs_confirmation,
        }


def own_columns(row: dict) -> dict:
    """The columns of a nomination that a paper prints."""
    names = ("pk", "subject_kind", "salutation", "printed_name", "printed_place", "achievement")
    return {name: row[name] for name in names}


def award_data(award: Award) -> dict:
    return {
        "name": str(award), "bare_name": award.name, "form": award.get_form_display(),
        "is_recognition": not award.is_statutory, "granted_by": award.granted_by, "wording": award.wording,
        "pays_bonus": award.pays_bonus, "upward_to": award.upward_to, "has_council": award.procedure == "council",
    }  # fmt: skip


def dossier_data(dossier: Dossier) -> dict:
    """A dossier with its checklist; an uploaded file by its name and hash, a paper the portal made by its hash."""
    return {
        "pk": dossier.pk, "number": dossier.number, "unit": dossier.unit.name, "upward_to": dossier.upward_to,
        "papers": [
            {
                "pk": one.pk, "position": one.position, "label": str(one), "state": one.state, "reason": one.reason,
                "sha256": one.file.sha256 if one.file else one.sha256,
            }
            for one in dossier.papers.all()
        ],
    }  # fmt: skip
