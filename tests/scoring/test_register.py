"""Sổ phiếu: marks on the true day, many at once, taken back; counts that follow the sheets; spare sheets."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from emulation.kit.audit import AuditEntry
from emulation.models import Household, Unit
from scoring.actions.paper_sheets import (
    PaperRefused,
    bind_spare,
    issue_sheets,
    issue_spares,
    record_prints,
    unbind_spare,
)
from scoring.actions.register import MarkingRefused, mark_sheets, undo_marks
from scoring.actions.sheets import Entry, finish_sheet, record_scores
from scoring.models import PaperSheet
from scoring.queries.register import (
    RegisterCount,
    expected_homes,
    in_state,
    missing_where_handed_out,
    register_rows,
    unit_counts,
)
from scoring.words.sheets import mark_words, reminder_words

FIRST, SECOND = date(2022, 9, 1), date(2022, 9, 2)


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def homes(phase, make_household, choose_second):
    """Three households of neighbourhood 8 that hand in, and one of children that does not; nothing is keyed twice."""
    choose_second()
    people = [("Sùng A Chử", 1968), ("Lô Thị Nga", 1971), ("Đặng Thuỳ Dương", 1990)]
    found = [make_household("8", *one) for one in people]
    make_household("8", "Lò Minh An", 2012)
    return found


@pytest.fixture
def mark(phase, unit, clerk):
    """Marks households (all without any): mark("hand_out", FIRST, home, …)."""

    def act(what, day, *homes, by=clerk):
        chosen = Household.objects.filter(pk__in=[home.pk for home in homes]) if homes else None
        return mark_sheets(phase, unit, what, homes=chosen, day=day, by=by)

    return act


def of(home) -> PaperSheet:
    return PaperSheet.objects.in_use().get(household=home)


def days(home) -> tuple:
    return of(home).handed_out_on, of(home).collected_on


# Marking


def test_a_whole_neighbourhood_is_marked_at_once_on_the_true_day(homes, mark, clerk):
    report = mark("hand_out", FIRST)

    assert (report.changed, report.same, dict(report.skipped)) == (3, 0, {})
    assert [days(home) for home in homes] == [(FIRST, None)] * 3
    assert {paper.handed_out_by for paper in PaperSheet.objects.all()} == {clerk}


def test_a_whole_neighbourhood_leaves_alone_what_is_marked(homes, mark, standing):
    mark("hand_out", FIRST, homes[0])

    report = mark("hand_out", SECOND, by=standing)

    assert (report.changed, report.same) == (2, 1)
    assert [days(home)[0] for home in homes] == [FIRST, SECOND, SECOND]


def test_of_ticked_households_the_day_is_put_right(homes, mark):
    mark("hand_out", SECOND)

    report = mark("hand_out", FIRST, homes[1])

    assert report.changed == 1
    assert [days(home)[0] for home in homes] == [SECOND, FIRST, SECOND]


def test_collecting_marks_as_handed_out_what_was_not(homes, mark):
    mark("collect", SECOND, homes[0])

    assert days(homes[0]) == (SECOND, SECOND)


def test_the_same_mark_twice_changes_nothing_and_leaves_no_trail(homes, mark):
    mark("hand_out", FIRST, homes[0])
    before = AuditEntry.objects.count()

    report = mark("hand_out", FIRST, homes[0])

    assert (report.changed, report.same, report.entry) == (0, 1, None)
    assert AuditEntry.objects.count() == before


def test_what_cannot_be_is_left_out_and_counted_by_reason(homes, mark):
    mark("hand_out", SECOND, homes[0])

    report = mark("collect", FIRST, homes[0], homes[1])

    assert (report.changed, dict(report.skipped)) == (1, {"ngày thu trước ngày phát": 1})
    assert mark_words(report, "collect", FIRST) == (
        "Đã thu ngày 01/09/2022: đã ghi cho 1 phiếu. Bỏ qua 1 phiếu vì ngày thu trước ngày phát."
    )


def test_a_day_to_come_is_refused(homes, mark, it_is):
    it_is(2022, 9, 1, 12)

    with pytest.raises(MarkingRefused, match="02/09/2022 chưa đến"):
        mark("hand_out", SECOND)


def test_a_household_nobody_is_scored_in_gets_no_line(homes, mark):
    mark("hand_out", FIRST)

    assert PaperSheet.objects.count() == 3


def test_a_household_of_another_neighbourhood_is_not_marked(homes, mark, make_household):
    far = make_household("14", "Hoàng Thị Nhất", 1980)

    assert mark("hand_out", FIRST, far).changed == 0
    assert PaperSheet.objects.count() == 0


def test_a_sheet_is_confirmed_by_somebody_else_than_who_finished_it(homes, mark, score, phase, clerk, standing):
    score(homes[0])
    finish_sheet(homes[0], phase, by=clerk)

    own, other = mark("confirm", FIRST, homes[0], homes[1]), mark("confirm", FIRST, homes[0], by=standing)

    assert dict(own.skipped) == {"do chính bạn nhập, cần người khác xác nhận": 1, "chưa nhập xong": 1}
    assert other.changed == 1
    assert of(homes[0]).confirmed_by == standing


def test_the_trail_of_a_mark_names_keys_and_days_alone(homes, mark):
    entry = mark("hand_out", FIRST, homes[0]).entry
    entry.refresh_from_db()

    paper = of(homes[0])
    assert entry.after["sheets"] == {str(paper.pk): ["2022-09-01", paper.handed_out_by_id, None, None, None, None]}
    assert homes[0].head_name not in str(entry.after)


# Undo


def test_an_act_is_taken_back_as_a_whole_and_earlier_ones_stand(homes, mark, phase, clerk):
    mark("hand_out", FIRST, homes[0])
    entry = mark("collect", SECOND).entry

    assert undo_marks(AuditEntry.objects.get(pk=entry.pk), phase, by=clerk) == 3
    assert [days(home) for home in homes] == [(FIRST, None), (None, None), (None, None)]
    assert of(homes[0]).handed_out_by == clerk


def test_an_undo_leaves_alone_what_was_changed_since_and_does_nothing_twice(homes, mark, phase, clerk, standing):
    entry = mark("hand_out", FIRST).entry
    mark("collect", SECOND, homes[0], by=standing)

    assert undo_marks(entry, phase, by=clerk) == 2
    assert undo_marks(entry, phase, by=clerk) == 0
    assert [days(home) for home in homes] == [(FIRST, SECOND), (None, None), (None, None)]


def test_a_confirmation_is_taken_back_too(homes, mark, score, phase, clerk, standing):
    score(homes[0])
    finish_sheet(homes[0], phase, by=clerk)
    entry = mark("confirm", FIRST, homes[0], by=standing).entry

    assert undo_marks(entry, phase, by=standing) == 1
    assert of(homes[0]).confirmed_at is None


def test_nobody_undoes_what_another_did_or_what_is_no_mark(homes, mark, phase, clerk, standing):
    entry = mark("hand_out", FIRST).entry
    other = AuditEntry.objects.exclude(verb="ghi sổ phiếu").first()

    for one, by in ((entry, standing), (other, clerk)):
        with pytest.raises(MarkingRefused):
            undo_marks(one, phase, by=by)


# Counts


@pytest.fixture
def busy(homes, mark, score, phase, clerk, unit):
    """One printed, one handed out, one keyed and finished though nobody marked it as back; one spare."""
    batch = uuid4()
    issue_sheets(phase, Household.objects.filter(unit=unit, pk__in=[homes[0].pk, homes[1].pk]), batch=batch)
    issue_spares(phase, unit, 1, batch=batch)
    record_prints(phase, PaperSheet.objects.values_list("pk", flat=True), batch=batch, by=clerk)
    mark("hand_out", FIRST, homes[1])
    score(homes[2])
    finish_sheet(homes[2], phase, by=clerk)
    return homes


def test_each_number_counts_those_that_are_further_too(busy, phase, unit):
    count = unit_counts(phase, [unit])[unit.pk]

    assert count == RegisterCount(expected=3, printed=2, handed_out=2, back=1, entered=1, confirmed=0, spare=1)
    assert count.missing == 2


def test_every_row_says_its_state_and_the_filters_find_it(busy, phase, unit, mark, standing):
    homes = expected_homes(phase, [unit])

    _, rows = register_rows(phase, homes, "", None)

    assert [row.state for row in rows] == ["printed", "handed_out", "entered"]
    for state in ("not_printed", "printed", "handed_out", "collected", "entered", "confirmed"):
        found = [row.household for row in rows if row.state == state]
        assert list(in_state(phase, homes, state)) == found
    assert list(in_state(phase, homes, "missing")) == busy[:2]


def test_states_follow_every_mark(busy, phase, unit, mark, standing):
    homes = expected_homes(phase, [unit])
    mark("collect", SECOND, busy[1])
    mark("confirm", SECOND, busy[2], by=standing)

    _, rows = register_rows(phase, homes, "", None)

    assert [row.state for row in rows] == ["printed", "collected", "confirmed"]
    assert list(in_state(phase, homes, "confirmed")) == [busy[2]]
    assert list(in_state(phase, homes, "entered")) == []


def test_a_confirmation_falls_when_the_sheet_changes(busy, phase, unit, mark, standing, score, clerk):
    mark("confirm", SECOND, busy[2], by=standing)
    member = busy[2].members.get()
    record_scores(busy[2], phase, [Entry(member.pk, "1111111110", 1)], by=clerk)
    finish_sheet(busy[2], phase, by=clerk)

    assert register_rows(phase, expected_homes(phase, [unit]), "", None)[1][2].state == "entered"
    assert unit_counts(phase, [unit])[unit.pk].confirmed == 0
    assert mark("confirm", SECOND, busy[2], by=standing).changed == 1


def test_reminders_are_due_only_where_sheets_were_handed_out(busy, phase, ward, unit, make_household):
    make_household("14", "Hoàng Thị Nhất", 1980)
    assert missing_where_handed_out(phase, Unit.objects.below(ward).neighbourhoods()) == [(unit, 2)]


def test_counts_cost_the_same_for_one_neighbourhood_and_for_all(busy, phase, ward):
    units = list(Unit.objects.below(ward).neighbourhoods())
    costs = []
    for some in (units[:1], units):
        with CaptureQueriesContext(connection) as captured:
            unit_counts(phase, some)
        costs.append(len(captured))

    assert costs[0] == costs[1] <= 14


# Reminder


def test_the_text_for_the_group_names_heads_and_nothing_else(busy, phase, unit):
    text = reminder_words(phase, unit, with_names=True, until=None)

    assert text.splitlines()[:3] == [
        "Tổ dân phố số 8: còn 2 hộ chưa nộp phiếu chấm điểm “Chuyển đổi số 2022”, Đợt 1 – Sơ kết.",
        "1. Sùng A Chử",
        "2. Lô Thị Nga",
    ]
    secrets = [word for home in busy for word in (home.code, home.address)]
    secrets += list(PaperSheet.objects.values_list("code", flat=True))
    assert [word for word in secrets if word in text] == []


def test_the_text_can_be_without_any_name(busy, phase, unit):
    text = reminder_words(phase, unit, with_names=False, until=None)

    assert "còn 2 hộ" in text
    assert [home.head_name for home in busy if home.head_name in text] == []


def test_with_nobody_missing_the_text_says_thanks(homes, mark, phase, unit):
    mark("collect", SECOND)

    assert "đã nộp đủ" in reminder_words(phase, unit, with_names=True, until=None)


# Spare sheets


@pytest.fixture
def spare(phase, unit):
    issue_spares(phase, unit, 1, batch=uuid4())
    return PaperSheet.objects.spare().get()


def test_a_spare_sheet_becomes_the_sheet_of_a_household(homes, spare, clerk):
    paper = bind_spare(spare, homes[0], by=clerk)

    assert (paper.household, paper.bound_by) == (homes[0], clerk)
    assert of(homes[0]) == paper
    assert bind_spare(paper, homes[0], by=clerk).bound_at == paper.bound_at


def test_a_lost_sheet_is_replaced_and_its_days_are_carried_on(homes, mark, spare, clerk):
    mark("hand_out", FIRST, homes[0])
    lost = of(homes[0])

    paper = bind_spare(spare, homes[0], by=clerk)
    lost.refresh_from_db()

    assert (paper.handed_out_on, paper.handed_out_by) == (FIRST, clerk)
    assert (lost.replaced_by, lost.household) == (clerk, homes[0])
    assert of(homes[0]) == paper


def test_a_binding_is_taken_back_and_the_former_sheet_is_in_use_again(homes, mark, spare, clerk):
    mark("hand_out", FIRST, homes[0])
    former = of(homes[0])
    bind_spare(spare, homes[0], by=clerk)

    unbind_spare(spare, by=clerk)

    assert PaperSheet.objects.spare().get() == spare
    assert of(homes[0]) == former
    assert unbind_spare(spare, by=clerk).is_spare


def test_a_sheet_in_use_is_not_bound_to_another_household_nor_taken_from_its_own(homes, mark, spare, clerk):
    bind_spare(spare, homes[0], by=clerk)
    mark("hand_out", FIRST, homes[1])

    with pytest.raises(PaperRefused, match="gắn với hộ khác"):
        bind_spare(spare, homes[1], by=clerk)
    with pytest.raises(PaperRefused, match="in cho hộ này"):
        unbind_spare(of(homes[1]), by=clerk)


# What the database keeps


@pytest.mark.parametrize(
    "values",
    [
        {"handed_out_on": FIRST},
        {"collected_on": SECOND, "collected_by": "clerk"},
        {"handed_out_on": SECOND, "handed_out_by": "clerk", "collected_on": FIRST, "collected_by": "clerk"},
        {"household": None, "confirmed_at": "2022-09-05T00:00:00Z", "confirmed_by": "clerk"},
    ],
)
def test_the_database_refuses_a_line_that_cannot_be(homes, mark, clerk, values):
    mark("hand_out", FIRST, homes[0])
    mark("undo_hand_out", FIRST, homes[0])
    values = {name: clerk if value == "clerk" else value for name, value in values.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSheet.objects.update(**values)


def test_a_household_has_one_sheet_in_use(homes, mark, phase, unit):
    mark("hand_out", FIRST, homes[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSheet.objects.create(phase=phase, unit=unit, household=homes[0], code="0" * 9, batch=uuid4())
