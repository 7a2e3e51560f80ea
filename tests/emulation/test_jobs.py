"""Background work: one worker holds a job, a dead one is replaced, a file appears whole or not at all."""

import errno
from datetime import UTC, datetime, timedelta

import pytest

from emulation.choices import JobStatus
from emulation.kit import jobs
from emulation.kit.jobs import Job, JobRefused, LostLease

MIDNIGHT = datetime(2022, 9, 8, 17, tzinfo=UTC)


@pytest.fixture
def pass_time(monkeypatch):
    """Sets Django's clock to midnight; pass_time(61) lets so many seconds go by."""
    passed = timedelta(0)

    def let_pass(seconds):
        nonlocal passed
        passed += timedelta(seconds=seconds)

    monkeypatch.setattr("django.utils.timezone.now", lambda: MIDNIGHT + passed)
    return let_pass


@pytest.fixture
def work(monkeypatch):
    """Registers what jobs of the kind "thu" do: work(lambda job, progress: …)."""
    return lambda does: monkeypatch.setitem(jobs.KINDS, "thu", does)


@pytest.fixture
def job(clerk, work, pass_time):
    """A waiting job that writes one word."""
    work(write_paper)
    return jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=1)


def write_paper(job, progress):
    job.draft_path.write_text("giấy")


def fresh(job):
    return Job.objects.get(pk=job.pk)


def files_of(job):
    return sorted(path.name for path in job.path.parent.glob("*")) if job.path.parent.exists() else []


def test_a_job_waits_until_a_worker_runs_it(job):
    assert (job.status, job.attempts, job.is_over) == (JobStatus.QUEUED, 0, False)

    assert jobs.run_next() == job

    assert (fresh(job).status, fresh(job).attempts, fresh(job).is_over) == (JobStatus.DONE, 1, True)
    assert fresh(job).finished_at == MIDNIGHT
    assert job.path.read_text() == "giấy"


def test_with_nothing_to_do_nothing_is_run(db):
    assert jobs.run_next() is None


def test_jobs_run_in_the_order_they_were_asked_for(job, clerk, pass_time):
    pass_time(1)
    second = jobs.enqueue("thu", "In giấy nữa", by=clerk, file_name="nua.pdf", phase=2)

    assert [jobs.run_next(), jobs.run_next(), jobs.run_next()] == [job, second, None]


def test_asking_twice_while_it_waits_gives_the_same_job(job, clerk):
    again = jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=1)

    assert again == job
    assert Job.objects.count() == 1


def test_asking_again_while_it_runs_gives_the_same_job(job, clerk):
    jobs.claim(job)

    assert jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=1) == job


def test_asking_again_after_it_is_done_or_asking_something_else_gives_a_new_job(job, clerk, standing):
    other = jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=2)
    others = jobs.enqueue("thu", "In giấy thử", by=standing, file_name="thu.pdf", phase=1)
    jobs.run_next()

    again = jobs.enqueue("thu", "In giấy thử", by=clerk, file_name="thu.pdf", phase=1)

    assert len({job, other, others, again}) == 4


def test_work_of_an_unknown_kind_is_not_queued(clerk):
    with pytest.raises(LookupError, match="khac"):
        jobs.enqueue("khac", "Việc khác", by=clerk, file_name="khac.pdf")


def test_a_job_and_its_file_belong_to_the_person_who_asked(job, clerk, standing):
    assert list(Job.objects.visible_to(clerk)) == [job]
    assert list(Job.objects.visible_to(standing)) == []


def test_of_two_workers_one_gets_the_job(job):
    mine, yours = fresh(job), fresh(job)

    assert jobs.claim(mine)
    assert not jobs.claim(yours)
    assert fresh(job).attempts == 1


def test_the_worker_that_did_not_get_the_job_cannot_write_to_it(job):
    mine, yours = fresh(job), fresh(job)
    jobs.claim(mine)
    jobs.claim(yours)

    with pytest.raises(LostLease):
        jobs.write_held(yours, done=1)


