"""Two people at once, on both databases: nothing is lost, one wins, the other is told.

All threads of a race meet before their first write, so that everybody has read before anybody writes; where the
database lets only one in at a time (SQLite), the first soon gives up waiting. Each race has a negative control: the
naive way of writing loses in the very same race.
"""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Event, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from emulation.choices import JobStatus, PhaseStatus
from emulation.kit import clock, jobs
from emulation.models import AuditEntry, Job, Phase
from scoring.actions.phases import PhaseRefused, open_phase
from scoring.actions.sheets import Entry, ScoreConflict, SheetRefused, finish_sheet, record_scores
from scoring.choices import SheetStatus
from scoring.models import MemberScore, ScoreSheet

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = ("INSERT", "UPDATE", "DELETE")
SOON = 0.2  # seconds; as long as nobody else can come, because the first holds the database
SURELY = 20  # seconds; only waited out when a test fails


class Meeting:
    """Where the threads of a race wait for each other before their first write."""

    def __init__(self, people: int, patience: float):
        self.barrier, self.patience = Barrier(people), patience

    def wait(self):
        with suppress(BrokenBarrierError):  # the others cannot come: they stand before the door of the database
            self.barrier.wait(self.patience)

    def before_first_write(self):
        """A wrapper around the statements of one connection."""
        is_first = True

        def wrapper(execute, sql, params, many, context):
            nonlocal is_first
            if is_first and sql.startswith(WRITES):
                is_first = False
                self.wait()
            return execute(sql, params, many, context)

        return wrapper


def in_thread(call, outcomes, place, around):
    """Runs a call in a connection of its own; its result, or what it raised, becomes its outcome."""
    try:
        with connection.execute_wrapper(around):
            outcomes[place] = call()
    except Exception as error:
        outcomes[place] = error
    finally:
        connection.close()


