"""Pages of certificates: from the checks to the tray, the register with its search, files and history."""

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.due import due_list
from emulation.actions import keep_files, write_files
from emulation.kit import jobs
from emulation.kit.evidence import judge
from rewards.actions.layouts import make_layout
from rewards.actions.printing import order_file
from rewards.facts.layouts import PictureGone, design_of
from rewards.models import Certificate, CertificateLayout, PrintRun, Register, StockEntry
from rewards.rules.certificates import SUPERIOR
from rewards.rules.layout_designs import DESIGNS
from tests.evidence import picture
from tests.printed import pages_of
from tests.rewards.certified import certificates_of, decision_about, issued, run_of, signed

PLACE = "/phong-trao/dong-tam-2022/dot-1/giay-chung-nhan/"
NAMES = ["Sùng A Chử", "Lô Văn Nga", "Vũ Văn Mạnh"]
KEY = "6f1c1f0e-8a51-4c0e-9a53-0d3e5a6b7c8d"


@pytest.fixture
def decision(reviewed, award, unit_of, clerk, standing):
    return signed(decision_about(reviewed, award, NAMES, unit=unit_of("8"), by=clerk), by=standing)


def checks(decision) -> str:
    return f"{PLACE}quyet-dinh/{decision.pk}/"


def told(answer) -> list[str]:
    return [str(one) for one in answer.context["messages"]]


# From the checks to the tray


def test_without_signed_proofs_the_page_asks_why(logged_in, decision, clerk):
    browser = logged_in(clerk)

    refused = browser.post(f"{checks(decision)}cap/", {"reason": ""}, follow=True)
    done = browser.post(f"{checks(decision)}cap/", {"reason": "Đã ký bản giấy"}, follow=True)

    assert "Bảng dò của Tổ dân phố số 8 chưa được ký" in told(refused)[0]
    year = Certificate.objects.first().year
    assert told(done) == [f"Đã cấp 3 giấy, từ số 0001/{year} đến số 0003/{year}."]


def test_a_proof_is_read_on_paper_and_its_signature_recorded(logged_in, decision, clerk, unit_of):
    browser, unit = logged_in(clerk), unit_of("8")
    proof = f"{checks(decision)}bang-do/{unit.pk}/"
    stamp = browser.get(checks(decision)).context["proofs"][0].stamp

    [page] = pages_of(browser.get(proof).content)
    word = browser.get(f"{proof}?dang=word")
    signed_on = {"signer": "Lù Thị Sáng", "signed_on": "16/9/2022", "stamp": stamp}
    done = browser.post(f"{proof}ky/", signed_on, follow=True)

    assert [name for name in NAMES if name not in page] == []
    assert "Chủ tịch Ủy ban nhân dân phường Đồng Tâm" in page
    assert word.headers["Content-Type"].endswith("wordprocessingml.document")
    assert told(done) == ["Đã ghi bảng dò của Tổ dân phố số 8 do Lù Thị Sáng ký."]
    assert done.context["unsigned"] == 0


def test_a_name_that_cannot_be_printed_is_said_before_anything_is_issued(logged_in, reviewed, award, clerk, standing):
    decision = signed(decision_about(reviewed, award, ["Lý 李", "Sùng A Chử"], by=clerk), by=standing)
    browser = logged_in(clerk)

    page = browser.get(checks(decision))
    browser.post(f"{checks(decision)}cap/", {"reason": "Gấp"})

    assert "phông chữ không có ký tự “李”" in page.text
    assert page.context["wrong"] == 1
    assert Certificate.objects.count() == 0


def test_a_draft_is_checked_before_it_is_signed(logged_in, reviewed, award, clerk):
    decision = decision_about(reviewed, award, ["sùng A Chử"], by=clerk)

    page = logged_in(clerk).get(checks(decision))

    assert "Chữ hoa, chữ thường khác lệ ở “sùng”" in page.text
    assert "Quyết định chưa ghi số và ngày" in page.text


def test_a_run_is_printed_on_after_a_jam(logged_in, decision, clerk):
    issued(decision, by=clerk)
    browser, key = logged_in(clerk), {"key": KEY, "what": "chua-in", "order": "so"}

    page, _ = (browser.post(f"{checks(decision)}in/", key, follow=True) for _ in range(2))
    run = PrintRun.objects.get()
    jobs.run_next()
    first = browser.get(page.request["PATH_INFO"])
    jam = browser.post(f"{PLACE}lan-in/{run.pk}/buoc/da-in/", {"printed_to": 2, "seen": 0}, follow=True)
    spoiled = {"count": 1, "reason": "Kẹt giấy", "key": KEY}
    browser.post(f"{PLACE}lan-in/{run.pk}/buoc/phoi-hong/", spoiled)
    jobs.run_next()
    rest = browser.get(f"{PLACE}lan-in/{run.pk}/").context["job"]
    end = browser.post(f"{PLACE}lan-in/{run.pk}/buoc/da-in/", {"printed_to": 3, "seen": 2}, follow=True)

    assert "Tải tệp in, từ tờ 1" in first.text
    assert told(jam) == ["Đã ghi in tới tờ 2; còn 1 tờ, từ tờ 3."]
    assert [name for name in NAMES if name in pages_of(rest.path.read_bytes())[0]] == ["Vũ Văn Mạnh"]
    assert told(end) == ["Đã ghi in xong cả 3 tờ."]
    assert StockEntry.objects.get().run == run


