"""The targets of a plan as pages: their chapter, one target with its goals, taking one out of a draft."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.actions.drafts import NotADraft
from emulation.forms.rows import rows_of
from emulation.permissions import can_write_campaign
from emulation.views.campaigns import CampaignView

from .. import permissions
from ..actions.target_plans import TargetRefused, remove_target, save_target, target_tables
from ..forms.target_plans import GoalRows, NewGoalRows, TargetForm
from ..models import Target
from ..queries.targets import is_judged, is_measured
from ..words.setup import chapter_url
from ..words.targets import goals_in_words, level_words
from .chapter_parts import PartPage
from .chapters import ChapterPage

SLUG = "chi-tieu"


class TargetsPage(ChapterPage):
    """The targets of the campaign in their order, each with a page of its own."""

    slug = SLUG

    def get_context_data(self, **kwargs):
        targets = Target.objects.filter(campaign=self.campaign).prefetch_related("goals")
        links = [(str(one), goals_in_words(one), self.url("setup_target", one.number)) for one in targets]
        more = ("Thêm chỉ tiêu", self.url("setup_target_new"))
        notice = "" if self.campaign.is_draft else LAUNCHED
        return super().get_context_data(links_title="Các chỉ tiêu", links=links, more=more, notice=notice, **kwargs)

    def url(self, name: str, *place) -> str:
        return reverse(f"scoring:{name}", args=[self.campaign.code, *place])


LAUNCHED = (
    "Phong trào đã phát động: mở từng chỉ tiêu để sửa câu chữ, người phụ trách, nguồn số liệu hoặc thêm mốc. "
    "Mỗi lần sửa được ghi vào nhật ký."
)
JUDGED = (
    "Chỉ tiêu này đã có số liệu được duyệt: loại, chiều đạt và các mốc cũ giữ nguyên. "
    "Câu chữ, người phụ trách, nguồn số liệu vẫn sửa được, và thêm được mốc mới."
)


class TargetPart(PartPage):
    """One target with its goals; after the launch as much of it as may still change."""

    slug, new_title = SLUG, "Chỉ tiêu mới"

    @cached_property
    def part(self) -> Target | None:
        if "number" not in self.kwargs:
            return None
        found = Target.objects.filter(campaign=self.campaign).select_related("campaign")
        return get_object_or_404(found, number=self.kwargs["number"])

    @cached_property
    def is_judged(self) -> bool:
        return self.part is not None and is_judged(self.part)

    def get_context_data(self, **kwargs):
        kept = [(f"Đến hết ngày {one}", level_words(self.part, one)) for one in self.goals()] if self.is_judged else []
        may_write = self.campaign.is_draft if self.part is None else self.may_change()
        may_remove = self.campaign.is_draft and self.part is not None and not is_measured(self.part)
        found = super().get_context_data(kept=kept, kept_title="Các mốc đã có", notice=self.notice(), **kwargs)
        return found | {"may_write": may_write, "remove_url": found["remove_url"] if may_remove else ""}

    def may_change(self) -> bool:
        return permissions.can_change_targets(self.request.user, self.campaign)

    def notice(self) -> str:
        if self.is_judged:
            return JUDGED
        return "" if self.campaign.is_draft or self.part is None else LAUNCHED

    def goals(self):
        return self.part.goals.all() if self.part else []

    def parts(self, data=None):
        standing = Target.objects.get(pk=self.part.pk) if self.part else Target(campaign=self.campaign)
        form = TargetForm(
            data, instance=standing, place=standing.number or self.next_place(), is_draft=self.campaign.is_draft,
            is_measured=bool(self.part) and is_measured(standing), is_judged=self.is_judged,
        )  # fmt: skip
        rows = (NewGoalRows, "moc", []) if self.is_judged else (GoalRows, "moc", self.goals())
        return [form, rows_of(*rows, data)]

    def next_place(self) -> int:
        return Target.objects.filter(campaign=self.campaign).count() + 1

    def tables(self):
        return list(target_tables(Target.objects.get(pk=self.part.pk))) if self.part else []

    def save(self, form, rows, **trail):
        kept = [{"due_on": one.due_on, "value": one.value} for one in self.goals()] if self.is_judged else []
        place = form.cleaned_data.get("place", 0)
        save_target(self.campaign, self.part, form.values(), kept + rows.values(), place=place, **trail)

    def saved(self, parts):
        try:
            return super().saved(parts)
        except TargetRefused as refusal:
            return self.refused(parts, refusal)

    def remove_url(self):
        return reverse("scoring:setup_target_remove", args=[self.campaign.code, self.part.number])


class TargetRemove(CampaignView, View):
    """A press that takes a target out of a draft."""

    predicate = can_write_campaign
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        found = Target.objects.filter(campaign=self.campaign).select_related("campaign")
        try:
            remove_target(get_object_or_404(found, number=self.kwargs["number"]), by=request.user)
        except (TargetRefused, NotADraft) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Đã bỏ chỉ tiêu khỏi kế hoạch.")
        return redirect(chapter_url(self.campaign, SLUG))
