"""What tests of the middle floor share: a neighbourhood's workbook, taken along, compared and brought back."""

from io import BytesIO

import openpyxl
import pytest

from scoring.actions.offline import keep_offline_book, save_offline_book
from scoring.documents.offline import offline_book
from scoring.queries.offline import OfflineSheets, plan_of_upload, plan_offline
from tests.scoring.second_keyed import FULL, WRONG, key_first, key_second
from tests.workbooks import packed


@pytest.fixture
def unit(unit_of):
    return unit_of("8")


@pytest.fixture
def download(phase, unit):
    """The workbook of neighbourhood 8 as it is handed out now, opened."""
    return lambda: openpyxl.load_workbook(BytesIO(offline_book(OfflineSheets(phase, unit))))


@pytest.fixture
def compared(phase, unit):
    """What an opened workbook would change."""
    return lambda book: plan_offline(packed(book), phase, unit)


@pytest.fixture
def bring_back(phase, unit, clerk):
    """Uploads an opened workbook and saves what the preview shows: bring_back(book, prefer=…)."""

    def save(book, by=clerk, **orders):
        kept = keep_offline_book(packed(book), "Tổ 8.xlsx", phase, unit, by=by)
        stamp = orders.pop("stamp", None) or plan_of_upload(kept).stamp
        save_offline_book(kept, stamp=stamp, by=by, **orders)
        kept.refresh_from_db()
        return kept

    return save


@pytest.fixture
def drawn(choose_second):
    """Every finished sheet is keyed twice."""
    return choose_second(random_percent=100)


@pytest.fixture
def keyed_once(household, phase, clerk, drawn):
    """A household of four, keyed by the clerk with full marks, waiting for its second entry."""
    key_first(household, phase, clerk)
    return household


@pytest.fixture
def keyed_differently(keyed_once, phase, standing):
    """The standing office has keyed criterion 10 of the first and criterion 1 of the second person otherwise."""
    key_second(keyed_once, phase, standing, WRONG, "0" + "1" * 9, FULL, FULL)
    return keyed_once
