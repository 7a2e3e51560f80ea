"""Nominations of a phase: counts by award, the list and what may be picked out of it, what lights are told from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from emulation.choices import Gender
from emulation.models import Household, Phase, StaffMember, Unit
from scoring.models import Snapshot
from scoring.queries.snapshots import snapshot_of

from ..choices import Confirmer, NominationStatus, QuotaBase, SubjectKind
from ..models import Award, AwardHistory, AwardStandard, Nomination, StandardTick
from ..rules.eligibility import Facts, quota_limit
from ..rules.names import bare_name, name_key, words_key

ORDER = Case(*(When(subject_kind=kind, then=place) for place, kind in enumerate(SubjectKind)), default=9)


def phases_with_awards(user) -> QuerySet[Phase]:
    """Phases this person sees whose campaigns give awards, of the ward and of its schools; the open ones first."""
    given = Phase.objects.visible_to(user).filter(campaign__in=Award.objects.values("campaign"))
    return given.for_page().current_first()


def doubled(phase: Phase) -> Q:
    """The condition of being proposed for another award of the same class for the same achievement."""
    others = Nomination.objects.standing().filter(
        phase=phase, subject_key=OuterRef("subject_key"), award__award_class=OuterRef("award__award_class")
    )
    return Q(Exists(others.exclude(pk=OuterRef("pk")).order_by()))


def unsaid() -> Q:
    """The condition of having a standard that people confirm and nobody has answered."""
    said = StandardTick.objects.filter(nomination=OuterRef(OuterRef("pk")), standard=OuterRef("pk"))
    asked = AwardStandard.objects.exclude(confirmer=Confirmer.RESULT).filter(
        Q(subject_kind="") | Q(subject_kind=OuterRef("subject_kind")), award=OuterRef("award")
    )
    return Q(Exists(asked.filter(~Exists(said)).order_by()))


def listed(phase: Phase, user) -> QuerySet[Nomination]:
    """What this person sees of a phase, in the order of every list: by award, kind, and the order people gave it."""
    found = Nomination.objects.visible_to(user).filter(phase=phase)
    return found.order_by("award__number", ORDER, "position", "pk")


@dataclass(frozen=True)
class AwardLine:
    """An award of a phase with what is proposed for it; `limit` is None without a quota."""

    award: Award
    standing: int
    confirmed: int
    withdrawn: int
    unmatched: int
    tied: int
    limit: int | None

    @property
    def excess(self) -> int:
        return max(0, self.standing - self.limit) if self.limit is not None else 0


def award_lines(phase: Phase, nominations: QuerySet[Nomination]) -> list[AwardLine]:
    """Every award of a phase, in a fixed number of statements; counts of the nominations given."""
    stands = ~Q(status=NominationStatus.WITHDRAWN)
    counts = (
        nominations.order_by()
        .values("award")
        .annotate(
            standing=Count("pk", filter=stands),
            confirmed=Count("pk", filter=stands & Q(confirmed_at__isnull=False)),
            withdrawn=Count("pk", filter=~stands),
            unmatched=Count("pk", filter=stands & Q(snapshot__reopened_at__isnull=False)),
            tied=Count("pk", filter=stands & Q(is_tied=True)),
        )
    )
    by_award = {row.pop("award"): row for row in counts}
    awards = list(Award.objects.given_in(phase).for_page())
    bases = quota_bases(phase, awards)
    nothing = dict.fromkeys(("standing", "confirmed", "withdrawn", "unmatched", "tied"), 0)
    return [AwardLine(one, **by_award.get(one.pk, nothing), limit=limit_of(one, bases)) for one in awards]


def limit_of(award: Award, bases: dict[str, int]) -> int | None:
    return quota_limit(award.quota, award.quota_percent, bases.get(award.quota_base))


def quota_bases(phase: Phase, awards: Iterable[Award]) -> dict[str, int]:
    """What quotas in percent are a part of, as it was when the phase was closed, else as it is now."""
    asked = {award.quota_base for award in awards} - {""}
    found: dict[str, int] = {}
    if asked & {QuotaBase.HOUSEHOLDS, QuotaBase.NEIGHBOURHOODS}:
        found |= counted_bases(phase, snapshot_of(phase))
    if QuotaBase.STAFF in asked:
        staff = StaffMember.objects.filter(unit__in=Unit.objects.below(phase.campaign.ward))
        found[QuotaBase.STAFF] = staff.current_on(phase.ends_on).count()
    return found


def counted_bases(phase: Phase, snapshot: Snapshot | None) -> dict[str, int]:
    if snapshot:
        units = snapshot.data.get("units", [])  # a phase of targets has none
        return {QuotaBase.HOUSEHOLDS: sum(one["households"] for one in units), QuotaBase.NEIGHBOURHOODS: len(units)}
    units = Unit.objects.below(phase.campaign.ward).neighbourhoods().current()
    homes = Household.objects.filter(unit__in=units)
    return {QuotaBase.HOUSEHOLDS: homes.count(), QuotaBase.NEIGHBOURHOODS: units.count()}


# What the lights of some nominations are told from


class KnownFacts:
    """Everything the lights of one page of nominations need, in a fixed number of statements."""

    def __init__(self, phase: Phase, nominations: Iterable[Nomination]):
        self.phase, self.nominations = phase, list(nominations)
        self.keys = {one.subject_key for one in self.nominations}
        self.awards = {line.award.pk: line for line in award_lines(phase, Nomination.objects.filter(phase=phase))}
        self.homes = self.registered_homes()
        self.others = self.other_nominations()
        self.history = self.earlier_awards()
        self.answers = self.answered()

    def registered_homes(self) -> dict[int, str]:
        keys = [one.household for one in self.nominations if one.household]
        return dict(Household.objects.filter(pk__in=keys).values_list("pk", "head_name")) if keys else {}

    def other_nominations(self) -> dict[str, list[Nomination]]:
        """Standing nominations of the same subjects anywhere in the campaign."""
        found = Nomination.objects.standing().filter(phase__campaign=self.phase.campaign_id, subject_key__in=self.keys)
        by_key: dict[str, list[Nomination]] = defaultdict(list)
        for one in found.select_related("award", "phase").defer("achievement").order_by("phase__number", "pk"):
            by_key[one.subject_key].append(one)
        return by_key

    def earlier_awards(self) -> dict[str, list[AwardHistory]]:
        """Of the lists kept by whoever runs the campaign, and by who submits, such as a school."""
        names = {name_key(one.printed_name) for one in self.nominations}
        by_name: dict[str, list[AwardHistory]] = defaultdict(list)
        keepers = {self.phase.campaign.ward_id, *(one.submitted_by_id for one in self.nominations)}
        for line in AwardHistory.objects.filter(ward__in=keepers, name_key__in=names):
            by_name[line.name_key].append(line)
        return by_name

    def answered(self) -> dict[int, dict[int, str]]:
        """By nomination and standard what people have said: "" for met, else why it is proposed nonetheless."""
        ticks = StandardTick.objects.filter(nomination__in=[one.pk for one in self.nominations])
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for one, standard, reason in ticks.values_list("nomination", "standard", "unmet_reason"):
            found[one][standard] = reason
        return found

    def standards(self, one: Nomination) -> list[AwardStandard]:
        """The standards that people confirm of it."""
        line = self.awards.get(one.award_id)
        return asked_standards(line.award, one) if line else []

    def unsaid(self, one: Nomination) -> list[AwardStandard]:
        """Those of them that nobody has answered."""
        return [standard for standard in self.standards(one) if standard.pk not in self.answers.get(one.pk, {})]

    def facts(self, one: Nomination) -> Facts:
        """What is known of one of them."""
        line, answers = self.awards.get(one.award_id), self.answers.get(one.pk, {})
        said = [answers[standard.pk] for standard in self.standards(one) if standard.pk in answers]
        same, earlier = self.beside(one)
        recent, older = self.before(one)
        return Facts(
            is_by_rule=one.is_by_rule,
            is_matched=not one.is_unmatched,
            part=one.part,
            whole=one.whole,
            rank=one.rank,
            is_tied=one.is_tied,
            standards=len(self.standards(one)),
            ticked=said.count(""),
            unmet=[reason for reason in said if reason],
            is_confirmed=one.is_confirmed,
            proposed=line.standing if line else 1,
            limit=line.limit if line else None,
            same=same,
            recent=recent,
            earlier=[*earlier, *older],
            override_reason=one.override_reason,
            printed=bare_name(one.printed_name),
            registered=self.registered(one),
            is_woman=one.gender == Gender.FEMALE,
            women=one.women,
            people=one.people,
        )

    def beside(self, one: Nomination) -> tuple[list[str], list[str]]:
        """Names of awards of the same class for the same achievement, and awards in other phases."""
        others = [other for other in self.others.get(one.subject_key, []) if other.pk != one.pk]
        same = [
            str(other.award)
            for other in others
            if other.phase_id == one.phase_id and other.award.award_class == one.award.award_class
        ]
        elsewhere = [f"{other.award} ở {other.phase}" for other in others if other.phase_id != one.phase_id]
        return same, elsewhere

    def before(self, one: Nomination) -> tuple[list[str], list[str]]:
        """Lines of the history: of the same year and form, and all others."""
        lines = self.history.get(name_key(one.printed_name), [])
        form = words_key(one.award.get_form_display() if one.award.is_statutory else one.award.name)
        recent, older = [], []
        for line in lines:
            is_same = line.year == self.phase.campaign.year and form in words_key(line.form)
            words = f"{line.form} năm {line.year}, {line.decision}"
            (recent if is_same else older).append(words)
        return recent, older

    def registered(self, one: Nomination) -> str | None:
        """The name in the registry; "" for somebody typed by hand, None where the row is gone."""
        if one.household:
            return self.homes.get(one.household)
        if one.staff:
            return one.staff.full_name
        return one.unit.name if one.unit else ""


def offered_standards(chosen: QuerySet[Nomination], *, office: bool) -> tuple[list[AwardStandard], str]:
    """The standards one may tick of many nominations, which have one award; or a sentence why none."""
    awards = list(chosen.order_by().values_list("award", flat=True).distinct()[:2])
    if len(awards) != 1:
        return [], "Mỗi lần chỉ đánh dấu tiêu chuẩn của một hình thức. Hãy lọc theo hình thức, danh hiệu rồi làm lại."
    confirmers = [Confirmer.UNIT, Confirmer.OFFICE] if office else [Confirmer.UNIT]
    offered = list(AwardStandard.objects.filter(award=awards[0], confirmer__in=confirmers))
    return offered, "" if offered else "Hình thức, danh hiệu này không có tiêu chuẩn nào do bạn xác nhận."


def asked_standards(award: Award, one: Nomination) -> list[AwardStandard]:
    """The standards that people confirm of this kind of subject."""
    return [
        standard
        for standard in award.standards.all()
        if standard.confirmer != Confirmer.RESULT and standard.subject_kind in ("", one.subject_kind)
    ]
