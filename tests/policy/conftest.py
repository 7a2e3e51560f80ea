"""A ward with something in every corner, another ward beside it, and a browser for everybody in the table."""

import uuid
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from emulation.actions import grant_role, keep_household_list, keep_staff_list
from emulation.choices import JobStatus
from emulation.models import Household, Job, Phase, Unit, User
from scoring.actions.offline import keep_offline_book
from scoring.actions.paper_sheets import issue_sheets
from scoring.actions.plans import load_plan
from scoring.actions.sheets import finish_sheet
from scoring.documents.offline import offline_book
from scoring.models import OfflineUpload
from scoring.queries.offline import OfflineSheets
from tests.emulation.staff_lists import staff_book, three
from tests.offline import fill
from tests.policy.world import CANARIES, NUMBERS, World
from tests.workbooks import family, packed, workbook


@pytest.fixture
def people_of(ward, unit_of, make_user):
    """Makes the person of a column of the table and a browser of theirs: people_of("clerk")."""
    near, far = unit_of("1"), unit_of("14")

    def make(role):
        kind, unit = {"officer": ("officer", near), "other": ("officer", far)}.get(role, (role, ward))
        browser = Client(raise_request_exception=False)
        if role == "anonymous":
            return browser
        user = User.objects.filter(username=role).first()
        if user is None and role in ("nobody", "disabled"):
            user = User.objects.create_user(role, password="mot-mat-khau-dai", full_name=role)
        if role == "disabled":
            grant_role(user, ward, "clerk", by=None)
        browser.force_login(user or make_user(role, kind, unit))
        User.objects.filter(username="disabled").update(is_active=False)
        return browser

    return make


@pytest.fixture
def world(phase, clerk, make_household, score, school, make_staff):
    home = make_household("1", "Sùng A Chử", 1968, "Lô Thị Nga", 1971, citizen_id=NUMBERS[0], phone=NUMBERS[1])
    far = make_household("14", CANARIES[0], 1980, CANARIES[1], 1985, code=CANARIES[3])
    Household.objects.filter(pk=far.pk).update(address=CANARIES[2])
    score(far)
    finish_sheet(far, phase, by=clerk)
    issue_sheets(phase, Household.objects.all(), batch=uuid.uuid4())
    phases = Phase.objects.for_page().filter(campaign=phase.campaign)
    return World(
        home=home,
        phase=phase,
        kept=keep_household_list(workbook(*family()), "to-1.xlsx", phase.campaign, by=clerk),
        job=done_job(clerk),
        staff=make_staff("Đỗ Thị Hà"),
        staff_list=keep_staff_list(staff_book(*three()), "can-bo.xlsx", school, by=clerk),
        uploads={one.number: filled_upload(home.unit, one, clerk) for one in phases},
    )


def filled_upload(unit, phase, by) -> OfflineUpload:
    """The workbook of a neighbourhood with one new tick, brought back and not saved yet."""
    book = openpyxl.load_workbook(BytesIO(offline_book(OfflineSheets(phase, unit))))
    fill(book, 4, "x")
    return keep_offline_book(packed(book), "phieu-to-1.xlsx", phase, unit, by=by)


def done_job(user) -> Job:
    job = Job.objects.create(kind="report", title="Báo cáo", created_by=user, status=JobStatus.DONE, file_name="a.txt")
    job.path.parent.mkdir(parents=True, exist_ok=True)
    job.path.write_text("Báo cáo")
    return job


@pytest.fixture
def second(phase):
    """The second phase of the campaign, planned and not open yet."""
    return Phase.objects.for_page().get(campaign=phase.campaign, number=2)


@pytest.fixture
def elsewhere(plan, campaign, make_household):
    """Another ward with the same plan: its open phase, a neighbourhood, a household."""

    def renamed(value):
        if isinstance(value, dict):
            return {key: renamed(one) for key, one in value.items()}
        if isinstance(value, list):
            return [renamed(one) for one in value]
        return value.replace("dong-tam", "yen-thinh") if isinstance(value, str) else value

    home = make_household("8", "Lường Thị Chim Công", 1970, code="YT-001")
    other = load_plan(renamed(plan), by=None)
    unit = Unit.objects.below(other.ward).neighbourhoods().get(label="1")
    Household.objects.filter(pk=home.pk).update(ward=other.ward, unit=unit)
    home.refresh_from_db()
    return other, unit, home
