"""What goes wrong below the household's door is told in its own frame: nobody is sent to a login that is not theirs."""

import pytest
from django.test import Client

from tests.scoring.test_household_pages import text_of


@pytest.fixture
def phone(db):
    """A phone whose browser keeps no cookies, so that no form carries its token."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("call", "status", "words"),
    [
        (lambda phone: phone.get("/tu-cham/khong-co/"), 404, "Địa chỉ này không có, hoặc bị gõ thiếu."),
        (lambda phone: phone.post("/tu-cham/", {"code": "K7M2RF9T3"}), 403, "Phần vừa gửi chưa được nhận"),
        (lambda phone: phone.post("/tu-cham/phieu/gui/"), 403, "mở bằng trình duyệt của điện thoại"),
        (lambda phone: phone.get("/tu-cham/?a=%00"), 400, "Yêu cầu gửi lên không đọc được nên chưa lưu gì."),
    ],
)
def test_an_error_is_told_in_the_households_frame_and_leads_back_to_its_door(phone, call, status, words):
    answer = call(phone)

    assert answer.status_code == status
    assert words in text_of(answer)
    assert 'href="/tu-cham/"' in answer.text
    assert "Việc cần làm" not in answer.text
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store, private", "noindex, nofollow")


def test_the_portals_own_stale_forms_are_told_as_before(phone):
    answer = phone.post("/dang-nhap/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "Trang đã cũ, điều vừa gửi chưa được nhận" in text_of(answer)
