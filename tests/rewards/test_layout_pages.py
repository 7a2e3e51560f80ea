"""The pages of layouts: a copy, the editor with what it says of wrong boxes, trying out, backgrounds, printers."""

import re
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.actions import keep_files, write_files
from emulation.kit.evidence import judge
from emulation.models import KeptFile, Phase
from rewards.actions.layouts import make_layout
from rewards.choices import LayoutMode
from rewards.facts.layouts import sheet_for
from rewards.models import Award, CertificateLayout, LayoutField, Printer
from rewards.queries.layouts import layout_facts
from rewards.rules.layout_designs import CERTIFICATE, MERIT
from tests.admin.browsing import address, form_of
from tests.evidence import picture, uploaded

GOOD = (1754, 1240)


@pytest.fixture
def office(clerk):
    office = Client()
    office.force_login(clerk)
    return office


def posted(page: str) -> dict:
    """The boxes of the editor as they stand, ready to be sent."""
    found = {}
    for box in re.findall(r"<input[^>]*>|<select.*?</select>", page, re.S):
        name = re.search(r'name="([^"]+)"', box)
        if not name or 'type="file"' in box or ('type="checkbox"' in box and "checked" not in box):
            continue
        chosen = re.search(r'value="([^"]*)"\s+selected', box)
        value = chosen or re.search(r'value="([^"]*)"', box)
        found[name[1]] = value[1] if value else ""
    return found


def editor(office, layout) -> tuple[str, dict]:
    url = reverse("rewards:layout", args=[layout.pk])
    return url, posted(office.get(url).content.decode())


def selects(captured) -> int:
    return sum(query["sql"].startswith("SELECT") for query in captured)


def row_of(boxes: dict, slot: str) -> str:
    """The prefix of the row of a slot."""
    return next(name.removesuffix("slot") for name, value in boxes.items() if name.endswith("-slot") and value == slot)


def test_the_list_costs_the_same_for_one_layout_and_for_many(office, layout, ward, clerk):
    url = reverse("rewards:layouts")
    with CaptureQueriesContext(connection) as one:
        office.get(url)

    for number in range(6):
        make_layout(ward, replace(CERTIFICATE, name=f"Mẫu {number}"), key=uuid.uuid4(), by=clerk)
    with CaptureQueriesContext(connection) as many:
        page = office.get(url).content.decode()

    assert selects(many) == selects(one)
    assert "Mẫu 5" in page


def test_a_design_is_copied_for_stock_on_paper_of_ones_own(office, ward):
    url = reverse("rewards:layout_new") + "?mau=merit"
    boxes = posted(office.get(url).content.decode())

    own = {"name": "Phôi 36 × 27", "mode": "stock", "paper": "own", "width": "360", "height": "270,0"}
    answer = office.post(url, boxes | own)

    layout = CertificateLayout.objects.get()
    assert answer.url == reverse("rewards:layout", args=[layout.pk])
    assert (layout.mode, layout.width, layout.height) == ("stock", 360, 270)
    assert "CỘNG HÒA" not in "".join(field.text for field in layout_facts(layout).printed)


def test_own_paper_needs_both_sides_and_a_size_that_a_printer_takes(office, ward):
    url = reverse("rewards:layout_new")
    boxes = posted(office.get(url).content.decode()) | {"name": "Mẫu", "paper": "own"}

    without = office.post(url, boxes | {"width": "300", "height": ""}).content.decode()
    huge = office.post(url, boxes | {"width": "3000", "height": "200"}).content.decode()

    assert "Hãy ghi cả chiều rộng và chiều cao của giấy, bằng mm." in without
    assert "Chiều rộng: từ 90 đến 450 mm." in huge
    assert not CertificateLayout.objects.exists()


def test_the_editor_saves_the_whole_table(office, layout):
    url, boxes = editor(office, layout)
    name = row_of(boxes, "name")

    answer = office.post(url, boxes | {f"{name}x": "30,5", f"{name}width": "230", f"{name}size": "30.5"}, follow=True)

    field = LayoutField.objects.get(layout=layout, slot="name")
    assert (float(field.x), float(field.width), float(field.size)) == (30.5, 230.0, 30.5)
    assert "Đã lưu mẫu “Giấy khen 2022”" in answer.content.decode()
    assert LayoutField.objects.filter(layout=layout).count() == len(MERIT.fields)


@pytest.mark.parametrize(
    ("boxes_of_the_name", "sentences"),
    [
        (
            {"size": "0", "y": "mười", "lines": "7", "colour": "đỏ"},
            [
                "Cỡ chữ: từ 6 đến 72 pt.",
                "Trên: hãy ghi một số, ví dụ 12,5.",
                "Số dòng: từ 1 đến 6.",
                "Ghi màu bằng mã sáu chữ số, ví dụ #a8161d (đỏ) hoặc #000000 (đen).",
            ],
        ),
        ({"x": "200"}, ["ra ngoài giấy: đến 441 × 101,5 mm, giấy chỉ 297 × 210 mm."]),
        ({"smallest": "40"}, ["cỡ nhỏ nhất không lớn hơn cỡ chữ"]),
    ],
    ids=["boxes", "off-the-paper", "smallest"],
)
def test_a_wrong_box_is_said_in_words_and_nothing_is_saved(office, layout, boxes_of_the_name, sentences):
    url, boxes = editor(office, layout)
    name = row_of(boxes, "name")

    page = office.post(url, boxes | {f"{name}{box}": value for box, value in boxes_of_the_name.items()})

    assert [sentence for sentence in sentences if sentence not in page.content.decode()] == []
    assert CertificateLayout.objects.get().version == 1


