"""Rules of the registry: how a household list is judged, and what changes of units would do. Plain Python."""

from .cells import Birth, Neighbourhood
from .columns import HOUSEHOLDS, NEEDED, Column, ListKind
from .household_list import judge_list, unreadable
from .listed import Complaint, JudgedList, ListedHousehold, ListedMember
from .unit_changes import NAME_LIMIT, plan_merge, plan_rename
from .unit_orders import (
    After,
    ChangeRefused,
    Ground,
    Held,
    Home,
    Link,
    Merge,
    Papers,
    Plan,
    Rename,
    Split,
    SplitPart,
    UnitFacts,
)
from .unit_splits import plan_split, street_of

__all__ = [
    "HOUSEHOLDS",
    "NAME_LIMIT",
    "NEEDED",
    "After",
    "Birth",
    "ChangeRefused",
    "Column",
    "Complaint",
    "Ground",
    "Held",
    "Home",
    "JudgedList",
    "Link",
    "ListKind",
    "ListedHousehold",
    "ListedMember",
    "Merge",
    "Neighbourhood",
    "Papers",
    "Plan",
    "Rename",
    "Split",
    "SplitPart",
    "UnitFacts",
    "judge_list",
    "plan_merge",
    "plan_rename",
    "plan_split",
    "street_of",
    "unreadable",
]
