"""The score sheet as a form: one multiple-choice field of ticked cells, drawn as a table."""

from django import forms

from emulation.models import Household, Phase, Unit
from emulation.queries.households import search_households

from .. import rules
from ..actions.sheets import Entry
from ..choices import CountedKind, Cut, ExemptionEffect, ExemptionKind
from ..models import Exemption
from ..queries.counted import neighbourhoods_of
from ..queries.sheets import BY_PHONE, NOT_LOOKED_AT, OUT, GridRow, SheetGrid


class CellsField(forms.MultipleChoiceField):
    """Ticked cells, named member-criterion; a cell that is not on the sheet is an ordinary error."""

    default_error_messages = {
        "invalid_choice": "Phiếu có ô không thuộc hộ này. Hãy tải lại trang rồi nhập lại.",
        "invalid_list": "Phiếu gửi lên không đọc được. Hãy tải lại trang rồi nhập lại.",
    }

    def __init__(self, choices):
        super().__init__(choices=[(choice, "") for choice in choices], required=False)


class SheetForm(forms.Form):
    """The whole sheet without JavaScript: ticks, grades, "không áp dụng", and which lines have been gone through.

    An unticked cell of a line gone through is "chưa đạt"; of any other line it stays as it was, or empty.
    """

    def __init__(self, grid: SheetGrid, data=None):
        super().__init__(data)
        self.grid = grid
        cells = [(row, c) for row in grid.all_rows for c in row.criteria if c.applies_to(grid.tags)]
        self.fields["met"] = CellsField(f"{row.key}-{c.number}" for row, c in cells if c.steps == 1)
        self.fields["na"] = CellsField(f"{row.key}-{c.number}" for row, c in cells)
        self.fields["gone"] = CellsField(str(row.key) for row in grid.all_rows)
        for row, c in cells:
            if c.steps > 1:
                choices = [("", "")] + [(grade, grade) for grade in rules.GRADES[: c.steps + 1]]
                self.fields[f"grade-{row.key}-{c.number}"] = forms.ChoiceField(choices=choices, required=False)
        for row in grid.all_rows:
            self.fields[f"version-{row.key}"] = forms.IntegerField(min_value=0, required=False)

    def clean(self):
        both = set(self.cleaned_data.get("met", [])) & set(self.cleaned_data.get("na", []))
        if both:
            raise forms.ValidationError("Có ô vừa đánh dấu đạt vừa đánh dấu không áp dụng: hãy bỏ một trong hai.")
        return self.cleaned_data

    def entries(self) -> list[Entry]:
        """The keyed lines as the action takes them."""
        return [self.entry(row) for row in self.grid.all_rows]

    def keyed(self) -> list[tuple[int, str]]:
        """What was ticked, for showing it again when it could not be saved; nothing of a form that is not valid."""
        return [(entry.member, entry.answers) for entry in self.entries()] if self.is_valid() else []

    def entry(self, row: GridRow) -> Entry:
        answers = "".join(self.answer(row, c, before) for c, before in zip(row.criteria, row.answers, strict=True))
        version = self.cleaned_data.get(f"version-{row.key}")
        return Entry(row.key, answers, row.version if version is None else version)

    def answer(self, row: GridRow, criterion: rules.CriterionRule, before: str) -> str:
        cell = f"{row.key}-{criterion.number}"
        if cell in self.cleaned_data["na"]:
            return rules.NOT_APPLICABLE
        if not criterion.applies_to(self.grid.tags):
            return rules.UNSET
        if criterion.steps > 1:
            return self.cleaned_data[f"grade-{cell}"] or self.untouched(row, before)
        return rules.MET if cell in self.cleaned_data["met"] else self.untouched(row, before)

    def untouched(self, row: GridRow, before: str) -> str:
        if str(row.key) in self.cleaned_data["gone"]:
            return rules.NOT_MET
        return rules.NOT_MET if before == rules.NOT_MET else rules.UNSET


class RowForm(forms.Form):
    """One row sent by the grid: the person, the answers, the version that was on the screen, and who was keying."""

    member = forms.IntegerField(min_value=0)
    answers = forms.CharField(max_length=60)
    version = forms.IntegerField(min_value=0)
    by = forms.IntegerField(required=False)

    def entry(self) -> Entry:
        return Entry(self.cleaned_data["member"], self.cleaned_data["answers"], self.cleaned_data["version"])


class ExemptionForm(forms.Form):
    """Why a member is exempted; only whoever decides is asked what follows, of others it is a proposal."""

    kind = forms.ChoiceField(label="Lý do", choices=[("", "– chọn –"), *ExemptionKind.choices])
    reason = forms.CharField(
        label="Ghi rõ",
        max_length=200,
        help_text="Ví dụ: đi làm tại Hà Nội từ tháng 3/2022. Cán bộ tổ, thường trực và hội đồng sẽ đọc dòng này.",
        error_messages={"required": "Hãy ghi rõ lý do, để hội đồng và gia đình biết vì sao."},
    )
    effect = forms.ChoiceField(label="Cách tính", choices=ExemptionEffect.choices, widget=forms.RadioSelect)

    def __init__(self, data=None, *, may_decide: bool):
        super().__init__(data)
        if not may_decide:
            del self.fields["effect"]

    def values(self) -> dict:
        return {"effect": ExemptionEffect.COUNCIL} | self.cleaned_data


