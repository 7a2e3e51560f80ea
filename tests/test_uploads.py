"""Workbooks that were uploaded, of every kind: sealed as they came, and gone once they were kept long enough."""

from datetime import timedelta

import pytest

from emulation.actions import keep_staff_list
from emulation.kit import clock
from emulation.models import StaffImport
from rewards.actions.history import keep_history_list
from rewards.models import HistoryImport
from scoring.actions.offline import keep_offline_book
from scoring.models import OfflineUpload

CONTENT = b"PK not read here"


@pytest.fixture
def keep(school, ward, phase, unit_of, clerk):
    """Keeps a workbook of a kind: keep(StaffImport)."""
    keepers = {
        StaffImport: lambda: keep_staff_list(CONTENT, "can-bo.xlsx", school, by=clerk),
        HistoryImport: lambda: keep_history_list(CONTENT, "khen-thuong.xlsx", ward, by=clerk),
        OfflineUpload: lambda: keep_offline_book(CONTENT, "phieu-to-8.xlsx", phase, unit_of("8"), by=clerk),
    }
    return lambda model: keepers[model]()


@pytest.mark.parametrize("model", [StaffImport, HistoryImport, OfflineUpload])
def test_what_was_kept_long_enough_is_forgotten_and_who_saved_it_is_not(keep, clerk, settings, model):
    saved, unsaved = keep(model), keep(model)
    long_ago = clock.now() - timedelta(days=settings.IMPORT_KEEP_DAYS + 1)
    model.objects.filter(pk=saved.pk).update(saved_at=clock.now(), saved_by=clerk)
    model.objects.update(uploaded_at=long_ago)

    fresh = keep(model)

    assert [one.path.exists() for one in (saved, unsaved, fresh)] == [False, False, True]
    assert set(model.objects.values_list("pk", flat=True)) == {saved.pk, fresh.pk}
