"""What comes after a decision: papers that amend, replace or revoke it, a letter on its look, one from above."""

from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from emulation.kit import clock, jobs
from emulation.kit.rows import stamp_of
from emulation.kit.sealed_files import read_sealed
from emulation.models import AuditEntry
from rewards.actions.decisions import (
    DecisionRefused,
    add_lines,
    draft_decision,
    draft_later,
    drop_decision,
    take_line_out,
    update_list,
    write_decision,
    write_line,
)
from rewards.actions.nominations import edit_nomination
from rewards.actions.signatures import order_file, record_superior
from rewards.choices import Flaw
from rewards.facts.decisions import paper_of
from rewards.models import Award, BaseSalary, Decision, DecisionLine, Dossier, Nomination
from rewards.queries.decidable import decidable, decidable_above
from rewards.queries.decisions import lines_in_force
from tests.rewards.decided import draft_of, later, scan_of, signed, without_posting
from tests.rewards.dossiers import dossier_for, press_sending, walked
from tests.rewards.nominated import nominated


@pytest.fixture
def first(presented, clerk, standing) -> Decision:
    """The signed decision about four of the five households."""
    chosen = list(decidable(presented.phase, presented.award))[:4]
    return signed(draft_decision(presented.phase, presented.award, chosen, by=clerk), by=standing)


def renamed(nomination: Nomination, name: str, by) -> None:
    edit_nomination(nomination, {"printed_name": name}, seen=stamp_of(nomination), reason="Ghi nhầm tên", by=by)


def names_in_force(root: Decision) -> list[str]:
    return [one.printed_name for one in lines_in_force(root)]


def test_an_amendment_corrects_some_lines_and_adds_others(first, presented, clerk, standing):
    line, *rest = first.lines.all()
    renamed(line.nomination, "Tên Đúng", standing)
    amendment = later(first, "amend", [line], by=clerk)
    [added] = decidable(presented.phase, presented.award)
    assert [add_lines(amendment, [added], by=clerk) for _ in range(2)] == [1, 0]
    before = names_in_force(first)

    amendment = signed(amendment, by=standing, number="120/QĐ-UBND")

    line.refresh_from_db()
    presented.refresh_from_db()
    assert before == [line.printed_name, *(one.printed_name for one in rest)]
    assert sorted(names_in_force(first)) == sorted(
        ["Tên Đúng", added.printed_name, *(one.printed_name for one in rest)]
    )
    assert (line.ended_by, line.is_in_force) == (amendment, False)
    assert presented.status == "signed"


def test_a_line_is_put_right_by_hand_only_where_it_replaces_one(first, presented, clerk, standing):
    amendment = later(first, "amend", first.lines.all()[:1], by=clerk)
    add_lines(amendment, list(decidable(presented.phase, presented.award)), by=clerk)
    old, new = amendment.lines.all()

    for _ in range(2):
        write_line(amendment, old.pk, {"printed_name": "Tên Đúng"}, by=clerk)
    with pytest.raises(DecisionRefused, match="lấy từ trang đề nghị"):
        write_line(amendment, new.pk, {"printed_name": "Tên Khác"}, by=clerk)
    update_list(amendment, by=clerk)

    assert [one.printed_name for one in amendment.lines.all()] == ["Tên Đúng", new.printed_name]
    assert AuditEntry.objects.filter(verb="sửa dòng của dự thảo quyết định").count() == 1


def test_a_replacement_ends_the_whole_list(first, clerk, standing):
    line = first.lines.first()
    renamed(line.nomination, "Tên Đúng", standing)
    replacement = later(first, "replace", by=clerk)
    take_line_out(replacement, replacement.lines.last().pk, by=clerk)

    replacement = signed(replacement, by=standing, number="121/QĐ-UBND")

    assert not lines_in_force(first).exists()
    assert names_in_force(replacement)[0] == "Tên Đúng"
    assert lines_in_force(replacement).count() == 3
    assert DecisionLine.objects.filter(ended_by=replacement).count() == 4


def test_a_revocation_ends_lines_and_the_dossier_with_the_last_one(presented, clerk, standing):
    first = signed(draft_of(presented, by=clerk), by=standing)
    one, *rest = first.lines.all()
    signed(later(first, "revoke", [one], by=clerk), by=standing, number="130/QĐ-UBND")
    presented.refresh_from_db()
    between = presented.status

    signed(later(first, "revoke", rest, by=clerk), by=standing, number="131/QĐ-UBND")

    presented.refresh_from_db()
    assert (between, presented.status) == ("signed", "revoked")
    assert presented.moves.last().reason == "Khai không đúng sự thật"
    assert not DecisionLine.objects.in_force().exists()
    assert not decidable(presented.phase, presented.award).exists()


def test_what_was_revoked_cannot_be_revoked_again(first, clerk, standing):
    line = first.lines.first()
    signed(later(first, "revoke", [line], by=clerk), by=standing, number="130/QĐ-UBND")

    with pytest.raises(DecisionRefused, match="chỉ thu hồi được dòng còn hiệu lực"):
        later(first, "revoke", [line], by=clerk)


def test_one_draft_about_a_decision_at_a_time(first, clerk, standing):
    line = first.lines.first()
    draft = later(first, "revoke", [line], by=clerk)

    assert later(first, "revoke", [line], by=clerk) == draft
    with pytest.raises(DecisionRefused, match="Đã có một dự thảo khác"):
        later(first, "amend", [line], by=standing)

    drop_decision(draft, by=clerk)
    assert later(first, "amend", [line], by=standing).is_draft