def test_a_finished_job_is_not_taken_again(job, pass_time):
    jobs.run_next()
    pass_time(61)

    assert not jobs.claim(fresh(job))
    assert fresh(job).status == JobStatus.DONE


def test_a_job_whose_worker_is_alive_is_left_alone(job, pass_time):
    jobs.claim(job)
    pass_time(59)

    assert jobs.run_next() is None


def test_a_job_whose_worker_has_died_is_taken_over(job, pass_time):
    dead = fresh(job)
    jobs.claim(dead)
    pass_time(61)

    assert jobs.run_next() == job

    assert (fresh(job).status, fresh(job).attempts) == (JobStatus.DONE, 2)


def test_progress_renews_the_lease(job, pass_time):
    jobs.claim(job)
    progress = jobs.progress_of(job)
    pass_time(50)
    progress(5, 10)
    pass_time(50)

    assert jobs.run_next() is None
    assert (fresh(job).done, fresh(job).total, fresh(job).percent) == (5, 10, 50)


def test_progress_is_written_at_most_once_a_second_and_at_the_end(job, pass_time):
    jobs.claim(job)
    progress = jobs.progress_of(job)

    progress(1, 10)
    assert fresh(job).done == 0

    pass_time(1)
    progress(2, 10)
    progress(3, 10)
    assert fresh(job).done == 2

    progress(10, 10)
    assert fresh(job).done == 10


def test_a_job_taken_over_begins_its_count_anew(job, pass_time):
    jobs.claim(job)
    pass_time(1)
    jobs.progress_of(job)(10, 10)
    pass_time(61)

    jobs.claim(fresh_job := fresh(job))

    assert fresh_job.done == 0


def test_a_job_of_unknown_size_is_at_zero_percent(job):
    assert job.percent == 0


def test_the_file_appears_only_when_the_job_is_done(job, work):
    seen = []

    def look_around(job, progress):
        write_paper(job, progress)
        seen.append((job.path.exists(), job.draft_path.exists()))

    work(look_around)

    jobs.run_next()

    assert seen == [(False, True)]
    assert files_of(job) == [str(job.pk)]


def test_notes_of_the_work_are_kept_for_the_person(job, work):
    work(lambda job, progress: write_paper(job, progress) or ["Tờ 3: “Nguyễn Thị Kiều Ngọc Hưởng” in cỡ 30, 1 dòng."])

    jobs.run_next()

    assert fresh(job).notes == ["Tờ 3: “Nguyễn Thị Kiều Ngọc Hưởng” in cỡ 30, 1 dòng."]


def test_work_that_fails_is_tried_again(job, work):
    person = "Sùng A Chử"

    def fail_once(job, progress):
        write_paper(job, progress)
        if job.attempts == 1:
            raise OSError(errno.ENOSPC, person)

    work(fail_once)

    jobs.run_next()
    assert (fresh(job).status, fresh(job).finished_at) == (JobStatus.QUEUED, None)
    assert fresh(job).error.endswith("builtins.OSError ENOSPC")
    assert "in fail_once" in fresh(job).error
    assert person not in fresh(job).error

    jobs.run_next()
    assert (fresh(job).status, fresh(job).error) == (JobStatus.DONE, "")


def test_work_that_fails_at_every_attempt_is_given_up(job, work):
    work(lambda job, progress: 1 / 0)

    for _ in range(3):
        jobs.run_next()

    assert (fresh(job).status, fresh(job).attempts, fresh(job).finished_at) == (JobStatus.FAILED, 3, MIDNIGHT)
    assert "ZeroDivisionError" in fresh(job).error
    assert jobs.run_next() is None


def test_a_failed_attempt_leaves_no_file(job, work):
    def fail_at_the_end(job, progress):
        write_paper(job, progress)
        raise OSError("disk full")

    work(fail_at_the_end)

    jobs.run_next()

    assert files_of(job) == []


def test_work_that_writes_no_file_has_failed(job, work):
    work(lambda job, progress: None)

    jobs.run_next()

    assert fresh(job).status == JobStatus.QUEUED


