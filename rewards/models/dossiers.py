"""Dossiers: the nominations of a unit for an award with their papers, how far they are, and every step on the way."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Prefetch, Q, Value, When

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import KeptFile, Phase, Unit

from ..choices import DossierStatus, DossierVerb, PaperKind, PaperState, Procedure, SentBy
from ..rules.dossiers import NEEDS_REASON, RUNNING, WRITABLE, Way
from .awards import Award
from .nominations import Nomination

PERSON = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
NEVER_SUBMITTED = [DossierStatus.DRAFT, DossierStatus.DROPPED]
FOUND_ELIGIBLE = [
    DossierStatus.ELIGIBLE, DossierStatus.MET, DossierStatus.PRESENTED, DossierStatus.SIGNED,
    DossierStatus.REGISTERED, DossierStatus.HANDED, DossierStatus.REVOKED,
]  # fmt: skip


class DossierQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Dossiers of one's own units, and of units below them."""
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def standing(self):
        """Not dropped."""
        return self.exclude(status=DossierStatus.DROPPED)

    def late_on(self, day):
        """Whose time limit has run out and that still have to be presented."""
        return self.filter(status__in=RUNNING, due_on__lt=day)

    def to_present(self):
        """Which the office presents next: after the council, or without one."""
        return self.filter(Q(status=DossierStatus.MET) | Q(status=DossierStatus.ELIGIBLE, has_council=False))

    def to_decide(self):
        """Which wait for the decision of one's own head, not of a superior office."""
        return self.filter(status=DossierStatus.PRESENTED, upward_to="")

    def in_queue(self, day):
        """The late ones first, then by the day they are due, then in the order they first came."""
        late = Case(When(status__in=RUNNING, due_on__lt=day, then=Value(0)), default=Value(1))
        running = Case(When(status__in=RUNNING, then=Value(0)), default=Value(1))
        return self.order_by(late, running, "due_on", "first_submitted_at", "pk")

    def for_page(self):
        return self.select_related("phase__campaign__ward", "award", "unit", "submitted_by", "accepted_by")

    def with_history(self):
        return self.for_page().prefetch_related(Prefetch("moves", DossierMove.objects.select_related("made_by")))


