"""A real browser against a real server, with nothing allowed to fail in silence."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "stories" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": CHROMIUM.split()}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": {"width": 1280, "height": 800}, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture
def campaign(transactional_db, campaign):
    return campaign


@pytest.fixture
def watched(page, live_server):
    """The page, failing the test on any script error or failed request of ours."""
    troubles = []
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("response", lambda r: r.status >= 500 and troubles.append(f"{r.status} {r.url}"))
    page.on("console", lambda m: m.type == "error" and "409" not in m.text and troubles.append(f"console: {m.text}"))
    page.base, page.troubles = live_server.url, troubles
    yield page
    assert troubles == []


@pytest.fixture
def log_in(watched, settings):
    """Opens the home page as somebody: log_in(clerk). The login page itself is walked through in `test_walk`."""

    def go(user):
        visitor = Client()
        visitor.force_login(user)
        session = visitor.cookies[settings.SESSION_COOKIE_NAME].value
        watched.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": watched.base}])
        watched.goto(f"{watched.base}/")
        watched.get_by_role("heading", name="Việc cần làm", level=1).wait_for()
        return watched

    return go


@pytest.fixture
def log_out(watched):
    """Logs out and waits for the login page: a page asked for before that arrives would be cut off by it."""

    def go():
        watched.get_by_role("button", name="Đăng xuất").first.click()
        watched.get_by_role("heading", name="Đăng nhập", level=1).wait_for()

    return go


@pytest.fixture
def axe():
    """What axe finds on a page: axe(page) gives one line for each kind of trouble."""

    def look(page):
        found = Axe().run(page).response["violations"]
        return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]

    return look
