"""Standards that people confirm, of one and of many; what is printed of a nomination once its dossier is on its way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.kit.rows import stamp_of
from emulation.models import AuditEntry
from rewards.actions.dossiers import DossierRefused
from rewards.actions.many_nominations import act_on_many
from rewards.actions.nominations import NominationRefused, edit_nomination
from rewards.actions.standards import answer_standards, outlook_of_standards, tick_many
from rewards.models import Award, NameCorrection, Nomination, StandardTick
from rewards.permissions import answers_for_office
from rewards.queries.nominations import KnownFacts, unsaid
from rewards.rules.eligibility import Glow, lights
from tests.rewards.dossiers import complete, press, walked
from tests.rewards.nominated import nominated

EVERYBODY = Nomination.objects.all


@pytest.fixture
def standards(phase):
    """Of award 3: what the unit confirms, and what the standing office does."""
    found = Award.objects.get(campaign=phase.campaign, number=3).standards.order_by("position")
    by_unit, by_office = found
    assert (by_unit.confirmer, by_office.confirmer) == ("unit", "office")
    return by_unit, by_office


def standard_light(one):
    found = lights(KnownFacts(one.phase, [one]).facts(one))
    return next(light for light in found if light.topic == "Tiêu chuẩn")


def test_a_standard_is_met_or_not_met_for_a_reason(proposed, standards, standing):
    one, (first, second) = proposed[0], standards

    answers = [{first.pk: ""}, {second.pk: " Vượt hai  chỉ tiêu còn lại "}, {second.pk: "Vượt hai chỉ tiêu còn lại"}]
    changed = [answer_standards(one, answer, by=standing) for answer in answers]

    assert changed == [1, 1, 0]
    light = standard_light(one)
    assert (light.glow, light.reason) == (
        Glow.LOOK, "Chưa đạt 1/2 tiêu chuẩn, vẫn đề nghị vì: Vượt hai chỉ tiêu còn lại"
    )  # fmt: skip


def test_a_unit_does_not_answer_what_the_office_confirms(proposed, standards, officer):
    by_unit, by_office = standards

    changed = answer_standards(proposed[0], {by_unit.pk: "", by_office.pk: ""}, by=officer)

    assert (changed, list(proposed[0].ticks.values_list("standard", flat=True))) == (1, [by_unit.pk])


def test_many_are_ticked_by_one_press_and_unticked_by_another(proposed, standards, phase, standing):
    answer_standards(proposed[0], {standards[0].pk: "Chưa đủ nhưng xứng đáng"}, by=standing)
    before = outlook_of_standards("tick", EVERYBODY(), standards, phase, by=standing)

    ticked = [tick_many("tick", EVERYBODY(), standards, phase, by=standing) for _ in range(2)]
    met = StandardTick.objects.filter(unmet_reason="").count()
    taken = tick_many("untick", EVERYBODY(), standards, phase, by=standing)

    assert before == ticked[0]
    assert [(done.done, done.skipped) for done in ticked] == [(2, {}), (0, {"đã có câu trả lời từ trước": 2})]
    assert (met, taken.done) == (3, 2)
    assert list(StandardTick.objects.values_list("unmet_reason", flat=True)) == ["Chưa đủ nhưng xứng đáng"]
    assert AuditEntry.objects.filter(verb="xác nhận tiêu chuẩn cho nhiều đề nghị").count() == 1


def test_the_list_finds_those_with_an_open_standard(proposed, standards, standing):
    answer_standards(proposed[0], {one.pk: "" for one in standards}, by=standing)

    assert list(EVERYBODY().filter(unsaid())) == [proposed[1]]


def test_ticking_many_costs_the_same_whatever_their_number(proposed, standards, phase, unit, officer, standing):
    def cost(chosen) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert tick_many("tick", chosen, standards, phase, by=standing).done == chosen.count()
        return len(asked) - 1

    assert answers_for_office(standing, phase)  # roles are asked for once
    few = cost(EVERYBODY().filter(pk=proposed[0].pk))
    for number in range(20):
        nominated(phase, 3, unit, f"Chi hội {number}", by=officer)

    assert cost(EVERYBODY().exclude(pk=proposed[0].pk)) == few


def test_a_dossier_is_not_eligible_while_a_standard_is_open(draft, standards, officer, standing):
    complete(draft, by=officer)
    StandardTick.objects.filter(standard=standards[1]).delete()
    press(draft, "submit", by=officer)
    press(draft, "take_up", by=standing)

    with pytest.raises(DossierRefused, match="Còn 2 đề nghị có tiêu chuẩn thường trực chưa xác nhận đạt"):
        press(draft, "accept", by=standing)
    tick_many("tick", EVERYBODY(), standards, draft.phase, by=standing)

    assert press(draft, "accept", by=standing).status == "eligible"


def test_what_is_vetted_is_not_ticked_or_unticked_any_more(draft, standards, phase, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)

    done = tick_many("untick", EVERYBODY(), standards, phase, by=standing)

    assert (done.done, done.skipped) == (0, {"nằm trong hồ sơ đã qua bước này": 2})


# What is printed of a nomination that a dossier holds


def renamed(one, *, by, reason=""):
    one.refresh_from_db()
    values = {"printed_place": "Tổ dân phố số 8, phường Đồng Tâm"}
    return edit_nomination(one, values, seen=stamp_of(one), reason=reason, by=by)


@pytest.mark.parametrize("status", ["submitted", "vetting", "eligible"])
def test_a_nomination_in_a_submitted_dossier_is_not_edited(draft, proposed, officer, standing, status):
    walked(draft, status, unit=officer, office=standing)

    with pytest.raises(NominationRefused, match="nhờ thường trực bấm “Yêu cầu bổ sung”"):
        renamed(proposed[0], by=standing)


def test_it_is_edited_again_once_more_is_asked_for(draft, proposed, officer, standing):
    walked(draft, "vetting", unit=officer, office=standing)
    press(draft, "ask_more", "Sai địa chỉ", by=standing)

    assert renamed(proposed[0], by=officer).printed_place == "Tổ dân phố số 8, phường Đồng Tâm"
    assert not NameCorrection.objects.exists()


def test_after_the_council_a_name_is_changed_by_the_office_for_a_reason_and_shown(
    draft, proposed, officer, standing, logged_in
):
    walked(draft, "met", unit=officer, office=standing)
    for by, reason, said in [(officer, "Thiếu phường", "chỉ thường trực"), (standing, "", "hãy ghi vì sao sửa")]:
        with pytest.raises(NominationRefused, match=said):
            renamed(proposed[0], by=by, reason=reason)

    for _ in range(2):
        renamed(proposed[0], by=standing, reason="Thiếu tên phường")

    shown = (
        "Tên in đã sửa từ “Tổ chuyển đổi số cộng đồng” thành “Tổ chuyển đổi số cộng đồng, Tổ dân phố số 8, phường "
        "Đồng Tâm”. Lý do: Thiếu tên phường"
    )
    page = f"/phong-trao/dong-tam-2022/dot-1/khen-thuong/ho-so/{draft.pk}/"
    assert NameCorrection.objects.count() == 1
    assert shown in logged_in(standing).get(page).content.decode()


def test_a_signed_decision_keeps_what_is_printed(draft, proposed, officer, standing):
    walked(draft, "presented", unit=officer, office=standing)
    type(draft).objects.update(status="signed")

    with pytest.raises(NominationRefused, match="lập quyết định sửa đổi"):
        renamed(proposed[0], by=standing, reason="In sai")


def test_from_a_submitted_dossier_only_the_office_withdraws(draft, proposed, officer, standing):
    walked(draft, "eligible", unit=officer, office=standing)
    first = EVERYBODY().filter(pk=proposed[0].pk)

    refused = act_on_many("withdraw", first, draft.phase, reason="Chuyển đi", by=officer)
    done = act_on_many("withdraw", first, draft.phase, reason="Chuyển đi", by=standing)

    why = "nằm trong hồ sơ đã nộp, chỉ thường trực rút hoặc khôi phục được"
    assert (refused.done, refused.skipped, done.done) == (0, {why: 1}, 1)


# On the pages


def test_the_list_offers_the_standards_of_one_award_and_ticks_the_chosen(
    draft, proposed, standards, unit, officer, logged_in
):
    client, base = logged_in(officer), "/phong-trao/dong-tam-2022/dot-1/khen-thuong/de-nghi/nhieu/"
    whole = {"act": "tick", "scope": "whole"}

    asked = client.post(base, whole)
    empty = client.post(base, whole | {"sure": 1})
    done = client.post(base, whole | {"sure": 1, "standard": [standards[0].pk, standards[1].pk]}, follow=True)

    assert asked.context["standards"] == [(standards[0], 2)]
    assert empty.context["is_empty"]
    assert [str(one) for one in done.context["messages"]] == [
        "Đã đánh dấu đạt tiêu chuẩn cho 2 đề nghị. Nhầm thì chọn lại các đề nghị này với việc “Bỏ đánh dấu tiêu chuẩn”."
    ]
    assert set(StandardTick.objects.values_list("standard", "ticked_by")) == {(standards[0].pk, officer.pk)}


def test_the_page_of_one_takes_a_tick_or_a_reason_not_both(proposed, standards, standing, logged_in):
    client, one = logged_in(standing), proposed[0]
    url = f"/phong-trao/dong-tam-2022/dot-1/khen-thuong/de-nghi/{one.pk}/tieu-chuan/"
    first, second = (one.pk for one in standards)

    both = client.post(url, {"standard": [first], f"unmet-{first}": "Vì sao"}, follow=True)
    client.post(url, {"standard": [first], f"unmet-{second}": "Vượt hai chỉ tiêu"})

    assert [str(said) for said in both.context["messages"]] == [
        "Một tiêu chuẩn vừa được đánh dấu đạt vừa có lý do chưa đạt. Hãy bỏ một trong hai rồi lưu lại."
    ]
    assert dict(one.ticks.values_list("standard", "unmet_reason")) == {first: "", second: "Vượt hai chỉ tiêu"}