def test_work_that_is_refused_is_not_tried_again_and_says_why(job, work):
    def refuse(job, progress):
        raise JobRefused("Tên của hộ T08-017 dài quá, không in được.")

    work(refuse)

    jobs.run_next()

    assert (fresh(job).status, fresh(job).attempts) == (JobStatus.FAILED, 1)
    assert fresh(job).notes == ["Tên của hộ T08-017 dài quá, không in được."]


def test_a_worker_that_died_at_every_attempt_is_not_replaced_for_ever(job, pass_time):
    for _ in range(3):
        jobs.claim(fresh(job))
        pass_time(61)

    assert jobs.run_next() is None

    assert (fresh(job).status, fresh(job).attempts) == (JobStatus.FAILED, 3)


def lose(job, pass_time):
    """Lets another worker take the job over; what it holds."""
    pass_time(61)
    theirs = fresh(job)
    assert jobs.claim(theirs)
    return theirs


def test_a_lost_lease_stops_the_work_at_its_next_progress(job, pass_time):
    jobs.claim(job)
    progress = jobs.progress_of(job)
    lose(job, pass_time)

    with pytest.raises(LostLease):
        progress(5, 10)

    assert (fresh(job).done, fresh(job).total) == (0, 0)


@pytest.mark.parametrize("ending", ["finishes", "fails", "refuses"])
def test_a_worker_that_has_lost_its_lease_writes_nothing(job, work, pass_time, ending):
    endings = {"finishes": None, "fails": OSError("disk full"), "refuses": JobRefused("Không in được.")}

    def lose_meanwhile(job, progress):
        write_paper(job, progress)
        lose(job, pass_time)
        if endings[ending]:
            raise endings[ending]

    work(lose_meanwhile)
    jobs.claim(job)

    jobs.run(job)

    left = fresh(job)
    assert (left.status, left.attempts, left.error, left.notes) == (JobStatus.RUNNING, 2, "", [])
    assert files_of(job) == []


def test_the_one_who_took_over_still_finishes(job, work, pass_time):
    taken = []

    def lose_meanwhile(job, progress):
        job.draft_path.write_text("dở dang")
        taken.append(lose(job, pass_time))

    work(lose_meanwhile)
    jobs.claim(job)
    jobs.run(job)
    work(write_paper)

    jobs.run(taken[0])

    assert fresh(job).status == JobStatus.DONE
    assert job.path.read_text() == "giấy"
    assert files_of(job) == [str(job.pk)]


def test_a_finished_job_cannot_be_failed_by_whoever_saw_it_stale(job, pass_time):
    """Between reading the list of stale jobs and giving one up its worker may have finished it after all."""
    jobs.claim(job)
    pass_time(61)
    seen_stale = fresh(job)
    jobs.run(job)

    jobs.fail(seen_stale, "The worker died at every attempt.")
    jobs.give_up(seen_stale, "Không in được.")

    assert (fresh(job).status, fresh(job).error, fresh(job).notes) == (JobStatus.DONE, "", [])


def left_by_a_killed_worker(job):
    """A half-written file of an attempt whose worker is no more."""
    jobs.claim(job)
    job.draft_path.parent.mkdir(parents=True, exist_ok=True)
    job.draft_path.write_text("nửa tờ giấy")
    return job.draft_path


def test_whoever_takes_over_removes_what_the_killed_worker_left_half_written(job, pass_time):
    draft = left_by_a_killed_worker(job)
    pass_time(61)

    jobs.run_next()

    assert fresh(job).status == JobStatus.DONE
    assert not draft.exists()
    assert files_of(job) == [str(job.pk)]


def test_a_job_that_is_given_up_leaves_nothing_half_written(job, pass_time, settings):
    settings.JOB_ATTEMPTS = 1
    draft = left_by_a_killed_worker(job)
    pass_time(61)

    jobs.run_next()

    assert fresh(job).status == JobStatus.FAILED
    assert not draft.exists()
