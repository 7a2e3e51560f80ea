"""A meeting: its page, its agenda, who was there, who does not vote where, each step of its way."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import View

from emulation.kit.guards import Guarded, GuardedPage

from .. import permissions
from ..actions.agendas import add_to_agenda, answer_conflicts, drop_from_agenda, set_aside
from ..actions.councils import CouncilRefused
from ..actions.meetings import (
    cancel_meeting,
    change_meeting,
    close_meeting,
    record_attendance,
    start_meeting,
    step_back,
)
from ..choices import SubjectKind
from ..facts.council_papers import MOST_LINES
from ..forms.councils import MeetingForm
from ..forms.meetings import AttendanceForm
from ..models import AgendaLine, Award, Meeting, Recusal, Seat
from ..queries.agendas import left_out_of, ready_for
from ..queries.councils import seats_on
from ..queries.meetings import seat_rows
from ..queries.minutes import standing_to_show
from ..words.meetings import kind_words, meeting_badge, state_counts, steps_of, vote_line, when_words
from ..words.voting import room_words, rules_words
from .councils import CouncilFormPage

PAGE = 100


class MeetingView(Guarded):
    """Something about one meeting, found among those of councils one may see."""

    predicate = permissions.can_view_meeting

    def get_subject(self) -> Meeting:
        visible = Meeting.objects.visible_to(self.request.user).for_page()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    @property
    def meeting(self) -> Meeting:
        return self.subject

    def back(self, where: str = "rewards:meeting"):
        return redirect(where, self.meeting.pk)

    def tried(self, act, said=None) -> bool:
        """Does it and says so; a refusal is said instead, and False."""
        try:
            found = act()
        except CouncilRefused as refusal:
            messages.error(self.request, str(refusal))
            return False
        if said:
            messages.success(self.request, said(found) if callable(said) else said)
        return True


class MeetingPage(MeetingView, GuardedPage):
    """A page of one meeting."""

    def get_context_data(self, **kwargs):
        may_prepare = permissions.can_prepare_meeting(self.request.user, self.meeting)
        meeting, council = self.meeting, self.meeting.council
        badge, when = meeting_badge(meeting), when_words(meeting)
        return super().get_context_data(
            meeting=meeting, council=council, badge=badge, when=when, may_prepare=may_prepare, **kwargs
        )


class MeetingDetail(MeetingPage):
    """The meeting at a glance: how far it is, what is missing, what comes next."""

    template_name = "rewards/meeting_detail.html"

    def get_context_data(self, **kwargs):
        found = standing_to_show(self.meeting)
        lines = Paginator(found.lines, PAGE).get_page(self.request.GET.get("page"))
        awards = {row.line.nomination.award: row.rules for row in found.lines}
        return super().get_context_data(
            found=found,
            steps=steps_of(found),
            counts=state_counts(found),
            kinds=kind_words(found),
            room=room_words(found.room),
            page_obj=lines,
            lines=[vote_line(row) for row in lines],
            settings=[(award, rules_words(rules)) for award, rules in awards.items()],
            lacks=found.lacks if self.meeting.is_held else [],
            is_long=len(found.lines) > MOST_LINES,
            refusal=found.starting_refusal if self.meeting.is_preparing else "",
            may_type=permissions.can_type_votes(self.request.user, self.meeting),
            **kwargs,
        )


class MeetingChange(MeetingView, CouncilFormPage):
    """Time, place and people; once it has begun also its end, the discussion and the conclusion."""

    predicate = permissions.can_prepare_meeting
    heading, button = "Thông tin phiên họp", "Lưu"

    @property
    def council(self):
        return self.meeting.council

    def get_context_data(self, **kwargs):
        context = super().get_context_data(meeting=self.meeting, **kwargs)
        return context | {"back": reverse("rewards:meeting", args=[self.meeting.pk])}

    def make_form(self, data=None):
        return MeetingForm(self.council, data, meeting=self.meeting)

    def act(self, form):
        change_meeting(self.meeting, form.values(), stamp=form.cleaned_data["stamp"], by=self.request.user)
        return "Đã lưu thông tin phiên họp."

    def leave(self):
        return self.back()


class Agenda(MeetingPage):
    """What is ready to be put on the agenda, by award; all of one award, or those chosen."""

    template_name = "rewards/meeting_agenda.html"
    predicate = permissions.can_prepare_meeting

    def get_context_data(self, **kwargs):
        ready = ready_for(self.meeting)
        counts = ready.order_by().values("award", "subject_kind").annotate(count=Count("pk"))
        awards = Award.objects.in_bulk([one["award"] for one in counts])
        groups = [(awards[one["award"]], SubjectKind(one["subject_kind"]), one["count"]) for one in counts]
        page = Paginator(ready.in_list_order().select_related("award", "submitted_by"), PAGE)
        shown = page.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            groups=sorted(groups, key=lambda group: (group[0].number, group[1])),
            total=page.count,
            page_obj=shown,
            left_out=left_out_of(self.meeting),
            on_agenda=self.meeting.lines.count(),
            **kwargs,
        )

    def post(self, request, **kwargs):
        if award := request.POST.get("award", ""):
            kind = request.POST.get("kind", "")
            ready = ready_for(self.meeting).filter(subject_kind=kind)
            keys = ready.filter(award=award).values_list("pk", flat=True) if is_key(award) else []
        else:
            keys = [int(one) for one in request.POST.getlist("line") if is_key(one)]
        self.tried(lambda: add_to_agenda(self.meeting, list(keys), by=request.user), added_words)
        return self.back("rewards:agenda")


def is_key(text: str) -> bool:
    """Whether a posted text can be the number of a record."""
    return text.isascii() and text.isdigit() and len(text) < 19


def added_words(count: int) -> str:
    if not count:
        return (
            "Không có đề nghị mới nào được thêm: các đề nghị đã chọn đã có trong chương trình hoặc chưa đủ điều kiện."
        )
    return f"Đã đưa {count} đề nghị vào chương trình họp."


class LineView(MeetingView):
    """Something about one line of the agenda."""

    predicate = permissions.can_prepare_line

    def get_subject(self) -> AgendaLine:
        visible = Meeting.objects.visible_to(self.request.user).filter(pk=self.kwargs["pk"])
        lines = AgendaLine.objects.select_related("meeting__council__unit", "nomination")
        return get_object_or_404(lines.filter(meeting__in=visible), pk=self.kwargs["line"])

    @property
    def meeting(self):
        return self.subject.meeting


class AgendaDrop(MeetingView, View):
    """Takes a line off; pressed again the line is gone already, and the meeting is shown."""

    predicate = permissions.can_prepare_meeting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        line = self.meeting.lines.select_related("meeting", "nomination__snapshot").filter(pk=kwargs["line"]).first()
        if line is None:
            messages.info(request, "Dòng này không còn trong chương trình họp.")
        else:
            self.tried(lambda: drop_from_agenda(line, by=request.user), dropped_words(line))
        return self.back()


def dropped_words(line: AgendaLine) -> str:
    later = "; đề nghị vẫn còn, đưa vào phiên khác được" if line.nomination.is_fit else ""
    return f"Đã bỏ {line.nomination.full_name} khỏi chương trình{later}."


class AttendancePage(MeetingPage):
    """Where every member was; all are present until somebody says otherwise."""

    template_name = "rewards/meeting_attendance.html"
    predicate = permissions.can_prepare_meeting

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", AttendanceForm(seat_rows(self.meeting)))
        return super().get_context_data(**kwargs)

    def post(self, request, **kwargs):
        form = AttendanceForm(seat_rows(self.meeting), request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        act = lambda: record_attendance(self.meeting, form.said(), by=request.user)  # noqa: E731
        if not self.tried(act, "Đã ghi tham dự."):
            return self.render_to_response(self.get_context_data(form=form))
        return self.back()


class Conflicts(MeetingPage):
    """Which member is perhaps too near to which line: each is answered, and others may step aside by wish."""

    template_name = "rewards/meeting_conflicts.html"

    def get_context_data(self, **kwargs):
        found = standing_to_show(self.meeting)
        answered = Recusal.objects.filter(line__meeting=self.meeting).select_related("line__nomination", "seat")
        return super().get_context_data(
            waiting=[(row.line, seat, ground.label) for row in found.lines for seat, ground in row.unanswered],
            answered=answered.order_by("line__position", "seat"),
            lines=[row.line for row in found.lines],
            seats=[row.seat for row in found.seats if row.seat.votes],
            may_answer=self.meeting.is_open and permissions.can_prepare_meeting(self.request.user, self.meeting),
            **kwargs,
        )


class ConflictsAnswer(MeetingView, View):
    predicate = permissions.can_prepare_meeting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        answers = {}
        for name, value in request.POST.items():
            word, _, rest = name.partition("-")
            line, _, seat = rest.partition("-")
            if word == "answer" and is_key(line) and is_key(seat) and value in ("aside", "votes"):
                answers[int(line), int(seat)] = value == "aside"
        said = "Đã ghi các câu trả lời." if answers else "Chưa chọn câu trả lời nào."
        self.tried(lambda: answer_conflicts(self.meeting, answers, by=request.user), said)
        return self.back("rewards:conflicts")


class SetAside(MeetingView, View):
    """A member who asks not to vote on a line, or takes that back."""

    predicate = permissions.can_prepare_meeting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        given = {name: request.POST.get(name, "") for name in ("line", "seat")}
        line = self.meeting.lines.filter(pk=given["line"]).first() if is_key(given["line"]) else None
        seats = {seat.pk: seat for seat in seats_on(self.meeting.council, self.meeting.day)}
        seat: Seat | None = seats.get(int(given["seat"])) if is_key(given["seat"]) else None
        if line is None or seat is None:
            messages.error(request, "Hãy chọn một dòng và một thành viên.")
        else:
            aside = request.POST.get("aside") != "no"
            words = "không biểu quyết" if aside else "biểu quyết"
            said = f"Đã ghi: {seat.full_name} {words} dòng {line.position}."
            self.tried(lambda: set_aside(line, seat, aside, by=request.user), said)
        return self.back("rewards:conflicts")


STEPS = {
    "bat-dau": (start_meeting, "Phiên họp đã bắt đầu. Bây giờ ghi số phiếu từng dòng."),
    "quay-lai": (step_back, "Đã quay lại bước chuẩn bị."),
    "huy": (cancel_meeting, "Đã hủy phiên họp; các đề nghị lại đưa vào phiên khác được."),
    "khoa": (close_meeting, "Đã khóa biên bản. Biên bản họp và biên bản kiểm phiếu in được ngay."),
}


class MeetingStep(MeetingView, View):
    """One press that moves the meeting on or back."""

    predicate = permissions.can_prepare_meeting
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        if self.kwargs["step"] not in STEPS:
            raise Http404
        act, said = STEPS[self.kwargs["step"]]
        self.tried(lambda: act(self.meeting, by=request.user), said)
        return self.back()
