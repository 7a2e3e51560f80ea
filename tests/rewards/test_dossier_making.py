"""Dossiers made out of nominations, what they hold, their papers; every press twice is harmless."""

import pytest

from emulation.models import AuditEntry, KeptFile
from rewards.actions.dossiers import (
    DossierRefused,
    clear_paper,
    generate_paper,
    make_dossiers,
    take_out,
    upload_paper,
    waive_paper,
)
from rewards.models import Dossier, DossierLine
from rewards.queries.dossiers import nominations_of, offers
from tests.rewards.dossiers import complete, dossier_for, press, written
from tests.rewards.nominated import nominated

# Making


def test_a_dossier_takes_all_free_nominations_of_unit_and_award_with_the_checklist(draft, proposed):
    assert list(nominations_of(draft)) == proposed
    assert [(str(paper), paper.state) for paper in draft.papers.all()] == [
        ("Văn bản đề nghị (tờ trình)", "missing"),
        ("Báo cáo tóm tắt thành tích", "missing"),
        ("Biên bản họp xét", "missing"),
    ]
    assert (draft.number, draft.status, draft.due_on, draft.has_council, draft.days) == (1, "draft", None, True, 10)


def test_a_second_click_makes_nothing(draft, phase, unit, officer):
    made = make_dossiers(phase, [(draft.award, unit)], by=officer)

    assert (made.dossiers, made.nominations) == ([], 0)
    assert (Dossier.objects.count(), DossierLine.objects.count()) == (1, 2)


def test_what_is_proposed_later_joins_the_draft(draft, phase, unit, officer):
    later = nominated(phase, 3, unit, "Ban công tác mặt trận", by=officer)

    again = dossier_for(phase, 3, unit, by=officer)

    assert again == draft
    assert later in nominations_of(draft)


def test_once_submitted_what_is_proposed_later_gets_a_dossier_of_the_next_number(draft, phase, unit, officer):
    press(complete(draft, by=officer), "submit", by=officer)
    nominated(phase, 3, unit, "Ban công tác mặt trận", by=officer)

    later = dossier_for(phase, 3, unit, by=officer)

    assert (later.number, nominations_of(later).count()) == (2, 1)


def test_the_office_makes_one_dossier_of_all_households_that_results_give(propose, closed, standing, ward):
    propose(5)

    made = dossier_for(closed, 5, ward, by=standing)

    assert nominations_of(made).count() == 5


def test_offers_of_the_office_gather_what_results_give_and_list_the_rest_by_unit(
    propose, closed, standing, ward, unit_of, officer
):
    propose(5)
    nominated(closed, 3, unit_of("8"), "Chi hội phụ nữ", by=officer)

    found = offers(closed, type(ward).objects.below(ward))

    assert [(one.award.number, one.unit, one.count, one.draft) for one in found] == [
        (3, unit_of("8"), 1, None),
        (5, ward, 5, None),
    ]


def test_a_nomination_taken_out_may_go_into_another_dossier(draft, proposed, phase, unit, officer):
    taken = [take_out(draft, proposed[0], by=officer), take_out(draft, proposed[0], by=officer)]

    assert taken == [True, False]
    assert list(nominations_of(draft)) == proposed[1:]
    assert make_dossiers(phase, [(draft.award, unit)], by=officer).nominations == 1


# Papers


def test_a_paper_is_uploaded_once_however_often_the_same_file_comes(draft, officer):
    paper = draft.papers.first()

    for _ in range(2):
        paper = upload_paper(paper, written(), by=officer)

    assert (paper.state, paper.file.name, paper.settled_by) == ("uploaded", "to-trinh.pdf", officer)
    assert KeptFile.objects.count() == 1


def test_another_file_takes_its_place_and_the_first_one_stays_kept(draft, officer):
    paper = upload_paper(draft.papers.first(), written(), by=officer)

    paper = upload_paper(paper, written(b"%PDF-1.7"), by=officer)

    assert paper.file.sha256 == written(b"%PDF-1.7").sha256
    assert KeptFile.objects.count() == 2


def test_a_paper_is_waived_for_a_reason_and_may_be_missing_again(draft, officer):
    paper = draft.papers.first()

    with pytest.raises(DossierRefused, match="vì sao không cần"):
        waive_paper(paper, "  ", by=officer)
    paper = waive_paper(paper, "Nộp bản giấy", by=officer)
    assert (paper.state, paper.reason) == ("waived", "Nộp bản giấy")
    paper = clear_paper(paper, by=officer)

    assert (paper.state, paper.reason, paper.settled_at, paper.settled_by) == ("missing", "", None, None)


def test_what_the_portal_makes_is_named_with_its_hash(draft, officer):
    paper = generate_paper(draft.papers.first(), "Tờ trình", "a" * 64, by=officer)

    assert (paper.state, paper.document, paper.sha256) == ("generated", "Tờ trình", "a" * 64)


def test_reasons_stay_out_of_the_trail(draft, officer, standing):
    waive_paper(draft.papers.first(), "Ông Sùng A Chử giữ", by=officer)
    press(complete(draft, by=officer), "submit", by=officer)
    press(draft, "take_up", by=standing)
    press(draft, "ask_more", "Thiếu chữ ký của bà Lô Thị Nga", by=standing)

    told = [f"{one.subject} {one.before} {one.after}" for one in AuditEntry.objects.all()]

    assert [text for text in told if "Chử" in text or "Nga" in text] == []
