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
from emulation.models import Campaign, Household, HouseholdImport, Job, Unit
from rewards.actions.papers import order_certificates
from scoring.models import CriteriaSet, Criterion
from tests.printed import pages_of
from tests.workbooks import family, person, workbook

NAME = "\"'><xss onx=1>"  # becomes a tag wherever somebody forgets to escape it
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
def hostile(phase, household, clerk, score):
    """A ward in which every text that somebody types is an attack with its own word at the end."""
    campaign = phase.campaign
    score(household, "1111111111", "1111011111", "0000000000", "11111.....")
    for member in household.members.all():
        member.full_name = NAME + "member"
        member.save()
    household.head_name, household.address, household.code = NAME + "head", NAME + "address", NAME + "code"
    household.save()
    Unit.objects.update(name=NAME + "unit")
    campaign.sections.update(heading=NAME + "heading", text=NAME + "section")
    campaign.issuers.update(agency=NAME + "agency", signer_name=NAME + "signer")
    campaign.legal_bases.update(text=NAME + "basis")
    campaign.commitments.update(organisation=NAME + "body", representative=NAME + "pledge")
    campaign.phases.update(name=NAME + "phase")
    Campaign.objects.update(title=NAME + "title", name=NAME + "campaign", number=NAME + "number")
    CriteriaSet.objects.update(name=NAME + "set", note=NAME + "note")
    Criterion.objects.update(label=NAME + "label", text=NAME + "criterion")
    clerk.full_name, clerk.position = NAME + "person", NAME + "position"
    clerk.save()
    return household


PLANTED = [
    "member", "head", "address", "code", "unit", "heading", "section", "agency", "signer", "basis", "body", "pledge",
    "phase", "title", "campaign", "number", "set", "note", "label", "criterion", "person", "position", "list", "listed",
    "job", "remark", "file",
]  # fmt: skip


@pytest.fixture
def hostile_pages(hostile, clerk):
    """Every page of the portal that shows such a text."""
    campaign = Campaign.objects.get()
    row = person(name=NAME + "listed", code="T08-001")
    kept = keep_household_list(workbook(row), NAME + "list", campaign, by=clerk)
    common = {"kind": "report", "title": NAME + "job", "created_by": clerk, "notes": [NAME + "remark"]}
    failed = Job.objects.create(status=JobStatus.FAILED, **common)
    done = Job.objects.create(status=JobStatus.DONE, file_name=NAME + "file", **common)
    place, unit = f"/phong-trao/{campaign.code}/dot-1/", hostile.unit_id
    return [
        "/", "/ho-gia-dinh/", "/ho-gia-dinh/?q=xss", f"/ho-gia-dinh/?q={quote(NAME)}&to={unit}",
        f"/ho-gia-dinh/{hostile.pk}/?q={quote(NAME)}", f"/nhap-danh-sach/{kept.pk}/", f"/viec-nen/{failed.pk}/",
        f"/viec-nen/{done.pk}/", f"/phong-trao/{campaign.code}/ke-hoach/", f"{place}phieu/?to={unit}",
        f"{place}phieu/?q=xss", f"{place}phieu/ho-{hostile.pk}/", f"{place}ket-qua/", f"{place}ket-qua/{unit}/",
        f"{place}giay-chung-nhan/", f"{place}bao-cao/", f"{place}so-phieu/", f"{place}so-phieu/to-{unit}/",
        f"{place}so-phieu/to-{unit}/?q=xss", f"{place}so-phieu/to-{unit}/nhac/", f"/phieu/?ma={quote(NAME)}",
    ]  # fmt: skip


def test_no_page_turns_a_name_into_code(office, hostile_pages):
    pages = {url: office.get(url) for url in hostile_pages}

    assert {url: page.status_code for url, page in pages.items()} == dict.fromkeys(pages, 200)
    assert {url: Reader(page.text).bad for url, page in pages.items() if Reader(page.text).bad} == {}


def test_every_planted_text_was_really_shown(office, hostile_pages):
    text = "".join(office.get(url).text for url in hostile_pages)

    assert [word for word in PLANTED if f"&lt;xss onx=1&gt;{word}" not in text] == []


def test_no_set_up_page_turns_a_name_into_code(visitor, administrator, hostile_pages):
    visitor.force_login(administrator)
    lists = ["campaign", "unit", "phase", "user", "job", "auditentry"]
    urls = [f"/thiet-lap/emulation/{name}/" for name in lists]
    urls += [reverse("admin:emulation_campaign_change", args=[Campaign.objects.get().pk])]

    pages = {url: visitor.get(url) for url in urls}

    assert {url: (page.status_code, Reader(page.text).bad) for url, page in pages.items()} == {
        url: (200, []) for url in urls
    }


def test_the_reader_of_these_pages_would_find_it():
    assert Reader(f"<p>{NAME}</p>").bad == ["xss", "onx"]
    assert Reader(f'<p title="{NAME}">').bad == ["xss", "onx"]
    assert Reader('<a href="" onclick="x" style="y"><script>x</script>').bad == ["onclick", "style", "script"]


def test_an_answer_to_the_grid_is_data_and_not_a_page(office, hostile):
    url = f"/phong-trao/{Campaign.objects.get().code}/dot-1/phieu/ho-{hostile.pk}/dong/"
    form = {"member": hostile.members.first().pk, "answers": "0" * 10, "version": 1}

    answer = office.post(url, form)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert NAME + "member" in answer.json()["missing"]


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
    assert {path for path in settings.DATA_DIR.rglob("*") if path.is_file()} == {
        settings.DATA_DIR / "imports" / f"{kept.pk}.{kind}" for kind in ("xlsx", "judged")
    }
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
