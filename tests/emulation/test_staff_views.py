"""The pages of staff lists: who is shown, what is asked before saving, how a list goes in and out."""

import uuid
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.models import StaffMember, Unit
from emulation.queries.staff import staff_stamp
from tests.emulation.staff_lists import staff_book, teacher, three

LIST = "/can-bo/"
PERSON = {"full_name": "Sùng Thị Chử", "position": "Giáo viên", "birth": "1990", "gender": "female"}


@pytest.fixture
def principal(logged_in, make_user, school):
    """A browser of the school's own clerk, who sees nothing else of the ward."""
    return logged_in(make_user("principal", "clerk", school))


def keyed(**more):
    return {"key": str(uuid.uuid4())} | more


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def listed(response):
    return [member.full_name for member, _ in response.context["rows"]]


# The list


def test_who_has_left_is_listed_only_when_asked_for(principal, make_staff):
    make_staff("Đỗ Thị Hà")
    make_staff("Lê Văn Hải", left_on=date(2020, 5, 31))
    make_staff("Sùng Thị Chử", left_on=date(2099, 5, 31))

    found = {what: listed(principal.get(LIST, {"viec": what})) for what in ("", "nghi", "tat-ca")}

    assert found == {
        "": ["Sùng Thị Chử", "Đỗ Thị Hà"],
        "nghi": ["Lê Văn Hải"],
        "tat-ca": ["Sùng Thị Chử", "Đỗ Thị Hà", "Lê Văn Hải"],
    }


def test_a_search_keeps_to_who_is_still_there(principal, make_staff):
    make_staff("Đỗ Thị Hà")
    make_staff("Đỗ Văn Hà", left_on=date(2020, 5, 31))

    assert listed(principal.get(LIST, {"q": "do ha"})) == ["Đỗ Thị Hà"]


def test_an_empty_list_says_where_to_begin(principal, school):
    page = principal.get(LIST)

    assert page.context["empty"]["title"] == "Danh sách chưa có ai"
    assert 'href="/can-bo/nhap/"' in page.text


def test_without_a_school_the_page_says_so_and_the_menu_is_silent(logged_in, clerk):
    page = logged_in(clerk).get(LIST)

    assert page.context["empty"]["title"] == "Chưa có trường nào thuộc phần việc của bạn"
    assert "Cán bộ, giáo viên</a>" not in logged_in(clerk).get("/").text


def test_the_menu_leads_there_where_a_school_is_seen(principal):
    assert f'href="{LIST}"' in principal.get("/").text


def test_the_office_filters_by_school(logged_in, clerk, make_staff, school, ward):
    other = Unit.objects.create(code=f"{ward.code}/hoa-mai", kind="school", name="Trường Hoa Mai", parent=ward)
    make_staff("Đỗ Thị Hà")
    make_staff("Lê Thị Hoa", unit=other)

    page = logged_in(clerk).get(LIST, {"don_vi": other.pk})

    assert listed(page) == ["Lê Thị Hoa"]
    assert page.context["filter"].in_use == ["Trường Hoa Mai"]


def test_the_chairman_reads_and_is_offered_nothing_else(logged_in, chairman, make_staff):
    make_staff("Đỗ Thị Hà")

    page = logged_in(chairman).get(LIST)

    assert listed(page) == ["Đỗ Thị Hà"]
    assert "/can-bo/them/" not in page.text
    assert "Sửa đổi" not in page.text


def test_the_list_costs_the_same_with_one_person_and_with_thirty(principal, make_staff):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            principal.get(LIST)
        return len(captured)

    make_staff("Đỗ Thị Hà")
    principal.get(LIST)
    one = cost()

    for number in range(29):
        make_staff(f"Đỗ Thị Hà {number}")

    assert cost() == one


# By hand


def test_a_person_is_added_to_the_only_school_one_keeps(principal, school):
    response = principal.post("/can-bo/them/", keyed(unit=school.pk, **PERSON), follow=True)

    assert "Đã thêm Sùng Thị Chử vào danh sách của Trường Mầm non Tuổi Hồng." in response.text
    member = StaffMember.objects.get()
    assert (member.born_on, member.is_birth_year_only, member.unit) == (date(1990, 1, 1), True, school)


def test_nobody_is_added_to_a_school_of_others(principal, ward):
    other = Unit.objects.create(code=f"{ward.code}/hoa-mai", kind="school", name="Trường Hoa Mai", parent=ward)

    response = principal.post("/can-bo/them/", keyed(unit=other.pk, **PERSON))

    assert errors(response) == {"unit": ["Hãy chọn lại đơn vị."]}
    assert StaffMember.objects.count() == 0


def test_every_wrong_field_gets_its_own_sentence(principal, school):
    wrong = {"full_name": "Mai 5", "position": "5", "birth": "31/02/1999", "gender": "", "joined_on": "hôm qua"}

    found = errors(principal.post("/can-bo/them/", keyed(unit=school.pk, code="#", **wrong)))

    assert sorted(found) == ["birth", "code", "full_name", "gender", "joined_on", "position"]


