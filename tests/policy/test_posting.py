"""The pages of postings for everybody around them: those of a ward, and those of a school."""

import pytest
from django.test import Client
from django.urls import reverse

from emulation.models import AuditEntry, Unit, User
from rewards.models import Posting
from tests.policy.answers import outcome
from tests.policy.people import person_at
from tests.policy.posting_table import ROLES, column
from tests.rewards.postings import met_dossier, objected, posted


@pytest.fixture
def hung(phase, unit_of, officer_of, clerk, standing):
    met_dossier(phase, unit_of("8"), "Chi hội phụ nữ", unit_by=officer_of("8"), office=standing)
    posting = posted(phase, by=standing)
    objected(posting, posting.lines.get().nomination, by=clerk)
    return posting


def addresses(posting: Posting) -> dict[str, str]:
    place = [posting.phase.campaign.code, posting.phase.number]
    one, objection = [*place, posting.pk], [*place, posting.pk, 1]
    arguments = {"rewards:postings": place, "rewards:posting_draw": place, "rewards:posted_list": [posting.public_id]}
    arguments["rewards:posting_paper"] = [*one, "thong-bao"]
    for name in ("", "_answer", "_change", "_keep"):
        arguments[f"rewards:objection{name}"] = objection
    return {name: reverse(name, args=arguments.get(name, one)) for name in column("clerk")}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_a_posting_answers_as_the_table_says(browser_of, hung, role):
    browser, before = browser_of(role), AuditEntry.objects.count()

    answers = {name: outcome(browser.get(url)) for name, url in addresses(hung).items()}

    assert answers == column(role)
    assert AuditEntry.objects.count() == before


FORMS = {
    "rewards:posting_step": {"verb": "cancel", "seen": 0, "reason": "Treo nhầm"},
    "rewards:posting_draw": {"award": 3},
}


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_a_posting_answers_as_the_table_says(browser_of, hung, role):
    browser, before = browser_of(role), AuditEntry.objects.count()

    answers = {name: outcome(browser.post(url, FORMS.get(name))) for name, url in addresses(hung).items()}

    expected = column(role, sending=True)
    if role == "standing":  # it has cancelled the posting on the way, so that the public page is gone
        expected["rewards:posted_list"] = 404
    assert answers == expected
    assert AuditEntry.objects.count() - before == (1 if role == "standing" else 0)


@pytest.mark.parametrize("role", ["standing", "clerk"])
def test_what_is_not_there_or_of_another_phase_is_not_found(browser_of, hung, role):
    browser = browser_of(role)
    own = {name: url for name, url in addresses(hung).items() if f"/{hung.pk}/" in url}
    missing = [url.replace(f"niem-yet/{hung.pk}/", "niem-yet/999999/") for url in own.values()]
    missing += [url.replace("/dot-1/", "/dot-2/") for url in own.values()]

    assert {outcome(browser.get(url)) for url in missing} == {404}
    assert {outcome(browser.post(url)) for url in missing} == {404}


def test_the_office_of_another_ward_finds_nothing(hung, make_user):
    other = Unit.objects.create(code="xa-ben", kind="ward", name="Xã Bên")
    browser = Client()
    browser.force_login(make_user("there", "standing", other))

    answers = {name: outcome(browser.get(url)) for name, url in addresses(hung).items()}

    assert answers.pop("rewards:posted_list") == 200
    assert set(answers.values()) == {404}


def test_a_school_keeps_its_own_postings_and_the_ward_above_only_reads_them(ward, school, phase, standing):
    person_at(school, "principal", "principal")
    staff = person_at(school, "school_staff", "staff")
    type(phase.campaign).objects.filter(pk=phase.campaign_id).update(ward=school)
    browsers = {}
    for user in (User.objects.get(username="principal"), staff, standing):
        browsers[user.username] = Client()
        browsers[user.username].force_login(user)
    place = [phase.campaign.code, phase.number]
    pages = [reverse("rewards:postings", args=place), reverse("rewards:posting_draw", args=place)]

    answers = {name: [outcome(b.get(pages[0])), outcome(b.post(pages[1]))] for name, b in browsers.items()}

    assert answers == {"principal": [200, 302], "staff": [200, 302], standing.username: [200, 403]}
