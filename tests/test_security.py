"""What holds for every answer: headers, refusal of forged and endless requests, calm errors, silent logs."""

import io
import logging
import re

import pytest
from django.conf import settings as portal_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.logs import PlainFormatter
from emulation.choices import JobStatus
from emulation.models import AuditEntry, Job
from scoring.models import MemberScore

PASSWORD = "mot-mat-khau-dai"
LOGIN = "/dang-nhap/"
PERSON = "Sùng A Chử"
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(settings):
    """A browser that gets error pages instead of exceptions, also from a view that breaks."""
    settings.ROOT_URLCONF = "tests.broken_urls"
    return Client(raise_request_exception=False)


@pytest.fixture
def office(visitor, clerk):
    """The same browser with the clerk logged in."""
    visitor.force_login(clerk)
    return visitor


@pytest.fixture
def place(phase, household):
    return f"/phong-trao/{phase.campaign.code}/dot-1/"


# Headers


def file_of(user):
    job = Job.objects.create(kind="report", title="Báo cáo", created_by=user, status=JobStatus.DONE, file_name="a.pdf")
    job.path.parent.mkdir(parents=True, exist_ok=True)
    job.path.write_text("giấy")
    return f"/viec-nen/{job.pk}/tep/"


def answers_of_every_kind(visitor, clerk, place, household):
    """An answer of every kind to somebody logged in, by what it is."""
    rows = f"{place}phieu/ho-{household.pk}/dong/"
    return {
        "page": visitor.get("/"),
        "JSON": visitor.post(rows, {"member": household.members.first().pk, "answers": "1" * 10, "version": 0}),
        "JSON that refuses": visitor.post(rows, {}),
        "workbook": visitor.get(f"{place}ket-qua/bang.xlsx"),
        "file": visitor.get(file_of(clerk)),
        "redirect": visitor.post(f"{place}bao-cao/lap/"),
        "400": visitor.post(rows, {f"f{n}": "" for n in range(6000)}),
        "404": visitor.get("/khong-co/"),
        "405": visitor.get(rows),
        "500": visitor.get("/hong/?ten=x"),
    }


def answers_to_strangers(visitor):
    return {
        "login": visitor.get(LOGIN),
        "to the login": visitor.get("/"),
        "health": visitor.get("/health/"),
        "400": visitor.get("/?q=%00"),
        "wrong host": visitor.get("/", HTTP_HOST="evil.example"),
        "404": visitor.get("/khong-co/"),
        "500": visitor.get("/hong/?ten=x"),
        "no token": Client(enforce_csrf_checks=True).post(LOGIN),
        "set up": visitor.get("/thiet-lap/"),
        "set up, login": visitor.get("/thiet-lap/login/"),
    }


def lacking(answers):
    """Which answers lack one of the headers that every answer has."""
    needed = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    return [
        (name, header)
        for name, answer in answers.items()
        for header, value in [*needed.items(), ("Content-Security-Policy", POLICY)]
        if (set(answer[header].split("; ")) if header.startswith("Content-S") else answer[header]) != value
    ]


def test_every_answer_to_somebody_logged_in_has_the_headers(office, clerk, place, household):
    answers = answers_of_every_kind(office, clerk, place, household)
    b"".join(answers["file"].streaming_content)

    assert lacking(answers) == []
    assert [name for name, answer in answers.items() if "no-store" not in answer["Cache-Control"]] == []


def test_every_answer_to_a_stranger_has_the_headers(visitor):
    assert lacking(answers_to_strangers(visitor)) == []


def test_static_files_pass_the_same_headers():
    order = [name.rpartition(".")[2] for name in portal_settings.MIDDLEWARE]

    assert order[:4] == ["SecurityMiddleware", "CSPMiddleware", "WhiteNoiseMiddleware", "Gate"]


def test_a_refused_page_has_the_headers_too(visitor, officer_of, place):
    visitor.force_login(officer_of("8"))

    answer = visitor.get(f"{place}bao-cao/")

    assert (answer.status_code, lacking({"403": answer}), answer["X-Frame-Options"]) == (403, [], "DENY")
    assert "no-store" in answer["Cache-Control"]


def test_behind_tls_a_browser_stays_with_tls(client):
    assert client.get("/health/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/health/")


# Forged and oversized requests


@pytest.mark.parametrize(
    "path", ["phieu/ho-{}/luu/", "phieu/ho-{}/dong/", "giay-chung-nhan/", "bao-cao/lap/", "/nhap-danh-sach/", LOGIN]
)
def test_a_post_without_the_token_is_refused_in_calm_words(clerk, place, household, path):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(clerk)
    entries = AuditEntry.objects.count()

    answer = visitor.post(path if path.startswith("/") else place + path.format(household.pk))

    assert answer.status_code == 403
    assert "Trang đã cũ, điều vừa gửi chưa được lưu" in answer.text
    assert (AuditEntry.objects.count(), MemberScore.objects.count(), Job.objects.count()) == (entries, 0, 0)


