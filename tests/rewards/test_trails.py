"""From a nomination or a certificate to its decision and to who has it, for whoever may open them."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.kit import clock
from rewards.actions.decisions import drop_decision
from rewards.actions.handovers import hand_over
from rewards.models import Certificate
from rewards.queries.decidable import decidable
from rewards.queries.trails import lines_of
from rewards.words.trails import Trace, traces_of
from tests.rewards.certified import issued
from tests.rewards.decided import draft_of, later, signed


@pytest.fixture
def one(presented):
    """The first of those presented."""
    return decidable(presented.phase, presented.award).first()


@pytest.fixture
def draft(one, presented, clerk):
    return draft_of(presented, by=clerk)


@pytest.fixture
def certificate(one, draft, clerk, standing):
    decision = signed(draft, by=standing)
    issued(decision, by=clerk)
    return Certificate.objects.get(line__nomination=one)


@pytest.fixture
def place(phase):
    return lambda name, *more: reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])


def test_whoever_only_proposes_is_not_told_of_a_draft(one, draft, clerk, make_user, place):
    url, officer = place("decision", draft.pk), make_user("officer_here", "officer", one.submitted_by)

    assert traces_of(lines_of(one), clerk) == [Trace("Quyết định", f"{draft}", url)]
    assert traces_of(lines_of(one), officer) == []


def test_the_office_opens_the_decision_the_certificate_and_the_hand_over(one, certificate, clerk, place):
    said = [(trace.label, trace.said, trace.url) for trace in traces_of(lines_of(one), clerk)]

    decision = certificate.line.decision
    assert said == [
        ("Quyết định", f"Quyết định số 112/QĐ-UBND, {clock.today():%d/%m/%Y}", place("decision", decision.pk)),
        ("Giấy đã cấp", f"Số {certificate.words}", reverse("rewards:certificate", args=[certificate.pk])),
        ("Trao giấy", "Chưa trao", place("handover", certificate.pk)),
    ]


def test_a_neighbourhood_reads_the_number_and_opens_the_hand_over(one, certificate, make_user, place):
    officer = make_user("officer_here", "officer", one.submitted_by)

    urls = [trace.url for trace in traces_of(lines_of(one), officer)]

    assert urls == ["", "", place("handover", certificate.pk)]


def test_what_was_handed_over_and_what_was_revoked_are_said(one, certificate, clerk, standing):
    today = f"{clock.today():%d/%m/%Y}"
    hand_over([certificate], batch=uuid.uuid4(), handed_on=clock.today(), by=clerk)
    handed = traces_of(lines_of(one), clerk)[-1].said
    signed(later(certificate.line.decision, "revoke", [certificate.line], by=clerk), by=standing, number="120/QĐ-UBND")

    assert handed == f"Đã trao {today}"
    assert [(trace.said, trace.more) for trace in traces_of(lines_of(one), clerk)] == [
        (f"Quyết định số 120/QĐ-UBND, {today}", ""),
        (f"Quyết định số 112/QĐ-UBND, {today}", "đã thu hồi theo quyết định số 120/QĐ-UBND"),
    ]


def test_a_dropped_draft_leaves_no_trace(one, draft, clerk):
    drop_decision(draft, by=clerk)

    assert traces_of(lines_of(one), clerk) == []


def test_the_pages_lead_there_and_offer_no_withdrawal(logged_in, one, draft, clerk, standing, place):
    office, url = logged_in(clerk), place("nomination", one.pk)
    before = office.get(url).text
    decision = signed(draft, by=standing)
    issued(decision, by=clerk)

    after = office.get(url).text
    certificate = Certificate.objects.get(line__nomination=one)
    sheet = office.get(reverse("rewards:certificate", args=[certificate.pk])).text

    assert "Rút đề nghị" in before
    assert "Rút đề nghị" not in after
    assert "Muốn sửa hay thôi khen thì ra quyết định sửa đổi hoặc thu hồi." in after
    for link in (place("decision", decision.pk), place("handover", certificate.pk)):
        assert f'href="{link}"' in after
        assert f'href="{link}"' in sheet


def test_the_trail_costs_the_same_however_long_it_is(one, certificate, clerk, standing):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            traces_of(lines_of(one), clerk)
        return len(captured)

    clerk.held_roles  # noqa: B018 - read once before
    before = cost()
    signed(later(certificate.line.decision, "revoke", [certificate.line], by=clerk), by=standing, number="120/QĐ-UBND")

    assert cost() <= before
