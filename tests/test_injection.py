"""Names and files that would be code: on pages, in papers, in workbooks, in paths and headers."""

import io
import uuid
from html.parser import HTMLParser
from urllib.parse import quote

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from emulation.actions import keep_household_list
from emulation.choices import JobStatus
from emulation.kit import jobs
from emulation.models import Campaign, Household, HouseholdImport, Job, Member, Unit
from rewards.actions import order_certificates
from scoring.models import CriteriaSet, Criterion
from tests.printed import pages_of
from tests.workbooks import family, person, workbook

# A name that would become a tag, an attribute or a script wherever somebody forgets to escape it.
NAME = "\"'><xss onx=1>&{{7*7}}<script>x</script>"
FORMULA = '=HYPERLINK("http://evil.example";"Bấm")'

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def office(visitor, clerk):
    visitor.force_login(clerk)
    return visitor


@pytest.fixture
def place(phase):
    return f"/phong-trao/{phase.campaign.code}/dot-1/"


# Names that would be code


class Reader(HTMLParser):
    """Gathers what a browser would make of a page: foreign tags, scripts in the page, handlers on tags."""

    def __init__(self, text):
        super().__init__()
        self.bad = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag == "xss" or (tag == "script" and "src" not in names and names.get("type") != "application/json"):
            self.bad.append(tag)
        self.bad += [name for name in names if name.startswith("on") or name == "style"]


@pytest.fixture
def hostile(phase, household, clerk, administrator, score):
    """A ward in which every text that somebody types is an attack; answers the pages that show it."""
    campaign, unit = phase.campaign, household.unit
    score(household, "1111111111", "1111011111", "0000000000", "11111.....")
    Household.objects.update(head_name=NAME, address=NAME, code=NAME[:30])
    Member.objects.update(full_name=NAME)
    Unit.objects.update(name=NAME)
    campaign.sections.update(heading=NAME, text=NAME)
    campaign.issuers.update(agency=NAME, signer_name=NAME)
    campaign.legal_bases.update(text=NAME)
    campaign.commitments.update(organisation=NAME, representative=NAME)
    campaign.phases.update(name=NAME)
    Campaign.objects.update(title=NAME, name=NAME, number=NAME)
    CriteriaSet.objects.update(name=NAME, note=NAME)
    Criterion.objects.update(label=NAME[:40], text=NAME)
    clerk.full_name = clerk.position = NAME
    clerk.save()
    kept = keep_household_list(workbook(person(name=NAME, address=NAME, code=NAME[:30])), NAME, campaign, by=clerk)
    job = Job.objects.create(
        kind="report", title=NAME, notes=[NAME], created_by=clerk, status=JobStatus.FAILED, file_name=NAME
    )
    done = Job.objects.create(kind="report", title=NAME, created_by=clerk, status=JobStatus.DONE, file_name=NAME)
    place = f"/phong-trao/{campaign.code}/dot-1/"
    return [
        "/", "/ho-gia-dinh/", f"/ho-gia-dinh/?q={quote(NAME)}", f"/ho-gia-dinh/{household.pk}/?q={quote(NAME)}",
        f"/nhap-danh-sach/{kept.pk}/", f"/viec-nen/{job.pk}/", f"/viec-nen/{done.pk}/",
        f"/phong-trao/{campaign.code}/ke-hoach/", f"{place}phieu/", f"{place}phieu/?q={quote(NAME)}",
        f"{place}phieu/ho-{household.pk}/", f"{place}ket-qua/", f"{place}ket-qua/{unit.pk}/",
        f"{place}giay-chung-nhan/", f"{place}bao-cao/",
    ]  # fmt: skip


def test_no_page_turns_a_name_into_code(office, hostile):
    pages = {url: office.get(url) for url in hostile}

    assert {url: (page.status_code, Reader(page.text).bad) for url, page in pages.items()} == {
        url: (200, []) for url in hostile
    }
    assert [url for url, page in pages.items() if "&lt;xss onx=1&gt;" not in page.text] == []
    assert [url for url, page in pages.items() if "&amp;49&lt;" in page.text] == []


