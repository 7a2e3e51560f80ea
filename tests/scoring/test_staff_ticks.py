"""Writing the staff grid: what holds from which day, who was faster, what is refused; the reading counted from it."""

import uuid
from datetime import date, timedelta

import pytest

from emulation.choices import CampaignStatus
from emulation.kit.audit import AuditEntry
from emulation.models import Campaign, Unit
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused
from scoring.actions.staff_items import change_item, lift_exemption, move_item
from scoring.actions.staff_ticks import record_counted_reading, record_ticks
from scoring.actions.targets import ReadingRefused, approve_reading, record_reading, return_reading
from scoring.models import Reading, StaffItem, StaffTick, Target
from scoring.queries.staff_items import ledger_of
from tests.schools import values
from tests.staff import DAY, NAMES, columns_of, exempt, hire, line_of, tick

BEFORE, AFTER = DAY - timedelta(days=10), DAY + timedelta(days=10)
SURE = {"confidence": "on_track", "comment": ""}


@pytest.fixture
def people(staff_campaign):
    return hire(staff_campaign, *NAMES)


@pytest.fixture
def phones(staff_campaign):
    return StaffItem.objects.get(campaign=staff_campaign, number=1)


def figures(campaign, *days) -> list[tuple[int, int]]:
    book = ledger_of(campaign)
    return [(one.part, one.whole) for one in (book.figure(book.items[0], day) for day in days)]


def count(item, by, on=DAY, **more) -> Reading:
    return record_counted_reading(item, SURE | more, on=on, key=uuid.uuid4(), by=by)


# What holds from which day


def test_any_day_is_counted_anew_and_nothing_is_overwritten(staff_campaign, people, deputy):
    an, binh, *_ = people

    tick(staff_campaign, (an, "1..."), (binh, "0..."), by=deputy, on=BEFORE)
    tick(staff_campaign, (binh, "1..."), by=deputy)
    tick(staff_campaign, (an, "0..."), by=deputy, on=AFTER)

    assert figures(staff_campaign, BEFORE - timedelta(days=1), BEFORE, DAY, AFTER) == [(0, 5), (1, 5), (2, 5), (1, 5)]
    assert StaffTick.objects.count() == 4


def test_what_was_ticked_and_taken_back_on_one_day_leaves_the_last_answer(staff_campaign, people, deputy):
    an = people[0]

    for answers in ("1...", "0...", "...."):
        tick(staff_campaign, (an, answers), by=deputy)

    assert line_of(staff_campaign, an).answers == "...."
    assert [one.answer for one in StaffTick.objects.all()] == ["1", "0", "."]


def test_who_joins_and_who_leaves_changes_the_whole_on_that_day(staff_campaign, people, deputy):
    tick(staff_campaign, (people[0], "1..."), by=deputy, on=BEFORE)
    hire(staff_campaign, "Bùi Thị Ngọc", joined_on=DAY)
    hire(staff_campaign, "Cao Thị Yến", joined_on=date(2020, 9, 5), left_on=DAY)

    assert figures(staff_campaign, DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)) == [(1, 6), (1, 7), (1, 6)]


def test_an_exemption_leaves_the_whole_and_lifted_it_comes_back(staff_campaign, people, deputy):
    tick(staff_campaign, (people[0], "1..."), (people[1], "1..."), by=deputy, on=BEFORE)
    one = exempt(staff_campaign, people[0], DAY, AFTER, by=deputy)

    before = figures(staff_campaign, BEFORE, DAY, AFTER, AFTER + timedelta(days=1))
    lift_exemption(one, on=AFTER, by=deputy)

    assert before == [(2, 5), (1, 4), (1, 4), (2, 5)]
    assert figures(staff_campaign, BEFORE, DAY, AFTER) == [(2, 5), (1, 4), (2, 5)]


def test_a_trail_is_left_that_names_nobody(staff_campaign, people, deputy):
    tick(staff_campaign, (people[0], "1..."), (people[1], "10.."), by=deputy)

    entry = AuditEntry.objects.get(verb="ghi bảng CB-GV-NV")
    assert entry.after == {"people": [people[0].pk, people[1].pk], "on": "2022-12-20"}
    assert people[0].full_name not in f"{entry.subject}{entry.after}"


# Twice, and by two


