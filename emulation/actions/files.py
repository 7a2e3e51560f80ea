"""Keeping evidence files: the content is written before the transaction, its row within the one of what it belongs to.

    written = write_files(form.cleaned_data["files"])
    with transaction.atomic():
        reading = …
        reading.files.add(*keep_files(written, by=by))

What was written and got no row, because the transaction failed or the same form came twice, is taken away by
`clear_unkept_files`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..kit import audit, clock
from ..kit.evidence import Evidence
from ..kit.sealed_files import write_sealed
from ..models import KeptFile
from ..models.files import folder_of_files

UNKEPT_FOR = timedelta(days=1)  # no transaction lasts that long
BATCH = 500


def write_files(evidence: Iterable[Evidence]) -> list[KeptFile]:
    """Seals judged files on the disk; returns their rows, not saved yet. Call it outside any transaction."""
    written = []
    for one in evidence:
        file = KeptFile(name=one.name, kind=one.kind, size=len(one.content), sha256=one.sha256)
        write_sealed(file.path, one.content)
        written.append(file)
    return written


def keep_files(uploads: Iterable[KeptFile], *, by) -> list[KeptFile]:
    """Saves the rows of files that `write_files` has written; call it within the transaction of what they belong to.

    The trail tells kind, size and hash; a file's name may be somebody's.
    """
    kept = list(uploads)
    for file in kept:
        file.kept_by = by
        file.save(force_insert=True)
        facts = {"kind": file.kind, "size": file.size, "sha256": file.sha256}
        audit.record("gửi tệp đính kèm", file, by=by, after=facts, label=f"Tệp đính kèm {file.pk}")
    return kept


def clear_unkept_files() -> int:
    """Takes away what was written more than a day ago and never got a row; how many files that were."""
    before = clock.now() - UNKEPT_FOR
    old = [path for path in folder_of_files().glob("*") if written_at(path) < before]
    cleared = 0
    for start in range(0, len(old), BATCH):
        some = old[start : start + BATCH]
        names = [path.name for path in some]
        kept = set(KeptFile.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))
        for path in some:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                cleared += 1
    return cleared


def written_at(path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=clock.now().tzinfo)
    except FileNotFoundError:  # another worker was faster
        return clock.now()
