"""Practice nominations of a closed phase: by rule and by units, confirmed, with an answer to every standard."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emulation.choices import UnitKind
from emulation.models import Campaign, Phase, Unit, User

from ..choices import Confirmer, NominationSource
from ..models import Award, AwardStandard, Nomination
from ..practice import COLLECTIVE, INVENTED, PracticeProposal
from ..queries.proposals import proposal_of
from ..rules.names import in_sentence, typed_key
from .many_nominations import act_on_many
from .nominations import nominate, propose_by_rule
from .standards import answer_standards, tick_many


@dataclass(frozen=True)
class Cast:
    """Who does what: by the place of a unit in the practice proposals the unit and who works for it, and the office.

    The office vets what the others have made; nobody of them is an administrator.
    """

    phase: Phase
    workers: Mapping[int | None, tuple[Unit, User]]
    office: User

    @property
    def organiser(self) -> Unit:
        return self.workers[None][0]

    @property
    def maker(self) -> User:
        """Who works for the organiser."""
        return self.workers[None][1]


def cast_of(campaign: Campaign) -> Cast:
    """The people of the practice ward or of the practice school, phase 1 before them."""
    phase = Phase.objects.for_page().get(campaign=campaign, number=1)
    users, unit = {user.username: user for user in User.objects.all()}, phase.campaign.ward
    if unit.kind == UnitKind.SCHOOL:
        return Cast(phase, {None: (unit, users["deputy"])}, users["principal"])
    below = Unit.objects.below(unit).neighbourhoods().current()
    workers = {place: (one, users[f"officer-{one.label}"]) for place, one in enumerate(below)}
    return Cast(phase, {None: (unit, users["clerk"]), **workers}, users["standing"])


def make_nominations(cast: Cast, proposals: Sequence[PracticeProposal]) -> None:
    awards = {award.number: award for award in Award.objects.given_in(cast.phase).for_page()}
    for award in awards.values():
        if award.is_by_rule and (found := proposal_of(award, cast.phase)):
            propose_by_rule(award, cast.phase, seen=found.stamp, by=cast.office)
    made = [(one, propose(cast, awards[one.award], one)) for one in proposals]
    confirm_all(cast)
    answer_all(cast, [(one, nomination) for one, nomination in made if one.unmet_reason])


def propose(cast: Cast, award: Award, one: PracticeProposal) -> Nomination:
    unit, worker = cast.workers[one.place]
    place = f"{one.position}, {in_sentence(unit.name)}" if one.position else unit.name
    is_unit = one.kind == COLLECTIVE and one.name == unit.name
    values = {
        "subject_kind": one.kind,
        "subject_key": f"unit:{unit.pk}" if is_unit else typed_key(one.name, place),
        "unit": unit if is_unit else None,
        "submitted_by": unit,
        "salutation": one.salutation,
        "printed_name": one.name,
        "printed_place": "" if is_unit else place,
        "achievement": INVENTED + one.achievement,
        "gender": one.gender,
        "women": one.women,
        "people": one.people,
    }
    return nominate(award, cast.phase, values, key=uuid.uuid4(), by=worker)


def confirm_all(cast: Cast) -> None:
    """Each unit confirms what it has proposed; the organiser's office what came by rule."""
    found = Nomination.objects.filter(phase=cast.phase)
    act_on_many("confirm", found.filter(source=NominationSource.RULE), cast.phase, by=cast.maker)
    for unit, worker in cast.workers.values():
        act_on_many("confirm", found.filter(submitted_by=unit), cast.phase, by=worker)


def answer_all(cast: Cast, unmet: list[tuple[PracticeProposal, Nomination]]) -> None:
    """Every standard is answered by whom it is for; of a few people the last one is not met, for a reason."""
    for one, nomination in unmet:
        standard = nomination.award.standards.filter(confirmer=Confirmer.UNIT).last()
        answer_standards(nomination, {standard.pk: one.unmet_reason}, by=cast.workers[one.place][1])
    for award in Award.objects.given_in(cast.phase).for_page():
        by_whom = {who: [one for one in award.standards.all() if one.confirmer == who] for who in Confirmer}
        found = Nomination.objects.filter(phase=cast.phase, award=award)
        for unit, worker in cast.workers.values():
            tick(cast, found.filter(submitted_by=unit), by_whom[Confirmer.UNIT], by=worker)
        tick(cast, found, by_whom[Confirmer.OFFICE], by=cast.office)


def tick(cast: Cast, chosen, standards: list[AwardStandard], *, by: User) -> None:
    if standards and chosen.exists():
        tick_many("tick", chosen, standards, cast.phase, by=by)
