"""Forms of ceremonies: when and where, how many come up together, whom to call, where in the order."""

from django import forms

from emulation.forms.people import KeyedForm
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.kit.days import moment_of
from emulation.kit.vietnamese import tidy
from emulation.models import Unit

from ..models import Award, Ceremony
from ..queries.ceremonies import awards_to_gather, units_to_gather
from ..rules.ceremonies import MOST_AT_ONCE
from .councils import hour_field, line_field

WRONG_COUNT = f"Hãy ghi một số từ 1 đến {MOST_AT_ONCE}."
COUNTS = ("collectives_at_once", "individuals_at_once", "households_at_once")


def count_field(label: str, initial: int) -> forms.IntegerField:
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), WRONG_COUNT)
    return forms.IntegerField(
        label=label, min_value=1, max_value=MOST_AT_ONCE, initial=initial, error_messages=errors,
        help_text="Số lượt gọi lên cùng nhau.",
    )  # fmt: skip


class CeremonyForm(KeyedForm):
    name = line_field("Tên buổi lễ", "Hãy ghi tên buổi lễ.", 150)
    day = day_field("Ngày")
    hour = hour_field("Bắt đầu lúc")
    place = line_field("Địa điểm", "Hãy ghi địa điểm.", 200)
    collectives_at_once = count_field("Tập thể lên cùng lúc", 1)
    individuals_at_once = count_field("Cá nhân lên cùng lúc", 5)
    households_at_once = count_field("Hộ gia đình lên cùng lúc", 10)

    def __init__(self, data=None, *, ceremony: Ceremony | None = None):
        super().__init__(data, initial=said_of(ceremony) if ceremony else {"hour": "08:00"})

    def values(self) -> dict:
        given = self.cleaned_data
        counts = {name: given[name] for name in COUNTS}
        starts_at = moment_of(given["day"], given["hour"])
        return {"name": tidy(given["name"]), "place": tidy(given["place"]), "starts_at": starts_at, **counts}


def said_of(ceremony: Ceremony) -> dict:
    starts = clock.local(ceremony.starts_at)
    said = {name: getattr(ceremony, name) for name in ("name", "place", *COUNTS)}
    return said | {"day": f"{starts:%d/%m/%Y}", "hour": f"{starts:%H:%M}"}


class GatherForm(forms.Form):
    """Which of the certificates that wait are put on the list."""

    award = forms.ModelChoiceField(Award.objects.none(), label="Hình thức", required=False, empty_label="Tất cả")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ, đơn vị", required=False, empty_label="Tất cả")

    def __init__(self, ceremony: Ceremony, data=None):
        super().__init__(data)
        self.fields["award"].queryset = awards_to_gather(ceremony)
        self.fields["unit"].queryset = units_to_gather(ceremony)


class MoveForm(forms.Form):
    """Who is moved from where to where."""

    certificate = forms.IntegerField(min_value=1, max_value=2**62)
    seen = forms.IntegerField(min_value=1, max_value=10**6)
    to = forms.IntegerField(min_value=1, max_value=10**6)
