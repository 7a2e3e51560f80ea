"""What people say about a posted list: recorded, mended, answered, followed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.generic import View

from emulation.actions import PeopleRefused

from .. import permissions
from ..actions.objections import answer_objection, change_objection, keep_in_spite, record_objection
from ..forms.postings import ObjectionAnswerForm, ObjectionForm, ReasonForm
from ..models import Objection, Posting
from ..queries.postings import lines_of
from ..words.postings import about_words, objection_badge
from .postings import PostingFormPage, PostingView


class ObjectionAdd(PostingFormPage):
    """Somebody objects: the office writes down what, when, how."""

    predicate = permissions.can_record_objection
    heading, button = "Ghi ý kiến", "Ghi ý kiến"

    @property
    def position(self) -> str:
        """The line that a link of the list has named."""
        found = self.request.GET.get("dong", "")
        return found if found.isascii() and found.isdigit() and len(found) < 7 else ""

    def make_form(self, data=None):
        return ObjectionForm(self.posting, data, position=self.position)

    def get_context_data(self, **kwargs):
        line = lines_of(self.posting).filter(position=self.position).first() if self.position else None
        about = f"Dòng {line.position}: {line.full_name}. Ý kiến về toàn danh sách thì xóa số thứ tự." if line else ""
        return super().get_context_data(warning=about, **kwargs)

    def act(self, form):
        key, by = form.cleaned_data["key"], self.request.user
        made = record_objection(self.posting, form.values(), key=key, by=by)
        late = " Ý kiến đến sau thời gian niêm yết nhưng vẫn phải trả lời." if made.is_late else ""
        return f"Đã ghi ý kiến số {made.number}.{late}"


class ObjectionView(PostingView):
    """Something about one objection to a posting of the phase."""

    predicate = permissions.can_view_objection

    def get_subject(self) -> Objection:
        visible = Posting.objects.visible_to(self.request.user).filter(phase=self.phase, pk=self.kwargs["pk"])
        found = Objection.objects.for_page().filter(posting__in=visible)
        return get_object_or_404(found, number=self.kwargs["objection"])

    @property
    def posting(self) -> Posting:
        return self.subject.posting


class ObjectionDetail(ObjectionView, PostingFormPage):
    """One objection with its answer; whoever answers does it here."""

    template_name = "rewards/objection_detail.html"
    predicate = permissions.can_view_objection
    heading, button = "", "Lưu trả lời"
    http_method_names = ["get", "head"]

    def make_form(self, data=None):
        return ObjectionAnswerForm(self.subject, data)

    def get_context_data(self, **kwargs):
        one, user = self.subject, self.request.user
        recorded = {found["number"] for found in one.posting.minutes.get("objections", [])}
        return super().get_context_data(
            one=one,
            about=about_words(one),
            badge=objection_badge(one),
            may_answer=permissions.can_answer_objection(user, one) and one.number not in recorded,
            may_change=permissions.can_change_objection(user, one) and not one.is_answered,
            **kwargs,
        )

    def stamp(self):
        return f"{self.subject.version}"


class ObjectionAnswer(ObjectionDetail):
    """Records the answer, on the page of the objection."""

    predicate = permissions.can_answer_objection
    http_method_names = ["get", "head", "post"]

    def act(self, form):
        done = answer_objection(self.subject, form.values(), seen=form.seen_version, by=self.request.user)
        if done.is_unfollowed:
            return "Đã ghi trả lời. Ý kiến được chấp nhận: hãy rút đề nghị, hoặc ghi lý do vẫn giữ."
        return f"Đã ghi trả lời ý kiến số {done.number}."


class ObjectionChange(ObjectionView, PostingFormPage):
    """Mends what was written of an objection that is not answered yet."""

    predicate = permissions.can_change_objection
    heading, button = "Sửa ý kiến đã ghi", "Lưu"

    def make_form(self, data=None):
        return ObjectionForm(self.posting, data, objection=self.subject)

    def stamp(self):
        return f"{self.subject.version}"

    def act(self, form):
        change_objection(self.subject, form.values(), seen=form.seen_version, by=self.request.user)
        return f"Đã sửa ý kiến số {self.subject.number}."


class ObjectionKeep(ObjectionView, View):
    """Keeps on the list whom an upheld objection is about, for a written reason."""

    predicate = permissions.can_answer_objection
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = ReasonForm(request.POST)
        try:
            if not form.is_valid():
                raise PeopleRefused(form.errors["reason"][0])
            keep_in_spite(self.subject, form.cleaned_data["reason"], by=request.user)
            messages.success(request, "Đã ghi lý do vẫn giữ.")
        except PeopleRefused as refusal:
            messages.error(request, str(refusal))
        return self.home()
