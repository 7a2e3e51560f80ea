"""The filter bars of the household list and of the staff list."""

import django_filters
from django.forms.widgets import SearchInput

from .choices import LookAt
from .kit import clock
from .models import Household, StaffMember, Unit
from .queries.households import by_name_of_head, look_at, search_households
from .queries.staff import search_staff, staff_units


class HouseholdFilter(django_filters.FilterSet):
    """Words and a neighbourhood; whoever works for a single neighbourhood is not asked which."""

    q = django_filters.CharFilter(
        label="Tìm theo tên, mã hộ, số nhà, đuôi điện thoại",
        method="search",
        max_length=100,
        widget=SearchInput(attrs={"autocomplete": "off"}),
    )
    viec = django_filters.ChoiceFilter(
        label="Cần xem lại", method="to_look_at", choices=LookAt.choices, empty_label="Tất cả các hộ"
    )
    xep = django_filters.ChoiceFilter(
        label="Xếp theo", method="ordered", choices=[("ten", "Tên chủ hộ")], empty_label="Thứ tự đi trong tổ"
    )
    to = django_filters.ChoiceFilter(label="Tổ dân phố", field_name="unit", empty_label="Tất cả các tổ")

    class Meta:
        model = Household
        fields = []

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        units = list(Unit.objects.visible_to(user).neighbourhoods().current().values_list("pk", "name"))
        self.filters["to"].extra["choices"] = units
        if len(units) < 2:
            del self.filters["to"]

    def search(self, households, name, text):
        return search_households(households, text)

    def to_look_at(self, households, name, what):
        return look_at(households, what)

    def ordered(self, households, name, order):
        return by_name_of_head(households)

    @property
    def text(self) -> str:
        """The typed words; "" where nothing was searched for."""
        return self.form.cleaned_data.get("q", "") if self.form.is_valid() else ""

    @property
    def in_use(self) -> list[str]:
        """What the list is narrowed to, in words."""
        if not self.form.is_valid():
            return []
        units = dict(self.filters["to"].extra["choices"]) if "to" in self.filters else {}
        unit = self.form.cleaned_data.get("to")
        what = self.form.cleaned_data.get("viec")
        words = [f"“{self.text}”" if self.text else "", units[int(unit)] if unit else ""]
        return [word for word in [*words, LookAt(what).label.lower() if what else ""] if word]


class StaffFilter(django_filters.FilterSet):
    """Words, a unit, and who is still there; whoever sees a single unit is not asked which."""

    q = django_filters.CharFilter(
        label="Tìm theo tên, mã, chức vụ",
        method="search",
        max_length=100,
        widget=SearchInput(attrs={"autocomplete": "off"}),
    )
    don_vi = django_filters.ChoiceFilter(label="Đơn vị", field_name="unit", empty_label="Tất cả các đơn vị")
    viec = django_filters.ChoiceFilter(
        label="Tình trạng",
        method="as_is",
        choices=[("nghi", "Đã nghỉ"), ("tat-ca", "Cả người đã nghỉ")],
        empty_label="Đang làm việc",
    )

    class Meta:
        model = StaffMember
        fields = []

    def __init__(self, data, queryset, *, user):
        super().__init__(data, queryset)
        units = list(staff_units(user).values_list("pk", "name"))
        self.filters["don_vi"].extra["choices"] = units
        if len(units) < 2:
            del self.filters["don_vi"]

    def filter_queryset(self, staff):
        """Whose last day is over is shown only where somebody asks for it."""
        found, asked = super().filter_queryset(staff), self.form.cleaned_data.get("viec")
        if asked == "tat-ca":
            return found
        gone = StaffMember.objects.gone_by(clock.today()).values("pk")
        return found.filter(pk__in=gone) if asked == "nghi" else found.exclude(pk__in=gone)

    def search(self, staff, name, text):
        return search_staff(staff, text)

    def as_is(self, staff, name, what):
        return staff

    @property
    def in_use(self) -> list[str]:
        """What the list is narrowed to, in words."""
        if not self.form.is_valid():
            return []
        given = self.form.cleaned_data
        units = dict(self.filters["don_vi"].extra["choices"]) if "don_vi" in self.filters else {}
        text, unit, what = given.get("q"), given.get("don_vi"), given.get("viec")
        words = [f"“{text}”" if text else "", units[int(unit)] if unit else ""]
        states = dict(self.filters["viec"].extra["choices"])
        return [word for word in [*words, states[what].lower() if what else ""] if word]
