"""Public postings: the list as it hung in public and until when, what people objected, and what each was answered."""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Phase, Unit

from ..choices import NominationStatus, ObjectionOutcome, ObjectionWay, PostingStatus, SubjectKind
from .awards import Award
from .nominations import Nomination, with_reason

MAYBE = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
HUNG = [PostingStatus.POSTED, PostingStatus.CLOSED]


def new_public_id() -> str:
    """128 random bits, as the address of the public page writes them."""
    return secrets.token_hex(16)


class PostingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Postings of the campaigns of one's own units, or of units below them."""
        return self.filter(phase__campaign__ward__in=Unit.objects.visible_to(user))

    def standing(self):
        """Not cancelled."""
        return self.exclude(status=PostingStatus.CANCELLED)

    def over_on(self, day):
        """Whose last day has passed and that are still to be closed."""
        return self.filter(status=PostingStatus.POSTED, ends_on__lt=day)

    def for_page(self):
        people = ("made_by", "posted_by", "closed_by", "cancelled_by")
        return self.select_related("phase__campaign__ward", "award", *people)


class Posting(models.Model):
    """Niêm yết: the list of one award of a phase, shown in public for some days. Never deleted."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, verbose_name="hình thức, danh hiệu", related_name="+")
    number = models.PositiveSmallIntegerField("niêm yết số", validators=[MinValueValidator(1)])
    public_id = models.CharField(max_length=32, default=new_public_id, unique=True, editable=False)
    starts_on = models.DateField("niêm yết từ ngày")
    days = models.PositiveSmallIntegerField(
        "số ngày niêm yết", validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    ends_on = models.DateField("đến hết ngày")
    places = models.TextField("nơi niêm yết")
    contact = models.TextField("nơi nhận ý kiến")
    letter_number = models.CharField("số thông báo", max_length=40, blank=True)
    letter_on = models.DateField("ngày thông báo", null=True, blank=True)
    status = models.CharField("trạng thái", max_length=10, choices=PostingStatus, default=PostingStatus.DRAFT)
    version = models.PositiveIntegerField("lần sửa", default=0)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+")
    posted_at = models.DateTimeField("ghi niêm yết lúc", null=True, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi niêm yết", **MAYBE)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người kết thúc", **MAYBE)
    cancelled_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người hủy", **MAYBE)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    notice = models.JSONField("nội dung thông báo đã niêm yết", default=dict, blank=True)
    minutes = models.JSONField("nội dung biên bản kết thúc", default=dict, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "niêm yết công khai"
        verbose_name_plural = "các lần niêm yết công khai"
        ordering = ["phase", "number"]
        constraints = [
            models.UniqueConstraint("phase", "number", name="posting_number_once_per_phase"),
            models.UniqueConstraint(
                "phase", "award",
                condition=Q(status=PostingStatus.DRAFT), name="posting_drafted_once_per_phase_and_award",
            ),
            models.CheckConstraint(
                condition=Q(days__gte=1, ends_on__gt=F("starts_on")), name="posting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(letter_number="", letter_on=None) | (~Q(letter_number="") & Q(letter_on__isnull=False)),
                name="posting_letter_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=pair("posted_at", "posted_by")
                & (Q(status__in=HUNG, posted_at__isnull=False)
                   | Q(status=PostingStatus.DRAFT, posted_at=None)
                   | Q(status=PostingStatus.CANCELLED)),
                name="posting_posted_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=pair("closed_at", "closed_by")
                & (Q(status=PostingStatus.CLOSED, closed_at__isnull=False)
                   | (~Q(status=PostingStatus.CLOSED) & Q(closed_at=None))),
                name="posting_closed_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=with_reason("cancelled_at", "cancelled_by", "cancel_reason")
                & (Q(status=PostingStatus.CANCELLED, cancelled_at__isnull=False)
                   | (~Q(status=PostingStatus.CANCELLED) & Q(cancelled_at=None))),
                name="posting_cancelled_by_someone_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Niêm yết số {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.status == PostingStatus.DRAFT

    @property
    def is_posted(self) -> bool:
        return self.status == PostingStatus.POSTED

    @property
    def is_closed(self) -> bool:
        return self.status == PostingStatus.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.status == PostingStatus.CANCELLED

    @property
    def takes_objections(self) -> bool:
        """While it hangs, and afterwards those that come late."""
        return self.status in HUNG

    def is_over(self, day) -> bool:
        """True from the day after its last one."""
        return day > self.ends_on


class PostingLineQuerySet(models.QuerySet):
    def held(self):
        """Those of postings that were not cancelled, withdrawn nominations among them."""
        return self.filter(released_at=None)

    def of(self, posting: Posting):
        """What a posting shows; of a cancelled one what it showed to its end."""
        return self.filter(posting=posting, released_at=posting.cancelled_at)

    def online(self):
        """What anybody may read on a phone: neither the withdrawn nor who does not agree to be made public."""
        return self.exclude(nomination__status=NominationStatus.WITHDRAWN).filter(is_private=False)


class PostingLine(models.Model):
    """A nomination on a posted list, under the name that hung there; one that is released may be posted again."""

    posting = models.ForeignKey(Posting, models.PROTECT, verbose_name="niêm yết", related_name="lines")
    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name="đề nghị", related_name="+")
    position = models.PositiveIntegerField("thứ tự", default=0)
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind)
    salutation = models.CharField("xưng hô", max_length=40, blank=True)
    printed_name = models.CharField("tên đã niêm yết", max_length=200)
    printed_place = models.CharField("chức vụ, địa chỉ đã niêm yết", max_length=250, blank=True)
    is_private = models.BooleanField("hộ không đồng ý công khai", default=False)
    released_at = models.DateTimeField("đưa ra lúc", null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người đưa ra", **MAYBE)

    objects = PostingLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng niêm yết"
        verbose_name_plural = "các dòng niêm yết"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "nomination", condition=Q(released_at=None), name="nomination_in_one_standing_posting"
            ),
            models.CheckConstraint(
                condition=pair("released_at", "released_by"), name="posting_line_released_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return f"Dòng {self.position} của niêm yết {self.posting_id}"

    @property
    def full_name(self) -> str:
        """As it hangs in public: "Gia đình ông Sùng A Chử"."""
        return f"{self.salutation} {self.printed_name}".strip()


class ObjectionQuerySet(models.QuerySet):
    def unanswered(self):
        return self.filter(outcome="")

    def unfollowed(self):
        """Upheld, and nothing has followed: the nomination still stands and nobody has said why it may."""
        still = Q(line=None) | ~Q(line__nomination__status=NominationStatus.WITHDRAWN)
        return self.filter(still, outcome=ObjectionOutcome.UPHELD, kept_at=None)

    def for_page(self):
        people = ("received_by", "answered_by", "kept_by")
        return self.select_related("posting__phase__campaign__ward", "posting__award", "line__nomination", *people)


class Objection(models.Model):
    """Ý kiến: what somebody said against a posted line or the whole list, and what it was answered. Never deleted."""

    posting = models.ForeignKey(Posting, models.PROTECT, verbose_name="niêm yết", related_name="objections")
    number = models.PositiveSmallIntegerField("ý kiến số", validators=[MinValueValidator(1)])
    line = models.ForeignKey(PostingLine, verbose_name="về trường hợp", **MAYBE)
    received_on = models.DateField("ngày nhận")
    way = models.CharField("cách nhận", max_length=10, choices=ObjectionWay)
    sender = models.CharField("người có ý kiến", max_length=150, blank=True)
    content = models.TextField("nội dung ý kiến")
    received_at = models.DateTimeField("ghi lúc", default=clock.now)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhận", related_name="+"
    )
    outcome = models.CharField("kết quả", max_length=10, choices=ObjectionOutcome, blank=True)
    answer = models.TextField("nội dung trả lời", blank=True)
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi trả lời", **MAYBE)
    kept_reason = models.CharField("vì sao vẫn giữ", max_length=300, blank=True)
    kept_at = models.DateTimeField("quyết định giữ lúc", null=True, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người quyết định giữ", **MAYBE)
    version = models.PositiveIntegerField("lần sửa", default=0)
    key = models.UUIDField("mã lần gửi", default=uuid.uuid4, unique=True, editable=False)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến về danh sách niêm yết"
        verbose_name_plural = "các ý kiến về danh sách niêm yết"
        ordering = ["posting", "number"]
        constraints = [
            models.UniqueConstraint("posting", "number", name="objection_number_once_per_posting"),
            models.CheckConstraint(
                condition=pair("answered_on", "answered_by")
                & (Q(outcome="", answer="", answered_on=None)
                   | (~Q(outcome="") & ~Q(answer="") & Q(answered_on__gte=F("received_on")))),
                name="objection_answered_by_someone_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=with_reason("kept_at", "kept_by", "kept_reason")
                & (Q(kept_at=None) | Q(outcome=ObjectionOutcome.UPHELD)),
                name="objection_upheld_and_kept_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Ý kiến số {self.number}"

    @property
    def is_answered(self) -> bool:
        return bool(self.outcome)

    @property
    def is_late(self) -> bool:
        """Came after the last day; it is answered all the same."""
        return self.received_on > self.posting.ends_on

    @property
    def is_upheld(self) -> bool:
        return self.outcome == ObjectionOutcome.UPHELD

    @property
    def is_unfollowed(self) -> bool:
        """Upheld, and nothing has followed yet."""
        stands = self.line is None or self.line.nomination.is_standing
        return self.is_upheld and stands and self.kept_at is None
