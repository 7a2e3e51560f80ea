"""Postings of a phase: the list with what may be posted now, one posting with its way, its papers, its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from emulation.actions import PeopleRefused
from emulation.choices import PaperFormat
from emulation.kit import clock
from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.guards import GuardedPage
from emulation.views.people import FormPage

from .. import permissions
from ..actions.papers import order_posting_paper
from ..actions.postings import (
    cancel_posting,
    change_posting,
    close_posting,
    draw_up_posting,
    post_list,
    record_notice_number,
    take_down,
)
from ..choices import PostingVerb
from ..facts.posting_papers import MOST_LINES, PAPERS, posting_paper
from ..forms.postings import ClosingForm, NoticeNumberForm, PostingForm, StepForm
from ..models import Award, Posting
from ..queries.postings import (
    kind_counts,
    lines_of,
    listed_postings,
    open_objections,
    posting_offers,
    ready_to_post,
    unfit_lines,
)
from ..rules.postings import closing_lacks
from ..words.postings import (
    DONE,
    count_words,
    left_words,
    line_badge,
    objection_row,
    period_words,
    posting_badge,
    steps_of,
)
from .meeting_papers import file_answer
from .phases import RewardPage, RewardView

PAGE = 100
UNREADABLE = "Yêu cầu gửi lên không đọc được. Hãy bấm lại một nút trên trang này."


class PostingList(RewardPage):
    """The postings of a phase, and the awards of which something may be posted now."""

    template_name = "rewards/posting_list.html"
    predicate = permissions.can_view_postings

    def get_context_data(self, **kwargs):
        today = clock.today()
        rows = [(one, posting_badge(one, today), period_words(one)) for one in listed_postings(self.phase)]
        offers, may_draw = posting_offers(self.phase), permissions.can_draw_up_posting(self.request.user, self.phase)
        return super().get_context_data(rows=rows, offers=offers, may_draw=may_draw, **kwargs)


class PostingDraw(RewardView, View):
    """Draws up the list of one award, or takes into its draft what has come since."""

    predicate = permissions.can_draw_up_posting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        number = request.POST.get("award", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 5
        award = Award.objects.given_in(self.phase).filter(number=number).first() if is_number else None
        if award is None:
            messages.error(request, "Hãy chọn một hình thức, danh hiệu của đợt này.")
            return redirect("rewards:postings", *self.place)
        try:
            done = draw_up_posting(self.phase, award, by=request.user)
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("rewards:postings", *self.place)
        messages.success(request, drawn_words(done))
        return redirect("rewards:posting", *self.place, done.posting.pk)


def drawn_words(done) -> str:
    if not done.added and not done.dropped:
        return "Danh sách đã đủ: không có đề nghị nào mới, không dòng nào phải bỏ."
    said = [f"thêm {done.added} dòng"] if done.added else []
    said += [f"bỏ {done.dropped} dòng không còn niêm yết được"] if done.dropped else []
    return f"Đã lập danh sách: {', '.join(said)}. Hãy xem lại ngày, nơi niêm yết trước khi chốt."


class PostingView(RewardView):
    """Something about one posting of the phase."""

    predicate = permissions.can_view_posting

    def get_subject(self) -> Posting:
        visible = Posting.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"], phase=self.phase)

    @property
    def posting(self) -> Posting:
        return self.subject

    def home(self):
        return redirect("rewards:posting", *self.place, self.kwargs["pk"])


def public_address(request, posting: Posting) -> str:
    return request.build_absolute_uri(reverse("rewards:posted_list", args=[posting.public_id]))


class PostingDetail(PostingView, GuardedPage):
    """One posting: how far it is, the list, what people said, what may be done."""

    template_name = "rewards/posting_detail.html"

    def get_context_data(self, **kwargs):
        one, today = self.posting, clock.today()
        objections = [objection_row(found) for found in one.objections.for_page()]
        page = Paginator(lines_of(one), PAGE).get_page(self.request.GET.get("page"))
        waiting = sum(not row.one.is_answered or row.one.is_unfollowed for row in objections)
        return super().get_context_data(
            phase=self.phase,
            campaign=self.phase.campaign,
            one=one,
            badge=posting_badge(one, today),
            period=period_words(one),
            left=left_words(one, today),
            steps=steps_of(one, page.paginator.count, waiting, today),
            counts=count_words(kind_counts(one)),
            page_obj=page,
            rows=[(line, line_badge(line)) for line in page],
            objections=objections,
            address=public_address(self.request, one),
            is_long=page.paginator.count > MOST_LINES,
            **self.may(today),
            **kwargs,
        )

    def may(self, today) -> dict:
        """What this person may do, and what stands in the way."""
        one, user = self.posting, self.request.user
        keeps = permissions.can_keep_posting(user, one)
        found = open_objections(one.objections.all())
        return {
            "may_keep": keeps,
            "may_record": one.takes_objections and permissions.can_record_objection(user, one),
            "lacks": closing_lacks(one.ends_on, today, found) if one.is_posted else [],
            "more": ready_to_post(one.phase, one.award).count() if one.is_draft else 0,
            "unfit": unfit_lines(one).count() if one.is_draft else 0,
            "private": [line.position for line in lines_of(one).filter(is_private=True)] if one.is_draft else [],
            "is_past": one.is_draft and one.starts_on < today,
        }


class PostingStep(PostingView, View):
    """A step taken by one press: posted, taken down, cancelled for a reason."""

    predicate = permissions.can_keep_posting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = StepForm(request.POST)
        try:
            if not form.is_valid():
                raise PeopleRefused(form.errors["reason"][0] if "reason" in form.errors else UNREADABLE)
            self.take(form.cleaned_data)
            messages.success(request, DONE[form.cleaned_data["verb"]])
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        return self.home()

    def take(self, given: dict) -> None:
        by = self.request.user
        match given["verb"]:
            case PostingVerb.POST:
                post_list(self.posting, seen=given["seen"], by=by)
            case PostingVerb.TAKE_DOWN:
                take_down(self.posting, by=by)
            case PostingVerb.CANCEL:
                cancel_posting(self.posting, given["reason"], by=by)
            case _:
                raise PeopleRefused(UNREADABLE)


class PostingFormPage(PostingView, FormPage):
    """A form about one posting that leads back to it."""

    template_name = "rewards/posting_form.html"
    predicate = permissions.can_keep_posting

    def get_context_data(self, **kwargs):
        back = reverse("rewards:posting", args=[*self.place, self.kwargs["pk"]])
        more = {"phase": self.phase, "campaign": self.phase.campaign, "back": back}
        return super().get_context_data(posting=self.posting, **more, **kwargs)

    def stamp(self):
        return f"{self.posting.version}"

    def leave(self):
        return self.home()


class PostingEdit(PostingFormPage):
    """When and where a draft will hang."""

    heading, button = "Ngày, nơi niêm yết", "Lưu"

    def make_form(self, data=None):
        return PostingForm(self.posting, data)

    def act(self, form):
        change_posting(self.posting, form.values(), seen=form.seen_version, by=self.request.user)
        return "Đã lưu ngày, nơi niêm yết."


class PostingLetter(PostingFormPage):
    """The number and date that văn thư gave the notice."""

    heading, button = "Số, ngày thông báo", "Lưu"

    def make_form(self, data=None):
        return NoticeNumberForm(self.posting, data)

    def act(self, form):
        given = form.cleaned_data
        seen, by = form.seen_version, self.request.user
        record_notice_number(self.posting, given["number"], given["dated_on"], seen=seen, by=by)
        return "Đã ghi số, ngày thông báo. Bản in từ bây giờ có số và ngày này."


class PostingClose(PostingFormPage):
    """The record of the end: when, where, who was there."""

    heading, button = "Kết thúc niêm yết", "Kết thúc, lập biên bản"

    def make_form(self, data=None):
        return ClosingForm(self.posting, data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            warning="Kết thúc rồi thì biên bản giữ nguyên, không sửa được. Hãy xem lại các ý kiến trước khi bấm.",
            **kwargs,
        )

    def act(self, form):
        close_posting(self.posting, form.values(), by=self.request.user)
        return "Đã kết thúc niêm yết. Biên bản in được ngay; danh sách này có thể trình quyết định."


class PostingPaper(PostingView, View):
    """The notice, of a draft as it stands; the closing record once there is one. A long notice is made by a job."""

    def get_subject(self):
        if self.kwargs["paper"] not in PAPERS:
            raise Http404
        return super().get_subject()

    def get(self, request, **kwargs):
        name, kind = self.kwargs["paper"], kind_of(request.GET)
        if self.is_long:
            messages.info(request, f"Danh sách dài quá {MOST_LINES} dòng: hãy bấm nút trên trang này, rồi chờ.")
            return self.home()
        if (paper := posting_paper(self.posting, name, public_address(request, self.posting))) is None:
            messages.error(request, "Niêm yết chưa kết thúc nên chưa có biên bản.")
            return self.home()
        try:
            content = paper.file(kind)
        except (PaperEngineMissing, Unprintable) as trouble:
            messages.error(request, str(trouble))
            return self.home()
        return file_answer(content, f"{name}-niem-yet-{self.posting.number}", is_word=kind == PaperFormat.WORD)

    def post(self, request, **kwargs):
        if not self.is_long:
            return redirect(request.path)
        address = public_address(request, self.posting)
        job = order_posting_paper(
            self.posting, self.kwargs["paper"], kind_of(request.POST), address, by=request.user
        )  # fmt: skip
        return redirect("emulation:job", job.pk)

    @property
    def is_long(self) -> bool:
        return self.kwargs["paper"] == "thong-bao" and lines_of(self.posting).count() > MOST_LINES


def kind_of(data) -> PaperFormat:
    return PaperFormat.WORD if data.get("dang") == "word" else PaperFormat.PDF