def test_a_repeated_save_writes_nothing_more(staff_campaign, people, deputy):
    entries = [Entry(people[0].pk, "1.0.", 0)]

    for _ in range(2):
        record_ticks(staff_campaign, columns_of(staff_campaign), entries, on=DAY, by=deputy)

    assert StaffTick.objects.count() == 2
    assert AuditEntry.objects.filter(verb="ghi bảng CB-GV-NV").count() == 1


def test_a_stale_line_is_a_conflict_that_says_who_was_faster(staff_campaign, people, deputy, principal):
    tick(staff_campaign, (people[0], "1..."), by=principal)

    with pytest.raises(ScoreConflict) as conflict:
        record_ticks(staff_campaign, columns_of(staff_campaign), [Entry(people[0].pk, "0...", 0)], on=DAY, by=deputy)

    theirs = conflict.value.theirs
    assert (theirs.answers, theirs.entered_by) == ("1...", principal)
    assert line_of(staff_campaign, people[0]).answers == "1..."


def test_of_several_lines_all_are_saved_or_none(staff_campaign, people, deputy, principal):
    tick(staff_campaign, (people[1], "1..."), by=principal)
    entries = [Entry(people[0].pk, "1...", 0), Entry(people[1].pk, "0...", 0)]

    with pytest.raises(ScoreConflict):
        record_ticks(staff_campaign, columns_of(staff_campaign), entries, on=DAY, by=deputy)

    assert StaffTick.objects.count() == 1


def test_columns_go_by_their_keys_where_somebody_has_moved_an_item(staff_campaign, people, deputy):
    seen = columns_of(staff_campaign)
    move_item(StaffItem.objects.get(pk=seen[0]), to=3, by=deputy)

    record_ticks(staff_campaign, seen, [Entry(people[0].pk, "10..", 0)], on=DAY, by=deputy)

    assert columns_of(staff_campaign) == [seen[1], seen[2], seen[0], seen[3]]
    assert line_of(staff_campaign, people[0]).answers == "0.1."


def test_an_exempt_cell_is_not_written_and_its_answer_is_kept(staff_campaign, people, deputy):
    an = people[0]
    tick(staff_campaign, (an, "1..."), by=deputy, on=BEFORE)
    one = exempt(staff_campaign, an, DAY, by=deputy)

    with pytest.raises(ScoreConflict) as conflict:
        tick(staff_campaign, (an, "1..."), by=deputy)
    lift_exemption(one, on=DAY, by=deputy)

    assert conflict.value.theirs.answers == "...."
    assert line_of(staff_campaign, an).answers == "1..."


# What is refused


def test_of_another_school_nobody_is_written_and_no_item(staff_campaign, people, deputy):
    other = Unit.objects.create(
        code="ben-nghe/hoa-sen", kind="school", name="Hoa Sen", parent=staff_campaign.ward.parent
    )
    theirs = Campaign.objects.create(
        code="hoa-sen", name="x", title="x", ward=other, year=2022, reference_date=DAY, place="x"
    )
    stranger, item = hire(theirs, "Ngô Thị Lý")[0], StaffItem.objects.create(campaign=theirs, number=1, label="x")
    columns = columns_of(staff_campaign)

    with pytest.raises(SheetRefused, match="không làm việc tại đơn vị"):
        record_ticks(staff_campaign, columns, [Entry(stranger.pk, "1...", 0)], on=DAY, by=deputy)
    with pytest.raises(SheetRefused, match="Các mục của bảng vừa được sửa"):
        record_ticks(staff_campaign, [item.pk], [Entry(people[0].pk, "1", 0)], on=DAY, by=deputy)
    assert StaffTick.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "on", "words"),
    [
        ("1..", DAY, "Bảng có 4 mục nhưng nhận được 3"),
        ("1.-.", DAY, "Mục 3 có câu trả lời không hợp lệ"),
        ("1...", date(2022, 11, 13), "nằm ngoài thời gian của kế hoạch"),
        ("1...", date(2026, 1, 1), "nằm ngoài thời gian của kế hoạch"),
        ("1...", date(2100, 1, 1), "chưa đến"),
    ],
)
def test_what_cannot_be_is_refused_in_words(staff_campaign, people, deputy, answers, on, words):
    with pytest.raises(SheetRefused, match=words):
        record_ticks(staff_campaign, columns_of(staff_campaign), [Entry(people[0].pk, answers, 0)], on=on, by=deputy)


