"""Decisions: what the signer decided about whom, frozen as it was printed; later papers amend, replace or revoke it."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.fields import SearchField
from emulation.kit.pairs import pair
from emulation.models import KeptFile, Phase, Unit

from ..choices import DecisionKind, DecisionStatus, SubjectKind
from .awards import Award
from .nominations import Nomination

PERSON = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
FIRST = [DecisionKind.AWARD, DecisionKind.SUPERIOR]  # about no earlier one
LISTED = [DecisionKind.AWARD, DecisionKind.REPLACE]  # with a list that later ones may amend, replace or revoke


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Decisions of one's own units, and of units below them."""
        return self.filter(ward__in=Unit.objects.visible_to(user))

    def drafts(self):
        return self.filter(status=DecisionStatus.DRAFT)

    def signed(self):
        return self.filter(status=DecisionStatus.SIGNED)

    def without_file(self):
        """Signed ones of one's own whose paper was not kept yet; a superior office keeps its own."""
        return self.signed().filter(file=None).exclude(kind=DecisionKind.SUPERIOR)

    def for_page(self):
        people = ("made_by", "written_by", "recorded_by", "dropped_by")
        found = self.select_related("phase__campaign__ward", "award", "about", "scan", "file", *people)
        return found.defer("about__content")


class Decision(models.Model):
    """Quyết định: a draft that follows its nominations, until number and date are recorded and it is frozen.

    Never edited and never deleted from then on: another decision, or a correcting letter, is about it.
    """

    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, verbose_name="hình thức, danh hiệu", related_name="+")
    kind = models.CharField("loại", max_length=10, choices=DecisionKind, default=DecisionKind.AWARD)
    about = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="về quyết định", related_name="later"
    )
    reason = models.CharField("lý do", max_length=1000, blank=True)
    status = models.CharField("trạng thái", max_length=10, choices=DecisionStatus, default=DecisionStatus.DRAFT)
    version = models.PositiveIntegerField("lần sửa", default=0)

    subject = models.CharField("trích yếu", max_length=500, blank=True, help_text="Để trống thì cổng ghi như mẫu.")
    bases = models.TextField("căn cứ thêm", blank=True, help_text="Mỗi dòng một căn cứ.")
    proposal = models.CharField(
        "xét đề nghị", max_length=500, blank=True, help_text="Ghi cả số, ngày tờ trình; để trống thì ghi như mẫu."
    )
    executors = models.TextField("ai thi hành", blank=True, help_text="Mỗi dòng một cơ quan, chức danh.")
    fund = models.CharField("tiền thưởng trích từ", max_length=200, blank=True)
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi, không ghi “Lưu: VT”.")
    body = models.TextField("nội dung đính chính", blank=True)
    pays_bonus = models.BooleanField("có chi tiền thưởng", default=True)
    is_joint = models.BooleanField("liên tịch, mọi cơ quan ban hành kế hoạch cùng ký", default=False)
    code = models.CharField("ký hiệu", max_length=40, help_text="Ví dụ QĐ-UBND.")
    granted_by = models.CharField("do ai quyết định", max_length=200)
    on_behalf = models.CharField("ký thay, thay mặt", max_length=120, blank=True, help_text="Ví dụ KT. CHỦ TỊCH.")
    signer_title = models.CharField("chức vụ người ký", max_length=120, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=150, blank=True)

    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    decided_on = models.DateField("ngày ký", null=True, blank=True)
    scan = models.ForeignKey(KeptFile, verbose_name="bản chụp", **PERSON)
    content = models.JSONField("nội dung đã in", default=dict, blank=True, editable=False)
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    file = models.ForeignKey(KeptFile, verbose_name="bản in của cổng", **PERSON)

    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+")
    written_at = models.DateTimeField("sửa lúc", default=clock.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người sửa cuối", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi số lúc", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi số", **PERSON)
    is_recorded_alone = models.BooleanField("người soạn tự ghi số", default=False, editable=False)
    dropped_at = models.DateTimeField("bỏ lúc", null=True, blank=True)
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người bỏ", **PERSON)
    search = SearchField(source="search_text")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        indexes = [models.Index(fields=["ward", "year", "decided_on"], name="decision_register")]
        constraints = [
            models.UniqueConstraint(
                "ward", "year", "number",
                condition=Q(status=DecisionStatus.SIGNED) & ~Q(kind=DecisionKind.SUPERIOR),
                name="decision_number_once_a_year",
                violation_error_message="Số này đã ghi cho một văn bản khác trong năm. Hãy xem lại số văn thư cho.",
            ),
            models.UniqueConstraint(
                "about", condition=Q(status=DecisionStatus.DRAFT), name="decision_has_one_draft_about_it"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FIRST, about=None) | (~Q(kind__in=FIRST) & Q(about__isnull=False) & ~Q(reason="")),
                name="decision_about_another_has_a_reason",
            ),
            models.CheckConstraint(
                condition=pair("recorded_at", "recorded_by")
                & (Q(status=DecisionStatus.SIGNED, recorded_at__isnull=False, decided_on__isnull=False,
                     year__isnull=False) & ~Q(number="") & ~Q(content_sha256="")
                   | (~Q(status=DecisionStatus.SIGNED) & Q(recorded_at=None, number="", decided_on=None, year=None,
                                                           content_sha256="", scan=None, file=None))),
                name="decision_signed_has_number_date_and_content",
            ),
            models.CheckConstraint(
                condition=pair("dropped_at", "dropped_by")
                & (Q(status=DecisionStatus.DROPPED, dropped_at__isnull=False)
                   | (~Q(status=DecisionStatus.DROPPED) & Q(dropped_at=None))),
                name="decision_dropped_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(is_recorded_alone=False)
                & (Q(recorded_by=None) | Q(kind=DecisionKind.SUPERIOR)
                   | (~Q(recorded_by=F("made_by")) & ~Q(recorded_by=F("written_by"))))
                | Q(is_recorded_alone=True, recorded_by__isnull=False) & ~Q(kind=DecisionKind.SUPERIOR)
                & (Q(recorded_by=F("made_by")) | Q(recorded_by=F("written_by"))),
                name="decision_recorded_by_somebody_else_or_says_so",
            ),
        ]  # fmt: skip

    def __str__(self):
        if self.number:
            return f"{self.paper_name} số {self.number}"
        return f"Dự thảo {self.get_kind_display()[:1].lower()}{self.get_kind_display()[1:]}"

    @property
    def paper_name(self) -> str:
        return "Công văn" if self.kind == DecisionKind.CORRECT else "Quyết định"

    @property
    def search_text(self) -> str:
        return f"{self.number} {self.subject} {self.granted_by} {self.signer_name}"

    @property
    def prepared_by(self) -> set[int]:
        """The keys of those who have made and last written it."""
        return {self.made_by_id, self.written_by_id}

    @property
    def is_draft(self) -> bool:
        return self.status == DecisionStatus.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.status == DecisionStatus.SIGNED

    @property
    def is_dropped(self) -> bool:
        return self.status == DecisionStatus.DROPPED

    @property
    def has_list(self) -> bool:
        """Whether later papers may be about lines of its own list."""
        return self.kind in LISTED

    @property
    def is_superior(self) -> bool:
        return self.kind == DecisionKind.SUPERIOR


