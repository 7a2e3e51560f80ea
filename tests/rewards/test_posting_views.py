"""The pages of a posting: drawn up, posted, objected to, answered, closed; what the home page tells of it."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from config.due_postings import postings_due
from emulation.kit import clock, jobs
from rewards.models import Award, Nomination, Objection, Posting, PostingLine
from tests.rewards.postings import TEAM, answered, closed, drawn_up, objected, posted, public, text_of


@pytest.fixture
def address(phase):
    """Addresses of the phase: address("posting", posting.pk)."""
    return lambda name, *more: reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])


@pytest.fixture
def office(client, standing):
    client.force_login(standing)
    return client


@pytest.fixture
def draft(met, phase, standing):
    return drawn_up(phase, by=standing)


# Drawing up and posting


def test_what_waits_is_drawn_up_by_one_press(office, met, address):
    assert "Lập thông báo niêm yết" in text_of(office.get(address("postings")))

    answer = office.post(address("posting_draw"), {"award": 3}, follow=True)

    said = text_of(answer)
    assert "Đã lập danh sách: thêm 2 dòng" in said
    assert TEAM in said
    assert "từ 12/10/2026 đến hết 22/10/2026 (10 ngày)" in said


def test_without_anything_to_post_the_page_says_what_comes_first(office, phase, address):
    assert "Chưa có danh sách nào để niêm yết" in text_of(office.get(address("postings")))


def test_days_and_places_are_changed_before_it_is_posted(office, draft, address):
    values = {"starts_on": "14/10/2026", "days": 12, "places": "Trụ sở\n\nNhà văn hóa", "contact": "Bà Hiệp", "seen": 1}

    answer = office.post(address("posting_edit", draft.pk), values, follow=True)

    draft.refresh_from_db()
    assert (f"{draft.ends_on}", draft.places) == ("2026-10-26", "Trụ sở\nNhà văn hóa")
    assert "Đã lưu ngày, nơi niêm yết." in text_of(answer)


def test_a_stale_form_shows_both_values_and_the_next_press_is_meant(office, draft, address):
    values = {"starts_on": "14/10/2026", "days": 12, "places": "Trụ sở", "contact": "Bà Hiệp", "seen": 0}

    answer = office.post(address("posting_edit", draft.pk), values)

    assert "Số ngày niêm yết: đang ghi “10”." in text_of(answer)
    seen = answer.context["form"]["seen"].value()
    office.post(address("posting_edit", draft.pk), values | {"seen": seen})
    assert Posting.objects.get().days == 12


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"days": "0"}, "từ 1 đến 365"),
        ({"starts_on": "31/2/2026"}, "không đọc được"),
        ({"starts_on": "1/1/2031"}, "xa quá một năm"),
        ({"places": " \n "}, "ít nhất một nơi"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(office, draft, address, wrong, complaint):
    values = {"starts_on": "14/10/2026", "days": 12, "places": "Trụ sở", "contact": "Bà Hiệp", "seen": 1}

    answer = office.post(address("posting_edit", draft.pk), values | wrong)

    assert complaint in text_of(answer)
    assert Posting.objects.get().days == 10


def test_posting_opens_the_public_page(office, draft, address):
    assert Client().get(public(draft)).status_code == 404

    office.post(address("posting_step", draft.pk), {"verb": "post", "seen": draft.version})

    assert TEAM in text_of(Client().get(public(draft)))


def test_a_made_up_step_moves_nothing(office, draft, address):
    for values in ({"verb": "close", "seen": 1}, {"verb": "post"}, {"verb": "post", "seen": "x"}, {}):
        office.post(address("posting_step", draft.pk), values)

    assert Posting.objects.get().status == "draft"


def test_a_withdrawn_nomination_stays_struck_on_the_list_and_leaves_the_public_page(office, hung, address, standing):
    one = Nomination.objects.get(printed_name=TEAM)
    Nomination.objects.filter(pk=one.pk).update(
        status="withdrawn", withdrawn_at=clock.now(), withdrawn_by=standing, withdraw_reason="Nhầm"
    )

    assert f"<s>{TEAM}</s>" in text_of(office.get(address("posting", hung.pk)))
    assert TEAM not in text_of(Client().get(public(hung)))


# Objections


def test_an_objection_is_written_down_and_answered(office, hung, address):
    said = {"key": uuid.uuid4(), "position": 1, "received_on": "12/10/2026", "way": "phone", "content": "Chưa đúng"}
    office.post(address("objection_add", hung.pk), said)
    office.post(address("objection_add", hung.pk), said)
    answer = {"outcome": "upheld", "answer": "Đúng là chưa hoạt động", "answered_on": "12/10/2026", "seen": 0}

    shown = office.post(address("objection_answer", hung.pk, 1), answer, follow=True)

    assert Objection.objects.count() == 1
    assert "Chấp nhận, chờ xử lý" in text_of(shown)
    office.post(address("objection_keep", hung.pk, 1), {"reason": "Đã khắc phục"})
    assert "Đã khắc phục" in text_of(office.get(address("objection", hung.pk, 1)))


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"position": 9}, "số thứ tự có trong danh sách"),
        ({"received_on": "11/10/2026"}, "từ ngày niêm yết"),
        ({"received_on": "13/10/2026"}, "đến hôm nay"),
        ({"content": " "}, "Hãy ghi nội dung ý kiến"),
        ({"way": "crow"}, "Hãy chọn cách nhận"),
    ],
)
def test_an_objection_that_cannot_be_is_refused_at_its_field(office, hung, address, wrong, complaint):
    said = {"key": uuid.uuid4(), "position": 1, "received_on": "12/10/2026", "way": "phone", "content": "Chưa đúng"}

    answer = office.post(address("objection_add", hung.pk), said | wrong)

    assert complaint in text_of(answer)
    assert Objection.objects.count() == 0


def test_an_objection_is_mended_on_a_page_of_its_own(office, hung, address, clerk):
    objected(hung, by=clerk)
    said = {"key": uuid.uuid4(), "received_on": "12/10/2026", "way": "letter", "sender": "Ông A", "content": "Khác"}

    office.post(address("objection_change", hung.pk, 1), said | {"seen": 0})

    assert (Objection.objects.get().sender, Objection.objects.get().way) == ("Ông A", "letter")


def test_an_anonymous_objection_says_so(office, hung, address, clerk):
    objected(hung, by=clerk)

    assert "giấu tên" in text_of(office.get(address("objection", hung.pk, 1)))


# Closing


CLOSING = {"day": "23/10/2026", "hour": "08:30", "place": "Trụ sở", "chair": "Bà Hiệp, Thường trực", "secretary": "Nga"}


def test_the_page_says_what_is_missing_before_the_end_and_offers_it_then(office, hung, address, clerk, standing, it_is):
    objection = objected(hung, by=clerk)
    assert "Niêm yết đến hết ngày 22/10/2026" in text_of(office.get(address("posting", hung.pk)))
    it_is(2026, 10, 23, 9)
    office.force_login(standing)
    assert "Còn 1 ý kiến chưa trả lời: ý kiến số 1." in text_of(office.get(address("posting", hung.pk)))
    answered(objection, "dismissed", by=standing)

    assert "Kết thúc niêm yết</a>" in text_of(office.get(address("posting", hung.pk)))
    office.post(address("posting_close", hung.pk), CLOSING)
    again = office.post(address("posting_close", hung.pk), CLOSING | {"place": "Nơi khác"}, follow=True)

    posting = Posting.objects.get()
    assert (posting.status, posting.minutes["place"], posting.minutes["held_at"]) == (
        "closed", "Trụ sở", "2026-10-23T08:30",
    )  # fmt: skip
    assert "Biên bản kết thúc" in text_of(again)


def test_a_closing_too_early_is_refused_on_the_form(office, hung, address):
    answer = office.post(address("posting_close", hung.pk), CLOSING)

    assert "Chưa kết thúc niêm yết được." in text_of(answer)
    assert Posting.objects.get().status == "posted"


def test_the_papers_come_as_pdf_and_word_of_what_was_frozen(office, hung, address, standing, it_is):
    notice, record = address("posting_paper", hung.pk, "thong-bao"), address("posting_paper", hung.pk, "bien-ban")
    assert office.get(notice)["Content-Type"] == "application/pdf"
    assert "wordprocessingml" in office.get(f"{notice}?dang=word")["Content-Type"]
    assert office.get(record, follow=True).redirect_chain == [(address("posting", hung.pk), 302)]

    it_is(2026, 10, 23, 9)
    closed(hung, by=standing)
    office.force_login(standing)

    assert office.get(record)["Content-Type"] == "application/pdf"
    assert office.get(address("posting_paper", hung.pk, "khac")).status_code == 404


def test_a_long_list_is_printed_by_a_job(office, hung, address):
    line = hung.lines.first()
    nominations = [
        Nomination(
            phase=hung.phase, award=hung.award, subject_kind="collective", subject_key=f"name:{number}|", source="unit",
            printed_name=f"Tổ {number}", submitted_by=line.nomination.submitted_by, made_by=hung.made_by,
        )
        for number in range(420)
    ]  # fmt: skip
    Nomination.objects.bulk_create(nominations)
    PostingLine.objects.bulk_create(
        PostingLine(posting=hung, nomination=one, position=at, subject_kind="collective", printed_name=one.printed_name)
        for at, one in enumerate(nominations, start=3)
    )
    url = address("posting_paper", hung.pk, "thong-bao")
    assert office.get(url).status_code == 302

    answer = office.post(url)
    jobs.run_next()

    job = office.get(answer.url).context["job"]
    assert (job.status, job.file_name) == ("done", "thong-bao-niem-yet-1.pdf")


# Many


def test_pages_cost_the_same_for_two_lines_and_for_many(office, hung, address, clerk, django_assert_max_num_queries):
    objected(hung, by=clerk)
    first = hung.lines.first()
    office.get(address("postings"))  # the session is kept once
    counts = []

    for more in (0, 20):
        for position in range(3, 3 + more):
            one = Nomination.objects.get(pk=first.nomination_id)
            one.pk, one.key, one.subject_key = None, uuid.uuid4(), f"name:{position}|"
            one.save(force_insert=True)
            PostingLine.objects.create(
                posting=hung, nomination=one, position=position, subject_kind="collective", printed_name="Tổ"
            )
            objected(hung, one, by=clerk)
        for url in (address("posting", hung.pk), address("postings"), public(hung)):
            with django_assert_max_num_queries(60) as counted:
                assert office.get(url).status_code == 200
            counts.append(len(counted))

    assert counts[:3] == counts[3:]


def test_awards_that_hang_nowhere_are_not_offered(office, met, address):
    Award.objects.filter(campaign=met.phase.campaign, number=3).update(posting_days=None)

    assert "Lập thông báo niêm yết" not in text_of(office.get(address("postings")))


# The home page


def due_of(user) -> list[tuple[int, str]]:
    return [(line.count, line.title) for line in postings_due(user)]


def test_the_office_is_told_what_waits_to_be_posted_answered_closed(
    met, phase, clerk, standing, chairman, officer, it_is
):
    assert due_of(standing) == [(2, "Đề nghị khen thưởng chờ niêm yết")]
    hung = posted(phase, by=standing)
    assert due_of(standing) == []
    objection = objected(hung, by=clerk)
    it_is(2026, 10, 23, 9)

    assert due_of(standing) == [(1, "Ý kiến chờ xử lý: niêm yết số 1")]
    answered(objection, "dismissed", by=standing)
    assert due_of(standing) == [(1, "Niêm yết số 1 đã hết thời gian")]
    assert [due_of(user) for user in (clerk, chairman, officer)] == [[], [], []]
    closed(hung, by=standing)
    assert due_of(standing) == []


def test_every_line_of_the_home_page_opens(office, met, phase, standing):
    first = postings_due(standing)
    objected(posted(phase, by=standing), by=standing)

    answers = [office.get(line.url).status_code for line in [*first, *postings_due(standing)]]

    assert answers == [200, 200]
