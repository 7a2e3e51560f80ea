"""Tables of rows on a page of plain forms: each row a form, with its place and a box to take it away."""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME

MOST_ROWS = 200
TOOLS = (ORDERING_FIELD_NAME, DELETION_FIELD_NAME)


class RowForm(forms.ModelForm):
    """One row; `row` is the key of the standing row it shows, empty for a new one."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)
    special = ()  # names of fields that are folded away until somebody needs them

    def values(self) -> dict:
        """What the action writes."""
        own = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {"pk": self.cleaned_data["row"], **own}

    @classmethod
    def initial_of(cls, instance) -> dict:
        return {"row": instance.pk, **{name: getattr(instance, name) for name in cls.Meta.fields}}

    def common(self):
        """The fields that every row needs."""
        return [field for field in self.visible_fields() if field.name not in {*self.special, *TOOLS}]

    def folded(self):
        return [self[name] for name in self.special]

    def tools(self):
        """Place and removal, where the page is written."""
        return [self[name] for name in TOOLS]


class BaseRows(forms.BaseFormSet):
    """Rows that can be added, put in order and taken away without a script."""

    title, noun, blank = "", "dòng", 1
    default_error_messages = {
        "missing_management_form": "Trang gửi lên không đủ dữ liệu. Hãy tải lại trang rồi nhập lại.",
        "too_many_forms": f"Nhiều nhất {MOST_ROWS} dòng: hãy bỏ bớt.",
    }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        place, gone = form.fields[ORDERING_FIELD_NAME], form.fields[DELETION_FIELD_NAME]
        place.label, gone.label = "Thứ tự", f"Bỏ {self.noun} này"

    def values(self) -> list[dict]:
        """The rows that stay, in the order they were given."""
        return [form.values() for form in self.ordered_forms]


def rows_class(form_class, title: str, noun: str, *, blank: int = 1):
    """The table class of a kind of row; while there are none, `blank` empty ones wait to be filled in."""
    made = forms.formset_factory(
        form_class, formset=BaseRows, extra=0, can_order=True, can_delete=True, max_num=MOST_ROWS,
        absolute_max=MOST_ROWS, validate_max=True,
    )  # fmt: skip
    return type(f"{form_class.__name__}s", (made,), {"title": title, "noun": noun, "blank": blank})


def rows_of(table, prefix: str, instances, data=None):
    """A table over standing rows; with `data`, as somebody has filled it in."""
    if data is not None:
        return table(data, prefix=prefix)
    initial = [table.form.initial_of(one) for one in instances]
    found = table(prefix=prefix, initial=initial)
    found.extra = 0 if initial else table.blank
    return found


def one_row_more(data, prefix: str):
    """The same data with an empty row at the end of one table."""
    more = data.copy()
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    more[f"{prefix}-TOTAL_FORMS"] = min(int(count) + 1, MOST_ROWS) if count.isdecimal() and len(count) < 5 else 1
    return more
