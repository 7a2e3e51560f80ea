"""Certificates where pieces meet: papers that follow one another before any is issued, dossiers that wait no more."""

import uuid
from datetime import date

import pytest

from emulation.kit import clock
from rewards.actions.ceremonies import announce_ceremony, gather
from rewards.actions.certificates import issue_certificates, void_certificate
from rewards.actions.decisions import draft_decision
from rewards.actions.handovers import hand_over
from rewards.facts.registers import register_lines
from rewards.models import Certificate, Dossier, Register
from rewards.queries.ceremonies import called_lines
from rewards.queries.decidable import decidable
from rewards.queries.handovers import own_certificates, with_receivers
from rewards.queries.registers import entries
from rewards.queries.verification import certificate_by_id, what_ended
from rewards.words.verification import verdict_of
from tests.rewards.certified import SPOKEN, certificates_of, issued
from tests.rewards.decided import draft_of, later, signed, without_posting
from tests.rewards.dossiers import dossier_for, walked
from tests.rewards.nominated import nominated


@pytest.fixture
def collectives(phase, unit, officer, standing, chairman) -> Dossier:
    """A presented dossier about two collectives."""
    for name in ["Chi hội phụ nữ", "Đoàn thanh niên"]:
        nominated(phase, 3, unit, name, by=officer)
    without_posting(phase.campaign, 3)
    return walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)


@pytest.fixture
def decided(collectives, standing, clerk):
    """The signed decision about both."""
    return signed(draft_of(collectives, by=clerk), by=standing)


def followed(root, kind, line, number, *, by, signer):
    return signed(later(root, kind, [line], by=by), by=signer, number=number)


def dossier_of(decision) -> Dossier:
    return Dossier.objects.get(lines__nomination=decision.lines.first().nomination)


def states(line) -> list[str]:
    found = Certificate.objects.filter(line__nomination=line.nomination_id)
    return list(found.in_register_order().values_list("status", flat=True))


def test_a_line_corrected_twice_before_it_is_issued_anew_leaves_one_certificate(decided, clerk, standing):
    first = issued(decided, by=clerk)[0]
    once = followed(decided, "amend", first.line, "131/QĐ-UBND", by=clerk, signer=standing)
    twice = followed(decided, "amend", once.lines.get(), "132/QĐ-UBND", by=clerk, signer=standing)

    issue_certificates(twice, SPOKEN, by=clerk)

    assert states(first.line) == ["replaced", "issued"]
    assert [(one.replaces, one.kind) for one in certificates_of(twice)] == [(first, "exchange")]


def test_a_corrected_line_that_is_revoked_before_it_is_issued_anew_leaves_no_certificate(decided, clerk, standing):
    first = issued(decided, by=clerk)[0]
    once = followed(decided, "amend", first.line, "131/QĐ-UBND", by=clerk, signer=standing)

    followed(decided, "revoke", once.lines.get(), "132/QĐ-UBND", by=clerk, signer=standing)

    assert states(first.line) == ["revoked"]
    first.refresh_from_db()
    assert verdict_of(first, what_ended(first)).words.startswith("Đã thu hồi theo Quyết định số 132/QĐ-UBND")


def test_a_dossier_is_registered_when_its_last_line_without_a_certificate_is_revoked(collectives, clerk, standing):
    phase, award = collectives.phase, collectives.award
    first, second = (
        signed(draft_decision(phase, award, [one], by=clerk), by=standing, number=f"11{place}/QĐ-UBND")
        for place, one in enumerate(list(decidable(phase, award)))
    )
    issued(first, by=clerk)
    before = dossier_of(first).status

    followed(second, "revoke", second.lines.get(), "130/QĐ-UBND", by=clerk, signer=standing)

    assert (before, dossier_of(first).status) == ("signed", "registered")


def test_a_dossier_counts_as_handed_over_no_more_when_a_number_that_was_handed_is_voided(decided, clerk):
    found = issued(decided, by=clerk)
    hand_over(found, clock.today(), batch=uuid.uuid4(), by=clerk)
    before = dossier_of(decided).status

    void_certificate(found[0], "In nhầm tên", by=clerk)
    after = dossier_of(decided).status
    hand_over(issued(decided, by=clerk), clock.today(), batch=uuid.uuid4(), by=clerk)

    assert (before, after, dossier_of(decided).status) == ("handed", "registered", "handed")


# Registers


def lines_of_register() -> list[tuple[str, str, date]]:
    register = Register.objects.get()
    found = register_lines(entries(register, Certificate.objects.first().year))
    return [(one.number.partition("/")[0], one.decision, one.decided_on) for one in found]


def test_the_register_gives_each_decision_with_its_own_day(decided, clerk, standing, it_is):
    first = issued(decided, by=clerk)[0]
    it_is(2098, 11, 20, 9)
    once = followed(decided, "amend", first.line, "131/QĐ-UBND", by=clerk, signer=standing)
    issue_certificates(once, SPOKEN, by=clerk)

    days = {decision: day for _, decision, day in lines_of_register()}

    assert days == {decided.number: decided.decided_on}
    assert once.decided_on != decided.decided_on


def test_no_list_reads_all_that_a_decision_prints_once_for_each_of_its_lines(decided, clerk):
    one = issued(decided, by=clerk)[0]
    values = {"name": "Lễ trao", "starts_at": clock.now(), "place": "Hội trường"}
    ceremony = announce_ceremony(decided.phase, values, key=uuid.uuid4(), by=clerk)
    gather(ceremony, by=clerk)

    read = [
        entries(one.register, one.year)[0].line.decision,
        with_receivers(own_certificates(decided.phase, clerk))[0].line.decision,
        called_lines(ceremony)[0].certificate.line.decision,
        Certificate.objects.for_page()[0].line.decision,
        certificate_by_id(one.public_id).line.decision,
    ]

    assert [decision.get_deferred_fields() for decision in read] == [{"content"}] * len(read)


@pytest.mark.parametrize("typed", ["0002/{year}", " 2/{year} ", "2", "nien doan"])
def test_the_register_is_searched_by_the_number_as_printed_and_by_words_in_any_order(decided, clerk, typed):
    year = issued(decided, by=clerk)[0].year

    assert [one.number for one in entries(Register.objects.get(), year, typed.format(year=year))] == [2]
