"""The household's own pages: let in by a slip, without an account; every answer unseen by search engines and caches."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views.generic import View

from emulation.kit import clock
from emulation.kit.addresses import client_network
from emulation.kit.guards import Guarded, NotHere
from emulation.queries.deadlines import admission_of

from .. import permissions
from ..actions.household_links import KnockedTooOften, LinkRefused, open_by_code, token_hash
from ..actions.self_scores import SelfConflict, consent_to_scoring, save_self_score, send_self_sheet, withdraw_consent
from ..actions.sheets import SheetRefused
from ..actions.staying_out import leave_by_phone, return_by_phone
from ..forms.self_scores import CodeForm, ConsentForm, SelfLineForm
from ..models import HouseholdLink
from ..queries.approvals import lock_words
from ..queries.self_scores import OwnSheet, SelfLine, link_in_force, own_sheet
from ..rules import WrongAnswers
from ..words.self_scores import (
    WORDING,
    closed_words,
    conflict_words,
    consent_words,
    office_of,
    others_words,
    progress_words,
    questions_of,
    receipt_lines,
    state_words,
    window_words,
)

COOKIE, SALT, PATH = "ho", "household page", "/tu-cham/"
STAY = 4 * 60 * 60  # seconds a page stays open after the last answer
GONE = "Phiếu mở này không còn dùng được: đã được thay bằng phiếu mới, bị thu hồi, hoặc đợt chấm đã kết thúc."
AWAY = "Trang của gia đình chưa mở trên máy này, hoặc đã để quá lâu."


def unseen(response: HttpResponse) -> HttpResponse:
    """Marks an answer as nobody's business: no search engine lists it, no cache keeps it."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def let_in(link: HouseholdLink, response: HttpResponse) -> HttpResponse:
    """Opens or prolongs the household's session: a signed cookie of these pages alone, which names the link's hash."""
    response.set_signed_cookie(
        COOKIE, link.token_hash, salt=SALT, max_age=STAY, path=PATH, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return unseen(response)


class CodeDoor(Guarded, View):
    """The page for a typed code; many wrong ones from one network have to wait a little."""

    predicate = permissions.can_knock
    has_subject = False

    def get(self, request):
        return unseen(render(request, "scoring/household/door.html"))

    def post(self, request):
        form = CodeForm(request.POST)
        try:
            if not form.is_valid():
                raise LinkRefused(form.errors["code"][0])
            link = open_by_code(form.cleaned_data["code"], network=client_network(request))
        except LinkRefused as refusal:
            context = {"typed": request.POST.get("code", "")[:100], "complaint": str(refusal)}
            status = 429 if isinstance(refusal, KnockedTooOften) else 200
            return unseen(render(request, "scoring/household/door.html", context, status=status))
        return let_in(link, redirect("scoring:own_sheet"))


class TokenDoor(Guarded, View):
    """What the QR code leads to: looking changes nothing, a press opens the page at an address without the secret."""

    predicate = permissions.can_score_own_household

    def get_subject(self):
        link = link_in_force(token_hash(self.kwargs["token"]))
        if link is None:
            raise NotHere("scoring/household/gone.html", words=GONE)
        return link

    def get(self, request, token):
        phase = self.subject.phase
        context = {"phase": phase, "campaign": phase.campaign, "office": office_of(phase)}
        context["practice"] = phase.campaign.ward.is_practice
        return unseen(render(request, "scoring/household/enter.html", context))

    def post(self, request, token):
        return let_in(self.subject, redirect("scoring:own_sheet"))


class HouseholdView(Guarded, View):
    """A page behind the household's session. Where the window is shut it says so kindly, whatever was asked for."""

    predicate = permissions.can_score_own_household

    def get_subject(self):
        held = self.request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=STAY)
        link = link_in_force(held) if held else None
        if link is None:
            raise NotHere("scoring/household/gone.html", words=GONE if held else AWAY)
        return link

    @property
    def link(self) -> HouseholdLink:
        return self.subject

    @cached_property
    def own(self) -> OwnSheet:
        return own_sheet(self.link)

    @cached_property
    def admission(self):
        return admission_of(self.link.phase, self.link.household.unit)

    def closed(self) -> str:
        is_signed = bool(lock_words(self.link.phase, self.link.household.unit))
        return closed_words(self.link.phase, self.admission, clock.now(), is_signed=is_signed)

    def get(self, request, **kwargs):
        return self.answered(self.show)

    def post(self, request, **kwargs):
        return self.answered(self.act)

    def answered(self, work) -> HttpResponse:
        """The answer of a page, or the calm page of a shut window; what was refused is said on the sheet."""
        if words := self.closed():
            return self.page("closed", words=words, late=self.request.method == "POST")
        try:
            return let_in(self.link, work())
        except SheetRefused as refusal:
            return self.refused(str(refusal))

    def refused(self, words: str) -> HttpResponse:
        """What another press, an office or the clock has done meanwhile."""
        for name in ("own", "admission"):
            self.__dict__.pop(name, None)
        shut = self.closed()
        return self.page("closed", words=shut, late=True) if shut else self.sheet_page(words)

    def page(self, name: str, **context) -> HttpResponse:
        phase = self.link.phase
        context |= {"own": self.own, "phase": phase, "campaign": phase.campaign, "office": office_of(phase)}
        context |= {"until": window_words(self.admission), "practice": phase.campaign.ward.is_practice}
        return unseen(render(self.request, f"scoring/household/{name}.html", context))

    def sheet_page(self, complaint: str = "") -> HttpResponse:
        lines = [(line, progress_words(line)) for line in self.own.lines]
        consent = consent_words(self.link.phase)
        said = {"others": others_words(self.own), "state": state_words(self.own), "complaint": complaint}
        return self.page("sheet", lines=lines, consent=consent, **said)

    def show(self) -> HttpResponse:
        return redirect("scoring:own_sheet")

    def act(self) -> HttpResponse:
        return redirect("scoring:own_sheet")


