"""The neighbourhood's side of self-scoring: slips, what households have sent, taking it over or saying why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from emulation.kit.documents import PaperEngineMissing, Unprintable

from .. import permissions
from ..actions.household_links import LinkRefused, issue_links, revoke_links, secret_of
from ..actions.self_scores import look_at_self_scores, take_self_scores
from ..actions.sheets import ScoreConflict, SheetRefused
from ..actions.staying_out import leave_phase, return_to_phase
from ..documents.phone_slips import PhoneSlips
from ..facts import slip_face, slips
from ..forms.self_scores import LinkSearch, ReasonsForm, SlipOrderForm, StayOutForm
from ..queries.self_scores import link_counts, link_rows, proposal_for, unit_proposals
from ..rules import WrongAnswers
from ..words.self_scores import difference_words, taken_words
from ..words.sheets import conflict_words
from .paper_sheets import address_of
from .phases import PhasePage
from .register import UnitRegisterView
from .sheets import SheetView


class PhoneLinks(UnitRegisterView, PhasePage):
    """The households of a neighbourhood: who has a slip, who has sent, who stays out; and the acts on them."""

    template_name = "scoring/phone_links.html"

    def get_context_data(self, form=None, **kwargs):
        search = LinkSearch(self.phase, self.unit, self.request.GET)
        page, rows = link_rows(self.phase, search.households(), self.request.GET.get("page"))
        may_issue = permissions.can_issue_links(self.request.user, self.unit) and not self.phase.is_closed
        return super().get_context_data(
            unit=self.unit,
            search=search,
            page=page,
            rows=rows,
            counts=link_counts(self.phase, self.unit),
            may_issue=may_issue,
            form=form or SlipOrderForm(self.phase, self.unit),
            **kwargs,
        )

    def back(self):
        return redirect("scoring:phone_links", *self.place, self.unit.pk)


class PhoneSlipsFile(PhoneLinks):
    """Gives links and prints their slips at once, for only their hashes are kept; pressed again, the same slips."""

    predicate = permissions.can_issue_links
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SlipOrderForm(self.phase, self.unit, request.POST)
        if not form.is_valid():
            messages.error(request, "Chưa lập được phiếu mở: hãy chọn lại in cho hộ nào.")
            return self.render_to_response(self.get_context_data(form=form))
        homes = form.homes()
        if not homes:
            messages.error(request, "Không có hộ nào để in: hãy đánh dấu hộ, hoặc các hộ đều đã có phiếu mở.")
            return self.back()
        try:
            return self.printed(homes, form.cleaned_data["key"], only_new=form.cleaned_data["scope"] == "new")
        except (LinkRefused, Unprintable, PaperEngineMissing) as refusal:
            messages.error(request, str(refusal))
            return self.back()

    def printed(self, homes, key, *, only_new: bool) -> HttpResponse:
        """The slips as a PDF file. What cannot be printed is refused before any secret changes."""
        address = address_of(self.request)
        face = slip_face(self.phase, address)
        planned = {home.pk: secret_of(key, self.phase, home.pk) for home in homes}
        if refused := PhoneSlips(face, slips(homes, planned, address)).proof().refused:
            raise refused[0]
        secrets = issue_links(self.phase, self.unit, homes, key=key, by=self.request.user, only_new=only_new)
        homes = [home for home in homes if home.pk in secrets]
        if not homes:
            raise LinkRefused("Người khác vừa in phiếu mở cho các hộ này. Muốn in lại thì hãy đánh dấu hộ.")
        response = HttpResponse(PhoneSlips(face, slips(homes, secrets, address)).pdf(), content_type="application/pdf")
        name = f"phieu-mo-{self.unit.code.rpartition('/')[2]}-dot-{self.phase.number}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class PhoneRevoke(PhoneLinks):
    """Ends the links of the ticked households."""

    predicate = permissions.can_issue_links
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        data = request.POST.copy()
        data["scope"] = "ticked"
        form = SlipOrderForm(self.phase, self.unit, data)
        homes = form.homes() if form.is_valid() else []
        count = revoke_links(self.phase, self.unit, homes, by=request.user)
        words = f"Đã thu hồi {count} phiếu mở: mã và QR cũ không mở được nữa."
        messages.success(request, words if count else "Không có phiếu mở nào được thu hồi: hãy đánh dấu hộ trước.")
        return self.back()


class StayOut(PhoneLinks):
    """Writes down by hand that a household does not take part, or that it does again."""

    predicate = permissions.can_issue_links
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        data = request.POST.copy()
        if "back" in data:
            data["reason"] = "trở lại"
        form = StayOutForm(self.unit, data)
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
            return self.back()
        home = form.cleaned_data["home"]
        try:
            if "back" in data:
                return_to_phase(home, self.phase, by=request.user)
            else:
                leave_phase(home, self.phase, by=request.user, reason=form.cleaned_data["reason"])
        except SheetRefused as refusal:
            messages.error(request, str(refusal))
        else:
            state = "tham gia lại" if "back" in data else "không tham gia"
            messages.success(request, f"Đã ghi hộ {home.head_name} ({home.code}) {state}.")
        return self.back()


class SelfScoreList(UnitRegisterView, PhasePage):
    """What the households of a neighbourhood have sent, and where the neighbourhood scores otherwise."""

    template_name = "scoring/self_score_list.html"
    predicate = permissions.can_list_self_scores

    def get_context_data(self, **kwargs):
        state = "waiting" if self.request.GET.get("state") == "waiting" else ""
        page, found = unit_proposals(self.phase, self.unit, state, self.request.GET.get("page"))
        rows = [(one, [(line, difference_words(line)) for line in one.differing]) for one in found]
        return super().get_context_data(unit=self.unit, page=page, rows=rows, state=state, **kwargs)


class SelfTake(SheetView, View):
    """Fills the empty lines of a sheet with what the household has sent."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        try:
            count = take_self_scores(self.household, self.phase, by=request.user)
        except (SheetRefused, WrongAnswers) as refusal:
            messages.error(request, str(refusal))
        except ScoreConflict as conflict:
            messages.error(request, conflict_words(conflict, self.grid))
        else:
            (messages.success if count else messages.warning)(request, taken_words(count))
        return redirect(self.sheet_url(self.household))


class SelfLook(SheetView, View):
    """Keeps the reasons for scoring otherwise, and marks what was sent as looked at."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = ReasonsForm(proposal_for(self.grid), request.POST)
        place = f"{reverse('scoring:sheet', args=[*self.place, self.household.pk])}#ho-tu-cham"
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
            return redirect(place)
        try:
            count = look_at_self_scores(self.household, self.phase, form.reasons(), by=request.user)
        except SheetRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã ghi {count} lý do." if count else "Đã ghi là đã xem phiếu hộ tự chấm.")
        return redirect(place)
