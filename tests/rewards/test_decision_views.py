"""Pages of decisions: from the list of who waits to a signed paper, what comes after it, the register."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.due_decisions import decisions_due
from emulation.kit import clock
from rewards.actions.decisions import add_lines, draft_decision
from rewards.actions.signatures import record_signature
from rewards.documents.decision_register import DecisionRegister
from rewards.facts.decision_register import register_facts
from rewards.models import Award, Decision, Nomination
from rewards.queries.decidable import decidable
from rewards.queries.decisions import in_register
from rewards.words.decisions import state_badge
from tests.evidence import uploaded
from tests.rewards.decided import draft_of, later, signed
from tests.rewards.dossiers import dossier_for, press_sending, walked
from tests.rewards.nominated import nominated

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def address(phase):
    return lambda name, *more: reverse(f"rewards:{name}", args=[phase.campaign.code, phase.number, *more])


@pytest.fixture
def chairman(make_user, ward):
    person = make_user("chairman", "chairman", ward)
    person.set_password(PASSWORD)
    person.save()
    return person


def said(response) -> list[str]:
    return [str(one) for one in response.context["messages"]]


def recording(**changes) -> dict:
    """What somebody types who has the signed paper in hand."""
    told = {
        "number": "112/QĐ-UBND", "decided_on": f"{clock.today():%d/%m/%Y}", "on_behalf": "",
        "signer_title": "CHỦ TỊCH", "signer_name": "Nguyễn Ngọc Hà", "seen": 0, "seen_total": 0,
        "password_again": PASSWORD,
    }  # fmt: skip
    return told | changes


def test_from_the_list_to_a_signed_decision(logged_in, presented, clerk, chairman, address, unit_of):
    office = logged_in(clerk)
    listed = office.get(address("decisions")).text
    units = [unit.pk for unit, _ in office.get(address("decision_new", 5)).context["units"]]

    pages = [office.post(address("decision_new", 5), {"unit": units}, follow=True) for _ in range(2)]

    decision = Decision.objects.get()
    browser = logged_in(chairman)
    wrong = browser.post(address("decision_record", decision.pk), recording(password_again="khong-phai"))
    between = Decision.objects.get().status
    done = browser.post(address("decision_record", decision.pk), recording(scan=uploaded("ky.jpg")), follow=True)

    decision.refresh_from_db()
    assert "Soạn dự thảo" in listed
    assert [page.redirect_chain[-1][0] for page in pages] == [address("decision", decision.pk)] * 2
    assert "password_again" in wrong.context["form"].errors
    assert (between, decision.status, decision.scan is not None) == ("draft", "signed", True)
    assert said(done) == [
        f"Đã ghi quyết định số 112/QĐ-UBND ngày {clock.today():%d/%m/%Y}. Nội dung được giữ nguyên từ đây; cổng đang "
        "lưu bản in."
    ]
    assert "Có hiệu lực" in done.text


def test_whoever_prepared_it_is_told_why_not(logged_in, presented, clerk, address):
    decision = draft_of(presented, by=clerk)

    text = logged_in(clerk).get(address("decision", decision.pk)).text

    assert 'disabled aria-describedby="vi-sao">Ghi số, ngày ký</button>' in text
    assert "Chính bạn đã soạn văn bản này, cần người khác ghi số và ngày ký." in text


def test_a_refusal_keeps_what_was_typed(logged_in, presented, clerk, chairman, address):
    decision = draft_of(presented, by=clerk)
    tomorrow = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"

    page = logged_in(chairman).post(address("decision_record", decision.pk), recording(decided_on=tomorrow))

    assert page.context["form"].non_field_errors() == ["Ngày ký chưa tới. Hãy xem lại ngày trên bản đã ký."]
    assert 'value="112/QĐ-UBND"' in page.text
    assert Decision.objects.get().is_draft


def test_another_sum_is_said_and_the_next_press_means_it(logged_in, presented, clerk, chairman, address):
    decision = draft_of(presented, by=clerk)
    browser = logged_in(chairman)

    page = browser.post(address("decision_record", decision.pk), recording(seen_total=5))
    again = browser.post(
        address("decision_record", decision.pk), recording(seen_total=page.context["form"].data["seen_total"])
    )

    assert "tổng tiền thưởng là 0 đồng, khác 5 đồng bạn đã xem" in page.context["form"].non_field_errors()[0]
    assert again.status_code == 302


def test_the_texts_of_a_draft_are_printed(logged_in, presented, clerk, address):
    decision = draft_of(presented, by=clerk)
    office = logged_in(clerk)
    form = office.get(address("decision_texts", decision.pk)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {
        "executors": " Văn phòng  UBND ",
        "is_joint": "on",
        "seen": 0,
    }

    done = office.post(address("decision_texts", decision.pk), typed, follow=True)
    paper = office.get(address("decision_paper", decision.pk))
    word = office.get(address("decision_paper", decision.pk), {"dang": "word"})

    decision.refresh_from_db()
    assert said(done) == ["Đã lưu dự thảo. Hãy in lại nếu đã in trước đó."]
    assert (decision.executors, decision.is_joint, decision.version) == ("Văn phòng UBND", True, 1)
    assert paper.content.startswith(b"%PDF")
    assert word["Content-Disposition"].endswith('.docx"')


def test_lines_are_taken_out_and_put_in_again(logged_in, presented, clerk, address):
    decision = draft_of(presented, by=clerk)
    office, line = logged_in(clerk), decision.lines.first()

    office.post(address("decision_take_out", decision.pk, line.pk))
    page = office.get(address("decision", decision.pk))
    office.post(address("decision_add", decision.pk), {"nomination": line.nomination_id})

    assert [one.pk for one in page.context["more"]] == [line.nomination_id]
    assert decision.lines.count() == 5
    assert not decidable(presented.phase, presented.award).exists()


def test_what_changed_since_is_said_and_taken_over(logged_in, presented, clerk, address):
    decision = draft_of(presented, by=clerk)
    Nomination.objects.filter(pk=decision.lines.first().nomination_id).update(printed_name="Tên Mới")
    office = logged_in(clerk)
    before = office.get(address("decision", decision.pk)).context["drift"]

    done = office.post(address("decision_update", decision.pk), follow=True)

    assert before[0].startswith("1 dòng khác với trang đề nghị:")
    assert said(done) == ["Đã cập nhật 1 dòng. Hãy in lại dự thảo trước khi trình ký."]
    assert done.context["drift"] == []


def test_a_revocation_is_shown_on_both_papers(logged_in, presented, clerk, standing, address):
    first = signed(draft_of(presented, by=clerk), by=standing)
    office, line = logged_in(clerk), first.lines.first()
    url = address("decision_later", first.pk, "thu-hoi")

    refused = office.post(url, {"reason": "Khai sai"})
    drafted = office.post(url, {"reason": "Khai sai", "line": line.pk}, follow=True)
    signed(Decision.objects.get(kind="revoke"), by=standing, number="130/QĐ-UBND")

    page = office.get(address("decision", first.pk))
    assert "Hãy đánh dấu ít nhất một trường hợp cần thu hồi" in refused.context["form"].non_field_errors()[0]
    assert said(drafted) == ["Đã lập dự thảo. Hãy xem lại, in, trình ký rồi ghi số."]
    assert page.context["badge"].text == "Đã thu hồi một phần"
    assert "đã thu hồi theo quyết định số 130/QĐ-UBND" in page.text


def test_a_content_error_is_no_matter_for_a_letter(logged_in, presented, clerk, standing, address):
    first = signed(draft_of(presented, by=clerk), by=standing)

    page = logged_in(clerk).post(
        address("decision_later", first.pk, "dinh-chinh"), {"reason": "Sai tên", "flaw": "content", "body": ""}
    )

    assert "phải ra quyết định sửa đổi, bổ sung" in page.context["form"].non_field_errors()[0]


def test_the_words_of_a_state_come_first(presented, clerk, standing):
    first = signed(draft_of(presented, by=clerk), by=standing)
    amendment = signed(later(first, "amend", first.lines.all()[:1], by=clerk), by=standing, number="120/QĐ-UBND")
    revocation = Decision(kind="revoke", status="signed", number="130/QĐ-UBND")

    told = [
        state_badge(first, [], 5).text, state_badge(first, [amendment], 5).text,
        state_badge(first, [amendment, revocation], 4).text, state_badge(first, [revocation], 0).text,
    ]  # fmt: skip

    assert told == [
        "Có hiệu lực", "Đã được sửa đổi bởi quyết định số 120/QĐ-UBND",
        "Đã được sửa đổi bởi quyết định số 120/QĐ-UBND; đã thu hồi một phần", "Đã thu hồi",
    ]  # fmt: skip


def test_a_superior_decision_is_recorded_once(logged_in, phase, unit, officer, standing, clerk, address):
    Award.objects.filter(campaign=phase.campaign, number=3).update(upward_to="Ủy ban nhân dân tỉnh")
    nominated(phase, 3, unit, "Chi hội phụ nữ", by=officer)
    press_sending(walked(dossier_for(phase, 3, unit, by=officer), "met", unit=officer, office=standing), by=standing)
    office, url = logged_in(clerk), address("superior_new", 3)
    [(one, _)] = office.get(url).context["rows"]
    typed = {
        "granted_by": "Chủ tịch Ủy ban nhân dân tỉnh", "number": "7/QĐ-UBND", "decided_on": f"{clock.today():%d/%m/%Y}",
        "nomination": one.pk,
    }  # fmt: skip

    pages = [office.post(url, typed, follow=True) for _ in range(2)]

    assert Decision.objects.get().kind == "superior"
    assert [said(page) for page in pages] == [["Đã ghi quyết định số 7/QĐ-UBND của cấp trên."]] * 2


# The register


def test_the_register_is_filtered_saved_and_printed(logged_in, presented, clerk, standing):
    signed(draft_of(presented, by=clerk), by=standing)
    office = logged_in(clerk)
    url, file = reverse("rewards:decision_register"), reverse("rewards:decision_register_file")

    found = [office.get(url, {"q": words}).context["page"].paginator.count for words in ("112", "999", "ngoc ha")]
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(file).content)).worksheets[0]
    printed = office.get(file, {"dang": "pdf"})

    assert found == [1, 0, 1]
    assert [cell.value for cell in sheet[2]][1] == "112/QĐ-UBND"
    assert [cell.value for cell in sheet[2]][7] == 5
    assert printed.content.startswith(b"%PDF")


def test_the_register_adds_up_only_what_is_in_force(logged_in, presented, clerk, standing):
    first = signed(draft_of(presented, by=clerk), by=standing)
    signed(later(first, "revoke", first.lines.all()[:2], by=clerk), by=standing, number="130/QĐ-UBND")

    facts = register_facts(in_register(clerk), [], by=clerk)
    sums = DecisionRegister(facts).context()["sums"]

    assert [(one.number, one.households, one.in_force) for one in facts.lines] == [
        ("130/QĐ-UBND", 2, (0, 0, 0, 0)), ("112/QĐ-UBND", 5, (0, 0, 3, 0)),
    ]  # fmt: skip
    assert sums == ["–", "–", "3", "–"]


def test_pages_cost_the_same_whatever_their_length(logged_in, presented, clerk, standing, address):
    office = logged_in(clerk)
    chosen = list(decidable(presented.phase, presented.award))

    def asked() -> list[int]:
        counts = []
        for url in (address("decisions"), reverse("rewards:decision_register"), *details()):
            with CaptureQueriesContext(connection) as captured:
                office.get(url)
            counts.append(len(captured))
        return counts

    def details():
        return [address("decision", one.pk) for one in Decision.objects.order_by("-pk")[:1]]

    signed(draft_decision(presented.phase, presented.award, chosen[:1], by=clerk), by=standing)
    draft = draft_decision(presented.phase, presented.award, chosen[1:2], by=clerk)
    asked()
    before = asked()
    signed(draft, by=standing, number="113/QĐ-UBND")
    draft = draft_decision(presented.phase, presented.award, chosen[2:3], by=clerk)
    add_lines(draft, chosen[3:], by=clerk)

    assert asked() == before


def test_the_home_page_names_what_is_open(presented, clerk, standing, chairman):
    draft = draft_of(presented, by=clerk)
    before = [(one.count, one.title) for one in decisions_due(chairman)], decisions_due(clerk)
    signed(draft, by=standing)

    after = [(one.count, one.title) for one in decisions_due(clerk)]

    assert before == ([(1, "Dự thảo quyết định chờ ký, ghi số")], [])
    assert after == [(1, "Quyết định chưa có bản chụp")]


def test_recording_in_two_tabs_keeps_the_first(presented, clerk, standing, chairman):
    decision = draft_of(presented, by=clerk)
    values = {name: recording()[name] for name in ("number", "on_behalf", "signer_title", "signer_name")}
    values |= {"decided_on": clock.today()}

    first, second = (record_signature(decision, values, seen=0, seen_total=0, by=by) for by in (chairman, standing))

    assert second.recorded_by == first.recorded_by == chairman
