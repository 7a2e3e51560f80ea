"""What somebody hostile would send: numbers, bytes and rows that no page of ours makes."""

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from emulation.models import Household, HouseholdImport, Job, Unit
from scoring.models import MemberScore, ScoreSheet
from tests.workbooks import family, workbook

HUGE = [2**15, 2**31, 2**63 - 1, 2**63, 10**30, "9" * 5000]
ODD = [
    "%00", "a%00b", "%ff%fe", "%ed%a0%80", "abc", "-1", "0", "1e5", "٣", "'", "%25", "_", "%5C", "😀",
    "a " * 60, "x" * 5000,
]  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def office(visitor, clerk):
    visitor.force_login(clerk)
    return visitor


@pytest.fixture
def place(phase):
    return f"/phong-trao/{phase.campaign.code}/dot-1/"


def broken(browser, urls) -> list[str]:
    """Addresses that were not answered in an ordinary way."""
    answers = {url: browser.get(url) for url in urls}
    return [f"{a.status_code} {url[:80]}" for url, a in answers.items() if a.status_code not in (200, 302, 400, 404)]


# Numbers and bytes in addresses


@pytest.mark.parametrize("number", HUGE, ids=lambda number: str(number)[:20])
def test_a_number_no_database_can_hold_is_simply_not_found(office, household, place, number):
    paths = [
        f"/ho-gia-dinh/{number}/",
        f"/phong-trao/dong-tam-2022/dot-{number}/phieu/",
        f"/phong-trao/dong-tam-2022/dot-{number}/bao-cao/",
        f"{place}phieu/ho-{number}/",
        f"{place}ket-qua/{number}/",
    ]

    assert [office.get(path).status_code for path in paths] == [404] * len(paths)


@pytest.mark.parametrize("word", [*map(str, HUGE), *ODD], ids=lambda word: word[:12])
@pytest.mark.parametrize("who", ["stranger", "clerk"])
def test_a_query_nobody_would_type_gets_an_ordinary_answer(request, visitor, household, place, who, word):
    if who == "clerk":
        visitor.force_login(request.getfixturevalue("clerk"))
    asked = {
        "/": ["x"],
        "/ho-gia-dinh/": ["q", "to", "page"],
        f"/ho-gia-dinh/{household.pk}/": ["q"],
        f"{place}phieu/": ["q", "to", "state", "page"],
        f"{place}ket-qua/": ["x"],
        "/nhap-danh-sach/tep-mau.xlsx": ["phong-trao"],
        "/dang-nhap/": ["next"],
    }
    urls = [f"{path}?{key}={word}" for path, keys in asked.items() for key in keys]

    assert broken(visitor, [*urls, f"/{quote(word[:200])}/", f"/phong-trao/{quote(word[:200])}/ke-hoach/"]) == []


@pytest.mark.parametrize("word", ["%00", "abc", "-1", str(2**63), "'"])
def test_set_up_pages_answer_odd_queries_too(visitor, administrator, phase, word):
    visitor.force_login(administrator)
    fields = {
        "campaign": "code",
        "unit": "kind",
        "phase": "status",
        "user": "is_active",
        "auditentry": "verb",
        "job": "kind",
    }
    urls = [
        f"/thiet-lap/emulation/{model}/?{key}={word}"
        for model, field in fields.items()
        for key in (field, f"{field}__exact", "q", "id", "p", "o", "e")
    ]

    assert broken(visitor, [*urls, f"/thiet-lap/emulation/unit/{word}/change/"]) == []


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "unicode_escape", "khong-co"])
def test_words_in_another_encoding_are_not_read(office, charset):
    answer = office.get("/ho-gia-dinh/", QUERY_STRING="q=+2AA-", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == (200 if charset == "khong-co" else 400)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf8_by_any_of_its_names_is_read(office, charset):
    answer = office.get("/ho-gia-dinh/", QUERY_STRING="q=a", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == 200


@pytest.mark.parametrize("key", [r'"\000\000\000\000\000\000\000\000"', "x" * 5000, "Æ°" * 16, "'; --", '"'])
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages"])
def test_a_forged_cookie_is_no_login_and_no_error(visitor, name, key):
    answer = visitor.get("/", HTTP_COOKIE=f"{name}={key}")

    assert answer.status_code in (302, 400)


@pytest.mark.parametrize("header", ["HTTP_USER_AGENT", "HTTP_ACCEPT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR"])
def test_endless_headers_beside_a_wrong_password_are_an_ordinary_mistake(visitor, clerk, header):
    form = {"username": "clerk", "password": "sai"}

    answer = visitor.post("/dang-nhap/?x=" + "y" * 2000, form, **{header: "z" * 5000})

    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "testserver:x", "a b", "[::1", "testserver@evil.example"])
