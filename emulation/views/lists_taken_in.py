"""What every uploaded list does alike: it is saved as somebody has looked at it, and gives its wrong rows back."""

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.views.generic import View

from ..actions import ImportRefused

SAVED_BEFORE = "Danh sách này đã được lưu từ trước, không có gì thay đổi."
LOOK_FIRST = "Chưa lưu gì. Hãy xem bản xem trước dưới đây rồi bấm lưu."


class ListSave(View):
    """Saves the list as somebody has just looked at it; a second press changes nothing and says so."""

    http_method_names = ["post"]
    preview_name = ""  # of the address to go back to
    saved_words = ""

    def save(self, *, stamp: str, only_valid: bool) -> bool:
        """Saves the list; False if that was done before. Raises ImportRefused."""
        raise NotImplementedError

    def post(self, request, pk):
        stamp, only_valid = request.POST.get("stamp", ""), request.POST.get("rows") == "valid"
        try:
            if not stamp and not self.subject.saved_at:
                raise ImportRefused(LOOK_FIRST)
            is_saved_now = self.save(stamp=stamp, only_valid=only_valid)
        except ImportRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.saved_words if is_saved_now else SAVED_BEFORE)
        return redirect(self.preview_name, pk)


class ListWrongRows(View):
    """The rows that are held back, in the workbook they came in, each with its reason; 404 once the file is gone."""

    def content(self) -> bytes | None:
        raise NotImplementedError

    def get(self, request, pk):
        try:
            content = self.content()
        except OSError as error:
            raise Http404 from error
        if content is None:
            raise Http404
        return FileResponse(BytesIO(content), as_attachment=True, filename=f"dong-sai-{self.subject.file_name}")
