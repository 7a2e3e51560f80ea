"""Votes, secret ballots and minutes as their actions keep them."""

import pytest

from emulation.kit import clock
from emulation.models import AuditEntry
from rewards.actions.agendas import add_to_agenda, drop_from_agenda, set_aside
from rewards.actions.councils import CouncilRefused
from rewards.actions.meetings import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    start_meeting,
    step_back,
)
from rewards.actions.votes import (
    StaleVotes,
    Typed,
    confirm_count,
    count_ballots,
    decide_tie,
    fill_votes,
    record_votes,
)
from rewards.models import AgendaLine, Meeting, Nomination
from rewards.queries.agendas import ready_for, with_latest_outcome
from rewards.queries.councils import seats_on
from rewards.queries.meetings import standing_of
from rewards.rules.voting import Ballots
from tests.councils import (
    ALL_BACK,
    AWAY,
    DAY,
    WRITTEN,
    attend,
    conclude,
    held,
    lines_of,
    make_council,
    make_meeting,
)


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.for_page().get(pk=meeting.pk)


def states(meeting: Meeting) -> list:
    return [row.outcome.state.value if row.outcome else None for row in standing_of(fresh(meeting)).lines]


# Votes


def test_totals_are_kept_and_said_at_once(meeting, standing):
    one, two, three = lines_of(meeting)

    changed = record_votes(meeting, {one.pk: Typed(9, 0), two.pk: Typed(4, 5), three.pk: Typed(3, 3)}, by=standing)

    assert changed == 3
    assert states(meeting) == ["passed", "failed", "failed"]


def test_the_same_totals_twice_change_nothing(meeting, standing):
    (line, *_) = lines_of(meeting)

    changed = [record_votes(meeting, {line.pk: Typed(9, 0)}, by=standing) for _ in range(2)]

    assert changed == [1, 0]


def test_totals_somebody_else_has_typed_are_not_overwritten(meeting, standing, clerk):
    (line, *_) = lines_of(meeting)
    record_votes(meeting, {line.pk: Typed(9, 0)}, by=clerk)

    with pytest.raises(StaleVotes) as stale:
        record_votes(meeting, {line.pk: Typed(5, 4, version=0)}, by=standing)

    assert [one.in_favour for one in stale.value.lines] == [9]
    assert record_votes(meeting, {line.pk: Typed(5, 4, version=1)}, by=standing) == 1


def test_filling_leaves_what_is_counted_and_lines_with_somebody_aside(meeting, standing):
    one, two, _ = lines_of(meeting)
    record_votes(meeting, {one.pk: Typed(5, 4)}, by=standing)
    set_aside(two, seats_on(meeting.council, DAY)[5], True, by=standing)

    filled = [fill_votes(meeting, None, 9, 0, by=standing) for _ in range(2)]

    assert filled == [1, 0]
    assert [line.in_favour for line in lines_of(meeting)] == [5, None, 9]


def test_written_opinions_join_the_votes(council, reviewed, nominated, standing):
    meeting = held(council, reviewed, by=standing, n7=WRITTEN, n8=WRITTEN)
    (line, *_) = lines_of(meeting)

    record_votes(meeting, {line.pk: Typed(4, 3, 1, 1)}, by=standing)

    assert states(meeting)[0] == "passed"


def test_a_tie_is_decided_by_the_chair_for_a_reason(ward, reviewed, nominated, standing):
    meeting = held(make_council(ward, by=standing, members=8), reviewed, by=standing)
    (line, *_) = lines_of(meeting)
    record_votes(meeting, {line.pk: Typed(4, 4)}, by=standing)
    tied = states(meeting)[0]

    with pytest.raises(CouncilRefused, match="Hãy ghi lý do"):
        decide_tie(line, True, " ", by=standing)
    for _ in range(2):
        decide_tie(line, True, "Thành tích rõ", by=standing)

    assert (tied, states(meeting)[0]) == ("tie", "passed")
    record_votes(meeting, {line.pk: Typed(3, 5, version=1)}, by=standing)
    assert AgendaLine.objects.get(pk=line.pk).chair_agrees is None


