"""Checklists of units: the four conditions of a nhà văn hóa số, and sets for other units beside them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import PhaseStatus
from emulation.models import AuditEntry, Phase, Unit
from scoring.actions.checklists import record_unit_score
from scoring.actions.plans import set_up_criteria
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused
from scoring.choices import Subject
from scoring.models import CriteriaSet, UnitScore
from scoring.queries.checklists import checklist_sets, checklists, next_unit, units_scored
from scoring.rules import WrongAnswers

LIST = "/phong-trao/dong-tam-2022/dot-1/don-vi/"
TABLE = {"name": "Đơn vị số", "pass_mark": 10, "items": [{"label": "Một", "text": "Có trang thông tin."}]}


@pytest.fixture
def venue(phase):
    return CriteriaSet.objects.get(campaign=phase.campaign, subject=Subject.VENUE)


@pytest.fixture
def eight(unit_of):
    return unit_of("8")


@pytest.fixture
def record(phase, venue, clerk):
    """Keys the checklist of a neighbourhood's nhà văn hóa: record(eight, "1111")."""

    def key(unit, answers, version=0, by=clerk, criteria_set=venue):
        return record_unit_score(unit, phase, criteria_set, Entry(0, answers, version), by=by)

    return key


@pytest.fixture
def url(venue, eight):
    return f"{LIST}{eight.pk}/bo-{venue.pk}/"


def add_set(campaign, subject):
    return set_up_criteria(campaign, subject, "[thử]", TABLE, by=None)


# Recording


def test_the_plan_has_the_four_conditions(venue):
    assert [c.label for c in venue.criteria.all()] == [
        "Internet", "Tivi trình chiếu", "Hướng dẫn định kỳ", "Sổ tay đảng viên",
    ]  # fmt: skip
    assert venue.as_rules().levels[0].all_required


@pytest.mark.parametrize(
    ("answers", "passed"), [("1111", True), ("1101", False), ("0000", False), ("111.", None), ("0...", None)]
)
def test_all_four_are_required(eight, record, answers, passed):
    assert record(eight, answers).passed is passed


def test_an_untouched_checklist_is_not_written(eight, record):
    assert record(eight, "....") is None
    assert not UnitScore.objects.exists()


@pytest.mark.parametrize("answers", ["111", "11112", "2111"])
def test_wrong_answers_are_refused(eight, record, answers):
    with pytest.raises(WrongAnswers):
        record(eight, answers)


def test_the_same_save_twice_has_its_effect_once(eight, record):
    record(eight, "1111")

    assert record(eight, "1111").version == 1
    assert AuditEntry.objects.filter(verb="chấm đơn vị").count() == 1


def test_a_change_needs_the_version_one_was_looking_at(eight, record, standing):
    record(eight, "1111")

    with pytest.raises(ScoreConflict) as conflict:
        record(eight, "0000", by=standing)
    assert conflict.value.theirs.answers == "1111"

    score = record(eight, "1110", version=1, by=standing)
    assert (score.version, score.passed, score.entered_by) == (2, False, standing)


def test_a_unit_that_the_set_does_not_score_is_refused(record, ward):
    with pytest.raises(SheetRefused, match="không thuộc diện chấm"):
        record(Unit.objects.get(code="dong-tam/cong-an"), "1111")


def test_a_set_of_people_is_no_checklist(eight, phase, record):
    people = CriteriaSet.objects.get(campaign=phase.campaign, subject=Subject.RESIDENT)

    with pytest.raises(SheetRefused, match="không còn dùng"):
        record(eight, "1" * 10, criteria_set=people)


def test_a_phase_that_is_not_open_takes_no_checklist(eight, phase, record):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)

    with pytest.raises(SheetRefused, match="không mở để chấm điểm"):
        record(eight, "1111")


# Which sets and units


def test_one_campaign_mixes_sets_for_several_subjects(phase, eight):
    for subject in (Subject.NEIGHBOURHOOD, Subject.OTHER_UNIT):
        add_set(phase.campaign, subject)

    lists = checklists(phase, Unit.objects.all())

    assert [one.criteria_set.subject for one in lists] == ["venue", "neighbourhood", "other_unit"]
    assert [len(one.lines) for one in lists[:2]] == [3, 3]
    kinds = {unit.kind for unit, _, _ in lists[2].lines}
    assert not kinds & {"ward", "neighbourhood", "school"}