def test_what_was_printed_needs_a_reason_on_the_form(logged_in, decision, clerk):
    issued(decision, by=clerk)
    run = run_of(decision, by=clerk)
    PrintRun.objects.filter(pk=run.pk).update(printed_to=3, finished_at=run.ordered_at, finished_by=clerk)
    form = {"key": KEY, "what": "tat-ca", "order": "so", "first": 2, "last": 2}

    refused = logged_in(clerk).post(f"{checks(decision)}in/", form)
    done = logged_in(clerk).post(f"{checks(decision)}in/", form | {"reason": "In lệch"})

    assert "Có 1 giấy đã in rồi" in refused.text
    assert done.status_code == 302
    assert [one.certificate.number for one in PrintRun.objects.get(reason="In lệch").sheets.all()] == [2]


# The register


def test_the_register_is_searched_without_accents_and_by_number(logged_in, decision, clerk):
    issued(decision, by=clerk)
    register = Register.objects.get()
    browser = logged_in(clerk)

    found = {
        asked: [one.number for one, *_ in browser.get(f"/so-khen-thuong/{register.pk}/?q={asked}").context["rows"]]
        for asked in ("sung a chu", "3", "khong co ai", "999999999999999999999")
    }

    assert found == {"sung a chu": [1], "3": [3], "khong co ai": [], "999999999999999999999": []}


def test_the_register_goes_out_as_a_workbook_and_on_paper(logged_in, decision, clerk, standing):
    one = issued(decision, by=clerk)[0]
    logged_in(standing).post(f"/so-khen-thuong/giay/{one.pk}/buoc/huy-so/", {"reason": "Cấp nhầm"})
    place = f"/so-khen-thuong/{one.register_id}/tep"

    book = openpyxl.load_workbook(io.BytesIO(logged_in(clerk).get(f"{place}/xlsx/").content))
    [page] = pages_of(logged_in(clerk).get(f"{place}/pdf/").content)

    rows = list(book.worksheets[0].values)
    assert [row[1] for row in rows[1:]] == [f"Gia đình ông {name}" for name in NAMES]
    assert rows[1][0] == one.words
    assert rows[1][-1] == "Đã hủy số: Cấp nhầm"
    assert [name for name in NAMES if name not in page] == []
    assert "112/QĐ-UBND" in page


def test_a_register_with_long_words_is_printed_and_one_with_strange_letters_says_so(
    logged_in, reviewed, award, clerk, standing
):
    place = "Công chức văn hóa - xã hội, Ủy ban nhân dân phường Đồng Tâm, " * 4
    one = ("Bà", "Nguyễn Thị Kiều Ngọc Hưởng " * 7, place[:250])
    decision = signed(decision_about(reviewed, award, [one, "Sùng A Chử"], by=clerk), by=standing)
    first, second = issued(decision, by=clerk)
    paper = f"/so-khen-thuong/{first.register_id}/tep/pdf/"
    void = "/so-khen-thuong/giay/{}/buoc/huy-so/"

    logged_in(standing).post(void.format(first.pk), {"reason": "Tên dài quá, phải ghi gọn lại. " * 9})
    [page] = pages_of(logged_in(clerk).get(paper).content)
    logged_in(standing).post(void.format(second.pk), {"reason": "Nhầm 李"})
    answer = logged_in(clerk).get(paper, follow=True)

    assert "Nguyễn Thị Kiều Ngọc" in page
    assert "phông chữ không có ký tự “李”" in told(answer)[-1]


def test_a_lost_certificate_leads_to_the_one_in_its_place(logged_in, decision, clerk, standing):
    one = issued(decision, by=clerk)[0]

    page = logged_in(standing).post(f"/so-khen-thuong/giay/{one.pk}/buoc/cap-lai/", {"reason": "Cháy nhà"}, follow=True)
    old = logged_in(standing).get(f"/so-khen-thuong/giay/{one.pk}/")

    new = certificates_of(decision)[-1]
    assert page.request["PATH_INFO"] == f"/so-khen-thuong/giay/{new.pk}/"
    assert f'Giấy thay thế: <a href="/so-khen-thuong/giay/{new.pk}/">số {new.words}</a>' in old.text


def test_where_a_register_begins_is_set_before_its_first_number(logged_in, ward, standing):
    url = f"/so-khen-thuong/don-vi/{ward.pk}/statutory/"
    values = {"name": "Sổ vàng", "digits": 3, "first_year": 2026, "first_number": 88}

    page = logged_in(standing).post(url, values, follow=True)
    wrong = logged_in(standing).post(url, values | {"first_number": 0})

    assert told(page) == ["Đã lưu Sổ vàng của Phường Đồng Tâm."]
    assert (wrong.status_code, Register.objects.get().first_number) == (200, 88)


