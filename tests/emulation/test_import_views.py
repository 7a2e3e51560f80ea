"""The pages of an import: who may use them, what they show, and that saving happens once."""

import io
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from emulation.kit.fields import fingerprint
from emulation.models import Campaign, Household, HouseholdImport, Member, Unit
from scoring.actions.phases import close_phase
from tests.workbooks import family, person, repacked, workbook

UPLOAD = "/nhap-danh-sach/"
TEMPLATE = "/nhap-danh-sach/tep-mau.xlsx"
SON = "015095000123"


@pytest.fixture
def office(logged_in, clerk):
    """A browser in which the ward's clerk is logged in."""
    return logged_in(clerk)


@pytest.fixture
def upload(office, campaign):
    """Uploads rows or bytes and follows to the next page: upload(*rows)."""

    def send(*rows, content=None, name="Danh sách tổ 8.xlsx", code=campaign.code):
        file = SimpleUploadedFile(name, workbook(*rows) if content is None else content)
        return office.post(UPLOAD, {"campaign": code, "file": file}, follow=True)

    return send


@pytest.fixture
def other_campaign(campaign):
    """A campaign of a ward where nobody of the cast works."""
    ward = Unit.objects.create(code="yen-ninh", kind="ward", name="Phường Yên Ninh")
    Campaign.objects.filter(pk=campaign.pk).update(code="yen-ninh-2022", ward=ward)
    other = Campaign.objects.get(code="yen-ninh-2022")
    campaign.pk = None
    campaign.save(force_insert=True)
    return other


@pytest.fixture
def press(office):
    """Saves the list of a preview as its button does: press(page)."""

    def send(page, **values):
        kept, stamp = page.context["kept"], page.context["preview"].plan.stamp
        return office.post(f"{UPLOAD}{kept.pk}/luu/", {"stamp": stamp, **values}, follow=True)

    return send


def text(response):
    return " ".join(response.content.decode().split())


def complaint(response):
    (error,) = response.context["form"].errors["file"]
    return error


# Uploading


def test_the_form_does_not_ask_for_the_only_campaign(office, campaign):
    page = office.get(UPLOAD)

    assert page.context["form"].fields["campaign"].widget.is_hidden
    assert f'value="{campaign.code}"' in text(page)
    assert 'enctype="multipart/form-data"' in text(page)


def test_without_a_campaign_it_says_who_can_help(office, campaign):
    Campaign.objects.update(ward=Unit.objects.create(code="yen-ninh", kind="ward", name="Phường Yên Ninh"))

    assert "Hãy nhờ người quản trị nạp kế hoạch" in text(office.get(UPLOAD))
    assert office.get(TEMPLATE).status_code == 404


def test_a_good_list_leads_to_its_preview_and_changes_nothing(upload, clerk):
    page = upload(*family())

    kept = HouseholdImport.objects.get()
    assert page.redirect_chain == [(f"{UPLOAD}{kept.pk}/", 302)]
    assert (kept.uploaded_by, kept.file_name) == (clerk, "Danh sách tổ 8.xlsx")
    assert "Lưu danh sách" in text(page)
    assert "<b>3</b> người mới" in text(page)
    assert "Sùng Minh Đức" in text(page)
    assert not Household.objects.exists()


