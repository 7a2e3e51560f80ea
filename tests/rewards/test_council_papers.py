"""Papers of a meeting: what they say, that closed ones stay as they were, and ballots that tell nobody apart."""

import io

import pytest
from pypdf import PdfReader

from emulation.kit import clock, jobs
from emulation.models import Job
from rewards.actions.agendas import drop_from_agenda
from rewards.actions.meetings import close_meeting
from rewards.actions.votes import Typed, confirm_count, count_ballots, decide_tie, fill_votes, record_votes
from rewards.documents.votes import vote_table
from rewards.facts.council_papers import ballot_facts, counting_facts, minutes_facts
from rewards.models import Meeting, Nomination, Seat
from rewards.views.meeting_papers import paper_of
from tests.councils import ALL_BACK, AWAY, WRITTEN, conclude, held, lines_of, make_council, nominate
from tests.worded import words_of


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.for_page().get(pk=meeting.pk)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_minutes_tell_who_was_there_and_how_every_line_came_out(council, reviewed, nominated, standing):
    meeting = held(council, reviewed, by=standing, n7=AWAY, n8=WRITTEN)
    one, two, three = lines_of(meeting)
    record_votes(meeting, {one.pk: Typed(7, 0, 1, 0), two.pk: Typed(4, 3), three.pk: Typed(7, 0)}, by=standing)
    close_meeting(conclude(meeting), by=standing)

    facts = minutes_facts(fresh(meeting))

    assert (facts.members, len(facts.present), len(facts.absent)) == (9, 7, 2)
    assert [(one.name, one.reason, one.wrote) for one in facts.absent] == [
        ("Lý Thị Sen", "Đi công tác", False), ("Hoàng Văn Nhất", "Đi họp tỉnh", True),
    ]  # fmt: skip
    assert [(vote.name, vote.agreed, vote.disagreed, vote.base, vote.passed, vote.note) for vote in facts.votes] == [
        ("Lường Thị Chim", 8, 0, 9, True, "Trong đó 01 ý kiến bằng văn bản"),
        ("Mai Văn Phượng", 4, 3, 9, False, ""),
        ("Kiều Thị Bạch", 7, 0, 9, True, ""),
    ]
    assert facts.rules == (
        "Họp khi có mặt ít nhất 2/3 thành viên có quyền biểu quyết.",
        "Thông qua khi quá 1/2 số thành viên đồng ý.",
        "Biểu quyết giơ tay.",
        "Ngang phiếu thì theo quyết định của chủ trì.",
    )
    assert facts.letter.draft is False


def test_the_minutes_of_a_tie_say_why_the_chair_decided_so(ward, reviewed, nominated, standing):
    meeting = held(make_council(ward, by=standing, members=8), reviewed, by=standing)
    fill_votes(meeting, None, 8, 0, by=standing)
    line = lines_of(meeting)[0]
    record_votes(meeting, {line.pk: Typed(4, 4, version=line.version)}, by=standing)
    decide_tie(line, True, "Thành tích rõ", by=standing)

    vote = minutes_facts(fresh(meeting)).votes[0]

    assert (vote.passed, vote.note) == (True, "Ngang phiếu, chủ trì quyết định: Thành tích rõ")


def test_closed_minutes_print_what_was_frozen_whatever_changes(meeting, nominated, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    close_meeting(conclude(meeting), by=standing)
    before = minutes_facts(fresh(meeting))

    Nomination.objects.filter(pk=nominated[0].pk).update(printed_name="Tên khác")
    Seat.objects.filter(council=meeting.council).update(full_name="Người khác", ends_on="2022-12-31")

    assert minutes_facts(fresh(meeting)) == before


def test_a_draft_is_marked_and_says_what_is_not_counted(meeting):
    facts = minutes_facts(fresh(meeting))

    assert facts.letter.draft is True
    assert {vote.note for vote in facts.votes} == {"Chưa ghi số phiếu"}


@pytest.fixture
def counted(secret_meeting, standing, clerk):
    fill_votes(secret_meeting, None, 8, 1, by=standing)
    count_ballots(secret_meeting, ALL_BACK, version=0, by=standing)
    confirm_count(secret_meeting, seen=fresh(secret_meeting).version, by=clerk)
    return fresh(secret_meeting)


def test_the_record_of_the_count_has_the_totals_and_the_tellers(counted):
    Meeting.objects.filter(pk=counted.pk).update(tellers="Ông Trần Văn Bảy, Chủ tịch UBMTTQ\nLý Thị Sen")

    facts = counting_facts(fresh(counted))

    assert (facts.voters, facts.given_out, facts.returned, facts.valid, facts.invalid) == (9, 9, 9, 9, 0)
    assert [(one.name, one.position) for one in facts.counters] == [
        ("Trần Văn Bảy", "Chủ tịch UBMTTQ"), ("Lý Thị Sen", ""),
    ]  # fmt: skip
    assert facts.letter.draft is False


def test_the_record_of_a_count_nobody_has_confirmed_is_a_draft(secret_meeting, standing):
    count_ballots(secret_meeting, ALL_BACK, version=0, by=standing)

    assert counting_facts(fresh(secret_meeting)).letter.draft is True


def test_without_a_secret_line_there_is_neither_ballot_nor_count(meeting):
    assert (ballot_facts(fresh(meeting)), counting_facts(fresh(meeting))) == (None, None)


def test_ballots_are_as_many_as_voters_and_all_alike(council, reviewed, secret_award, clerk, standing):
    names = [f"Lò Văn {word}" for word in ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy")]
    nominate(reviewed, secret_award, *names, by=clerk)
    meeting = held(council, reviewed, by=standing, n8=AWAY)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper_of(meeting, "phieu-bau").pdf())).pages]

    assert len(pages) == 8
    assert len(set(pages)) == 1
    assert [name in pages[0] for name in names] == [True] * 7


