"""Giving an evidence file back: always as an attachment, never shown by the portal itself."""

import logging

from cryptography.exceptions import InvalidTag
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.generic import View

from ..kit.guards import Guarded, NotHere
from ..kit.sealed_files import read_sealed
from ..models import KeptFile

log = logging.getLogger("portal")


class FileDownload(Guarded, View):
    """One file of a page: whoever may open the page's subject may have its files, and no others.

    A subclass names its page's predicate, finds the subject as its page does, and says in `files` which files hang on
    it; its address has the file's `key`.
    """

    http_method_names = ["get"]

    def files(self):
        """The files of the subject."""
        return self.subject.files.all()

    def get(self, request, **kwargs):
        return attachment(get_object_or_404(self.files(), key=kwargs["key"]))


def attachment(file: KeptFile) -> HttpResponse:
    """The content to be saved under its own name; raises NotHere where the disk has it no longer."""
    try:
        content = read_sealed(file.path)
    except (OSError, InvalidTag) as error:
        log.error("kept file %s cannot be opened", file.pk)
        raise NotHere("emulation/keptfile_gone.html", file=file) from error
    headers = {
        "Content-Disposition": content_disposition_header(True, file.name),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=file.media_type, headers=headers)
