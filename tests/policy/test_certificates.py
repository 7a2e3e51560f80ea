"""The pages of certificates and registers for everybody around them: those of a ward, and those of a school."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from emulation.models import AuditEntry, Campaign, Phase, Unit
from rewards.models import Register
from tests.councils import make_award
from tests.policy.answers import outcome, words_in
from tests.policy.certificate_table import ROLES, column
from tests.policy.people import person_at
from tests.rewards.certified import certificates_of, decision_about, issued, run_of, signed

OF_DECISION = ["certificate_checks", "certificate_issue", "print_run_new"]


@pytest.fixture
def decision(campaign, unit_of, clerk, standing):
    """A signed decision with two certificates, one of which waits in a run of the printer."""
    phase, names = Phase.objects.for_page().get(campaign=campaign, number=1), ["Sùng A Chử", "Kiều Văn Bạch"]
    decision = signed(decision_about(phase, make_award(campaign), names, unit=unit_of("8"), by=clerk), by=standing)
    issued(decision, by=clerk)
    run_of(decision, by=clerk)
    return decision


def addresses(decision) -> dict[str, str]:
    phase, register = decision.phase, Register.objects.get()
    place, one = [phase.campaign.code, phase.number], certificates_of(decision)[0]
    unit, run = decision.lines.first().nomination.submitted_by_id, decision.print_runs.get()
    arguments = {
        **{name: [*place, decision.pk] for name in OF_DECISION},
        "proof_sheet": [*place, decision.pk, unit],
        "proof_sign": [*place, decision.pk, unit],
        "print_run": [*place, run.pk],
        "print_run_step": [*place, run.pk, "dung"],
        "award_registers": [],
        "register_settings": [decision.ward_id, register.award_class],
        "award_register": [register.pk],
        "register_file": [register.pk, "xlsx"],
        "register_stock": [register.pk],
        "certificate": [one.pk],
        "certificate_step": [one.pk, "huy-so"],
    }
    return {f"rewards:{name}": reverse(f"rewards:{name}", args=args) for name, args in arguments.items()}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_certificates_answers_as_the_table_says(browser_of, decision, role):
    browser, before = browser_of(role), AuditEntry.objects.count()

    found = {name: browser.get(url) for name, url in addresses(decision).items()}

    answers = {name: outcome(response) for name, response in found.items()}
    assert answers == column(role)
    assert AuditEntry.objects.count() == before
    closed = [response for name, response in found.items() if answers[name] != 200]
    assert [one for one in closed if "Kiều Văn Bạch" in words_in(one)] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_post_about_certificates_answers_as_the_table_says(browser_of, decision, role):
    browser = browser_of(role)
    before = AuditEntry.objects.count()

    answers = {name: outcome(browser.post(url)) for name, url in addresses(decision).items()}

    assert answers == column(role, posting=True)
    written = list(AuditEntry.objects.order_by("pk")[before:].values_list("verb", flat=True))
    assert written == (["dừng lần in"] if role in ("standing", "clerk") else [])


def test_what_is_not_there_is_not_found(browser_of, decision):
    browser, urls = browser_of("standing"), addresses(decision)
    missing = [
        f"/phong-trao/{decision.phase.campaign.code}/dot-2/giay-chung-nhan/quyet-dinh/{decision.pk}/",
        f"/phong-trao/{decision.phase.campaign.code}/dot-2/giay-chung-nhan/lan-in/{decision.print_runs.get().pk}/",
        urls["rewards:certificate_checks"].replace(f"/{decision.pk}/", "/999999/"),
        urls["rewards:proof_sheet"].rsplit("/", 2)[0] + f"/{decision.ward_id}/",
        "/so-khen-thuong/999999/",
        "/so-khen-thuong/giay/999999/",
        f"/so-khen-thuong/don-vi/{decision.ward_id}/khac/",
        f"/so-khen-thuong/{Register.objects.get().pk}/tep/docx/",
    ]

    answers = {url: outcome(browser.get(url)) for url in missing}

    assert answers == dict.fromkeys(missing, 404)
    assert outcome(browser.post(urls["rewards:certificate_step"].replace("huy-so", "khac"), {"reason": "Thử"})) == 404


def test_a_school_keeps_its_own_register_and_the_ward_above_does_not(browser_of, ward, school):
    days = {"year": 2022, "reference_date": date(2022, 12, 31), "place": "Đồng Tâm"}
    campaign = Campaign.objects.create(code="truong-2022", name="Trường", title="Trường 2022", ward=school, **days)
    phase = Phase.objects.create(
        campaign=campaign, number=1, name="Sơ kết", kind="interim",
        starts_on=date(2022, 1, 1), ends_on=date(2025, 12, 31),
    )  # fmt: skip
    head, other = person_at(school, "principal", "head"), person_at(school, "school_staff", "deputy")
    decision = signed(decision_about(phase, make_award(campaign), ["Lô Thị Nga"], by=head), by=other)
    issued(decision, by=head)
    elsewhere = Unit.objects.create(code=f"{ward.code}/hoa-sen", kind="school", name="Trường Hoa Sen", parent=ward)
    browsers = {role: browser_of(role) for role in ("principal", "standing", "chairman", "administrator")}
    browsers["elsewhere"] = Client()
    browsers["elsewhere"].force_login(person_at(elsewhere, "principal", "elsewhere"))
    [one] = certificates_of(decision)
    pages = [f"/so-khen-thuong/giay/{one.pk}/", f"/so-khen-thuong/{one.register_id}/"]

    answers = {role: [outcome(browser.get(url)) for url in pages] for role, browser in browsers.items()}

    assert answers == {
        "principal": [200, 200],
        "standing": [403, 403],
        "chairman": [403, 403],
        "administrator": [403, 403],
        "elsewhere": [404, 404],
    }
