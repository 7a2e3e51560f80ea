"""Rules of the registry: how a household list is judged, cell by cell and as a whole. Plain Python."""

from .cells import Birth, Neighbourhood
from .household_list import Complaint, JudgedList, ListedHousehold, ListedMember, judge_list, unreadable
from .list_table import NEEDED, Column

__all__ = [
    "NEEDED",
    "Birth",
    "Column",
    "Complaint",
    "JudgedList",
    "ListedHousehold",
    "ListedMember",
    "Neighbourhood",
    "judge_list",
    "unreadable",
]
