"""The pages of a school's targets for everybody around it, and all other pages for the people of the school."""

import uuid
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from emulation.actions import grant_role
from emulation.kit.evidence import judge
from emulation.models import Campaign, Phase, Unit, User
from scoring.models import Reading, Target
from tests.evidence import picture
from tests.policy.answers import outcome, words_in
from tests.policy.school_table import CLOSED, OPEN_FOR_PRINCIPALS, POSTS_FOR_PRINCIPALS, ROLES, column
from tests.policy.test_policy import posted
from tests.policy.world import CANARIES, NUMBERS
from tests.schools import enter

CANARIES_OF_SCHOOL = ["Ảnh Chim Sẻ.jpg", "Nhận xét Chim Sâu"]
HOUSEHOLD_WORDS = [*CANARIES, *NUMBERS, "Sùng A Chử", "Lô Thị Nga", "Lý A Páo"]


def person_at(unit, kind, name) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        found = User.objects.create_user(name, password="mot-mat-khau-dai", full_name=name)
        grant_role(found, unit, kind, by=None)
    return found


@pytest.fixture
def schools_campaign(school):
    """A campaign of the ward's school with one target and two readings, of which one waits for the principal."""
    days = {"year": 2022, "reference_date": date(2022, 12, 31), "place": "Đồng Tâm"}
    campaign = Campaign.objects.create(code="truong-2022", name="Trường", title="Trường 2022", ward=school, **days)
    phase = {"number": 1, "name": "Sơ kết", "kind": "interim"}
    Phase.objects.create(campaign=campaign, starts_on=date(2022, 11, 15), ends_on=date(2025, 12, 31), **phase)
    target = Target.objects.create(campaign=campaign, number=1, label="Điện thoại", text="95%", kind="share")
    target.goals.create(due_on=date(2022, 12, 31), value=95)
    staff, head = person_at(school, "school_staff", "deputy"), person_at(school, "principal", "principal")
    enter(campaign, 1, date(2022, 12, 1), 50, 60, by=staff, approved_by=head)
    photo = judge(picture(), CANARIES_OF_SCHOOL[0])
    enter(campaign, 1, date(2022, 12, 20), 57, 60, by=staff, evidence=[photo], comment=CANARIES_OF_SCHOOL[1])
    return campaign


@pytest.fixture
def browser_of(ward, unit_of, school, schools_campaign):
    """A browser of the person of a column: browser_of("principal")."""
    other = Unit.objects.create(code=f"{ward.code}/hoa-sen", kind="school", name="Trường Hoa Sen", parent=ward)
    places = {"officer": ("officer", unit_of("8")), "elsewhere": ("principal", other)}
    places |= {"principal": ("principal", school), "school_staff": ("school_staff", school)}

    def make(role):
        browser = Client(raise_request_exception=False)
        if role == "nobody":
            browser.force_login(User.objects.create_user("nobody", full_name="nobody"))
        elif role != "anonymous":
            kind, unit = places.get(role, (role, ward))
            browser.force_login(person_at(unit, kind, role))
        return browser

    return make


@pytest.fixture
def addresses(schools_campaign):
    place = [schools_campaign.code, 1]
    reading = Reading.objects.get(approved_at=None)
    waiting = [*place, reading.pk]
    return {
        "scoring:target_overview": reverse("scoring:target_overview"),
        "scoring:targets": reverse("scoring:targets", args=place[:1]),
        "scoring:target": reverse("scoring:target", args=place),
        "scoring:reading_add": reverse("scoring:reading_add", args=place),
        "scoring:reading_correct": reverse("scoring:reading_correct", args=waiting),
        "scoring:reading_approve": reverse("scoring:reading_approve", args=waiting),
        "scoring:reading_return": reverse("scoring:reading_return", args=waiting),
        "scoring:reading_file": reverse("scoring:reading_file", args=[*waiting, reading.files.get().key]),
    }


def form(day: str) -> dict:
    said = {"part": "58", "whole": "60", "source": "Danh sách", "confidence": "on_track"}
    return said | {"measured_on": day, "key": uuid.uuid4()}


