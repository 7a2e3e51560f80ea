"""Logging in and staying so: throttling that locks nobody out from outside, cookies, limits, no way elsewhere."""

import time
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.utils import timezone

from config.lockout import client_address, typed_username
from emulation.models import Role, User

PASSWORD = "mot-mat-khau-dai"
LOGIN = "/dang-nhap/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def results(phase):
    """A page that needs a role."""
    return f"/phong-trao/{phase.campaign.code}/dot-1/ket-qua/"


def log_in(client, username="clerk", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": username, "password": password}, **extra)


def is_logged_in(client):
    return client.get("/").status_code == 200


# Throttling


def test_five_wrong_passwords_lock_this_account_at_this_address(client, clerk):
    answers = [log_in(client, password="sai") for _ in range(5)]

    locked = log_in(client)

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "Tạm khoá đăng nhập" in locked.text
    assert not is_logged_in(client)


def test_a_colleague_at_the_same_address_still_gets_in(client, clerk, standing):
    for _ in range(6):
        log_in(client, password="sai")

    log_in(client, "standing")

    assert is_logged_in(client)


def test_nobody_is_locked_out_from_outside(client, clerk):
    for _ in range(6):
        log_in(client, password="sai", REMOTE_ADDR="203.0.113.9")

    log_in(client, REMOTE_ADDR="203.0.113.10")

    assert is_logged_in(client)


def test_behind_the_proxy_addresses_are_told_apart(client, clerk):
    for _ in range(6):
        log_in(client, password="sai", HTTP_X_FORWARDED_FOR="203.0.113.9")

    log_in(client, HTTP_X_FORWARDED_FOR="203.0.113.10")

    assert is_logged_in(client)


def test_an_invented_address_before_the_proxys_own_does_not_help(client, clerk):
    for number in range(6):
        log_in(client, password="sai", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9")

    assert log_in(client, HTTP_X_FORWARDED_FOR="198.51.100.77, 203.0.113.9").status_code == 429


def test_a_lock_ends_a_quarter_of_an_hour_after_the_last_try(client, clerk):
    for _ in range(6):
        log_in(client, password="sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    log_in(client)

    assert is_logged_in(client)


@pytest.mark.parametrize(
    ("forwarded", "behind_tls", "address"),
    [
        ("203.0.113.9", True, "203.0.113.9"),
        ("6.6.6.6, 203.0.113.9", True, "203.0.113.9"),
        ("2001:db8::1", True, "2001:db8::1"),
        ("", True, "10.0.0.1"),
        ("unknown", True, "10.0.0.1"),
        ("203.0.113.9", False, "10.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(settings, forwarded, behind_tls, address):
    settings.BEHIND_TLS = behind_tls
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


def test_a_socket_has_no_address():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None


def test_an_endless_user_name_is_an_ordinary_mistake(client):
    answer = log_in(client, username="a" * 100_000, password="b" * 10_000)

    assert answer.status_code == 200
    assert len(AccessAttempt.objects.get().username) == 150
    assert typed_username(RequestFactory().post(LOGIN, {})) == ""


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_login_leads_nowhere_else(client, clerk, target):
    answer = client.post(f"{LOGIN}?next={target}", {"username": "clerk", "password": PASSWORD, "next": target})

    assert (answer.status_code, answer.url) == (302, "/")


def test_login_leads_back_to_the_page_one_wanted(client, clerk):
    wanted = client.get("/ho-gia-dinh/?q=a").url

    answer = client.post(wanted, {"username": "clerk", "password": PASSWORD, "next": "/ho-gia-dinh/?q=a"})

    assert answer.url == "/ho-gia-dinh/?q=a"


def test_cookies_are_for_this_site_this_server_and_tls_alone(client, clerk, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.BEHIND_TLS
    client.get(LOGIN)

    answer = log_in(client)

    for name in ("sessionid", "csrftoken"):
        cookie = answer.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert answer.cookies["sessionid"]["max-age"] == 30 * 60


# How long a login lasts


def test_a_login_that_is_not_used_for_half_an_hour_is_over(client, clerk):
    log_in(client)
    client.get("/")
    expires = Session.objects.get().expire_date
    Session.objects.update(expire_date=expires - timedelta(minutes=30))

    assert abs(expires - timezone.now() - timedelta(minutes=30)) < timedelta(seconds=10)
    assert not is_logged_in(client)


def test_a_login_in_use_is_renewed(client, clerk):
    log_in(client)
    session = client.session
    session["seen_at"] = int(time.time()) - 120
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))

    client.get("/")

    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=29)


def test_a_login_ends_after_ten_hours_however_busy(client, clerk):
    log_in(client)
    client.get("/")
    session = client.session
    session["began_at"] -= 10 * 60 * 60 + 1
    session.save()

    answer = client.get("/")

    assert answer.url == f"{LOGIN}?next=/"
    assert not Session.objects.exists()


@pytest.mark.parametrize("event", ["disabled", "new password", "deleted"])
def test_an_account_that_is_closed_or_changed_is_out_at_once(client, clerk, event):
    log_in(client)
    changes = {
        "disabled": lambda: User.objects.update(is_active=False),
        "new password": lambda: (clerk.set_password("mot-mat-khau-khac"), clerk.save()),
        "deleted": lambda: clerk.delete(),
    }

    changes[event]()

    assert client.get("/ho-gia-dinh/").url == f"{LOGIN}?next=/ho-gia-dinh/"


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(client, clerk, results):
    log_in(client)
    before = client.get(results).status_code

    Role.objects.all().delete()

    assert (before, client.get(results).status_code) == (200, 404)


def test_the_session_has_a_new_key_after_login(client, clerk):
    client.get(LOGIN)
    client.session.save()
    before = client.session.session_key

    log_in(client)

    assert client.session.session_key != before


def test_logging_out_needs_a_post(client, clerk):
    log_in(client)

    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").url == LOGIN
    assert not is_logged_in(client)
