"""A unit where one person does everything: who prepares a decision records it too, by a setting, and papers say so."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from config.due_decisions import decisions_due
from emulation.models import AuditEntry
from rewards.actions.decisions import DecisionRefused
from rewards.documents.decision_register import DecisionRegister
from rewards.facts.decision_register import line_of, register_facts
from rewards.models import Decision
from rewards.queries.decisions import in_register
from tests.rewards.decided import draft_of, later, signed

OWN_WORDS = "Chính bạn đã soạn văn bản này. Cổng được đặt cho đơn vị chỉ có một người làm, nên bạn ghi được"


@pytest.fixture
def one_clerk(settings, ward):
    settings.ONE_CLERK_UNITS = [ward.code]


def recorded() -> dict:
    return AuditEntry.objects.get(verb="ghi quyết định đã ký").after


def test_by_itself_nobody_records_what_they_have_prepared(presented, clerk):
    decision = draft_of(presented, by=clerk)

    with pytest.raises(DecisionRefused, match="Chính bạn đã soạn văn bản này, cần người khác"):
        signed(decision, by=clerk)

    assert decisions_due(clerk) == []


def test_the_setting_of_another_unit_changes_nothing(presented, clerk, settings):
    settings.ONE_CLERK_UNITS = ["phuong-khac"]
    decision = draft_of(presented, by=clerk)

    with pytest.raises(DecisionRefused, match="cần người khác"):
        signed(decision, by=clerk)


def test_where_one_clerk_does_all_the_decision_and_the_audit_say_so(presented, clerk, one_clerk):
    draft = draft_of(presented, by=clerk)
    due = [one.title for one in decisions_due(clerk)]

    decision = signed(draft, by=clerk)

    assert due == ["Dự thảo quyết định chờ ký, ghi số"]
    assert (decision.recorded_by, decision.is_recorded_alone) == (clerk, True)
    assert recorded()["recorded_alone"] is True
    assert line_of(in_register(clerk).get()).recorder == f"{clerk} (người soạn tự ghi)"


def test_recorded_by_somebody_else_nothing_is_said_even_there(presented, clerk, standing, one_clerk):
    decision = signed(draft_of(presented, by=clerk), by=standing)

    assert decision.is_recorded_alone is False
    assert "recorded_alone" not in recorded()
    assert line_of(in_register(clerk).get()).recorder == f"{standing}"


def test_pages_tell_before_and_after(logged_in, presented, clerk, one_clerk):
    draft = draft_of(presented, by=clerk)
    place = [presented.phase.campaign.code, presented.phase.number, draft.pk]
    office = logged_in(clerk)

    before = office.get(reverse("rewards:decision_record", args=place)).text
    signed(draft, by=clerk)
    after = office.get(reverse("rewards:decision", args=place)).text
    register = office.get(reverse("rewards:decision_register")).text

    assert OWN_WORDS in before
    assert "Người soạn tự ghi, theo cài đặt cho đơn vị chỉ có một người làm." in after
    assert "người soạn tự ghi" in register


def test_the_printed_register_names_them(presented, clerk, one_clerk):
    signed(draft_of(presented, by=clerk), by=clerk)

    html = DecisionRegister(register_facts(in_register(clerk), [], by=clerk)).html()

    assert "theo cài đặt cho đơn vị chỉ có một người làm: 112/QĐ-UBND." in html


def test_a_paper_about_a_decision_is_recorded_alone_as_well(presented, clerk, one_clerk):
    decision = signed(draft_of(presented, by=clerk), by=clerk)
    revocation = later(decision, "revoke", decision.lines.all()[:1], by=clerk)

    signed(revocation, by=clerk, number="113/QĐ-UBND")

    revocation.refresh_from_db()
    assert revocation.is_recorded_alone is True


@pytest.mark.parametrize("is_alone", [False, True])
def test_the_stored_word_cannot_lie(presented, clerk, standing, one_clerk, is_alone):
    decision = signed(draft_of(presented, by=clerk), by=standing if is_alone else clerk)

    with pytest.raises(IntegrityError, match="somebody_else_or_says_so"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(is_recorded_alone=is_alone)
