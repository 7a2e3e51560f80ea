"""Postings of a phase: what may be posted now, what one shows, what a decision still waits for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from emulation.kit import clock
from emulation.models import Phase, Unit
from scoring.models import SelfSheet

from ..choices import DossierStatus as D
from ..choices import MeetingStatus, PostingStatus
from ..models import AgendaLine, Award, DecisionLine, DossierLine, Nomination, Objection, Posting, PostingLine
from ..rules.names import TYPED, name_key
from ..rules.postings import Hanging, Objections, decision_lacks
from ..rules.voting import State
from .agendas import confirmed, with_latest_outcome

WHOLE = "toàn danh sách"
BY_COUNCIL = [D.MET, D.PRESENTED]
WITHOUT_COUNCIL = [D.ELIGIBLE, D.PRESENTED]


# What may be posted


def passed(phases: Iterable[Phase]) -> QuerySet[Nomination]:
    """What the council has passed, or in the simple way the office has accepted: standing, confirmed, matched.

    Only of awards that hang in public before they are decided here.
    """
    held = DossierLine.objects.held().filter(dossier__upward_to="", nomination=OuterRef("pk"))
    by_council = held.filter(dossier__has_council=True, dossier__status__in=BY_COUNCIL)
    simple = held.filter(dossier__has_council=False, dossier__status__in=WITHOUT_COUNCIL)
    found = confirmed(Nomination.objects.standing().filter(phase__in=phases))
    found = with_latest_outcome(found.filter(award__posting_days__gt=0, award__upward_to=""))
    return found.filter((Q(council_outcome=State.PASSED) & Exists(by_council)) | Exists(simple))


def ready_in(phases: Iterable[Phase]) -> QuerySet[Nomination]:
    """What may be posted now and stands on no list yet."""
    posted = PostingLine.objects.held().filter(nomination=OuterRef("pk"))
    return passed(phases).filter(~Exists(posted))


def ready_to_post(phase: Phase, award: Award) -> QuerySet[Nomination]:
    """The same of one award, in the order of every list."""
    return ready_in([phase]).filter(award=award).in_list_order()


@dataclass(frozen=True)
class Offer:
    """An award of which something may be posted now; into which draft, where there is one."""

    award: Award
    count: int
    draft: Posting | None


def posting_offers(phase: Phase) -> list[Offer]:
    counts = dict(ready_in([phase]).order_by().values_list("award").annotate(n=Count("pk")))
    awards = Award.objects.filter(pk__in=counts).order_by("number")
    drafts = {one.award_id: one for one in Posting.objects.filter(phase=phase, status=PostingStatus.DRAFT)}
    return [Offer(award, counts[award.pk], drafts.get(award.pk)) for award in awards]


# What one shows


def listed_postings(phase: Phase) -> QuerySet[Posting]:
    """The postings of a phase, the newest first, with how many lines and open objections each has."""
    lines = PostingLine.objects.filter(posting=OuterRef("pk")).order_by().values("posting")
    shown = lines.filter(Q(released_at=None) | Q(released_at=F("posting__cancelled_at")))
    objections = Objection.objects.filter(posting=OuterRef("pk")).order_by().values("posting")
    found = Posting.objects.filter(phase=phase).for_page().order_by("-number")
    return found.annotate(
        shown=Coalesce(Subquery(shown.annotate(n=Count("pk")).values("n")), 0),
        objected=Coalesce(Subquery(objections.annotate(n=Count("pk")).values("n")), 0),
        waiting=Coalesce(Subquery(objections.filter(outcome="").annotate(n=Count("pk")).values("n")), 0),
    )


def lines_of(posting: Posting) -> QuerySet[PostingLine]:
    """What a posting shows, in the order of the paper."""
    return PostingLine.objects.of(posting).select_related("nomination").defer("nomination__achievement")


def held_line(one: Nomination) -> PostingLine | None:
    """Where a nomination hangs, or is drafted to."""
    return PostingLine.objects.held().filter(nomination=one).select_related("posting").first()


def unfit_lines(posting: Posting) -> QuerySet[PostingLine]:
    """Lines of a draft that may not be posted any more: withdrawn, unconfirmed, no longer passed."""
    return lines_of(posting).exclude(nomination__in=passed([posting.phase]).order_by().values("pk"))


def passed_on(posting: Posting) -> date | None:
    """The day on which the last of its lines was passed by the council, or accepted where none meets."""
    keys = lines_of(posting).order_by().values("nomination")
    met = AgendaLine.objects.filter(nomination__in=keys, meeting__status=MeetingStatus.CLOSED, outcome=State.PASSED)
    simple = DossierLine.objects.held().filter(nomination__in=keys, dossier__has_council=False)
    accepted = simple.aggregate(last=Max("dossier__accepted_at"))["last"]
    moments = [at for at in (met.aggregate(last=Max("meeting__starts_at"))["last"], accepted) if at]
    return max((clock.local(at).date() for at in moments), default=None)


def private_homes(posting: Posting) -> set[int]:
    """Households on the list that agreed by phone to be scored, and not to be made public."""
    homes = PostingLine.objects.of(posting).filter(nomination__household__isnull=False)
    sheets = SelfSheet.objects.filter(phase=posting.phase, may_publish=False)
    found = sheets.filter(household__in=homes.order_by().values("nomination__household"))
    return set(found.values_list("household", flat=True))


def kind_counts(posting: Posting) -> dict[str, int]:
    """How many lines it shows, by kind of subject."""
    lines = PostingLine.objects.of(posting).order_by()
    return dict(lines.values_list("subject_kind").annotate(n=Count("pk")))


def ready_counts(phases: QuerySet[Phase]) -> dict[int, int]:
    """How many nominations wait to be posted, by phase; nothing of phases without any."""
    return dict(ready_in(phases).order_by().values_list("phase").annotate(n=Count("pk")))


def waiting_counts(postings: QuerySet[Posting]) -> dict[Posting, int]:
    """How many objections to each posting are unanswered or not followed, where there are any."""
    found = Objection.objects.filter(posting__in=postings)
    unanswered, unfollowed = found.unanswered(), found.unfollowed()
    keys = [*unanswered.values_list("posting", flat=True), *unfollowed.values_list("posting", flat=True)]
    by_key = Posting.objects.for_page().in_bulk(set(keys))
    return {by_key[key]: count for key, count in sorted(Counter(keys).items())}


def latest_posting(unit: Unit) -> Posting | None:
    """The last one of a ward or school: where it hung and who took objections is proposed again."""
    return Posting.objects.filter(phase__campaign__ward=unit).order_by("-pk").first()


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


def is_somebody_else(one: Nomination, line: PostingLine | DecisionLine) -> bool:
    """Whom nobody knows but by a typed name is somebody else under another name than a line has."""
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
        unanswered=list(unanswered.order_by("posting__number", "number").values_list("posting__number", "number")),
        upheld=[one.line.full_name if one.line else WHOLE for one in unfollowed.select_related("line")],
    )
