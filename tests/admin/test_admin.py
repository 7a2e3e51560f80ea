"""Setting up in Django admin: in Vietnamese, for administrators alone, under the same headers, with its trail."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.hashers import check_password
from django.urls import reverse

from emulation.admin import AuditedAdmin, ReadOnlyAdmin
from emulation.kit import audit
from emulation.models import AuditEntry, Campaign, Job, LateEntryGrant, Phase, Role, Unit, User
from rewards.models import Addressee, Award, BaseSalary, BonusRate, Council, Holiday, ReportDue
from scoring.models import CriteriaSet, Reading, ResultRules, Target
from tests.admin.browsing import address, form_of

PASSWORD = "mot-mat-khau-moi-2026"
TITLES = {
    Campaign: "phong trào",
    Phase: "đợt",
    Unit: "đơn vị",
    User: "người dùng",
    CriteriaSet: "bộ tiêu chí",
    ResultRules: "quy tắc công nhận",
    Target: "chỉ tiêu",
    Reading: "số liệu",
    AuditEntry: "nhật ký",
    Job: "việc chạy nền",
    LateEntryGrant: "phép nhập muộn",
    Addressee: "nơi nhận báo cáo",
    ReportDue: "kỳ báo cáo",
    Award: "hình thức, danh hiệu",
    BaseSalary: "lương cơ sở",
    BonusRate: "hệ số tiền thưởng",
    Holiday: "ngày nghỉ, ngày làm bù",
    Council: "hội đồng",
}
INLINES = {
    Campaign: ["Cơ quan ban hành", "Đợt", "Căn cứ pháp lý", "Các mục của kế hoạch", "Danh sách ký cam kết"],
    Phase: ["Các bước"],
    User: ["Vai trò"],
    CriteriaSet: ["Các tiêu chí"],
    Target: ["Các mốc"],
    Award: ["Các tiêu chuẩn", "Giấy tờ của hồ sơ"],
    Council: ["Thành viên hội đồng"],
}
READ_ONLY = [AuditEntry, Council, Job, LateEntryGrant, Reading]
EDITABLE = [model for model in TITLES if model not in READ_ONLY]


def pages_of(model):
    """The pages of a model: list, search, adding, one object with its history."""
    pk = model.objects.first().pk
    found = [address(model, "changelist"), address(model, "changelist") + "?q=a", address(model, "change", pk)]
    return [*found, address(model, "history", pk), *([address(model, "add")] if model in EDITABLE else [])]


def newest():
    entry = AuditEntry.objects.first()
    return entry.actor, entry.verb, entry.subject


# Who sees it, and what it looks like


def test_the_portals_own_pages_are_registered_and_no_others():
    assert set(admin.site._registry) == set(TITLES)


@pytest.mark.parametrize("model", TITLES)
def test_every_page_answers_and_is_vietnamese(setting_up, model):
    answers = {url: setting_up.get(url) for url in pages_of(model)}

    assert {url: answer.status_code for url, answer in answers.items()} == dict.fromkeys(answers, 200)
    assert [url for url, answer in answers.items() if "Thiết lập cổng thi đua" not in answer.text] == []
    assert [url for url, answer in answers.items() if TITLES[model] not in answer.text.lower()] == []


def test_the_index_names_both_floors_and_every_list(setting_up):
    text = setting_up.get(reverse("admin:index")).text

    assert "Phong trào, đơn vị, người dùng" in text
    assert [title for title in TITLES.values() if title not in text.lower()] == []
    assert "Axes" not in text


@pytest.mark.parametrize("model", INLINES)
def test_a_page_carries_what_belongs_to_it(setting_up, model):
    text = setting_up.get(address(model, "change", model.objects.first().pk)).text

    assert [title for title in INLINES[model] if title.lower() not in text.lower()] == []


@pytest.mark.parametrize("who", ["clerk", "standing", "chairman"])
def test_whoever_is_no_administrator_is_sent_to_the_login(request, client, phase, who):
    client.force_login(request.getfixturevalue(who))

    answers = [client.get(address(model, "changelist")) for model in TITLES]

    assert {answer.status_code for answer in answers} == {302}
    assert {answer.url.split("?")[0] for answer in answers} == {reverse("admin:login")}


def test_a_stranger_is_sent_to_the_login(client, phase):
    answer = client.get(address(Campaign, "changelist"))

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("login"))


def test_a_post_from_somebody_else_changes_nothing(client, clerk, phase):
    client.force_login(clerk)
    campaign = phase.campaign

    client.post(address(Campaign, "change", campaign.pk), {"title": "Của tôi"})
    client.post(address(Campaign, "delete", campaign.pk), {"post": "yes"})

    assert Campaign.objects.get().title == "Chuyển đổi số 2022"


@pytest.mark.parametrize("model", TITLES)
def test_nothing_on_a_page_would_be_blocked_by_our_own_policy(setting_up, model):
    pages = {url: setting_up.get(url) for url in pages_of(model)}
    blocked = r"<script(?![^>]*\ssrc=)(?![^>]*application/json)|<style\b|<[^>]*\sstyle\s*=|<[^>]*\son[a-z]+\s*="

    assert {url: re.findall(blocked, page.text) for url, page in pages.items()} == {url: [] for url in pages}
    assert ["'unsafe" in page["Content-Security-Policy"] for page in pages.values()] == [False] * len(pages)
    assert ["no-store" in page["Cache-Control"] for page in pages.values()] == [True] * len(pages)


def test_years_have_no_dot(setting_up):
    assert "2.022" not in setting_up.get(address(Campaign, "changelist")).text


# What has a history is only read


@pytest.mark.parametrize("model", READ_ONLY)
def test_what_has_a_history_can_only_be_looked_at(setting_up, model):
    pk = model.objects.first().pk
    count = model.objects.count()

    refused = [
        setting_up.get(address(model, "add")),
        setting_up.post(address(model, "add"), {}),
        setting_up.post(address(model, "change", pk), {"actor": "ai đó", "title": "khác"}),
        setting_up.post(address(model, "delete", pk), {"post": "yes"}),
    ]
    chosen = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    setting_up.post(address(model, "changelist"), chosen)

    assert [answer.status_code for answer in refused] == [403, 403, 403, 403]
    assert (model.objects.count(), model.objects.filter(pk=pk).exists()) == (count, True)


def test_every_page_is_either_audited_or_read_only():
    assert [p for p in admin.site._registry.values() if not isinstance(p, (AuditedAdmin, ReadOnlyAdmin))] == []


def test_states_are_shown_and_not_set(setting_up, phase):
    page = setting_up.get(address(Phase, "change", phase.pk))

    assert "status" not in page.context["adminform"].form.fields


# Saving


@pytest.mark.parametrize("model", [model for model in EDITABLE if model not in (CriteriaSet, ResultRules, Target)])
def test_a_page_saved_as_it_stands_is_taken(setting_up, model):
    pk = model.objects.first().pk
    page = setting_up.get(address(model, "change", pk))

    answer = setting_up.post(address(model, "change", pk), form_of(page))

    assert answer.status_code == 302, answer.context["errors"]


def test_a_changed_campaign_is_saved_with_its_trail(setting_up, phase):
    url = address(Campaign, "change", phase.campaign_id)
    page = setting_up.get(url)

    setting_up.post(url, form_of(page) | {"title": "Chuyển đổi số"})

    assert Campaign.objects.get().title == "Chuyển đổi số"
    assert newest() == ("admin", "sửa thiết lập", "Chuyển đổi số")
    assert AuditEntry.objects.first().after == {"changes": [{"changed": {"fields": ["Tên gọi ngắn"]}}]}


def test_a_new_unit_leaves_its_trail(setting_up, ward):
    form = {
        "code": "dong-tam/to-20",
        "kind": "neighbourhood",
        "name": "Tổ dân phố số 20",
        "label": "20",
        "position": 20,
    }

    answer = setting_up.post(address(Unit, "add"), form | {"parent": ward.pk})

    assert answer.status_code == 302
    assert newest() == ("admin", "thêm", "Tổ dân phố số 20")


def test_a_role_given_in_a_persons_page_is_in_the_trail(setting_up, clerk, unit_of):
    url = address(User, "change", clerk.pk)
    form = form_of(setting_up.get(url)) | {
        "roles-TOTAL_FORMS": 2,
        "roles-1-user": clerk.pk,
        "roles-1-unit": unit_of("8").pk,
        "roles-1-kind": "officer",
    }

    setting_up.post(url, form)

    assert Role.objects.filter(user=clerk, unit=unit_of("8"), kind="officer").exists()
    assert newest() == ("admin", "sửa thiết lập", "clerk")
    [change] = AuditEntry.objects.first().after["changes"]
    assert change == {"added": {"name": "vai trò", "object": "Cán bộ phụ trách tổ dân phố – Tổ dân phố số 8"}}


def test_a_new_password_is_in_the_trail_and_is_not(setting_up, clerk):
    url = reverse("admin:auth_user_password_change", args=[clerk.pk])

    setting_up.post(url, {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD})

    clerk.refresh_from_db()
    assert check_password(PASSWORD, clerk.password)
    assert newest() == ("admin", "sửa thiết lập", "clerk")
    assert PASSWORD not in str(AuditEntry.objects.values())
    assert clerk.password not in str(AuditEntry.objects.values())


def test_a_short_password_is_refused(setting_up, clerk):
    url = reverse("admin:auth_user_password_change", args=[clerk.pk])

    answer = setting_up.post(url, {"usable_password": "true", "password1": "ngan-qua", "password2": "ngan-qua"})

    assert answer.status_code == 200
    assert "12 ký tự" in answer.text


@pytest.mark.parametrize("way", ["one", "selection"])
def test_a_deletion_leaves_its_trail(setting_up, way):
    spare = Unit.objects.create(code="dong-tam/thua", kind="enterprise", name="Doanh nghiệp thừa")

    if way == "one":
        setting_up.post(address(Unit, "delete", spare.pk), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [spare.pk], "post": "yes"}
        setting_up.post(address(Unit, "changelist"), chosen)

    assert not Unit.objects.filter(code="dong-tam/thua").exists()
    assert newest() == ("admin", "xóa", "Doanh nghiệp thừa")


def test_a_deletion_that_fails_leaves_no_trail(setting_up, monkeypatch):
    spare = Unit.objects.create(code="dong-tam/thua", kind="enterprise", name="Doanh nghiệp thừa")
    monkeypatch.setattr("django.db.models.QuerySet.delete", lambda queryset: 1 / 0)
    chosen = {"action": "delete_selected", "_selected_action": [spare.pk], "post": "yes"}

    with pytest.raises(ZeroDivisionError):
        setting_up.post(address(Unit, "changelist"), chosen)

    assert not AuditEntry.objects.filter(verb="xóa").exists()


def test_what_is_in_use_cannot_be_deleted(setting_up, phase, ward):
    setting_up.post(address(Unit, "delete", ward.pk), {"post": "yes"})
    setting_up.post(address(Campaign, "delete", phase.campaign_id), {"post": "yes"})

    assert Unit.objects.filter(pk=ward.pk).exists()
    assert Campaign.objects.exists()


def test_a_units_code_never_changes(setting_up, unit_of):
    url = address(Unit, "change", unit_of("8").pk)

    setting_up.post(url, form_of(setting_up.get(url)) | {"code": "yen-thinh/to-8", "parent": ""})

    assert (unit_of("8").code, unit_of("8").parent.code) == ("dong-tam/to-8", "dong-tam")


def test_a_mistake_is_explained_in_vietnamese(setting_up, phase):
    url = address(Phase, "change", phase.pk)
    form = form_of(setting_up.get(url)) | {"ends_on": "01/01/2020"}

    answer = setting_up.post(url, form)

    assert "Đợt kết thúc trước ngày bắt đầu: kiểm tra lại hai ngày." in answer.text


# Criteria somebody has been scored by


@pytest.fixture
def in_use(phase):
    """The residents' criteria of an open phase, and its rules."""
    return CriteriaSet.objects.get(subject="resident"), ResultRules.objects.get(phase=phase)


