"""Printing score sheets: whose, in which order, with which codes; what a killed and repeated run leaves behind."""

import re
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from emulation.choices import JobStatus, Presence
from emulation.kit import jobs
from emulation.kit.audit import AuditEntry
from emulation.kit.jobs import Job
from emulation.models import Household, Member
from scoring.actions.exemptions import exempt_member
from scoring.actions.paper_sheets import issue_sheets, issue_spares, order_reprint, order_sheets
from scoring.facts import sheet_face
from scoring.jobs import NothingToPrint, StackOrder, print_stack, units_of
from scoring.models import PaperSheet, SheetPrint
from tests.printed import pages_of
from tests.scoring.test_score_sheet import code_on

ADDRESS = "https://thidua.example.vn"


@pytest.fixture
def street(phase, make_household):
    """Two households of neighbourhood 8, one of 14, and one in 8 in which nobody is scored."""
    first = make_household("8", "Sùng A Chử", 1968, "Lô Thị Nga", 1971, "Sùng Minh Đức", 2011)
    second = make_household("8", "Đặng Thuỳ Dương", 1980)
    children = make_household("8", "Lò Minh An", 2012)
    far = make_household("14", "Hoàng Thị Nhất", 1980)
    return first, second, children, far


@pytest.fixture
def out(tmp_path):
    return tmp_path / "phieu.pdf"


def order(phase, unit=None, spare=0, only_new=False):
    return StackOrder(phase, units_of(phase, unit and unit.pk), spare, only_new, ADDRESS)


def printed(phase, out, clerk, batch=None, **wishes):
    print_stack(order(phase, **wishes), out, batch=batch or uuid4(), by=clerk)
    return pages_of(out.read_bytes())


def heads(pages):
    """Whose sheet each page is: the head's name, "bìa" for a cover, "" for a spare one."""
    return ["bìa" if "NGƯỜI GIAO" in page else re.search(r"Chủ hộ:(.*?)Mã hộ:", page)[1].strip() for page in pages]


def test_sheets_come_by_neighbourhood_in_walking_order_behind_a_cover(phase, street, clerk, out):
    first, *_ = street
    Household.objects.filter(pk=first.pk).update(position=9)

    pages = printed(phase, out, clerk, spare=1)

    assert heads(pages) == [
        "bìa", "",
        "bìa", "Đặng Thuỳ Dương", "Sùng A Chử", "",
        "bìa", "Hoàng Thị Nhất", "",
    ]  # fmt: skip
    for words in ("phiếu trong tập này 2", "không cần phiếu 1", "(tên đã in) 3", "có tên 2", "hộ) 1", "số tờ 3"):
        assert words in pages[2]
    assert "người in: Nguyễn Thị Kiều Ngọc Hưởng" in pages[2]


def test_a_sheet_names_those_who_have_a_row_in_the_grid(phase, street, clerk, out, standing):
    first, *_ = street
    Member.objects.create(
        household=first, full_name="Sùng Thị Vắng", born_on="1990-01-01", relation="child", gender="female",
        presence=Presence.AWAY, position=9,
    )  # fmt: skip
    ill = first.members.get(full_name="Lô Thị Nga")
    exempt_member(ill, phase, kind="ill", effect="out", reason="Nằm viện", by=standing)

    page = printed(phase, out, clerk)[1]

    assert "1 Sùng A Chử" in page
    assert "4, được chấm: 1" in page
    assert [name for name in ("Lô Thị Nga", "Sùng Minh Đức", "Sùng Thị Vắng") if name in page] == []


def test_the_face_says_what_the_plan_says(phase):
    face = sheet_face(phase)

    assert face.who == "Người từ đủ 18 tuổi tính đến 31/08/2022"
    assert face.window == "Nộp lại cho tổ trước 24:00 ngày 04/9/2022."
    assert face.goals[0] == "Công dân số khi đạt từ 90/100 điểm."
    assert face.not_applicable == "tính là chưa đạt"
    assert [column.number for column in face.people] == list(range(1, 11))
    assert face.household == ()


def test_one_neighbourhood_can_be_printed_alone(phase, street, clerk, out, unit_of):
    assert heads(printed(phase, out, clerk, unit=unit_of("14"))) == ["bìa", "Hoàng Thị Nhất"]


