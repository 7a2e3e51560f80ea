"""How a phase chooses what is keyed twice, and what whoever approves its results is told of it."""

import pytest
from django.urls import reverse

from scoring.models import SecondEntryRules
from scoring.queries.second_entries import SecondCount
from scoring.rules import Disagreement
from scoring.words.second_entries import approval_words
from tests.scoring.second_keyed import FULL, key_first


def at(name, phase, home=None):
    place = [phase.campaign.code, phase.number, *([home.pk] if home else [])]
    return reverse(f"scoring:{name}", args=place)


def texts(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def oddly_keyed(household, phase, clerk, drawn):
    """A sheet whose first entry is easy to find in any answer."""
    key_first(household, phase, clerk, *[FULL] * 4)
    return household


# Settings

WISHED = {"near": "short", "birth_years": 0, "random_percent": 20, "same_person_hours": 24}


def test_the_standing_office_sees_what_each_way_takes_and_chooses(logged_in, oddly_keyed, phase, standing):
    browser = logged_in(standing)

    before = browser.get(at("second_rules", phase)).text
    after = browser.post(at("second_rules", phase), WISHED | {"version": 1}, follow=True)

    assert "1 phiếu đã nhập xong; theo cách chọn hiện tại, 1 phiếu (100,00 %) được nhập lần hai." in before
    assert texts(after) == ["Đã lưu cách chọn phiếu nhập lần hai."]
    assert "chính người nhập lần một được nhập lại sau 24 giờ; báo cáo ghi rõ" in after.text
    assert SecondEntryRules.objects.get().random_percent == 20


@pytest.mark.parametrize(
    "wrong", [{"random_percent": 101}, {"birth_years": 6}, {"same_person_hours": 0}, {"near": "all"}]
)
def test_a_wrong_value_is_said_at_its_field(logged_in, phase, standing, wrong):
    page = logged_in(standing).post(at("second_rules", phase), WISHED | {"version": 0} | wrong)

    assert list(page.context["form"].errors) == list(wrong)
    assert not SecondEntryRules.objects.exists()


def test_a_stale_form_shows_both_values_and_saves_at_the_second_press(logged_in, phase, standing, choose_second):
    choose_second(random_percent=7, version=3)
    browser = logged_in(standing)

    page = browser.post(at("second_rules", phase), WISHED | {"version": 2})
    again = browser.post(at("second_rules", phase), page.context["form"].data, follow=True)

    assert "chọn ngẫu nhiên thêm (%): bạn ghi “20”, trong cổng là “7”" in texts(page)[0]
    assert texts(again) == ["Đã lưu cách chọn phiếu nhập lần hai."]
    assert SecondEntryRules.objects.get().random_percent == 20


def test_only_the_standing_office_chooses(logged_in, phase, clerk, officer):
    assert [logged_in(one).get(at("second_rules", phase)).status_code for one in (clerk, officer)] == [403, 403]


# Before the results are approved


def test_the_closing_page_says_how_often_both_entries_differed(logged_in, keyed_differently, phase, standing):
    page = logged_in(standing).get(at("phase_closing", phase))

    words = "1 phiếu nhập hai lần, 2/40 ô lệch = 5,00 %. Còn 1 phiếu lệch chưa đối chiếu."
    assert page.context["second"] == words
    assert words in page.text


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (SecondCount(), "Không có phiếu nào phải nhập lần hai."),
        (
            SecondCount(needed=14, waiting=1, running=1, confirmed=12, rate=Disagreement(12, 1080, 3)),
            "12 phiếu nhập hai lần, 3/1.080 ô lệch = 0,28 %. Còn 2 phiếu chưa nhập lần hai.",
        ),
        (
            SecondCount(needed=1, confirmed=1, rate=Disagreement(1, 40, 0, same_person=1)),
            "1 phiếu nhập hai lần, 0/40 ô lệch = 0,00 %. 1 phiếu do chính người nhập lần một nhập lại.",
        ),
        (SecondCount(needed=2, waiting=2), "Chưa có phiếu nào nhập hai lần. Còn 2 phiếu chưa nhập lần hai."),
        (SecondCount(rate=Disagreement(1, 40, 4)), "1 phiếu nhập hai lần, 4/40 ô lệch = 10,00 %."),
    ],
)
def test_whoever_approves_is_told_of_the_second_entries(count, said):
    assert approval_words(count) == said
