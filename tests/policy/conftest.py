"""A ward with something in every corner, another ward beside it, and a browser for everybody in the table."""

import uuid
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from emulation.actions import grant_role, keep_household_list, keep_staff_list, record_presence
from emulation.actions.files import write_files
from emulation.choices import FileKind, JobStatus
from emulation.kit import clock
from emulation.kit.evidence import Evidence, judge
from emulation.models import (
    AuditEntry,
    Commitment,
    CorrectionRequest,
    Household,
    HouseholdEvent,
    Job,
    LateEntryGrant,
    Phase,
    Unit,
    User,
)
from emulation.queries.people import stamp_of
from rewards.actions.ceremonies import announce_ceremony
from rewards.actions.dossiers import upload_paper
from rewards.actions.history import keep_history_list
from rewards.actions.layouts import make_layout
from rewards.actions.packs import keep_pack
from rewards.facts.packs import content_of, sources_of, zipped
from rewards.models import Ceremony, Certificate, Dossier, Nomination, Pack, Printer
from rewards.rules.layout_designs import MERIT
from scoring.actions.offline import keep_offline_book
from scoring.actions.paper_sheets import issue_sheets
from scoring.actions.plans import load_plan
from scoring.actions.register import mark_sheets
from scoring.actions.sheets import finish_sheet
from scoring.documents.offline import offline_book
from scoring.models import CellNote, Exemption, OfflineUpload
from scoring.queries.offline import OfflineSheets
from tests.emulation.staff_lists import staff_book, three
from tests.evidence import picture
from tests.offline import fill
from tests.policy.people import person_at
from tests.policy.world import CANARIES, FOREIGN, NUMBERS, OpenMatters, World
from tests.rewards.dossiers import dossier_for
from tests.rewards.issued import issued, signed
from tests.rewards.nominated import history_book, nominated
from tests.rewards.packed import award_numbered
from tests.workbooks import family, packed, workbook


@pytest.fixture
def browser_of(ward, unit_of, school):
    """A browser of the person of a column, those of a school among them: browser_of("principal")."""
    places = {"officer": ("officer", unit_of("8")), "principal": ("principal", school)}

    def make(role):
        browser = Client(raise_request_exception=False)
        if role == "nobody":
            browser.force_login(User.objects.create_user(role, full_name=role))
        elif role != "anonymous":
            kind, unit = places.get(role, (role, ward))
            browser.force_login(person_at(unit, kind, role))
        return browser

    return make


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
    kin = make_household("1", "Lý Thị Mai", 1950, "Lý A Páo", 1975, "Lý Thị Sen", 1999, code="T01-077")
    score(far)
    finish_sheet(far, phase, by=clerk)
    issue_sheets(phase, Household.objects.all(), batch=uuid.uuid4())
    phases = Phase.objects.for_page().filter(campaign=phase.campaign)
    nominations = {one.number: proposals(one, home, far, clerk) for one in phases}
    return World(
        home=home,
        phase=phase,
        kept=keep_household_list(workbook(*family()), "to-1.xlsx", phase.campaign, by=clerk),
        job=done_job(clerk),
        staff=make_staff("Đỗ Thị Hà"),
        staff_list=keep_staff_list(staff_book(*three()), "can-bo.xlsx", school, by=clerk),
        uploads={one.number: filled_upload(home.unit, one, clerk) for one in phases},
        open_matters=open_matters(home, kin, phase, phases, clerk),
        nominations=nominations,
        dossiers={number: draft_with_a_file(one, clerk) for number, one in nominations.items()},
        certificates={one.number: certificates(one, home, far, clerk) for one in phases},
        ceremonies={one.number: ceremony_of(one, clerk) for one in phases},
        layout=make_layout(phase.campaign.ward, MERIT, key=uuid.uuid4(), by=clerk),
        printer=Printer.objects.create(unit=phase.campaign.ward, name="Canon"),
        packs={one.number: named_pack(one, clerk) for one in phases},
        history=keep_history_list(history_book(), "khen-thuong.xlsx", phase.campaign.ward, by=clerk),
    )