class DecisionLineQuerySet(models.QuerySet):
    def standing(self):
        """Which hold their nomination: in a draft, or in force."""
        return self.filter(stands=True)

    def in_force(self):
        """Of a signed decision, neither replaced nor revoked since."""
        return self.filter(stands=True, decision__status=DecisionStatus.SIGNED)

    def settled(self):
        """What signed decisions have given: in force, or ended since; whoever lost it is proposed anew to get it."""
        return self.filter(Q(stands=True, decision__status=DecisionStatus.SIGNED) | Q(ended_by__isnull=False))


class DecisionLine(models.Model):
    """One who is rewarded by a decision, in the words printed: it follows its nomination until it is signed.

    `stands` says that it holds its nomination, so that nobody is given the same thing twice. A line that is to
    replace one in force holds nothing until it is signed, a line of a revocation never does.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="quyết định", related_name="lines")
    position = models.PositiveIntegerField("thứ tự", validators=[MinValueValidator(1)])
    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name="đề nghị", related_name="decision_lines")
    subject_kind = models.CharField("đối tượng", max_length=12, choices=SubjectKind)
    salutation = models.CharField("xưng hô", max_length=40, blank=True)
    printed_name = models.CharField("tên in trên giấy", max_length=200)
    printed_place = models.CharField("chức vụ, địa chỉ in trên giấy", max_length=250, blank=True)
    achievement = models.TextField("thành tích", blank=True)
    amount = models.PositiveIntegerField("tiền thưởng (đồng)", default=0)
    coefficient = models.DecimalField("hệ số", max_digits=5, decimal_places=2, null=True, blank=True)
    base_salary = models.PositiveIntegerField("lương cơ sở (đồng)", null=True, blank=True)
    stands = models.BooleanField("đang giữ đề nghị", default=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="về dòng", related_name="replaced_by"
    )
    ended_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, verbose_name="hết hiệu lực theo", related_name="ended"
    )

    objects = DecisionLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của quyết định"
        verbose_name_plural = "các dòng của quyết định"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("nomination", condition=Q(stands=True), name="nomination_decided_once"),
            models.UniqueConstraint("decision", "nomination", name="nomination_once_in_a_decision"),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(stands=False), name="decision_line_that_ended_stands_no_more"
            ),
            models.CheckConstraint(
                condition=Q(amount=0) | Q(coefficient__isnull=False, base_salary__isnull=False),
                name="decision_line_says_what_its_money_is_made_of",
            ),
        ]

    def __str__(self):
        return f"Dòng {self.position} của quyết định {self.decision_id}"

    @property
    def full_name(self) -> str:
        """As papers name the subject: "Gia đình ông Sùng A Chử"."""
        return f"{self.salutation} {self.printed_name}".strip()

    @property
    def is_in_force(self) -> bool:
        """Signed, and neither replaced nor revoked since."""
        return self.stands and self.decision.is_signed
