"""The score sheet as a form: one multiple-choice field of ticked cells, drawn as a table."""

from django import forms

from emulation.models import Household, Phase, Unit
from emulation.queries import search_households

from . import rules
from .actions.sheets import Entry
from .queries.sheets import GridRow, SheetGrid


class CellsField(forms.MultipleChoiceField):
    """Ticked cells, named member-criterion; a cell that is not on the sheet is an ordinary error."""

    default_error_messages = {
        "invalid_choice": "Phiếu có ô không thuộc hộ này. Hãy tải lại trang rồi nhập lại.",
        "invalid_list": "Phiếu gửi lên không đọc được. Hãy tải lại trang rồi nhập lại.",
    }

    def __init__(self, choices):
        super().__init__(choices=[(choice, "") for choice in choices], required=False)


class SheetForm(forms.Form):
    """The whole sheet without JavaScript: ticks, "không áp dụng", and per person whether the row has been gone through.

    An unticked cell of a row that has been gone through is "chưa đạt"; of any other row it stays as it was, or empty.
    """

    def __init__(self, grid: SheetGrid, data=None):
        super().__init__(data)
        self.grid = grid
        numbers = [c.number for c in grid.found.criteria_set.as_rules().criteria]
        cells = [f"{row.member.pk}-{number}" for row in grid.rows for number in numbers]
        self.numbers = numbers
        self.fields["met"] = CellsField(cells)
        self.fields["na"] = CellsField(cells)
        self.fields["gone"] = CellsField([str(row.member.pk) for row in grid.rows])
        for row in grid.rows:
            self.fields[f"version-{row.member.pk}"] = forms.IntegerField(min_value=0, required=False)

    def clean(self):
        both = set(self.cleaned_data.get("met", [])) & set(self.cleaned_data.get("na", []))
        if both:
            raise forms.ValidationError("Có ô vừa đánh dấu đạt vừa đánh dấu không áp dụng: hãy bỏ một trong hai.")
        return self.cleaned_data

    def entries(self) -> list[Entry]:
        """The keyed rows as the action takes them."""
        return [self.entry(row) for row in self.grid.rows]

    def keyed(self) -> list[tuple[int, str]]:
        """What was ticked, for showing it again when it could not be saved; nothing of a form that is not valid."""
        return [(entry.member, entry.answers) for entry in self.entries()] if self.is_valid() else []

    def entry(self, row: GridRow) -> Entry:
        answers = "".join(
            self.answer(row, number, before) for number, before in zip(self.numbers, row.answers, strict=True)
        )
        version = self.cleaned_data.get(f"version-{row.member.pk}")
        return Entry(row.member.pk, answers, row.version if version is None else version)

    def answer(self, row: GridRow, number: int, before: str) -> str:
        cell = f"{row.member.pk}-{number}"
        if cell in self.cleaned_data["met"]:
            return rules.MET
        if cell in self.cleaned_data["na"]:
            return rules.NOT_APPLICABLE
        if str(row.member.pk) in self.cleaned_data["gone"]:
            return rules.NOT_MET
        return rules.NOT_MET if before == rules.NOT_MET else rules.UNSET


class RowForm(forms.Form):
    """One row sent by the grid: the person, the answers, and the version that was on the screen."""

    member = forms.IntegerField(min_value=1)
    answers = forms.CharField(max_length=40)
    version = forms.IntegerField(min_value=0)

    def entry(self) -> Entry:
        return Entry(self.cleaned_data["member"], self.cleaned_data["answers"], self.cleaned_data["version"])


class SheetSearch(forms.Form):
    """The filter bar of the sheet list; without a choice it shows the person's first neighbourhood."""

    STATES = [("", "Tất cả các phiếu"), ("missing", "Chưa có"), ("entering", "Đang nhập"), ("complete", "Đã xong")]

    to = forms.ModelChoiceField(Unit.objects.none(), label="Tổ dân phố", required=False, empty_label=None)
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)
    q = forms.CharField(label="Tìm hộ", max_length=60, required=False)

    def __init__(self, user, phase: Phase, data):
        super().__init__(data or None)
        units = Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods()
        self.fields["to"].queryset = units
        self.fields["q"].widget.attrs["placeholder"] = "Mã hộ, chủ hộ, số nhà"
        self.is_valid()
        self.chosen = getattr(self, "cleaned_data", {})
        self.unit = self.chosen.get("to") or units.first()
        self.fields["to"].initial = self.unit
        self.state = self.chosen.get("state", "")
        self.text = self.chosen.get("q", "")

    def scope(self):
        """All households of the chosen neighbourhood."""
        return Household.objects.filter(unit=self.unit)

    def households(self):
        """The chosen households; a search looks through every neighbourhood this person works for."""
        if self.text:
            homes = Household.objects.filter(unit__in=self.fields["to"].queryset).in_walking_order()
            return search_households(homes, self.text)
        return self.scope().in_walking_order()