def test_a_household_keeps_its_code_when_all_is_printed_again(phase, street, clerk, out):
    first = printed(phase, out, clerk)
    codes = set(PaperSheet.objects.values_list("code", flat=True))

    again = printed(phase, out, clerk)

    assert [again[1], again[2], again[4]] == [first[1], first[2], first[4]]
    assert set(PaperSheet.objects.values_list("code", flat=True)) == codes
    assert sorted(PaperSheet.objects.values_list("household__head_name", flat=True)) == [
        "Hoàng Thị Nhất", "Sùng A Chử", "Đặng Thuỳ Dương",
    ]  # fmt: skip
    assert SheetPrint.objects.count() == 6


def test_only_households_without_a_print_can_be_chosen(phase, street, clerk, out, make_household):
    printed(phase, out, clerk)
    make_household("8", "Giàng A Tủa", 1970)

    assert heads(printed(phase, out, clerk, only_new=True)) == ["bìa", "Giàng A Tủa"]
    with pytest.raises(NothingToPrint, match="đã có phiếu in"):
        printed(phase, out, clerk, only_new=True)


@pytest.mark.parametrize("only_new", [False, True])
def test_a_batch_that_is_repeated_prints_the_same_and_counts_once(phase, street, clerk, out, only_new):
    batch = uuid4()
    pages = printed(phase, out, clerk, batch, spare=3, only_new=only_new)

    again = printed(phase, out, clerk, batch, spare=3, only_new=only_new)

    assert again == pages
    assert PaperSheet.objects.spare().count() == 9
    assert SheetPrint.objects.count() == 12
    assert AuditEntry.objects.filter(verb="in phiếu chấm điểm").count() == 1


def test_a_batch_killed_before_its_end_leaves_codes_that_count_as_not_printed(phase, street, clerk, out, unit_of):
    batch, homes = uuid4(), Household.objects.filter(unit=unit_of("8"))
    issue_sheets(phase, homes, batch=batch)
    issue_spares(phase, unit_of("8"), 2, batch=batch)
    codes = set(PaperSheet.objects.values_list("code", flat=True))

    pages = printed(phase, out, clerk, batch, spare=2, unit=unit_of("8"))

    assert set(PaperSheet.objects.values_list("code", flat=True)) == codes
    assert len(pages) == 5


def test_two_orders_for_spares_make_spares_of_their_own(phase, street, clerk, out, unit_of):
    first, second = (printed(phase, out, clerk, spare=2, unit=unit_of("8"))[3:] for _ in range(2))

    assert len({*first, *second}) == 4


def test_what_cannot_be_printed_right_is_refused_and_nothing_counts_as_printed(phase, street, clerk, out):
    Member.objects.filter(full_name="Lô Thị Nga").update(full_name="漢" * 3)

    job = order_sheets(phase, None, spare=0, only_new=False, address=ADDRESS, by=clerk)
    jobs.run_next()

    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert "漢漢漢" in job.notes[0]
    assert SheetPrint.objects.count() == 0


# As a job


def test_an_order_is_a_job_with_progress_and_a_file(phase, street, clerk):
    job = order_sheets(phase, None, spare=1, only_new=True, address=ADDRESS, by=clerk)

    assert jobs.run_next() == job

    job.refresh_from_db()
    assert (job.status, job.done, job.total) == (JobStatus.DONE, 9, 9)
    assert job.file_name == "phieu-cham-diem-dong-tam-2022-dot-1.pdf"
    assert len(pages_of(job.path.read_bytes())) == 9
    assert set(SheetPrint.objects.values_list("batch", "printed_by")) == {(job.pk, clerk.pk)}


def test_the_code_of_each_printed_sheet_leads_to_its_own_household(phase, street, clerk):
    job = order_sheets(phase, None, spare=1, only_new=True, address=ADDRESS, by=clerk)
    jobs.run_next()
    pdf = job.path.read_bytes()
    sheets = [(at, page) for at, page in enumerate(pages_of(pdf), start=1) if "NGƯỜI GIAO" not in page]

    seen = {code_on(pdf, at): page for at, page in sheets}

    papers = {f"{ADDRESS}/phieu/{paper.code}/": paper for paper in PaperSheet.objects.select_related("household")}
    assert seen.keys() == papers.keys()
    assert len(seen) == 6
    for link, page in seen.items():
        assert papers[link].printed_code in page
        assert papers[link].is_spare or f"Mã hộ: {papers[link].household.code}" in page


