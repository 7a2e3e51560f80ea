"""Pages of councils and meetings: what they say, what a press does, and what they cost."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.models import Phase
from rewards.actions.votes import Typed, count_ballots, fill_votes, record_votes
from rewards.models import Council, Meeting, Seat
from tests.councils import ALL_BACK, conclude, held, lines_of, make_meeting, nominate


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def office(logged_in, standing):
    return logged_in(standing)


def test_the_office_records_a_council_with_its_first_member(office, ward):
    key = uuid.uuid4()
    council = {"unit": ward.pk, "name": "Hội đồng", "decision": "45/QĐ-UBND", "decided_on": "1/7/2022", "key": key}

    answers = [office.post("/hoi-dong/moi/", council) for _ in range(2)]
    made = Council.objects.get()
    seat = {"full_name": "nguyễn ngọc hà", "title": "Chủ tịch", "role": "chair", "votes": "on", "key": uuid.uuid4()}
    office.post(f"/hoi-dong/{made.pk}/thanh-vien/moi/", seat | {"starts_on": "1/7/2022", "confirmed": ""})

    assert {answer.url for answer in answers} == {f"/hoi-dong/{made.pk}/"}
    assert [(one.role, one.votes) for one in Seat.objects.all()] == [("chair", True)]


def test_an_unknown_household_or_account_is_said(office, council):
    form = {"full_name": "Lò Văn Xa", "title": "Ủy viên", "role": "member", "starts_on": "1/7/2022"}

    answer = office.post(
        f"/hoi-dong/{council.pk}/thanh-vien/moi/", form | {"household": "T99", "account": "ai", "key": uuid.uuid4()}
    )

    assert "Không tìm thấy “T99”" in said(answer)
    assert "Không tìm thấy “ai”" in said(answer)


def test_a_meeting_is_called_once_however_often_the_button_is_pressed(office, council, reviewed):
    seats = {seat.role: seat.pk for seat in council.seats.all()}
    form = {"phase": reviewed.pk, "day": "12/9/2022", "starts_at": "14h30", "place": "Phòng họp", "key": uuid.uuid4()}
    form |= {"chair": seats["chair"], "secretary": seats["secretary"]}

    answers = [office.post(f"/hoi-dong/{council.pk}/phien-hop/moi/", form) for _ in range(2)]

    meeting = Meeting.objects.get()
    assert {answer.url for answer in answers} == {f"/phien-hop/{meeting.pk}/"}
    assert "14:30 ngày 12/09/2022" in said(office.get(f"/phien-hop/{meeting.pk}/"))


def test_a_new_meeting_is_about_the_phase_that_was_closed_and_not_the_next_one(office, council, reviewed):
    Phase.objects.filter(pk=reviewed.pk).update(status="closed", closings=1)

    form = office.get(f"/hoi-dong/{council.pk}/phien-hop/moi/").context["form"]

    assert [phase.number for phase in form.fields["phase"].queryset] == [2, 1]
    assert form.initial["phase"] == reviewed.pk


@pytest.mark.parametrize("hour", ["25:00", "2 giờ chiều", "14:75", "x"])
def test_an_hour_that_cannot_be_is_refused(office, council, reviewed, hour):
    form = {"phase": reviewed.pk, "day": "12/9/2022", "starts_at": hour, "place": "Phòng họp", "key": uuid.uuid4()}

    answer = office.post(f"/hoi-dong/{council.pk}/phien-hop/moi/", form)

    assert "Giờ này không đọc được" in said(answer)


def test_all_of_an_award_come_on_the_agenda_with_one_press(office, council, reviewed, nominated, standing, award):
    meeting = make_meeting(council, reviewed, by=standing)
    place = f"/phien-hop/{meeting.pk}/chuong-trinh/"

    answers = [office.post(place, {"award": award.pk, "kind": "individual"}, follow=True) for _ in range(2)]

    assert "Đã đưa 3 đề nghị vào chương trình họp." in said(answers[0])
    assert "Không có đề nghị mới nào được thêm" in said(answers[1])
    assert len(lines_of(meeting)) == 3


@pytest.mark.parametrize("typed", ["abc", "٣", "99999", "-1"])
def test_what_is_no_number_is_said_at_its_line_and_kept(office, meeting, typed):
    line = lines_of(meeting)[1]
    form = {f"in_favour-{line.pk}": typed, f"against-{line.pk}": "0", f"version-{line.pk}": "0"}

    answer = office.post(f"/phien-hop/{meeting.pk}/bieu-quyet/ghi/", form)

    assert "Hãy ghi một số từ 0 đến 9999." in said(answer)
    assert f'value="{typed}"' in said(answer)
    assert lines_of(meeting)[1].in_favour is None


def test_totals_are_said_in_words_after_saving(office, meeting):
    one, two, _ = lines_of(meeting)
    form = {f"in_favour-{one.pk}": "8", f"against-{one.pk}": "1", f"version-{one.pk}": "0"}
    form |= {f"in_favour-{two.pk}": "4", f"against-{two.pk}": "5", f"version-{two.pk}": "0"}

    answer = office.post(f"/phien-hop/{meeting.pk}/bieu-quyet/ghi/", form, follow=True)

    assert "Đã ghi số phiếu của 2 dòng." in said(answer)
    assert "8/9 thành viên đồng ý (88,9\u00a0%), cần 5." in answer.content.decode()
    assert "4/9 thành viên đồng ý (44,4\u00a0%), cần 5, thiếu 1." in answer.content.decode()


def test_a_stale_save_shows_both_values_and_the_next_press_is_meant(office, meeting, clerk):
    line = lines_of(meeting)[0]
    record_votes(meeting, {line.pk: Typed(9, 0)}, by=clerk)
    form = {f"in_favour-{line.pk}": "5", f"against-{line.pk}": "4"}
    place = f"/phien-hop/{meeting.pk}/bieu-quyet/ghi/"

    stale = office.post(place, form | {f"version-{line.pk}": "0"})
    office.post(place, form | {f"version-{line.pk}": "1"})

    assert "Đang ghi: đồng ý 9, không đồng ý 0." in said(stale)
    assert f'name="version-{line.pk}" value="1"' in said(stale)
    assert lines_of(meeting)[0].in_favour == 5


def test_whoever_typed_is_told_to_ask_a_second_person(logged_in, secret_meeting, standing, clerk):
    fill_votes(secret_meeting, None, 9, 0, by=standing)
    count_ballots(secret_meeting, ALL_BACK, version=0, by=standing)
    place = f"/phien-hop/{secret_meeting.pk}/bieu-quyet/"

    own = said(logged_in(standing).get(place))
    seconds = said(logged_in(clerk).get(place))

    assert "hãy nhờ người thứ hai mở trang này" in own
    assert "Đã đối chiếu, xác nhận" not in own
    assert "Đã đối chiếu, xác nhận" in seconds


def test_ballots_that_contradict_each_other_come_back_in_words(office, secret_meeting):
    form = {"given_out": "9", "returned": "10", "valid": "9", "invalid": "0", "version": "0"}

    answer = office.post(f"/phien-hop/{secret_meeting.pk}/kiem-phieu/", form)

    assert "Thu vào 10 phiếu, nhiều hơn 9 phiếu phát ra." in said(answer)


def test_the_page_says_what_is_missing_and_offers_closing_only_without_it(office, meeting, standing):
    place = f"/phien-hop/{meeting.pk}/"
    before = said(office.get(place))
    fill_votes(meeting, None, 9, 0, by=standing)
    conclude(meeting)

    after = said(office.get(place))

    assert "Dòng 1, 2, 3 chưa ghi số phiếu." in before
    assert ("Khóa biên bản</button>" in before, "Khóa biên bản</button>" in after) == (False, True)


def test_a_closed_meeting_offers_nothing_to_change(office, meeting, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    conclude(meeting)

    for _ in range(2):
        answer = office.post(f"/phien-hop/{meeting.pk}/buoc/khoa/", follow=True)

    assert "Biên bản đã khóa lúc" in said(answer)
    assert [
        word for word in ("Ghi tham dự", "Lưu số phiếu", "Quay lại chuẩn bị</button>") if word in said(answer)
    ] == []


def test_a_member_away_needs_a_reason(office, meeting):
    seat = meeting.council.seats.first()
    form = {f"presence-{one.pk}": "present" for one in meeting.council.seats.all()} | {f"presence-{seat.pk}": "absent"}

    answer = office.post(f"/phien-hop/{meeting.pk}/tham-du/", form)

    assert "Hãy ghi lý do vắng." in said(answer)


def statements(browser, place: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(place).status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", ["", "bieu-quyet/", "xung-dot/", "chuong-trinh/", "tham-du/"])
def test_a_page_costs_as_many_queries_for_three_lines_as_for_forty(
    office, council, reviewed, award, nominated, clerk, standing, name
):
    few = held(council, reviewed, by=standing)
    nominate(reviewed, award, *(f"Lò Văn {number}" for number in range(40)), by=clerk)
    many = held(council, reviewed, by=standing)

    counts = [statements(office, f"/phien-hop/{one.pk}/{name}") for one in (few, few, many)]

    assert counts[1] == counts[2]  # the first one also keeps the session
    assert len(lines_of(many)) == 40
