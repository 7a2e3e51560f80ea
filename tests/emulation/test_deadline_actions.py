"""Leave to enter late and calendar links: given once, taken back once, kept for ever, and in the trail."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from emulation.actions import (
    GrantRefused,
    create_calendar_link,
    grant_late_entry,
    revoke_calendar_link,
    revoke_late_entry,
)
from emulation.actions.deadlines import token_hash
from emulation.choices import PhaseStatus
from emulation.kit import clock
from emulation.models import AuditEntry, CalendarLink, LateEntryGrant, Phase, Unit
from scoring.actions.plans import load_plan

UNTIL = clock.end_of(date(2098, 9, 20))


@pytest.fixture
def give(phase_on_time, unit_of, standing):
    """Grants leave to neighbourhood 8 unless told otherwise."""

    def grant(**changes):
        values = {"until": UNTIL, "reason": "Mất điện hai ngày", "by": standing} | changes
        return grant_late_entry(phase_on_time, values.pop("unit", None) or unit_of("8"), **values)

    return grant


def test_a_grant_says_who_why_and_until_when_and_leaves_its_trail(give, phase_on_time, unit_of, standing):
    grant, is_new = give()

    assert is_new
    assert (grant.phase, grant.unit, grant.until, grant.reason) == (
        phase_on_time, unit_of("8"), UNTIL, "Mất điện hai ngày",
    )  # fmt: skip
    assert (grant.granted_by, grant.revoked_at) == (standing, None)
    entry = AuditEntry.objects.about(grant).get()
    assert (entry.verb, entry.actor) == ("cho nhập muộn", "standing")
    assert entry.after == {"phase": "dong-tam-2022/1", "unit": "dong-tam/to-8", "until": UNTIL.isoformat()}


def test_the_same_form_twice_has_its_effect_once_even_after_it_was_revoked(give, standing):
    key = uuid.uuid4()
    grant, _ = give(request_key=key)
    assert give(request_key=key) == (grant, False)
    revoke_late_entry(grant, by=standing)

    assert give(request_key=key) == (grant, False)

    assert LateEntryGrant.objects.live_at(clock.now()).count() == 0
    assert AuditEntry.objects.filter(verb="cho nhập muộn").count() == 1


def test_two_tabs_with_the_same_unit_and_moment_make_one_grant(give):
    first, _ = give(request_key=uuid.uuid4())

    assert give(request_key=uuid.uuid4(), reason="Lý do khác") == (first, False)


def test_after_a_grant_was_revoked_a_new_one_may_be_given(give, standing):
    revoke_late_entry(give()[0], by=standing)

    assert give()[1]


@pytest.mark.parametrize("reason", ["", "   "])
def test_leave_without_a_reason_is_refused(give, reason):
    with pytest.raises(GrantRefused, match="lý do"):
        give(reason=reason)


def test_leave_that_is_over_already_is_refused(give, it_is):
    now = it_is(2022, 9, 10)

    with pytest.raises(GrantRefused, match="sau lúc này"):
        give(until=now)


def test_leave_is_for_the_ward_or_a_neighbourhood_of_it(give, ward):
    elsewhere = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    for unit in [elsewhere, Unit.objects.get(code="dong-tam/to-8/to-cds")]:
        with pytest.raises(GrantRefused, match="cả phường hoặc cho một tổ dân phố"):
            give(unit=unit)
    assert give(unit=ward)[1]


def test_a_closed_phase_gives_no_leave(give, phase_on_time):
    Phase.objects.filter(pk=phase_on_time.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(GrantRefused, match="đã chốt"):
        give()


def test_revoking_keeps_the_grant_with_who_did_it_and_twice_changes_nothing(give, standing, administrator):
    grant, _ = give()
    assert revoke_late_entry(grant, by=standing)
    revoked_at = grant.revoked_at

    assert not revoke_late_entry(grant, by=administrator)

    assert (grant.revoked_by, grant.revoked_at) == (standing, revoked_at)
    assert AuditEntry.objects.filter(verb="thu hồi phép nhập muộn").count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"revoked_at": datetime(2098, 1, 1, tzinfo=UTC)},
        {"until": datetime(2000, 1, 1, tzinfo=UTC)},
        {"reason": ""},
    ],
)
def test_the_database_keeps_the_pairs_and_the_order(give, values):
    grant, _ = give()

    with pytest.raises(IntegrityError), transaction.atomic():
        LateEntryGrant.objects.filter(pk=grant.pk).update(**values)


def test_the_database_keeps_one_living_grant_per_unit_and_moment(give, phase_on_time, unit_of, standing):
    give()

    with pytest.raises(IntegrityError), transaction.atomic():
        LateEntryGrant.objects.create(
            phase=phase_on_time, unit=unit_of("8"), until=UNTIL, reason="Lần hai", granted_by=standing
        )


def test_of_a_calendar_link_only_the_hash_is_kept(campaign, clerk):
    token = create_calendar_link(campaign, by=clerk)

    link = CalendarLink.objects.get()
    assert len(token) >= 32
    assert link.token_hash == token_hash(token) != token
    assert token not in str(list(AuditEntry.objects.about(link).values()))


def test_a_new_calendar_link_takes_the_place_of_the_old_one_of_the_same_person(campaign, clerk, standing):
    create_calendar_link(campaign, by=standing)
    first = create_calendar_link(campaign, by=clerk)

    second = create_calendar_link(campaign, by=clerk)

    live = CalendarLink.objects.live().values_list("token_hash", flat=True)
    assert token_hash(second) in live
    assert token_hash(first) not in live
    assert CalendarLink.objects.live().count() == 2
    assert CalendarLink.objects.count() == 3


def test_a_calendar_link_is_revoked_once(campaign, clerk):
    create_calendar_link(campaign, by=clerk)

    assert [revoke_calendar_link(campaign, by=clerk), revoke_calendar_link(campaign, by=clerk)] == [True, False]
    assert not CalendarLink.objects.live().exists()


def test_a_plan_file_may_give_days_of_grace(db, plan):
    plan["phases"][0]["steps"][0]["grace_days"] = 2

    step = load_plan(plan, by=None).phases.get(number=1).steps.first()

    assert step.grace_days == 2
    assert step.ends_at - step.closes_at == timedelta(days=2)
