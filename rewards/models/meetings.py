"""A meeting of the council: who was there, what was on the agenda, the totals of every vote. Never who voted what."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Phase

from ..choices import MeetingStatus, Presence, RecusalGround
from ..rules.voting import Ballots, State
from .councils import Council, Seat
from .nominations import Nomination

VOTES = [MaxValueValidator(9999)]
HELD = Q(status__in=[MeetingStatus.HELD, MeetingStatus.CLOSED])
MAYBE = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(council__in=Council.objects.visible_to(user))

    def for_page(self):
        return self.select_related("council__unit", "phase__campaign__ward", "chair", "secretary", "supplements")


class Meeting(models.Model):
    """Phiên họp: prepared, held, closed with its minutes; what was closed wrongly is put right by another meeting."""

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="hội đồng", related_name="meetings")
    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    number = models.PositiveSmallIntegerField("phiên họp số", validators=[MinValueValidator(1)])
    starts_at = models.DateTimeField("bắt đầu lúc")
    ends_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200)
    chair = models.ForeignKey(Seat, models.PROTECT, verbose_name="chủ trì", related_name="+")
    secretary = models.ForeignKey(Seat, models.PROTECT, verbose_name="thư ký", related_name="+")
    guests = models.TextField("khách mời", blank=True)
    tellers = models.TextField("ban kiểm phiếu", blank=True)
    discussion = models.TextField("ý kiến thảo luận", blank=True)
    conclusion = models.TextField("kết luận của chủ trì", blank=True)
    supplements = models.ForeignKey("self", verbose_name="họp bổ sung cho phiên", **MAYBE)
    status = models.CharField("trạng thái", max_length=10, choices=MeetingStatus, default=MeetingStatus.PREPARING)
    version = models.PositiveIntegerField("lần sửa", default=0)
    held_at = models.DateTimeField("ghi bắt đầu lúc", null=True, blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi bắt đầu", **MAYBE)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người khóa", **MAYBE)
    minutes = models.JSONField("nội dung biên bản đã khóa", default=dict, blank=True)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên họp hội đồng"
        verbose_name_plural = "các phiên họp hội đồng"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "council", "number",
                name="meeting_number_once_per_council",
                violation_error_message="Hội đồng đã có phiên họp mang số này.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
            models.CheckConstraint(
                condition=~Q(chair=F("secretary")),
                name="meeting_has_a_chair_and_another_secretary",
                violation_error_message="Chủ trì và thư ký phải là hai người.",
            ),
            models.CheckConstraint(
                condition=pair("held_at", "held_by") & (HELD & Q(held_at__isnull=False) | ~HELD & Q(held_at=None)),
                name="meeting_held_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=pair("closed_at", "closed_by")
                & (
                    Q(status=MeetingStatus.CLOSED, closed_at__isnull=False, ends_at__isnull=False)
                    | ~Q(status=MeetingStatus.CLOSED) & Q(closed_at=None)
                ),
                name="meeting_closed_by_someone_at_some_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Phiên họp số {self.number}"

    @property
    def is_preparing(self) -> bool:
        return self.status == MeetingStatus.PREPARING

    @property
    def is_held(self) -> bool:
        return self.status == MeetingStatus.HELD

    @property
    def is_closed(self) -> bool:
        return self.status == MeetingStatus.CLOSED

    @property
    def is_open(self) -> bool:
        """While something may still be written."""
        return self.is_preparing or self.is_held

    @property
    def day(self):
        return clock.local(self.starts_at).date()


class Attendance(models.Model):
    """Where one member was: in the room, away, or away with a written opinion."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="phiên họp", related_name="attendance")
    seat = models.ForeignKey(Seat, models.PROTECT, verbose_name="thành viên", related_name="+")
    presence = models.CharField("tham dự", max_length=10, choices=Presence)
    reason = models.CharField("lý do vắng", max_length=200, blank=True)
    written_on = models.DateField("ngày gửi ý kiến", null=True, blank=True)

    class Meta:
        verbose_name = "việc tham dự"
        verbose_name_plural = "việc tham dự"
        constraints = [
            models.UniqueConstraint("meeting", "seat", name="attendance_once_per_meeting_and_seat"),
            models.CheckConstraint(
                condition=Q(presence=Presence.PRESENT, reason="") | ~Q(presence=Presence.PRESENT) & ~Q(reason=""),
                name="attendance_tells_why_somebody_is_away",
            ),
            models.CheckConstraint(
                condition=Q(presence=Presence.WRITTEN, written_on__isnull=False)
                | ~Q(presence=Presence.WRITTEN) & Q(written_on=None),
                name="attendance_dates_a_written_opinion",
            ),
        ]

    def __str__(self):
        return f"Tham dự {self.pk}"