def test_of_two_who_save_the_second_sees_both_and_may_press_again(office, layout, standing):
    url, boxes = editor(office, layout)
    faster = Client()
    faster.force_login(standing)
    name = row_of(boxes, "name")
    faster.post(url, boxes | {f"{name}x": "35"})

    stale = office.post(url, boxes | {f"{name}x": "30"}).content.decode()

    assert "đang ghi “trái 35, trên 85" in stale
    assert "bạn ghi “trái 30, trên 85" in stale
    assert float(LayoutField.objects.get(slot="name").x) == 35.0
    office.post(url, posted(stale))
    assert float(LayoutField.objects.get(slot="name").x) == 30.0


def test_a_field_is_added_and_another_taken_out(office, layout):
    url, boxes = editor(office, layout)
    boxes = posted(office.post(url, boxes | {"add": "truong"}).content.decode())
    text = f"truong-{len(MERIT.fields)}-text"
    assert boxes[text] == "Chữ mới"

    taken_out = {f"{row_of(boxes, 'salutation')}DELETE": "on", f"{row_of(boxes, 'name')}ORDER": "99"}
    office.post(url, boxes | {text: "Mẫu số 01"} | taken_out)

    slots = [field.slot for field in layout_facts(CertificateLayout.objects.for_page().get()).fields]
    assert "salutation" not in slots
    assert slots[-2:] == ["free", "name"]


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        ("usual", "Mọi dòng in vừa, đúng cỡ chữ của mẫu."),
        ("hundred", "Họ tên, tên tập thể: thu từ 32 xuống 20 pt, thành 2 dòng."),
        ("address", "văn bản có 6 dòng, chỗ này chỉ in được 2 dòng."),
        ("glyph", "phông chữ không có ký tự “☃” (U+2603)."),
    ],
)
def test_trying_a_layout_says_what_becomes_of_each_text_and_saves_nothing(office, layout, sample, sentence):
    url, boxes = editor(office, layout)

    page = office.post(f"{url}xem-thu/", boxes | {"sample": sample, "name": "Khác"}).content.decode()

    assert sentence in page
    assert 'src="data:image/webp;base64,' in page
    assert CertificateLayout.objects.get().name == "Giấy khen 2022"


def test_without_a_script_a_button_tries_the_layout(office, layout):
    url, boxes = editor(office, layout)

    page = office.post(url, boxes | {"sample": "hundred", "preview": "1", "name": "Khác"}).content.decode()

    assert "thu từ 32 xuống 20 pt, thành 2 dòng." in page
    assert CertificateLayout.objects.get().name == "Giấy khen 2022"


def test_a_preview_of_what_is_not_right_yet_says_so(office, layout):
    url, boxes = editor(office, layout)

    page = office.post(f"{url}xem-thu/", boxes | {f"{row_of(boxes, 'name')}x": "x"}).content.decode()

    assert "Chưa vẽ được hình mới vì có ô chưa đúng." in page


def test_two_fields_on_each_other_are_warned_of_and_saved(office, layout):
    url, boxes = editor(office, layout)

    page = office.post(url, boxes | {f"{row_of(boxes, 'place')}y": "90"}, follow=True).content.decode()

    assert "“Họ tên, tên tập thể” và “Chức vụ, đơn vị, địa chỉ” đè lên nhau" in page
    assert CertificateLayout.objects.get().version == 2


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (uploaded("nen.png", picture("PNG", size=(700, 700))), "Ảnh 700 × 700 điểm có tỷ lệ 1,00"),
        (uploaded("nen.webp", picture("WEBP", size=GOOD)), "Ảnh nền phải là ảnh JPEG hoặc PNG."),
        (uploaded("nen.svg", b"<svg></svg>"), "Ảnh vẽ SVG không nhận được."),
    ],
    ids=["square", "webp", "svg"],
)
def test_a_background_of_the_wrong_kind_or_size_is_refused(office, layout, file, sentence):
    url, boxes = editor(office, layout)
    file.seek(0)

    page = office.post(url, boxes | {"mode": "image", "background": file}).content.decode()

    assert sentence in page
    assert not KeptFile.objects.exists()


