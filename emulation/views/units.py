"""The units of a ward on any day, and one unit with its history."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from ..forms.units import DayForm
from ..kit import clock
from ..kit.guards import GuardedPage
from ..models import Household, Member, Role, Unit, UnitChange
from ..models.units import units_above
from ..permissions import can_change_unit, can_list_units, can_view_unit
from ..queries.units import changes_of, units_on
from ..words.units import change_in_short, history

RECENT = 10


class UnitList(GuardedPage):
    """The tree of the ward's units as it was on a chosen day, under the names of that day."""

    template_name = "emulation/unit_list.html"
    predicate = can_list_units
    has_subject = False

    @cached_property
    def form(self) -> DayForm:
        return DayForm(self.request.GET if "ngay" in self.request.GET else {"ngay": f"{clock.today():%d/%m/%Y}"})

    def get_context_data(self, **kwargs):
        user, day = self.request.user, self.form.day
        visible = Unit.objects.visible_to(user)
        wards = Unit.objects.filter(code__in={units_above(code)[0] for code in user.unit_codes})
        changes = UnitChange.objects.visible_to(user).for_page()[:RECENT]
        return super().get_context_data(
            form=self.form,
            day=day,
            is_today=day == clock.today(),
            units=[unit for ward in wards for unit in units_on(ward, day, among=visible)],
            changes=[(change, change_in_short(change)) for change in changes],
            **kwargs,
        )


class UnitDetail(GuardedPage):
    """One unit: what it is now, who works for it, and what happened to it, in words."""

    template_name = "emulation/unit_detail.html"
    predicate = can_view_unit

    def get_subject(self):
        visible = Unit.objects.visible_to(self.request.user).select_related("parent")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        unit = self.subject
        units = Unit.objects.below(unit)
        return super().get_context_data(
            unit=unit,
            may_change=can_change_unit(self.request.user, unit) and not unit.has_ended and unit.parent is not None,
            households=Household.objects.filter(unit__in=units).count(),
            members=Member.objects.living_in(units).count(),
            children=units.exclude(pk=unit.pk),
            roles=Role.objects.filter(unit=unit).select_related("user").order_by("kind", "user__username"),
            history=history(changes_of(unit), unit),
            **kwargs,
        )
