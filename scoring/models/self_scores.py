"""Tự chấm qua điện thoại: the secret that opens a household's own page, what it proposes there, and who stays out."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from emulation.kit import clock
from emulation.kit.fields import SealedField
from emulation.kit.pairs import pair
from emulation.models import Household, Member, Phase, Unit

from ..rules import spaced


def person(verbose_name: str, **options) -> models.ForeignKey:
    """Who of the portal's people did something."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=verbose_name, related_name="+", **options
    )


class OfHousehold(models.Model):
    """What a household has in a phase."""

    phase = models.ForeignKey(Phase, models.PROTECT, verbose_name="đợt", related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, verbose_name="hộ", related_name="+")

    class Meta:
        abstract = True


class OfHouseholdQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(household__unit__in=Unit.objects.visible_to(user))


class HouseholdLinkQuerySet(OfHouseholdQuerySet):
    def in_force(self):
        """Links that still open a page."""
        return self.filter(revoked_at=None)


class HouseholdLink(OfHousehold):
    """A secret address and a short printed code that let a household in by itself; only their hashes are kept."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)  # keyed, for a code is short
    issued_at = models.DateTimeField("lập lúc", default=clock.now)
    issued_by = person("người lập")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    revoked_by = person("người thu hồi", null=True, blank=True)

    objects = HouseholdLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "liên kết của hộ"
        verbose_name_plural = "liên kết của các hộ"
        constraints = [
            models.UniqueConstraint(
                "phase", "household", condition=Q(revoked_at=None), name="household_link_one_in_force_per_phase"
            ),
            models.CheckConstraint(
                condition=pair("revoked_at", "revoked_by"), name="household_link_revoked_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return f"Liên kết của hộ {self.pk}"


class WrongTry(models.Model):
    """A code that opened nothing, by a keyed hash of the network it came from; kept for minutes."""

    network = models.CharField(max_length=64)
    tried_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "lần nhập sai mã"
        verbose_name_plural = "các lần nhập sai mã"
        indexes = [models.Index(fields=["network", "tried_at"], name="wrong_try_by_network")]

    def __str__(self):
        return f"Lần nhập sai {self.pk}"


class SelfSheetQuerySet(OfHouseholdQuerySet):
    def sent(self):
        """What households have handed in; a draft is nobody's business but theirs."""
        return self.filter(sent_at__isnull=False)

    def waiting(self):
        """Sent, and nobody of the neighbourhood has looked at it since."""
        return self.sent().filter(looked_at=None)


class SelfSheet(OfHousehold):
    """What a household scores itself, once it has consented; a proposal that never counts."""

    consented_at = models.DateTimeField("đồng ý lúc", default=clock.now)
    consent_wording = models.PositiveSmallIntegerField("lời đồng ý số")
    may_publish = models.BooleanField("đồng ý công khai kết quả", default=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    receipt = models.CharField("số biên nhận", max_length=9, null=True, blank=True, unique=True)
    looked_at = models.DateTimeField("tổ xem lúc", null=True, blank=True)
    looked_by = person("người xem", null=True, blank=True)

    objects = SelfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu hộ tự chấm"
        verbose_name_plural = "phiếu hộ tự chấm"
        constraints = [
            models.UniqueConstraint("phase", "household", name="self_sheet_once_per_household_and_phase"),
            models.CheckConstraint(condition=pair("sent_at", "receipt"), name="self_sheet_sent_with_a_receipt"),
            models.CheckConstraint(
                condition=pair("looked_at", "looked_by"), name="self_sheet_looked_at_by_someone_at_some_time"
            ),
            models.CheckConstraint(
                condition=Q(looked_at=None) | Q(sent_at__isnull=False), name="self_sheet_looked_at_after_it_was_sent"
            ),
        ]

    def __str__(self):
        return f"Phiếu tự chấm {self.pk}"

    @property
    def printed_receipt(self) -> str:
        """The number as it is read aloud: K7M-2RF-9T3."""
        return spaced(self.receipt or "")


class SelfScore(models.Model):
    """One person's line of it, or (`member` None) the household's own: as saved, as sent, and why the tổ differs."""

    sheet = models.ForeignKey(SelfSheet, models.CASCADE, related_name="scores")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    answers = models.CharField("câu trả lời", max_length=60)
    version = models.PositiveIntegerField("lần ghi", default=1)
    saved_at = models.DateTimeField("lưu lúc", default=clock.now)
    sent = models.CharField("đã gửi", max_length=60, blank=True)
    reason = SealedField("vì sao tổ chấm khác", blank=True)
    explained = models.CharField("khi tổ chấm", max_length=60, blank=True)  # the answers the reason speaks of
    reasoned_at = models.DateTimeField("ghi lý do lúc", null=True, blank=True)
    reasoned_by = person("người ghi lý do", null=True, blank=True)

    class Meta:
        verbose_name = "dòng hộ tự chấm"
        verbose_name_plural = "các dòng hộ tự chấm"
        constraints = [
            models.UniqueConstraint("sheet", "member", name="self_score_once_per_member"),
            models.UniqueConstraint("sheet", condition=Q(member=None), name="self_score_of_household_once"),
            models.CheckConstraint(
                condition=pair("reasoned_at", "reasoned_by"), name="self_score_reasoned_by_someone_at_some_time"
            ),
        ]

    def __str__(self):
        return f"Dòng tự chấm {self.pk}"


class StayingOutQuerySet(OfHouseholdQuerySet):
    def in_force(self):
        return self.filter(back_at=None)


class StayingOut(OfHousehold):
    """Không tham gia: a household that does not take part in a phase; nobody by name where it said so by phone."""

    reason = SealedField("lý do", blank=True)
    kept = SealedField("phiếu tổ đã nhập", blank=True)  # set aside, so that coming back loses nothing
    left_at = models.DateTimeField("thôi lúc", default=clock.now)
    left_by = person("người ghi", null=True, blank=True)
    back_at = models.DateTimeField("trở lại lúc", null=True, blank=True)
    back_by = person("người ghi trở lại", null=True, blank=True)

    objects = StayingOutQuerySet.as_manager()

    class Meta:
        verbose_name = "hộ không tham gia"
        verbose_name_plural = "các hộ không tham gia"
        constraints = [
            models.UniqueConstraint(
                "phase", "household", condition=Q(back_at=None), name="staying_out_once_per_household_and_phase"
            ),
            models.CheckConstraint(
                condition=Q(back_by=None) | Q(back_at__isnull=False), name="staying_out_is_over_when_somebody_ended_it"
            ),
            models.CheckConstraint(condition=Q(left_by=None) | ~Q(reason=""), name="staying_out_by_hand_has_a_reason"),
        ]

    def __str__(self):
        return f"Hộ không tham gia {self.pk}"