def test_a_likely_twin_is_shown_before_saving(principal, school, make_staff):
    make_staff("Sùng Thị Chử", date(1990, 3, 2))
    form = keyed(unit=school.pk, **PERSON)

    asked = principal.post("/can-bo/them/", form)
    assert "Có thể trùng với Sùng Thị Chử, 02/03/1990" in asked.text
    assert StaffMember.objects.count() == 1

    principal.post("/can-bo/them/", form | {"confirmed": asked.context["form"].mark})
    assert StaffMember.objects.count() == 2


def test_a_form_that_came_too_late_shows_both_values(principal, make_staff):
    member = make_staff("Sùng Thị Chử", date(1990, 1, 1), is_birth_year_only=True)
    stamp = staff_stamp(member)
    StaffMember.objects.filter(pk=member.pk).update(position="Kế toán")

    page = principal.post(f"/can-bo/{member.pk}/sua/", keyed(stamp=stamp, **PERSON | {"position": "Văn thư"}))

    assert "đang ghi “Kế toán”, bạn ghi “Văn thư”" in page.text
    assert StaffMember.objects.get().position == "Kế toán"


def test_somebody_leaves_and_comes_back(principal, make_staff):
    member = make_staff("Đỗ Thị Hà")

    principal.post(f"/can-bo/{member.pk}/nghi/", keyed(on="31/5/2023", stamp=staff_stamp(member)))
    member.refresh_from_db()
    assert member.left_on == date(2023, 5, 31)

    principal.post(f"/can-bo/{member.pk}/tro-lai/", keyed(on="31/5/2023", stamp=staff_stamp(member)))
    member.refresh_from_db()
    assert member.left_on is None


# From Excel and back


def test_a_list_goes_in_by_preview_and_button(principal, school):
    file = SimpleUploadedFile("can-bo.xlsx", staff_book(*three()))
    page = principal.post("/can-bo/nhap/", {"unit": school.pk, "file": file}, follow=True)
    assert StaffMember.objects.count() == 0

    stamp, kept = page.context["preview"].plan.stamp, page.context["kept"]
    saved = principal.post(f"/can-bo/nhap/{kept.pk}/luu/", {"stamp": stamp}, follow=True)
    again = principal.post(f"/can-bo/nhap/{kept.pk}/luu/", {"stamp": stamp}, follow=True)

    assert "Đã lưu danh sách." in saved.text
    assert "đã được lưu từ trước" in again.text
    assert StaffMember.objects.count() == 3


def test_the_wrong_rows_come_back_and_the_good_ones_go_in(principal, school):
    file = SimpleUploadedFile("can-bo.xlsx", staff_book(*three(), teacher(name="5")))
    page = principal.post("/can-bo/nhap/", {"unit": school.pk, "file": file}, follow=True)
    kept, stamp = page.context["kept"], page.context["preview"].plan.stamp

    book = principal.get(f"/can-bo/nhap/{kept.pk}/dong-sai.xlsx")
    saved = principal.post(f"/can-bo/nhap/{kept.pk}/luu/", {"stamp": stamp, "rows": "valid"}, follow=True)

    assert openpyxl.load_workbook(BytesIO(b"".join(book.streaming_content))).active.max_row == 2
    assert "Còn 1 hàng chưa nhập" in saved.text
    assert StaffMember.objects.count() == 3


@pytest.mark.parametrize("tab", ["sai", "xem-lai", "moi", "thay-doi", "giu-nguyen", "khong-co", "la"])
def test_every_tab_opens(principal, school, make_staff, tab):
    make_staff("Hoàng Thị Nhất")
    make_staff("Đỗ Thị Hà", position="Giáo viên")
    make_staff("Lê Văn Hải", date(1988, 9, 1), gender="male", position="Bảo vệ", left_on=date(2021, 1, 1))
    file = SimpleUploadedFile("can-bo.xlsx", staff_book(*three(), teacher(name="5")))
    kept = principal.post("/can-bo/nhap/", {"unit": school.pk, "file": file}).url

    assert principal.get(kept, {"xem": tab}).status_code == 200


def test_a_file_that_is_no_workbook_is_refused_at_the_form(principal, school):
    response = principal.post("/can-bo/nhap/", {"unit": school.pk, "file": SimpleUploadedFile("a.xlsx", b"x")})

    assert list(errors(response)) == ["file"]


def test_the_export_follows_the_filter(principal, make_staff):
    make_staff("Đỗ Thị Hà")
    make_staff("Lê Văn Hải", left_on=date(2020, 5, 31))

    answer = principal.get(reverse("emulation:staff_workbook"), {"viec": "nghi"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    assert [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Lê Văn Hải"]


def test_the_template_is_a_workbook(principal):
    book = openpyxl.load_workbook(BytesIO(principal.get("/can-bo/nhap/tep-mau.xlsx").content))

    assert book.sheetnames == ["Danh sách cán bộ", "Thông tin"]
