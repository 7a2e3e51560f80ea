"""Kết quả chốt: what a phase was when it was closed, kept as it was."""

import hashlib
import json
import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.models import Phase

from .criteria import ResultRules


class SnapshotQuerySet(models.QuerySet):
    def in_force(self):
        """Snapshots of phases that have not been opened again since."""
        return self.filter(reopened_at=None)


class Snapshot(models.Model):
    """People, answers, rules, units and results of a phase at its closing, under a number and a hash; never changed."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    number = models.PositiveSmallIntegerField("bản chốt số")
    rules = models.ForeignKey(ResultRules, models.PROTECT, verbose_name="quy tắc", related_name="+")
    sha256 = models.CharField("mã", max_length=64)
    packed = models.BinaryField("dữ liệu")
    taken_at = models.DateTimeField("chốt lúc", default=clock.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người chốt", related_name="+")
    reopened_at = models.DateTimeField("mở lại lúc", null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người mở lại", related_name="+"
    )
    reopen_reason = models.CharField("lý do mở lại", max_length=200, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "bản chốt kết quả"
        verbose_name_plural = "các bản chốt kết quả"
        ordering = ["phase", "number"]
        constraints = [
            models.UniqueConstraint("phase", "number", name="snapshot_number_once_per_phase"),
            models.UniqueConstraint("phase", condition=Q(reopened_at=None), name="snapshot_one_in_force_per_phase"),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopen_reason="")
                | (Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopen_reason="")),
                name="snapshot_reopened_by_someone_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Bản chốt số {self.number}, mã {self.short_hash}"

    @property
    def short_hash(self) -> str:
        """The first letters of the hash, as papers cite it."""
        return self.sha256[:8]

    @property
    def data(self) -> dict:
        """What was frozen; raises ValueError where it is no longer what was hashed."""
        return unpacked(self.packed, self.sha256)


def pack(data: dict) -> dict:
    """The columns that keep some data with its hash; equal data always give the same hash."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return {"packed": zlib.compress(text, 6), "sha256": hashlib.sha256(text).hexdigest()}


def unpacked(packed: bytes, sha256: str) -> dict:
    """What `pack` has kept; raises ValueError where it is no longer what was hashed."""
    text = zlib.decompress(bytes(packed))
    if hashlib.sha256(text).hexdigest() != sha256:
        raise ValueError("What was frozen does not match its hash.")
    return json.loads(text)