def test_the_chair_decides_nothing_that_is_not_tied(meeting, standing):
    (line, *_) = lines_of(meeting)
    record_votes(meeting, {line.pk: Typed(9, 0)}, by=standing)

    with pytest.raises(CouncilRefused, match="không ngang phiếu"):
        decide_tie(line, False, "Ý khác", by=standing)


# Secret ballots


def counted(meeting, by, *, votes=((5, 4), (9, 0)), ballots=ALL_BACK):
    totals = {line.pk: Typed(*said, version=line.version) for line, said in zip(lines_of(meeting), votes, strict=True)}
    record_votes(meeting, totals, by=by)
    return count_ballots(meeting, ballots, version=0, by=by)


def test_ballots_that_contradict_each_other_are_refused(secret_meeting, standing):
    with pytest.raises(CouncilRefused, match="Hợp lệ 7 cộng không hợp lệ 1 là 8, không bằng 9 phiếu thu vào"):
        count_ballots(secret_meeting, Ballots(9, 9, 7, 1), version=0, by=standing)


def test_a_second_person_confirms_and_whoever_typed_does_not(secret_meeting, standing, clerk):
    counted(secret_meeting, standing)
    seen = fresh(secret_meeting).version

    with pytest.raises(CouncilRefused, match="không tự xác nhận"):
        confirm_count(secret_meeting, seen=seen, by=standing)
    confirmed = [confirm_count(secret_meeting, seen=seen, by=clerk).confirmed_by for _ in range(2)]

    assert confirmed == [clerk, clerk]


def test_whoever_typed_one_line_does_not_confirm_either(secret_meeting, standing, clerk):
    counted(secret_meeting, standing)
    line = lines_of(secret_meeting)[0]
    record_votes(secret_meeting, {line.pk: Typed(6, 3, version=line.version)}, by=clerk)

    with pytest.raises(CouncilRefused, match="không tự xác nhận"):
        confirm_count(secret_meeting, seen=fresh(secret_meeting).version, by=clerk)


def test_what_is_typed_after_the_confirmation_takes_it_away(secret_meeting, standing, clerk):
    counted(secret_meeting, standing)
    confirm_count(secret_meeting, seen=fresh(secret_meeting).version, by=clerk)
    line = lines_of(secret_meeting)[0]

    record_votes(secret_meeting, {line.pk: Typed(4, 5, version=line.version)}, by=standing)

    assert standing_of(fresh(secret_meeting)).ballots.is_confirmed is False


def test_numbers_that_changed_since_they_were_seen_are_not_confirmed(secret_meeting, standing, clerk):
    counted(secret_meeting, standing)
    seen = fresh(secret_meeting).version
    line = lines_of(secret_meeting)[0]
    record_votes(secret_meeting, {line.pk: Typed(4, 5, version=line.version)}, by=standing)

    with pytest.raises(CouncilRefused, match="vừa thay đổi"):
        confirm_count(secret_meeting, seen=seen, by=clerk)


# Minutes


def test_minutes_are_closed_only_when_nothing_is_missing(meeting, standing):
    with pytest.raises(CouncilRefused) as refused:
        close_meeting(meeting, by=standing)

    assert str(refused.value) == (
        "Chưa khóa biên bản được. Dòng 1, 2, 3 chưa ghi số phiếu. Chưa ghi giờ kết thúc phiên họp. "
        "Chưa ghi kết luận của chủ trì."
    )


def test_closed_minutes_freeze_every_outcome_and_what_the_papers_say(meeting, nominated, standing):
    one, *_ = lines_of(meeting)
    fill_votes(meeting, None, 9, 0, by=standing)
    record_votes(meeting, {one.pk: Typed(2, 7, version=1)}, by=standing)
    conclude(meeting)

    closed = [close_meeting(meeting, by=standing).closed_at for _ in range(2)]
    Nomination.objects.filter(pk=nominated[1].pk).update(printed_name="Tên khác")

    assert closed[0] == closed[1]
    assert [line.outcome for line in lines_of(meeting)] == ["failed", "passed", "passed"]
    kept = fresh(meeting).minutes
    assert [line["name"] for line in kept["lines"]] == ["Lường Thị Chim", "Mai Văn Phượng", "Kiều Thị Bạch"]
    assert (kept["room"], kept["starts_at"]) == ({"members": 9, "present": 9, "written": 0}, "2022-09-12T14:00")


