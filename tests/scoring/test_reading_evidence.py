"""Evidence on readings, and readings that are sent back: what is kept, who opens it, what each refusal says."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.kit.evidence import judge
from emulation.models import Campaign, KeptFile, User
from scoring.actions.targets import ReadingRefused, approve_reading, correct_reading, record_reading, return_reading
from scoring.models import Reading, ReadingFile, Target
from scoring.queries.targets import counting, pending, sent_back
from tests.evidence import SECRET, pdf, picture, talkative, uploaded
from tests.schools import enter, person, values

DAY = date(2022, 12, 20)
PLACE = "/phong-trao/tuoi-hong-2022/chi-tieu/1/"


def form(**more) -> dict:
    said = {"measured_on": "20/12/2022", "source": "Danh sách", "confidence": "slow", "key": uuid.uuid4()}
    return said | {"part": "57", "whole": "60"} | more


@pytest.fixture
def smartphones(school_campaign):
    return Target.objects.get(campaign=school_campaign, number=1)


@pytest.fixture
def photo():
    return judge(picture(), "Biên bản họp.jpg")


@pytest.fixture
def reading(smartphones, deputy, photo):
    return record_reading(smartphones, values(DAY, 56, 60), key=uuid.uuid4(), by=deputy, evidence=[photo])


def file_place(reading: Reading, file: KeptFile) -> str:
    return reverse("scoring:reading_file", args=["tuoi-hong-2022", reading.target.number, reading.pk, file.key])


# Keeping


def test_files_chosen_with_a_reading_stay_with_it(logged_in, smartphones, deputy):
    files = [uploaded("Ảnh lớp.jpg", talkative("JPEG")), uploaded("Biên bản.pdf", pdf(b"<<>>"))]

    page = logged_in(deputy).post(f"{PLACE}so-lieu/", form(files=files), follow=True)

    kept = Reading.objects.get().files.all()
    assert [(file.name, file.kind, file.kept_by) for file in kept] == [
        ("Ảnh lớp.jpg", "jpeg", deputy),
        ("Biên bản.pdf", "pdf", deputy),
    ]
    assert [file_place(Reading.objects.get(), file) in page.text for file in kept] == [True, True]
    assert "Ảnh JPEG, 1 KB" in page.text


def test_the_same_press_twice_keeps_a_file_once(logged_in, smartphones, deputy):
    browser, said = logged_in(deputy), form()

    for _ in range(2):
        browser.post(f"{PLACE}so-lieu/", said | {"files": uploaded()})

    assert (Reading.objects.count(), KeptFile.objects.count()) == (1, 1)


def test_a_wrong_file_keeps_nothing_and_all_files_are_to_be_chosen_again(logged_in, smartphones, deputy):
    files = [uploaded("tốt.jpg"), uploaded("danh-sach.jpg", b"PK\x03\x04")]

    page = logged_in(deputy).post(f"{PLACE}so-lieu/", form(files=files)).text

    assert "“danh-sach.jpg”: Tệp nén không nhận được. Hãy giải nén rồi chọn từng tệp bên trong." in page
    assert "phải được chọn lại trước khi gửi: tốt.jpg, danh-sach.jpg." in page
    assert (Reading.objects.count(), KeptFile.objects.count()) == (0, 0)


def test_a_wrong_number_asks_for_the_files_again_too(logged_in, smartphones, deputy):
    page = logged_in(deputy).post(f"{PLACE}so-lieu/", form(part="61", files=uploaded())).text

    assert "phải được chọn lại trước khi gửi: bien-ban.jpg." in page


def test_so_does_a_refusal_of_the_action(logged_in, smartphones, reading, deputy):
    page = logged_in(deputy).post(f"{PLACE}so-lieu/", form(files=uploaded("ảnh 2.jpg"))).text

    assert "Ngày 20/12/2022 đã có số liệu đang chờ duyệt." in page
    assert "phải được chọn lại trước khi gửi: ảnh 2.jpg." in page
    assert KeptFile.objects.count() == 1


def test_a_correction_brings_its_own_files_and_the_old_ones_stay(reading, deputy, photo):
    again = correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy, evidence=[photo])

    assert [reading.files.count(), again.files.count()] == [1, 1]
    assert reading.files.get() != again.files.get()


def test_the_database_gives_a_file_to_one_reading_alone(smartphones, reading, deputy):
    other = record_reading(smartphones, values(date(2022, 12, 21), 56, 60), key=uuid.uuid4(), by=deputy)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingFile.objects.create(reading=other, file=reading.files.get())


# Opening


def test_whoever_sees_the_target_opens_its_files(logged_in, school_campaign, reading, photo):
    above = person("clerk", "clerk", school_campaign.ward.parent)

    answer = logged_in(above).get(file_place(reading, reading.files.get()))

    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, photo.content, "image/jpeg")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Bi%C3%AAn")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert SECRET not in answer.content


def test_a_file_opens_at_its_own_reading_alone(logged_in, school_campaign, reading, deputy):
    other = enter(school_campaign, 1, date(2022, 12, 1), 50, 60, by=deputy)
    browser = logged_in(deputy)

    answers = [browser.get(file_place(one, reading.files.get())).status_code for one in (reading, other)]

    assert answers == [200, 404]


def test_nobody_guesses_a_file(logged_in, reading, deputy):
    place = file_place(reading, reading.files.get()).replace(reading.files.get().key, str(reading.files.get().pk))

    assert logged_in(deputy).get(place).status_code == 404


def test_a_file_the_disk_has_lost_is_said_in_words(logged_in, reading, deputy):
    file = reading.files.get()
    file.path.unlink()

    answer = logged_in(deputy).get(file_place(reading, file))

    assert answer.status_code == 404
    assert "nội dung không còn mở được trên máy chủ" in answer.text


def test_a_target_costs_the_same_with_one_reading_and_with_many(logged_in, smartphones, deputy, principal, photo):
    browser = logged_in(deputy)

    def cost_with(days) -> tuple[int, int]:
        """How many queries the page costs once there are readings of these days too, and how many files it names."""
        for day in days:
            said = values(date(2022, 12, day), 56, 60)
            one = record_reading(smartphones, said, key=uuid.uuid4(), by=deputy, evidence=[photo])
            return_reading(one, "Thiếu", by=principal)
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(PLACE)
        return len(captured), page.text.count("Biên bản họp.jpg")

    browser.get(PLACE)
    few, many = cost_with([1]), cost_with(range(2, 9))

    assert (few[1], many) == (1, (few[0], 8))


# Sending back


def test_what_was_sent_back_waits_no_more_and_counts_nowhere(smartphones, reading, principal):
    back = return_reading(reading, "  Thiếu danh sách\n lớp Lá ", by=principal)

    assert (back.returned_by, back.return_reason, back.is_returned) == (principal, "Thiếu danh sách lớp Lá", True)
    assert (counting(smartphones), pending(smartphones)) == ([], [])


def test_sending_back_twice_changes_nothing(reading, principal):
    first = return_reading(reading, "Thiếu danh sách", by=principal)
    second = return_reading(reading, "Lý do khác", by=principal)

    assert (second.return_reason, second.returned_at) == ("Thiếu danh sách", first.returned_at)


def test_approving_after_sending_back_and_the_other_way_round_are_refused(smartphones, reading, deputy, principal):
    other = record_reading(smartphones, values(date(2022, 12, 21), 57, 60), key=uuid.uuid4(), by=deputy)
    return_reading(reading, "Thiếu danh sách", by=principal)
    approve_reading(other, by=principal)

    with pytest.raises(ReadingRefused, match=r"đã bị trả lại nên không duyệt được\. Hãy chờ số nhập thay"):
        approve_reading(reading, by=principal)
    with pytest.raises(ReadingRefused, match=r"đã được duyệt nên không trả lại được\. Nếu số ấy sai"):
        return_reading(other, "Thiếu", by=principal)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_nothing_is_sent_back_without_a_reason(reading, principal, reason):
    with pytest.raises(ReadingRefused, match="Hãy ghi lý do trả lại"):
        return_reading(reading, reason, by=principal)


def test_nobody_sends_the_own_reading_back(smartphones, principal):
    own = record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=principal)

    with pytest.raises(ReadingRefused, match="số liệu của chính bạn"):
        return_reading(own, "Thiếu", by=principal)


def test_what_has_been_corrected_is_not_sent_back(reading, deputy, principal):
    correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)

    with pytest.raises(ReadingRefused, match="đã có người đính chính"):
        return_reading(reading, "Thiếu", by=principal)


def test_after_the_end_of_the_campaign_nothing_is_sent_back(reading, principal):
    Campaign.objects.filter(pk=reading.target.campaign_id).update(status="closed", number="12/KH-MNTH")

    with pytest.raises(ReadingRefused, match="Phong trào đã kết thúc, không ai nhập lại được nữa"):
        return_reading(reading, "Thiếu", by=principal)


@pytest.mark.parametrize("wrong", ["no reason", "nobody", "never", "approved too", "the own one"])
def test_the_database_keeps_no_half_return(reading, deputy, principal, wrong):
    return_reading(reading, "Thiếu", by=principal)
    values_of = {
        "no reason": {"return_reason": ""},
        "nobody": {"returned_by": None},
        "never": {"returned_at": None},
        "approved too": {"approved_at": reading.entered_at, "approved_by": principal},
        "the own one": {"returned_by": deputy},
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(pk=reading.pk).update(**values_of[wrong])


def test_the_day_of_what_was_sent_back_leads_to_its_replacement(smartphones, reading, deputy, principal):
    return_reading(reading, "Thiếu", by=principal)

    with pytest.raises(ReadingRefused, match=r"đã có số liệu bị trả lại\. Hãy bấm “Nhập số thay thế”"):
        record_reading(smartphones, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)


def test_a_replacement_is_approved_and_counts(smartphones, reading, deputy, principal):
    return_reading(reading, "Thiếu", by=principal)
    again = correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)
    approve_reading(again, by=principal)

    assert (counting(smartphones), pending(smartphones)) == ([again], [])


def test_a_correction_that_is_sent_back_leaves_what_it_would_have_replaced(smartphones, reading, deputy, principal):
    approve_reading(reading, by=principal)
    correction = correct_reading(reading, values(DAY, 60, 60), key=uuid.uuid4(), by=deputy)
    return_reading(correction, "Số cũ mới đúng", by=principal)

    assert (counting(smartphones), pending(smartphones)) == ([reading], [])


# The pages


def test_the_principal_sends_back_and_the_enterer_is_led_to_it(logged_in, reading, deputy, principal):
    place = f"{PLACE}so-lieu/{reading.pk}/tra-lai/"

    page = logged_in(principal).post(place, {"reason": "Thiếu danh sách lớp Lá"}, follow=True).text
    due = logged_in(deputy).get("/").context["due"].tasks
    target = logged_in(deputy).get(PLACE).text

    assert "Đã trả lại. Người nhập thấy việc này ở trang Việc cần làm." in page
    assert [(line.count, line.url) for line in due if line.title == "Số liệu bị trả lại: Điện thoại thông minh"] == [
        (1, PLACE)
    ]
    assert "“Thiếu danh sách lớp Lá”" in target
    assert "principal trả lại ngày" in target
    assert "Nhập số thay thế" in target


def test_once_it_is_replaced_it_is_due_no_more(smartphones, reading, deputy, principal):
    return_reading(reading, "Thiếu", by=principal)
    before = sent_back(smartphones)
    correct_reading(reading, values(DAY, 57, 60), key=uuid.uuid4(), by=deputy)

    assert (before, sent_back(smartphones)) == ([reading], [])


def end_account(person):
    User.objects.filter(pk=person.pk).update(is_active=False)


def end_role(person):
    person.roles.all().delete()


@pytest.mark.parametrize("leave", [end_account, end_role])
def test_what_was_sent_back_to_somebody_who_has_left_is_due_for_those_who_stay(
    logged_in, school_campaign, reading, deputy, principal, leave
):
    browser = logged_in(person("union", "school_staff", school_campaign.ward))
    return_reading(reading, "Thiếu", by=principal)
    before = [line.title for line in browser.get("/").context["due"].tasks if "bị trả lại" in line.title]
    leave(deputy)

    found = [(one.title, one.url) for one in browser.get("/").context["due"].tasks if "bị trả lại" in one.title]

    assert before == []
    assert found == [("Số liệu bị trả lại, người nhập không còn phụ trách: Điện thoại thông minh", PLACE)]


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("", "Hãy ghi lý do trả lại, để người nhập biết cần sửa gì."),
        ("x" * 501, "Lý do dài quá 500 ký tự. Hãy rút gọn."),
        ("vì\0", "Có ký tự không đọc được. Hãy gõ lại."),
    ],
)
def test_a_reason_that_cannot_be_kept_is_said_at_the_form(logged_in, reading, principal, reason, says):
    page = logged_in(principal).post(f"{PLACE}so-lieu/{reading.pk}/tra-lai/", {"reason": reason})

    assert (page.status_code, says in page.text) == (200, True)
    assert not Reading.objects.exclude(returned_at=None).exists()


def test_a_reading_approved_meanwhile_is_not_sent_back_from_an_old_page(logged_in, reading, principal):
    approve_reading(reading, by=principal)

    page = logged_in(principal).post(f"{PLACE}so-lieu/{reading.pk}/tra-lai/", {"reason": "Thiếu"}, follow=True)

    assert "đã được duyệt nên không trả lại được" in page.text


def test_of_a_reading_outside_the_plan_the_form_says_what_may_be_entered(logged_in, smartphones, deputy, it_is):
    it_is(2026, 2, 1, 9)

    page = logged_in(deputy).post(f"{PLACE}so-lieu/", form(measured_on="05/01/2026")).text
    logged_in(deputy).post(f"{PLACE}so-lieu/", form(measured_on="31/12/2025"))

    assert "Hãy ghi ngày đã đo trong thời gian ấy; số đo kịp thời gian vẫn nhập được về sau." in page
    assert Reading.objects.get().measured_on == date(2025, 12, 31)
