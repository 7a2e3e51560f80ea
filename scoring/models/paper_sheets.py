"""Phiếu giấy: the printed sheets of a phase by their codes, and the register of where each one is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Household, Phase, Unit

from ..rules import spaced


class PaperSheetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A household's sheet goes with the household, a spare one with the neighbourhood it was printed for."""
        units = Unit.objects.visible_to(user)
        return self.filter(Q(household__unit__in=units) | Q(household=None, unit__in=units))

    def in_use(self):
        """All but those another sheet has taken the place of."""
        return self.filter(replaced_at=None)

    def spare(self):
        """Without a household so far."""
        return self.filter(household=None)

    def for_page(self):
        return self.select_related("phase__campaign__ward", "household__unit", "unit")


class PaperSheet(models.Model):
    """The sheet of a household in a phase, or a spare one; its code tells nothing and grants nothing by itself."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="lập cho tổ", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, blank=True, verbose_name="hộ", related_name="+")
    code = models.CharField("mã phiếu", max_length=9, unique=True)
    batch = models.UUIDField("lượt lập", editable=False)
    created_at = models.DateTimeField("lập lúc", default=clock.now)
    bound_at = models.DateTimeField("gắn với hộ lúc", null=True, blank=True)
    bound_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người gắn", related_name="+"
    )
    handed_out_on = models.DateField("phát ngày", null=True, blank=True)
    handed_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người ghi phát", related_name="+"
    )
    collected_on = models.DateField("thu ngày", null=True, blank=True)
    collected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người ghi thu", related_name="+"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người xác nhận",
        related_name="+",
    )  # fmt: skip
    replaced_at = models.DateTimeField("thay lúc", null=True, blank=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người thay", related_name="+"
    )

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu giấy"
        verbose_name_plural = "phiếu giấy"
        constraints = [
            models.UniqueConstraint(
                "phase", "household", condition=Q(replaced_at=None), name="paper_sheet_one_in_use_per_household"
            ),
            models.CheckConstraint(
                condition=pair("bound_at", "bound_by"), name="paper_sheet_bound_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=pair("handed_out_on", "handed_out_by"), name="paper_sheet_handed_out_by_someone_on_some_day"
            ),
            models.CheckConstraint(
                condition=pair("collected_on", "collected_by"), name="paper_sheet_collected_by_someone_on_some_day"
            ),
            models.CheckConstraint(
                condition=pair("confirmed_at", "confirmed_by"), name="paper_sheet_confirmed_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=pair("replaced_at", "replaced_by"), name="paper_sheet_replaced_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(collected_on=None) | Q(handed_out_on__isnull=False, collected_on__gte=F("handed_out_on")),
                name="paper_sheet_collected_after_it_was_handed_out",
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=False) | Q(bound_at=None, confirmed_at=None, replaced_at=None),
                name="paper_sheet_without_household_is_not_settled",
            ),
        ]
        indexes = [models.Index(fields=["phase", "unit"], name="paper_sheet_by_unit")]

    def __str__(self):
        return f"Phiếu {spaced(self.code)}"

    @property
    def is_spare(self) -> bool:
        """Without a household so far."""
        return self.household_id is None

    @property
    def place(self) -> Unit:
        """The neighbourhood it is at home in: its household's, or the one it was printed for."""
        return self.household.unit if self.household else self.unit

    @property
    def printed_code(self) -> str:
        """The code as it stands on the paper."""
        return spaced(self.code)


class SheetPrint(models.Model):
    """One time a sheet came out of the printer; a batch that is repeated counts once."""

    paper = models.ForeignKey(PaperSheet, models.CASCADE, related_name="prints")
    batch = models.UUIDField("lượt in", editable=False)
    printed_at = models.DateTimeField("in lúc", default=clock.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="người in", related_name="+"
    )  # nobody: printed by a command

    class Meta:
        verbose_name = "lần in phiếu"
        verbose_name_plural = "các lần in phiếu"
        ordering = ["printed_at", "pk"]
        constraints = [models.UniqueConstraint("paper", "batch", name="sheet_print_once_per_batch")]

    def __str__(self):
        return f"Lần in {self.pk}"
