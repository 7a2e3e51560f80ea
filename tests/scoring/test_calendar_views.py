"""The calendar of the plan, with and without a login."""

from datetime import date

from emulation.actions import create_calendar_link, grant_late_entry, revoke_calendar_link
from emulation.kit import clock
from emulation.models import CalendarLink, Role
from tests.emulation.icalendar_reader import read_calendar

PAGE = "/phong-trao/dong-tam-2022/dot-1/thoi-han/"
FEED = "/phong-trao/dong-tam-2022/lich.ics"


def test_the_calendar_is_a_strict_file_of_the_plan(logged_in, officer_of, phase_on_time):
    response = logged_in(officer_of("8")).get(FEED)

    _, events = read_calendar(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert len(events) == 5


def said(response):
    return [str(message) for message in response.context["messages"]]


def address(response):
    """The secret address that a message shows."""
    (message,) = said(response)
    return message.rsplit(" ", 1)[1]


def test_a_link_is_shown_once_and_works_without_a_login(logged_in, clerk, phase_on_time, client, household):
    browser = logged_in(clerk)

    shown = browser.post(f"{PAGE}lich/", follow=True)
    url = address(shown)
    again = browser.get(PAGE)
    browser.logout()
    feed = client.get(url)

    assert url.startswith("http://testserver/lich/")
    assert url not in again.text
    assert again.context["link"] == CalendarLink.objects.get()
    assert feed.status_code == 200
    read_calendar(feed.content)


def test_the_feed_holds_no_person(logged_in, clerk, phase_on_time, standing, household):
    until = clock.end_of(date(2098, 9, 20))
    grant_late_entry(phase_on_time, household.unit, until=until, reason="Bà Nga ốm", by=standing)

    text = logged_in(clerk).get(FEED).content.replace(b"\r\n ", b"").decode()

    for words in [*household.members.values_list("full_name", flat=True), clerk.full_name, "Vũ Thị Hiệp", "Bà Nga"]:
        assert words not in text


def test_wrong_revoked_and_replaced_links_are_not_found(client, clerk, campaign):
    old = create_calendar_link(campaign, by=clerk)
    new = create_calendar_link(campaign, by=clerk)
    assert client.get(f"/lich/{new}.ics").status_code == 200
    revoke_calendar_link(campaign, by=clerk)

    answers = [client.get(f"/lich/{token}.ics").status_code for token in (old, new, "x" * 32, new[:-1])]

    assert answers == [404] * 4


def test_the_link_of_somebody_who_has_left_is_not_found(client, clerk, standing, campaign):
    gone, without_role = create_calendar_link(campaign, by=clerk), create_calendar_link(campaign, by=standing)
    type(clerk).objects.filter(pk=clerk.pk).update(is_active=False)
    Role.objects.filter(user=standing).delete()

    assert [client.get(f"/lich/{token}.ics").status_code for token in (gone, without_role)] == [404, 404]


def test_revoking_the_own_link_leaves_the_links_of_others(logged_in, clerk, standing, phase_on_time, client):
    theirs = create_calendar_link(phase_on_time.campaign, by=standing)
    create_calendar_link(phase_on_time.campaign, by=clerk)

    response = logged_in(clerk).post(f"{PAGE}lich/thu-hoi/", follow=True)

    assert response.context["link"] is None
    assert client.get(f"/lich/{theirs}.ics").status_code == 200
