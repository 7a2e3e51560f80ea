"""Sixteen people issue certificates over New Year's Eve: both years count from one, no gap, nothing twice."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Event

import pytest
from django.db import transaction
from django.db.models import Max

from emulation.kit import clock
from rewards.actions.certificates import issue_certificates, reissue_certificate, void_certificate
from rewards.actions.decisions import draft_later
from rewards.actions.printing import record_printed
from rewards.actions.registers import keep_register
from rewards.actions.signatures import record_signature
from rewards.models import Certificate, Decision, DecisionLine, PrintRun, PrintSheet, RegisterYear
from tests.councils import make_award
from tests.rewards.certified import SPOKEN, decision_about, issued, run_of, signed
from tests.test_races import SOON, SURELY, at_once, errors_in, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

ISSUERS, LINES = 16, 3
MIDNIGHT = datetime(2022, 12, 31, 17, tzinfo=UTC)  # 00:00 of 01/01/2023 in Ho Chi Minh


@pytest.fixture
def decisions(campaign, clerk, standing):
    """A signed decision for each issuer, all of one register."""
    award, phase = make_award(campaign), campaign.phases.get(number=1)
    names = [f"Sùng A {letter}" for letter in ["Chử", "Páo", "Lềnh"]]
    return [
        signed(decision_about(phase, award, names, by=clerk), f"{number}/QĐ-UBND", by=standing)
        for number in range(1, ISSUERS + 1)
    ]


@pytest.fixture
def new_year(monkeypatch):
    """The clock goes to and fro over midnight: every second moment that is asked for lies in the new year."""
    asked = count()
    second = timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: MIDNIGHT + (second if next(asked) // 7 % 2 else -second))


def numbers_by_year() -> dict[int, list[int]]:
    found = defaultdict(list)
    for year, number in Certificate.objects.values_list("year", "number").order_by("year", "number"):
        found[year].append(number)
    return found


def test_sixteen_issuers_over_new_year_leave_no_gap_and_give_nothing_twice(decisions, clerk, new_year):
    outcomes = at_once(*(lambda one=one: issue_certificates(one, SPOKEN, by=clerk) for one in decisions))

    assert errors_in(outcomes) == []
    found = numbers_by_year()
    assert set(found) == {2022, 2023}
    assert {year: given == list(range(1, len(given) + 1)) for year, given in found.items()} == {2022: True, 2023: True}
    assert sum(map(len, found.values())) == ISSUERS * LINES
    assert {one.year: one.last for one in RegisterYear.objects.all()} == {
        year: len(given) for year, given in found.items()
    }
    assert all(one.year == clock.local(one.issued_at).year for one in Certificate.objects.all())


def naive_issue(decision: Decision, register, by):
    """Looks which number was the last, and writes the next one."""
    last = Certificate.objects.filter(register=register, year=2022).aggregate(last=Max("number"))["last"] or 0
    line = decision.lines.first()
    return Certificate.objects.create(line=line, register=register, year=2022, number=last + 1, issued_by=by)


def test_control_looking_for_the_last_number_and_adding_one_gives_it_to_all(decisions, clerk):
    register = keep_register(decisions[0].ward, decisions[0].award.award_class)

    outcomes = at_once(*(lambda one=one: naive_issue(one, register, clerk) for one in decisions), patience=SURELY)

    assert kinds_of(errors_in(outcomes)) == ["IntegrityError"] * (ISSUERS - 1)


def test_eight_presses_on_one_decision_issue_it_once(decisions, clerk):
    outcomes = at_once(*[lambda: issue_certificates(Decision.objects.get(pk=decisions[0].pk), SPOKEN, by=clerk)] * 8)

    assert errors_in(outcomes) == []
    assert sorted(one.count for one in outcomes) == [0] * 7 + [LINES]
    assert Certificate.objects.count() == LINES


def test_of_voiding_and_reissuing_at_once_one_wins(decisions, clerk):
    first = issued(decisions[0], by=clerk)[0]

    outcomes = at_once(
        lambda: void_certificate(first, "Nhầm", by=clerk),
        lambda: reissue_certificate(first, "copy", "Mất", by=clerk),
    )

    [refused] = errors_in(outcomes)
    assert type(refused).__name__ == "CertificateRefused"
    assert Certificate.objects.standing().filter(line=first.line).count() == (
        1 if isinstance(outcomes[0], Exception) else 0
    )


def test_two_orders_of_the_same_sheets_at_once_are_one_run(decisions, clerk):
    issued(decisions[0], by=clerk)

    outcomes = at_once(*[lambda: run_of(decisions[0], by=clerk)] * 2)

    [refused] = errors_in(outcomes)
    assert type(refused).__name__ == "PrintRefused"
    assert (PrintRun.objects.count(), PrintSheet.objects.count()) == (1, LINES)


def test_of_two_people_who_say_how_far_a_run_is_the_second_is_told(decisions, clerk, standing):
    issued(decisions[0], by=clerk)
    run = run_of(decisions[0], by=clerk)

    outcomes = at_once(
        lambda: record_printed(run, 1, seen=0, by=clerk), lambda: record_printed(run, 2, seen=0, by=standing)
    )

    assert kinds_of(outcomes) == ["PrintRefused", "PrintRun"]
    winner = next(one for one in outcomes if isinstance(one, PrintRun))
    assert PrintRun.objects.get().printed_to == winner.printed_to


# While a revocation is recorded


def revoking(root: Decision, line, clerk) -> Decision:
    return draft_later(root, "revoke", "Khai sai", [line.pk], by=clerk)


def recorded(decision: Decision, standing):
    values = {
        "number": "130/QĐ-UBND", "decided_on": clock.today(), "on_behalf": "", "signer_title": "CHỦ TỊCH",
        "signer_name": "Nguyễn Ngọc Hà",
    }  # fmt: skip
    return lambda: record_signature(
        Decision.objects.get(pk=decision.pk), values, seen=decision.version, seen_total=0, by=standing
    )


@pytest.mark.parametrize("step", ["issue", "reissue"])
def test_what_is_issued_while_its_line_is_revoked_does_not_hold(decisions, clerk, standing, step):
    line = decisions[0].lines.first()
    if step == "reissue":
        first = issued(decisions[0], by=clerk)[0]
    revocation = revoking(decisions[0], line, clerk)

    issued_now, recorded_now = Event(), Event()

    def issue():
        with transaction.atomic():
            if step == "reissue":
                reissue_certificate(first, "copy", "Mất", by=clerk)
            else:
                issue_certificates(decisions[0], SPOKEN, by=clerk)
            issued_now.set()
            recorded_now.wait(SOON)

    def record():
        issued_now.wait(SURELY)
        recorded(revocation, standing)()
        recorded_now.set()

    outcomes = at_once(issue, record, patience=0)

    assert outcomes == [None, None]
    assert DecisionLine.objects.get(pk=line.pk).ended_by == revocation
    assert not Certificate.objects.standing().filter(line=line).exists()
