"""What the portal has made of the data: the papers of a dossier one by one, and the whole pack of an award."""

from django.conf import settings
from django.db import models

from emulation.kit import clock
from emulation.models import KeptFile, Phase, Unit

from .awards import Award
from .decisions import FIRST, Decision
from .dossiers import DossierPaper

KEPT = {"on_delete": models.PROTECT, "related_name": "+"}


class MadePaper(models.Model):
    """Văn bản cổng lập: a paper of a dossier as it was made once, with all it was made from. Never changed."""

    paper = models.ForeignKey(DossierPaper, models.PROTECT, verbose_name="thành phần hồ sơ", related_name="made")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã nội dung", max_length=64)
    pdf = models.ForeignKey(KeptFile, verbose_name="bản PDF", **KEPT)
    word = models.ForeignKey(KeptFile, verbose_name="bản Word", **KEPT)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người lập", **KEPT)

    class Meta:
        verbose_name = "văn bản cổng lập"
        verbose_name_plural = "các văn bản cổng lập"
        ordering = ["pk"]

    def __str__(self):
        return f"Văn bản {self.pk}"


def decisions_after(phase, award, made_at):
    """Decisions that gave the award to somebody after a pack was made; papers about earlier ones settle none."""
    given = Decision.objects.signed().filter(phase=phase, award=award, kind__in=FIRST)
    return given.filter(recorded_at__gte=made_at)


class PackQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A pack names everybody of its award: it is for the organiser's own people, and those above it."""
        return self.filter(phase__campaign__ward__in=Unit.objects.visible_to(user))

    def latest(self):
        """The last one of each award of a phase; the earlier ones stay kept."""
        later = Pack.objects.filter(phase=models.OuterRef("phase"), award=models.OuterRef("award"))
        return self.filter(~models.Exists(later.filter(number__gt=models.OuterRef("number"))))

    def unsettled(self):
        """Those no decision has been signed after: what is signed keeps its papers as they were."""
        of_own = (models.OuterRef("phase"), models.OuterRef("award"), models.OuterRef("made_at"))
        return self.filter(~models.Exists(decisions_after(*of_own)))

    def settled(self):
        """The last pack of each award a decision has been signed after."""
        return self.latest().exclude(pk__in=self.unsettled().values("pk"))

    def for_page(self):
        return self.select_related("phase__campaign__ward", "award", "file", "made_by")


class Pack(models.Model):
    """Bộ giấy tờ: every paper about one award of a phase, made together from one reading of the data. Never changed.

    `content` is the reading, what each paper holds, and what was missing; its hash tells two packs apart.
    """

    phase = models.ForeignKey(Phase, verbose_name="đợt", **KEPT)
    award = models.ForeignKey(Award, verbose_name="hình thức, danh hiệu", **KEPT)
    number = models.PositiveIntegerField("lần lập")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã nội dung", max_length=64)
    file = models.ForeignKey(KeptFile, verbose_name="tệp", **KEPT)
    made_at = models.DateTimeField("lập lúc", default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="người lập", **KEPT)

    objects = PackQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ giấy tờ"
        verbose_name_plural = "các bộ giấy tờ"
        ordering = ["award__number", "-number"]
        constraints = [models.UniqueConstraint("phase", "award", "number", name="pack_number_once_per_award")]

    def __str__(self):
        return f"Bộ giấy tờ lần {self.number}"

    @property
    def lacks(self) -> list[str]:
        """What it was still without, in sentences."""
        return self.content["lacks"]

    @property
    def short_hash(self) -> str:
        """The first letters of the hash, as pages and the table of contents cite it."""
        return self.sha256[:12]
