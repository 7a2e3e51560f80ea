"""Background work with progress: one table, one lease, one worker. A job may be killed and repeated without harm."""

import secrets
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import Error as DatabaseFailure
from django.db import connection, models, transaction
from django.db.models import F, Q

from ..choices import JobStatus
from . import clock
from .errors import way_of

KINDS: dict[str, Callable] = {}


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A job and its file belong to the person who asked for it."""
        return self.filter(created_by_id=user.pk)

    def runnable(self, now):
        """Waiting jobs, and running ones whose worker has stopped renewing its lease."""
        stale = Q(status=JobStatus.RUNNING, lease_until__lt=now)
        return self.filter(Q(status=JobStatus.QUEUED) | stale).order_by("created_at")


class Job(models.Model):
    """One piece of long work, asked for by one person, with its progress and its resulting file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("loại việc", max_length=40)
    title = models.CharField("việc", max_length=200)
    args = models.JSONField("tham số", default=dict)
    status = models.CharField("trạng thái", max_length=10, choices=JobStatus, default=JobStatus.QUEUED)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    lease_until = models.DateTimeField("giữ đến", null=True, blank=True)
    lease_key = models.CharField(max_length=32, blank=True)
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    notes = models.JSONField("ghi chú", default=list)
    error = models.TextField("lỗi", blank=True)
    created_at = models.DateTimeField("yêu cầu lúc", default=clock.now)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người yêu cầu", related_name="+"
    )

    objects = JobQuerySet.as_manager()

    class Meta:
        app_label = "emulation"
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=F("total")), name="job_does_no_more_than_its_total"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def path(self) -> Path:
        """Where the resulting file lies, outside the web root."""
        return Path(settings.DATA_DIR) / "jobs" / f"{self.pk}"

    @property
    def draft_path(self) -> Path:
        """Where this attempt writes; it becomes `path` only when the attempt has finished."""
        return self.path.with_suffix(f".{self.lease_key}")

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.status in (JobStatus.DONE, JobStatus.FAILED)


class JobRefused(Exception):
    """Work that cannot be done whatever is tried; the message is a Vietnamese sentence for the person who asked."""


class LostLease(Exception):
    """Another worker has taken this job over; whoever sees this stops without writing."""


def kind(name: str):
    """Registers `work(job, progress)` for a kind of job: it writes `job.draft_path` and may return notes."""

    def register(work):
        KINDS[name] = work
        return work

    return register


def enqueue(kind_name: str, title: str, *, by, file_name: str, **args) -> Job:
    """Puts a job into the queue; the same question asked twice while it waits or runs gives the same job."""
    if kind_name not in KINDS:
        raise LookupError(f"no such kind of job: {kind_name}")
    with transaction.atomic():
        get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # a double click waits for itself
        waiting = Job.objects.filter(
            kind=kind_name, args=args, created_by=by, status__in=[JobStatus.QUEUED, JobStatus.RUNNING]
        ).first()
        return waiting or Job.objects.create(kind=kind_name, title=title, args=args, created_by=by, file_name=file_name)


def claim(job: Job) -> bool:
    """Takes the lease of a runnable job; of two workers one wins, on every database."""
    key, now = secrets.token_hex(16), clock.now()
    taken = (
        Job.objects.runnable(now)
        .filter(pk=job.pk, lease_key=job.lease_key)
        .update(
            status=JobStatus.RUNNING,
            lease_key=key,
            lease_until=lease_end(now),
            attempts=F("attempts") + 1,
            done=0,
        )
    )
    if taken:  # the loser must not learn the winner's key
        job.refresh_from_db()
    return bool(taken)


def lease_end(now: datetime) -> datetime:
    """Until when a worker that is alive now holds its job."""
    return now + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def write_held(job: Job, **values) -> None:
    """Updates a job whose lease is still ours; raises LostLease where it is not."""
    if not Job.objects.filter(pk=job.pk, lease_key=job.lease_key, status=JobStatus.RUNNING).update(**values):
        raise LostLease(job.pk)


def progress_of(job: Job) -> Callable[[int, int], None]:
    """A function (done, total) that reports progress at most once a second and renews the lease."""
    last = clock.now()

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = clock.now()
        if done < total and now - last < timedelta(seconds=1):
            return
        last = now
        write_held(job, done=done, total=total, lease_until=lease_end(now))

    return progress


@contextmanager
def kept_lease(job: Job):
    """Renews the lease while one long paper is drawn and reports no progress; whoever is killed renews nothing."""
    is_over = threading.Event()
    heart = threading.Thread(target=beat, args=(job, is_over), name="lease", daemon=True)
    heart.start()
    try:
        yield
    finally:
        is_over.set()
        heart.join()


def beat(job: Job, is_over: threading.Event) -> None:
    """Three times in a lease; work that hangs is left to others after JOB_SILENCE_SECONDS."""
    pause, until = settings.JOB_LEASE_SECONDS / 3, time.monotonic() + settings.JOB_SILENCE_SECONDS
    while not is_over.wait(pause) and time.monotonic() < until:
        try:
            write_held(job, lease_until=lease_end(clock.now()))
        except LostLease:
            return
        except DatabaseFailure:
            continue  # busy or gone for a moment: two more beats before anybody else may take it
        finally:
            connection.close()


def run(job: Job) -> None:
    """Runs a claimed job to its end; a failure is tried again until JOB_ATTEMPTS, then said."""
    try:
        job.path.parent.mkdir(parents=True, exist_ok=True)
        remove_drafts(job)
        with kept_lease(job):
            notes = KINDS[job.kind](job, progress_of(job)) or []
        write_held(job, lease_until=lease_end(clock.now()))  # whoever has lost the job publishes no file
        job.draft_path.replace(job.path)
        write_held(job, status=JobStatus.DONE, notes=notes, finished_at=clock.now(), error="")
    except LostLease:
        return
    except JobRefused as refusal:
        give_up(job, str(refusal))
    except Exception as error:
        fail(job, way_of(error))
    finally:
        job.draft_path.unlink(missing_ok=True)


def remove_drafts(job: Job) -> None:
    """Takes away what attempts before have left half written when they were killed; it may hold personal data."""
    for draft in job.path.parent.glob(f"{job.pk}.*"):
        draft.unlink(missing_ok=True)


def fail(job: Job, error: str) -> None:
    """Puts a broken job back into the queue, or gives it up after its last attempt."""
    final = job.attempts >= settings.JOB_ATTEMPTS
    Job.objects.filter(pk=job.pk, lease_key=job.lease_key, status=JobStatus.RUNNING).update(
        status=JobStatus.FAILED if final else JobStatus.QUEUED,
        error=error,
        finished_at=clock.now() if final else None,
    )


def give_up(job: Job, sentence: str) -> None:
    """Ends a job that was refused, with the sentence that says why."""
    held = Job.objects.filter(pk=job.pk, lease_key=job.lease_key, status=JobStatus.RUNNING)
    held.update(status=JobStatus.FAILED, notes=[sentence], finished_at=clock.now())


def run_next() -> Job | None:
    """Claims and runs the oldest runnable job; None when there is nothing to do."""
    for job in Job.objects.runnable(clock.now())[:5]:
        if job.attempts >= settings.JOB_ATTEMPTS:
            remove_drafts(job)
            fail(job, "The worker died at every attempt.")
        elif claim(job):
            run(job)
            return job
    return None
