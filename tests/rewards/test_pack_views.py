"""The page of a pack and the command: who sees what, what is told, what is written to a file."""

import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.kit import clock, jobs
from emulation.kit.sealed_files import read_sealed
from rewards.facts.packs import files_in
from rewards.jobs import made_pack
from rewards.models import Award, Decision, Nomination, Pack
from tests.rewards.decided import draft_of, signed, without_posting
from tests.rewards.dossiers import press
from tests.rewards.packed import award_numbered, files_of, laid_pack

PLACE = "/phong-trao/dong-tam-2022/dot-1/khen-thuong/5/bo-giay-to/"


@pytest.fixture
def office(logged_in, standing):
    return logged_in(standing)


@pytest.fixture
def laid(closed, families_met, standing, kept_file):
    return laid_pack(closed, award_numbered(closed, 5), kept_file, by=standing)


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_one_press_makes_the_pack_and_its_papers_are_read_one_by_one(office, closed, families_met):
    assert "Lập bộ giấy tờ" in said(office.get(PLACE))

    answer = office.post(f"{PLACE}lap/")
    jobs.run_next()

    assert answer.url.startswith("/viec-nen/")
    page, pack = said(office.get(PLACE)), Pack.objects.get()
    assert page.count("✓ khớp") == 5
    assert "✓ còn khớp với dữ liệu" in page
    files = files_of(pack)
    for path in ("01-to-trinh/to-trinh.pdf", "05-danh-sach/danh-sach.docx"):
        assert office.get(f"{PLACE}lan-1/giay/{path}").content == files[path]
    assert office.get(f"{PLACE}lan-1/giay/../../portal.env").status_code == 404
    assert office.get(f"{PLACE}lan-2/tep/{pack.file.key}/").status_code == 404
    whole = office.get(f"{PLACE}lan-1/tep/{pack.file.key}/")
    assert (whole.status_code, whole["Content-Type"]) == (200, "application/zip")


def test_a_change_is_told_on_the_page_the_awards_page_and_as_a_matter_to_do(office, laid):
    Nomination.objects.filter(printed_name="Hồ Thị Mai").update(printed_name="Hồ Thị Mây")

    page, awards, home = (said(office.get(url)) for url in (PLACE, PLACE.rpartition("5/")[0], "/"))

    assert "✗ Không còn khớp, 1 chỗ" in page
    assert "Gia đình bà Hồ Thị Mai: tên" in page
    assert "Lập lại theo dữ liệu hiện nay" in page
    assert "không còn khớp, 1 chỗ" in awards
    assert "Bộ giấy tờ không còn khớp: Đợt 1 – Sơ kết" in home


def test_what_fits_is_nothing_to_do(office, laid):
    awards, home = (said(office.get(url)) for url in (PLACE.rpartition("5/")[0], "/"))

    assert "bộ giấy tờ còn khớp" in awards
    assert "Bộ giấy tờ không còn khớp" not in home


def test_a_signed_decision_keeps_the_pack_as_it_was(office, closed, laid, standing, chairman):
    Decision.objects.create(
        ward=closed.campaign.ward, phase=closed, award=laid.award, code="QĐ-UBND", granted_by="Chủ tịch", number="15",
        status="signed", year=2026, decided_on=clock.today(), content_sha256="0" * 64, made_by=standing,
        written_by=standing, recorded_by=chairman, recorded_at=clock.now(),
    )  # fmt: skip
    Nomination.objects.filter(printed_name="Hồ Thị Mai").update(printed_name="Hồ Thị Mây")

    page, awards, home = (said(office.get(url)) for url in (PLACE, PLACE.rpartition("5/")[0], "/"))

    assert "đã ký sau khi lập bộ giấy tờ này. Bộ giấy tờ giữ nguyên như khi trình." in page
    assert "hông còn khớp" not in page
    assert "bộ giấy tờ đã ký quyết định" in awards
    assert "Bộ giấy tờ không còn khớp" not in home