# What waits, what it costs


def test_the_office_is_told_of_decisions_without_certificates_and_of_runs(decision, clerk, chairman, officer_of):
    def due(user):
        return [one.title for one in due_list(user, None, []).tasks if "giấy" in one.title or "Lần in" in one.title]

    before = due(clerk)
    issued(decision, by=clerk)
    run = run_of(decision, by=clerk)

    assert before == ["Quyết định số 112/QĐ-UBND chưa cấp đủ giấy"]
    assert due(clerk) == [f"Lần in {run.pk} chưa in xong: Giấy khen"]
    assert [due(chairman), due(officer_of("8"))] == [[], []]


def test_pages_cost_the_same_with_three_certificates_and_with_thirty(
    logged_in, reviewed, award, clerk, standing, unit_of
):
    browser = logged_in(clerk)
    few = signed(decision_about(reviewed, award, NAMES, unit=unit_of("8"), by=clerk), by=standing)
    many = signed(decision_about(reviewed, award, NAMES * 10, unit=unit_of("1"), by=clerk), "113/QĐ-UBND", by=standing)

    def cost(url):
        browser.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    def of(decision):
        run = run_of(decision, by=clerk)
        return [cost(url) for url in (checks(decision), f"{checks(decision)}in/", f"{PLACE}lan-in/{run.pk}/")]

    issued(few, by=clerk)
    register = Register.objects.get()
    lists = [PLACE, f"/so-khen-thuong/{register.pk}/", f"/so-khen-thuong/{register.pk}/tep/xlsx/", "/so-khen-thuong/"]
    of_few, lists_of_few = of(few), [cost(url) for url in lists]
    issued(many, by=clerk)

    assert of(many) == of_few
    assert [cost(url) for url in lists] == lists_of_few


# The command


def test_the_command_prints_what_is_issued_and_counts_it(decision, clerk, tmp_path):
    issued(decision, by=clerk)
    out = tmp_path / "giay.pdf"

    with pytest.raises(CommandError, match="--by"):
        call_command("certificates", phase="dong-tam-2022/1", out=out)
    call_command("certificates", phase="dong-tam-2022/1", out=out, by="clerk", stdout=io.StringIO())
    with pytest.raises(CommandError, match="ghi lý do in lại"):
        call_command("certificates", phase="dong-tam-2022/1", out=tmp_path / "nua.pdf", by="clerk")

    pages = pages_of(out.read_bytes())
    assert [name in page for name, page in zip(NAMES, pages, strict=True)] == [True] * 3
    assert (PrintRun.objects.get().printed_to, (tmp_path / "nua.pdf").exists()) == (3, False)


def test_a_step_that_a_run_does_not_have_is_not_found(logged_in, decision, clerk):
    issued(decision, by=clerk)
    run = run_of(decision, by=clerk)

    assert logged_in(clerk).post(f"{PLACE}lan-in/{run.pk}/buoc/khong-co/").status_code == 404


def test_what_a_superior_office_has_decided_is_said_to_have_no_certificates_here(logged_in, reviewed, award, clerk):
    decision = decision_about(reviewed, award, NAMES, by=clerk, kind="superior")
    signed(decision, by=clerk)

    page = logged_in(clerk).get(PLACE)

    assert SUPERIOR in page.text
    assert page.context["rows"] == []


@pytest.fixture
def lost_picture(decision, award, standing) -> CertificateLayout:
    """A layout in use whose picture the disk has lost."""
    (kept,) = keep_files(write_files([judge(picture("JPEG", size=(1754, 1240)), "nen.jpg")]), by=standing)
    made = make_layout(decision.ward, DESIGNS[design_of(award)], key=KEY, by=standing)
    CertificateLayout.objects.filter(pk=made.pk).update(mode="image", background=kept)
    kept.path.unlink()
    return made


def test_nothing_is_issued_on_a_layout_whose_picture_is_gone(logged_in, decision, lost_picture, clerk):
    browser = logged_in(clerk)

    page = browser.get(checks(decision))
    refused = browser.post(f"{checks(decision)}cap/", {"reason": "Gấp"}, follow=True)

    assert [(fit.where, fit.refusal) for fit in page.context["refused"]] == [("Phần chung", str(PictureGone()))]
    assert str(PictureGone()) in told(refused)[0]
    assert Certificate.objects.count() == 0


def test_a_run_on_a_layout_whose_picture_is_gone_says_so(decision, lost_picture, clerk):
    issued(decision, by=clerk)
    job = order_file(run_of(decision, by=clerk), address="http://testserver", by=clerk)

    jobs.run_next()

    job.refresh_from_db()
    assert (job.status, job.notes) == ("failed", [str(PictureGone())])