class Dossier(models.Model):
    """Hồ sơ: what one unit submits for one award of a phase. Never deleted; a dropped one lets its nominations go."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, verbose_name="hình thức, danh hiệu", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị lập hồ sơ", related_name="+")
    number = models.PositiveIntegerField("hồ sơ số", validators=[MinValueValidator(1)])
    copies = models.PositiveSmallIntegerField("số bộ", default=1, validators=[MinValueValidator(1)])
    has_council = models.BooleanField("qua Hội đồng")
    upward_to = models.CharField("trình cấp trên", max_length=200, blank=True)
    days = models.PositiveSmallIntegerField("thời hạn (ngày làm việc)", default=10)
    status = models.CharField("trạng thái", max_length=10, choices=DossierStatus, default=DossierStatus.DRAFT)
    version = models.PositiveIntegerField("lần chuyển", default=0)
    since = models.DateTimeField("ở trạng thái này từ", default=clock.now)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+")
    first_submitted_at = models.DateTimeField("nộp lần đầu lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người nộp", **PERSON)
    due_on = models.DateField("hạn giải quyết", null=True, blank=True)
    accepted_at = models.DateTimeField("đủ điều kiện từ", null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người xác nhận đủ điều kiện", **PERSON)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ khen thưởng"
        verbose_name_plural = "hồ sơ khen thưởng"
        indexes = [models.Index(fields=["phase", "status", "due_on"], name="dossier_queue")]
        constraints = [
            models.UniqueConstraint("phase", "unit", "number", name="dossier_number_once_per_unit"),
            models.UniqueConstraint(
                "phase", "unit", "award",
                condition=Q(status=DossierStatus.DRAFT), name="dossier_drafted_once_per_unit_and_award",
            ),
            models.CheckConstraint(
                condition=pair("submitted_at", "submitted_by")
                & (Q(status__in=NEVER_SUBMITTED) | Q(submitted_at__isnull=False, first_submitted_at__isnull=False)),
                name="dossier_submitted_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, status__in=[*sorted(WRITABLE), DossierStatus.DROPPED])
                | (Q(due_on__isnull=False) & ~Q(status__in=[*sorted(WRITABLE), DossierStatus.DROPPED])),
                name="dossier_is_due_while_it_is_submitted",
            ),
            models.CheckConstraint(
                condition=pair("accepted_at", "accepted_by")
                & (Q(status__in=FOUND_ELIGIBLE, accepted_at__isnull=False)
                   | (~Q(status__in=FOUND_ELIGIBLE) & Q(accepted_at=None))),
                name="dossier_found_eligible_by_someone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=models.F("submitted_by")),
                name="dossier_found_eligible_by_somebody_else",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Hồ sơ số {self.number} của {self.unit}"

    @property
    def way(self) -> Way:
        """Which way it goes, as it was when it was made."""
        return Way(council=self.has_council, upward=bool(self.upward_to))

    @property
    def is_writable(self) -> bool:
        return self.status in WRITABLE

    @property
    def is_running(self) -> bool:
        """While its time limit counts."""
        return self.status in RUNNING

    @property
    def is_standing(self) -> bool:
        return self.status != DossierStatus.DROPPED

    def follow(self, award: Award) -> None:
        """Takes over from the award which way it goes and how long it may take."""
        self.has_council = award.procedure == Procedure.COUNCIL
        self.upward_to, self.days = award.upward_to, award.days


class DossierLineQuerySet(models.QuerySet):
    def held(self):
        """Those that a dossier holds now, withdrawn nominations among them."""
        return self.filter(released_at=None)


class DossierLine(models.Model):
    """A nomination in a dossier; one that was taken out or whose dossier was dropped is released, and free again."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="hồ sơ", related_name="lines")
    nomination = models.ForeignKey(Nomination, models.PROTECT, verbose_name="đề nghị", related_name="dossier_lines")
    added_at = models.DateTimeField("đưa vào lúc", default=clock.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người đưa vào", related_name="+"
    )
    released_at = models.DateTimeField("đưa ra lúc", null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người đưa ra", **PERSON)

    objects = DossierLineQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị trong hồ sơ"
        verbose_name_plural = "các đề nghị trong hồ sơ"
        constraints = [
            models.UniqueConstraint(
                "nomination", condition=Q(released_at=None), name="nomination_in_one_standing_dossier"
            ),
            models.CheckConstraint(
                condition=pair("released_at", "released_by"), name="dossier_line_released_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return f"Đề nghị {self.nomination_id} trong hồ sơ {self.dossier_id}"


class DossierPaper(models.Model):
    """Thành phần hồ sơ: one paper of the checklist, as the award asked for it when the dossier was made."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="hồ sơ", related_name="papers")
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    kind = models.CharField("giấy tờ", max_length=12, choices=PaperKind)
    note = models.CharField("ghi rõ", max_length=200, blank=True)
    copies = models.PositiveSmallIntegerField("số bản", default=1, validators=[MinValueValidator(1)])
    state = models.CharField("tình trạng", max_length=10, choices=PaperState, default=PaperState.MISSING)
    document = models.CharField("văn bản cổng lập", max_length=150, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(KeptFile, verbose_name="tệp", **PERSON)
    reason = models.CharField("lý do không cần", max_length=300, blank=True)
    settled_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi", **PERSON)

    class Meta:
        verbose_name = "thành phần hồ sơ"
        verbose_name_plural = "thành phần hồ sơ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PaperState.MISSING, document="", sha256="", file=None, reason="")
                | (Q(state=PaperState.GENERATED, file=None, reason="") & ~Q(document="") & ~Q(sha256=""))
                | Q(state=PaperState.UPLOADED, file__isnull=False, document="", sha256="", reason="")
                | (Q(state=PaperState.WAIVED, file=None, document="", sha256="") & ~Q(reason="")),
                name="dossier_paper_is_made_uploaded_or_waived_for_a_reason",
            ),
            models.CheckConstraint(
                condition=pair("settled_at", "settled_by")
                & (Q(state=PaperState.MISSING, settled_at=None)
                   | (~Q(state=PaperState.MISSING) & Q(settled_at__isnull=False))),
                name="dossier_paper_settled_by_someone_at_some_time",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.note or self.get_kind_display()

    @property
    def is_missing(self) -> bool:
        return self.state == PaperState.MISSING


class DossierMove(models.Model):
    """One step of a dossier: who, when, why. Never changed, never deleted."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, verbose_name="hồ sơ", related_name="moves")
    verb = models.CharField("việc", max_length=10, choices=DossierVerb)
    reason = models.CharField("lý do, cần bổ sung gì", max_length=1000, blank=True)
    status = models.CharField("trạng thái sau đó", max_length=10, choices=DossierStatus)
    due_on = models.DateField("hạn giải quyết", null=True, blank=True)
    made_at = models.DateTimeField("lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người làm", related_name="+")

    class Meta:
        verbose_name = "bước của hồ sơ"
        verbose_name_plural = "các bước của hồ sơ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=sorted(NEEDS_REASON), reason=""), name="dossier_goes_back_for_a_reason"
            ),
        ]

    def __str__(self):
        return f"Bước {self.pk}"


class DossierSendingQuerySet(models.QuerySet):
    def received_by(self, user):
        """What units below have sent up to a unit that this person works for, what waits for an answer first."""
        found = self.filter(to_unit__code__in=user.unit_codes)
        return found.order_by(models.F("answered_on").desc(nulls_first=True), "sent_on", "pk")

    def waiting(self):
        """Those without an answer."""
        return self.filter(answered_on=None)

    def for_page(self):
        return self.select_related("dossier__phase__campaign", "dossier__award", "dossier__unit", "to_unit")


class DossierSending(models.Model):
    """Sending a dossier to a superior office: to whom, when, how; its answer is recorded later."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, verbose_name="hồ sơ", related_name="sending")
    recipient = models.CharField("nơi nhận", max_length=200)
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name="nơi nhận có trong cổng", related_name="+"
    )
    sent_on = models.DateField("ngày gửi")
    way = models.CharField("cách gửi", max_length=10, choices=SentBy, default=SentBy.PAPER)
    letter = models.CharField("số văn bản (do văn thư ghi)", max_length=60, blank=True)
    recorded_at = models.DateTimeField("ghi lúc", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    answer = models.CharField("nội dung trả lời", max_length=500, blank=True)
    answer_recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người ghi trả lời", **PERSON)

    objects = DossierSendingQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gửi hồ sơ lên cấp trên"
        verbose_name_plural = "các lần gửi hồ sơ lên cấp trên"
        constraints = [
            models.CheckConstraint(
                condition=pair("answered_on", "answer_recorded_by")
                & (Q(answered_on=None, answer="") | (Q(answered_on__gte=models.F("sent_on")) & ~Q(answer=""))),
                name="dossier_answered_by_someone_after_it_was_sent",
            ),
        ]

    def __str__(self):
        return f"Lần gửi {self.pk}"
