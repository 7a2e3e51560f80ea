"""Awards of a campaign as data: whom one is for, by what standards, through which procedure."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.models import Campaign, Phase

from ..choices import (
    AwardClass,
    AwardForm,
    Ballot,
    Confirmer,
    PaperKind,
    Procedure,
    ProposedBy,
    QuotaBase,
    SignerKind,
    SubjectKind,
    TieBreak,
    VoteBase,
)
from .layouts import CertificateLayout

ONE = [MinValueValidator(1)]
DAYS = [MinValueValidator(1), MaxValueValidator(365)]
LAWFUL = [AwardForm.MERIT, AwardForm.COMMENDATION, AwardForm.FLAG]


class AwardQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))

    def given_in(self, phase: Phase):
        """Awards of the phase: its own, and those that every phase of the campaign gives."""
        return self.filter(Q(phase=phase) | Q(phase=None), campaign=phase.campaign_id)

    def for_page(self):
        return self.select_related("campaign__ward", "phase").prefetch_related("standards", "papers")


class Award(models.Model):
    """Hình thức khen thưởng of the law, or a title of the campaign's own; the two classes are never mixed."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name="phong trào", related_name="+")
    number = models.PositiveSmallIntegerField("số thứ tự", validators=ONE)
    name = models.CharField("tên", max_length=150, help_text="Ví dụ Gia đình công dân số.")
    award_class = models.CharField("loại", max_length=12, choices=AwardClass)
    form = models.CharField("hình thức", max_length=12, choices=AwardForm)
    granted_by = models.CharField(
        "do ai tặng", max_length=150, help_text="Ví dụ Chủ tịch Ủy ban nhân dân phường Đồng Tâm."
    )
    signer = models.CharField("cách ký quyết định", max_length=10, choices=SignerKind, default=SignerKind.HEAD)
    phase = models.ForeignKey(
        Phase,
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name="chỉ xét trong đợt",
        related_name="+",
        help_text="Để trống nếu đợt nào cũng xét.",
    )
    for_collectives = models.BooleanField("cho tập thể", default=False)
    for_individuals = models.BooleanField("cho cá nhân", default=False)
    for_households = models.BooleanField("cho hộ gia đình", default=False)
    proposed_by = models.CharField("danh sách đề nghị", max_length=15, choices=ProposedBy, default=ProposedBy.UNITS)
    quota = models.PositiveIntegerField("số lượng nhiều nhất", null=True, blank=True, validators=ONE)
    quota_percent = models.PositiveSmallIntegerField(
        "tỷ lệ nhiều nhất (%)", null=True, blank=True, validators=[*ONE, MaxValueValidator(100)]
    )
    quota_base = models.CharField("tỷ lệ tính trên", max_length=15, choices=QuotaBase, blank=True)
    procedure = models.CharField("thủ tục", max_length=8, choices=Procedure, default=Procedure.COUNCIL)
    upward_to = models.CharField(
        "trình cấp trên", max_length=200, blank=True, help_text="Cơ quan nhận hồ sơ; để trống nếu đơn vị tự quyết định."
    )
    days = models.PositiveSmallIntegerField("thời hạn giải quyết (ngày làm việc)", default=10, validators=DAYS)
    posting_days = models.PositiveSmallIntegerField(
        "niêm yết công khai (ngày)",
        null=True,
        blank=True,
        default=10,
        validators=[MaxValueValidator(365)],
        help_text="Danh sách được niêm yết bấy nhiêu ngày trước khi quyết định; để trống hoặc 0 nếu không niêm yết.",
    )
    wording = models.TextField(
        "nội dung ghi trên giấy", blank=True, help_text="Ví dụ Đã có thành tích xuất sắc trong phong trào thi đua …"
    )
    pays_bonus = models.BooleanField("có chi tiền thưởng", default=False)
    layout = models.ForeignKey(
        CertificateLayout,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="mẫu giấy",
        related_name="+",
        help_text="Để trống thì in theo mẫu của đơn vị cho hình thức này, hoặc mẫu có sẵn của cổng.",
    )

    quorum_part = models.PositiveSmallIntegerField("họp khi có mặt từ (phần)", default=2, validators=ONE)
    quorum_whole = models.PositiveSmallIntegerField("trên (phần thành viên)", default=3, validators=ONE)
    needed_part = models.PositiveSmallIntegerField("thông qua khi tán thành (phần)", default=1, validators=ONE)
    needed_whole = models.PositiveSmallIntegerField("trên (phần phiếu)", default=2, validators=ONE)
    needs_more = models.BooleanField(
        "phải quá tỷ lệ đó", default=True, help_text="Bỏ chọn nếu đúng bằng tỷ lệ cũng là thông qua."
    )
    vote_base = models.CharField("phiếu tính trên", max_length=10, choices=VoteBase, default=VoteBase.MEMBERS)
    ballot = models.CharField("cách biểu quyết", max_length=6, choices=Ballot, default=Ballot.OPEN)
    tie_break = models.CharField("khi hai bên ngang phiếu", max_length=6, choices=TieBreak, default=TieBreak.CHAIR)

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = "hình thức, danh hiệu"
        verbose_name_plural = "hình thức, danh hiệu"
        ordering = ["campaign", "number"]
        constraints = [
            models.UniqueConstraint(
                "campaign", "number",
                name="award_number_once_per_campaign",
                violation_error_message="Phong trào đã có hình thức, danh hiệu mang số này.",
            ),
            models.CheckConstraint(
                condition=Q(for_collectives=True) | Q(for_individuals=True) | Q(for_households=True),
                name="award_is_for_somebody",
                violation_error_message="Hãy chọn ít nhất một đối tượng: tập thể, cá nhân hoặc hộ gia đình.",
            ),
            models.CheckConstraint(
                condition=Q(award_class=AwardClass.STATUTORY, form__in=LAWFUL)
                | Q(award_class=AwardClass.RECOGNITION, form=AwardForm.CERTIFICATE),
                name="award_of_the_law_has_a_form_of_the_law",
                violation_error_message=(
                    "Giấy khen, bằng khen, cờ là hình thức theo luật; danh hiệu của phong trào thì được công nhận, "
                    "cấp giấy chứng nhận. Hãy chọn lại loại hoặc hình thức."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by=ProposedBy.HOUSEHOLDS) | Q(for_households=True),
                name="award_by_rule_of_households_is_for_households",
                violation_error_message="Đề nghị các hộ đạt thì hình thức, danh hiệu phải dành cho hộ gia đình.",
            ),
            models.CheckConstraint(
                condition=~Q(proposed_by__in=[ProposedBy.HIGHEST_UNITS, ProposedBy.TITLED_UNITS])
                | Q(for_collectives=True),
                name="award_by_rule_of_units_is_for_collectives",
                violation_error_message="Đề nghị tổ dân phố theo tỷ lệ thì hình thức, danh hiệu phải dành cho tập thể.",
            ),
            models.CheckConstraint(
                condition=Q(quota_percent=None, quota_base="")
                | (Q(quota_percent__isnull=False, quota=None) & ~Q(quota_base="")),
                name="award_quota_is_a_number_or_a_share_of_something",
                violation_error_message="Giới hạn là một số lượng, hoặc một tỷ lệ có ghi tính trên gì; không cả hai.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_part__lte=F("quorum_whole"), needed_part__lte=F("needed_whole"))
                & Q(quorum_whole__gt=0, needed_whole__gt=0),
                name="award_votes_are_shares",
                violation_error_message="Tỷ lệ họp và tỷ lệ thông qua không vượt quá toàn bộ, ví dụ 2 trên 3.",
            ),
            models.CheckConstraint(
                condition=Q(quorum_part__gt=0, needed_part__gt=0)
                & (Q(needs_more=False) | Q(needed_part__lt=F("needed_whole"))),
                name="award_can_be_passed",
                violation_error_message=(
                    "Phải quá toàn bộ số phiếu thì không bao giờ thông qua. Muốn tất cả đều tán thành, hãy bỏ chọn "
                    "“phải quá tỷ lệ đó”; tỷ lệ phải lớn hơn 0."
                ),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_form_display()} “{self.name}”" if self.is_statutory else self.name

    @property
    def is_statutory(self) -> bool:
        return self.award_class == AwardClass.STATUTORY

    @property
    def is_by_rule(self) -> bool:
        """True where a closed phase says who is proposed."""
        return self.proposed_by != ProposedBy.UNITS

    @property
    def needs_posting(self) -> bool:
        """What is decided here hangs in public first; what goes upward is posted by whoever decides."""
        return bool(self.posting_days) and not self.upward_to

    @property
    def subject_kinds(self) -> list[SubjectKind]:
        """Whom it is for, in the order of every list."""
        chosen = [self.for_collectives, self.for_individuals, self.for_households]
        return [kind for kind, is_for in zip(SubjectKind, chosen, strict=True) if is_for]


class AwardStandard(models.Model):
    """Tiêu chuẩn: one line of what the plan asks of whoever is given the award, and who says that it is met."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="standards")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    text = models.TextField("tiêu chuẩn", help_text="Nguyên văn trong kế hoạch.")
    confirmer = models.CharField("ai xác nhận", max_length=8, choices=Confirmer, default=Confirmer.OFFICE)
    subject_kind = models.CharField(
        "chỉ cho", max_length=12, choices=SubjectKind, blank=True, help_text="Để trống nếu cho mọi đối tượng."
    )

    class Meta:
        verbose_name = "tiêu chuẩn"
        verbose_name_plural = "các tiêu chuẩn"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:80]


class AwardPaper(models.Model):
    """A paper that a dossier for this award must hold."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    kind = models.CharField("giấy tờ", max_length=12, choices=PaperKind)
    note = models.CharField("ghi rõ", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("số bản", default=1, validators=ONE)

    class Meta:
        verbose_name = "giấy tờ của hồ sơ"
        verbose_name_plural = "giấy tờ của hồ sơ"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.note or self.get_kind_display()
