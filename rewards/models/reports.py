"""Reports on the targets of a plan: whom they go to, by when, what they say, when each letter was sent."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q

from emulation.choices import CampaignStatus, PhaseKind
from emulation.kit import clock
from emulation.models import Campaign, KeptFile
from scoring.models.snapshots import unpacked

from ..choices import ReportStatus, ReportVerb, SentBy
from ..rules import reports as rules
from ..rules.report_content import Content, content_of

APPROVED = Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(sha256="")
NOT_APPROVED = Q(approved_at=None, approved_by=None, sha256="")


def account(words: str, **more) -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=words, related_name="+", **more)


class AddresseeQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Those there are on a day, first and last day included."""
        begun = Q(starts_on=None) | Q(starts_on__lte=day)
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=day))


class Addressee(models.Model):
    """Nơi nhận báo cáo: an office with the days from and until which reports go there; its successor begins then."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="phong trào", related_name="+")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    name = models.CharField("nơi nhận", max_length=150, help_text="Như ghi sau “Kính gửi:”.")
    via = models.CharField(
        "qua", max_length=150, blank=True, help_text="Ví dụ bộ phận Thi đua – Khen thưởng, Phòng Nội vụ."
    )
    is_superior = models.BooleanField(
        "là cơ quan chủ quản", default=False, help_text="Tên được in ở đầu báo cáo, trên tên đơn vị."
    )
    place = models.CharField(
        "địa danh", max_length=60, blank=True,
        help_text="Của cơ quan chủ quản: ghi trước ngày tháng của báo cáo; để trống thì lấy của kế hoạch.",
    )  # fmt: skip
    starts_on = models.DateField("nhận từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi nhận báo cáo"
        verbose_name_plural = "nơi nhận báo cáo"
        ordering = ["campaign", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="addressee_ends_after_it_starts",
                violation_error_message="Nơi nhận kết thúc trước ngày bắt đầu: kiểm tra lại hai ngày.",
            ),
        ]

    def __str__(self):
        return f"{self.name} (qua {self.via})" if self.via else self.name


class ReportDueQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def asked(self):
        """Of plans that have been launched: one that is still written asks nobody for a report."""
        return self.exclude(campaign__status=CampaignStatus.DRAFT)

    def for_page(self):
        """With every report there ever was and its letters: four statements, whatever their number."""
        letters = Prefetch("letters", ReportLetter.objects.select_related("addressee"))
        reports = TargetReport.objects.select_related("written_by").prefetch_related(letters)
        return self.select_related("campaign__ward").prefetch_related(Prefetch("reports", reports))


class ReportDue(models.Model):
    """Kỳ báo cáo: which report the plan asks for, by when, and up to which day it counts."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="phong trào", related_name="+")
    number = models.PositiveSmallIntegerField("số thứ tự", validators=[MinValueValidator(1)])
    name = models.CharField("tên báo cáo", max_length=80, help_text="Ví dụ Báo cáo sơ kết.")
    kind = models.CharField("loại", max_length=10, choices=PhaseKind)
    last_day = models.DateField("gửi đến hết ngày", help_text="“Trước ngày 25/11” là đến hết ngày 24/11.")
    cut_off = models.DateField("số liệu tính đến hết ngày")

    objects = ReportDueQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "number",
                name="report_due_number_once_per_campaign",
                violation_error_message="Phong trào đã có kỳ báo cáo mang số này.",
            ),
            models.CheckConstraint(
                condition=Q(cut_off__lte=F("last_day")),
                name="report_due_counts_before_it_is_sent",
                violation_error_message="Ngày tính số liệu sau hạn gửi: kiểm tra lại hai ngày.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name


class TargetReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A unit's own people see its drafts; everybody else around it, such as the ward's office, what was sent."""
        own = Q(due__campaign__ward__code__in=user.unit_codes)
        around = self.filter(due__campaign__in=Campaign.objects.visible_to(user))
        return around.filter(own | Q(status=ReportStatus.SENT))

    def for_page(self):
        return self.select_related("due__campaign__ward", "written_by", "approved_by", "replaces")


class TargetReport(models.Model):
    """Báo cáo: one version of the report that is due. What was sent is never changed; a correction replaces it."""

    due = models.ForeignKey(ReportDue, models.PROTECT, verbose_name="kỳ báo cáo", related_name="reports")
    version = models.PositiveSmallIntegerField("bản", default=1)
    status = models.CharField("trạng thái", max_length=10, choices=ReportStatus, default=ReportStatus.DRAFT)
    made_on = models.DateField("ngày lập", default=clock.today)
    code = models.CharField("ký hiệu", max_length=40)
    recipients = models.TextField("nơi nhận khác", blank=True)
    situation = models.TextField(rules.TEXTS["situation"], blank=True)
    initiatives = models.TextField(rules.TEXTS["initiatives"], blank=True)
    strengths = models.TextField(rules.TEXTS["strengths"], blank=True)
    shortcomings = models.TextField(rules.TEXTS["shortcomings"], blank=True)
    causes = models.TextField(rules.TEXTS["causes"], blank=True)
    lessons = models.TextField(rules.TEXTS["lessons"], blank=True)
    directions = models.TextField(rules.TEXTS["directions"], blank=True)
    proposals = models.TextField(rules.TEXTS["proposals"], blank=True)
    edition = models.PositiveIntegerField("lần ghi", default=1)
    written_at = models.DateTimeField("ghi lúc", default=clock.now)
    written_by = account("người soạn")
    approved_at = models.DateTimeField("duyệt lúc", null=True)
    approved_by = account("người duyệt", null=True)
    packed = models.BinaryField("nội dung đã duyệt", default=b"")
    sha256 = models.CharField("mã", max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, verbose_name="thay thế bản", related_name="replacement"
    )

    objects = TargetReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo chỉ tiêu"
        verbose_name_plural = "các báo cáo chỉ tiêu"
        ordering = ["due", "version"]
        constraints = [
            models.UniqueConstraint("due", "version", name="target_report_version_once_per_due"),
            models.UniqueConstraint(
                "due", condition=Q(status__in=sorted(rules.UNFINISHED)), name="target_report_one_unfinished_per_due"
            ),
            models.CheckConstraint(
                condition=Q(NOT_APPROVED, status=ReportStatus.DRAFT) | Q(APPROVED & ~Q(status=ReportStatus.DRAFT)),
                name="target_report_approved_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
                name="target_report_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces=None) | Q(version__gt=1, replaces__isnull=False),
                name="target_report_replaces_the_one_before",
            ),
        ]

    def __str__(self):
        return f"{self.due.name}, bản {self.version}" if self.version > 1 else self.due.name

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in rules.TEXTS}

    @property
    def frozen(self) -> Content:
        """What was approved; raises ValueError where it is no longer what was hashed."""
        return content_of(unpacked(self.packed, self.sha256))


class ReportLetter(models.Model):
    """The report as it goes to one addressee: whom, and once it is sent, when, how and under which number."""

    report = models.ForeignKey(TargetReport, models.CASCADE, verbose_name="báo cáo", related_name="letters")
    addressee = models.ForeignKey(Addressee, models.PROTECT, verbose_name="nơi nhận", related_name="+")
    addressed = models.CharField("kính gửi", max_length=320)
    sent_on = models.DateField("gửi ngày", null=True)
    sent_by = models.CharField("cách gửi", max_length=10, choices=SentBy, blank=True)
    number = models.CharField("số, ký hiệu văn bản", max_length=60, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True)
    recorded_at = models.DateTimeField("ghi lúc", null=True)
    recorded_by = account("người ghi", null=True)
    files = models.ManyToManyField(KeptFile, verbose_name="bản chụp", related_name="+")

    class Meta:
        verbose_name = "bản gửi"
        verbose_name_plural = "các bản gửi"
        ordering = ["addressee__position", "pk"]
        constraints = [
            models.UniqueConstraint("report", "addressee", name="report_letter_once_per_addressee"),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by="", number="", dated_on=None, recorded_at=None, recorded_by=None)
                | (
                    Q(sent_on__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False)
                    & Q(sent_by__in=sorted(SentBy))
                ),
                name="report_letter_sent_by_someone_somehow",
            ),
            models.CheckConstraint(
                condition=Q(number="", dated_on=None) | (~Q(number="") & Q(dated_on__isnull=False)),
                name="report_letter_has_number_and_date_together",
            ),
            models.CheckConstraint(
                condition=Q(dated_on=None) | Q(dated_on__lte=F("sent_on")),
                name="report_letter_dated_before_it_is_sent",
            ),
        ]

    def __str__(self):
        return f"Bản gửi {self.addressed}"

    @property
    def is_sent(self) -> bool:
        return self.sent_on is not None


class ReportMove(models.Model):
    """One move of a report: who, when, why. Never changed, never deleted."""

    report = models.ForeignKey(TargetReport, models.PROTECT, verbose_name="báo cáo", related_name="moves")
    verb = models.CharField("việc", max_length=10, choices=ReportVerb)
    reason = models.CharField("lý do", max_length=500, blank=True)
    made_at = models.DateTimeField("lúc", default=clock.now)
    made_by = account("người làm")

    class Meta:
        verbose_name = "lần chuyển báo cáo"
        verbose_name_plural = "các lần chuyển báo cáo"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=sorted(rules.NEEDS_REASON), reason=""), name="report_goes_back_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"Lần chuyển báo cáo {self.pk}"