class OwnSheetPage(HouseholdView):
    """Who we are, what for, consent; then the people to score, how far each is, and the button to send."""

    http_method_names = ["get"]

    def show(self):
        return self.sheet_page()


class OwnConsent(HouseholdView):
    """Takes the consent for each purpose; without the first one nothing is kept."""

    def act(self):
        form = ConsentForm(self.request.POST)
        if not form.is_valid():
            return self.sheet_page(form.errors["use"][0])
        consent_to_scoring(self.link, wording=WORDING, may_publish=form.cleaned_data["publish"])
        return redirect("scoring:own_sheet")


class OwnLine(HouseholdView):
    """The questions of one person; saving goes on to the next who still lacks an answer."""

    @cached_property
    def line(self) -> SelfLine:
        line = self.own.line(self.kwargs["line"])
        if line is None:
            raise SheetRefused(
                "Người này không còn trong danh sách chấm của gia đình (đã chuyển đi, vắng hoặc được miễn) "
                "nên chưa lưu gì. Các phần khác vẫn giữ nguyên."
            )
        return line

    def show(self):
        if self.own.out or self.own.sheet is None or self.line is None:
            return redirect("scoring:own_sheet")
        return self.questions(questions_of(self.line), self.line.version)

    def questions(self, questions, version: int, complaint: str = ""):
        place = [line.key for line in self.own.lines].index(self.line.key) + 1
        return self.page(
            "line", line=self.line, place=place, questions=questions, version=version, complaint=complaint,
            progress=progress_words(self.line),
        )  # fmt: skip

    def act(self):
        form = SelfLineForm(self.line, self.request.POST)
        if not form.is_valid():
            return self.questions(form.questions, self.line.version, next(iter(form.errors.values()))[0])
        try:
            save_self_score(self.link, form.entry())
        except WrongAnswers as wrong:
            return self.questions(form.questions, self.line.version, str(wrong))
        except SelfConflict as conflict:
            mine = form.answers()
            words = conflict_words(conflict, self.line, mine)
            return self.questions(questions_of(self.line, mine), conflict.standing.version, words)
        return self.go_on()

    def go_on(self):
        """On to the next open line, or back to the sheet where there is none or a pause was asked for."""
        following = None if "pause" in self.request.POST else self.own.following(self.line.key)
        return redirect("scoring:own_line", following.key) if following else redirect("scoring:own_sheet")


class OwnSend(HouseholdView):
    """Hands in what was saved; the receipt follows."""

    def act(self):
        send_self_sheet(self.link)
        return redirect("scoring:own_receipt")


class OwnReceipt(HouseholdView):
    """What was sent and when, under a short number; to be printed or kept as a picture."""

    http_method_names = ["get"]

    def show(self):
        if not self.own.sheet or not self.own.sheet.sent_at:
            return redirect("scoring:own_sheet")
        return self.page("receipt", lines=receipt_lines(self.own))


class OwnLeaving(HouseholdView):
    """Withdrawing the consent, or staying out altogether; the page says what either does."""

    def show(self):
        return self.page("leaving")

    def act(self):
        what = self.request.POST.get("what")
        if what == "out":
            leave_by_phone(self.link)
        elif what == "erase":
            withdraw_consent(self.link)
        return redirect("scoring:own_sheet")


class OwnReturn(HouseholdView):
    """Takes part again."""

    def act(self):
        return_by_phone(self.link)
        return redirect("scoring:own_sheet")


class OwnExit(HouseholdView):
    """Shuts the household's page on this phone."""

    def post(self, request, **kwargs):
        response = unseen(redirect("scoring:code_door"))
        response.delete_cookie(COOKIE, path=PATH)
        return response