def test_a_background_is_kept_sealed_and_printed(office, layout):
    url, boxes = editor(office, layout)

    content = picture("JPEG", size=(1000, 707))
    page = office.post(url, boxes | {"mode": "image", "background": uploaded("nen.jpg", content)}, follow=True)

    kept, facts = KeptFile.objects.get(), layout_facts(CertificateLayout.objects.for_page().get())
    assert (facts.mode, facts.background) == (LayoutMode.IMAGE, kept.key)
    assert sheet_for(facts).background.sha256 == kept.sha256
    assert "chỉ đạt 86 điểm trên inch" in page.content.decode()


def test_a_kept_background_forbids_paper_it_would_be_distorted_on_and_goes_along_with_a_copy(office, layout, clerk):
    (kept,) = keep_files(write_files([judge(picture("JPEG", size=GOOD), "nen.jpg")]), by=clerk)
    CertificateLayout.objects.filter(pk=layout.pk).update(mode="image", background=kept)
    url, boxes = editor(office, layout)
    new = reverse("rewards:layout_new") + f"?mau={layout.pk}"
    copy = posted(office.get(new).content.decode()) | {"name": "Bản sao"}

    square = office.post(url, boxes | {"height": "297"}).content.decode()
    upright = office.post(new, copy | {"paper": "A4 dọc"}).content.decode()
    office.post(new, copy)

    assert "Ảnh 1.754 × 1.240 điểm có tỷ lệ 1,41" in square
    assert "Ảnh 1.754 × 1.240 điểm có tỷ lệ 1,41" in upright
    assert CertificateLayout.objects.get(name="Bản sao").background == kept


def test_where_the_disk_has_lost_a_background_the_pages_say_so(office, layout, clerk):
    (kept,) = keep_files(write_files([judge(picture("JPEG", size=GOOD), "nen.jpg")]), by=clerk)
    CertificateLayout.objects.filter(pk=layout.pk).update(mode="image", background=kept)
    kept.path.unlink()
    url = reverse("rewards:layout", args=[layout.pk])

    page = office.get(url).content.decode()

    assert "Ảnh nền của mẫu không còn trên máy chủ." in page
    assert office.get(f"{url}in-thu.pdf").url == url
    assert office.get(f"{url}hinh.webp").status_code == 404


def test_a_sample_and_a_calibration_page_are_papers_to_print(office, layout, ward):
    printer = Printer.objects.create(unit=ward, name="Canon", x=-1.5)
    place = reverse("rewards:layout", args=[layout.pk])

    found = [
        office.get(f"{place}{path}").content[:5]
        for path in (
            "in-thu.pdf?mau=long",
            "can-chinh.pdf",
            f"can-chinh.pdf?may-in={printer.pk}",
            "can-chinh.pdf?may-in=x",
        )
    ]

    assert found == [b"%PDF-"] * 4


def test_a_printer_is_typed_as_vietnamese_write_numbers(office, ward):
    url = reverse("rewards:printer_new")
    values = {"name": "Canon", "x": "-1,5", "y": "2", "scale_x": "1,004", "scale_y": "0.998"}

    office.post(url, values)
    wrong = office.post(url, values | {"name": "HP", "x": "31", "scale_x": "2"}).content.decode()

    printer = Printer.objects.get()
    assert [float(each) for each in (printer.x, printer.y, printer.scale_x, printer.scale_y)] == [-1.5, 2, 1.004, 0.998]
    assert "Dịch sang phải: từ −30 đến 30 mm." in wrong
    assert "Tỷ lệ ngang: từ 0,95 đến 1,05." in wrong


def test_the_office_says_on_the_awards_page_what_an_award_is_printed_on(office, campaign, layout):
    phase = Phase.objects.get(campaign=campaign, number=1)
    award = Award.objects.filter(campaign=campaign).first()
    url = reverse("rewards:award_layout", args=[campaign.code, phase.number, award.number])

    office.post(url, {"layout": layout.pk})

    award.refresh_from_db()
    assert award.layout == layout


def test_a_school_keeps_its_own_layouts_and_the_wards_office_does_not(school_campaign, principal, make_user):
    layout = make_layout(school_campaign.ward, MERIT, key=uuid.uuid4(), by=principal)
    url = reverse("rewards:layout", args=[layout.pk])
    own, clerk = Client(), Client()
    own.force_login(principal)
    clerk.force_login(make_user("far-clerk", "clerk", school_campaign.ward.parent))

    assert own.get(url).status_code == 200
    assert clerk.get(url).status_code == 403


def test_the_administration_judges_fields_as_the_editor_does_and_counts_versions(administrator, layout):
    setting_up = Client()
    setting_up.force_login(administrator)
    url = address(CertificateLayout, "change", layout.pk)
    boxes = form_of(setting_up.get(url))
    box = next(name for name, value in boxes.items() if name.endswith("-slot") and value == "name").removesuffix("slot")

    off = setting_up.post(url, boxes | {f"{box}x": "200"}).content.decode()
    setting_up.post(url, boxes | {f"{box}x": "30"})

    assert "ra ngoài giấy: đến 441 × 101,5 mm" in off
    saved = CertificateLayout.objects.get()
    assert (saved.version, float(saved.fields.get(slot="name").x)) == (2, 30.0)
