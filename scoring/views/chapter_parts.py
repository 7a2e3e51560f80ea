"""Pages of one phase, its rules, one criteria set: what a chapter of the plan has several of."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.actions.drafts import NotADraft, PhaseInUse, remove_phase, save_phase
from emulation.forms import plan as own
from emulation.forms.rows import rows_of
from emulation.models import Phase
from emulation.permissions import can_write_campaign
from emulation.views.campaigns import CampaignView

from ..actions.drafts import SetInUse, remove_criteria_set, save_criteria_set, save_rules, set_tables
from ..forms.plan import CriteriaSetForm, CriterionRows, GroupRows, LevelRows, ResultRulesForm
from ..models import CriteriaSet, ResultRules
from ..rules.launching import set_faults
from ..words.setup import chapter_url
from .chapters import ChapterPage, WrittenPage


class PartPage(WrittenPage):
    """A page below a chapter: it leads back there when it is saved."""

    new_title = ""

    @cached_property
    def part(self):
        """The thing of the address; None on the page that makes a new one."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        title = str(self.part or self.new_title)
        kwargs.setdefault("remove_url", self.remove_url() if self.part else "")
        return super().get_context_data(part_title=title, chapter_url=self.next_url(), **kwargs)

    def remove_url(self) -> str:
        return ""

    def next_url(self) -> str:
        return chapter_url(self.campaign, self.slug)


class PhasePart(PartPage):
    """A phase with its steps and their windows."""

    slug, new_title = "thoi-gian", "Đợt mới"

    @cached_property
    def part(self):
        if "number" not in self.kwargs:
            return None
        return get_object_or_404(self.campaign.phases, number=self.kwargs["number"])

    def parts(self, data=None):
        phase = self.part
        fresh = Phase.objects.get(pk=phase.pk) if phase else Phase(campaign=self.campaign, **self.next_values())
        return [own.PhaseForm(data, instance=fresh), rows_of(own.StepRows, "buoc", self.steps(), data)]

    def next_values(self) -> dict:
        number = max(self.campaign.phases.values_list("number", flat=True), default=0) + 1
        return {"number": number, "name": f"Đợt {number}"}

    def steps(self):
        return self.part.steps.all() if self.part else []

    def tables(self):
        return [self.part, self.steps()] if self.part else []

    def save(self, form, steps, **trail):
        save_phase(self.campaign, self.part, form.values(), steps.values(), **trail)

    def remove_url(self):
        return reverse("scoring:setup_phase_remove", args=[self.campaign.code, self.part.number])


class RulesPart(PartPage):
    """Titles, shares and the award of one phase."""

    slug = "khen-thuong"

    @cached_property
    def part(self):
        return get_object_or_404(self.campaign.phases, number=self.kwargs["number"])

    @property
    def standing(self) -> ResultRules | None:
        return ResultRules.objects.filter(phase=self.part).order_by("version").last()

    def parts(self, data=None):
        return [ResultRulesForm(self.campaign, data, instance=self.standing)]

    def tables(self):
        return [self.standing] if self.standing else []

    def save(self, form, **trail):
        save_rules(self.part, form.values(), **trail)


class CriteriaPage(ChapterPage):
    """The criteria sets of the campaign, each with a page of its own."""

    slug = "tieu-chi"

    def get_context_data(self, **kwargs):
        sets = CriteriaSet.objects.filter(campaign=self.campaign).prefetch_related("criteria", "levels", "groups")
        links = [(str(one), set_note(one), reverse("scoring:setup_criteria", args=self.place(one.pk))) for one in sets]
        more = ("Thêm bộ tiêu chí", reverse("scoring:setup_criteria_new", args=self.place()))
        return super().get_context_data(links_title="Các bộ tiêu chí", links=links, more=more, **kwargs)

    def place(self, *more) -> list:
        return [self.campaign.code, *more]


def set_note(one: CriteriaSet) -> str:
    """Whom a set scores and how large it is."""
    criteria = one.as_rules()
    return f"{one.get_subject_display()}: {len(criteria.criteria)} tiêu chí, {criteria.full_marks()} điểm"


class CriteriaPart(PartPage):
    """One criteria set with its criteria, levels and groups; what cannot be in it is said above."""

    slug, new_title = "tieu-chi", "Bộ tiêu chí mới"

    @cached_property
    def part(self):
        if "set" not in self.kwargs:
            return None
        sets = CriteriaSet.objects.filter(campaign=self.campaign).prefetch_related("criteria", "levels", "groups")
        return get_object_or_404(sets, pk=self.kwargs["set"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(faults=set_faults(self.part.as_rules()) if self.part else [], **kwargs)

    def parts(self, data=None):
        standing = CriteriaSet.objects.get(pk=self.part.pk) if self.part else None
        criteria, levels, groups = self.tables()[1:] or ([], [], [])
        return [
            CriteriaSetForm(data, instance=standing),
            rows_of(LevelRows, "muc-dat", levels, data),
            rows_of(GroupRows, "nhom", groups, data),
            rows_of(CriterionRows, "tieu-chi", criteria, data),
        ]

    def tables(self):
        return list(set_tables(CriteriaSet.objects.get(pk=self.part.pk))) if self.part else []

    def save(self, form, levels, groups, criteria, **trail):
        rows = {"levels": levels.values(), "groups": groups.values(), "criteria": criteria.values()}
        save_criteria_set(self.campaign, self.part, form.values(), rows, **trail)

    def remove_url(self):
        return reverse("scoring:setup_criteria_remove", args=[self.campaign.code, self.part.pk])


class Removal(CampaignView, View):
    """A press that takes something out of a draft and leads back to its chapter."""

    predicate = can_write_campaign
    http_method_names = ["post"]
    slug = ""

    def post(self, request, **kwargs):
        try:
            self.remove()
        except (SetInUse, PhaseInUse, NotADraft) as refusal:
            messages.error(request, str(refusal))
        return redirect(chapter_url(self.campaign, self.slug))

    def remove(self):
        raise NotImplementedError


class PhaseRemove(Removal):
    predicate = can_write_campaign
    slug = "thoi-gian"

    def remove(self):
        remove_phase(get_object_or_404(self.campaign.phases, number=self.kwargs["number"]), by=self.request.user)


class CriteriaRemove(Removal):
    predicate = can_write_campaign
    slug = "tieu-chi"

    def remove(self):
        found = get_object_or_404(CriteriaSet, campaign=self.campaign, pk=self.kwargs["set"])
        remove_criteria_set(found, by=self.request.user)
