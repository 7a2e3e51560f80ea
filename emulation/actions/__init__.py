"""Every write of the registry and the campaign that has a history or touches more than one row."""

from .deadlines import (
    GrantRefused,
    create_calendar_link,
    grant_late_entry,
    revoke_calendar_link,
    revoke_late_entry,
)
from .exports import ExportRefused, check_exportable, record_number_export
from .imports import ImportRefused, import_households, keep_household_list, save_household_import
from .people import create_practice_accounts, grant_role
from .plans import set_up_campaign
from .unit_changes import merge_units, rename_unit, split_unit

__all__ = [
    "ExportRefused",
    "GrantRefused",
    "ImportRefused",
    "check_exportable",
    "create_calendar_link",
    "create_practice_accounts",
    "grant_late_entry",
    "grant_role",
    "import_households",
    "keep_household_list",
    "merge_units",
    "record_number_export",
    "rename_unit",
    "revoke_calendar_link",
    "revoke_late_entry",
    "save_household_import",
    "set_up_campaign",
    "split_unit",
]