def test_a_letter_mends_only_how_a_decision_looks(first, clerk, standing):
    with pytest.raises(DecisionRefused, match="phải ra quyết định sửa đổi"):
        later(first, "correct", by=clerk, flaw=Flaw.CONTENT)

    letter = later(first, "correct", by=clerk, flaw=Flaw.FORMAT, reason="đánh máy sót dấu")
    with pytest.raises(DecisionRefused, match="nội dung đính chính"):
        signed(letter, by=standing, number="15/UBND")
    write_decision(letter, {"body": "Điều 3 đã in “nhân dan”, nay đọc là “nhân dân”."}, seen=0, by=clerk)

    letter = signed(letter, by=standing, number="15/UBND")

    assert (letter.paper_name, letter.code) == ("Công văn", "UBND")
    assert len(names_in_force(first)) == 4


@pytest.mark.parametrize("about", ["draft", "letter"])
def test_only_a_signed_decision_is_written_about(first, presented, clerk, standing, about):
    if about == "draft":
        other = draft_decision(
            presented.phase, presented.award, list(decidable(presented.phase, presented.award)), by=clerk
        )
    else:
        letter = later(first, "correct", by=clerk, flaw=Flaw.FORMAT, body="Nay đọc là “nhân dân”.")
        other = signed(letter, by=standing, number="15/UBND")

    with pytest.raises(DecisionRefused, match="quyết định đã ký của chính đơn vị"):
        draft_later(other, "revoke", "Khai không đúng", by=clerk)


def test_money_of_a_correction_counts_from_the_first_decision(phase, unit, officer, clerk, standing):
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    without_posting(phase.campaign, 3)
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "presented", unit=officer, office=standing)
    first = signed(draft_of(dossier, by=clerk), by=standing)
    Decision.objects.filter(pk=first.pk).update(decided_on=clock.today() - timedelta(days=1))
    BaseSalary.objects.create(starts_on=clock.today(), amount=9_000_000)

    amendment = signed(later(first, "amend", first.lines.all(), by=clerk), by=standing, number="120/QĐ-UBND")

    assert amendment.lines.get().amount == 760_000


# Papers


def drawn(decision: Decision) -> str:
    """The paper as text, without its marks."""
    return " ".join(strip_tags(paper_of(decision).html()).split())


def test_the_paper_says_what_was_frozen_whatever_names_become(first, standing):
    before = drawn(first)
    for one in Nomination.objects.all():
        renamed(one, f"Khác {one.pk}", standing)
    type(first.phase.campaign).objects.update(name="Phong trào khác", place="Nơi khác")

    first = Decision.objects.for_page().get(pk=first.pk)

    assert drawn(first) == before
    assert "Số: 112/QĐ-UBND" in before
    assert "DỰ THẢO" not in before


def test_each_later_paper_names_what_it_is_about(first, clerk, standing):
    line = first.lines.first()
    renamed(line.nomination, "Tên Đúng", standing)
    said = {}
    for kind, lines in (("amend", [line]), ("revoke", [line]), ("replace", [])):
        draft = later(first, kind, lines, by=clerk)
        said[kind] = drawn(draft)
        drop_decision(draft, by=clerk)

    assert "Sửa đổi danh sách kèm theo Quyết định số 112/QĐ-UBND" in said["amend"]
    assert "gồm sửa đổi 01 (một) trường hợp (có danh sách kèm theo). Lý do: Khai không đúng sự thật." in said["amend"]
    assert "Thu hồi danh hiệu “Gia đình công dân số” đã công nhận theo Quyết định số 112/QĐ-UBND" in said["revoke"]
    assert "Quyết định này thay thế Quyết định số 112/QĐ-UBND" in said["replace"]
    assert all("Như Điều 3" in text for text in said.values())


def test_the_file_is_kept_once_and_never_drawn_again(first, clerk, standing):
    def work():
        job = order_file(first, by=standing)
        jobs.claim(job)
        jobs.run(job)
        job.refresh_from_db()
        return Decision.objects.get(pk=first.pk), job

    decision, job = work()
    again, second = work()

    kept = read_sealed(decision.file.path)
    assert kept.startswith(b"%PDF")
    assert (again.file_id, second.path.read_bytes()) == (decision.file_id, kept)
    assert job.status == second.status == "done"


# From above


@pytest.fixture
def sent_up(phase, unit, officer, standing):
    """Two collectives in a dossier that went to the province."""
    for name in ("Chi hội phụ nữ", "Chi hội nông dân"):
        nominated(phase, 3, unit, name, by=officer)
    Award.objects.filter(campaign=phase.campaign, number=3).update(upward_to="Ủy ban nhân dân tỉnh")
    dossier = walked(dossier_for(phase, 3, unit, by=officer), "met", unit=officer, office=standing)
    press_sending(dossier, by=standing)
    return Dossier.objects.for_page().get(pk=dossier.pk)


def test_a_superior_decision_names_which_of_them_were_rewarded(sent_up, clerk):
    one, _ = decidable_above(sent_up.phase, sent_up.award)
    values = {"granted_by": "Chủ tịch Ủy ban nhân dân tỉnh", "number": "7/QĐ-UBND", "decided_on": clock.today()}
    assert not decidable(sent_up.phase, sent_up.award).exists()

    made = [record_superior(sent_up.phase, sent_up.award, [one], values, scan_of(), by=clerk) for _ in range(2)]

    sent_up.refresh_from_db()
    assert made[0] == made[1]
    assert (sent_up.status, Decision.objects.count()) == ("signed", 1)
    assert [line.printed_name for line in DecisionLine.objects.in_force()] == [one.printed_name]
    assert made[0].content_sha256
