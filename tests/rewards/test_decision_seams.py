"""Where decisions meet nominations, dossiers, postings and certificates: what one of them changes under the others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from emulation.kit import clock
from emulation.kit.rows import stamp_of
from rewards.actions.certificates import issue_certificates
from rewards.actions.decisions import DecisionRefused, add_lines, draft_decision, take_line_out, write_line
from rewards.actions.dossier_steps import record_meeting
from rewards.actions.dossiers import DossierRefused
from rewards.actions.many_nominations import act_on_many
from rewards.actions.nominations import edit_nomination
from rewards.actions.packs import keep_pack
from rewards.actions.postings import PostingRefused, draw_up_posting, post_list
from rewards.actions.signatures import record_superior
from rewards.models import Award, Nomination, Pack
from rewards.queries.decidable import decidable, decidable_above
from rewards.queries.decision_content import bases_of, begun
from rewards.queries.decisions import left_behind
from rewards.queries.dossiers import nominations_of
from rewards.rules.decisions import tidy_number
from tests.rewards.decided import draft_of, later, signed
from tests.rewards.dossiers import dossier_for, meeting_about, press, press_sending, walked
from tests.rewards.nominated import nominated
from tests.rewards.postings import closed, drawn_up, posted

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


# Days


@pytest.fixture
def after_posting(met, phase, standing, it_is):
    """A presented dossier whose list hung from the 12th to 22nd of October and was closed on the 23rd."""
    posting = posted(phase, by=standing)
    it_is(2026, 10, 23, 9)
    closed(posting, by=standing)
    return press(met, "present", by=standing)


def test_nothing_is_signed_before_the_record_that_closes_the_posting(after_posting, clerk, standing):
    decision = draft_of(after_posting, by=clerk)
    decision.pays_bonus = False
    decision.save()
    today = clock.today()

    with pytest.raises(DecisionRefused, match="trước ngày 23/10/2026, ngày kết thúc niêm yết"):
        signed(decision, by=standing, on=today - timedelta(days=1))
    assert signed(decision, by=standing, on=today).is_signed


def test_an_amendment_that_adds_somebody_is_not_older_than_the_meeting_about_him(part, presented, clerk, standing):
    before = clock.today() - timedelta(days=3)
    type(part).objects.filter(pk=part.pk).update(decided_on=before)
    part.refresh_from_db()
    amendment = later(part, "amend", by=clerk)
    add_lines(amendment, list(decidable(presented.phase, presented.award)), by=clerk)

    with pytest.raises(DecisionRefused, match="ngày Hội đồng họp"):
        signed(amendment, by=standing, number="120/QĐ-UBND", on=before)


def test_a_superior_office_does_not_decide_before_it_was_asked(phase, unit, officer, standing, clerk):
    Award.objects.filter(campaign=phase.campaign, number=3).update(upward_to="Ủy ban nhân dân tỉnh")
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "met", unit=officer, office=standing)
    press_sending(dossier, by=standing)
    found = list(decidable_above(phase, dossier.award))
    said = {"granted_by": "Chủ tịch UBND tỉnh", "number": "9/QĐ", "decided_on": clock.today() - timedelta(days=1)}

    with pytest.raises(DecisionRefused, match="ngày gửi hồ sơ"):
        record_superior(phase, dossier.award, found, said, by=clerk)


def test_a_list_does_not_hang_before_the_council_has_passed_its_last_line(met, phase, unit, officer, standing, it_is):
    draft = drawn_up(phase, by=standing)
    it_is(2026, 10, 20, 9)
    late = nominated(phase, 3, unit, "Đoàn thanh niên", by=officer)
    walked_late = dossier_for(phase, 3, unit, by=officer)
    press_through(walked_late, late, officer, standing)
    draft = draw_up_posting(phase, draft.award, by=standing).posting

    with pytest.raises(PostingRefused, match="20/10/2026"):
        post_list(draft, seen=draft.version, by=standing)


def press_through(dossier, nomination, unit, office) -> None:
    """To the council and through it, in a meeting of its own."""
    walked(dossier, "eligible", unit=unit, office=office)
    record_meeting(meeting_about([nomination], "passed", by=office, number=2), by=office)


# Somebody else


def test_a_draft_does_not_give_to_one_what_another_was_proposed_for(phase, unit, officer, clerk, standing):
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple", posting_days=0)
    one = nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    dossier = walked_simple(dossier_for(phase, 3, unit, by=officer), officer, standing)
    decision = draft_of(dossier, by=clerk)
    one.refresh_from_db()
    edit_nomination(one, {"printed_name": "Hội nông dân"}, seen=stamp_of(one), reason="Gõ nhầm", by=standing)
    act_on_many("confirm", Nomination.objects.filter(pk=one.pk), phase, by=officer)

    with pytest.raises(DecisionRefused, match="đổi sang người khác"):
        signed(decision, by=standing)


def walked_simple(dossier, unit, office):
    walked(dossier, "eligible", unit=unit, office=office)
    return press(dossier, "present", by=office)


# Presented while the council still looks at it


def test_nothing_is_presented_while_a_meeting_has_it_on_its_agenda(met, standing):
    meeting_about(nominations_of(met)[:1], "passed", by=standing, status="preparing", number=2)

    with pytest.raises(DossierRefused, match="chương trình"):
        press(met, "present", by=standing)


# Come back


def test_whoever_comes_back_after_the_dossier_was_signed_may_come_into_another(part, presented, clerk, standing):
    rest = Nomination.objects.exclude(pk__in=part.lines.values("nomination"))
    keys = list(rest.values_list("pk", flat=True))
    act_on_many("withdraw", rest, presented.phase, reason="Nhầm", by=standing)
    press(presented, "sign", by=standing)
    act_on_many("restore", Nomination.objects.filter(pk__in=keys), presented.phase, by=standing)

    again = dossier_for(presented.phase, 5, presented.unit, by=clerk)

    assert {one.pk for one in nominations_of(again)} == set(keys)


# Numbers


@pytest.mark.parametrize("typed", ["112/qđ-ubnd", " 112 / QĐ - UBND ", "112/QĐ–UBND", "112/QĐ—UBND", "112/QĐ−UBND"])
def test_one_number_is_one_number_however_it_was_typed(typed):
    assert tidy_number(typed) == "112/QĐ-UBND"


# What is said


def test_a_decision_without_a_council_does_not_cite_one(presented, clerk):
    award = presented.award
    plain = [given(presented.phase, award) for award.procedure in ("council", "simple")]

    assert [bases[-1] for bases in plain] == [
        "Xét đề nghị của Hội đồng Thi đua - Khen thưởng phường Đồng Tâm",
        "Xét đề nghị của Thường trực Thi đua - Khen thưởng phường Đồng Tâm",
    ]


def given(phase, award) -> list[str]:
    return bases_of(begun(phase, award), clock.today())


def test_a_replacement_says_who_would_lose_what_they_have(part, clerk, presented, logged_in):
    replacement = later(part, "replace", by=clerk)
    second = replacement.lines.last()
    everybody = left_behind(replacement)

    take_line_out(replacement, second.pk, by=clerk)

    phase = presented.phase
    address = reverse("rewards:decision", args=[phase.campaign.code, phase.number, replacement.pk])
    page = logged_in(clerk).get(address).content.decode()
    assert (everybody, left_behind(replacement)) == ([], [second.full_name])
    assert (
        "1 trường hợp đang được khen không có trong danh sách thay thế, nên sẽ thôi được khen khi ghi số: "
        f"{second.full_name}. Nếu đưa ra nhầm, hãy bỏ dự thảo này rồi lập lại."
    ) in page


# Packs of those who come later


def test_a_paper_about_an_earlier_decision_settles_no_later_pack(part, presented, clerk, standing, kept_file):
    pack = keep_pack(presented.phase, presented.award, {"listed": []}, "0" * 64, kept_file, by=clerk)
    letter = later(part, "correct", by=clerk, reason="Sai thể thức", flaw="format", body="Dòng 2 đọc là: tháng 10.")
    signed(letter, by=standing, number="15/UBND")
    between = list(Pack.objects.unsettled())

    signed(draft_of(presented, by=clerk), by=standing, number="113/QĐ-UBND")

    assert (between, list(Pack.objects.unsettled())) == ([pack], [])


def test_nothing_is_signed_before_its_dossier_was_found_eligible(phase, unit, officer, clerk, standing):
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple", posting_days=0)
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    decision = draft_of(walked_simple(dossier_for(phase, 3, unit, by=officer), officer, standing), by=clerk)

    with pytest.raises(DecisionRefused, match="ngày hồ sơ đủ điều kiện"):
        signed(decision, by=standing, on=clock.today() - timedelta(days=1))
