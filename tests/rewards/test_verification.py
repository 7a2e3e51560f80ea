"""What anybody outside may ask about a certificate: the state first, the printed words, nothing else of anybody."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from emulation.kit import clock
from emulation.models import Unit
from rewards.documents.laid_out import write_sheets
from rewards.facts.certificates import with_door
from rewards.forms.verification import LENGTH_OF_CODE, ODD_NUMBER
from rewards.models import Certificate, DecisionLine, Nomination
from rewards.queries import verification
from rewards.queries.layouts import layout_for
from rewards.views.verification import MISSES
from rewards.words.verification import NOTHING_FITS
from scoring.actions.wrong_tries import TRIES
from scoring.models import WrongTry
from tests.printed import pages_of
from tests.rewards.issued import certificate_for, issued, signed

pytestmark = pytest.mark.django_db

LOOK_UP = "/tra-cuu/"
UNKNOWN = "/tra-cuu/" + "x" * 22 + "/"


@pytest.fixture(autouse=True)
def nobody_has_missed():
    cache.clear()


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def paper(issue):
    return issue("Sùng A Chử", place="Số 12 đường Điện Biên, Tổ dân phố số 8, phường Đồng Tâm")


def page_of(certificate) -> str:
    return f"/tra-cuu/{certificate.public_id}/"


def text_of(answer) -> str:
    """The words of the page, tags taken out."""
    body = re.sub(r"<(style|script).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def look(visitor, number, code, **extra):
    return visitor.post(LOOK_UP, {"number": number, "code": code}, **extra)


def end(certificate, status, by, reason="Vì một lý do"):
    told = {"status": status, "ended_at": clock.now(), "ended_by": by, "end_reason": reason}
    Certificate.objects.filter(pk=certificate.pk).update(**told)


# What is shown


def test_the_state_comes_first_then_the_words_of_the_paper(visitor, paper):
    answer = visitor.get(page_of(paper))

    main = text_of(answer).partition("Cổng thi đua ")[2]
    assert answer.status_code == 200
    assert main.startswith("✔ Có hiệu lực Thông tin dưới đây phải giống hệt trên giấy.")
    shown = [
        "Chủ tịch Ủy ban nhân dân phường Đồng Tâm", "Gia đình ông Sùng A Chử", "Tổ dân phố số 8, phường Đồng Tâm",
        "Quyết định số 112/QĐ-UBND ngày 12 tháng 9 năm 2022", "Số vào sổ 0001/2022",
        "Đạt tiêu chí “Gia đình công dân số” năm 2022",
        "CHỦ TỊCH Nguyễn Ngọc Hà",
    ]  # fmt: skip
    assert [words for words in shown if words not in main] == []


def test_everything_shown_stands_on_the_paper(visitor, paper):
    printed = {*paper.facts["face"].values(), *paper.facts["line"].values()}

    told = visitor.get(page_of(paper)).context["paper"]

    rest = " ".join([told.number, told.issuer, told.name, told.content, *(text for _, text in told.rows)])
    for text in sorted(printed, key=len, reverse=True):
        rest = rest.replace(text, "")
    assert rest.split() == []
    assert paper.said("place").endswith(told.place)


def test_what_is_shown_is_what_the_printed_sheet_says(visitor, paper):
    layout, out = layout_for(paper.line.decision.award, paper.line.decision.ward), BytesIO()
    link = f"http://testserver{page_of(paper)}"
    face = with_door(paper.facts["face"], "http://testserver")
    write_sheets(layout, face, [paper.facts["line"] | {"qr": link}], out)

    [printed] = pages_of(out.getvalue())
    told = visitor.get(page_of(paper)).context["paper"]

    words = [told.issuer, paper.said("salutation"), paper.said("name"), told.place, told.number, told.rows[2][1]]
    words += [paper.facts["face"][slot] for slot in ("decision", "decided_on", "signer_title", "signer_name")]
    assert [text for text in words if text.casefold() not in printed.casefold()] == []


def test_of_a_household_neither_house_nor_street_is_told(visitor, paper):
    assert "Điện Biên" not in visitor.get(page_of(paper)).text


def test_of_a_person_the_place_is_told_as_printed(visitor, issue):
    paper = issue("Trần Văn Bảy", kind="individual", place="Công chức, Số 5 Trần Phú")

    assert visitor.get(page_of(paper)).context["paper"].place == "Công chức, Số 5 Trần Phú"


def test_nothing_else_is_told(visitor, paper):
    """Neither what the nomination says beyond the paper, nor keys, codes, amounts or other people."""
    line = paper.line
    Nomination.objects.filter(pk=line.nomination_id).update(achievement="CANARY-THANH-TICH", gender="male")
    DecisionLine.objects.filter(pk=line.pk).update(
        amount=380_000, coefficient="0.15", base_salary=2_340_000, achievement="CANARY-DONG"
    )

    text = visitor.get(page_of(paper)).text

    hidden = [
        "CANARY",
        "380.000",
        paper.check_code,
        f"{paper.check_code[:4]} {paper.check_code[4:]}",
    ]
    assert [word for word in hidden if word in text] == []


@pytest.mark.parametrize("status", ["revoked", "issued"])
def test_a_revoked_one_says_by_which_decision(visitor, paper, status, standing, chairman):
    later = signed(
        paper.line.decision.phase, 5, by=standing, recorder=chairman, on=date(2022, 10, 20), said="118/QĐ-UBND",
        kind="revoke", about=paper.line.decision, reason="Khai sai",
    )  # fmt: skip
    DecisionLine.objects.filter(pk=paper.line_id).update(stands=False, ended_by=later)
    if status == "revoked":
        end(paper, status, standing)

    text = text_of(visitor.get(page_of(paper)))

    assert "✖ Đã thu hồi theo Quyết định số 118/QĐ-UBND ngày 20 tháng 10 năm 2022 Giấy này không còn giá trị." in text
    assert "Khai sai" not in text


def test_a_replaced_one_names_the_number_of_the_new_one_and_leads_nowhere(visitor, paper, clerk):
    end(paper, "replaced", clerk)
    new = certificate_for(paper.line, by=clerk, kind="exchange", replaces=paper, issue_reason="Sai tên đệm")

    answer = visitor.get(page_of(paper))

    assert "↻ Đã được thay thế bởi giấy số 0002/2022" in text_of(answer)
    assert new.public_id not in answer.text
    assert "Sai tên đệm" not in answer.text
    assert "✔ Có hiệu lực" in text_of(visitor.get(page_of(new)))


def test_a_cancelled_number_says_nothing_of_whom_it_was_for(visitor, paper, clerk):
    end(paper, "voided", clerk, "In hỏng CANARY")

    answer = visitor.get(page_of(paper))

    assert "✖ Số đã hủy" in text_of(answer)
    assert "0001/2022" in text_of(answer)
    assert [word for word in ("Sùng", "Tổ dân phố", "112/QĐ", "CANARY") if word in answer.text] == []


def test_practice_data_is_marked(visitor, paper):
    Unit.objects.update(is_practice=True)

    assert "DỮ LIỆU THỰC HÀNH" in text_of(visitor.get(page_of(paper)))


@pytest.mark.parametrize("address", [UNKNOWN, "/tra-cuu/1/", "/tra-cuu/khong-co/", "/tra-cuu/" + "x" * 300 + "/"])
def test_an_unknown_address_is_answered_calmly(visitor, paper, address):
    answer = visitor.get(address)

    assert answer.status_code == 404
    assert "Không có giấy nào ở địa chỉ này" in text_of(answer)
    assert "Sùng" not in answer.text


def test_what_goes_wrong_below_is_told_in_the_same_frame(visitor):
    answers = [
        visitor.get("/tra-cuu/a/b/"),
        Client(enforce_csrf_checks=True).post(LOOK_UP, {"number": "1/2022"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 403]
    assert [answer for answer in answers if "Tra theo số và mã tra cứu" not in text_of(answer)] == []
    assert [answer for answer in answers if "Đăng nhập" in answer.text] == []


# How it is answered


@pytest.mark.parametrize(
    ("kind", "referrer"),
    [
        ("certificate", "no-referrer"),
        ("found", "no-referrer"),
        ("unknown", "same-origin"),
        ("look_up", "same-origin"),  # from a page without a referrer a browser sends no origin, and the form is refused
    ],
)
def test_no_cache_no_search_engine_and_no_referrer_learns_of_it(visitor, paper, kind, referrer):
    ask = {
        "certificate": lambda: visitor.get(page_of(paper)),
        "unknown": lambda: visitor.get(UNKNOWN),
        "look_up": lambda: visitor.get(LOOK_UP),
        "found": lambda: look(visitor, "0001/2022", paper.check_code),
    }

    answer = ask[kind]()

    names = ("Cache-Control", "X-Robots-Tag", "Referrer-Policy", "X-Content-Type-Options")
    assert [answer[name] for name in names] == ["no-store, private", "noindex, nofollow", referrer, "nosniff"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert "<script" not in answer.text
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_the_page_sets_no_cookie(visitor, paper):
    assert visitor.get(page_of(paper)).cookies == {}


def test_all_that_a_phone_loads_is_less_than_30_kilobytes(visitor, paper, settings):
    answer = visitor.get(page_of(paper))

    linked = re.findall(r'(?:href|src)="/static/([^"]+?)(?:\.[0-9a-f]{12})?\.(css|svg|js|png|woff2)"', answer.text)
    files = {Path(settings.BASE_DIR, "static", f"{name}.{ending}") for name, ending in linked}
    assert sorted(file.name for file in files) == ["household.css", "star.svg", "verification.css"]
    assert len(answer.content) + sum(file.stat().st_size for file in files) < 30_000


def test_looking_writes_nothing_and_costs_one_statement(visitor, paper):
    with CaptureQueriesContext(connection) as captured:
        visitor.get(page_of(paper))
        visitor.get(UNKNOWN)

    own = [query["sql"] for query in captured if "rewards_certificate" in query["sql"]]
    assert len(own) == 2
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_many_wrong_addresses_have_to_wait_and_a_right_one_opens_all_the_while(visitor, paper):
    answers = [visitor.get(f"/tra-cuu/{number:022}/").status_code for number in range(MISSES + 2)]

    assert answers == [404] * MISSES + [429] * 2
    assert visitor.get(page_of(paper)).status_code == 200
    assert visitor.get(UNKNOWN, REMOTE_ADDR="203.0.113.9").status_code == 404


# Number and check code


@pytest.mark.parametrize("number", ["0001/2022", "1/2022", " 01 / 2022 ", "số 0001/2022", "1-2022"])
def test_number_and_code_show_the_same_page_at_an_address_that_says_nothing(visitor, paper, number):
    answer = look(visitor, number, f" {paper.check_code[:4].lower()}-{paper.check_code[4:]} ")

    assert answer.status_code == 200
    assert answer.context["paper"] == visitor.get(page_of(paper)).context["paper"]
    assert answer.request["PATH_INFO"] == LOOK_UP
    assert paper.public_id not in answer.text


def test_what_nobody_can_type_is_answered_in_vietnamese(visitor):
    answers = [look(visitor, "0001/2022\0", "K7M2RF9T"), look(visitor, "0001/2022", "K7M2RF9T\0")]

    assert [answer.context["complaint"] for answer in answers] == [ODD_NUMBER, LENGTH_OF_CODE]


def test_every_wrong_pair_is_answered_with_the_same_words(visitor, paper, issue):
    other = issue("Lô Thị Nga")
    pairs = [
        ("0001/2022", "ZZZZZZZZ"), ("0099/2022", paper.check_code), ("0001/2021", paper.check_code),
        ("0002/2022", paper.check_code), ("0001/2022", other.check_code), ("0001/2022", "00000000"),
        ("0099/2022", "00000000"), ("0001/2022", paper.check_code[:7]),
    ]  # fmt: skip

    answers = [look(visitor, *pair) for pair in pairs]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.context["complaint"] for answer in answers} == {NOTHING_FITS}
    assert len({re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}) == 1


@pytest.mark.parametrize(("number", "compared"), [("0001/2022", 3), ("0099/2022", 1)])
def test_every_candidate_is_compared_in_constant_time(visitor, paper, monkeypatch, number, compared, phase, unit_of,
                                                      standing, chairman, clerk):  # fmt: skip
    """Of two registers with this number both are compared, and once more for nobody; the right one does not end it."""
    other = signed(phase, 3, by=standing, recorder=chairman, said="113/QĐ-UBND")
    issued(other, "Chi hội phụ nữ", unit=unit_of("8"), by=clerk, kind="collective")
    seen = []
    original = verification.constant_time_compare
    monkeypatch.setattr(verification, "constant_time_compare", lambda one, two: seen.append(one) or original(one, two))

    look(visitor, number, paper.check_code)

    assert len(seen) == compared


def test_what_cannot_be_a_number_is_told_without_counting_as_a_try(visitor, paper):
    answers = [look(visitor, number, "K7M2RF9T") for number in ("", "87", "abc", "1/22", "x" * 70)]

    assert {answer.context["complaint"] for answer in answers} == {
        "Xin nhập số vào sổ như in trên giấy, gồm cả năm, ví dụ 0087/2026."
    }
    assert not WrongTry.objects.exists()


def test_too_many_wrong_pairs_of_one_network_have_to_wait(visitor, paper):
    wrong = [look(visitor, "0001/2022", "ZZZZZZZZ").status_code for _ in range(TRIES + 1)]

    late = look(visitor, "0001/2022", paper.check_code)

    assert wrong == [200] * TRIES + [429]
    assert late.status_code == 429
    assert "mã QR vẫn mở được ngay" in text_of(late)
    assert "paper" not in (late.context or {})
    assert visitor.get(page_of(paper)).status_code == 200
    assert (
        look(visitor, "0001/2022", paper.check_code, REMOTE_ADDR="203.0.113.9").context["paper"].number == "0001/2022"
    )
    assert visitor.post("/tu-cham/", {"code": "K7M2RF9T3"}).status_code == 200


def test_right_pairs_are_not_counted(visitor, paper):
    answers = {look(visitor, "0001/2022", paper.check_code).status_code for _ in range(TRIES * 2)}

    assert answers == {200}
    assert not WrongTry.objects.exists()
