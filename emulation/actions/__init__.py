"""Every write of the registry and the campaign that has a history or touches more than one row."""

from .imports import ImportRefused, import_households, keep_household_list, save_household_import
from .people import create_practice_accounts, grant_role
from .plans import set_up_campaign
from .unit_changes import merge_units, rename_unit, split_unit

__all__ = [
    "ImportRefused",
    "create_practice_accounts",
    "grant_role",
    "import_households",
    "keep_household_list",
    "merge_units",
    "rename_unit",
    "save_household_import",
    "set_up_campaign",
    "split_unit",
]
