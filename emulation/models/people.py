"""Users of the portal and the roles they hold at units."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from ..choices import RoleKind
from ..kit import clock
from .units import Unit, valid, within


class User(AbstractUser):
    """A person who works in the portal; one account is one person."""

    first_name = None
    last_name = None
    full_name = models.CharField("họ và tên", max_length=100)
    position = models.CharField("chức vụ", max_length=100, blank=True)

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name or self.username

    @cached_property
    def held_roles(self) -> list[tuple[str, str]]:
        """Pairs of role kind and unit code; read once for each request, because the user object lives that long.

        A role ends with its unit: it stays recorded and holds no more.
        """
        return list(self.roles.current().values_list("kind", "unit__code"))

    @cached_property
    def unit_codes(self) -> list[str]:
        """Codes of the units this person holds a role at."""
        return sorted({code for _, code in self.held_roles})

    def holds(self, kinds, unit: Unit) -> bool:
        """True if the person holds one of the roles at the unit or above it."""
        return any(kind in kinds and f"{unit.code}/".startswith(f"{code}/") for kind, code in self.held_roles)


class RoleQuerySet(models.QuerySet):
    def current(self):
        """Roles that hold today: a role ends with its unit, but stays recorded."""
        return self.filter(valid(clock.today(), "unit__"))

    def visible_to(self, user):
        return self.filter(within(user.unit_codes, "unit__code"))


class Role(models.Model):
    """A person's role at a unit; it holds for the unit and everything below it."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name="người dùng", related_name="roles")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="tại đơn vị", related_name="roles")
    kind = models.CharField("vai trò", max_length=20, choices=RoleKind)

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            models.UniqueConstraint(
                "user", "unit", "kind",
                name="role_held_once_at_a_unit",
                violation_error_message="Người này đã có vai trò đó tại đơn vị này.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} – {self.unit}"
