"""Renaming, merging and splitting: fill in, look at what will be, then confirm. Nothing is written before that."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from ..actions import merge_units, rename_unit, split_unit
from ..forms.units import MergeForm, RenameForm, SplitForm
from ..kit.forecasts import forecasts
from ..kit.guards import GuardedPage
from ..models import Unit, UnitChange
from ..permissions import can_change_unit
from ..queries.unit_changes import homes_of, plan_change, streets_of, ward_of
from ..rules import ChangeRefused, Plan
from ..words.units import after_lines, below_lines


class ChangePage(GuardedPage):
    """A form whose POST shows a preview (`step` look), comes back to itself (edit), or does it (save)."""

    predicate = can_change_unit
    form_class = None
    act = None

    def get_subject(self):
        visible = Unit.objects.visible_to(self.request.user).filter(parent__isnull=False).select_related("parent")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form_class(self.subject))
        return super().get_context_data(unit=self.subject, **kwargs)

    def post(self, request, **kwargs):
        if done := done_before(request.POST.get("key", ""), ward_of(self.subject)):
            return self.finish(done)
        form = self.form_class(self.subject, request.POST)
        if not form.is_valid() or request.POST.get("step") == "edit":
            return self.render_to_response(self.get_context_data(form=form))
        return self.try_step(form, self.save if request.POST.get("step") == "save" else self.look)

    def try_step(self, form, step):
        """The answer of a step, or the form again with every reason against it."""
        try:
            return step(form)
        except ChangeRefused as refusal:
            for complaint in refusal.complaints:
                form.add_error(None, complaint)
        return self.render_to_response(self.get_context_data(form=form))

    def look(self, form):
        ward = ward_of(self.subject)
        plan = plan_change(form.order(), ward)
        self.template_name = "emulation/unit_change_preview.html"
        return self.render_to_response(self.get_context_data(form=form, key=uuid4(), **preview(plan, ward, form)))

    def save(self, form):
        key, stamp = as_key(self.request.POST.get("key", "")), self.request.POST.get("stamp", "")
        if key is None or not stamp:
            return self.look(form)
        ward, act = ward_of(self.subject), type(self).act
        return self.finish(act(form.order(), ward, by=self.request.user, stamp=stamp, key=key))

    def finish(self, change: UnitChange):
        messages.success(self.request, f"Đã ghi: {change.get_kind_display().lower()} {self.subject}.")
        part = change.parts.filter(before=self.subject).first() or change.parts.first()
        return redirect("emulation:unit", part.after_id)


class UnitRename(ChangePage):
    template_name = "emulation/unit_rename.html"
    form_class = RenameForm
    act = rename_unit


class UnitMerge(ChangePage):
    template_name = "emulation/unit_merge.html"
    form_class = MergeForm
    act = merge_units


class UnitSplit(ChangePage):
    template_name = "emulation/unit_split.html"
    form_class = SplitForm
    act = split_unit

    def get_context_data(self, **kwargs):
        homes = homes_of((self.subject.pk,))
        return super().get_context_data(homes=homes, streets=streets_of(homes), **kwargs)


def preview(plan: Plan, ward: Unit, form) -> dict:
    """Everything the preview shows of a plan."""
    return {
        "plan": plan,
        "afters": after_lines(plan),
        "below": below_lines(plan),
        "forecasts": forecasts("unit change", plan, ward),
        "carried": form.carried,
        "last_day": plan.papers.effective_on - timedelta(days=1),
    }


def as_key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def done_before(text: str, ward: Unit) -> UnitChange | None:
    """The change this very form has made already, when it comes a second time."""
    key = as_key(text)
    return UnitChange.objects.filter(key=key, ward=ward).first() if key else None
