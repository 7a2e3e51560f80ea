"""Certificates where pieces meet: papers that follow one another before any is issued, dossiers that wait no more."""

import pytest

from rewards.actions.certificates import issue_certificates
from rewards.actions.decisions import draft_decision
from rewards.models import Certificate, Dossier
from rewards.queries.decidable import decidable
from rewards.queries.verification import what_ended
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
