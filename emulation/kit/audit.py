"""The trail: who did what to which object, written inside the transaction that does it. Append-only."""

from django.db import models

from . import clock


class AuditEntryQuerySet(models.QuerySet):
    def about(self, subject):
        """Entries of one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-pk")


class AuditEntry(models.Model):
    """One act. It holds labels and ids but no foreign keys, so it outlives what it speaks of; never personal values."""

    at = models.DateTimeField("lúc", default=clock.now, db_index=True)
    actor_id = models.BigIntegerField("mã người làm", null=True)
    actor = models.CharField("người làm", max_length=150)
    verb = models.CharField("việc", max_length=60)
    subject_type = models.CharField("loại", max_length=60)
    subject_id = models.CharField("mã", max_length=40)
    subject = models.CharField("đối tượng", max_length=200)
    before = models.JSONField("trước", default=dict)
    after = models.JSONField("sau", default=dict)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        app_label = "emulation"
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self):
        return f"{self.actor}: {self.verb} {self.subject}"


def record(verb: str, subject, *, by, before=None, after=None, label: str = "") -> AuditEntry:
    """Adds an entry; call it inside the action's transaction. `by=None` means the system itself.

    `label` replaces the object's own name where that would be a personal value.
    """
    return AuditEntry.objects.create(
        actor_id=by.pk if by else None,
        actor=by.get_username() if by else "hệ thống",
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject=(label or str(subject))[:200],
        before=before or {},
        after=after or {},
    )
