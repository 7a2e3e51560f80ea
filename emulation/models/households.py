"""Households and their members."""

from django.db import models
from django.db.models import F, Q

from ..choices import Gender, Presence, Relation
from ..kit import clock
from ..kit.fields import NameSortField, PhoneTailsField, SealedField, SearchField
from .campaigns import Campaign
from .units import Unit


class HouseholdQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))

    def in_walking_order(self):
        return self.order_by("unit__position", "position", "code")


class Household(models.Model):
    """Hộ gia đình, addressed by its code inside the ward; listed in the order one walks the neighbourhood."""

    ward = models.ForeignKey(Unit, models.PROTECT, verbose_name="phường", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tổ dân phố", related_name="households")
    code = models.CharField("mã hộ", max_length=30)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    position = models.PositiveIntegerField("thứ tự trong tổ", default=0)
    head_name = models.CharField("chủ hộ", max_length=100)
    tags = models.CharField("nhãn", max_length=120, blank=True, help_text="Ví dụ hộ nghèo; cách nhau bằng dấu phẩy.")
    search = SearchField(source="search_text")

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ gia đình"
        verbose_name_plural = "hộ gia đình"
        constraints = [
            models.UniqueConstraint(
                "ward", "code",
                name="household_code_once_per_ward",
                violation_error_message="Phường đã có hộ mang mã này.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "position", "code"], name="household_walking_order")]

    def __str__(self):
        return f"Hộ {self.code}"

    @property
    def search_text(self) -> str:
        return f"{self.code} {self.head_name} {self.address}"


LEFT = (Presence.MOVED_OUT, Presence.DECEASED)


class MemberQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(household__unit__in=Unit.objects.visible_to(user))

    def living_in(self, units):
        return self.filter(household__unit__in=units)

    def eligible_for(self, campaign: Campaign):
        """Members the campaign scores: old enough on its reference date and present."""
        return self.filter(eligible(campaign))

    def overdue(self):
        """People who are away and should have come back."""
        return self.filter(presence=Presence.AWAY, presence_until__lt=clock.today())

    def in_paper_order(self):
        return self.order_by("position", "pk")


def eligible(campaign: Campaign, prefix: str = "") -> Q:
    """The condition of eligibility for a path to a member."""
    return Q(**{f"{prefix}born_on__lte": campaign.born_by, f"{prefix}presence": Presence.PRESENT})


class Member(models.Model):
    """Nhân khẩu. Where a family knows only the year of birth, 01/01 of that year counts (as in NĐ 135/2020)."""

    household = models.ForeignKey(Household, models.CASCADE, verbose_name="hộ", related_name="members")
    full_name = models.CharField("họ và tên", max_length=100)
    relation = models.CharField("quan hệ với chủ hộ", max_length=20, choices=Relation)
    born_on = models.DateField("ngày sinh")
    is_birth_year_only = models.BooleanField("chỉ biết năm sinh", default=False)
    gender = models.CharField("giới tính", max_length=6, choices=Gender)
    presence = models.CharField("tình trạng", max_length=10, choices=Presence, default=Presence.PRESENT)
    presence_from = models.DateField("từ ngày", null=True, blank=True)
    presence_until = models.DateField("dự kiến đến ngày", null=True, blank=True)
    citizen_id = SealedField("số CCCD", blank=True, default="")
    citizen_id_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    phone = SealedField("số điện thoại", blank=True, default="")
    phone_tails = PhoneTailsField(source="phone", max_length=50)
    position = models.PositiveSmallIntegerField("thứ tự trong hộ", default=0)
    search = SearchField(source="full_name")
    sort_key = NameSortField(source="full_name")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "nhân khẩu"
        verbose_name_plural = "nhân khẩu"
        constraints = [
            models.UniqueConstraint(
                "household",
                condition=Q(relation=Relation.HEAD),
                name="household_has_one_head",
                violation_error_message="Hộ này đã có chủ hộ.",
            ),
            models.CheckConstraint(
                condition=Q(presence_until=None) | Q(presence=Presence.AWAY, presence_until__gte=F("presence_from")),
                name="member_comes_back_after_leaving",
                violation_error_message="Ngày dự kiến về phải sau ngày đi.",
            ),
        ]
        indexes = [models.Index(fields=["household", "position"], name="member_paper_order")]

    def __str__(self):
        return f"Nhân khẩu {self.pk}"

    def obstacle(self, campaign: Campaign) -> str:
        """Why this member is not scored in the campaign, in words; "" for an eligible member."""
        if self.presence != Presence.PRESENT:
            return self.get_presence_display().lower()
        if self.born_on > campaign.born_by:
            day = campaign.reference_date
            return f"chưa đủ {campaign.adult_age} tuổi tại ngày {day:%d/%m/%Y}"
        return ""

    @property
    def has_left(self) -> bool:
        """True of who died or moved away for good."""
        return self.presence in LEFT

    @property
    def presence_text(self) -> str:
        """The state in short with its days: "Có mặt", "Vắng mặt từ 01/09/2022, dự kiến về 30/09/2022"."""
        text = "Có mặt" if self.presence == Presence.PRESENT else self.get_presence_display()
        if self.presence_from:
            text += f" {'ngày' if self.has_left else 'từ'} {self.presence_from:%d/%m/%Y}"
        return text + (f", dự kiến về {self.presence_until:%d/%m/%Y}" if self.presence_until else "")

    @property
    def birth_text(self) -> str:
        """The date of birth as the family gave it: 05/08/2002, or the year alone."""
        return f"{self.born_on.year}" if self.is_birth_year_only else f"{self.born_on:%d/%m/%Y}"
