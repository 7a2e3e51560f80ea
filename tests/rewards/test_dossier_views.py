"""Pages of dossiers: making, submitting with papers, vetting, presenting; what is late, what waits on the home page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.due_dossiers import dossiers_due
from emulation.kit import clock
from rewards.models import Award, Dossier, DossierLine, Nomination
from tests.evidence import picture, uploaded
from tests.rewards.dossiers import complete, dossier_for, press, walked
from tests.rewards.nominated import nominated


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def officer(officer_of):
    return officer_of("8")


@pytest.fixture
def draft(phase, unit, officer):
    nominated(phase, 3, unit, "Tổ chuyển đổi số cộng đồng tổ dân phố số 8", by=officer)
    return dossier_for(phase, 3, unit, by=officer)


@pytest.fixture
def address(phase):
    """An address of the phase: address("dossiers"), address("dossier", 5)."""
    return lambda name, *more: reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])


def said(response) -> list[str]:
    return [str(one) for one in response.context["messages"]]


def step(client, address, dossier, side: str, verb: str, **more):
    dossier.refresh_from_db()
    url = address(f"dossier_{side}_step", dossier.pk)
    return client.post(url, {"verb": verb, "seen": dossier.version, **more}, follow=True)


def test_from_nominations_to_a_presented_dossier(logged_in, phase, unit, officer, standing, address):
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer, confirmed_at=clock.now(), confirmed_by=officer)
    Award.objects.filter(campaign=phase.campaign, number=3).update(procedure="simple")
    client = logged_in(officer)
    [offer] = client.get(address("dossier_make")).context["offers"]

    made = client.post(address("dossier_make"), {"make": offer.key}, follow=True)
    again = client.post(address("dossier_make"), {"make": offer.key}, follow=True)
    dossier = Dossier.objects.get()
    first, *others = dossier.papers.all()
    refused = step(client, address, dossier, "unit", "submit")
    client.post(address("dossier_paper_upload", dossier.pk, first.pk), {"file": uploaded("to-trinh.jpg")})
    for paper in others:
        client.post(address("dossier_paper_waive", dossier.pk, paper.pk), {"reason": "Đã nộp bản giấy"})
    submitted = step(client, address, dossier, "unit", "submit")
    office = logged_in(standing)
    words = [step(office, address, dossier, "office", verb) for verb in ("take_up", "accept", "present")]

    assert said(made) == ["Đã đưa 1 đề nghị vào 1 hồ sơ nháp."]
    assert said(again) == ["Không còn đề nghị nào chưa có hồ sơ, nên chưa lập thêm gì."]
    assert said(refused)[0].startswith("Còn thiếu giấy tờ: Văn bản đề nghị (tờ trình);")
    assert said(submitted)[-1] == "Đã nộp hồ sơ."
    assert [said(answer)[-1] for answer in words] == [
        "Đã tiếp nhận hồ sơ.", "Đã xác nhận hồ sơ đủ điều kiện.", "Đã ghi hồ sơ được trình.",
    ]  # fmt: skip
    assert "Chủ tịch Ủy ban nhân dân phường Đồng Tâm, từ " in words[-1].text


def test_a_disabled_act_says_why(logged_in, officer, draft, address):
    text = logged_in(officer).get(address("dossier", draft.pk)).text

    assert '<button class="btn btn-primary" type="submit" disabled aria-describedby="why-submit">' in text
    assert "Chưa làm được: Còn thiếu giấy tờ: Văn bản đề nghị (tờ trình)" in text


def test_the_office_asks_for_more_and_the_unit_reads_what(logged_in, officer, standing, draft, address):
    walked(draft, "vetting", unit=officer, office=standing)

    silent = step(logged_in(standing), address, draft, "office", "ask_more")
    step(logged_in(standing), address, draft, "office", "ask_more", reason="Tờ trình thiếu chữ ký.")
    answer = logged_in(officer).get(address("dossier", draft.pk))

    assert said(silent) == ["Hãy ghi lý do, để người lập hồ sơ và người xem sau biết cần làm gì."]
    assert "yêu cầu bổ sung lúc" in answer.text
    assert "Tờ trình thiếu chữ ký." in answer.text
    assert [act.verb for act in answer.context["unit_acts"]] == ["resubmit", "drop"]
    assert answer.context["office_acts"] == []


@pytest.mark.parametrize(
    ("side", "verb"),
    [("unit", "accept"), ("unit", "meet"), ("office", "submit"), ("office", "register"), ("office", "")],
)
def test_each_side_takes_only_its_own_steps(logged_in, standing, draft, address, side, verb):
    answer = step(logged_in(standing), address, draft, side, verb)

    assert said(answer) == ["Yêu cầu gửi lên không đọc được. Hãy bấm lại một nút trên trang này."]


def test_a_dossier_sent_upward_shows_recipient_and_answer(logged_in, officer, standing, draft, address):
    Award.objects.filter(pk=draft.award_id).update(procedure="simple", upward_to="Ủy ban nhân dân tỉnh Yên Bái")
    walked(draft, "eligible", unit=officer, office=standing)
    client, today = logged_in(standing), draft.accepted_at.strftime("%d/%m/%Y")
    form = {"recipient": "Ủy ban nhân dân tỉnh Yên Bái", "sent_on": today, "way": "paper", "letter": "15/TTr-UBND"}

    wrong = client.post(address("dossier_send", draft.pk), form | {"sent_on": "1/1/2020", "seen": 3}, follow=True)
    sent = client.post(address("dossier_send", draft.pk), form | {"seen": 3}, follow=True)
    answered = client.post(address("dossier_answer", draft.pk), {"answered_on": today, "answer": "Đồng ý"}, follow=True)

    assert said(wrong)[0].startswith("Ngày gửi phải từ ngày hồ sơ đủ điều kiện")
    assert said(sent) == ["Đã ghi hồ sơ được gửi cấp trên."]
    assert "số 15/TTr-UBND" in sent.text
    assert "Đồng ý" in answered.text


def test_the_file_of_a_paper_is_for_those_who_read_the_dossier(
    logged_in, officer, chairman, officer_of, draft, address
):
    paper = draft.papers.first()
    logged_in(officer).post(address("dossier_paper_upload", draft.pk, paper.pk), {"file": uploaded("to-trinh.jpg")})
    paper.refresh_from_db()
    url = address("dossier_file", draft.pk, paper.file.key)

    answers = [logged_in(person).get(url) for person in (chairman, officer_of("1"))]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert answers[0]["Content-Disposition"] == 'attachment; filename="to-trinh.jpg"'


def test_two_files_for_one_paper_are_refused_in_words(logged_in, officer, draft, address):
    files = {"file": [uploaded("trang-1.jpg"), uploaded("trang-2.jpg", picture(color=(1, 2, 3)))]}

    answer = logged_in(officer).post(
        address("dossier_paper_upload", draft.pk, draft.papers.first().pk), files, follow=True
    )

    assert said(answer) == ["Mỗi giấy tờ nhận một tệp. Hãy gộp các trang vào một tệp PDF rồi tải lên."]
    assert draft.papers.first().is_missing


def test_the_list_says_who_has_it_since_when_and_how_late(logged_in, officer, standing, draft, address, it_is):
    it_is(2026, 11, 2, 9)
    press(complete(draft, by=officer), "submit", by=officer)
    it_is(2026, 11, 18, 9)

    answer = logged_in(standing).get(address("dossiers"))

    [row] = answer.context["rows"]
    assert (row.holder, row.badge.text) == ("Thường trực thi đua khen thưởng", "Đã nộp")
    assert row.time.text == "quá hạn 2 ngày làm việc"
    assert answer.context["late"] == 1
    assert [(label, count) for label, count, *_ in answer.context["states"]] == [("Đã nộp", 1)]


@pytest.mark.parametrize(
    ("state", "found"), [("", 1), ("submitted", 1), ("draft", 0), ("qua-han", 0), ("cho-trinh", 0), ("khong-co", 1)]
)
def test_the_list_is_filtered_by_state(logged_in, officer, draft, address, state, found):
    press(complete(draft, by=officer), "submit", by=officer)

    answer = logged_in(officer).get(address("dossiers"), {"state": state})

    assert answer.context["page"].paginator.count == found


def test_home_leads_each_to_exactly_what_is_counted(logged_in, phase, unit, officer, standing, chairman, address):
    Award.objects.filter(campaign=phase.campaign, number__in=[1, 3, 4]).update(procedure="simple")
    for number in (1, 3, 4):
        nominated(phase, number, unit, f"Chi hội {number}", by=officer)
    draft, to_vet, decided = [dossier_for(phase, number, unit, by=officer) for number in (1, 3, 4)]
    walked(to_vet, "submitted", unit=officer, office=standing)
    walked(decided, "eligible", unit=officer, office=standing)
    press(decided, "present", by=standing)

    lines = {person: dossiers_due(person) for person in (officer, standing, chairman)}

    assert {str(person): [(one.title, one.count) for one in found] for person, found in lines.items()} == {
        str(officer): [("Hồ sơ khen thưởng chưa nộp: Tổ dân phố số 8", 1)],
        str(standing): [("Hồ sơ khen thưởng chờ tiếp nhận", 1)],
        str(chairman): [("Hồ sơ khen thưởng chờ quyết định", 1)],
    }
    shown = {str(person): logged_in(person).get(found[0].url).context["rows"] for person, found in lines.items()}
    assert [row.one for rows in shown.values() for row in rows] == [draft, to_vet, decided]


def queries_of(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_list_and_page_cost_the_same_however_many_there_are(logged_in, phase, unit, officer, standing, draft, address):
    client = logged_in(standing)
    pages = [address("dossiers"), address("dossier", draft.pk), address("dossier_make")]
    client.get(pages[0])
    few = [queries_of(client, url) for url in pages]
    held = [nominated(phase, 3, unit, f"Chi hội {number}", by=officer) for number in range(40)]
    DossierLine.objects.bulk_create(DossierLine(dossier=draft, nomination=one, added_by=officer) for one in held)
    Dossier.objects.bulk_create(
        Dossier(
            phase=phase, award=draft.award, unit=unit, number=number, has_council=True, made_by=officer,
            status="dropped" if number % 2 else "submitted", due_on=None if number % 2 else draft.made_at.date(),
            submitted_at=draft.made_at, first_submitted_at=draft.made_at, submitted_by=officer,
        )
        for number in range(2, 202)
    )  # fmt: skip
    Nomination.objects.filter(pk=held[0].pk).update(confirmed_at=clock.now(), confirmed_by=officer)

    assert [queries_of(client, url) for url in pages] == few
