"""What every page with a grid does: saving the whole form, saving one row, saying what is in the way."""

from django.contrib import messages
from django.http import JsonResponse

from emulation.kit import clock

from ..actions.sheets import ScoreConflict, SheetRefused
from ..forms.sheets import RowForm, SheetForm
from ..rules import WrongAnswers
from ..words.sheets import conflict_words

OTHER_PERSON = (
    "Máy này nay đang đăng nhập bằng tài khoản của {}. Những gì đang chờ là của bạn: hãy đăng nhập lại để lưu đúng tên."
)

ANEW = "Hãy tải lại trang rồi nhập lại."


class GridSave:
    """Saves the whole form of `self.grid`; where it cannot, the same page comes back with what was ticked."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = SheetForm(self.grid, request.POST)
        problem = self.save(form)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data(keyed=form.keyed()))
        return self.go_on() if "finish" in request.POST else self.stay()

    def save(self, form) -> str:
        """Saves a valid form; otherwise says in one sentence why not."""
        if not form.is_valid():
            return next(iter(form.errors.values()))[0]
        try:
            self.record(form.entries())
        except SheetRefused as error:
            return str(error)
        except WrongAnswers as error:
            return f"{error} {ANEW}"
        except ScoreConflict as conflict:
            return conflict_words(conflict, self.grid)
        return ""


class GridRows:
    """Saves one row for the grid and answers with the words to show; a repeated save is harmless.

    What one person keyed is not saved as another's who has logged in at the same computer since.
    """

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        form = RowForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"problem": f"Dòng gửi lên không đọc được. {ANEW}"}, status=400)
        if form.cleaned_data["by"] not in (None, request.user.pk):
            return JsonResponse({"problem": OTHER_PERSON.format(request.user)}, status=401)
        try:
            self.record([form.entry()])
        except SheetRefused as error:
            return JsonResponse({"problem": str(error)}, status=400)
        except WrongAnswers as error:
            return JsonResponse({"problem": f"{error} {ANEW}"}, status=400)
        except ScoreConflict as conflict:
            return JsonResponse(self.conflict(conflict), status=409)
        return JsonResponse(self.saved(form.entry().member) | {"saved_at": f"{clock.local(clock.now()):%H:%M}"})

    def conflict(self, conflict: ScoreConflict) -> dict:
        theirs = conflict.theirs
        words = conflict_words(conflict, self.grid)
        standing = {"problem": words, "answers": theirs.answers, "version": theirs.version}
        return self.saved(conflict.entry.member) | standing
