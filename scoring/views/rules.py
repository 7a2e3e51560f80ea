"""The rules of a phase in plain words, their versions, and changing them after seeing what that does."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from .. import permissions
from ..actions.rule_changes import RuleChangeRefused, change_rules
from ..forms.rules import RuleChangeForm, RuleReasonForm
from ..models import ResultRules
from ..queries.results import rules_of
from ..queries.rule_changes import change_effects
from ..words.rules import criterion_words, rules_in_words
from .phases import PhasePage

SHOWN = 200  # names listed on the preview; the rest are counted


class RuleDetail(PhasePage):
    """The rules in force as sentences, every criterion with what is special about it, and the earlier versions."""

    template_name = "scoring/rules_detail.html"
    predicate = permissions.can_view_results

    def get_context_data(self, **kwargs):
        found = rules_of(self.phase)
        sets = [one for one in (found.resident_set, found.household_set) if one]
        return super().get_context_data(
            found=found,
            sentences=rules_in_words(found),
            sets=[(one, criterion_words(one)) for one in sets],
            versions=ResultRules.objects.filter(phase=self.phase).select_related("made_by").order_by("-version"),
            may_change=permissions.can_change_rules(self.request.user, self.phase),
            **kwargs,
        )


class RuleChangePage(PhasePage):
    """First press: what would turn, by name and number. Second press, with a reason: the new version."""

    template_name = "scoring/rules_change.html"
    predicate = permissions.can_change_rules

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", RuleChangeForm(rules_of(self.phase)))
        return super().get_context_data(shown=SHOWN, **kwargs)

    def post(self, request, **kwargs):
        form = RuleChangeForm(rules_of(self.phase), request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" in request.POST:
            return self.change(form)
        return self.show(form, RuleReasonForm())

    def show(self, form, reason):
        """What would turn, above the box for the reason."""
        effects = change_effects(self.phase, form.change())
        return self.render_to_response(self.get_context_data(form=form, effects=effects, reason_form=reason))

    def change(self, form):
        reason = RuleReasonForm(self.request.POST)
        if not reason.is_valid():
            return self.show(form, reason)
        given = {"version": form.cleaned_data["version"], "reason": reason.cleaned_data["reason"]}
        try:
            made = change_rules(self.phase, form.change(), **given, by=self.request.user)
        except RuleChangeRefused as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.request.path)
        messages.success(self.request, f"Đã đổi quy tắc: phiên bản {made.version} đang dùng.")
        return redirect(reverse("scoring:rules", args=self.place))
