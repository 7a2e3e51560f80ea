"""Notes on single cells of score sheets: what the clerk could not read, what the household must be asked again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.kit.pairs import pair
from emulation.models import Household, Member, Phase, Unit


class CellNoteQuerySet(models.QuerySet):
    def visible_to(self, user):
        units = Unit.objects.visible_to(user)
        return self.filter(Q(member__household__unit__in=units) | Q(household__unit__in=units))

    def of_household(self, household):
        """Notes on the lines of a household's people, and on its own."""
        return self.filter(Q(member__household=household) | Q(household=household))

    def open_questions(self):
        """What a household must still be asked."""
        return self.filter(ask=True, settled_at=None)


class CellNote(models.Model):
    """A note on one criterion of a person, or of the household itself; it may say something personal.

    It hangs on the person, not on the sheet: whoever goes to another household takes it along.
    """

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    member = models.ForeignKey(Member, models.PROTECT, null=True, verbose_name="nhân khẩu", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, verbose_name="hộ", related_name="+")
    number = models.PositiveSmallIntegerField("tiêu chí")
    text = models.CharField("ghi chú", max_length=300)
    ask = models.BooleanField("hỏi lại hộ", default=False)
    version = models.PositiveIntegerField("lần ghi", default=1)
    written_at = models.DateTimeField("ghi lúc", default=clock.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+")
    settled_at = models.DateTimeField("hỏi xong lúc", null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="người hỏi", related_name="+"
    )

    objects = CellNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "ghi chú ở ô"
        verbose_name_plural = "ghi chú ở các ô"
        constraints = [
            models.UniqueConstraint("phase", "member", "number", name="cell_note_once_per_member_and_criterion"),
            models.UniqueConstraint("phase", "household", "number", name="cell_note_once_per_household_and_criterion"),
            models.CheckConstraint(
                condition=Q(member=None, household__isnull=False) | Q(member__isnull=False, household=None),
                name="cell_note_on_a_member_or_a_household",
            ),
            models.CheckConstraint(
                condition=pair("settled_at", "settled_by"),
                name="cell_note_settled_by_someone_at_some_time",
            ),
        ]

    def __str__(self):
        return f"Ghi chú {self.pk}"

    @property
    def key(self) -> int:
        """The line it stands in: the person's id, 0 for the household's own."""
        return self.member_id or 0

    @property
    def is_open_question(self) -> bool:
        return self.ask and self.settled_at is None