class ExemptionSearch(forms.Form):
    """The filter bar of the exemptions: what follows, and which neighbourhood where there are several."""

    STATES = [("", "Đang có hiệu lực"), *ExemptionEffect.choices, ("lifted", "Đã bỏ, đã thay")]

    state = forms.ChoiceField(label="Cách tính", choices=STATES, required=False)
    to = forms.ModelChoiceField(Unit.objects.none(), label="Tổ dân phố", required=False, empty_label="Tất cả các tổ")

    def __init__(self, user, phase: Phase, data):
        super().__init__(data)
        units = Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods().current()
        self.fields["to"].queryset = units
        if len(units) < 2:
            del self.fields["to"]
        self.is_valid()
        self.state = self.cleaned_data.get("state", "")
        self.unit = self.cleaned_data.get("to")
        self.visible = Exemption.objects.visible_to(user).filter(phase=phase)

    def exemptions(self):
        return self.visible.filter(member__household__unit=self.unit) if self.unit else self.visible


LONGEST_SEARCH = 60  # characters; every word costs a condition


class SheetSearch(forms.Form):
    """The filter bar of the sheet list; without a choice it shows the person's first neighbourhood."""

    STATES = [
        ("", "Tất cả các phiếu"), ("missing", "Chưa có"), ("entering", "Đang nhập"), ("complete", "Đã xong"),
        ("ask", "Hỏi lại hộ"),
        (BY_PHONE, "Hộ đã tự chấm qua điện thoại"), (NOT_LOOKED_AT, "Hộ tự chấm, tổ chưa xem"),
        (OUT, "Không tham gia"),
    ]  # fmt: skip

    to = forms.ModelChoiceField(Unit.objects.none(), label="Tổ dân phố", required=False, empty_label=None)
    state = forms.ChoiceField(label="Trạng thái", choices=STATES, required=False)
    q = forms.CharField(label="Tìm hộ", max_length=300, required=False)  # a QR reader sends a whole address

    def __init__(self, user, phase: Phase, data):
        super().__init__(data or None)
        units = Unit.objects.visible_to(user).below(phase.campaign.ward).neighbourhoods().current()
        self.fields["to"].queryset = units
        self.fields["q"].widget.attrs["placeholder"] = "Mã hộ, chủ hộ, số nhà"
        self.is_valid()
        self.chosen = getattr(self, "cleaned_data", {})
        self.unit = self.chosen.get("to") or units.first()
        self.fields["to"].initial = self.unit
        self.state = self.chosen.get("state", "")
        self.text = self.chosen.get("q", "")[:LONGEST_SEARCH]

    def scope(self):
        """All households of the chosen neighbourhood."""
        return Household.objects.filter(unit=self.unit)

    def households(self):
        """The chosen households; a search looks through every neighbourhood this person works for."""
        if self.text:
            homes = Household.objects.filter(unit__in=self.fields["to"].queryset).in_walking_order()
            return search_households(homes, self.text)
        return self.scope().in_walking_order()


class ReopenForm(forms.Form):
    """Why a closed phase is opened again."""

    reason = forms.CharField(
        label="Lý do mở lại",
        max_length=200,
        help_text="Bản chốt cũ được giữ nguyên cùng lý do này; giấy đã in theo bản cũ không đổi.",
    )


class CountedSearch(forms.Form):
    """Which total to open, and for which neighbourhood; without a choice, households that pass in all one may see."""

    kind = forms.ChoiceField(label="Số liệu", choices=CountedKind.choices, required=False)
    to = forms.ModelChoiceField(Unit.objects.none(), label="Tổ dân phố", required=False, empty_label="Tất cả các tổ")

    def __init__(self, user, phase: Phase, data):
        super().__init__(data or None, initial={"kind": CountedKind.HOUSEHOLDS_PASSING})
        own = neighbourhoods_of(phase).visible_to(user)
        self.fields["to"].queryset = own
        self.is_valid()
        chosen = getattr(self, "cleaned_data", {})
        self.kind = chosen.get("kind") or CountedKind.HOUSEHOLDS_PASSING
        self.units = own.filter(pk=chosen["to"].pk) if chosen.get("to") else own
        self.title = CountedKind(self.kind).label


class CutSearch(forms.Form):
    """By which neighbourhoods two phases are compared."""

    cat = forms.ChoiceField(label="Tính theo", choices=Cut.choices, required=False)

    def __init__(self, data):
        super().__init__(data or None)
        self.is_valid()
        self.cut = getattr(self, "cleaned_data", {}).get("cat") or Cut.OWN