def at_once(*calls, patience=SOON):
    """Runs all calls at the same time and returns their outcomes in order."""
    meeting, outcomes = Meeting(len(calls), patience), [None] * len(calls)
    threads = [
        Thread(target=in_thread, args=(call, outcomes, place, meeting.before_first_write()))
        for place, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SURELY)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def errors_in(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def kinds_of(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


@pytest.fixture
def big_household(make_household):
    """Eight eligible people."""
    return make_household("8", *(part for number in range(8) for part in (f"Sùng A {number}", 1960 + number)))


@pytest.fixture
def chu(household):
    return household.members.get(full_name="Sùng A Chử")


@pytest.fixture
def phases(campaign):
    return list(Phase.objects.for_page().filter(campaign=campaign).order_by("number"))


@pytest.fixture
def job(clerk, monkeypatch):
    monkeypatch.setitem(jobs.KINDS, "thu", lambda job, progress: job.draft_path.write_text("giấy"))
    return jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf")


# Eight clerks key one household


def test_eight_clerks_keying_one_household_at_once_lose_nothing(big_household, phase, clerk):
    people = list(big_household.members.in_paper_order())
    rows = {person.pk: "1" * (place + 1) + "0" * (9 - place) for place, person in enumerate(people)}

    outcomes = at_once(
        *(
            lambda pk=pk, row=row: record_scores(big_household, phase, [Entry(pk, row, 0)], by=clerk)
            for pk, row in rows.items()
        )
    )

    assert errors_in(outcomes) == []
    assert dict(MemberScore.objects.values_list("member", "answers")) == rows
    assert ScoreSheet.objects.count() == 1
    assert AuditEntry.objects.filter(verb="nhập điểm").count() == 8


def naive_first_sheet(household, phase):
    """Looks whether the sheet is there, and makes it when it is not."""
    if not ScoreSheet.objects.filter(household=household, phase=phase).exists():
        ScoreSheet.objects.create(household=household, phase=phase)


def test_control_looking_first_and_creating_then_ends_in_errors(big_household, phase):
    outcomes = at_once(*[lambda: naive_first_sheet(big_household, phase)] * 8, patience=SURELY)

    assert kinds_of(errors_in(outcomes)) == ["IntegrityError"] * 7


# Two people key the same row


def test_of_two_first_saves_of_a_row_one_wins_and_the_other_is_told(household, chu, phase, clerk, standing):
    outcomes = at_once(
        lambda: record_scores(household, phase, [Entry(chu.pk, "1" * 10, 0)], by=clerk),
        lambda: record_scores(household, phase, [Entry(chu.pk, "0" * 10, 0)], by=standing),
    )

    assert kinds_of(outcomes) == ["ScoreConflict", "ScoreSheet"]
    row = MemberScore.objects.get(member=chu)
    winner = outcomes.index(next(o for o in outcomes if isinstance(o, ScoreSheet)))
    assert (row.answers, row.entered_by) == [("1" * 10, clerk), ("0" * 10, standing)][winner]
    assert next(o for o in outcomes if isinstance(o, ScoreConflict)).theirs == row
    assert AuditEntry.objects.filter(verb="nhập điểm").count() == 1


def test_the_same_first_save_twice_at_once_is_no_conflict(household, chu, phase, clerk):
    entry = Entry(chu.pk, "1" * 10, 0)

    outcomes = at_once(*[lambda: record_scores(household, phase, [entry], by=clerk)] * 2)

    assert kinds_of(outcomes) == ["ScoreSheet", "ScoreSheet"]
    assert MemberScore.objects.get(member=chu).version == 1


def test_of_two_changes_of_a_row_one_wins_and_the_other_is_told(household, chu, phase, clerk, standing):
    record_scores(household, phase, [Entry(chu.pk, "1" * 10, 0)], by=clerk)

    outcomes = at_once(
        lambda: record_scores(household, phase, [Entry(chu.pk, "0" * 10, 1)], by=clerk),
        lambda: record_scores(household, phase, [Entry(chu.pk, "01" * 5, 1)], by=standing),
    )

    assert kinds_of(outcomes) == ["ScoreConflict", "ScoreSheet"]
    assert MemberScore.objects.get(member=chu).version == 2


def naive_change(member, answers, version):
    """Reads the row, compares the version, writes the row."""
    row = MemberScore.objects.get(member=member)
    if row.version != version:
        raise ScoreConflict(Entry(member.pk, answers, version), row)
    row.answers, row.version = answers, version + 1
    row.save()
    return row


def test_control_reading_comparing_and_writing_loses_a_change_in_silence(household, chu, phase, clerk):
    record_scores(household, phase, [Entry(chu.pk, "1" * 10, 0)], by=clerk)

    outcomes = at_once(lambda: naive_change(chu, "0" * 10, 1), lambda: naive_change(chu, "01" * 5, 1), patience=SURELY)

    assert kinds_of(outcomes) == ["MemberScore", "MemberScore"]
    assert MemberScore.objects.get(member=chu).version == 2


def test_two_clerks_who_key_the_same_people_in_opposite_order_do_not_block_each_other(
    household, phase, clerk, standing, score
):
    score(household)
    people = list(household.members.eligible_for(phase.campaign).in_paper_order())
    down = [Entry(person.pk, "0" * 10, 1) for person in people]
    up = [Entry(person.pk, "01" * 5, 1) for person in reversed(people)]

    outcomes = at_once(
        lambda: record_scores(household, phase, down, by=clerk),
        lambda: record_scores(household, phase, up, by=standing),
    )

    assert kinds_of(outcomes) == ["ScoreConflict", "ScoreSheet"]
    assert MemberScore.objects.values("answers").distinct().count() == 1


# One finishes a sheet while another clears an answer


def finish_while_a_row_is_being_cleared(finish, household, phase, clerk, patience=SOON):
    """One clerk clears an answer and commits when finish(has_looked) has looked, or cannot; what came of finishing."""
    member, outcomes = household.members.first(), [None, None]
    cleared, has_looked = Event(), Event()

    def clear():
        with transaction.atomic():
            record_scores(household, phase, [Entry(member.pk, "." * 10, 1)], by=clerk)
            cleared.set()
            has_looked.wait(patience)

    def finish_meanwhile():
        cleared.wait(SURELY)
        return finish(has_looked)

    unhindered = Meeting(1, SOON).before_first_write
    threads = [
        Thread(target=in_thread, args=(call, outcomes, place, unhindered()))
        for place, call in enumerate([clear, finish_meanwhile])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SURELY)
    return outcomes[1]


def test_a_sheet_is_not_finished_while_an_answer_is_being_cleared(household, phase, clerk, standing, score):
    score(household)

    outcome = finish_while_a_row_is_being_cleared(
        lambda _: finish_sheet(household, phase, by=standing), household, phase, clerk
    )

    assert isinstance(outcome, SheetRefused)
    assert ScoreSheet.objects.get().status == SheetStatus.ENTERING


def naive_finish(household, phase, by, has_looked):
    """Looks whether all rows are judged, and marks the sheet, without holding it."""
    if MemberScore.objects.filter(sheet__household=household, sheet__phase=phase, passed=None).exists():
        raise SheetRefused("Phiếu chưa xong.")
    has_looked.set()
    sheet = ScoreSheet.objects.filter(household=household, phase=phase)
    return sheet.update(status=SheetStatus.COMPLETE, completed_at=clock.now(), completed_by=by)


def test_control_finishing_without_holding_the_sheet_finishes_one_with_a_gap(household, phase, clerk, standing, score):
    score(household)

    outcome = finish_while_a_row_is_being_cleared(
        lambda has_looked: naive_finish(household, phase, standing, has_looked), household, phase, clerk, SURELY
    )

    assert outcome == 1
    assert ScoreSheet.objects.get().status == SheetStatus.COMPLETE
    assert MemberScore.objects.filter(passed=None).exists()


# Two workers, one job


def test_of_two_workers_at_once_one_gets_the_job(job):
    outcomes = at_once(lambda: jobs.claim(Job.objects.get(pk=job.pk)), lambda: jobs.claim(Job.objects.get(pk=job.pk)))

    assert sorted(outcomes) == [False, True]
    assert Job.objects.get().attempts == 1


def test_eight_workers_at_once_run_a_job_once(job):
    outcomes = at_once(*[jobs.run_next] * 8)

    assert errors_in(outcomes) == []
    assert outcomes.count(job) == 1
    assert (Job.objects.get().status, Job.objects.get().attempts) == (JobStatus.DONE, 1)


def test_asking_for_the_same_work_twice_at_once_gives_one_job(clerk, monkeypatch):
    monkeypatch.setitem(jobs.KINDS, "thu", lambda job, progress: None)

    outcomes = at_once(*[lambda: jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=1)] * 2)

    assert errors_in(outcomes) == []
    assert outcomes[0] == outcomes[1]
    assert Job.objects.count() == 1


def naive_claim(job):
    """Reads the job, and takes it when it is free."""
    fresh = Job.objects.get(pk=job.pk)
    if fresh.status != JobStatus.QUEUED:
        return False
    fresh.status = JobStatus.RUNNING
    fresh.save()
    return True


def naive_enqueue(by):
    return Job.objects.filter(kind="thu", created_by=by).first() or Job.objects.create(kind="thu", created_by=by)


def test_control_reading_and_taking_gives_one_job_to_two_workers(job):
    assert at_once(*[lambda: naive_claim(job)] * 2, patience=SURELY) == [True, True]


def test_control_looking_and_queueing_gives_two_jobs(clerk):
    at_once(*[lambda: naive_enqueue(clerk)] * 2, patience=SURELY)

    assert Job.objects.count() == 2


# Two people open a phase


def test_of_two_people_opening_a_phase_at_once_one_wins_and_the_other_is_told(phases, standing, clerk):
    first = phases[0].pk

    outcomes = at_once(
        lambda: open_phase(Phase.objects.for_page().get(pk=first), by=standing),
        lambda: open_phase(Phase.objects.for_page().get(pk=first), by=clerk),
    )

    assert kinds_of(outcomes) == ["Phase", "PhaseRefused"]
    assert AuditEntry.objects.filter(verb="mở đợt chấm điểm").count() == 1


def test_of_two_phases_opened_at_once_one_opens_and_the_other_person_is_told(phases, standing, clerk):
    outcomes = at_once(lambda: open_phase(phases[0], by=standing), lambda: open_phase(phases[1], by=clerk))

    assert kinds_of(outcomes) == ["Phase", "PhaseRefused"]
    refusal = next(outcome for outcome in outcomes if isinstance(outcome, PhaseRefused))
    assert "đang mở: mỗi phong trào chỉ mở một đợt một lúc" in str(refusal)
    assert Phase.objects.filter(status=PhaseStatus.OPEN).count() == 1
    assert AuditEntry.objects.filter(verb="mở đợt chấm điểm").count() == 1


def naive_open(phase):
    """Reads the phase, and opens it when it is planned."""
    fresh = Phase.objects.get(pk=phase.pk)
    if fresh.status != PhaseStatus.PLANNED:
        raise PhaseRefused("Không còn ở trạng thái chưa mở.")
    fresh.status = PhaseStatus.OPEN
    fresh.save()
    return fresh


def test_control_reading_and_opening_lets_both_believe_they_opened_it(phases):
    outcomes = at_once(*[lambda: naive_open(phases[0])] * 2, patience=SURELY)

    assert kinds_of(outcomes) == ["Phase", "Phase"]


def test_control_without_a_sentence_of_its_own_the_second_phase_ends_in_an_error(phases):
    outcomes = at_once(*[lambda phase=phase: naive_open(phase) for phase in phases], patience=SURELY)

    assert [type(error) for error in errors_in(outcomes)] == [IntegrityError]