def open_matters(home: Household, kin: Household, phase: Phase, phases, clerk) -> OpenMatters:
    """One of everything that somebody decides or takes back: notes on `home`, all else about `kin`, its neighbour."""
    mai, pao, sen = kin.members.in_paper_order()
    record_presence(sen, "away", on=date(2022, 8, 1), stamp=stamp_of(sen), key=uuid.uuid4(), by=clerk)
    mark_sheets(phase, kin.unit, "hand_out", homes=Household.objects.filter(pk=kin.pk), day=date(2022, 9, 1), by=clerk)
    signed = phase.campaign.commitments.order_by("-position").first()
    Commitment.objects.filter(pk=signed.pk).update(signed_on=date(2022, 8, 6))

    def proposed(member, one):
        said = {"kind": "away", "effect": "council", "reason": "Đi làm xa"}
        return Exemption.objects.create(phase=one, member=member, decided_by=clerk, **said)

    grant = {"unit": kin.unit, "until": clock.end_of(date(2099, 12, 31)), "reason": "Mất điện", "granted_by": clerk}
    return OpenMatters(
        event=HouseholdEvent.objects.get(member=sen),
        correction=CorrectionRequest.objects.create(
            member=pao,
            field="full_name",
            new="Lý A Pao",
            reason="Sai dấu",
            evidence="Giấy khai sinh",
            requested_by=clerk,
        ),
        commitment=signed,
        marking=AuditEntry.objects.filter(actor_id=clerk.pk).about(kin.unit).first(),
        grants={one.number: LateEntryGrant.objects.create(phase=one, **grant) for one in phases},
        to_settle={one.number: proposed(mai, one) for one in phases},
        to_lift={one.number: proposed(pao, one) for one in phases},
        notes={
            one.number: CellNote.objects.create(
                phase=one, member=home.members.in_paper_order()[0], number=5, text="Hỏi lại", ask=True, written_by=clerk
            )
            for one in phases
        },
    )


def proposals(phase: Phase, home: Household, far: Household, by) -> Nomination:
    """A nomination of the neighbourhood of the household in question, beside one of the other neighbourhood."""
    nominated(phase, 3, far.unit, CANARIES[0], by=by)
    return nominated(phase, 3, home.unit, "Tổ chuyển đổi số cộng đồng", by=by)


def certificates(phase: Phase, home: Household, far: Household, by) -> Certificate:
    """A certificate for the neighbourhood of the household in question, beside one for the other neighbourhood."""
    recorder, _ = User.objects.get_or_create(username="recorder")
    decision = signed(phase, 3, by=by, recorder=recorder, said=f"{110 + phase.number}/QĐ-UBND")
    issued(decision, CANARIES[0], unit=far.unit, by=by, kind="collective")
    return issued(decision, "Chi hội phụ nữ", unit=home.unit, by=by, kind="collective")


def ceremony_of(phase: Phase, by) -> Ceremony:
    said = {"name": "Lễ tổng kết", "starts_at": clock.now(), "place": "Hội trường"}
    return announce_ceremony(phase, said, key=uuid.uuid4(), by=by)


def draft_with_a_file(nomination: Nomination, by) -> Dossier:
    """The dossier of that nomination and of nothing else, its first paper uploaded."""
    made = dossier_for(nomination.phase, 3, nomination.submitted_by, by=by)
    upload_paper(made.papers.first(), *write_files([judge(picture(), "to-trinh.jpg")]), by=by)
    return made


def named_pack(phase: Phase, by) -> Pack:
    """A pack that names somebody of the other neighbourhood, on its page, in its file and in a paper out of it."""
    name = CANARIES[0].encode()
    papers = zipped([("05-danh-sach/danh-sach.docx", zipped([("document.xml", name)])), ("ten.txt", name)])
    [file] = write_files([Evidence("bo-giay-to.zip", FileKind.ZIP, papers)])
    content = content_of(phase, award_numbered(phase, 3), sources_of(phase))[0]
    content["papers"][0]["held"].append(["collective", CANARIES[0], "", 0])
    return keep_pack(phase, award_numbered(phase, 3), content, "0" * 64, file, by=by)


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

    home = make_household("8", FOREIGN[0], 1970, code=FOREIGN[1])
    other = load_plan(renamed(plan), by=None)
    unit = Unit.objects.below(other.ward).neighbourhoods().get(label="1")
    Household.objects.filter(pk=home.pk).update(ward=other.ward, unit=unit)
    home.refresh_from_db()
    return other, unit, home
