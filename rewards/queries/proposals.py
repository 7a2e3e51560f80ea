"""Whom the results of a closed phase propose for an award, and how that stands beside what has been proposed."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from emulation.models import Phase, Unit
from scoring.models import Snapshot
from scoring.queries.snapshots import head_gender, snapshot_of, thawed

from ..choices import NominationSource, NominationStatus, ProposedBy, SubjectKind
from ..models import Award, Nomination
from ..rules.names import household_salutation, in_sentence


@dataclass(frozen=True)
class Candidate:
    """Somebody the rule proposes, with what a nomination freezes of it."""

    subject_kind: str
    subject_key: str
    salutation: str
    printed_name: str
    printed_place: str
    unit_code: str  # who submits it
    part: int
    whole: int
    household: int | None = None
    rank: int | None = None
    is_tied: bool = False

    @property
    def facts(self) -> dict:
        """What a nomination says of the result, and what is brought up to date when the phase is closed again."""
        return {"part": self.part, "whole": self.whole, "rank": self.rank, "is_tied": self.is_tied}


@dataclass(frozen=True)
class Proposal:
    """What one press would do: new ones, those that stand already, those that the results do not give any more."""

    award: Award
    snapshot: Snapshot
    new: list[Candidate]
    standing: list[tuple[Nomination, Candidate]]
    gone: list[Nomination]
    withdrawn: set[str]  # keys of new ones that people have withdrawn before

    @property
    def refreshed(self) -> list[tuple[Nomination, Candidate]]:
        """Standing ones that were taken from an earlier snapshot."""
        return [(one, found) for one, found in self.standing if one.snapshot_id != self.snapshot.pk]

    @property
    def tied(self) -> list[Candidate]:
        everybody = [*self.new, *(found for _, found in self.standing)]
        return [one for one in everybody if one.is_tied]

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.refreshed

    @property
    def stamp(self) -> str:
        """A hash of what would be written, so that nothing else is written than what was looked at."""
        told = [self.snapshot.sha256, *(one.subject_key for one in self.new)]
        told += [str(one.pk) for one, _ in self.refreshed]
        return hashlib.sha256("|".join(told).encode()).hexdigest()[:32]


def proposal_of(award: Award, phase: Phase) -> Proposal | None:
    """What the snapshot in force proposes for an award; None while the phase is not closed."""
    snapshot = snapshot_of(phase)
    if snapshot is None:
        return None
    candidates = candidates_of(award, phase, snapshot)
    nominated = Nomination.objects.filter(phase=phase, award=award, source=NominationSource.RULE)
    known = {one.subject_key: one for one in nominated.standing().in_list_order()}
    keys = {one.subject_key for one in candidates}
    withdrawn = nominated.filter(status=NominationStatus.WITHDRAWN).values_list("subject_key", flat=True)
    return Proposal(
        award,
        snapshot,
        new=[one for one in candidates if one.subject_key not in known],
        standing=[(known[one.subject_key], one) for one in candidates if one.subject_key in known],
        gone=[one for key, one in known.items() if key not in keys],
        withdrawn=keys.intersection(withdrawn) - set(known),
    )


def candidates_of(award: Award, phase: Phase, snapshot: Snapshot) -> list[Candidate]:
    """Everybody the award's rule takes from a snapshot; nobody where units propose by hand, or only targets count."""
    if snapshot.rules is None:
        return []
    match award.proposed_by:
        case ProposedBy.HOUSEHOLDS:
            return passing_households(phase, snapshot)
        case ProposedBy.HIGHEST_UNITS | ProposedBy.TITLED_UNITS:
            return best_units(award, phase, snapshot)
    return []


def passing_households(phase: Phase, snapshot: Snapshot) -> list[Candidate]:
    """The households that qualify, in walking order: how many of their people passed, of how many that were scored."""
    data, ward = snapshot.data, in_sentence(phase.campaign.ward.name)
    names = {count["code"]: count["name"] for count in data["units"]}
    return [
        Candidate(
            SubjectKind.HOUSEHOLD,
            f"household:{home['id']}",
            household_salutation(head_gender(home["people"])),
            home["head"],
            f"{names[home['unit']]}, {ward}",
            home["unit"],
            passed_people(home),
            max(home["eligible"], passed_people(home)),
            household=home["id"],
        )
        for home in data["households"]
        if home["passes"]
    ]


def passed_people(home: dict) -> int:
    """People of a frozen household whose sheet says that they pass."""
    return sum(bool(score and score[2]) for *_, score in home["people"])


def best_units(award: Award, phase: Phase, snapshot: Snapshot) -> list[Candidate]:
    """Neighbourhoods with the highest share (ties listed whole), or all that have the title."""
    result = thawed(snapshot.data, phase, snapshot.rules, snapshot).result
    is_titles = award.proposed_by == ProposedBy.TITLED_UNITS
    chosen = [one for one in result.units if (one.has_title if is_titles else one.is_award_candidate)]
    alike = Counter(one.rank for one in chosen)
    limit = None if is_titles else limit_of(snapshot)
    ids = dict(Unit.objects.filter(code__in=[one.count.code for one in chosen]).values_list("code", "pk"))
    ward = in_sentence(phase.campaign.ward.name)
    return [
        Candidate(
            SubjectKind.COLLECTIVE,
            f"unit:{ids[one.count.code]}",
            "",
            one.count.name,
            ward[:1].upper() + ward[1:],
            one.count.code,
            one.passing,
            one.counted,
            rank=one.rank,
            is_tied=limit is not None and alike[one.rank] > 1 and len(chosen) > limit,
        )
        for one in chosen
    ]


def limit_of(snapshot: Snapshot) -> int | None:
    """How many neighbourhoods the rules of the phase praise; None where there is no limit."""
    rules = snapshot.data["rules"]["units"]
    return 1 if rules["award_only_highest"] else rules.get("award_quota")


def units_by_code(candidates: Iterable[Candidate]) -> dict[str, int]:
    """Keys of the units that submit, by their codes; units are ended, never deleted."""
    codes = {one.unit_code for one in candidates}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "pk"))
