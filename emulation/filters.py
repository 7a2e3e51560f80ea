"""The filter bar of the household list."""

import django_filters
from django.forms.widgets import SearchInput

from .choices import LookAt
from .models import Household, Unit
from .queries.households import by_name_of_head, look_at, search_households


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
