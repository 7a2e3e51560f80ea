"""Pages of reports on targets: what is due, what forms refuse in words, who is offered which button."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.choices import CampaignStatus
from emulation.models import Campaign
from rewards.actions.reports import write_report
from rewards.models import Addressee, ReportDue, ReportLetter, TargetReport
from rewards.queries.reports import drawn_up, stamp_of
from tests.evidence import uploaded
from tests.rewards.written import ALL_TEXTS, approved, sent, written
from tests.schools import enter, person

LIST = "/phong-trao/tuoi-hong-2022/bao-cao/"
PAGE = f"{LIST}1/ban-1/"
MADE, LAST = date(2023, 11, 20), date(2023, 11, 24)


@pytest.fixture(autouse=True)
def now(it_is):
    return it_is(2023, 11, 21, 9)


@pytest.fixture
def report(school_campaign, deputy):
    return written(school_campaign, made_on=MADE, by=deputy)


@pytest.fixture
def ready(report, principal):
    return approved(report, by=principal)


@pytest.fixture
def clerk_above(school_campaign):
    """The clerk of the ward the school lies in."""
    return person("clerk-above", "clerk", school_campaign.ward.parent)


def texts(report: TargetReport, **changes) -> dict:
    said = {"made_on": "20/11/2023", "code": "BC-MNTH", "recipients": "", "seen": report.edition}
    return said | ALL_TEXTS | changes


# What is due


def test_a_report_due_says_how_long_there_is_and_is_begun_by_a_press(logged_in, school_campaign, deputy):
    browser = logged_in(deputy)
    before = browser.get(LIST).text

    answer = browser.post(f"{LIST}1/soan/", follow=True)

    assert "còn 3 ngày" in before
    assert "Bắt đầu soạn" in before
    assert answer.redirect_chain[-1][0] == f"{PAGE}noi-dung/"
    assert "Chưa soạn" not in browser.get(LIST).context["rows"][0].state


def test_the_list_says_what_is_missing_then_who_has_to_act(logged_in, report, deputy, principal):
    browser = logged_in(deputy)
    write_report(report, {"causes": ""}, seen=report.edition, by=deputy)
    said = [browser.get(LIST).context["rows"][0].next]
    report.refresh_from_db()
    write_report(report, {"causes": "Máy"}, seen=report.edition, by=deputy)
    said.append(browser.get(LIST).context["rows"][0].next)
    report = approved(TargetReport.objects.for_page().get(), by=principal)
    said.append(browser.get(LIST).context["rows"][0].next)
    for letter in report.letters.all():
        sent(letter, MADE, by=deputy)
    rows = {row.line.due.number: row for row in browser.get(LIST).context["rows"]}

    assert said[:2] == ["Còn ghi: Nguyên nhân.", "Đã ghi đủ: người khác của đơn vị xem và duyệt."]
    assert said[2].startswith("Gửi rồi ghi ngày gửi: Ủy ban nhân dân Quận 1")
    assert (rows[1].next, rows[1].time, rows[1].tone) == ("", "đã gửi 20/11/2023", "good")


@pytest.fixture
def launched(school_campaign):
    """The plan as it is once its first phase has been opened."""
    Campaign.objects.filter(pk=school_campaign.pk).update(status=CampaignStatus.LAUNCHED, number="00/KH-THU")


def test_a_report_overdue_stays_on_the_home_page_of_its_school(logged_in, launched, deputy, it_is):
    it_is(2024, 1, 3, 9)

    tasks = {task.title: task.note for task in logged_in(deputy).get("/").context["due"].tasks}

    assert tasks["Báo cáo sơ kết của Trường Mầm non Tuổi Hồng: quá hạn 40 ngày"].startswith("Bắt đầu soạn")
    assert not [title for title in tasks if title.startswith("Báo cáo tổng kết")]


def test_a_plan_that_is_still_written_asks_for_no_report(logged_in, school_campaign, deputy, clerk_above, it_is):
    it_is(2024, 1, 3, 9)

    for user in (deputy, clerk_above):
        browser = logged_in(user)
        assert not [task for task in browser.get("/").context["due"].tasks if "áo cáo" in task.title]
        assert browser.get("/bao-cao/").context["rows"] == []


def test_the_ward_is_told_whose_report_is_late_and_sees_no_draft(logged_in, launched, report, clerk_above, it_is):
    it_is(2024, 1, 3, 9)
    browser = logged_in(clerk_above)

    due = next(task for task in browser.get("/").context["due"].tasks if task.title.startswith("Báo cáo"))
    row = browser.get(due.url).context["rows"][0]

    assert (due.count, due.title) == (1, "Báo cáo của các trường quá hạn chưa gửi")
    assert (row.line.report, row.state, row.time, row.next) == (None, "Chưa gửi", "quá hạn 40 ngày", "")
    assert browser.get(PAGE).status_code == 404


def test_a_draft_dated_before_the_cut_off_warns_whoever_approves(logged_in, school_campaign, deputy, principal):
    written(school_campaign, made_on=date(2023, 11, 10), by=deputy)

    text = logged_in(principal).get(PAGE).text

    assert "Báo cáo ghi ngày lập 10/11/2023 nên chỉ tính số liệu đo đến ngày ấy" in text
    assert "kỳ này tính đến hết ngày 15/11/2023" in text


def test_the_ward_reads_what_was_sent_with_its_scan(logged_in, ready, deputy, clerk_above):
    logged_in(deputy).post(
        f"{PAGE}gui/{ready.letters.first().pk}/",
        {"sent_on": "21/11/2023", "sent_by": "paper", "number": "47/BC-MNTH", "dated_on": "20/11/2023"}
        | {"files": [uploaded("ban-chup.jpg")]},
    )
    browser = logged_in(clerk_above)

    page = browser.get(PAGE)
    scan = browser.get(f"{PAGE}tep/{ready.letters.first().files.get().key}/")

    assert "47/BC-MNTH" in page.text
    assert "Thêm bản chụp" not in page.text
    assert scan["Content-Disposition"].startswith('attachment; filename="ban-chup.jpg"')


def test_a_scan_of_another_report_is_not_given(logged_in, ready, deputy):
    other = ReportLetter.objects.last()
    sent(other, MADE, by=deputy)

    assert logged_in(deputy).get(f"{PAGE}tep/{'0' * 32}/").status_code == 404


# Writing


def test_texts_are_kept_line_by_line(logged_in, report, deputy):
    said = texts(report, causes="  Thiếu   máy\r\n\r\n Máy hỏng ", recipients="Chi bộ trường\n")

    logged_in(deputy).post(f"{PAGE}noi-dung/", said)

    kept = TargetReport.objects.get()
    assert (kept.causes, kept.recipients) == ("Thiếu máy\nMáy hỏng", "Chi bộ trường")


def test_who_comes_second_sees_both_and_loses_nothing(logged_in, report, deputy, principal):
    stale = texts(report, causes="Máy hỏng", lessons="Mua sớm")
    write_report(report, {"causes": "Thiếu máy"}, seen=report.edition, by=principal)
    browser = logged_in(deputy)

    page = browser.post(f"{PAGE}noi-dung/", stale)
    kept = TargetReport.objects.get().causes
    browser.post(f"{PAGE}noi-dung/", stale | {"seen": page.context["form"]["seen"].value()})

    assert kept == "Thiếu máy"
    assert [
        words for words in ("principal vừa lưu", "Thiếu máy", "Máy hỏng", "Mua sớm") if words not in page.text
    ] == []
    assert ("Nguyên nhân", "Thiếu máy") in page.context["form"].theirs
    assert TargetReport.objects.get().causes == "Máy hỏng"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"made_on": "22/11/2023"}, "chưa đến. Hãy ghi muộn nhất là hôm nay."),
        ({"made_on": "13/11/2022"}, "trước ngày ban hành kế hoạch (14/11/2022)"),
        ({"made_on": "hôm qua"}, "Ngày này không đọc được."),
        ({"code": ""}, "Hãy ghi ký hiệu, ví dụ BC-MNTH."),
        ({"causes": "x" * 5001}, "Dài quá 5000 ký tự."),
        ({"causes": "x\0"}, "Có ký tự không đọc được."),
    ],
)
def test_what_cannot_be_written_is_said_and_nothing_is_kept(logged_in, report, deputy, wrong, words):
    answer = logged_in(deputy).post(f"{PAGE}noi-dung/", texts(report, lessons="Khác") | wrong)

    assert words in answer.text
    assert TargetReport.objects.get().lessons == ALL_TEXTS["lessons"]


# Approving, returning, replacing


def test_what_waits_is_told_before_approving(logged_in, school_campaign, report, deputy, principal):
    enter(school_campaign, 3, date(2023, 11, 14), 12, 12, by=deputy)

    text = logged_in(principal).get(PAGE).text

    assert "Còn 01 số liệu đã đo nhưng chưa được duyệt nên chưa tính vào báo cáo này." in text
    assert "Duyệt báo cáo</button>" in text


def test_the_writer_is_told_that_somebody_else_approves(logged_in, report, deputy, principal):
    text = logged_in(deputy).get(PAGE).text

    assert "Bạn là người soạn bản này nên người khác của đơn vị duyệt." in text
    assert "Duyệt báo cáo</button>" not in text


def test_a_school_with_one_account_is_told_what_to_do(logged_in, report, deputy):
    assert "đơn vị chưa có tài khoản nào khác duyệt được" in logged_in(deputy).get(PAGE).text


def test_a_stale_page_approves_nothing(logged_in, school_campaign, report, deputy, principal):
    stamp = stamp_of(drawn_up(report))
    enter(school_campaign, 1, date(2023, 11, 15), 57, 60, by=deputy, approved_by=principal)

    answer = logged_in(principal).post(f"{PAGE}duyet/", {"stamp": stamp}, follow=True)

    assert "vừa thay đổi trong lúc bạn xem" in answer.text
    assert TargetReport.objects.get().status == "draft"


def test_a_report_goes_back_and_a_sent_one_is_replaced_with_reasons(logged_in, ready, deputy):
    browser = logged_in(deputy)
    silent = browser.post(f"{PAGE}tra-lai/", {"reason": " "}, follow=True).text
    sent(ready.letters.first(), MADE, by=deputy)
    too_late = browser.post(f"{PAGE}tra-lai/", {"reason": "Sai"}, follow=True).text

    answer = browser.post(f"{PAGE}thay-the/", {"reason": "Sai số liệu"}, follow=True)

    assert "Hãy ghi lý do" in silent
    assert "Báo cáo đã gửi nên giữ nguyên." in too_late
    assert answer.redirect_chain[-1][0] == f"{LIST}1/ban-2/"
    assert "Lý do: Sai số liệu" in answer.text
    assert f"{LIST}1/ban-2/" in browser.get(PAGE).text


# Sending


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sent_on": "22/11/2023"}, "chưa đến. Hãy ghi sau khi đã gửi."),
        ({"sent_on": "19/11/2023"}, "trước ngày lập báo cáo (20/11/2023)"),
        ({"sent_by": ""}, "Hãy chọn cách gửi."),
        ({"number": "47/BC-MNTH"}, "Số và ngày của văn bản đi cùng nhau"),
        ({"files": [uploaded("don.html", b"<html></html>")]}, "Trang web (HTML) không nhận được."),
    ],
)
def test_what_cannot_be_said_of_a_letter_is_refused_in_words(logged_in, ready, deputy, wrong, words):
    said = {"sent_on": "21/11/2023", "sent_by": "paper", "number": "", "dated_on": ""}

    answer = logged_in(deputy).post(f"{PAGE}gui/{ready.letters.first().pk}/", said | wrong)

    assert words in answer.text
    assert not any(letter.is_sent for letter in ReportLetter.objects.all())


def test_an_office_that_ended_gets_no_letter_afterwards(logged_in, ready, deputy, it_is):
    Addressee.objects.filter(pk=ready.letters.first().addressee_id).update(ends_on=date(2023, 11, 22))
    it_is(2023, 11, 24, 9)
    said = {"sent_on": "24/11/2023", "sent_by": "paper", "number": "", "dated_on": ""}

    answer = logged_in(deputy).post(f"{PAGE}gui/{ready.letters.first().pk}/", said)

    assert "chỉ có đến hết ngày 22/11/2023" in answer.text


def test_the_second_letter_starts_from_the_number_of_the_first(logged_in, ready, deputy):
    first, second = ready.letters.all()
    sent(first, MADE, by=deputy, number="47/BC-MNTH", dated_on=MADE)

    form = logged_in(deputy).get(f"{PAGE}gui/{second.pk}/").context["form"]

    assert (form["number"].value(), form["dated_on"].value()) == ("47/BC-MNTH", "20/11/2023")


# Queries


def test_pages_cost_the_same_with_one_report_due_and_with_ten(logged_in, school_campaign, ready, deputy, clerk_above):
    def costs(user):
        browser, found = logged_in(user), []
        for url in ("/", "/bao-cao/", LIST):
            browser.get(url)
            with CaptureQueriesContext(connection) as captured:
                browser.get(url)
            found.append(len(captured))
        return found

    few = [costs(deputy), costs(clerk_above)]
    for number in range(3, 12):
        days = {"last_day": date(2023, 11, 22), "cut_off": MADE}
        due = ReportDue.objects.create(campaign=school_campaign, number=number, name="Báo cáo", kind="interim", **days)
        TargetReport.objects.create(due=due, code="BC", written_by=deputy)

    assert [costs(deputy), costs(clerk_above)] == few
