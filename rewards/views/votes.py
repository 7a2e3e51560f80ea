"""Votes of a meeting: one table for all totals, ballots counted and confirmed, ties decided."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from .. import permissions
from ..actions.councils import CouncilRefused
from ..actions.votes import StaleVotes, confirm_count, count_ballots, decide_tie, fill_votes, is_plain, record_votes
from ..forms.meetings import MAX_PAGE, BallotForm, FillForm, SeenForm, TieForm, VoteTable
from ..models import AgendaLine
from ..queries.meetings import Standing
from ..queries.minutes import standing_to_show
from ..rules.voting import State
from ..words.meetings import state_counts
from ..words.voting import room_words
from .meetings import LineView, MeetingPage, MeetingView


class VotePage(MeetingPage):
    """All lines with the boxes of their totals; how each stands is said beside it."""

    template_name = "rewards/meeting_votes.html"

    def get_context_data(self, table: VoteTable | None = None, ballot_form=None, **kwargs):
        found = standing_to_show(self.meeting)
        page = Paginator(found.lines, MAX_PAGE).get_page(self.request.GET.get("page"))
        user, count = self.request.user, found.ballots
        may_type = self.meeting.is_held and permissions.can_type_votes(user, self.meeting)
        typists = {row.line.typed_by_id for row in found.lines if row.rules.secret} | {count and count.typed_by_id}
        waits = self.meeting.is_held and count is not None and not count.is_confirmed
        return super().get_context_data(
            found=found,
            page_obj=page,
            table=table or VoteTable(part_of(found, page.object_list)),
            counts=state_counts(found),
            room=room_words(found.room),
            empty=sum(not row.line.is_counted and is_plain(row) for row in found.lines),
            fill=FillForm(initial={"in_favour": found.room.present, "against": 0}),
            ballot_form=ballot_form or BallotForm(initial=ballots_said(found)),
            ties=[row for row in found.lines if row.outcome and row.outcome.state == State.TIE],
            may_type=may_type,
            may_confirm=waits and user.pk not in typists and permissions.can_confirm_ballots(user, self.meeting),
            waits=waits,
            **kwargs,
        )


def part_of(found: Standing, rows) -> Standing:
    """The meeting with some of its lines."""
    return Standing(found.meeting, found.seats, found.room, found.ballots, list(rows))


def ballots_said(found: Standing) -> dict:
    if found.ballots:
        return {name: getattr(found.ballots, name) for name in ("given_out", "returned", "valid", "invalid", "version")}
    return {"given_out": found.room.present, "returned": found.room.present, "invalid": 0, "version": 0}


class VoteSave(VotePage):
    """Saves what was typed; what is wrong or was changed meanwhile comes back with both values."""

    predicate = permissions.can_type_votes
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        found = standing_to_show(self.meeting)
        sent = [row for row in found.lines if f"in_favour-{row.line.pk}" in request.POST]
        table = VoteTable(part_of(found, sent), request.POST)
        if not table.is_whole:
            messages.error(request, "Chưa lưu: có dòng ghi chưa đúng, xem lời nhắc ở từng dòng.")
            return self.render_to_response(self.get_context_data(table=table))
        try:
            changed = record_votes(self.meeting, table.typed, by=request.user)
        except CouncilRefused as refusal:
            messages.error(request, str(refusal))
            if isinstance(refusal, StaleVotes):
                table.show_what_stands(refusal.lines)
            return self.render_to_response(self.get_context_data(table=table))
        messages.success(request, f"Đã ghi số phiếu của {changed} dòng." if changed else "Không có số nào thay đổi.")
        return redirect(f"{reverse('rewards:votes', args=[self.meeting.pk])}{page_query(request)}")


def page_query(request) -> str:
    page = request.POST.get("page", "")
    return f"?page={page}" if page.isascii() and page.isdigit() and len(page) < 6 else ""


class VotesFill(MeetingView, View):
    """The same totals for every line that has none yet and on which everybody votes."""

    predicate = permissions.can_type_votes
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = FillForm(request.POST)
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
        else:
            given = form.cleaned_data
            numbers = given["award"], given["in_favour"], given["against"]
            self.tried(lambda: fill_votes(self.meeting, *numbers, by=request.user), filled_words)
        return self.back("rewards:votes")


def filled_words(count: int) -> str:
    if not count:
        return "Không còn dòng trống nào mà mọi người đều biểu quyết; các dòng có người không biểu quyết ghi bằng tay."
    return f"Đã điền {count} dòng. Hãy sửa những dòng có số khác."


class BallotsCount(VotePage):
    """The papers of a secret ballot: given out, returned, valid, invalid."""

    predicate = permissions.can_type_votes
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = BallotForm(request.POST)
        if form.is_valid():
            version = form.cleaned_data["version"]
            act = lambda: count_ballots(self.meeting, form.totals(), version=version, by=request.user)  # noqa: E731
            if self.tried(act, "Đã ghi số phiếu. Người thứ hai đối chiếu với phiếu giấy rồi xác nhận."):
                return self.back("rewards:votes")
        return self.render_to_response(self.get_context_data(ballot_form=form))


class BallotsConfirm(MeetingView, View):
    """The second person confirms."""

    predicate = permissions.can_confirm_ballots
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SeenForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Hãy mở lại trang Biểu quyết, xem số liệu rồi xác nhận.")
        else:
            seen = form.cleaned_data["seen"]
            said = "Đã xác nhận kết quả kiểm phiếu."
            self.tried(lambda: confirm_count(self.meeting, seen=seen, by=request.user), said)
        return self.back("rewards:votes")


class TieDecide(LineView, View):
    """The chair's decision on a tie, with its reason."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form, line = TieForm(request.POST), self.subject
        if not form.is_valid():
            messages.error(request, next(iter(form.errors.values()))[0])
        else:
            self.tried(
                lambda: self.decide(line, form.cleaned_data), f"Đã ghi quyết định của chủ trì ở dòng {line.position}."
            )
        return self.back("rewards:votes")

    def decide(self, line: AgendaLine, given: dict):
        return decide_tie(line, given["agrees"], given["reason"], by=self.request.user)
