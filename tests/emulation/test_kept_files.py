"""Kept files: sealed on the disk before their row, never without it for long, given back as attachments alone."""

import os
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict

from emulation.actions.files import clear_unkept_files, keep_files, write_files
from emulation.forms.files import EvidenceField, EvidenceForm
from emulation.kit import clock
from emulation.kit.evidence import judge
from emulation.kit.guards import NotHere
from emulation.kit.sealed_files import read_sealed
from emulation.models import AuditEntry, KeptFile
from emulation.models.files import folder_of_files
from emulation.views.files import attachment
from tests.evidence import SECRET, pdf, picture, uploaded


@pytest.fixture
def photo():
    return judge(picture(), "Biên bản họp.jpg")


@pytest.fixture
def kept(photo, clerk) -> KeptFile:
    return keep_files(write_files([photo]), by=clerk)[0]


def aged(path, days: float) -> None:
    then = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))


# Keeping


def test_a_file_lies_sealed_under_a_random_name_and_comes_back_as_it_was(kept, photo):
    on_disk = kept.path.read_bytes()

    assert read_sealed(kept.path) == photo.content
    assert photo.content[:16] not in on_disk
    assert len({kept.key, kept.stored_as, kept.sha256}) == 3
    assert [path.name for path in folder_of_files().iterdir()] == [kept.stored_as]


def test_its_row_says_what_it_is_and_who_brought_it(kept, photo, clerk):
    row = KeptFile.objects.get()

    assert (row.name, row.kind, row.size, row.kept_by) == ("Biên bản họp.jpg", "jpeg", len(photo.content), clerk)
    assert row.sha256 == photo.sha256


def test_the_trail_tells_the_file_without_its_name(kept):
    entry = AuditEntry.objects.about(kept).get()

    assert entry.after == {"kind": "jpeg", "size": kept.size, "sha256": kept.sha256}
    assert "Biên bản" not in entry.subject


@pytest.mark.parametrize("wrong", [{"size": 0}, {"kind": "exe"}])
def test_the_database_keeps_no_file_that_cannot_be(kept, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptFile.objects.filter(pk=kept.pk).update(**wrong)


def test_what_was_written_and_never_got_a_row_is_cleared_after_a_day(kept, photo):
    lost, fresh = write_files([photo, photo])
    draft = lost.path.with_suffix(".draft")
    draft.write_bytes(b"half")
    for path in (kept.path, lost.path, draft):
        aged(path, 1.5)

    cleared = clear_unkept_files()

    assert cleared == 2
    assert [one.path.exists() for one in (kept, lost, fresh)] == [True, False, True]


@pytest.mark.django_db(transaction=True)
def test_the_worker_clears_them(photo):
    (lost,) = write_files([photo])
    aged(lost.path, 2)

    call_command("work", "--once", skip_checks=True)

    assert not lost.path.exists()


# Giving back


def test_a_file_is_given_as_an_attachment_that_no_browser_runs(kept, photo):
    answer = attachment(kept)

    assert isinstance(answer, HttpResponse)
    assert answer.content == photo.content
    assert dict(answer.headers) == {
        "Content-Disposition": "attachment; filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n%20h%E1%BB%8Dp.jpg",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
        "Content-Type": "image/jpeg",
    }


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_the_disk_has_lost_or_changed_is_said_to_be_gone(kept, harm):
    if harm == "gone":
        kept.path.unlink()
    else:
        kept.path.write_bytes(kept.path.read_bytes()[:-1] + b"x")

    with pytest.raises(NotHere) as gone:
        attachment(kept)

    assert gone.value.context == {"file": kept}


# The field


class Form(EvidenceForm):
    files = EvidenceField()


def filled(*files: SimpleUploadedFile) -> Form:
    return Form({"key": uuid.uuid4()}, MultiValueDict({"files": list(files)}))


def test_several_files_are_judged_at_once():
    form = filled(uploaded("một.jpg"), uploaded("hai.pdf", pdf(b"<<>>")))

    assert form.is_valid()
    assert [(one.name, one.kind) for one in form.cleaned_data["files"]] == [("một.jpg", "jpeg"), ("hai.pdf", "pdf")]


def test_no_file_is_none():
    form = filled()

    assert (form.is_valid(), form.cleaned_data["files"]) == (True, [])


def test_the_same_file_chosen_twice_is_kept_once():
    form = filled(uploaded("một.jpg"), uploaded("hai.jpg"))

    assert form.is_valid()
    assert len(form.cleaned_data["files"]) == 1


def test_every_wrong_file_is_named_and_all_are_to_be_chosen_again():
    form = filled(uploaded("tốt.jpg"), uploaded("trống.jpg", b""), uploaded("web.jpg", b"<html>" + SECRET))

    assert form.errors["files"] == [
        "“trống.jpg”: Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp.",
        "“web.jpg”: Trang web (HTML) không nhận được. Chỉ nhận ảnh JPEG, PNG, WebP và tài liệu PDF; "
        "hãy in trang ra PDF rồi chọn lại.",
    ]
    assert form.files_to_choose_again == ["tốt.jpg", "trống.jpg", "web.jpg"]


def test_a_form_without_complaints_asks_for_nothing_again():
    form = filled(uploaded())

    assert (form.is_valid(), form.files_to_choose_again) == (True, [])


def test_more_than_five_files_are_too_many_and_none_is_opened():
    form = filled(*[uploaded(f"{n}.jpg", b"") for n in range(6)])

    assert form.errors["files"] == [
        "Mỗi lần gửi không quá 5 tệp, bạn đã chọn 6. Hãy chọn ít tệp hơn, hoặc gộp các trang vào một tệp PDF."
    ]


def test_a_text_where_files_belong_is_no_file():
    form = Form({"files": "bien-ban.jpg"})

    assert (form.is_valid(), form.cleaned_data["files"]) == (True, [])
