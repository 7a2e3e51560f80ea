"""The objects that the policy is about, their addresses, and what a browser would post there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from emulation.chapters import CHAPTERS
from emulation.models import (
    AuditEntry,
    Commitment,
    CorrectionRequest,
    Household,
    HouseholdEvent,
    HouseholdImport,
    Job,
    LateEntryGrant,
    Phase,
    StaffImport,
    StaffMember,
)
from emulation.queries.import_previews import preview_of
from emulation.queries.staff_imports import plan_of_staff
from rewards.models import Ceremony, Certificate, CertificateLayout, Dossier, HistoryImport, Nomination, Pack, Printer
from rewards.queries.history import plan_of_history
from scoring.choices import Subject
from scoring.models import CellNote, CriteriaSet, Exemption, OfflineUpload, PaperSheet
from scoring.queries.offline import plan_of_upload
from tests.emulation.staff_lists import staff_book, three
from tests.rewards.nominated import history_book
from tests.workbooks import family, workbook

# Planted in neighbourhood 14, and told apart from everything else the portal writes.
CANARIES = ["Kiều Thị Bạch Tuyết", "Mai Văn Phượng Hoàng", "Ngõ Hoàng Oanh 99", "KIN-0014"]
# Planted in a member of neighbourhood 1: nobody reads them in full anywhere.
NUMBERS = ["015068000123", "0987654678"]
# Planted in another ward: met by nobody here.
FOREIGN = ["Lường Thị Chim Công", "YT-001"]
KEY = "6f1c1f0e-8a51-4c0e-9a53-0d3e5a6b7c8d"
HISTORY_PAGES = ["import_preview", "import_save", "wrong_rows"]


@dataclass
class OpenMatters:
    """What waits for somebody's decision or can be taken back; by the phase's number where it belongs to a phase."""

    event: HouseholdEvent
    correction: CorrectionRequest  # asked for by the clerk
    commitment: Commitment
    marking: AuditEntry  # an act of the clerk in the register of sheets
    grants: dict[int, LateEntryGrant]
    to_settle: dict[int, Exemption]
    to_lift: dict[int, Exemption]
    notes: dict[int, CellNote]  # on the first person of the household in question, to be asked


@dataclass
class World:
    """The objects the table is about, the same for everybody who asks."""

    home: Household
    phase: Phase
    kept: HouseholdImport
    job: Job
    staff: StaffMember
    staff_list: StaffImport
    uploads: dict[int, OfflineUpload]  # by the phase's number
    open_matters: OpenMatters
    nominations: dict[int, Nomination]  # of the neighbourhood of the household in question, by the phase's number
    history: HistoryImport
    dossiers: dict[int, Dossier]  # of that nomination, with a file for its first paper
    certificates: dict[int, Certificate]  # of that neighbourhood, waiting to be collected
    ceremonies: dict[int, Ceremony]
    layout: CertificateLayout
    printer: Printer
    packs: dict[int, Pack]  # by the phase's number; they name somebody of another neighbourhood

    @property
    def checklist(self) -> CriteriaSet:
        """The conditions of a Nhà văn hóa số."""
        return CriteriaSet.objects.get(campaign=self.phase.campaign, subject=Subject.VENUE)

    @property
    def standard(self) -> int:
        """One of what the award of the nominations asks for."""
        return self.nominations[1].award.standards.first().pk

    @property
    def paper(self) -> PaperSheet:
        """The sheet of paper of the household."""
        return PaperSheet.objects.get(household=self.home)

    def addresses(self, phase: Phase | None = None) -> dict[str, str]:
        """Every address of the table, for an open phase or another one."""
        phase = phase or self.phase
        place, home = [phase.campaign.code, phase.number], self.home
        arguments = {
            "home": [],
            "emulation:households": [],
            "emulation:household": [home.pk],
            "emulation:household_import": [],
            "emulation:household_template": [],
            "emulation:household_import_preview": [self.kept.pk],
            "emulation:household_import_save": [self.kept.pk],
            "emulation:household_imports": [],
            "emulation:household_import_undo": [self.kept.pk],
            "emulation:household_import_wrong_rows": [self.kept.pk],
            "emulation:job": [self.job.pk],
            "emulation:job_file": [self.job.pk],
            "scoring:plan": place[:1],
            "scoring:sheets": place,
            "scoring:sheet": [*place, home.pk],
            "scoring:sheet_save": [*place, home.pk],
            "scoring:sheet_rows": [*place, home.pk],
            "scoring:sheet_company": [*place, home.pk],
            "scoring:note_save": [*place, home.pk],
            "scoring:note_settle": [*place, home.pk, self.open_matters.notes[place[1]].pk],
            "scoring:results": place,
            "scoring:results_workbook": place,
            "scoring:unit_result": [*place, home.unit_id],
            "scoring:patterns": place,
            "scoring:pattern_note": place,
            "scoring:unit_coaching": [*place, home.unit_id],
            "scoring:unit_coaching_workbook": [*place, home.unit_id],
            "rewards:certificates": place,
            "rewards:certificate_preview": place,
            "rewards:report": place,
            "rewards:report_order": place,
        }
        arguments |= self.places_of_setting_up(place) | self.places_of_people()
        arguments |= self.places_of_self_scoring(place) | self.places_of_awards(place)
        arguments |= self.places_of_dossiers(place) | self.places_of_layouts(place)
        arguments |= self.places_of_hand_overs(place)
        arguments |= self.places_of_paper(place) | self.places_of_staff() | self.places_of_rules(place)
        return {name: reverse(name, args=args) for name, args in arguments.items()}

    def places_of_awards(self, place: list) -> dict[str, list]:
        """The awards of a phase, one nomination, a list of earlier awards the clerk has uploaded."""
        one = [*place, self.nominations[place[1]].pk]
        return {
            **{f"rewards:{name}": place for name in ("awards", "nominations", "nomination_acts")},
            "rewards:award_proposal": [*place, 5],
            "rewards:nomination_add": [*place, 4, "ca-nhan"],
            "rewards:nomination": one,
            **{f"rewards:nomination_{verb}": one for verb in ("edit", "tick", "step", "override")},
            **{f"rewards:{name}": [] for name in ("history", "history_import", "history_template")},
            **{f"rewards:history_{name}": [self.history.pk] for name in HISTORY_PAGES},
        }

    def places_of_dossiers(self, place: list) -> dict[str, list]:
        """The dossiers of a phase, and the draft of the neighbourhood of the household in question."""
        one = self.dossiers[place[1]]
        with_file, other = one.papers.all()[:2]
        own = [*place, one.pk]
        return {
            "rewards:received_dossiers": [],
            "rewards:dossiers": place,
            "rewards:dossier_make": place,
            "rewards:dossier": own,
            **{f"rewards:dossier_{verb}": own for verb in ("unit_step", "office_step", "send", "answer", "copies")},
            "rewards:dossier_papers_make": own,
            "rewards:dossier_paper_upload": [*own, other.pk],
            "rewards:dossier_paper_waive": [*own, other.pk],
            "rewards:dossier_paper_clear": [*own, other.pk],
            "rewards:dossier_paper_make": [*own, other.pk],
            "rewards:dossier_take_out": [*own, self.nominations[place[1]].pk],
            "rewards:dossier_file": [*own, with_file.file.key],
        } | self.places_of_packs(place)

    def places_of_packs(self, place: list) -> dict[str, list]:
        """The pack of the award of those dossiers, and a paper out of it."""
        pack = self.packs[place[1]]
        own = [*place, 3]
        return {
            "rewards:pack": own,
            "rewards:pack_order": own,
            "rewards:pack_file": [*own, pack.number, pack.file.key],
            "rewards:pack_paper": [*own, pack.number, "05-danh-sach/danh-sach.docx"],
        }

    def places_of_hand_overs(self, place: list) -> dict[str, list]:
        """The certificates of a phase, one of them, a ceremony; what is open to anybody who holds one."""
        one, ceremony = self.certificates[place[1]], [*place, self.ceremonies[place[1]].pk]
        return {
            **{f"rewards:{name}": place for name in ("handovers", "handover_many", "ceremonies", "ceremony_new")},
            **{f"rewards:{name}": [*place, one.pk] for name in ("handover", "handover_record", "handover_take_back")},
            **{f"rewards:{name}": ceremony for name in ("ceremony", "ceremony_change", "ceremony_act")},
            "rewards:ceremony_paper": [*ceremony, "danh-sach-goi-ten"],
            "rewards:prize_list": [*place, one.line.decision_id],
            "rewards:look_up": [],
            "rewards:verify": ["x" * 22],
        }

    def places_of_layouts(self, place: list) -> dict[str, list]:
        """The layouts of certificates, one of the ward's own, a printer, what an award is printed on."""
        pages = ("layout", "layout_preview", "layout_picture", "layout_sample", "layout_calibration")
        return {
            **{f"rewards:{name}": [] for name in ("layouts", "layout_new", "printer_new")},
            **{f"rewards:{name}": [self.layout.pk] for name in pages},
            "rewards:design_picture": ["merit"],
            "rewards:printer": [self.printer.pk],
            "rewards:award_layout": [*place, 5],
        }

    def places_of_setting_up(self, place: list) -> dict[str, list]:
        """The three ways to a new campaign, the pages of its plan, its pledge list."""
        campaign = place[0]
        resident = CriteriaSet.objects.get(campaign__code=campaign, subject=Subject.RESIDENT)
        return {
            **{f"scoring:{name}": [] for name in ("campaigns", "campaign_new", "campaign_draft")},
            **{f"scoring:{name}": [] for name in ("plan_file", "plan_file_load", "campaign_copy")},
            **{f"scoring:chapter_{chapter.slug}": [campaign] for chapter in CHAPTERS},
            "scoring:setup_target_new": [campaign],
            "scoring:setup_target": [campaign, 1],
            "scoring:setup_target_remove": [campaign, 1],
            "scoring:setup_phase_new": [campaign],
            "scoring:setup_phase": place,
            "scoring:setup_phase_remove": place,
            "scoring:setup_rules": place,
            "scoring:setup_criteria_new": [campaign],
            "scoring:setup_criteria": [campaign, resident.pk],
            "scoring:setup_criteria_remove": [campaign, resident.pk],
            "scoring:launch_check": [campaign],
            "scoring:open_next_phase": [campaign],
            "emulation:commitments": [campaign],
            "emulation:commitment_record": [campaign],
            "emulation:commitment_withdraw": [campaign, self.open_matters.commitment.pk],
            "emulation:pledge_list": [campaign],
        }

    def places_of_rules(self, place: list) -> dict[str, list]:
        """Units, deadlines, exemptions, checklists, rules; closing a phase comes last, for it closes the others."""
        home = self.home
        return {
            "emulation:calendar": place[:1],
            "emulation:linked_calendar": ["x" * 32],
            "emulation:units": [],
            "emulation:unit": [home.unit_id],
            "emulation:unit_rename": [home.unit_id],
            "emulation:unit_merge": [home.unit_id],
            "emulation:unit_split": [home.unit_id],
            "scoring:counted": place,
            "scoring:deadlines": place,
            "scoring:late_entry_grant": place,
            "scoring:late_entry_revoke": [*place, self.open_matters.grants[place[1]].pk],
            "scoring:calendar_link": place,
            "scoring:calendar_link_revoke": place,
            "scoring:exemptions": place,
            "scoring:member_exempt": [*place, home.pk, home.members.first().pk],
            "scoring:exemption_settle": [*place, self.open_matters.to_settle[place[1]].pk],
            "scoring:exemption_lift": [*place, self.open_matters.to_lift[place[1]].pk],
            "scoring:checklists": place,
            "scoring:checklist": [*place, home.unit_id, self.checklist.pk],
            "scoring:checklist_save": [*place, home.unit_id, self.checklist.pk],
            "scoring:checklist_rows": [*place, home.unit_id, self.checklist.pk],
            "scoring:rules": place,
            "scoring:rules_change": place,
            "scoring:phase_comparison": place,
            "emulation:household_export": [],
            "emulation:household_workbook": [],
            "emulation:number_export": [],
            "scoring:sheets_workbook": place,
            "scoring:exemptions_workbook": place,
            "scoring:counted_workbook": place,
            "scoring:unit_result_workbook": [*place, home.unit_id],
            "scoring:offline": [*place, home.unit_id],
            "scoring:offline_book": [*place, home.unit_id],
            "scoring:offline_preview": [*place, self.uploads[place[1]].pk],
            "scoring:offline_wrong": [*place, self.uploads[place[1]].pk],
            "scoring:offline_save": [*place, self.uploads[place[1]].pk],
            "scoring:phase_closing": place,
            "scoring:phase_close": place,
            "scoring:phase_reopen": place,
        }

    def places_of_people(self) -> dict[str, list]:
        """The household and its first person, what happened in another one, and a request of the clerk."""
        home, member = [self.home.pk], [self.home.members.first().pk]
        households = ["household_change", "household_head", "household_move", "member_add"]
        members = ["member_change", "member_presence", "member_number", "correction_ask"]
        request = [self.open_matters.correction.pk]
        return {
            "emulation:household_add": [],
            "emulation:corrections": [],
            "scoring:household_split": home,
            "scoring:household_merge": home,
            "scoring:member_merge": [*member, self.home.members.last().pk],
            **{f"emulation:{name}": home for name in households},
            **{f"emulation:{name}": member for name in members},
            "emulation:event_undo": [self.open_matters.event.pk],
            "emulation:correction_decide": request,
            "emulation:correction_withdraw": request,
        }

    def places_of_staff(self) -> dict[str, list]:
        """The school's list, one of its people, and a list the clerk has uploaded."""
        lists = ["staff", "staff_workbook", "staff_add", "staff_import", "staff_template"]
        return {
            **{f"emulation:{name}": [] for name in lists},
            **{f"emulation:{name}": [self.staff.pk] for name in ("staff_change", "staff_leave", "staff_return")},
            **{f"emulation:staff_import_{name}": [self.staff_list.pk] for name in ("preview", "save", "wrong_rows")},
        }

    def places_of_paper(self, place: list) -> dict[str, list]:
        """The register of sheets, and one sheet by its code."""
        of_unit, code = [*place, self.home.unit_id], self.paper.code
        return {
            "scoring:approvals": place,
            "scoring:approvals_preview": place,
            "scoring:approve_units": place,
            "scoring:unit_approval": of_unit,
            **{f"scoring:unit_{verb}": of_unit for verb in ("sign", "take_back", "return", "withdraw")},
            "scoring:register": place,
            "scoring:print_sheets": place,
            "scoring:unit_register": of_unit,
            "scoring:register_mark": of_unit,
            "scoring:register_undo": [*of_unit, self.open_matters.marking.pk],
            "scoring:register_reminder": of_unit,
            "scoring:missing_list": of_unit,
            "scoring:second_entries": place,
            "scoring:second_rules": place,
            **{
                f"scoring:second_{name}": [*place, self.home.pk]
                for name in ("entry", "save", "rows", "differences", "drop")
            },
            "scoring:paper_find": [],
            "scoring:paper": [code],
            "scoring:paper_detail": [code],
            "scoring:paper_reprint": [code],
            "scoring:paper_bind": [code],
            "scoring:paper_unbind": [code],
        }

    def places_of_self_scoring(self, place: list) -> dict[str, list]:
        """The neighbourhood's side, and what stands open to households: without a slip there is nothing behind it."""
        of_unit, of_home = [*place, self.home.unit_id], [*place, self.home.pk]
        own = ["sheet", "consent", "send", "receipt", "leaving", "return", "exit"]
        return {
            **{f"scoring:{name}": of_unit for name in ("phone_links", "phone_slips", "phone_revoke", "stay_out")},
            "scoring:self_scores": of_unit,
            "scoring:self_take": of_home,
            "scoring:self_look": of_home,
            "scoring:code_door": [],
            "scoring:token_door": ["x" * 22],
            "scoring:own_line": ["ca-ho"],
            **{f"scoring:own_{name}": [] for name in own},
        }

    def form(self, name: str) -> dict:
        """What a browser would post to an address at this moment; nothing where nothing needs saying."""
        if name in self.forms_of_files():
            return self.forms_of_files()[name]()
        head, wife = self.home.members.in_paper_order()
        forms = {
            "emulation:correction_decide": {"decision": "refuse", "note": "Giấy khai sinh ghi như cũ"},
            "scoring:exemption_settle": {"effect": "fail"},
            "scoring:print_sheets": {"unit": self.home.unit_id, "which": "all", "spare": 0},
            "scoring:register_mark": {"act": "hand_out", "day": "1/9/2022", "scope": "whole"},
            "scoring:phone_slips": {"scope": "new", "key": KEY},
            "scoring:phone_revoke": {"key": KEY, "home": self.home.pk},
            "scoring:stay_out": {"home": self.home.pk, "back": "1"},
            "scoring:paper_bind": {"household": self.home.code},
            "scoring:sheet_save": {"gone": head.pk, f"version-{head.pk}": 0},
            "scoring:sheet_rows": {"member": wife.pk, "answers": "1111111111", "version": 0},
            "rewards:nomination_acts": {"act": "confirm", "scope": "whole", "sure": "1"},
            "rewards:nomination_step": {"act": "unconfirm"},
            "rewards:nomination_tick": {"standard": self.standard},
            "rewards:nomination_override": {"reason": "Hai thành tích khác nhau"},
            "rewards:dossier_make": {"make": f"3-{self.home.unit_id}"},
            "rewards:dossier_unit_step": {"verb": "submit", "seen": 0},
            "rewards:dossier_office_step": {"verb": "take_up", "seen": 0},
            "rewards:dossier_copies": {"copies": 2},
            "rewards:dossier_paper_waive": {"reason": "Nộp bản giấy"},
            "scoring:note_save": {"row": wife.pk, "number": 5, "text": "Chữ mờ", "ask": "on"},
        }
        return forms.get(name, {})

    def forms_of_files(self) -> dict[str, Callable[[], dict]]:
        """Uploads, and savings with the stamp of what one would look at now; made only when they are asked for."""
        upload = self.uploads[self.phase.number]
        return {
            "rewards:history_import": lambda: {
                "ward": self.home.ward_id,
                "file": SimpleUploadedFile("khen-thuong.xlsx", history_book()),
            },
            "rewards:history_import_save": lambda: {"stamp": plan_of_history(self.history).stamp},
            "emulation:household_import": lambda: {
                "campaign": self.phase.campaign.code,
                "file": SimpleUploadedFile("to-1.xlsx", workbook(*family())),
            },
            "emulation:staff_import": lambda: {
                "unit": self.staff.unit_id,
                "file": SimpleUploadedFile("can-bo.xlsx", staff_book(*three())),
            },
            "emulation:staff_import_save": lambda: {"stamp": plan_of_staff(self.staff_list).stamp},
            "emulation:household_import_save": lambda: {"stamp": preview_of(self.kept).plan.stamp},
            "scoring:offline": lambda: {"file": SimpleUploadedFile("phieu-to-1.xlsx", workbook(*family()))},
            "scoring:offline_save": lambda: {"stamp": plan_of_upload(upload).stamp},
        }
