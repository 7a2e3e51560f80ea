"""Postings of a phase: what may be posted now, what one shows, what a decision still waits for."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from emulation.kit import clock
from emulation.models import Phase

from ..choices import DossierStatus as D
from ..models import Award, DossierLine, Nomination, Objection, PostingLine
from ..rules.names import TYPED, name_key
from ..rules.postings import Hanging, Objections, decision_lacks
from ..rules.voting import State
from .agendas import confirmed, with_latest_outcome

WHOLE = "toàn danh sách"
BY_COUNCIL = [D.MET, D.PRESENTED]
WITHOUT_COUNCIL = [D.ELIGIBLE, D.PRESENTED]


# What may be posted


def passed(phase: Phase, award: Award) -> QuerySet[Nomination]:
    """What the council has passed, or in the simple way the office has accepted: standing, confirmed, matched."""
    held = DossierLine.objects.held().filter(dossier__upward_to="", nomination=OuterRef("pk"))
    by_council = held.filter(dossier__has_council=True, dossier__status__in=BY_COUNCIL)
    simple = held.filter(dossier__has_council=False, dossier__status__in=WITHOUT_COUNCIL)
    found = confirmed(Nomination.objects.standing().filter(phase=phase, award=award))
    found = with_latest_outcome(found)
    return found.filter((Q(council_outcome=State.PASSED) & Exists(by_council)) | Exists(simple))


def ready_to_post(phase: Phase, award: Award) -> QuerySet[Nomination]:
    """What may be posted now and stands on no list yet, in the order of every list."""
    if not award.needs_posting:
        return Nomination.objects.none()
    posted = PostingLine.objects.held().filter(nomination=OuterRef("pk"))
    return passed(phase, award).filter(~Exists(posted)).in_list_order()


# What a decision waits for


def posting_lacks(nominations: Iterable[Nomination]) -> list[str]:
    """What the posting of these nominations still lacks, in Vietnamese sentences; [] where nothing is missing.

    An award without posting days needs none, nor does one that goes upward: whoever decides posts. Yet what people
    have objected to a list that hung has to be answered. In a fixed number of statements.
    """
    keys = [one.pk for one in nominations]
    found = Nomination.objects.filter(pk__in=keys).select_related("award").in_list_order()
    needing = [one for one in found.defer("achievement") if one.award.needs_posting]
    lines = PostingLine.objects.filter(nomination__in=keys).select_related("posting")
    held = {line.nomination_id: line for line in lines if line.released_at is None}
    postings = {line.posting for key in {one.pk for one in needing} if (line := held.get(key))}
    return decision_lacks(
        [one.full_name for one in needing if one.pk not in held],
        [one.full_name for one in needing if one.pk in held and is_somebody_else(one, held[one.pk])],
        [Hanging(one.number, one.status, one.ends_on) for one in sorted(postings, key=lambda one: one.number)],
        open_objections(objections_to(keys)),
        clock.today(),
    )


def is_somebody_else(one: Nomination, line: PostingLine) -> bool:
    """Whom nobody knows but by a typed name is somebody else under another name."""
    is_typed = one.subject_key.startswith(TYPED)
    return is_typed and name_key(one.printed_name) != name_key(line.printed_name)


def objections_to(nominations: list[int]) -> QuerySet[Objection]:
    """Objections about one of the nominations, also to a list that was cancelled, or to a whole list that stands."""
    lines = PostingLine.objects.filter(nomination__in=nominations)
    whole = Q(line=None, posting__in=lines.held().values("posting"))
    return Objection.objects.filter(whole | Q(line__in=lines.values("pk")))


def open_objections(objections: QuerySet[Objection]) -> Objections:
    """What is still open about them."""
    unanswered, unfollowed = objections.unanswered(), objections.unfollowed()
    return Objections(
        unanswered=list(unanswered.order_by("posting__number", "number").values_list("number", flat=True)),
        upheld=[one.line.full_name if one.line else WHOLE for one in unfollowed.select_related("line")],
    )
