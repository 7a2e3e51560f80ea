"""Holidays and Saturdays worked instead: dated data of each year, from which time limits in working days follow."""

from django.db import models

from ..rules.working_days import WorkCalendar


class HolidayQuerySet(models.QuerySet):
    def as_calendar(self) -> WorkCalendar:
        """All of them as the plain data that `rules` count with; one statement."""
        days = list(self.values_list("day", "is_worked", "needs_confirmation"))
        return WorkCalendar(
            off=frozenset(day for day, is_worked, _ in days if not is_worked),
            worked=frozenset(day for day, is_worked, _ in days if is_worked),
            unsure=frozenset(day for day, _, unsure in days if unsure),
        )


class Holiday(models.Model):
    """A day off, or a Saturday worked instead of one."""

    day = models.DateField("ngày", unique=True, error_messages={"unique": "Ngày này đã có trong danh sách."})
    name = models.CharField("tên", max_length=120, help_text="Ví dụ Tết Nguyên đán, mùng 1.")
    is_worked = models.BooleanField(
        "ngày làm bù", default=False, help_text="Chọn nếu là thứ Bảy, Chủ nhật phải đi làm thay cho một ngày nghỉ."
    )
    source = models.CharField("căn cứ", max_length=200, blank=True)
    needs_confirmation = models.BooleanField("cần xác nhận", default=False)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]

    def __str__(self):
        return f"{self.name} ({self.day:%d/%m/%Y})"