def test_nothing_is_written_after_the_minutes_are_closed(meeting, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    close_meeting(conclude(meeting), by=standing)
    line, said = lines_of(meeting)[0], "Biên bản đã khóa"

    for act in (
        lambda: record_votes(meeting, {line.pk: Typed(1, 8, version=1)}, by=standing),
        lambda: fill_votes(meeting, None, 1, 1, by=standing),
        lambda: attend(meeting, by=standing, n3=AWAY),
        lambda: drop_from_agenda(line, by=standing),
        lambda: set_aside(line, seats_on(meeting.council, DAY)[1], True, by=standing),
        lambda: decide_tie(line, True, "Vì", by=standing),
        lambda: step_back(meeting, by=standing),
        lambda: cancel_meeting(meeting, by=standing),
        lambda: change_meeting(meeting, {"place": "Khác"}, stamp="", by=standing),
    ):
        with pytest.raises(CouncilRefused, match=said):
            act()


def test_a_secret_vote_is_closed_only_after_it_is_confirmed(secret_meeting, standing, clerk):
    counted(secret_meeting, standing)
    conclude(secret_meeting)
    with pytest.raises(CouncilRefused, match="chưa được người thứ hai xác nhận"):
        close_meeting(secret_meeting, by=standing)

    confirm_count(secret_meeting, seen=fresh(secret_meeting).version, by=clerk)

    assert close_meeting(secret_meeting, by=standing).is_closed


def test_a_meeting_without_a_quorum_is_closed_without_votes(council, reviewed, nominated, standing):
    away = {f"n{place}": AWAY for place in range(1, 5)}
    meeting = conclude(held(council, reviewed, by=standing, **away))

    close_meeting(meeting, by=standing)

    assert [line.outcome for line in lines_of(meeting)] == ["no_quorum"] * 3
    assert ready_for(make_meeting(council, reviewed, by=standing)).count() == 3


def test_a_supplementary_meeting_decides_again_and_the_latest_counts(meeting, council, reviewed, nominated, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    close_meeting(conclude(meeting), by=standing)
    plain = make_meeting(council, reviewed, by=standing)
    again = make_meeting(council, reviewed, by=standing, supplements=fresh(meeting))

    before, added = ready_for(plain).count(), add_to_agenda(again, [nominated[0].pk], by=standing)
    attend(again, by=standing)
    start_meeting(again, by=standing)
    fill_votes(again, None, 1, 8, by=standing)
    close_meeting(conclude(again), by=standing)

    assert (before, added) == (0, 1)
    latest = with_latest_outcome(Nomination.objects.order_by("pk"))
    assert [one.council_outcome for one in latest] == ["failed", "passed", "passed"]


def test_the_trail_tells_every_step_and_names_nobody(meeting, standing):
    fill_votes(meeting, None, 9, 0, by=standing)
    close_meeting(conclude(meeting), by=standing)

    entries = AuditEntry.objects.about(meeting)

    assert [entry.verb for entry in entries][::-1] == [
        "mở phiên họp hội đồng", "thêm vào chương trình họp", "ghi tham dự phiên họp", "phiên họp: bắt đầu họp",
        "ghi số phiếu", "phiên họp: khóa biên bản",
    ]  # fmt: skip
    told = "".join(f"{entry.subject}{entry.before}{entry.after}" for entry in entries)
    assert [name for name in ("Lường", "Nguyễn", "Trang") if name in told] == []


def test_a_line_whose_nomination_was_withdrawn_is_dropped_before_closing(meeting, nominated, standing, clerk):
    fill_votes(meeting, None, 9, 0, by=standing)
    conclude(meeting)
    Nomination.objects.filter(pk=nominated[1].pk).update(
        status="withdrawn", withdrawn_at=clock.now(), withdrawn_by=clerk, withdraw_reason="Chuyển đi"
    )
    with pytest.raises(CouncilRefused, match="Dòng 2 đã rút đề nghị"):
        close_meeting(meeting, by=standing)

    drop_from_agenda(lines_of(meeting)[1], by=standing)

    assert close_meeting(meeting, by=standing).is_closed