def test_who_has_left_is_not_written_any_more(staff_campaign, deputy):
    gone = hire(staff_campaign, "Cao Thị Yến", joined_on=date(2020, 9, 5), left_on=BEFORE)[0]

    with pytest.raises(SheetRefused, match="không làm việc tại đơn vị ngày 20/12/2022"):
        record_ticks(staff_campaign, columns_of(staff_campaign), [Entry(gone.pk, "1...", 0)], on=DAY, by=deputy)
    assert tick(staff_campaign, (gone, "1..."), by=deputy, on=BEFORE)


def test_a_campaign_that_is_over_is_only_read(staff_campaign, people, deputy):
    Campaign.objects.filter(pk=staff_campaign.pk).update(status=CampaignStatus.CLOSED, number="01/KH")

    with pytest.raises(SheetRefused, match="đã kết thúc"):
        tick(staff_campaign, (people[0], "1..."), by=deputy)


# The reading counted from the grid


def test_the_portal_counts_and_somebody_else_approves(staff_campaign, people, phones, deputy, principal):
    tick(staff_campaign, (people[0], "1..."), (people[1], "0..."), by=deputy)

    reading = count(phones, deputy, comment="Công đoàn hỗ trợ")
    approve_reading(reading, by=principal)

    kept = Reading.objects.get()
    assert (kept.part, kept.whole, kept.is_counted, kept.source) == (1, 5, True, "Bảng theo dõi CB-GV-NV")
    assert (kept.measured_on, kept.comment, kept.is_approved) == (DAY, "Công đoàn hỗ trợ", True)


def test_a_press_that_has_nothing_new_to_say_gives_the_reading_back(staff_campaign, people, phones, deputy):
    tick(staff_campaign, (people[0], "1..."), by=deputy)

    assert count(phones, deputy) == count(phones, deputy)
    assert Reading.objects.count() == 1


def test_a_grid_that_has_changed_since_corrects_the_days_reading(staff_campaign, people, phones, deputy, principal):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    first = approve_reading(count(phones, deputy), by=principal)
    tick(staff_campaign, (people[1], "1..."), by=deputy)

    second = count(phones, deputy)

    assert (second.corrects, second.part, second.whole) == (first, 2, 5)


def test_what_was_sent_back_is_counted_again_in_its_place_though_the_grid_says_the_same(
    staff_campaign, people, phones, deputy, principal
):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    first = return_reading(count(phones, deputy), "Thiếu quyết định nghỉ của cô Hà", by=principal)

    second = count(phones, deputy)

    assert (second.corrects, second.is_returned, count(phones, deputy)) == (first, False, second)
    assert approve_reading(second, by=principal).is_approved


def test_where_nobody_was_asked_there_is_nothing_to_record(staff_campaign, people, phones, deputy):
    with pytest.raises(ReadingRefused, match="chưa hỏi ai ở mục “Điện thoại thông minh”"):
        count(phones, deputy)


@pytest.mark.parametrize("on", [date(2022, 11, 13), date(2100, 1, 1)])
def test_no_reading_is_counted_for_a_day_outside_the_plan(staff_campaign, people, phones, deputy, on):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    StaffTick.objects.update(since=date(2022, 11, 1))

    with pytest.raises(ReadingRefused, match="Ngày đo"):
        count(phones, deputy, on=on)


def test_an_item_that_is_linked_no_more_counts_for_nothing(staff_campaign, people, phones, deputy):
    tick(staff_campaign, (people[0], "1..."), by=deputy)
    change_item(phones, {"target": None}, by=deputy)

    with pytest.raises(ReadingRefused, match="không còn gắn với chỉ tiêu nào"):
        count(phones, deputy)


def test_a_typed_reading_beside_the_grid_needs_a_reason(staff_campaign, deputy):
    target = Target.objects.get(campaign=staff_campaign, number=1)

    with pytest.raises(ReadingRefused, match="nêu lý do ở ô Nhận xét"):
        record_reading(target, values(DAY, 52, 60), key=uuid.uuid4(), by=deputy)
    kept = record_reading(target, values(DAY, 52, 60, comment="Theo sổ giấy"), key=uuid.uuid4(), by=deputy)

    assert (kept.part, kept.is_counted) == (52, False)
