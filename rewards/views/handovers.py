"""Handing certificates over: the list that a clerk searches or scans into, one certificate, many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from emulation.kit import clock
from emulation.kit.guards import GuardedPage

from ..actions.handovers import HandOverRefused, hand_over, take_back
from ..choices import HandOverState
from ..forms.handovers import HandOverForm, HandOverSearch, TakeBackForm
from ..models import Certificate, HandOver
from ..permissions import handovers as permissions
from ..permissions import proposing_units
from ..queries.handovers import in_state, own_certificates, usual_order, with_lateness, with_receivers
from ..words.handovers import done_words, hand_over_row, receiver_words
from .phases import RewardPage, RewardView

LINES = 50
NAMED = 10


class HandOverList(RewardPage):
    """Certificates that wait for their receivers; a scanned code leads straight to its own."""

    template_name = "rewards/handover_list.html"
    predicate = permissions.can_view_hand_overs

    def get(self, request, **kwargs):
        self.search = HandOverSearch(self.phase, request.user, request.GET)
        if found := self.search.scanned():
            return redirect("rewards:handover", *self.place, found.pk)
        return super().get(request)

    def get_context_data(self, **kwargs):
        user, day = self.request.user, clock.today()
        found = with_lateness(with_receivers(self.search.certificates()), day)
        page = Paginator(found, LINES).get_page(self.request.GET.get("page"))
        others = self.search.without_state()
        return super().get_context_data(
            search=self.search,
            page=page,
            has_any=bool(page.object_list) or self.search.has_any(),
            rows=[hand_over_row(one) for one in page],
            states=[
                (state.label, in_state(others, state, day).count(), self.address(state), state == self.shown)
                for state in HandOverState
            ],
            may_act=permissions.can_hand_over_many(user, self.phase) and self.shown != HandOverState.HANDED,
            may_view_ceremonies=permissions.can_view_ceremonies(user, self.phase),
            **kwargs,
        )

    @property
    def shown(self) -> str:
        return self.search.state_shown

    def address(self, state: str) -> str:
        """This list in another state, the other filters kept."""
        asked = self.request.GET.copy()
        asked.pop("page", None)
        asked["state"] = state
        return f"?{asked.urlencode()}"


class HandOverMany(RewardPage):
    """Many at once: first how many and who, on which day, then done."""

    template_name = "rewards/handover_many.html"
    predicate = permissions.can_hand_over_many
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        chosen, form = self.chosen(), HandOverForm(self.phase, request.POST, together=True)
        if "sure" in request.POST and form.is_valid():
            if self.is_as_seen(chosen) or HandOver.objects.filter(batch=form.batch).exists():
                return self.do(chosen, form)
            messages.warning(request, "Danh sách vừa đổi nên chưa ghi gì. Hãy xem lại rồi bấm ghi lần nữa.")
        if not chosen.exists():
            messages.error(request, "Không có giấy nào chưa nhận được chọn. Hãy đánh dấu ít nhất một dòng.")
            return redirect(self.back())
        return self.ask(chosen, form if "sure" in request.POST else HandOverForm(self.phase, together=True))

    def chosen(self):
        """Those ticked, or all that the filters find, that wait; only of units this person hands over for."""
        user = self.request.user
        if self.request.POST.get("scope") == "whole":
            found = HandOverSearch(self.phase, user, self.request.GET).certificates()
        else:
            keys = [key for key in self.request.POST.getlist("one") if key.isdecimal() and len(key) < 18]
            found = own_certificates(self.phase, user).filter(pk__in=keys)
        units = proposing_units(user, self.phase)
        waiting = in_state(found, HandOverState.WAITING, clock.today())
        return usual_order(waiting.filter(line__nomination__submitted_by__in=units))

    def is_as_seen(self, chosen) -> bool:
        return self.request.POST.get("seen") == f"{chosen.count()}"

    def ask(self, chosen, form):
        names = with_receivers(chosen)[:NAMED]
        return self.render_to_response(
            self.get_context_data(
                form=form, count=chosen.count(), names=names, back=self.back(),
                scope=self.request.POST.get("scope"), keys=self.request.POST.getlist("one"),
            )
        )  # fmt: skip

    def do(self, chosen, form):
        try:
            found = hand_over(chosen, batch=form.batch, by=self.request.user, **form.values())
        except HandOverRefused as refusal:
            form.add_error(None, str(refusal))
            return self.ask(chosen, form)
        (messages.success if found.done else messages.warning)(self.request, done_words(found))
        return redirect(self.back())

    def back(self) -> str:
        page = reverse("rewards:handovers", args=self.place)
        return f"{page}?{self.request.GET.urlencode()}" if self.request.GET else page


class HandOverView(RewardView):
    """A page whose subject is one certificate of the phase."""

    def get_subject(self) -> Certificate:
        visible = with_receivers(own_certificates(self.phase, self.request.user))
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def home(self):
        return redirect("rewards:handover", *self.place, self.kwargs["pk"])


class HandOverDetail(HandOverView, GuardedPage):
    """One certificate: what it says, who collected it, or the form that says so."""

    template_name = "rewards/handover_detail.html"
    predicate = permissions.can_view_hand_over

    def get_context_data(self, **kwargs):
        one, user = self.subject, self.request.user
        standing = one.standing_handovers[0] if one.standing_handovers else None
        kwargs.setdefault("form", HandOverForm(self.phase))
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            certificate=one,
            standing=standing,
            receiver=receiver_words(standing) if standing else "",
            together=HandOver.objects.standing().filter(batch=standing.batch).count() if standing else 0,
            history=one.handovers.exclude(undone_at=None).select_related("recorded_by", "undone_by"),
            may_act=permissions.can_hand_over(user, one),
            take_back=TakeBackForm(),
            **kwargs,
        )


class HandOverRecord(HandOverDetail):
    """Says that it was collected, by whom and when."""

    predicate = permissions.can_hand_over
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = HandOverForm(self.phase, request.POST)
        if form.is_valid():
            try:
                found = hand_over([self.subject], batch=form.batch, by=request.user, **form.values())
            except HandOverRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.tell(found)
                return redirect("rewards:handovers", *self.place)
        return self.render_to_response(self.get_context_data(form=form))

    def tell(self, found):
        if found.done:
            messages.success(self.request, f"Đã ghi: {self.subject.full_name} đã nhận giấy số {self.subject.words}.")
        else:
            messages.warning(self.request, done_words(found))


class HandOverTakeBack(HandOverView, View):
    """Takes a recorded hand-over back, or all that were recorded with it, for a reason."""

    predicate = permissions.can_hand_over

    def post(self, request, **kwargs):
        form = TakeBackForm(request.POST)
        standing = HandOver.objects.standing().filter(certificate=self.subject).first()
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
        elif standing is None:
            messages.info(request, "Giấy này chưa được ghi là đã trao, hoặc đã có người bỏ ghi.")
        else:
            self.take_back(standing, form.cleaned_data)
        return self.home()

    def take_back(self, standing: HandOver, given: dict):
        chosen = HandOver.objects.filter(pk=standing.pk)
        if given["whole"]:
            units = proposing_units(self.request.user, self.phase)
            chosen = HandOver.objects.standing().filter(
                batch=standing.batch, certificate__line__nomination__submitted_by__in=units
            )
        try:
            count = take_back(chosen, given["reason"], by=self.request.user)
        except HandOverRefused as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, f"Đã bỏ ghi {count} giấy. Các giấy ấy trở lại danh sách chưa nhận.")
