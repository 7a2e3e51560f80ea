"""The pages of a school's targets for everybody around it, and all other pages for the people of the school."""

import uuid
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from emulation.kit.evidence import judge
from emulation.models import Campaign, Phase, StaffMember, Unit, User
from scoring.actions.initiatives import record_initiative
from scoring.models import Initiative, Reading, StaffExemption, StaffItem, StaffTick, Target
from tests.evidence import picture
from tests.initiatives import written
from tests.policy.answers import outcome, words_in
from tests.policy.people import person_at
from tests.policy.school_table import (
    CLOSED,
    OPEN_FOR_PRINCIPALS,
    OPEN_FOR_PRINCIPALS_ALONE,
    POSTS_FOR_PRINCIPALS,
    ROLES,
    column,
)
from tests.policy.test_policy import posted
from tests.policy.world import CANARIES, NUMBERS
from tests.schools import enter
from tests.staff import exempt, hire, tick

CANARIES_OF_SCHOOL = ["Ảnh Chim Sẻ.jpg", "Nhận xét Chim Sâu", "Mô hình Chim Ri", "Ảnh Chim Ri.jpg"]
HOUSEHOLD_WORDS = [*CANARIES, *NUMBERS, "Sùng A Chử", "Lô Thị Nga", "Lý A Páo"]


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
    follow_staff(campaign, by=staff)
    ideas = {CANARIES_OF_SCHOOL[2]: [judge(picture(), CANARIES_OF_SCHOOL[3])], "Duyệt": [], "Rút": []}
    for title, files in ideas.items():
        said = written(title=title)
        record_initiative(campaign, said, [], key=uuid.uuid4(), by=staff, evidence=files)
    return campaign


def follow_staff(campaign, *, by) -> None:
    """A second target that follows an item, with one person asked and not counted for an earlier day."""
    target = Target.objects.create(campaign=campaign, number=2, label="Tài khoản", text="90%", kind="share")
    target.goals.create(due_on=date(2022, 12, 31), value=90)
    item = StaffItem.objects.create(campaign=campaign, number=1, label="Tài khoản", target=target)
    one = hire(campaign, "Trần Thị An")[0]
    tick(campaign, (one, "1"), by=by)
    exempt(campaign, one, date(2022, 12, 1), date(2022, 12, 2), by=by, item=item)


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


PHASES = ["scoring:target_phase", "scoring:target_phase_close", "scoring:target_phase_reopen"]
OF_CAMPAIGN = ["launch_check", "open_next_phase", "chapter_chi-tieu", "setup_target_new"]
OF_TARGET = ["setup_target", "setup_target_remove"]


@pytest.fixture
def addresses(schools_campaign):
    place = [schools_campaign.code, 1]
    reading = Reading.objects.get(approved_at=None)
    waiting = [*place, reading.pk]
    item, exemption = [place[0], StaffItem.objects.get().pk], [place[0], StaffExemption.objects.get().pk]
    lines = f"?muc={item[1]}&ngay=2022-12-20"
    return {
        "scoring:target_overview": reverse("scoring:target_overview"),
        "scoring:targets": reverse("scoring:targets", args=place[:1]),
        "scoring:target": reverse("scoring:target", args=place),
        "scoring:reading_add": reverse("scoring:reading_add", args=place),
        "scoring:reading_correct": reverse("scoring:reading_correct", args=waiting),
        "scoring:reading_approve": reverse("scoring:reading_approve", args=waiting),
        **{name: reverse(name, args=place) for name in PHASES},
        **{f"own:{name}": reverse(f"scoring:{name}", args=place[:1]) for name in OF_CAMPAIGN},
        **{f"own:{name}": reverse(f"scoring:{name}", args=place) for name in OF_TARGET},
        "scoring:reading_return": reverse("scoring:reading_return", args=waiting),
        **initiative_addresses(place[0]),
        "scoring:reading_file": reverse("scoring:reading_file", args=[*waiting, reading.files.get().key]),
        "scoring:reading_count": reverse("scoring:reading_count", args=[place[0], 2]),
        "scoring:staff_grid": reverse("scoring:staff_grid", args=place[:1]),
        "scoring:staff_save": reverse("scoring:staff_save", args=place[:1]) + lines,
        "scoring:staff_rows": reverse("scoring:staff_rows", args=place[:1]) + lines,
        "scoring:staff_exempt": reverse("scoring:staff_exempt", args=place[:1]),
        "scoring:staff_exemption_lift": reverse("scoring:staff_exemption_lift", args=exemption),
        "scoring:staff_items": reverse("scoring:staff_items", args=place[:1]),
        "scoring:staff_item_change": reverse("scoring:staff_item_change", args=item),
        "scoring:staff_item_move": reverse("scoring:staff_item_move", args=item),
        "scoring:staff_item_remove": reverse("scoring:staff_item_remove", args=item),
    }


