"""A campaign set up by people: three ways to a draft, a page for each chapter, read-only once it is launched."""

import base64
from contextlib import contextmanager
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.actions.drafts import remove_phase
from emulation.chapters import CHAPTERS
from emulation.choices import UnitKind
from emulation.models import AuditEntry, Campaign, Issuer, Unit
from scoring.actions.drafts import remove_criteria_set
from scoring.actions.practice import PLAN
from scoring.models import CriteriaSet, ResultRules

PLACE = "/phong-trao/dong-tam-2022/soan"


def filled(page, **changes):
    """What a browser would send back from a page of the plan, with some values changed."""
    data = {"seen": page.context["seen"]}
    for part in page.context["parts"]:
        forms = [part.management_form, *part.forms] if hasattr(part, "forms") else [part]
        for form in forms:
            data |= {field.html_name: said(field.value()) for field in form if is_sent(field.value())}
    return data | changes


def is_sent(value) -> bool:
    """Browsers leave out empty boxes."""
    return value is not None and value is not False


def said(value):
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


@pytest.fixture
def plan_text():
    return PLAN.read_text(encoding="utf-8").replace('"dong-tam-2022"', '"dong-tam-2026"')


def upload(text):
    file = BytesIO(text.encode() if isinstance(text, str) else text)
    file.name = "ke-hoach.toml"
    return {"file": file}


