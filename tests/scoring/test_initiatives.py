"""Initiatives: who writes does not approve, what is approved is only withdrawn, and what cannot be is said in words."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from emulation.kit.evidence import judge
from emulation.models import AuditEntry, Campaign, KeptFile, StaffMember
from scoring.actions.initiatives import (
    InitiativeRefused,
    InitiativeStale,
    approve_initiative,
    change_initiative,
    record_initiative,
    withdraw_initiative,
)
from scoring.models import Initiative
from scoring.permissions import can_approve_initiative, can_record_initiative, can_withdraw_initiative
from scoring.queries.initiatives import initiatives_for
from scoring.rules.initiatives import Plan, flaws
from tests.evidence import picture, uploaded
from tests.initiatives import written
from tests.schools import person

PLACE = "/phong-trao/tuoi-hong-2022/sang-kien/"


@pytest.fixture
def ha(school_campaign):
    born = {"born_on": date(1975, 8, 5), "gender": "female", "position": "Giáo viên"}
    return StaffMember.objects.create(unit=school_campaign.ward, full_name="Đỗ Thị Hà", **born)


@pytest.fixture
def library(school_campaign, deputy, ha):
    photo = judge(picture(), "Thư viện.jpg")
    return record_initiative(
        school_campaign, written(), [ha], key=uuid.uuid4(), by=deputy, evidence=[photo]
    )  # fmt: skip


def form(**more) -> dict:
    said = {**written(), "started_on": "15/02/2023", "ended_on": "", "key": uuid.uuid4()}
    return said | more


# Writing


def test_an_initiative_is_written_with_authors_and_files_and_waits(library, deputy, ha):
    assert (library.state, library.written_by, list(library.staff.all())) == ("waiting", deputy, [ha])
    assert [file.name for file in library.files.all()] == ["Thư viện.jpg"]


def test_a_second_press_writes_nothing(school_campaign, deputy, ha):
    key = uuid.uuid4()

    made = [record_initiative(school_campaign, written(), [ha], key=key, by=deputy) for _ in range(2)]

    assert made[0] == made[1]
    assert Initiative.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"started_on": date(2030, 1, 1)}, "chưa đến. Hãy ghi sau khi đã bắt đầu áp dụng."),
        ({"ended_on": date(2023, 2, 14)}, "Ngày kết thúc trước ngày bắt đầu (15/02/2023)."),
        ({"started_on": date(2026, 1, 1)}, "nằm ngoài thời gian của kế hoạch (14/11/2022 – 31/12/2025)."),
        ({"started_on": date(2022, 1, 1), "ended_on": date(2022, 11, 13)}, "nằm ngoài thời gian của kế hoạch"),
        ({"other_authors": ""}, "Hãy chọn hoặc ghi ít nhất một tác giả."),
    ],
)
def test_what_cannot_be_is_refused(school_campaign, deputy, it_is, more, says):
    it_is(2026, 11, 22, 9)

    with pytest.raises(InitiativeRefused) as refused:
        record_initiative(school_campaign, written(**more), [], key=uuid.uuid4(), by=deputy)

    assert says in str(refused.value)
    assert Initiative.objects.count() == 0


def test_what_began_before_the_plan_and_goes_on_within_it_is_told():
    plan = Plan(date(2022, 11, 14), date(2025, 12, 31), date(2023, 6, 1))

    assert flaws(date(2021, 9, 5), None, True, plan) == {}
    assert flaws(None, None, True, plan) == {}


def test_the_same_name_is_written_once_whatever_its_accents(school_campaign, library, deputy):
    with pytest.raises(InitiativeRefused, match="đã có sáng kiến mang tên này"):
        record_initiative(school_campaign, written(title="THƯ VIỆN điện tử"), [], key=uuid.uuid4(), by=deputy)
    withdraw_initiative(library, "Ghi nhầm", by=deputy)

    assert record_initiative(school_campaign, written(), [], key=uuid.uuid4(), by=deputy).is_waiting


def test_authors_are_people_of_the_unit(school_campaign, deputy, make_staff):
    with pytest.raises(InitiativeRefused, match="Danh sách cán bộ vừa thay đổi"):
        record_initiative(school_campaign, written(), [make_staff("Vũ Thị Mỹ")], key=uuid.uuid4(), by=deputy)


def test_a_campaign_that_has_ended_takes_none(school_campaign, library, deputy, ha):
    Campaign.objects.filter(pk=school_campaign.pk).update(status="closed", number="12/KH-MNTH")

    with pytest.raises(InitiativeRefused, match="Phong trào đã kết thúc"):
        record_initiative(school_campaign, written(title="Khác"), [ha], key=uuid.uuid4(), by=deputy)
    with pytest.raises(InitiativeRefused, match="Phong trào đã kết thúc"):
        change_initiative(library, written(title="Khác"), [ha], seen=1, by=deputy)


# Correcting


def test_a_correction_is_written_over_and_told_by_the_trail(library, principal, ha):
    changed = change_initiative(library, written(effect="Mượn 60 lượt một tuần"), [ha], seen=1, by=principal)

    assert (changed.effect, changed.written_by, changed.version) == ("Mượn 60 lượt một tuần", principal, 2)
    entry = AuditEntry.objects.about(library).first()
    assert (entry.verb, entry.after) == ("sửa sáng kiến", {"changed": ["effect"], "files": 0})


def test_what_it_says_already_changes_nothing_even_from_an_old_page(library, principal, ha):
    photo = judge(picture(color=(1, 2, 3)), "Góc đọc.jpg")
    said = written(effect="Mượn 60 lượt một tuần")

    for _ in range(2):
        change_initiative(library, said, [ha], seen=1, by=principal, evidence=[photo])

    library.refresh_from_db()
    assert (library.version, library.files.count(), KeptFile.objects.count()) == (2, 2, 2)


def test_an_old_page_does_not_write_over_somebody_elses_words(library, deputy, principal, ha):
    change_initiative(library, written(effect="Mượn 60 lượt một tuần"), [ha], seen=1, by=principal)

    with pytest.raises(InitiativeStale, match="vừa được người khác ghi"):
        change_initiative(library, written(effect="Mượn 40 lượt một tuần"), [ha], seen=1, by=deputy)


# Deciding


def test_the_principal_approves_and_approving_twice_changes_nothing(library, principal):
    first = approve_initiative(library, seen=1, by=principal)
    second = approve_initiative(library, seen=1, by=principal)

    assert (first.state, first.approved_by, second.approved_at) == ("approved", principal, first.approved_at)


def test_nobody_approves_the_own_words(library, deputy, principal, ha):
    change_initiative(library, written(effect="Khác"), [ha], seen=1, by=principal)

    with pytest.raises(InitiativeRefused, match="Người ghi không duyệt"):
        approve_initiative(library, seen=2, by=principal)
    assert approve_initiative(library, seen=2, by=deputy).state == "approved"


def test_what_was_changed_after_reading_is_not_approved(library, deputy, principal, ha):
    change_initiative(library, written(effect="Khác"), [ha], seen=1, by=deputy)

    with pytest.raises(InitiativeRefused, match="vừa được ghi lại nên chưa duyệt"):
        approve_initiative(library, seen=1, by=principal)


def test_what_is_approved_is_not_changed_but_withdrawn(library, deputy, principal, ha):
    approve_initiative(library, seen=1, by=principal)

    with pytest.raises(InitiativeRefused, match=r"đã được duyệt nên không sửa được nữa\. Nếu sai, hãy rút"):
        change_initiative(library, written(effect="Khác"), [ha], seen=1, by=deputy)
    gone = withdraw_initiative(library, " Trùng với  năm trước ", by=principal)
    again = withdraw_initiative(library, "Khác", by=principal)

    assert (gone.state, again.withdrawal_reason) == ("withdrawn", "Trùng với năm trước")


def test_what_is_withdrawn_is_neither_changed_nor_approved(library, deputy, principal, ha):
    withdraw_initiative(library, "Ghi nhầm", by=deputy)

    with pytest.raises(InitiativeRefused, match="đã được rút nên không sửa được nữa"):
        change_initiative(library, written(effect="Khác"), [ha], seen=1, by=deputy)
    with pytest.raises(InitiativeRefused, match="đã được rút nên không duyệt được nữa"):
        approve_initiative(library, seen=1, by=principal)


def test_nothing_is_withdrawn_without_a_reason(library, deputy):
    with pytest.raises(InitiativeRefused, match="Hãy ghi lý do rút"):
        withdraw_initiative(library, " ", by=deputy)


@pytest.mark.parametrize("wrong", ["own", "half approval", "no reason", "end before start"])
def test_the_database_keeps_none_that_cannot_be(library, deputy, principal, wrong):
    values = {
        "own": {"approved_by": deputy, "approved_at": library.written_at},
        "half approval": {"approved_by": principal},
        "no reason": {"withdrawn_by": principal, "withdrawn_at": library.written_at},
        "end before start": {"ended_on": date(2023, 2, 14)},
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=library.pk).update(**values[wrong])


def test_of_two_people_behind_it_one_is_the_principal(school_campaign, library, deputy, principal):
    union = person("union", "school_staff", school_campaign.ward)
    people = [principal, deputy, union]
    own = record_initiative(school_campaign, written(title="Khác"), [], key=uuid.uuid4(), by=principal)

    assert [can_approve_initiative(one, library) for one in people] == [True, False, False]
    assert [can_approve_initiative(one, own) for one in people] == [False, True, True]
    assert [can_withdraw_initiative(one, library) for one in people] == [True, True, True]
    approve_initiative(library, seen=1, by=principal)
    library.refresh_from_db()
    assert [can_withdraw_initiative(one, library) for one in people] == [True, False, False]


def test_a_ward_writes_and_approves_its_own(campaign, clerk, chairman, standing):
    own = record_initiative(
        campaign, written(started_on=date(2022, 8, 15)), [], key=uuid.uuid4(), by=clerk
    )  # fmt: skip

    assert [can_record_initiative(one, campaign) for one in (clerk, standing, chairman)] == [True, True, False]
    assert [can_approve_initiative(one, own) for one in (clerk, standing, chairman)] == [False, False, True]


def test_reports_take_what_is_approved_by_author_in_order_of_time(school_campaign, library, deputy, principal, ha):
    early = record_initiative(
        school_campaign, written(title="Sớm", started_on=date(2022, 12, 1)), [], key=uuid.uuid4(), by=deputy
    )  # fmt: skip
    for one in (library, early):
        approve_initiative(one, seen=1, by=principal)
    record_initiative(school_campaign, written(title="Chờ"), [ha], key=uuid.uuid4(), by=deputy)

    assert list(initiatives_for(school_campaign)) == [early, library]
    assert list(initiatives_for(school_campaign, ha)) == [library]
    withdraw_initiative(early, "Trùng", by=principal)
    assert list(initiatives_for(school_campaign)) == [library]


# The pages


def test_an_initiative_goes_from_the_form_to_the_principal_and_into_the_list(logged_in, ha, deputy, principal):
    browser = logged_in(deputy)
    page = browser.post(
        f"{PLACE}moi/", form(staff=[ha.pk], files=[uploaded("Góc đọc.jpg")], title=" Góc đọc  mở "), follow=True
    ).text
    one = Initiative.objects.get()
    browser = logged_in(principal)
    due = [line for line in browser.get("/").context["due"].tasks if line.title.startswith("Sáng kiến chờ duyệt")]
    waiting = browser.get(due[0].url).context["rows"]
    approved = browser.post(f"{PLACE}{one.pk}/duyet/", {"seen": 1}, follow=True).text

    assert (one.title, one.written_by) == ("Góc đọc mở", deputy)
    assert "Đang chờ người khác của đơn vị duyệt" in page
    assert "Góc đọc.jpg" in page
    assert "deputy ghi sáng kiến (1 tệp)" in page
    assert ([line.count for line in due], [row.initiative for row in waiting]) == ([1], [one])
    assert "Đã duyệt. Sáng kiến này được đưa vào báo cáo từ bây giờ." in approved


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "idea"}, "Hãy chọn loại."),
        ({"title": " "}, "Hãy ghi tên."),
        ({"title": "\u200b…"}, "Hãy ghi tên bằng chữ."),
        ({"title": "x" * 201}, "Dài quá 200 ký tự. Hãy rút gọn."),
        ({"description": ""}, "Hãy ghi nội dung."),
        ({"description": "x\0"}, "Có ký tự không đọc được. Hãy gõ lại."),
        ({"effect": ""}, "Hãy ghi hiệu quả."),
        ({"applied_in": ""}, "Hãy ghi phạm vi áp dụng."),
        ({"started_on": "31/02/2023"}, "Ngày này không đọc được."),
        ({"started_on": "01/01/9999"}, "Năm 9999 không thể đúng."),
        ({"ended_on": "14/02/2023"}, "Ngày kết thúc trước ngày bắt đầu (15/02/2023)."),
        ({"other_authors": ""}, "Hãy chọn hoặc ghi ít nhất một tác giả."),
        ({"staff": ["999999"]}, "Danh sách cán bộ vừa thay đổi. Hãy chọn lại tác giả."),
        ({"staff": ["x"]}, "Danh sách cán bộ vừa thay đổi. Hãy chọn lại tác giả."),
        ({"files": uploaded("nén.jpg", b"PK\x03\x04")}, "“nén.jpg”: Tệp nén không nhận được."),
    ],
)
def test_what_cannot_be_is_said_at_the_form(logged_in, ha, deputy, wrong, says):
    answer = logged_in(deputy).post(f"{PLACE}moi/", form() | wrong)

    assert (answer.status_code, says in answer.text) == (200, True)
    assert Initiative.objects.count() == 0


def test_a_school_without_a_staff_list_names_authors_in_words(logged_in, school_campaign, deputy):
    answer = logged_in(deputy).get(f"{PLACE}moi/")

    assert "staff" not in answer.context["form"].fields


def test_an_old_page_shows_what_differs_and_the_next_press_is_meant(logged_in, library, deputy, principal, ha):
    change_initiative(library, written(effect="Mượn 60 lượt một tuần"), [ha], seen=1, by=principal)
    browser, said = logged_in(deputy), form(effect="Mượn 40 lượt một tuần", staff=[ha.pk], stamp=1)

    page = browser.post(f"{PLACE}{library.pk}/sua/", said)
    browser.post(f"{PLACE}{library.pk}/sua/", said | {"stamp": page.context["form"]["stamp"].value()})

    assert "đang ghi “Mượn 60 lượt một tuần”, bạn ghi “Mượn 40 lượt một tuần”" in page.text
    library.refresh_from_db()
    assert (library.effect, library.version) == ("Mượn 40 lượt một tuần", 3)


def test_a_change_from_the_page_keeps_what_was_not_touched(logged_in, library, deputy):
    browser = logged_in(deputy)
    boxes = browser.get(f"{PLACE}{library.pk}/sua/").context["form"]
    said = {name: value for name, value in boxes.initial.items() if value is not None}

    browser.post(f"{PLACE}{library.pk}/sua/", said | {"key": uuid.uuid4(), "applied_in": "Toàn trường"})

    library.refresh_from_db()
    assert (library.applied_in, library.title, library.files.count()) == ("Toàn trường", "Thư viện điện tử", 1)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Thư viện điện tử", "Sổ liên lạc"]),
        ("?loai=model", ["Thư viện điện tử"]),
        ("?tac_gia=do thi ha", ["Thư viện điện tử"]),
        ("?tac_gia=khối chồi", ["Sổ liên lạc"]),
        ("?tac_gia=%25", ["Thư viện điện tử", "Sổ liên lạc"]),
        ("?tinh_trang=da-duyet", ["Sổ liên lạc"]),
        ("?tinh_trang=cho-duyet", ["Thư viện điện tử"]),
        ("?tinh_trang=cho-ban", []),
        ("?tinh_trang=da-rut", []),
        ("?loai=x&tinh_trang=y", ["Thư viện điện tử", "Sổ liên lạc"]),
    ],
)
def test_the_list_is_filtered_by_kind_author_and_state(
    logged_in, school_campaign, library, deputy, principal, asked, found
):
    said = written(title="Sổ liên lạc", kind="solution", other_authors="Tổ khối Chồi", started_on=date(2022, 12, 1))
    other = record_initiative(school_campaign, said, [], key=uuid.uuid4(), by=deputy)
    approve_initiative(other, seen=1, by=principal)

    rows = logged_in(deputy).get(f"{PLACE}{asked}").context["rows"]

    assert [row.initiative.title for row in rows] == found


def test_the_list_costs_the_same_with_one_and_with_many(logged_in, school_campaign, library, deputy, ha):
    browser = logged_in(deputy)
    browser.get(PLACE)
    with CaptureQueriesContext(connection) as one:
        browser.get(PLACE)
    for number in range(10):
        record_initiative(school_campaign, written(title=f"Số {number}"), [ha], key=uuid.uuid4(), by=deputy)

    with CaptureQueriesContext(connection) as many:
        assert len(browser.get(PLACE).context["rows"]) == 11

    assert len(many) == len(one)


def test_the_home_page_costs_the_same_however_many_wait(logged_in, school_campaign, library, principal):
    browser = logged_in(person("union", "school_staff", school_campaign.ward))

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get("/")
        return len(captured)

    for number in range(2):
        record_initiative(school_campaign, written(title=f"Số {number}"), [], key=uuid.uuid4(), by=principal)
    browser.get("/")
    few = cost()
    for number in range(2, 9):
        record_initiative(school_campaign, written(title=f"Số {number}"), [], key=uuid.uuid4(), by=principal)

    assert cost() == few


def test_a_withdrawn_one_is_read_with_its_reason(logged_in, library, deputy):
    page = logged_in(deputy).post(f"{PLACE}{library.pk}/rut/", {"reason": "Ghi nhầm phong trào"}, follow=True).text

    assert "Đã rút. Sáng kiến không còn được đưa vào báo cáo" in page
    assert "“Ghi nhầm phong trào”" in page


def test_a_file_opens_at_its_own_initiative_alone(logged_in, school_campaign, library, deputy):
    other = record_initiative(school_campaign, written(title="Khác"), [], key=uuid.uuid4(), by=deputy)
    key, browser = library.files.get().key, logged_in(deputy)

    answers = [browser.get(f"{PLACE}{one.pk}/tep/{key}/").status_code for one in (library, other)]

    assert answers == [200, 404]
