"""Forms of splitting a household and of merging what stands twice, side by side."""

from dataclasses import dataclass

from django import forms

from emulation.choices import Gender
from emulation.forms.people import KeyedForm, text_field
from emulation.forms.units import day_field
from emulation.kit import clock
from emulation.models import Household, Member
from emulation.queries.people import suggested_code, whole_stamp
from emulation.rules import cells
from emulation.templatetags.masks import masked

from ..actions import households, members
from ..actions.households import HouseholdMerge, Split
from ..actions.members import KEPT, OTHER, MemberMerge
from ..queries.merging import clashes


class SplitForm(KeyedForm):
    """Who goes, under whom and under which code; who heads those who stay, where their head goes."""

    going = forms.TypedMultipleChoiceField(
        label="Những người tách ra", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn người tách ra.", "invalid_choice": "Hãy chọn lại người tách ra."},
    )  # fmt: skip
    head = forms.TypedChoiceField(
        label="Chủ hộ của hộ mới", coerce=int,
        error_messages={"required": "Hãy chọn chủ hộ mới.", "invalid_choice": "Hãy chọn lại chủ hộ mới."},
    )  # fmt: skip
    head_who_stays = forms.TypedChoiceField(
        label="Chủ hộ của hộ cũ", coerce=int, required=False, empty_value=0,
        help_text="Chỉ chọn khi chủ hộ cũ cũng tách ra.",
    )  # fmt: skip
    code = text_field("Mã hộ mới", "Hãy ghi mã hộ mới.", help_text="Không trùng trong phường.")
    address = text_field("Địa chỉ hộ mới")
    on = day_field("Tách từ ngày")
    reason = text_field("Lý do", help_text="Ví dụ con lập gia đình ra ở riêng.")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, household: Household, data=None):
        initial = {
            "code": suggested_code(household.unit), "address": household.address, "on": f"{clock.today():%d/%m/%Y}",
            "stamp": whole_stamp(household),
        }  # fmt: skip
        super().__init__(data, initial=initial)
        people = household.members.in_paper_order().defer("citizen_id", "phone")
        named = [(one.pk, f"{one.full_name} ({one.get_relation_display().lower()})", one.has_left) for one in people]
        living = [(pk, words) for pk, words, has_left in named if not has_left]
        self.fields["going"].choices = [(pk, words) for pk, words, _ in named]
        self.fields["head"].choices = [("", "Hãy chọn"), *living]
        self.fields["head_who_stays"].choices = [("", "Chủ hộ cũ vẫn ở lại"), *living]

    def clean(self):
        given = super().clean()
        code, address = self.read("code", cells.household_code), self.read("address", cells.address)
        return given | {"code": code, "address": address or ""}

    def order(self) -> Split:
        given = self.cleaned_data
        return Split(
            going=frozenset(given["going"]), head=given["head"], head_who_stays=given["head_who_stays"],
            code=given["code"], address=given["address"], on=given["on"], reason=given["reason"],
        )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One row of two columns: what it is about, the field that chooses, what each side says, whether they differ."""

    label: str
    name: str
    kept: str
    other: str
    chosen: str

    @property
    def differs(self) -> bool:
        return self.kept != self.other


class SideBySideForm(KeyedForm):
    """Two records in two columns; of each field that differs one value is chosen."""

    reason = text_field("Lý do gộp", "Hãy ghi lý do gộp, ví dụ đã đối chiếu giấy tờ.")
    stamp = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, sides: dict[str, tuple[str, str, str]], stamp: str, data=None):
        super().__init__(data, initial={"stamp": stamp})
        self.sides = sides
        for name, (label, kept, other) in sides.items():
            error = f"Hãy chọn {label.lower()} ở một trong hai cột."
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[(KEPT, "giữ lại"), (OTHER, "gộp vào")], required=kept != other,
                error_messages={"required": error, "invalid_choice": error},
            )  # fmt: skip

    @property
    def rows(self) -> list[Choice]:
        return [Choice(label, name, *both, self.chosen(name)) for name, (label, *both) in self.sides.items()]

    def chosen(self, name: str) -> str:
        """What is ticked: what was sent, else the only side that says something, else nothing where it matters."""
        if self.is_bound:
            return self.data.get(name, "")
        return KEPT if self.sides[name][1] else OTHER

    def takes_other(self, name: str) -> bool:
        return self.cleaned_data.get(name) == OTHER


class MemberMergeForm(SideBySideForm):
    """Values and, where both were scored in an open phase, whose score stays; a score has no answer by itself."""

    def __init__(self, kept: Member, other: Member, data=None):
        self.kept, self.other = kept, other
        self.clashes = [one for one in clashes(kept, other) if one[1].answers != one[2].answers]
        sides = {
            "full_name": ("Họ và tên", kept.full_name, other.full_name),
            "birth": ("Ngày sinh", kept.birth_text, other.birth_text),
            "gender": ("Giới tính", Gender(kept.gender).label, Gender(other.gender).label),
            "citizen_id": ("Số CCCD", *both_masked(kept.citizen_id, other.citizen_id)),
            "phone": ("Số điện thoại", *both_masked(kept.phone, other.phone)),
        }
        for phase, mine, theirs in self.clashes:
            sides[f"score-{phase.pk}"] = (f"Điểm {phase.name}", score_words(mine), score_words(theirs, apart=True))
        super().__init__(sides, members.pair_stamp(kept, other), data)

    def chosen(self, name):
        return "" if name.startswith("score-") and not self.is_bound else super().chosen(name)

    def order(self) -> MemberMerge:
        columns = {"full_name": ["full_name"], "birth": ["born_on", "is_birth_year_only"], "gender": ["gender"]}
        columns |= {"citizen_id": ["citizen_id"], "phone": ["phone"]}
        values = {
            column: getattr(self.other if self.takes_other(name) else self.kept, column)
            for name, names in columns.items()
            for column in names
        }
        scores = {phase.pk: self.cleaned_data[f"score-{phase.pk}"] for phase, _, _ in self.clashes}
        return MemberMerge(values, self.cleaned_data["reason"], scores)


def both_masked(kept: str, other: str) -> tuple[str, str]:
    """Two numbers as pages show them; two that differ and end alike are told apart."""
    words = masked(kept), masked(other)
    return words if kept == other or words[0] != words[1] else (f"{words[0]} (số thứ nhất)", f"{words[1]} (số thứ hai)")


def score_words(score, apart: bool = False) -> str:
    """A score and who keyed it; the second of two that read alike differs by its answers."""
    points = f"{score.score.normalize():f}".replace(".", ",")
    return f"{points} điểm, {score.entered_by} nhập{' (câu trả lời khác)' if apart else ''}"


class HouseholdMergeForm(SideBySideForm):
    """Code and address of one of the two, and the head among all their people."""

    head = forms.TypedChoiceField(
        label="Chủ hộ sau khi gộp", coerce=int,
        error_messages={"required": "Hãy chọn chủ hộ.", "invalid_choice": "Hãy chọn lại chủ hộ."},
    )  # fmt: skip

    def __init__(self, kept: Household, other: Household, data=None):
        self.kept, self.other = kept, other
        sides = {
            "code": ("Mã hộ", kept.code, other.code),
            "address": ("Địa chỉ", kept.address, other.address),
        }
        super().__init__(sides, households.pair_stamp(kept, other), data)
        people = [*kept.members.in_paper_order(), *other.members.in_paper_order()]
        choices = [
            (one.pk, f"{one.full_name}, {one.birth_text} ({one.get_relation_display().lower()})")
            for one in people
            if not one.has_left
        ]
        self.fields["head"].choices = choices

    def order(self) -> HouseholdMerge:
        code, address = (
            getattr(self.other if self.takes_other(name) else self.kept, name) for name in ("code", "address")
        )
        return HouseholdMerge(code, address, self.cleaned_data["head"], self.cleaned_data["reason"])


class HouseholdPickForm(forms.Form):
    """The code of the household that is the same as this one."""

    voi = text_field("Mã hộ trùng", "Hãy ghi mã của hộ trùng.", help_text="Hộ này sẽ được gộp vào hộ đang xem.")

    def __init__(self, household: Household, visible, data=None):
        super().__init__(data)
        self.household, self.visible = household, visible

    def clean_voi(self):
        code = self.cleaned_data["voi"].strip()
        homes = self.visible.filter(ward=self.household.ward_id, code__iexact=code).exclude(pk=self.household.pk)
        found = homes.select_related("unit", "ward").first()
        if found is None:
            raise forms.ValidationError("Không thấy hộ nào khác mang mã này. Hãy xem lại mã ở danh sách hộ.")
        return found