class AgendaLine(models.Model):
    """One nomination on the agenda with the totals of its vote; `outcome` is frozen when the minutes are closed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, verbose_name="phiên họp", related_name="lines")
    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name="đề nghị", related_name="+")
    position = models.PositiveIntegerField("thứ tự")
    in_favour = models.PositiveSmallIntegerField("đồng ý", null=True, blank=True, validators=VOTES)
    against = models.PositiveSmallIntegerField("không đồng ý", null=True, blank=True, validators=VOTES)
    written_for = models.PositiveSmallIntegerField("văn bản đồng ý", default=0, validators=VOTES)
    written_against = models.PositiveSmallIntegerField("văn bản không đồng ý", default=0, validators=VOTES)
    typed_at = models.DateTimeField("ghi phiếu lúc", null=True, blank=True)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi phiếu", **MAYBE)
    chair_agrees = models.BooleanField("chủ trì quyết định", null=True, blank=True)
    chair_reason = models.CharField("lý do của chủ trì", max_length=300, blank=True)
    decided_at = models.DateTimeField("ghi quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi quyết định", **MAYBE)
    outcome = models.CharField(
        "kết quả", max_length=10, blank=True, choices=[(state.value, state.value) for state in State]
    )
    version = models.PositiveIntegerField("lần sửa", default=0)

    class Meta:
        verbose_name = "dòng chương trình họp"
        verbose_name_plural = "chương trình họp"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("meeting", "nomination", name="agenda_line_once_per_meeting_and_nomination"),
            models.CheckConstraint(
                condition=pair("in_favour", "against")
                & (Q(in_favour__isnull=False) | Q(written_for=0, written_against=0, chair_agrees=None)),
                name="agenda_line_counts_both_sides",
            ),
            models.CheckConstraint(
                condition=pair("typed_at", "typed_by")
                & (Q(in_favour=None, typed_at=None) | Q(in_favour__isnull=False, typed_at__isnull=False)),
                name="agenda_line_typed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=pair("decided_at", "decided_by")
                & (
                    Q(chair_agrees=None, chair_reason="", decided_at=None)
                    | Q(chair_agrees__isnull=False, decided_at__isnull=False) & ~Q(chair_reason="")
                ),
                name="agenda_line_tie_is_decided_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Dòng {self.position}"

    @property
    def is_counted(self) -> bool:
        return self.in_favour is not None


class Recusal(models.Model):
    """Whether a member votes on a line that is near to him or her: proposed by rule, answered by a person."""

    line = models.ForeignKey(AgendaLine, models.CASCADE, verbose_name="dòng", related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, verbose_name="thành viên", related_name="+")
    ground = models.CharField("lý do", max_length=10, choices=RecusalGround)
    steps_aside = models.BooleanField("không biểu quyết")
    answered_at = models.DateTimeField("trả lời lúc", default=clock.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người trả lời", related_name="+"
    )

    class Meta:
        verbose_name = "việc không biểu quyết"
        verbose_name_plural = "việc không biểu quyết"
        constraints = [models.UniqueConstraint("line", "seat", name="recusal_once_per_line_and_seat")]

    def __str__(self):
        return f"Không biểu quyết {self.pk}"


class BallotCount(models.Model):
    """Kiểm phiếu: totals of the papers of a secret ballot, typed by one person and confirmed by another."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, verbose_name="phiên họp", related_name="ballots")
    given_out = models.PositiveSmallIntegerField("phát ra", validators=VOTES)
    returned = models.PositiveSmallIntegerField("thu vào", validators=VOTES)
    valid = models.PositiveSmallIntegerField("hợp lệ", validators=VOTES)
    invalid = models.PositiveSmallIntegerField("không hợp lệ", validators=VOTES)
    typed_at = models.DateTimeField("ghi lúc", default=clock.now)
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người xác nhận", **MAYBE)
    version = models.PositiveIntegerField("lần sửa", default=0)

    class Meta:
        verbose_name = "kiểm phiếu"
        verbose_name_plural = "kiểm phiếu"
        constraints = [
            models.CheckConstraint(condition=Q(returned__lte=F("given_out")), name="ballots_returned_were_given_out"),
            models.CheckConstraint(
                condition=Q(returned=F("valid") + F("invalid")), name="ballots_are_valid_or_invalid"
            ),
            models.CheckConstraint(
                condition=pair("confirmed_at", "confirmed_by"), name="ballots_confirmed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("typed_by")),
                name="ballots_confirmed_by_somebody_else",
            ),
        ]

    def __str__(self):
        return f"Kiểm phiếu {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    def as_totals(self) -> Ballots:
        """The totals as the plain data that `rules` decides with."""
        return Ballots(self.given_out, self.returned, self.valid, self.invalid)