FORMS = {"scoring:reading_add": "5/12/2022", "scoring:reading_correct": "21/12/2022"}
REASON = {"reason": "Thiếu danh sách"}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_targets_answers_as_the_table_says(browser_of, addresses, role):
    browser = browser_of(role)

    answers = {name: outcome(browser.get(url)) for name, url in addresses.items()}

    assert answers == column(role)


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_targets_answers_as_the_table_says(browser_of, addresses, role):
    browser, answers = browser_of(role), {}
    before = Reading.objects.count()

    for name in [*FORMS, *sorted(set(addresses) - set(FORMS))][::-1]:  # approved before it is corrected
        given = form(FORMS[name]) if name in FORMS else REASON
        answers[name] = outcome(browser.post(addresses[name], given))

    written = role in ("principal", "school_staff")
    assert answers == column(role, posting=True)
    assert Reading.objects.count() - before == (2 if written else 0)


@pytest.mark.parametrize("role", ["principal", "school_staff", "elsewhere"])
def test_of_the_wards_pages_a_school_gets_its_staff_list_and_the_plans(browser_of, addresses, world, role):
    browser = browser_of(role)
    theirs = {f"emulation:{name}" for name in ("staff_change", "staff_leave", "staff_return")}

    answers = {name: outcome(browser.get(url)) for name, url in world.addresses().items() if name not in addresses}

    opened = OPEN_FOR_PRINCIPALS - (theirs if role == "elsewhere" else set())
    assert {name for name, answer in answers.items() if answer == 200} == opened
    assert {answer for name, answer in answers.items() if name not in opened} <= CLOSED


@pytest.mark.parametrize("role", ["principal", "school_staff"])
def test_a_school_posts_nothing_to_the_wards_pages(browser_of, addresses, world, role):
    places = {name: url for name, url in world.addresses().items() if name not in OPEN_FOR_PRINCIPALS | set(addresses)}

    answers = posted(browser_of(role), world, places)

    harmless = CLOSED | {302}
    allowed = {name: harmless if name in POSTS_FOR_PRINCIPALS else CLOSED for name in answers}
    assert {name: found for name, found in answers.items() if found[0] not in allowed[name] or found[1]} == {}


@pytest.mark.parametrize("role", ["principal", "school_staff", "elsewhere"])
def test_people_of_a_school_meet_no_household_in_any_answer(browser_of, addresses, world, role):
    browser = browser_of(role)
    urls = [*world.addresses().values(), *addresses.values(), "/ho-gia-dinh/?q=sung", "/ho-gia-dinh/?q=kieu"]

    answers = {url: words_in(browser.get(url)) for url in urls}

    found = {url: [word for word in HOUSEHOLD_WORDS if word in text] for url, text in answers.items()}
    assert {url: words for url, words in found.items() if words} == {}


def test_the_menu_of_a_school_offers_only_what_opens(browser_of, world):
    browser = browser_of("principal")
    menu = [item.url for group in browser.get("/").context["menu"] for item in group.items]

    assert {url: browser.get(url).status_code for url in menu} == dict.fromkeys(menu, 200)


def test_two_schools_side_by_side_are_seen_by_the_ward_alone(browser_of, addresses):
    pages = {role: browser_of(role).get("/chi-tieu/").text for role in ("clerk", "principal", "elsewhere")}

    assert {role: "Trường 2022" in text for role, text in pages.items()} == {
        "clerk": True, "principal": True, "elsewhere": False,
    }  # fmt: skip


def heard(browser, addresses) -> list[str]:
    """What of the planted words somebody meets: in what answers hold, and in the headers that name files."""
    answers = [browser.get(url) for url in addresses.values()]
    said = " ".join(f"{words_in(answer)} {answer.headers}" for answer in answers)
    return [word for word in CANARIES_OF_SCHOOL if word in said or quote(word) in said]


def test_of_a_school_another_one_meets_nothing_and_its_own_people_everything(browser_of, addresses):
    found = {role: heard(browser_of(role), addresses) for role in ("elsewhere", "officer", "school_staff", "clerk")}

    assert found == {
        "elsewhere": [], "officer": [], "school_staff": CANARIES_OF_SCHOOL, "clerk": CANARIES_OF_SCHOOL,
    }  # fmt: skip
