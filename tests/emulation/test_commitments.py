"""The pledge list: ticked off with a date, taken back, printed in three columns."""

from datetime import date

import pytest

from emulation.actions.commitments import CommitmentRefused, record_commitment, withdraw_commitment
from emulation.documents.pledge_list import Pledge, PledgeFacts, PledgeList, grid, subject_of
from emulation.models import AuditEntry
from tests.printed import pages_of

DAY = date(2022, 8, 6)


@pytest.fixture
def pledge(campaign):
    return campaign.commitments.get(representative="Nguyễn Thị Hải")


def test_a_signature_is_recorded_once_with_its_day(pledge, standing):
    first = record_commitment(pledge, DAY, by=standing)
    second = record_commitment(pledge, date(2022, 8, 7), by=standing)

    pledge.refresh_from_db()
    assert (first, second, pledge.signed_on) == (True, False, DAY)
    entry = AuditEntry.objects.about(pledge).get()
    assert (entry.verb, entry.actor, entry.after) == ("ghi nhận ký cam kết", "standing", {"signed_on": "2022-08-06"})
    assert "Nguyễn Thị Hải" not in entry.subject


def test_a_signature_of_tomorrow_is_refused(pledge, standing):
    with pytest.raises(CommitmentRefused, match="còn ở phía trước"):
        record_commitment(pledge, date(2999, 1, 1), by=standing)


def test_a_signature_is_taken_back_with_its_trail(pledge, standing):
    record_commitment(pledge, DAY, by=standing)

    assert withdraw_commitment(pledge, by=standing) is True
    assert withdraw_commitment(pledge, by=standing) is False

    pledge.refresh_from_db()
    assert pledge.signed_on is None
    assert AuditEntry.objects.about(pledge).first().before == {"signed_on": "2022-08-06"}


def test_the_standing_office_ticks_and_takes_back(logged_in, campaign, pledge, standing):
    client, place = logged_in(standing), "/phong-trao/dong-tam-2022/cam-ket/"
    chosen = [one.pk for one in campaign.commitments.all()[:2]]

    done = client.post(f"{place}ghi/", {"signed": chosen, "signed_on": "6/8/2022"}, follow=True).content.decode()
    assert "Đã ghi nhận 2 người ký cam kết ngày 06/08/2022." in done
    assert "Đã ký 2/9" in done

    back = client.post(f"{place}{pledge.pk}/bo/", follow=True).content.decode()
    assert "Đã ký 1/9" in back


def test_a_wrong_day_brings_the_ticks_back(logged_in, pledge, standing):
    client = logged_in(standing)

    page = client.post("/phong-trao/dong-tam-2022/cam-ket/ghi/", {"signed": [pledge.pk], "signed_on": "mai"})

    assert page.status_code == 200
    assert f'id="signed-{pledge.pk}" checked' in page.content.decode()


def test_others_read_the_list_and_record_nothing(logged_in, pledge, clerk):
    client, place = logged_in(clerk), "/phong-trao/dong-tam-2022/cam-ket/"

    assert client.get(place).status_code == 200
    assert 'type="checkbox"' not in client.get(place).content.decode()
    assert client.post(f"{place}ghi/", {"signed": [pledge.pk], "signed_on": "6/8/2022"}).status_code == 403
    assert client.post(f"{place}{pledge.pk}/bo/").status_code == 403


def test_the_list_costs_the_same_for_any_length(logged_in, campaign, standing, django_assert_max_num_queries):
    client = logged_in(standing)

    with django_assert_max_num_queries(13):
        client.get("/phong-trao/dong-tam-2022/cam-ket/")


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("Phong trào thi đua “Chuyển đổi số” năm 2022", "KÝ CAM KẾT THI ĐUA “CHUYỂN ĐỔI SỐ” NĂM 2022"),
        ("Thi đua dạy tốt", "KÝ CAM KẾT THI ĐUA DẠY TỐT"),
        ("Chuyển đổi số", "KÝ CAM KẾT THI ĐUA CHUYỂN ĐỔI SỐ"),
    ],
)
def test_the_subject_is_what_is_pledged(name, subject):
    assert subject_of(name) == subject


def test_a_last_one_stands_in_the_middle():
    people = tuple(Pledge(f"Hội {n}", "") for n in range(5))

    assert [[one and one.organisation for one in row] for row in grid(people[:4])][-1] == [None, "Hội 3", None]
    assert [one and one.organisation for one in grid(people)[-1]] == ["Hội 3", "Hội 4", None]
    assert grid(()) == []


def test_the_paper_says_what_the_plan_says(logged_in, campaign, clerk):
    response = logged_in(clerk).get("/phong-trao/dong-tam-2022/cam-ket/danh-sach.pdf")

    (page,) = pages_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert "DANH SÁCH KÝ CAM KẾT THI ĐUA “CHUYỂN ĐỔI SỐ” TRÊN ĐỊA BÀN PHƯỜNG ĐỒNG TÂM NĂM 2022" in page
    assert "(Kèm theo Kế hoạch số 86/KHPH-UBND ngày 06 tháng 8 năm 2022)" in page
    assert "Đại diện Hội Phụ nữ Đại diện Hội Nông dân" in page
    assert "THỰC HÀNH" not in page


def test_practice_data_is_marked_and_an_open_number_stays_open():
    facts = PledgeFacts("Chuyển đổi số", "", None, (Pledge("Hội", "Lê Văn Hải"),), practice=True)

    (page,) = pages_of(PledgeList(facts).pdf())

    assert "DỮ LIỆU THỰC HÀNH" in page
    assert "Kế hoạch số ngày tháng năm" in page
