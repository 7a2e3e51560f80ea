"""Certificates with their numbers, proofs that were signed before, and what was printed when."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.fields import NameSortField, SearchField
from emulation.kit.pairs import pair
from emulation.models import Unit

from ..choices import CertificateStatus, IssueKind
from ..rules.certificates import new_check_code
from .decisions import Decision, DecisionLine
from .registers import Register


def new_public_id() -> str:
    """128 bits that nobody guesses, short enough for a small QR code."""
    return secrets.token_urlsafe(16)


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those in the registers of one's own units, and of units below them."""
        return self.filter(register__unit__in=Unit.objects.visible_to(user))

    def standing(self):
        """Those that hold."""
        return self.filter(status=CertificateStatus.ISSUED)

    def in_register_order(self):
        return self.order_by("register", "year", "number")

    def for_page(self):
        return self.with_decision().select_related(
            "register__unit", "line__decision__phase__campaign__ward", "issued_by", "ended_by"
        )

    def with_decision(self):
        """With the line, its award and its decision; what the decision prints, long as its list, is not read."""
        found = self.select_related("line__decision__award", "line__decision__about")
        return found.defer("line__decision__content", "line__decision__about__content")


class Certificate(models.Model):
    """Giấy khen, giấy chứng nhận: one number in a register; what it says is frozen. Never changed, never deleted."""

    line = models.ForeignKey(DecisionLine, models.PROTECT, verbose_name="dòng quyết định", related_name="certificates")
    register = models.ForeignKey(Register, models.PROTECT, verbose_name="sổ", related_name="certificates")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    public_id = models.CharField("mã tra cứu", max_length=32, default=new_public_id, unique=True, editable=False)
    check_code = models.CharField("mã kiểm tra", max_length=8, default=new_check_code, editable=False)
    status = models.CharField("tình trạng", max_length=10, choices=CertificateStatus, default=CertificateStatus.ISSUED)
    kind = models.CharField("cách cấp", max_length=10, choices=IssueKind, default=IssueKind.FIRST)
    facts = models.JSONField("nội dung in", default=dict)  # "face", "line": texts by the slots of a layout
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, verbose_name="thay cho", related_name="replacement"
    )
    issue_reason = models.CharField("lý do cấp", max_length=300, blank=True)
    issued_at = models.DateTimeField("cấp lúc", default=clock.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cấp", related_name="+")
    end_reason = models.CharField("lý do hết hiệu lực", max_length=300, blank=True)
    ended_at = models.DateTimeField("hết hiệu lực lúc", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người ghi", related_name="+"
    )
    search = SearchField(source="search_text")
    sort_key = NameSortField(source="printed_name")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy khen, giấy chứng nhận"
        verbose_name_plural = "giấy khen, giấy chứng nhận"
        constraints = [
            models.UniqueConstraint("register", "year", "number", name="certificate_number_once_per_register_and_year"),
            models.UniqueConstraint(
                "line", condition=Q(status=CertificateStatus.ISSUED), name="certificate_stands_once_per_line"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="certificate_numbers_begin_with_one"),
            models.CheckConstraint(
                condition=pair("ended_at", "ended_by")
                & (Q(status=CertificateStatus.ISSUED, ended_at=None, end_reason="")
                   | (~Q(status=CertificateStatus.ISSUED) & Q(ended_at__isnull=False) & ~Q(end_reason=""))),
                name="certificate_ends_by_someone_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind=IssueKind.FIRST, replaces=None)
                | (~Q(kind=IssueKind.FIRST) & Q(replaces__isnull=False) & ~Q(issue_reason="")),
                name="certificate_issued_anew_replaces_one_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Giấy số {self.words}"

    def said(self, slot: str) -> str:
        """What it says of its subject in one slot."""
        return self.facts.get("line", {}).get(slot, "")

    @property
    def words(self) -> str:
        """Its number as it is printed: "0087/2026"."""
        return self.said("register") or f"{self.number}/{self.year}"

    @property
    def printed_name(self) -> str:
        return self.said("name")

    @property
    def full_name(self) -> str:
        """As it is printed: "Gia đình ông Sùng A Chử"."""
        return f"{self.said('salutation')} {self.printed_name}".strip()

    @property
    def search_text(self) -> str:
        return f"{self.full_name} {self.said('place')}"

    @property
    def is_standing(self) -> bool:
        return self.status == CertificateStatus.ISSUED


class SignedProof(models.Model):
    """Bảng dò đã ký: who of a unit has read every string that will be printed, told by the stamp of those strings."""

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="quyết định", related_name="proofs")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tổ, đơn vị", related_name="+")
    stamp = models.CharField(max_length=64)
    signer = models.CharField("người ký bảng dò", max_length=120)
    signed_on = models.DateField("ngày ký")
    recorded_at = models.DateTimeField("ghi lúc", default=clock.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )

    class Meta:
        verbose_name = "bảng dò đã ký"
        verbose_name_plural = "các bảng dò đã ký"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("decision", "unit", "stamp", name="proof_signed_once_for_the_same_strings"),
        ]

    def __str__(self):
        return f"Bảng dò của {self.unit}"


class PrintRun(models.Model):
    """Lần in: sheets in the order in which they come out of the printer, and how far they have."""

    decision = models.ForeignKey(Decision, models.PROTECT, verbose_name="quyết định", related_name="print_runs")
    register = models.ForeignKey(Register, models.PROTECT, verbose_name="sổ", related_name="print_runs")
    about = models.CharField("in gì", max_length=200)
    reason = models.CharField("lý do in lại", max_length=300, blank=True)
    total = models.PositiveIntegerField("số tờ")
    printed_to = models.PositiveIntegerField("đã in tới tờ", default=0)
    layout = models.JSONField("mẫu giấy", default=dict)  # as it stood when the run was ordered
    printer = models.JSONField("máy in", default=dict, blank=True)  # what is added so that it comes out right
    key = models.UUIDField("mã lần gửi", unique=True, editable=False)
    ordered_at = models.DateTimeField("yêu cầu lúc", default=clock.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người yêu cầu", related_name="+"
    )
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người ghi xong", related_name="+"
    )

    class Meta:
        verbose_name = "lần in"
        verbose_name_plural = "các lần in"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=1, printed_to__lte=F("total")), name="print_run_prints_no_more_than_it_has"
            ),
            models.CheckConstraint(
                condition=pair("finished_at", "finished_by"), name="print_run_finished_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return f"Lần in {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None


class PrintSheet(models.Model):
    """One sheet of a run: the certificate at its place. Each time a certificate goes to paper is one of these."""

    run = models.ForeignKey(PrintRun, models.PROTECT, related_name="sheets")
    position = models.PositiveIntegerField("tờ")
    certificate = models.ForeignKey(Certificate, models.PROTECT, verbose_name="giấy", related_name="sheets")

    class Meta:
        verbose_name = "tờ in"
        verbose_name_plural = "các tờ in"
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint("run", "position", name="print_sheet_once_per_place"),
            models.UniqueConstraint("run", "certificate", name="certificate_once_per_print_run"),
        ]

    def __str__(self):
        return f"Tờ {self.position}"
