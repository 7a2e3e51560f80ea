"""Runs of the printer: their sheets, their file from any sheet on, counted prints, a worker killed in the middle."""

import pytest
from django.db.models import Q
from PIL import Image

from emulation.choices import JobStatus
from emulation.kit import jobs
from emulation.models import AuditEntry
from rewards.actions.certificates import void_certificate
from rewards.actions.printing import PrintRefused, order_file, record_printed, stop_run
from rewards.facts.certificates import fits_of, look_up
from rewards.models import Certificate
from rewards.queries.certificates import with_prints
from tests.printed import pages_of, seen_by
from tests.qr_reader import read
from tests.rewards.certified import certificates_of, decision_about, issued, run_of, signed

ADDRESS = "https://thidua.dongtam.example.vn"
NAMES = ["Sùng A Chử", "Lô Văn Nga", "Vũ Văn Mạnh", "Hồ Văn Mai", "Kiều Văn Hoà"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(reviewed, award, clerk, standing):
    """A signed decision whose five certificates are issued."""
    decision = signed(decision_about(reviewed, award, NAMES, by=clerk), by=standing)
    issued(decision, by=clerk)
    return decision


@pytest.fixture
def run(decision, clerk):
    return run_of(decision, by=clerk)


def printed(run, *, by) -> list[str]:
    """The words on each page of the file of a run."""
    job = order_file(run, address=ADDRESS, by=by)
    assert jobs.run_next() == job
    job.refresh_from_db()
    assert (job.status, job.error) == (JobStatus.DONE, "")
    return pages_of(job.path.read_bytes())


# Ordering


def test_a_run_keeps_its_sheets_in_the_order_of_the_register(run, decision):
    sheets = [(one.position, one.certificate.number) for one in run.sheets.select_related("certificate")]

    assert sheets == [(place, place) for place in range(1, 6)]
    assert (run.total, run.printed_to) == (5, 0)


def test_its_file_holds_a_page_for_each_certificate(run, clerk):
    pages = printed(run, by=clerk)

    assert len(pages) == 5
    for number, (page, name) in enumerate(zip(pages, NAMES, strict=True), start=1):
        assert name in page
        assert f"{number:04}/" in page


def test_after_a_jam_the_file_begins_with_the_sheet_that_is_missing(run, clerk):
    record_printed(run, 3, seen=0, by=clerk)

    pages = printed(run, by=clerk)

    assert [name for page, name in zip(pages, NAMES[3:], strict=True) if name in page] == NAMES[3:]


def test_what_was_voided_or_does_not_hold_is_not_printed(decision, clerk):
    void_certificate(certificates_of(decision)[1], "Nhầm", by=clerk)

    assert run_of(decision, by=clerk).total == 4


def test_nothing_to_print_is_said(decision, clerk):
    with pytest.raises(PrintRefused, match="Không có giấy nào"):
        run_of(decision, only=Q(number=99), by=clerk)


def test_a_sheet_that_waits_in_another_run_does_not_come_out_twice(run, decision, clerk):
    with pytest.raises(PrintRefused, match=f"5 giấy đang ở một lần in chưa xong \\(Lần in {run.pk}\\)"):
        run_of(decision, "Cần gấp", by=clerk)


def test_what_was_voided_since_does_not_come_out_of_a_run_that_waits(run, decision, clerk):
    job = order_file(run, address=ADDRESS, by=clerk)
    void_certificate(certificates_of(decision)[3], "Nhầm", by=clerk)

    with pytest.raises(PrintRefused, match="Tờ 4 \\(số 0004/"):
        order_file(run, address=ADDRESS, by=clerk)
    jobs.run_next()

    job.refresh_from_db()
    assert (job.status, job.path.exists()) == (JobStatus.FAILED, False)
    record_printed(run, 4, seen=0, by=clerk)  # it had come out before
    assert order_file(run, address=ADDRESS, by=clerk).args["first"] == 5


# Counting


def test_the_last_sheet_ends_a_run(run, clerk):
    done = record_printed(run, 5, seen=0, by=clerk)
    again = record_printed(run, 5, seen=0, by=clerk)

    assert (done.is_over, done.finished_by) == (True, clerk)
    assert again.finished_at == done.finished_at
    assert AuditEntry.objects.filter(verb="ghi đã in tới tờ").count() == 1


def test_each_further_print_asks_for_a_reason_and_is_counted(run, decision, clerk):
    record_printed(run, 5, seen=0, by=clerk)
    with pytest.raises(PrintRefused, match="Có 5 giấy đã in rồi"):
        run_of(decision, by=clerk)

    again = run_of(decision, "Phôi hỏng", only=Q(number=2), by=clerk)
    record_printed(again, 1, seen=0, by=clerk)

    assert [one.prints for one in with_prints(Certificate.objects.order_by("number"))] == [1, 2, 1, 1, 1]


def test_what_a_stopped_run_did_not_print_is_printed_without_a_reason(run, decision, clerk):
    record_printed(run, 2, seen=0, by=clerk)
    for _ in range(2):
        stop_run(run, by=clerk)

    rest = run_of(decision, only=Q(number__gte=3), by=clerk)

    assert rest.total == 3
    assert AuditEntry.objects.filter(verb="dừng lần in").count() == 1


def test_how_far_somebody_else_has_said_is_not_overwritten(run, clerk, standing):
    record_printed(run, 3, seen=0, by=standing)

    with pytest.raises(PrintRefused, match="vừa ghi lần in này đã in tới tờ 3"):
        record_printed(run, 2, seen=0, by=clerk)


def test_no_more_comes_out_than_there_is(run, clerk):
    with pytest.raises(PrintRefused, match="Lần in này có 5 tờ"):
        record_printed(run, 6, seen=0, by=clerk)


# Fitting


def test_names_that_are_shrunk_or_wrapped_are_listed_and_those_that_cannot_be_are_refused(
    reviewed, award, clerk, standing
):
    long = "Nguyễn Thị Kiều Ngọc Hưởng và các con Nguyễn Ngọc Bảo Châu"
    names = ["Sùng A Chử", long, "Lý 李"]
    decision = decision_about(reviewed, award, names, by=clerk)

    refused, squeezed = [
        [one for one in fits_of(decision, ADDRESS) if bool(one.refusal) is wanted] for wanted in (True, False)
    ]

    assert [(one.position, one.refusal) for one in refused] == [(3, "phông chữ không có ký tự “李” (U+674E).")]
    assert [(one.position, one.text) for one in squeezed if one.position] == [(2, long)]
    assert (squeezed[-1].size, squeezed[-1].lines) == (24.0, 1)


# A batch as it lies in the tray


def test_every_page_of_five_hundred_says_its_record_and_every_code_leads_to_it(
    reviewed, award_of, clerk, standing, tmp_path
):
    family = ["Sùng", "Lô", "Vũ", "Hồ", "Kiều"]
    given = ["Chử", "Nga", "Mạnh", "Mai", "Hoà", "Hưởng", "Dương", "Páo", "Sen", "Bảy"]
    middle = ["A", "Văn", "Thị", "Ngọc", "Thuỳ", "Đức", "Minh", "Quang", "Bích", "Xuân"]
    names = [f"{one} {two} {three}" for one in family for two in middle for three in given]
    decision = signed(decision_about(reviewed, award_of(5), names, by=clerk), by=standing)
    found = issued(decision, by=clerk)
    run = run_of(decision, by=clerk)
    job = order_file(run, address=ADDRESS, by=clerk)
    jobs.run_next()

    pdf = job.path.read_bytes()
    pages = pages_of(pdf)
    assert len(pages) == 500
    for one, page in zip(found, pages, strict=True):
        for slot in ("salutation", "name", "place", "register", "check_code"):
            assert one.facts["line"][slot] in page
        assert one.facts["face"]["decision"] in page
    codes = [read(picture) for picture in codes_of(pdf, tmp_path)]
    assert codes == [look_up(ADDRESS, one.public_id) for one in found]


def codes_of(pdf: bytes, folder) -> list[Image.Image]:
    """The corner of each page with its code, at 150 dots an inch."""
    corner = ["-x", "165", "-y", "930", "-W", "170", "-H", "170"]
    seen_by("pdftoppm", pdf, "-r", "150", "-gray", *corner, "-", str(folder / "code"))
    return [Image.open(file) for file in sorted(folder.glob("code-*.pgm"))]