def test_a_worker_that_dies_at_the_end_is_replaced_and_every_sheet_counts_once(phase, street, clerk, monkeypatch):
    job = order_sheets(phase, None, spare=2, only_new=True, address=ADDRESS, by=clerk)
    work = jobs.KINDS["score_sheets"]

    def die(job, progress):
        work(job, progress)
        raise KeyboardInterrupt  # what no handler of the job catches

    monkeypatch.setitem(jobs.KINDS, "score_sheets", die)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_next()
    monkeypatch.setitem(jobs.KINDS, "score_sheets", work)
    codes = set(PaperSheet.objects.values_list("code", flat=True))
    assert not job.path.exists()
    Job.objects.update(lease_until="2022-01-01T00:00:00Z")

    jobs.run_next()

    job.refresh_from_db()
    assert (job.status, job.attempts) == (JobStatus.DONE, 2)
    assert set(PaperSheet.objects.values_list("code", flat=True)) == codes
    assert SheetPrint.objects.count() == len(codes) == 9


def test_the_same_order_twice_is_one_job(phase, street, clerk):
    wishes = {"spare": 0, "only_new": True, "address": ADDRESS, "by": clerk}

    assert order_sheets(phase, None, **wishes) == order_sheets(phase, None, **wishes)


def test_one_sheet_is_printed_again_with_its_code_and_the_print_is_kept(phase, street, clerk, standing, out):
    printed(phase, out, clerk)
    paper = PaperSheet.objects.get(household=street[0])

    job = order_reprint(paper, address=ADDRESS, by=standing)
    jobs.run_next()

    (page,) = pages_of(job.path.read_bytes())
    assert paper.printed_code in page
    assert "Sùng A Chử" in page
    assert list(paper.prints.values_list("printed_by__username", flat=True)) == ["clerk", "standing"]
    verbs = ["in phiếu chấm điểm", "in lại phiếu chấm điểm"]
    assert list(AuditEntry.objects.about(paper).values_list("verb", "actor")) == [(verb, "standing") for verb in verbs]


# As a command


def test_the_command_writes_the_sheets_of_a_neighbourhood(phase, street, out):
    said = StringIO()

    call_command("print_sheets", phase="dong-tam-2022/1", unit="8", spare=2, out=out, stdout=said)

    assert "Đã ghi 5 tờ" in said.getvalue()
    assert heads(pages_of(out.read_bytes())) == ["bìa", "Sùng A Chử", "Đặng Thuỳ Dương", "", ""]
    assert set(SheetPrint.objects.values_list("printed_by", flat=True)) == {None}


def test_codes_printed_by_the_command_lead_to_the_portals_own_address(phase, street, out, settings):
    settings.PORTAL_ADDRESS = "https://thidua.dongtam.example.vn"

    call_command("print_sheets", phase="dong-tam-2022/1", unit="14", out=out, stdout=StringIO())

    code = PaperSheet.objects.get().code
    assert code_on(out.read_bytes(), 2) == f"https://thidua.dongtam.example.vn/phieu/{code}/"


def test_the_command_names_who_printed_and_only_the_new(phase, street, clerk, out):
    call_command("print_sheets", phase="dong-tam-2022/1", unit="8", by="clerk", out=out, stdout=StringIO())

    assert set(SheetPrint.objects.values_list("printed_by", flat=True)) == {clerk.pk}
    with pytest.raises(CommandError, match="Không có phiếu nào"):
        call_command("print_sheets", phase="dong-tam-2022/1", unit="8", only_new=True, out=out, stdout=StringIO())
    assert not out.exists()


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"phase": "dong-tam-2022/9"}, "Không có đợt"),
        ({"unit": "99"}, "không có tổ dân phố"),
        ({"spare": -1}, "từ 0 đến 500"),
        ({"by": "ai-do"}, "không có tài khoản"),
    ],
)
def test_the_command_refuses_in_a_sentence(phase, street, out, wishes, words):
    with pytest.raises(CommandError, match=words):
        call_command("print_sheets", **{"phase": "dong-tam-2022/1", "out": out} | wishes)