def test_a_plan_file_is_looked_at_and_then_created(logged_in, campaign, standing, plan_text):
    client = logged_in(standing)

    page = client.post("/phong-trao-moi/tep/", upload(plan_text))
    assert "10 tiêu chí, 100 điểm" in page.content.decode()
    assert "Tổ dân phố số 18" in page.content.decode()
    assert Campaign.objects.count() == 1

    client.post("/phong-trao-moi/tep/tao/", {"content": page.context["carried"]})
    made = Campaign.objects.get(code="dong-tam-2026")
    assert (made.is_draft, made.commitments.count()) == (True, 22)
    assert AuditEntry.objects.about(made).get().actor == "standing"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 300_000, "nặng hơn 256 KB"),
        ("[campaign", "không đúng dạng TOML"),
        ('[campaign]\ncode = "x"', "Tệp kế hoạch thiếu mục [issuers]"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_in_words(logged_in, campaign, standing, text, words):
    page = logged_in(standing).post("/phong-trao-moi/tep/", upload(text)).content.decode()

    assert words in page
    assert Campaign.objects.count() == 1


def test_a_plan_of_another_ward_is_refused_at_both_doors(logged_in, campaign, standing, plan_text):
    client = logged_in(standing)
    Unit.objects.create(code="yen-ninh", kind=UnitKind.WARD, name="Phường Yên Ninh")
    text = plan_text.replace('"dong-tam"', '"yen-ninh"').replace('"dong-tam/', '"yen-ninh/')

    page = client.post("/phong-trao-moi/tep/", upload(text)).content.decode()
    content = base64.b64encode(text.encode()).decode()
    done = client.post("/phong-trao-moi/tep/tao/", {"content": content}, follow=True).content.decode()

    assert "không giữ vai trò" in page
    assert "không giữ vai trò" in done
    assert Campaign.objects.count() == 1


def test_an_empty_draft_begins_with_its_first_data(logged_in, campaign, standing):
    values = {
        "code": "dong-tam-2027", "title": "Chuyển đổi số 2027", "name": "Phong trào thi đua 2027", "number": "",
        "issued_on": "", "place": "Đồng Tâm", "year": 2027, "adult_age": 18, "reference_date": "31/8/2027",
        "ward": campaign.ward_id,
    }  # fmt: skip

    page = logged_in(standing).post("/phong-trao-moi/soan/", values, follow=True)

    assert page.status_code == 200
    made = Campaign.objects.get(code="dong-tam-2027")
    assert (made.number, made.issued_on, made.reference_date) == ("", None, date(2027, 8, 31))


def test_a_draft_of_next_year_does_not_take_the_menu_from_this_year(logged_in, campaign, phase, standing):
    day = date(2030, 1, 1)
    draft = Campaign.objects.create(
        code="sau", name="Sau", title="Sau", ward=campaign.ward, place="X", year=2030, reference_date=day
    )
    draft.phases.create(number=1, name="Đợt 1", kind="interim", starts_on=day, ends_on=day)

    assert logged_in(standing).get("/").context["phase"] == phase


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_opens_and_saves_unchanged(logged_in, campaign, standing, chapter):
    client, place = logged_in(standing), f"{PLACE}/{chapter.slug}/"
    page = client.get(place)
    assert page.status_code == 200
    if "parts" not in page.context:
        return
    before = list(campaign.sections.values_list("chapter", "text"))

    done = client.post(place, filled(page), follow=True)

    assert f"Đã lưu phần “{chapter.title}”." in done.content.decode()
    assert list(campaign.sections.values_list("chapter", "text")) == before


def test_a_line_is_added_without_saving_and_then_saved(logged_in, campaign, standing):
    client, place = logged_in(standing), f"{PLACE}/muc-dich/"
    page = client.get(place)
    count = campaign.sections.filter(chapter="purpose").count()

    more = client.post(place, filled(page, **{"muc-0-text": "Câu đang sửa dở", "add": "muc"}))
    assert "Câu đang sửa dở" in more.content.decode()
    assert campaign.sections.filter(chapter="purpose").count() == count
    client.post(place, filled(more, **{f"muc-{count}-text": "Mục mới", f"muc-{count}-ORDER": 0}))

    texts = list(campaign.sections.filter(chapter="purpose").values_list("text", flat=True))
    assert texts[:2] == ["Mục mới", "Câu đang sửa dở"]
    assert len(texts) == count + 1
    assert AuditEntry.objects.get(verb="sửa một phần kế hoạch").after == {"Mục đích": count + 1}


def test_rows_are_taken_away_and_signatures_stay_with_their_rows(logged_in, campaign, standing):
    campaign.commitments.filter(position=2).update(signed_on=date(2022, 8, 6))
    client, place = logged_in(standing), f"{PLACE}/cam-ket/"

    client.post(place, filled(client.get(place), **{"nguoi-0-DELETE": "on", "nguoi-1-representative": "Lò Thị Mai"}))

    first = campaign.commitments.first()
    assert (first.position, first.representative, first.signed_on) == (1, "Lò Thị Mai", date(2022, 8, 6))
    assert first.unit.code == "dong-tam/nong-dan"


def test_two_people_on_one_page_do_not_overwrite_each_other_unawares(logged_in, campaign, standing):
    client, place = logged_in(standing), f"{PLACE}/can-cu/"
    page = client.get(place)
    Issuer.objects.filter(campaign=campaign, position=1).update(signer_name="Người Mới")

    refused = client.post(place, filled(page, **{"co-quan-0-signer_name": "Tên Tôi"}))
    assert "Người khác vừa sửa" in refused.content.decode()
    assert campaign.issuers.first().signer_name == "Người Mới"
    client.post(place, filled(refused))

    assert campaign.issuers.first().signer_name == "Tên Tôi"


def test_a_phase_with_its_steps_is_made_changed_and_removed(logged_in, campaign, standing):
    client, place = logged_in(standing), f"{PLACE}/thoi-gian"
    page = client.get(f"{place}/dot-moi/")
    values = {
        "name": "Đợt 3", "kind": "final", "starts_on": "1/11/2022", "ends_on": "30/11/2022",
        "buoc-0-kind": "submission", "buoc-0-name": "Nộp hồ sơ", "buoc-0-last_day": "8/12/2022",
    }  # fmt: skip
    client.post(f"{place}/dot-moi/", filled(page, **values))
    phase = campaign.phases.get(number=3)
    assert [(step.name, step.last_day) for step in phase.steps.all()] == [("Nộp hồ sơ", date(2022, 12, 8))]

    taken = client.post(f"{place}/dot-3/", filled(client.get(f"{place}/dot-3/"), number=1)).content.decode()
    assert "đã có đợt số 1" in taken
    backwards = filled(client.get(f"{place}/dot-3/"), ends_on="1/10/2022")
    assert "trước ngày bắt đầu" in client.post(f"{place}/dot-3/", backwards).content.decode()

    client.post(f"{place}/dot-3/xoa/")
    assert not campaign.phases.filter(number=3).exists()
    assert AuditEntry.objects.filter(verb="xóa đợt").count() == 1


def test_criteria_are_put_in_another_order_and_their_faults_are_said(logged_in, campaign, standing):
    found = CriteriaSet.objects.get(campaign=campaign, subject="resident")
    client, place = logged_in(standing), f"{PLACE}/tieu-chi/bo-{found.pk}/"
    last = found.criteria.last().label

    client.post(place, filled(client.get(place), **{"tieu-chi-9-ORDER": 0, "tieu-chi-0-points": 5}))

    assert found.criteria.get(number=1).label == last
    assert [c.number for c in found.criteria.all()] == list(range(1, 11))
    client.post(place, filled(client.get(place), **{"muc-dat-0-pass_mark": 99}))
    assert "cần 99 điểm nhưng các tiêu chí cộng lại chỉ có 95 điểm" in client.get(place).content.decode()


def test_a_set_in_use_cannot_be_removed_but_a_new_one_can(logged_in, campaign, standing):
    client, place = logged_in(standing), f"{PLACE}/tieu-chi"
    used = CriteriaSet.objects.get(campaign=campaign, subject="resident")
    page = client.get(f"{place}/bo-moi/")
    client.post(
        f"{place}/bo-moi/",
        filled(page, **{"subject": "household", "name": "Hộ số", "na_policy": "met", "tieu-chi-0-label": "Mạng",
                        "tieu-chi-0-text": "Có mạng", "muc-dat-0-pass_mark": 10}),
    )  # fmt: skip
    made = CriteriaSet.objects.get(campaign=campaign, subject="household")
    assert (made.version, made.criteria.count(), made.levels.get().pass_mark) == (1, 1, 10)

    refused = client.post(f"{place}/bo-{used.pk}/xoa/", follow=True).content.decode()
    client.post(f"{place}/bo-{made.pk}/xoa/")

    assert "đang được quy tắc của một đợt dùng" in refused
    assert [one.subject for one in CriteriaSet.objects.filter(campaign=campaign)] == ["resident", "venue"]


@pytest.fixture
def meanwhile():
    """Lets somebody act in the moment in which a page begins to write: `with meanwhile(act): client.post(…)`."""

    @contextmanager
    def acting(act):
        waiting = [act]

        def first(execute, sql, *rest):
            if sql.startswith("SAVEPOINT") and waiting:
                waiting.pop()()
            return execute(sql, *rest)

        with connection.execute_wrapper(first):
            yield
        assert not waiting

    return acting


@pytest.mark.parametrize("tail", ["thoi-gian/dot-2/", "khen-thuong/dot-2/"])
@pytest.mark.parametrize("when", ["before", "while"])
def test_a_phase_that_somebody_has_removed_is_gone_for_who_still_writes(
    logged_in, campaign, standing, meanwhile, tail, when
):
    client, place = logged_in(standing), f"{PLACE}/{tail}"
    page = client.get(place)

    def remove():
        remove_phase(campaign.phases.get(number=2), by=standing)

    if when == "before":
        remove()
        answer = client.post(place, filled(page))
    else:
        with meanwhile(remove):
            answer = client.post(place, filled(page))

    assert answer.status_code == 404
    assert [phase.number for phase in campaign.phases.all()] == [1]
    assert not ResultRules.objects.filter(phase__number=2).exists()


@pytest.mark.parametrize("when", ["before", "while"])
def test_a_set_that_somebody_has_removed_is_gone_for_who_still_writes(logged_in, campaign, standing, meanwhile, when):
    made = CriteriaSet.objects.create(campaign=campaign, subject="household", name="Hộ số", version=1)
    client, place = logged_in(standing), f"{PLACE}/tieu-chi/bo-{made.pk}/"
    page = client.get(place)

    def remove():
        remove_criteria_set(CriteriaSet.objects.get(pk=made.pk), by=standing)

    if when == "before":
        remove()
        answer = client.post(place, filled(page))
    else:
        with meanwhile(remove):
            answer = client.post(place, filled(page))

    assert answer.status_code == 404
    assert not CriteriaSet.objects.filter(subject="household").exists()


def test_the_rules_of_a_phase_are_written_in_place(logged_in, campaign, standing):
    client, place = logged_in(standing), f"{PLACE}/khen-thuong/dot-2/"

    client.post(place, filled(client.get(place), award_percent=95, unit_title="Tổ số"))

    rules = ResultRules.objects.get(phase__campaign=campaign, phase__number=2)
    assert (rules.version, rules.award_percent, rules.unit_title) == (1, 95, "Tổ số")


@pytest.mark.parametrize("tail", ["muc-dich/", "thoi-gian/dot-1/", "khen-thuong/dot-1/", "tieu-chi/"])
def test_after_the_launch_the_pages_are_read_only(logged_in, campaign, phase, standing, tail):
    client = logged_in(standing)

    page = client.get(f"{PLACE}/{tail}").content.decode()

    assert "kế hoạch chỉ để đọc" in page
    assert "/phong-trao/dong-tam-2022/dot-1/quy-tac/" in page
    assert "Thêm dòng" not in page


@pytest.mark.parametrize("tail", ["thong-tin/", "muc-dich/", "thoi-gian/dot-1/", "khen-thuong/dot-1/", "cam-ket/"])
def test_a_page_left_open_over_the_launch_is_refused_in_words(logged_in, campaign, phase, standing, tail):
    client, place = logged_in(standing), f"{PLACE}/{tail}"
    trail = AuditEntry.objects.count()

    answer = client.post(place, filled(client.get(place))).content.decode()

    assert "Phong trào đã phát động nên kế hoạch không sửa ở đây được nữa" in answer
    assert AuditEntry.objects.count() == trail


@pytest.mark.parametrize(
    ("who", "status"), [("standing", 200), ("administrator", 200), ("clerk", 403), ("chairman", 403)]
)
def test_who_may_set_up(request, logged_in, campaign, who, status):
    client = logged_in(request.getfixturevalue(who))
    places = ["/phong-trao-moi/", "/phong-trao-moi/tep/", "/phong-trao-moi/chep/", "/phong-trao-moi/soan/"]
    places += [f"{PLACE}/{chapter.slug}/" for chapter in CHAPTERS]

    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, status)
    assert client.get("/cac-phong-trao/").status_code == 200


def test_the_standing_office_of_another_ward_sees_nothing(logged_in, campaign, make_user):
    other = Unit.objects.create(code="yen-ninh", kind=UnitKind.WARD, name="Phường Yên Ninh")
    client = logged_in(make_user("khac", "standing", other))

    assert client.get(f"{PLACE}/muc-dich/").status_code == 404
    assert client.get("/phong-trao-moi/chep/?tu=dong-tam-2022&nam=2023").context["form"] is None
    assert "Chuyển đổi số 2022" not in client.get("/cac-phong-trao/").content.decode()


def test_the_list_of_campaigns_costs_the_same_at_1_and_30(logged_in, campaign, standing, django_assert_num_queries):
    client = logged_in(standing)
    client.get("/cac-phong-trao/")
    with CaptureQueriesContext(connection) as one:
        client.get("/cac-phong-trao/")
    for number in range(30):
        Campaign.objects.create(
            code=f"p{number}", name="P", title=f"P{number}", ward=campaign.ward, place="X", year=2020,
            reference_date=date(2020, 1, 1),
        )  # fmt: skip

    with django_assert_num_queries(len(one)):
        client.get("/cac-phong-trao/")
