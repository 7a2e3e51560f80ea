"""Setting up addressees and reports due in the administration: free until a report hangs on them."""

from datetime import date

import pytest

from rewards.models import Addressee, ReportDue
from tests.rewards.written import approved, due_of, sent, written

MADE = date(2023, 11, 20)


@pytest.fixture
def browser(logged_in, django_user_model, school_campaign):
    user = django_user_model.objects.create_superuser("admin", password="mot-mat-khau-dai", full_name="Quản trị")
    return logged_in(user)


def answers(browser, thing) -> list[int]:
    """What changing and deleting answer: 200 where it may be, 403 where not (a page only to read has no button)."""
    place = f"/thiet-lap/rewards/{thing._meta.model_name}/{thing.pk}"
    page = browser.get(f"{place}/change/")
    return [200 if 'name="_save"' in page.text else 403, browser.get(f"{place}/delete/").status_code]


def test_the_last_day_is_free_until_a_report_is_sent(browser, school_campaign, deputy, principal):
    free = answers(browser, due_of(school_campaign))
    report = approved(written(school_campaign, made_on=MADE, by=deputy), by=principal)
    begun = answers(browser, due_of(school_campaign))
    sent(report.letters.first(), MADE, by=deputy)

    assert (free, begun) == ([200, 200], [200, 403])
    assert answers(browser, due_of(school_campaign)) == [403, 403]


def test_an_office_that_was_written_to_ends_but_never_goes(browser, school_campaign, deputy, principal):
    office = Addressee.objects.filter(campaign=school_campaign).first()
    free = answers(browser, office)
    approved(written(school_campaign, made_on=MADE, by=deputy), by=principal)

    assert (free, answers(browser, office)) == ([200, 200], [200, 403])


def test_days_that_cannot_be_are_refused_in_words(browser, school_campaign):
    due = ReportDue.objects.get(campaign=school_campaign, number=2)
    given = {"campaign": due.campaign_id, "number": 1, "name": "Báo cáo", "kind": "final"}

    page = browser.post(
        f"/thiet-lap/rewards/reportdue/{due.pk}/change/", given | {"last_day": "24/11/2025", "cut_off": "25/11/2025"}
    )

    assert "Phong trào đã có kỳ báo cáo mang số này." in page.text
    assert "Ngày tính số liệu sau hạn gửi: kiểm tra lại hai ngày." in page.text
