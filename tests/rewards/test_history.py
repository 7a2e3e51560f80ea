"""Earlier awards from a workbook: judged row by row, looked at, saved once; what they say of a nomination."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from emulation.actions.imports import ImportRefused
from emulation.kit import spreadsheets
from emulation.models import AuditEntry
from rewards.actions.history import keep_history_list, save_history
from rewards.models import AwardHistory, HistoryImport
from rewards.queries.history import plan_of_history
from rewards.queries.nominations import KnownFacts
from rewards.rules.history import judge_history
from tests.rewards.nominated import HEADER, history_book, nominated
from tests.workbooks import workbook

GOOD = [1, "Ông Sùng A Chử", 2021, "Giấy khen", "45/QĐ-UBND"]


def judged(*rows, titles=HEADER):
    return judge_history(spreadsheets.read(workbook(*rows, titles=titles)), today=date(2026, 11, 22))


@pytest.fixture
def take_in(ward, standing):
    """Uploads a list and saves it as it was looked at: take_in([…], only_valid=True)."""

    def save(*rows, **orders):
        kept = keep_history_list(history_book(*rows), "so-cu.xlsx", ward, by=standing)
        return save_history(kept, stamp=plan_of_history(kept).stamp, by=standing, **orders)

    return save


@pytest.mark.parametrize(
    ("cell", "year"), [(2021, 2021), ("2021", 2021), (2021.0, 2021), ("năm 2021", 2021), (date(2021, 12, 20), 2021)]
)
def test_a_year_is_read_however_it_is_written(cell, year):
    assert [line.year for line in judged([1, "Lô Thị Nga", cell, "Giấy khen", "45/QĐ"]).lines] == [year]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ([1, "Lô Thị Nga", "hai nghìn", "Giấy khen", "45/QĐ"], "Năm", "“hai nghìn” không phải là năm"),
        ([1, "Lô Thị Nga", 2030, "Giấy khen", "45/QĐ"], "Năm", "Năm 2030 không thể đúng"),
        ([1, "Lô Thị Nga", None, "Giấy khen", "45/QĐ"], "Năm", "chưa có năm"),
        ([1, "Lô Thị Nga", 2021, "Giấy khen", None], "Quyết định", "chưa có quyết định"),
        ([1, "Lô Thị Nga 🎉", 2021, "Giấy khen", "45/QĐ"], "Tên", "biểu tượng cảm xúc"),
        ([1, "NguyÔn V¨n An", 2021, "Giấy khen", "45/QĐ"], "Tên", "bảng mã cũ"),
    ],
)
def test_a_wrong_row_says_where_and_how_to_mend_it(row, column, words):
    found = judged(GOOD, row)

    assert [(one.row, one.column) for one in found.errors] == [(3, column)]
    assert words in found.errors[0].message
    assert [line.name for line in found.lines] == ["Ông Sùng A Chử"]


def test_columns_are_found_by_their_titles_also_as_offices_write_them():
    titles = ["Số, ngày quyết định", "Họ và tên", "Hình thức khen thưởng", "Năm khen thưởng"]

    found = judged(["45/QĐ", "Lô Thị Nga", "Giấy khen", 2021], titles=titles)

    assert [line[1:] for line in found.lines] == [("Lô Thị Nga", 2021, "Giấy khen", "45/QĐ")]


def test_a_list_without_a_column_is_refused_whole():
    found = judged([1, "Lô Thị Nga", 2021, "Giấy khen"], titles=["STT", "Tên", "Năm", "Hình thức"])

    assert (found.lines, ["thiếu cột “Quyết định”" in one.message for one in found.errors]) == ((), [True])


def test_a_line_that_stands_twice_counts_once():
    assert len(judged(GOOD, [2, "SÙNG A CHỬ", 2021, "Giấy khen", "45/QĐ-UBND"]).lines) == 1


def test_the_same_list_again_adds_nothing(take_in):
    saved = [take_in(), take_in()]

    assert (saved, AwardHistory.objects.count()) == ([True, True], 2)
    assert [entry.after["new"] for entry in AuditEntry.objects.filter(verb="nhập khen thưởng trước đây")] == [2]


def test_a_second_press_saves_nothing(ward, standing):
    kept = keep_history_list(history_book(), "so-cu.xlsx", ward, by=standing)
    stamp = plan_of_history(kept).stamp

    assert [save_history(kept, stamp=stamp, by=standing) for _ in range(2)] == [True, False]


def test_a_list_with_an_error_is_saved_only_row_by_row_and_only_when_asked(take_in):
    wrong = [2, "Lô Thị Nga", "?", "Giấy khen", "45/QĐ"]

    with pytest.raises(ImportRefused, match="còn 1 lỗi"):
        take_in(GOOD, wrong)
    take_in(GOOD, wrong, only_valid=True)

    assert [line.name for line in AwardHistory.objects.all()] == ["Ông Sùng A Chử"]


def test_what_was_not_looked_at_is_not_saved(ward, standing):
    kept = keep_history_list(history_book(), "so-cu.xlsx", ward, by=standing)

    with pytest.raises(ImportRefused, match="đã thay đổi"):
        save_history(kept, stamp="x", by=standing)

    assert AwardHistory.objects.count() == 0


# In the browser


def test_the_office_uploads_looks_saves_and_gets_the_wrong_row_back(logged_in, standing, ward):
    client = logged_in(standing)
    book = history_book(GOOD, [2, "Lô Thị Nga", "?", "Giấy khen", "45/QĐ"])
    file = SimpleUploadedFile("so-cu.xlsx", book)

    preview = client.post(reverse("rewards:history_import"), {"ward": ward.pk, "file": file}, follow=True)
    kept = HistoryImport.objects.get()
    back = client.get(reverse("rewards:history_wrong_rows", args=[kept.pk]))
    orders = {"stamp": preview.context["preview"].plan.stamp, "rows": "valid"}
    saved = client.post(reverse("rewards:history_import_save", args=[kept.pk]), orders, follow=True)

    rows = list(openpyxl.load_workbook(BytesIO(b"".join(back.streaming_content))).active.values)
    assert rows[1] == (
        2,
        "Lô Thị Nga",
        "?",
        "Giấy khen",
        "45/QĐ",
        "Năm: “?” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2021.",
    )
    assert [str(one) for one in saved.context["messages"]] == ["Đã lưu danh sách khen thưởng trước đây."]
    assert [line.name for line in client.get(reverse("rewards:history") + "?q=chu").context["page"]] == [
        "Ông Sùng A Chử"
    ]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_workbook_is_refused_in_words(logged_in, standing, ward, content):
    file = SimpleUploadedFile("so-cu.xlsx", content)

    answer = logged_in(standing).post(reverse("rewards:history_import"), {"ward": ward.pk, "file": file})

    assert (answer.status_code, bool(answer.context["form"].errors["file"])) == (200, True)
    assert HistoryImport.objects.count() == 0


# What it says of a nomination


@pytest.mark.parametrize(
    ("year", "form", "recent", "earlier"),
    [
        (2022, "Giấy khen của Chủ tịch UBND phường", 1, 0),
        (2022, "Gia đình văn hóa tiêu biểu", 0, 1),
        (2021, "Giấy khen", 0, 1),
    ],
)
def test_an_award_of_this_year_and_form_stands_against_a_nomination(
    phase, standing, unit_of, take_in, year, form, recent, earlier
):
    one = nominated(phase, 3, unit_of("8"), "Tổ chuyển đổi số cộng đồng Hoà Bình", by=standing)
    take_in([1, "TỔ CHUYỂN ĐỔI SỐ CỘNG ĐỒNG HÒA BÌNH", year, form, "9/QĐ-UBND"])

    facts = KnownFacts(phase, [one]).facts(one)

    assert (len(facts.recent), len(facts.earlier)) == (recent, earlier)
