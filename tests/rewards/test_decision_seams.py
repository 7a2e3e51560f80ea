"""Where decisions meet nominations, dossiers, postings and certificates: what one of them changes under the others."""

import pytest

from rewards.actions.certificates import issue_certificates
from rewards.actions.decisions import draft_decision, write_line
from rewards.actions.many_nominations import act_on_many
from rewards.models import Nomination
from rewards.queries.decidable import decidable
from tests.rewards.decided import draft_of, later, signed
from tests.rewards.dossiers import press

SPOKEN = "Bảng dò giấy đã ký, chưa ghi vào cổng"


@pytest.fixture
def part(presented, clerk, standing):
    """A signed decision about the first two of the five families of a dossier."""
    chosen = list(decidable(presented.phase, presented.award))[:2]
    return signed(draft_decision(presented.phase, presented.award, chosen, by=clerk), by=standing)


def names(lines) -> list[str]:
    return [one.printed_name for one in lines]


# Corrected twice


@pytest.mark.parametrize("kind", ["amend", "replace"])
def test_a_second_correction_starts_from_the_first_one(presented, clerk, standing, kind):
    first = signed(draft_of(presented, by=clerk), by=standing)
    amendment = later(first, "amend", first.lines.all()[:1], by=clerk)
    write_line(amendment, amendment.lines.get().pk, {"printed_name": "Tên Đúng"}, by=clerk)
    amendment = signed(amendment, by=standing, number="120/QĐ-UBND")

    second = later(first, kind, amendment.lines.all(), by=clerk, reason="Ghi thiếu địa chỉ")

    assert "Tên Đúng" in names(second.lines.all())


# Revoked while others of its dossier wait


def test_whoever_was_revoked_is_not_offered_for_the_next_decision(part, presented, clerk, standing):
    waiting = names(decidable(presented.phase, presented.award))

    signed(later(part, "revoke", part.lines.all()[:1], by=clerk), by=standing, number="130/QĐ-UBND")

    assert names(decidable(presented.phase, presented.award)) == waiting


def test_a_dossier_goes_on_although_one_of_it_was_revoked_before_the_last_was_signed(part, presented, clerk, standing):
    signed(later(part, "revoke", part.lines.all()[:1], by=clerk), by=standing, number="130/QĐ-UBND")

    signed(draft_of(presented, by=clerk), by=standing, number="131/QĐ-UBND")

    presented.refresh_from_db()
    assert presented.status == "signed"


# Certificates issued before the dossier counts as signed


def test_a_dossier_whose_last_nomination_was_withdrawn_catches_up_with_its_register(part, presented, clerk, standing):
    issue_certificates(part, SPOKEN, by=clerk)
    rest = Nomination.objects.exclude(pk__in=part.lines.values("nomination"))
    act_on_many("withdraw", rest, presented.phase, reason="Chuyển đi", by=standing)

    assert press(presented, "sign", by=standing).status == "registered"
    assert [one.verb for one in presented.moves.all()][-2:] == ["sign", "register"]


def test_a_dossier_catches_up_when_what_had_no_certificate_is_revoked(part, presented, clerk, standing):
    second = signed(draft_of(presented, by=clerk), by=standing, number="113/QĐ-UBND")
    issue_certificates(part, SPOKEN, by=clerk)

    signed(later(second, "revoke", second.lines.all(), by=clerk), by=standing, number="130/QĐ-UBND")

    presented.refresh_from_db()
    assert presented.status == "registered"