def test_the_chairman_reads_and_a_neighbourhood_does_not(logged_in, laid, chairman, officer):
    reading, outside = logged_in(chairman), logged_in(officer)

    assert "Lập lại" not in said(reading.get(PLACE))
    assert reading.post(f"{PLACE}lap/").status_code == 403
    assert [outside.get(url).status_code for url in (PLACE, f"{PLACE}lan-1/tep/{laid.file.key}/")] == [403, 403]
    assert "bo-giay-to" not in said(outside.get(PLACE.rpartition("5/")[0]))


def test_before_there_is_anything_the_page_says_what_comes_first(office, logged_in, chairman, closed):
    assert "Chưa có đề nghị nào đủ điều kiện, nên các danh sách còn trống." in said(office.get(PLACE))
    assert "Chưa có bộ giấy tờ nào" in said(logged_in(chairman).get(PLACE))


def test_the_page_costs_the_same_for_few_and_many(office, laid, closed, django_assert_num_queries):
    office.get(PLACE)
    with CaptureQueriesContext(connection) as many:
        office.get(PLACE)
    Nomination.objects.filter(printed_name__in=["Hồ Thị Mai", "Lô Thị Nga", "Vũ Văn Mạnh"]).update(
        confirmed_at=None, confirmed_by=None
    )

    with django_assert_num_queries(len(many) + 2):  # two more ask why somebody is gone
        office.get(PLACE)


# The command


def test_the_command_writes_the_pack_of_one_award(closed, families_met, tmp_path, capsys):
    out = tmp_path / "bo.zip"

    call_command("pack", phase="dong-tam-2022/1", out=out, award=5)

    assert "Đã ghi bộ giấy tờ của 1 hình thức, danh hiệu" in capsys.readouterr().out
    with zipfile.ZipFile(out) as kept:
        assert kept.namelist()[:3] == ["00-muc-luc.pdf", "00-muc-luc.docx", "01-to-trinh/to-trinh.pdf"]


def test_the_command_gives_the_kept_pack_of_an_award_that_is_decided(families_met, clerk, standing, tmp_path):
    without_posting(families_met.phase.campaign, 5)
    presented = press(families_met, "present", by=standing)
    pack = made_pack(presented.phase, presented.award, by=clerk)
    signed(draft_of(presented, by=clerk), by=standing)

    call_command("pack", phase="dong-tam-2022/1", out=tmp_path / "bo.zip")

    with zipfile.ZipFile(tmp_path / "bo.zip") as found:
        written = [(name.removeprefix("05-gia-dinh-cong-dan-so/"), found.read(name)) for name in found.namelist()]
    assert written == files_in(read_sealed(pack.file.path))


def test_the_command_writes_a_draft_and_says_what_is_missing(closed, families, tmp_path):
    out = tmp_path / "bo.zip"

    with pytest.raises(CommandError, match="còn là bản nháp") as told:
        call_command("pack", phase="dong-tam-2022/1", out=out)

    assert told.value.returncode == 2
    assert "Gia đình công dân số: Hội đồng chưa họp và khóa biên bản" in str(told.value)
    with zipfile.ZipFile(out) as kept:
        assert kept.namelist()[0] == "05-gia-dinh-cong-dan-so/00-muc-luc.pdf"


def test_the_command_refuses_where_there_is_nothing(closed, tmp_path):
    with pytest.raises(CommandError, match="Chưa có đề nghị nào đủ điều kiện"):
        call_command("pack", phase="dong-tam-2022/1", out=tmp_path / "bo.zip")
    with pytest.raises(CommandError, match="không có hình thức, danh hiệu số 99"):
        call_command("pack", phase="dong-tam-2022/1", out=tmp_path / "bo.zip", award=99)
    assert Award.objects.exists()
    assert not (tmp_path / "bo.zip").exists()
