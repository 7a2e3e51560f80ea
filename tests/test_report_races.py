"""Two people at once on one report, on both databases; each guard has a control that loses without it."""

from datetime import date

import pytest

from rewards.actions.reports import return_report, start_report, write_report
from rewards.models import ReportLetter, TargetReport
from tests.rewards.written import approved, due_of, sent, written
from tests.test_races import SURELY, at_once, kinds_of

pytestmark = pytest.mark.django_db(transaction=True)

MADE = date(2023, 11, 20)


@pytest.fixture
def ready(school_campaign, deputy, principal):
    return approved(written(school_campaign, made_on=MADE, by=deputy), by=principal)


def test_of_two_who_begin_one_report_both_write_the_same(school_campaign, deputy, principal):
    due = due_of(school_campaign)

    outcomes = at_once(lambda: start_report(due, by=deputy), lambda: start_report(due, by=principal))

    assert outcomes[0] == outcomes[1]
    assert TargetReport.objects.count() == 1


def test_of_sending_and_returning_at_once_one_is_told(ready, deputy, principal):
    letter = ready.letters.select_related("report__due").first()

    outcomes = at_once(
        lambda: sent(letter, MADE, by=deputy),
        lambda: return_report(ready, "Sai tên", by=principal),
    )

    assert "ReportRefused" in kinds_of(outcomes)
    standing = TargetReport.objects.get()
    assert (standing.status, ReportLetter.objects.count()) in [("sent", 2), ("draft", 0)]


def naive_return(report):
    """Looks whether anything was sent, and takes the letters away then."""
    if TargetReport.objects.get(pk=report.pk).status == "approved":
        ReportLetter.objects.filter(report=report).delete()


def naive_sending(letter, by):
    if ReportLetter.objects.filter(pk=letter.pk).exists():
        TargetReport.objects.filter(pk=letter.report_id).update(status="sent")


def test_control_without_the_lock_a_report_is_sent_without_letters(ready, deputy):
    letter = ready.letters.first()

    at_once(lambda: naive_return(ready), lambda: naive_sending(letter, deputy), patience=SURELY)

    assert (TargetReport.objects.get().status, ReportLetter.objects.count()) == ("sent", 0)


def test_of_two_who_write_one_draft_the_second_is_told(school_campaign, deputy, principal):
    draft = written(school_campaign, made_on=MADE, by=deputy)

    outcomes = at_once(
        lambda: write_report(draft, {"causes": "Thiếu máy"}, seen=draft.edition, by=deputy),
        lambda: write_report(draft, {"causes": "Máy hỏng"}, seen=draft.edition, by=principal),
    )

    assert kinds_of(outcomes) == ["TargetReport", "TextsChanged"]
    assert TargetReport.objects.get().edition == draft.edition + 1