def test_a_stranger_without_a_token_gets_the_same_words():
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"username": "clerk", "password": PASSWORD})

    assert answer.status_code == 403
    assert "Trang đã cũ, điều vừa gửi chưa được nhận" in answer.text


def test_with_its_token_the_same_post_is_taken(clerk, place):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(clerk)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.get(f"{place}bao-cao/").text)[1]

    answer = visitor.post(f"{place}bao-cao/lap/", {"csrfmiddlewaretoken": token})

    assert answer.status_code == 302


def test_a_post_from_another_site_is_refused_even_with_a_token(clerk, place):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(clerk)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', visitor.get(f"{place}bao-cao/").text)[1]

    answer = visitor.post(
        f"{place}bao-cao/lap/", {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("fields", [{f"f{n}": "" for n in range(6000)}, {"q": "a" * 3_000_000}])
def test_a_form_that_is_far_too_large_gets_a_calm_page(office, place, household, fields):
    answer = office.post(f"{place}phieu/ho-{household.pk}/luu/", fields)

    assert answer.status_code == 400
    assert "Yêu cầu chưa đọc được" in answer.text


def test_a_body_over_the_limit_is_not_even_read(office, settings):
    settings.BODY_MAX_BYTES = 1000

    answer = office.post("/nhap-danh-sach/", {"file": SimpleUploadedFile("a.xlsx", b"x" * 1000)})

    assert answer.status_code == 400


# Calm errors


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/?q=%00", 400, "Yêu cầu chưa đọc được"),
        ("/thiet-lap/khong-co/", 404, "Không tìm thấy trang"),
        ("/khong-co/", 404, "Không tìm thấy trang"),
        ("/hong/?ten=x", 500, "Trang gặp trục trặc"),
    ],
)
@pytest.mark.parametrize("who", ["stranger", "clerk", "administrator"])
def test_errors_speak_calm_vietnamese(request, visitor, who, path, status, words):
    if who != "stranger":
        visitor.force_login(request.getfixturevalue(who))

    answer = visitor.get(path)

    expected = 302 if who != "administrator" and path.startswith("/thiet-lap/") else status
    assert answer.status_code == expected
    assert expected == 302 or f"<h1>{words}</h1>" in answer.text
    assert not re.search(r"Traceback|RuntimeError|Django|Exception", answer.text)


def test_the_page_that_is_not_allowed_says_whom_to_ask(visitor, officer_of, place):
    visitor.force_login(officer_of("8"))

    answer = visitor.get(f"{place}bao-cao/")

    assert "<h1>Bạn chưa được giao việc này</h1>" in answer.text
    assert "hãy nhờ người quản trị của phường giao thêm vai trò" in answer.text


# Logs


@pytest.fixture
def log():
    """Everything the portal's one handler writes, as the portal's own formatter writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_every_handler_of_the_portal_writes_this_way():
    formatters = portal_settings.LOGGING["formatters"]

    assert {name: one["()"] for name, one in formatters.items()} == {"plain": "config.logs.PlainFormatter"}
    assert [one["formatter"] for one in portal_settings.LOGGING["handlers"].values()] == ["plain"]


def test_an_incident_has_its_number_on_the_page_and_its_way_in_the_log(visitor, log):
    page = visitor.get("/hong/", {"ten": PERSON}).text

    number = re.search(r"<b>([0-9A-F]{8})</b>", page)[1]
    assert f"ERROR portal incident {number}\n" in log.getvalue()
    assert "broken_urls.py" in log.getvalue()
    assert log.getvalue().rstrip().endswith("builtins.RuntimeError")
    assert "builtins.ValueError" in log.getvalue()
    assert log.getvalue().count("Traceback") == 0


def test_no_log_line_holds_what_somebody_typed(visitor, clerk, log):
    visitor.get("/hong/", {"ten": PERSON})
    visitor.get(f"/{PERSON}/")
    visitor.get("/", HTTP_HOST="sung-a-chu.example")
    visitor.get("/?q=%00" + PERSON)
    for _ in range(6):
        visitor.post(LOGIN, {"username": PERSON, "password": "Mật khẩu thật"})
    Client(enforce_csrf_checks=True).post(
        LOGIN, {"username": PERSON}, headers={"Referer": "https://sung-a-chu.example"}
    )
    logging.getLogger("weasyprint").error("Ignored %s", PERSON)

    written = log.getvalue()

    assert "incident" in written
    assert "weasyprint Ignored %s" in written
    assert [word for word in (PERSON, "Sùng", "sung-a-chu", "Mật khẩu", "Chử") if word in written] == []