def test_no_set_up_page_turns_a_name_into_code(visitor, administrator, hostile):
    visitor.force_login(administrator)
    lists = ["campaign", "unit", "phase", "user", "job", "auditentry"]
    urls = [f"/thiet-lap/emulation/{name}/" for name in lists]
    urls += [reverse("admin:emulation_campaign_change", args=[Campaign.objects.get().pk])]

    pages = {url: visitor.get(url) for url in urls}

    assert {url: (page.status_code, Reader(page.text).bad) for url, page in pages.items()} == {
        url: (200, []) for url in urls
    }


def test_the_reader_of_these_pages_would_find_it():
    assert Reader(f"<p>{NAME}</p>").bad == ["xss", "onx", "script"]
    assert Reader('<a href="" onclick="x" style="y">').bad == ["onclick", "style"]


def test_an_answer_to_the_grid_is_data_and_not_a_page(office, hostile, household):
    url = f"/phong-trao/{Campaign.objects.get().code}/dot-1/phieu/ho-{household.pk}/dong/"
    form = {"member": household.members.first().pk, "answers": "0" * 10, "version": 1}

    answer = office.post(url, form)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert NAME in answer.json()["missing"]


def test_a_paper_prints_a_name_and_does_not_obey_it(phase, household, clerk, score):
    score(household)
    Household.objects.update(head_name='<img src="file:///etc/passwd">')
    job = order_certificates(phase, None, by=clerk)

    jobs.run_next()

    job.refresh_from_db()
    assert job.status == JobStatus.DONE
    assert '<img src="file:///etc/passwd">' in pages_of(job.path.read_bytes())[0]


# Files


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_workbook_holds_no_formula_that_somebody_typed(office, place, household, start):
    Unit.objects.neighbourhoods().update(name=start + FORMULA[1:])

    book = openpyxl.load_workbook(io.BytesIO(office.get(f"{place}ket-qua/bang.xlsx").content))

    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(FORMULA[1:] in str(cell.value) for cell in cells)


def test_the_template_of_a_list_holds_no_formula_either(office, phase):
    Unit.objects.neighbourhoods().update(label=FORMULA[:20], name=FORMULA)

    answer = office.get("/nhap-danh-sach/tep-mau.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))

    cells = [cell for sheet in book for row in sheet.iter_rows(max_row=60) for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.xlsx", "..\\..\\x.xlsx", "/etc/cron.d/x.xlsx", "a\r\nX-Evil: 1.xlsx", NAME + ".xlsx"]
)
def test_an_uploaded_file_lies_under_a_name_of_our_own(office, settings, phase, name):
    book = SimpleUploadedFile("x.xlsx", workbook(*family()))
    book._name = name

    answer = office.post("/nhap-danh-sach/", {"campaign": phase.campaign.code, "file": book})

    kept = HouseholdImport.objects.get()
    assert answer.url == f"/nhap-danh-sach/{kept.pk}/"
    assert [path for path in settings.DATA_DIR.rglob("*") if path.is_file()] == [
        settings.DATA_DIR / "imports" / f"{kept.pk}.xlsx"
    ]
    assert not set("/\\\r\n") & set(kept.file_name.replace("</", ""))
    assert office.get(answer.url).status_code == 200


def test_a_file_for_download_keeps_its_header_whole(office, clerk):
    name = 'giấy "chứng nhận"; filename=x.exe.pdf'
    job = Job.objects.create(kind="report", title="x", created_by=clerk, status=JobStatus.DONE, file_name=name)
    job.path.parent.mkdir(parents=True, exist_ok=True)
    job.path.write_text("giấy")

    answer = office.get(f"/viec-nen/{job.pk}/tep/")
    b"".join(answer.streaming_content)

    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"


@pytest.mark.parametrize("tail", ["../", "%2e%2e%2f", "..%5c", "%00"])
def test_no_path_leads_out_of_the_job_folder(office, clerk, tail):
    pk = uuid.uuid4()
    urls = [f"/viec-nen/{pk}/{tail}", f"/viec-nen/{tail}{pk}/tep/", f"/static/{tail}config/settings.py"]

    assert {office.get(url).status_code for url in urls} <= {400, 404}
