"""Changing the rules of a running phase: always a new version with its author and reason, never a silent edit."""

from django.db import transaction

from emulation.choices import PhaseStatus
from emulation.kit import audit
from emulation.models import Phase

from .. import rules
from ..models import CriteriaSet, HouseholdScore, MemberScore, ResultRules
from ..queries.results import rules_of
from ..queries.rule_changes import RuleChange, change_problems, changed_rules
from ..queries.sheets import household_tags

BATCH = 1000


class RuleChangeRefused(ValueError):
    """A change that cannot be; the message is a Vietnamese sentence that says why."""


@transaction.atomic
def change_rules(phase: Phase, change: RuleChange, *, version: int, reason: str, by) -> ResultRules:
    """Makes the next version of a phase's rules and judges every saved answer by it, writing only what turns.

    `version` is the one the person saw in the preview. Raises RuleChangeRefused for a stale preview, a missing
    reason, a closed phase, or rules that contradict each other.
    """
    found = rules_of(Phase.objects.select_for_update().get(pk=phase.pk))
    check_change(phase, found, change, version, reason)
    after = changed_rules(found, change)
    after.version, after.made_by, after.reason = found.version + 1, by, reason.strip()
    if change.residents:
        after.resident_set = next_set(found.resident_set, change.residents, reason=after.reason, by=by)
    if change.households:
        after.household_set = next_set(found.household_set, change.households, reason=after.reason, by=by)
    after.save()
    turned = rejudge(phase, change)
    audit.record(
        "đổi quy tắc",
        phase,
        by=by,
        before={"version": found.version},
        after={"version": after.version, "turned": turned},
    )
    return after


def check_change(phase: Phase, found: ResultRules, change: RuleChange, version: int, reason: str) -> None:
    """Raises RuleChangeRefused where the change may not be made now or makes no sense."""
    if Phase.objects.filter(pk=phase.pk, status=PhaseStatus.CLOSED).exists():
        raise RuleChangeRefused(f"{phase.name} đã chốt nên không đổi quy tắc được; muốn đổi thì mở lại đợt trước.")
    if found.version != version:
        raise RuleChangeRefused(
            "Quy tắc vừa được người khác đổi. Hãy xem lại ảnh hưởng theo phiên bản mới rồi quyết định."
        )
    if not reason.strip():
        raise RuleChangeRefused("Hãy ghi lý do đổi quy tắc; lý do được giữ cùng phiên bản.")
    if problems := change_problems(found, change):
        raise RuleChangeRefused(" ".join(problems))


def next_set(standing: CriteriaSet, change: rules.SetChange, *, reason: str, by) -> CriteriaSet:
    """A copy of a criteria set with the changed values, as its next version."""
    criteria, levels, groups = list(standing.criteria.all()), list(standing.levels.all()), list(standing.groups.all())
    latest = CriteriaSet.objects.filter(campaign=standing.campaign, subject=standing.subject).latest("version")
    copy = CriteriaSet.objects.create(
        campaign=standing.campaign,
        subject=standing.subject,
        name=standing.name,
        note=standing.note,
        na_policy=change.na_policy or standing.na_policy,
        version=latest.version + 1,
        reason=reason,
        made_by=by,
    )
    for criterion in criteria:
        criterion.points = change.points.get(criterion.number, criterion.points)
        criterion.floor = change.floors.get(criterion.number, criterion.floor)
    for place, level in enumerate(levels, start=1):
        level.pass_mark = change.marks.get(place, level.pass_mark)
    for row in [*criteria, *levels, *groups]:
        row.pk, row.criteria_set = None, copy
        row.save(force_insert=True)
    return copy


def rejudge(phase: Phase, change: RuleChange) -> int:
    """Judges what is saved by the rules now in force, as far as they changed; returns how many rows turned."""
    found = rules_of(phase)
    turned = 0
    if change.residents:
        turned += rejudge_rows(phase, MemberScore, found.resident_set.as_rules())
    if change.households:
        turned += rejudge_rows(phase, HouseholdScore, found.household_set.as_rules())
    return turned


def rejudge_rows(phase: Phase, model: type[MemberScore | HouseholdScore], criteria: rules.CriteriaRules) -> int:
    tags, turned = household_tags(phase.campaign.ward), []
    for score in model.objects.filter(sheet__phase=phase).select_related("sheet").iterator(chunk_size=BATCH):
        verdict = rules.judge(score.answers, criteria, tags.get(score.sheet.household_id, frozenset()))
        before = (score.score, score.passed, score.level)
        score.score, score.passed, score.level = verdict.points, verdict.passed, verdict.level
        if before != (score.score, score.passed, score.level):
            turned.append(score)
    model.objects.bulk_update(turned, ["score", "passed", "level"], batch_size=BATCH)
    return len(turned)
