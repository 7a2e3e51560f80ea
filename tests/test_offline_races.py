"""A neighbourhood's workbook while others write, on both databases: saved once, never over what came in between."""

import io

import openpyxl
import pytest
from django.db import transaction

from emulation.kit import clock
from emulation.models import AuditEntry
from scoring.actions.offline import keep_offline_book, save_offline_book
from scoring.actions.sheets import Entry, record_scores
from scoring.documents.offline import offline_book
from scoring.models import MemberScore, OfflineUpload
from scoring.queries.offline import OfflineRefused, OfflineSheets, plan_of_upload
from tests.offline import answers_of, fill
from tests.test_races import at_once
from tests.workbooks import packed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def upload(phase, household, clerk):
    """A workbook of neighbourhood 8 with full marks for the first person, brought back and looked at."""
    book = openpyxl.load_workbook(io.BytesIO(offline_book(OfflineSheets(phase, household.unit))))
    fill(book, 4, ["x"] * 10)
    kept = keep_offline_book(packed(book), "to-8.xlsx", phase, household.unit, by=clerk)
    return kept, plan_of_upload(kept).stamp


def test_pressing_save_twice_at_once_saves_once(upload, clerk):
    kept, stamp = upload

    outcomes = at_once(*[lambda: save_offline_book(kept, stamp=stamp, by=clerk)] * 2)

    assert sorted(outcomes) == [False, True]
    assert (MemberScore.objects.get().version, AuditEntry.objects.filter(verb="nhập tệp phiếu của tổ").count()) == (
        1,
        1,
    )


def naive_save(kept, stamp, by):
    """Looks whether the upload was saved, and saves."""
    is_saved = OfflineUpload.objects.get(pk=kept.pk).saved_at is not None
    if not is_saved:
        with transaction.atomic():
            OfflineUpload.objects.filter(pk=kept.pk).update(saved_at=clock.now(), saved_by=by)
    return not is_saved


def test_control_looking_first_and_saving_then_saves_twice(upload, clerk):
    kept, stamp = upload

    assert at_once(*[lambda: naive_save(kept, stamp, clerk)] * 2) == [True, True]


def test_who_keys_in_the_grid_while_a_file_is_saved_is_never_overwritten(upload, household, phase, clerk, standing):
    """One of the two comes first: either the grid meets a conflict, or the file is told to look again."""
    kept, stamp = upload
    chu = household.members.get(full_name="Sùng A Chử")

    saved, keyed = at_once(
        lambda: save_offline_book(kept, stamp=stamp, by=clerk),
        lambda: record_scores(household, phase, [Entry(chu.pk, "0000000000", 0)], by=standing),
    )

    one_won = isinstance(saved, OfflineRefused) != isinstance(keyed, Exception)
    assert one_won, (saved, keyed)
    assert answers_of("Sùng A Chử") == ("0000000000" if isinstance(saved, Exception) else "1111111111")
    assert MemberScore.objects.get().version == 1
