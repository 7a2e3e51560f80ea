"""The pack of an award: its papers, what they name, what no longer fits, and what it is made of."""

from datetime import date

import pytest

from emulation.kit import jobs
from emulation.kit.sealed_files import read_sealed
from emulation.models import AuditEntry, Issuer, LegalBasis
from rewards.actions.many_nominations import act_on_many
from rewards.actions.packs import order_pack
from rewards.facts.packs import changes_since, cross_check, draw_pack, sources_of
from rewards.jobs import made_pack
from rewards.models import Nomination, Pack
from scoring.actions.phases import reopen_phase
from tests.printed import pages_of
from tests.rewards.packed import award_numbered, files_of, laid_pack
from tests.worded import words_of


@pytest.fixture
def pack(closed, families_met, standing):
    return made_pack(closed, award_numbered(closed, 5), by=standing)


@pytest.fixture
def laid(closed, families_met, standing, kept_file):
    """The same pack, its papers not drawn: enough to compare it with the data."""
    return laid_pack(closed, award_numbered(closed, 5), kept_file, by=standing)


def changes(pack: Pack) -> list[tuple[str, str, str]]:
    return [(one.what, one.was, one.now) for one in changes_since(pack, sources_of(pack.phase))]


FAMILIES = ["Vũ Văn Mạnh", "Hồ Thị Mai", "Sùng A Chử", "Lô Thị Nga", "Nguyễn Quang Trung"]
PAPERS = [
    "01-to-trinh/to-trinh", "02-bien-ban-hop/phien-1", "04-bao-cao-thanh-tich/ho-gia-dinh", "05-danh-sach/danh-sach",
    "06-du-thao-quyet-dinh/quyet-dinh",
]  # fmt: skip


def test_every_paper_of_the_pack_names_the_same_families_as_pdf_and_as_word(pack):
    files = files_of(pack)

    assert list(files) == [
        f"{path}.{kind}"
        for path in ["00-muc-luc", *PAPERS[:4], "05-danh-sach/bang-tong-hop", PAPERS[4]]
        for kind in ("pdf", "docx")
    ]
    for path in PAPERS:
        printed, written = " ".join(pages_of(files[f"{path}.pdf"])), words_of(files[f"{path}.docx"])
        for name in FAMILIES:
            assert name in printed or name.upper() in printed
            assert name in written or name.upper() in written

    letter = " ".join(pages_of(files["01-to-trinh/to-trinh.pdf"]))
    assert "6/6 hộ có người thuộc diện chấm điểm đã nộp phiếu; 5/6 hộ đạt “Gia đình công dân số” (83,3 %)." in letter
    assert "Ngày 12/9/2022 Hội đồng Thi đua - Khen thưởng họp phiên số 1, có mặt 09/09 thành viên" in letter
    assert "Hội đồng đã xét 05 (năm) đề nghị, thông qua 05 (năm) đề nghị." in letter
    assert "Mỗi đề nghị được thông qua có ít nhất 08/09 phiếu đồng ý (88,9 %)." in letter


def test_the_cross_check_counts_the_list_in_every_paper(laid):
    found = [(one.path, one.figures, one.check and one.check.fits) for one in cross_check(laid.content)]

    assert found == [
        (path, ("0", "0", "5", "–"), True) for path in PAPERS[:4]
    ] + [("05-danh-sach/bang-tong-hop", ("–",) * 4, None), (PAPERS[4], ("0", "0", "5", "–"), True)]  # fmt: skip


def test_the_same_data_always_make_the_same_bytes(closed, pack, standing):
    award = award_numbered(closed, 5)

    again = draw_pack(closed, award, sources_of(closed))

    assert (again.sha256, again.file) == (pack.sha256, read_sealed(pack.file.path))
    assert made_pack(closed, award, by=standing) == pack
    assert Pack.objects.count() == 1


def test_a_fresh_pack_fits(laid):
    assert changes(laid) == []
    assert laid.lacks == []


# What no longer fits


