"""Ceremonies of a phase: when and where, whom to call in which order, the lists to print."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.choices import PaperFormat
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.guards import GuardedPage

from ..actions.ceremonies import (
    CeremonyRefused,
    announce_ceremony,
    arrange,
    cancel_ceremony,
    change_ceremony,
    gather,
    leave_out,
    move_called,
)
from ..actions.papers import order_ceremony_paper
from ..facts.ceremonies import MOST_LINES, PAPERS, ceremony_facts, prize_list, title_of, when_words
from ..forms.ceremonies import CeremonyForm, GatherForm, MoveForm
from ..models import Ceremony, Decision, HandOver
from ..permissions import handovers as permissions
from ..queries.ceremonies import called_lines, calling_groups, calling_order, ceremonies_of, to_gather
from .meeting_papers import file_answer
from .phases import RewardPage, RewardView

LINES = 100


class CeremonyList(RewardPage):
    """The ceremonies of a phase with how many are called at each; the lists of prize money."""

    template_name = "rewards/ceremony_list.html"
    predicate = permissions.can_view_ceremonies

    def get_context_data(self, **kwargs):
        paying = Decision.objects.signed().filter(phase=self.phase, lines__stands=True, lines__amount__gt=0).distinct()
        paying = paying.defer("content")
        return super().get_context_data(
            ceremonies=[(one, when_words(one)) for one in ceremonies_of(self.phase)],
            paying=paying.select_related("award").order_by("award__number", "decided_on", "pk"),
            may_keep=permissions.can_keep_ceremonies(self.request.user, self.phase),
            **kwargs,
        )


class CeremonyNew(RewardPage):
    """A new ceremony."""

    template_name = "rewards/ceremony_form.html"
    predicate = permissions.can_keep_ceremonies
    extra_context = {"heading": "Thêm lễ trao"}

    def post(self, request, **kwargs):
        form = CeremonyForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        made = announce_ceremony(self.phase, form.values(), key=form.cleaned_data["key"], by=request.user)
        messages.success(request, "Đã lưu buổi lễ. Bây giờ hãy đưa những giấy sẽ trao vào danh sách gọi tên.")
        return redirect("rewards:ceremony", *self.place, made.pk)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", CeremonyForm())
        return super().get_context_data(back=reverse("rewards:ceremonies", args=self.place), **kwargs)


class CeremonyView(RewardView):
    """A page whose subject is one ceremony of the phase."""

    def get_subject(self) -> Ceremony:
        found = Ceremony.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"], phase=self.phase)

    def home(self):
        page = reverse("rewards:ceremony", args=[*self.place, self.kwargs["pk"]])
        number = self.request.POST.get("page", "")
        return redirect(f"{page}?page={number}" if number.isdecimal() else page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(phase=self.phase, campaign=self.phase.campaign, ceremony=self.subject, **kwargs)


class CeremonyDetail(CeremonyView, GuardedPage):
    """One ceremony: everybody in the order of calling, group by group; whoever keeps it moves people."""

    template_name = "rewards/ceremony_detail.html"
    predicate = permissions.can_view_ceremony

    def get_context_data(self, **kwargs):
        ceremony = self.subject
        order = calling_order(ceremony)
        page = Paginator(order, LINES).get_page(self.request.GET.get("page"))
        firsts = {group.first: group for group in calling_groups(ceremony, order)}
        has = HandOver.objects.standing().filter(certificate__in=[one.key for one in order])
        handed = set(has.values_list("certificate", flat=True))
        lines = called_lines(ceremony)[page.start_index() - 1 : page.end_index()] if order else []
        may_keep = permissions.can_keep_ceremony(self.request.user, ceremony) and ceremony.is_standing
        return super().get_context_data(
            when=when_words(ceremony),
            page=page,
            count=len(order),
            most=MOST_LINES,
            rows=[
                (line, place, group_words(firsts.get(place)), line.certificate_id in handed)
                for place, line in enumerate(lines, start=page.start_index())
            ],
            waiting=to_gather(ceremony).count() if may_keep else 0,
            gather=GatherForm(ceremony) if may_keep else None,
            may_keep=may_keep,
            handed=len(handed),
            **kwargs,
        )


def group_words(group) -> str:
    """The head above those who come up together."""
    return f"Lượt {group.number}: {title_of(group.kind, group.unit)}" if group else ""


class CeremonyChange(CeremonyView, GuardedPage):
    template_name = "rewards/ceremony_form.html"
    predicate = permissions.can_keep_ceremony
    extra_context = {"heading": "Sửa lễ trao"}

    def post(self, request, **kwargs):
        form = CeremonyForm(request.POST, ceremony=self.subject)
        if form.is_valid():
            try:
                change_ceremony(self.subject, form.values(), by=request.user)
            except CeremonyRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Đã lưu buổi lễ.")
                return self.home()
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", CeremonyForm(ceremony=self.subject))
        back = reverse("rewards:ceremony", args=[*self.place, self.subject.pk])
        return super().get_context_data(back=back, **kwargs)


class CeremonyAct(CeremonyView, View):
    """One press on the page of a ceremony: gather, move, leave out, arrange, call off."""

    predicate = permissions.can_keep_ceremony

    def post(self, request, **kwargs):
        acts = {
            "gather": self.gather, "move": self.move, "out": self.leave_out, "arrange": self.arrange,
            "cancel": self.cancel,
        }  # fmt: skip
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        try:
            said = act()
        except CeremonyRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        if request.POST.get("act") == "cancel" and not Ceremony.objects.standing().filter(pk=self.subject.pk).exists():
            return redirect("rewards:ceremonies", *self.place)
        return self.home()

    def gather(self) -> str:
        form = GatherForm(self.subject, self.request.POST)
        if not form.is_valid():
            raise CeremonyRefused("Không còn giấy nào chờ trao của hình thức hoặc đơn vị vừa chọn.")
        given = form.cleaned_data
        count = gather(self.subject, given["award"], given["unit"], by=self.request.user)
        return f"Đã đưa {count} giấy vào cuối danh sách gọi tên." if count else "Không có giấy nào để đưa thêm."

    @cached_property
    def moving(self) -> dict:
        form = MoveForm(self.request.POST)
        if not form.is_valid():
            raise CeremonyRefused("Vị trí mới chưa đúng. Hãy ghi một số thứ tự, ví dụ 3.")
        return form.cleaned_data

    def move(self) -> str:
        given = self.moving
        is_moved = move_called(
            self.subject, given["certificate"], seen=given["seen"], to=given["to"], by=self.request.user
        )
        return "Đã đổi thứ tự." if is_moved else "Thứ tự đã đổi từ trước, không đổi thêm."

    def leave_out(self) -> str:
        key = self.request.POST.get("certificate", "")
        if not key.isdecimal() or len(key) > 18:
            raise CeremonyRefused("Không tìm thấy dòng cần bỏ. Hãy tải lại trang.")
        leave_out(self.subject, int(key), by=self.request.user)
        return "Đã bỏ khỏi danh sách gọi tên."

    def arrange(self) -> str:
        arrange(self.subject, by=self.request.user)
        return "Đã xếp lại: tập thể, cá nhân, rồi hộ gia đình theo tổ."

    def cancel(self) -> str:
        cancel_ceremony(self.subject, by=self.request.user)
        return "Đã bỏ buổi lễ. Giấy chưa trao vẫn ở danh sách chưa nhận."


class CeremonyPaper(CeremonyView, View):
    """A list to print, at once; a long one by a job, which a press asks for."""

    predicate = permissions.can_view_ceremony

    def get_subject(self):
        if self.kwargs["paper"] not in PAPERS:
            raise Http404
        return super().get_subject()

    def get(self, request, **kwargs):
        name, kind = self.kwargs["paper"], kind_of(request.GET)
        if self.is_long:
            messages.info(request, "Danh sách dài: hãy bấm nút của danh sách ấy trên trang này, rồi chờ cổng lập.")
            return self.home()
        return paper_answer(self, PAPERS[name](ceremony_facts(self.subject)), f"{name}-{self.subject.pk}", kind)

    def post(self, request, **kwargs):
        kind = kind_of(request.POST)
        if not self.is_long:
            return redirect(f"{request.path}{'?dang=word' if kind == PaperFormat.WORD else ''}")
        job = order_ceremony_paper(self.subject, self.kwargs["paper"], kind, by=request.user)
        return redirect("emulation:job", job.pk)

    @property
    def is_long(self) -> bool:
        return self.subject.lines.count() > MOST_LINES


class PrizeListPaper(RewardView, View):
    """Whom a signed decision pays what, for the accountant."""

    predicate = permissions.can_print_prize_list

    def get_subject(self) -> Decision:
        signed = Decision.objects.visible_to(self.request.user).signed().for_page()
        return get_object_or_404(signed, pk=self.kwargs["decision"], phase=self.phase)

    def get(self, request, **kwargs):
        if (paper := prize_list(self.subject)) is None:
            messages.info(request, "Quyết định này không chi tiền thưởng cho ai nên không có danh sách.")
            return self.home()
        return paper_answer(self, paper, f"danh-sach-chi-tien-thuong-{self.subject.pk}", kind_of(request.GET))

    def home(self):
        return redirect("rewards:ceremonies", *self.place)


def kind_of(data) -> PaperFormat:
    return PaperFormat.WORD if data.get("dang") == "word" else PaperFormat.PDF


def paper_answer(view, paper, name: str, kind: PaperFormat):
    try:
        content = paper.file(kind)
    except (PaperEngineMissing, Unprintable) as trouble:
        messages.error(view.request, str(trouble))
        return view.home()
    return file_answer(content, name, is_word=kind == PaperFormat.WORD)
