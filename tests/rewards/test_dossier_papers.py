"""Papers that the portal makes for a dossier: one press each, or one for all; what no longer fits is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.actions.files import write_files
from emulation.choices import FileKind
from emulation.kit import jobs
from emulation.kit.evidence import Evidence
from emulation.kit.sealed_files import read_sealed
from rewards.actions.dossiers import clear_paper, upload_paper
from rewards.actions.meetings import close_meeting
from rewards.actions.packs import keep_papers
from rewards.actions.votes import fill_votes
from rewards.choices import PaperKind
from rewards.facts.dossier_papers import dossier_paper, draw_papers, material_of, standings, why_not
from rewards.models import MadePaper, Nomination
from tests.councils import conclude, held
from tests.printed import pages_of
from tests.rewards.dossiers import complete, dossier_for, press
from tests.rewards.nominated import nominated
from tests.worded import words_of


def pages(dossier) -> str:
    return f"/phong-trao/{dossier.phase.campaign.code}/dot-{dossier.phase.number}/khen-thuong/ho-so/{dossier.pk}/"


def states(dossier) -> list[tuple[str, str]]:
    return list(dossier.papers.values_list("kind", "state"))


@pytest.fixture
def own(logged_in, officer):
    return logged_in(officer)


@pytest.fixture
def eligible_after_papers(closed, propose, ward, clerk, standing):
    """The families of the phase in a dossier that is ready for the council, its papers made by the portal."""
    propose(5)
    dossier = dossier_for(closed, 5, ward, by=clerk)
    complete(dossier, by=clerk)
    for paper in dossier.papers.exclude(kind="minutes"):
        clear_paper(paper, by=clerk)
    keep_papers(dossier, draw_papers(dossier, dossier.papers.filter(state="missing")), by=clerk)
    for verb, by in (("submit", clerk), ("take_up", standing), ("accept", standing)):
        press(dossier, verb, by=by)
    return dossier


def test_one_press_makes_every_missing_paper_as_pdf_and_word(own, draft, officer):
    answer = own.post(f"{pages(draft)}giay-to/lap/", follow=True)

    assert "Đã lập 02 giấy tờ, mỗi giấy một bản PDF và một bản Word." in answer.content.decode()
    assert states(draft) == [("proposal", "generated"), ("achievement", "generated"), ("minutes", "missing")]
    letter, report = MadePaper.objects.filter(paper__dossier=draft).order_by("paper__position")
    said = " ".join(pages_of(read_sealed(letter.pdf.path)))
    assert "Kính gửi: Hội đồng Thi đua - Khen thưởng phường Đồng Tâm." in said
    assert "TỔ DÂN PHỐ SỐ 8" in said
    assert "Tổ chuyển đổi số cộng đồng" in said
    assert "Hướng dẫn 120 hộ cài đặt ứng dụng." in words_of(read_sealed(report.word.path))
    assert (letter.made_by, letter.sha256) == (officer, letter.paper.sha256)


def test_made_again_from_the_same_data_nothing_changes(own, draft):
    paper = draft.papers.first()
    for _ in range(2):
        answer = own.post(f"{pages(draft)}giay-to/{paper.pk}/lap/", follow=True)

    assert "Giấy tờ đã có và vẫn khớp với dữ liệu, nên không lập lại." in answer.content.decode()
    assert MadePaper.objects.count() == 1


def test_a_corrected_name_is_told_on_the_page_and_made_anew_by_one_press(own, draft):
    paper = draft.papers.first()
    own.post(f"{pages(draft)}giay-to/{paper.pk}/lap/")
    Nomination.objects.filter(printed_name="Chi hội phụ nữ").update(printed_name="Chi hội Phụ nữ tổ 8")

    page = own.get(pages(draft)).content.decode()
    assert "Chi hội phụ nữ: tên: Chi hội phụ nữ → Chi hội Phụ nữ tổ 8" in page

    own.post(f"{pages(draft)}giay-to/{paper.pk}/lap/")

    assert "không còn khớp" not in own.get(pages(draft)).content.decode()
    assert MadePaper.objects.filter(paper=paper).count() == 2


def test_what_a_paper_does_not_print_leaves_it_as_it_is(own, draft, phase, unit, officer):
    report = draft.papers.get(kind="achievement")
    own.post(f"{pages(draft)}giay-to/{report.pk}/lap/")
    phase.campaign.legal_bases.all().delete()

    report.refresh_from_db()

    assert standings(draft, [report])[report.pk].differences == []


def test_papers_that_came_before_the_council_still_fit_after_it(closed, eligible_after_papers, council, standing):
    council.seats.filter(full_name="Lô Thị Nga").update(full_name="Bàn Thị Lan")
    meeting = held(council, closed, by=standing)
    fill_votes(meeting, None, 8, 1, by=standing)
    close_meeting(conclude(meeting), by=standing)

    papers = list(eligible_after_papers.papers.filter(state="generated"))

    assert [one.kind for one in papers] == ["proposal", "list", "summary"]
    assert [one.differences for one in standings(eligible_after_papers, papers).values()] == [[], [], []]


def test_made_files_are_read_by_the_unit_and_by_nobody_elses(own, logged_in, officer_of, draft):
    paper = draft.papers.first()
    own.post(f"{pages(draft)}giay-to/{paper.pk}/lap/")
    made = MadePaper.objects.get()
    urls = [f"{pages(draft)}tep/{file.key}/" for file in (made.pdf, made.word)]

    answers = [own.get(url) for url in urls]
    stranger = logged_in(officer_of("14"))

    assert [(one.status_code, one["Content-Type"].rpartition(".")[2]) for one in answers] == [
        (200, "application/pdf"), (200, "document"),
    ]  # fmt: skip
    assert [stranger.get(url).status_code for url in urls] == [404, 404]


def test_a_submitted_dossier_keeps_its_papers(own, draft, officer):
    press(complete(draft, by=officer), "submit", by=officer)

    answer = own.post(f"{pages(draft)}giay-to/{draft.papers.first().pk}/lap/", follow=True)

    assert "Hồ sơ đã nộp nên giấy tờ chỉ để xem." in answer.content.decode()
    assert MadePaper.objects.count() == 0


def test_a_file_that_people_have_brought_is_not_pushed_aside(own, draft, officer):
    paper = draft.papers.first()
    [file] = write_files([Evidence("ban-ky.pdf", FileKind.PDF, b"%PDF-1.4")])
    upload_paper(paper, file, by=officer)

    answer = own.post(f"{pages(draft)}giay-to/{paper.pk}/lap/", follow=True)

    assert "đã có tệp tải lên hoặc đã ghi là không cần" in answer.content.decode()
    paper.refresh_from_db()
    assert (paper.state, paper.file.name) == ("uploaded", "ban-ky.pdf")


def test_what_the_portal_cannot_make_is_said_by_name(draft, proposed):
    found = material_of(draft)

    assert why_not(found, PaperKind.OTHER).startswith("Giấy này do đơn vị lập")
    assert why_not(found, PaperKind.SUMMARY).startswith("Đợt chưa chốt kết quả")
    assert why_not(found, PaperKind.MINUTES).startswith("Hội đồng chưa có biên bản họp")
    assert dossier_paper(found, PaperKind.OTHER) is None


def test_an_empty_dossier_makes_nothing(own, draft):
    draft.lines.update(released_at=draft.made_at, released_by=draft.made_by)

    answer = own.post(f"{pages(draft)}giay-to/lap/", follow=True)

    assert "Không còn giấy tờ nào cổng lập được mà còn thiếu." in answer.content.decode()


def test_long_papers_are_made_by_a_job(own, draft, monkeypatch):
    monkeypatch.setattr("rewards.views.dossier_papers.AT_ONCE", 1)

    answer = own.post(f"{pages(draft)}giay-to/lap/")
    assert answer.url.startswith("/viec-nen/")
    jobs.run_next()

    assert states(draft)[:2] == [("proposal", "generated"), ("achievement", "generated")]


def test_the_page_of_a_dossier_costs_the_same_whatever_it_holds(
    own, draft, phase, unit, officer, django_assert_num_queries
):
    own.get(pages(draft))
    with CaptureQueriesContext(connection) as few:
        own.get(pages(draft))
    for number in range(12):
        nominated(phase, 3, unit, f"Tổ hòa giải {number}", by=officer)
    dossier_for(phase, 3, unit, by=officer)

    with django_assert_num_queries(len(few)):
        own.get(pages(draft))
