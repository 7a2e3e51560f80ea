"""Layouts and printers as the office keeps them: copied, tried out, saved whole, chosen for an award."""

import re
import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from emulation.actions import StaleRecord
from emulation.models import AuditEntry, KeptFile, Phase
from rewards.actions.layouts import LayoutRefused, choose_layout, make_layout, save_layout, save_printer
from rewards.choices import LayoutMode
from rewards.facts.layouts import layout_for, sheet_for
from rewards.models import Award, CertificateLayout, LayoutField, Printer
from rewards.queries.layouts import layout_facts
from rewards.rules.layout_designs import CERTIFICATE, MERIT
from tests.evidence import picture, uploaded

GOOD = (1754, 1240)


@pytest.fixture
def layout(ward, clerk):
    return make_layout(ward, replace(MERIT, name="Giấy khen 2022"), key=uuid.uuid4(), by=clerk)


@pytest.fixture
def office(clerk):
    office = Client()
    office.force_login(clerk)
    return office


def seen(layout, **changes):
    """The saving of a layout with some things changed."""
    return {"is_current": True, "background": None, "seen": layout.version} | changes


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


# Actions


def test_a_copy_prints_exactly_as_what_it_was_copied_from(layout):
    found = layout_facts(CertificateLayout.objects.for_page().get(pk=layout.pk))

    assert found == replace(MERIT, name="Giấy khen 2022", number=layout.pk)


def test_pressing_twice_makes_one_layout(ward, clerk):
    key = uuid.uuid4()

    first, second = (make_layout(ward, MERIT, key=key, by=clerk) for _ in range(2))

    assert first == second
    assert CertificateLayout.objects.count() == 1


def test_a_name_is_given_once_in_a_unit(layout, ward, clerk):
    with pytest.raises(LayoutRefused, match="đã có mẫu giấy mang tên này"):
        make_layout(ward, replace(MERIT, name="Giấy khen 2022"), key=uuid.uuid4(), by=clerk)


def test_saving_makes_the_next_version_and_the_trail_names_the_fields(layout, clerk):
    facts = replace(MERIT, name="Giấy khen 2022", fields=(replace(MERIT.fields[0], x=30.0), *MERIT.fields[1:]))

    saved = save_layout(layout, facts, **seen(layout), by=clerk)

    assert saved.version == 2
    assert layout_facts(CertificateLayout.objects.for_page().get()).fields[0].x == 30.0
    entry = AuditEntry.objects.about(layout).first()
    assert (entry.verb, entry.after["changed"]) == ("sửa mẫu giấy", ["nation"])


def test_saving_the_same_again_changes_nothing(layout, clerk):
    entries = AuditEntry.objects.count()

    saved = save_layout(layout, replace(MERIT, name="Giấy khen 2022"), **seen(layout, seen=99), by=clerk)

    assert saved.version == 1
    assert AuditEntry.objects.count() == entries


def test_a_stale_save_is_refused(layout, clerk):
    save_layout(layout, replace(MERIT, name="Mẫu một"), **seen(layout), by=clerk)

    with pytest.raises(StaleRecord):
        save_layout(layout, replace(MERIT, name="Mẫu hai"), **seen(layout), by=clerk)

    assert CertificateLayout.objects.get().name == "Mẫu một"


def test_the_database_refuses_a_field_that_shrinks_to_more_than_its_size(layout):
    with pytest.raises(IntegrityError):
        LayoutField.objects.filter(layout=layout, slot="name").update(smallest=40)


def test_a_printer_is_recorded_once_and_changed(ward, clerk):
    values = {"name": "Canon", "x": -1.5, "y": 2, "scale_x": 1, "scale_y": 1}

    first, again = (save_printer(ward, None, values, by=clerk) for _ in range(2))
    save_printer(ward, first, values | {"x": 0}, by=clerk)

    assert first == again
    assert Printer.objects.get().x == 0
    with pytest.raises(LayoutRefused, match="đã có máy in mang tên này"):
        save_printer(ward, None, values, by=clerk)


def test_an_award_is_printed_on_what_was_chosen_else_on_the_units_own_else_the_portals(campaign, ward, layout, clerk):
    merit = Award.objects.filter(campaign=campaign, form="merit").first()
    recognition = Award.objects.filter(campaign=campaign, form="certificate").first()
    assert layout_for(merit, ward).number == layout.pk
    assert layout_for(recognition, ward) == CERTIFICATE

    chosen = choose_layout(recognition, layout, by=clerk)

    assert layout_for(chosen, ward).number == layout.pk


def test_a_layout_of_another_unit_or_out_of_use_cannot_be_chosen(campaign, ward, school_campaign, layout, clerk):
    award = Award.objects.filter(campaign=campaign).first()
    foreign = make_layout(school_campaign.ward, MERIT, key=uuid.uuid4(), by=clerk)
    CertificateLayout.objects.filter(pk=layout.pk).update(is_current=False)

    for one in (foreign, layout):
        with pytest.raises(LayoutRefused, match="không còn dùng, hoặc của đơn vị khác"):
            choose_layout(award, one, by=clerk)


# Pages


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
