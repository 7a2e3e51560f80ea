"""Workbooks that were uploaded: kept sealed as they came, forgotten once they were kept long enough."""

import hashlib

from ..kit.sealed_files import write_sealed
from ..kit.vietnamese import tidy
from ..models.imports import UploadedWorkbook


def sealed_upload(model: type[UploadedWorkbook], content: bytes, file_name: str, *, by, **owner):
    """A workbook sealed on the disk, with its row not saved yet; what was kept long enough is forgotten."""
    forget_old_uploads(model)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = model(file_name=tidy(file_name)[-200:], sha256=sha256, uploaded_by=by, **owner)
    write_sealed(kept.path, content)
    return kept


def forget_old_uploads(model: type[UploadedWorkbook]) -> None:
    """Erases files that were kept long enough, and rows nothing came of; who saved what when stays."""
    old = model.objects.kept_long_enough()
    for kept in old:
        for path in kept.paths:
            path.unlink(missing_ok=True)
    old.filter(saved_at=None).delete()