def test_the_preview_masks_personal_numbers(upload):
    page = text(upload(*family()))

    assert "•••••••••123" in page
    assert "•••••••678" in page
    assert SON not in page
    assert "0912345678" not in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Tệp rỗng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "kiểu Excel cũ (.xls)"),
        (b"STT,Ten", "không phải là tệp Excel"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_the_form(upload, content, says):
    page = upload(content=content)

    assert says in complaint(page)
    assert page.status_code == 200
    assert not HouseholdImport.objects.exists()


def test_a_file_over_the_limit_is_refused_in_the_form(upload, settings):
    settings.WORKBOOK_MAX_BYTES = 100

    assert "quá mức" in complaint(upload(*family()))


def test_no_file_at_all_asks_for_one(office, campaign):
    page = office.post(UPLOAD, {"campaign": campaign.code})

    assert complaint(page) == "Hãy chọn tệp Excel (.xlsx)."


def test_a_workbook_that_openpyxl_cannot_read_is_an_error_of_the_preview(upload):
    broken = repacked(workbook(*family()), lambda name, data: data.replace(b'<row r="1"', b'<row r="one"'))

    assert "không đọc được" in text(upload(content=broken))


# The preview


def test_every_error_stands_with_row_column_and_what_to_do(upload):
    page = upload(*family(), person(code="T08-002", birth="31/02/1990"))

    shown = text(page)
    assert "có 1 điều cần sửa" in shown
    assert '<td class="num" data-label="Hàng">5</td>' in shown
    assert "“31/02/1990” không phải là ngày có thật" in shown
    assert "Lưu danh sách" not in shown


def test_row_numbers_are_written_as_excel_does(upload):
    page = upload(*([None] for _ in range(1200)), person(birth="x"))

    assert 'data-label="Hàng">1202</td>' in text(page)


def test_what_a_file_says_is_never_taken_for_html(upload):
    page = text(upload(person(relation="<script>alert(1)</script>"), person(name="Lô Thị Nga")))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_more_complaints_than_the_page_bears_are_counted(upload):
    page = text(upload(*(person(code=f"T{number}", name="An", gender="x") for number in range(130))))

    assert "có 130 điều cần sửa" in page
    assert page.count('data-label="Hàng"') == 50
    assert "1–50 trong 130 dòng" in page
    assert "Trang 1/3" in page


def test_warnings_do_not_stand_in_the_way(upload):
    page = text(upload(person(phone=912345678)))

    assert "Nên xem lại (1)" in page
    assert "Lưu danh sách" in page


def test_a_list_that_brings_nothing_new_says_so(press, upload):
    content = workbook(*family())
    press(upload(content=content))

    page = text(upload(content=content))

    assert "không có gì mới để lưu" in page
    assert "Chính tệp này đã được Nguyễn Thị Kiều Ngọc Hưởng lưu" in page
    assert "Lưu danh sách" not in page


# Saving


def test_saving_puts_the_list_into_the_registry_and_says_how_much(press, upload):
    page = press(upload(*family()))

    assert Member.objects.count() == 3
    assert "Đã lưu danh sách vào danh bạ." in text(page)
    assert "Nguyễn Thị Kiều Ngọc Hưởng đã lưu danh sách này" in text(page)
    assert "<b>3</b> người mới" in text(page)


def test_a_second_press_says_it_was_saved_and_changes_nothing(press, upload):
    preview = upload(*family())
    press(preview)
    Member.objects.filter(citizen_id_hash=fingerprint(SON)).update(full_name="Sửa Sau")

    page = press(preview)

    assert "đã được lưu từ trước" in text(page)
    assert Member.objects.filter(full_name="Sửa Sau").exists()


def test_a_list_with_errors_cannot_be_saved_by_a_forged_press(press, upload):
    page = press(upload(person(gender="x")))

    assert "Danh sách còn 1 lỗi nên chưa lưu gì" in text(page)
    assert not Household.objects.exists()


def test_nothing_is_saved_on_get(office, upload):
    kept = upload(*family()).context["kept"]

    assert office.get(f"{UPLOAD}{kept.pk}/luu/").status_code == 405
    assert not Household.objects.exists()


# Who may


@pytest.mark.parametrize("role", ["chairman", "administrator"])
def test_only_the_office_and_officers_take_lists_in(client, request, role):
    client.force_login(request.getfixturevalue(role))

    assert [client.get(path).status_code for path in (UPLOAD, TEMPLATE)] == [403, 403]
    assert client.post(UPLOAD).status_code == 403


def test_the_standing_office_takes_lists_in_too(client, standing):
    client.force_login(standing)

    assert client.get(UPLOAD).status_code == 200


def test_a_list_of_somebody_else_is_not_there(client, upload, standing):
    kept = upload(*family()).context["kept"]
    client.force_login(standing)

    assert client.get(f"{UPLOAD}{kept.pk}/").status_code == 404
    assert client.post(f"{UPLOAD}{kept.pk}/luu/").status_code == 404
    assert not Household.objects.exists()


def test_whoever_left_the_office_may_not_go_on_with_an_own_list(office, upload, clerk):
    kept = upload(*family()).context["kept"]
    clerk.roles.all().delete()

    assert office.get(f"{UPLOAD}{kept.pk}/").status_code == 403
    assert office.post(f"{UPLOAD}{kept.pk}/luu/").status_code == 403


def test_a_list_for_a_foreign_ward_is_refused(upload, other_campaign):
    page = upload(*family(), code=other_campaign.code)

    assert "không thuộc phần việc của bạn" in text(page)
    assert not HouseholdImport.objects.exists()


# The template


def test_the_template_offers_the_neighbourhoods_of_the_ward(office, campaign):
    answer = office.get(TEMPLATE)

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert f"mau-danh-sach-ho-{campaign.code}.xlsx" in answer["Content-Disposition"]
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert book.sheetnames == ["Danh sách hộ", "Hướng dẫn"]


def test_the_template_of_a_foreign_campaign_is_not_there(office, other_campaign):
    assert office.get(TEMPLATE, {"phong-trao": other_campaign.code}).status_code == 404


def test_the_downloaded_template_filled_in_is_a_good_upload(office, upload):
    book = openpyxl.load_workbook(BytesIO(b"".join(office.get(TEMPLATE).streaming_content)))
    for row in family():
        book.worksheets[0].append(row)
    stream = BytesIO()
    book.save(stream)

    assert "<b>3</b> người mới" in text(upload(content=stream.getvalue()))


# Once results are closed


def test_a_preview_holds_back_who_would_become_somebody_else(upload, press, phase, standing):
    press(upload(*family()))
    close_phase(phase, by=standing)

    page = upload(person(), person(name="Lô Thị Nga", relation="Vợ", birth="05/8/1971", gender="Nữ"))
    refused = press(page)

    told = "Đợt 1 – Sơ kết đã chốt nên ngày sinh của Lô Thị Nga không đổi qua tệp được."
    assert told in text(page)
    assert "gửi đề nghị đính chính" in text(page)
    assert "Danh sách còn 1 lỗi nên chưa lưu gì" in text(refused)
    assert Member.objects.get(full_name="Lô Thị Nga").is_birth_year_only is True