def test_a_corrected_name_is_told_with_the_old_and_the_new_one(laid):
    Nomination.objects.filter(printed_name="Hồ Thị Mai").update(printed_name="Hồ Thị Mây")

    assert changes(laid) == [("Gia đình bà Hồ Thị Mai: tên", "Hồ Thị Mai", "Hồ Thị Mây")]


def test_a_withdrawn_nomination_is_told_with_its_reason(closed, laid, standing):
    one = Nomination.objects.filter(printed_name="Hồ Thị Mai")
    act_on_many("withdraw", one, closed, reason="Gia đình xin rút", by=standing)

    assert changes(laid) == [("Gia đình bà Hồ Thị Mai", "có trong danh sách", "đã rút: Gia đình xin rút")]


def test_results_opened_again_are_told_by_every_family_and_the_snapshot(closed, laid, standing):
    reopen_phase(closed, "Nhập sót phiếu", by=standing)

    told = changes(laid)

    assert told[0] == ("Gia đình ông Vũ Văn Mạnh", "có trong danh sách", "lấy từ kết quả đã được mở lại")
    assert [what for what, *_ in told[5:]] == ["bản chốt kết quả", "phiên họp Hội đồng"]
    assert told[5][2] == "chưa chốt"


def test_a_legal_basis_that_ended_is_told_beside_the_one_in_its_place(laid, campaign):
    basis = LegalBasis.objects.filter(campaign=campaign).first()
    LegalBasis.objects.filter(pk=basis.pk).update(effective_until=date(2020, 1, 1))
    LegalBasis.objects.create(campaign=campaign, text="Căn cứ Luật số 06/2026/QH16", position=9)

    assert changes(laid) == [("căn cứ pháp lý", basis.text, "Căn cứ Luật số 06/2026/QH16")]


def test_another_signer_is_told(laid, campaign):
    Issuer.objects.filter(campaign=campaign, position=1).update(signer_name="Trần Văn Dũng")

    [(what, was, now)] = changes(laid)

    assert what == "cơ quan ban hành, người ký"
    assert was.replace("Nguyễn Ngọc Hà", "Trần Văn Dũng") == now != was


# Drafts, and jobs


def test_without_a_council_the_pack_is_a_draft_that_says_so(closed, families, standing, kept_file):
    pack = laid_pack(closed, award_numbered(closed, 5), kept_file, by=standing)

    assert pack.lacks == [
        "Hội đồng chưa họp và khóa biên bản, nên chưa có biên bản họp; danh sách là các đề nghị đủ điều kiện."
    ]
    assert [one.path for one in cross_check(pack.content)] == [
        "01-to-trinh/to-trinh", "04-bao-cao-thanh-tich/ho-gia-dinh", "05-danh-sach/danh-sach",
        "05-danh-sach/bang-tong-hop", "06-du-thao-quyet-dinh/quyet-dinh",
    ]  # fmt: skip


def test_a_pack_of_nobody_is_made_and_says_that_its_lists_are_empty(closed, propose, standing):
    pack = made_pack(closed, award_numbered(closed, 4), by=standing)

    assert pack.lacks[0] == "Chưa có đề nghị nào đủ điều kiện, nên các danh sách còn trống."
    files = files_of(pack)
    assert "00 (không) trường hợp" in " ".join(pages_of(files["05-danh-sach/danh-sach.pdf"]))
    assert "Còn thiếu: Chưa có đề nghị nào" in " ".join(pages_of(files["00-muc-luc.pdf"]))


def test_two_presses_and_a_killed_worker_make_one_pack(closed, families_met, standing):
    award = award_numbered(closed, 5)
    job = order_pack(closed, award, by=standing)
    assert order_pack(closed, award, by=standing) == job
    made_pack(closed, award, by=standing)  # as far as a worker got that was killed before it could say so

    jobs.run_next()

    job.refresh_from_db()
    assert job.status == "done"
    assert job.path.read_bytes() == read_sealed(Pack.objects.get().file.path)
    assert AuditEntry.objects.filter(verb="giữ bộ giấy tờ").count() == 1