def test_two_short_ballots_stand_on_one_page(secret_meeting):
    pages = PdfReader(io.BytesIO(paper_of(secret_meeting, "phieu-bau").pdf())).pages

    assert [page.extract_text().count("PHIẾU BẦU") for page in pages] == [2, 2, 2, 2, 1]


def test_minutes_and_record_come_as_pdf_and_word(logged_in, standing, counted):
    browser = logged_in(standing)

    answers = {
        (name, form): browser.get(f"/phien-hop/{counted.pk}/giay-to/{name}/{form}")
        for name in ("bien-ban-hop", "bien-ban-kiem-phieu")
        for form in ("", "?dang=word")
    }

    assert [answer["Content-Type"].rpartition(".")[2] for answer in answers.values()] == [
        "application/pdf", "document", "application/pdf", "document",
    ]  # fmt: skip
    assert "Hội đồng bỏ phiếu kín" not in text_of(answers["bien-ban-hop", ""].content)
    assert "Số phiếu thu vào: 09" in text_of(answers["bien-ban-kiem-phieu", ""].content)


def test_a_paper_there_is_nothing_for_is_refused_in_words(logged_in, standing, meeting):
    answer = logged_in(standing).get(f"/phien-hop/{meeting.pk}/giay-to/phieu-bau/", follow=True)

    assert "Chưa có gì để in" in answer.content.decode()


def test_what_nobody_decided_is_neither_passed_nor_failed(council, reviewed, nominated, standing):
    away = {f"n{place}": AWAY for place in range(1, 5)}
    meeting = close_meeting(conclude(held(council, reviewed, by=standing, **away)), by=standing)

    table = vote_table(minutes_facts(fresh(meeting)).votes)

    assert table.rows[0][1:] == (
        "Lường Thị Chim", "Giấy khen “Giấy khen”", "–", "–", "–", "Chưa xét", "Không đủ số người họp nên chưa xét",
    )  # fmt: skip


def test_a_line_has_one_number_on_the_agenda_the_ballot_and_the_record(
    council, reviewed, nominated, secret_award, clerk, standing
):
    nominate(reviewed, secret_award, "Lường Thị Chim", "Mai Văn Phượng", by=clerk)
    meeting = held(council, reviewed, by=standing)
    count_ballots(meeting, ALL_BACK, version=0, by=standing)

    record, ballot = counting_facts(fresh(meeting)), ballot_facts(fresh(meeting))

    assert [row[0] for row in vote_table(record.votes).rows] == ["4", "5"]
    assert [line.position for line in ballot.lines] == [4, 5]


def test_minutes_without_a_line_are_still_written(meeting, nominated, standing, clerk):
    withdrawn = {"status": "withdrawn", "withdrawn_at": clock.now(), "withdrawn_by": clerk, "withdraw_reason": "Nhầm"}
    Nomination.objects.update(**withdrawn)
    for line in lines_of(meeting):
        drop_from_agenda(line, by=standing)
    close_meeting(conclude(meeting), by=standing)

    assert minutes_facts(fresh(meeting)).contents[1].endswith("không còn đề nghị nào để xét.")


def test_long_minutes_are_made_by_a_job_that_a_press_asks_for(logged_in, standing, reviewed, award, council, clerk):
    nominate(reviewed, award, *(f"Nguyễn Văn {number}" for number in range(401)), by=clerk)
    meeting = held(council, reviewed, by=standing)
    fill_votes(meeting, None, 9, 0, by=standing)
    browser, address = logged_in(standing), f"/phien-hop/{meeting.pk}/giay-to/bien-ban-hop/"

    refused = browser.get(address, follow=True).content.decode()
    asked = [browser.post(address, {"dang": "word"}).url for _ in range(2)]
    jobs.run_next()

    job = Job.objects.get()
    assert "rồi chờ" in refused
    assert f'action="{address}"' in refused
    assert asked == [f"/viec-nen/{job.pk}/"] * 2
    assert (job.status, job.file_name) == ("done", "bien-ban-hop-phien-1.docx")
    assert "Nguyễn Văn 400" in words_of(job.path.read_bytes())