def test_schools_have_a_checklist_of_their_own(phase, ward):
    schools = add_set(phase.campaign, Subject.SCHOOL)
    Unit.objects.create(code="dong-tam/mam-non", kind="school", name="Trường Mầm non", parent=ward)

    assert [unit.name for unit in units_scored(phase, schools)] == ["Trường Mầm non"]


def test_a_running_phase_keeps_its_version_and_the_others_take_the_latest(phase, venue, eight, record):
    record(eight, "1111")
    newer = CriteriaSet.objects.create(campaign=phase.campaign, subject=Subject.VENUE, version=2, name="Mới")

    assert checklist_sets(phase) == [venue]
    assert checklist_sets(phase.campaign.phases.get(number=2)) == [newer]


def test_the_next_unit_is_the_next_one_not_yet_complete(phase, venue, unit_of, record):
    one, eight, fourteen = (unit_of(label) for label in ("1", "8", "14"))
    units = [one, eight, fourteen]
    record(fourteen, "11..")

    assert next_unit(phase, venue, one, units) == eight
    assert next_unit(phase, venue, fourteen, units) == one
    record(one, "0000")
    record(eight, "1111")
    assert next_unit(phase, venue, eight, units) == fourteen
    assert next_unit(phase, venue, fourteen, units) is None


# Pages


ROLES = ["standing", "clerk", "officer", "chairman", "administrator", "other"]


@pytest.fixture
def person(clerk, standing, chairman, administrator, officer_of):
    """A member of the cast by name; the officers are those of neighbourhood 8 and of another one."""
    cast = {"clerk": clerk, "standing": standing, "chairman": chairman, "administrator": administrator}
    return lambda name: cast[name] if name in cast else officer_of({"officer": "8", "other": "1"}[name])


def by_role(statuses):
    """Runs a test for every role with the status that its answer has."""
    return pytest.mark.parametrize(("role", "status"), list(zip(ROLES, statuses, strict=True)))


@by_role([200, 200, 200, 200, 403, 200])
def test_who_opens_the_list(logged_in, person, phase, role, status):
    assert logged_in(person(role)).get(LIST).status_code == status


@by_role([200, 200, 200, 200, 403, 404])
def test_who_opens_a_checklist(logged_in, person, url, role, status):
    assert logged_in(person(role)).get(url).status_code == status


@by_role([302, 302, 302, 403, 403, 404])
def test_who_saves_the_form(logged_in, person, url, role, status):
    assert logged_in(person(role)).post(url + "luu/", {"met": ["0-1"]}).status_code == status
    assert UnitScore.objects.exists() == (status == 302)


@by_role([200, 200, 200, 403, 403, 404])
def test_who_saves_a_row(logged_in, person, url, role, status):
    row = {"member": 0, "answers": "1111", "version": 0}

    assert logged_in(person(role)).post(url + "dong/", row).status_code == status
    assert UnitScore.objects.exists() == (status == 200)


def test_nothing_is_saved_on_get(logged_in, clerk, url):
    client = logged_in(clerk)

    assert [client.get(url + path).status_code for path in ("luu/", "dong/")] == [405, 405]


def test_an_officer_s_list_has_only_the_own_neighbourhood(logged_in, officer_of, phase):
    page = logged_in(officer_of("8")).get(LIST).content.decode()

    assert "Tổ dân phố số 8" in page
    assert "Tổ dân phố số 14</a>" not in page


def test_the_list_says_who_lacks_what(logged_in, clerk, eight, unit_of, record):
    record(eight, "1111")
    record(unit_of("14"), "1010")

    page = logged_in(clerk).get(LIST).content.decode()

    assert "Nhà văn hóa số: 1/3 đơn vị đạt" in page
    assert "thiếu tiêu chí 2, 4" in page
    assert "chưa chấm" in page