def test_criteria_and_rules_of_an_open_phase_are_only_read(setting_up, in_use):
    answers = [
        setting_up.post(address(type(one), page, one.pk), {"post": "yes"}).status_code
        for one in in_use
        for page in ("change", "delete")
    ]

    assert answers == [403] * 4
    assert [setting_up.get(address(type(one), "change", one.pk)).status_code for one in in_use] == [200, 200]


def test_rules_of_a_phase_that_is_not_open_yet_can_be_set(setting_up, campaign):
    rules = ResultRules.objects.get(phase__campaign=campaign, phase__number=2)
    url = address(ResultRules, "change", rules.pk)

    setting_up.post(url, form_of(setting_up.get(url)) | {"title_percent": 95})

    rules.refresh_from_db()
    assert rules.title_percent == 95


def test_a_phase_without_rules_has_no_pages_yet(setting_up, logged_in, clerk, phase):
    third = Phase.objects.create(
        campaign=phase.campaign, number=9, name="Đợt thêm", kind="final", starts_on="2022-12-01", ends_on="2022-12-31"
    )
    Phase.objects.exclude(pk=third.pk).update(status="closed")
    browser = logged_in(clerk)

    answers = [
        browser.get(f"/phong-trao/{phase.campaign.code}/dot-9/{page}/") for page in ("phieu", "ket-qua", "bao-cao")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert browser.get("/").context["phase"].number == 2


def test_the_trail_shows_who_did_what(setting_up, phase, administrator):
    audit.record("thử", phase, by=administrator)

    text = setting_up.get(address(AuditEntry, "changelist")).text

    assert "thử" in text
    assert str(phase) in text
