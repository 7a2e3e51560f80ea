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


def queries(keys, words) -> list[str]:
    """Every key with every word once, all keys in each query."""
    turned = [[words[(place + turn) % len(words)] for turn in range(len(keys))] for place in range(len(words))]
    return ["&".join(f"{key}={word}" for key, word in zip(keys, row, strict=True)) for row in turned]


def broken(browser, urls) -> list[str]:
    """Addresses that were not answered in an ordinary way."""
    answers = {url: browser.get(url) for url in urls}
    return [f"{a.status_code} {url[:80]}" for url, a in answers.items() if a.status_code not in (200, 302, 400, 404)]


# Numbers and bytes in addresses


def test_a_number_no_database_can_hold_is_simply_not_found(office, household, place):
    patterns = [
        "/ho-gia-dinh/{}/",
        "/phong-trao/dong-tam-2022/dot-{}/phieu/",
        "/phong-trao/dong-tam-2022/dot-{}/bao-cao/",
        place + "phieu/ho-{}/",
        place + "ket-qua/{}/",
        place + "so-phieu/to-{}/",
        place + "so-phieu/to-{}/chua-nop.pdf",
        "/phieu/{}/",
        "/phieu/{}/so/",
    ]

    answers = {(path, str(n)[:20]): office.get(path.format(n)).status_code for path in patterns for n in HUGE}

    assert answers == dict.fromkeys(answers, 404)


@pytest.mark.parametrize("who", ["stranger", "clerk"])
def test_a_query_nobody_would_type_gets_an_ordinary_answer(request, visitor, household, place, who):
    if who == "clerk":
        visitor.force_login(request.getfixturevalue("clerk"))
    asked = {
        "/": ["x"],
        "/ho-gia-dinh/": ["q", "to", "page"],
        f"/ho-gia-dinh/{household.pk}/": ["q"],
        f"{place}phieu/": ["q", "to", "state", "page"],
        f"{place}so-phieu/to-{household.unit_id}/": ["q", "state", "page", "vua"],
        f"{place}so-phieu/to-{household.unit_id}/nhac/": ["ten"],
        "/phieu/": ["ma"],
        "/nhap-danh-sach/tep-mau.xlsx": ["phong-trao"],
        "/dang-nhap/": ["next"],
    }
    words = [*map(str, HUGE), *ODD]
    urls = [f"{path}?{query}" for path, keys in asked.items() for query in queries(keys, words)]
    paths = [f"{start}{quote(word[:200])}/" for start in ("/", "/phong-trao/") for word in words]

    assert broken(visitor, [*urls, *paths]) == []