def test_the_row_s_answer_has_all_the_grid_shows(logged_in, clerk, url):
    answer = logged_in(clerk).post(url + "dong/", {"member": 0, "answers": "1101", "version": 0}).json()

    assert answer["row"]["state"] == "fail"
    assert (answer["verdict"], answer["missing"]) == ("Nhà văn hóa số: chưa đạt", "Thiếu tiêu chí 3")
    assert answer["unit"] == "Phường Đồng Tâm: 0/3 đơn vị đạt."
    assert (answer["passes"], "saved_at" in answer) == (False, True)


def test_a_conflict_shows_both_values(logged_in, standing, eight, record, url):
    record(eight, "1111")

    response = logged_in(standing).post(url + "dong/", {"member": 0, "answers": "1011", "version": 0})

    assert response.status_code == 409
    assert "đã ghi dòng của Tổ dân phố số 8" in response.json()["problem"]
    assert "tiêu chí 2: bạn ghi “chưa đạt”, trong cổng là “đạt”" in response.json()["problem"]


def test_the_plain_form_saves_and_goes_on(logged_in, clerk, unit_of, venue, url):
    client = logged_in(clerk)
    data = {"met": ["0-1", "0-2", "0-3"], "gone": ["0"], "version-0": "0"}

    assert client.post(url + "luu/", data).url == url
    assert client.post(url + "luu/", data | {"version-0": "1", "finish": "1"}).url == (
        f"{LIST}{unit_of('14').pk}/bo-{venue.pk}/"
    )
    assert UnitScore.objects.get().answers == "1110"


def test_after_the_last_unit_one_is_back_on_the_list(logged_in, officer_of, url):
    data = {"met": ["0-1", "0-2", "0-3", "0-4"], "finish": "1"}

    assert logged_in(officer_of("8")).post(url + "luu/", data).url == LIST


def test_a_form_that_cannot_be_saved_comes_back_as_it_was_ticked(logged_in, clerk, eight, record, url):
    record(eight, "0000")

    page = logged_in(clerk).post(url + "luu/", {"met": ["0-2"], "version-0": "0"}).content.decode()

    assert "Dòng của bạn chưa được lưu." in page
    assert page.count("checked") == 2  # the second condition, and "đã chấm xong"


def test_a_set_of_another_campaign_or_kind_is_not_found(logged_in, clerk, phase, eight, venue):
    people = CriteriaSet.objects.get(campaign=phase.campaign, subject=Subject.RESIDENT)
    police = Unit.objects.get(code="dong-tam/cong-an")
    client = logged_in(clerk)

    assert client.get(f"{LIST}{eight.pk}/bo-{people.pk}/").status_code == 404
    assert client.get(f"{LIST}{police.pk}/bo-{venue.pk}/").status_code == 404


def test_a_closed_phase_shows_the_checklist_without_boxes(logged_in, clerk, phase, url):
    Phase.objects.filter(pk=phase.pk).update(status=PhaseStatus.CLOSED)
    client = logged_in(clerk)

    assert 'name="met"' not in client.get(url).content.decode()
    assert "không mở để chấm điểm" in client.post(url + "luu/", {"met": ["0-1"]}).content.decode()


def test_the_menu_leads_there_only_where_the_plan_has_such_sets(logged_in, clerk, chairman, phase):
    assert "Nhà văn hóa, đơn vị" in logged_in(clerk).get("/").content.decode()

    CriteriaSet.objects.filter(subject=Subject.VENUE).update(subject=Subject.STAFF)
    client = logged_in(clerk)

    assert "Nhà văn hóa, đơn vị" not in client.get("/").content.decode()
    assert "Kế hoạch này không chấm riêng đơn vị nào" in client.get(LIST).content.decode()


def test_the_list_costs_the_same_for_three_and_for_thirty(logged_in, clerk, ward, record):
    client, counts = logged_in(clerk), []
    client.get(LIST)  # the session is written once
    for labels in (range(0), range(20, 50)):
        for n in labels:
            unit = Unit.objects.create(
                code=f"dong-tam/to-{n}", kind="neighbourhood", name=f"Tổ {n}", label=str(n), parent=ward
            )
            record(unit, "1111")
        with CaptureQueriesContext(connection) as caught:
            client.get(LIST)
        counts.append(len(caught))

    assert counts[0] == counts[1] < 18
