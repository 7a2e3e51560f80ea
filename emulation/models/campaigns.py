"""The campaign as its plan tells it: issuers, bases, chapters, phases, steps, pledges."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from ..choices import CampaignStatus, PhaseKind, PhaseStatus, PlanChapter, StepKind, UnitKind
from ..kit import clock
from ..rules.deadlines import Window
from .units import Unit, around


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Campaigns of the units this person holds a role at, of those above (the ward's) and below (its schools')."""
        return self.filter(around(user.unit_codes, "ward__code"))

    def of_wards(self):
        """Campaigns of those who keep households; a school's has none."""
        return self.filter(ward__kind=UnitKind.WARD)


class Campaign(models.Model):
    """Phong trào: one plan of one ward or school, with its phases."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên phong trào", max_length=200)
    title = models.CharField(
        "tên gọi ngắn", max_length=80, help_text="Hiện trên trang và giấy, ví dụ Chuyển đổi số 2022."
    )
    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị tổ chức", related_name="campaigns")
    number = models.CharField(
        "số, ký hiệu kế hoạch", max_length=60, blank=True, help_text="Văn thư cho số sau khi ký; lúc soạn để trống."
    )
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=60)
    year = models.PositiveSmallIntegerField("năm")
    adult_age = models.PositiveSmallIntegerField("tuổi tham gia từ đủ", default=18, validators=[MinValueValidator(1)])
    reference_date = models.DateField("ngày tính tuổi", help_text="Tuổi của mọi người được tính tại ngày này.")
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi, không ghi “Lưu: VT”.")
    status = models.CharField("trạng thái", max_length=10, choices=CampaignStatus, default=CampaignStatus.DRAFT)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "phong trào"
        verbose_name_plural = "phong trào"
        ordering = ["-year", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CampaignStatus.DRAFT) | (~Q(number="") & Q(issued_on__isnull=False)),
                name="campaign_launched_has_number_and_date",
                violation_error_message="Phong trào đã phát động phải có số và ngày ban hành của kế hoạch.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_draft(self) -> bool:
        """Until its first phase is opened a campaign may be written freely."""
        return self.status == CampaignStatus.DRAFT

    @property
    def born_by(self):
        """The last date of birth that is old enough on the reference date."""
        return clock.years_before(self.reference_date, self.adult_age)


class Issuer(models.Model):
    """One of the offices that issue the plan, with its signature block."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="issuers")
    agency = models.CharField("cơ quan ban hành", max_length=120)
    on_behalf = models.CharField("thay mặt", max_length=120, blank=True, help_text="Ví dụ TM. UBND PHƯỜNG")
    signer_title = models.CharField("chức vụ người ký", max_length=80)
    signer_name = models.CharField("người ký", max_length=100)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "cơ quan ban hành"
        verbose_name_plural = "cơ quan ban hành"
        ordering = ["position"]

    def __str__(self):
        return self.agency


class LegalBasis(models.Model):
    """A text the papers cite; dated data that an administrator edits, never a constant in code."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="legal_bases")
    text = models.TextField("căn cứ", help_text="Nguyên văn, không có dấu chấm phẩy ở cuối.")
    effective_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    effective_until = models.DateField("đến hết ngày", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "căn cứ pháp lý"
        verbose_name_plural = "căn cứ pháp lý"
        ordering = ["position"]

    def __str__(self):
        return self.text[:80]


class PlanSection(models.Model):
    """A numbered piece of the plan's text, under one of its chapters."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sections")
    chapter = models.CharField("phần", max_length=20, choices=PlanChapter)
    heading = models.CharField("đề mục", max_length=200, blank=True)
    text = models.TextField("nội dung")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "mục của kế hoạch"
        verbose_name_plural = "các mục của kế hoạch"
        ordering = ["position"]

    def __str__(self):
        return self.heading or self.text[:60]


class PhaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(around(user.unit_codes, "campaign__ward__code"))

    def of_wards(self):
        """Phases of those who keep households; a school's has none."""
        return self.filter(campaign__ward__kind=UnitKind.WARD)

    def for_page(self):
        return self.select_related("campaign__ward")

    def current_first(self):
        """The open phase first, then the latest; those of a campaign still being written last."""
        is_open = models.When(status=PhaseStatus.OPEN, then=0)
        is_draft = models.When(campaign__status=CampaignStatus.DRAFT, then=2)
        return self.order_by(models.Case(is_open, is_draft, default=1), "-campaign__year", "-number")

    def with_code(self, code: str):
        """The phase behind a code such as dong-tam-2022/1."""
        campaign, _, number = code.rpartition("/")
        return self.filter(campaign__code=campaign, number=number if number.isdecimal() else None)


class Phase(models.Model):
    """Đợt, giai đoạn: a dated part of a campaign that ends in a review."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="phong trào", related_name="phases")
    number = models.PositiveSmallIntegerField("số", validators=[MinValueValidator(1)])
    name = models.CharField("tên", max_length=80)
    kind = models.CharField("loại", max_length=10, choices=PhaseKind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    is_peak = models.BooleanField("tháng cao điểm", default=False)
    status = models.CharField("trạng thái", max_length=10, choices=PhaseStatus, default=PhaseStatus.PLANNED)
    closings = models.PositiveSmallIntegerField("số lần đã chốt", default=0, editable=False)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt"
        verbose_name_plural = "đợt"
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "number",
                name="phase_number_once_per_campaign",
                violation_error_message="Phong trào đã có đợt mang số này.",
            ),
            models.UniqueConstraint(
                "campaign",
                condition=Q(status=PhaseStatus.OPEN),
                name="phase_one_open_per_campaign",
                violation_error_message="Mỗi phong trào chỉ có một đợt đang mở.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_it_starts",
                violation_error_message="Đợt kết thúc trước ngày bắt đầu: kiểm tra lại hai ngày.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def code(self) -> str:
        """The phase's public code, such as dong-tam-2022/1."""
        return f"{self.campaign.code}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.status == PhaseStatus.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status == PhaseStatus.CLOSED


class StepQuerySet(models.QuerySet):
    def for_scoring(self):
        """The steps in whose windows scores are written."""
        return self.filter(kind__in=[StepKind.SELF_SCORING, StepKind.COLLECTION])


class Step(models.Model):
    """Bước: a task of a phase with a window of its own, which may lie outside the phase's dates."""

    phase = models.ForeignKey(Phase, models.CASCADE, verbose_name="đợt", related_name="steps")
    kind = models.CharField("loại", max_length=20, choices=StepKind)
    name = models.CharField("tên bước", max_length=120)
    note = models.TextField("nội dung", blank=True)
    opens_at = models.DateTimeField("mở từ lúc", null=True, blank=True)
    closes_at = models.DateTimeField(
        "đóng lúc", null=True, blank=True, help_text="“Trước ngày 09/9” đóng lúc 00:00 ngày 09/9, tức 24:00 ngày 08/9."
    )
    grace_days = models.PositiveSmallIntegerField(
        "gia hạn (ngày)",
        default=0,
        validators=[MaxValueValidator(90)],
        help_text="Bước còn mở thêm bấy nhiêu ngày sau lúc đóng.",
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước"
        verbose_name_plural = "các bước"
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(opens_at=None) | Q(closes_at__gt=F("opens_at")),
                name="step_closes_after_it_opens",
                violation_error_message="Bước đóng trước khi mở: kiểm tra lại hai mốc thời gian.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def last_day(self):
        """The last day on which the step is open, before any days of grace; None while it has no end."""
        return clock.last_day_before(self.closes_at) if self.closes_at else None

    @property
    def ends_at(self):
        """The first moment at which the step is over, the days of grace included; None while it has no end."""
        return self.as_window().ends_at

    def as_window(self) -> Window:
        """When the step is open, as the plain data that `rules` decides with."""
        return Window(self.name, self.opens_at, self.closes_at, self.grace_days)


class Commitment(models.Model):
    """Ký cam kết: who pledges for which organisation or front board, in the order of the signed list."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="commitments")
    organisation = models.CharField("đại diện", max_length=120)
    representative = models.CharField("họ và tên", max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="đơn vị", related_name="+")
    signed_on = models.DateField("ký ngày", null=True, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)

    class Meta:
        verbose_name = "đại diện ký cam kết"
        verbose_name_plural = "danh sách ký cam kết"
        ordering = ["position"]

    def __str__(self):
        return f"{self.organisation}: {self.representative}"
