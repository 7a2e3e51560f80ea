"""Reports of a school for everybody around it: drafts are its own, what was sent is the ward's to read."""

from datetime import date

import pytest
from django.urls import reverse

from emulation.actions.files import write_files
from emulation.kit.evidence import judge
from emulation.models import Issuer, User
from rewards.models import Addressee, ReportDue
from tests.evidence import picture
from tests.policy.answers import outcome, words_in
from tests.policy.school_table import REPORTS, ROLES, column
from tests.policy.test_school import browser_of, schools_campaign  # noqa: F401 - fixtures
from tests.rewards.written import approved, sent, written

MADE = date(2023, 11, 20)
SECRET = "Chưa ai được biết"


@pytest.fixture
def places(schools_campaign):  # noqa: F811
    """The arguments of a draft, of an approved report, of a sent one."""
    campaign = schools_campaign
    Issuer.objects.create(campaign=campaign, agency="TRƯỜNG", signer_title="HIỆU TRƯỞNG", signer_name="Vũ Thị Bắc")
    Addressee.objects.create(campaign=campaign, name="Ủy ban nhân dân Quận 1")
    days = {"last_day": date(2023, 11, 24), "cut_off": MADE}
    for number in (1, 2, 3):
        ReportDue.objects.create(campaign=campaign, number=number, name="Báo cáo sơ kết", kind="interim", **days)
    deputy, head = (User.objects.get(username=name) for name in ("deputy", "principal"))
    deputy.username = "school_staff"  # the browser of the column is the very person who has written
    deputy.save()
    written(campaign, 1, made_on=MADE, by=deputy, causes=SECRET)
    ready, done = (approved(written(campaign, n, made_on=MADE, by=deputy), by=head) for n in (2, 3))
    scan = write_files([judge(picture(), "ban-chup.jpg")])
    letter = sent(done.letters.get(), MADE, by=deputy, uploads=scan)
    at = [[campaign.code, number, 1] for number in (1, 2, 3)]
    return {"draft": at[0], "letter": [*at[1], ready.letters.get().pk], "scan": [*at[2], letter.files.get().key]}


@pytest.fixture
def addresses(places):
    draft, letter, scan = places["draft"], places["letter"], places["scan"]
    arguments = {
        "rewards:reports_due": [],
        "rewards:target_reports": draft[:1],
        "rewards:report_start": draft[:2],
        **{f"rewards:{name}": draft for name in ("target_report", "report_texts", "report_approve")},
        **{f"rewards:{name}": draft for name in ("report_paper", "report_word")},
        "rewards:report_send": letter,
        "rewards:report_return": letter[:3],
        "rewards:report_scan": scan,
        "rewards:report_replace": scan[:3],
    }
    return {name: reverse(name, args=args) for name, args in arguments.items()}


@pytest.mark.parametrize("role", ROLES)
def test_reports_answer_as_the_table_says(browser_of, addresses, role):  # noqa: F811
    browser = browser_of(role)

    read = {name: outcome(browser.get(url)) for name, url in addresses.items()}
    posted = {name: outcome(browser.post(url)) for name, url in addresses.items()}

    assert read == column(role, table=REPORTS)
    assert posted == column(role, posting=True, table=REPORTS)


@pytest.mark.parametrize(("role", "answer"), [("clerk", 200), ("standing", 200), ("officer", 404), ("elsewhere", 404)])
def test_what_was_sent_is_read_by_the_ward_and_no_other_school(browser_of, places, role, answer):  # noqa: F811
    browser, place = browser_of(role), places["scan"][:3]

    read = {
        browser.get(reverse(f"rewards:{name}", args=place)).status_code for name in ("target_report", "report_paper")
    }
    done = {
        browser.post(reverse(f"rewards:{name}", args=place)).status_code
        for name in ("report_texts", "report_approve", "report_return", "report_replace")
    }

    assert (read, done) == ({answer}, {403 if answer == 200 else 404})


@pytest.mark.parametrize("role", ["clerk", "standing", "chairman", "officer", "elsewhere"])
def test_words_of_a_draft_are_met_by_nobody_outside(browser_of, addresses, role):  # noqa: F811
    browser = browser_of(role)

    assert [url for url in ["/", *addresses.values()] if SECRET in words_in(browser.get(url))] == []