def test_a_foreign_host_is_refused(visitor, host):
    assert visitor.get("/", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize("page", ["/dang-nhap/", "/thiet-lap/login/"])
@pytest.mark.parametrize("username", ["\0", "clerk\0", "a" * 5000, "' OR 1=1 --", "\u202eclerk", "ＣＬＥＲＫ"])
def test_an_odd_user_name_does_not_get_in(visitor, clerk, page, username):
    answer = visitor.post(page, {"username": username, "password": "mot-mat-khau-dai"})

    assert answer.status_code == 200
    assert visitor.get("/").status_code == 302


# Rows and forms that the grid never sends


@pytest.mark.parametrize(
    "answers", ["\0" * 10, "１" * 10, "1" * 40, "1" * 41, "", "1\n1111111", "<script>al", "٣" * 10]
)
def test_answers_that_are_none_are_refused(office, household, place, answers):
    member = household.members.first().pk
    form = {"member": member, "answers": answers, "version": 0}

    answer = office.post(f"{place}phieu/ho-{household.pk}/dong/", form)

    assert answer.status_code == 400
    assert answer.json().keys() == {"problem"}
    assert not MemberScore.objects.exists()


@pytest.mark.parametrize("member", [0, -1, 2**63, 10**30, "x", "\0", ""])
@pytest.mark.parametrize("version", [0, 2**31, 10**30])
def test_a_row_of_nobody_is_refused(office, household, place, member, version):
    form = {"member": member, "answers": "1" * 10, "version": version}

    answer = office.post(f"{place}phieu/ho-{household.pk}/dong/", form)

    assert answer.status_code == 400
    assert not ScoreSheet.objects.exists()


@pytest.mark.parametrize("version", [2**31, 2**63, 10**30])
def test_a_version_from_the_future_overwrites_nothing(office, household, place, score, version):
    score(household)
    form = {"member": household.members.first().pk, "answers": "0" * 10, "version": version}

    answer = office.post(f"{place}phieu/ho-{household.pk}/dong/", form)

    assert answer.status_code == 409
    assert set(MemberScore.objects.values_list("answers", flat=True)) == {"1" * 10}


def test_a_row_cannot_bring_its_own_verdict(office, household, place, standing, make_household):
    stranger = make_household("1", "Lê Văn Hải", 1970)
    member = household.members.first()
    forged = {"score": 100, "passed": "true", "entered_by": standing.pk, "phase": 2, "household": stranger.pk}
    form = {"member": member.pk, "answers": "0" * 10, "version": 0}

    office.post(f"{place}phieu/ho-{household.pk}/dong/", form | forged)

    row = MemberScore.objects.get()
    assert (row.member, row.score, row.passed, row.entered_by.username) == (member, 0, False, "clerk")
    assert (row.sheet.phase.number, row.sheet.household) == (1, household)


def test_a_form_cannot_tick_cells_of_another_household(office, household, place, make_household):
    stranger = make_household("8", "Lê Văn Hải", 1970).members.get()
    form = {"met": [f"{stranger.pk}-1"], "gone": [stranger.pk], f"version-{stranger.pk}": 0}

    answer = office.post(f"{place}phieu/ho-{household.pk}/luu/", form)

    assert "Phiếu có ô không thuộc hộ này" in answer.text
    assert not MemberScore.objects.exists()


@pytest.mark.parametrize("unit", ["abc", "\0", -1, 2**63, 10**30])
def test_certificates_of_no_neighbourhood_are_not_ordered(office, place, household, score, unit):
    score(household)

    answer = office.post(f"{place}giay-chung-nhan/", {"unit": unit})

    assert (answer.status_code, Job.objects.count()) == (200, 0)


def test_certificates_of_another_ward_are_not_ordered(office, place, household, score):
    score(household)
    other = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    answer = office.post(f"{place}giay-chung-nhan/", {"unit": other.pk})

    assert (answer.status_code, Job.objects.count()) == (200, 0)
    assert "Tổ 1 Yên Thịnh" not in answer.text


@pytest.mark.parametrize("code", ["\0", "yen-thinh-2022", "", "x" * 5000])
def test_a_list_for_another_campaign_is_not_taken_in(office, phase, code):
    book = SimpleUploadedFile("a.xlsx", workbook(*family()))

    answer = office.post("/nhap-danh-sach/", {"campaign": code, "file": book})

    assert (answer.status_code, HouseholdImport.objects.count()) == (200, 0)


# The database itself


def test_the_same_question_in_sql_is_only_a_word(office, make_household):
    make_household("8", "Sùng A Chử", 1968)
    attacks = ["' OR '1'='1", "%' OR 1=1 --", '"; DROP TABLE emulation_household; --', "\\", "%%%", "___"]

    found = [len(office.get("/ho-gia-dinh/", {"q": attack}).context["rows"]) for attack in attacks[:3]]

    assert found == [0, 0, 0]
    assert broken(office, [f"/ho-gia-dinh/?q={quote(attack)}" for attack in attacks]) == []
    assert Household.objects.count() == 1


def test_wildcards_find_only_themselves(office, make_household):
    make_household("8", "Sùng A Chử", 1968, code="T08-001")

    rows = [len(office.get("/ho-gia-dinh/", {"q": word}).context["rows"]) for word in ("s_ng", "s%ng", "T08_001")]

    assert rows == [0, 0, 0]
