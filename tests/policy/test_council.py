"""The pages of councils for everybody around them: those of a ward, and those of a school."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from emulation.models import AuditEntry, Campaign, Phase, Unit, User
from rewards.models import Meeting
from tests.councils import held, lines_of, make_award, make_council, make_meeting, make_seat, nominate
from tests.policy.answers import outcome
from tests.policy.council_table import ROLES, column
from tests.policy.people import person_at

OF_COUNCIL = ["council", "council_change", "seat_add", "meeting_call"]
ALONE = ["councils", "council_new"]


@pytest.fixture
def council(ward, standing):
    User.objects.create_user("member", full_name="member")
    council = make_council(ward, by=standing)
    make_seat(council, "Lò Văn Xa", by=standing, account=User.objects.get(username="member"))
    return council


@pytest.fixture
def meeting(council, campaign, standing, clerk):
    phase = Phase.objects.for_page().get(campaign=campaign, number=1)
    award = make_award(campaign, ballot="secret")
    nominate(phase, award, "Kiều Thị Bạch", by=clerk)
    return held(council, phase, by=standing)


def addresses(meeting: Meeting) -> dict[str, str]:
    council, line = meeting.council, lines_of(meeting)[0] if lines_of(meeting) else None
    arguments = {f"rewards:{name}": [] for name in ALONE} | {f"rewards:{name}": [council.pk] for name in OF_COUNCIL}
    for name in column("clerk"):
        arguments.setdefault(name, [meeting.pk])
    arguments["rewards:seat_change"] = [council.pk, council.seats.first().pk]
    arguments["rewards:meeting_step"] = [meeting.pk, "quay-lai"]
    arguments["rewards:meeting_paper"] = [meeting.pk, "bien-ban-hop"]
    for name in ("agenda_drop", "tie_decide"):
        arguments[f"rewards:{name}"] = [meeting.pk, line.pk if line else 0]
    return {name: reverse(name, args=arguments[name]) for name in column("clerk")}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_the_council_answers_as_the_table_says(browser_of, meeting, role):
    browser, before = browser_of(role), AuditEntry.objects.count()

    answers = {name: outcome(browser.get(url)) for name, url in addresses(meeting).items()}

    assert answers == column(role)
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_the_council_answers_as_the_table_says(browser_of, meeting, role):
    browser = browser_of(role)
    before = AuditEntry.objects.count()

    answers = {name: outcome(browser.post(url)) for name, url in addresses(meeting).items()}

    assert answers == column(role, posting=True)
    assert AuditEntry.objects.count() - before == (1 if role == "standing" else 0)  # the meeting stepped back


def test_what_is_not_there_is_not_found(browser_of, meeting):
    browser = browser_of("standing")
    alone = {f"rewards:{name}" for name in ALONE}
    urls = {name: url for name, url in addresses(meeting).items() if name not in alone}

    missing = {name: url.replace(f"/{meeting.pk}/", "/999999/", 1) for name, url in urls.items()}

    assert {outcome(browser.get(url)) for url in missing.values()} == {404}
    assert {outcome(browser.post(url)) for url in missing.values()} == {404}
    assert outcome(browser.post(f"/phien-hop/{meeting.pk}/buoc/khac/")) == 404


@pytest.fixture
def school_meeting(school):
    days = {"year": 2022, "reference_date": date(2022, 12, 31), "place": "Đồng Tâm"}
    campaign = Campaign.objects.create(code="truong-2022", name="Trường", title="Trường 2022", ward=school, **days)
    phase = {"number": 1, "name": "Sơ kết", "kind": "interim"}
    phase = Phase.objects.create(campaign=campaign, starts_on=date(2022, 1, 1), ends_on=date(2025, 12, 31), **phase)
    head = person_at(school, "principal", "principal")
    return make_meeting(make_council(school, by=head, members=3), phase, by=head)


def test_a_school_keeps_its_council_and_the_ward_above_only_reads_it(browser_of, ward, school_meeting):
    other = Unit.objects.create(code=f"{ward.code}/hoa-sen", kind="school", name="Trường Hoa Sen", parent=ward)
    elsewhere = Client()
    elsewhere.force_login(person_at(other, "principal", "elsewhere"))
    browsers = {role: browser_of(role) for role in ("principal", "standing", "chairman", "officer")}
    browsers["elsewhere"] = elsewhere
    pages = [f"/phien-hop/{school_meeting.pk}/", f"/phien-hop/{school_meeting.pk}/sua/"]

    answers = {role: [outcome(browser.get(url)) for url in pages] for role, browser in browsers.items()}

    assert answers == {
        "principal": [200, 200],
        "standing": [200, 403],
        "chairman": [200, 403],
        "officer": [404, 404],
        "elsewhere": [404, 404],
    }
