"""Every write of the registry and the campaign that has a history or touches more than one row."""

from .corrections import approve_correction, refuse_correction, request_correction, withdraw_correction
from .deadlines import (
    GrantRefused,
    create_calendar_link,
    grant_late_entry,
    revoke_calendar_link,
    revoke_late_entry,
)
from .events import PeopleRefused, StaleRecord
from .exports import ExportRefused, check_exportable, record_number_export
from .files import clear_unkept_files, keep_files, write_files
from .households import add_household, change_household, move_household
from .import_undo import UndoRefused, undo_household_import
from .imports import ImportRefused, import_households, keep_household_list, save_household_import
from .members import (
    add_member,
    appoint_head,
    change_member,
    record_presence,
    reveal_number,
    undo_presence,
)
from .people import create_practice_accounts, grant_role
from .plans import set_up_campaign
from .staff import add_staff, change_staff, record_leaving, record_return
from .staff_imports import keep_staff_list, save_staff_import
from .unit_changes import merge_units, rename_unit, split_unit

__all__ = [
    "ExportRefused",
    "GrantRefused",
    "ImportRefused",
    "PeopleRefused",
    "StaleRecord",
    "UndoRefused",
    "add_household",
    "add_member",
    "add_staff",
    "appoint_head",
    "approve_correction",
    "change_household",
    "change_member",
    "change_staff",
    "check_exportable",
    "clear_unkept_files",
    "create_calendar_link",
    "create_practice_accounts",
    "grant_late_entry",
    "grant_role",
    "import_households",
    "keep_files",
    "keep_household_list",
    "keep_staff_list",
    "merge_units",
    "move_household",
    "record_leaving",
    "record_number_export",
    "record_presence",
    "record_return",
    "refuse_correction",
    "rename_unit",
    "request_correction",
    "reveal_number",
    "revoke_calendar_link",
    "revoke_late_entry",
    "save_household_import",
    "save_staff_import",
    "set_up_campaign",
    "split_unit",
    "undo_household_import",
    "undo_presence",
    "withdraw_correction",
    "write_files",
]