def test_set_up_pages_answer_odd_queries_too(visitor, administrator, phase):
    visitor.force_login(administrator)
    fields = {"campaign": "code", "unit": "kind", "user": "is_active", "auditentry": "verb", "job": "status"}
    urls = [
        f"/thiet-lap/emulation/{model}/?{key}={word}"
        for model, field in fields.items()
        for key in (field, f"{field}__exact", "q", "id", "p")
        for word in ("%00", "-1", str(2**63))
    ]
    pages = [f"/thiet-lap/emulation/unit/{word}/change/" for word in ("%00", "-1", "abc", str(2**63))]

    assert broken(visitor, [*urls, *pages]) == []


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "latin-1", "unicode_escape", "khong-co"])
def test_words_in_another_encoding_are_not_read(office, charset):
    answer = office.get("/ho-gia-dinh/", QUERY_STRING="q=+2AA-", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == (200 if charset == "khong-co" else 400)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8"])
def test_utf8_by_any_of_its_names_is_read(office, charset):
    answer = office.get("/ho-gia-dinh/", QUERY_STRING="q=a", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == 200


def test_a_forged_cookie_is_no_login_and_no_error(visitor):
    keys = [r'"\000\000\000\000\000\000\000\000"', "x" * 5000, "Æ°" * 16, "'; --", '"']
    cookies = [f"{name}={key}" for name in ("sessionid", "csrftoken", "messages") for key in keys]

    answers = {cookie[:30]: visitor.get("/", HTTP_COOKIE=cookie).status_code for cookie in cookies}

    assert [cookie for cookie, status in answers.items() if status not in (302, 400)] == []


def test_endless_headers_beside_a_wrong_password_are_an_ordinary_mistake(visitor, clerk):
    form = {"username": "clerk", "password": "sai"}
    headers = ["HTTP_USER_AGENT", "HTTP_ACCEPT", "HTTP_REFERER", "HTTP_X_FORWARDED_FOR"]

    answer = visitor.post("/dang-nhap/?x=" + "y" * 2000, form, **dict.fromkeys(headers, "z" * 5000))

    assert answer.status_code == 200


def test_a_foreign_host_is_refused(visitor):
    hosts = ["evil.example", "testserver:x", "a b", "[::1", "testserver@evil.example"]

    assert [visitor.get("/", HTTP_HOST=host).status_code for host in hosts] == [400] * 5


@pytest.mark.parametrize("page", ["/dang-nhap/", "/thiet-lap/login/"])
def test_an_odd_user_name_does_not_get_in(visitor, clerk, page):
    names = ["\0", "clerk\0", "a" * 5000, "' OR 1=1 --", "\u202eclerk", "ＣＬＥＲＫ"]

    answers = [visitor.post(page, {"username": name, "password": "mot-mat-khau-dai"}) for name in names]

    assert [answer.status_code for answer in answers] == [200] * 6
    assert visitor.get("/").status_code == 302


# Rows and forms that the grid never sends


def test_answers_that_are_none_are_refused(office, household, place):
    member = household.members.first().pk
    wrong = ["\0" * 10, "１" * 10, "1" * 40, "1" * 41, "", "1\n1111111", "<script>al", "٣" * 10]
    forms = [{"member": member, "answers": answers, "version": 0} for answers in wrong]

    answers = [office.post(f"{place}phieu/ho-{household.pk}/dong/", form) for form in forms]

    assert [(answer.status_code, list(answer.json())) for answer in answers] == [(400, ["problem"])] * 8
    assert not MemberScore.objects.exists()


def test_a_row_of_nobody_is_refused(office, household, place):
    nobody, versions = [0, -1, 2**63, 10**30, "x", "\0", ""], [0, 2**31, 10**30, "x", "\0"]
    forms = [{"member": one, "answers": "1" * 10, "version": version} for one in nobody for version in versions]

    answers = {office.post(f"{place}phieu/ho-{household.pk}/dong/", form).status_code for form in forms}

    assert answers == {400}
    assert not ScoreSheet.objects.exists()


def test_a_version_from_the_future_overwrites_nothing(office, household, place, score):
    score(household)
    member = household.members.first().pk
    forms = [{"member": member, "answers": "0" * 10, "version": version} for version in (2**31, 2**63, 10**30)]

    answers = [office.post(f"{place}phieu/ho-{household.pk}/dong/", form).status_code for form in forms]

    assert answers == [409, 409, 409]
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


def test_certificates_of_no_neighbourhood_are_not_ordered(office, place, household, score):
    score(household)
    units = ["abc", "\0", -1, 2**63, 10**30]

    answers = [office.post(f"{place}giay-chung-nhan/xem-truoc/", {"unit": unit}).status_code for unit in units]

    assert (answers, Job.objects.count()) == ([302] * 5, 0)


def test_certificates_of_another_ward_are_not_ordered(office, place, household, score):
    score(household)
    other = Unit.objects.create(code="yen-thinh/to-1", kind="neighbourhood", name="Tổ 1 Yên Thịnh")

    answer = office.post(f"{place}giay-chung-nhan/xem-truoc/", {"unit": other.pk}, follow=True)

    assert (answer.status_code, Job.objects.count()) == (200, 0)
    assert "Tổ 1 Yên Thịnh" not in answer.text


def test_a_list_for_another_campaign_is_not_taken_in(office, phase):
    def send(code):
        book = SimpleUploadedFile("a.xlsx", workbook(*family()))
        return office.post("/nhap-danh-sach/", {"campaign": code, "file": book}).status_code

    answers = [send(code) for code in ("\0", "yen-thinh-2022", "", "x" * 5000)]

    assert (answers, HouseholdImport.objects.count()) == ([200] * 4, 0)


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