def initiative_addresses(code: str) -> dict[str, str]:
    """Each about an initiative of its own, where a post changes what may be done afterwards."""
    main, to_approve, to_withdraw = Initiative.objects.filter(campaign__code=code).order_by("pk")
    subjects = {"": main, "_change": main, "_approve": to_approve, "_withdraw": to_withdraw}
    return {
        "scoring:initiative_overview": reverse("scoring:initiative_overview"),
        "scoring:initiatives": reverse("scoring:initiatives", args=[code]),
        "scoring:initiative_add": reverse("scoring:initiative_add", args=[code]),
        **{
            f"scoring:initiative{verb}": reverse(f"scoring:initiative{verb}", args=[code, one.pk])
            for verb, one in subjects.items()
        },
        "scoring:initiative_file": reverse("scoring:initiative_file", args=[code, main.pk, main.files.get().key]),
    }


def idea(title: str) -> dict:
    days = {"started_on": "15/02/2023", "ended_on": "", "stamp": "1"}
    return {name: value for name, value in (written(title=title) | days).items() if value is not None}


def form(day: str) -> dict:
    said = {"part": "58", "whole": "60", "source": "Danh sách", "confidence": "on_track"}
    return said | {"measured_on": day}


FORMS = {
    "scoring:reading_add": form("5/12/2022"),
    "scoring:reading_correct": form("21/12/2022"),
    "scoring:initiative_add": idea("Khác nữa"),
    "scoring:initiative_change": idea("Đổi tên"),
}
REASON = {"reason": "Thiếu danh sách", "seen": "1"}
WRITTEN = [Reading, StaffItem, StaffExemption, Initiative]


def staff_forms() -> dict[str, dict]:
    """What each page of the staff grid would be sent by somebody who may."""
    person = StaffMember.objects.get(full_name="Trần Thị An").pk
    version, item = StaffTick.objects.latest("pk").pk, StaffItem.objects.get().pk
    leave = {"member": person, "item": "1", "kind": "other", "reason": "Đi học", "starts_on": "5/12/2022"}
    return {
        "scoring:reading_count": {"ngay": "2022-12-20", "confidence": "slow", "comment": "", "key": uuid.uuid4()},
        "scoring:staff_save": {f"version-{person}": version, f"grade-{person}-{item}": "1"},
        "scoring:staff_rows": {"member": person, "answers": "1", "version": version},
        "scoring:staff_exempt": leave | {"ends_on": "6/12/2022", "key": uuid.uuid4()},
        "scoring:staff_exemption_lift": {"on": "2/12/2022", "key": uuid.uuid4()},
        "scoring:staff_items": {"label": "Chữ ký số", "key": uuid.uuid4()},
        "scoring:staff_item_change": {"label": "Tài khoản DVC", "target": "", "key": uuid.uuid4()},
        "scoring:staff_item_move": {"to": "1"},
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_targets_answers_as_the_table_says(browser_of, addresses, role):
    browser = browser_of(role)

    answers = {name: outcome(browser.get(url)) for name, url in addresses.items()}

    assert answers == column(role)


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_targets_answers_as_the_table_says(browser_of, addresses, role):
    browser, answers, forms = browser_of(role), {}, FORMS | staff_forms()
    before = [model.objects.count() for model in WRITTEN]

    for name in [*FORMS, *sorted(set(addresses) - set(FORMS), reverse=True)][::-1]:  # approved before it is corrected
        answers[name] = outcome(browser.post(addresses[name], {"key": uuid.uuid4(), **forms.get(name, REASON)}))

    may_write = role in ("principal", "school_staff")
    assert answers == column(role, posting=True)
    after = [model.objects.count() for model in WRITTEN]
    assert [now - then for now, then in zip(after, before, strict=True)] == ([3, 1, 1, 1] if may_write else [0] * 4)


@pytest.mark.parametrize("role", ["principal", "school_staff", "elsewhere"])
def test_of_the_wards_pages_a_school_gets_its_staff_list_and_the_plans(browser_of, addresses, world, role):
    browser = browser_of(role)
    theirs = {f"emulation:{name}" for name in ("staff_change", "staff_leave", "staff_return")}

    answers = {name: outcome(browser.get(url)) for name, url in world.addresses().items() if name not in addresses}

    opened = OPEN_FOR_PRINCIPALS - (theirs if role == "elsewhere" else set())
    opened |= set() if role == "school_staff" else OPEN_FOR_PRINCIPALS_ALONE
    assert {name for name, answer in answers.items() if answer == 200} == opened
    assert {answer for name, answer in answers.items() if name not in opened} <= CLOSED


@pytest.mark.parametrize("role", ["principal", "school_staff"])
def test_a_school_posts_nothing_to_the_wards_pages(browser_of, addresses, world, role):
    open_ones = OPEN_FOR_PRINCIPALS | OPEN_FOR_PRINCIPALS_ALONE | {"scoring:plan_file_load"} | set(addresses)
    places = {name: url for name, url in world.addresses().items() if name not in open_ones}

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
